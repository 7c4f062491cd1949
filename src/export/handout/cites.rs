//! What a row rests on.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::Group;
use crate::domain::value::truth::Truth;
use crate::export::report::ResultsExport;
use crate::present::row::{Row, leading_ceiling, leading_rate};

/// What the row rests on: the description, the figures, the conditions that decided.
pub fn cites(report: &ResultsExport<'_>, a: &Assessment, r: &Row) -> Vec<u8> {
    let mut out: Vec<u8> = a.programme.cites.to_vec();
    if r.group != Group::Excluded {
        out.extend(leading_rate(a).into_iter().flat_map(|r| r.selection.leading()).flat_map(|r| r.cites));
        out.extend(leading_ceiling(a).into_iter().flat_map(|c| c.selection.leading()).flat_map(|r| r.cites));
    }
    if r.group == Group::OutOfTerm {
        out.extend(a.programme.period_cites);
    }
    for reason in a.because(report.about(a).profile) {
        let decided = reason.truth == Truth::No || r.group != Group::Excluded && reason.truth == Truth::Yes;
        if decided {
            out.extend(reason.condition.cites);
        }
    }
    out
}
