//! The rules about one ratio, asked with other amounts.

use std::collections::BTreeSet;

use super::found::{Found, Inverse, Reach, leaves, tried, with};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rate::{Row, select};
use crate::domain::money::total;
use crate::domain::sort;
use crate::domain::terms::condition::{Condition, Test, World};
use crate::domain::terms::flow::{Base, Bucket, Step};
use crate::domain::terms::profile::{FactId, Value};
use crate::domain::terms::programme::{CeilingGroup, Programme, Requirement};
use crate::domain::value::number::{Decimal, Yen};
use crate::domain::value::truth::Truth;

/// The rules about one ratio, with everything else as it is.
pub(super) struct Rules<'a> {
    inquiry: Inquiry<'a>,
    programme: &'static Programme,
    numerator: FactId,
    denominator: FactId,
    /// The first group of ceilings that hangs on the ratio.
    group: Option<&'static CeilingGroup>,
    /// Whether that ceiling limits the denominator itself.
    limits: bool,
    /// The requirements that name one of the two amounts.
    judged: Vec<&'static Condition>,
    /// What requirements and ceilings ask, one by one.
    leaves: Vec<&'static Condition>,
}

/// A ceiling as it applies to two amounts.
struct Applies {
    yen: Yen,
    other: Option<Yen>,
    cites: Vec<u8>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(
        inquiry: Inquiry<'a>,
        programme: &'static Programme,
        numerator: FactId,
        denominator: FactId,
    ) -> Self {
        let uses = |g: &&'static CeilingGroup| {
            !g.floor && g.rows.iter().filter_map(Row::when).any(|c| mentions(c, numerator, denominator))
        };
        let group = programme.ceilings.iter().find(uses);
        let at = programme.ceilings.iter().position(|g| uses(&g));
        let limits = programme.flow.iter().any(|l| {
            let capped = l.cap.is_some_and(|c| Some(usize::from(c.group)) == at && c.times.is_empty());
            capped && l.step == Step::Whole && is_whole(programme, l.base, denominator)
        });
        let judged = programme.required().filter(|c| names(c, numerator, denominator)).collect();
        let leaves = leaves(programme).collect();
        Self { inquiry, programme, numerator, denominator, group, limits, judged, leaves }
    }

    pub(super) fn all(&self) -> Inverse {
        let given = |f| self.inquiry.profile.yen(f).filter(|y| y.0 > 0);
        let (n, d) = (given(self.numerator), given(self.denominator));
        let now = n.zip(d).and_then(|(n, d)| self.ceiling(n, d));
        Inverse {
            numerator: self.numerator,
            denominator: self.denominator,
            given_numerator: n,
            given_denominator: d,
            ceiling: now.as_ref().map(|c| c.yen),
            largest: n.and_then(|n| self.largest(n)),
            needed: d.map(|d| self.needed(d)).unwrap_or_default(),
            full: self.full(),
            steps: match (n.zip(d), &now) {
                (Some((n, d)), Some(now)) if self.allowed(n, d) => self.steps(n, d, now.yen),
                _ => Vec::new(),
            },
            cheapest: n.zip(d).and_then(|(n, d)| self.cheapest(n, d)),
        }
    }

    /// No requirement that hangs on the two amounts fails.
    fn allowed(&self, n: Yen, d: Yen) -> bool {
        let profile = with(self.inquiry.profile, [(self.numerator, n), (self.denominator, d)]);
        let world = World::of(&profile);
        self.judged.iter().all(|c| c.truth(&world) != Truth::No)
    }

    /// The ceiling for two amounts; `None` where other answers are missing or no row applies.
    fn ceiling(&self, n: Yen, d: Yen) -> Option<Applies> {
        let profile = with(self.inquiry.profile, [(self.numerator, n), (self.denominator, d)]);
        let selection = select(self.group?.rows, self.inquiry.with(&profile));
        let [only] = selection.outcomes.as_slice() else { return None };
        let row = only.leading?;
        let other = only.readings.iter().map(|r| r.yen).find(|y| *y != row.yen);
        Some(Applies { yen: row.yen, other, cites: row.cites.to_vec() })
    }

    /// Where the requirements that hang on the ratio are printed.
    fn requirement_cites(&self) -> Vec<u8> {
        let mine =
            |r: &&'static Requirement| r.when.as_ref().is_some_and(|c| mentions(c, self.numerator, self.denominator));
        self.programme.requirements.iter().filter(mine).flat_map(|r| r.cites).copied().collect()
    }

    /// What holds with these amounts; `None` where they are not allowed or the ceiling is not settled.
    fn found(&self, n: Yen, d: Yen, amount: Yen) -> Option<Found> {
        if !self.allowed(n, d) {
            return None;
        }
        let Some(_) = self.group else {
            return Some(Found { amount, ceiling: None, other: None, cites: self.requirement_cites() });
        };
        let c = self.ceiling(n, d)?;
        Some(Found { amount, ceiling: Some(c.yen), other: c.other, cites: c.cites })
    }

    /// The amounts of the denominator at which something can change, largest first.
    fn denominators(&self, n: Yen) -> Vec<Yen> {
        let mut out = self.plain(self.denominator);
        out.extend(self.bounds().flat_map(|bound| divided(n, bound)));
        if self.limits {
            out.extend(self.group.iter().flat_map(|g| g.rows).map(|r| r.yen));
        }
        out.retain(|y| y.0 > 0 && i64::try_from(y.0).is_ok());
        out.sort_unstable_by(|a, b| b.cmp(a));
        out.dedup();
        out
    }

    /// The amounts of the numerator at which something can change, smallest first.
    fn numerators(&self, d: Yen) -> Vec<Yen> {
        let mut out = self.plain(self.numerator);
        out.push(Yen(0));
        out.extend(self.bounds().flat_map(|bound| multiplied(d, bound)));
        out.retain(|y| i64::try_from(y.0).is_ok());
        sort::once(&mut out);
        out
    }

    /// The bounds of the ratio in requirements and ceilings.
    fn bounds(&self) -> impl Iterator<Item = Decimal> {
        let ratio = (self.numerator, self.denominator);
        self.leaves.iter().filter_map(move |leaf| match leaf.test {
            Test::Ratio(a, b, _, bound) if (a, b) == ratio => Some(bound),
            _ => None,
        })
    }

    /// The bounds that are amounts themselves (融資が0円を超える), and their neighbours.
    fn plain(&self, fact: FactId) -> Vec<Yen> {
        let bound = |leaf: &&'static Condition| match leaf.test {
            Test::Compare(f, _, Value::Number(bound)) if f == fact => bound.yen(),
            _ => None,
        };
        self.leaves.iter().filter_map(bound).flat_map(|y| around(u128::from(y.0))).collect()
    }

    fn largest(&self, n: Yen) -> Option<Found> {
        let fits = |d: Yen| self.found(n, d, d).filter(|f| !self.limits || f.ceiling.is_none_or(|c| d <= c));
        if self.group.is_some() && !self.limits {
            return None;
        }
        let mut found = self.denominators(n).into_iter().find_map(fits)?;
        found.cites.extend(self.requirement_cites());
        sort::once(&mut found.cites);
        Some(found)
    }

    fn needed(&self, d: Yen) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        for n in self.numerators(d) {
            let Some(mut found) = self.found(n, d, n) else { continue };
            let higher = out.last().is_none_or(|last| found.ceiling > last.ceiling);
            if higher {
                if out.is_empty() {
                    found.cites.extend(self.requirement_cites());
                    sort::once(&mut found.cites);
                }
                out.push(found);
            }
        }
        out
    }

    fn full(&self) -> Vec<Found> {
        if !self.limits {
            return Vec::new();
        }
        let needed = |step: Yen| {
            let all = self.numerators(step).into_iter();
            all.filter_map(|n| self.found(n, step, n)).find(|f| f.ceiling.is_some_and(|c| c >= step))
        };
        self.ceilings().into_iter().filter_map(needed).collect()
    }

    /// The amounts of the ceiling, smallest first, each once.
    fn ceilings(&self) -> BTreeSet<Yen> {
        self.group.iter().flat_map(|g| g.rows).map(|r| r.yen).collect()
    }

    fn steps(&self, n: Yen, d: Yen, now: Yen) -> Vec<Reach> {
        let higher = self.ceilings().into_iter().filter(|y| *y > now);
        let reach = |ceiling: Yen| {
            let there = |f: &Found| f.ceiling.is_some_and(|c| c >= ceiling);
            let below = self.denominators(n).into_iter().filter(|c| *c < d);
            let above = self.numerators(d).into_iter().filter(|c| *c > n);
            Reach {
                ceiling,
                lower: below.filter_map(|c| self.found(n, c, c)).find(there),
                raise: above.filter_map(|c| self.found(c, d, c)).find(there),
            }
        };
        higher.map(reach).filter(|r| r.lower.is_some() || r.raise.is_some()).collect()
    }

    fn cheapest(&self, n: Yen, d: Yen) -> Option<(Found, Yen)> {
        let now = self.local(n, d)?;
        let mut best: Option<(Found, Yen)> = None;
        for c in self.numerators(d).into_iter().filter(|c| *c > n) {
            let Some(found) = self.found(c, d, c) else { continue };
            let local = self.local(c, d)?;
            if local < best.as_ref().map_or(now, |(_, y)| *y) {
                best = Some((found, local));
            }
        }
        best
    }

    /// What the local side pays with these amounts, with what a ceiling cuts off, where it is one exact amount.
    fn local(&self, n: Yen, d: Yen) -> Option<Yen> {
        let amounts = [(self.numerator, n), (self.denominator, d)];
        let split = tried(self.inquiry, self.programme, amounts);
        let over = total::bucket(self.programme, &split, Bucket::Over);
        let local = total::bucket(self.programme, &split, Bucket::Local)?;
        over.map_or(local, |o| local.plus(o)).exact()
    }
}

/// Whether `base` is the whole of `fact`.
fn is_whole(programme: &'static Programme, base: Base, fact: FactId) -> bool {
    let mut at = base;
    for _ in 0..=programme.flow.len() {
        match at {
            Base::Fact(f) => return f == fact,
            Base::Line(i) => match programme.flow.get(usize::from(i)) {
                Some(l) if l.step == Step::Whole && l.cap.is_none() => at = l.base,
                _ => return false,
            },
        }
    }
    false
}

fn mentions(c: &'static Condition, numerator: FactId, denominator: FactId) -> bool {
    c.leaves().into_iter().any(|leaf| leaf.ratio() == Some((numerator, denominator)))
}

fn names(c: &'static Condition, numerator: FactId, denominator: FactId) -> bool {
    let amount = |leaf: &Condition| matches!(leaf.test, Test::Compare(f, ..) if f == numerator || f == denominator);
    mentions(c, numerator, denominator) || c.leaves().into_iter().any(amount)
}

/// `amount / bound` and its neighbours, in yen.
fn divided(amount: Yen, bound: Decimal) -> Vec<Yen> {
    let Ok(by) = u128::try_from(bound.mantissa) else { return Vec::new() };
    let scale = 10u128.pow(u32::from(bound.places.min(9)));
    (u128::from(amount.0) * scale).checked_div(by).map_or_else(Vec::new, around)
}

/// `amount × bound` and its neighbours, in yen.
fn multiplied(amount: Yen, bound: Decimal) -> Vec<Yen> {
    let Ok(by) = u128::try_from(bound.mantissa) else { return Vec::new() };
    let scale = 10u128.pow(u32::from(bound.places.min(9)));
    u128::from(amount.0).checked_mul(by).map_or_else(Vec::new, |n| around(n / scale))
}

/// One yen below, the amount, one and two yen above (what was cut off lies between).
fn around(amount: u128) -> Vec<Yen> {
    let all = [amount.checked_sub(1), Some(amount), amount.checked_add(1), amount.checked_add(2)];
    all.into_iter().flatten().filter_map(|n| u64::try_from(n).ok()).map(Yen).collect()
}
