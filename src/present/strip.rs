//! Where a municipality stands among all others by 財政力指数, and the bounds at which rates or eligibility change.

use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, Test};
use crate::domain::terms::profile::{FactId, Value};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Decimal;
use crate::present::value::grouped;

/// Steps of the strip: 0.05 each, the last one holds all above.
pub const STEPS: usize = 25;

/// The strip of one municipality.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strip {
    /// How many municipalities stand in each step.
    pub counts: [usize; STEPS],
    /// The step of this one.
    pub at: usize,
    /// The bounds that conditions name, each with the step that begins there.
    pub bounds: Vec<(usize, Decimal)>,
    /// The same in words.
    pub words: Vec<String>,
}

/// The fact that the table's column of indices answers.
pub fn index_fact(catalogue: &Catalogue) -> Option<FactId> {
    catalogue.columns.iter().find(|column| column.id == "index").and_then(|column| column.fact)
}

/// Where `index` stands; prefectures are not counted.
pub fn strip(catalogue: &'static Catalogue, index: Decimal) -> Strip {
    let towns = catalogue.municipalities.iter().filter(|m| !m.is_prefecture());
    let all: Vec<Decimal> = towns.filter_map(|m| m.index).collect();
    let mut counts = [0; STEPS];
    for i in &all {
        if let Some(n) = counts.get_mut(step(*i)) {
            *n += 1;
        }
    }
    let below = all.iter().filter(|i| **i < index).count();
    let same = all.iter().filter(|i| **i == index).count();
    let same = if same > 1 { format!("（同じ値 {same}）") } else { String::new() };
    let bounds = index_fact(catalogue).map(|fact| bounds(catalogue, fact)).unwrap_or_default();
    let named: Vec<String> = bounds.iter().map(ToString::to_string).collect();
    let number = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    // An index that was typed may lie above all.
    let place = if below == all.len() {
        "どれよりも高い".to_owned()
    } else {
        format!("低い方から {}番目{same}", number(below + 1))
    };
    let mut words = vec![format!("{}市区町村のうち、{place}", number(all.len()))];
    if !named.is_empty() {
        words.push(format!("{} を境に、率や対象が変わる制度があります", named.join("・")));
    }
    Strip { counts, at: step(index), bounds: bounds.into_iter().map(|b| (step(b), b)).collect(), words }
}

/// The step in which an index stands.
fn step(index: Decimal) -> usize {
    let starts = (1..STEPS).filter_map(|n| Decimal::new(5 * i64::try_from(n).ok()?, 2));
    starts.take_while(|start| *start <= index).count()
}

/// Every value that a condition compares the fact with, lowest first.
fn bounds(catalogue: &'static Catalogue, fact: FactId) -> Vec<Decimal> {
    let leaves = catalogue.programmes.iter().flat_map(Programme::conditions).flat_map(Condition::leaves);
    let bound = |leaf: &'static Condition| match leaf.test {
        Test::Compare(f, _, Value::Number(bound)) if f == fact => Some(bound),
        _ => None,
    };
    let mut out: Vec<Decimal> = leaves.filter_map(bound).collect();
    sort::once(&mut out);
    out
}
