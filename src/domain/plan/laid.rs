//! A plan laid over results: its amounts go where it fits or where a programme was chosen, and nowhere else.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, consult, with_money};
use crate::domain::plan::understood::{Overlap, Overlaps};
use crate::domain::terms::programme::Programme;

/// Results with a plan laid over them.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// What fits, best first, with its money, then each of the others where they were chosen.
    pub judged: Vec<Candidate>,
    /// What the plan asks for and this body cannot have on this day.
    pub unavailable: Vec<Candidate>,
    /// How all of them are judged, in their order.
    pub results: Vec<Assessment>,
}

/// Lays `project` over `programmes`; `inquiry` has the plan's own answers ([`Project::on`]).
pub fn laid(
    inquiry: Inquiry<'_>,
    project: &Project,
    overlaps: &Overlaps,
    programmes: &[&'static Programme],
    chosen: bool,
) -> Laid {
    let found = consult(inquiry, project, overlaps);
    let (mut judged, mut unavailable) = (found.answers, found.unavailable);
    for all in [&mut judged, &mut unavailable] {
        all.retain(|c| programmes.iter().any(|p| p.id == c.assessment.programme.id));
    }
    let place = |all: &[Candidate], p: &Programme| all.iter().position(|c| c.assessment.programme.id == p.id);
    for p in programmes.iter().filter(|_| chosen) {
        if place(&judged, p).is_none() {
            judged.push(with_money(inquiry, project, p, Overlap::default()));
        }
    }
    let result = |p: &&'static Programme| match place(&judged, p).and_then(|at| judged.get(at)) {
        Some(c) => c.assessment.clone(),
        None => inquiry.assess(p),
    };
    let results = programmes.iter().map(result).collect();
    Laid { judged, unavailable, results }
}
