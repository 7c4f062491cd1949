//! 団体, 相談 and 事業: a plan is read, put right, chosen from lists, kept, and goes from town to town.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::places::state::State;
use support::keys::{place_name, play, play_all, session, start_real};
use support::screen::text;

const SAID: &str = "海士町で空き家を3軒直したい。1,800万円";

fn opened() -> State {
    let mut state = start_real((100, 30));
    play(&mut state, &format!("<f7>{SAID}"));
    state
}

#[track_caller]
fn says(state: &State, all: &[&str]) {
    let screen = text(state);
    for wanted in all {
        assert!(screen.contains(wanted), "{wanted}:\n{screen}");
    }
}

#[test]
fn the_figures_of_a_town_are_questions_that_are_answered() {
    let mut state = start_real((80, 24));
    play_all(&mut state, "あまちょう<enter>");
    says(&state, &["合っていますか", "財政力指数", "0.10", "令和3年度", "過疎区分", "人口", "国勢調査"]);
    // A number puts its figure right and leads back here.
    play_all(&mut state, "1<c-u>0.3<enter>");
    says(&state, &["合っていますか", "0.3", "回答"]);
    play_all(&mut state, "<enter>");
    assert_eq!(place_name(&state), "結果");
    // It was passed through: back leads to where the town was chosen.
    play_all(&mut state, "<esc>");
    assert_eq!(place_name(&state), "始める");
}

/// Nobody knows by heart whether it is まち or ちょう.
#[test]
fn a_town_is_found_by_either_reading() {
    for (typed, town) in [
        ("おくたまちょう", "奥多摩町"),
        ("okutamacho", "奥多摩町"),
        ("あままち", "海士町"),
        ("とつかわそん", "十津川村"),
    ] {
        let mut state = start_real((80, 24));
        play(&mut state, typed);
        says(&state, &[town]);
    }
}

#[test]
fn what_was_understood_is_struck_and_comes_back() {
    let mut state = opened();
    says(&state, &["自治体: 島根県海士町", "目的: 住まい・空き家", "施設整備・改修 1,800万円"]);
    play(&mut state, "<tab><right><right><del>");
    assert_eq!(state.shared.project.costs, []);
    says(&state, &["経費: 未定", "条件から外しました"]);
    // The town goes too, and what is typed stays.
    play(&mut state, "<left><del>");
    says(&state, &["自治体: 指定なし", SAID]);
    play(&mut state, "<c-u>");
    says(&state, &["自治体: 島根県海士町", "施設整備・改修 1,800万円"]);
    assert!(state.shared.plan.edits.is_empty());
}

/// What is said of a town without a name answers its questions; another town has to say it anew.
#[test]
fn what_the_sentence_says_of_the_town_becomes_its_answers() {
    const OF_ONE: &str = "財政力指数0.249で条件不利地域の町です。酒蔵を直してカフェにしたい。1,500万円";
    let mut state = start_real((100, 30));
    play(&mut state, &format!("<f7>{OF_ONE}"));
    says(&state, &["自治体: 指定なし", "団体の条件: 財政力指数 0.249、条件不利地域を有する はい、団体の区分 町"]);
    play(&mut state, "<enter>");
    assert_eq!(place_name(&state), "制度の詳細");
    says(&state, &["文から答えに入れました: 財政力指数 0.249、条件不利地域を有する はい", "Ctrl+Z"]);
    let known = |state: &State, id: &str| {
        let (fact, _) = state.shared.catalogue.fact_named(id).expect("a fact");
        session(state).profile().value(fact)
    };
    assert!(known(&state, "zaiseiryoku").is_some() && known(&state, "jokenfuri").is_some());
    play(&mut state, "<c-z>");
    assert!(known(&state, "jokenfuri").is_some() && known(&state, "entity").is_none(), "one by one");
    // Struck, it is no condition any more.
    let mut state = start_real((100, 30));
    play(&mut state, &format!("<f7>{OF_ONE}<tab><del>"));
    says(&state, &["団体の条件: 条件不利地域を有する はい"]);
    // Another town: the plan goes on, what was said of the former does not.
    let mut state = start_real((100, 30));
    play(
        &mut state,
        "<f7>海士町は条件不利地域です。酒蔵を直してカフェにしたい。1,500万円<enter><f2>おくたままち<enter>",
    );
    says(&state, &["奥多摩町"]);
    assert_eq!(state.shared.plan.edits.not_body.len(), 1, "{:?}", state.shared.plan.edits);
    // What a table says stands, and the other is told.
    let mut state = start_real((100, 30));
    play(&mut state, "<f7>海士町は財政力指数0.3です。空き家を直したい");
    says(&state, &["財政力指数は、文では0.3、答えでは0.10です"]);
}

#[test]
fn of_two_towns_one_is_struck() {
    let mut state = start_real((100, 30));
    play(&mut state, "<f7>海士町と西ノ島町で空き家を直したい");
    says(
        &state,
        &[
            "自治体が2つ当たります。F12 で並べて比べるか、Tab で選び、Enter でその自治体にします",
            "島根県海士町か島根県西ノ島町",
        ],
    );
    play(&mut state, "<tab><right><del><esc>");
    says(&state, &["自治体: 島根県海士町"]);
    assert!(!text(&state).contains("当たります"), "{}", text(&state));
    // Enter keeps the one that is chosen; what became of the name of the other one is told no more.
    let mut state = start_real((100, 30));
    play(&mut state, "<f7>飯南町で空き家を直したい");
    says(&state, &["島根県飯南町か三重県松阪市", "三重県飯南町は2005年1月1日"]);
    play(&mut state, "<tab><enter>");
    says(&state, &["自治体: 島根県飯南町"]);
    assert!(!text(&state).contains("2005年"), "{}", text(&state));
    let mut state = start_real((100, 30));
    play(&mut state, "<f7>飯南町で空き家を直したい<tab><right><enter>");
    says(&state, &["自治体: 三重県松阪市", "三重県飯南町は2005年1月1日"]);
}

#[test]
fn a_plan_is_made_of_questions_alone() {
    let mut state = start_real((100, 30));
    play(&mut state, "<f7><tab>");
    says(&state, &["何のための事業ですか", "件"]);
    let most = state.shared.project.clone();
    assert!(most.is_empty());
    // The first purpose, nobody, an amount for the first kind of cost, no stage.
    play(&mut state, "<enter><tab><tab><enter>２０００<enter>");
    says(&state, &["「２０００」は円ですか、万円ですか"]);
    play(&mut state, "万<enter>");
    assert_eq!(state.shared.project.total().map(|y| y.0), Some(20_000_000));
    assert_eq!(state.shared.project.purposes.len(), 1);
    play(&mut state, "<tab><tab>");
    assert_eq!(place_name(&state), "相談");
    says(&state, &["2,000万円", "■"]);
    // Esc leaves an amount as it was.
    play(&mut state, "<tab><right><enter><c-u>1円<esc>");
    assert_eq!(state.shared.project.total().map(|y| y.0), Some(20_000_000));
}

#[test]
fn the_counts_say_what_a_choice_meets() {
    let mut state = opened();
    play(&mut state, "<tab><right><enter>");
    let screen = text(&state);
    let row = screen.lines().find(|l| l.contains("[x] 住まい・空き家")).expect("the purpose, chosen");
    let count: usize =
        row.split_whitespace().last().and_then(|n| n.strip_suffix("件")).and_then(|n| n.parse().ok()).expect("a count");
    let catalogue = state.shared.catalogue;
    let id = state.shared.project.purposes[0].0;
    let serves = catalogue.programmes.iter().filter(|p| p.fit.purposes.contains(&id)).count();
    assert!(count > 0 && count <= serves, "{count} of {serves}");
    // Taken back, nothing is counted as meant.
    play(&mut state, "<space>");
    assert!(state.shared.project.purposes.is_empty());
}

#[test]
fn the_plan_goes_from_town_to_town() {
    let mut state = opened();
    play(&mut state, "<enter>");
    assert_eq!(session(&state).name(), "島根県海士町");
    assert_eq!(session(&state).plan().sentence, SAID);
    play_all(&mut state, "<esc><esc>c飯南町<enter>");
    says(&state, &["島根県飯南町", "合っていますか"]);
    // With a plan it goes on to what fits it here.
    play_all(&mut state, "<enter>");
    assert_eq!(place_name(&state), "相談");
    says(&state, &["自治体: 島根県飯南町（今の団体）", "施設整備・改修 1,800万円"]);
    // And its own town is meant again when that is opened.
    play_all(&mut state, "<f6>海士町<enter>");
    play_all(&mut state, "<f7>");
    assert!(state.shared.plan.edits.not_towns.is_empty());
}

#[test]
fn an_estimate_begins_with_the_plans_amounts_and_keeps_what_is_tried() {
    let mut state = opened();
    play(&mut state, "<enter>m");
    assert_eq!(place_name(&state), "試算");
    says(&state, &["1,800万円", "900万円"]);
    // What is tried there stays there: the plan's amounts are the plan's, on every other screen.
    play(&mut state, "1000万");
    says(&state, &["500万円", "（相談は 1,800万円）"]);
    play(&mut state, "<esc>");
    says(&state, &["経費 1,800万円", "900万円"]);
    assert!(!text(&state).contains("500万円"), "{}", text(&state));
    play(&mut state, "<esc><c-w>");
    says(&state, &["事業の経費 1,800万円"]);
    assert!(!text(&state).contains("500万円"), "{}", text(&state));
    play(&mut state, "<esc><enter>m");
    says(&state, &["前にここで試した金額です。相談の事業の金額には Ctrl+T で戻ります", "500万円"]);
    play(&mut state, "<c-t>");
    says(&state, &["1,800万円", "900万円"]);
    play(&mut state, "<c-t>");
    says(&state, &["相談の事業の金額から変わっている欄はありません"]);
}

/// What a programme does not pay for is in no piece of the bar: beside a bar that tells the rest it is told in words.
#[test]
fn costs_that_are_not_paid_for_are_told_beside_the_bar() {
    let mut state = start_real((100, 40));
    play(&mut state, "<f7>海士町で空き家を3軒直してお試し移住の家に。工事1800万円、委託300万円");
    says(&state, &["国費 900万円", "算入せず"]);
}

/// The towns of one sentence stand in columns: rates, yen, and what decides where they differ.
#[test]
fn one_plan_for_several_towns_stands_in_columns() {
    for size in [(80, 24), (120, 36)] {
        let mut state = start_real(size);
        play(&mut state, "<f7>海士町と札幌市でカフェを開く人に補助。融資1億円、公費5000万円、総額1.5億円<f12>");
        assert_eq!(state.place.room().title(), "並べて比べる");
        says(&state, &["北海道札幌市", "島根県海士町", "負担は実質的な地方負担", "決め手"]);
        says(&state, &["国費 1/2〜9/10", "国費 3/4〜9/10", "250万円〜1,250万円", "250万円〜625万円"]);
        play(&mut state, "<pgdn>");
        // What the ceiling of the other one cuts off is no part of its burden, and is not kept silent.
        says(&state, &["上限超過"]);
    }
    let mut state = start_real((80, 24));
    play(&mut state, "<f7>海士町で空き家を直したい。1800万円<f12>");
    assert_eq!(place_name(&state), "相談");
    says(&state, &["比べる自治体を2つから5つ"]);
}

#[test]
fn what_fits_is_put_together_by_what_the_municipality_pays() {
    let mut state = opened();
    play(&mut state, "<c-w>");
    assert_eq!(state.place.room().title(), "事業の組み合わせ");
    says(
        &state,
        &[
            "1つずつ使うとき（地方負担の少ない順",
            "1 ",
            "事業の経費 1,800万円",
            "地方負担（措置不明） 900万円",
            "実質的な地方負担 540万円",
        ],
    );
    play(&mut state, "<esc>");
    assert_eq!(place_name(&state), "相談");
    // Without an amount there is nothing to put together, and that is said.
    play(&mut state, "<c-u>空き家を直したい<c-w>");
    assert_eq!(place_name(&state), "相談");
    says(&state, &["経費に金額が要ります"]);
}
