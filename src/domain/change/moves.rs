//! What could be answered differently: for every fact that some conditions use, one value for each
//! interval that the conditions tell apart.
//!
//! A number line is cut at every printed bound; inside a piece all values judge alike, so the one nearest to
//! the present answer stands for the piece: the amount that just reaches a bound.

use crate::domain::judge::completion::representatives;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Implication};
use crate::domain::terms::condition::{Comparison, Condition, Test};
use crate::domain::terms::profile::{Fact, FactId, FactKind, Profile, Value};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;

/// One answer changed or newly given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// Its new value.
    pub value: Value,
    /// All values that do the same.
    pub span: Span,
}

/// The values that judge as the one of a [`Change`] does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Span {
    /// Only the value itself: an option, yes or no.
    Exact,
    /// The numbers of one piece of the line.
    Between(Option<Cut>, Option<Cut>),
    /// The multiples of another amount that is not known either.
    Times(FactId, Option<Cut>, Option<Cut>),
    /// An example amount, put in only so that a quotient has a value.
    Example,
    /// The days that compare so.
    Day(Comparison, Date),
}

/// Where a number line is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The printed or computed bound.
    pub at: Decimal,
    /// The bound itself belongs to the lower piece (以下／超) instead of the upper one (未満／以上).
    pub after: bool,
}

impl Cut {
    /// The cut that decides this comparison with `at`.
    pub fn of(comparison: Comparison, at: Decimal) -> Self {
        Self { at, after: matches!(comparison, Comparison::Above | Comparison::AtMost) }
    }
}

/// The amount that stands in where neither part of a quotient is known.
const EXAMPLE: i64 = 10_000_000;

/// The facts that hang together with `facts` through implications, `facts` included.
pub fn linked(catalogue: &Catalogue, facts: &[FactId]) -> Vec<FactId> {
    let mut out = facts.to_vec();
    let mut seen = 0;
    while seen < out.len() {
        seen = out.len();
        for rule in catalogue.implications {
            let all = rule.facts();
            if all.iter().any(|f| out.contains(f)) {
                all.into_iter().for_each(|f| add(&mut out, f));
            }
        }
    }
    out
}

/// The facts that the conditions test, each once.
pub fn facts_of(conditions: &[&'static Condition]) -> Vec<FactId> {
    sort::distinct(leaves(conditions).into_iter().flat_map(Condition::facts))
}

fn add(out: &mut Vec<FactId>, fact: FactId) {
    if !out.contains(&fact) {
        out.push(fact);
    }
}

fn leaves(conditions: &[&'static Condition]) -> Vec<&'static Condition> {
    conditions.iter().flat_map(|c| c.leaves()).collect()
}

/// Every single change of `profile` that these conditions can tell from it.
pub fn moves(catalogue: &Catalogue, conditions: &[&'static Condition], profile: &Profile) -> Vec<Change> {
    let facts = linked(catalogue, &facts_of(conditions));
    let concerns = |r: &&'static Implication| facts.contains(&r.fact);
    let rules: Vec<&'static Condition> = catalogue.implications.iter().filter(concerns).map(|r| &r.when).collect();
    let leaves: Vec<&'static Condition> = leaves(conditions).into_iter().chain(self::leaves(&rules)).collect();
    let mut out = Vec::new();
    for fact in facts {
        let Some(f) = catalogue.fact(fact) else { continue };
        let line = Axis { catalogue, leaves: &leaves, profile, fact };
        match f.kind {
            FactKind::YesNo => exact(fact, profile, [true, false].map(Value::Flag), &mut out),
            FactKind::Choice(all) => {
                let n = u8::try_from(all.len()).unwrap_or(u8::MAX);
                exact(fact, profile, (0..n).map(Value::Choice), &mut out);
            }
            FactKind::Number { .. } => line.numbers(f, &mut out),
            FactKind::Day => line.days(&mut out),
        }
    }
    out
}

fn exact(fact: FactId, profile: &Profile, values: impl IntoIterator<Item = Value>, out: &mut Vec<Change>) {
    let new = values.into_iter().filter(|v| profile.value(fact) != Some(*v));
    out.extend(new.map(|value| Change { fact, value, span: Span::Exact }));
}

/// First value of a piece, in units of the line's last place, and how the cut before it reads.
#[derive(Clone, Copy)]
struct Edge {
    start: i128,
    cut: Cut,
}

struct Axis<'a> {
    catalogue: &'a Catalogue,
    leaves: &'a [&'static Condition],
    profile: &'a Profile,
    fact: FactId,
}

impl Axis<'_> {
    fn known(&self, fact: FactId) -> Option<Decimal> {
        match self.profile.value(fact) {
            Some(Value::Number(n)) if n > Decimal::whole(0) => Some(n),
            _ => None,
        }
    }

    /// The amount that stands in for `fact` while it is not known.
    fn example(&self, fact: FactId) -> Decimal {
        match self.catalogue.fact(fact).map(|f| f.kind) {
            Some(FactKind::Number { max, .. }) => Decimal::whole(EXAMPLE).min(max),
            _ => Decimal::whole(EXAMPLE),
        }
    }

    fn numbers(&self, fact: &Fact, out: &mut Vec<Change>) {
        let FactKind::Number { places, .. } = fact.kind else { return };
        let mut plain: Vec<Edge> = Vec::new();
        let mut times: Vec<(FactId, Vec<Edge>)> = Vec::new();
        let mut example = false;
        for leaf in self.leaves {
            match leaf.test {
                Test::Compare(f, k, Value::Number(b)) if f == self.fact => plain.push(edge(Cut::of(k, b), places)),
                Test::Ratio(a, b, k, bound) if a == self.fact => match self.known(b) {
                    Some(other) => plain.extend(multiple(bound, other, k, places)),
                    None if self.known(a).is_none() => {
                        let Some(e) = multiple(bound, self.example(b), k, places) else { continue };
                        let e = Edge { cut: Cut::of(k, bound), ..e };
                        match times.iter_mut().find(|(per, _)| *per == b) {
                            Some((_, edges)) => edges.push(e),
                            None => times.push((b, vec![e])),
                        }
                    }
                    None => {}
                },
                Test::Ratio(a, b, k, bound) if b == self.fact => match self.known(a) {
                    Some(other) => plain.extend(quotient(bound, other, k, places)),
                    None => example |= self.known(b).is_none(),
                },
                _ => {}
            }
        }
        self.pieces(fact, places, plain, &Span::Between, out);
        for (per, edges) in times {
            self.pieces(fact, places, edges, &move |from, until| Span::Times(per, from, until), out);
        }
        if example {
            let value = Value::Number(self.example(self.fact));
            out.push(Change { fact: self.fact, value, span: Span::Example });
        }
    }

    /// One change for each piece that the present answer does not lie in.
    fn pieces(
        &self,
        fact: &Fact,
        places: u8,
        mut edges: Vec<Edge>,
        span: &dyn Fn(Option<Cut>, Option<Cut>) -> Span,
        out: &mut Vec<Change>,
    ) {
        let FactKind::Number { min, max, .. } = fact.kind else { return };
        sort::by_key(&mut edges, |e| e.start);
        edges.dedup_by_key(|e| e.start);
        if edges.is_empty() {
            return;
        }
        let present = match self.profile.value(self.fact) {
            Some(Value::Number(n)) => Some(n),
            _ => None,
        };
        let at = |units: i128| Decimal { mantissa: i64::try_from(units).unwrap_or(i64::MAX), places };
        for i in 0..=edges.len() {
            let from = i.checked_sub(1).and_then(|i| edges.get(i));
            let until = edges.get(i);
            let low = from.map_or(min, |e| at(e.start)).max(min);
            let high = until.map_or(max, |e| at(e.start - 1)).min(max);
            // Nearest to the present answer; while there is none, at the cut.
            let nearest = match present {
                Some(n) => n.max(low).min(high),
                None if from.is_some() => low,
                None => high,
            };
            if low <= high && present != Some(nearest) {
                let value = Value::Number(nearest);
                out.push(Change { fact: self.fact, value, span: span(from.map(|e| e.cut), until.map(|e| e.cut)) });
            }
        }
    }

    fn days(&self, out: &mut Vec<Change>) {
        for leaf in self.leaves {
            let Test::Compare(f, k, Value::Day(bound)) = leaf.test else { continue };
            if f != self.fact {
                continue;
            }
            for value in representatives(k, Value::Day(bound)).into_iter().flatten() {
                let Value::Day(day) = value else { continue };
                let side = if k.holds(day.cmp(&bound)) { k } else { other_side(k) };
                let here = matches!(self.profile.value(f), Some(Value::Day(p)) if side.holds(p.cmp(&bound)));
                let change = Change { fact: f, value, span: Span::Day(side, bound) };
                if !here && !out.contains(&change) {
                    out.push(change);
                }
            }
        }
    }
}

fn other_side(k: Comparison) -> Comparison {
    match k {
        Comparison::AtLeast => Comparison::Below,
        Comparison::Above => Comparison::AtMost,
        Comparison::AtMost => Comparison::Above,
        Comparison::Below => Comparison::AtLeast,
    }
}

fn power(n: u8) -> i128 {
    10i128.saturating_pow(u32::from(n))
}

/// The first value, in units of the last place, that lies beyond a cut at `n / d` units.
fn first(n: i128, d: i128, after: bool) -> i128 {
    n.div_euclid(d) + i128::from(after || n.rem_euclid(d) != 0)
}

fn edge(cut: Cut, places: u8) -> Edge {
    Edge { start: first(i128::from(cut.at.mantissa) * power(places), power(cut.at.places), cut.after), cut }
}

/// A cut that no document prints: at the amount of `n / d` units that the one before it just keeps to.
fn computed(n: i128, d: i128, after: bool, places: u8) -> Option<Edge> {
    let start = first(n, d, after);
    let mantissa = i64::try_from(start - i128::from(after)).ok()?;
    Some(Edge { start, cut: Cut { at: Decimal { mantissa, places }, after } })
}

/// Where the first amount of a quotient crosses `bound` times the `other`.
fn multiple(bound: Decimal, other: Decimal, k: Comparison, places: u8) -> Option<Edge> {
    let n = i128::from(bound.mantissa).checked_mul(i128::from(other.mantissa))?.checked_mul(power(places))?;
    let d = power(bound.places).checked_mul(power(other.places))?;
    computed(n, d, Cut::of(k, bound).after, places)
}

/// Where the second amount of a quotient crosses the `first` divided by `bound`.
fn quotient(bound: Decimal, first: Decimal, k: Comparison, places: u8) -> Option<Edge> {
    let n = i128::from(first.mantissa).checked_mul(power(bound.places))?.checked_mul(power(places))?;
    let d = i128::from(bound.mantissa).checked_mul(power(first.places))?;
    // The quotient is 以上 as long as the second amount is 以下: the sides change.
    (d > 0).then(|| computed(n, d, !Cut::of(k, bound).after, places))?
}

/// `profile` with the changes and everything that follows from them.
pub fn applied(catalogue: &Catalogue, profile: &Profile, changes: &[Change]) -> Profile {
    let mut out = profile.clone();
    for change in changes {
        out.give(change.fact, change.value);
    }
    catalogue.infer(&out)
}
