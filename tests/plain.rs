//! `--plain` with the real program through pipes.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/talk.rs"]
mod talk;

use std::process::Output;

/// On a day when the documents are new.
fn talk(args: &[&str], said: &[u8]) -> Output {
    talk::talk(&[&["--as-of", "2024-06-01"], args].concat(), said)
}

fn heard(args: &[&str], said: &str) -> String {
    let out = talk(args, said.as_bytes());
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "only characters and line ends");
    text
}

#[test]
fn from_the_municipality_to_a_programme_and_back() {
    let text = heard(&["--plain"], "あまちょう\n１\n戻る\n終了\n");
    for part in [
        "島根県海士町の結果",
        "1 〇 該当 ",
        "国費",
        "上限",
        "判定",
        "出典",
        "基準日 令和6年6月1日",
        "「戻る」で自治体を選び直す",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    assert_eq!(text.matches("判定\n").count(), 1);
}

#[test]
fn questions_take_kana_and_full_width() {
    let text = heard(
        &["--plain", "函館市"],
        "しつもん\n１\nわからない\n0\n\n戻る\nけっか\n要確認\n該当\nすべて\n9999\nなんだろう\nおわり\n",
    );
    for part in ["答え: ", "答えがそろった制度", "要確認", "番号は 1 から", "そのことばは分かりません"]
    {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    // A wrong answer is explained and asked again; a full-width amount is read.
    let text = heard(&["--plain", "海士町"], "1\n質問\nほげ\n結果\n\n終了\n");
    assert!(text.contains("例: ") || text.contains("答えてください") || text.contains("選んでください"), "{text}");
}

#[test]
fn by_hand_everything_can_be_asked_and_unknown() {
    let text = heard(&["--plain"], &format!("０\n質問\n{}終了\n", "わからない\n".repeat(200)));
    assert!(text.contains("手入力の団体の結果") && text.contains("全体に関わる質問は終わりました"), "{text}");
}

#[test]
fn candidates_are_numbered() {
    let text = heard(&["--plain"], "小国\n2\n\n終了\n");
    assert!(text.contains("番号で選んでください") && text.contains("小国町"), "{text}");
    assert!(text.contains("の結果"), "{text}");
    let text = heard(&["--plain"], "ｚｚｚｚ\n");
    assert!(text.contains("見つかりません"), "{text}");
}

#[test]
fn it_is_chosen_where_something_is_piped_in() {
    assert!(heard(&[], "海士町\n\n終了\n").contains("島根県海士町の結果"));
    // Nothing there: said, with exit code 2.
    let out = talk(&[], b"");
    assert_eq!(out.status.code(), Some(2));
    assert!(out.stdout.is_empty() && String::from_utf8_lossy(&out.stderr).contains("--plain"));
}

#[test]
fn odd_bytes_and_endless_lines_are_survived() {
    let mut said = b"\x1b[2J\n".to_vec();
    said.extend(std::iter::repeat_n(b'a', 100_000));
    said.extend(b"\n\x1b]0;x\x07\n");
    let out = talk(&["--plain"], &said);
    assert_eq!(out.status.code(), Some(0));
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(!text.contains('\x1b') && !text.contains('\x07'));
}

#[test]
fn another_encoding_is_refused_not_guessed() {
    // 海士町 in Shift_JIS, as `echo` of a Japanese command prompt hands it over.
    let out = talk(&["--plain"], b"\x8a\x43\x8e\x6d\x92\xac\n1\n");
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{told}");
    assert!(told.contains("UTF-8 ではありません") && told.contains("chcp 65001"), "{told}");
    // A character cut by the limit of a line is another matter.
    let long = format!("x{}\n終了\n", "あ".repeat(2_000));
    assert_eq!(talk(&["--plain"], long.as_bytes()).status.code(), Some(0));
}

#[test]
fn saved_sessions_are_listed_opened_and_left_alone_by_a_pipe() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("plain-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("sessions")).expect("a folder");
    let file = dir.join("sessions/325252-x.toml");
    std::fs::copy("tests/sessions/v1.toml", &file).expect("copies");
    std::fs::write(dir.join("sessions/325252-y.toml"), [0; 10]).expect("writes");
    let at = dir.to_str().expect("a path");
    let text = heard(&["--plain", "--data-dir", at], "保存\n1\n質問\nわからない\n終了\n");
    for part in [
        "前回の続き: 島根県海士町「DX計画」",
        "壊れていて読めません",
        "1 島根県海士町「DX計画」（令和",
        "引き継げなかったもの",
        "fact_of_another_bundle",
        "制度データと基準日によって変わった制度",
        "島根県海士町の結果",
        "答えがそろった制度",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let same = std::fs::read(&file).expect("reads") == std::fs::read("tests/sessions/v1.toml").expect("reads");
    assert!(same, "a script saves nothing");
    assert!(heard(&["--plain", "--data-dir", at], "続き\n\n終了\n").contains("島根県海士町の結果"));
}

/// The wish comes first: what fits it is numbered, and the numbers lead to the details.
#[test]
fn a_wish_leads_to_what_fits_it() {
    let said = "空き家を3軒直して移住者に貸したい。1,800万円\n1\n戻る\nさがす\nきょうりょくたい\n相談\n水道管を取り替えたい\n終了\n";
    let text = heard(&["--plain", "海士町"], said);
    for part in
        ["やりたいことを1つの文で", "■ この事業に合う", "の制度 ", "地域おこし協力隊", "この資料の中にはありません"]
    {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let first = text.find("判定\n").expect("the details of the first answer");
    assert!(first > text.find("■ この事業に合う").expect("the answers"), "{text}");
}

/// What is on the list can be taken home; a file that is there already is left alone.
#[test]
fn the_results_are_written_into_a_file() {
    let dir = concat!(env!("CARGO_TARGET_TMPDIR"), "/plain-file");
    std::fs::create_dir_all(dir).expect("a folder");
    let file = format!("{dir}/海士町.html");
    let _ = std::fs::remove_file(&file);
    let said = format!("空き家を直したい\n書き出す\n{file}\n書き出す\n{file}\n書き出す\n{dir}/a.doc\n終了\n");
    let text = heard(&["--plain", "海士町"], &said);
    assert!(text.contains("書き出しました: ") && text.contains("はもうあります。ほかの名前を"), "{text}");
    let page = std::fs::read_to_string(&file).expect("the page");
    assert!(page.contains("空き家を直したい") && page.contains("海士町"), "{page}");
    assert!(!std::path::Path::new(&format!("{dir}/a.doc")).exists(), "{text}");
}
