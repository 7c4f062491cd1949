//! Saved sessions as the screens know them: rows, and what a reopened one was. Files are the runtime's work.

use crate::domain::date::Date;
use crate::domain::profile::{FactId, Profile};
use crate::domain::rank::Group;

/// A row of 保存した自治体.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedRow {
    /// What the runtime finds it by.
    pub key: String,
    /// Name of the municipality.
    pub name: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// The day it was last judged on.
    pub as_of: Date,
    /// How many answers are the user's own.
    pub answers: usize,
}

/// What the screens know about saving.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Saved sessions, newest first.
    pub rows: Vec<SavedRow>,
    /// A sentence of the runtime above the footer, until the next key.
    pub told: String,
    /// Where sessions are kept; empty when they are not.
    pub place: String,
    /// What changed since the reopened session was saved.
    pub report: Report,
}

/// How a programme stood when the session was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stood {
    /// Programme id.
    pub programme: String,
    /// Its group; `None` when the file names one that this program does not know.
    pub group: Option<Group>,
    /// The leading rate as the list showed it.
    pub rate: String,
}

/// A saved session as the runtime read it.
#[derive(Clone, Debug)]
pub struct Reopened {
    /// What the runtime finds it by.
    pub key: String,
    /// Name as saved.
    pub name: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// Bundle version it was saved with.
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
    /// Facts that the present bundle does not know, in words.
    pub unknown: Vec<String>,
    /// How each programme stood.
    pub stood: Vec<Stood>,
}

/// A programme that stands elsewhere than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Its name, or its id when it is gone.
    pub name: String,
    /// From where to where.
    pub how: String,
}

/// 前回からの変化: what the bundle and the day changed, and what the town's own figures changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// When and with what it was saved, and with what it is judged now.
    pub heading: Vec<String>,
    /// By bundle and day, the answers being the same.
    pub by_bundle: Vec<Moved>,
    /// Figures of the town that the tables now give otherwise.
    pub figures: Vec<String>,
    /// By these figures.
    pub by_town: Vec<Moved>,
    /// What could not be taken over.
    pub unknown: Vec<String>,
}

impl Report {
    /// Nothing to say.
    pub fn is_empty(&self) -> bool {
        self.by_bundle.is_empty() && self.figures.is_empty() && self.by_town.is_empty() && self.unknown.is_empty()
    }
}
