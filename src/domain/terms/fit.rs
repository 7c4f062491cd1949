//! What a programme is for, who acts with it, and what it pays for, in the words of the vocabulary.

use crate::domain::terms::keys::SearchKeys;
use crate::domain::value::source::Cites;

/// Index of a word in its list of the [`Vocabulary`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WordId(pub u8);

/// A purpose, a kind of actor, a kind of cost, or a stage.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Key in files and data.
    pub id: &'static str,
    /// What stands on the screen.
    pub name: &'static str,
    /// How that is read, in hiragana.
    pub yomi: &'static str,
    /// Words that people use for it.
    pub words: &'static [&'static str],
    /// Folded search keys, prepared when the bundle is built.
    pub keys: SearchKeys,
}

/// The closed lists that plans and programmes are described with.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// 目的
    pub purposes: &'static [Word],
    /// 主体: who acts.
    pub actors: &'static [Word],
    /// 経費の種類
    pub costs: &'static [Word],
    /// 段階
    pub stages: &'static [Word],
}

impl Vocabulary {
    /// No words at all.
    pub const EMPTY: Self = Self { purposes: &[], actors: &[], costs: &[], stages: &[] };

    /// The word with the id `id` in one of the lists.
    pub fn find(list: &'static [Word], id: &str) -> Option<WordId> {
        let at = list.iter().position(|w| w.id == id)?;
        u8::try_from(at).ok().map(WordId)
    }
}

/// What a programme says of itself in that vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// What it is for, the most specific first.
    pub purposes: &'static [WordId],
    /// Where that is printed.
    pub purposes_cites: Cites,
    /// Who acts with it; empty where the documents do not say.
    pub actors: &'static [WordId],
    /// Where that is printed.
    pub actors_cites: Cites,
    /// Kinds of cost it pays for; empty where the documents do not say.
    pub costs: &'static [WordId],
    /// Kinds of cost that the documents exclude by name.
    pub costs_not: &'static [WordId],
    /// Where that is printed.
    pub costs_cites: Cites,
    /// Stages of a project that it is made for; our reading, no citation.
    pub stages: &'static [WordId],
    /// What people say who need it: for finding it, not shown.
    pub words: &'static [&'static str],
}

impl Fit {
    /// Nothing is said.
    pub const NONE: Self = Self {
        purposes: &[],
        purposes_cites: &[],
        actors: &[],
        actors_cites: &[],
        costs: &[],
        costs_not: &[],
        costs_cites: &[],
        stages: &[],
        words: &[],
    };
}
