//! A plan laid over results: its amounts go where it fits or where a programme was chosen, and nowhere else.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::scenario::Split;
use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, consult, with_money};
use crate::domain::plan::understood::{Overlap, Overlaps};
use crate::domain::terms::programme::Programme;

/// What fits `project` of `programmes`, best first, with its money, then each of the others where they were `chosen`;
/// and how all of `programmes` are judged, in their order. `inquiry` has the plan's own answers ([`Project::on`]).
pub fn laid(
    inquiry: Inquiry<'_>,
    project: &Project,
    overlaps: &Overlaps,
    programmes: &[&'static Programme],
    chosen: bool,
) -> (Vec<Candidate>, Vec<Assessment>) {
    let mut judged = consult(inquiry, project, overlaps).answers;
    judged.retain(|c| programmes.iter().any(|p| p.id == c.assessment.programme.id));
    let place = |all: &[Candidate], p: &Programme| all.iter().position(|c| c.assessment.programme.id == p.id);
    for p in programmes.iter().filter(|_| chosen) {
        if place(&judged, p).is_none() {
            let c = with_money(inquiry, project, p, Overlap::default());
            // Of what cannot be had no yen are told.
            let split = if c.is_out() { Split::default() } else { c.split };
            judged.push(Candidate { split, ..c });
        }
    }
    let result = |p: &&'static Programme| match place(&judged, p).and_then(|at| judged.get(at)) {
        Some(c) => c.assessment.clone(),
        None => inquiry.assess(p),
    };
    let results = programmes.iter().map(result).collect();
    (judged, results)
}
