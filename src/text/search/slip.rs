//! A word with one slip of a finger, somewhere in a key.

use super::tier::occurs;

/// Whether `word` may occur with a slip in any part of `text`: at most one of its letters occurs nowhere in it.
/// Short words never do: with one letter free they would be near everything.
pub(super) fn may_slip(text: &str, word: &str) -> bool {
    let least = if word.is_ascii() { 5 } else { 3 };
    word.chars().nth(least - 1).is_some() && lacking(text, word).nth(1).is_none()
}

/// The letters of `word` that occur nowhere in `text`.
pub(super) fn lacking<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = char> + 'a {
    word.chars().filter(|c| !occurs(text, c.encode_utf8(&mut [0; 4])))
}

/// Whether `word` occurs in `key` but for one letter that is wrong, missing, too much or swapped with the next.
pub(super) fn with_slip(key: &str, word: &str) -> bool {
    // Bytes: no letter has more than four, and one may be missing. Most keys are out here, before they are looked at.
    if key.len() + 4 < word.len() || !may_slip(key, word) {
        return false;
    }
    let word: Vec<char> = word.chars().collect();
    let key: Vec<char> = key.chars().collect();
    (0..key.len()).any(|at| key.get(at..).is_some_and(|rest| starts_with_slip(rest, &word)))
}

fn starts_with_slip(key: &[char], word: &[char]) -> bool {
    let same = key.iter().zip(word).take_while(|(k, w)| k == w).count();
    let (Some(key), Some(word)) = (key.get(same..), word.get(same..)) else { return false };
    let goes_on = |skipped: usize, left: usize| {
        let (rest, wanted) = (key.get(skipped..), word.get(left..));
        rest.zip(wanted).is_some_and(|(rest, wanted)| rest.starts_with(wanted))
    };
    let swapped = matches!((key, word), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    goes_on(1, 1) || goes_on(0, 1) || goes_on(1, 0) || swapped && goes_on(2, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven() {
        for (word, expected) in [
            ("きぎゅうじん", true),
            ("きぎょじん", true),
            ("きぎょううじん", true),
            ("きぎうょじん", true),
            ("ききょうしん", false),
            ("きぎ", false),
        ] {
            assert_eq!(with_slip("ちいきかっせいかきぎょうじん", word), expected, "{word}");
        }
        assert!(with_slip("kigyozin", "kigiozin") && !with_slip("kigyozin", "kigi"));
        assert!(!with_slip("", "かそさい") && !with_slip("かそ", ""));
    }
}
