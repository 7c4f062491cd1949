//! The bundle in `content/` passes every check; broken bundles are refused with the exact sentence.
//!
//! A fixture in `tests/content_bad/<name>/` is laid over the small good bundle in `tests/content_bad/base/`; its
//! `expected.txt` holds every problem, one a line. `CHIIKI_NAVI_BLESS=1` writes the files anew.
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test may fail")]

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use chiiki_navi::content::examine::examine;
use chiiki_navi::content::files::{Files, MAX_FILE};
use chiiki_navi::content::{embedded, load};
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::terms::profile::{Answer, Origin, Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::present::value;
use chiiki_navi::session::prefill::prefill;
use folder::{Temp, lay};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every problem of the bundle in `dir`, as `chiiki-navi check` prints them.
fn problems(dir: &Path, documents: Option<&Path>) -> Vec<String> {
    let (files, unread) = Files::read(dir);
    examine(&files, unread, documents).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_bundle_has_no_problem() {
    let dir = std::env::var_os("CHIIKI_NAVI_CONTENT").map_or_else(|| root().join("content"), PathBuf::from);
    let documents = root().join("../shared/documents");
    let at_hand = documents.is_dir();
    if !at_hand {
        println!("the documents are not at hand ({}): quotes are NOT compared with them", documents.display());
    }
    let found = problems(&dir, at_hand.then_some(documents.as_path()));
    assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
}

/// The base bundle with `fixture` laid over it.
fn bundle(name: &str, fixture: Option<&Path>) -> Temp {
    let temp = Temp::new(name);
    lay(&root().join("tests/content_bad/base"), &temp.0);
    // Version control keeps no empty folders.
    fs::create_dir_all(temp.0.join("examples")).expect("a folder");
    if let Some(fixture) = fixture {
        lay(fixture, &temp.0);
    }
    temp
}

fn found_in(temp: &Temp) -> Vec<String> {
    problems(&temp.0, Some(&temp.0.join("documents")))
}

#[test]
fn the_base_of_the_fixtures_is_good() {
    assert_eq!(found_in(&bundle("base", None)), Vec::<String>::new());
}

#[test]
fn every_broken_bundle_is_refused_with_its_sentence() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/content_bad")).expect("tests/content_bad") {
        let path = entry.expect("a folder entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "base" || !path.is_dir() {
            continue;
        }
        seen += 1;
        let got = found_in(&bundle(&name, Some(&path))).join("\n") + "\n";
        let file = path.join("expected.txt");
        if std::env::var_os("CHIIKI_NAVI_BLESS").is_some() {
            fs::write(&file, &got).expect("expected.txt is writable");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if expected.trim().is_empty() || got.trim_end() != expected.trim_end() {
            wrong.push(format!("{name}\n  expected: {}\n  got:      {}", expected.trim_end(), got.trim_end()));
        }
        if got.contains('\u{1b}') {
            wrong.push(format!("{name}: an escape sequence reaches the terminal"));
        }
    }
    assert!(seen >= 15, "only {seen} fixtures");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One mistake of `typed.txt`: what stands there, what was typed, what is said.
struct Typed {
    name: String,
    was: Vec<String>,
    is: Vec<String>,
    said: Vec<String>,
}

fn typed(text: &str) -> Vec<Typed> {
    let mut out: Vec<Typed> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            out.push(Typed { name: name.to_owned(), was: Vec::new(), is: Vec::new(), said: Vec::new() });
        }
        let Some(last) = out.last_mut() else { continue };
        let rest = line.get(2..).unwrap_or_default().to_owned();
        match line.chars().next() {
            Some('-') => last.was.push(rest),
            Some('+') => last.is.push(rest),
            Some('>') => last.said.push(rest),
            _ => {}
        }
    }
    out
}

/// Each mistake alone: all that is said of it, at its line, and nothing that only follows from it.
#[test]
fn what_an_editor_mistypes_is_named_with_what_to_write() {
    let file = root().join("tests/content_bad/typed.txt");
    let text = fs::read_to_string(&file).expect("typed.txt");
    let all = typed(&text);
    assert!(all.len() >= 50, "only {}", all.len());
    let (mut wrong, mut blessed) = (Vec::new(), text.lines().take(3).collect::<Vec<_>>().join("\n") + "\n");
    for one in &all {
        let temp = bundle("typed", None);
        let path = temp.0.join("programmes/sample.toml");
        let base = fs::read_to_string(&path).expect("the base");
        let was = one.was.join("\n");
        assert!(base.contains(&was), "{}: the base has no {was}", one.name);
        fs::write(&path, base.replacen(&was, &one.is.join("\n"), 1)).expect("written");
        let got = found_in(&temp);
        if got != one.said {
            wrong.push(format!("{}\n  expected: {:#?}\n  got:      {got:#?}", one.name, one.said));
        }
        assert!(!got.iter().any(|g| g.contains("expected")), "{}: English: {got:?}", one.name);
        let lines = |mark: &str, all: &[String]| all.iter().map(|l| format!("{mark} {l}")).collect::<Vec<_>>();
        let block = [vec![format!("== {}", one.name)], lines("-", &one.was), lines("+", &one.is), lines(">", &got)];
        blessed += &(block.concat().join("\n") + "\n\n");
    }
    if std::env::var_os("CHIIKI_NAVI_BLESS").is_some() {
        return fs::write(&file, blessed.trim_end().to_owned() + "\n").expect("written");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A new year's row with the end of the old one: lawful, and each day is answered by its own row.
#[test]
fn a_day_is_answered_by_the_row_of_its_year() {
    let temp = bundle("dated", Some(&root().join("tests/content_dated")));
    assert_eq!(found_in(&temp), Vec::<String>::new());
    let catalogue = load(&Files::read(&temp.0).0).expect("a good bundle");
    let p = catalogue.programme_named("sample").expect("a programme");
    let (digital, _) = catalogue.fact_named("digital").expect("a fact");
    let mut profile = Profile::new();
    profile.give(digital, Value::Flag(false));
    let answer = |day: &str| {
        let as_of = Date::parse(day).expect("a day");
        let a = Inquiry { catalogue: &catalogue, profile: &profile, as_of }.assess(p);
        a.rates.first().and_then(|r| r.selection.bounds()).map(|(lo, hi)| {
            assert_eq!(lo, hi);
            format!("{}/{}", lo.num(), lo.den())
        })
    };
    assert_eq!(answer("2024-06-01").as_deref(), Some("1/2"));
    assert_eq!(answer("2025-03-31").as_deref(), Some("1/2"), "the last day of the old year");
    assert_eq!(answer("2026-04-01").as_deref(), Some("3/4"));
    assert_eq!(answer("2031-01-01"), None, "no row is in force any more");
    // What is read aloud is the newest row's figure, and nothing on a day of another one.
    let line = |day: &str| p.line_on(Date::parse(day).expect("a day"));
    assert_eq!(line("2026-04-01"), "交付額の3/4（デジタル技術の活用は9/10）。上限2,500万円");
    assert_eq!([line("2025-03-31"), line("2031-01-01")], ["", ""]);
}

/// A newer document that another programme cites makes these figures no younger.
#[test]
fn one_new_document_does_not_silence_the_warning_for_the_others() {
    let temp = bundle("young", None);
    let sources = temp.0.join("sources.toml");
    let text = fs::read_to_string(&sources).expect("sources");
    let new = "[[document]]\nid = \"new\"\ntitle = \"新しい資料\"\nshort = \"新\"\nfile = \"new.txt\"\n\
               printed_date = \"令和8年4月\"\ndate = 2026-04-01\nweight = \"最新\"\n";
    fs::write(&sources, text + new).expect("written");
    let catalogue = load(&Files::read(&temp.0).0).expect("a good bundle");
    let (p, day) =
        (catalogue.programme_named("sample").expect("a programme"), Date::parse("2026-05-01").expect("a day"));
    assert_eq!(value::documents_until(&catalogue, p).map(|d| d.printed_date), Some("令和6年5月"));
    assert_eq!(
        value::age_warning_of(&catalogue, p, day).as_deref(),
        Some("この制度の資料は令和6年5月まで（2年前）。現行の交付要綱・通知を必ず確かめてください")
    );
    let frame = value::age_warning(&catalogue, day).expect("a warning");
    assert!(frame.contains("数字の制度が1件（古いものは令和6年5月）"), "{frame}");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let temp = bundle("large", None);
    let size = usize::try_from(MAX_FILE).expect("a size") + 1;
    fs::write(temp.0.join("programmes/large.toml"), "#".repeat(size)).expect("a large file");
    let expected =
        format!("programmes/large.toml 大きすぎます（{size} バイト）。1ファイルは {MAX_FILE} バイトまでです");
    assert_eq!(found_in(&temp), [expected]);
}

#[test]
fn what_is_not_text_or_nested_without_end_is_refused() {
    let temp = bundle("bytes", None);
    fs::write(temp.0.join("programmes/bytes.toml"), [0xff, 0xfe, 0x00]).expect("a file");
    assert_eq!(found_in(&temp), ["programmes/bytes.toml UTF-8 ではありません。UTF-8 で保存してください"]);
    let temp = bundle("nested", None);
    let nested = format!("id = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    fs::write(temp.0.join("programmes/nested.toml"), nested).expect("a file");
    let found = found_in(&temp);
    assert!(found.len() == 1 && found.iter().all(|p| p.contains("入れ子が深すぎます")), "{found:?}");
    let found = problems(&temp.0.join("nowhere"), None);
    assert_eq!(found.len(), 8, "each missing file and folder is named: {found:?}");
}

/// Paths to every string in a TOML value.
fn strings(value: &toml::Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    match value {
        toml::Value::String(_) => out.push(path.clone()),
        toml::Value::Array(all) => {
            for (i, v) in all.iter().enumerate() {
                path.push(i.to_string());
                strings(v, path, out);
                path.pop();
            }
        }
        toml::Value::Table(all) => {
            for (k, v) in all {
                path.push(k.clone());
                strings(v, path, out);
                path.pop();
            }
        }
        _ => {}
    }
}

fn at<'a>(value: &'a mut toml::Value, path: &[String]) -> &'a mut String {
    let mut here = value;
    for step in path {
        here = match here {
            toml::Value::Array(all) => all.get_mut(step.parse::<usize>().expect("an index")).expect("an item"),
            toml::Value::Table(all) => all.get_mut(step).expect("a key"),
            _ => panic!("no way down"),
        };
    }
    match here {
        toml::Value::String(text) => text,
        _ => panic!("no string"),
    }
}

/// Whatever string of a bundle holds an escape sequence or a mark that turns the direction of writing: it is refused,
/// and the refusal itself is clean. Keys of tables reach the screen too.
#[test]
fn no_string_of_a_bundle_reaches_the_terminal_unseen() {
    let mut read = Files::read(&root().join("tests/content_bad/base")).0;
    read.texts.insert("examples/example.toml".to_owned(), EXAMPLE.to_owned());
    read.texts.insert("glossary.toml".to_owned(), TERM.to_owned());
    read.texts.retain(|name, _| !name.starts_with("documents/"));
    let mut tried = 0;
    for (name, text) in &read.texts {
        let Ok(table) = toml::from_str::<toml::Table>(text) else { continue };
        let value = toml::Value::Table(table);
        let mut paths = Vec::new();
        strings(&value, &mut Vec::new(), &mut paths);
        for path in paths {
            for evil in ["\u{1b}[2J", "\u{202e}", "\u{85}"] {
                let mut changed = value.clone();
                at(&mut changed, &path).push_str(evil);
                let mut files = read.clone();
                files.texts.insert(name.clone(), written(&changed));
                tried += 1;
                match load(&files) {
                    // White space around a number does no harm; it must not have been kept.
                    Ok(catalogue) => {
                        let all = format!("{catalogue:?}");
                        let kept = ["\\u{1b}", "\\u{202e}", "\\u{85}"].iter().any(|e| all.contains(e));
                        assert!(!kept, "{name} {path:?} takes {evil:?}");
                    }
                    Err(problems) => {
                        let told: String = problems.iter().map(ToString::to_string).collect();
                        assert!(!told.contains(['\u{1b}', '\u{202e}', '\u{85}']), "{name} {path:?}: {told:?}");
                    }
                }
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

const TERM: &str =
    "[[term]]\nname = \"例\"\nyomi = \"れい\"\ntext = \"説明\"\ngeneral = true\nsynonyms = [\"たとえ\"]\n";

const EXAMPLE: &str = "id = \"example\"\nname = \"例\"\nyomi = \"れい\"\nplace = \"海士町\"\ntext = \"例示の事例\"\n\
    programmes = [\"sample\"]\ncite = [\"a\"]\n[quote.a]\nsource = \"doc\"\nlines = \"1\"\ntext = \"原則、自治体負担の1/2\"\n";

/// A value as TOML in one line; only what the bundle's files hold.
fn written(value: &toml::Value) -> String {
    let quoted = |text: &str| {
        let each = text.chars().map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() || c == '\u{202e}' => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        });
        format!("\"{}\"", each.collect::<String>())
    };
    match value {
        toml::Value::Table(all) => {
            let lines: Vec<String> =
                all.iter().map(|(k, v)| format!("{} = {}", quoted(k), inline(v, &quoted))).collect();
            lines.join("\n")
        }
        _ => String::new(),
    }
}

fn inline(value: &toml::Value, quoted: &dyn Fn(&str) -> String) -> String {
    match value {
        toml::Value::String(text) => quoted(text),
        toml::Value::Array(all) => {
            let each: Vec<String> = all.iter().map(|v| inline(v, quoted)).collect();
            format!("[{}]", each.join(", "))
        }
        toml::Value::Table(all) => {
            let each: Vec<String> = all.iter().map(|(k, v)| format!("{} = {}", quoted(k), inline(v, quoted))).collect();
            format!("{{{}}}", each.join(", "))
        }
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::Float(n) => n.to_string(),
        toml::Value::Boolean(b) => b.to_string(),
        toml::Value::Datetime(d) => d.to_string(),
    }
}

/// The prefilled answers of a municipality, as the screen shows them.
fn answers(prefecture: &str, name: &str) -> Vec<(&'static str, String)> {
    let catalogue = embedded::catalogue();
    let row = catalogue.municipalities.iter().find(|m| m.prefecture == prefecture && m.name == name);
    let profile = prefill(catalogue, row.expect("in the table"));
    let one = |(id, a)| {
        let fact = catalogue.fact(id).expect("a fact");
        assert!(matches!(a, Answer::Known(_, Origin::Prefilled(source)) if !source.is_empty()), "{}", fact.id);
        (fact.id, value::answer(fact, a))
    };
    profile.iter().map(one).collect()
}

#[track_caller]
fn has(all: &[(&str, String)], fact: &str, wanted: Option<&str>) {
    assert_eq!(all.iter().find(|a| a.0 == fact).map(|a| a.1.as_str()), wanted, "{fact}");
}

#[test]
fn a_row_of_the_table_settles_what_it_says_and_nothing_else() {
    let ama = answers("島根県", "海士町");
    has(&ama, "entity", Some("町"));
    has(&ama, "kaso", Some("全部過疎"));
    has(&ama, "santoshiken", Some("いいえ"));
    has(&ama, "jinko", Some("2,267人"));
    has(&ama, "site_jokenfuri", None);
    has(&answers("東京都", "千代田区"), "entity", Some("特別区"));
    has(&answers("東京都", "千代田区"), "santoshiken", Some("はい"));
    has(&answers("東京都", "小笠原村"), "site_jokenfuri", Some("はい"));
    has(&answers("鹿児島県", "奄美市"), "jokenfuri", Some("はい"));
    has(&answers("鹿児島県", "鹿児島市"), "jokenfuri", None);
    has(&answers("沖縄県", "那覇市"), "site_jokenfuri", Some("はい"));
}

#[test]
fn prefectures_are_applicants_and_get_nothing_about_places() {
    let shimane = answers("島根県", "島根県");
    has(&shimane, "entity", Some("道府県"));
    for fact in ["kaso", "santoshiken", "jokenfuri"] {
        has(&shimane, fact, None);
    }
    has(&answers("東京都", "東京都"), "entity", Some("東京都"));
}

#[test]
fn every_row_of_the_table_gets_a_kind_of_body() {
    let catalogue = embedded::catalogue();
    let (entity, _) = catalogue.fact_named("entity").expect("the fact entity");
    for m in catalogue.municipalities {
        assert!(prefill(catalogue, m).value(entity).is_some(), "{}{}", m.prefecture, m.name);
    }
}
