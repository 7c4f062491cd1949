//! The real program is killed (`kill -9`) while it keeps answers: at a moment by chance, or the moment a file that is
//! being written is seen. What was kept before is kept; what was written whole is what the next run opens.
//!
//! `CHIIKI_NAVI_KILLS=200 cargo test --test kills` kills so often; `CHIIKI_NAVI_SEED=7` at other moments.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]
#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chiiki_navi::store::{AnswerState, Folder, SavedSession, format};
use support::dice::Dice;
use support::pty::{Pty, Session, Signal, fresh_folder};

const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");
const USUAL: usize = 8;

fn answers(saved: &SavedSession) -> usize {
    saved.now.answers.iter().filter(|a| a.state == AnswerState::Given).count()
}

/// Whole sessions in the folder whose file name ends so: how many answers the fullest of them holds.
fn whole(sessions: &Path, ending: &str) -> Option<usize> {
    let files = fs::read_dir(sessions).into_iter().flatten().flatten();
    let named = files.filter(|f| f.file_name().to_string_lossy().ends_with(ending));
    named.filter_map(|f| format::read(&fs::read(f.path()).ok()?).ok()).map(|s| answers(&s)).max()
}

/// What came of a kill.
struct Killed {
    /// A file that was being written was left.
    while_writing: bool,
    /// The next run took up what had been written whole and had no name yet.
    taken_up: bool,
}

fn killed(seed: u64) -> Killed {
    let mut dice = Dice(seed);
    let data = fresh_folder();
    let sessions = data.join("sessions");
    let at = data.to_str().expect("a path");
    let mut pty = Pty::spawn_as(Session::Stranger, Path::new(BIN), &["海士町", "--data-dir", at], (100, 30), &[]);
    pty.keys("<until:島根県海士町>n<until:関わる制度>");
    // Answers in one breath and with pauses, as their writing takes some milliseconds.
    let given = 1 + dice.roll(6);
    for _ in 0..given {
        pty.send(b"1\r");
        std::thread::sleep(Duration::from_millis(dice.roll(25) as u64));
    }
    if dice.roll(3) == 0 {
        std::thread::sleep(Duration::from_millis(dice.roll(60) as u64));
    } else {
        let end = Instant::now() + Duration::from_millis(500);
        let writing = || {
            let files = fs::read_dir(&sessions).into_iter().flatten().flatten();
            files.map(|f| f.file_name()).any(|name| name.to_string_lossy().ends_with(".tmp"))
        };
        while !writing() && Instant::now() < end {}
        std::thread::sleep(Duration::from_micros(dice.roll(4_000) as u64));
    }
    // Kept before the blow falls.
    let before = whole(&sessions, ".toml").max(whole(&sessions, ".toml.bak")).unwrap_or(0);
    pty.signal(Signal::KILL);
    assert_eq!(pty.exit_code(Duration::from_mins(1)), 1009);

    let (named, unnamed) = (whole(&sessions, ".toml"), whole(&sessions, ".tmp"));
    let kept = named.or(unnamed).max(whole(&sessions, ".toml.bak"));
    let (rows, messages) = Folder::new(sessions.clone(), "next").list();
    assert!(rows.len() <= 1, "seed {seed}: one session became {}", rows.len());
    let found = rows.first().map(|row| row.answers);
    assert_eq!(found, kept, "seed {seed}: the fullest whole file is what counts");
    assert!(found.unwrap_or(0) >= before, "seed {seed}: {before} answers were kept, {found:?} are left");
    let taken_up = found.is_some() && named.is_none();
    assert_eq!(messages.len(), usize::from(taken_up), "seed {seed}: {messages:?}");
    assert!(messages.iter().all(|m| m.contains("書き終えていた最後の回答")), "seed {seed}: {messages:?}");

    // The next run offers it, goes on with it and keeps the next answer with all the others.
    if let Some(found) = found {
        let mut pty = Pty::spawn_as(Session::Stranger, Path::new(BIN), &["--data-dir", at], (100, 30), &[]);
        pty.keys("<until:続き     島根県海士町><c-r><until:団体〇>n<until:関わる制度>1<enter>");
        pty.settle();
        pty.keys("<f10>");
        assert_eq!(pty.exit_code(Duration::from_mins(1)), 0);
        assert_eq!(whole(&sessions, ".toml"), Some(found + 1), "seed {seed}: the next answer");
    }
    let left = Killed { while_writing: unnamed.is_some(), taken_up };
    let _ = fs::remove_dir_all(&data);
    left
}

#[test]
fn what_was_kept_survives_every_kill() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let kills = number("CHIIKI_NAVI_KILLS").unwrap_or(USUAL as u64);
    let first = number("CHIIKI_NAVI_SEED").unwrap_or(20_261_122);
    let all: Vec<Killed> = (0..kills).map(|n| killed(first + n)).collect();
    let count = |test: fn(&Killed) -> bool| all.iter().filter(|k| test(k)).count();
    println!(
        "{kills} kills, {} while a file was being written, {} of them taken up by the next run",
        count(|k| k.while_writing),
        count(|k| k.taken_up)
    );
}
