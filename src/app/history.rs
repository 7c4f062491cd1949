//! What was answered, so that it can be taken back: the last answers first, one by one, anywhere.

use crate::domain::terms::profile::{Answer, FactId};

/// How far back one can go: more than anybody remembers.
const MOST: usize = 100;

/// The answers given in this session, as they were before.
#[derive(Clone, Debug, Default)]
pub struct History(Vec<(FactId, Answer)>);

impl History {
    /// The answer to `fact` is about to change from `before`. Keys typed into the same field one after the other count
    /// as one change.
    pub fn note(&mut self, fact: FactId, before: Answer, typing: bool) {
        if typing && self.0.last().is_some_and(|(last, _)| *last == fact) {
            return;
        }
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push((fact, before));
    }

    /// The last change, which is forgotten.
    pub fn take(&mut self) -> Option<(FactId, Answer)> {
        self.0.pop()
    }

    /// Another session begins.
    pub fn forget(&mut self) {
        self.0.clear();
    }
}
