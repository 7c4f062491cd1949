//! What staff type into 検索, and what must come first: `tests/searches.tsv`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;

use chiiki_navi::app::action::Action;
use chiiki_navi::app::keymap::{self, Context, TABLE};
use chiiki_navi::app::palette::{self, palette};
use chiiki_navi::app::screen::{Page, Screen, Target};
use chiiki_navi::app::state::State;
use chiiki_navi::app::update::search::ranked;
use chiiki_navi::app::update::update;
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::text::romaji::romaji;
use chiiki_navi::text::search::Query;
use chiiki_navi::view::theme::Theme;
use support::keys::{play, saved, start};
use support::screen::{buffer, text};

fn shown(state: &State, target: Target) -> (&'static str, &'static str) {
    let c = state.catalogue;
    match target {
        Target::Programme(i) => ("制度", c.programmes[i].name),
        Target::Term(i) => ("用語", c.terms[i].name),
        Target::Example(i) => ("事例", c.examples[i].name),
        Target::Fact(i) => ("質問", c.facts[i].label),
        Target::Command(i) => ("操作", palette()[i].name),
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
    let rows: Vec<&str> = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert!(rows.len() >= 120, "{} searches", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let [typed, kind, name] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {row}") };
        let all = found(typed);
        if !all.first().is_some_and(|first| first.0 == kind && first.1.contains(name)) {
            wrong.push(format!("{row}\n    {:?}", &all[..all.len().min(6)]));
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

/// Reads what stands in the two rows of the first hit.
fn first(typed: &str) -> (String, String) {
    let mut state = start((120, 36));
    play(&mut state, &format!("<f6>{typed}"));
    let screen = text(&state);
    let mut lines = screen.lines().skip_while(|l| !l.starts_with("> ")).skip(1);
    (lines.next().unwrap_or_default().to_owned(), lines.next().unwrap_or_default().to_owned())
}

#[test]
fn the_reason_is_told_where_the_name_does_not_show_it() {
    for (typed, name, reason) in [
        ("かそ", "過疎対策事業債", "よみ: 過疎（かそ）"),
        ("kaso", "過疎対策事業債", "よみ: 過疎（かそ）"),
        ("かいもの", "買い物支援", "よみ: 買い物（かいもの）"),
        ("買い物弱者", "買い物支援", "同義語: 買い物弱者"),
        ("移動スーパー", "買い物支援", "同義語: 移動スーパー＝"),
        ("ama", "海士町", "よみ: あまちょう"),
        ("在宅勤務", "テレワーク", "同義語: 在宅勤務"),
        ("むりょう", "テレワーク", "よみ: 無料（むりょう）"),
        ("かそ さいえね", "再エネ", "よみ: 再エネ（さいえね）"),
        ("きぎゅうじん", "起業人", "近いことば"),
    ] {
        let (top, below) = first(typed);
        assert!(top.contains(name) && below.contains(reason), "{typed}:\n{top}\n{below}");
    }
    let (_, below) = first("過疎対策事業債");
    assert!(!below.contains("よみ:") && !below.contains("同義語:"), "the name shows it: {below}");
}

/// The text on screen that has the style of a match.
fn marked(state: &State) -> String {
    let buffer = buffer(state, &Theme::colour());
    let cells = buffer.content.iter().filter(|c| c.modifier.contains(ratatui::style::Modifier::UNDERLINED));
    cells.map(ratatui::buffer::Cell::symbol).collect()
}

/// In the name, also where the word was found by its reading or meaning.
#[test]
fn what_matched_is_highlighted() {
    for (typed, expected) in
        [("過疎", "過疎"), ("かそ", "過疎"), ("１００００", "10,000"), ("買い物弱者", "買い物支援"), ("kaso", "過疎")]
    {
        let mut state = start((120, 36));
        play(&mut state, &format!("<f6>{typed}"));
        assert!(marked(&state).contains(expected), "{typed}: {}\n{}", marked(&state), text(&state));
    }
}

#[test]
fn a_question_and_a_case_open_and_esc_comes_back() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><f6>しほんきん<enter>");
    assert!(matches!(state.screen, Screen::Question(_)) && text(&state).contains("資本金"), "{}", text(&state));
    play(&mut state, "<esc>");
    assert!(matches!(state.screen, Screen::Search(_)), "{}", text(&state));
    play(&mut state, "<c-u>といとい<enter>");
    assert!(matches!(&state.screen, Screen::Reading(r) if matches!(r.page, Page::Example(_))), "{}", text(&state));
    assert!(text(&state).contains("ほほえみの郷"), "{}", text(&state));
    play(&mut state, "<esc><esc>");
    assert!(matches!(state.screen, Screen::Results(_)), "{}", text(&state));
}

/// Left and right in a detail walk through what was found, and Esc leads back to the one that was read last.
#[test]
fn neighbours_of_a_detail_are_those_that_were_found() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><f6>過疎債");
    let Screen::Search(s) = &state.screen else { panic!("{}", text(&state)) };
    let measures: Vec<&str> =
        s.hits.iter().map(|h| shown(&state, h.target)).filter(|h| h.0 == "制度").map(|h| h.1).collect();
    assert!(measures.len() > 2, "{measures:?}");
    let read = |state: &State| {
        let Screen::Detail(d) = &state.screen else { panic!("{}", text(state)) };
        state.catalogue.programme(d.programme).expect("a programme").name
    };
    play(&mut state, "<enter>");
    assert_eq!(read(&state), measures[0]);
    play(&mut state, "<right>");
    assert_eq!(read(&state), measures[1]);
    play(&mut state, "<right><left><left><left>");
    assert_eq!(read(&state), measures[0], "stops at the first");
    play(&mut state, "<right><esc>");
    let Screen::Search(s) = &state.screen else { panic!("{}", text(&state)) };
    assert_eq!(shown(&state, s.hits[s.list.selected].target).1, measures[1]);
}

/// Key scripts that lead to every place of the table.
const PLACES: [(&str, Context); 20] = [
    ("", Context::Choose),
    ("さっぽろ<enter>n", Context::Options),
    ("<f2>", Context::Options),
    ("さっぽろ<enter>a<down><enter>", Context::Field),
    ("あまちょう<enter>", Context::Results),
    ("あまちょう<enter>fか", Context::Narrow),
    ("あまちょう<enter><enter>", Context::Detail),
    ("あまちょう<enter>a", Context::Answers),
    ("さっぽろ<enter>va<down><down><enter>1rv", Context::Compare),
    ("さっぽろ<enter>a<down><down>b", Context::Sweep),
    ("<f4>", Context::Reading),
    ("あまちょう<enter><enter>i", Context::Who),
    ("あまちょう<enter>fろーかる<enter><enter>m", Context::Estimate),
    ("あまちょう<enter><enter>p", Context::Present),
    ("<f6>", Context::Search),
    ("あまちょう<enter>?", Context::Help),
    ("<c-s>", Context::Saved),
    ("<c-s><f2>", Context::Naming),
    ("あまちょう<enter>e", Context::Outlet),
    ("あまちょう<enter>e<down>", Context::OutletField),
];

#[test]
fn search_opens_from_everywhere() {
    for place in Context::ALL.into_iter().filter(|c| *c != Context::Everywhere) {
        assert!(PLACES.iter().any(|p| p.1 == place), "no way to {place:?} in this test");
    }
    for (way, place) in PLACES {
        for key in ["<c-f>", "<f6>", "/", "／"] {
            let mut state = start((80, 24));
            state.saving.rows = vec![saved("")];
            play(&mut state, way);
            assert_eq!(keymap::context(&state), place, "{way}:\n{}", text(&state));
            play(&mut state, key);
            // In the chooser nothing is typed yet, and no name begins with it.
            let text_here = place.takes_text() && place != Context::Choose && !key.starts_with('<');
            let opened = matches!(state.screen, Screen::Search(_)) && state.help.is_none();
            assert_eq!(opened, !text_here || place == Context::Search, "{key} in {place:?}:\n{}", text(&state));
        }
    }
}

/// Every command of every place is found by its name and by its reading, in kana and in Latin letters.
#[test]
fn the_palette_finds_every_command() {
    let commands = TABLE.iter().filter(|b| palette::found(b));
    for b in commands {
        let of = |c: &palette::Command| c.action == b.action && c.places.contains(&b.context);
        let at = palette().iter().position(of).unwrap_or_else(|| panic!("not in the list: {:?} {}", b.context, b.long));
        let command = &palette()[at];
        assert!(!command.yomi.is_empty(), "give {:?} ({}) a name and a reading in app/palette.rs", b.action, b.long);
        let kana = command.yomi.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
        assert!(kana, "{} is read {}", command.name, command.yomi);
        for typed in [command.name.to_owned(), command.yomi.to_owned(), romaji(command.yomi)] {
            let hits = ranked(catalogue(), &Query::new(&typed));
            let place =
                hits.iter().position(|h| matches!(h.target, Target::Command(i) if palette()[i].name == command.name));
            assert!(place.is_some_and(|p| p < 3), "{typed}: {} stands at {place:?}", command.name);
            assert!(!hits[place.expect("found")].fuzzy, "{typed}");
        }
    }
    // With an empty field all of them are listed, and each can be reached.
    let mut state = start((80, 24));
    play(&mut state, "<f6>");
    let Screen::Search(s) = &state.screen else { panic!("{}", text(&state)) };
    assert_eq!(s.hits.len(), palette().len());
}

/// Every command, chosen in every place, does something or says why not; none panics.
#[test]
fn a_chosen_command_does_it_or_leads_there() {
    for (way, place) in PLACES.into_iter().filter(|p| p.1 != Context::Search && p.1 != Context::Help) {
        let mut there = start((80, 24));
        there.saving.rows = vec![saved("")];
        play(&mut there, way);
        let before = text(&there);
        for command in palette() {
            let mut state = there.clone();
            play(&mut state, "<c-f>");
            let Screen::Search(s) = &mut state.screen else { panic!("{}", text(&state)) };
            let is = |t: Target| matches!(t, Target::Command(i) if palette()[i].name == command.name);
            s.list.selected = s.hits.iter().position(|h| is(h.target)).expect("found");
            let effects = update(&mut state, Action::Confirm);
            if matches!(command.action, Action::GoSearch) {
                continue;
            }
            assert!(!matches!(state.screen, Screen::Search(_)), "{} from {place:?}", command.name);
            let works = command.places.iter().any(|p| *p == place || *p == Context::Everywhere);
            let seen = text(&state) != before || !effects.is_empty() || !state.notice.is_empty();
            // A movement at the end of a list moves nothing; a key does not either.
            assert!(works || seen, "{} from {place:?} does nothing:\n{before}", command.name);
        }
    }
}

#[test]
fn a_command_that_needs_another_place_leads_there() {
    let mut state = start((80, 24));
    play(&mut state, "<f6>ならべかた<enter>");
    assert!(
        matches!(state.screen, Screen::Choose(_)) && text(&state).contains("先に自治体を選んで"),
        "{}",
        text(&state)
    );
    play(&mut state, "あまちょう<enter>a<f6>しぼりこみ<enter>");
    assert_eq!(keymap::context(&state), Context::Narrow, "{}", text(&state));
    play(&mut state, "<esc>a<f6>はっぴょうしゃ<enter>");
    assert!(matches!(state.screen, Screen::Results(_)) && text(&state).contains("詳細を開いて"), "{}", text(&state));
    play(&mut state, "<enter><f6>はっぴょうしゃ<enter>");
    assert!(matches!(state.screen, Screen::Present(_)), "{}", text(&state));
}

/// The footer of 検索 does not offer 検索; its hint fits in a row of 80 columns.
#[test]
fn the_screen_says_only_what_is_true() {
    let mut state = start((80, 24));
    play(&mut state, "<f6>");
    let screen = text(&state);
    assert!(!screen.lines().last().expect("a footer").contains("F6"), "{screen}");
    assert!(screen.contains("空白区切り可）"), "{screen}");
}

#[test]
fn first_steps_and_keys_are_two_pages() {
    for size in [(80, 24), (120, 36)] {
        let mut state = start(size);
        play(&mut state, "<f1>");
        let screen = text(&state);
        for word in ["使い方", "まず", "わからない", "不明", "直す", "探す", "見せる", "F10"] {
            assert!(screen.contains(word), "{word} at {size:?}\n{screen}");
        }
        assert!(!screen.contains("続き"), "one page:\n{screen}");
        play(&mut state, "<f1>");
        assert!(text(&state).contains("「自治体を選ぶ」で使えるキー"), "{}", text(&state));
        play(&mut state, "<f1>");
        assert!(text(&state).contains("まず"), "{}", text(&state));
        play(&mut state, "<esc>あまちょう<enter>？");
        assert!(text(&state).contains("「結果」で使えるキー"), "{}", text(&state));
        play(&mut state, "？");
        assert!(state.help.is_none());
    }
}

/// Kana where a command is expected: a hint, once.
#[test]
fn kana_where_a_command_is_expected_give_one_hint() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>あ");
    assert!(text(&state).contains("日本語入力がオンです"), "{}", text(&state));
    play(&mut state, "い");
    assert!(!text(&state).contains("日本語入力がオンです"), "only once: {}", text(&state));
    play(&mut state, "ａ");
    assert!(matches!(state.screen, Screen::Answers(_)), "full-width commands work: {}", text(&state));
}
