//! Names that somebody may have meant.

use strsim::levenshtein;

pub use crate::content::near::perhaps;
use crate::domain::sort;
use crate::text::fold::fold;

/// The most that are offered.
const MOST: usize = 5;

/// The candidates nearest to `typed`, each a name and what it is called; best first.
pub fn suggest<'a>(typed: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    // Longer than any name: nobody waits for what a whole page is nearest to.
    let wanted: String = fold(typed).chars().take(80).collect();
    let mut found: Vec<(usize, &str, &str)> =
        all.filter_map(|(id, label)| distance(&wanted, id, label).map(|d| (d, id, label))).collect();
    sort::plainly(&mut found);
    found.into_iter().take(MOST).map(|(_, id, label)| format!("{id}（{label}）")).collect()
}

/// 「。もしかして: …」 with the words of a closed list that are nearest to `typed`, or nothing.
pub fn meant(typed: &str, all: &[&str]) -> String {
    let wanted: String = fold(typed).chars().take(80).collect();
    let off = |word: &str| {
        let called = fold(word);
        let part = !wanted.is_empty() && (called.contains(&wanted) || wanted.contains(&called));
        let edits = if part { 0 } else { levenshtein(&wanted, &called) };
        (part || edits <= 1 + called.chars().count() / 4).then_some(edits)
    };
    let mut found: Vec<(usize, &str)> = all.iter().filter_map(|word| Some((off(word)?, *word))).collect();
    sort::plainly(&mut found);
    let names: Vec<&str> = found.into_iter().take(MOST).map(|(_, word)| word).collect();
    perhaps(&names)
}

/// How far off; `None` when it is something else altogether.
fn distance(wanted: &str, id: &str, label: &str) -> Option<usize> {
    let called = fold(label);
    if wanted.is_empty() {
        return None;
    }
    if called.contains(wanted) || id.contains(wanted) || wanted.contains(id) {
        return Some(0);
    }
    let edits = levenshtein(wanted, id);
    (edits <= 1 + id.len() / 4).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_found() {
        let all = || [("zaiseiryoku", "財政力指数"), ("kaso", "過疎区分"), ("jinko", "人口")].into_iter();
        assert_eq!(suggest("zaiseirioku", all()), ["zaiseiryoku（財政力指数）"]);
        assert_eq!(suggest("過疎", all()), ["kaso（過疎区分）"]);
        assert_eq!(meant("地法債", &["税制", "地方債"]), "。もしかして: 地方債");
        assert_eq!(meant("お金", &["お金の制度", "支援の制度"]), "。もしかして: お金の制度");
        assert_eq!(meant("xyz", &["dark", "light"]), "");
        assert!(suggest("", all()).is_empty() && suggest("xyzxyzxyz", all()).is_empty());
    }
}
