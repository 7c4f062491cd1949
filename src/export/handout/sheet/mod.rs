//! The one page that can be laid before a mayor: what fits, what it gives and of what, what the body pays, what to ask.
//!
//! It never grows: what does not fit on it is counted on it and stands in an annex ([`fit`]).

mod combination;
mod compared;
pub mod fit;
mod measures;
pub mod model;
mod money;
mod programme;
mod shared;
mod towns;
mod who;

use super::sources::Numbers;
use super::subject::{Subject, subject};
use crate::export::report::{ComparisonExport, ResultsExport, TownsExport, WhoExport, whose};
use crate::present::form::{Paper, Scope};
use model::{Room, Sheet};

/// What is laid on the page one after another, as long as there is room: what stands behind is what an annex tells too.
const STEPS: [fn(Room) -> Room; 12] = [
    |r| Room { flows: 1, ..r },
    |r| Room { asks: 1, ..r },
    |r| Room { rows: r.rows.max(2), ..r },
    |r| Room { rows: r.rows.max(3), ..r },
    |r| Room { asks: 2, ..r },
    |r| Room { asks: 3, ..r },
    |r| Room { rows: r.rows + 1, ..r },
    |r| Room { asks: r.asks + 1, ..r },
    |r| Room { rows: r.rows + 1, ..r },
    |r| Room { flows: 2, ..r },
    |r| Room { asks: r.asks + 1, ..r },
    |r| Room { flows: r.flows + 1, ..r },
];

/// The same on a lying page: it is shown on a wall, where three programmes say more than many questions.
const LYING: [fn(Room) -> Room; 6] = [
    |r| Room { rows: r.rows.max(2), ..r },
    |r| Room { rows: r.rows.max(3), ..r },
    |r| Room { flows: 1, ..r },
    |r| Room { asks: 1, ..r },
    |r| Room { asks: 2, ..r },
    |r| Room { asks: 3, ..r },
];

/// Programmes that were named or marked, on the page at least.
const NAMED: usize = 5;

/// Smaller than by so many per cent no page is set for the sake of a further programme.
const READABLE: u32 = 25;

/// Programmes that stand on a page where they fit in letters that are a little smaller.
const WANTED: usize = 3;

/// Smaller by so many per cent at most for their sake: 10.5 points would be 9.4 in the hand, 8.4 on a wall.
fn a_little(paper: Paper) -> u32 {
    match paper {
        Paper::Upright => 10,
        Paper::Lying => 20,
    }
}

/// No page is set smaller than by so many per cent: 10.5 points would be 6.3.
const SMALLEST: u32 = 40;

/// The fullest page that fits, of `rows` programmes at least, with the numbers of the places that it points to.
fn fullest(paper: Paper, rows: usize, numbers: &mut Numbers, make: impl Fn(Room, &mut Numbers) -> Sheet) -> Sheet {
    let mut room = Room { rows, flows: 0, asks: 0 };
    let mut smaller = 0;
    let laid = |room: Room, smaller: u32| {
        let mut own = numbers.clone();
        (Sheet { smaller, ..make(room, &mut own) }, own)
    };
    let mut best = laid(room, smaller);
    // Where not even the barest page fits, all of it is set smaller: nothing that carries a figure is left out. But for
    // more than one programme nothing is set so small that it cannot be read.
    while !fit::fits(&best.0) && smaller < SMALLEST {
        if smaller == READABLE && room.rows > 1 {
            room.rows -= 1;
            smaller = 0;
            best = laid(room, smaller);
        } else {
            smaller += 5;
            best.0.smaller = smaller;
        }
    }
    // Three programmes in smaller letters say more than two in large ones; a page in the hand keeps its picture.
    if rows < WANTED {
        let beside = usize::from(paper == Paper::Upright);
        let wanted = Room { rows: WANTED, flows: beside, asks: beside };
        let tried = (smaller..=a_little(paper)).step_by(5).map(|s| (s, laid(wanted, s)));
        if let Some((set, page)) = tried.into_iter().find(|(_, page)| fit::fits(&page.0)) {
            (room, smaller, best) = (wanted, set, page);
        }
    }
    let steps: &[fn(Room) -> Room] = if paper == Paper::Lying { &LYING } else { &STEPS };
    for step in steps {
        let more = step(room);
        let next = laid(more, smaller);
        if fit::fits(&next.0) {
            (room, best) = (more, next);
        }
    }
    *numbers = best.1;
    best.0
}

/// The page of results, of one programme, or of a 試算.
pub fn of_results(report: &ResultsExport<'_>, numbers: &mut Numbers) -> Sheet {
    let about = subject(report);
    if matches!(report.scope, Scope::Marked | Scope::Together) {
        return fullest(report.make.paper, 1, numbers, |room, numbers| combination::sheet(report, room, numbers));
    }
    // Whom somebody named stands on the page.
    let least = if report.marked { about.measures.len().clamp(1, NAMED) } else { 1 };
    fullest(report.make.paper, least, numbers, |room, numbers| match about.measures.as_slice() {
        [one] if report.marked || report.scope != Scope::Results => programme::sheet(report, *one, room, numbers),
        _ => list(report, &about, room, numbers),
    })
}

/// The page of a comparison of answers.
pub fn of_comparison(c: &ComparisonExport<'_>, numbers: &mut Numbers) -> Sheet {
    fullest(c.make.paper, 1, numbers, |room, numbers| compared::sheet(c, room, numbers))
}

/// The page of one plan for several towns.
pub fn of_towns(t: &TownsExport<'_>, numbers: &mut Numbers) -> Sheet {
    fullest(t.make.paper, 1, numbers, |room, numbers| towns::sheet(t, room, numbers))
}

/// The page of who may use a programme.
pub fn of_who(w: &WhoExport<'_>, numbers: &mut Numbers) -> Sheet {
    fullest(w.make.paper, 1, numbers, |room, numbers| who::sheet(w, room, numbers))
}

/// The body, the plan, and what fits.
fn list(report: &ResultsExport<'_>, about: &Subject<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let inquiry = report.inquiry;
    let whose = whose(report.municipality);
    let (title, lead) = match report.plan {
        Some(plan) => shared::planned(inquiry.catalogue, plan.understood, plan.said),
        None => (format!("{whose}で使える制度"), Vec::new()),
    };
    let mut blocks = Vec::new();
    if about.measures.is_empty() {
        blocks.push(shared::silent(report));
    } else {
        blocks.push(measures::table(report, about, room, numbers));
        blocks.extend(money::flows(report, &about.measures, room));
        blocks.extend(shared::points(report, &about.measures, room, numbers));
    }
    Sheet {
        title,
        lead,
        whose,
        facts: shared::facts(inquiry),
        warnings: shared::warnings(report, about.measures.iter().take(room.rows).map(|m| m.assessment.programme)),
        blocks,
        ..shared::page(inquiry, report.make, numbers)
    }
}
