//! Characters that wait together are taken as one text: what stands on the screen is the same as key by key.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::app::action::Action;
use chiiki_navi::app::key::Key;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::update::update;
use chiiki_navi::runtime::input::event::Incoming;
use chiiki_navi::runtime::together;
use support::keys::{play, press, script, start};
use support::screen::buffer;

/// Plays `events` behind the script `before`, one by one or as the loop takes a batch.
fn shown(before: &str, events: &[Key], at_once: bool) -> ratatui::buffer::Buffer {
    let mut state = start((100, 30));
    play(&mut state, before);
    let mut events = events.iter().map(|k| Incoming::Key(*k)).peekable();
    while let Some(event) = events.next() {
        let event = if at_once { together(&state, event, &mut events) } else { event };
        match event {
            Incoming::Key(key) => drop(press(&mut state, key)),
            Incoming::Paste(text) => drop(update(&mut state, Action::Paste(text))),
            other => panic!("{other:?}"),
        }
    }
    buffer(&state, &Theme::of(state.look(), Depth::Full))
}

#[test]
fn characters_typed_together_do_what_they_do_one_by_one() {
    // 自治体を選ぶ, 検索, 相談, the filter of 結果, the fields of 試算.
    for before in ["", "<f6>", "<f7>", "あまちょう<enter>/", "あまちょう<enter>3"] {
        for text in [
            "あまちょう",
            "kaso sai",
            "１，８００万円",
            "空き家を3軒直したい。1,800万円",
            "/a/b 9q?",
            &"過疎 ".repeat(90),
        ] {
            let mut events: Vec<Key> = text.chars().map(Key::char).collect();
            events.extend(script("<left><bs>"));
            events.extend("債x".chars().map(Key::char));
            assert_eq!(shown(before, &events, true), shown(before, &events, false), "{before:?} {text}");
        }
    }
}
