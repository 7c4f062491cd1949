//! A click selects what stands under it: the rows that are counted are those that are drawn.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::state::State;
use chiiki_navi::present::value;
use chiiki_navi::session::saved::SavedRow;
use support::keys::{
    asked, catalogue, chosen, click_at, frame, offer, place_name, play, programme_in_view, resize, rows_shown, saved,
    selected, session, set_day, start, start_real,
};
use support::screen::{buffer, colour, text};
use unicode_width::UnicodeWidthStr as _;

/// The row in which `word` stands first.
fn row_of(state: &State, word: &str) -> u16 {
    let screen = text(state);
    let at = screen.lines().position(|l| l.contains(word)).unwrap_or_else(|| panic!("no {word}:\n{screen}"));
    u16::try_from(at).expect("a row")
}

fn click(state: &mut State, word: &str) {
    let y = row_of(state, word);
    click_at(state, 5, y);
}

#[test]
fn clicks_hit_what_is_seen() {
    for (size, day) in [((80, 24), "2024-06-01"), ((120, 36), "2026-11-21"), ((40, 12), "2026-11-21")] {
        let mut state = start(size);
        set_day(&mut state, Date::parse(day).expect("a day"));
        play(&mut state, "北海道");
        click(&mut state, "函館市");
        click(&mut state, "函館市");
        play(&mut state, "<enter>");
        assert_eq!((place_name(&state), session(&state).name().as_str()), ("結果", "北海道函館市"), "{}", text(&state));
        // The second programme: its second row counts as well.
        let second = rows_shown(&state)[1];
        let start: String = second.chars().take(8).collect();
        let y = row_of(&state, &start);
        click_at(&mut state, 20, y + 1);
        assert_eq!(selected(&state), 1, "{size:?}");
        play(&mut state, "n");
        let no = text(&state);
        if no.contains("いいえ") {
            click(&mut state, "いいえ");
            assert_eq!(selected(&state), 1, "{no}");
            // On the smallest screen the last option is below what is seen.
            if no.contains("わからない") {
                click(&mut state, "わからない");
                assert_eq!(selected(&state), 2, "{no}");
            }
        }
        // Above, below and outside nothing happens.
        for y in [0, size.1 - 1, size.1, 999] {
            click_at(&mut state, 0, y);
        }
        assert!(asked(&state).is_some());
    }
}

#[test]
fn clicks_hit_saved_sessions_and_what_stands_below_the_offer() {
    for size in [(80, 24), (40, 12)] {
        let mut state = start(size);
        let row = |key: &str, name: &str| SavedRow { name: name.to_owned(), label: String::new(), ..saved(key) };
        offer(&mut state, "", vec![row("a", "島根県海士町"), row("b", "島根県西ノ島町")]);
        play(&mut state, "北海道");
        click(&mut state, "函館市");
        assert_eq!(chosen(&state), ("北海道", "函館市"), "{}", text(&state));
        play(&mut state, "<c-u>");
        let y = row_of(&state, "島根県海士町");
        assert_eq!(click_at(&mut state, 5, y).as_deref(), Some("a"));
        play(&mut state, "<c-s>");
        click(&mut state, "西ノ島町");
        let y = row_of(&state, "西ノ島町");
        assert_eq!(click_at(&mut state, 5, y).as_deref(), Some("b"));
    }
}

/// In 検索 both rows of a hit are the hit; a click on the selected one opens it.
#[test]
fn clicks_open_what_was_found() {
    for size in [(80, 24), (40, 12)] {
        let mut state = start(size);
        play(&mut state, "<f6>過疎");
        click(&mut state, "政策支援員");
        click(&mut state, "政策支援員");
        assert_eq!(programme_in_view(&state), Some("都道府県過疎地域等政策支援員"), "{}", text(&state));
    }
}

/// The row of the screen that is drawn as the selected one: from the edge on.
fn selected_row(state: &State) -> u16 {
    let theme = colour();
    let (drawn, (_, height)) = (buffer(state, &theme), frame(state).0);
    (0..height)
        .find(|y| Some(drawn[(0, *y)].bg) == theme.selected.bg)
        .unwrap_or_else(|| panic!("nothing is selected:\n{}", text(state)))
}

/// The screen without the pane beside a list.
fn list_text(state: &State) -> String {
    let columns = match place_name(state) {
        "結果" => state.shared.frame().body.panes().0.width,
        _ => frame(state).0.0,
    };
    let drawn = buffer(state, &colour());
    let mut out = String::new();
    for y in 0..drawn.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < columns {
            let symbol = drawn[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a glyph");
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// What the rows of a list begin with on this screen: the row of the first, how many rows each takes, how many there
/// are, and how many rows of the body stay empty below them.
fn drawn_rows(state: &State) -> (u16, u16, u16, usize) {
    let first = selected_row(state);
    let mut second = state.clone();
    play(&mut second, "<down>");
    let each = selected_row(&second) - first;
    let screen = list_text(state);
    let body: Vec<&str> = screen.lines().take(usize::from(frame(state).0.1) - 3).collect();
    let names = body[usize::from(first)..].iter().step_by(usize::from(each)).take_while(|l| !l.is_empty());
    let count = u16::try_from(names.count()).expect("a screen");
    let below = body[usize::from(first + count * each).min(body.len())..].iter();
    let rest = below.filter(|l| !l.starts_with(" 保存先")).inspect(|l| assert!(l.is_empty(), "{l}:\n{screen}"));
    (first, each, count, rest.count())
}

/// At every height: moving down does not scroll before the last row that is drawn is selected, a list that goes on
/// fills the body, and a click on each row selects it.
#[test]
fn every_row_that_is_drawn_is_selected_in_place_and_by_a_click() {
    in_every_list("2023-12-01", false);
}

/// The same where the warning about old documents takes a row.
#[test]
fn every_row_below_the_warning_is_selected_in_place_and_by_a_click() {
    in_every_list("2060-01-01", true);
}

fn in_every_list(day: &str, warned: bool) {
    let day = Date::parse(day).expect("a day");
    for (place, way) in [
        ("結果", "あまちょう<enter>"),
        ("始める", "県"),
        ("回答一覧", "あまちょう<enter>a"),
        ("検索", "<f6>"),
        ("逆引き", "あまちょう<enter>f過疎対策事業債<enter><enter>i<home><enter>"),
        ("保存した自治体", "<c-s>"),
        ("始める", "<c-s><esc>県"),
    ] {
        let mut there = start_real((80, 24));
        assert_eq!(value::age_warning(catalogue(&there), day).is_some(), warned);
        set_day(&mut there, day);
        if way.starts_with("<c-s>") {
            offer(&mut there, "/tmp", (0..70).map(|n| saved(&n.to_string())).collect());
        }
        play(&mut there, way);
        assert_eq!(place_name(&there), place);
        for (columns, lines) in (12..=60).flat_map(|lines| [(80, lines), (120, lines)]) {
            let mut state = there.clone();
            resize(&mut state, columns, lines);
            all_rows_answer(&state, &format!("{place} at {columns}x{lines}, warned: {warned}"));
        }
    }
}

fn all_rows_answer(fresh: &State, at: &str) {
    let (first, each, count, left) = drawn_rows(fresh);
    let before = list_text(fresh);
    let mut state = fresh.clone();
    play(&mut state, &"<down>".repeat(usize::from(count) - 1));
    assert_eq!(selected(&state), usize::from(count) - 1, "{at}:\n{before}");
    // Above the list 逆引き may say something else of another municipality, and the row of messages below it 回答一覧.
    let end = usize::from(frame(fresh).0.1) - 3;
    let list = |screen: &str| screen.lines().take(end).skip(usize::from(first)).collect::<Vec<_>>().join("\n");
    assert_eq!(list(&list_text(&state)), list(&before), "{at}: it scrolls before the last row is selected");
    assert_eq!(selected_row(&state), first + (count - 1) * each, "{at}:\n{before}");
    play(&mut state, "<down>");
    if selected(&state) >= usize::from(count) {
        // 保存した自治体 keeps two rows for the folder, one of them empty.
        let spare = if place_name(&state) == "保存した自治体" { 1 } else { usize::from(each) - 1 };
        assert!(left <= spare, "{at}: {left} rows stay empty:\n{before}");
    }
    let mut state = fresh.clone();
    for row in (1..count).chain([0]) {
        let y = first + (row + 1) * each - 1;
        click_at(&mut state, 5, y);
        assert_eq!(selected(&state), usize::from(row), "{at}: a click on row {y}\n{before}");
    }
    // Below the last row nothing is selected.
    for y in (first + count * each)..=frame(fresh).0.1 {
        click_at(&mut state, 5, y);
        assert_eq!(selected(&state), 0, "{at}: a click below, on row {y}\n{before}");
    }
}
