//! The first nine questions of a briefing: the keys from the start to the answer, counted, and what then stands on
//! the screen. `cargo test --test briefing -- --nocapture` prints the keys.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::app::action::Action;
use chiiki_navi::places::update::update;
use support::keys::{play, play_all, start_real as start};
use support::screen::text;

/// Plays `steps` from the start on 80×24; what each step shows is kept. Returns the keys and everything seen.
fn asked(question: &str, limit: usize, steps: &[&str]) -> String {
    pasted(question, limit, "", steps)
}

/// The same after `words` were pasted into the box that the program begins with: one key.
fn pasted(question: &str, limit: usize, words: &str, steps: &[&str]) -> String {
    let mut state = start((80, 24));
    let (mut count, mut seen) = (0, String::new());
    if !words.is_empty() {
        update(&mut state, Action::Paste(words.to_owned()));
        count += 1;
    }
    for step in steps {
        count += play(&mut state, step).1;
        seen.push_str(&text(&state));
    }
    println!("{question}: {count} keys, {}", steps.concat());
    assert!(count <= limit, "{question}: {count} keys");
    seen
}

fn says(seen: &str, words: &[&str]) {
    for word in words {
        assert!(seen.contains(word), "「{word}」 is missing:\n{seen}");
    }
}

/// 0.23 and no 条件不利地域: 1/2; 3/4 hangs on the place, not on the index alone.
#[test]
fn q1_three_quarters_need_the_place_too() {
    let seen = asked("Q1", 20, &["あおき<enter>", "/ろーかる<enter>", "a<down><down><down>", "<enter>2<esc>2"]);
    says(
        &seen,
        &[
            "長野県青木村",
            "0.23             総務省「全市…令和3年度",
            "？ 原則 1/2",
            "ｘ 条件不利地域・財政力0.25未満 3/4　満たさない: 事業の場所が条件不利地域",
            "R6課",
        ],
    );
}

/// 9/10 in the newest document; 10/10 in the older ones, named as such.
#[test]
fn q2_ten_tenths_was_an_older_document() {
    let seen = asked("Q2", 7, &["/ろーかる<enter>", "2"]);
    says(&seen, &["デジタル技術活用 9/10", "資料で違う: 10/10　R6予算関係資料（日付・段階の記載なし）"]);
}

#[test]
fn q3_loan_and_ceilings() {
    let seen = asked("Q3", 11, &["/ろーかる<enter>", "3", "7", "]]]"]);
    says(
        &seen,
        &[
            "融資／公費 1以上1.5未満 2,500万円",
            "融資／公費 1.5以上2.0未満 3,500万円",
            "融資／公費 2.0以上 5,000万円",
            "公費による交付額がその額の範囲内",
        ],
    );
}

/// The answer stands as soon as the place, the index and デジタル are told: 6.25 million of 150 million.
#[test]
fn q4_what_the_town_pays() {
    let steps = ["<c-n>2", "/ろー<enter>", "m1.5億<down>5千万<down>1億", "<c-q>1", "<c-q>0.249<enter>", "<c-q>2"];
    let seen = asked("Q4", 32, &steps);
    says(
        &seen,
        &[
            "実質的な地方負担 625万円（4.2%）",
            "国 国費 3,750万円（25.0%）",
            "措置対象の公費 5,000万円 ｘ 国費 3/4（条件不利地域・財政力0.25未満）",
        ],
    );
}

/// The same question as it was asked, pasted into the one box: what it says of town and amounts is read, and the two
/// things that it does not say are asked. (The programme without the state may stand before the one that is meant.)
#[test]
fn q4_as_it_was_asked() {
    let question = "条件不利地域・財政力0.249の町です。総事業費1億5,000万円、融資1億円、公費5,000万円の計画で、町の持ち出しはいくらですか。";
    let seen = pasted("Q4 (pasted)", 10, question, &["<enter>", "<down><enter>", "<enter>1", "<enter>2"]);
    says(
        &seen,
        &[
            "団体の条件: 条件不利地域を有する はい、財政力指数 0.249、団体の区分 町",
            "融資: 1億円　公費: 5,000万円",
            "事業の場所が条件不利地域                                     Enter で答える",
            "国費 3,750万円",
            "特別交付税 625万円",
            "実質的な地方負担 625万円",
        ],
    );
}

/// Who has never seen the program: a town, a wish and an amount in the one box, Enter, and the burden stands there in
/// yen. Whoever begins with the town alone is told where the yen come from.
#[test]
fn the_burden_in_yen_within_a_minute_of_keys() {
    let steps = ["海士町で空き家を3軒直してお試し移住の家にしたい。1,800万円", "<enter>"];
    let yen = ["合う制度と負担を見る", "施設整備・改修 1,800万円", "国費 900万円", "地方負担（措置不明） 900万円"];
    says(&asked("first use", 60, &steps), &yen);
    let mut state = start((80, 24));
    play_all(&mut state, "海士町<enter>");
    says(&text(&state), &["やりたいことを書くと（F7）、合う制度と負担が円で出ます"]);
    let steps = ["海士町<enter>", "<f7>空き家を3軒直してお試し移住の家に 1,800万円"];
    says(&asked("first use (town)", 60, &steps), &["島根県海士町（今の団体）", "国費 900万円"]);
}

#[test]
fn q5_the_programme_without_the_state() {
    let seen = asked("Q5", 8, &["/たんどく<enter>", "2", "7"]);
    says(
        &seen,
        &[
            "融資が公費より小さい事業やモデル性のない事業にも使えます",
            "特別交付税 措置率 0.5",
            "融資／公費 〜0.5 200万円",
            "国の審査は不要",
        ],
    );
}

/// The raise hangs on the index, not on 過疎; at exactly 0.5 it is 1/2.
#[test]
fn q6_the_index_alone_raises() {
    let seen = asked("Q6", 11, &["/マスタープラン<enter>", "2"]);
    says(
        &seen,
        &[
            "財政力指数0.25以上0.5未満の市町村 2/3",
            "財政力指数0.25未満の市町村 3/4",
            "団体の種類を限る条件は資料に記載なし",
        ],
    );
    let table = asked("Q6 (0.5)", 9, &["さっぽろ<enter>", "a<down>b"]);
    let last = &table[table.rfind("0.5以上").expect("a border at 0.5")..];
    let told = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told(last).contains("国費 2/3〜3/4 -> 1/2〜3/4"), "{last}");
}

/// Both bonds side by side: 過疎債 first, the next one with →.
#[test]
fn q7_bonds_for_a_third_sector() {
    let seen = asked("Q7", 11, &["/第三セクター<enter>", "2", "<right>2"]);
    says(
        &seen,
        &[
            "過疎対策事業債（「地域内消費」を主目的とする再エネ設備）",
            "地方債 充当率 100%（対象事業費（事業費の1/2が上限）",
            "交付税措置率 70%",
            "脱炭素化推進事業債の拡充",
            "地方債 充当率 90%",
            "交付税措置率 50%",
        ],
    );
}

#[test]
fn q8_a_cooperative_outside_depopulated_areas() {
    let seen = asked("Q8", 9, &["/組合運営<enter>", "4", "6", "7"]);
    says(&seen, &["過疎地域でなくても使えます", "国費1/4＋特別交付税1/8＋", "知事が判断した地区がある"]);
}

#[test]
fn q9_a_city_within_a_metropolitan_area() {
    let seen = asked("Q9", 11, &["あつぎ<enter>/副業<enter>", "3", "5"]);
    says(
        &seen,
        &[
            "神奈川県厚木市",
            "［未回答］  三大都市圏内で条件不利地域を有する市町村",
            "三大都市圏内で人口減少率が高い市町村",
            "報償費等の上限（人あたり） 100万円",
            "合計の上限（人あたり） 200万円",
        ],
    );
}
