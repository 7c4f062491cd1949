//! Rendered screens at several sizes, compared with files, and every size without panic.
//!
//! `UPDATE_SCREENS=1 cargo test --test screens` writes the files anew: look at the difference before committing it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use chiiki_navi::app::look::Look;
use chiiki_navi::app::state::State;
use chiiki_navi::text::width::{Ambiguous, width};
use chiiki_navi::view::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};
use support::keys::{play, saved, start};
use support::screen::{assert_whole, buffer, screen_text, text};
use unicode_width::UnicodeWidthStr as _;

const SCREENS: [(&str, &str); 34] = [
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
    ("estimate", "あまちょう<enter>fろーかる<enter><enter>m1億5000万<down>5000万<down>1億"),
    ("estimate-step", "あまちょう<enter>fろーかる<enter><enter>m1億5000万<down>4000万<down>7900万<f9><c-u>8000万"),
    ("estimate-fallback", "あまちょう<enter>fろーかる<enter><enter>m5000万<down>2000万<down>1500万"),
    ("estimate-fault", "あまちょう<enter>f過疎対策事業債<enter><enter>m５千万x"),
    ("combine", "あまちょう<enter>fろーかる<enter><enter>m3000万<down>1000万<down>1000万<esc><esc>x<down>xw"),
    ("search", "あまちょう<enter><f6>"),
    ("search-kaso", "<f6>かそ"),
    ("search-synonym", "<f6>買い物弱者"),
    ("steps", "<f1>"),
    ("search-case", "<f6>さいはん<enter>"),
    ("who", "あまちょう<enter>f過疎対策事業債<enter><enter>i"),
    ("who-prefecture", "あまちょう<enter>f過疎対策事業債<enter><enter>i<tab><tab><tab><home><enter><down>"),
    ("who-open", "はこだて<enter>f地域再生マネージャー<enter><enter>i<enter><down>"),
    ("present", "あまちょう<enter>fろーかる<enter><enter>p<enter><enter><enter>"),
    ("present-all", "あまちょう<enter>fろーかる<enter><enter>p<end>m"),
    ("outlet", "あまちょう<enter>e"),
    ("outlet-rows", "あまちょう<enter><tab>fかそ<enter>e3<tab><tab><tab><tab><space><down><down><space><down>"),
    ("present-compare", "さっぽろ<enter>va<down><down><enter>1rvp<end>"),
    ("saved", "<c-s><down><del>"),
    ("saved-name", "<c-s><down><f2>ＤＸ"),
    ("choose-offer", "<c-s><esc>"),
];

const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 40), (40, 12)];

/// The sets of glyphs; what the first shows is kept for all, the others only where they show something else.
const GLYPHS: [(&str, Ambiguous); 3] =
    [("", Ambiguous::Narrow), ("-wide", Ambiguous::Wide), ("-ascii", Ambiguous::Avoid)];

fn at(keys: &str, size: (u16, u16)) -> State {
    let mut state = start(size);
    if keys.starts_with("<c-s>") {
        "/home/user/.local/share/chiiki-navi/sessions".clone_into(&mut state.saving.place);
        state.saving.rows = ["", "医療バス"].map(saved).into();
    }
    play(&mut state, keys);
    state
}

/// What is kept in a file, or the files that are written anew.
struct Kept {
    update: bool,
    names: BTreeSet<String>,
    different: Vec<String>,
}

impl Kept {
    fn same(&mut self, name: String, shown: &str) {
        let path = PathBuf::from("tests/screens").join(&name);
        if self.update {
            fs::write(&path, shown).expect("tests/ is writable");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(shown) {
            self.different.push(format!("{name}\n{shown}"));
        }
        self.names.insert(name);
    }

    /// Nothing lies in the folder that no screen is compared with.
    fn finish(self) {
        assert!(
            self.different.is_empty(),
            "{} screens differ; the first:\n{}",
            self.different.len(),
            self.different[0]
        );
        for file in fs::read_dir("tests/screens").expect("the folder") {
            let file = file.expect("an entry");
            let known = self.names.contains(&file.file_name().to_string_lossy().into_owned());
            if self.update && !known {
                fs::remove_file(file.path()).expect("tests/ is writable");
            }
            assert!(known || self.update, "{} belongs to no screen", file.path().display());
        }
    }
}

/// Every screen in every size and set of glyphs as text, and what is painted in which style.
#[test]
fn screens_look_as_they_did() {
    let mut kept =
        Kept { update: std::env::var_os("UPDATE_SCREENS").is_some(), names: BTreeSet::new(), different: Vec::new() };
    let roles = roles();
    for (name, keys) in SCREENS {
        for size in SIZES {
            let mut state = at(keys, size);
            let mut usual = String::new();
            for (suffix, glyphs) in GLYPHS {
                state.ambiguous = glyphs;
                let shown = screen_text(&buffer(&state, &roles.with(glyphs)));
                if suffix.is_empty() || shown != usual {
                    kept.same(format!("{name}-{}x{}{suffix}.txt", size.0, size.1), &shown);
                }
                if suffix.is_empty() {
                    let styles = buffer(&state, &roles);
                    kept.same(format!("{name}-{}x{}.style", size.0, size.1), &painted(&styles));
                    usual = shown;
                }
            }
        }
    }
    kept.finish();
}

/// A theme in which every meaning has a colour of its own.
fn roles() -> Theme {
    let colour = |n| Style::new().fg(Color::Indexed(n)).bg(Color::Reset);
    Theme {
        ground: Style::new(),
        plain: colour(1),
        bar: colour(2),
        title: colour(3),
        selected: colour(4),
        figure: colour(5),
        good: colour(6),
        open: colour(7),
        bad: colour(8),
        quiet: colour(9),
        key: colour(10),
        ambiguous: Ambiguous::Narrow,
    }
}

const ROLES: [&str; 11] = ["", "plain", "bar", "title", "selected", "figure", "good", "open", "bad", "quiet", "key"];

fn role(fg: Color) -> &'static str {
    match fg {
        Color::Indexed(n) => ROLES[usize::from(n)],
        _ => ROLES[0],
    }
}

/// Row by row, how many columns have which meaning; a wide glyph has one.
fn painted(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(&str, usize)> = Vec::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let (role, columns) = (role(cell.fg), cell.symbol().width().max(1));
            match runs.last_mut() {
                Some((last, n)) if *last == role => *n += columns,
                _ => runs.push((role, columns)),
            }
            x += u16::try_from(columns).expect("a width");
        }
        let words: Vec<String> = runs.iter().map(|(role, n)| format!("{role}{n}")).collect();
        out.push_str(words.join(" ").trim_end());
        out.push('\n');
    }
    out
}

/// Every theme says the same words as every other, and one meaning has one colour (on a selected row it keeps its bold).
#[test]
fn themes_differ_in_colour_alone() {
    for (name, keys) in SCREENS {
        for size in [(80, 24), (120, 40)] {
            let state = at(keys, size);
            let meant = buffer(&state, &roles());
            for (look, depth) in Look::ALL.into_iter().flat_map(|l| [(l, Depth::Full), (l, Depth::Basic)]) {
                let shown = buffer(&state, &Theme::of(look, depth));
                let mut looks: BTreeMap<&str, (Color, Color)> = BTreeMap::new();
                let mut covered = 0;
                for (m, s) in meant.content().iter().zip(shown.content()) {
                    assert_eq!(m.symbol(), s.symbol(), "{name} {size:?} {look:?}");
                    if covered > 0 {
                        covered -= 1;
                        continue;
                    }
                    covered = s.symbol().width().saturating_sub(1);
                    let style = (s.fg, s.bg);
                    let first = *looks.entry(role(m.fg)).or_insert(style);
                    assert_eq!(first, style, "{name} {size:?} {look:?} {depth:?}: {} {}", role(m.fg), s.symbol());
                }
            }
        }
    }
}

/// What the program itself puts on the screen is as wide everywhere; only quoted words may hold ① or →.
#[test]
fn no_doubtful_glyph_is_left_where_they_are_avoided() {
    for (name, keys) in SCREENS {
        let mut state = at(keys, (100, 30));
        state.ambiguous = Ambiguous::Avoid;
        let shown = screen_text(&buffer(&state, &roles().with(Ambiguous::Avoid)));
        assert_eq!(width(&shown, Ambiguous::Wide), width(&shown, Ambiguous::Narrow), "{name}:\n{shown}");
    }
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
    state.as_of = chiiki_navi::domain::value::date::Date::new(2026, 11, 21).expect("a day");
    let screen = text(&state);
    assert!(screen.contains("2年6か月前") && screen.contains("現行の交付要綱"), "{screen}");
}
