//! The house: a room imports lower floors only, and inside a room no files import each other in a circle.
//!
//! A reader of text, no parser: it takes the imports and the paths of every file of `src` and finds the file that each
//! of them means. What a door (`mod.rs`) hands on with `pub use` is followed to where it stands.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Room → the rooms it may import. What is not listed here is not a room.
const ARROWS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("text", &[]),
    ("content", &["domain", "text"]),
    ("tables", &["domain", "text"]),
    ("present", &["domain", "text"]),
    ("session", &["domain", "text", "present", "store"]),
    ("app", &["domain", "text", "present", "store", "session"]),
    ("export", &["domain", "text", "present", "content"]),
    ("golden", &["domain", "text", "present", "content", "session"]),
    ("store", &["domain", "text"]),
    ("places", &["domain", "text", "present", "store", "session", "app"]),
    ("runtime", &["domain", "text", "present", "session", "app", "places", "store", "export"]),
    (
        "cli",
        &[
            "domain", "text", "present", "session", "app", "content", "export", "golden", "store", "tables", "places",
            "runtime",
        ],
    ),
];

/// Rooms with circles that are still to be opened, and how many files stand in them. A number may only become smaller,
/// and must be written down when it does; a room without circles leaves the list.
const KNOWN: [(&str, usize); 0] = [];

/// Who sees ratatui: what draws the places, and what brings their cells to the terminal.
fn may_draw(file: &str) -> bool {
    let painters = ["src/places/paint/", "src/places/draw.rs", "src/places/frame.rs", "src/places/help.rs"];
    let painter = painters.iter().any(|p| file.starts_with(p)) || file.starts_with("src/runtime/backend");
    let draws = place(file).is_some() && (file.ends_with("/draw.rs") || file.contains("/draw/"));
    painter || draws
}

/// The folder of the place that a file belongs to.
fn place(file: &str) -> Option<&str> {
    file.strip_prefix("src/places/")?.split_once('/').map(|(place, _)| place).filter(|place| *place != "paint")
}

fn room(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// `use a::{b, c as d};` → `a::b` and `a::c`, with the names they get here.
fn leaves(tree: &str, out: &mut Vec<(String, String)>) {
    if let Some((head, inside)) = tree.split_once('{') {
        let inside = inside.trim().trim_end_matches('}');
        let (mut depth, mut one) = (0_usize, String::new());
        for c in inside.chars().chain([',']) {
            if c == ',' && depth == 0 {
                let whole = format!("{}{}", head.trim(), one.trim());
                if !one.trim().is_empty() {
                    leaves(&whole, out);
                }
                one.clear();
                continue;
            }
            depth = if c == '{' { depth + 1 } else { depth.saturating_sub(usize::from(c == '}')) };
            one.push(c);
        }
        return;
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(p, n)| (p, Some(n)));
    let path = path.trim().trim_end_matches("::self").to_owned();
    let name = name.map_or_else(|| path.rsplit("::").next().unwrap_or_default().to_owned(), |n| n.trim().to_owned());
    out.push((path, name));
}

/// Every `a::b…` in the code, as far as it goes.
fn chains(code: &str) -> Vec<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (mut out, mut one) = (BTreeSet::new(), String::new());
    for c in code.chars().chain([' ']) {
        if is_word(c) || c == ':' {
            one.push(c);
        } else {
            let chain = one.trim_matches(':');
            if chain.contains("::") && !one.starts_with(':') {
                out.insert(chain.to_owned());
            }
            one.clear();
        }
    }
    out.into_iter().collect()
}

/// What a file says of others.
#[derive(Default)]
struct Said {
    /// Its imports: path, and the name here.
    uses: Vec<(String, String)>,
    /// What it hands on.
    hands_on: Vec<(String, String)>,
    /// Paths in the middle of the code.
    chains: Vec<String>,
}

/// Code without comments, and without the tests at its end: they may look at everything.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn said(text: &str) -> Said {
    let mut out = Said::default();
    let mut rest = String::new();
    let mut statement: Option<String> = None;
    for line in code(text).lines() {
        let trimmed = line.trim();
        let head = trimmed.strip_prefix("pub").map_or(trimmed, |t| t.trim_start_matches(|c| c != ' ').trim_start());
        if statement.is_none() && !head.starts_with("use ") {
            rest.push_str(line);
            rest.push('\n');
            continue;
        }
        let whole = statement.take().unwrap_or_default() + trimmed + " ";
        let Some((done, _)) = whole.split_once(';') else {
            statement = Some(whole);
            continue;
        };
        let (before, tree) = done.split_once("use ").unwrap_or(("", done));
        leaves(tree, if before.starts_with("pub") { &mut out.hands_on } else { &mut out.uses });
    }
    out.chains = chains(&rest);
    out
}

/// All files, and which of them each imports.
struct House {
    said: BTreeMap<String, Said>,
    /// Module path → file.
    modules: BTreeMap<Vec<String>, String>,
}

impl House {
    fn of(files: Vec<(String, String)>) -> Self {
        let module = |file: &str| -> Vec<String> {
            let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
            let parts = inside.split('/').map(str::to_owned);
            parts.filter(|p| p != "mod" && p != "lib").collect()
        };
        let modules = files.iter().map(|(file, _)| (module(file), file.clone())).collect();
        Self { said: files.into_iter().map(|(file, text)| (file, said(&text))).collect(), modules }
    }

    fn read() -> Self {
        Self::of(sources())
    }

    fn module(&self, file: &str) -> &[String] {
        self.modules.iter().find(|(_, f)| *f == file).map_or(&[], |(m, _)| m)
    }

    /// The path from the crate's root, where it is one of ours.
    fn absolute(&self, file: &str, path: &str) -> Option<Vec<String>> {
        let here = self.module(file);
        let parts: Vec<&str> = path.split("::").map(str::trim).collect();
        let first = *parts.first()?;
        let ups = parts.iter().take_while(|p| **p == "super").count();
        let (base, rest) = match first {
            "crate" => (Vec::new(), &parts[1..]),
            "self" => (here.to_vec(), &parts[1..]),
            "super" => (here[..here.len().saturating_sub(ups)].to_vec(), &parts[ups..]),
            _ => {
                let child: Vec<String> = here.iter().cloned().chain([first.to_owned()]).collect();
                if !self.modules.contains_key(&child) {
                    return None;
                }
                (here.to_vec(), &parts[..])
            }
        };
        Some(base.into_iter().chain(rest.iter().map(|p| (*p).to_owned())).collect())
    }

    /// The file that a path means; what a door hands on is followed.
    fn target(&self, path: &[String], depth: usize) -> Option<&str> {
        let length = (1..=path.len()).rev().find(|n| self.modules.contains_key(&path[..*n]))?;
        let file = &self.modules[&path[..length]];
        let handed = path.get(length).and_then(|name| self.said[file].hands_on.iter().find(|(_, n)| n == name));
        let further = handed.filter(|_| depth < 8).and_then(|(p, _)| self.absolute(file, p));
        further.and_then(|p| self.target(&p, depth + 1)).or(Some(file))
    }

    /// The files that `file` imports, with the path that says so.
    fn arrows(&self, file: &str) -> BTreeMap<&str, String> {
        let said = &self.said[file];
        let mut out = BTreeMap::new();
        let mut add = |path: &[String], text: &str| {
            if let Some(to) = self.target(path, 0).filter(|to| *to != file) {
                out.entry(to).or_insert_with(|| text.to_owned());
            }
        };
        let mut named = BTreeMap::new();
        for (path, name) in &said.uses {
            if let Some(all) = self.absolute(file, path) {
                add(&all, path);
                named.insert(name.as_str(), all);
            }
        }
        for chain in &said.chains {
            let (first, rest) = chain.split_once("::").unwrap_or((chain, ""));
            if let Some(all) = self.absolute(file, chain) {
                add(&all, chain);
            } else if let Some(all) = named.get(first).filter(|all| self.modules.contains_key(*all)) {
                let whole: Vec<String> = all.iter().cloned().chain(rest.split("::").map(str::to_owned)).collect();
                add(&whole, chain);
            }
        }
        out
    }

    /// The arrows between the files of one room.
    fn inside(&self, name: &str) -> BTreeMap<&str, BTreeMap<&str, String>> {
        let files = self.said.keys().filter(|f| room(f) == name);
        let own = |file: &str| self.arrows(file).into_iter().filter(|(to, _)| room(to) == name).collect();
        files.map(|f| (f.as_str(), own(f))).collect()
    }

    fn rooms(&self) -> BTreeSet<&str> {
        self.said.keys().map(|f| room(f)).collect()
    }
}

/// The shortest way from a file back to itself, for each file that has one.
fn circles<'a>(arrows: &BTreeMap<&'a str, BTreeMap<&'a str, String>>) -> Vec<Vec<&'a str>> {
    let way = |start: &'a str| -> Option<Vec<&'a str>> {
        let mut ways = vec![vec![start]];
        let mut seen = BTreeSet::new();
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                for to in arrows[way[way.len() - 1]].keys() {
                    if *to == start {
                        return Some(way);
                    }
                    if seen.insert(*to) {
                        longer.push(way.iter().copied().chain([*to]).collect());
                    }
                }
            }
            ways = longer;
        }
        None
    };
    arrows.keys().filter_map(|f| way(f)).collect()
}

/// A circle as people read it.
fn shown(arrows: &BTreeMap<&str, BTreeMap<&str, String>>, circle: &[&str]) -> String {
    let next = circle.iter().skip(1).chain(circle.first());
    let step = |(from, to): (&&str, &&str)| format!("  {from}\n    imports {to} ({})", arrows[from][to]);
    circle.iter().zip(next).map(step).collect::<Vec<_>>().join("\n")
}

fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(dir).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.to_string_lossy().replace('\\', "/");
                out.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    let mut out = Vec::new();
    walk(Path::new("src"), &mut out);
    assert!(out.len() > 40, "the sources were found");
    out
}

#[test]
fn arrows_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let house = House::read();
    let mut wrong = Vec::new();
    for (file, said) in &house.said {
        let from = room(file);
        let Some(may) = allowed.get(from) else {
            // The crate's own two files stand above all rooms.
            if !matches!(from, "lib" | "main") {
                wrong.push(format!("{file}: {from} is no room"));
            }
            continue;
        };
        // Also what is only handed on, and paths to what is no file.
        let paths = said.uses.iter().chain(&said.hands_on).map(|(p, _)| p).chain(&said.chains);
        let direct = paths.filter_map(|p| p.strip_prefix("crate::")?.split("::").next());
        let to: BTreeSet<&str> = direct.chain(house.arrows(file).into_keys().map(room)).collect();
        let bad = to.into_iter().filter(|to| *to != from && allowed.contains_key(to) && !may.contains(to));
        wrong.extend(bad.map(|to| format!("{file}: {from} must not import {to}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
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
fn no_circle_of_files_inside_a_room() {
    let house = House::read();
    let mut wrong = Vec::new();
    for name in house.rooms() {
        let arrows = house.inside(name);
        let circles = circles(&arrows);
        let known = KNOWN.iter().find(|(room, _)| *room == name).map_or(0, |(_, files)| *files);
        if circles.len() > known {
            let shortest = circles.iter().min_by_key(|c| c.len()).expect("there is one");
            let (n, circle) = (circles.len(), shown(&arrows, shortest));
            wrong.push(format!("{name}: {n} files in circles, {known} known; the shortest circle:\n{circle}"));
        } else if circles.len() < known {
            wrong.push(format!("{name}: {} files in circles; let KNOWN say so (it says {known})", circles.len()));
        }
    }
    let gone = KNOWN.iter().filter(|(name, _)| !house.rooms().contains(name));
    wrong.extend(gone.map(|(name, _)| format!("{name} is in KNOWN and is no room")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_place_imports_no_other_place() {
    let house = House::read();
    let mut wrong = Vec::new();
    for file in house.said.keys() {
        let Some(own) = place(file) else { continue };
        let others = house.arrows(file).into_iter().filter(|(to, _)| place(to).is_some_and(|p| p != own));
        wrong.extend(others.map(|(to, path)| format!("{file} imports {to} ({path})")));
    }
    assert!(wrong.is_empty(), "a place returns where to go, it imports no other:\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_sees_what_it_should() {
    let house =
        |files: &[(&str, &str)]| House::of(files.iter().map(|(f, t)| (format!("src/{f}"), (*t).to_owned())).collect());
    let circle = |files: &[(&str, &str)]| {
        let house = house(files);
        circles(&house.inside("a")).iter().map(Vec::len).min()
    };
    let below = ("a/b.rs", "pub struct B;\n");
    // A door that only hands on is no arrow; one that calls its child is.
    assert_eq!(circle(&[("a/mod.rs", "mod b;\nmod c;\npub use b::B;"), below, ("a/c.rs", "use super::B;")]), None);
    assert_eq!(circle(&[("a/mod.rs", "mod b;\nfn f() { b::g() }"), ("a/b.rs", "use super::f;")]), Some(2));
    assert_eq!(circle(&[("a/mod.rs", "use b::{c::C, d as e};"), ("a/b.rs", "use crate::a::X;")]), Some(2));
    assert_eq!(circle(&[("a/mod.rs", "// b::g\nmod b;"), ("a/b.rs", "use super::f;")]), None);
    // Through what a door hands on, and through an imported module's name.
    let doors = ("a/mod.rs", "mod b;\nmod c;\npub use c::C;");
    assert_eq!(
        circle(&[doors, ("a/b.rs", "use crate::a::C;"), ("a/c.rs", "use super::b;\nfn f() { b::g() }")]),
        Some(2)
    );
    let three = [("a/b.rs", "use super::c::C;"), ("a/c.rs", "use super::d;"), ("a/d.rs", "type T = super::b::B;")];
    assert_eq!(circle(&three), Some(3));
    let tested = ("a/b.rs", "pub struct B;\n#[cfg(test)]\nmod tests {\n use crate::a::c::C;\n}");
    assert_eq!(circle(&[tested, ("a/c.rs", "use crate::a::b::B;")]), None);
    let two = house(&[("places/x/place.rs", "use crate::places::y::place::Y;"), ("places/y/place.rs", "")]);
    assert!(two.arrows("src/places/x/place.rs").contains_key("src/places/y/place.rs"));
    assert_eq!((place("src/places/x/draw.rs"), place("src/places/paint.rs")), (Some("x"), None));
    assert!(may_draw("src/places/x/draw.rs") && !may_draw("src/places/x/place.rs") && !may_draw("src/app/x/draw.rs"));
}

#[test]
fn the_domain_is_pure() {
    for (name, text) in sources().into_iter().filter(|(name, _)| room(name) == "domain") {
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
            assert!(!text.contains(word), "{name} contains {word}");
        }
    }
}

#[test]
fn one_door_each() {
    let within = |name: &str, rooms: &[&str]| rooms.iter().any(|r| name.starts_with(r));
    for (name, text) in sources() {
        // Anywhere in the code, also by a path in the middle of a line.
        let uses = |word: &str| text.lines().filter(|l| !l.trim_start().starts_with("//")).any(|l| l.contains(word));
        assert!(!uses("crate::{"), "{name}: one line for each room, or the arrows cannot be read");
        assert!(!uses("fuzzy_matcher::") || within(&name, &["src/text/search"]), "{name} imports fuzzy_matcher");
        assert!(!uses("crossterm::") || within(&name, &["src/runtime"]), "{name} imports crossterm");
        assert!(!uses("ratatui::") || may_draw(&name), "{name}: ratatui");
        let toml = ["src/content", "src/session", "src/store", "src/golden", "src/cli"];
        assert!(!uses("toml::") || within(&name, &toml), "{name} imports toml");
    }
}
