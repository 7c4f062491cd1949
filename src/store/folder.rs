//! The folder of sessions: every change is whole or has not happened. See [`super`] for the rules.

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::disk::{Disk, RealDisk};
use super::file::checksum;
use super::format::{self, Fault};
use super::saved::{SavedRow, SavedSession, seconds};
use crate::domain::sort;

/// A half-written file of a program that is surely gone.
const STALE: Duration = Duration::from_hours(24);
/// Between the session and the run in the name of a file that is being written; no run has it in its name.
const BY: char = '~';

/// Where a running session is kept, and what this instance last saw there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedFile {
    /// File name without its ending.
    pub key: String,
    /// Checksum of the file's bytes; `None` when there was no file (only the older generation).
    checksum: Option<u64>,
    /// The turn in which it was kept.
    turn: u64,
}

/// A session that was read, with what happened on the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// What it holds.
    pub saved: SavedSession,
    /// Where to go on writing.
    pub file: SavedFile,
    /// What the user must know.
    pub message: Option<String>,
}

/// The folder of sessions.
pub struct Folder {
    dir: PathBuf,
    run: String,
    disk: Box<dyn Disk>,
    /// The largest turn that this run has seen; `None` before it has looked.
    last: Cell<Option<u64>>,
}

impl Folder {
    /// Sessions in `dir`; `run` tells this run of the program apart (day, time, process). Nothing is touched yet.
    pub fn new(dir: PathBuf, run: &str) -> Self {
        Self::on(dir, run, Box::new(RealDisk))
    }

    /// The same on another disk.
    pub fn on(dir: PathBuf, run: &str, disk: Box<dyn Disk>) -> Self {
        Self { dir, run: run.to_owned(), disk, last: Cell::new(None) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// Every readable session, the one kept last first (by its turn: a clock may have been set back), and a message for
    /// each that is not.
    pub fn list(&self) -> (Vec<SavedRow>, Vec<String>) {
        let names = match self.disk.names(&self.dir) {
            Ok(names) => names,
            Err(e) if e.kind() == ErrorKind::NotFound => return (Vec::new(), Vec::new()),
            Err(e) => return (Vec::new(), vec![format!("保存先が読めません（{}）", reason(&e))]),
        };
        let mut keys: Vec<(u64, SystemTime, String)> = Vec::new();
        for (name, time) in &names {
            let time = *time;
            let waits = waiting(name).filter(|key| !names.iter().any(|(n, _)| n.strip_suffix(".toml") == Some(key)));
            let waits = waits.filter(|_| self.complete(name));
            let half = waits.is_none() && name.strip_prefix("new-").is_some_and(|n| n.strip_suffix(".tmp").is_some());
            if half && time.elapsed().is_ok_and(|age| age > STALE) {
                let _ = self.disk.remove(&self.dir.join(name));
            }
            let kept = name.strip_suffix(".toml").or_else(|| name.strip_suffix(".toml.bak"));
            let Some(key) = kept.or(waits) else { continue };
            let turn = self.turn(name);
            match keys.iter_mut().find(|(.., k)| k == key) {
                Some((last, known, _)) => (*last, *known) = (turn.max(*last), time.max(*known)),
                None => keys.push((turn, time, key.to_owned())),
            }
        }
        sort::by(&mut keys, |a, b| b.cmp(a));
        self.last.set(keys.first().map_or(Some(0), |(turn, ..)| Some(*turn)).max(self.last.get()));
        let (mut rows, mut messages) = (Vec::new(), Vec::new());
        for (_, time, key) in keys {
            match self.row(&key) {
                Ok((row, message)) => {
                    messages.extend(message);
                    rows.push(SavedRow { kept: seconds(time), ..row });
                }
                // Somebody else's file is left alone without a word.
                Err(message) => messages.extend(message),
            }
        }
        (rows, messages)
    }

    fn row(&self, key: &str) -> Result<(SavedRow, Option<String>), Option<String>> {
        if let Ok(Ok(row)) = self.disk.read(&self.file(key)).map(|bytes| format::row(key, &bytes)) {
            return Ok((row, None));
        }
        self.load(key).map(|loaded| (SavedRow::of(key, &loaded.saved), loaded.message))
    }

    /// Reads one session; a damaged file is set aside and the older generation taken.
    ///
    /// # Errors
    /// Why it cannot be had; `None` when the file is not ours.
    pub fn load(&self, key: &str) -> Result<Loaded, Option<String>> {
        let current = self.file(key);
        let fault = match self.disk.read(&current) {
            Ok(bytes) => match format::read(&bytes) {
                Ok(saved) => {
                    let (checksum, turn) = (Some(checksum(&bytes)), format::turn(&bytes));
                    let file = SavedFile { key: key.to_owned(), checksum, turn };
                    return Ok(Loaded { saved, file, message: None });
                }
                Err(Fault::Foreign) if !named_by_us(key) => return Err(None),
                Err(Fault::Newer) => return Err(Some(format!("{key}.toml は{}", Fault::Newer.what()))),
                Err(_) => Some(self.set_aside(&current)),
            },
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) if no_session(&e) && !named_by_us(key) => return Err(None),
            Err(e) if no_session(&e) => Some(self.set_aside(&current)),
            Err(e) => return Err(Some(format!("{key}.toml が読めません（{}）", reason(&e)))),
        };
        if fault.is_none()
            && let Some(loaded) = self.take_up(key)
        {
            return Ok(loaded);
        }
        let older = self.backup(key);
        let state = self.disk.read(&older).ok().map(|bytes| format::read(&bytes));
        let lost = match state {
            Some(Ok(saved)) => {
                let file = SavedFile { key: key.to_owned(), checksum: None, turn: 0 };
                let message = fault.map(|aside| {
                    format!("保存ファイルが壊れていたので、1つ前の保存を使います（壊れたものは {aside}）")
                });
                return Ok(Loaded { saved, file, message });
            }
            Some(Err(Fault::Damaged)) => fault.or_else(|| Some(self.set_aside(&older))),
            Some(Err(_)) | None => fault,
        };
        Err(lost.map(|aside| format!("保存ファイルが壊れていて読めません（{aside} として残しました）")))
    }

    /// Whether a file that was being written was written to its end.
    fn complete(&self, name: &str) -> bool {
        self.disk.read(&self.dir.join(name)).is_ok_and(|bytes| format::read(&bytes).is_ok())
    }

    /// The files of `key` that were being written when a run ended, or are being written now, newest first.
    fn unnamed(&self, key: &str) -> Vec<String> {
        let names = self.disk.names(&self.dir).unwrap_or_default();
        let mut own: Vec<(SystemTime, String)> =
            names.into_iter().filter(|(name, _)| waiting(name) == Some(key)).map(|(name, time)| (time, name)).collect();
        sort::by(&mut own, |a, b| b.cmp(a));
        own.into_iter().map(|(_, name)| name).collect()
    }

    /// A run that ended between its last two steps has left a new state that is whole and has no name yet, and no file
    /// of the session's name: it counts. It is left as it lies, for the run may be going on at this very moment.
    fn take_up(&self, key: &str) -> Option<Loaded> {
        let name = self.unnamed(key).into_iter().find(|name| self.complete(name))?;
        let saved = self.disk.read(&self.dir.join(name)).ok().and_then(|bytes| format::read(&bytes).ok())?;
        let file = SavedFile { key: key.to_owned(), checksum: None, turn: 0 };
        let message = "前回は保存の途中で終わっていました。書き終えていた最後の回答を使います".to_owned();
        Some(Loaded { saved, file, message: Some(message) })
    }

    /// Renames a damaged file so that nothing overwrites it; gives the new name.
    fn set_aside(&self, path: &Path) -> String {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let wanted = format!("{name}-damaged-{}", self.run);
        let new = self.free(&wanted, "");
        match self.disk.rename(path, &self.dir.join(&new)) {
            Ok(()) => new,
            Err(_) => name,
        }
    }

    /// Writes `saved`: to `file` when there is one and nobody else has written there, else in a file of its own.
    ///
    /// # Errors
    /// The file system's; what was kept before is still there.
    pub fn save(&self, file: Option<&SavedFile>, saved: &SavedSession) -> io::Result<SavedFile> {
        if let Some(file) = file
            && file.checksum == Some(checksum(format::write(saved, file.turn).map_err(io::Error::other)?.as_bytes()))
            && self.disk.read(&self.file(&file.key)).is_ok()
        {
            return Ok(file.clone());
        }
        let turn = self.next_turn(file);
        let text = format::write(saved, turn).map_err(io::Error::other)?;
        let new = Some(checksum(text.as_bytes()));
        self.disk.make_folder(&self.dir)?;
        let fresh = || {
            let body = saved.code.map_or_else(|| "tenyuryoku".to_owned(), |c| format!("{c:06}"));
            self.free(&format!("{body}-{}", self.run), ".toml")
        };
        // Whose it is stands in its name: should this run end before the last step, the next one takes it up.
        let goal = file.map_or_else(fresh, |f| f.key.clone());
        let temp = self.dir.join(format!("new-{goal}{BY}{}.tmp", self.run));
        let done = self.disk.write(&temp, text.as_bytes()).and_then(|()| self.disk.sync(&temp)).and_then(|()| {
            let key = match file {
                Some(file) if !self.rotate(file)? => fresh(),
                _ => goal,
            };
            let named = self.disk.rename(&temp, &self.file(&key));
            if let Some(file) = file.filter(|s| s.key == key) {
                self.tidy(file, named.is_ok());
            }
            named.map(|()| SavedFile { key, checksum: new, turn })
        });
        if done.is_err() {
            let _ = self.disk.remove(&temp);
        }
        done
    }

    /// The turn in which a file of this folder was kept; 0 where it does not say.
    fn turn(&self, name: &str) -> u64 {
        self.disk.read(&self.dir.join(name)).map_or(0, |bytes| format::turn(&bytes))
    }

    /// One more than any turn that this run has seen. What another run keeps meanwhile it does not see: both are new.
    fn next_turn(&self, file: Option<&SavedFile>) -> u64 {
        let look = || {
            let names = self.disk.names(&self.dir).unwrap_or_default();
            names.iter().filter(|(n, _)| n.strip_suffix(".toml").is_some()).map(|(n, _)| self.turn(n)).max()
        };
        let last = self.last.get().or_else(look).max(file.map(|f| f.turn)).unwrap_or(0);
        let next = last.saturating_add(1);
        self.last.set(Some(next));
        next
    }

    /// After the last step, which was `done` or not.
    fn tidy(&self, file: &SavedFile, done: bool) {
        let current = self.file(&file.key);
        if done && file.checksum.is_none() {
            // What was taken up has its follower now.
            self.unnamed(&file.key).iter().for_each(|name| drop(self.disk.remove(&self.dir.join(name))));
        } else if !done && self.disk.read(&current).is_err_and(|e| e.kind() == ErrorKind::NotFound) {
            // The older generation goes back to its place, so that the next try finds what this one found.
            let _ = self.disk.rename(&self.backup(&file.key), &current);
        }
    }

    /// Makes room in `file`: the present file becomes the older generation. False when somebody else has written there.
    fn rotate(&self, file: &SavedFile) -> io::Result<bool> {
        let (current, older) = (self.file(&file.key), self.backup(&file.key));
        let found = match self.disk.read(&current) {
            Ok(bytes) => Some(checksum(&bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(e),
        };
        if found != file.checksum {
            return Ok(false);
        }
        if found.is_none() {
            return Ok(true);
        }
        match self.disk.rename(&current, &older) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(e),
        }
        // Another instance may have written between the look and the rename: its work gets a name of its own.
        if self.disk.read(&older).is_ok_and(|bytes| Some(checksum(&bytes)) != file.checksum) {
            let other = self.free(&format!("{}-copy", file.key), ".toml");
            self.disk.rename(&older, &self.file(&other))?;
        }
        Ok(true)
    }

    /// Whether the file is as this run left it.
    pub fn is_ours(&self, file: &SavedFile) -> bool {
        self.disk.read(&self.file(&file.key)).ok().map(|bytes| checksum(&bytes)) == file.checksum
    }

    /// Whether the session is there.
    pub fn holds(&self, file: &SavedFile) -> bool {
        self.disk.read(&self.file(&file.key)).is_ok()
    }

    /// Deletes a session with its older generation.
    ///
    /// # Errors
    /// The file system's.
    pub fn delete(&self, key: &str) -> io::Result<()> {
        // What it is named after last: else a failure on the way would bring the session back.
        let unnamed = self.unnamed(key).into_iter().map(|name| self.dir.join(name));
        for path in unnamed.chain([self.backup(key), self.file(key)]) {
            match self.disk.remove(&path) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
        Ok(())
    }

    fn file(&self, key: &str) -> PathBuf {
        self.dir.join(format!("{key}.toml"))
    }

    fn backup(&self, key: &str) -> PathBuf {
        self.dir.join(format!("{key}.toml.bak"))
    }

    /// `wanted`, or `wanted-2` … when a file of that name is there.
    fn free(&self, wanted: &str, ending: &str) -> String {
        let taken: Vec<String> =
            self.disk.names(&self.dir).map(|all| all.into_iter().map(|(n, _)| n).collect()).unwrap_or_default();
        let is_free = |name: &str| {
            let (file, bak) = (format!("{name}{ending}"), format!("{name}{ending}.bak"));
            !taken.iter().any(|t| *t == file || *t == bak)
        };
        let numbered = (2..).map(|n: u32| format!("{wanted}-{n}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(|n| is_free(n)).unwrap_or_default()
    }
}

/// Whether what has the name cannot be a session: too large, a folder, a pipe or a device.
fn no_session(e: &io::Error) -> bool {
    matches!(e.kind(), ErrorKind::FileTooLarge | ErrorKind::IsADirectory | ErrorKind::InvalidInput)
}

/// The session that the file `new-<session>~<run>.tmp` is to be.
fn waiting(name: &str) -> Option<&str> {
    name.strip_prefix("new-")?.strip_suffix(".tmp")?.rsplit_once(BY).map(|(key, _)| key).filter(|key| !key.is_empty())
}

/// `<団体コード>-…` or `tenyuryoku-…`: then even a file without our heading is a damaged one of ours.
fn named_by_us(key: &str) -> bool {
    let head = key.split('-').next().unwrap_or_default();
    key.contains('-') && (head == "tenyuryoku" || head.len() == 6 && head.bytes().all(|b| b.is_ascii_digit()))
}

/// Why a file could not be read or written, in words.
pub fn reason(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "書き込みや読み取りが許されていません".to_owned()
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "空き容量がありません".to_owned(),
        ErrorKind::NotFound => "フォルダかファイルがありません".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "保存先がフォルダではありません".to_owned(),
        ErrorKind::FileTooLarge => "大きすぎます".to_owned(),
        ErrorKind::IsADirectory | ErrorKind::InvalidInput if e.raw_os_error().is_none() => {
            "ふつうのファイルではありません".to_owned()
        }
        _ => e.to_string(),
    }
}
