//! One word of a query against the keys of one thing.
//!
//! The only file that uses fuzzy-matcher: skim's algorithm knows nothing of
//! kana or of several words, so it is only the last resort.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::keys::{Field, Keys};
use super::slip::{lacking, may_slip, with_slip};
use super::tier::{Tier, list_tier, occurs, tier};
use crate::text::romaji::romaji_forms;

/// A word that was typed, in all its forms.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// The folded word.
    pub(super) text: String,
    /// Canonical romaji forms of `text`; empty when it is not Latin letters.
    romaji: Vec<String>,
    /// Whether the term can occur in a key of kana only.
    kana: bool,
}

/// Where and how well one term was found, ordered by [`Match::class`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Match {
    pub(super) tier: Tier,
    pub(super) field: Field,
}

impl Match {
    /// Nothing can match better.
    pub(super) const BEST: Self = Self { tier: Tier::Equals, field: Field::Name };

    /// A name for short.
    const CALLED: Self = Self { tier: Tier::Starts, field: Field::Name };

    /// The rank as a number, greater is better: where people look first, and how much of it they typed.
    pub(super) fn class(self) -> i64 {
        use Field::{Alias, Extra, Name, Romaji, Text, Yomi};
        match (self.field, self.tier) {
            (Name, Tier::Equals) => 25,
            (Yomi, Tier::Equals) => 24,
            (Romaji, Tier::Equals) => 23,
            (Name, Tier::Head) => 22,
            (Name, Tier::Starts) => 20,
            // The first word of the name, typed in full by its reading.
            (Alias, Tier::Starts | Tier::Head | Tier::Equals) => 19,
            (Yomi, Tier::Starts | Tier::Head) => 18,
            (Romaji, Tier::Starts | Tier::Head) => 17,
            (Alias, Tier::Word) => 16,
            // Kanji words run on without a gap: inside the name is as good as at a gap.
            (Name, _) => 14,
            (Extra, Tier::Starts | Tier::Word | Tier::Head | Tier::Equals) => 13,
            (Alias, Tier::StartsWord) => 12,
            (Yomi | Romaji, Tier::StartsWord | Tier::Word) => 11,
            (Extra, Tier::StartsWord) => 10,
            (Yomi, Tier::Contains) => 8,
            (Romaji, Tier::Contains) => 7,
            (Alias, Tier::Contains) => 6,
            (Extra, Tier::Contains) => 5,
            (Text, Tier::Contains) => 2,
            (Text, _) => 3,
        }
    }
}

impl PartialOrd for Match {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Match {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.class().cmp(&other.class()).then(self.tier.cmp(&other.tier)).then(self.field.cmp(&other.field))
    }
}

impl Term {
    pub(super) fn new(word: &str) -> Self {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic());
        Self {
            text: word.to_string(),
            romaji: if latin { romaji_forms(word) } else { Vec::new() },
            kana: word.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー' | '・')),
        }
    }

    /// The word as it was typed, and in canonical romaji.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.romaji.iter().map(String::as_str))
    }

    /// Whether the term occurs only where `then` does: in every form that it is looked for in, it begins with one of
    /// that one's.
    pub(super) fn goes_on(&self, then: &Self) -> bool {
        let begins = |form: &String| then.romaji.iter().any(|f| !f.is_empty() && form.starts_with(f.as_str()));
        self.text.starts_with(&then.text) && (then.kana || !self.kana) && self.romaji.iter().all(begins)
    }

    /// Where the term occurs, at its best place; `None` if nowhere.
    pub(super) fn find(&self, k: &Keys) -> Option<Match> {
        let at = |field| move |tier| Match { tier, field };
        let mut best = tier(k.name, &self.text).map(at(Field::Name));
        if self.kana {
            best = best.max(tier(k.yomi, &self.text).map(at(Field::Yomi)));
        }
        if best.is_some_and(|b| b.tier == Tier::Equals) {
            return best;
        }
        best = best.max(self.romaji_tier(k.romaji, tier).map(at(Field::Romaji)));
        let begins = best.is_some_and(|b| b.tier >= Tier::Starts);
        let part = self.in_list(k.alias);
        // A word of the name, whole, and the name begins with it: its reading ends where the word does.
        let whole = part.map(|t| if t == Tier::Word && begins { Tier::Equals } else { t });
        best = best.max(whole.map(at(Field::Alias)));
        let tag = self.in_list(k.extra);
        // A word that the thing is said to be called by and that its name shows too is as good as the name's start.
        if tag == Some(Tier::Word) && best.is_some_and(|b| b.class() < Match::CALLED.class()) {
            return Some(Match::CALLED);
        }
        best = best.max(tag.map(at(Field::Extra)));
        // The longest key last, and only where nothing nearer to the name was found.
        best.or_else(|| self.in_list(k.text).map(at(Field::Text)))
    }

    /// Whether any form of the term occurs in a text at all, where there is one: most things that are searched have none.
    pub(super) fn may_stand(&self, whole: &str) -> bool {
        let others = self.romaji.iter().filter(|form| **form != self.text);
        whole.is_empty() || occurs(whole, &self.text) || others.into_iter().any(|form| occurs(whole, form))
    }

    fn in_list(&self, list: &str) -> Option<Tier> {
        let read = self.romaji_tier(list, list_tier);
        // Latin letters are mostly their own romaji, and have been looked for.
        if self.romaji.first() == Some(&self.text) { read } else { read.max(list_tier(list, &self.text)) }
    }

    fn romaji_tier(&self, key: &str, tier: fn(&str, &str) -> Option<Tier>) -> Option<Tier> {
        let (literal, others) = self.romaji.split_first()?;
        // Other forms are unfinished words: equality would be by chance.
        let unfinished = || others.iter().filter_map(|f| tier(key, f)).max();
        let begun = |t| match t {
            Tier::Equals => Tier::Starts,
            Tier::Word => Tier::StartsWord,
            other => other,
        };
        tier(key, literal).or_else(|| unfinished().map(begun))
    }

    /// One letter, however often: a key that was held down is near everything.
    fn is_one_letter(&self) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next();
        letters.all(|c| Some(c) == first)
    }

    /// The class of the best place where the term occurs but for one letter, and the field. Text is not looked at:
    /// in sentences nearly everything is near something.
    pub(super) fn slipped(&self, k: &Keys) -> Option<(i64, Field)> {
        if self.may_stand(k.whole)
            && let Some(found) = self.find(k)
        {
            return Some((found.class(), found.field));
        }
        if self.is_one_letter() {
            return None;
        }
        let romaji = self.romaji.first().map_or("", String::as_str);
        if !k.whole.is_empty() && !may_slip(k.whole, &self.text) && !may_slip(k.whole, romaji) {
            return None;
        }
        let places = [
            (with_slip(k.name, &self.text), 4, Field::Name),
            (self.kana && with_slip(k.yomi, &self.text), 3, Field::Yomi),
            (with_slip(k.romaji, romaji), 3, Field::Romaji),
            (k.alias.split(' ').any(|w| with_slip(w, &self.text) || with_slip(w, romaji)), 2, Field::Alias),
            (k.extra.split(' ').any(|w| with_slip(w, &self.text) || with_slip(w, romaji)), 1, Field::Extra),
        ];
        places.into_iter().find(|p| p.0).map(|(_, class, field)| (class, field))
    }

    /// skim's score where the letters of the term occur in order and not far from each other: letters collected from
    /// all over a name are no guess but chance.
    pub(super) fn guess(&self, k: &Keys) -> Option<(i64, Field)> {
        thread_local! {
            static MATCHER: SkimMatcherV2 = SkimMatcherV2::default();
        }
        if self.is_one_letter() {
            return None;
        }
        let has_all = |form: &String| lacking(k.whole, form).next().is_none();
        if !k.whole.is_empty() && !has_all(&self.text) && !self.romaji.first().is_some_and(has_all) {
            return None;
        }
        MATCHER.with(|matcher| {
            let score = |key: &str, text: &str, field| {
                let (score, at) = matcher.fuzzy_indices(key, text)?;
                let span = at.last()?.saturating_sub(*at.first()?) + 1;
                // Romaji has few letters, and any three of them stand in order somewhere.
                let most = if text.is_ascii() { at.len() * 3 / 2 } else { 2 * at.len() };
                (at.len() >= 6 || span <= most).then_some((score, field))
            };
            let romaji = self.romaji.first().filter(|f| f.len() > 1);
            [
                score(k.name, &self.text, Field::Name),
                score(k.yomi, &self.text, Field::Yomi).filter(|_| self.kana),
                romaji.and_then(|form| score(k.romaji, form, Field::Romaji)),
                // By word, or the letters would be collected from all of them.
                k.extra.split(' ').filter_map(|word| score(word, &self.text, Field::Extra)).max(),
            ]
            .into_iter()
            .flatten()
            .max()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMA: Keys<'_> = Keys {
        name: "海士町",
        yomi: "あまちょう",
        romaji: "amatyo",
        extra: "島根県 325252",
        alias: "",
        text: "",
        whole: "海士町あまちょうamatyo島根県 325252",
    };

    #[test]
    fn a_term_is_found_at_its_best_place() {
        let found = |word| Term::new(word).find(&AMA).map(|m| (m.tier, m.field));
        assert_eq!(found("海士町"), Some((Tier::Equals, Field::Name)));
        assert_eq!(found("あま"), Some((Tier::Starts, Field::Yomi)));
        assert_eq!(found("amachou"), Some((Tier::Equals, Field::Romaji)));
        assert_eq!(found("amach"), Some((Tier::Starts, Field::Romaji)));
        assert_eq!(found("325252"), Some((Tier::Word, Field::Extra)));
        assert_eq!(found("隠岐"), None);
    }

    #[test]
    fn fields_and_tiers_are_ordered() {
        assert!(Field::Name > Field::Yomi && Field::Yomi > Field::Romaji && Field::Romaji > Field::Extra);
        let low = Match { tier: Tier::Starts, field: Field::Extra };
        let high = Match { tier: Tier::Contains, field: Field::Name };
        assert!(low < high && low.class() < high.class(), "what one sees in the name");
        assert!(low < Match::BEST);
    }

    #[test]
    fn guesses_need_two_letters_in_order() {
        assert!(Term::new("海町").guess(&AMA).is_some());
        assert!(Term::new("町海").guess(&AMA).is_none());
        assert!(Term::new("海").guess(&AMA).is_none());
        assert!(Term::new("島325").guess(&AMA).is_none(), "not across words");
    }
}
