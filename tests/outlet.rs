//! 書き出し: what keys ask for, what the screen says, and the real program writing real files.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may fail")]

mod support;

use chiiki_navi::domain::judge::rank::Shelf;
use chiiki_navi::present::form::{Bodies, Form, Scope};
use support::keys::{
    Wanted, ask, failed, is_there, opened, place_name, play, rows_shown, session, start, start_real, written,
};
use support::screen::text;

#[test]
fn the_list_is_asked_for_as_it_stands_on_the_screen() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><tab>oofろーかる<enter>");
    let shown = rows_shown(&state);
    assert!(shown.len() > 1);
    let orders = ask(&mut state, "e<enter>");
    let [order] = orders.as_slice() else { panic!("one request: {orders:?}") };
    assert_eq!(order.programmes(), shown);
    assert_eq!(order.name, "島根県海士町_2024-06-01.html");
    assert_eq!(order.folder, "/home/user/Documents");
    assert_eq!((order.form, order.replaces, order.details), (Form::Html, false, false));
    let Wanted::Rows { chosen, code, profile, .. } = &order.what else { panic!("rows") };
    assert_eq!((chosen.as_str(), *code), ("区分 お金の制度／ことば「ろーかる」／一致順", Some(325_252)));
    assert_eq!(profile, session(&state).profile());
}

#[test]
fn the_plan_goes_with_the_list() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>");
    let plan = |orders: &[support::keys::Asked]| match &orders[0].what {
        Wanted::Rows { plan, .. } => plan.clone(),
        Wanted::Comparison { .. } => panic!("rows"),
    };
    assert!(plan(&ask(&mut state, "e<enter>")).is_none());
    play(&mut state, "<esc><f7>空き家を3軒直したい。1,800万円<esc>");
    let plan = plan(&ask(&mut state, "e<enter>")).expect("the plan");
    let project = plan.read(state.shared.catalogue, &state.shared.evidence()).project;
    let sentence = plan.sentence.as_str();
    assert_eq!((project.total().map(|y| y.0), sentence), (Some(18_000_000), "空き家を3軒直したい。1,800万円"));
}

#[test]
fn rows_are_struck_and_taken_back() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>");
    let before = ask(&mut state, "e<enter>");
    let all = before[0].programmes();
    // Past the five parts to the rows: the first and the third go, the third comes back.
    let orders = ask(&mut state, "<down><down><down><down><down><space><down><down><space><space><enter>");
    let (left, chosen) = orders[0].rows();
    assert_eq!(left, all[1..]);
    assert!(chosen.ends_with("除いた行 1件"), "{chosen}");
    assert!(text(&state).contains("外す"));
}

/// What is marked is what is written; all rows can be struck and taken back at once.
#[test]
fn what_is_marked_is_written() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>x<down><down>x");
    let all = rows_shown(&state);
    let orders = ask(&mut state, "e<enter>");
    assert_eq!(orders[0].rows().0, [all[0], all[2]]);
    assert_eq!(ask(&mut state, "+<enter>")[0].programmes(), all);
    assert_eq!(ask(&mut state, "-<enter>"), Vec::new());
    assert!(text(&state).contains("すべての行が外されています"));
}

/// One key opens what was written, and nothing else.
#[test]
fn what_was_written_is_opened() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>e");
    assert_eq!(opened(&mut state, "o"), None, "nothing is written yet");
    assert!(text(&state).contains("まだ書き出していません"));
    ask(&mut state, "<enter>");
    written(&mut state, "/home/user/Documents/a.html");
    assert!(text(&state).contains("o で開きます"), "{}", text(&state));
    assert_eq!(opened(&mut state, "o").as_deref(), Some("/home/user/Documents/a.html"));
}

#[test]
fn striking_every_row_asks_for_nothing() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>fろーかる<enter>");
    let count = rows_shown(&state).len();
    assert!(count > 0 && count < 20, "{count}");
    let strike = "<space><down>".repeat(count);
    assert_eq!(ask(&mut state, &format!("e<tab><tab><tab><tab><tab>{strike}<enter>")), Vec::new());
    assert!(text(&state).contains("すべての行が外されています"));
}

#[test]
fn measure_estimate_and_comparison() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>fろーかる<enter><enter>");
    let order = ask(&mut state, "<c-p>2<enter>").remove(0);
    assert_eq!(order.name, "島根県海士町_制度_2024-06-01.xlsx");
    assert_eq!((order.programmes().len(), order.form, order.details), (1, Form::Xlsx, false));
    play(&mut state, "<esc>m1億<down>3000万");
    let order = ask(&mut state, "<c-p><enter>").remove(0);
    assert_eq!(order.name, "島根県海士町_試算_2024-06-01.html");
    assert_eq!(order.programmes().len(), 1);
    // Back where it was, the amounts as they were.
    play(&mut state, "<esc>");
    assert!(place_name(&state) == "試算" && text(&state).contains("1億"));

    let mut state = start((80, 24));
    play(&mut state, "さっぽろ<enter>va<down><down><enter>1rv");
    assert_eq!(place_name(&state), "比較");
    let order = ask(&mut state, "e4<enter>").remove(0);
    assert_eq!(order.name, "北海道札幌市_比較_2024-06-01.json");
    let Wanted::Comparison { a, b } = &order.what else { panic!("a comparison") };
    assert_eq!(a.0, "北海道札幌市（留めた答え）");
    assert_eq!(b.0, "北海道札幌市（今の答え）");
    assert_ne!(a.1, b.1);
}

fn scope(order: &support::keys::Asked) -> Scope {
    let Wanted::Rows { scope, .. } = &order.what else { panic!("rows") };
    *scope
}

/// 逆引き writes what it lists: all, or those of the open prefecture on the shelf that is shown.
#[test]
fn who_may_use_it_is_written_as_it_is_listed() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>f過疎対策事業債<enter><enter>i");
    let order = ask(&mut state, "e<enter>").remove(0);
    assert_eq!(order.name, "過疎対策事業債_使える団体_2024-06-01.html");
    assert_eq!((scope(&order), order.programmes()), (Scope::Who(Bodies::default()), vec!["過疎対策事業債"]));
    assert!(text(&state).contains("使える団体を書き出す"), "{}", text(&state));
    play(&mut state, "<esc><enter><tab>");
    let order = ask(&mut state, "<c-p>3<enter>").remove(0);
    assert_eq!(order.name, "過疎対策事業債_使える団体_島根県_2024-06-01.csv");
    let bodies = Bodies { prefecture: Some("島根県"), shelf: Some(Shelf::Money) };
    assert_eq!((scope(&order), order.rows().1), (Scope::Who(bodies), "島根県／区分 該当"));
}

/// 組み合わせ of what is marked, and of what fits the plan.
#[test]
fn what_goes_together_is_written() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>x<down>xw");
    let order = ask(&mut state, "e<enter>").remove(0);
    assert_eq!(order.name, "島根県海士町_組み合わせ_2024-06-01.html");
    assert_eq!((scope(&order), order.programmes().len()), (Scope::Marked, 2));
    let mut state = start_real((120, 40));
    play(&mut state, "あまちょう<enter><f7>空き家を3軒直してお試し移住の家に。1,800万円<c-w>");
    assert!(text(&state).contains("地方負担の少ない順"), "{}", text(&state));
    let order = ask(&mut state, "e<enter>").remove(0);
    assert!(scope(&order) == Scope::Together && order.programmes().len() > 1, "{order:?}");
    let Wanted::Rows { plan, .. } = &order.what else { panic!("rows") };
    assert!(plan.is_some());
}

#[test]
fn names_that_windows_refuses_are_said_before_anything_is_asked_for() {
    for (typed, said) in [
        ("con", "Windows が使う名前"),
        ("a/b", "「/」は使えません"),
        ("<c-u>", "ファイル名を入力"),
        ("a:b", "「:」は使えません"),
    ] {
        let mut state = start((80, 24));
        play(&mut state, "あまちょう<enter>");
        assert_eq!(ask(&mut state, &format!("e<down><c-u>{typed}<enter>")), Vec::new(), "{typed}");
        assert!(text(&state).contains(said), "{typed}:\n{}", text(&state));
    }
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>");
    assert_eq!(ask(&mut state, "e<down><down><c-u><enter>"), Vec::new());
    assert!(text(&state).contains("フォルダを入力"));
    // The ending that was left out is added; the one of the form before goes.
    let orders = ask(&mut state, "D:<up><c-u>kekka<up>3<enter>");
    assert_eq!((orders[0].name.as_str(), orders[0].folder.as_str(), orders[0].form), ("kekka.csv", "D:", Form::Csv));
}

#[test]
fn a_file_is_replaced_only_after_the_question() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>");
    assert_eq!(ask(&mut state, "e<c-o>"), Vec::new(), "nothing has been asked yet");
    let order = ask(&mut state, "<enter>").remove(0);
    assert!(!order.replaces);
    is_there(&mut state);
    assert!(text(&state).contains("Ctrl+O で置き換える"));
    // Enter, held down perhaps, asks again and replaces nothing.
    assert!(ask(&mut state, "<enter><enter>").iter().all(|o| !o.replaces));
    is_there(&mut state);
    assert!(ask(&mut state, "<c-o>").remove(0).replaces);
    // Another name is another question.
    is_there(&mut state);
    assert_eq!(ask(&mut state, "<down>x<c-o>"), Vec::new());
}

#[test]
fn what_became_of_it_is_said_and_remembered() {
    for size in [(80, 24), (120, 36), (40, 12)] {
        let mut state = start(size);
        play(&mut state, "あまちょう<enter>");
        ask(&mut state, "e2<enter>");
        written(&mut state, "/home/user/Documents/島根県海士町_2024-06-01.xlsx");
        assert!(text(&state).contains("書き出しました") && text(&state).contains("/home/user"), "{}", text(&state));
        play(&mut state, "<esc>");
        assert_eq!(place_name(&state), "結果");
        let order = ask(&mut state, "e<enter>").remove(0);
        assert_eq!((order.form, order.folder.as_str()), (Form::Xlsx, "/home/user/Documents"), "proposed again");
        failed(&mut state, "空き容量がありません");
        assert!(text(&state).contains("空き容量がありません"));
        assert_eq!(ask(&mut state, "<enter>").len(), 1, "nothing is lost: the same can be tried again");
    }
}

#[test]
fn nothing_to_write_is_said_where_it_was_asked() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter><s-tab>fろーかる<enter>");
    assert_eq!(ask(&mut state, "e"), Vec::new());
    assert_eq!(place_name(&state), "結果");
    assert!(text(&state).contains("書き出す制度がありません"), "{}", text(&state));
}

#[cfg(unix)]
mod real {
    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use super::support::pty::Pty;

    const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("chiiki-navi-outlet-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("a folder");
        dir
    }

    /// The real program in a real terminal: the file, its path in the terminal's clipboard, the question before a file
    /// is replaced, a folder that is not there, and the terminal given back.
    #[test]
    fn files_are_written_and_replaced_after_asking() {
        let dir = folder("write");
        let path = dir.to_str().expect("UTF-8").to_owned();
        let mut pty = Pty::spawn(BIN, &["海士町", "--as-of", "2024-06-01"], 100, 30, &[("HOME", &path)]);
        pty.keys("<until:確からしさ順>e<until:ファイル名><tab><tab><c-u>");
        pty.send(path.as_bytes());
        pty.keys("<enter><until:書き出しました>");
        let file = dir.join("島根県海士町_2024-06-01.html");
        let first = fs::read_to_string(&file).expect("the file");
        assert!(first.starts_with("<!DOCTYPE html>") && first.ends_with("</html>\n"));
        let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
        assert!(raw.contains("\x1b]52;c;"), "the path goes to the terminal's clipboard");
        fs::write(&file, "mine").expect("another's file");
        pty.keys("<enter><until:Ctrl+O で置き換える>");
        assert_eq!(fs::read_to_string(&file).expect("kept"), "mine");
        pty.keys("<c-o><until:書き出しました>");
        assert_eq!(fs::read_to_string(&file).expect("replaced"), first);
        pty.keys("/nowhere<enter><until:フォルダがありません>");
        assert_eq!(fs::read_dir(&dir).expect("the folder").count(), 1, "nothing else is left behind");
        pty.keys("<esc><until:確からしさ順>qq");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
        pty.assert_given_back();
        fs::remove_dir_all(&dir).expect("the folder goes");
    }

    /// 逆引き as a page, a table and a workbook.
    #[test]
    fn who_may_use_it_becomes_files() {
        let dir = folder("who");
        let path = dir.to_str().expect("UTF-8").to_owned();
        let mut pty = Pty::spawn(BIN, &["海士町", "--as-of", "2024-06-01"], 100, 30, &[("HOME", &path)]);
        pty.keys("<until:確からしさ順>f");
        pty.send("過疎対策事業債".as_bytes());
        pty.keys("<enter><enter><until:制度の詳細>i<until:団体〇の割合>e<until:ファイル名><tab><tab><c-u>");
        pty.send(path.as_bytes());
        pty.keys("<enter><until:書き出しました>");
        // The name stands in the field before the file stands in the folder: only the folder tells that it was written.
        let read = |end: &str| {
            let path = dir.join(format!("過疎対策事業債_使える団体_2024-06-01.{end}"));
            let begun = Instant::now();
            loop {
                match fs::read(&path) {
                    Ok(bytes) => break bytes,
                    Err(e) if begun.elapsed() > Duration::from_secs(20) => panic!("{}: {e}", path.display()),
                    Err(_) => std::thread::sleep(Duration::from_millis(10)),
                }
            }
        };
        let page = String::from_utf8(read("html")).expect("UTF-8");
        assert!(page.contains("北海道") && page.contains("出典") && page.contains("団体の条件"));
        pty.keys("<s-tab><s-tab>3<enter>");
        let table = String::from_utf8(read("csv")).expect("UTF-8");
        let ama = table.lines().find(|l| l.contains("海士町")).expect("a row");
        assert!(ama.contains("325252") && ama.contains("全部過疎") && ama.contains("令和6年6月1日"), "{ama}");
        assert_eq!(table.lines().count(), 1 + 1788);
        pty.keys("2<enter>");
        assert!(read("xlsx").starts_with(b"PK"));
        pty.keys("<esc><esc><esc><esc><until:確からしさ順>qq");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
        fs::remove_dir_all(&dir).expect("the folder goes");
    }

    #[test]
    fn a_workbook_is_not_poured_into_a_terminal() {
        let mut pty = Pty::spawn(BIN, &["assess", "-m", "海士町", "--format", "xlsx"], 80, 24, &[]);
        pty.wait_until(|shown| shown.contains("--out"));
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 2);
        assert!(!pty.raw().starts_with(b"PK"));
    }
}
