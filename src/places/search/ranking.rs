//! What a search finds: programmes, terms, examples, questions, municipalities and commands, best first.

use crate::app::command::Command;
use crate::domain::terms::catalogue::{Catalogue, Kaso};
use crate::domain::terms::keys::SearchKeys;
use crate::text::search::{CLASS, Query, Typed, best_first};

/// One thing found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// What.
    pub target: Target,
    /// A guess.
    pub fuzzy: bool,
}

impl Found {
    /// Listed without having been searched for.
    pub fn new(target: Target) -> Self {
        Self { target, fuzzy: false }
    }

    /// Not called so, but perhaps meant.
    pub fn guess(target: Target) -> Self {
        Self { target, fuzzy: true }
    }
}

/// What a search leads to: indices into the catalogue, or into the commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// 制度
    Programme(usize),
    /// 用語
    Term(usize),
    /// 事例
    Example(usize),
    /// 質問
    Fact(usize),
    /// 操作
    Command(usize),
    /// 自治体
    Municipality(usize),
}

/// What `query` finds in the whole bundle and among the commands, best first; `typed` has what was found before.
pub fn ranked(c: &Catalogue, commands: &[Command], query: &Query, typed: &mut Typed) -> Vec<Found> {
    let lengths = lengths(c, commands);
    let count = lengths.iter().sum::<usize>() + c.municipalities.len();
    let mut hits = typed.rank(query, count, |at| keys(c, commands, target(at, lengths)));
    hits.iter_mut().for_each(|(at, hit)| hit.score -= behind(c, target(*at, lengths), hit.score));
    best_first(&mut hits);
    hits.into_iter().map(|(at, hit)| Found { target: target(at, lengths), fuzzy: hit.fuzzy }).collect()
}

/// How many there are of each kind but the last.
fn lengths(c: &Catalogue, commands: &[Command]) -> [usize; 5] {
    [c.programmes.len(), c.terms.len(), c.examples.len(), c.facts.len(), commands.len()]
}

/// What one of them is found by.
pub fn keys(c: &Catalogue, commands: &[Command], target: Target) -> Option<SearchKeys> {
    Some(match target {
        Target::Programme(i) => c.programmes.get(i)?.keys,
        Target::Term(i) => c.terms.get(i)?.keys,
        Target::Example(i) => c.examples.get(i)?.keys,
        Target::Fact(i) => c.facts.get(i)?.keys,
        Target::Command(i) => commands.get(i)?.keys,
        Target::Municipality(i) => c.municipalities.get(i)?.keys,
    })
}

/// By how much a score is lowered for what is meant less often.
fn behind(c: &Catalogue, target: Target, score: i64) -> i64 {
    /// From here on the whole name was typed.
    const WHOLE: i64 = 23 * CLASS;
    match target {
        // A question or command that merely begins with the word stands behind the measures that hold it.
        Target::Fact(_) if score < WHOLE => 10 * CLASS,
        Target::Example(_) if score < WHOLE => 6 * CLASS,
        Target::Command(_) if score < 17 * CLASS => CLASS,
        // Of a term and a measure that match alike, the measure: more than any length of names, less than a class.
        Target::Term(_) if score < 22 * CLASS => 1_000,
        // Of two places that match alike the one that everybody knows, then the one that more measures are made for.
        Target::Municipality(i) => c.municipalities.get(i).map_or(0, |m| match (m.population, m.kaso) {
            (Some(500_000..), _) => 0,
            (_, Some(Kaso::Whole | Kaso::Part | Kaso::Deemed)) => 1,
            _ => 2,
        }),
        _ => 0,
    }
}

/// Which thing stands at `at` of the chain, whose first parts have these lengths.
fn target(mut at: usize, lengths: [usize; 5]) -> Target {
    // Most are municipalities.
    if let Some(i) = at.checked_sub(lengths.iter().sum()) {
        return Target::Municipality(i);
    }
    let kinds = [Target::Programme, Target::Term, Target::Example, Target::Fact, Target::Command];
    for (kind, len) in kinds.into_iter().zip(lengths) {
        if at < len {
            return kind(at);
        }
        at -= len;
    }
    Target::Municipality(at)
}
