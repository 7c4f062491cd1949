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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::content::file::{self, Spoilt};
use crate::content::files::{AREAS, Files, OLD_NAMES, PURPOSES};
use crate::content::from_toml::FromToml;
use crate::content::lexicon::{self, Lexicon};
use crate::content::lower::context::{Context, Shared};
use crate::content::municipality;
use crate::content::old_names;
use crate::content::problem::Problem;
use crate::content::raw;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Example, Municipality, Provenance};
use crate::domain::terms::fit::{Lists, Vocabulary};
use crate::domain::terms::late::Late;
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::profile::{Fact, FactId, FactKind};
use crate::domain::terms::programme::{Programme, ProgrammeId};

/// Loads a bundle.
///
/// # Errors
/// All problems of all files, in file and line order.
pub fn load(files: &Files) -> Result<Catalogue, Vec<Problem>> {
    let loaded = load_all(files, Vec::new());
    match loaded.catalogue {
        Some(catalogue) if loaded.problems.is_empty() => Ok(catalogue),
        _ => Err(loaded.problems),
    }
}

/// A bundle as far as it could be loaded.
pub struct Loaded {
    /// What it says, with empty places where something could not be read; `None` where a common file is missing.
    pub catalogue: Option<Catalogue>,
    /// What is wrong with the form of its files and the names in them, in file and line order.
    pub problems: Vec<Problem>,
    /// The files of which what they say cannot be judged.
    pub spoilt: BTreeSet<String>,
}

/// Loads what can be loaded, and says everything that is wrong.
pub fn load_all(files: &Files, unread: Vec<Problem>) -> Loaded {
    let mut loader = Loader {
        files,
        problems: Vec::new(),
        lexicon: Lexicon::default(),
        texts: HashMap::new(),
        spoilt: HashMap::new(),
    };
    let catalogue = loader.run();
    let Loader { mut problems, spoilt, .. } = loader;
    // A file that could not be read is named once, not again as missing.
    problems.retain(|p| p.line != 0 || !unread.iter().any(|u| u.file == p.file));
    problems.extend(unread);
    sort::once(&mut problems);
    let wrong = problems.iter().filter(|p| p.mended.is_empty()).map(|p| p.file.clone());
    let spoilt = wrong.chain(spoilt.into_keys()).collect();
    Loaded { catalogue, problems, spoilt }
}

struct Loader<'a> {
    files: &'a Files,
    problems: Vec<Problem>,
    lexicon: Lexicon,
    /// The texts that differ from the files': with what was certainly meant.
    texts: HashMap<String, String>,
    spoilt: HashMap<String, Spoilt>,
}

impl<'a> Loader<'a> {
    fn run(&mut self) -> Option<Catalogue> {
        let sources: Option<raw::Sources> = self.parse("sources.toml");
        let facts_raw: Option<raw::Facts> = self.parse("facts.toml");
        let glossary: raw::Glossary = self.parse("glossary.toml").unwrap_or_default();
        let readings: raw::Readings = self.parse(lexicon::FILE).unwrap_or_default();
        let mut heard = Vec::new();
        self.lexicon = Lexicon::new(&readings, self.text(lexicon::FILE), &mut heard);
        let spoilt = self.spoilt.get(lexicon::FILE);
        self.problems.extend(heard.into_iter().filter(|p| !spoilt.is_some_and(|s| s.hides(p))));
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
            vocabulary: Lists::EMPTY,
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
        let body = self.within(&shared, PURPOSES, |c| c.body_words(&words.body));
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
            implications: Vec::leak(implications),
            programmes: Late::Ready(Vec::leak(programmes)),
            terms: Late::Ready(Vec::leak(terms)),
            examples: Late::Ready(Vec::leak(examples)),
            municipalities: Late::Ready(municipalities),
            old_names: Late::Ready(old_names),
            columns: columns?,
            areas,
            imported: &[],
            readings: Late::Ready(self.lexicon.readings),
            vocabulary: Vocabulary(Late::Ready(Vec::leak(vec![Lists { body, ..vocabulary }]))),
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

    fn parse<T: FromToml>(&mut self, name: &str) -> Option<T> {
        let Some(text) = self.files.texts.get(name) else {
            self.report(name, 0, "", "ファイルがありません".to_owned());
            return None;
        };
        let read = file::read::<T>(name, text);
        self.problems.extend(read.problems);
        if !read.spoilt.is_nothing() {
            self.spoilt.insert(name.to_owned(), read.spoilt);
        }
        if read.text != *text {
            self.texts.insert(name.to_owned(), read.text);
        }
        Some(read.value)
    }

    /// The text that was read of a file.
    fn text(&self, file: &str) -> &str {
        self.texts.get(file).or_else(|| self.files.texts.get(file)).map_or("", String::as_str)
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
        Vec::leak(rows)
    }

    fn old_names(&mut self, table: &[Municipality]) -> &'static [OldName] {
        let Some(text) = self.files.texts.get(OLD_NAMES) else { return &[] };
        let (rows, problems) = old_names::parse(text, table);
        self.problems.extend(problems);
        Vec::leak(rows)
    }

    fn within<T>(&mut self, shared: &Shared<'_>, file: &str, f: impl FnOnce(&mut Context<'_>) -> T) -> T {
        let source = self.text(file).to_owned();
        let mut context = Context {
            file,
            source: &source,
            shared,
            quotes: HashMap::new(),
            lexicon: self.lexicon,
            problems: Vec::new(),
        };
        let out = f(&mut context);
        let spoilt = self.spoilt.get(file);
        self.problems.extend(context.problems.into_iter().filter(|p| !spoilt.is_some_and(|s| s.hides(p))));
        out
    }

    fn facts(&mut self, none: &Shared<'_>, raw: &raw::Facts) -> (&'static [Fact], HashMap<String, (FactId, FactKind)>) {
        let mut ids = HashMap::new();
        let mut out = Vec::new();
        for spanned in &raw.fact {
            let fact = self.within(none, "facts.toml", |c| c.lower_fact(spanned));
            let id = FactId(u16::try_from(out.len()).unwrap_or(u16::MAX));
            if ids.insert(fact.id.to_owned(), (id, fact.kind)).is_some() {
                let message = format!("項目「{}」が二度あります", fact.id);
                let problem = Problem::at("facts.toml", self.text("facts.toml"), spanned.span().start, "id", message);
                self.problems.push(problem);
            }
            out.push(fact);
        }
        (Vec::leak(out), ids)
    }
}
