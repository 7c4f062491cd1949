//! What the README shows is what the program has: the screen and the table of keys.
//!
//! `UPDATE_README=1 cargo test --test readme` writes both anew.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).expect("the opening mark") + open.len();
    let end = text.find(&close).expect("the closing mark");
    (&text[..start], &text[start..end], &text[end..])
}

fn same(name: &str, wanted: &str) {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let (before, now, after) = between(&readme, name);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write("README.md", format!("{before}{wanted}{after}")).expect("README.md is writable");
    } else {
        assert_eq!(now, wanted, "README.md: {name} is out of date; UPDATE_README=1 cargo test --test readme");
    }
}

#[test]
fn readme_is_true() {
    let screen = fs::read_to_string("tests/screens/results-80x24.txt").expect("the stored screen");
    same("screen", &format!("```text\n{screen}```\n"));
    let keys = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).args(["keys", "--markdown"]).output().expect("runs");
    same("keys", &String::from_utf8_lossy(&keys.stdout));
}

fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Every example runs as it stands, in a folder with the content of a later version and a publisher's key; what needs
/// the folder of the documents only where that is there. Bundles are packed first and signed as their editors would.
#[test]
fn examples_run() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let blocks = readme.split("```sh\n").skip(1).filter_map(|b| b.split("```").next());
    let lines: Vec<&str> = blocks.flat_map(str::lines).filter(|l| l.starts_with("chiiki-navi ")).collect();
    let (packs, others): (Vec<&str>, Vec<&str>) = lines.iter().partition(|l| l.contains("bundle pack"));
    let above = std::env::temp_dir().join(format!("chiiki-navi-readme-{}", std::process::id()));
    let dir = above.join("here");
    for folder in ["content", "tests/cases"] {
        lay(Path::new(folder), &dir.join(folder));
    }
    let sources = dir.join("content/sources.toml");
    let text = fs::read_to_string(&sources).expect("the version");
    let later = |l: &str| if l.starts_with("date") { "date = 2027-04-01".to_owned() } else { l.to_owned() };
    let (head, documents) = text.split_once("[[document]]").expect("documents");
    let head: Vec<String> = head.lines().map(later).collect();
    fs::write(&sources, format!("{}\n[[document]]{documents}", head.join("\n"))).expect("written");
    let key = minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
    fs::write(dir.join("minisign.pub"), key.pk.to_box().expect("a box").to_string()).expect("written");
    let shared = std::env::current_dir().expect("a folder").join("../shared");
    let mut ran = 0;
    for line in packs.iter().chain(&others) {
        let args = line.split_whitespace().skip(1).map(|a| a.replace("../shared", shared.to_str().expect("UTF-8")));
        let args: Vec<String> = args.collect();
        if line.contains("../shared") && !shared.join("documents").is_dir() {
            println!("without ../shared/documents: not run: {line}");
            continue;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
        command.args(&args).current_dir(&dir).env("XDG_DATA_HOME", above.join("data"));
        let out = command.output().expect("runs");
        assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
        ran += 1;
        if line.contains("bundle pack") {
            let file = dir.join(args.last().expect("the file"));
            let bytes = fs::read(&file).expect("the bundle");
            let signed = minisign::sign(Some(&key.pk), &key.sk, bytes.as_slice(), None, None).expect("signed");
            fs::write(file.with_extension("toml.minisig"), signed.to_string()).expect("written");
        }
    }
    assert!(ran >= 18 && packs.len() == 1, "{ran}");
    fs::remove_dir_all(&above).expect("the folder goes");
}

/// The README names every command.
#[test]
fn every_command_is_named() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let help = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).arg("--help").output().expect("runs");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let list = help.split("コマンド:\n").nth(1).and_then(|l| l.split("\n\n").next()).expect("the commands");
    for name in list.lines().filter_map(|l| l.split_whitespace().next()) {
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}
