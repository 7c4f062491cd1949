//! A plan as its user put it: a sentence, and what stands instead of what was read from it.

use crate::domain::plan::edits::Edits;
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::Catalogue;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::sentence;

/// A plan as its user put it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// The sentence; may be empty.
    pub sentence: String,
    /// What stands instead of what it says.
    pub edits: Edits,
}

impl Plan {
    /// Nobody has said anything.
    pub fn is_empty(&self) -> bool {
        self.sentence.trim().is_empty() && self.edits.is_empty()
    }

    /// What it comes to.
    pub fn read(&self, catalogue: &'static Catalogue, evidence: &Evidence) -> Understood {
        let mut out = sentence::read(catalogue, evidence, &self.sentence);
        self.edits.apply(&mut out);
        out
    }

    /// What it is called in a list: its name, else its sentence.
    pub fn title(&self) -> &str {
        if self.edits.name.is_empty() { self.sentence.trim() } else { &self.edits.name }
    }
}
