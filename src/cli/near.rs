//! Names that somebody may have meant.

use crate::text::fold::fold;

/// The most that are offered.
const MOST: usize = 5;

/// The candidates nearest to `typed`, each a name and what it is called; best first.
pub fn near<'a>(typed: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let wanted = fold(typed);
    let mut found: Vec<(usize, &str, &str)> =
        all.filter_map(|(id, label)| distance(&wanted, id, label).map(|d| (d, id, label))).collect();
    found.sort_unstable();
    found.into_iter().take(MOST).map(|(_, id, label)| format!("{id}（{label}）")).collect()
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
    let edits = edits(wanted, id);
    (edits <= 1 + id.len() / 4).then_some(edits)
}

/// Letters to add, drop or change (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(80).enumerate() {
        let mut next = vec![i + 1];
        for ((y, above), diagonal) in b.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or(0);
            next.push((diagonal + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// 「もしかして: …」, or nothing.
pub fn perhaps(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("。もしかして: {}", names.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_found() {
        let all = || [("zaiseiryoku", "財政力指数"), ("kaso", "過疎区分"), ("jinko", "人口")].into_iter();
        assert_eq!(near("zaiseirioku", all()), ["zaiseiryoku（財政力指数）"]);
        assert_eq!(near("過疎", all()), ["kaso（過疎区分）"]);
        assert!(near("", all()).is_empty() && near("xyzxyzxyz", all()).is_empty());
        assert_eq!([edits("kitten", "sitting"), edits("", "abc"), edits("abc", "abc")], [3, 3, 0]);
    }
}
