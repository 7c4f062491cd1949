//! A set of changes that reaches something better.

use crate::domain::change::moves::Change;

/// Largest set that is looked for when the verdict is to become 該当.
pub const VERDICT_SIZE: usize = 3;

/// One set of changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// The changes, each of another fact.
    pub changes: Vec<Change>,
    /// The municipality can make all of them.
    pub changeable: bool,
    /// Nothing further can raise or lower the figure that is reached.
    pub settled: bool,
}
