//! The same plan for several towns, side by side.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, consult, with_money};
use crate::domain::plan::understood::Overlaps;
use crate::domain::sort;
use crate::domain::terms::programme::Programme;

/// Towns that stand side by side at most.
pub const MOST_TOWNS: usize = 5;

/// One programme for every town.
#[derive(Clone, Debug)]
pub struct Row {
    /// The programme.
    pub programme: &'static Programme,
    /// One for each town, in the order asked.
    pub cells: Vec<Cell>,
}

/// One programme for one town.
#[derive(Clone, Debug)]
pub struct Cell {
    /// How it is judged there, with the money.
    pub candidate: Candidate,
    /// It is among the answers of this town.
    pub fits: bool,
}

/// Every programme that fits in any town, the best place that it reaches first.
pub fn beside(towns: &[Inquiry<'_>], project: &Project, overlaps: &Overlaps) -> Vec<Row> {
    let found: Vec<Vec<Candidate>> = towns.iter().map(|t| consult(*t, project, overlaps).answers).collect();
    let Some(first) = towns.first() else { return Vec::new() };
    let place = |p: &Programme| {
        let at = |all: &Vec<Candidate>| all.iter().position(|c| c.assessment.programme.id == p.id);
        found.iter().filter_map(at).min()
    };
    let each = first.catalogue.programmes.iter().zip(overlaps.each.iter().copied());
    let mut out: Vec<(usize, Row)> = Vec::new();
    for (p, overlap) in each {
        let Some(best) = place(p) else { continue };
        let cell = |(town, answers): (&Inquiry<'_>, &Vec<Candidate>)| {
            let known = answers.iter().find(|c| c.assessment.programme.id == p.id);
            let judged = || with_money(*town, project, p, overlap);
            Cell { fits: known.is_some(), candidate: known.cloned().unwrap_or_else(judged) }
        };
        out.push((best, Row { programme: p, cells: towns.iter().zip(&found).map(cell).collect() }));
    }
    sort::by_key(&mut out, |(best, _)| *best);
    out.into_iter().map(|(_, row)| row).collect()
}
