//! What differs between two profiles, and where on a line of answers something changes.
//!
//! [`compare`] looks at every programme under both profiles: which appear, vanish, change verdict, rate, ceiling or
//! money, and which of the differing answers really decide it. [`sweep`] moves one answer through all values that
//! any condition of the catalogue tells apart.

use crate::domain::change::moves::{Cut, Span, moves};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::clash::contradictions;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, Order, compare as rank, group, group_of};
use crate::domain::judge::rate::{Row, Selection};
use crate::domain::money::scenario::{Amount, Scenario};
use crate::domain::money::split::{leading, leading_of_both};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::Condition;
use crate::domain::terms::flow::Step;
use crate::domain::terms::keyed::keyed;
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile, Value};
use crate::domain::terms::programme::Programme;
use std::cell::OnceCell;

/// How a programme's place moves; the order is that of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// From 対象外 to 該当 or 要確認.
    Appears,
    /// From 該当 or 要確認 to 対象外.
    Vanishes,
    /// Between 該当 and 要確認.
    Verdict,
    /// Same place, other figures.
    Figures,
}

keyed! { Kind { Appears "appears", Vanishes "vanishes", Verdict "verdict", Figures "figures", } }

/// What differs for one programme.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Under the first profile.
    pub before: Assessment,
    /// Under the second profile.
    pub after: Assessment,
    /// How its place moves.
    pub kind: Kind,
    /// Rate groups with other outcomes.
    pub rates: Vec<usize>,
    /// Ceiling groups with other outcomes.
    pub ceilings: Vec<usize>,
    /// Lines of the flow with other amounts.
    pub money: Vec<usize>,
    /// The differing answers that decide: taking one of them back, or making it alone, changes the result.
    pub because: Vec<FactId>,
}

/// One programme under one profile.
struct Look<'a> {
    inquiry: Inquiry<'a>,
    a: Assessment,
    leading: OnceCell<Vec<Scenario>>,
}

fn look<'a>(inquiry: Inquiry<'a>, p: &'static Programme) -> Look<'a> {
    Look { inquiry, a: inquiry.assess(p), leading: OnceCell::new() }
}

impl Look<'_> {
    /// The money: worked out where it is looked at.
    fn leading(&self) -> &[Scenario] {
        self.leading.get_or_init(|| leading(self.inquiry, self.a.programme))
    }
}

/// What differs between two looks; `None` when nothing does.
fn difference(x: &Look<'_>, y: &Look<'_>) -> Option<Difference> {
    let (from, to) = (group(&x.a), group(&y.a));
    let shown = |g: Group| matches!(g, Group::Applies | Group::Open);
    let kind = match (shown(from), shown(to)) {
        _ if from == to => Kind::Figures,
        (false, _) => Kind::Appears,
        (_, false) => Kind::Vanishes,
        _ => Kind::Verdict,
    };
    // Figures beside 対象外 are not shown, so they do not differ.
    let figures = shown(from) && shown(to);
    let all = |n: usize| 0..if figures { n } else { 0 };
    let rate = |i: usize| x.a.rates.get(i).zip(y.a.rates.get(i));
    let ceiling = |i: usize| x.a.ceilings.get(i).zip(y.a.ceilings.get(i));
    let rates: Vec<usize> = all(x.a.rates.len())
        .filter(|i| rate(*i).is_some_and(|(p, q)| !same_rows(&p.selection, &q.selection)))
        .collect();
    let ceilings: Vec<usize> = all(x.a.ceilings.len())
        .filter(|i| ceiling(*i).is_some_and(|(p, q)| !same_rows(&p.selection, &q.selection)))
        .collect();
    let lines = x.a.programme.flow.len();
    let money: Vec<usize> = all(lines).filter(|i| amounts(x.leading(), *i) != amounts(y.leading(), *i)).collect();
    if kind == Kind::Figures && rates.is_empty() && ceilings.is_empty() && money.is_empty() {
        return None;
    }
    Some(Difference { before: x.a.clone(), after: y.a.clone(), kind, rates, ceilings, money, because: Vec::new() })
}

/// The same outcomes, in whatever order they were found.
fn same_rows<R: Row>(a: &Selection<R>, b: &Selection<R>) -> bool {
    a.outcomes.iter().all(|p| b.outcomes.contains(p)) && b.outcomes.iter().all(|p| a.outcomes.contains(p))
}

/// What a line of the flow may come to, each once; nothing while an input is missing.
fn amounts(leading: &[Scenario], line: usize) -> Vec<Amount> {
    let mut out: Vec<Amount> = Vec::new();
    for amount in leading.iter().filter_map(|s| s.amounts.get(line)) {
        if !matches!(amount, Amount::Missing(_)) && !out.contains(amount) {
            out.push(*amount);
        }
    }
    sort::by_key(&mut out, |a| match a {
        Amount::Yen(y) => (0, y.0, None),
        Amount::Missing(f) => (1, u64::from(f.0), None),
        Amount::BeforeAdjustment(y) => (2, y.0, None),
        Amount::NotComputable(why) => (3, 0, Some(*why)),
    });
    out
}

/// What was answered or taken from a table, without what follows from it.
fn own(profile: &Profile, fact: FactId) -> Answer {
    match profile.answer(fact) {
        Answer::Known(_, Origin::Inferred(_)) => Answer::NotAsked,
        other => other,
    }
}

fn own_value(profile: &Profile, fact: FactId) -> Option<Value> {
    match own(profile, fact) {
        Answer::Known(v, _) => Some(v),
        _ => None,
    }
}

/// The facts on which two profiles differ by themselves, not only by what follows.
pub fn differing(catalogue: &Catalogue, a: &Profile, b: &Profile) -> Vec<FactId> {
    catalogue.fact_ids().map(|(f, _)| f).filter(|f| own_value(a, *f) != own_value(b, *f)).collect()
}

/// Every programme that differs between the answers of `a` and those of `b`, without the reasons. What is the same for
/// all that a programme asks comes out the same.
pub fn shifts(a: Inquiry<'_>, b: &Profile) -> Vec<Difference> {
    let all = a.profile.moved(b);
    let moved = |f: FactId| all.contains(&f);
    let shift = |p: &'static Programme| {
        if p.is_judged_by(&moved) {
            return difference(&look(a, p), &look(a.with(b), p));
        }
        // No condition: it is judged alike, and only amounts that its flow asks for make a difference.
        if !p.flow_facts().any(moved) {
            return None;
        }
        let (x, y) = leading_of_both(a, b, p);
        let before = look(a, p);
        let after = Look { inquiry: a.with(b), a: before.a.clone(), leading: y.into() };
        difference(&Look { leading: x.into(), ..before }, &after)
    };
    let mut out: Vec<Difference> = a.catalogue.programmes.iter().filter_map(shift).collect();
    sort::by(&mut out, |x, y| x.kind.cmp(&y.kind).then_with(|| rank(Order::default(), &x.after, &y.after)));
    out
}

/// [`tally`] of [`shifts`], without looking for what else the two would tell.
pub fn tallied(a: Inquiry<'_>, b: &Profile) -> Tally {
    let all = a.profile.moved(b);
    let moved = |f: FactId| all.contains(&f);
    let mut out = Tally::default();
    for p in a.catalogue.programmes {
        if p.is_judged_by(&moved) {
            difference(&look(a, p), &look(a.with(b), p)).iter().for_each(|d| out.add(d));
        } else if p.flow_facts().any(moved) && matches!(group_of(a, p), Group::Applies | Group::Open) {
            out.money += usize::from(
                tells_other(a, b, p) || {
                    let (x, y) = leading_of_both(a, b, p);
                    (0..p.flow.len()).any(|line| amounts(&x, line) != amounts(&y, line))
                },
            );
        }
    }
    out
}

/// Whether a line of the flow tells the two apart whatever rows apply: one that is an amount as it was given, or one that
/// comes to something under the one alone.
fn tells_other(a: Inquiry<'_>, b: &Profile, p: &Programme) -> bool {
    p.flow.iter().any(|line| {
        let Some(fact) = line.base.fact() else { return false };
        let given = match (a.profile.yen(fact), b.yen(fact)) {
            (Some(was), Some(is)) => return was != is && line.step == Step::Whole && line.cap.is_none(),
            (Some(_), None) => a.profile,
            (None, Some(_)) => b,
            (None, None) => return false,
        };
        let counted = line.cap.is_none_or(|cap| cap.times.iter().all(|f| given.yen(*f).is_some()));
        counted && matches!(line.step, Step::Whole | Step::Share(_) | Step::Limit(_))
    })
}

/// Every programme that differs between the answers of `a` and those of `b`, each with the answers that decide.
pub fn compare(a: Inquiry<'_>, b: &Profile) -> Vec<Difference> {
    let Inquiry { catalogue, profile, .. } = a;
    let mut out = shifts(a, b);
    let facts = differing(catalogue, profile, b);
    let with = |base: &Profile, from: &Profile, fact: FactId| {
        let mut changed = base.clone();
        changed.set(fact, own(from, fact));
        catalogue.infer(&changed)
    };
    let variants: Vec<(FactId, Profile, Profile)> =
        facts.iter().map(|f| (*f, with(b, profile, *f), with(profile, b, *f))).collect();
    for d in &mut out {
        let p = d.after.programme;
        let (first, second) = (look(a, p), look(a.with(b), p));
        for (fact, dropped, alone) in &variants {
            let back = difference(&second, &look(a.with(dropped), p)).is_some();
            if back || difference(&first, &look(a.with(alone), p)).is_some() {
                d.because.push(*fact);
            }
        }
        if d.because.is_empty() {
            d.because = together(a, b, &first, &facts);
        }
    }
    out
}

/// Where no single answer decides: a set of differing answers that does, none of which can be left out of it.
fn together(a: Inquiry<'_>, b: &Profile, first: &Look<'_>, facts: &[FactId]) -> Vec<FactId> {
    let mut kept = facts.to_vec();
    for fact in facts {
        let fewer: Vec<FactId> = kept.iter().copied().filter(|f| f != fact).collect();
        let mut changed = a.profile.clone();
        fewer.iter().for_each(|f| changed.set(*f, own(b, *f)));
        let profile = a.catalogue.infer(&changed);
        let there = look(a.with(&profile), first.a.programme);
        if difference(first, &there).is_some() {
            kept = fewer;
        }
    }
    kept
}

/// How many programmes moved how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// 該当, more or fewer.
    pub applies: isize,
    /// 要確認, more or fewer.
    pub open: isize,
    /// 対象外, more or fewer.
    pub excluded: isize,
    /// Programmes whose rate changed.
    pub rates: usize,
    /// Programmes whose ceiling changed.
    pub ceilings: usize,
    /// Programmes of which only the amounts changed.
    pub money: usize,
}

/// Counts differences.
pub fn tally(all: &[Difference]) -> Tally {
    let mut out = Tally::default();
    all.iter().for_each(|d| out.add(d));
    out
}

impl Tally {
    fn add(&mut self, d: &Difference) {
        for (a, by) in [(&d.before, -1), (&d.after, 1)] {
            match group(a) {
                Group::Applies => self.applies += by,
                Group::Open => self.open += by,
                Group::Excluded => self.excluded += by,
                Group::OutOfTerm => {}
            }
        }
        self.rates += usize::from(!d.rates.is_empty());
        self.ceilings += usize::from(!d.ceilings.is_empty());
        let only = d.kind == Kind::Figures && d.rates.is_empty() && d.ceilings.is_empty();
        self.money += usize::from(only);
    }
}

/// One value or piece of the line that [`sweep`] moves along.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The value that stands for it.
    pub value: Value,
    /// Other options that do the same.
    pub also: Vec<Value>,
    /// Where a piece of a number line begins.
    pub from: Option<Cut>,
    /// Where it ends.
    pub until: Option<Cut>,
    /// The present answer lies here.
    pub here: bool,
    /// What is other than at the stop before it; for options, than at the present answer (or the first option).
    pub differences: Vec<Difference>,
}

/// 境目の表: one answer moved through all values that the catalogue tells apart.
///
/// Neighbouring pieces of a number line between which nothing changes are one stop.
pub fn sweep(inquiry: Inquiry<'_>, fact: FactId) -> Vec<Stop> {
    let Inquiry { catalogue, profile, .. } = inquiry;
    let mut open = profile.clone();
    // Not inferred anew: an answer that follows from others is moved too.
    open.set(fact, Answer::NotAsked);
    let conditions: Vec<&Condition> = catalogue.programmes.iter().flat_map(Programme::conditions).collect();
    let at = |value: Value| {
        let mut p = profile.clone();
        p.give(fact, value);
        catalogue.infer(&p)
    };
    let present = profile.value(fact);
    let mut out: Vec<Stop> = Vec::new();
    let mut base: Option<Profile> = present.map(at);
    let broken: Vec<usize> = contradictions(catalogue, profile).collect();
    for change in moves(catalogue, &conditions, &open).into_iter().filter(|c| c.fact == fact) {
        let here = at(change.value);
        // A place that another answer rules out (全部過疎 but the place not in it) is no stop.
        if contradictions(catalogue, &here).any(|i| !broken.contains(&i)) {
            continue;
        }
        let (from, until, ordered) = match change.span {
            Span::Between(from, until) => (from, until, true),
            Span::Exact => (None, None, false),
            _ => continue,
        };
        if ordered {
            base = out.last().map(|s| at(s.value));
        }
        let differences = base.as_ref().map_or_else(Vec::new, |b| borders(inquiry.with(b), &here));
        let alike = |s: &&mut Stop| !ordered && borders(inquiry.with(&at(s.value)), &here).is_empty();
        if let Some(stop) = out.iter_mut().find(alike) {
            stop.also.push(change.value);
            stop.here |= present == Some(change.value);
            continue;
        }
        let lies = present.is_some_and(|v| lies(v, change.value, from, until));
        match out.last_mut() {
            Some(last) if ordered && differences.is_empty() => {
                last.until = until;
                last.here |= lies;
            }
            _ => out.push(Stop { value: change.value, also: Vec::new(), from, until, here: lies, differences }),
        }
        base = base.or(Some(here));
    }
    out
}

/// The differences that are borders: amounts that merely follow the swept amount are not.
fn borders(a: Inquiry<'_>, b: &Profile) -> Vec<Difference> {
    let mut all = shifts(a, b);
    all.iter_mut().for_each(|d| d.money.clear());
    all.retain(|d| d.kind != Kind::Figures || !d.rates.is_empty() || !d.ceilings.is_empty());
    all
}

fn lies(present: Value, value: Value, from: Option<Cut>, until: Option<Cut>) -> bool {
    let Value::Number(n) = present else { return present == value };
    let above = |c: Cut| if c.after { n > c.at } else { n >= c.at };
    from.is_none_or(above) && until.is_none_or(|c| !above(c))
}
