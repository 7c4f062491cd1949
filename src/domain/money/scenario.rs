//! What a flow comes to: amounts, line by line, under every outcome and reading.

use crate::domain::sort;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::RateValue;
use crate::domain::value::number::Yen;
use crate::domain::value::source::Cites;

/// Why an amount cannot be computed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// No rate is printed.
    NoRate,
    /// 定額補助: an amount, no share.
    Fixed,
    /// It follows an amount before 財政力補正, whose formula is not printed.
    Adjusted,
    /// The parts come to more than the whole: the answers are to be checked.
    Overdrawn,
    /// The content says why.
    Silent(&'static str),
}

/// What a line came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// An exact amount.
    Yen(Yen),
    /// An amount or count that the user has not given.
    Missing(FactId),
    /// 補正前の試算: the printed rate before 財政力補正, whose formula no document prints. Nothing is summed after it.
    BeforeAdjustment(Yen),
    /// 算定不可: the documents do not let one compute it.
    NotComputable(Why),
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
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
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

impl Split {
    /// The parts that were entered come to more than the whole that was entered: no split can be right.
    pub fn is_overdrawn(&self) -> bool {
        self.leading.iter().flat_map(|s| &s.amounts).any(|a| *a == Amount::NotComputable(Why::Overdrawn))
    }

    /// Lowest and highest 補正前の試算 of line `index`; `None` unless it is one in some leading scenario and an amount
    /// in all others.
    pub fn before_adjustment(&self, index: usize) -> Option<(Yen, Yen)> {
        let all = || self.leading.iter().map(|s| s.amounts.get(index));
        all().flatten().find(|a| matches!(a, Amount::BeforeAdjustment(_)))?;
        sort::span(all().map(|a| match a {
            Some(Amount::Yen(y) | Amount::BeforeAdjustment(y)) => Some((*y, *y)),
            _ => None,
        }))
    }

    /// Lowest and highest amount of line `index` over the leading scenarios; `None` unless all are amounts.
    pub fn bounds(&self, index: usize) -> Option<(Yen, Yen)> {
        sort::span(self.leading.iter().map(|s| match s.amounts.get(index) {
            Some(Amount::Yen(y)) => Some((*y, *y)),
            _ => None,
        }))
    }
}
