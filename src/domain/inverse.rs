//! Asking backwards where a ceiling or a requirement hangs on the ratio of two amounts (融資／公費).
//!
//! Which amounts these are, the content says: [`Test::Ratio`] in the requirements and in the rows of a group of
//! ceilings. Conditions only compare, so between two bounds nothing changes: the best amount is always a bound or
//! its neighbour by one yen. Those few candidates are put to the same rules that judge a plan, so an amount that is
//! proposed here has been tried.

mod rules;

use super::condition::{Condition, Test};
use super::date::Date;
use super::number::{Decimal, Yen};
use super::profile::{Fact, FactId, Profile, Value};
use super::programme::Programme;
use super::rate::Row;
use super::split::{Split, split};
use rules::Rules;

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

/// The answers for every ratio that the terms of `programme` use.
pub fn inverse(programme: &'static Programme, profile: &Profile, facts: &'static [Fact], as_of: Date) -> Vec<Inverse> {
    let answers = |(numerator, denominator)| Rules::new(programme, profile, facts, as_of, numerator, denominator).all();
    pairs(programme).into_iter().map(answers).collect()
}

/// The split with other amounts for the two facts of a ratio.
pub fn tried(
    programme: &'static Programme,
    profile: &Profile,
    facts: &'static [Fact],
    as_of: Date,
    amounts: [(FactId, Yen); 2],
) -> Split {
    split(programme, &with(profile, amounts), facts, as_of)
}

/// `profile` with these amounts.
pub fn with(profile: &Profile, amounts: [(FactId, Yen); 2]) -> Profile {
    let mut out = profile.clone();
    for (fact, yen) in amounts {
        out.give(fact, Value::Number(Decimal::whole(i64::try_from(yen.0).unwrap_or(i64::MAX))));
    }
    out
}

/// The pairs of amounts whose ratio decides a requirement or a ceiling, each once.
pub fn pairs(programme: &'static Programme) -> Vec<(FactId, FactId)> {
    let mut out = Vec::new();
    for condition in requirements(programme).chain(ceilings(programme)) {
        condition.leaves(&mut |leaf| {
            if let Test::Ratio(a, b, ..) = leaf.test
                && !out.contains(&(a, b))
            {
                out.push((a, b));
            }
        });
    }
    out
}

fn requirements(programme: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    programme.requirements.iter().filter_map(|r| r.when.as_ref())
}

fn ceilings(programme: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    programme.ceilings.iter().filter(|g| !g.floor).flat_map(|g| g.rows).filter_map(Row::when)
}
