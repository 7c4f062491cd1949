//! One run of the lines: every amount from the amounts before it.

use crate::domain::money::scenario::{Amount, CapUse, RateUse, Why};
use crate::domain::terms::flow::{Base, Line, Step};
use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::terms::programme::{Programme, RateValue};
use crate::domain::value::number::Yen;

/// Runs the lines once. Later lines see the amounts of earlier ones.
pub(super) fn run(
    programme: &'static Programme,
    profile: &Profile,
    rates: &[Option<RateUse>],
    caps: &[Option<CapUse>],
) -> (Vec<Amount>, Vec<Yen>) {
    let mut amounts: Vec<Amount> = Vec::with_capacity(programme.flow.len());
    let mut cut: Vec<Yen> = Vec::with_capacity(programme.flow.len());
    for (i, line) in programme.flow.iter().enumerate() {
        let full = line_amount(line, profile, rates, &amounts, &cut);
        let (amount, over) = match (full, limit(programme, i, line, profile, caps)) {
            (Amount::Yen(y), Some(Amount::Yen(max))) => (Amount::Yen(y.min(max)), y.minus(max)),
            (Amount::BeforeAdjustment(y), Some(Amount::Yen(max))) => (Amount::BeforeAdjustment(y.min(max)), Yen(0)),
            (Amount::Yen(_) | Amount::BeforeAdjustment(_), Some(open)) => (open, Yen(0)),
            (other, _) => (other, Yen(0)),
        };
        amounts.push(amount);
        cut.push(over);
    }
    (amounts, cut)
}

fn line_amount(line: &Line, profile: &Profile, rates: &[Option<RateUse>], amounts: &[Amount], cut: &[Yen]) -> Amount {
    let earlier = |i: u8| match amounts.get(usize::from(i)).copied() {
        // 財政力補正 makes another amount of it by a formula that nobody prints: what follows is not known.
        Some(Amount::BeforeAdjustment(_)) => Amount::NotComputable(Why::Adjusted),
        Some(amount) => amount,
        None => Amount::NotComputable(Why::NoRate),
    };
    if let Step::Silent(why) = line.step {
        // Of nothing there is nothing to be silent about.
        let nothing = Amount::Yen(Yen(0));
        let is_nothing = matches!(line.base, Base::Line(i) if earlier(i) == nothing);
        return if is_nothing { nothing } else { Amount::NotComputable(Why::Silent(why)) };
    }
    if let Step::Over(i) = line.step {
        return match earlier(i) {
            Amount::Yen(_) => Amount::Yen(cut.get(usize::from(i)).copied().unwrap_or_default()),
            open => open,
        };
    }
    let base = match line.base {
        Base::Fact(f) => profile.yen(f).map_or(Amount::Missing(f), Amount::Yen),
        Base::Line(i) => earlier(i),
    };
    let Amount::Yen(base) = base else {
        // What no amount could make computable is not called 未入力.
        return match (base, hopeless(line, rates, &earlier)) {
            (Amount::Missing(_), Some(why)) => why,
            (open, _) => open,
        };
    };
    match line.step {
        Step::Whole | Step::Silent(_) | Step::Over(_) => Amount::Yen(base),
        Step::Share(s) => Amount::Yen(s.of(base)),
        Step::Rate(group) => rated(rates.get(usize::from(group)).copied().flatten(), base),
        Step::Limit(group) => match rates.get(usize::from(group)).copied().flatten() {
            None => Amount::Yen(base),
            row => rated(row, base),
        },
        Step::Rest(minus) => match fold(Yen(0), minus, &earlier) {
            Amount::Yen(taken) if taken > base => Amount::NotComputable(Why::Overdrawn),
            Amount::Yen(taken) => Amount::Yen(base.minus(taken)),
            open => open,
        },
        Step::Sum(plus) => fold(base, plus, &earlier),
    }
}

/// Why `line` could not be computed whatever its base were.
fn hopeless(line: &Line, rates: &[Option<RateUse>], earlier: &dyn Fn(u8) -> Amount) -> Option<Amount> {
    let amount = match line.step {
        Step::Rate(group) => rated(rates.get(usize::from(group)).copied().flatten(), Yen(0)),
        Step::Rest(others) | Step::Sum(others) => fold(Yen(0), others, earlier),
        _ => return None,
    };
    Some(amount).filter(|a| matches!(a, Amount::NotComputable(_)))
}

fn rated(rate: Option<RateUse>, base: Yen) -> Amount {
    match rate {
        Some(RateUse { value: RateValue::Share(s), adjusted, .. }) => before(adjusted, s.of(base)),
        Some(RateUse { value: RateValue::Full, adjusted, .. }) => before(adjusted, base),
        Some(RateUse { value: RateValue::Fixed, .. }) => Amount::NotComputable(Why::Fixed),
        _ => Amount::NotComputable(Why::NoRate),
    }
}

fn before(adjusted: bool, yen: Yen) -> Amount {
    if adjusted { Amount::BeforeAdjustment(yen) } else { Amount::Yen(yen) }
}

fn fold(base: Yen, lines: &[u8], earlier: &dyn Fn(u8) -> Amount) -> Amount {
    let mut sum = Amount::Yen(base);
    for i in lines {
        sum = match (sum, earlier(*i)) {
            (Amount::Yen(sum), Amount::Yen(more)) => Amount::Yen(sum.plus(more)),
            // What cannot be computed is told before what was not given.
            (Amount::Missing(_), open @ Amount::NotComputable(_)) | (Amount::Yen(_), open) | (open, _) => open,
        };
    }
    sum
}

/// The ceiling on line `index` in this scenario.
fn limit(
    programme: &'static Programme,
    index: usize,
    line: &Line,
    profile: &Profile,
    caps: &[Option<CapUse>],
) -> Option<Amount> {
    let moved = |c: &Option<CapUse>| c.is_some_and(|c| c.line.is_some_and(|l| usize::from(l) == index));
    if let Some((group, Some(cap))) = caps.iter().enumerate().find(|(_, c)| moved(c)) {
        // The unit (人, 団体) belongs to the ceiling, whichever line it limits under this reading.
        let usual = programme.flow.iter().filter_map(|l| l.cap).find(|c| usize::from(c.group) == group);
        return Some(scaled(cap.yen, usual.map_or(&[], |c| c.times), profile));
    }
    let cap = line.cap?;
    let used = caps.get(usize::from(cap.group)).copied().flatten()?;
    if used.line.is_some() || programme.ceilings.get(usize::from(cap.group)).is_none_or(|g| g.floor) {
        return None;
    }
    Some(scaled(used.yen, cap.times, profile))
}

/// A ceiling per unit, times the units.
fn scaled(per_unit: Yen, times: &[FactId], profile: &Profile) -> Amount {
    let mut max = per_unit;
    for fact in times {
        match profile.yen(*fact) {
            Some(n) => max = max.times(n.0),
            None => return Amount::Missing(*fact),
        }
    }
    Amount::Yen(max)
}
