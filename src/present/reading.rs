//! Two words for two kinds of doubt: documents that differ, and one document that does not say.

use crate::domain::judge::rate::Selection;
use crate::domain::sort;
use crate::domain::terms::programme::{CeilingRow, Programme, RateRow, RateValue};
use crate::domain::value::source::{Cites, SourceId};

/// Why a figure has another reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Doubt {
    /// The documents print different things.
    Documents,
    /// One document can be read in two ways.
    Wording,
}

impl Doubt {
    /// The word on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documents => "資料で違う",
            Self::Wording => "読み方が分かれる",
        }
    }
}

/// The kind of doubt between a row and another reading of it: whether both rest on the same documents.
pub fn doubt(programme: &Programme, row: Cites, other: Cites) -> Doubt {
    if sources(programme, row) == sources(programme, other) { Doubt::Wording } else { Doubt::Documents }
}

fn sources(programme: &Programme, cites: Cites) -> Vec<SourceId> {
    let quotes = cites.iter().filter_map(|c| programme.quotes.get(usize::from(*c)));
    let mut out: Vec<SourceId> = quotes.map(|q| q.source).collect();
    sort::plainly(&mut out);
    out.dedup();
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
