//! Why something was found, where its name does not show it: by reading, by a word that means the same, by a guess.

use crate::domain::terms::catalogue::{Catalogue, Pronunciation};
use crate::domain::terms::keys::SearchKeys;
use crate::text::search::{Keys, Query, ranges};

/// What is known about a hit for explaining it.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// Its name.
    pub name: &'static str,
    /// How that is read.
    pub yomi: &'static str,
    /// Its synonyms.
    pub words: Vec<String>,
    /// Its themes.
    pub themes: &'static [&'static str],
    /// The sentence shown below the name.
    pub text: String,
}

/// An explanation and the word of the name or of the text that is meant by it, to be highlighted there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Why {
    /// `よみ: 過疎（かそ）`, `同義語: 買い物弱者＝買い物支援`; empty where the name shows it.
    pub text: String,
    /// `過疎`; empty if none.
    pub word: String,
}

/// One explanation for each word that was typed and that the name does not show.
pub fn why(c: &Catalogue, query: &Query, hit: &Hit) -> Vec<Why> {
    let mut all: Vec<Why> = query.terms().map(|term| one(c, &Query::new(term), term, hit)).collect();
    all.retain(|w| !w.text.is_empty() || !w.word.is_empty());
    all.dedup();
    all
}

fn one(c: &Catalogue, term: &Query, typed: &str, hit: &Hit) -> Why {
    if !ranges(term, hit.name).is_empty() {
        return Why::default();
    }
    let known = |held: &str| by_reading(c, term, held).or_else(|| by_meaning(c, term, held));
    if let Some(why) = known(hit.name) {
        return why;
    }
    let tag = |w: &&String| !ranges(term, w).is_empty();
    if let Some(word) = hit.words.iter().find(tag) {
        return Why { text: format!("同義語: {word}"), word: String::new() };
    }
    if let Some(why) = known(&hit.words.join(" ")) {
        return why;
    }
    if reads(term, hit.yomi, &crate::text::fold::romaji(hit.yomi)) {
        return Why { text: format!("よみ: {}", hit.yomi), word: String::new() };
    }
    if let Some(theme) = hit.themes.iter().find(|t| !ranges(term, t).is_empty() || by_reading(c, term, t).is_some()) {
        return Why { text: format!("テーマ: {theme}"), word: String::new() };
    }
    let spoken = by_reading(c, term, &hit.text).or_else(|| by_meaning(c, term, &hit.text));
    spoken.unwrap_or_else(|| Why { text: String::new(), word: typed.to_owned() })
}

fn reads(term: &Query, yomi: &str, romaji: &str) -> bool {
    term.exact(&Keys { yomi, romaji, ..Keys::default() }).is_some()
}

/// The word of `held` that is read as was typed; the longest that begins so before others.
fn by_reading(c: &Catalogue, term: &Query, held: &str) -> Option<Why> {
    let fits = |r: &&Pronunciation| held.contains(r.word) && reads(term, r.yomi, r.romaji);
    let best = c.readings.iter().filter(fits).max_by_key(|r| {
        term.exact(&Keys { yomi: r.yomi, romaji: r.romaji, ..Keys::default() }).map_or(0, |h| h.score)
    })?;
    Some(Why { text: format!("よみ: {}（{}）", best.word, best.yomi), word: best.word.to_owned() })
}

/// The word of `held` that means the same as a word that was typed, as written or by reading.
fn by_meaning(c: &Catalogue, term: &Query, held: &str) -> Option<Why> {
    let read = |w: &str| c.readings.iter().any(|r| w.contains(r.word) && reads(term, r.yomi, r.romaji));
    c.same.iter().find_map(|group| {
        let held = group.iter().find(|w| held.contains(**w))?;
        let meant = group.iter().find(|w| !ranges(term, w).is_empty() || read(w))?;
        Some(Why { text: format!("同義語: {meant}＝{held}"), word: (*held).to_owned() })
    })
}

impl From<SearchKeys> for Keys<'static> {
    fn from(k: SearchKeys) -> Self {
        let [name, yomi, romaji, alias, extra, text] = k.0.texts();
        Self { name, yomi, romaji, alias, extra, text }
    }
}
