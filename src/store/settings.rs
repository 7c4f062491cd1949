//! What the program remembers beside sessions: the theme. One small file that is read before the first frame.

use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, RealDisk};
use super::file::replace;
use super::folder::reason;

const FORMAT: &str = "chiiki-navi/settings/1";
const FAMILY: &str = "chiiki-navi/settings/";
const NAME: &str = "settings.toml";

/// What was remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remembered {
    /// Nothing yet.
    Nothing,
    /// The theme of this name.
    Theme(String),
    /// A file of a newer program: it is left alone.
    Newer,
    /// A file that cannot be read as settings.
    Damaged,
}

#[derive(serde::Deserialize)]
struct File {
    format: String,
    #[serde(default)]
    theme: String,
}

/// What `dir` remembers. A file that cannot be opened remembers nothing.
pub fn read(dir: &Path) -> Remembered {
    let bytes = match RealDisk.read(&dir.join(NAME)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::FileTooLarge => return Remembered::Damaged,
        Err(_) => return Remembered::Nothing,
    };
    let file: Option<File> = std::str::from_utf8(&bytes).ok().and_then(|text| toml::from_str(text).ok());
    match file {
        Some(File { format, theme }) if format == FORMAT => Remembered::Theme(theme),
        Some(File { format, .. }) if format.starts_with(FAMILY) => Remembered::Newer,
        _ => Remembered::Damaged,
    }
}

/// Remembers the theme. A damaged file is set aside first; `run` tells this run of the program apart.
///
/// # Errors
/// Why not, as a phrase; what was remembered before is still there.
pub fn remember(dir: &Path, run: &str, theme: &str) -> Result<(), String> {
    let file = dir.join(NAME);
    let text = format!("# 地域ナビの設定\nformat = \"{FORMAT}\"\ntheme = \"{theme}\"\n");
    let aside = || match read(dir) {
        Remembered::Newer => Err("新しい版の地域ナビの設定ファイルがあります".to_owned()),
        Remembered::Damaged => {
            RealDisk.rename(&file, &dir.join(format!("{NAME}-damaged-{run}"))).map_err(|e| reason(&e))
        }
        Remembered::Nothing | Remembered::Theme(_) => Ok(()),
    };
    RealDisk.make_folder(dir).map_err(|e| reason(&e))?;
    aside()?;
    replace(&file, text.as_bytes()).map_err(|e| reason(&e))
}
