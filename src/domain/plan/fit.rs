//! How a programme fits a plan: purposes, actors, kinds of cost. Every part is told; nothing else moves the order.

use crate::domain::plan::cost::is_of_both;
use crate::domain::plan::project::Project;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::WordId;
use crate::domain::terms::programme::Programme;

/// How the plan's actors, or its kinds of cost, stand to what a programme names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// The programme names others only.
    Other,
    /// The documents, or the plan, say nothing.
    Open,
    /// The programme names it.
    Named,
}

/// How a programme fits a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanFit {
    /// The purposes of both.
    pub purposes: Vec<WordId>,
    /// Of what the plan said about purposes, how much these are, in thousandths.
    pub share: u32,
    /// The same beside the purpose that was said most: a programme for one of several purposes speaks clearly too.
    pub clear: u32,
    /// Whether the programme names who acts.
    pub actors: Standing,
    /// Whether the programme names the kinds of cost.
    pub costs: Standing,
    /// Of the plan's kinds of cost, how many it pays for, in thousandths.
    pub paid: u32,
    /// It finances a kind of cost of this plan whatever it is for, and the documents name no other actor.
    pub is_financed: bool,
    /// It is computed from 融資 and 公費, and the plan tells both.
    pub is_of_both: bool,
}

impl PlanFit {
    /// Words alone lead to it: no purpose, nor what it finances.
    pub fn is_by_words(&self) -> bool {
        self.purposes.is_empty() && !self.is_financed && !self.is_of_both
    }
}

/// Compares a plan with what a programme says of itself.
pub fn plan_fit(catalogue: &Catalogue, project: &Project, programme: &Programme) -> PlanFit {
    let fit = &programme.fit;
    let said: u32 = project.purposes.iter().map(|(_, n)| n).sum();
    let both: Vec<(WordId, u32)> =
        project.purposes.iter().filter(|(id, _)| fit.purposes.contains(id)).copied().collect();
    let matched: u32 = both.iter().map(|(_, n)| n).sum();
    let most = project.purposes.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let actors = standing(&project.actors, fit.actors, &[]);
    // What is no money of its own (融資, 起債) is named or says nothing.
    let spent: Vec<WordId> = project.spent_kinds(catalogue.vocabulary.costs).collect();
    let paid = project.kinds.iter().filter(|k| fit.costs.contains(k)).count();
    PlanFit {
        share: thousandths(u64::from(matched), u64::from(said)),
        clear: thousandths(u64::from(matched), u64::from(most)).min(1_000),
        is_financed: actors != Standing::Other && project.kinds.iter().any(|k| fit.finances.contains(k)),
        is_of_both: is_of_both(catalogue, project, programme),
        actors,
        costs: if paid > 0 { Standing::Named } else { standing(&spent, fit.costs, fit.costs_not) },
        paid: thousandths(paid as u64, project.kinds.len() as u64),
        purposes: both.into_iter().map(|(id, _)| id).collect(),
    }
}

fn thousandths(part: u64, whole: u64) -> u32 {
    (part * 1_000).checked_div(whole).map_or(0, |n| u32::try_from(n).unwrap_or(1_000))
}

fn standing(plan: &[WordId], named: &[WordId], excluded: &[WordId]) -> Standing {
    if plan.is_empty() || named.is_empty() && excluded.is_empty() {
        Standing::Open
    } else if plan.iter().any(|w| named.contains(w)) {
        Standing::Named
    } else if named.is_empty() && !plan.iter().any(|w| excluded.contains(w)) {
        Standing::Open
    } else {
        Standing::Other
    }
}
