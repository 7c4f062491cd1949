//! Why something was found, where its name does not show it: by reading, by a word that means the same, by a guess.

use std::borrow::Cow;

use crate::domain::terms::catalogue::{Catalogue, Pronunciation};
use crate::domain::terms::keys::SearchKeys;
use crate::text::search::{Keys, Query, Uncut, ranges};

/// What is known about a hit for explaining it.
#[derive(Clone, Debug, Default)]
pub struct Hit<'a> {
    /// Its name.
    pub name: &'static str,
    /// How that is read.
    pub yomi: &'static str,
    /// What it is found by.
    pub keys: Keys<'a>,
    /// Its synonyms.
    pub words: Vec<Cow<'static, str>>,
    /// Its themes.
    pub themes: &'static [&'static str],
    /// The sentence shown below the name.
    pub text: Cow<'static, str>,
}

/// An explanation and the word of the name or of the text that is meant by it, to be highlighted there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Why {
    /// `よみ: もろつかそん`, `同義語: 買い物弱者＝買い物支援`; empty where the name shows it.
    pub text: String,
    /// `過疎`; empty if none.
    pub word: String,
}

/// One word that was typed, and what is read so: the same for everything that was found.
struct Asked<'a> {
    c: &'a Catalogue,
    typed: &'a str,
    term: Query,
    read: Vec<&'a Pronunciation>,
}

/// What was typed, prepared for saying of many things why they were found.
pub struct Reasons<'a>(Vec<Asked<'a>>);

impl<'a> Reasons<'a> {
    /// The words of `query`.
    pub fn new(c: &'a Catalogue, query: &'a Query) -> Self {
        let asked = |typed: &'a str| {
            let term = Query::new(typed);
            let read = c.readings.iter().filter(|r| reads(&term, r.yomi, r.romaji)).collect();
            Asked { c, typed, term, read }
        };
        Self(query.terms().map(asked).collect())
    }

    /// One explanation for each word that was typed and that the name does not show.
    pub fn why(&self, hit: &Hit<'_>) -> Vec<Why> {
        let mut all: Vec<Why> = self.0.iter().map(|asked| asked.why(hit)).collect();
        all.retain(|w| !w.text.is_empty() || !w.word.is_empty());
        all.dedup();
        all
    }
}

fn reads(term: &Query, yomi: &str, romaji: &str) -> bool {
    term.exact(&Keys { yomi, romaji, ..Keys::default() }).is_some()
}

impl Asked<'_> {
    fn why(&self, hit: &Hit<'_>) -> Why {
        let known = |held: &str| self.by_reading(held).or_else(|| self.by_meaning(held));
        if self.shows(hit.name) {
            return Why::default();
        }
        // A word of the name that is read so is marked there: the same words below every name would say nothing.
        if let Some(Why { word, .. }) = self.by_reading(hit.name) {
            return Why { text: String::new(), word };
        }
        if let Some(why) = self.by_meaning(hit.name) {
            return why;
        }
        if let Some(word) = hit.words.iter().find(|w| self.shows(w)) {
            return Why { text: format!("同義語: {word}"), word: String::new() };
        }
        if let Some(why) = known(&hit.words.join(" ")) {
            return why;
        }
        if reads(&self.term, hit.keys.yomi, hit.keys.romaji) {
            return Why { text: format!("よみ: {}", hit.yomi), word: String::new() };
        }
        if let Some(theme) = hit.themes.iter().find(|t| self.shows(t) || self.by_reading(t).is_some()) {
            return Why { text: format!("テーマ: {theme}"), word: String::new() };
        }
        known(&hit.text).unwrap_or_else(|| Why { text: String::new(), word: self.typed.to_owned() })
    }

    /// The word stands there as it was typed.
    fn shows(&self, held: &str) -> bool {
        !ranges(&[&self.term], held).is_empty()
    }

    /// The word of `held` that is read as was typed; the longest that begins so before others.
    fn by_reading(&self, held: &str) -> Option<Why> {
        let fits = self.read.iter().filter(|r| held.contains(r.word));
        let best = fits.max_by_key(|r| {
            self.term.exact(&Keys { yomi: r.yomi, romaji: r.romaji, ..Keys::default() }).map_or(0, |h| h.score)
        })?;
        Some(Why { text: format!("よみ: {}（{}）", best.word, best.yomi), word: best.word.to_owned() })
    }

    /// The word of `held` that means the same as a word that was typed, as written or by reading.
    fn by_meaning(&self, held: &str) -> Option<Why> {
        let read = |w: &str| self.read.iter().any(|r| w.contains(r.word));
        self.c.same.iter().find_map(|group| {
            let held = group.iter().find(|w| held.contains(**w))?;
            let meant = group.iter().find(|w| self.shows(w) || read(w))?;
            Some(Why { text: format!("同義語: {meant}＝{held}"), word: (*held).to_owned() })
        })
    }
}

impl From<SearchKeys> for Keys<'static> {
    fn from(k: SearchKeys) -> Self {
        let [name, yomi, romaji, alias, extra, text] = k.0.texts();
        Self { name, yomi, romaji, alias, extra, text, whole: k.0.all }
    }
}

impl Uncut<'static> for SearchKeys {
    fn whole(&self) -> &'static str {
        self.0.all
    }
}
