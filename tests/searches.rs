//! What staff type into 検索, and what must come first: `tests/searches.tsv`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;
use std::time::Instant;

use chiiki_navi::app::screen::{Page, Screen, Target};
use chiiki_navi::app::state::State;
use chiiki_navi::app::update::search::COMMANDS;
use support::keys::{play, start};
use support::screen::text;

fn shown(state: &State, target: Target) -> (&'static str, &'static str) {
    let c = state.catalogue;
    match target {
        Target::Programme(i) => ("制度", c.programmes[i].name),
        Target::Term(i) => ("用語", c.terms[i].name),
        Target::Example(i) => ("事例", c.examples[i].name),
        Target::Fact(i) => ("質問", c.facts[i].label),
        Target::Command(i) => ("操作", COMMANDS[i].1),
        Target::Municipality(i) => ("自治体", c.municipalities[i].name),
    }
}

fn found(typed: &str) -> Vec<(&'static str, &'static str)> {
    let mut state = start((80, 24));
    play(&mut state, &format!("<f6>{typed}"));
    let Screen::Search(s) = &state.screen else { panic!("no search: {}", text(&state)) };
    s.hits.iter().map(|h| shown(&state, h.target)).collect()
}

#[test]
fn what_staff_type_comes_first() {
    let table = fs::read_to_string("tests/searches.tsv").expect("the table");
    let rows = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let most = cells.get(3).map_or(1, |n| n.parse().expect("a number"));
        let all = found(cells[0]);
        if !all.iter().take(most).any(|(kind, name)| *kind == cells[1] && name.contains(cells[2])) {
            wrong.push(format!("{row}\n    {:?}", &all[..all.len().min(5)]));
        }
    }
    assert!(wrong.is_empty(), "{} searches:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn enter_opens_each_kind_and_esc_comes_back() {
    let mut state = start((80, 24));
    let (_, keys) = play(&mut state, "<f6>かそさい<enter>");
    assert!(matches!(state.screen, Screen::Detail(_)) && keys <= 6, "{}", text(&state));
    play(&mut state, "<esc>");
    assert!(matches!(&state.screen, Screen::Search(s) if s.field.text() == "かそさい"), "{}", text(&state));
    play(&mut state, "<c-u>そちりつ<enter>");
    assert!(matches!(&state.screen, Screen::Reading(r) if matches!(r.page, Page::Term(_))), "{}", text(&state));
    assert!(text(&state).contains("措置率"), "{}", text(&state));
    play(&mut state, "<esc><c-u>海士町<enter>");
    assert!(matches!(state.screen, Screen::Results(_)) && text(&state).contains("海士町"), "{}", text(&state));
}

#[test]
fn the_palette_does_what_the_key_does() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><f6>かいとう<enter>");
    assert!(matches!(state.screen, Screen::Answers(_)), "{}", text(&state));
    play(&mut state, "<esc><f6>しさん<enter>");
    assert!(!matches!(state.screen, Screen::Search(_)), "{}", text(&state));
    play(&mut state, "<f6>しゅうりょう");
    assert!(play(&mut state, "<enter>").0, "quits");
}

/// Prints what a keystroke costs; bounded only against a slip by orders of magnitude, tests run unoptimised.
#[test]
fn a_keystroke_is_quick() {
    let mut state = start((80, 24));
    play(&mut state, "<f6>");
    let begun = Instant::now();
    play(&mut state, "kasokaso");
    let each = begun.elapsed() / 8;
    println!("{each:?} a keystroke");
    assert!(each.as_millis() < 200, "{each:?}");
}
