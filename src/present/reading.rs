//! Two words for two kinds of doubt: documents that differ, and one document that does not say.

use crate::domain::judge::rate::Selection;
use crate::domain::money::scenario::{RateUse, Scenario};
use crate::domain::sort;
use crate::domain::terms::keyed::told;
use crate::domain::terms::programme::{CeilingRow, Programme, RateRow, RateValue};
use crate::domain::value::source::{Cites, SourceId};
use crate::text::join::join;

/// Why a figure has another reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Doubt {
    /// The documents print different things.
    Documents,
    /// One document can be read in two ways.
    Wording,
}

told! {
    /// The word on the screen.
    Doubt::word { Documents "資料で違う", Wording "読み方が分かれる", }
}

/// The kind of doubt between a row and another reading of it: whether both rest on the same documents.
pub fn doubt(programme: &Programme, row: Cites, other: Cites) -> Doubt {
    if sources(programme, row) == sources(programme, other) { Doubt::Wording } else { Doubt::Documents }
}

fn sources(programme: &Programme, cites: Cites) -> Vec<SourceId> {
    let mut out: Vec<SourceId> = programme.cited(cites).map(|q| q.source).collect();
    sort::once(&mut out);
    out
}

/// The doubt about a rate, for a row of the list; documents that differ come first.
pub fn of_rate(programme: &Programme, selection: &Selection<RateRow>) -> Option<Doubt> {
    let picks = selection.outcomes.iter();
    let open = |r: &RateRow| matches!(r.value, RateValue::OneOf(_));
    let wording =
        picks.clone().any(|p| !p.readings.is_empty() || p.leading.is_some_and(open)).then_some(Doubt::Wording);
    let rows = picks.filter_map(|p| p.leading);
    let others = rows.flat_map(|r| r.others.iter().map(|o| doubt(programme, r.cites, o.cites)));
    others.chain(wording).min()
}

/// The doubt about a ceiling, likewise.
pub fn of_ceiling(programme: &Programme, selection: &Selection<CeilingRow>) -> Option<Doubt> {
    let picks = selection.outcomes.iter();
    let wording = picks.clone().any(|p| !p.readings.is_empty()).then_some(Doubt::Wording);
    let rows = picks.filter_map(|p| p.leading);
    let others = rows.flat_map(|r| r.others.iter().map(|o| doubt(programme, r.cites, o.cites)));
    others.chain(wording).min()
}

/// What makes the other reading, after the word for its kind: another row that holds at once, another document, or
/// another way to read the same one.
pub fn why(p: &Programme, first: &Scenario, s: &Scenario) -> String {
    let labels: Vec<&str> = differing(first, s).map(|r| r.label).collect();
    if labels.contains(&s.reading) {
        let word = Doubt::Wording.word();
        return format!("{word}: 「{}」にも当てはまるとき、どちらの率になるかは資料に記載なし（要確認）", s.reading);
    }
    let rates = first.rates.iter().zip(&s.rates).filter_map(|(a, b)| Some((a.as_ref()?.cites, b.as_ref()?.cites)));
    let caps = first.caps.iter().zip(&s.caps).filter_map(|(a, b)| Some((a.as_ref()?.cites, b.as_ref()?.cites)));
    let moved = rates.chain(caps).filter(|(a, b)| a != b);
    let word = moved.map(|(a, b)| doubt(p, a, b)).min().unwrap_or(Doubt::Wording).word();
    let rows = join(labels, "／");
    let of = if rows.is_empty() { rows } else { format!("（{rows}）") };
    format!("{word}{of}: {}（要確認）", s.reading)
}

/// The rates that a reading changes, as it uses them.
fn differing(first: &Scenario, s: &Scenario) -> impl Iterator<Item = RateUse> {
    first.rates.iter().zip(&s.rates).filter(|(a, b)| a != b).filter_map(|(_, b)| *b)
}

/// Where the rows are printed that a reading uses and the first scenario does not.
pub fn places(first: &Scenario, s: &Scenario) -> Vec<u8> {
    let rates = differing(first, s);
    let caps = first.caps.iter().zip(&s.caps).filter(|(a, b)| a != b).filter_map(|(_, b)| *b);
    rates.flat_map(|r| r.cites).chain(caps.flat_map(|c| c.cites)).copied().collect()
}
