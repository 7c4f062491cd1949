//! What stands in a plan instead of what its sentence says: written in a file, chosen from lists, or struck.

use crate::domain::plan::project::{CostItem, Project};
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::fit::WordId;
use crate::domain::terms::profile::{Answer, FactId};
use crate::domain::value::number::Yen;

/// How strongly a purpose counts that was named as such, beside the words of a sentence.
pub const NAMED: u32 = 5;

/// One value of a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Edit<T> {
    /// As the sentence says.
    #[default]
    Said,
    /// None is meant, whatever the sentence says.
    Struck,
    /// This one.
    Is(T),
}

impl<T> Edit<T> {
    /// This one, or none at all.
    pub fn of(value: Option<T>) -> Self {
        value.map_or(Self::Struck, Self::Is)
    }

    /// As a file has it: `""` where it was struck, `None` where the sentence says it.
    pub fn written(self, value: impl FnOnce(T) -> String) -> Option<String> {
        match self {
            Self::Said => None,
            Self::Struck => Some("\"\"".to_owned()),
            Self::Is(it) => Some(value(it)),
        }
    }

    fn over(self, said: Option<T>) -> Option<T> {
        match self {
            Self::Said => said,
            Self::Struck => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// What stands in a plan instead of what its sentence says; `None` leaves the sentence's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Edits {
    /// Name of the plan; empty without one.
    pub name: String,
    /// Towns that the sentence names and that are not meant: 団体コード.
    pub not_towns: Vec<u32>,
    /// What the sentence says of its town, or of the conditions of its plan, and that is not meant.
    pub not_body: Vec<FactId>,
    /// What it is for, each with how strongly that counts where that is not the sentence's to say.
    pub purposes: Option<Vec<(WordId, Option<u32>)>>,
    /// Who acts.
    pub actors: Option<Vec<WordId>>,
    /// Kinds of cost, with an amount or without.
    pub kinds: Option<Vec<WordId>>,
    /// The stage.
    pub stage: Edit<WordId>,
    /// The cost items.
    pub costs: Option<Vec<CostItem>>,
    /// 融資・出資, in yen.
    pub loan: Edit<Yen>,
    /// 公費による交付額, in yen.
    pub public_money: Edit<Yen>,
    /// What others give for it, in yen.
    pub grants: Edit<Yen>,
    /// How many people.
    pub persons: Edit<u64>,
    /// Answers to questions of the bundle.
    pub answers: Vec<(FactId, Answer)>,
}

/// One thing that a plan says, which can be struck by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// The town with this 団体コード.
    Town(u32),
    /// What is said of the town, or of the conditions of the plan.
    Body(FactId),
    /// A purpose.
    Purpose(WordId),
    /// Who acts.
    Actor(WordId),
    /// A kind of cost that has no amount.
    Kind(WordId),
    /// The cost item at this place.
    Cost(usize),
    /// The stage.
    Stage,
    /// 融資・出資
    Loan,
    /// 公費による交付額
    PublicMoney,
    /// 国庫補助など
    Grants,
    /// How many people.
    Persons,
}

impl Edits {
    /// Everything is as the sentence says.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts these in place of what was read.
    pub fn apply(&self, to: &mut Understood) {
        let before = to.towns.len();
        to.towns.retain(|m| !self.not_towns.contains(&m.code));
        if to.towns.len() != before && to.towns.len() < 2 {
            to.settled(About::Town);
            let towns = &to.towns;
            let leads_there = |codes: &[u32]| towns.iter().any(|m| codes.contains(&m.code));
            to.questions.retain(|q| if let About::FormerName(codes) = q.about { leads_there(codes) } else { true });
        }
        for said in [&mut to.body, &mut to.project.said] {
            said.retain(|(fact, _)| !self.not_body.contains(fact));
        }
        let p = &mut to.project;
        p.name.clone_from(&self.name);
        if let Some(purposes) = &self.purposes {
            let read = std::mem::take(&mut p.purposes);
            let known = |id: WordId| read.iter().find(|(r, _)| *r == id).map(|(_, weight)| *weight);
            // Who chooses a purpose says more than a name.
            let is_chosen = purposes.iter().any(|(id, _)| known(*id).is_none());
            p.only_purposes |= is_chosen;
            p.only_names &= !is_chosen;
            let weighed = purposes.iter().map(|(id, weight)| (*id, weight.or(known(*id)).unwrap_or(NAMED)));
            p.purposes = weighed.collect();
        }
        p.actors = self.actors.clone().unwrap_or_else(|| std::mem::take(&mut p.actors));
        p.kinds = self.kinds.clone().unwrap_or_else(|| std::mem::take(&mut p.kinds));
        p.stage = self.stage.over(p.stage);
        p.loan = self.loan.over(p.loan);
        p.public_money = self.public_money.over(p.public_money);
        p.grants = self.grants.over(p.grants);
        p.persons = self.persons.over(p.persons);
        p.answers.clone_from(&self.answers);
        if let Some(costs) = &self.costs {
            p.costs.clone_from(costs);
            for kind in costs.iter().filter_map(|c| c.kind) {
                if !p.kinds.contains(&kind) {
                    p.kinds.push(kind);
                }
            }
            // Asked of the sentence's amounts, and this answers it.
            to.settled(About::Unit);
        }
    }

    /// Strikes `item` from `plan`, which is what these edits have come to.
    pub fn strike(&mut self, plan: &Project, item: Item) {
        let without = |all: &[WordId], gone: WordId| all.iter().copied().filter(|id| *id != gone).collect::<Vec<_>>();
        match item {
            Item::Town(code) => self.not_towns.push(code),
            Item::Body(fact) => self.not_body.push(fact),
            Item::Purpose(gone) => {
                let left = plan.purposes.iter().filter(|(id, _)| *id != gone);
                self.purposes = Some(left.map(|(id, weight)| (*id, Some(*weight))).collect());
            }
            Item::Actor(gone) => self.actors = Some(without(&plan.actors, gone)),
            Item::Kind(gone) => self.kinds = Some(without(&plan.kinds, gone)),
            Item::Cost(at) => {
                let gone = plan.costs.get(at).and_then(|c| c.kind);
                let left: Vec<CostItem> =
                    plan.costs.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c.clone()).collect();
                let is_other = |id: WordId| left.iter().any(|c| c.kind == Some(id));
                if let Some(gone) = gone.filter(|id| !is_other(*id)) {
                    self.kinds = Some(without(&plan.kinds, gone));
                }
                self.costs = Some(left);
            }
            Item::Stage => self.stage = Edit::Struck,
            Item::Loan => self.loan = Edit::Struck,
            Item::PublicMoney => self.public_money = Edit::Struck,
            Item::Grants => self.grants = Edit::Struck,
            Item::Persons => self.persons = Edit::Struck,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Project {
        Project {
            purposes: vec![(WordId(1), 4), (WordId(2), 3)],
            actors: vec![WordId(0)],
            kinds: vec![WordId(3), WordId(4)],
            costs: vec![
                CostItem::new(Some(WordId(3)), String::new(), Yen(1_000)),
                CostItem::new(Some(WordId(3)), String::new(), Yen(2_000)),
                CostItem::new(None, String::new(), Yen(3_000)),
            ],
            loan: Some(Yen(9)),
            ..Project::default()
        }
    }

    fn after(strikes: &[Item]) -> Project {
        let (mut edits, mut now) = (Edits::default(), plan());
        for item in strikes {
            edits.strike(&now, *item);
            let mut read = Understood { project: plan(), ..Understood::default() };
            edits.apply(&mut read);
            now = read.project;
        }
        now
    }

    #[test]
    fn what_is_struck_is_gone_and_nothing_else() {
        assert_eq!(after(&[]), plan());
        assert_eq!(after(&[Item::Purpose(WordId(1))]), Project { purposes: vec![(WordId(2), 3)], ..plan() });
        assert_eq!(after(&[Item::Actor(WordId(0))]), Project { actors: vec![], ..plan() });
        assert_eq!(after(&[Item::Loan]), Project { loan: None, ..plan() });
        // The kind stays while another item is of it.
        let one = after(&[Item::Cost(0)]);
        assert_eq!((one.costs.len(), one.kinds.clone()), (2, plan().kinds));
        let two = after(&[Item::Cost(0), Item::Cost(0)]);
        assert_eq!((two.costs.len(), two.kinds), (1, vec![WordId(4)]));
    }
}
