//! Ranked search in memory, and what to highlight in what was found.
//!
//! Plain matching of prepared keys comes first. Only when it finds nothing are
//! guesses made, by fuzzy-matcher, which `term.rs` alone uses.

mod highlight;
mod keys;
mod slip;
mod term;
mod tier;

use super::fold::fold;
use term::{Match, Term};

pub use highlight::ranges;
pub use keys::{Field, Keys, Uncut};

/// Characters of one query that are looked at; more is a slip of the clipboard.
const QUERY_CHARS: usize = 100;

/// What one step of [`Hit::score`] of a match as typed is worth; see `Match::class`.
pub const CLASS: i64 = 10_000_000;

/// How well something matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Greater is better; comparable among hits of one kind of matching only.
    pub score: i64,
    /// Where the term that matches worst was found.
    pub field: Field,
    /// Found by letters in order only: a guess, to be shown as one.
    pub fuzzy: bool,
}

/// What was typed, prepared: words that must all be found.
#[derive(Clone, Debug, Default)]
pub struct Query {
    terms: Vec<Term>,
}

impl Query {
    /// Folds and splits `typed` at white space, also full-width.
    pub fn new(typed: &str) -> Self {
        let head: String = typed.trim_start().chars().take(QUERY_CHARS).collect();
        let terms = fold(&head)
            .split(' ')
            // While 10,000 is being typed it is `10,` for a moment.
            .map(|word| word.trim_end_matches([',', '、']))
            .filter(|word| !word.is_empty())
            .map(Term::new)
            .collect();
        Self { terms }
    }

    /// Whether nothing was typed; such a query matches everything equally.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The folded words.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|t| t.text.as_str())
    }

    /// Whether whatever this finds as it is typed was found by `earlier` too: each of its words goes on in one of ours.
    pub fn goes_on(&self, earlier: &Self) -> bool {
        let each = self.terms.iter().zip(&earlier.terms);
        (1..=self.terms.len()).contains(&earlier.terms.len()) && each.into_iter().all(|(now, then)| now.goes_on(then))
    }

    /// Whether every term may occur in some key as it is; `whole` as in [`Keys::whole`].
    fn may_stand(&self, whole: &str) -> bool {
        self.terms.iter().all(|term| term.may_stand(whole))
    }

    /// The hit if every term occurs in some key as it is.
    pub fn exact(&self, k: &Keys) -> Option<Hit> {
        if self.may_stand(k.whole) { self.found(k) } else { None }
    }

    /// The same of what [`Self::may_stand`] has let pass.
    fn found(&self, k: &Keys) -> Option<Hit> {
        let mut worst = Match::BEST;
        let mut sum = 0;
        for term in &self.terms {
            let found = term.find(k)?;
            sum += found.class();
            worst = worst.min(found);
        }
        let score = if self.is_empty() { 0 } else { worst.class() * CLASS + sum.min(9_999) * 1_000 + short(k) };
        Some(Hit { score, field: worst.field, fuzzy: false })
    }

    /// Whether a thing with these letters may be found by a guess: at most one letter of each word, in one of its forms,
    /// is none of them.
    fn may_be_guessed(&self, has: Letters) -> bool {
        let lacks = |form: &str| form.chars().filter(|c| has & letter(*c) == 0).nth(1).is_some();
        self.terms.iter().all(|t| t.forms().any(|form| !lacks(form)))
    }

    /// The hit if every term occurs but for one letter that is wrong, missing, too much or swapped with the next.
    pub fn slipped(&self, k: &Keys) -> Option<Hit> {
        let mut hit = Hit { score: 0, field: Field::Name, fuzzy: true };
        for term in &self.terms {
            let (class, field) = term.slipped(k)?;
            hit.score += class;
            hit.field = hit.field.min(field);
        }
        hit.score = hit.score * 1_000 + short(k);
        Some(hit)
    }

    /// The hit if the letters of every term occur in some key in order. Single
    /// characters never match this way: [`Query::exact`] has said all there is.
    pub fn fuzzy(&self, k: &Keys) -> Option<Hit> {
        let mut hit = Hit { score: 0, field: Field::Name, fuzzy: true };
        let mut worst = i64::MAX;
        for term in &self.terms {
            let (score, field) = term.guess(k)?;
            hit.score += score;
            if score < worst {
                (worst, hit.field) = (score, field);
            }
        }
        Some(hit)
    }
}

/// Greater for shorter names. Bytes, not characters: only the order of lengths matters.
fn short(k: &Keys) -> i64 {
    999 - i64::try_from(k.name.len()).unwrap_or(999).min(999)
}

/// The items that match, best first, equals in their own order. Guesses are
/// made only when nothing matches as typed: first words with one wrong letter,
/// then letters in order. An empty query gives every item.
pub fn rank<'a>(q: &Query, items: impl Iterator<Item = Keys<'a>> + Clone) -> Vec<(usize, Hit)> {
    if q.is_empty() {
        let every = q.exact(&Keys::default());
        return items.enumerate().filter_map(|(at, _)| Some((at, every?))).collect();
    }
    let items = items.enumerate();
    let exact = matching(items.clone(), |k| q.exact(k));
    let mut hits = if exact.is_empty() { guessed(q, items) } else { exact };
    best_first(&mut hits);
    hits
}

/// The same where nothing matches as typed.
fn guessed<'a>(q: &Query, items: impl Iterator<Item = (usize, Keys<'a>)> + Clone) -> Vec<(usize, Hit)> {
    let slipped = matching(items.clone(), |k| q.slipped(k));
    if slipped.is_empty() { matching(items, |k| q.fuzzy(k)) } else { slipped }
}

/// In the order of the things.
fn matching<'a>(
    items: impl Iterator<Item = (usize, Keys<'a>)>,
    score: impl Fn(&Keys) -> Option<Hit>,
) -> Vec<(usize, Hit)> {
    items.filter_map(|(at, k)| score(&k).map(|hit| (at, hit))).collect()
}

/// What was found as it was typed among the same things, letter by letter: each query goes on from the one before it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    found: Vec<(Query, Vec<usize>)>,
    /// The letters of each thing, once they are asked for.
    letters: Vec<Letters>,
}

/// Which letters a text has: a bit for all that share it, so that a letter whose bit is not set stands nowhere in it. Latin
/// letters, of which the reading of everything is made, have one each.
type Letters = u128;

fn letter(c: char) -> Letters {
    let at = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '\0'..='\x7f' => 26 + u32::from(c) % 8,
        _ => 34 + (u32::from(c).wrapping_mul(0x9E37_79B1) >> 16) * 94 / 0x1_0000,
    };
    1 << at
}

fn letters(text: &str) -> Letters {
    text.chars().fold(0, |all, c| all | letter(c))
}

impl Typed {
    /// As [`rank`] of `count` things, `item` having what each is found by, but in the order of the things: of what an
    /// earlier query did not find nothing is found by one that goes on from it.
    pub fn rank<'a, K: Uncut<'a>>(
        &mut self,
        q: &Query,
        count: usize,
        item: impl Fn(usize) -> Option<K>,
    ) -> Vec<(usize, Hit)> {
        let exact = self.exact(q, count, &item);
        if !exact.is_empty() || q.is_empty() {
            return exact;
        }
        if self.letters.is_empty() {
            self.letters = (0..count).map(|at| item(at).map_or(0, |k| letters(k.whole()))).collect();
        }
        // Most things lack too many of the letters for any guess.
        let may_match = |at: &usize| self.letters.get(*at).is_none_or(|has| *has == 0 || q.may_be_guessed(*has));
        let all = (0..count).filter(may_match).filter_map(|at| Some((at, item(at)?.into())));
        guessed(q, all)
    }

    /// What of it matches as typed.
    pub fn exact<'a, K: Uncut<'a>>(
        &mut self,
        q: &Query,
        count: usize,
        item: impl Fn(usize) -> Option<K>,
    ) -> Vec<(usize, Hit)> {
        while self.found.last().is_some_and(|(earlier, _)| !q.goes_on(earlier)) {
            self.found.pop();
        }
        let at = |at: usize| item(at).filter(|k| q.may_stand(k.whole())).map(|k| (at, k.into()));
        // In the order of the things, which is that of their texts in memory: out of order each text is waited for.
        let hits = match self.found.last() {
            Some((_, among)) => matching(among.iter().copied().filter_map(at), |k| q.found(k)),
            None => matching((0..count).filter_map(at), |k| q.found(k)),
        };
        let is_new = self.found.last().is_none_or(|(earlier, _)| !earlier.goes_on(q));
        if is_new {
            self.found.push((q.clone(), hits.iter().map(|(at, _)| *at).collect()));
        }
        hits
    }
}

/// The greatest score first, then in the order of the things. No two stand at one place, so nothing is left to an unstable
/// sort.
pub fn best_first(hits: &mut [(usize, Hit)]) {
    hits.sort_unstable_by_key(|&(at, hit)| (std::cmp::Reverse(hit.score), at));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::romaji::romaji;

    struct Item([String; 4]);

    impl Item {
        fn new(name: &str, yomi: &str, extra: &str) -> Self {
            Self([fold(name), fold(yomi), romaji(yomi), fold(extra)])
        }
        fn keys(&self) -> Keys<'_> {
            let [name, yomi, romaji, extra] = &self.0;
            Keys { name, yomi, romaji, extra, ..Keys::default() }
        }
    }

    fn items() -> Vec<Item> {
        [
            ("過疎対策事業債", "かそたいさくじぎょうさい", "kaso 地方債"),
            ("過疎", "かそ", ""),
            ("海士町", "あまちょう", "島根県 325252"),
            ("あま市", "あまし", "愛知県 232378"),
            ("尼崎市", "あまがさきし", "兵庫県"),
            ("ローカル10,000プロジェクト（国庫補助事業）", "ろーかるいちまんぷろじぇくと", "local10000-kokko"),
            ("地域おこし協力隊", "ちいきおこしきょうりょくたい", "移住"),
            ("地域ＤＸ推進", "ちいきでぃーえっくすすいしん", "デジタル"),
            ("新宮市", "しんぐうし", "和歌山県"),
            ("浜松市", "はままつし", "静岡県"),
        ]
        .iter()
        .map(|(n, y, e)| Item::new(n, y, e))
        .collect()
    }

    fn found(typed: &str) -> Vec<usize> {
        let items = items();
        let hits = rank(&Query::new(typed), items.iter().map(Item::keys));
        assert!(!hits.iter().any(|h| h.1.fuzzy), "{typed} only by guessing");
        hits.into_iter().map(|h| h.0).collect()
    }

    #[test]
    fn every_way_of_typing_finds() {
        for (typed, first) in [
            ("かそ カソ ｶｿ kaso KASO ｋａｓｏ 過疎 kas かso", 1),
            ("海士 海士町 amacho amatyou 325252 amach amaty", 2),
            ("10000 10,000 １０，０００ １０、０００ 10, ろーかる ローカル ﾛｰｶﾙ ro-karu rokaru", 5),
            ("協力隊 きょうりょくたい kyouryokutai kyoryoku 移住", 6),
            ("ＤＸ dx ｄｘ DX でぃーえっくす", 7),
            ("しんぐう shin singu shingū sing", 8),
        ] {
            for word in typed.split(' ') {
                assert_eq!(found(word).first(), Some(&first), "{word}");
            }
        }
        assert_eq!(found("あま"), [3, 2, 4], "the name, then short names");
        assert_eq!(found("ama"), [2, 3, 4], "はままつ holds no あ");
        assert_eq!(found("a").first(), Some(&2));
    }

    #[test]
    fn all_words_must_be_found() {
        assert_eq!(found("協力隊 おこし"), [6]);
        assert_eq!(found("協力隊　ｵｺｼ"), [6]);
        assert_eq!(found("あま 兵庫"), [4]);
        assert_eq!(found("kaso saku"), [0]);
        let q = Query::new(" 過疎　ｶﾞｲﾄﾞ ");
        assert_eq!(q.terms().collect::<Vec<_>>(), ["過疎", "がいど"]);
    }

    #[test]
    fn nothing_typed_keeps_everything_in_order() {
        let items = items();
        for typed in ["", "　 ", "\u{200b}"] {
            let q = Query::new(typed);
            assert!(q.is_empty());
            let all: Vec<usize> = rank(&q, items.iter().map(Item::keys)).iter().map(|h| h.0).collect();
            assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn tiers_then_fields() {
        let hit = |item: &Item, typed: &str| Query::new(typed).exact(&item.keys()).expect("found");
        let item = Item::new("特定地域づくり 協同組合", "とくてい", "特定 こよう");
        assert!(hit(&item, "とくてい").score > hit(&item, "特定").score, "equal beats start");
        assert_eq!(hit(&item, "とくてい").field, Field::Yomi);
        assert!(hit(&item, "特定").score > hit(&item, "協同").score, "start beats inside");
        assert!(hit(&item, "こよう").score > hit(&item, "こよ").score, "a whole word beats its start");
        assert_eq!(hit(&item, "tokutei").field, Field::Romaji);
        assert_eq!(hit(&item, "特定 こよう").field, Field::Extra, "the weakest term counts");
        let short = Item::new("特定事業", "", "");
        assert!(hit(&short, "特定").score > hit(&item, "特定").score, "short names first");
    }

    #[test]
    fn guesses_only_when_nothing_matches() {
        let items = items();
        let hits = rank(&Query::new("地域協力隊"), items.iter().map(Item::keys));
        assert_eq!(hits.first().map(|h| (h.0, h.1.fuzzy)), Some((6, true)));
        assert!(rank(&Query::new("鰹"), items.iter().map(Item::keys)).is_empty());
        assert!(rank(&Query::new("zzqzz"), items.iter().map(Item::keys)).is_empty());
    }

    #[test]
    fn any_input_is_harmless() {
        let items = items();
        let long = "あ過zn　👨\u{200d}👩\u{7}".repeat(500);
        for typed in [long.as_str(), "\u{0}\n\r\t", "ﾞﾟー", "'", "-", "ｎ", "っ"] {
            let q = Query::new(typed);
            let _ = rank(&q, items.iter().map(Item::keys));
            let _ = ranges(&[&q], &long);
        }
    }
}
