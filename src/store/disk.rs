//! What is done to files, step by step: the one door to the disk for what must survive a crash at any step.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::SystemTime;

use super::file::{self, sync_folder};

/// A session larger than this is something else.
const MAX_BYTES: u64 = 1 << 20;

/// The steps on files, one by one, so that a test can fail each of them.
pub trait Disk {
    /// All bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Writes a new file; an older one of that name is replaced.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the file's bytes are on the medium.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Gives a file another name at once; what had that name is replaced (on Windows too).
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Names in a folder with the time of their last change.
    fn names(&self, dir: &Path) -> io::Result<Vec<(String, SystemTime)>>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        file::read(path, MAX_BYTES)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().write(true).create(true).truncate(true).open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        // `MoveFileExW` with replacement on Windows: never "delete, then rename".
        fs::rename(from, to)?;
        to.parent().into_iter().for_each(sync_folder);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(path)?;
        // The new names: of this folder and of those that may have been made on the way to it.
        path.ancestors().skip(1).take(3).for_each(sync_folder);
        Ok(())
    }

    fn names(&self, dir: &Path) -> io::Result<Vec<(String, SystemTime)>> {
        let mut out = Vec::new();
        for entry in fs::read_dir(dir)?.flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_file() {
                let time = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                out.push((entry.file_name().to_string_lossy().into_owned(), time));
            }
        }
        Ok(out)
    }
}
