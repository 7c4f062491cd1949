//! The money: who pays which yen, line by line, as the programme's own terms say.
//!
//! A programme's flow is data: each line takes a share, a rate or the rest of an earlier line or of an
//! amount that the user gave. Shares are cut to whole yen downwards (円未満切捨て) and the rest line takes
//! what remains, so the lines with a bucket always add up to the amounts put in.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::outcome::{Rows, alternatives, cap_use, other_readings, outcomes};
use crate::domain::money::run::run;
use crate::domain::money::scenario::{CapUse, RateUse, Scenario, Split};
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;

/// The flow of money of `programme` for the amounts in the profile.
pub fn split(inquiry: Inquiry<'_>, programme: &'static Programme) -> Split {
    if programme.flow.is_empty() {
        return Split::default();
    }
    let (outcomes, deciding) = outcomes(inquiry, programme);
    let leading = leading_of(inquiry, programme, &outcomes);
    let mut readings: Vec<Scenario> = Vec::new();
    if let (Some(first), Some((rates, caps))) = (leading.first(), outcomes.first()) {
        for (reading, r, c) in other_readings(inquiry, programme, first, rates, caps) {
            let scenario = scenario(inquiry, programme, reading, r, c);
            // A reading that comes to the same yen is no other reading.
            let same = leading.iter().chain(&readings).any(|s| s.amounts == scenario.amounts);
            if !same {
                readings.push(scenario);
            }
        }
    }
    Split { leading, readings, deciding }
}

/// Its leading scenarios alone: what may come of it as the documents are read first.
pub fn leading(inquiry: Inquiry<'_>, programme: &'static Programme) -> Vec<Scenario> {
    if programme.flow.is_empty() { Vec::new() } else { leading_of(inquiry, programme, &outcomes(inquiry, programme).0) }
}

/// The same under `other` too, where its answers differ by nothing that a condition of the programme asks: the rows are
/// the same ones, and are looked for once.
pub fn leading_of_both(
    inquiry: Inquiry<'_>,
    other: &Profile,
    programme: &'static Programme,
) -> (Vec<Scenario>, Vec<Scenario>) {
    let rows = if programme.flow.is_empty() { Vec::new() } else { outcomes(inquiry, programme).0 };
    (leading_of(inquiry, programme, &rows), leading_of(inquiry.with(other), programme, &rows))
}

fn leading_of(inquiry: Inquiry<'_>, programme: &'static Programme, outcomes: &[Rows]) -> Vec<Scenario> {
    let mut out: Vec<Scenario> = Vec::new();
    for (rates, caps) in outcomes {
        for uses in alternatives(rates) {
            let scenario = scenario(inquiry, programme, "", uses, caps.iter().map(|c| c.map(cap_use)).collect());
            if !out.iter().any(|s| s.tells_the_same(&scenario)) {
                out.push(scenario);
            }
        }
    }
    out
}

fn scenario(
    inquiry: Inquiry<'_>,
    programme: &'static Programme,
    reading: &'static str,
    rates: Vec<Option<RateUse>>,
    caps: Vec<Option<CapUse>>,
) -> Scenario {
    let (amounts, cut) = run(programme, inquiry.profile, &rates, &caps);
    Scenario { rates, caps, reading, amounts, cut }
}
