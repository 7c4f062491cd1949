//! 判定・率・上限を上げるには: the smallest sets of changed or newly given answers that reach a better result.
//!
//! Three kinds of better: the verdict 該当, a higher rate, a higher ceiling. Every set is true (making the changes
//! and everything that follows from them gives that result) and minimal (no part of it does).
//! What no answer can change is said instead: a day out of term, a point that the documents leave open.

use crate::domain::change::moves::{Change, applied, moves};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::clash::contradictions;
use crate::domain::judge::completion::Completions;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rate::{Pick, Row, pick, select};
use crate::domain::sort;
use crate::domain::terms::condition::{Condition, Open, World};
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::{CeilingRow, Instrument, Programme, RateRow};
use crate::domain::value::date::Status;
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::truth::Truth;

mod verdict;
mod way;

pub use way::Way;

/// What is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// The verdict is 該当, the plan's terms met or open.
    Verdict,
    /// The certain share of this rate group rises to this one.
    Rate(usize, Share),
    /// The certain ceiling of this group rises to this one.
    Ceiling(usize, Yen),
}

/// A better result and the ways there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Near {
    /// What is reached.
    pub goal: Goal,
    /// For the verdict all smallest sets, and where none of them is in the municipality's hands, the smallest ones that
    /// are; for a figure the smallest sets that are in its hands and the smallest ones that are not.
    pub ways: Vec<Way>,
}

/// What is near, and what stands in the way that no answer changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NearMisses {
    /// The better results that can be reached.
    pub near: Vec<Near>,
    /// Out of term: no answer changes that.
    pub out_of_term: Option<Status>,
    /// Points that the documents leave open and that keep the verdict open: only the office can settle them.
    pub points: Vec<&'static str>,
    /// The verdict is not 該当 and no set of up to `way::VERDICT_SIZE` answers makes it so.
    pub far: bool,
}

/// What would reach a better result than `a`.
pub fn near_misses(inquiry: Inquiry<'_>, a: &Assessment) -> NearMisses {
    let Inquiry { catalogue, profile, .. } = inquiry;
    if !a.status.is_live() {
        return NearMisses { out_of_term: Some(a.status), ..NearMisses::default() };
    }
    let mut out = NearMisses::default();
    let verdict = a.verdict();
    if verdict != Truth::Yes {
        let ways = verdict::ways(catalogue, a.programme, profile);
        if verdict == Truth::Unknown {
            let points = a.open_body(profile).into_iter().filter_map(|o| match o {
                Open::Point(p) => Some(p),
                Open::Fact(_) => None,
            });
            out.points = points.collect();
        }
        out.far = ways.is_empty();
        if !ways.is_empty() {
            out.near.push(Near { goal: Goal::Verdict, ways });
        }
    }
    if verdict != Truth::No {
        let search = Figures { inquiry, p: a.programme, verdict };
        for (i, rate) in a.rates.iter().enumerate() {
            if matches!(rate.group.instrument, Instrument::National | Instrument::SpecialTax) {
                let base = standing(&rate.selection.outcomes, share);
                search.run(rate.group.rows, base, share, |s| Goal::Rate(i, s), &mut out.near);
            }
        }
        for (i, ceiling) in a.ceilings.iter().enumerate().filter(|(_, c)| !c.group.floor) {
            let base = standing(&ceiling.selection.outcomes, yen);
            search.run(ceiling.group.rows, base, yen, |y| Goal::Ceiling(i, y), &mut out.near);
        }
    }
    out
}

fn share(row: &'static RateRow) -> Option<Share> {
    row.value.bounds().map(|b| b.0)
}

#[expect(clippy::unnecessary_wraps, reason = "the same form as for rates, which may have no share")]
fn yen(row: &'static CeilingRow) -> Option<Yen> {
    Some(row.yen)
}

/// What is certain of a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing<K> {
    /// Some outcome is printed without a figure (定額, 記載なし): nothing to compare with.
    Vague,
    /// Some outcome has no row.
    Nothing,
    /// The lowest figure of the outcomes.
    At(K),
}

fn standing<R: Row, K: Ord + Copy>(outcomes: &[Pick<R>], figure: fn(&'static R) -> Option<K>) -> Standing<K> {
    let mut lowest: Option<K> = None;
    let mut nothing = false;
    for outcome in outcomes {
        match outcome.leading.map(figure) {
            None => nothing = true,
            Some(None) => return Standing::Vague,
            Some(Some(k)) => lowest = Some(lowest.map_or(k, |l| l.min(k))),
        }
    }
    match lowest {
        Some(k) if !nothing => Standing::At(k),
        _ => Standing::Nothing,
    }
}

struct Figures<'a> {
    inquiry: Inquiry<'a>,
    p: &'static Programme,
    verdict: Truth,
}

/// A set of moves and what it reaches.
struct Reached<K> {
    changes: Vec<Change>,
    figure: Option<K>,
}

impl Figures<'_> {
    fn run<R: Row, K: Ord + Copy>(
        &self,
        rows: &'static [R],
        base: Standing<K>,
        figure: fn(&'static R) -> Option<K>,
        goal: impl Fn(K) -> Goal,
        out: &mut Vec<Near>,
    ) {
        let base = match base {
            Standing::Vague => return,
            Standing::Nothing => None,
            Standing::At(k) => Some(k),
        };
        let live = |r: &&'static R| r.period().status(self.inquiry.as_of).is_live();
        // Nothing printed is higher.
        if !rows.iter().filter(live).any(|r| figure(r) > base) {
            return;
        }
        let conditions: Vec<&'static Condition> = rows.iter().filter(live).filter_map(Row::when).collect();
        let all = moves(self.inquiry.catalogue, &conditions, self.inquiry.profile);
        let broken: Vec<usize> = contradictions(self.inquiry.catalogue, self.inquiry.profile).collect();
        let reach = |changes: &[Change]| self.reach(rows, &conditions, changes, &broken, base, figure);
        let singles: Vec<Option<K>> = all.iter().map(|c| reach(&[*c])).collect();
        let mut found: Vec<Reached<K>> = Vec::new();
        let single = |c: &Change, k: &Option<K>| Reached { changes: vec![*c], figure: *k };
        found.extend(all.iter().zip(&singles).map(|(c, k)| single(c, k)).filter(|r| r.figure.is_some()));
        let mut pairs: Vec<Reached<K>> = Vec::new();
        for (i, (a, alone_a)) in all.iter().zip(&singles).enumerate() {
            for (b, alone_b) in all.iter().zip(&singles).skip(i).filter(|(b, _)| b.fact != a.fact) {
                let figure = reach(&[*a, *b]);
                if figure > *alone_a && figure > *alone_b {
                    pairs.push(Reached { changes: vec![*a, *b], figure });
                }
            }
        }
        self.keep(&mut found, pairs);
        self.gather(rows, found, &goal, out);
    }

    /// Pairs only where no single change of the same kind (in the municipality's hands or not) reaches the same figure.
    fn keep<K: Ord + Copy>(&self, found: &mut Vec<Reached<K>>, pairs: Vec<Reached<K>>) {
        let singles: Vec<(Option<K>, bool)> = found.iter().map(|r| (r.figure, self.changeable(&r.changes))).collect();
        for pair in pairs {
            let mine = self.changeable(&pair.changes);
            let beaten = |(figure, theirs): &(Option<K>, bool)| *figure == pair.figure && mine == *theirs;
            if !singles.iter().any(beaten) {
                found.push(pair);
            }
        }
    }

    fn gather<R: Row, K: Ord + Copy>(
        &self,
        rows: &'static [R],
        mut found: Vec<Reached<K>>,
        goal: &impl Fn(K) -> Goal,
        out: &mut Vec<Near>,
    ) {
        sort::by_key(&mut found, |r| r.figure);
        for reached in found {
            let Some(k) = reached.figure else { continue };
            let after = applied(self.inquiry.catalogue, self.inquiry.profile, &reached.changes);
            let way = Way {
                changeable: self.changeable(&reached.changes),
                settled: select(rows, self.inquiry.with(&after)).is_settled(),
                changes: reached.changes,
            };
            match out.iter_mut().find(|n| n.goal == goal(k)) {
                Some(near) => near.ways.push(way),
                None => out.push(Near { goal: goal(k), ways: vec![way] }),
            }
        }
    }

    fn changeable(&self, changes: &[Change]) -> bool {
        verdict::changeable(self.inquiry.catalogue, changes)
    }

    /// The certain figure after the changes, if it is above `base`, contradicts nothing and costs no verdict.
    fn reach<R: Row, K: Ord + Copy>(
        &self,
        rows: &'static [R],
        conditions: &[&'static Condition],
        changes: &[Change],
        broken: &[usize],
        base: Option<K>,
        figure: fn(&'static R) -> Option<K>,
    ) -> Option<K> {
        let after = applied(self.inquiry.catalogue, self.inquiry.profile, changes);
        let k = self.certain(rows, conditions, &after, base, figure)?;
        let consistent = contradictions(self.inquiry.catalogue, &after).all(|i| broken.contains(&i));
        let verdict = verdict::verdict(self.p, &after);
        let kept = verdict == self.verdict || verdict == Truth::Yes;
        (consistent && kept).then_some(k)
    }

    /// The lowest figure over all completions; leaves at the first one that is not above `base`.
    fn certain<R: Row, K: Ord + Copy>(
        &self,
        rows: &'static [R],
        conditions: &[&'static Condition],
        profile: &Profile,
        base: Option<K>,
        figure: fn(&'static R) -> Option<K>,
    ) -> Option<K> {
        let completions = Completions::new(conditions.iter().copied(), profile, self.inquiry.catalogue.facts);
        let mut assumed = Vec::new();
        let mut lowest: Option<K> = None;
        // From the end: there the open yes/no questions are answered with no.
        for i in (0..completions.count()?).rev() {
            completions.at(i, &mut assumed);
            let k = figure(pick(rows, &World { profile, assumed: &assumed }, self.inquiry.as_of).leading?)?;
            if Some(k) <= base {
                return None;
            }
            lowest = Some(lowest.map_or(k, |l| l.min(k)));
        }
        lowest
    }
}
