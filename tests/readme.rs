//! What the README shows is what the program has: the screen and the table of keys.
//!
//! `UPDATE_README=1 cargo test --test readme` writes both anew.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::fs;
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

/// The examples under 「コマンド」 run as they stand, with the folder of the documents only where it is there.
#[test]
fn examples_run() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let section = readme.split("## コマンド").nth(1).expect("the section");
    let block = section.split("```").nth(1).expect("a block");
    let dir = std::env::temp_dir().join(format!("chiiki-navi-readme-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    // Files that the examples read stand in the README too, their name in the first line.
    for file in section.split("```toml\n").skip(1) {
        let text = file.split("```").next().expect("the end of the block");
        let name = text.lines().next().and_then(|l| l.strip_prefix("# ")).expect("a name in the first line");
        fs::write(dir.join(name), text).expect("the file");
    }
    let mut ran = 0;
    for line in block.lines().filter(|l| l.starts_with("chiiki-navi ")) {
        let mut args: Vec<String> = line.split_whitespace().skip(1).map(ToOwned::to_owned).collect();
        if line.contains("../shared") {
            let here = std::env::current_dir().expect("a folder");
            if !here.join("../shared/documents").is_dir() {
                println!("without ../shared/documents: not run: {line}");
                continue;
            }
            for arg in &mut args {
                if arg == "content" || arg.starts_with("..") {
                    *arg = here.join(&*arg).to_string_lossy().into_owned();
                }
            }
        }
        let out = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).args(&args).current_dir(&dir).output().expect("runs");
        assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
        ran += 1;
    }
    assert!(ran >= 5);
    fs::remove_dir_all(&dir).expect("the folder goes");
}
