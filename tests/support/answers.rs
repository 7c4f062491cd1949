//! Answers for properties: generated as numbers, printed as a person reads them.

use std::fmt;
use std::ops::Deref;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::terms::profile::{Fact, FactKind, Profile, Value};
use proptest::prelude::*;

/// A number for each fact, and what a test makes of them.
#[derive(Clone)]
pub struct Answers {
    seeds: Vec<u32>,
    meaning: fn(&[u32]) -> Profile,
}

impl Deref for Answers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.seeds
    }
}

/// One line: only what is known, by id. When a property fails, this is what is read.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (c, profile) = (catalogue(), (self.meaning)(&self.seeds));
        let known = c.fact_ids().filter_map(|(id, fact)| Some((fact, profile.value(id)?)));
        let told: Vec<String> = known.map(|(fact, value)| format!("{}={}", fact.id, said(fact, value))).collect();
        f.write_str(&told.join(" "))
    }
}

fn said(fact: &Fact, value: Value) -> String {
    match (fact.kind, value) {
        (FactKind::Choice(all), Value::Choice(i)) => {
            all.get(usize::from(i)).map_or_else(|| i.to_string(), |o| o.id.to_owned())
        }
        (_, Value::Flag(yes)) => yes.to_string(),
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Day(day)) => day.to_string(),
        (_, Value::Choice(i)) => i.to_string(),
    }
}

/// Any answers to all facts; `meaning` turns the numbers into them.
pub fn answers(meaning: fn(&[u32]) -> Profile) -> impl Strategy<Value = Answers> {
    let seeds = proptest::collection::vec(any::<u32>(), catalogue().facts.len());
    seeds.prop_map(move |seeds| Answers { seeds, meaning })
}

/// So many cases. What fails is not written to `tests/*.proptest-regressions`: a seed means nothing once the content has
/// another fact, and what was found becomes a test of its own. Shrinking stops early, so that the report is short.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() }
}
