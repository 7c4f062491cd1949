//! What was understood of a sentence.

use std::sync::Arc;

use crate::domain::plan::project::Project;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::fit::{Absent, WordId};
use crate::domain::terms::profile::{FactId, Profile, Value};

/// What was understood of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// The towns that are named: one, or several to choose from.
    pub towns: Vec<&'static Municipality>,
    /// The plan.
    pub project: Project,
    /// The sentence without the names of towns.
    pub words: String,
    /// Words that say nothing to the program.
    pub left: Vec<String>,
    /// Kinds of cost that are said not to be meant.
    pub except: Vec<WordId>,
    /// What it asks for and no document has.
    pub absent: Vec<&'static Absent>,
    /// 団体の条件 that the sentence says of its town.
    pub body: Vec<(FactId, Value)>,
    /// What has to be asked back.
    pub questions: Vec<Question>,
}

/// What has to be asked back, or said, of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// The sentence.
    pub text: String,
}

/// What a question is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Several towns are named.
    Town,
    /// A town is called by a former name: the bodies of today that it leads to, by 団体コード.
    FormerName(&'static [u32]),
    /// An amount has no unit.
    Unit,
    /// Something else.
    Other,
}

impl Understood {
    /// Asks back.
    pub fn ask(&mut self, about: About, text: impl Into<String>) {
        self.questions.push(Question { about, text: text.into() });
    }

    /// What the sentence says of the town and `profile` says otherwise, with what `profile` has.
    pub fn differing(&self, profile: &Profile) -> Vec<(FactId, Value, Value)> {
        let other = |(fact, said): &(FactId, Value)| Some((*fact, *said, profile.value(*fact).filter(|v| v != said)?));
        self.body.iter().chain(&self.project.said).filter_map(other).collect()
    }

    /// Takes questions back that were answered otherwise.
    pub fn settled(&mut self, about: About) {
        self.questions.retain(|q| q.about != about);
    }
}

/// What a sentence has in common with every programme, and the programmes with each other.
#[derive(Clone, Debug, Default)]
pub struct Overlaps {
    /// One for each programme, in the order of the catalogue.
    pub each: Vec<Overlap>,
    /// How much of a programme's own words stands in the texts of each: a row for each, in thousandths of what stands in
    /// its own.
    pub alike: Arc<[Vec<u16>]>,
}

impl Overlaps {
    /// How much of the words of `one` stands in the texts of `other` (places in the catalogue), in thousandths.
    pub fn alike(&self, one: usize, other: usize) -> u32 {
        self.alike.get(one).and_then(|row| row.get(other)).copied().unwrap_or(0).into()
    }
}

/// What a sentence has in common with one programme.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each says something else of the sentence")]
pub struct Overlap {
    /// Weight of the words in common, in hundredths.
    pub weight: u32,
    /// Characters of whole phrases of the programme that stand in the sentence.
    pub phrases: u32,
    /// The programme is limited to a subject that the sentence does not name, or is not for what it names.
    pub off_subject: bool,
    /// The sentence names what the documents set apart from the programme.
    pub is_set_apart: bool,
    /// The sentence calls the programme by its name.
    pub is_named: bool,
    /// The sentence says little of what the programme is itself: an amount that it says no kind of is not the programme's.
    pub is_vague: bool,
}
