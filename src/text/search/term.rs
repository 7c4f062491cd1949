//! One word of a query against the keys of one thing.
//!
//! The only file that uses fuzzy-matcher: skim's algorithm knows nothing of
//! kana or of several words, so it is only the last resort.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::tier::{Tier, tier};
use super::{Field, Keys};
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

/// Where and how well one term was found. The order of the fields of this
/// type is the order of the ranking, worse ones first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Match {
    pub(super) tier: Tier,
    pub(super) field: Field,
}

impl PartialOrd for Field {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A field named first is the greater one.
impl Ord for Field {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (*other as u8).cmp(&(*self as u8))
    }
}

impl Match {
    /// Nothing can match better.
    pub(super) const BEST: Self = Self { tier: Tier::Equals, field: Field::Name };

    /// The rank as a number, greater is better.
    pub(super) fn class(self) -> i64 {
        self.tier as i64 * 4 + 3 - self.field as i64
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

    /// Where the term occurs, at its best place; `None` if nowhere.
    pub(super) fn find(&self, k: &Keys) -> Option<Match> {
        let at = |field| move |tier| Match { tier, field };
        let mut best = tier(k.name, &self.text).map(at(Field::Name));
        if self.kana {
            best = best.max(tier(k.yomi, &self.text).map(at(Field::Yomi)));
        }
        if best.is_none_or(|b| b.tier < Tier::Equals) {
            best = best.max(self.romaji_tier(k.romaji).map(at(Field::Romaji)));
            best = best.max(tier(k.extra, &self.text).map(at(Field::Extra)));
        }
        best
    }

    fn romaji_tier(&self, key: &str) -> Option<Tier> {
        let (literal, others) = self.romaji.split_first()?;
        // Other forms are unfinished words: equality would be by chance.
        let unfinished = || others.iter().filter_map(|f| tier(key, f)).max();
        tier(key, literal).or_else(|| unfinished().map(|t| t.min(Tier::Starts)))
    }

    /// skim's score where the letters of the term occur in order.
    pub(super) fn guess(&self, k: &Keys) -> Option<(i64, Field)> {
        thread_local! {
            static MATCHER: SkimMatcherV2 = SkimMatcherV2::default();
        }
        self.text.chars().nth(1)?;
        MATCHER.with(|matcher| {
            let score = |key: &str, text: &str, field| {
                let score = matcher.fuzzy_match(key, text)?;
                Some((score, field))
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

    const AMA: Keys<'_> =
        Keys { name: "海士町", yomi: "あまちょう", romaji: "amatyo", extra: "島根県 325252" };

    #[test]
    fn a_term_is_found_at_its_best_place() {
        let found = |word| Term::new(word).find(&AMA).map(|m| (m.tier, m.field));
        assert_eq!(found("海士町"), Some((Tier::Equals, Field::Name)));
        assert_eq!(found("あま"), Some((Tier::Starts, Field::Yomi)));
        assert_eq!(found("amachou"), Some((Tier::Equals, Field::Romaji)));
        assert_eq!(found("amach"), Some((Tier::Starts, Field::Romaji)));
        assert_eq!(found("325252"), Some((Tier::StartsWord, Field::Extra)));
        assert_eq!(found("隠岐"), None);
    }

    #[test]
    fn fields_and_tiers_are_ordered() {
        assert!(Field::Name > Field::Yomi && Field::Yomi > Field::Romaji && Field::Romaji > Field::Extra);
        let low = Match { tier: Tier::Starts, field: Field::Extra };
        let high = Match { tier: Tier::StartsWord, field: Field::Name };
        assert!(low > high && low.class() > high.class());
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
