//! All ways in which missing answers could turn out, over representative values.
//!
//! Conditions only compare, so one value below, at and above each printed bound stands for all numbers.
//! The product of these values is finite and small: what is said about it is exact, not sampled.

use crate::domain::terms::condition::{Comparison, Condition, Open, Test, Variable, World};
use crate::domain::terms::profile::{Fact, FactId, FactKind, Profile, Value};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;

/// More completions than this are not enumerated; the content check refuses such content.
pub const LIMIT: usize = 4_096;

/// The unknown variables of some conditions, each with its representative values.
#[derive(Clone, Debug, Default)]
pub struct Completions {
    variables: Vec<(Variable, Vec<Value>)>,
}

impl Completions {
    /// The variables that `conditions` use and `profile` does not settle.
    pub fn new<'c>(conditions: impl Iterator<Item = &'c Condition>, profile: &Profile, facts: &'static [Fact]) -> Self {
        let mut out = Self::default();
        for condition in conditions {
            out.collect(condition, profile, facts);
        }
        out
    }

    fn collect(&mut self, condition: &Condition, profile: &Profile, facts: &'static [Fact]) {
        let world = World::of(profile);
        match condition.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|c| self.collect(c, profile, facts)),
            Test::Is(f, _) if !world.knows(f) => {
                self.add(Variable::Fact(f), [Value::Flag(true), Value::Flag(false)]);
            }
            Test::OneOf(f, _) if !world.knows(f) => {
                let n = options(facts, f);
                self.add(Variable::Fact(f), (0..n).map(Value::Choice));
            }
            Test::Compare(f, _, bound) if !world.knows(f) => self.add(Variable::Fact(f), around(facts, f, bound)),
            // An amount is missing, or the divisor is zero.
            Test::Ratio(a, b, _, bound) if condition.truth(&world).is_open() => {
                self.add(Variable::Ratio(a, b), neighbours(bound, 9));
            }
            Test::Unclear(point) => self.add(Variable::Point(point), [Value::Flag(true), Value::Flag(false)]),
            _ => {}
        }
    }

    fn add(&mut self, variable: Variable, values: impl IntoIterator<Item = Value>) {
        let at = self.variables.iter().position(|(v, _)| *v == variable).unwrap_or_else(|| {
            self.variables.push((variable, Vec::new()));
            self.variables.len() - 1
        });
        let Some((_, known)) = self.variables.get_mut(at) else { return };
        for value in values {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    /// The unknown variables, each with the values that stand for all of them.
    pub fn variables(&self) -> &[(Variable, Vec<Value>)] {
        &self.variables
    }

    /// How many completions there are; `None` above [`LIMIT`].
    pub fn count(&self) -> Option<usize> {
        let n = self.variables.iter().try_fold(1usize, |n, (_, v)| n.checked_mul(v.len()))?;
        (n <= LIMIT).then_some(n)
    }

    /// Writes completion number `index` (from 0) into `out`.
    pub fn at(&self, mut index: usize, out: &mut Vec<(Variable, Value)>) {
        out.clear();
        for (variable, values) in &self.variables {
            let n = values.len().max(1);
            if let Some(value) = values.get(index % n) {
                out.push((*variable, *value));
            }
            index /= n;
        }
    }

    /// The variables on which `outcome` really depends: two completions differ in it alone and come out differently.
    pub fn deciding<T: PartialEq>(&self, outcomes: &[T], world: &World<'_>) -> Vec<Open> {
        let mut open = Vec::new();
        let mut stride = 1;
        for (variable, values) in &self.variables {
            let n = values.len().max(1);
            let matters = (0..outcomes.len()).any(|i| {
                let base = i - (i / stride % n) * stride;
                outcomes.get(i) != outcomes.get(base)
            });
            if matters {
                variable.open(world, &mut open);
            }
            stride *= n;
        }
        open
    }
}

fn options(facts: &'static [Fact], fact: FactId) -> u8 {
    let all = facts.get(usize::from(fact.0)).map_or(&[][..], |f| f.kind.options());
    u8::try_from(all.len()).unwrap_or(u8::MAX)
}

fn around(facts: &'static [Fact], fact: FactId, bound: Value) -> Vec<Value> {
    match bound {
        Value::Number(b) => {
            let (places, min, max) = match facts.get(usize::from(fact.0)).map(|f| f.kind) {
                Some(FactKind::Number { places, min, max, .. }) => (places, min, max),
                _ => (0, Decimal::whole(0), Decimal::whole(i64::MAX)),
            };
            let inside = |v: &Value| matches!(v, Value::Number(n) if *n >= min && *n <= max);
            neighbours(b, places).into_iter().filter(inside).collect()
        }
        Value::Day(d) => days_around(d),
        other => vec![other],
    }
}

/// Just below, at and just above `bound`, one unit of the last of `places` apart.
fn neighbours(bound: Decimal, places: u8) -> Vec<Value> {
    let places = places.max(bound.places);
    let scale = 10i64.checked_pow(u32::from(places - bound.places)).unwrap_or(1);
    let at = bound.mantissa.saturating_mul(scale);
    [-1, 0, 1].map(|d| Value::Number(Decimal { mantissa: at.saturating_add(d), places })).to_vec()
}

fn days_around(d: Date) -> Vec<Value> {
    let before = if d.day() > 1 {
        Date::new(d.year(), d.month(), d.day() - 1)
    } else if d.month() > 1 {
        (28..=31).rev().find_map(|last| Date::new(d.year(), d.month() - 1, last))
    } else {
        Date::new(d.year() - 1, 12, 31)
    };
    let after = Date::new(d.year(), d.month(), d.day() + 1)
        .or_else(|| Date::new(d.year(), d.month() + 1, 1))
        .or_else(|| Date::new(d.year() + 1, 1, 1));
    [before, Some(d), after].into_iter().flatten().map(Value::Day).collect()
}

/// For the content check: every value at which a comparison can change its mind.
pub fn representatives(comparison: Comparison, bound: Value) -> [Option<Value>; 2] {
    let pair = match bound {
        Value::Number(b) => neighbours(b, b.places),
        Value::Day(d) => days_around(d),
        other => vec![other],
    };
    match comparison {
        Comparison::AtLeast | Comparison::Below => [pair.first().copied(), pair.get(1).copied()],
        Comparison::Above | Comparison::AtMost => [pair.get(1).copied(), pair.get(2).copied()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::embedded::catalogue;

    fn all_days() -> Vec<Date> {
        let years = (2019..=2028).flat_map(|y| (1..=12).flat_map(move |m| (1..=31).map(move |d| (y, m, d))));
        years.filter_map(|(y, m, d)| Date::new(y, m, d)).collect()
    }

    #[test]
    fn days_on_both_sides_of_every_day_of_ten_years() {
        for three in all_days().windows(3) {
            let [before, day, after] = three else { continue };
            let [b, d, a] = [before, day, after].map(|d| Value::Day(*d));
            assert_eq!(days_around(*day), [b, d, a], "{day}");
            for k in [Comparison::AtLeast, Comparison::Below] {
                assert_eq!(representatives(k, d), [Some(b), Some(d)], "{day}");
            }
            for k in [Comparison::Above, Comparison::AtMost] {
                assert_eq!(representatives(k, d), [Some(d), Some(a)], "{day}");
            }
        }
        let fiscal = Date::new(2024, 4, 1).map(days_around).unwrap_or_default();
        assert_eq!(fiscal.first().copied(), Date::new(2024, 3, 31).map(Value::Day));
    }

    #[test]
    fn numbers_on_both_sides_of_a_bound_change_what_a_comparison_says() {
        let bound = Decimal { mantissa: 25, places: 2 };
        for k in [Comparison::AtLeast, Comparison::Below, Comparison::Above, Comparison::AtMost] {
            let pair = representatives(k, Value::Number(bound));
            let held = pair.map(|v| match v {
                Some(Value::Number(n)) => Some(k.holds(n.cmp(&bound))),
                _ => None,
            });
            assert!(matches!(held, [Some(a), Some(b)] if a != b), "{k:?}: {pair:?}");
        }
    }

    /// Nobody can answer less than the smallest or more than the largest answer.
    #[test]
    fn what_a_question_does_not_take_is_no_completion() {
        let c = catalogue();
        let Some((id, fact)) = c.fact_named("zaiseiryoku") else { panic!("a question") };
        let FactKind::Number { min, max, places, .. } = fact.kind else { panic!("a number") };
        let unit = |n: Decimal, d: i64| {
            let scale = 10i64.pow(u32::from(places - n.places));
            Value::Number(Decimal { mantissa: n.mantissa * scale + d, places })
        };
        assert_eq!(around(c.facts, id, Value::Number(min)), [unit(min, 0), unit(min, 1)]);
        assert_eq!(around(c.facts, id, Value::Number(max)), [unit(max, -1), unit(max, 0)]);
        assert_eq!(around(c.facts, id, Value::Flag(true)), [Value::Flag(true)]);
        let day = Date::checked(2027, 3, 31);
        assert_eq!(around(c.facts, id, Value::Day(day)), days_around(day));
    }
}
