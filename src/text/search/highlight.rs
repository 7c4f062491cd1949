//! Which parts of a shown text a query matches.

use std::ops::Range;

use super::Query;
use crate::text::fold::{Folded, folded, may_have};

/// Byte ranges of `text` (as it is, not folded) in which terms of any of the
/// queries occur: in order, not overlapping, on character boundaries. Terms that
/// were found by a reading occur nowhere in the text and give nothing.
pub fn ranges(queries: &[&Query], text: &str) -> Vec<Range<usize>> {
    let may_stand = |term: &&str| term.chars().next().is_none_or(|first| may_have(text, first));
    let mut terms = queries.iter().flat_map(|q| q.terms()).filter(may_stand).peekable();
    if terms.peek().is_none() {
        return Vec::new();
    }
    let parts = folded(text);
    let mut found: Vec<Range<usize>> = terms.flat_map(|term| term_ranges(&parts, term)).collect();
    found.sort_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn term_ranges(parts: &[Folded], term: &str) -> Vec<Range<usize>> {
    let term: Vec<char> = term.chars().collect();
    parts
        .windows(term.len().max(1))
        .filter(|window| window.iter().map(|f| f.ch).eq(term.iter().copied()))
        .filter_map(|window| Some(window.first()?.start..window.last()?.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let ranges = ranges(&[&Query::new(typed)], text);
        ranges.into_iter().map(|r| text[r].to_string()).collect()
    }

    #[test]
    fn highlights_are_of_the_original() {
        assert_eq!(marked("１００００", "ローカル10,000プロジェクト"), ["10,000"]);
        assert_eq!(marked("がいど", "このｶﾞｲﾄﾞはガイド"), ["ｶﾞｲﾄﾞ", "ガイド"]);
        assert_eq!(marked("dx", "地域ＤＸとdx"), ["ＤＸ", "dx"]);
        assert_eq!(marked("地域おこし おこし協力", "地域おこし協力隊"), ["地域おこし協力"]);
        assert_eq!(marked("支援", "⽀援"), ["⽀援"]);
        assert_eq!(marked("kaso", "過疎"), Vec::<String>::new());
        assert_eq!(marked("", "過疎"), Vec::<String>::new());
        assert_eq!(marked("株", "㈱町"), ["㈱"]);
    }
}
