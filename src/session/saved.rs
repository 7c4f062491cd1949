//! Saved sessions as data: a row of the list, and how a session was left. Files are the runtime's work.

use crate::domain::judge::rank::Group;
use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::value::date::Date;

/// Longest name of a session, in characters.
pub const LONGEST_LABEL: usize = 30;

/// A row of 保存した自治体.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedRow {
    /// What the runtime finds it by.
    pub key: String,
    /// Name of the municipality.
    pub name: String,
    /// What the user calls it; empty without a name of its own.
    pub label: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// The day it was last judged on.
    pub as_of: Date,
    /// How many answers are the user's own.
    pub answers: usize,
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
    /// The largest ceiling as the list showed it.
    pub ceiling: String,
}

/// How a session was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Was {
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
    /// How each programme stood.
    pub stood: Vec<Stood>,
}
