//! Key scripts through `update`: what a user does, and what must stand on the screen.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::domain::terms::profile::{Answer, Origin, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::session::answers::Session;
use support::keys::{
    answer_of, asked, catalogue, paste, place_name, play, programme_in_view, resize, rows_shown, selected, session,
    set_day, start, start_real,
};
use support::screen::{buffer, colour, text};

#[test]
fn a_town_called_out_stands_on_the_screen_with_its_list() {
    for typed in ["海士町", "あまちょう", "ｱﾏﾁｮｳ", "amachou", "amacho", "amatyo", "島根　海士"] {
        let mut state = start((80, 24));
        let (_, keys) = play(&mut state, &format!("{typed}<enter>"));
        let screen = text(&state);
        assert!(screen.contains("島根県海士町"), "{typed}:\n{screen}");
        assert!(screen.contains("ローカル10,000プロジェクト（国庫補助事業）"), "{screen}");
        assert!(keys < 12, "{keys} keys");
    }
}

#[test]
fn from_a_programme_to_who_may_use_it_and_into_a_town() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>f過疎対策事業債<enter><enter>i");
    let screen = text(&state);
    assert!(screen.contains("団体〇 2 ") && screen.contains("過疎市町村（全部・一部・みなし）"), "{screen}");
    assert!(!screen.contains("海士町"), "the header is not about one town:\n{screen}");
    // It begins at the own prefecture; the town's conditions carry marks.
    play(&mut state, "<enter><down>");
    let screen = text(&state);
    assert!(screen.contains("島根県 2団体") && screen.contains("満たす 過疎市町村"), "{screen}");
    // Tab to 対象外 and back by Esc: first to the prefectures, then to the programme.
    play(&mut state, "<tab><tab><tab>");
    assert!(text(&state).contains("島根県 1団体"), "only the prefecture itself:\n{}", text(&state));
    play(&mut state, "<esc>");
    assert!(text(&state).contains("帯は団体〇の割合"), "{}", text(&state));
    play(&mut state, "<esc>");
    assert_eq!(place_name(&state), "制度の詳細");
    play(&mut state, "i<home><enter><down><down><enter>");
    let screen = text(&state);
    assert!(place_name(&state) == "結果" && screen.contains("北海道函館市"), "{screen}");
}

#[test]
fn a_name_may_stand_twice_in_the_country() {
    for (typed, prefecture) in [
        ("山形 小国", "山形県小国町"),
        ("熊本 小国", "熊本県"),
        ("奈良 川上村", "奈良県川上村"),
        ("長野 川上村", "長野県川上村"),
    ] {
        let mut state = start_real((80, 24));
        play(&mut state, &format!("{typed}<enter>"));
        assert!(text(&state).contains(prefecture), "{typed}:\n{}", text(&state));
    }
}

#[test]
fn prefilled_answers_carry_their_source_and_can_be_overruled() {
    let mut state = start((120, 36));
    play(&mut state, "あまちょう<enter>a");
    let screen = text(&state);
    assert!(screen.contains("総務省「全市町村の主要財政指標」令和3年度"), "{screen}");
    assert!(screen.contains("令和4年4月1日現在"), "{screen}");
    assert!(matches!(answer_of(&state, "zaiseiryoku"), Answer::Known(Value::Number(_), Origin::Prefilled(_))));
    // Second row is 財政力指数: 0.25 typed with the IME on takes the place of what stands in the field.
    play(&mut state, "<down><enter>０．２５<enter>");
    assert!(
        matches!(answer_of(&state, "zaiseiryoku"), Answer::Known(Value::Number(n), Origin::Given) if n.to_string() == "0.25")
    );
    assert_eq!(place_name(&state), "回答一覧", "back in the list");
}

#[test]
fn high_and_wide_windows_tell_what_would_change() {
    for (size, keys, told) in [
        ((200, 50), "あまちょう<enter>z", "財政力指数だけが違うと"),
        ((200, 50), "あまちょう<enter>z1", "答えで変わること"),
        ((120, 36), "<f7><tab>", "選んだものに合う制度が、ここに並びます。"),
    ] {
        let mut state = start(size);
        play(&mut state, keys);
        assert!(text(&state).contains(told), "{keys}:\n{}", text(&state));
        resize(&mut state, 80, 24);
        assert!(!text(&state).contains(told), "{keys}");
        resize(&mut state, size.0, size.1);
        assert!(text(&state).contains(told), "{keys}: after the window was small");
    }
}

#[test]
fn impossible_numbers_are_refused_with_a_reason_and_the_answer_stays() {
    for (typed, message) in [
        ("12", "範囲の外"),
        ("-0.1", "範囲の外"),
        ("−0.1", "範囲の外"),
        ("", "入力してください"),
        ("abc", "0から5まで"),
        ("99999999999999999999", "0から5まで"),
    ] {
        let mut state = start((80, 24));
        play(&mut state, "あまちょう<enter>a<down><enter><c-u>");
        let before = answer_of(&state, "zaiseiryoku");
        play(&mut state, &format!("{typed}<enter>"));
        let screen = text(&state);
        assert!(screen.contains(message), "{typed}:\n{screen}");
        assert_eq!(answer_of(&state, "zaiseiryoku"), before, "{typed}");
    }
}

#[test]
fn a_paste_of_two_hundred_characters_is_survived() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>a<down><enter><c-u>");
    paste(&mut state, &"貼".repeat(200));
    play(&mut state, "<enter>");
    assert!(text(&state).contains("長すぎます"), "{}", text(&state));
}

#[test]
fn commands_work_with_the_ime_on_and_kana_do_no_harm() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>");
    play(&mut state, "か");
    assert!(text(&state).contains("日本語入力がオン"), "{}", text(&state));
    play(&mut state, "き");
    assert!(!text(&state).contains("日本語入力がオン"), "the hint comes once");
    play(&mut state, "ａ");
    assert_eq!(place_name(&state), "回答一覧", "full-width a is a");
    play(&mut state, "<esc>ｆかそ<enter>");
    assert!(text(&state).contains("過疎"), "{}", text(&state));
    let (quit, _) = play(&mut state, "ｑa");
    assert!(!quit, "one letter closes nothing");
    let (quit, _) = play(&mut state, "ｑｑ");
    assert!(quit);
}

#[test]
fn unknown_is_an_answer_and_back_leads_back() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>n");
    let first = asked(&state).expect("a question");
    play(&mut state, "0");
    assert_eq!(answer_of(&state, first), Answer::DontKnow);
    play(&mut state, "<left>");
    assert_eq!(asked(&state), Some(first), "back to the first question");
    play(&mut state, "1");
    assert!(matches!(answer_of(&state, first), Answer::Known(..)));
    play(&mut state, "<esc>");
    assert_eq!(place_name(&state), "結果");
}

#[test]
fn the_interview_ends_and_asks_nothing_twice() {
    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>n");
    let mut seen = Vec::new();
    for _ in 0..100 {
        let Some(fact) = asked(&state) else { break };
        assert!(!seen.contains(&fact), "asked twice: {fact}");
        seen.push(fact);
        play(&mut state, "1");
    }
    assert_eq!(place_name(&state), "結果", "{}", text(&state));
    assert!(seen.len() > 2);
    play(&mut state, "n");
    assert_eq!(place_name(&state), "結果", "nothing left to ask");
}

#[test]
fn no_hidden_programmes() {
    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>");
    let all = catalogue(&state).programmes.len();
    assert_eq!(session(&state).counts().all(), all);
    let mut seen = 0;
    play(&mut state, "<tab>");
    for _ in 0..6 {
        seen += rows_shown(&state).len();
        play(&mut state, "<tab>");
    }
    assert_eq!(seen, all, "the groups together hold every programme");
}

/// With the IME on, the keys of the vowels and n arrive as kana: they do what was meant.
#[test]
fn kana_of_vowels_are_the_commands_that_were_meant() {
    for (key, place) in [("ん", "質問（選択肢）"), ("あ", "回答一覧"), ("え", "書き出し"), ("ア", "回答一覧")]
    {
        let mut state = start_real((80, 24));
        play(&mut state, &format!("海士町<enter>{key}"));
        assert_eq!(place_name(&state), place, "{key}");
    }
    let mut state = start_real((80, 24));
    play(&mut state, "海士町<enter>か");
    assert!(text(&state).contains("日本語入力がオンです"), "{}", text(&state));
}

#[test]
fn an_excluded_programme_says_why() {
    let mut state = start((120, 36));
    play(&mut state, "さっぽろ<enter><tab><tab><tab><tab>");
    let screen = text(&state);
    assert!(screen.contains("対象外") && screen.contains("満たさない:"), "{screen}");
}

#[test]
fn the_rate_of_a_project_hangs_on_what_is_unknown() {
    // 一部過疎: 函館市. Whether the place of the project lies in the 条件不利地域 decides.
    let mut state = start((120, 36));
    play(&mut state, "はこだて<enter>fろーかる<enter>");
    let screen = text(&state);
    assert!(screen.contains("国費 1/2〜9/10"), "{screen}");
    play(&mut state, "<enter>");
    let screen = text(&state);
    assert!(screen.contains("まだ決まらないこと") && screen.contains("事業の場所が条件不利地域"), "{screen}");
}

#[test]
fn too_small_says_what_is_needed() {
    for size in [(39, 12), (40, 11), (10, 3), (1, 1)] {
        let state = start(size);
        let screen = text(&state);
        if size.0 > 20 {
            assert!(screen.contains("40×12"), "{screen}");
        }
    }
}

#[test]
fn esc_always_leads_back_to_the_start() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><enter>n<esc><esc>aa<enter><esc><esc><f4><esc>");
    play(&mut state, "<esc><esc><esc><esc><esc>");
    assert_eq!(place_name(&state), "始める", "{}", text(&state));
}

#[test]
fn help_lists_the_keys_of_the_place() {
    let mut state = start((80, 24));
    play(&mut state, "<f1><f1>");
    assert!(text(&state).contains("「始める」で使えるキー"), "{}", text(&state));
    play(&mut state, "<esc>あまちょう<enter>?");
    assert!(text(&state).contains("「結果」で使えるキー"), "{}", text(&state));
}

/// The last answer's effect stands above the footer until the next key.
#[test]
fn a_changed_answer_says_what_it_moved() {
    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>a<down><down><enter>1");
    let screen = text(&state);
    assert!(screen.contains("過疎区分 過疎地域なし から 全部過疎: 使える +"), "{screen}");
    play(&mut state, "<down>");
    assert!(!text(&state).contains("から 全部過疎:"), "{}", text(&state));
    play(&mut state, "<up><del>");
    assert!(text(&state).contains("過疎区分 全部過疎 から 未回答: "), "{}", text(&state));
}

/// v pins, a changed answer and v again show both side by side; Esc leads back and the answers stay.
#[test]
fn pinned_answers_are_compared_with_the_present_ones() {
    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>v");
    assert!(text(&state).contains("Aに留めました"), "{}", text(&state));
    play(&mut state, "v");
    assert!(text(&state).contains("変わっていません"), "{}", text(&state));
    play(&mut state, "a<down><down><enter>1rv");
    let screen = text(&state);
    assert!(
        screen.contains("A 北海道札幌市（留めた答え）") && screen.contains("B 北海道札幌市（今の答え）"),
        "{screen}"
    );
    assert!(
        screen.contains("新しく使える") && screen.contains("違う答え 1件: 過疎区分 過疎地域なし から 全部過疎"),
        "{screen}"
    );
    play(&mut state, "<tab>");
    assert!(text(&state).contains("使えなくなる"), "{}", text(&state));
    play(&mut state, "<esc>");
    assert_eq!(place_name(&state), "結果", "{}", text(&state));
    play(&mut state, "v<del>v");
    assert!(text(&state).contains("Aに留めました"), "A was taken off, v pins anew: {}", text(&state));
}

#[test]
fn a_second_municipality_is_compared_from_the_chooser() {
    let mut state = start((80, 24));
    play(&mut state, "<f12>");
    assert!(text(&state).contains("先に1つ目の自治体"), "{}", text(&state));
    play(&mut state, "さっぽろ<enter>c");
    assert!(text(&state).contains("F12 今の 北海道札幌市 と比べる"), "{}", text(&state));
    play(&mut state, "あまちょう<f12>");
    let screen = text(&state);
    assert!(
        screen.contains("A 北海道札幌市") && screen.contains("B 島根県海士町") && screen.contains("決め手: 過疎区分"),
        "{screen}"
    );
    play(&mut state, "<esc><esc>");
    assert!(place_name(&state) == "結果" && text(&state).contains("札幌市"), "{}", text(&state));
}

/// Q1: 財政力0.2台前半、条件不利地域ではない。ローカル10,000は3/4か。 Not 3/4 but 1/2; 3/4 only inside a 条件不利地域.
#[test]
fn question_1_in_a_handful_of_keys() {
    let mut state = start_real((80, 24));
    let m = catalogue(&state).municipalities.iter().find(|m| {
        let index = m.index.map(|i| i.to_string()).unwrap_or_default();
        m.kaso == Some(chiiki_navi::domain::terms::catalogue::Kaso::None)
            && ["0.21", "0.22", "0.23"].contains(&index.as_str())
    });
    let m = m.expect("such a town");
    play(&mut state, &format!("{} {}<enter>", m.prefecture, m.name));
    // From the town's list: the programme, its rates; then 条件不利地域 no, and the same place again.
    let (_, keys) = play(&mut state, "fろーかる<enter><enter>2");
    let screen = text(&state);
    assert!(screen.contains("国費 1/2〜9/10") && screen.contains("条件不利地域・財政力0.25未満 3/4"), "{screen}");
    let (_, more) = play(&mut state, "a<down><down><down><enter>2<esc>2");
    let screen = text(&state);
    assert!(screen.contains("デジタル技術活用の事業") && !screen.contains("決め手: 事業の場所"), "{screen}");
    let (_, last) = play(&mut state, "9");
    let screen = text(&state);
    assert!(screen.contains("変えられない: ") && screen.contains("なら 国費 3/4"), "{screen}");
    assert!(keys + more + last <= 21, "{} keys after the town", keys + more + last);
}

/// Q6: マスタープランは過疎でなくても嵩上げされるか、財政力ちょうど0.5ではどうか. One table says both.
#[test]
fn question_6_in_a_handful_of_keys() {
    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>");
    let (_, keys) = play(&mut state, "a<down>b");
    let screen = text(&state);
    let place = |t: &str| screen.find(t).unwrap_or_else(|| panic!("{t} in\n{screen}"));
    assert!(place("0.25未満") < place("0.25以上0.5未満") && place("0.25以上0.5未満") < place("0.5以上"), "{screen}");
    let last = &screen[place("0.5以上")..];
    let told = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(last.contains("分散型エネルギー") && told(last).contains("国費 2/3〜3/4 -> 1/2〜3/4"), "{screen}");
    assert!(keys <= 4, "{keys} keys");
    // The same from the question itself.
    play(&mut state, "<esc><enter><f9>");
    assert_eq!(place_name(&state), "境目", "{}", text(&state));
    play(&mut state, "<esc>");
    assert!(asked(&state).is_some(), "{}", text(&state));
}

/// An answer that makes a programme 対象外 moves it in the ranking: Esc leads back to it, and from there to its row.
#[test]
fn leaving_the_questions_leads_back_to_the_same_programme() {
    let mut state = start((80, 24));
    play(&mut state, "海士<enter>fろーかる<enter><enter>");
    let before = programme_in_view(&state).expect("a detail");
    play(&mut state, "n2<esc>1");
    assert_eq!(programme_in_view(&state), Some(before));
    let screen = text(&state);
    assert!(screen.contains("ｘ 対象外") && screen.contains("代わり: "), "{screen}");
    let instead = screen.lines().find(|l| l.contains("代わり: ")).expect("a line");
    assert!(
        instead.contains("対象外") || screen.contains("ｘ 対象外"),
        "the alternative carries its verdict: {instead}"
    );
    play(&mut state, "<esc>");
    assert_eq!(rows_shown(&state)[selected(&state)], before);
}

/// Another day judges anew: what has not begun and what has run out are told apart.
#[test]
fn a_programme_begins_and_runs_out() {
    let (not_yet, expired) = ("開始前（令和7年4月1日から）", "期限切れ（令和6年3月31日まで）");
    for (day, said) in [
        ("2024-03-31", &[not_yet, "開始前（令和6年4月1日から）"][..]),
        ("2024-06-01", &[not_yet, expired]),
        ("2025-04-01", &[expired]),
    ] {
        let mut state = start((200, 36));
        set_day(&mut state, Date::parse(day).expect("a day"));
        play(&mut state, "あまちょう<enter><s-tab>");
        let screen = text(&state);
        assert_eq!(rows_shown(&state).len(), said.len(), "{day}:\n{screen}");
        said.iter().for_each(|s| assert!(screen.contains(s), "{day}:\n{screen}"));
    }
}

/// 逆引き draws the prefectures beside their list where there is room: every one has its tile.
#[test]
fn who_draws_the_prefectures_as_tiles() {
    use chiiki_navi::present::tiles::{SIZE, Tile, tiles};
    let all: Vec<Tile> = tiles().collect();
    assert_eq!(all.len(), 47);
    assert!(all.iter().all(|t| t.x < SIZE.0 && t.y < SIZE.1));
    for p in support::bundle::real().municipalities.iter().filter(|m| m.is_prefecture()) {
        assert_eq!(all.iter().filter(|t| p.prefecture.starts_with(&t.name)).count(), 1, "{}", p.prefecture);
    }
    let mut state = start_real((120, 36));
    play(&mut state, "海士町<enter><enter>i");
    let screen = text(&state);
    // Municipalities and prefectures are counted apart, and no name is cut to another one.
    assert!(screen.contains("の市区町村（計 1741。都道府県は別に 47）"), "{screen}");
    assert!(["神奈川", "和歌山", "鹿児島"].iter().all(|name| screen.contains(name)), "{screen}");
    resize(&mut state, 100, 36);
    assert!(!text(&state).contains("塗りは"), "{}", text(&state));
}

/// What is told of a programme and what it costs is taken over from letter to letter where nothing that it hangs on has
/// changed: it is what a sentence put in at once gets, at every length and after another width.
#[test]
fn a_sentence_typed_letter_by_letter_says_what_it_says_at_once() {
    let sentence = "空き家を3軒直したい。1800万円。移住者に貸す。委託料300万円";
    let mut typed = start((120, 36));
    play(&mut typed, "あまちょう<enter><f7>");
    let mut so_far = String::new();
    for (at, letter) in sentence.chars().enumerate() {
        so_far.push(letter);
        paste(&mut typed, &letter.to_string());
        if at == 14 {
            resize(&mut typed, 80, 24);
        }
        let mut whole = start(typed.shared.size);
        play(&mut whole, "あまちょう<enter><f7>");
        paste(&mut whole, &so_far);
        assert_eq!(text(&typed), text(&whole), "{so_far}");
    }
    // And back again.
    for letter in sentence.chars().rev() {
        play(&mut typed, "<bs>");
        so_far.truncate(so_far.len() - letter.len_utf8());
        let mut whole = start(typed.shared.size);
        play(&mut whole, "あまちょう<enter><f7>");
        paste(&mut whole, &so_far);
        assert_eq!(text(&typed), text(&whole), "{so_far}");
    }
}

/// So are the answers of a town that the sentence names: another name brings another town's.
#[test]
fn the_answers_of_a_named_town_are_those_of_the_name_that_stands_there() {
    let mut typed = start((120, 36));
    play(&mut typed, "<f7>");
    paste(&mut typed, "で空き家を直したい。1800万円");
    for town in ["海士町", "世田谷区", "北海道", "海士町"] {
        play(&mut typed, "<home>");
        paste(&mut typed, town);
        let mut whole = start((120, 36));
        play(&mut whole, "<f7>");
        paste(&mut whole, &format!("{town}で空き家を直したい。1800万円"));
        assert_eq!(text(&typed), text(&whole), "{town}");
        play(&mut typed, &"<bs>".repeat(town.chars().count()));
    }
}

/// What is kept from key to key is what would be made anew: rows and cards of 結果, the texts of 試算, the questions. A
/// screen of another width makes all of them anew.
#[test]
fn what_is_kept_is_what_would_be_made_anew() {
    let mut state = start_real((120, 36));
    play(&mut state, "あまちょう<enter>");
    let ways = [
        "<esc>",
        "<down><down><down>",
        "<enter>",
        "<esc>",
        "s",
        "<pgdn><enter><esc>",
        "n1<esc>",
        "n2<esc>",
        "a<down><enter>0.5<enter><esc>",
        "<c-z>",
        "<f6>ローカル10,000プロジェクト（国庫補助事業）<enter>m",
        "1",
        "00万",
        "<home>5",
        "<bs>2",
        "<down>3億円",
        "<c-d>",
        "<esc><esc><esc>",
        "<f7>空き家を3軒直したい<enter><esc>",
        "<esc>",
        "z<esc>",
        "cあま市<enter>",
        "<esc><esc>",
    ];
    for way in ways {
        play(&mut state, way);
        let shown = buffer(&state, &colour());
        resize(&mut state, 121, 36);
        buffer(&state, &colour());
        resize(&mut state, 120, 36);
        assert_eq!(shown, buffer(&state, &colour()), "{way}");
        let Some(now) = &state.shared.session else { continue };
        let anew = Session::with(state.shared.catalogue, now.subject, now.answers().clone(), state.shared.as_of);
        assert_eq!(now.questions(), anew.questions(), "{way}");
        assert_eq!((now.progress(), now.counts()), (anew.progress(), anew.counts()), "{way}");
        let weights = |s: &Session| state.shared.catalogue.fact_ids().map(|(f, _)| s.weight(f)).collect::<Vec<_>>();
        assert_eq!(weights(now), weights(&anew), "{way}");
    }
}
