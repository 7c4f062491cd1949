//! A click selects what stands under it: the rows that `update` counts are those that `view` draws.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::app::action::{Action, Effect};
use chiiki_navi::app::screen::Screen;
use chiiki_navi::app::state::State;
use chiiki_navi::app::update::update;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::session::saved::SavedRow;
use support::keys::{play, start};
use support::screen::text;

/// The row in which `word` stands first.
fn row_of(state: &State, word: &str) -> u16 {
    let screen = text(state);
    let at = screen.lines().position(|l| l.contains(word)).unwrap_or_else(|| panic!("no {word}:\n{screen}"));
    u16::try_from(at).expect("a row")
}

fn click(state: &mut State, word: &str) {
    let y = row_of(state, word);
    update(state, Action::Click(5, y));
}

#[test]
fn clicks_hit_what_is_seen() {
    for (size, day) in [((80, 24), "2024-06-01"), ((120, 36), "2026-11-21"), ((40, 12), "2026-11-21")] {
        let mut state = start(size);
        state.as_of = Date::parse(day).expect("a day");
        play(&mut state, "小国");
        click(&mut state, "熊本県");
        click(&mut state, "熊本県");
        let Screen::Results(_) = &state.screen else { panic!("{}", text(&state)) };
        assert!(state.session.as_ref().expect("a session").name().starts_with("熊本県"));
        // The second programme: its second row counts as well.
        let second = state.session.as_ref().expect("a session").assessments()[1].programme.name;
        let start: String = second.chars().take(8).collect();
        let y = row_of(&state, &start);
        update(&mut state, Action::Click(20, y + 1));
        let Screen::Results(r) = &state.screen else { panic!("results") };
        assert_eq!(r.list.selected, 1, "{size:?}");
        play(&mut state, "n");
        let no = text(&state);
        if no.contains("いいえ") {
            click(&mut state, "いいえ");
            let Screen::Question(q) = &state.screen else { panic!("a question") };
            assert_eq!(q.selected, 1, "{no}");
            // On the smallest screen the last option is below what is seen.
            if no.contains("わからない") {
                click(&mut state, "わからない");
                let Screen::Question(q) = &state.screen else { panic!("a question") };
                assert_eq!(q.selected, 2, "{no}");
            }
        }
        // Above, below and outside nothing happens.
        for y in [0, size.1 - 1, size.1, 999] {
            update(&mut state, Action::Click(0, y));
        }
        assert!(matches!(state.screen, Screen::Question(_)));
    }
}

#[test]
fn clicks_hit_saved_sessions_and_what_stands_below_the_offer() {
    for size in [(80, 24), (40, 12)] {
        let mut state = start(size);
        let row = |key: &str, name: &str| SavedRow {
            key: key.to_owned(),
            name: name.to_owned(),
            label: String::new(),
            code: None,
            as_of: state.as_of,
            answers: 1,
        };
        state.saving.rows = vec![row("a", "島根県海士町"), row("b", "島根県西ノ島町")];
        play(&mut state, "小国");
        click(&mut state, "熊本県");
        let Screen::Choose(c) = &state.screen else { panic!("自治体を選ぶ") };
        let chosen = &state.catalogue.municipalities[c.hits[c.list.selected]];
        assert_eq!(chosen.prefecture, "熊本県", "{}", text(&state));
        let y = row_of(&state, "前回の続き");
        assert_eq!(update(&mut state, Action::Click(5, y)), [Effect::OpenSaved("a".to_owned())]);
        play(&mut state, "<c-s>");
        click(&mut state, "西ノ島町");
        let y = row_of(&state, "西ノ島町");
        assert_eq!(update(&mut state, Action::Click(5, y)), [Effect::OpenSaved("b".to_owned())]);
    }
}

/// In 検索 both rows of a hit are the hit; a click on the selected one opens it.
#[test]
fn clicks_open_what_was_found() {
    for size in [(80, 24), (40, 12)] {
        let mut state = start(size);
        play(&mut state, "<f6>過疎地域");
        click(&mut state, "国庫補助金");
        click(&mut state, "国庫補助金");
        assert!(matches!(state.screen, Screen::Detail(_)), "{}", text(&state));
        assert!(text(&state).contains("かさ上げ"), "{}", text(&state));
    }
}
