//! The ways out: standard output, standard error, a file that is whole or not there.

use std::io::{BufRead as _, ErrorKind, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use super::outcome::{Failure, Outcome};
use crate::domain::value::date::Date;
use crate::store::file::{Fault, sibling, write, write_both};
use crate::text::fold::fold;
use crate::text::foreign;

pub use crate::store::file::unread;
pub use crate::text::foreign::shown;

/// Writes text to standard output; what could steer a terminal does not get there, whoever wrote it. A reader that has
/// seen enough and closed the pipe is no error.
pub fn stdout(text: &str) -> Outcome {
    bytes(foreign::lines(text).as_bytes())
}

/// The same for what is no text.
pub fn bytes(bytes: &[u8]) -> Outcome {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
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

/// Says something on standard error, under the same rule as [`stdout`]. If even that is closed, there is nobody to tell.
pub fn stderr(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", foreign::lines(message));
}

/// Asks on standard error; only a clear yes is one. `None` where nobody sits at the keyboard.
pub fn confirm(question: &str) -> Option<bool> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return None;
    }
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "{question}（はい／いいえ） > ").and_then(|()| err.flush());
    let mut line = String::new();
    let read = input.lock().take(256).read_line(&mut line);
    Some(read.is_ok() && matches!(fold(&line).trim(), "はい" | "y" | "yes" | "hai"))
}

/// The command line that this run was started with, so that it gives the same on another day: with the day, without
/// where it was written to.
pub fn again(as_of: Date) -> String {
    let mut out = vec!["chiiki-navi".to_owned()];
    let mut skip = false;
    let mut is_dated = false;
    for word in std::env::args().skip(1) {
        let is_out = ["-o", "--out", "--output"].contains(&word.as_str());
        if std::mem::take(&mut skip) || word == "--force" {
            continue;
        }
        skip = is_out;
        if is_out || word.starts_with("--out=") || word.starts_with("--output=") {
            continue;
        }
        is_dated |= word.starts_with("--as-of");
        let plain =
            !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || "\"'$`\\|&;<>()*?!#~".contains(c));
        out.push(if plain { word } else { format!("\"{}\"", word.replace('"', "")) });
    }
    if !is_dated {
        out.push(format!("--as-of {as_of}"));
    }
    out.join(" ")
}

/// A path, safe to show.
pub fn shown_path(path: &Path) -> String {
    foreign::whole(&path.display().to_string())
}

/// Writes `bytes` to `path`: whole or not at all, and never over another file unless `force` says so.
pub fn file(path: &Path, bytes: &[u8], force: bool) -> Outcome {
    told(path, write(path, bytes, force))
}

/// The same with a second file that belongs to it: both or neither.
pub fn both(path: &Path, bytes: &[u8], (behind, more): (&str, &[u8]), force: bool) -> Outcome {
    let second = sibling(path, behind);
    // Which of the two is in the way is said.
    if !force && second.symlink_metadata().is_ok() {
        return told(&second, Err(Fault::Exists));
    }
    told(path, write_both((path, bytes), (&second, more), force))?;
    stderr(&format!("書き出しました: {}", shown_path(&second)));
    Ok(())
}

fn told(path: &Path, written: Result<(), Fault>) -> Outcome {
    let hint = "。置き換えるなら --force を付けてください";
    said(path, written, hint).map(|said| stderr(&said))
}

/// Writes `bytes` to a new file, whole or not at all, and gives the sentence that says so.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    said(path, write(path, bytes, false), "。ほかの名前を書いてください")
}

fn said(path: &Path, written: Result<(), Fault>, hint: &str) -> Result<String, Failure> {
    let name = shown_path(path);
    match written {
        Ok(()) => Ok(format!("書き出しました: {name}")),
        Err(Fault::Folder) => Err(Failure::Input(format!("{name} はフォルダです。ファイルの名前を書いてください"))),
        Err(Fault::Exists) => Err(Failure::Input(format!("{name} はもうあります{hint}"))),
        Err(Fault::Nameless) => Err(Failure::Input(format!("{name} はファイルの名前ではありません"))),
        Err(Fault::Failed(why)) => Err(Failure::Failed(format!("{name} に書けませんでした（{why}）"))),
    }
}
