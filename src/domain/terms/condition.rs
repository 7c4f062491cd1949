//! The closed grammar of conditions, and what a profile makes of them.
//!
//! There is no negation: a leaf says what must hold, so that every reason can be read aloud.

use crate::domain::terms::profile::{FactId, Profile, Value};
use crate::domain::value::number::Decimal;
use crate::domain::value::source::Cites;
use crate::domain::value::truth::Truth;

/// A condition with its own wording and citation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Condition {
    /// What is tested.
    pub test: Test,
    /// Wording that replaces the generated one; empty for the generated one.
    pub label: &'static str,
    /// Where it is printed.
    pub cites: Cites,
}

/// What a condition tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// Holds for everyone.
    Always,
    /// All of them.
    All(&'static [Condition]),
    /// At least one of them.
    Any(&'static [Condition]),
    /// A yes/no fact has this value.
    Is(FactId, bool),
    /// A choice is one of these options.
    OneOf(FactId, &'static [u8]),
    /// A number or a day compares so.
    Compare(FactId, Comparison, Value),
    /// The first amount compares so with the bound times the second (融資／公費 1.5以上).
    Ratio(FactId, FactId, Comparison, Decimal),
    /// The documents do not say; the text is the question for the office in charge.
    Unclear(&'static str),
}

/// 以上・超・以下・未満.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// 以上
    AtLeast,
    /// 超
    Above,
    /// 以下
    AtMost,
    /// 未満
    Below,
}

impl Comparison {
    /// Whether an ordering of the value against the bound satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::AtLeast => ordering.is_ge(),
            Self::Above => ordering.is_gt(),
            Self::AtMost => ordering.is_le(),
            Self::Below => ordering.is_lt(),
        }
    }
}

/// Something that is not known and would settle a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Open {
    /// A fact about the municipality or the plan.
    Fact(FactId),
    /// A point that the documents leave open.
    Point(&'static str),
}

/// A thing that a completion assumes: the variables of [`crate::domain::judge::rate`]'s enumeration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variable {
    /// The value of a fact.
    Fact(FactId),
    /// The quotient of two amounts.
    Ratio(FactId, FactId),
    /// The answer to a point that the documents leave open.
    Point(&'static str),
}

impl Variable {
    /// Adds what would settle it in `world`, each once.
    pub fn open(self, world: &World<'_>, out: &mut Vec<Open>) {
        let all: Vec<Open> = match self {
            Self::Fact(f) => vec![Open::Fact(f)],
            Self::Ratio(a, b) => world.open_ratio(a, b).map(Open::Fact).collect(),
            Self::Point(point) => vec![Open::Point(point)],
        };
        for open in all {
            if !out.contains(&open) {
                out.push(open);
            }
        }
    }
}

/// A profile, with assumptions laid over it.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// What is known.
    pub profile: &'a Profile,
    /// What is assumed for this one look.
    pub assumed: &'a [(Variable, Value)],
}

impl<'a> World<'a> {
    /// The profile as it is.
    pub fn of(profile: &'a Profile) -> Self {
        Self { profile, assumed: &[] }
    }

    fn assumed(&self, variable: Variable) -> Option<Value> {
        self.assumed.iter().find(|(v, _)| *v == variable).map(|(_, value)| *value)
    }

    fn value(&self, fact: FactId) -> Option<Value> {
        if self.assumed.is_empty() {
            return self.profile.value(fact);
        }
        self.assumed(Variable::Fact(fact)).or_else(|| self.profile.value(fact))
    }

    /// Whether `fact` has a value here.
    pub fn knows(&self, fact: FactId) -> bool {
        self.value(fact).is_some()
    }

    /// The amounts of an open quotient that would settle it: those missing, else the divisor, which is zero.
    fn open_ratio(&self, left: FactId, right: FactId) -> impl Iterator<Item = FactId> {
        let zero = self.knows(left) && self.knows(right);
        let open = [(left, !self.knows(left)), (right, zero || !self.knows(right))];
        open.into_iter().filter(|(_, open)| *open).map(|(f, _)| f)
    }

    fn number(&self, fact: FactId) -> Option<Decimal> {
        match self.value(fact) {
            Some(Value::Number(n)) => Some(n),
            _ => None,
        }
    }
}

impl Condition {
    /// Holds for everyone, uncited.
    pub const ALWAYS: Self = Self { test: Test::Always, label: "", cites: &[] };

    /// Truth of the condition in `world`.
    pub fn truth(&self, world: &World<'_>) -> Truth {
        match self.test {
            Test::Always => Truth::Yes,
            Test::All(parts) => Truth::all(parts.iter().map(|c| c.truth(world))),
            Test::Any(parts) => Truth::any(parts.iter().map(|c| c.truth(world))),
            Test::Is(fact, wanted) => match world.value(fact) {
                Some(Value::Flag(b)) => Truth::from(b == wanted),
                _ => Truth::Unknown,
            },
            Test::OneOf(fact, options) => match world.value(fact) {
                Some(Value::Choice(c)) => Truth::from(options.contains(&c)),
                _ => Truth::Unknown,
            },
            Test::Compare(fact, comparison, bound) => match (world.value(fact), bound) {
                (Some(Value::Number(n)), Value::Number(b)) => Truth::from(comparison.holds(n.cmp(&b))),
                (Some(Value::Day(d)), Value::Day(b)) => Truth::from(comparison.holds(d.cmp(&b))),
                _ => Truth::Unknown,
            },
            Test::Ratio(left, right, comparison, bound) => ratio(world, left, right, comparison, bound),
            Test::Unclear(point) => match world.assumed(Variable::Point(point)) {
                Some(Value::Flag(b)) => Truth::from(b),
                _ => Truth::Unknown,
            },
        }
    }

    /// The leaves that decided (for Yes or No) or that are met or failed beside what is open.
    pub fn reasons(&'static self, world: &World<'_>, out: &mut Vec<Reason>) {
        let truth = self.truth(world);
        match self.test {
            Test::All(parts) if truth == Truth::No => {
                parts.iter().filter(|c| c.truth(world) == Truth::No).for_each(|c| c.reasons(world, out));
            }
            Test::Any(parts) if truth == Truth::Yes => {
                parts.iter().filter(|c| c.truth(world) == Truth::Yes).for_each(|c| c.reasons(world, out));
            }
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|c| c.reasons(world, out)),
            Test::Always => {}
            _ => out.push(Reason { condition: self, truth }),
        }
    }

    /// What would settle the condition: the open leaves of branches that can still matter.
    pub fn open(&self, world: &World<'_>, out: &mut Vec<Open>) {
        if !self.truth(world).is_open() {
            return;
        }
        match self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|c| c.open(world, out)),
            Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) => Variable::Fact(f).open(world, out),
            Test::Ratio(a, b, ..) => Variable::Ratio(a, b).open(world, out),
            Test::Unclear(point) => Variable::Point(point).open(world, out),
            Test::Always => {}
        }
    }

    /// The facts that it asks about itself; not those of its parts.
    pub fn facts(&self) -> impl Iterator<Item = FactId> {
        let (one, other) = match self.test {
            Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) => (Some(f), None),
            Test::Ratio(a, b, ..) => (Some(a), Some(b)),
            Test::Always | Test::Unclear(_) | Test::All(_) | Test::Any(_) => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// Whether it, or a part of it, asks about such a fact.
    pub fn asks(&self, wanted: &dyn Fn(FactId) -> bool) -> bool {
        match self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().any(|c| c.asks(wanted)),
            Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) => wanted(f),
            Test::Ratio(a, b, ..) => wanted(a) || wanted(b),
            Test::Always | Test::Unclear(_) => false,
        }
    }

    /// The two facts whose ratio it compares.
    pub fn ratio(&self) -> Option<(FactId, FactId)> {
        if let Test::Ratio(a, b, ..) = self.test { Some((a, b)) } else { None }
    }

    /// Every leaf, in the order written.
    pub fn leaves(&'static self) -> Vec<&'static Self> {
        match self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            _ => vec![self],
        }
    }
}

fn ratio(world: &World<'_>, left: FactId, right: FactId, comparison: Comparison, bound: Decimal) -> Truth {
    if let Some(Value::Number(assumed)) = world.assumed(Variable::Ratio(left, right)) {
        return Truth::from(comparison.holds(assumed.cmp(&bound)));
    }
    match (world.number(left), world.number(right)) {
        // A quotient by nothing says nothing.
        (Some(l), Some(r)) if r > Decimal::whole(0) => Truth::from(comparison.holds(l.cmp_times(bound, r))),
        _ => Truth::Unknown,
    }
}

/// A leaf and what became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reason {
    /// The leaf.
    pub condition: &'static Condition,
    /// Met, failed or open.
    pub truth: Truth,
}

#[cfg(test)]
mod tests {
    use super::*;

    const KASO: FactId = FactId(0);
    const INDEX: FactId = FactId(1);
    const LOAN: FactId = FactId(2);
    const GRANT: FactId = FactId(3);

    const fn leaf(test: Test) -> Condition {
        Condition { test, label: "", cites: &[] }
    }
    const QUARTER: Value = Value::Number(Decimal { mantissa: 25, places: 2 });
    static PARTS: [Condition; 2] = [leaf(Test::Is(KASO, true)), leaf(Test::Compare(INDEX, Comparison::Below, QUARTER))];
    static BOTH: Condition = leaf(Test::All(&PARTS));
    static EITHER: Condition = leaf(Test::Any(&PARTS));

    fn number(m: i64, places: u8) -> Value {
        Value::Number(Decimal { mantissa: m, places })
    }

    #[test]
    fn one_failed_part_settles_a_conjunction_and_is_its_only_reason() {
        let mut p = Profile::new();
        p.give(INDEX, number(25, 2));
        let world = World::of(&p);
        assert_eq!(BOTH.truth(&world), Truth::No, "exactly 0.25 is not 未満");
        let (mut reasons, mut open) = (Vec::new(), Vec::new());
        BOTH.reasons(&world, &mut reasons);
        BOTH.open(&world, &mut open);
        assert_eq!(reasons, [Reason { condition: &PARTS[1], truth: Truth::No }]);
        assert!(open.is_empty(), "nothing else can matter");
        assert_eq!(EITHER.truth(&world), Truth::Unknown);
        EITHER.open(&world, &mut open);
        assert_eq!(open, [Open::Fact(KASO)]);
    }

    #[test]
    fn an_open_point_stays_open_whatever_is_known() {
        let unclear = leaf(Test::Unclear("特別区に及ぶか"));
        assert_eq!(unclear.truth(&World::of(&Profile::new())), Truth::Unknown);
        let assumed = [(Variable::Point("特別区に及ぶか"), Value::Flag(false))];
        assert_eq!(unclear.truth(&World { profile: &Profile::new(), assumed: &assumed }), Truth::No);
    }

    #[test]
    fn ratios() {
        let twice = leaf(Test::Ratio(LOAN, GRANT, Comparison::AtLeast, Decimal::whole(2)));
        let mut p = Profile::new();
        p.give(LOAN, number(79_000_000, 0));
        assert_eq!(twice.truth(&World::of(&p)), Truth::Unknown);
        for (grant, truth) in [(40_000_000, Truth::No), (39_500_000, Truth::Yes), (0, Truth::Unknown)] {
            p.give(GRANT, number(grant, 0));
            assert_eq!(twice.truth(&World::of(&p)), truth, "{grant}");
        }
        let mut open = Vec::new();
        twice.open(&World::of(&p), &mut open);
        assert_eq!(open, [Open::Fact(GRANT)], "nothing is missing, but the divisor is zero");
    }
}
