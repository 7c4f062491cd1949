//! What README, CONTRIBUTING and `docs/` show is what the program has: the screen, the table of keys, every example,
//! every command, every link.
//!
//! `UPDATE_README=1 cargo test --test readme` writes screen and keys anew.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/folder.rs"]
mod folder;

use folder::lay;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The picture in the README: a screen with the bundle that is handed out.
const SCREEN: &str = "tests/screens/real/results.txt";

fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).expect("the opening mark") + open.len();
    let end = text.find(&close).expect("the closing mark");
    (&text[..start], &text[start..end], &text[end..])
}

fn same(file: &str, name: &str, wanted: &str) {
    let text = fs::read_to_string(file).expect(file);
    let (before, now, after) = between(&text, name);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(file, format!("{before}{wanted}{after}")).expect("writable");
    } else {
        assert_eq!(now, wanted, "{file}: {name} is out of date; UPDATE_README=1 cargo test --test readme");
    }
}

#[test]
fn screen_and_keys_are_true() {
    let screen = fs::read_to_string(SCREEN).expect("the stored screen");
    same("README.md", "screen", &format!("```text\n{screen}```\n"));
    let keys = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).args(["keys", "--markdown"]).output().expect("runs");
    same("docs/keys.md", "keys", &String::from_utf8_lossy(&keys.stdout));
}

/// Every page that a person reads, with its text.
fn pages() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "content/README.md"].map(PathBuf::from).into();
    paths.extend(fs::read_dir("docs").expect("docs").flatten().map(|e| e.path()));
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), fs::read_to_string(p).expect("UTF-8"))).collect()
}

/// What stands between the fences of this kind.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let open = format!("```{kind}\n");
    text.split(&open).skip(1).filter_map(|b| b.split("```").next()).collect()
}

/// The anchor of a heading, as Markdown viewers make it: lower case, blanks to hyphens, marks away.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// Every relative link leads to a file that is there and, behind `#`, to a heading in it.
#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for (path, text) in pages() {
        let prose: String = text.split("```").step_by(2).collect();
        let links = prose.split("](").skip(1).filter_map(|l| l.split(')').next());
        for link in links.filter(|l| !l.starts_with("http")) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let folder = path.parent().expect("a folder");
            let target = if file.is_empty() { path.clone() } else { folder.join(file) };
            let headed =
                |text: String| text.lines().any(|l| l.starts_with('#') && anchor(l.trim_start_matches('#')) == part);
            let found = target.exists() && (part.is_empty() || fs::read_to_string(&target).is_ok_and(headed));
            if !found {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every example runs as it stands, in a folder with the content of a later version and a publisher's key; what needs
/// the folder of the documents only where that is there. Bundles are packed first and signed as their editors would.
#[test]
fn examples_run() {
    let pages: String = pages().into_iter().map(|(_, text)| text).collect();
    let all = blocks(&pages, "sh").into_iter().flat_map(str::lines);
    let lines: Vec<&str> = all.filter(|l| l.starts_with("chiiki-navi ")).collect();
    let (packs, others): (Vec<&str>, Vec<&str>) = lines.iter().partition(|l| l.contains("bundle pack"));
    let above = std::env::temp_dir().join(format!("chiiki-navi-readme-{}", std::process::id()));
    let dir = above.join("here");
    for folder in ["content", "tests/golden"] {
        lay(Path::new(folder), &dir.join(folder));
    }
    // Files that the examples read stand in the pages too, their name in the first line.
    for text in blocks(&pages, "toml") {
        if let Some(name) = text.lines().next().and_then(|l| l.strip_prefix("# ")) {
            fs::write(dir.join(name), text).expect("the file");
        }
    }
    let sources = dir.join("content/sources.toml");
    let text = fs::read_to_string(&sources).expect("the version");
    let later = |l: &str| match l {
        l if l.starts_with("date") => "date = 2027-04-01".to_owned(),
        l if l.starts_with("version") => "version = \"2027.4.1\"".to_owned(),
        l => l.to_owned(),
    };
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

/// The programme that editors are shown holds.
#[test]
fn the_example_of_a_programme_passes_the_check() {
    let page = fs::read_to_string("docs/editing-content.md").expect("the page");
    let dir = std::env::temp_dir().join(format!("chiiki-navi-example-{}", std::process::id()));
    lay(Path::new("content"), &dir);
    fs::write(dir.join("programmes/reidai-kofukin.toml"), blocks(&page, "toml")[0]).expect("the example");
    let out = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).arg("check").arg(&dir).output().expect("runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    fs::remove_dir_all(&dir).expect("the folder goes");
}

/// The page of commands names every one.
#[test]
fn every_command_is_named() {
    let page = fs::read_to_string("docs/command-line.md").expect("the page");
    let help = Command::new(env!("CARGO_BIN_EXE_chiiki-navi")).arg("--help").output().expect("runs");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let list = help.split("コマンド:\n").nth(1).and_then(|l| l.split("\n\n").next()).expect("the commands");
    for name in list.lines().filter_map(|l| l.split_whitespace().next()) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}
