//! What a programme is for, who acts with it, and what it pays for, in the words of the vocabulary.

use crate::domain::terms::late::Late;
use crate::domain::terms::profile::{FactId, Value};
use crate::domain::value::source::Cites;
use std::ops::Deref;

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
    /// Words that people use for it.
    pub words: &'static [&'static str],
    /// Of a kind of cost: an amount is spent on it. Some say where money comes from, or that none is needed.
    pub spent: bool,
}

/// The closed lists that plans and programmes are described with: read when the first plan is, since no result needs them.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary(pub Late<Lists>);

impl Deref for Vocabulary {
    type Target = Lists;

    fn deref(&self) -> &Lists {
        self.0.all().first().unwrap_or(&Lists::EMPTY)
    }
}

/// What is in it.
#[derive(Clone, Copy, Debug)]
pub struct Lists {
    /// 目的
    pub purposes: &'static [Word],
    /// 主体: who acts.
    pub actors: &'static [Word],
    /// 経費の種類
    pub costs: &'static [Word],
    /// 段階
    pub stages: &'static [Word],
    /// 対象: what several programmes are limited to.
    pub subjects: &'static [Word],
    /// Answers that follow from what a plan is not for.
    pub settled: &'static [PlanAnswer],
    /// What people ask for and no document has.
    pub absent: &'static [Absent],
    /// 団体の条件 as people say them of their town.
    pub body: &'static [BodyWords],
}

/// One thing that a programme is limited to, or that it is not for: a sentence is about it when it has any word of it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The programme is not for it.
    pub is_not: bool,
    /// Subjects of the vocabulary.
    pub subjects: &'static [WordId],
    /// Words of its own.
    pub words: &'static [&'static str],
}

/// An answer that follows where a plan says what it is for, and none of it is this.
#[derive(Clone, Copy, Debug)]
pub struct PlanAnswer {
    /// Id of the question.
    pub fact: &'static str,
    /// Id of the option that is the answer.
    pub choice: &'static str,
    /// The purposes with which the question stays open.
    pub unless: &'static [WordId],
}

/// What answers a question about the municipality when a sentence says it.
#[derive(Clone, Copy, Debug)]
pub struct BodyWords {
    /// The question.
    pub fact: FactId,
    /// What people say; the number stands behind it where the question takes one.
    pub words: &'static [&'static str],
    /// The answer where it is affirmed; `None` where that answers nothing.
    pub yes: Option<Value>,
    /// The same where it is denied.
    pub no: Option<Value>,
}

/// Whether money is spent on this kind of cost; `costs` are all of them.
pub fn is_spent(costs: &[Word], kind: WordId) -> bool {
    costs.get(usize::from(kind.0)).is_some_and(|w| w.spent)
}

/// Something that people ask for and that no document has.
#[derive(Clone, Copy, Debug)]
pub struct Absent {
    /// What it is called.
    pub words: &'static [&'static str],
    /// Id of the programme that lies nearest; empty where nothing is near.
    pub near: &'static str,
    /// What that one is instead, or that nothing is there: a sentence.
    pub difference: &'static str,
}

impl Lists {
    /// No words at all.
    pub const EMPTY: Self = Self {
        purposes: &[],
        actors: &[],
        costs: &[],
        stages: &[],
        subjects: &[],
        settled: &[],
        absent: &[],
        body: &[],
    };
}

impl Vocabulary {
    /// No words at all.
    pub const EMPTY: Self = Self(Late::Ready(&[]));

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
    /// How its own cost items are called in a sentence. Programmes of one [`items_of`](Self::items_of) split a plan's
    /// items: what is called as another's is not computed for this one.
    pub items: &'static [&'static str],
    /// Which programmes split the items of a plan with it; empty where none does.
    pub items_of: &'static str,
    /// Only what is called so, or is of a kind that it pays for, is computed: not an amount of no kind.
    pub items_only: bool,
    /// What it is called in short: 協力隊.
    pub called: &'static [&'static str],
    /// Kinds of cost that it can finance whatever the plan is for: a loan that the documents tie to no purpose.
    pub finances: &'static [WordId],
    /// Where that is printed.
    pub finances_cites: Cites,
    /// Stages of a project that it is made for; our reading, no citation.
    pub stages: &'static [WordId],
    /// What people say who need it: for finding it, not shown.
    pub words: Late<&'static str>,
    /// What the documents limit it to: a sentence that says nothing of one of these is about something else. Empty where
    /// it is not limited so.
    pub only: Late<Limit>,
    /// Where that is printed. What it is not for stands among `only` too ([`Limit::is_not`]).
    pub only_cites: Cites,
    /// Where the documents set apart what it is not for.
    pub not_for_cites: Cites,
}

impl Fit {
    /// Whether a cost item with this label is called as one of this programme's.
    pub fn calls(&self, label: &str) -> bool {
        self.items.iter().any(|word| label.contains(word))
    }

    /// Nothing is said.
    pub const NONE: Self = Self {
        purposes: &[],
        purposes_cites: &[],
        actors: &[],
        actors_cites: &[],
        costs: &[],
        costs_not: &[],
        costs_cites: &[],
        items: &[],
        items_of: "",
        items_only: false,
        called: &[],
        finances: &[],
        finances_cites: &[],
        stages: &[],
        words: Late::Ready(&[]),
        only: Late::Ready(&[]),
        only_cites: &[],
        not_for_cites: &[],
    };
}
