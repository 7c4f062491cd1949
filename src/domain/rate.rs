//! Which row of a table applies, exactly, also when answers are missing.
//!
//! The rows of a group exclude each other. A row with a condition stands before the base row.
//! Where several rows hold at once and the documents do not say how they combine, the largest leads
//! and the others are shown as readings (要確認). Where answers are missing, every completion of them
//! is looked at: the outcomes are exactly those that some set of answers would give.

use super::completion::Completions;
use super::condition::{Condition, Open, World};
use super::date::{Date, Period};
use super::number::{Share, Yen};
use super::profile::{Fact, Profile};
use super::programme::{CeilingRow, RateRow};
use super::truth::Truth;

/// A row that is chosen by condition and date.
pub trait Row: 'static {
    /// When it applies; `None` for the base row.
    fn when(&'static self) -> Option<&'static Condition>;
    /// When it is in force.
    fn period(&self) -> Period;
    /// Whether `self` leads before `other` where both hold.
    fn leads(&self, other: &Self) -> bool;
    /// Whether both rows give the same figure: then it does not matter which of them applies.
    fn same_figure(&self, other: &Self) -> bool;
}

impl Row for RateRow {
    fn when(&'static self) -> Option<&'static Condition> {
        self.when.as_ref()
    }
    fn period(&self) -> Period {
        self.period
    }
    fn leads(&self, other: &Self) -> bool {
        self.value.bounds().map(|b| b.1) > other.value.bounds().map(|b| b.1)
    }
    fn same_figure(&self, other: &Self) -> bool {
        self.value == other.value && self.adjusted == other.adjusted
    }
}

impl Row for CeilingRow {
    fn when(&'static self) -> Option<&'static Condition> {
        self.when.as_ref()
    }
    fn period(&self) -> Period {
        self.period
    }
    fn leads(&self, other: &Self) -> bool {
        self.yen > other.yen
    }
    fn same_figure(&self, other: &Self) -> bool {
        self.yen == other.yen
    }
}

/// The row that applies, and the other rows that hold beside it.
#[derive(Debug)]
pub struct Pick<R: 'static> {
    /// The row that leads; `None` when no row holds.
    pub leading: Option<&'static R>,
    /// Further rows that hold at the same time: other readings, 要確認.
    pub readings: Vec<&'static R>,
}

impl<R> Clone for Pick<R> {
    fn clone(&self) -> Self {
        Self { leading: self.leading, readings: self.readings.clone() }
    }
}

/// Two picks are the same outcome when their leading rows give the same figure.
impl<R: Row> PartialEq for Pick<R> {
    fn eq(&self, other: &Self) -> bool {
        match (self.leading, other.leading) {
            (Some(a), Some(b)) => std::ptr::eq(a, b) || a.same_figure(b),
            (None, None) => true,
            _ => false,
        }
    }
}

/// Every outcome that the missing answers leave possible.
#[derive(Clone, Debug)]
pub struct Selection<R: 'static> {
    /// Outcomes that differ in their figure; exactly one when settled.
    pub outcomes: Vec<Pick<R>>,
    /// What decides between them.
    pub deciding: Vec<Open>,
}

/// Selects among `rows` for `profile` on `as_of`.
pub fn select<R: Row>(rows: &'static [R], profile: &Profile, facts: &'static [Fact], as_of: Date) -> Selection<R> {
    let world = World::of(profile);
    let conditions = || rows.iter().filter(|r| r.period().status(as_of).is_live()).filter_map(Row::when);
    if conditions().all(|c| !c.truth(&world).is_open()) {
        return Selection { outcomes: vec![pick(rows, &world, as_of)], deciding: Vec::new() };
    }
    let completions = Completions::new(conditions(), profile, facts);
    let Some(count) = completions.count() else {
        return possible(rows, &world, as_of);
    };
    let mut assumed = Vec::new();
    let all: Vec<Pick<R>> = (0..count)
        .map(|i| {
            completions.at(i, &mut assumed);
            pick(rows, &World { profile, assumed: &assumed }, as_of)
        })
        .collect();
    let deciding = completions.deciding(&all, &world);
    let mut outcomes: Vec<Pick<R>> = Vec::new();
    for p in all {
        match outcomes.iter_mut().find(|o| **o == p) {
            // A row holds beside the leading one only if it does so whatever the missing answers turn out to be.
            Some(same) if p.readings.len() < same.readings.len() => *same = p,
            Some(_) => {}
            None => outcomes.push(p),
        }
    }
    Selection { outcomes, deciding }
}

/// The row that applies in `world`, where everything that matters is known or assumed.
pub fn pick<R: Row>(rows: &'static [R], world: &World<'_>, as_of: Date) -> Pick<R> {
    let live = || rows.iter().filter(|r| r.period().status(as_of).is_live());
    let holds = |r: &&'static R| r.when().is_some_and(|c| c.truth(world) == Truth::Yes);
    let mut readings: Vec<&'static R> = live().filter(holds).collect();
    if readings.is_empty() {
        readings = live().filter(|r| r.when().is_none()).collect();
    }
    let mut best = 0;
    for (i, row) in readings.iter().enumerate() {
        if readings.get(best).is_some_and(|b| row.leads(b)) {
            best = i;
        }
    }
    let leading = if readings.is_empty() { None } else { Some(readings.remove(best)) };
    Pick { leading, readings }
}

/// Without enumeration: every row that is not ruled out. Wider than exact, never narrower.
fn possible<R: Row>(rows: &'static [R], world: &World<'_>, as_of: Date) -> Selection<R> {
    let mut deciding = Vec::new();
    let live = rows.iter().filter(|r| r.period().status(as_of).is_live());
    let outcomes = live
        .filter(|r| r.when().is_none_or(|c| c.truth(world) != Truth::No))
        .inspect(|r| {
            if let Some(c) = r.when() {
                c.open(world, &mut deciding);
            }
        })
        .map(|r| Pick { leading: Some(r), readings: Vec::new() })
        .collect();
    Selection { outcomes, deciding }
}

impl<R> Selection<R> {
    /// Exactly one outcome is left.
    pub fn is_settled(&self) -> bool {
        self.outcomes.len() == 1
    }

    /// The rows that lead in some outcome.
    pub fn leading(&self) -> impl Iterator<Item = &'static R> + '_ {
        self.outcomes.iter().filter_map(|p| p.leading)
    }
}

impl Selection<RateRow> {
    /// Lowest and highest share that the outcomes lead with; `None` when some outcome has no share.
    pub fn bounds(&self) -> Option<(Share, Share)> {
        let mut all = self.outcomes.iter().map(|p| p.leading.and_then(|r| r.value.bounds()));
        let first = all.next()??;
        all.try_fold(first, |(lo, hi), b| b.map(|(l, h)| (lo.min(l), hi.max(h))))
    }
}

impl Selection<CeilingRow> {
    /// Lowest and highest ceiling that the outcomes lead with; `None` when some outcome has none.
    pub fn bounds(&self) -> Option<(Yen, Yen)> {
        let mut all = self.outcomes.iter().map(|p| p.leading.map(|r| r.yen));
        let first = all.next()??;
        all.try_fold((first, first), |(lo, hi), y| y.map(|y| (lo.min(y), hi.max(y))))
    }
}
