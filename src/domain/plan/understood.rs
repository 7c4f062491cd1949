//! What was understood of a sentence.

use crate::domain::plan::project::Project;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::fit::WordId;

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
    /// What has to be asked back, in sentences.
    pub questions: Vec<String>,
}

/// What a sentence has in common with one programme.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Overlap {
    /// Weight of the words in common, in hundredths.
    pub weight: u32,
    /// Characters of whole phrases of the programme that stand in the sentence.
    pub phrases: u32,
}
