//! What staff type into 検索, and what must come first: `tests/searches.tsv`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;

use chiiki_navi::app::command::Command;
use chiiki_navi::places::search::ranking::{Found, ranked};
use chiiki_navi::places::state::State;
use chiiki_navi::session::saved::SavedRow;
use chiiki_navi::text::romaji::romaji;
use chiiki_navi::text::search::{Keys, Query, Typed, rank};
use support::bundle::real;
use support::keys::{
    all_modes, choose_command, command_rows, commands, found, help_is_open, offer, place_name, play, programme_in_view,
    rank_of_command, saved, selected_hit, start_real as start, takes_text, typed,
};
use support::screen::{buffer, colour, text};

/// The kinds and names of what is found from the first screen.
fn search_for(words: &str) -> Vec<(&'static str, &'static str)> {
    let mut state = start((80, 24));
    play(&mut state, &format!("<f6>{words}"));
    found(&state)
}

/// A saved session of a town that the scripts do not name.
fn elsewhere() -> SavedRow {
    SavedRow { code: None, ..saved("") }
}

#[test]
fn what_staff_type_comes_first() {
    let table = fs::read_to_string("tests/searches.tsv").expect("the table");
    let rows: Vec<&str> = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert!(rows.len() >= 120, "{} searches", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let [typed, kind, name] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {row}") };
        let all = search_for(typed);
        if !all.first().is_some_and(|first| first.0 == kind && first.1.contains(name)) {
            wrong.push(format!("{row}\n    {:?}", &all[..all.len().min(6)]));
        }
    }
    assert!(wrong.is_empty(), "{} searches:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_old_name_finds_the_town_of_today_and_is_shown_beside_it() {
    for typed in ["清水市", "しみずし", "shimizushi", "静岡 清水市"] {
        for size in [(80, 24), (40, 12)] {
            let mut state = start(size);
            play(&mut state, typed);
            let screen = text(&state);
            let row = |l: &str| l.contains("静岡市") && l.contains("旧清水市");
            assert!(screen.lines().any(row), "{typed}: {screen}");
        }
    }
    let mut state = start((80, 24));
    play(&mut state, "木之本町<enter>");
    assert!(place_name(&state) == "結果" && text(&state).contains("長浜市"), "{}", text(&state));
}

#[test]
fn enter_opens_each_kind_and_esc_comes_back() {
    let mut state = start((80, 24));
    let (_, keys) = play(&mut state, "<f6>かそさい<enter>");
    assert!(place_name(&state) == "制度の詳細" && keys <= 6, "{}", text(&state));
    play(&mut state, "<esc>");
    assert!((place_name(&state), typed(&state)) == ("検索", "かそさい"), "{}", text(&state));
    play(&mut state, "<c-u>そちりつ<enter>");
    assert!(text(&state).lines().next().is_some_and(|l| l.contains("用語")), "{}", text(&state));
    assert!(text(&state).contains("措置率"), "{}", text(&state));
    play(&mut state, "<esc><c-u>海士町<enter>");
    assert!(place_name(&state) == "結果" && text(&state).contains("海士町"), "{}", text(&state));
}

#[test]
fn the_palette_does_what_the_key_does() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><f6>かいとう<enter>");
    assert!(place_name(&state) == "回答一覧", "{}", text(&state));
    play(&mut state, "<esc><f6>しさん<enter>");
    assert!(place_name(&state) != "検索", "{}", text(&state));
    play(&mut state, "<f6>しゅうりょう");
    assert!(play(&mut state, "<enter>").0, "quits");
}

/// Reads what stands in the two rows of the first hit.
fn first(typed: &str) -> (String, String) {
    let mut state = start((120, 36));
    play(&mut state, &format!("<f6>{typed}"));
    let screen = text(&state);
    let mut lines = screen.lines().skip_while(|l| !l.starts_with(" > ")).skip(1);
    (lines.next().unwrap_or_default().to_owned(), lines.next().unwrap_or_default().to_owned())
}

#[test]
fn the_reason_is_told_where_the_name_does_not_show_it() {
    for (typed, name, reason) in [
        ("買い物弱者", "買い物支援", "同義語: 買い物弱者"),
        ("移動スーパー", "買い物支援", "同義語: 移動スーパー＝"),
        ("ama", "海士町", "よみ: あまちょう"),
        ("在宅勤務", "テレワーク", "同義語: 在宅勤務"),
        ("むりょう", "テレワーク", "よみ: 無料（むりょう）"),
        ("きぎゅうじん", "起業人", "もしかして"),
    ] {
        let (top, below) = first(typed);
        assert!(top.contains(name) && below.contains(reason), "{typed}:\n{top}\n{below}");
    }
    for (typed, name) in [
        ("過疎対策事業債", "過疎対策事業債"),
        ("かそ", "過疎対策事業債"),
        ("kaso", "過疎対策事業債"),
        ("かいもの", "買い物支援"),
        ("かそ さいえね", "再エネ"),
    ] {
        let (top, below) = first(typed);
        let told = below.contains("よみ:") || below.contains("同義語:");
        assert!(top.contains(name) && !told, "the name shows it: {typed}:\n{top}\n{below}");
    }
}

/// Wherever the last column falls, between two matches too.
#[test]
fn what_is_cut_says_so() {
    for columns in 60..130 {
        let mut state = start((columns, 36));
        play(&mut state, "<f6>かそ");
        let screen = text(&state);
        let long: Vec<&str> = screen.lines().filter(|l| l.contains("過疎地域の市町村が、")).collect();
        assert!(!long.is_empty() && long.iter().all(|l| l.trim_end().ends_with('…')), "{columns}: {screen}");
    }
}

#[test]
fn nonsense_is_no_slip_of_the_pen() {
    for typed in ["zzz", "ｚｚｚ", "zzzz", "qqq", "ｗｗｗ", "xyz", "asdf", "jkl", "んんん", "ぬぬぬ"] {
        assert_eq!(search_for(typed), [], "{typed}");
    }
    for (typed, name) in [("kso", "過疎"), ("きぎゅうじん", "起業人"), ("kigyozn", "起業人"), ("地域協力隊", "協力隊")]
    {
        assert!(search_for(typed).iter().any(|found| found.1.contains(name)), "{typed}");
    }
}

/// The text on screen that has the style of a match.
fn marked(state: &State) -> String {
    let buffer = buffer(state, &colour());
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
    assert!(place_name(&state).starts_with("質問") && text(&state).contains("資本金"), "{}", text(&state));
    play(&mut state, "<esc>");
    assert!(place_name(&state) == "検索", "{}", text(&state));
    play(&mut state, "<c-u>といとい<enter>");
    assert!(text(&state).lines().next().is_some_and(|l| l.contains("事例")), "{}", text(&state));
    assert!(text(&state).contains("ほほえみの郷"), "{}", text(&state));
    play(&mut state, "<esc><esc>");
    assert!(place_name(&state) == "結果", "{}", text(&state));
}

/// Left and right in a detail walk through what was found, and Esc leads back to the one that was read last.
#[test]
fn neighbours_of_a_detail_are_those_that_were_found() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><f6>過疎債");
    let measures: Vec<&str> = found(&state).into_iter().filter(|h| h.0 == "制度").map(|h| h.1).collect();
    assert!(measures.len() > 2, "{measures:?}");
    play(&mut state, "<enter>");
    assert_eq!(programme_in_view(&state), Some(measures[0]));
    play(&mut state, "<right>");
    assert_eq!(programme_in_view(&state), Some(measures[1]));
    play(&mut state, "<right><left><left><left>");
    assert_eq!(programme_in_view(&state), Some(measures[0]), "stops at the first");
    play(&mut state, "<right><esc>");
    assert_eq!(selected_hit(&state).1, measures[1]);
}

/// Key scripts that lead to every place of the table.
const PLACES: [(&str, &str); 28] = [
    ("", "始める"),
    ("さっぽろ<enter>n", "質問（選択肢）"),
    ("<c-n>", "質問（選択肢）"),
    ("さっぽろ<enter>a<down><enter>", "質問（入力欄）"),
    ("あまちょう<enter>", "結果"),
    ("あまちょう<enter>fか", "結果の絞り込み"),
    ("あまちょう<enter><enter>", "制度の詳細"),
    ("あまちょう<enter>a", "回答一覧"),
    ("さっぽろ<enter>va<down><down><enter>1rv", "比較"),
    ("さっぽろ<enter>a<down><down>b", "境目"),
    ("<f4>", "出典と版"),
    ("<f4><enter>", "制度データの入れ替え"),
    ("あまちょう<enter>y", "年間予定・用語・前回からの変化"),
    ("あまちょう<enter>xw", "組み合わせ"),
    ("あまちょう<enter><enter>i", "逆引き"),
    ("あまちょう<enter>fろーかる<enter><enter>m", "試算"),
    ("あまちょう<enter><enter>p", "発表者画面"),
    ("<f6>", "検索"),
    ("<f7>", "相談"),
    ("<f7>空き家を直したい<tab>", "相談の読み取り"),
    ("<f7><tab>", "事業"),
    ("<f7><tab><tab><tab><enter>", "事業の金額"),
    ("あまちょう<enter><f6>団体の数字<enter>", "団体"),
    ("あまちょう<enter>?", "キーの説明"),
    ("<c-s>", "保存した自治体"),
    ("<c-s><right>", "保存の名前"),
    ("あまちょう<enter>e", "書き出し"),
    ("あまちょう<enter>e<down>", "書き出し（入力欄）"),
];

#[test]
fn search_opens_from_everywhere() {
    // Only a bundle that was looked at leads to the last: tests/exchange.rs.
    for place in all_modes().filter(|name| !["どこでも", "制度データを取り込む前"].contains(name)) {
        assert!(PLACES.iter().any(|p| p.1 == place), "no way to {place} in this test");
    }
    for (way, place) in PLACES {
        for key in ["<c-f>", "<f6>", "/", "／"] {
            let mut state = start((80, 24));
            offer(&mut state, "", vec![elsewhere()]);
            play(&mut state, way);
            assert_eq!(place_name(&state), place, "{way}:\n{}", text(&state));
            // In the chooser nothing is typed yet, and no name begins with it.
            let text_here = takes_text(&state) && place != "始める" && !key.starts_with('<');
            play(&mut state, key);
            let opened = place_name(&state) == "検索" && !help_is_open(&state);
            assert_eq!(opened, !text_here || place == "検索", "{key} in {place}:\n{}", text(&state));
        }
    }
}

/// Every command of every place is found by its name and by its reading, in kana and in Latin letters.
#[test]
fn the_palette_finds_every_command() {
    let mut state = start((80, 24));
    for (mode, action, long) in command_rows() {
        let of = |c: &&Command| c.action == *action && c.works_in(mode);
        let command = commands(&state).iter().find(of);
        let command = command.unwrap_or_else(|| panic!("not in the list: {action:?} {long}"));
        assert!(!command.yomi.is_empty(), "give {action:?} ({long}) a name and a reading in {}", mode.name);
        let kana = command.yomi.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
        assert!(kana, "{} is read {}", command.name, command.yomi);
        for typed in [command.name.to_owned(), command.yomi.to_owned(), romaji(command.yomi)] {
            let rank = rank_of_command(&state, &typed, command.name);
            assert!(rank.is_some_and(|(at, fuzzy)| at < 3 && !fuzzy), "{typed}: {} stands at {rank:?}", command.name);
        }
    }
    // With an empty field all but the mere movements are listed.
    play(&mut state, "<f6>");
    assert_eq!(found(&state).len(), commands(&state).iter().filter(|c| !c.moves()).count());
}

/// Every command, chosen in every place, does something or says why not; none panics.
#[test]
fn a_chosen_command_does_it_or_leads_there() {
    for (way, place) in PLACES.into_iter().filter(|p| p.1 != "検索" && p.1 != "キーの説明") {
        let mut there = start((80, 24));
        offer(&mut there, "", vec![elsewhere()]);
        play(&mut there, way);
        let before = text(&there);
        for command in commands(&there).iter().filter(|c| c.name != "検索") {
            let mut state = there.clone();
            play(&mut state, "<c-f>");
            let told = choose_command(&mut state, command.name);
            assert!(place_name(&state) != "検索", "{} from {place}", command.name);
            let works = command.modes.iter().any(|m| [place, "どこでも"].contains(&m.name));
            // A movement at the end of a list moves nothing; a key does not either.
            assert!(works || told || text(&state) != before, "{} from {place} does nothing:\n{before}", command.name);
        }
    }
}

#[test]
fn a_command_that_needs_another_place_leads_there() {
    let mut state = start((80, 24));
    play(&mut state, "<f6>ならべかた<enter>");
    assert!(place_name(&state) == "始める" && text(&state).contains("先に自治体を選んで"), "{}", text(&state));
    play(&mut state, "あまちょう<enter>a<f6>しぼりこみ<enter>");
    assert_eq!(place_name(&state), "結果の絞り込み", "{}", text(&state));
    play(&mut state, "<esc>a<f6>はっぴょうしゃ<enter>");
    assert!(place_name(&state) == "結果" && text(&state).contains("詳細を開いて"), "{}", text(&state));
    play(&mut state, "<enter><f6>はっぴょうしゃ<enter>");
    assert!(place_name(&state) == "発表者画面", "{}", text(&state));
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
        for word in ["使い方", "まず", "相談", "わからない", "不明", "直す", "探す", "見せる", "F10"]
        {
            assert!(screen.contains(word), "{word} at {size:?}\n{screen}");
        }
        assert!(!screen.contains("続き"), "one page:\n{screen}");
        play(&mut state, "<f1>");
        assert!(text(&state).contains("「始める」で使えるキー"), "{}", text(&state));
        play(&mut state, "<f1>");
        assert!(text(&state).contains("まず"), "{}", text(&state));
        play(&mut state, "<esc>あまちょう<enter>？");
        assert!(text(&state).contains("「結果」で使えるキー"), "{}", text(&state));
        play(&mut state, "？");
        assert!(!help_is_open(&state));
    }
}

/// Kana where a command is expected: a hint, once.
#[test]
fn kana_where_a_command_is_expected_give_one_hint() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>か");
    assert!(text(&state).contains("日本語入力がオンです"), "{}", text(&state));
    play(&mut state, "き");
    assert!(!text(&state).contains("日本語入力がオンです"), "only once: {}", text(&state));
    play(&mut state, "ａ");
    assert!(place_name(&state) == "回答一覧", "full-width commands work: {}", text(&state));
}

/// A letter more is looked for among what was found without it: that finds what the whole finds by itself, also where
/// letters are taken back, and where nothing is called so.
#[test]
fn letters_that_go_on_find_what_the_whole_finds() {
    let state = start((80, 24));
    let (c, commands) = (real(), commands(&state));
    let told = |all: Vec<Found>| all.into_iter().map(|f| (f.target, f.fuzzy)).collect::<Vec<_>>();
    let mut typed = Typed::default();
    let (mut narrowed, mut guesses) = (0, 0);
    for whole in [
        "kaso saku",
        "kyouryokutai",
        "shinnjuku",
        "きょうりょくたい いなか",
        "ｶﾞｲﾄﾞ",
        "10,000 プロ",
        "空き家 改修",
        "ama市",
        "ーa",
        "dx",
        "kigiozin",
        "qxz",
        "ん",
        "しまねけん 325252",
        "tt",
        "nn'a",
        "ca",
        "過疎kaso",
        "東京都　新宿",
    ] {
        let letters: Vec<char> = whole.chars().collect();
        for n in (1..=letters.len()).chain((1..letters.len()).rev()) {
            let text: String = letters[..n].iter().collect();
            let found = told(ranked(c, commands, &Query::new(&text), &mut typed));
            assert_eq!(found, told(ranked(c, commands, &Query::new(&text), &mut Typed::default())), "{text}");
            // What is passed over, since no form of a word or too few of its letters stand in it, would not be found.
            let keys = || c.municipalities.iter().map(|m| Keys::from(m.keys));
            let looked_through = || keys().map(|k| Keys { whole: "", ..k });
            if n == letters.len() {
                assert_eq!(rank(&Query::new(&text), keys()), rank(&Query::new(&text), looked_through()), "{text}");
            }
            narrowed += usize::from(n > 1 && !found.is_empty() && !found[0].1);
            guesses += usize::from(found.iter().any(|f| f.1));
        }
    }
    assert!(narrowed > 50 && guesses > 10, "{narrowed} {guesses}");
}
