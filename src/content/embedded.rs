//! The bundle inside the program: what `build.rs` made from `content/`.

use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use super::compact;
use crate::domain::terms::catalogue::Catalogue;

/// The embedded bundle. It cannot be broken: the build fails on any problem, and has read what is read here.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    let texts = include_str!(concat!(env!("OUT_DIR"), "/bundle.txt"));
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));
    CATALOGUE.get_or_init(|| compact::read(texts, bytes).unwrap_or(Catalogue::EMPTY))
}

/// The golden cases that were compiled in with it: name and text of each file. They are packed, since only a self-check
/// reads them; none where they cannot be unpacked, and a check without cases fails.
pub fn golden() -> Vec<(String, String)> {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/golden.zip"));
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let count = archive.len();
    let unpack = |i| {
        let mut file = archive.by_index(i).ok()?;
        let mut text = String::new();
        file.read_to_string(&mut text).ok()?;
        Some((file.name().ok()?.into_owned(), text))
    };
    (0..count).map(unpack).collect::<Option<_>>().unwrap_or_default()
}
