//! The program about itself: completions, man page, doctor, self-check.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may fail")]

#[cfg(unix)]
mod support;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::value::date::Date;

const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("chiiki-navi-care-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    dir
}

fn run(args: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(BIN);
    command.args(args).stdin(Stdio::null()).env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("NO_COLOR");
    command.envs(env.iter().copied()).output().expect("the program starts")
}

#[track_caller]
fn good(args: &[&str]) -> String {
    let out = run(args, &[]);
    assert_eq!(out.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// The commands as `--help` lists them.
fn commands() -> Vec<String> {
    let help = good(&["--help"]);
    let list = help.split("コマンド:\n").nth(1).expect("the commands").split("\n\n").next().expect("a paragraph");
    list.lines().filter_map(|l| l.split_whitespace().next()).map(ToOwned::to_owned).collect()
}

#[test]
fn man_page_and_completions_name_every_command() {
    let commands = commands();
    assert!(commands.len() >= 12 && commands.contains(&"bundle".to_owned()), "{commands:?}");
    let man = good(&["man"]).replace("\\-", "-");
    for name in &commands {
        assert!(man.contains(&format!(".SH chiiki-navi {name}\n")), "the man page has a section for {name}");
        assert!(!man.contains(&format!("chiiki-navi-{name}(1)")), "there is no such page");
    }
    for below in ["install", "status", "rollback", "trust", "pack"] {
        assert!(man.contains(&format!(".SH chiiki-navi bundle {below}\n")), "{below}");
    }
    for english in ["SYNOPSIS", "OPTIONS", "SUBCOMMANDS", "DESCRIPTION", "EXTRA", "One column"] {
        assert!(!man.contains(english), "{english}");
    }
    assert!(man.matches("\n.SS 例\n").count() >= commands.len(), "every command shows examples");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = good(&["completions", shell]);
        // It asks the program itself: tests/help.rs.
        assert!(script.contains("CHIIKI_NAVI_COMPLETE") && script.contains("chiiki-navi"), "{shell}: {script}");
    }
    assert!(good(&["completions", "powershell"]).is_ascii(), "PowerShell 5.1 reads scripts as CP932");
}

#[test]
fn the_shells_take_the_scripts() {
    let dir = folder("shells");
    fs::create_dir_all(&dir).expect("a folder");
    for shell in ["bash", "zsh", "fish"] {
        let file = dir.join(shell);
        fs::write(&file, good(&["completions", shell])).expect("a file");
        match Command::new(shell).arg("-n").arg(&file).output() {
            Err(_) => eprintln!("without {shell}: its script is NOT tried"),
            Ok(out) => assert!(out.status.success(), "{shell}: {}", String::from_utf8_lossy(&out.stderr)),
        }
    }
    let page = dir.join("chiiki-navi.1");
    fs::File::create(&page).and_then(|mut f| f.write_all(good(&["man"]).as_bytes())).expect("a file");
    match Command::new("groff").args(["-K", "utf8", "-T", "utf8", "-man", "-ww"]).arg(&page).output() {
        Err(_) => eprintln!("without groff: the man page is NOT set"),
        Ok(out) => {
            let set = String::from_utf8_lossy(&out.stdout).into_owned();
            assert!(out.status.success() && set.contains("制度データの束"), "{set}");
        }
    }
    let _ = fs::remove_dir_all(&dir);
}

/// The findings: state and subject of each.
fn findings(out: &str) -> Vec<(&str, &str)> {
    let heads = out.lines().filter(|l| ["良", "注意", "不可"].iter().any(|s| l.starts_with(&format!("{s} "))));
    heads
        .map(|l| l.split_once(' ').expect("two words"))
        .map(|(s, rest)| (s, rest.split_whitespace().next().expect("a subject")))
        .collect()
}

fn doctor(args: &[&str], env: &[(&str, &str)], code: i32) -> String {
    let out = run(&[args, &["doctor"]].concat(), env);
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert_eq!(out.status.code(), Some(code), "{text}");
    text
}

#[test]
fn doctor_works_without_a_terminal() {
    let dir = folder("doctor");
    let data = dir.to_str().expect("UTF-8");
    let text = doctor(&["--data-dir", data, "--as-of", "2024-05-10"], &[], 0);
    let subjects: Vec<&str> = findings(&text).iter().map(|f| f.1).collect();
    let all = ["端末", "色", "文字コード", "データの置き場", "制度データ", "資料", "自治体の表", "計算の照合"];
    assert_eq!(subjects, all, "{text}");
    let states = findings(&text).into_iter().filter(|f| f.0 != "良").map(|f| f.1).collect::<Vec<_>>();
    // Newer documents do not make the three programmes young that only the older ones know.
    assert_eq!(states, ["端末", "資料"], "{text}");
    assert!(text.contains("--plain") && text.ends_with("使えます（注意 2 件）\n"), "{text}");
    assert!(!dir.exists(), "nothing is left behind");
    // Three years after the newest document, and five after the tables, both are old, and it says what to do.
    let newest = catalogue().newest().expect("a document").date;
    let later = Date::new(newest.year() + 3, newest.month(), newest.day()).expect("a day").to_string();
    let text = doctor(&["--data-dir", data, "--as-of", &later], &[("LANG", "C")], 0);
    for subject in ["資料", "自治体の表", "文字コード"] {
        assert!(findings(&text).contains(&("注意", subject)), "{text}");
    }
    assert!(text.contains("chiiki-navi bundle install") && text.contains("LANG=ja_JP.UTF-8"), "{text}");
    assert!(doctor(&["--data-dir", data, "--as-of", "2026-11-21"], &[], 0).contains("（5年前）"));
    assert!(doctor(&["--data-dir", data], &[("NO_COLOR", "1")], 0).contains("白黒"));
    // Nowhere to write.
    fs::write(&dir, "a file").expect("a file in the way");
    let text = doctor(&["--data-dir", data], &[], 0);
    assert!(findings(&text).contains(&("注意", "データの置き場")) && text.contains("回答は保存されません"), "{text}");
    fs::remove_file(&dir).expect("removed");
    let text = doctor(&["--content", "nowhere"], &[], 1);
    assert!(findings(&text).contains(&("不可", "制度データ")) && text.ends_with("（不可 1 件）\n"), "{text}");
}

#[cfg(unix)]
#[test]
fn doctor_asks_the_terminal_and_gives_it_back() {
    use std::time::Duration;
    use support::pty::{Pty, fresh_folder};
    let data = fresh_folder();
    let args = ["--data-dir", data.to_str().expect("UTF-8"), "doctor"];
    for (size, code, words) in [
        ((120, 40), 0, vec!["良   端末", "全画面を開いて閉じられました", "120桁×40行", "良   計算の照合", "記号の幅"]),
        ((60, 40), 0, vec!["60桁×40行。使えますが"]),
        ((39, 40), 1, vec!["不可 大きさ", "39桁×40行では", "40桁×12行より"]),
    ] {
        let mut pty = Pty::spawn(BIN, &args, size.0, size.1, &[("LANG", "C.UTF-8")]);
        pty.keys("<until:計算の照合>");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), code);
        let screen = pty.screen_text();
        for word in words {
            assert!(screen.contains(word), "「{word}」 is not in:\n{screen}");
        }
        pty.assert_given_back();
    }
    let mut pty = Pty::spawn(BIN, &args, 120, 40, &[("TERM", "dumb")]);
    pty.keys("<until:TERM=dumb>");
    assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
}

/// Whoever named the folder, wrote the file or typed the word: what steers a terminal or turns the writing never gets
/// to it, on either way out.
#[test]
fn nothing_of_others_reaches_the_terminal_as_it_is() {
    use chiiki_navi::text::foreign::is_unseen;
    let evil = "x\u{1b}]0;PWN\u{7}\u{9b}2J\u{202e}abc\u{2066}\u{2028}\u{200b}y";
    let top = folder("foreign");
    // Windows takes no control characters in a name.
    let data = top.join(if cfg!(windows) { "\u{202e}a\u{2028}\u{200b}" } else { evil });
    fs::create_dir_all(data.join("tables")).expect("a folder");
    fs::write(data.join("tables/index.csv"), format!("{evil}\n")).expect("written");
    let head = "chiiki-navi-table,1\nsource,s\u{202e}\u{2028}\n";
    fs::write(data.join("tables/kaso.csv"), format!("{head}file,f\nimported,2026-11-21\nrows,0\n")).expect("written");
    let head = format!("chiiki-navi-table,1\nsource,s\nfile,{evil}\n");
    let table = format!("{head}imported,2026-11-21\nrows,1\n325252,2301\n");
    fs::write(data.join("tables/population.csv"), table).expect("written");
    let file = top.join("evil.toml");
    fs::write(&file, format!("\"{evil}\" = \"{evil}\"\n")).expect("written");
    let file = file.to_str().expect("UTF-8");
    let csv = top.join("evil.csv");
    fs::write(&csv, format!("都道府県,市町村,人口\n{evil},{evil},12\n島根県,海士町,2301\n")).expect("written");
    let (csv, data) = (csv.to_str().expect("UTF-8"), data.to_str().expect("UTF-8"));
    let all: &[&[&str]] = &[
        &["import", "--list"],
        &["import", "--remove", evil],
        &["import", "--remove", "index"],
        &["import", csv, "--source", "s"],
        &["import", csv, "--source", evil],
        &["import", evil],
        &["doctor"],
        &["assess", "-m", evil],
        &["assess", "-m", "海士町", "--set", &format!("{evil}=1")],
        &["assess", "-m", "海士町", "--set", &format!("jinko={evil}")],
        &["assess", "-m", "海士町", "--answers", file],
        &["assess", "-m", "海士町", "--project", file],
        &["assess", "-m", "海士町", "--format", evil],
        &["consult", evil],
        &["consult", "--json", "-m", "海士町", &format!("空き家を直す{evil}")],
        &["show", evil],
        &["list", "--role", evil],
        &["municipalities", evil],
        &["matrix", "--pref", evil],
        &["bundle", "status"],
        &["bundle", "install", evil],
        &["bundle", "install", file],
        &["check", evil],
        &["assess", "--as-of", evil],
        &[evil, evil],
        &["--look", evil],
    ];
    for args in all {
        let out = run(&[args, &["--data-dir", data][..]].concat(), &[]);
        for bytes in [out.stdout, out.stderr] {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let found = text.chars().find(|c| !matches!(c, '\n' | '\t') && is_unseen(*c));
            assert_eq!(found, None, "{args:?}: {text:?}");
        }
    }
}
