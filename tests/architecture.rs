//! The house: a room imports lower floors only, never a neighbour, never upwards.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Room → the rooms it may import. What is not listed here is not a room.
const ARROWS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("text", &[]),
    ("content", &["domain", "text"]),
    ("tables", &["domain", "text"]),
    ("present", &["domain", "text"]),
    ("session", &["domain", "text", "present"]),
    ("app", &["domain", "text", "present", "session"]),
    ("export", &["domain", "text", "present", "content"]),
    ("store", &["domain"]),
    ("view", &["domain", "text", "present", "session", "app"]),
    ("runtime", &["domain", "text", "present", "session", "app", "view", "store", "export"]),
    (
        "cli",
        &["domain", "text", "present", "session", "app", "content", "export", "store", "tables", "view", "runtime"],
    ),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("below src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms named after `crate::` anywhere in the file, comments and tests included.
fn imports(text: &str) -> Vec<String> {
    text.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn arrows_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    assert!(files.len() > 40, "the sources were found");
    let mut wrong = Vec::new();
    for path in files {
        let from = room(&path);
        if from == "lib" || from == "main" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file");
        let Some(may) = allowed.get(from.as_str()) else {
            wrong.push(format!("{}: room 「{from}」 stands in no list", path.display()));
            continue;
        };
        for to in imports(&text) {
            let known = allowed.contains_key(to.as_str());
            if known && to != from && !may.contains(&to.as_str()) {
                wrong.push(format!("{}: {from} must not import {to}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_circles() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    // Peel off rooms that import nothing that is left: with a circle, some room is never peeled.
    let mut left: Vec<&str> = allowed.keys().copied().collect();
    while !left.is_empty() {
        let free: Vec<&str> = left.iter().copied().filter(|r| !allowed[r].iter().any(|t| left.contains(t))).collect();
        assert!(!free.is_empty(), "a circle among {left:?}");
        left.retain(|r| !free.contains(r));
    }
}

#[test]
fn the_domain_is_pure() {
    let mut files = Vec::new();
    sources(Path::new("src/domain"), &mut files);
    for path in files {
        let text = fs::read_to_string(&path).expect("a source file");
        let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        let text = code.join("\n");
        for word in [
            "std::fs",
            "std::io",
            "std::time",
            "std::env",
            "std::process",
            "serde",
            "ratatui",
            "f64",
            "f32",
            "println!",
        ] {
            assert!(!text.contains(word), "{} contains {word}", path.display());
        }
    }
}

#[test]
fn one_door_each() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    for path in files {
        let text = fs::read_to_string(&path).expect("a source file");
        let name = path.display().to_string();
        // Anywhere in the code, also by a path in the middle of a line.
        let code = || text.lines().filter(|l| !l.trim_start().starts_with("//"));
        let uses = |word: &str| code().any(|l| l.contains(word));
        assert!(!uses("crate::{"), "{name}: one line for each room, or the arrows cannot be read");
        assert!(!uses("fuzzy_matcher::") || name.starts_with("src/text/search"), "{name} imports fuzzy_matcher");
        assert!(!uses("crossterm::") || name.starts_with("src/runtime"), "{name} imports crossterm");
        assert!(
            !uses("ratatui::") || name.starts_with("src/runtime") || name.starts_with("src/view"),
            "{name}: ratatui"
        );
        assert!(
            !uses("toml::")
                || name.starts_with("src/content")
                || name.starts_with("src/store")
                || name.starts_with("src/cli"),
            "{name} imports toml"
        );
    }
}
