//! What somebody may have meant.

use std::borrow::Borrow;

use strsim::levenshtein;

use super::key::{Key, Table};
use crate::domain::sort;
use crate::text::fold::fold;

/// The names nearest to what was written, at most three; best first.
pub fn near<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = names.filter_map(|name| Some((distance(written, name)?, name))).collect();
    sort::by_key(&mut found, |(edits, _)| *edits);
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How far a name is from what was written; `None` when it is something else altogether.
pub fn distance(written: &str, name: &str) -> Option<usize> {
    // Nobody waits for what a whole page is nearest to.
    let wanted: String = fold(written).chars().take(60).collect();
    let name = fold(name);
    let shorter = name.chars().count().min(wanted.chars().count());
    let inside = shorter > 1 && (name.contains(&wanted) || wanted.contains(&name));
    let edits = if inside { 1 } else { levenshtein(&wanted, &name) };
    (edits <= (shorter / 2).clamp(1, 3) && edits < shorter.max(2)).then_some(edits)
}

/// The keys of a table that somebody may have meant: by name, else by what they mean (出典 → cite).
pub fn keys(written: &str, table: &'static Table) -> Vec<&'static str> {
    let by_name = near(written, table.keys.iter().map(|k| k.name));
    if !by_name.is_empty() || written.is_ascii() {
        return by_name;
    }
    let told = |k: &&Key| k.told.starts_with(written);
    table.keys.iter().filter(told).map(|k| k.name).collect()
}

/// 「。もしかして: …」, or nothing.
pub fn perhaps<S: Borrow<str>>(names: &[S]) -> String {
    if names.is_empty() { String::new() } else { format!("。もしかして: {}", names.join("、")) }
}
