//! Which question next: the one that settles the most, and none that can no longer matter.

use crate::domain::judge::assess::Assessment;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, FactId, Profile, Topic};

/// A question and how many programmes its answer can still move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Question {
    /// The fact to ask.
    pub fact: FactId,
    /// Programmes whose verdict, rate or ceiling can still depend on it.
    pub decides: usize,
}

/// How far the interview has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Programmes for which nothing is missing.
    pub settled: usize,
    /// Programmes for which something is missing.
    pub open: usize,
}

/// What is missing for each: what questions, weights and progress are counted from.
pub fn missing(assessments: &[Assessment], profile: &Profile) -> Vec<Vec<Open>> {
    assessments.iter().map(|a| a.missing(profile)).collect()
}

/// Counts, per fact, the programmes that still hang on it.
pub fn weights(catalogue: &Catalogue, missing: &[Vec<Open>]) -> Vec<usize> {
    let mut counts = vec![0; catalogue.facts.len()];
    for open in missing.iter().flatten() {
        if let Open::Fact(f) = open
            && let Some(n) = counts.get_mut(usize::from(f.0))
        {
            *n += 1;
        }
    }
    counts
}

/// Open questions, most decisive first: the body before the place, the place before the plan.
///
/// A plan question that concerns a single programme is asked in that programme's own view, not here.
pub fn questions(catalogue: &Catalogue, weights: &[usize], profile: &Profile) -> Vec<Question> {
    let mut out: Vec<(Topic, Question)> = catalogue
        .fact_ids()
        .filter_map(|(fact, f)| {
            let decides = weights.get(usize::from(fact.0)).copied().unwrap_or(0);
            let asked = match f.topic {
                Topic::Body | Topic::Site => decides > 0,
                Topic::Plan => decides > 1,
                Topic::Amount | Topic::Reference => false,
            };
            let new = matches!(profile.answer(fact), Answer::NotAsked);
            (asked && new).then_some((f.topic, Question { fact, decides }))
        })
        .collect();
    sort::by_key(&mut out, |(topic, q)| (*topic, std::cmp::Reverse(q.decides), q.fact));
    out.into_iter().map(|(_, q)| q).collect()
}

/// What one programme still needs: what is missing for its verdict and figures, then the amounts of its flow.
pub fn needed(a: &Assessment, profile: &Profile) -> Vec<FactId> {
    let missing = a.missing(profile).into_iter().filter_map(|o| match o {
        Open::Fact(f) => Some(f),
        Open::Point(_) => None,
    });
    let mut out: Vec<FactId> = Vec::new();
    for fact in missing.chain(a.programme.inputs()) {
        if profile.answer(fact) == Answer::NotAsked && !out.contains(&fact) {
            out.push(fact);
        }
    }
    out
}

/// How many programmes are settled and open.
pub fn progress(missing: &[Vec<Open>]) -> Progress {
    let settled = missing.iter().filter(|open| open.is_empty()).count();
    Progress { settled, open: missing.len() - settled }
}
