//! The words of the vocabulary as they stand in a sentence: inflected, negated, one inside another.

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
const NEGATIONS: [&str; 14] = [
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
];

/// Kana that end a verb or an adjective in the dictionary: before them stands the stem.
const ENDINGS: &str = "うくぐすつぬぶむるい";

/// The words of `list` that stand in `sentence` (folded, by character). Of two that overlap the longer one is meant.
pub fn find(list: &[Word], sentence: &[char]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (i, word) in list.iter().enumerate() {
        let Ok(id) = u8::try_from(i).map(WordId) else { break };
        for text in word.words.iter().copied().chain([word.name]) {
            for at in places(text, sentence) {
                out.push(Found { id, at, negated: is_negated(sentence, at.1) });
            }
        }
    }
    let inside = |a: &Found, b: &Found| b.at.0 <= a.at.0 && a.at.1 <= b.at.1 && (b.at.1 - b.at.0) > (a.at.1 - a.at.0);
    let all = out.clone();
    out.retain(|a| !all.iter().any(|b| inside(a, b)));
    out.sort_by_key(|f| (f.at, f.id));
    out.dedup_by_key(|f| (f.at, f.id));
    out
}

/// Where `text` stands in `sentence`, in any inflection.
pub fn places(text: &str, sentence: &[char]) -> Vec<(usize, usize)> {
    let whole: Vec<char> = fold(text).chars().collect();
    let stem = stem(&whole);
    let n = stem.len();
    if n == 0 || n > sentence.len() {
        return Vec::new();
    }
    let inflects = n < whole.len();
    let fits = |start: &usize| {
        let same = sentence.get(*start..*start + n).is_some_and(|part| part == stem);
        // An inflected word goes on in kana.
        same && (!inflects || sentence.get(*start + n).is_some_and(|c| is_kana(*c)))
    };
    (0..=sentence.len() - n).filter(fits).map(|start| (start, start + n)).collect()
}

/// The part of a word that does not change: 直す → 直, 買い物に行けない → 買い物に行けな, 空き家 → 空き家.
fn stem(word: &[char]) -> &[char] {
    match word {
        [head @ .., last] if head.len() >= 2 && ENDINGS.contains(*last) && head.iter().any(|c| !is_kana(*c)) => head,
        [head, last] if ENDINGS.contains(*last) && !is_kana(*head) => std::slice::from_ref(head),
        whole => whole,
    }
}

fn is_negated(sentence: &[char], end: usize) -> bool {
    let behind: String = sentence.iter().skip(end).take(8).collect();
    // A particle may stand between: 工事ではなく, 工事のほかではなく is not looked through.
    NEGATIONS.iter().any(|n| behind.starts_with(n))
}

/// Hiragana; the sentence is folded, so katakana are hiragana too.
pub fn is_kana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c) || c == 'ー'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(word: &str, sentence: &str) -> bool {
        let sentence: Vec<char> = fold(sentence).chars().collect();
        !places(word, &sentence).is_empty()
    }

    #[test]
    fn words_are_found_in_any_inflection() {
        for (word, sentence) in [
            ("直す", "空き家を直したい"),
            ("直す", "家を直してやる"),
            ("買い物に行けない", "年寄りが買い物に行けなくて困る"),
            ("空き家", "空き家を３軒"),
            ("ドローン", "ﾄﾞﾛｰﾝで運ぶ"),
            ("雇う", "若い人を雇って"),
        ] {
            assert!(at(word, sentence), "{word}: {sentence}");
        }
        assert!(!at("直す", "直売所"), "no kana follows");
        assert!(!at("空き家", "空き地"));
    }

    #[test]
    fn what_is_denied_is_not_meant() {
        let list = [Word {
            id: "a",
            name: "施設",
            yomi: "",
            words: &["工事"],
            keys: crate::domain::terms::keys::SearchKeys::NONE,
        }];
        let found = |s: &str| find(&list, &fold(s).chars().collect::<Vec<_>>());
        assert!(found("工事ではなく講座").iter().all(|f| f.negated));
        assert!(found("工事以外").iter().all(|f| f.negated));
        assert!(found("工事をしたい").iter().all(|f| !f.negated));
    }
}
