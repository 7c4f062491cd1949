//! The ways out: standard output, standard error, a file that is whole or not there.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{Failure, Outcome};

/// Writes to standard output. A reader that has seen enough and closed the pipe is no error.
pub fn stdout(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if reader_left(&e) => Ok(()),
        Err(e) => Err(Failure::Failed(format!("標準出力に書けませんでした（{e}）"))),
    }
}

/// Whether a write failed because the reader has seen enough and closed the pipe.
pub fn reader_left(e: &std::io::Error) -> bool {
    /// Windows says so too, and std does not count it as a broken pipe.
    const ERROR_PIPE_NOT_CONNECTED: i32 = 233;
    e.kind() == ErrorKind::BrokenPipe || cfg!(windows) && e.raw_os_error() == Some(ERROR_PIPE_NOT_CONNECTED)
}

/// Says something on standard error. If even that is closed, there is nobody to tell.
pub fn tell(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// What somebody typed, safe to show: no control characters, not endless.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut out: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// A path, safe to show.
pub fn shown_path(path: &Path) -> String {
    path.display().to_string().replace(char::is_control, "\u{fffd}")
}

/// Writes `text` to `path` at once: a file beside it is written first and then takes its name.
pub fn file(path: &Path, text: &str, force: bool) -> Outcome {
    let name = shown(&path.display().to_string());
    if path.is_dir() {
        return Err(Failure::Input(format!("{name} はフォルダです。ファイルの名前を書いてください")));
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure::Input(format!("{name} はもうあります。置き換えるなら --force を付けてください")));
    }
    let Some(beside) = beside(path) else {
        return Err(Failure::Input(format!("{name} はファイルの名前ではありません")));
    };
    let written = whole(&beside, text).and_then(|()| fs::rename(&beside, path));
    if let Err(e) = written {
        let _ = fs::remove_file(&beside);
        return Err(Failure::Failed(format!("{name} に書けませんでした（{e}）")));
    }
    tell(&format!("書き出しました: {name}"));
    Ok(())
}

fn beside(path: &Path) -> Option<PathBuf> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}.tmp", std::process::id()));
    Some(path.with_file_name(name))
}

fn whole(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
