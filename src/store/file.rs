//! A file that is whole or not there: written beside its place, synced, and only then given its name. Sessions keep
//! an older generation besides, step by step ([`super::folder`]).

use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why nothing was written. What stood there before still stands there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A file of that name is there, and replacing it was not asked for.
    Exists,
    /// The path names a folder.
    Folder,
    /// The path has no file name.
    Nameless,
    /// The file system's reason, in words.
    Failed(String),
}

/// The path of a file that belongs to `path`: a second name with the same ending beside it.
pub fn sibling(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(behind);
    let mut out = path.with_file_name(name);
    if let Some(ending) = path.extension() {
        // The stem may have dots of its own.
        let mut whole = out.into_os_string();
        whole.push(".");
        whole.push(ending);
        out = PathBuf::from(whole);
    }
    out
}

/// Writes two files that belong together: both, or neither. Both are on the medium before either gets its name; where
/// the first then cannot have its own, the second is what it was before.
///
/// # Errors
/// Why nothing was written.
pub fn write_both(first: (&Path, &[u8]), second: (&Path, &[u8]), replace: bool) -> Result<(), Fault> {
    if !replace && first.0.symlink_metadata().is_ok() {
        return Err(Fault::Exists);
    }
    let [one, other] = [staged(first, replace)?, staged(second, replace)?];
    let was = fs::read(second.0);
    finished(other, second.0, replace)?;
    finished(one, first.0, replace).inspect_err(|_| {
        let _ = match was {
            Ok(bytes) => self::replace(second.0, &bytes),
            Err(_) => fs::remove_file(second.0),
        };
    })
}

/// Writes `bytes` to `path` at once; what has that name is replaced only when `replace` says so.
///
/// # Errors
/// Why nothing was written.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Fault> {
    finished(staged((path, bytes), replace)?, path, replace)
}

/// All of it on the medium, without its name.
fn staged((path, bytes): (&Path, &[u8]), replace: bool) -> Result<NamedTempFile, Fault> {
    if path.is_dir() {
        return Err(Fault::Folder);
    }
    if path.file_name().is_none() {
        return Err(Fault::Nameless);
    }
    if !replace && path.symlink_metadata().is_ok() {
        return Err(Fault::Exists);
    }
    beside(path, bytes).map_err(|e| Fault::Failed(reason(&e)))
}

/// The name for what is on the medium.
fn finished(file: NamedTempFile, path: &Path, replace: bool) -> Result<(), Fault> {
    match named(file, path, replace) {
        Ok(()) => Ok(()),
        // Somebody else was faster than the look above.
        Err(e) if !replace && e.kind() == ErrorKind::AlreadyExists => Err(Fault::Exists),
        // Windows refuses to replace what somebody has open, Excel above all.
        Err(e) if replace && (e.kind() == ErrorKind::PermissionDenied || shared(&e)) => {
            Err(Fault::Failed(format!("{}。ファイルを開いているときは閉じてください", reason(&e))))
        }
        Err(e) => Err(Fault::Failed(reason(&e))),
    }
}

/// Writes `bytes` to `path` at once, over what has that name.
///
/// # Errors
/// The file system's; what stood there before still stands there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    named(beside(path, bytes)?, path, true)
}

/// A file in the folder of `path` that holds `bytes`, on the medium already.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut made = tempfile::Builder::new();
    made.prefix(".chiiki-navi-").suffix(".tmp");
    // A hand-out is for others too: the usual rights, which the umask narrows.
    #[cfg(unix)]
    made.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = made.tempfile_in(folder(path))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all())?;
    Ok(file)
}

fn named(file: NamedTempFile, path: &Path, replace: bool) -> io::Result<()> {
    if replace { file.persist(path) } else { file.persist_noclobber(path) }.map_err(|e| e.error)?;
    sync_folder(folder(path));
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name is on the medium only when its folder is; Windows and some network folders do not offer it.
pub fn sync_folder(dir: &Path) {
    #[cfg(unix)]
    if let Ok(dir) = fs::File::open(dir) {
        let _ = dir.sync_all();
    }
    #[cfg(not(unix))]
    let _ = dir;
}

/// A file's bytes, at most `most` of them: a device or a growing file has no end.
///
/// # Errors
/// The file system's; `FileTooLarge`; `IsADirectory`.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Not before: opening a named pipe waits for a writer, for ever.
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    // In one piece: a bundle is read at every start.
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(most)).unwrap_or(0) + 1);
    fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The same, nothing where there is no such file, and the reason in words.
///
/// # Errors
/// Why it cannot be read.
pub fn read_if_there(path: &Path, most: u64) -> Result<Option<Vec<u8>>, String> {
    match read(path, most) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(unread(&e)),
    }
}

/// Why a file could not be read, in words.
pub fn unread(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::NotFound => "ファイルがありません".to_owned(),
        ErrorKind::PermissionDenied => "読む許可がありません".to_owned(),
        ErrorKind::IsADirectory => "フォルダです".to_owned(),
        ErrorKind::FileTooLarge => "大きすぎます".to_owned(),
        // What [`read`] says of a pipe, a socket and a device.
        ErrorKind::InvalidInput if e.raw_os_error().is_none() => "ふつうのファイルではありません".to_owned(),
        _ => e.to_string(),
    }
}

/// FNV-1a, 64 bits: against accidents, not against forgery.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`.
fn shared(e: &io::Error) -> bool {
    cfg!(windows) && matches!(e.raw_os_error(), Some(32 | 33))
}

/// Why a file could not be written, in words; the system's own number stays for whoever is asked for help.
pub fn reason(e: &io::Error) -> String {
    // A path of the temporary file in the message would only confuse.
    let inner = e.get_ref().and_then(|inner| inner.source()).and_then(|s| s.downcast_ref::<io::Error>()).unwrap_or(e);
    let text = match inner.kind() {
        _ if shared(inner) => "ほかのプログラムが使っています",
        ErrorKind::PermissionDenied => "このフォルダに書き込む許可がありません",
        ErrorKind::ReadOnlyFilesystem => "書き込みできない媒体です",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "空き容量がありません",
        ErrorKind::FileTooLarge => "書ける大きさの限りを超えます",
        ErrorKind::NotFound => "フォルダがありません",
        ErrorKind::NotADirectory => "フォルダではありません",
        ErrorKind::InvalidFilename => "使えないファイルの名前です",
        _ => return e.to_string(),
    };
    inner.raw_os_error().map_or_else(|| text.to_owned(), |n| format!("{text}。エラー {n}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_there() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("結果.html");
        assert_eq!(write(&path, b"one", false), Ok(()));
        assert_eq!(write(&path, b"two", false), Err(Fault::Exists));
        assert_eq!(std::fs::read(&path).expect("kept"), b"one");
        assert_eq!(write(&path, b"two", true), Ok(()));
        assert_eq!(std::fs::read(&path).expect("replaced"), b"two");
        assert_eq!(write(dir.path(), b"x", true), Err(Fault::Folder));
        assert_eq!(write(Path::new(""), b"x", true), Err(Fault::Nameless));
        let Err(Fault::Failed(why)) = write(&dir.path().join("no/where.html"), b"x", true) else { panic!("written") };
        assert!(why.contains("フォルダがありません") && !why.contains(".tmp"), "{why}");
        let Err(Fault::Failed(why)) = write(&path.join("x.html"), b"x", true) else { panic!("written") };
        // Windows says of a file on the way the same as of a folder that is not there.
        let said = if cfg!(windows) { "フォルダがありません" } else { "フォルダではありません" };
        assert!(why.contains(said), "{why}");
        assert_eq!(std::fs::read_dir(dir.path()).expect("the folder").count(), 1, "nothing stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.csv");
        write(&path, b"x", false).expect("written");
        std::fs::write(dir.path().join("b"), b"x").expect("written");
        let mode = |p: &str| std::fs::metadata(dir.path().join(p)).expect("there").permissions().mode();
        assert_eq!(mode("a.csv"), mode("b"), "the rights of any other file");
    }
}
