//! An amount of a sentence, and what it may be said to be.

use crate::domain::value::number::Yen;
use crate::session::consult::lexicon::Found;

/// An amount in a sentence.
pub(super) struct Amount {
    /// Where its sentence begins, or the amount before it ends.
    pub(super) from: usize,
    /// Its first character, and the one behind its last.
    pub(super) at: (usize, usize),
    /// Where the words stand that say what it is.
    pub(super) words: (usize, usize),
    /// The amount in whose brackets, or behind whose うち, it stands.
    pub(super) of: Option<usize>,
    /// It is multiplied already.
    pub(super) is_product: bool,
    pub(super) yen: Yen,
}

impl Amount {
    /// Its words stand behind it: 300万円の設計.
    pub(super) const fn is_first(&self) -> bool {
        self.words.0 >= self.at.1
    }

    /// What of `all` its words say; nothing that they deny.
    pub(super) fn said<'a>(&self, all: &'a [Found]) -> impl DoubleEndedIterator<Item = &'a Found> {
        let (from, to) = self.words;
        all.iter().filter(move |f| !f.negated && f.at.0 >= from && f.at.1 <= to)
    }
}

/// Where a cost item is called as one of a programme's own, and by which word.
pub(super) type Called = ((usize, usize), &'static str);

/// What an amount is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Cost,
    /// 融資
    Loan,
    /// 公費による交付額
    Public,
    /// What others give for it: 国庫補助.
    Grant,
    /// No cost of the plan: 資本金, what is left of the whole, what the body pays itself.
    Aside,
    /// 起債額
    Bond,
    /// The whole of the amounts beside it.
    Whole,
    /// For one of several: 一人, 一軒.
    Each,
    /// Told of another time, place or purse, or taken back.
    Old,
    /// One end of a range, or what it was before.
    Bound,
}

impl Kind {
    /// What the plan costs, or a part of it.
    pub(super) const fn is_of_plan(self) -> bool {
        matches!(self, Self::Cost | Self::Whole)
    }
}
