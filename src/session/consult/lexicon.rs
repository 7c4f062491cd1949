//! The words of the vocabulary as they stand in a sentence: inflected, negated, one inside another.

use std::collections::HashMap;
use std::num::NonZeroU32;

use crate::domain::sort;
use crate::domain::terms::fit::{Word, WordId};
use crate::text::fold::fold;

/// A word found in a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Which word of its list.
    pub id: WordId,
    /// Where it stands: first and behind-last character of the folded sentence.
    pub at: (usize, usize),
    /// The sentence says that it is not meant.
    pub negated: bool,
}

/// What takes a word back when it follows.
const NEGATIONS: [&str; 33] = [
    "ではなく",
    "でなく",
    "じゃなく",
    "以外",
    "を除",
    "は除",
    "はいらない",
    "は要らない",
    "は不要",
    "なしで",
    "はしない",
    "ではない",
    "はやめ",
    "は使わない",
    "は使わず",
    "は使えな",
    "を使わず",
    "を使わな",
    "は対象にしな",
    "は対象外",
    "は含めな",
    "はもう終",
    "は終わっ",
    "は済んだ",
    "は足りてい",
    "は付けない",
    "は呼ばない",
    "は雇わ",
    "は要りません",
    "はいりません",
    "は考えていな",
    "は考えてな",
    "はやらな",
];

/// The same behind the stem of a verb: 木を使わずに.
const MANNER: [&str; 4] = ["わずに", "さずに", "てずに", "えずに"];

/// Kana that end a verb or an adjective in the dictionary: before them stands the stem.
const ENDINGS: &str = "うくぐすつぬぶむるい";

/// Strings to look for in sentences, by their first character: a sentence is walked through once, whatever their number.
/// They are thousands of a few characters each: all stand in one piece of memory.
#[derive(Debug)]
pub struct Index<T> {
    /// The first and the last entry of those that begin so.
    begins: HashMap<char, (u32, u32)>,
    entries: Vec<Entry<T>>,
    /// The characters of all entries, in UTF-16: two bytes each.
    units: Vec<u16>,
}

/// A string: where its units stand, and the next entry that begins as it does.
#[derive(Debug)]
struct Entry<T> {
    from: u32,
    len: u16,
    next: Option<NonZeroU32>,
    of: T,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { begins: HashMap::new(), entries: Vec::new(), units: Vec::new() }
    }
}

impl<T> Index<T> {
    /// Enters a string; an empty one stands nowhere.
    pub fn add(&mut self, text: &[char], of: T) {
        let small = |n: usize| u32::try_from(n).ok();
        let (Some(first), Some(at)) = (text.first(), small(self.entries.len())) else { return };
        let (Some(from), Ok(len)) =
            (small(self.units.len()), u16::try_from(text.iter().map(|c| c.len_utf16()).sum::<usize>()))
        else {
            return;
        };
        let (_, last) = self.begins.entry(*first).or_insert((at, at));
        if let Some(before) = self.entries.get_mut(std::mem::replace(last, at) as usize) {
            before.next = NonZeroU32::new(at);
        }
        for c in text {
            // One by one: a copy of unknown length takes longer than all else that is done for a character.
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| self.units.push(*unit));
        }
        self.entries.push(Entry { from, len, next: None, of });
    }

    /// Where each string stands in `sentence`: first and behind-last character, and what it is of.
    pub fn places<'a>(&'a self, sentence: &'a [char]) -> impl Iterator<Item = ((usize, usize), &'a T)> {
        sentence.iter().enumerate().flat_map(move |(at, first)| {
            let rest = sentence.get(at..).unwrap_or_default();
            let begin = self.begins.get(first).and_then(|(first, _)| self.entries.get(*first as usize));
            let all = std::iter::successors(begin, |e| self.entries.get(e.next?.get() as usize));
            all.filter_map(move |e| Some(((at, at + self.length(e, rest)?), &e.of)))
        })
    }

    /// Characters of an entry with which `text` begins.
    fn length(&self, e: &Entry<T>, text: &[char]) -> Option<usize> {
        let from = e.from as usize;
        let units = self.units.get(from..from + usize::from(e.len))?;
        let mut count = 0;
        for unit in char::decode_utf16(units.iter().copied()) {
            text.get(count).filter(|c| unit.is_ok_and(|unit| unit == **c))?;
            count += 1;
        }
        Some(count)
    }
}

/// The words of a list of the vocabulary, folded and cut to their stems once, not at every sentence.
#[derive(Debug)]
pub struct Lexicon(Index<Stem>);

/// What is looked for of a word.
#[derive(Clone, Copy, Debug)]
struct Stem {
    id: WordId,
    /// Something was cut off: kana must follow.
    inflects: bool,
}

impl Lexicon {
    /// Reads the words of `list`.
    pub fn new(list: &[Word]) -> Self {
        let mut out = Index::default();
        for (i, word) in list.iter().enumerate() {
            let Ok(id) = u8::try_from(i).map(WordId) else { break };
            for text in word.words.iter().copied().chain([word.name]) {
                let whole = folded(text);
                let stem = stem(&whole);
                out.add(stem, Stem { id, inflects: stem.len() < whole.len() });
            }
        }
        Self(out)
    }

    /// The words that stand in `sentence` (folded, by character). Of two that overlap the longer one is meant.
    pub fn find(&self, sentence: &[char]) -> Vec<Found> {
        let follows = |end: usize| sentence.get(end).is_some_and(|c| is_kana(*c));
        // A stem of one kanji is a word of its own only where no kanji stands before it: 直す, not 見直す. What counts
        // something is no part of it: 3軒直す.
        let before = |from: usize, back: usize| from.checked_sub(back).and_then(|i| sentence.get(i)).copied();
        let counts = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千数何".contains(c);
        let inside = |(from, to): (usize, usize)| {
            to - from == 1 && before(from, 1).is_some_and(is_kanji) && !before(from, 2).is_some_and(counts)
        };
        let stands = self.0.places(sentence).filter(|(at, stem)| !stem.inflects || follows(at.1) && !inside(*at));
        let mut out: Vec<Found> = stands
            .map(|(at, stem)| Found { id: stem.id, at, negated: is_denied(sentence, at, stem.inflects) })
            .collect();
        longest(&mut out, |f| f.at);
        sort::by_key(&mut out, |f| (f.at, f.id));
        out.dedup_by_key(|f| (f.at, f.id));
        out
    }
}

/// Of what stands in a sentence, without what stands inside something longer: 宮古島市 is not 古島市.
pub fn longest<T>(found: &mut Vec<T>, at: impl Fn(&T) -> (usize, usize)) {
    let all: Vec<(usize, usize)> = found.iter().map(&at).collect();
    let is_inside =
        |(from, to), other: &(usize, usize)| other.0 <= from && to <= other.1 && other.1 - other.0 > to - from;
    found.retain(|one| !all.iter().any(|other| is_inside(at(one), other)));
}

/// `text` folded, by character: what is looked for, and where.
pub fn folded(text: &str) -> Vec<char> {
    let folded = fold(text);
    // Room for all: how many they are is not known, and what grows is copied.
    let mut out = Vec::with_capacity(folded.len());
    out.extend(folded.chars());
    out
}

/// The part of a word that does not change: 直す → 直, 買い物に行けない → 買い物に行けな, 空き家 → 空き家.
fn stem(word: &[char]) -> &[char] {
    match word {
        [head @ .., last] if head.len() >= 2 && ENDINGS.contains(*last) && head.iter().any(|c| !is_kana(*c)) => head,
        [head, last] if ENDINGS.contains(*last) && !is_kana(*head) => std::slice::from_ref(head),
        whole => whole,
    }
}

/// Whether a word is denied: behind it, behind what it is without its own particle (木を), or as a verb (木を使わずに).
pub fn is_denied(sentence: &[char], at: (usize, usize), inflects: bool) -> bool {
    let has_particle = at.1.checked_sub(1).and_then(|last| sentence.get(last)).is_some_and(|c| "はを".contains(*c));
    is_negated(sentence, at.1)
        || has_particle && is_negated(sentence, at.1 - 1)
        || inflects && MANNER.iter().any(|w| stands(sentence, at.1, w))
}

/// Whether anything may be denied at all: most sentences deny nothing, and are read at every letter.
pub fn may_deny(sentence: &[char]) -> bool {
    (0..sentence.len()).any(|at| NEGATIONS.iter().chain(&MANNER).any(|w| stands(sentence, at, w)))
}

/// Whether what ends at `end` is denied: 工事ではなく, 空き家改修以外.
pub fn is_negated(sentence: &[char], end: usize) -> bool {
    let denied = |end: usize| {
        let behind: String = sentence.iter().skip(end).take(8).collect();
        NEGATIONS.iter().any(|n| behind.starts_with(n))
    };
    // The rest of a longer noun may stand between: 空き家改修以外, 空き家の改修は考えていない.
    let kanji = |from: usize| sentence.iter().skip(from).take(4).take_while(|c| is_kanji(**c)).count();
    let rest = kanji(end);
    let of = end + rest + 1;
    let behind_of = if sentence.get(end + rest) == Some(&'の') { kanji(of) } else { 0 };
    (0..=rest).any(|n| denied(end + n)) || (1..=behind_of).any(|n| denied(of + n))
}

/// Whether `word` stands at `at` of a sentence.
pub fn stands(sentence: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(i, c)| sentence.get(at + i) == Some(&c))
}

/// Marks these characters of a sentence as read.
pub fn cover(covered: &mut [bool], (from, to): (usize, usize)) {
    covered.iter_mut().take(to).skip(from).for_each(|c| *c = true);
}

/// Hiragana; the sentence is folded, so katakana are hiragana too.
pub fn is_kana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c) || c == 'ー'
}

/// One of the common kanji, or 々.
pub fn is_kanji(c: char) -> bool {
    ('一'..='鿿').contains(&c) || c == '々'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &'static [&'static str]) -> Lexicon {
        Lexicon::new(&[Word { id: "a", name: "施設", words, spent: true }])
    }

    fn found(words: &'static [&'static str], sentence: &str) -> Vec<Found> {
        list(words).find(&folded(sentence))
    }

    #[test]
    fn a_counter_is_no_part_of_a_word() {
        assert_eq!(found(&["直す"], "空き家を3軒直したい").len(), 1);
        assert_eq!(found(&["直す"], "計画を見直したい").len(), 0);
    }

    #[test]
    fn words_are_found_in_any_inflection() {
        let cases: [(&'static [&'static str], &str); 6] = [
            (&["直す"], "空き家を直したい"),
            (&["直す"], "家を直してやる"),
            (&["買い物に行けない"], "年寄りが買い物に行けなくて困る"),
            (&["空き家"], "空き家を３軒"),
            (&["ドローン"], "ﾄﾞﾛｰﾝで運ぶ"),
            (&["雇う"], "若い人を雇って"),
        ];
        for (words, sentence) in cases {
            assert!(!found(words, sentence).is_empty(), "{words:?}: {sentence}");
        }
        assert!(found(&["直す"], "直売所").is_empty(), "no kana follows");
        assert!(found(&["直す"], "制度を見直したい").is_empty(), "another verb");
        assert!(found(&["空き家"], "空き地").is_empty());
    }

    #[test]
    fn what_is_denied_is_not_meant() {
        assert!(found(&["工事"], "工事ではなく講座").iter().all(|f| f.negated));
        assert!(found(&["工事"], "工事以外").iter().all(|f| f.negated));
        assert!(found(&["工事"], "工事をしたい").iter().all(|f| !f.negated));
    }
}
