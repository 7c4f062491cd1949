//! The money: who pays which yen, line by line, as the programme's own terms say.
//!
//! A programme's flow is data: each line takes a share, a rate or the rest of an earlier line or of an
//! amount that the user gave. Shares are cut to whole yen downwards (円未満切捨て) and the rest line takes
//! what remains, so the lines with a bucket always add up to the amounts put in.

use super::completion::Completions;
use super::condition::{Condition, Open, World};
use super::date::Date;
use super::number::{Share, Yen};
use super::profile::{Fact, FactId, Profile, Value};
use super::programme::{CeilingGroup, CeilingRow, Programme, RateGroup, RateRow, RateValue};
use super::rate::{Row, select};
use super::source::Cites;

/// Whose money it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bucket {
    /// 国費
    National,
    /// 特別交付税
    SpecialTax,
    /// 普通交付税
    OrdinaryTax,
    /// 地方債のうち交付税で措置される元金
    BondRelief,
    /// 実質的な地方負担
    Local,
    /// 民間・融資
    Private,
    /// 自己資金等
    Own,
    /// 利用料金収入等
    Fee,
    /// 機構など国・自治体以外の負担
    Third,
}

/// What a line starts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// An amount that the user gives.
    Fact(FactId),
    /// An earlier line.
    Line(u8),
}

/// What a line does with its base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Takes the whole base.
    Whole,
    /// Takes a fixed share of it.
    Share(Share),
    /// Takes the share of the applicable row of this rate group.
    Rate(u8),
    /// What is left of the base after these lines.
    Rest(&'static [u8]),
    /// What the cap of this line cut off (its base is not used).
    Over(u8),
    /// The base plus these lines.
    Sum(&'static [u8]),
    /// The documents give no figure: the reason.
    Silent(&'static str),
}

/// A ceiling on a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    /// Index of the ceiling group.
    pub group: u8,
    /// The ceiling is per unit of these counts (人, 団体); empty for a plain ceiling.
    pub times: &'static [FactId],
}

/// One line of the flow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// Key inside the programme.
    pub id: &'static str,
    /// What stands on the screen.
    pub label: &'static str,
    /// What it starts from.
    pub base: Base,
    /// What it does.
    pub step: Step,
    /// What limits it.
    pub cap: Option<Cap>,
    /// Whose money it is; `None` for an intermediate line.
    pub bucket: Option<Bucket>,
    /// Where it is printed.
    pub cites: Cites,
}

/// What a line came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// An exact amount.
    Yen(Yen),
    /// An amount or count that the user has not given.
    Missing(FactId),
    /// 算定不可: the documents do not let one compute it; the reason.
    NotComputable(&'static str),
}

/// One way the money can flow: under one outcome and one reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// The rate rows used, per rate group.
    pub rates: Vec<Option<RateUse>>,
    /// The ceilings used, per ceiling group, and the line a reading moves them to.
    pub caps: Vec<Option<CapUse>>,
    /// Why this is not the leading reading; empty for a leading one.
    pub reading: &'static str,
    /// One amount per line of the flow.
    pub amounts: Vec<Amount>,
    /// Per line, what its cap cut off.
    pub cut: Vec<Yen>,
}

/// A rate as a scenario uses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RateUse {
    /// Name of the row.
    pub label: &'static str,
    /// The figure used.
    pub value: RateValue,
    /// 財政力補正 is applied on top.
    pub adjusted: bool,
    /// Where it is printed.
    pub cites: Cites,
}

/// A ceiling as a scenario uses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CapUse {
    /// The amount.
    pub yen: Yen,
    /// Limits this line instead of the one that the flow names.
    pub line: Option<u8>,
    /// Where it is printed.
    pub cites: Cites,
}

/// All scenarios: the leading one of every outcome first, then other readings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Split {
    /// Leading scenarios, one per distinct outcome of the missing answers.
    pub leading: Vec<Scenario>,
    /// Other readings of the first leading scenario.
    pub readings: Vec<Scenario>,
    /// What decides between the leading scenarios.
    pub deciding: Vec<Open>,
}

const NO_RATE: &str = "率の記載なし";
const FIXED: &str = "定額補助（率の記載なし）";
const OVERDRAWN: &str = "内訳の合計が総額を超えている。入力を確認";
const ADJUSTED: &str = "財政力補正あり（算式の記載なし）";

/// The flow of money of `programme` for the amounts in `profile`.
pub fn split(programme: &'static Programme, profile: &Profile, facts: &'static [Fact], as_of: Date) -> Split {
    if programme.flow.is_empty() {
        return Split::default();
    }
    let (outcomes, deciding) = outcomes(programme, profile, facts, as_of);
    let run = |reading, rates: Vec<Option<RateUse>>, caps: Vec<Option<CapUse>>| {
        let (amounts, cut) = flow(programme, profile, &rates, &caps);
        Scenario { rates, caps, reading, amounts, cut }
    };
    let mut leading: Vec<Scenario> = Vec::new();
    for (rates, caps) in &outcomes {
        for uses in alternatives(rates) {
            let scenario = run("", uses, caps.iter().map(|c| c.map(cap_use)).collect());
            if !leading.iter().any(|s| s.amounts == scenario.amounts) {
                leading.push(scenario);
            }
        }
    }
    let mut readings: Vec<Scenario> = Vec::new();
    if let (Some(first), Some((rates, caps))) = (leading.first(), outcomes.first()) {
        for (reading, r, c) in other_readings(programme, profile, facts, as_of, first, rates, caps) {
            let scenario = run(reading, r, c);
            // A reading that comes to the same yen is no other reading.
            let same = leading.iter().chain(&readings).any(|s| s.amounts == scenario.amounts);
            if !same {
                readings.push(scenario);
            }
        }
    }
    Split { leading, readings, deciding }
}

type Rows = (Vec<Option<&'static RateRow>>, Vec<Option<&'static CeilingRow>>);

/// The rows that lead, jointly over all groups that the flow uses, for every completion.
fn outcomes(
    programme: &'static Programme,
    profile: &Profile,
    facts: &'static [Fact],
    as_of: Date,
) -> (Vec<Rows>, Vec<Open>) {
    let conditions = || {
        let rates = programme.rates.iter().flat_map(|g| g.rows).filter_map(Row::when);
        let caps = programme.ceilings.iter().flat_map(|g| g.rows).filter_map(Row::when);
        rates.chain(caps)
    };
    let completions = Completions::new(conditions(), profile, facts);
    let count = completions.count().unwrap_or(1);
    let mut assumed = Vec::new();
    let mut all: Vec<Rows> = Vec::new();
    let mut keys: Vec<Vec<usize>> = Vec::new();
    for i in 0..count {
        completions.at(i, &mut assumed);
        let complete = complete(profile, &assumed);
        let world = World { profile: &complete, assumed: &assumed };
        let rows: Rows = (
            programme.rates.iter().map(|g| leading(g.rows, &world, as_of)).collect(),
            programme.ceilings.iter().map(|g| leading(g.rows, &world, as_of)).collect(),
        );
        keys.push(key(&rows));
        all.push(rows);
    }
    let deciding = completions.deciding(&keys, &World::of(profile));
    let mut seen: Vec<&Vec<usize>> = Vec::new();
    let mut distinct = Vec::new();
    for (k, rows) in keys.iter().zip(all) {
        if !seen.contains(&k) {
            seen.push(k);
            distinct.push(rows);
        }
    }
    (distinct, deciding)
}

fn complete(profile: &Profile, assumed: &[(super::condition::Variable, Value)]) -> Profile {
    let mut out = profile.clone();
    for (variable, value) in assumed {
        if let super::condition::Variable::Fact(f) = variable {
            out.give(*f, *value);
        }
    }
    out
}

fn key(rows: &Rows) -> Vec<usize> {
    let rate = rows.0.iter().map(|r| r.map_or(0, |r| std::ptr::from_ref(r).addr()));
    let cap = rows.1.iter().map(|c| c.map_or(0, |c| std::ptr::from_ref(c).addr()));
    rate.chain(cap).collect()
}

fn leading<R: Row>(rows: &'static [R], world: &World<'_>, as_of: Date) -> Option<&'static R> {
    super::rate::pick(rows, world, as_of).leading
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
fn alternatives(rows: &[Option<&'static RateRow>]) -> Vec<Vec<Option<RateUse>>> {
    let mut out: Vec<Vec<Option<RateUse>>> = vec![Vec::new()];
    for row in rows {
        let each: Vec<Option<RateUse>> = match row {
            Some(row) => uses(row).into_iter().map(Some).collect(),
            None => vec![None],
        };
        out = out.iter().flat_map(|so_far| each.iter().map(move |u| [so_far.as_slice(), &[*u]].concat())).collect();
    }
    out
}

fn cap_use(row: &'static CeilingRow) -> CapUse {
    CapUse { yen: row.yen, line: None, cites: row.cites }
}

type Reading = (&'static str, Vec<Option<RateUse>>, Vec<Option<CapUse>>);

/// Every other reading, changing one group of the first leading scenario at a time.
fn other_readings(
    programme: &'static Programme,
    profile: &Profile,
    facts: &'static [Fact],
    as_of: Date,
    first: &Scenario,
    rates: &[Option<&'static RateRow>],
    caps: &[Option<&'static CeilingRow>],
) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::new();
    for (i, (group, row)) in programme.rates.iter().zip(rates).enumerate() {
        for (why, value) in rate_readings(group, *row, profile, facts, as_of) {
            let mut changed = first.rates.clone();
            if let Some(slot) = changed.get_mut(i) {
                *slot = Some(value);
            }
            out.push((why, changed, first.caps.clone()));
        }
    }
    for (i, (group, row)) in programme.ceilings.iter().zip(caps).enumerate() {
        for (why, value) in cap_readings(group, *row, profile, facts, as_of) {
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
    group: &'static RateGroup,
    row: Option<&'static RateRow>,
    profile: &Profile,
    facts: &'static [Fact],
    as_of: Date,
) -> Vec<(&'static str, RateUse)> {
    let Some(row) = row else { return Vec::new() };
    let mut out = Vec::new();
    for other in row.others {
        out.push((
            other.why,
            RateUse { label: row.label, value: other.value, adjusted: row.adjusted, cites: other.cites },
        ));
    }
    for pick in select(group.rows, profile, facts, as_of).outcomes {
        if pick.leading.is_some_and(|l| std::ptr::eq(l, row)) {
            // A row that holds too and gives the same figure is no other reading.
            let different = pick.readings.iter().filter(|r| r.value != row.value);
            out.extend(different.flat_map(|r| uses(r).into_iter().map(|u| (r.label, u))));
        }
    }
    out
}

fn cap_readings(
    group: &'static CeilingGroup,
    row: Option<&'static CeilingRow>,
    profile: &Profile,
    facts: &'static [Fact],
    as_of: Date,
) -> Vec<(&'static str, CapUse)> {
    let Some(row) = row else { return Vec::new() };
    let mut out: Vec<(&'static str, CapUse)> =
        row.others.iter().map(|o| (o.why, CapUse { yen: o.yen, line: o.line, cites: o.cites })).collect();
    for pick in select(group.rows, profile, facts, as_of).outcomes {
        if pick.leading.is_some_and(|l| std::ptr::eq(l, row)) {
            out.extend(pick.readings.iter().map(|r| (r.label, cap_use(r))));
        }
    }
    out
}

/// Runs the lines once. Later lines see the amounts of earlier ones.
fn flow(
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
            (Amount::Yen(_), Some(open)) => (open, Yen(0)),
            (other, _) => (other, Yen(0)),
        };
        amounts.push(amount);
        cut.push(over);
    }
    (amounts, cut)
}

fn line_amount(line: &Line, profile: &Profile, rates: &[Option<RateUse>], amounts: &[Amount], cut: &[Yen]) -> Amount {
    let earlier = |i: u8| amounts.get(usize::from(i)).copied().unwrap_or(Amount::NotComputable(NO_RATE));
    if let Step::Silent(why) = line.step {
        return Amount::NotComputable(why);
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
    let Amount::Yen(base) = base else { return base };
    match line.step {
        Step::Whole | Step::Silent(_) | Step::Over(_) => Amount::Yen(base),
        Step::Share(s) => Amount::Yen(s.of(base)),
        Step::Rate(group) => rated(rates.get(usize::from(group)).copied().flatten(), base),
        Step::Rest(minus) => match fold(Yen(0), minus, &earlier) {
            Amount::Yen(taken) if taken > base => Amount::NotComputable(OVERDRAWN),
            Amount::Yen(taken) => Amount::Yen(base.minus(taken)),
            open => open,
        },
        Step::Sum(plus) => fold(base, plus, &earlier),
    }
}

fn rated(rate: Option<RateUse>, base: Yen) -> Amount {
    match rate {
        Some(RateUse { adjusted: true, .. }) => Amount::NotComputable(ADJUSTED),
        Some(RateUse { value: RateValue::Share(s), .. }) => Amount::Yen(s.of(base)),
        Some(RateUse { value: RateValue::Full, .. }) => Amount::Yen(base),
        Some(RateUse { value: RateValue::Fixed, .. }) => Amount::NotComputable(FIXED),
        _ => Amount::NotComputable(NO_RATE),
    }
}

fn fold(base: Yen, lines: &[u8], earlier: &dyn Fn(u8) -> Amount) -> Amount {
    let mut sum = base;
    for i in lines {
        match earlier(*i) {
            Amount::Yen(y) => sum = sum.plus(y),
            open => return open,
        }
    }
    Amount::Yen(sum)
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

impl Split {
    /// The parts that were entered come to more than the whole that was entered: no split can be right.
    pub fn is_overdrawn(&self) -> bool {
        self.leading.iter().flat_map(|s| &s.amounts).any(|a| *a == Amount::NotComputable(OVERDRAWN))
    }

    /// Lowest and highest amount of line `index` over the leading scenarios; `None` unless all are amounts.
    pub fn bounds(&self, index: usize) -> Option<(Yen, Yen)> {
        let mut all = self.leading.iter().map(|s| match s.amounts.get(index) {
            Some(Amount::Yen(y)) => Some(*y),
            _ => None,
        });
        let first = all.next()??;
        all.try_fold((first, first), |(lo, hi), y| y.map(|y| (lo.min(y), hi.max(y))))
    }
}

/// The amounts and counts that the flow of `programme` asks for, each once, in the order of the questions: the whole
/// cost before its parts.
pub fn inputs(programme: &'static Programme) -> Vec<FactId> {
    let mut out: Vec<FactId> = Vec::new();
    let mut add = |f: FactId| {
        if !out.contains(&f) {
            out.push(f);
        }
    };
    for line in programme.flow {
        if let Base::Fact(f) = line.base {
            add(f);
        }
        if let Some(cap) = line.cap {
            cap.times.iter().for_each(|f| add(*f));
        }
    }
    let conditions = programme.ceilings.iter().flat_map(|g| g.rows).filter_map(Row::when);
    let rates = programme.rates.iter().flat_map(|g| g.rows).filter_map(Row::when);
    for condition in conditions.chain(rates) {
        condition.leaves(&mut |leaf: &'static Condition| {
            if let super::condition::Test::Ratio(a, b, ..) = leaf.test {
                add(a);
                add(b);
            }
        });
    }
    out.sort_unstable();
    out
}
