//! Raw files → [`Catalogue`], collecting every problem on the way.

mod condition;
mod context;
mod facts;
mod figures;
mod fit;
mod flow;
mod places;
mod programme;
mod sources;

use std::collections::{BTreeMap, HashMap};

use crate::content::files::{AREAS, Files, OLD_NAMES, PURPOSES};
use crate::content::from_toml::{self, FromToml};
use crate::content::leak::leak;
use crate::content::lexicon::{self, Lexicon};
use crate::content::lower::context::{Context, Shared};
use crate::content::municipality;
use crate::content::old_names;
use crate::content::problem::{Problem, line_at};
use crate::content::raw;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Example, Municipality, Provenance};
use crate::domain::terms::fit::Vocabulary;
use crate::domain::terms::late::Late;
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::profile::{Fact, FactId, FactKind};
use crate::domain::terms::programme::{Programme, ProgrammeId};

/// Loads a bundle.
///
/// # Errors
/// All problems of all files, in file and line order.
pub fn load(files: &Files) -> Result<Catalogue, Vec<Problem>> {
    let mut loader = Loader { files, problems: Vec::new(), lexicon: Lexicon::default() };
    let catalogue = loader.run();
    sort::plainly(&mut loader.problems);
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
            sort::plainly(&mut all);
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
        let areas: raw::Areas = self.optional(AREAS);
        let words: raw::Vocabulary = self.optional(PURPOSES);
        let raw_programmes = self.folder::<raw::Programme>("programmes/");
        let raw_examples = self.folder::<raw::Example>("examples/");
        let municipalities = self.municipalities();
        let old_names = self.old_names(municipalities);
        let (sources, facts_raw) = (sources?, facts_raw?);
        let nothing = (HashMap::new(), BTreeMap::new(), HashMap::new());
        let none = Shared {
            facts: &nothing.0,
            defines: &nothing.1,
            documents: &[],
            programmes: &nothing.2,
            vocabulary: Vocabulary::EMPTY,
        };
        let vocabulary = self.within(&none, PURPOSES, |c| c.vocabulary(&words));
        let documents = self.within(&none, "sources.toml", |c| c.documents(&sources));
        let version = self.within(&none, "sources.toml", |c| c.version(&sources.version));
        let (facts, fact_ids) = self.facts(&none, &facts_raw);
        // Ids come from file names, so that a file that does not parse does not make every link to it a mistake.
        let names = self.files.texts.keys().filter_map(|n| n.strip_prefix("programmes/")?.strip_suffix(".toml"));
        let programme_ids: HashMap<String, ProgrammeId> =
            names.enumerate().filter_map(|(i, n)| Some((n.to_owned(), ProgrammeId(u16::try_from(i).ok()?)))).collect();
        let shared =
            Shared { facts: &fact_ids, defines: &facts_raw.define, documents, programmes: &programme_ids, vocabulary };
        let columns = self.within(&shared, "municipalities.toml", |c| columns.map(|all| c.columns(&all)));
        let areas = self.within(&shared, AREAS, |c| c.areas(&areas, municipalities));
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
            programmes: Late::Ready(leak(programmes)),
            terms: Late::Ready(leak(terms)),
            examples: Late::Ready(leak(examples)),
            municipalities: Late::Ready(municipalities),
            old_names: Late::Ready(old_names),
            columns: columns?,
            areas,
            imported: &[],
            readings: Late::Ready(self.lexicon.readings),
            vocabulary,
            same: self.lexicon.same,
        })
    }

    fn report(&mut self, file: &str, line: usize, key: &str, message: String) {
        self.problems.push(Problem::new(file, line, key, message));
    }

    /// A file that a bundle may do without.
    fn optional<T: FromToml + Default>(&mut self, file: &str) -> T {
        if self.files.texts.contains_key(file) { self.parse(file).unwrap_or_default() } else { T::default() }
    }

    fn parse<T: FromToml>(&mut self, file: &str) -> Option<T> {
        let Some(text) = self.files.texts.get(file) else {
            self.report(file, 0, "", "ファイルがありません".to_owned());
            return None;
        };
        match from_toml::read(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.report(file, line_at(text, fault.at), "", format!("書式の誤り: {}", fault.message));
                None
            }
        }
    }

    fn folder<T: FromToml>(&mut self, prefix: &str) -> Vec<(&'a str, T)> {
        let files = self.files;
        let names = files.texts.keys().filter(|n| n.starts_with(prefix));
        names.filter_map(|n| Some((n.as_str(), self.parse::<T>(n)?))).collect()
    }

    fn municipalities(&mut self) -> &'static [Municipality] {
        let file = "municipalities.csv";
        let Some(text) = self.files.texts.get(file) else {
            self.report(file, 0, "", "ファイルがありません".to_owned());
            return &[];
        };
        let (rows, problems) = municipality::parse(text);
        self.problems.extend(problems);
        leak(rows)
    }

    fn old_names(&mut self, table: &[Municipality]) -> &'static [OldName] {
        let Some(text) = self.files.texts.get(OLD_NAMES) else { return &[] };
        let (rows, problems) = old_names::parse(text, table);
        self.problems.extend(problems);
        leak(rows)
    }

    fn within<T>(&mut self, shared: &Shared<'_>, file: &str, f: impl FnOnce(&mut Context<'_>) -> T) -> T {
        let source = self.files.texts.get(file).map_or("", String::as_str);
        let mut context =
            Context { file, source, shared, quotes: HashMap::new(), lexicon: self.lexicon, problems: Vec::new() };
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
