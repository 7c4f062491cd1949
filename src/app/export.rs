//! 書き出し as an offer of a place, a request, and its outcome.

use crate::domain::terms::profile::{FactId, Profile, Value};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::form::{Annexes, Form, Paper, Scope};
use crate::session::consult::plan::Plan;

/// What a place offers to write.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it is made of.
    pub scope: Scope,
    /// The programmes, in the order of the screen.
    pub programmes: Vec<ProgrammeId>,
    /// Which rows they are, in words.
    pub chosen: String,
    /// What stands in place of answers that nobody has given.
    pub filled: Vec<(FactId, Value)>,
}

impl Offer {
    /// What these programmes are by the answers that were given.
    pub fn new(scope: Scope, programmes: Vec<ProgrammeId>, chosen: String) -> Self {
        Self { scope, programmes, chosen, filled: Vec::new() }
    }
}

/// A hand-out to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// What.
    pub what: What,
    /// In which form.
    pub form: Form,
    /// Folder as typed.
    pub folder: String,
    /// File name with its ending.
    pub name: String,
    /// What happens to a file of that name.
    pub existing: Existing,
    /// What is added to the page.
    pub annexes: Annexes,
    /// How the page lies.
    pub paper: Paper,
    /// The command line that makes it again; empty where only the screen can.
    pub command: String,
}

/// What is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// Results, one programme, or a 試算.
    Report(Rows),
    /// A comparison: name and answers of A and B.
    Comparison {
        /// A.
        a: (String, Profile),
        /// B.
        b: (String, Profile),
    },
}

/// Programmes under one profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rows {
    /// Of what.
    pub scope: Scope,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// The answers with what follows from them.
    pub profile: Profile,
    /// The programmes, in the order of the screen.
    pub programmes: Vec<ProgrammeId>,
    /// Which rows they are, in words.
    pub chosen: String,
    /// They are what somebody marked, not a whole list.
    pub marked: bool,
    /// The plan, where there is one.
    pub plan: Option<Box<Plan>>,
}

/// What happens to a file that has the name already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// It stays, and the user is asked.
    Keep,
    /// The user has been asked: it is replaced.
    Replace,
}

/// What became of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is there. Whether its path was handed to the terminal's clipboard.
    Written {
        /// Where.
        path: String,
        /// Handed to the terminal.
        copied: bool,
    },
    /// A file of that name is there and was not touched.
    Exists,
    /// What was written was handed to the system to open it.
    Opened(String),
    /// A sentence why not. Nothing was written.
    Failed(String),
}
