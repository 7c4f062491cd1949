//! The smallest sets of changes that make the verdict 該当.
//!
//! Goal-directed and complete: the verdict is a conjunction of parts. As long as a part is not satisfied, every set
//! that reaches the goal changes some fact that this part hangs on, directly or through an implication; so only those
//! are tried. One more change at a time: what is found first is smallest, and no part of it reaches the goal.

use super::way::{VERDICT_SIZE, Way};
use crate::domain::change::moves::{Change, applied, facts_of, linked, moves};
use crate::domain::judge::clash::contradictions;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, Test, World};
use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::truth::Truth;

/// The verdict of `p` for `profile` while it is in term: No as soon as body or plan fails, else the body's.
pub(super) fn verdict(p: &'static Programme, profile: &Profile) -> Truth {
    let world = World::of(profile);
    let failed = |c: &Condition| c.truth(&world) == Truth::No;
    if p.required().any(failed) {
        return Truth::No;
    }
    p.eligible.truth(&world)
}

/// Whether the municipality can make all of the changes.
pub(super) fn changeable(catalogue: &Catalogue, changes: &[Change]) -> bool {
    changes.iter().all(|c| catalogue.fact(c.fact).is_some_and(|f| f.changeable))
}

/// All smallest sets; and where none of them is in the municipality's hands, the smallest ones that are.
pub(super) fn ways(catalogue: &Catalogue, p: &'static Programme, profile: &Profile) -> Vec<Way> {
    let mut parts = Vec::new();
    split(catalogue, &p.eligible, Truth::Yes, &mut parts);
    for condition in p.required() {
        split(catalogue, condition, Truth::Unknown, &mut parts);
    }
    let conditions: Vec<&'static Condition> = parts.iter().map(|p| p.condition).collect();
    let broken = contradictions(catalogue, profile).collect();
    let mut search =
        Search { catalogue, profile, parts, broken, moves: moves(catalogue, &conditions, profile), found: Vec::new() };
    search.deepen();
    let mut found = std::mem::take(&mut search.found);
    if !found.iter().any(|set| changeable(catalogue, set)) {
        search.moves.retain(|m| changeable(catalogue, &[*m]));
        search.deepen();
        found.append(&mut search.found);
    }
    let way = |changes: Vec<Change>| Way { changeable: changeable(catalogue, &changes), settled: true, changes };
    found.into_iter().map(way).collect()
}

/// A part of the conjunction.
struct Conjunct {
    condition: &'static Condition,
    /// Yes for the body's conditions; Unknown for the plan's, which need only not fail.
    at_least: Truth,
    /// What it hangs on, through implications too.
    facts: Vec<FactId>,
}

impl Conjunct {
    fn satisfied(&self, world: &World<'_>) -> bool {
        let truth = self.condition.truth(world);
        truth == Truth::Yes || (truth == Truth::Unknown && self.at_least == Truth::Unknown)
    }
}

fn split(catalogue: &Catalogue, condition: &'static Condition, at_least: Truth, out: &mut Vec<Conjunct>) {
    if let Test::All(parts) = condition.test {
        parts.iter().for_each(|c| split(catalogue, c, at_least, out));
        return;
    }
    let facts = linked(catalogue, &facts_of(&[condition]));
    out.push(Conjunct { condition, at_least, facts });
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    profile: &'a Profile,
    parts: Vec<Conjunct>,
    /// Contradictions that were there before: not the changes' fault.
    broken: Vec<usize>,
    moves: Vec<Change>,
    found: Vec<Vec<Change>>,
}

impl Search<'_> {
    fn deepen(&mut self) {
        for size in 1..=VERDICT_SIZE {
            self.extend(&mut Vec::new(), size);
            if !self.found.is_empty() {
                return;
            }
        }
    }

    fn extend(&mut self, chosen: &mut Vec<Change>, left: usize) {
        let after = applied(self.catalogue, self.profile, chosen);
        let world = World::of(&after);
        let unmet: Vec<&Conjunct> = self.parts.iter().filter(|p| !p.satisfied(&world)).collect();
        let facts = match unmet.first() {
            Some(part) => part.facts.clone(),
            None => match contradictions(self.catalogue, &after).find(|i| !self.broken.contains(i)) {
                Some(rule) => self.rule_facts(rule),
                None => return self.record(chosen),
            },
        };
        if left == 0 || apart(&unmet) > left {
            return;
        }
        let fits = |m: &&Change| facts.contains(&m.fact) && chosen.iter().all(|c| c.fact != m.fact);
        let next: Vec<Change> = self.moves.iter().filter(fits).copied().collect();
        for change in next {
            chosen.push(change);
            self.extend(chosen, left - 1);
            chosen.pop();
        }
    }

    fn rule_facts(&self, rule: usize) -> Vec<FactId> {
        let fact = self.catalogue.implications.get(rule).map(|r| r.fact);
        fact.map_or_else(Vec::new, |f| linked(self.catalogue, &[f]))
    }

    fn record(&mut self, chosen: &[Change]) {
        let mut set = chosen.to_vec();
        sort::by_key(&mut set, |c| c.fact);
        if !set.is_empty() && !self.found.contains(&set) {
            self.found.push(set);
        }
    }
}

/// A lower bound of the changes still needed: unmet parts that share no fact with each other.
fn apart(unmet: &[&Conjunct]) -> usize {
    let mut taken: Vec<FactId> = Vec::new();
    let mut count = 0;
    for part in unmet {
        if part.facts.iter().all(|f| !taken.contains(f)) {
            taken.extend(&part.facts);
            count += 1;
        }
    }
    count
}
