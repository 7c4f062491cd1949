//! Names that somebody may have meant.

pub use crate::content::near::perhaps;
use crate::content::near::{distance, near};
use crate::domain::sort;

/// The most that are offered.
const MOST: usize = 5;

/// The candidates nearest to `typed`, each a name and what it is called; best first.
pub fn suggest<'a>(typed: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let off = |id, label| [id, label].into_iter().filter_map(|name| distance(typed, name)).min();
    let mut found: Vec<(usize, &str, &str)> =
        all.filter_map(|(id, label)| off(id, label).map(|d| (d, id, label))).collect();
    sort::plainly(&mut found);
    found.into_iter().take(MOST).map(|(_, id, label)| format!("{id}（{label}）")).collect()
}

/// 「。もしかして: …」 with the words of a closed list that are nearest to `typed`, or nothing.
pub fn meant(typed: &str, all: &[&str]) -> String {
    perhaps(&near(typed, all.iter().copied()))
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
