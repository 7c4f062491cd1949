//! What breaks on Japanese terminals and can be tested without one: the caret, the rows of fields, widths.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::keys::{offer, play, resize, saved, start};
use support::screen::{caret, text};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr as _};

/// Places with a text field, and what is typed last there.
const FIELDS: [(&str, &str); 6] = [
    ("", "あま"),
    ("", "ｱﾏab"),
    ("あまちょう<enter>／", "かそ"),
    ("あまちょう<enter>ｆ", "かそ"),
    ("あまちょう<enter>a<down><enter><c-u>", "０．２５"),
    ("あまちょう<enter>f過疎対策事業債<enter><enter>m", "５千万"),
];

/// W3: the composition window opens at the terminal's cursor, so that stands behind the last full-width letter.
#[test]
fn the_caret_stands_behind_what_was_typed() {
    for (keys, typed) in FIELDS {
        let mut state = start((80, 24));
        play(&mut state, keys);
        play(&mut state, typed);
        let (x, y) = caret(&state).unwrap_or_else(|| panic!("no caret after {keys}"));
        let screen = text(&state);
        let row = screen.lines().nth(usize::from(y)).expect("a row");
        let end = row.find(typed).map(|at| row[..at + typed.len()].width());
        assert_eq!(end, Some(usize::from(x)), "{keys}{typed}: {row}");
        play(&mut state, "<left>");
        let last = typed.chars().last().and_then(UnicodeWidthChar::width).expect("a width");
        let (back, _) = caret(&state).expect("a caret");
        assert_eq!(usize::from(x - back), last, "one glyph back");
    }
}

/// The same where the field stands above a list, whose selected row has the cursor otherwise.
#[test]
fn the_caret_stands_in_the_name_of_what_is_saved() {
    let mut state = start((80, 24));
    offer(&mut state, "/home/user/sessions", vec![saved("")]);
    play(&mut state, "<c-s>");
    let (_, list) = caret(&state).expect("on the selected row");
    play(&mut state, "<right>ＤＸ");
    let (x, y) = caret(&state).expect("a caret");
    let screen = text(&state);
    let row = screen.lines().nth(usize::from(y)).expect("a row");
    assert!(y < list && row.ends_with("ＤＸ") && row.width() == usize::from(x), "{x}, {y}:\n{screen}");
}

/// W4: the list of candidates covers what lies below the field; on the last rows it would cover the field itself.
#[test]
fn no_field_stands_on_the_bottom_two_rows() {
    for (keys, typed) in FIELDS {
        let mut state = start((80, 24));
        play(&mut state, keys);
        play(&mut state, typed);
        for (w, h) in [(40, 12), (41, 13), (80, 24), (80, 25), (100, 30), (120, 30), (200, 60)] {
            resize(&mut state, w, h);
            let (_, y) = caret(&state).expect("a caret");
            assert!(y + 2 < h, "{keys}: row {y} of {h}\n{}", text(&state));
        }
    }
}

/// W10: widths that the content relies on do not change with a crate: every character that is not two columns wide
/// everywhere is listed in `tests/widths.txt` with both widths.
#[test]
fn widths_of_the_content_are_the_known_ones() {
    let mut seen: BTreeMap<(usize, usize), Vec<char>> = BTreeMap::new();
    let mut all = String::new();
    read_all(Path::new("content"), &mut all);
    let mut chars: Vec<char> = all.chars().filter(|c| !c.is_ascii()).collect();
    chars.sort_unstable();
    chars.dedup();
    for c in chars {
        let widths = (c.width().unwrap_or(0), c.width_cjk().unwrap_or(0));
        if widths != (2, 2) {
            seen.entry(widths).or_default().push(c);
        }
    }
    let mut table = String::new();
    for ((narrow, wide), chars) in seen {
        let chars: String = chars.into_iter().collect();
        table = format!("{table}{narrow} {wide} {}\n", chars.escape_debug());
    }
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        fs::write("tests/widths.txt", &table).expect("tests/ is writable");
    }
    assert_eq!(fs::read_to_string("tests/widths.txt").expect("the table"), table);
}

fn read_all(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, out);
        } else {
            out.push_str(&fs::read_to_string(&path).expect("text"));
        }
    }
}
