//! What is found when asking backwards, and how an amount is tried.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rate::Row;
use crate::domain::money::scenario::Split;
use crate::domain::money::split::split;
use crate::domain::terms::condition::Condition;
use crate::domain::terms::profile::{FactId, Profile, Value};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::{Decimal, Yen};

/// An amount that reaches something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The amount, in yen.
    pub amount: Yen,
    /// The ceiling that applies with it, in yen; `None` where no ceiling hangs on the ratio.
    pub ceiling: Option<Yen>,
    /// Another ceiling that the words allow at exactly this amount (要確認), in yen.
    pub other: Option<Yen>,
    /// Where the rows used are printed.
    pub cites: Vec<u8>,
}

/// A higher ceiling, and the single changes that reach it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The ceiling, in yen.
    pub ceiling: Yen,
    /// The largest denominator (公費), below the present one, that reaches it.
    pub lower: Option<Found>,
    /// The smallest numerator (融資), above the present one, that reaches it.
    pub raise: Option<Found>,
}

/// The answers about one ratio.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inverse {
    /// The amount above the line (融資).
    pub numerator: FactId,
    /// The amount below the line (公費).
    pub denominator: FactId,
    /// The numerator given, in yen.
    pub given_numerator: Option<Yen>,
    /// The denominator given, in yen.
    pub given_denominator: Option<Yen>,
    /// The ceiling that applies to the amounts given, in yen.
    pub ceiling: Option<Yen>,
    /// The largest denominator within requirements and ceiling for the numerator given.
    pub largest: Option<Found>,
    /// The numerator needed for the denominator given: for the requirements first, then for each higher ceiling.
    pub needed: Vec<Found>,
    /// Per ceiling, the numerator needed to use all of it. Needs no amounts.
    pub full: Vec<Found>,
    /// What one change would reach; empty while a requirement fails: then [`Self::needed`] comes first.
    pub steps: Vec<Reach>,
    /// The denominator kept, the smallest numerator (not below the present one) with the smallest 実質的な地方負担,
    /// and that burden in yen. `None` where it is not exact, or where nothing can be gained.
    pub cheapest: Option<(Found, Yen)>,
}

/// The split with other amounts for the two facts of a ratio.
pub fn tried(inquiry: Inquiry<'_>, programme: &'static Programme, amounts: [(FactId, Yen); 2]) -> Split {
    split(inquiry.with(&with(inquiry.profile, amounts)), programme)
}

/// `profile` with these amounts.
pub fn with(profile: &Profile, amounts: [(FactId, Yen); 2]) -> Profile {
    let mut out = profile.clone();
    for (fact, yen) in amounts {
        out.give(fact, Value::Number(Decimal::whole(i64::try_from(yen.0).unwrap_or(i64::MAX))));
    }
    out
}

/// What requirements and ceilings ask, one by one.
pub(super) fn leaves(programme: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    programme.required().chain(ceilings(programme)).flat_map(Condition::leaves)
}

fn ceilings(programme: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    programme.ceilings.iter().filter(|g| !g.floor).flat_map(|g| g.rows).filter_map(Row::when)
}
