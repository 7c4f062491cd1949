//! 制度データの入れ替え: what the runtime tells of bundles, and what it is asked to do.

use crate::present::line::Section;

/// The bundle in use, and what can stand in its place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// What is used, whose it is, and why it and not another.
    pub lines: Vec<String>,
    /// Bundles that lie in the usual folders.
    pub files: Vec<String>,
    /// Whether there is an installed one to give up for the former.
    pub can_go_back: bool,
}

/// What is to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Take in the bundle of this file, as long as it has this SHA-256 (hexadecimal): what was shown is what comes.
    Take(String, String),
    /// Use the former bundle again.
    GoBack,
}

/// A bundle that holds, and what it would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// What the user may say yes to.
    pub step: Step,
    /// What comes, whose it is, what it changes for the open town and plan, and for all.
    pub sections: Vec<Section>,
}
