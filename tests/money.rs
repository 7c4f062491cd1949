//! 試算 and 組み合わせ by keys: what is typed, and the yen that must stand on the screen.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::domain::terms::profile::{Answer, Origin, Value};
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::places::paint::theme::Theme;
use chiiki_navi::places::place::Place;
use chiiki_navi::places::state::State;
use chiiki_navi::text::width::Ambiguous;
use std::cell::RefCell;
use support::keys::{
    answer_of, answer_with, catalogue, marks, paste, place_name, play, resize, rows_shown, selected,
    start_real as start,
};
use support::screen::{assert_whole, buffer, colour, text};

/// A screen on which the whole result stands.
const TALL: (u16, u16) = (120, 160);
/// From the start to 試算 of ローカル10,000 for 海士町.
const KOKKO: &str = "あまちょう<enter>fろーかる<enter><enter>m";

fn shown(keys: &str, size: (u16, u16)) -> String {
    let mut state = start(size);
    play(&mut state, keys);
    text(&state)
}

fn yen(state: &State, id: &str) -> Option<i64> {
    match answer_of(state, id) {
        Answer::Known(Value::Number(n), Origin::Given) => Some(n.mantissa),
        _ => None,
    }
}

/// The row that begins with `label`, blanks squeezed.
fn row(screen: &str, label: &str) -> String {
    // The picture above has the same names, without per cent.
    let rows = || screen.lines().filter(|l| l.trim_start().starts_with(label));
    let found = rows().find(|l| l.contains('%')).or_else(|| rows().next()).unwrap_or_default();
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A formula may go on below, in its column.
fn assert_has(screen: &str, words: &[&str]) {
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    for word in words {
        assert!(solid(screen).contains(&solid(word)), "「{word}」 is missing:\n{screen}");
    }
}

/// Q4: 条件不利地域・財政力0.25未満, total 1億5,000万, loan 1億, grant 5,000万.
#[test]
fn what_the_town_pays() {
    let mut state = start(TALL);
    // Ctrl+Q asks what decides the range (デジタル技術活用); いいえ leads back.
    let (_, keys) = play(&mut state, &format!("{KOKKO}1億5000万<down>5000万<down>1億<c-q>2"));
    assert!(keys <= 36, "{keys} keys from the start, name and amounts included");
    let screen = text(&state);
    assert_has(&screen, &["実質的な地方負担 625万円（4.2%）"]);
    for (label, wanted) in [
        ("措置対象の公費", "5,000万円 33.3%"),
        ("国費 ", "3,750万円 25.0%"),
        ("地方費 ", "1,250万円 8.3%"),
        ("特別交付税 ", "625万円 4.2%"),
        ("融資・出資等", "1億円 66.7%"),
        ("事業者の自己資金等", "0円 0.0%"),
    ] {
        assert!(row(&screen, label).contains(wanted), "{label}: {}\n{screen}", row(&screen, label));
    }
    assert_has(
        &screen,
        &["措置対象の公費 5,000万円 ｘ 国費 3/4（条件不利地域・財政力0.25未満）", "54行「財政力0.25未満 3/4」"],
    );
    assert!(!screen.contains("上限を超える公費"), "nothing exceeds the ceiling:\n{screen}");
    assert_eq!(yen(&state, "cost"), Some(150_000_000), "the amounts are answers");
}

/// Q3: the loan that is needed, and the ceilings, before any amount is typed.
#[test]
fn how_much_loan_and_which_ceiling() {
    let screen = shown(KOKKO, TALL);
    assert_has(
        &screen,
        &[
            "上限を使い切るのに要る融資・出資の額",
            "2,500万円には2,500万円以上",
            "3,500万円には5,250万円以上",
            "5,000万円には1億円以上",
        ],
    );
    let screen = shown(&format!("{KOKKO}<down>4000万"), TALL);
    assert_has(
        &screen,
        &[
            "要件を満たすには融資・出資の額 4,000万円以上（上限 2,500万円）",
            "融資・出資の額 8,000万円以上（上限 5,000万円）",
        ],
    );
}

#[test]
fn what_one_change_would_reach() {
    let screen = shown(&format!("{KOKKO}1億5000万<down>4000万<down>7900万"), TALL);
    assert_has(
        &screen,
        &[
            "上限を 3,500万円 から 5,000万円 へ上げるには",
            "公費による交付額を 3,950万円 まで下げる（50万円減）",
            "融資・出資の額を 8,000万円 まで上げる（100万円増）",
            "で認められる公費による交付額は最大 3,950万円（上限 5,000万円）",
        ],
    );
    assert!(row(&screen, "上限を超える公費").contains("500万円 3.3%"), "{screen}");
}

#[test]
fn silence_is_shown_as_silence() {
    let screen = shown("あまちょう<enter>fマスタープラン<enter><enter>m3000万", TALL);
    assert_has(
        &screen,
        &[
            "地方負担（措置不明） 500万円",
            "上限超過（地方負担） 1,000万円",
            "地方負担分への特別交付税措置は資料に記載なし",
        ],
    );
    assert!(!screen.contains("実質的な地方負担"), "not known:\n{screen}");
    let screen = shown("あまちょう<enter>f過疎対策事業債<enter><enter>m5000万", TALL);
    assert_has(
        &screen,
        &[
            "実質的な地方負担（元金） 750万円〜1,500万円（15.0%〜30.0%）",
            // The least burden is that of half the cost: the other half is somebody's too.
            "ほかに負担者が決まらない額 0円〜2,500万円（0.0%〜50.0%）",
            "交付税措置は元金のみ",
        ],
    );
}

#[test]
fn a_plan_that_is_ruled_out_shows_no_figures_but_what_stands_in() {
    let screen = shown(&format!("{KOKKO}5000万<down>2000万<down>1500万"), TALL);
    assert_has(
        &screen,
        &[
            "対象外",
            "使えないため、金額を示しません",
            "融資・出資の額があと 500万円 足りません（要件は 2,000万円以上）",
            "使えないときの代わり: ローカル10,000プロジェクト（地方単独事業）",
            "措置対象の公費 800万円 ｘ 特別交付税 措置率 0.5",
            "[代",
        ],
    );
    assert!(!screen.contains("国費 3/4"), "no rate of a programme that cannot be had:\n{screen}");
}

/// `KEYS='あまちょう<enter>…' cargo test --test money look -- --ignored --nocapture` prints a screen at three sizes.
#[test]
#[ignore = "for looking"]
fn look() {
    let keys = std::env::var("KEYS").unwrap_or_default();
    for size in [(80, 24), TALL, (40, 12)] {
        println!("{}", shown(&keys, size).trim_end());
    }
}

#[test]
fn amounts_as_people_write_them() {
    for (typed, wanted) in [
        ("３５０００万円", 350_000_000),
        ("3億5千万", 350_000_000),
        ("350百万円", 350_000_000),
        ("35,000,000", 35_000_000),
        ("３，５００万", 35_000_000),
    ] {
        let mut state = start((80, 24));
        play(&mut state, &format!("{KOKKO}<down>"));
        play(&mut state, typed);
        assert_eq!(yen(&state, "public_money"), Some(wanted), "{typed}:\n{}", text(&state));
    }
}

#[test]
fn what_cannot_be_read_says_why_and_what_stood_before_stays() {
    let mut state = start((80, 24));
    play(&mut state, &format!("{KOKKO}<down>5000万"));
    play(&mut state, "x");
    assert_has(&text(&state), &["数の後の「x」を読めません", "例: 3,500万円"]);
    assert_eq!(yen(&state, "public_money"), None, "not the beginning of what cannot be read");
    play(&mut state, "<bs>円<up><down>0.249");
    assert_eq!(yen(&state, "public_money"), Some(50_000_000));
    assert_has(&text(&state), &["計算に使っている値: 5,000万円"]);
    play(&mut state, "<c-u>5000万円");
    assert!(!text(&state).contains("のまま"), "{}", text(&state));
    // An amount so small without a unit is asked back.
    play(&mut state, "<down>2,500");
    assert_has(&text(&state), &["「2,500」は円ですか、万円ですか"]);
    assert_eq!(yen(&state, "loan"), None);
    play(&mut state, "<c-u>1億");
    assert_eq!(yen(&state, "loan"), Some(100_000_000));
    play(&mut state, "<c-d>");
    assert_eq!(yen(&state, "loan"), None, "taken back");
    paste(&mut state, &"貼".repeat(200));
    assert_has(&text(&state), &["長すぎます"]);
}

#[test]
fn a_field_just_selected_is_replaced_one_being_edited_is_not() {
    let mut state = start((80, 24));
    play(&mut state, &format!("{KOKKO}<down>5000万<up><down>4円"));
    assert_eq!(yen(&state, "public_money"), Some(4));
    play(&mut state, "<bs>0万円<up><down><bs><bs>");
    assert_eq!(yen(&state, "public_money"), Some(400_000), "erasing edits; what it leads to is asked back");
    assert_has(&text(&state), &["「40」は円ですか"]);
    // No amount begins with its unit: the one that was asked for goes on with what stands there.
    play(&mut state, "<down><up>万");
    assert_eq!(yen(&state, "public_money"), Some(400_000));
}

#[test]
fn going_back_leads_to_the_same_programme_and_keeps_the_amounts() {
    let mut state = start((80, 24));
    play(&mut state, &format!("{KOKKO}<down>2000万<down>1000万<esc>"));
    assert_eq!(place_name(&state), "制度の詳細");
    let screen = text(&state);
    assert_has(&screen, &["ローカル10,000プロジェクト（国庫補助事業）", "対象外"]);
    play(&mut state, "m");
    assert_has(&text(&state), &["> 事業費・対象となる経費", "公費による交付額", "2,000万円", "1,000万円"]);
    play(&mut state, "<esc><esc>");
    assert_eq!(place_name(&state), "結果");
}

#[test]
fn a_pinned_result_stands_beside_the_next() {
    for size in [TALL, (80, 160)] {
        let mut state = start(size);
        play(&mut state, &format!("{KOKKO}1億5000万<down>4000万<down>7900万"));
        answer_with(&mut state, "digital", Value::Flag(false));
        answer_with(&mut state, "datsutanso", Value::Flag(false));
        play(&mut state, "<f12>");
        assert_has(&text(&state), &["固定しました"]);
        play(&mut state, "<c-u>8000万");
        let screen = text(&state);
        assert_has(&screen, &["固定した結果", "－500万円", "＋100万円", "実質的な地方負担 500万円"]);
        if size.0 >= 100 {
            assert!(row(&screen, "実質的な地方負担 ").contains("500万円"), "{screen}");
        }
        play(&mut state, "<f12><f12>");
        assert!(!text(&state).contains("固定した結果"), "{}", text(&state));
    }
}

/// What was laid out stands again only for the same answers, comparison and room: after each key the screen is that of a
/// place that has laid nothing out yet.
#[test]
fn what_follows_is_that_of_the_amounts_on_the_screen() {
    let is_fresh = |state: &State, ambiguous| {
        let mut other = state.clone();
        let Place::Estimate(place) = &mut other.place else { panic!("試算") };
        place.laid = RefCell::default();
        let theme = colour().with(ambiguous);
        buffer(state, &theme) == buffer(&other, &theme)
    };
    let narrow = Ambiguous::Narrow;
    let mut state = start((120, 36));
    play(&mut state, KOKKO);
    let mut seen = vec![text(&state)];
    let keys =
        ["1", "5", "0", "0", "0", "万", "円", "<down>", "4000万", "<f12>", "<down>", "7", "9", "0", "0", "万", "<bs>"];
    for key in keys.into_iter().chain(["x", "<c-u>", "8000万", "<f12>", "<f12>", "<c-d>", "<pgdn>"]) {
        play(&mut state, key);
        assert!(is_fresh(&state, narrow), "{key}");
        seen.push(text(&state));
    }
    for size in [(80, 24), (200, 50), (120, 36)] {
        resize(&mut state, size.0, size.1);
        assert!(is_fresh(&state, narrow), "{size:?}");
    }
    for ambiguous in [Ambiguous::Wide, Ambiguous::Avoid, Ambiguous::Narrow] {
        assert!(is_fresh(&state, ambiguous), "{ambiguous:?}");
    }
    answer_with(&mut state, "zaiseiryoku", Value::Number(Decimal::parse("0.9").expect("a number")));
    assert!(is_fresh(&state, narrow));
    seen.sort();
    seen.dedup();
    assert!(seen.len() > 15, "{}", seen.len());
}

#[test]
fn money_over_two_programmes_is_never_counted_twice() {
    // Both take money for the same 公費: alternatives, no total.
    let mut state = start(TALL);
    play(&mut state, &format!("{KOKKO}3000万<down>1000万<down>1000万<esc><esc>x<down>x"));
    assert_eq!(marks(&state), 2);
    assert_has(&text(&state), &["印"]);
    play(&mut state, "w");
    let screen = text(&state);
    assert_has(&screen, &["選んだ制度", "足し合わせません", "合計せず", "案1", "案2"]);
    play(&mut state, "<esc>x<down>");
    assert_eq!(marks(&state), 1, "a second time takes the mark away");
}

#[test]
fn every_flow_draws_at_every_size() {
    for size in [(80, 24), (120, 36), (40, 12)] {
        let mut fresh = start(size);
        play(&mut fresh, "はこだて<enter>");
        let mut seen = 0;
        // Each from the same list: amounts move the ranking.
        for i in 0..catalogue(&fresh).programmes.len() {
            let mut state = fresh.clone();
            play(&mut state, &"<down>".repeat(i));
            play(&mut state, "<enter>m");
            if place_name(&state) == "試算" {
                seen += 1;
                for _ in 0..8 {
                    play(&mut state, "3千万<down>");
                    assert_whole(&buffer(&state, &Theme::monochrome()));
                }
                for _ in 0..80 {
                    play(&mut state, "<pgdn>");
                }
                play(&mut state, "<c-u>3円");
                let screen = text(&state);
                let cited = screen.contains('「')
                    || screen.contains("対象外")
                    || screen.contains("総額")
                    || screen.contains("事業費を超えて");
                assert!(cited, "the citations are at the end:\n{screen}");
            }
        }
        assert!(seen > 40, "{seen} programmes with a flow");
    }
}

/// 試算 straight from the list: the amounts move the ranking, the selection stays on the programme.
#[test]
fn from_the_list_and_back_to_the_same_programme() {
    let mut state = start((120, 36));
    play(&mut state, "あまちょう<enter><down><down>");
    play(&mut state, "<home>m");
    assert_eq!(place_name(&state), "試算");
    play(&mut state, "3000万<down>2000万<down>1000万<esc>");
    assert_eq!(rows_shown(&state)[selected(&state)], "ローカル10,000プロジェクト（国庫補助事業）", "{}", text(&state));
    assert!(text(&state).contains("対象外"), "the loan is below the grant");
}

/// A range shows how its two ends come about, the lower one first.
#[test]
fn the_formulas_of_a_range_are_those_of_its_ends() {
    let screen = shown("<c-n>rfろーかる<enter><enter>m1億5000万<down>5000万<down>1億", TALL);
    assert!(row(&screen, "国費").starts_with("国費 2,500万円〜4,500万円"), "{screen}");
    assert_has(&screen, &["措置対象の公費 5,000万円 ｘ 国費 1/2（原則）　から　", "国費 9/10（デジタル技術活用）"]);
    assert_has(&screen, &["地方費 500万円 － 特別交付税 250万円　から　地方費 2,500万円 － 特別交付税 1,250万円"]);
}
