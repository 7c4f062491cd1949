//! Sums over a split: whose money comes to how much, and what was put in.

use crate::domain::money::scenario::{Amount, Scenario, Split, Why};
use crate::domain::sort;
use crate::domain::terms::flow::{Base, Bucket, Line, Step};
use crate::domain::terms::profile::{Fact, FactId, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;

/// The money of one bucket over the leading scenarios, in yen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sum {
    /// Smallest sum of what can be computed.
    pub lo: Yen,
    /// Largest sum of what can be computed.
    pub hi: Yen,
    /// A line that is not an amount, if there is one: the sum is then not the whole.
    pub open: Option<Amount>,
}

impl Sum {
    /// The one exact amount; `None` for a range or where a line cannot be computed.
    pub fn exact(&self) -> Option<Yen> {
        (self.lo == self.hi && self.open.is_none()).then_some(self.lo)
    }

    /// Both together: ranges add up end by end.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let open = both(self.open, other.open, false);
        Self { lo: self.lo.plus(other.lo), hi: self.hi.plus(other.hi), open }
    }
}

/// One word for two open parts. Amounts before 財政力補正 are never added up: two of them are 算定不可, unless they are
/// `same`: the same line in another scenario, with the same amount.
fn both(a: Option<Amount>, b: Option<Amount>, same: bool) -> Option<Amount> {
    let adjusted = |x: &Amount| matches!(x, Amount::BeforeAdjustment(_));
    match (a, b) {
        (Some(a), Some(b)) if adjusted(&a) && adjusted(&b) => {
            Some(if same && a == b { a } else { Amount::NotComputable(Why::Adjusted) })
        }
        (Some(a), Some(b)) => Some(if adjusted(&a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// What `bucket` comes to; `None` where no line of the flow goes there.
pub fn bucket(programme: &'static Programme, split: &Split, bucket: Bucket) -> Option<Sum> {
    together(programme, split, &[bucket])
}

/// What the local side pays: 実質的な地方負担, or what is known of it where the 措置 is not printed, and what a ceiling
/// cut off.
pub const LOCAL_SIDE: [Bucket; 3] = [Bucket::Local, Bucket::LocalUnknown, Bucket::Over];

/// What several buckets come to together, added up within each scenario: a range is no wider than its scenarios.
/// `None` where no line of the flow goes there.
pub fn together(programme: &'static Programme, split: &Split, buckets: &[Bucket]) -> Option<Sum> {
    let mine = |l: &&'static Line| l.bucket.is_some_and(|b| buckets.contains(&b));
    programme.flow.iter().find(mine)?;
    let in_one = |s: &Scenario| {
        let each = buckets.iter().map(|b| in_scenario(programme, s, *b));
        each.fold((Yen(0), None), |(sum, open), (yen, o)| (sum.plus(yen), both(open, o, false)))
    };
    let mut sums = split.leading.iter().map(in_one);
    let (first, open) = sums.next()?;
    let start = Sum { lo: first, hi: first, open };
    let widen = |sum: Sum, (yen, open): (Yen, Option<Amount>)| Sum {
        lo: sum.lo.min(yen),
        hi: sum.hi.max(yen),
        open: both(sum.open, open, true),
    };
    Some(sums.fold(start, widen))
}

/// What `bucket` comes to in one scenario, and the first of its lines that is not an amount.
pub fn in_scenario(programme: &'static Programme, scenario: &Scenario, bucket: Bucket) -> (Yen, Option<Amount>) {
    let lines = programme.flow.iter().zip(&scenario.amounts).filter(|(l, _)| l.bucket == Some(bucket));
    lines.fold((Yen(0), None), |(sum, open), (_, amount)| match amount {
        Amount::Yen(y) => (sum.plus(*y), open),
        other => (sum, both(open, Some(*other), false)),
    })
}

/// The amounts that are put in on their own: facts that lines start from, without those that are subtracted as
/// parts of another (公費 and 融資 inside 事業費).
fn roots(programme: &'static Programme) -> Vec<FactId> {
    let told = programme.flow.iter().filter(|l| !matches!(l.step, Step::Silent(_)));
    let mut out = sort::distinct(told.filter_map(|l| l.base.fact()));
    let mut parts: Vec<FactId> = Vec::new();
    for line in programme.flow {
        if let (Base::Fact(whole), Step::Rest(minus)) = (line.base, line.step) {
            let origins = minus.iter().filter_map(|i| origin(programme, *i));
            parts.extend(origins.filter(|part| *part != whole));
        }
    }
    out.retain(|f| !parts.contains(f));
    out
}

/// The fact that line `index` is a share of.
pub fn origin(programme: &'static Programme, index: u8) -> Option<FactId> {
    let mut at = programme.flow.get(usize::from(index))?;
    // Lines look back only, so each step leads further up.
    for _ in programme.flow {
        match at.base {
            Base::Fact(f) => return Some(f),
            Base::Line(i) => at = programme.flow.get(usize::from(i))?,
        }
    }
    None
}

/// The money facts that lines of the flow start from: what the programme takes money for.
pub fn costs(programme: &'static Programme, facts: &'static [Fact]) -> Vec<FactId> {
    let yen = |f: FactId| facts.get(usize::from(f.0)).is_some_and(|f| f.kind.is_yen());
    sort::distinct(programme.flow.iter().filter_map(|l| l.base.fact()).filter(|f| yen(*f)))
}

/// The total put in, in yen; `None` while a part of it is not entered.
pub fn put_in(programme: &'static Programme, profile: &Profile) -> Option<Yen> {
    let all = roots(programme);
    if all.is_empty() {
        return None;
    }
    all.into_iter().try_fold(Yen(0), |sum, f| profile.yen(f).map(|y| sum.plus(y)))
}

/// What the lines that belong to somebody come to in one scenario, as far as they are amounts, in yen.
pub fn known(programme: &'static Programme, scenario: &Scenario) -> Yen {
    programme.flow.iter().zip(&scenario.amounts).fold(Yen(0), |sum, (l, a)| match (l.bucket, a) {
        (Some(_), Amount::Yen(y)) => sum.plus(*y),
        _ => sum,
    })
}
