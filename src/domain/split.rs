//! The money: who pays which yen, line by line, as the programme's own terms say.
//!
//! A programme's flow is data: each line takes a share, a rate or the rest of an earlier line or of an
//! amount that the user gave. Shares are cut to whole yen downwards (円未満切捨て) and the rest line takes
//! what remains, so the lines with a bucket always add up to the amounts put in.

use super::condition::{Condition, Open, Test};
use super::date::Date;
use super::number::{Share, Yen};
use super::profile::{Fact, FactId, Profile};
use super::programme::{Programme, RateValue};
use super::rate::Row;
use super::source::Cites;
use flow::flow;
pub use outcome::conditions;
use outcome::{alternatives, cap_use, other_readings, outcomes};

mod flow;
mod outcome;

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

impl Scenario {
    /// The same yen; while an amount is missing also by the same rates and ceilings, which are all there is to tell.
    fn tells_the_same(&self, other: &Self) -> bool {
        let missing = self.amounts.iter().any(|a| matches!(a, Amount::Missing(_)));
        self.amounts == other.amounts && (!missing || self.rates == other.rates && self.caps == other.caps)
    }
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
            if !leading.iter().any(|s| s.tells_the_same(&scenario)) {
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
            if let Test::Ratio(a, b, ..) = leaf.test {
                add(a);
                add(b);
            }
        });
    }
    out.sort_unstable();
    out
}
