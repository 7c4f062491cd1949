//! The plan（事業）as a value of its own: purposes, who acts, stage, cost items, loans, and its own answers. It belongs to no
//! town: the same plan can be put to any.

use crate::domain::judge::clash::agreed;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Word, WordId, is_spent};
use crate::domain::terms::profile::{Answer, FactId, Origin, PlanAmount, Profile, Value};
use crate::domain::value::number::Yen;

/// 経費の内訳の1行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CostItem {
    /// Kind of cost; `None` where nobody said.
    pub kind: Option<WordId>,
    /// What it was called; may be empty.
    pub label: String,
    /// The amount, in yen.
    pub yen: Yen,
    /// What it is for, where its own words say that and another item is for something else.
    pub purposes: Vec<WordId>,
}

impl CostItem {
    /// An item of which nobody said what it is for.
    pub const fn new(kind: Option<WordId>, label: String, yen: Yen) -> Self {
        Self { kind, label, yen, purposes: Vec::new() }
    }
}

/// Why an answer holds that nobody gave: it follows from what the plan is for.
pub const FROM_PURPOSE: &str = "事業の目的";

/// A plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Project {
    /// What the user calls it; may be empty.
    pub name: String,
    /// What it is for, with how strongly that was said (characters of the words that said it).
    pub purposes: Vec<(WordId, u32)>,
    /// Who acts.
    pub actors: Vec<WordId>,
    /// Kinds of cost that were named, with an amount or without.
    pub kinds: Vec<WordId>,
    /// The stage.
    pub stage: Option<WordId>,
    /// The cost items.
    pub costs: Vec<CostItem>,
    /// 融資・出資, in yen.
    pub loan: Option<Yen>,
    /// 公費による交付額, in yen.
    pub public_money: Option<Yen>,
    /// What others give for it（国庫補助、県補助など）, in yen: a part of what it costs.
    pub grants: Option<Yen>,
    /// How many people, where that was said.
    pub persons: Option<u64>,
    /// It says nothing but what a programme is called, and amounts.
    pub only_names: bool,
    /// It says nothing but what it is for, and amounts.
    pub only_purposes: bool,
    /// It names something that no document has.
    pub names_absent: bool,
    /// Answers to questions of the bundle that its sentence says; they hold where nobody answered otherwise.
    pub said: Vec<(FactId, Value)>,
    /// Its own answers to questions of the bundle.
    pub answers: Vec<(FactId, Answer)>,
}

impl Project {
    /// Nothing is known of it.
    pub fn is_empty(&self) -> bool {
        self.purposes.is_empty() && self.actors.is_empty() && self.kinds.is_empty() && self.costs.is_empty()
    }

    /// Whether it has the amount that answers such a question.
    pub fn has(&self, amount: PlanAmount) -> bool {
        match amount {
            PlanAmount::Cost => !self.costs.is_empty(),
            PlanAmount::Loan => self.loan.is_some(),
            PlanAmount::PublicMoney => self.public_money.is_some(),
            PlanAmount::Persons => self.persons.is_some(),
        }
    }

    /// The kinds of cost that money is spent on: not 融資 or 起債, where it comes from. `costs` are all kinds.
    pub fn spent_kinds(&self, costs: &[Word]) -> impl Iterator<Item = WordId> {
        self.kinds.iter().copied().filter(|kind| is_spent(costs, *kind))
    }

    /// All cost items together, in yen; `None` without any.
    pub fn total(&self) -> Option<Yen> {
        let mut all = self.costs.iter();
        let first = all.next()?.yen;
        Some(all.fold(first, |sum, item| sum.plus(item.yen)))
    }

    /// What is answered in `set` is the plan's own answer, in place of what it says itself.
    pub fn overrule(&mut self, set: impl IntoIterator<Item = (FactId, Answer)>) {
        for answered in set {
            self.answers.retain(|(fact, _)| *fact != answered.0);
            self.answers.push(answered);
        }
    }

    /// `profile` with the plan's own answers.
    #[must_use]
    pub fn over(&self, profile: &Profile) -> Profile {
        let mut out = profile.clone();
        self.answers.iter().for_each(|(fact, answer)| out.set(*fact, *answer));
        out
    }

    /// `profile` with the plan's own answers, and with what follows from them and from its purposes. Answers of the two
    /// that cannot all hold decide nothing.
    pub fn on(&self, catalogue: &Catalogue, profile: &Profile) -> Profile {
        let mut out = profile.clone();
        if !self.answers.is_empty() {
            (out, _) = agreed(catalogue, &self.over(profile));
        }
        for (fact, value) in &self.said {
            if matches!(out.answer(*fact), Answer::NotAsked) {
                out.set(*fact, Answer::Known(*value, Origin::Inferred("相談の文")));
            }
        }
        let is_for = |id: &WordId| self.purposes.iter().any(|(purpose, _)| purpose == id);
        for settled in catalogue.vocabulary.settled {
            if let Some((fact, value)) = settled.answer(catalogue)
                && !self.purposes.is_empty()
                && !settled.unless.iter().any(is_for)
                && matches!(out.answer(fact), Answer::NotAsked)
            {
                out.set(fact, Answer::Known(value, Origin::Inferred(FROM_PURPOSE)));
            }
        }
        out
    }
}
