//! Answers that cannot all hold: what follows from some of them says otherwise of another.
//!
//! Nothing is judged by such answers. Which of them is right only the user knows, so all of them count as not answered
//! until one is changed; what was given stays with whoever keeps it.

use crate::domain::judge::completion::Completions;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Implication};
use crate::domain::terms::condition::{Variable, World};
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile, Value};
use crate::domain::value::truth::Truth;

/// Answers that cannot all hold, though any of them may be dropped to make the others hold: mostly two.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// Whose answers they are, in the order of the catalogue.
    pub facts: Vec<FactId>,
    /// The reason of the implication that they break.
    pub because: &'static str,
}

/// The implications that contradict an answer of `profile`, by their place in the catalogue.
pub fn contradictions<'c>(catalogue: &'c Catalogue, profile: &'c Profile) -> impl Iterator<Item = usize> + 'c {
    let against = |r: &Implication| {
        profile.value(r.fact).is_some_and(|v| v != r.value) && r.when.truth(&World::of(profile)) == Truth::Yes
    };
    catalogue.implications.iter().enumerate().filter(move |(_, r)| against(r)).map(|(i, _)| i)
}

/// Every two answers of `answers` that cannot both hold, and larger sets where no two of them are to blame.
pub fn clashes(catalogue: &Catalogue, answers: &Profile) -> Vec<Clash> {
    if broken(catalogue, answers).is_none() {
        return Vec::new();
    }
    // What no implication names agrees with everything.
    let mut known: Vec<FactId> = catalogue.implications.iter().flat_map(Implication::facts).collect();
    known.retain(|f| is_own(answers.answer(*f)));
    sort::once(&mut known);
    let mut out = Vec::new();
    let mut rest = known.as_slice();
    while let [one, others @ ..] = rest {
        rest = others;
        for other in others {
            let facts = vec![*one, *other];
            if let Some(because) = broken(catalogue, &only(answers, &facts)) {
                out.push(Clash { facts, because });
            }
        }
    }
    let mut left: Vec<FactId> = known.into_iter().filter(|f| !out.iter().any(|c| c.facts.contains(f))).collect();
    while let Some(mut because) = broken(catalogue, &only(answers, &left)) {
        let mut facts = left.clone();
        for fact in &left {
            let fewer: Vec<FactId> = facts.iter().copied().filter(|f| f != fact).collect();
            // The reason is that of what is left, not that of another set which was among them.
            if let Some(why) = broken(catalogue, &only(answers, &fewer)) {
                (facts, because) = (fewer, why);
            }
        }
        // Implications that contradict each other whatever is answered are no answer's fault, and would never end.
        if facts.is_empty() {
            break;
        }
        left.retain(|f| !facts.contains(f));
        out.push(Clash { facts, because });
    }
    out
}

/// `answers` with everything that follows from them, without those that cannot all hold; and these.
pub fn agreed(catalogue: &Catalogue, answers: &Profile) -> (Profile, Vec<Clash>) {
    let clashes = clashes(catalogue, answers);
    if clashes.is_empty() {
        return (catalogue.infer(answers), clashes);
    }
    let mut out = answers.clone();
    clashes.iter().flat_map(|c| &c.facts).for_each(|f| out.set(*f, Answer::NotAsked));
    (catalogue.infer(&out), clashes)
}

/// For the content check: single answers that cannot hold, whatever the others are, and the reason that they break. No
/// user could give them, so it is the implications that contradict each other.
pub fn impossible(catalogue: &Catalogue) -> Vec<(FactId, Value, &'static str)> {
    let whens = catalogue.implications.iter().map(|r| &r.when);
    let all = Completions::new(whens, &Profile::new(), catalogue.facts);
    let mut out = Vec::new();
    for (variable, values) in all.variables() {
        let Variable::Fact(fact) = variable else { continue };
        for value in values {
            let mut one = Profile::new();
            one.give(*fact, *value);
            out.extend(broken(catalogue, &one).map(|because| (*fact, *value, because)));
        }
    }
    out
}

/// Whether somebody or a table said so, and it does not merely follow.
fn is_own(answer: Answer) -> bool {
    matches!(answer, Answer::Known(_, Origin::Given | Origin::Prefilled(_)))
}

fn only(answers: &Profile, facts: &[FactId]) -> Profile {
    let mut out = Profile::new();
    facts.iter().for_each(|f| out.set(*f, answers.answer(*f)));
    out
}

/// The reason of an implication that `answers` break however the missing ones may turn out; `None` where they can hold.
fn broken(catalogue: &Catalogue, answers: &Profile) -> Option<&'static str> {
    let because = |p: &Profile| {
        let rule = contradictions(catalogue, p).next().and_then(|i| catalogue.implications.get(i));
        rule.map(|r| r.because)
    };
    let known = catalogue.infer(answers);
    // What follows forwards is sure; what is left open is tried in every way.
    if let Some(why) = because(&known) {
        return Some(why);
    }
    let open = Completions::new(catalogue.implications.iter().map(|r| &r.when), &known, catalogue.facts);
    let mut found = None;
    let mut one = Vec::new();
    for at in 0..open.count().unwrap_or(0) {
        open.at(at, &mut one);
        let mut full = known.clone();
        for (variable, value) in &one {
            if let Variable::Fact(fact) = variable {
                full.give(*fact, *value);
            }
        }
        found = Some(because(&catalogue.infer(&full))?);
    }
    found
}
