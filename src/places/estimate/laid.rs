//! What follows from the fields of 試算, as it was laid out last: most keys of a number that is being typed change nothing.

use crate::app::row::Row;
use crate::app::shared::{Pinned, Shared};
use crate::domain::judge::rank::Group;
use crate::domain::terms::profile::Profile;
use crate::text::width::Ambiguous;

/// What is laid out for one and the same is the same: the answers, the result that it is compared with, how wide ambiguous
/// characters are, and the room. Programme, bundle and day stay as long as the place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Of {
    profile: Profile,
    pinned: Option<Pinned>,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Columns and rows of the answer where it stands beside the table, and the columns of the table.
    pub room: (Option<(usize, usize)>, usize),
}

impl Of {
    /// What is on the screen now.
    pub fn now(shared: &Shared, ambiguous: Ambiguous, room: (Option<(usize, usize)>, usize)) -> Self {
        Self { profile: shared.profile(), pinned: shared.pinned.clone(), ambiguous, room }
    }
}

/// What follows from the fields, laid out.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What it was laid out for.
    pub of: Of,
    /// Mark and word of the verdict.
    pub badge: String,
    /// Where it stands.
    pub group: Group,
    /// What stands beside the table.
    pub left: Vec<Row>,
    /// The table, with what stands around it.
    pub right: Vec<Row>,
}
