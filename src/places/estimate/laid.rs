//! What follows from the fields of 試算, as it was laid out last: most keys of a number that is being typed change nothing.

use crate::app::row::Row;
use crate::app::shared::{Pinned, Shared};
use crate::domain::judge::rank::Group;
use crate::domain::terms::profile::Profile;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap_hanging;

/// What is laid out for one and the same is the same: the answers, the result that it is compared with, how wide ambiguous
/// characters are, and the room. Programme, bundle and day stay as long as the place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Of {
    /// What is computed from.
    pub profile: Profile,
    pinned: Option<Pinned>,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Columns and rows of the answer where it stands beside the table, and the columns of the table.
    pub room: (Option<(usize, usize)>, usize),
}

impl Of {
    /// What is on the screen now.
    pub fn now(
        (shared, profile): (&Shared, Profile),
        ambiguous: Ambiguous,
        room: (Option<(usize, usize)>, usize),
    ) -> Self {
        Self { profile, pinned: shared.pinned.clone(), ambiguous, room }
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

/// Texts as they were wrapped: of all that follows from an amount, most reads the same when it changes.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    /// Of the layout before.
    before: Vec<Wrapped>,
    /// Of the present one, so far.
    now: Vec<Wrapped>,
}

#[derive(Clone, Debug)]
struct Wrapped {
    text: String,
    /// Columns, indent of all lines but the first, and how wide ambiguous characters are.
    room: (usize, usize, Ambiguous),
    lines: Vec<String>,
}

impl Wraps {
    /// What [`wrap_hanging`] makes of it.
    pub fn wrap(&mut self, text: &str, room: (usize, usize, Ambiguous)) -> &[String] {
        let wrapped = match self.before.iter().position(|w| w.room == room && w.text == text) {
            Some(at) => self.before.swap_remove(at),
            None => Wrapped { text: text.to_owned(), room, lines: wrap_hanging(text, room.0, room.1, room.2) },
        };
        self.now.push(wrapped);
        self.now.last().map_or(&[], |w| &w.lines)
    }

    /// The layout is done: what it did not need is forgotten.
    pub fn turn(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_wrapped_before_is_what_is_wrapped_anew() {
        let text = "国費（公費による交付額） 2,500万円から3,500万円まで　資料で違う";
        let mut wraps = Wraps::default();
        for _ in 0..3 {
            for room in [(20, 2, Ambiguous::Narrow), (20, 0, Ambiguous::Narrow), (31, 2, Ambiguous::Wide)] {
                for text in [text, "あ", "", text] {
                    assert_eq!(wraps.wrap(text, room), wrap_hanging(text, room.0, room.1, room.2));
                }
            }
            wraps.turn();
        }
    }
}
