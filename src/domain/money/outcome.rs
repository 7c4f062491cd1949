//! Which rows and ceilings a run uses: jointly for every completion of the missing answers, and for other readings.

use crate::domain::judge::completion::Completions;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rate::{Row, leading, live, select};
use crate::domain::money::scenario::{CapUse, RateUse, Scenario};
use crate::domain::terms::condition::{Condition, Open, World};
use crate::domain::terms::flow::Step;
use crate::domain::terms::programme::{CeilingGroup, CeilingRow, Programme, RateGroup, RateRow, RateValue};

pub(super) type Rows = (Vec<Option<&'static RateRow>>, Vec<Option<&'static CeilingRow>>);

/// Whether the flow takes a rate of this group.
fn takes(programme: &Programme, group: usize) -> bool {
    programme.flow.iter().any(|l| matches!(l.step, Step::Rate(g) | Step::Limit(g) if usize::from(g) == group))
}

/// Whether the flow is limited by this group.
fn limited(programme: &Programme, group: usize) -> bool {
    programme.flow.iter().any(|l| l.cap.is_some_and(|c| usize::from(c.group) == group))
}

/// The conditions of the rows that the flow can use. A group that it does not name moves no yen.
pub fn conditions(programme: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    let rates = programme.rates.iter().enumerate().filter(|(i, _)| takes(programme, *i));
    let caps = programme.ceilings.iter().enumerate().filter(|(i, _)| limited(programme, *i));
    let rates = rates.flat_map(|(_, g)| g.rows).filter_map(Row::when);
    rates.chain(caps.flat_map(|(_, g)| g.rows).filter_map(Row::when))
}

/// The rows that lead, jointly over all groups that the flow uses, for every completion.
pub(super) fn outcomes(inquiry: Inquiry<'_>, programme: &'static Programme) -> (Vec<Rows>, Vec<Open>) {
    let Inquiry { catalogue, profile, as_of } = inquiry;
    let completions = Completions::new(conditions(programme), profile, catalogue.facts);
    // The content check counts the completions of an empty profile, and no profile has more.
    let count = completions.count().unwrap_or(1);
    let mut assumed = Vec::new();
    let rates = programme.rates.iter().enumerate().map(|(i, g)| if takes(programme, i) { g.rows } else { &[] });
    let caps = programme.ceilings.iter().enumerate().map(|(i, g)| if limited(programme, i) { g.rows } else { &[] });
    let rates: Vec<Vec<&'static RateRow>> = rates.map(|rows| live(rows, as_of).collect()).collect();
    let caps: Vec<Vec<&'static CeilingRow>> = caps.map(|rows| live(rows, as_of).collect()).collect();
    let mut distinct: Vec<Rows> = Vec::new();
    // Of each completion, which of the distinct ones it comes to.
    let mut places: Vec<usize> = Vec::with_capacity(count);
    let mut rows: Rows = (Vec::with_capacity(rates.len()), Vec::with_capacity(caps.len()));
    for i in 0..count {
        completions.at(i, &mut assumed);
        let world = World { profile, assumed: &assumed };
        rows.0.clear();
        rows.0.extend(rates.iter().map(|rows| leading(rows.iter().copied(), &world)));
        rows.1.clear();
        rows.1.extend(caps.iter().map(|rows| leading(rows.iter().copied(), &world)));
        let known = distinct.iter().position(|d| same(&d.0, &rows.0) && same(&d.1, &rows.1));
        places.push(known.unwrap_or(distinct.len()));
        if known.is_none() {
            distinct.push(rows.clone());
        }
    }
    let deciding = completions.deciding(&places, &World::of(profile));
    (distinct, deciding)
}

/// The very same rows, not only rows that say the same.
fn same<R>(a: &[Option<&'static R>], b: &[Option<&'static R>]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.map(std::ptr::from_ref) == b.map(std::ptr::from_ref))
}

/// What a row is used with: several shares where the documents print several and do not say which (0.5または0.3).
fn uses(row: &'static RateRow) -> Vec<RateUse> {
    let one = |value| RateUse { label: row.label, value, adjusted: row.adjusted, cites: row.cites };
    match row.value {
        RateValue::OneOf(all) => all.iter().map(|s| one(RateValue::Share(*s))).collect(),
        value => vec![one(value)],
    }
}

/// Every way to choose one share per group. None of them leads: all are leading scenarios, shown as a range.
pub(super) fn alternatives(rows: &[Option<&'static RateRow>]) -> Vec<Vec<Option<RateUse>>> {
    let mut out: Vec<Vec<Option<RateUse>>> = vec![Vec::with_capacity(rows.len())];
    for row in rows {
        match row.map(uses).as_deref() {
            None => out.iter_mut().for_each(|so_far| so_far.push(None)),
            Some([only]) => out.iter_mut().for_each(|so_far| so_far.push(Some(*only))),
            Some(each) => {
                let with = |so_far: &Vec<_>| each.iter().map(|u| [so_far.as_slice(), &[Some(*u)]].concat()).collect();
                out = out.iter().flat_map(|so_far| -> Vec<_> { with(so_far) }).collect();
            }
        }
    }
    out
}

pub(super) fn cap_use(row: &'static CeilingRow) -> CapUse {
    CapUse { yen: row.yen, line: None, cites: row.cites }
}

pub(super) type Alternative = (&'static str, Vec<Option<RateUse>>, Vec<Option<CapUse>>);

/// Every other reading, changing one group of the first leading scenario at a time.
pub(super) fn other_readings(
    inquiry: Inquiry<'_>,
    programme: &'static Programme,
    first: &Scenario,
    rates: &[Option<&'static RateRow>],
    caps: &[Option<&'static CeilingRow>],
) -> Vec<Alternative> {
    let mut out: Vec<Alternative> = Vec::new();
    for (i, (group, row)) in programme.rates.iter().zip(rates).enumerate() {
        for (why, value) in rate_readings(inquiry, group, *row) {
            let mut changed = first.rates.clone();
            if let Some(slot) = changed.get_mut(i) {
                *slot = Some(value);
            }
            out.push((why, changed, first.caps.clone()));
        }
    }
    for (i, (group, row)) in programme.ceilings.iter().zip(caps).enumerate() {
        for (why, value) in cap_readings(inquiry, group, *row) {
            let mut changed = first.caps.clone();
            if let Some(slot) = changed.get_mut(i) {
                *slot = Some(value);
            }
            out.push((why, first.rates.clone(), changed));
        }
    }
    out
}

fn rate_readings(
    inquiry: Inquiry<'_>,
    group: &'static RateGroup,
    row: Option<&'static RateRow>,
) -> Vec<(&'static str, RateUse)> {
    let Some(row) = row else { return Vec::new() };
    let mut out = Vec::new();
    for other in row.others {
        out.push((
            other.why,
            RateUse { label: row.label, value: other.value, adjusted: row.adjusted, cites: other.cites },
        ));
    }
    for pick in select(group.rows, inquiry).outcomes {
        if pick.leading.is_some_and(|l| std::ptr::eq(l, row)) {
            out.extend(pick.readings.iter().flat_map(|r| uses(r).into_iter().map(|u| (r.label, u))));
        }
    }
    out
}

fn cap_readings(
    inquiry: Inquiry<'_>,
    group: &'static CeilingGroup,
    row: Option<&'static CeilingRow>,
) -> Vec<(&'static str, CapUse)> {
    let Some(row) = row else { return Vec::new() };
    let mut out: Vec<(&'static str, CapUse)> =
        row.others.iter().map(|o| (o.why, CapUse { yen: o.yen, line: o.line, cites: o.cites })).collect();
    for pick in select(group.rows, inquiry).outcomes {
        if pick.leading.is_some_and(|l| std::ptr::eq(l, row)) {
            out.extend(pick.readings.iter().map(|r| (r.label, cap_use(r))));
        }
    }
    out
}
