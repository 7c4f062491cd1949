//! The real program in a real pseudo-terminal.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use support::pty::{Pty, Session, Signal};

const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");
const SOON: Duration = Duration::from_secs(30);

fn started(session: Session) -> Pty {
    let mut pty = Pty::spawn_as(session, Path::new(BIN), &[], (100, 30), &[]);
    pty.keys("<until:ふだんの言葉で>");
    pty.assert_held();
    pty
}

#[test]
fn the_main_job_from_start_to_quit() {
    let mut pty = started(Session::Leader);
    pty.keys("ama<until:海士町>");
    pty.keys("chou<enter><until:島根県海士町>");
    pty.keys("n<until:関わる制度>1<until:答えがそろった>");
    pty.keys("<f3><until:団体〇><enter><until:判定>");
    pty.resize(80, 24);
    pty.keys("<until:判定><size:120x36><until:判定>");
    // The number of rows stands in the list alone: 団体〇 is in the first line of every screen.
    pty.keys("<esc><until:134件>qq");
    assert_eq!(pty.exit_code(SOON), 0);
    pty.assert_given_back();
}

#[test]
fn a_name_on_the_command_line_opens_there() {
    let mut pty = Pty::spawn(BIN, &["海士町"], 80, 24, &[]);
    pty.keys("<until:島根県海士町><f10>");
    assert_eq!(pty.exit_code(SOON), 0);
    pty.assert_given_back();
}

#[test]
fn full_width_keys_arrive() {
    let mut pty = started(Session::Leader);
    pty.keys("あまちょう<enter><until:財政力指数><enter><until:団体〇>ｆかそ<until:過疎対策事業債><enter>ｑｑ");
    assert_eq!(pty.exit_code(SOON), 0);
    pty.assert_given_back();
}

#[test]
fn ctrl_c_quits_everywhere() {
    for keys in ["", "ama<enter><enter>", "ama<enter><enter>n", "ama<enter><enter><enter>"] {
        let mut pty = started(Session::Leader);
        pty.keys(keys);
        pty.keys("<c-c>");
        assert_eq!(pty.exit_code(SOON), 0, "{keys}");
        pty.assert_given_back();
    }
}

#[test]
fn signals_give_the_terminal_back() {
    for session in [Session::Leader, Session::Stranger] {
        for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
            let mut pty = started(session);
            pty.signal(signal);
            assert_eq!(pty.exit_code(SOON), code);
            pty.assert_given_back();
        }
    }
}

#[test]
fn signals_that_nobody_expects_give_the_terminal_back_too() {
    for (signal, number) in [(Signal::USR1, 10), (Signal::USR2, 12), (Signal::ALARM, 14), (Signal::XCPU, 24)] {
        let mut pty = started(Session::Stranger);
        pty.signal(signal);
        assert_eq!(pty.exit_code(SOON), 128 + number);
        pty.assert_given_back();
    }
}

/// A terminal that reads nothing while a frame is written (a stalled line): what it has not read is thrown away.
#[test]
fn a_terminal_that_does_not_read_is_given_back_too() {
    for _ in 0..10 {
        let mut pty = Pty::spawn_as(Session::Stranger, Path::new(BIN), &["海士町"], (250, 100), &[]);
        pty.keys("<until:団体〇>");
        pty.stall(true);
        // Frames until no more of them fit.
        for _ in 0..40 {
            pty.keys("<end><wait:5><home><wait:5>");
        }
        pty.signal(Signal::TERM);
        std::thread::sleep(Duration::from_secs(1));
        pty.stall(false);
        assert_eq!(pty.exit_code(SOON), 143);
        std::thread::sleep(Duration::from_millis(50));
        pty.assert_given_back();
    }
}

/// What a terminal without brackets pastes, and sequences without an end: F10 and Ctrl+C end the program all the same.
/// It takes a second; a minute is for a machine that has much else to do, and far less than it took with each letter
/// searched for.
#[test]
fn floods_of_text_hold_nothing_up() {
    let kanji = "過疎地域島根海士町振".repeat(1_000);
    let open_string = format!("\x1b]0;{}", "x".repeat(1 << 20));
    let open_paste = format!("\x1b[200~{}", "x".repeat(1_000));
    for flood in [&kanji, &open_string, &open_paste] {
        for way_out in ["<f10>", "<c-c>"] {
            let mut pty = started(Session::Stranger);
            pty.send(flood.as_bytes());
            std::thread::sleep(Duration::from_millis(50));
            pty.keys(way_out);
            assert_eq!(pty.exit_code(SOON), 0, "{way_out} after {}", &flood[..9].escape_debug());
            pty.assert_given_back();
        }
    }
}

/// Stopped from another terminal: the shell gets its terminal, and `fg` shows the screen again, whole, taking keys.
#[test]
fn a_stopped_program_gives_the_terminal_back_and_takes_it_again() {
    let mut pty = started(Session::Stranger);
    for _ in 0..2 {
        pty.signal(Signal::TSTP);
        pty.wait_until(|screen| !screen.contains("ふだんの言葉で"));
        std::thread::sleep(Duration::from_millis(100));
        pty.assert_given_back();
        pty.signal(Signal::CONT);
        pty.keys("<until:ふだんの言葉で>");
        pty.assert_held();
    }
    pty.keys("amachou<enter><until:島根県海士町><f10>");
    assert_eq!(pty.exit_code(SOON), 0);
    pty.assert_given_back();
}

#[test]
fn a_closed_terminal_ends_the_program() {
    for session in [Session::Leader, Session::Stranger] {
        let mut pty = started(session);
        pty.close_master();
        assert_eq!(pty.exit_code(SOON), 129);
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back() {
    let mut pty = Pty::spawn(BIN, &[], 80, 24, &[("CHIIKI_NAVI_PANIC_KEY", "1")]);
    pty.keys("<until:ふだんの言葉で><f12>");
    assert_eq!(pty.exit_code(SOON), 101);
    pty.assert_given_back();
    assert!(pty.screen_text().contains("内部エラー"), "{}", pty.screen_text());
}

#[test]
fn one_by_one_is_survived() {
    let mut pty = started(Session::Leader);
    pty.keys("<size:1x1><wait:50>ama<enter>n1<size:80x24><wait:50><f3><until:団体〇><c-c>");
    assert_eq!(pty.exit_code(SOON), 0);
    pty.assert_given_back();
}

#[test]
fn idle_costs_nothing() {
    let mut pty = started(Session::Leader);
    pty.settle();
    let (before, bytes) = (pty.cpu_ticks(), pty.raw().len());
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(pty.cpu_ticks(), before, "CPU while idle");
    assert_eq!(pty.raw().len(), bytes, "output while idle");
}

#[test]
fn no_terminal_is_said_and_ends_with_two() {
    let out =
        Command::new(BIN).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("runs");
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("端末"), "{said}");
    assert!(out.stdout.is_empty());
}

/// A terminal that shows ■ in two columns gets blanks behind such characters; `ascii` none of them at all.
#[test]
fn the_terminal_is_asked_how_wide_its_symbols_are() {
    let shown = |mut pty: Pty| {
        pty.keys("<until:海士町>");
        pty.settle();
        let screen = pty.screen_text();
        pty.keys("<c-c>");
        assert_eq!(pty.exit_code(SOON), 0);
        screen
    };
    let narrow = shown(Pty::spawn(BIN, &["海士町"], 40, 12, &[]));
    assert!(narrow.contains('…') && !narrow.contains(".."), "{narrow}");
    for wide in [
        shown(Pty::spawn_wide(BIN, &["海士町"], 40, 12)),
        shown(Pty::spawn(BIN, &["--ambiguous", "wide", "海士町"], 40, 12, &[])),
        shown(Pty::spawn_wide(BIN, &["--ambiguous", "ascii", "海士町"], 40, 12)),
    ] {
        assert!(wide.contains("..") && !wide.contains('…'), "{wide}");
    }
}

/// A click selects, the wheel moves, and both only with `--mouse`; Ctrl+E changes the colours.
#[test]
fn mouse_and_theme_work_in_a_terminal() {
    for (args, mouse) in [(&["--mouse", "海士町"][..], true), (&["海士町"], false)] {
        let mut pty = Pty::spawn(BIN, args, 80, 24, &[]);
        pty.keys("<until:団体〇>");
        let asked = String::from_utf8_lossy(&pty.raw()).contains("\x1b[?1006h");
        assert_eq!(asked, mouse, "{args:?}: the terminal is asked for clicks");
        if mouse {
            // A press of the left button in the tenth row, then its release, and another: the programme opens.
            pty.send(b"\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<0;10;10M\x1b[<0;10;10m");
            pty.keys("<until:判定>");
        }
        let before = pty.raw().len();
        pty.keys("<c-e><wait:100>");
        let painted = String::from_utf8_lossy(&pty.raw()[before..]).into_owned();
        assert!(painted.contains("48;5;231"), "the light theme paints its ground: {painted:?}");
        pty.keys("<c-c>");
        assert_eq!(pty.exit_code(SOON), 0);
        pty.assert_given_back();
    }
}
