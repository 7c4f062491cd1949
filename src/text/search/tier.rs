//! How one folded word occurs in one folded key.

/// The quality of a match, worse ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Somewhere inside.
    Contains,
    /// At the start of a word of the key.
    StartsWord,
    /// At the start of the key.
    Starts,
    /// The whole key.
    Equals,
}

/// How `needle` occurs in `key`, at its best place.
pub(super) fn tier(key: &str, needle: &str) -> Option<Tier> {
    if needle.is_empty() || needle.len() > key.len() {
        return None;
    }
    if key.starts_with(needle) {
        return Some(if key.len() == needle.len() { Tier::Equals } else { Tier::Starts });
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

/// Byte offsets of `needle` in `key`. Keys are a few dozen bytes: looking for
/// the first byte is faster than what `str::find` sets up for each search.
fn occurrences<'a>(key: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (key, needle) = (key.as_bytes(), needle.as_bytes());
    let last = *needle.last().unwrap_or(&0);
    let tail = needle.len().saturating_sub(1);
    // By the last byte, because the first is the same for nearly all kana.
    key.iter()
        .enumerate()
        .skip(tail)
        .filter(move |&(_, &byte)| byte == last)
        .map(move |(end, _)| end - tail)
        .filter(move |&at| key.get(at..).is_some_and(|rest| rest.starts_with(needle)))
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
    fn romaji_match_by_syllable() {
        assert_eq!(tier("kyo", "yo"), None);
        assert_eq!(tier("hamamatu", "ama"), None);
        assert_eq!(tier("kinosaki", "saki"), Some(Tier::Contains));
        assert_eq!(tier("sinonsen", "onsen"), Some(Tier::Contains), "ん before a vowel");
        assert_eq!(tier("sapporo", "poro"), Some(Tier::Contains));
    }
}
