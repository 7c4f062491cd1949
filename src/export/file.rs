//! A file that is whole or not there: written beside its place, synced, and only then given its name.

use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

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

/// Writes `bytes` to `path` at once; what has that name is replaced only when `replace` says so.
///
/// # Errors
/// Why nothing was written.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Fault> {
    if path.is_dir() {
        return Err(Fault::Folder);
    }
    if path.file_name().is_none() {
        return Err(Fault::Nameless);
    }
    if !replace && path.symlink_metadata().is_ok() {
        return Err(Fault::Exists);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut made = tempfile::Builder::new();
    made.prefix(".chiiki-navi-").suffix(".tmp");
    // A hand-out is for others too: the usual rights, which the umask narrows.
    #[cfg(unix)]
    made.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = made.tempfile_in(folder).map_err(|e| Fault::Failed(reason(&e)))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|e| Fault::Failed(reason(&e)))?;
    let kept = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        // Somebody else was faster than the look above.
        Err(e) if !replace && e.error.kind() == ErrorKind::AlreadyExists => Err(Fault::Exists),
        // Windows refuses to replace what somebody has open, Excel above all.
        Err(e) if replace && (e.error.kind() == ErrorKind::PermissionDenied || shared(&e.error)) => {
            Err(Fault::Failed(format!("{}。ファイルを開いているときは閉じてください", reason(&e.error))))
        }
        Err(e) => Err(Fault::Failed(reason(&e.error))),
    }
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
