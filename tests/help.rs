//! The pages of `--help`, and what the shells offer: only what acts, set for full-width letters, with examples that hold.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;
use std::process::{Command, Output, Stdio};

use chiiki_navi::text::width::{Ambiguous, width};

const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

fn run(args: &[&str]) -> Output {
    Command::new(BIN).args(args).stdin(Stdio::null()).output().expect("the program starts")
}

#[track_caller]
fn good(args: &[&str]) -> String {
    let out = run(args);
    assert_eq!(out.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// The names under 「コマンド」 of a page.
fn commands(page: &str) -> Vec<String> {
    let list = page.split("\nコマンド:\n").nth(1).and_then(|l| l.split("\n\n").next()).unwrap_or_default();
    // A line that goes on begins further in.
    let rows = list.lines().filter_map(|l| l.strip_prefix("  ")).filter(|l| !l.starts_with(' '));
    rows.filter_map(|l| l.split_whitespace().next()).map(ToOwned::to_owned).collect()
}

/// Every page, with the words that lead to it.
fn pages() -> Vec<(Vec<String>, String)> {
    let mut out = vec![(Vec::new(), good(&["--help"]))];
    let mut done = 0;
    while let Some((path, page)) = out.get(done).cloned() {
        done += 1;
        for name in commands(&page) {
            let below: Vec<String> = path.iter().cloned().chain([name]).collect();
            let words: Vec<&str> = below.iter().map(String::as_str).chain(["--help"]).collect();
            out.push((below.clone(), good(&words)));
        }
    }
    out
}

#[test]
fn columns_stand_below_each_other_and_lines_fit() {
    let all = pages();
    assert!(all.len() >= 26, "{}", all.len());
    for (path, page) in all {
        let mut column = None;
        for line in page.lines() {
            let usage = line.starts_with("使い方") || line.starts_with("        ") && line.contains("chiiki-navi");
            assert!(usage || line.contains("chiiki-navi ") || width(line, Ambiguous::Wide) <= 80, "{path:?}: {line}");
            if line.is_empty() || line.ends_with(':') {
                column = None;
                continue;
            }
            // Two columns: where the second begins, in columns of the terminal.
            let Some(left) = line.strip_prefix("  ").filter(|l| !l.starts_with("chiiki-navi")) else { continue };
            let gap = left.trim_start().find("  ").map(|at| at + left.len() - left.trim_start().len());
            let Some(gap) = gap else { continue };
            let right = left[gap..].trim_start();
            let at = width(line, Ambiguous::Narrow) - width(right, Ambiguous::Narrow);
            assert_eq!(*column.get_or_insert(at), at, "{path:?}: {line}");
        }
    }
}

#[test]
fn every_page_has_two_examples_that_the_command_takes() {
    for (path, page) in pages() {
        let examples: Vec<&str> = page.split("\n例:\n").nth(1).unwrap_or_default().lines().map(str::trim).collect();
        assert!(examples.len() >= 2, "{path:?}: {page}");
        for example in examples {
            let line = example.split(['>', '|']).next().expect("a command");
            let mut words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.remove(0), "chiiki-navi", "{path:?}: {example}");
            // An unknown option before it is refused first.
            assert!(words.iter().zip(&path).all(|(w, p)| w == p), "{path:?}: {example}");
            words.push("--help");
            good(&words);
        }
    }
}

#[test]
fn only_what_acts_is_offered() {
    for (path, page) in pages() {
        let has = |option: &str| page.contains(option);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["man" | "keys" | "completions"] | ["content", "new" | "next-year"] => {
                assert!(!["--as-of", "--data-dir", "--content ", "--allow-unsigned"].iter().any(|o| has(o)), "{page}");
            }
            ["bundle", "install"] => assert!(has("--allow-unsigned") && !has("--as-of"), "{page}"),
            ["assess" | "list" | "matrix" | "consult" | "show"] => {
                assert!(has("--as-of") && has("--content ") && !has("--look") && !has("--mouse"), "{page}");
            }
            _ => {}
        }
    }
    assert_eq!(good(&["help", "assess"]), good(&["assess", "--help"]));
    assert_eq!(good(&["help", "bundle", "install"]), good(&["bundle", "install", "--help"]));
}

#[test]
fn slips_are_met_with_what_may_have_been_meant() {
    for (typed, meant) in [
        (&["asess"][..], "もしかして: chiiki-navi assess"),
        (&["asess", "海士町"], "もしかして: chiiki-navi assess"),
        (&["bundle", "instal", "a.toml"], "install"),
        (&["assess", "--municiplity", "海士町"], "もしかして: --municipality"),
        (&["assess", "海士町", "--programme", "kasosia"], "もしかして: kasosai"),
        (&["show", "lokal10000-kokko"], "もしかして: local10000-kokko"),
        (&["assess", "海士町", "--set", "digitl=はい"], "もしかして: digital"),
        (&["assess", "海土町"], "島根県海士町"),
        (&["municipalities", "--prefecture", "鳥根県"], "島根県"),
        (&["list", "--kind", "地法債"], "もしかして: 地方債"),
        (&["list", "--theme", "過疎地"], "もしかして: 過疎"),
        (&["list", "--role", "お金"], "もしかして: お金の制度"),
        (&["assess", "海士町", "--verdict", "要確任"], "もしかして: 要確認"),
        (&["--look", "projektor"], "もしかして: projector"),
        (&["assess", "海士町", "--format", "xlxs"], "もしかして: xlsx"),
    ] {
        let out = run(typed);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{typed:?}: {said}");
        assert!(said.contains(meant), "{typed:?}: {said}");
    }
}

/// `assess` takes the filters of `list`, and its own of the verdict.
#[test]
fn assess_is_narrowed() {
    let count = |args: &[&str]| -> Vec<(String, String)> {
        let all = [&["assess", "海士町", "--as-of", "2024-06-01", "--json"], args].concat();
        let json: serde_json::Value = serde_json::from_str(&good(&all)).expect("JSON");
        let programmes = json["programmes"].as_array().expect("programmes");
        let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        programmes.iter().map(|p| (text(&p["id"]), text(&p["verdict"]))).collect()
    };
    let all = count(&[]);
    let bonds = count(&["--kind", "地方債"]);
    assert!(!bonds.is_empty() && bonds.len() < all.len() && bonds.iter().all(|b| all.contains(b)), "{bonds:?}");
    let open = count(&["--kind", "地方債", "--verdict", "要確認"]);
    assert!(!open.is_empty() && open.iter().all(|o| o.1 == "unknown" && bonds.contains(o)), "{open:?}");
    let parts: usize = ["該当", "要確認", "対象外", "期限外"].iter().map(|v| count(&["--verdict", v]).len()).sum();
    assert_eq!(parts, all.len());
    let narrowed = ["--kind", "地方債", "--verdict", "該当", "--annex", "results", "--format", "html"];
    let page = good(&[&["assess", "海士町", "--as-of", "2024-06-01"], &narrowed[..]].concat());
    assert!(page.contains("種別 地方債、判定 該当"), "{page}");
}

/// What a shell is offered for these words.
fn offered(shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = Command::new(BIN);
    command.arg("--").arg("chiiki-navi").args(words).env("CHIIKI_NAVI_COMPLETE", shell);
    command.env("_CLAP_COMPLETE_INDEX", words.len().to_string()).env("_CLAP_IFS", "\n");
    let out = command.output().expect("the program starts");
    assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8").lines().map(ToOwned::to_owned).collect()
}

#[test]
fn the_shells_are_offered_names_ids_and_values() {
    let has = |words: &[&str], wanted: &str| {
        let all = offered("bash", words);
        assert!(all.iter().any(|o| o == wanted), "{words:?}: {wanted} in {all:?}");
    };
    has(&["as"], "assess");
    has(&["assess", "--verd"], "--verdict");
    has(&["assess", "海"], "海士町");
    has(&["assess", "-m", "島根県"], "島根県海士町");
    has(&["assess", "小国"], "熊本県小国町");
    has(&["assess", ""], "島根県");
    has(&["show", "local"], "local10000-kokko");
    has(&["list", "--theme", ""], "過疎");
    has(&["list", "--kind", "地"], "地方債");
    has(&["assess", "--format", ""], "xlsx");
    has(&["assess", "--set", "digi"], "digital=");
    has(&["consult", "--purpose", "移住"], "移住・定住");
    has(&["--look", ""], "projector");
    has(&["bundle", "roll"], "rollback");
    let below = offered("bash", &["assess", "--"]);
    assert!(!below.iter().any(|o| ["--look", "--mouse", "--plain", "--ambiguous"].contains(&o.as_str())), "{below:?}");
    assert!(offered("fish", &["show", "kasosa"]).iter().any(|o| o.starts_with("kasosai\t過疎対策事業債")));
    // A new id is nobody's yet.
    assert!(!offered("bash", &["content", "new", "kaso"]).iter().any(|o| o.starts_with("kaso")));
}

/// The scripts in the shells themselves, where those are.
#[test]
fn the_scripts_run_in_their_shells() {
    let dir = std::env::temp_dir().join(format!("chiiki-navi-shells-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let path = format!("{}:{}", BIN.rsplit_once('/').expect("a folder").0, std::env::var("PATH").unwrap_or_default());
    for shell in ["bash", "zsh", "fish"] {
        fs::write(dir.join(shell), good(&["completions", shell])).expect("written");
    }
    let bash = "source ./bash; f=$(complete -p chiiki-navi | sed 's/.*-F \\([^ ]*\\).*/\\1/'); \
                ask() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); $f \"$1\" \"${@: -1}\" \"\"; echo \"${COMPREPLY[*]}\"; }; \
                ask chiiki-navi assess --verd; ask chiiki-navi show kasosa; ask chiiki-navi assess 海士";
    let fish = "source ./fish; for line in 'chiiki-navi assess --verd' 'chiiki-navi show kasosa' 'chiiki-navi assess 海士'; \
                complete -C $line | string split -f1 \\t | string join ' '; end";
    for (shell, args) in [("bash", ["--norc", "-c", bash]), ("fish", ["--no-config", "-c", fish])] {
        let mut command = Command::new(shell);
        match command.args(args).current_dir(&dir).env("PATH", &path).env("LC_ALL", "C.UTF-8").output() {
            Err(_) => eprintln!("without {shell}: its script is NOT tried"),
            Ok(out) => {
                let said = String::from_utf8_lossy(&out.stdout).into_owned();
                let lines: Vec<&str> = said.lines().collect();
                let words = ["--verdict", "kasosai", "海士町"];
                assert!(
                    lines.len() == 3 && lines.iter().zip(words).all(|(l, w)| l.split_whitespace().any(|o| o == w)),
                    "{shell}: {said} {}",
                    String::from_utf8_lossy(&out.stderr)
                );
            }
        }
    }
    // zsh completes only at a prompt: a pseudo-terminal of its own module.
    let zsh = "zmodload zsh/zpty || exit 3; zpty -b z zsh -f -i; \
               zpty -w z 'PS1=; autoload -Uz compinit; compinit -u -D; source ./zsh; LISTMAX=0; print ${:-REA}DY'; \
               zpty -r -m z _ '*READY*'; sleep 1; zpty -w -n z $'chiiki-navi assess --verd\\t'; sleep 3; \
               zpty -w -n z $'\\x15chiiki-navi assess --mou\\t'; sleep 3; \
               while zpty -r -t z l; do print -r -- $l; done; zpty -d z";
    match Command::new("zsh").args(["-f", "-c", zsh]).current_dir(&dir).env("PATH", &path).env("TERM", "xterm").output()
    {
        Err(_) => eprintln!("without zsh: its script is NOT tried"),
        Ok(out) => {
            let said = String::from_utf8_lossy(&out.stdout).into_owned();
            assert!(
                said.contains("--verdict") && !said.contains("--mouse"),
                "{said} {}",
                String::from_utf8_lossy(&out.stderr)
            );
        }
    }
    fs::remove_dir_all(&dir).expect("the folder goes");
}
