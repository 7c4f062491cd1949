//! How a saved session was left, in terms of the present bundle. Files are the runtime's work.

use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::value::date::Date;
use crate::present::value::{moment, wareki};
use crate::store::SavedVerdict;

pub use crate::store::SavedRow;

/// Longest name of a session, in characters.
pub const LONGEST_LABEL: usize = 30;

/// How a session was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Previous {
    /// Bundle version it was judged with.
    pub version: String,
    /// Whether the content is the same to the byte.
    pub same_content: bool,
    /// The day it was last judged on.
    pub as_of: Date,
    /// The user's answers.
    pub given: Profile,
    /// These and what the tables said then.
    pub then: Profile,
    /// What the user took back although a table gives it.
    pub taken_back: Vec<FactId>,
    /// The verdict on each programme.
    pub verdicts: Vec<SavedVerdict>,
}

impl SavedRow {
    /// Name of the municipality, with what the user calls the session.
    pub fn title(&self) -> String {
        if self.label.is_empty() { self.name.clone() } else { format!("{}「{}」", self.name, self.label) }
    }

    /// When it was kept; where the disk does not say, the day it was judged on.
    pub fn when(&self) -> String {
        self.kept.map_or_else(|| wareki(self.as_of), moment)
    }
}
