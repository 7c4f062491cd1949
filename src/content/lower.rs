//! Raw files → [`Catalogue`], collecting every problem on the way.

use std::collections::{BTreeMap, HashMap};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::value::Datetime;

use super::files::Files;
use super::lexicon::{self, Lexicon};
use super::municipality;
use super::problem::{Problem, line_at};
use super::raw;
use crate::domain::terms::catalogue::{Catalogue, Example, Provenance};
use crate::domain::terms::profile::{Fact, FactId, FactKind};
use crate::domain::terms::programme::{Programme, ProgrammeId};
use crate::domain::value::date::Date;
use crate::domain::value::source::{Cites, Document, Quote, SourceId};

/// A bundle is loaded once per process and lives as long as it: leaking is how it becomes `'static`.
pub fn leak<T>(all: Vec<T>) -> &'static [T] {
    Vec::leak(all)
}

/// What people do not see and terminals obey: controls, and the marks that turn the direction of writing.
pub fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// See [`leak`].
pub fn leak_str(s: String) -> &'static str {
    String::leak(s)
}

/// What lowering one file needs to know, and the problems found in it.
pub struct Context<'a> {
    pub(super) file: &'a str,
    pub(super) source: &'a str,
    pub(super) facts: &'a HashMap<String, (FactId, FactKind)>,
    pub(super) defines: &'a BTreeMap<String, Spanned<raw::Condition>>,
    pub(super) documents: &'a [Document],
    pub(super) programmes: &'a HashMap<String, ProgrammeId>,
    pub(super) quotes: HashMap<String, u8>,
    pub(super) lexicon: Lexicon,
    pub(super) problems: Vec<Problem>,
}

impl Context<'_> {
    /// Records a problem at byte offset `at`.
    pub fn report(&mut self, at: usize, key: &str, message: &str) {
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line: line_at(self.source, at),
            key: key.to_owned(),
            message: message.to_owned(),
        });
    }

    /// The fact named `name`.
    pub fn fact(&mut self, name: &str, at: usize, key: &str) -> Option<(FactId, FactKind)> {
        let found = self.facts.get(name).copied();
        if found.is_none() {
            self.report(at, key, &format!("項目「{name}」は facts.toml にありません"));
        }
        found
    }

    /// Citations by quote key.
    pub fn cites(&mut self, words: &raw::Words, at: usize, key: &str) -> Cites {
        let mut out = Vec::new();
        for word in &words.0 {
            match self.quotes.get(word) {
                Some(i) => out.push(*i),
                None => self.report(at, key, &format!("出典「{word}」がありません。[quote.{word}] を書いてください")),
            }
        }
        leak(out)
    }

    /// Leaks a text that must not steer a terminal or turn the direction of writing.
    pub fn plain(&mut self, text: &str, at: usize, key: &str) -> &'static str {
        if let Some(c) = text.chars().find(|c| is_unseen(*c)) {
            self.report(at, key, &format!("制御文字（U+{:04X}）は使えません", u32::from(c)));
        }
        leak_str(text.replace(is_unseen, ""))
    }

    /// Checks one of our own texts and leaks it.
    pub fn text(&mut self, text: &str, at: usize, key: &str) -> &'static str {
        if let Some(c) = text.chars().find(|c| ('０'..='９').contains(c)) {
            self.report(at, key, &format!("数字は半角で書いてください（{c}）"));
        }
        self.plain(text, at, key)
    }

    /// Checks that a text with figures has a citation, and leaks it.
    pub fn cited_text(&mut self, text: &str, cites: Cites, at: usize, key: &str) -> &'static str {
        if cites.is_empty() && text.contains(|c: char| c.is_ascii_digit()) {
            self.report(at, key, "数字があるのに出典（cite）がありません");
        }
        self.text(text, at, key)
    }

    /// A calendar day.
    pub fn date(&mut self, date: Option<&Datetime>, at: usize, key: &str) -> Option<Date> {
        let d = date?;
        let day = d.date.and_then(|d| Date::new(i32::from(d.year), d.month, d.day));
        if day.is_none() || d.time.is_some() {
            self.report(at, key, "日付は 2024-04-01 の形で書いてください");
        }
        day
    }

    /// The quotes of a file, in key order.
    pub fn quotes(&mut self, raw: &BTreeMap<String, Spanned<raw::Quote>>) -> &'static [Quote] {
        let mut out = Vec::new();
        for (id, quote) in raw {
            let (at, q, key) = (quote.span().start, quote.get_ref(), format!("quote.{id}"));
            let source = self.documents.iter().position(|d| d.id == q.source);
            if source.is_none() {
                self.report(at, &key, &format!("資料「{}」は sources.toml にありません", q.source));
            }
            let lines = parse_lines(&q.lines);
            if lines.is_none() {
                self.report(at, &key, "lines は \"50\" または \"70-72\" の形で書いてください");
            }
            if q.text.chars().count() > 40 || q.text.trim().is_empty() {
                self.report(at, &key, "引用は数字のある語句だけ、1〜40字にしてください");
            }
            let Ok(index) = u8::try_from(out.len()) else {
                self.report(at, &key, "出典が多すぎます（255まで）");
                break;
            };
            self.quotes.insert(id.clone(), index);
            let (first_line, last_line) = lines.unwrap_or((1, 1));
            out.push(Quote {
                id: self.plain(id, at, &key),
                source: SourceId(source.and_then(|s| u8::try_from(s).ok()).unwrap_or(0)),
                first_line,
                last_line,
                text: self.plain(&q.text, at, &key),
            });
        }
        leak(out)
    }
}

fn parse_lines(text: &str) -> Option<(u32, u32)> {
    let (a, b) = text.split_once('-').unwrap_or((text, text));
    let (a, b) = (a.trim().parse().ok()?, b.trim().parse().ok()?);
    (a >= 1 && a <= b && b - a <= 400).then_some((a, b))
}

/// Loads a bundle.
///
/// # Errors
/// All problems of all files, in file and line order.
pub fn load(files: &Files) -> Result<Catalogue, Vec<Problem>> {
    let mut loader = Loader { files, problems: Vec::new(), lexicon: Lexicon::default() };
    let catalogue = loader.run();
    loader.problems.sort();
    loader.problems.dedup();
    match catalogue {
        Some(catalogue) if loader.problems.is_empty() => Ok(catalogue),
        _ => Err(loader.problems),
    }
}

/// Loads a bundle, adding what could not be read (see [`Files::read`]).
///
/// # Errors
/// As [`load`]; a bundle with an unreadable file is not loaded.
pub fn load_read((files, unread): (Files, Vec<Problem>)) -> Result<(Files, Catalogue), Vec<Problem>> {
    match load(&files) {
        Ok(catalogue) if unread.is_empty() => Ok((files, catalogue)),
        Ok(_) => Err(unread),
        Err(problems) => {
            // A file that could not be read is named once, not again as missing.
            let named = |p: &Problem| p.line == 0 && unread.iter().any(|u| u.file == p.file);
            let mut all: Vec<Problem> = problems.into_iter().filter(|p| !named(p)).chain(unread.clone()).collect();
            all.sort();
            Err(all)
        }
    }
}

struct Loader<'a> {
    files: &'a Files,
    problems: Vec<Problem>,
    lexicon: Lexicon,
}

impl<'a> Loader<'a> {
    fn run(&mut self) -> Option<Catalogue> {
        let sources: Option<raw::Sources> = self.parse("sources.toml");
        let facts_raw: Option<raw::Facts> = self.parse("facts.toml");
        let glossary: raw::Glossary = self.parse("glossary.toml").unwrap_or_default();
        let readings: raw::Readings = self.parse(lexicon::FILE).unwrap_or_default();
        let source = self.files.texts.get(lexicon::FILE).map_or("", String::as_str);
        self.lexicon = Lexicon::new(&readings, source, &mut self.problems);
        let columns: Option<raw::Columns> = self.parse("municipalities.toml");
        let raw_programmes = self.folder::<raw::Programme>("programmes/");
        let raw_examples = self.folder::<raw::Example>("cases/");
        let municipalities = self.municipalities();
        let (sources, facts_raw) = (sources?, facts_raw?);
        let nothing = (HashMap::new(), BTreeMap::new(), HashMap::new());
        let none = Shared { facts: &nothing.0, defines: &nothing.1, documents: &[], programmes: &nothing.2 };
        let documents = self.within(&none, "sources.toml", |c| c.documents(&sources));
        let version = self.within(&none, "sources.toml", |c| c.version(&sources.version));
        let columns = self.within(&none, "municipalities.toml", |c| columns.map(|all| c.columns(&all)));
        let (facts, fact_ids) = self.facts(&none, &facts_raw);
        // Ids come from file names, so that a file that does not parse does not make every link to it a mistake.
        let names = self.files.texts.keys().filter_map(|n| n.strip_prefix("programmes/")?.strip_suffix(".toml"));
        let programme_ids: HashMap<String, ProgrammeId> =
            names.enumerate().filter_map(|(i, n)| Some((n.to_owned(), ProgrammeId(u16::try_from(i).ok()?)))).collect();
        let shared = Shared { facts: &fact_ids, defines: &facts_raw.define, documents, programmes: &programme_ids };
        let programmes: Vec<Programme> =
            raw_programmes.iter().map(|(file, p)| self.within(&shared, file, |c| c.programme(p))).collect();
        let implications =
            self.within(&shared, "facts.toml", |c| facts_raw.implies.iter().filter_map(|i| c.implication(i)).collect());
        let terms = self.within(&shared, "glossary.toml", |c| glossary.term.iter().map(|t| c.term(t)).collect());
        let examples: Vec<Example> =
            raw_examples.iter().map(|(file, e)| self.within(&shared, file, |c| c.example(e))).collect();
        let date = self.within(&shared, "sources.toml", |c| c.date(Some(&sources.date), 0, "date"));
        Some(Catalogue {
            provenance: Provenance::Named,
            signer: "",
            note: "",
            digest: self.files.digest(),
            version,
            date: date?,
            documents,
            facts,
            implications: leak(implications),
            programmes: leak(programmes),
            terms: leak(terms),
            examples: leak(examples),
            municipalities,
            columns: columns?,
            imported: &[],
            readings: self.lexicon.readings,
            same: self.lexicon.same,
        })
    }

    fn report(&mut self, file: &str, line: usize, key: &str, message: String) {
        self.problems.push(Problem { file: file.to_owned(), line, key: key.to_owned(), message });
    }

    fn parse<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let Some(text) = self.files.texts.get(file) else {
            self.report(file, 0, "", "ファイルがありません".to_owned());
            return None;
        };
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(e) => {
                let line = e.span().map_or(0, |s| line_at(text, s.start));
                self.report(file, line, "", format!("書式の誤り: {}", e.message()));
                None
            }
        }
    }

    fn folder<T: DeserializeOwned>(&mut self, prefix: &str) -> Vec<(&'a str, T)> {
        let files = self.files;
        let names = files.texts.keys().filter(|n| n.starts_with(prefix));
        names.filter_map(|n| Some((n.as_str(), self.parse::<T>(n)?))).collect()
    }

    fn municipalities(&mut self) -> &'static [crate::domain::terms::catalogue::Municipality] {
        let file = "municipalities.csv";
        let Some(text) = self.files.texts.get(file) else {
            self.report(file, 0, "", "ファイルがありません".to_owned());
            return &[];
        };
        let (rows, problems) = municipality::parse(text);
        self.problems.extend(problems);
        leak(rows)
    }

    fn within<T>(&mut self, shared: &Shared<'_>, file: &str, f: impl FnOnce(&mut Context<'_>) -> T) -> T {
        let source = self.files.texts.get(file).map_or("", String::as_str);
        let mut context = Context {
            file,
            source,
            facts: shared.facts,
            defines: shared.defines,
            documents: shared.documents,
            programmes: shared.programmes,
            quotes: HashMap::new(),
            lexicon: self.lexicon,
            problems: Vec::new(),
        };
        let out = f(&mut context);
        self.problems.append(&mut context.problems);
        out
    }

    fn facts(&mut self, none: &Shared<'_>, raw: &raw::Facts) -> (&'static [Fact], HashMap<String, (FactId, FactKind)>) {
        let mut ids = HashMap::new();
        let mut out = Vec::new();
        for spanned in &raw.fact {
            let fact = self.within(none, "facts.toml", |c| c.lower_fact(spanned));
            let id = FactId(u16::try_from(out.len()).unwrap_or(u16::MAX));
            if ids.insert(fact.id.to_owned(), (id, fact.kind)).is_some() {
                let text = self.files.texts.get("facts.toml").map_or("", String::as_str);
                let line = line_at(text, spanned.span().start);
                self.report("facts.toml", line, "id", format!("項目「{}」が二度あります", fact.id));
            }
            out.push(fact);
        }
        (leak(out), ids)
    }
}

struct Shared<'a> {
    facts: &'a HashMap<String, (FactId, FactKind)>,
    defines: &'a BTreeMap<String, Spanned<raw::Condition>>,
    documents: &'static [Document],
    programmes: &'a HashMap<String, ProgrammeId>,
}
