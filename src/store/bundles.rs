//! Installed bundles and the public keys that the user trusts.
//!
//! `bundles/` holds each bundle as it came (`<version>-<digest>.toml`, its signature beside it) and one small list,
//! `installed`, the newest first: only what stands there is in use. A bundle is written and synced first, the list
//! takes its name last; so after a crash at any step the former or the new one is in use, whole. `keys/` holds one
//! minisign public key a file. Nothing here is believed because it lies here: whoever reads a bundle checks it again.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::file::{read, replace};
use crate::domain::sort;

/// No prepared form is larger, in bytes: ten times the embedded one.
const MAX_PREPARED: u64 = 16 << 20;

const LIST: &str = "installed";

/// Former bundles that are kept for going back.
const GENERATIONS: usize = 5;

/// A key file larger than this is none.
const MAX_KEY: u64 = 4096;

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Installed {
    /// File name below `bundles/`.
    pub file: String,
    /// Whether a signature was demanded when it was installed.
    pub signed: bool,
    /// SHA-256 of the file's bytes, hexadecimal.
    pub sha256: String,
    /// The embedded bundle it was preferred to, hexadecimal: a program with another one is newer than this choice.
    pub instead_of: String,
}

impl Installed {
    fn parse(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let [file, signed, sha256, instead_of] = words.as_slice() else { return None };
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
        let hexadecimal = |t: &str| t.len() == 64 && t.bytes().all(|b| b.is_ascii_hexdigit());
        let named = file.strip_suffix(".toml").is_some() && !file.starts_with('.') && file.chars().all(plain);
        let signed = match *signed {
            "signed" => true,
            "unsigned" => false,
            _ => return None,
        };
        (named && hexadecimal(sha256) && hexadecimal(instead_of)).then(|| Self {
            file: (*file).to_owned(),
            signed,
            sha256: (*sha256).to_owned(),
            instead_of: (*instead_of).to_owned(),
        })
    }

    fn line(&self) -> String {
        let signed = if self.signed { "signed" } else { "unsigned" };
        format!("{} {signed} {} {}\n", self.file, self.sha256, self.instead_of)
    }
}

/// The folder of installed bundles.
#[derive(Clone, Debug)]
pub struct Bundles {
    dir: PathBuf,
}

impl Bundles {
    /// In the data folder `data`; nothing is touched yet.
    pub fn new(data: &Path) -> Self {
        Self { dir: data.join("bundles") }
    }

    /// Where they are.
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// What is installed, the one in use first. One failed look where nothing is.
    ///
    /// # Errors
    /// `InvalidData` when the list is not as we write it; the file system's.
    pub fn list(&self) -> io::Result<Vec<Installed>> {
        let bytes = match read(&self.dir.join(LIST), MAX_KEY) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let text = String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData)?;
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        lines.map(Installed::parse).collect::<Option<_>>().ok_or_else(|| ErrorKind::InvalidData.into())
    }

    /// An installed bundle's bytes, at most `most` of them, and its signature.
    ///
    /// # Errors
    /// The file system's; `FileTooLarge`.
    pub fn read(&self, one: &Installed, most: u64) -> io::Result<(Vec<u8>, Option<String>)> {
        let path = self.dir.join(&one.file);
        let bytes = read(&path, most)?;
        let signature = if one.signed { Some(self::signature(&path)?.unwrap_or_default()) } else { None };
        Ok((bytes, signature))
    }

    /// The form of a bundle that the program keeps beside it; `None` where there is none that can be read.
    pub fn prepared(&self, one: &Installed) -> Option<Vec<u8>> {
        read(&self.prepared_path(one), MAX_PREPARED).ok()
    }

    /// Keeps that form.
    ///
    /// # Errors
    /// The file system's.
    pub fn keep_prepared(&self, one: &Installed, bytes: &[u8]) -> io::Result<()> {
        replace(&self.prepared_path(one), bytes)
    }

    fn prepared_path(&self, one: &Installed) -> PathBuf {
        self.dir.join(format!("{}.prepared", one.file))
    }

    /// Puts a bundle in use; what was in use becomes the former.
    ///
    /// # Errors
    /// The file system's. What was in use still is.
    pub fn install(&self, one: Installed, bytes: &[u8], signature: Option<&str>) -> io::Result<()> {
        RealDisk.make_folder(&self.dir)?;
        // A list that nobody can read is of no use to anybody; the bundles themselves stay.
        let mut all = self.list().unwrap_or_default();
        let path = self.dir.join(&one.file);
        if let Some(text) = signature {
            replace(&beside(&path), text.as_bytes())?;
        }
        replace(&path, bytes)?;
        all.retain(|i| i.file != one.file);
        all.insert(0, one);
        let old = all.split_off(all.len().min(GENERATIONS));
        self.write(&all)?;
        old.iter().for_each(|i| self.forget(i));
        Ok(())
    }

    /// Takes the bundle in use out again, so that the former (or the embedded one) is used. Gives it.
    ///
    /// # Errors
    /// The file system's. What was in use still is.
    pub fn roll_back(&self) -> io::Result<Option<Installed>> {
        let mut all = self.list()?;
        if all.is_empty() {
            return Ok(None);
        }
        let gone = all.remove(0);
        self.write(&all)?;
        self.forget(&gone);
        Ok(Some(gone))
    }

    /// Takes all bundles out, whatever state the list is in.
    ///
    /// # Errors
    /// The file system's.
    pub fn clear(&self) -> io::Result<()> {
        RealDisk.remove(&self.dir.join(LIST))
    }

    fn write(&self, all: &[Installed]) -> io::Result<()> {
        let lines: String = all.iter().map(Installed::line).collect();
        let text = format!("# 取り込んだ制度データ（上が今のもの）\n{lines}");
        replace(&self.dir.join(LIST), text.as_bytes())
    }

    /// What no list names is only lost space: failing to delete it is no failure.
    fn forget(&self, one: &Installed) {
        let path = self.dir.join(&one.file);
        let _ = RealDisk.remove(&beside(&path));
        let _ = RealDisk.remove(&self.prepared_path(one));
        let _ = RealDisk.remove(&path);
    }
}

/// The trusted public keys: file name and text of each.
#[derive(Clone, Debug)]
pub struct Keys {
    dir: PathBuf,
}

impl Keys {
    /// In the data folder `data`; nothing is touched yet.
    pub fn new(data: &Path) -> Self {
        Self { dir: data.join("keys") }
    }

    /// Where they are.
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// Every `*.pub` by name, with its text; empty text where it cannot be read.
    pub fn all(&self) -> Vec<(String, String)> {
        let Ok(names) = RealDisk.names(&self.dir) else { return Vec::new() };
        let mut names: Vec<String> =
            names.into_iter().map(|(n, _)| n).filter(|n| n.strip_suffix(".pub").is_some()).collect();
        sort::plainly(&mut names);
        let text = |name: &str| read(&self.dir.join(name), MAX_KEY).ok().and_then(|b| String::from_utf8(b).ok());
        names.into_iter().map(|n| (text(&n).unwrap_or_default(), n)).map(|(text, n)| (n, text)).collect()
    }

    /// Keeps a key as `name`.
    ///
    /// # Errors
    /// The file system's.
    pub fn add(&self, name: &str, text: &str) -> io::Result<()> {
        RealDisk.make_folder(&self.dir)?;
        replace(&self.dir.join(name), text.as_bytes())
    }

    /// Gives a key up.
    ///
    /// # Errors
    /// The file system's.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        RealDisk.remove(&self.dir.join(name))
    }
}

/// The signature beside a file (`FILE.minisig`), if there is one.
///
/// # Errors
/// The file system's; `InvalidData` when it is no text.
pub fn signature(path: &Path) -> io::Result<Option<String>> {
    match read(&beside(path), MAX_KEY) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| ErrorKind::InvalidData.into()),
    }
}

/// Where the signature of `path` stands.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".minisig");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_written_and_nothing_else_is() {
        let one = Installed {
            file: "2027.4.1-0123456789abcdef.toml".to_owned(),
            signed: true,
            sha256: "a".repeat(64),
            instead_of: "0".repeat(64),
        };
        let line = one.line();
        assert_eq!(Installed::parse(line.trim_end()), Some(one));
        let good = line.trim_end();
        for bad in [
            good.replace("2027.4.1-0123456789abcdef.toml", "../evil.toml"),
            good.replace("2027.4.1-0123456789abcdef.toml", "/etc/x.toml"),
            good.replace("2027.4.1-0123456789abcdef.toml", "..toml"),
            good.replace(" signed", " maybe"),
            good.replace("aaaa", "zzzz"),
            good.replace("a ", " "),
            String::new(),
            format!("{good} more"),
        ] {
            assert_eq!(Installed::parse(&bad), None, "{bad}");
        }
    }
}
