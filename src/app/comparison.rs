//! 比較: two profiles, and what differs between them.

use crate::domain::change::whatif::{Difference, compare};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::session::answers::{Counts, Session};

/// Whose answers, and which: one side of a comparison.
#[derive(Clone, Debug)]
pub struct Side {
    /// Name of the municipality.
    pub name: String,
    /// The answers with what follows from them.
    pub profile: Profile,
    /// How many programmes stand where.
    pub counts: Counts,
}

impl Side {
    /// The answers of `session` as they are; `which` says in words which these are.
    pub fn of(session: &Session, which: &str) -> Self {
        let name = format!("{}（{which}）", session.name());
        Self { name, profile: session.profile().clone(), counts: session.counts() }
    }
}

/// What differs between two sides, worked out once.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// A.
    pub a: Side,
    /// B.
    pub b: Side,
    /// What differs.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Compares.
    pub fn new(catalogue: &'static Catalogue, a: Side, b: Side, as_of: Date) -> Self {
        let from = Inquiry { catalogue, profile: &a.profile, as_of };
        let differences = compare(from, &b.profile);
        Self { a, b, differences }
    }

    /// The same the other way round.
    #[must_use]
    pub fn swapped(self, catalogue: &'static Catalogue, as_of: Date) -> Self {
        Self::new(catalogue, self.b, self.a, as_of)
    }
}
