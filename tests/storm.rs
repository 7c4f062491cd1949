//! A storm of bytes on the real program in a real pseudo-terminal: keys, pastes with and without an end, broken UTF-8,
//! escape sequences that nobody knows, clicks, new sizes. It must neither fall nor hang, and what is on the screen
//! afterwards must be what a screen drawn anew would show; F10 must end it, and the terminal must be given back.
//!
//! `CHIIKI_NAVI_STORM=1000000 cargo test --release --test storm` sends so many events; `CHIIKI_NAVI_SEED=7` other ones.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]
#![cfg(unix)]

mod support;

use std::path::Path;
use std::time::Duration;

use support::bytes::key_bytes;
use support::dice::Dice;
use support::pty::{Pty, fresh_folder};

const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");
/// Events to one run of the program.
const ROUND: usize = 500;
const USUAL: usize = 2_000;

/// Keys that move about; those that end the program are rare, below.
const KEYS: [&str; 35] = [
    "enter", "enter", "enter", "esc", "tab", "s-tab", "up", "down", "down", "down", "right", "left", "bs", "del",
    "home", "end", "pgup", "pgdn", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f11", "f12", "c-n", "c-t",
    "c-z", "c-p", "c-e", "c-u",
];
const ENDS: [&str; 3] = ["f10", "c-c", "c-d"];
const TYPED: &str =
    "0123456789０１２９．ｑｊｋ／？あかさ過疎ｶｿ海士町①→※万円億.-/+ aejknrmbvzsyhugfo葛\u{e0100}𠮷👩\u{200d}🌾ー。「";
const PASTED: [&str; 6] =
    ["海士町", "1.2万円\r\n", "\u{1b}[2J\u{1b}]0;x", "令和9年3月31日", "過疎地域で空き家を3軒直す", "\0\u{7f}\u{9b}"];
const STRINGS: [&str; 8] =
    ["\u{1b}]0;", "\u{1b}]52;c;", "\u{1b}P1$r", "\u{1b}_G", "\u{1b}^", "\u{1b}[", "\u{1b}[?", "\u{1b}[<"];
const BROKEN: [&[u8]; 8] = [
    b"\xff",
    b"\xc0\x80",
    b"\xe3\x81",
    b"\xf0\x9f\x91",
    b"\xed\xa0\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\x80\x80",
    b"\xe6\xb5\x1b",
];

fn of<T: Copy>(dice: &mut Dice, all: &[T]) -> T {
    all[dice.roll(all.len())]
}

/// The bytes of one event; nothing where the window got another size instead.
fn event(dice: &mut Dice, typed: &[char], pty: &Pty) -> Vec<u8> {
    let small = |n: usize| u16::try_from(n).expect("small");
    match dice.roll(100) {
        0..=39 => key_bytes(of(dice, &KEYS)),
        40..=69 => of(dice, typed).to_string().into_bytes(),
        70..=77 => {
            let text = of(dice, &PASTED).repeat(1 + dice.roll(40));
            // One paste in eight has no end.
            let end = if dice.roll(8) == 0 { "" } else { "\u{1b}[201~" };
            format!("\u{1b}[200~{text}{end}").into_bytes()
        }
        78..=83 => {
            let filling = of(dice, &["x", "1;", "過", "\u{1b}", ";?"]).repeat(dice.roll(60));
            let end = of(dice, &["", "\u{7}", "\u{1b}\\", "\u{18}", "R", "~", "M", "u"]);
            format!("{}{filling}{end}", of(dice, &STRINGS)).into_bytes()
        }
        84..=89 => of(dice, &BROKEN).to_vec(),
        90..=92 => {
            (0..dice.roll(12)).map(|_| u8::try_from(dice.roll(256)).expect("a byte")).filter(|b| *b != 3).collect()
        }
        93 | 94 => format!("\u{1b}[<{};{};{}M", dice.roll(100), dice.roll(300), dice.roll(100)).into_bytes(),
        95 => of(dice, &[&b"\x1b[I"[..], b"\x1b[O", b"\x1b[24;80R", b"\x1b[?1;2c"]).to_vec(),
        96..=98 => {
            let (columns, rows) =
                if dice.roll(4) == 0 { (dice.roll(8), dice.roll(4)) } else { (dice.roll(300), dice.roll(100)) };
            pty.resize(small(1 + columns), small(1 + rows));
            Vec::new()
        }
        _ => {
            if dice.roll(30) == 0 {
                key_bytes(of(dice, &ENDS))
            } else {
                of(dice, &PASTED).repeat(60).into_bytes()
            }
        }
    }
}

/// What the program shows is what it would show on an empty screen: a new size and the former one draw everything again.
fn shows_no_remains(pty: &mut Pty, seed: u64, size: (u16, u16)) -> bool {
    pty.resize(size.0, size.1);
    if !pty.settle() {
        return false;
    }
    let shown = pty.screen_text();
    pty.resize(size.0 + 1, size.1);
    let mut there = pty.settle();
    pty.resize(size.0, size.1);
    there = there && pty.settle();
    assert!(
        !there || pty.screen_text() == shown,
        "seed {seed}: before\n{shown}\nand drawn anew\n{}\n",
        pty.screen_text()
    );
    assert!(!shown.contains('\u{fffd}') && !shown.chars().any(|c| c.is_control() && c != '\n'), "seed {seed}: {shown}");
    there
}

/// Ends the program as people do, whatever is still open, and looks at the terminal.
fn ends(pty: &mut Pty, seed: u64, events: usize) {
    // What was begun and has no end may swallow the first; with answers that cannot be kept the second is asked for.
    for _ in 0..20 {
        if pty.has_ended() {
            break;
        }
        pty.keys("<f10>");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(pty.exit_code(Duration::from_mins(1)), 0, "seed {seed}, {events} events; {}", pty.screen_text());
    pty.assert_given_back();
}

fn storm(seed: u64, events: usize) -> (usize, usize) {
    let (mut dice, typed) = (Dice(seed), TYPED.chars().collect::<Vec<char>>());
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    // Shown where this run fails.
    println!("CHIIKI_NAVI_SEED={seed}");
    let args: &[&str] =
        of(&mut dice, &[&["--data-dir", "data"][..], &["--data-dir", "data", "--mouse", "海士町"], &["海士町"]]);
    let mut pty = Pty::spawn_in(&folder, Path::new(BIN), args, (80, 24));
    pty.wait_until(|screen| screen.contains("地域ナビ"));
    let mut sent = 0;
    while sent < events && !pty.has_ended() {
        let bytes = event(&mut dice, &typed, &pty);
        pty.send(&bytes);
        sent += 1;
        // Now and then the program may show what it made of it, as with a hand on the keys.
        if dice.roll(40) == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    let size = (20 + u16::try_from(dice.roll(180)).expect("small"), 8 + u16::try_from(dice.roll(60)).expect("small"));
    // Ends what a paste or a sequence without an end has opened.
    pty.send(b"\x1b[201~\x18");
    let looked = usize::from(!pty.has_ended() && shows_no_remains(&mut pty, seed, size));
    ends(&mut pty, seed, sent);
    let _ = std::fs::remove_dir_all(&folder);
    (sent, looked)
}

#[test]
fn a_storm_leaves_program_and_terminal_whole() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let wanted = number("CHIIKI_NAVI_STORM").map_or(USUAL, |n| usize::try_from(n).expect("a count"));
    let first = number("CHIIKI_NAVI_SEED").unwrap_or(20_261_122);
    let (mut sent, mut looked, mut runs) = (0, 0, 0);
    while sent < wanted {
        let (n, whole) = storm(first + runs, ROUND.min(wanted - sent));
        (sent, looked, runs) = (sent + n.max(1), looked + whole, runs + 1);
    }
    println!("{sent} events in {runs} runs of the program, {looked} screens compared with one drawn anew");
    assert!(looked > 0, "no run came to its end");
}
