//! Rendered screens at several sizes, compared with files, and every size without panic.
//!
//! `UPDATE_SCREENS=1 cargo test --test screens` writes the files anew: look at the difference before committing it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::PathBuf;

use chiiki_navi::app::state::State;
use chiiki_navi::view::theme::Theme;
use support::keys::{play, start};
use support::screen::{assert_whole, buffer, screen_text, text};

const SCREENS: [(&str, &str); 23] = [
    ("choose", ""),
    ("choose-ama", "ama"),
    ("choose-none", "ｚｚｚｚ"),
    ("results", "あまちょう<enter>"),
    ("results-open", "はこだて<enter><tab><tab>"),
    ("question-choice", "はこだて<enter>n"),
    ("question-field", "<f2><down><enter>12<enter>"),
    ("detail", "あまちょう<enter><enter>"),
    ("answers", "あまちょう<enter>a"),
    ("sources", "<f4>"),
    ("compare", "さっぽろ<enter>va<down><down><enter>1rv"),
    ("compare-two", "さっぽろ<enter>cあまちょう<f12>"),
    ("sweep", "あまちょう<enter>a<down>b"),
    ("estimate", "あまちょう<enter>/ろーかる<enter><enter>m1億5000万<down>5000万<down>1億"),
    ("estimate-step", "あまちょう<enter>/ろーかる<enter><enter>m1億5000万<down>4000万<down>7900万<f9><c-u>8000万"),
    ("estimate-fallback", "あまちょう<enter>/ろーかる<enter><enter>m5000万<down>2000万<down>1500万"),
    ("estimate-fault", "あまちょう<enter>/過疎対策事業債<enter><enter>m５千万x"),
    ("combine", "あまちょう<enter>/ろーかる<enter><enter>m3000万<down>1000万<down>1000万<esc><esc>x<down>xw"),
    ("present", "あまちょう<enter>/ろーかる<enter><enter>p<enter><enter><enter>"),
    ("present-all", "あまちょう<enter>/ろーかる<enter><enter>p<end>m"),
    ("outlet", "あまちょう<enter>e"),
    ("outlet-rows", "あまちょう<enter><tab>/かそ<enter>e3<tab><tab><tab><tab><space><down><down><space><down>"),
    ("present-compare", "さっぽろ<enter>va<down><down><enter>1rvp<end>"),
];

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (40, 12)];

fn at(keys: &str, size: (u16, u16)) -> State {
    let mut state = start(size);
    play(&mut state, keys);
    state
}

#[test]
fn screens_look_as_they_did() {
    let update = std::env::var_os("UPDATE_SCREENS").is_some();
    let mut different = Vec::new();
    for (name, keys) in SCREENS {
        for size in SIZES {
            let shown = text(&at(keys, size));
            let path = PathBuf::from(format!("tests/screens/{name}-{}x{}.txt", size.0, size.1));
            if update {
                fs::create_dir_all("tests/screens").expect("tests/ is writable");
                fs::write(&path, &shown).expect("tests/ is writable");
            } else if fs::read_to_string(&path).ok().as_deref() != Some(shown.as_str()) {
                different.push(format!("{}\n{shown}", path.display()));
            }
        }
    }
    assert!(different.is_empty(), "{} screens differ; the first:\n{}", different.len(), different[0]);
}

#[test]
fn every_size_draws_whole_glyphs() {
    for (_, keys) in SCREENS {
        let mut state = at(keys, (80, 24));
        for (w, h) in [
            (1, 1),
            (2, 1),
            (1, 40),
            (5, 5),
            (20, 5),
            (39, 12),
            (40, 12),
            (41, 13),
            (79, 24),
            (81, 25),
            (132, 43),
            (300, 100),
        ] {
            chiiki_navi::app::update::update(&mut state, chiiki_navi::app::action::Action::Resize(w, h));
            for theme in [Theme::colour(), Theme::monochrome()] {
                assert_whole(&buffer(&state, &theme));
            }
        }
    }
}

#[test]
fn every_programme_draws_its_detail_to_the_end() {
    for size in SIZES {
        let mut state = at("はこだて<enter><enter>", size);
        for _ in 0..state.catalogue.programmes.len() {
            let seen = text(&state);
            assert!(seen.contains("判定"), "{seen}");
            play(&mut state, "<end>");
            let end = screen_text(&buffer(&state, &Theme::monochrome()));
            assert!(end.contains("資料") || end.contains("R6"), "{end}");
            play(&mut state, "<right>");
        }
    }
}

#[test]
fn every_screen_shows_version_documents_and_day() {
    for (name, keys) in SCREENS {
        let screen = text(&at(keys, (80, 24)));
        for word in ["基準日 令和6年6月1日", "資料 令和6年5月", "版 2026."] {
            assert!(screen.contains(word), "{name} lacks {word}:\n{screen}");
        }
    }
}

#[test]
fn old_documents_are_called_old() {
    let mut state = at("あまちょう<enter>", (80, 24));
    assert!(!text(&state).contains("現行の交付要綱"), "young documents need no warning");
    state.as_of = chiiki_navi::domain::date::Date::new(2026, 11, 21).expect("a day");
    let screen = text(&state);
    assert!(screen.contains("2年6か月前") && screen.contains("現行の交付要綱"), "{screen}");
}
