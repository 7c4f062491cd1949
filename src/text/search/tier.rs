//! How one folded word occurs in one folded key.

/// The quality of a match, worse ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Somewhere inside.
    Contains,
    /// At the start of a word of the key.
    StartsWord,
    /// A whole word of a list.
    Word,
    /// At the start of the key.
    Starts,
    /// All that stands before a bracket: the rest of the name only explains.
    Head,
    /// The whole key.
    Equals,
}

/// How `needle` occurs in `key`, at its best place.
pub(super) fn tier(key: &str, needle: &str) -> Option<Tier> {
    if needle.is_empty() || needle.len() > key.len() {
        return None;
    }
    if needle.bytes().zip(key.bytes()).all(|(a, b)| a == b) {
        return Some(match key.as_bytes().get(needle.len()) {
            None => Tier::Equals,
            Some(b'(') => Tier::Head,
            Some(_) => Tier::Starts,
        });
    }
    let mut best = None;
    for at in occurrences(key, needle) {
        match place(key, at, needle) {
            Some(Tier::StartsWord) => return Some(Tier::StartsWord),
            other => best = best.max(other),
        }
    }
    best
}

/// How `needle` occurs in a list of words: never more than as one of the words.
pub(super) fn list_tier(list: &str, needle: &str) -> Option<Tier> {
    if needle.is_empty() || needle.len() > list.len() {
        return None;
    }
    let mut best = None;
    for at in occurrences(list, needle) {
        let starts = at == 0 || list.as_bytes().get(at - 1) == Some(&b' ');
        let ends = list.as_bytes().get(at + needle.len()).is_none_or(|b| *b == b' ');
        match (starts, ends) {
            (true, true) => return Some(Tier::Word),
            (true, false) => best = best.max(Some(Tier::StartsWord)),
            (false, _) => best = best.max(place(list, at, needle)),
        }
    }
    best
}

/// Whether `needle` occurs in `key`.
pub(super) fn occurs(key: &str, needle: &str) -> bool {
    !needle.is_empty() && needle.len() <= key.len() && occurrences(key, needle).next().is_some()
}

/// Byte offsets of `needle` in `key`. Keys are a few dozen bytes: looking for one byte is faster than what `str::find`
/// sets up for each search.
fn occurrences<'a>(key: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (key, needle) = (key.as_bytes(), needle.as_bytes());
    // By the last byte, because the first is the same for nearly all kana.
    let (last, tail) = (needle.last().copied().unwrap_or_default(), needle.len().saturating_sub(1));
    memchr::memchr_iter(last, key.get(tail..).unwrap_or_default())
        // Byte by byte: a few of them, and mostly the first is another one.
        .filter(move |at| key.get(*at..).is_some_and(|rest| needle.iter().zip(rest).all(|(a, b)| a == b)))
}

/// The tier of an occurrence inside `key` at byte `at`.
fn place(key: &str, at: usize, needle: &str) -> Option<Tier> {
    let before = key.get(..at)?.chars().next_back()?;
    let first = needle.chars().next()?;
    if !before.is_alphanumeric() || before.is_ascii() != first.is_ascii() {
        return Some(Tier::StartsWord);
    }
    // き+ょ is not found by `yo`, nor か by `a`: romaji match by syllable.
    // ん may be followed by either.
    let middle = before.is_ascii_lowercase()
        && !matches!(before, 'a' | 'i' | 'u' | 'e' | 'o' | 'n')
        && matches!(first, 'a' | 'i' | 'u' | 'e' | 'o' | 'y');
    (!middle).then_some(Tier::Contains)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_key() {
        for (key, needle, expected) in [
            ("過疎", "過疎", Some(Tier::Equals)),
            ("過疎債", "過疎", Some(Tier::Starts)),
            ("過疎(全部)", "過疎", Some(Tier::Head)),
            ("辺地・過疎", "過疎", Some(Tier::StartsWord)),
            ("ろーかる10000ぷろ", "10000", Some(Tier::StartsWord)),
            ("全過疎・過疎", "過疎", Some(Tier::StartsWord)),
            ("全過疎", "過疎", Some(Tier::Contains)),
            ("過", "過疎", None),
            ("過疎", "", None),
            ("", "", None),
        ] {
            assert_eq!(tier(key, needle), expected, "{needle} in {key}");
        }
    }

    #[test]
    fn places_in_a_list() {
        for (list, needle, expected) in [
            ("過疎債 かそさい kasosai", "kasosai", Some(Tier::Word)),
            ("過疎債 かそさい kasosai", "過疎債", Some(Tier::Word)),
            ("過疎債 かそさい kasosai", "かそ", Some(Tier::StartsWord)),
            ("過疎債 かそさい kasosai", "さい", Some(Tier::Contains)),
            ("ぜんかそ かそ", "かそ", Some(Tier::Word)),
            ("過疎", "過疎債", None),
            ("", "か", None),
        ] {
            assert_eq!(list_tier(list, needle), expected, "{needle} in {list}");
        }
    }

    #[test]
    fn romaji_match_by_syllable() {
        assert_eq!(tier("kyo", "yo"), None);
        assert_eq!(tier("hamamatu", "ama"), None);
        assert_eq!(tier("kinosaki", "saki"), Some(Tier::Contains));
        assert_eq!(tier("sinonsen", "onsen"), Some(Tier::Contains), "ん before a vowel");
        assert_eq!(tier("sapporo", "poro"), Some(Tier::Contains));
    }
}
