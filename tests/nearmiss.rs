//! 判定・率・上限を上げるには against a brute-force oracle: every proposed set is true and minimal, and none is missing.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/answers.rs"]
mod answers;

use answers::{Answers, answers, cases};
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::change::moves::{Change, Span};
use chiiki_navi::domain::change::nearmiss::{Goal, Near, near_misses};
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::terms::condition::{Condition, Test, World};
use chiiki_navi::domain::terms::profile::{Fact, FactId, FactKind, Profile, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::domain::value::truth::Truth;
use proptest::prelude::*;

type Set = Vec<(FactId, Value)>;

fn day() -> Date {
    Date::parse("2024-06-01").expect("a day")
}

fn asked(profile: &Profile) -> Inquiry<'_> {
    Inquiry { catalogue: catalogue(), profile, as_of: day() }
}

fn judged(p: &'static Programme, profile: &Profile) -> Assessment {
    asked(profile).assess(p)
}

/// A value of `fact` picked by `n`: small numbers, and amounts around the printed bounds.
fn value(fact: &Fact, n: u32) -> Value {
    match fact.kind {
        FactKind::YesNo => Value::Flag(n.is_multiple_of(2)),
        FactKind::Choice(all) => Value::Choice(u8::try_from(n as usize % all.len()).expect("few options")),
        FactKind::Day => {
            let all = ["2024-03-31", "2027-03-31", "2027-04-01"];
            Value::Day(Date::parse(all[n as usize % all.len()]).expect("a day"))
        }
        FactKind::Number { places, max, .. } => {
            let near = [0, 1, 20, 24, 25, 50, 72, 929, 930, 8_000_000, 35_000_000, 40_000_000, 79_000_001, 100_000_000];
            let mantissa = near[n as usize % near.len()];
            let d = Decimal { mantissa, places: if places >= 2 { 2 } else { 0 } };
            Value::Number(if d > max { Decimal::whole(0) } else { d })
        }
    }
}

/// Answers by seed: about a third unknown.
fn profile(seeds: &[u32]) -> Profile {
    let c = catalogue();
    let mut p = Profile::new();
    for ((id, fact), seed) in c.fact_ids().zip(seeds).filter(|(_, s)| *s % 3 != 0) {
        p.give(id, value(fact, seed / 3));
    }
    c.infer(&p)
}

fn contradictions(p: &Profile) -> Vec<usize> {
    let against = |i: &usize| {
        let r = &catalogue().implications[*i];
        r.when.truth(&World::of(p)) == Truth::Yes && p.value(r.fact).is_some_and(|v| v != r.value)
    };
    (0..catalogue().implications.len()).filter(against).collect()
}

/// The profile with the answers set, unless they contradict each other.
fn with(profile: &Profile, set: &[(FactId, Value)]) -> Option<Profile> {
    let mut out = profile.clone();
    set.iter().for_each(|(f, v)| out.give(*f, *v));
    let out = catalogue().infer(&out);
    let before = contradictions(profile);
    contradictions(&out).iter().all(|i| before.contains(i)).then_some(out)
}

/// Whether the set reaches at least the goal.
fn reaches(p: &'static Programme, profile: &Profile, set: &[(FactId, Value)], goal: Goal) -> bool {
    let Some(after) = with(profile, set) else { return false };
    let (old, new) = (judged(p, profile), judged(p, &after));
    let kept = new.verdict() == old.verdict() || new.verdict() == Truth::Yes;
    match goal {
        Goal::Verdict => new.verdict() == Truth::Yes && new.plan != Truth::No,
        Goal::Rate(g, share) => kept && new.rates[g].selection.bounds().is_some_and(|b| b.0 >= share),
        Goal::Ceiling(g, yen) => kept && new.ceilings[g].selection.bounds().is_some_and(|b| b.0 >= yen),
    }
}

fn exactly(p: &'static Programme, profile: &Profile, set: &[(FactId, Value)], goal: Goal) -> bool {
    let after = with(profile, set).expect("no contradiction");
    let new = judged(p, &after);
    match goal {
        Goal::Verdict => new.verdict() == Truth::Yes,
        Goal::Rate(g, share) => new.rates[g].selection.bounds().is_some_and(|b| b.0 == share),
        Goal::Ceiling(g, yen) => new.ceilings[g].selection.bounds().is_some_and(|b| b.0 == yen),
    }
}

fn set_of(changes: &[Change]) -> Set {
    changes.iter().map(|c| (c.fact, c.value)).collect()
}

fn subsets(set: &Set) -> Vec<Set> {
    (0..(1u32 << set.len()) - 1)
        .map(|mask| set.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, x)| *x).collect())
        .collect()
}

fn check_true_and_minimal(p: &'static Programme, profile: &Profile, near: &Near) -> Result<(), TestCaseError> {
    for way in &near.ways {
        let set = set_of(&way.changes);
        let name = || format!("{} {:?} {:?}", p.id, near.goal, way.changes);
        prop_assert!(
            reaches(p, profile, &set, near.goal) && exactly(p, profile, &set, near.goal),
            "untrue: {}",
            name()
        );
        for (i, (f, v)) in set.iter().enumerate() {
            prop_assert_ne!(profile.value(*f), Some(*v), "no change: {}", name());
            prop_assert!(set.iter().skip(i + 1).all(|(g, _)| g != f), "one fact twice: {}", name());
        }
        for part in subsets(&set) {
            prop_assert!(!reaches(p, profile, &part, near.goal), "a part is enough: {} {part:?}", name());
        }
        let all = way.changes.iter().all(|c| catalogue().fact(c.fact).expect("a fact").changeable);
        prop_assert_eq!(way.changeable, all, "{}", name());
    }
    Ok(())
}

/// Every value that can make a difference, found without the code under test: each option, and numbers just below, at
/// and just above every bound and every multiple.
fn representatives(p: &'static Programme, profile: &Profile) -> Vec<(FactId, Value)> {
    let c = catalogue();
    let rows = p.rates.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref());
    let caps = p.ceilings.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref());
    let plan = p.requirements.iter().filter_map(|r| r.when.as_ref());
    let rules = c.implications.iter().map(|r| &r.when);
    let conditions = std::iter::once(&p.eligible).chain(rows).chain(caps).chain(plan);
    let leaves: Vec<&'static Condition> = conditions.flat_map(Condition::leaves).collect();
    let mut facts: Vec<FactId> = Vec::new();
    for l in &leaves {
        match l.test {
            Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) => facts.push(f),
            Test::Ratio(a, b, ..) => facts.extend([a, b]),
            _ => {}
        }
    }
    for _ in 0..c.implications.len() {
        for (rule, when) in c.implications.iter().zip(rules.clone()) {
            let mut all = vec![rule.fact];
            for l in when.leaves() {
                if let Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) = l.test {
                    all.push(f);
                }
            }
            if all.iter().any(|f| facts.contains(f)) {
                facts.extend(all);
            }
        }
    }
    facts.sort_unstable();
    facts.dedup();
    let mut out: Vec<(FactId, Value)> = Vec::new();
    for f in facts {
        let fact = c.fact(f).expect("a fact");
        let mut values: Vec<Value> = Vec::new();
        match fact.kind {
            FactKind::YesNo => values.extend([true, false].map(Value::Flag)),
            FactKind::Choice(all) => {
                values.extend((0..all.len()).map(|i| Value::Choice(u8::try_from(i).expect("few"))));
            }
            FactKind::Day => {
                values.extend(["2027-03-31", "2027-04-01"].map(|d| Value::Day(Date::parse(d).expect("day"))));
            }
            FactKind::Number { places, min, max, .. } => {
                let bounds = leaves.iter().flat_map(|l| bounds(l, f, profile, places));
                let near = bounds.flat_map(|b| [-1, 0, 1].map(|d| Decimal { mantissa: b + d, places }));
                values.extend(near.filter(|n| *n >= min && *n <= max).map(Value::Number));
            }
        }
        values.retain(|v| profile.value(f) != Some(*v));
        for v in values {
            if !out.contains(&(f, v)) {
                out.push((f, v));
            }
        }
    }
    out
}

/// Bounds of `fact` in units of `places`, for a comparison or a quotient (with 1,000万円 where the other is unknown).
fn bounds(leaf: &Condition, fact: FactId, profile: &Profile, places: u8) -> Vec<i64> {
    let known = |f: FactId| profile.yen(f).filter(|y| y.0 > 0).map_or(10_000_000, |y| i64::try_from(y.0).expect("yen"));
    match leaf.test {
        Test::Compare(f, _, Value::Number(b)) if f == fact => {
            vec![b.mantissa * 10i64.pow(u32::from(places.saturating_sub(b.places)))]
        }
        Test::Ratio(a, b, _, times) => {
            let tens = 10i64.pow(u32::from(times.places));
            if a == fact {
                vec![known(b) * times.mantissa / tens, known(b)]
            } else if b == fact {
                vec![known(a) * tens / times.mantissa, known(a)]
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

fn combinations(all: &[(FactId, Value)], size: usize) -> Vec<Set> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut out = Vec::new();
    for (i, first) in all.iter().enumerate() {
        for rest in combinations(&all[i + 1..], size - 1) {
            if rest.iter().all(|(f, _)| *f != first.0) {
                out.push([&[*first], rest.as_slice()].concat());
            }
        }
    }
    out
}

/// The proposed set that stands for the brute-force one: same facts, same options and pieces of the number line.
fn stands_for(way: &[Change], set: &Set) -> bool {
    way.len() == set.len()
        && way.iter().all(|c| {
            set.iter().any(|(f, v)| {
                *f == c.fact
                    && match c.span {
                        Span::Exact => *v == c.value,
                        _ => true,
                    }
            })
        })
}

fn seeds() -> impl Strategy<Value = Answers> {
    answers(profile)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_set_is_true_and_minimal(s in seeds()) {
        let base = profile(&s);
        for p in catalogue().programmes {
            let a = judged(p, &base);
            let found = near_misses(asked(&base), &a);
            for near in &found.near {
                prop_assert!(!near.ways.is_empty());
                check_true_and_minimal(p, &base, near)?;
            }
            let verdicts = found.near.iter().filter(|n| n.goal == Goal::Verdict).count();
            if a.status.is_live() && a.verdict() != Truth::Yes {
                prop_assert_eq!(found.far, verdicts == 0, "{}", p.id);
            } else {
                prop_assert!(verdicts == 0 && !found.far, "{}", p.id);
            }
            prop_assert_eq!(found.out_of_term.is_some(), !a.status.is_live());
        }
    }

    #[test]
    fn no_smaller_set_exists_and_none_is_missing(s in seeds()) {
        let base = profile(&s);
        for p in catalogue().programmes {
            let a = judged(p, &base);
            let all = representatives(p, &base);
            if !a.status.is_live() || all.len() > 22 {
                continue;
            }
            let found = near_misses(asked(&base), &a);
            let sizes: Vec<Vec<Set>> = (0..=3).map(|n| if n == 3 && all.len() > 12 { Vec::new() } else { combinations(&all, n) }).collect();
            if found.far {
                for set in sizes.iter().flatten() {
                    prop_assert!(!reaches(p, &base, set, Goal::Verdict), "{}: {set:?} reaches it", p.id);
                }
            }
            for near in &found.near {
                let least = near.ways.iter().map(|w| w.changes.len()).min().expect("a way");
                for set in sizes[..least].iter().flatten() {
                    let r = reaches(p, &base, set, near.goal) && exactly(p, &base, set, near.goal);
                    prop_assert!(!r, "{} {:?}: {set:?} is smaller", p.id, near.goal);
                }
                for set in &sizes[least] {
                    let minimal = || subsets(set).iter().all(|part| !reaches(p, &base, part, near.goal));
                    if reaches(p, &base, set, near.goal) && exactly(p, &base, set, near.goal) && minimal() {
                        let known = near.ways.iter().any(|w| stands_for(&w.changes, set));
                        prop_assert!(known, "{} {:?}: {set:?} is missing from {:?}", p.id, near.goal, near.ways);
                    }
                }
            }
            // A higher figure that some single change reaches is never left out.
            if a.verdict() != Truth::No {
                for (f, v) in &all {
                    let Some(after) = with(&base, &[(*f, *v)]) else { continue };
                    let b = judged(p, &after);
                    for (g, (x, y)) in a.ceilings.iter().zip(&b.ceilings).enumerate().filter(|(_, (x, _))| !x.group.floor) {
                        if let (Some(old), Some(new)) = (x.selection.bounds(), y.selection.bounds())
                            && new.0 > old.0 && (b.verdict() == a.verdict() || b.verdict() == Truth::Yes)
                        {
                            prop_assert!(found.near.iter().any(|n| n.goal == Goal::Ceiling(g, new.0)), "{} {:?}", p.id, new.0);
                        }
                    }
                }
            }
        }
    }
}

fn given(answers: &[(&str, Value)]) -> Profile {
    let c = catalogue();
    let mut p = Profile::new();
    for (id, v) in answers {
        p.give(c.fact_named(id).expect("a fact").0, *v);
    }
    c.infer(&p)
}

fn yen(n: i64) -> Value {
    Value::Number(Decimal::whole(n))
}

/// 公費 4,000万 with a loan of 7,900万: the ratio 1.975 gives 3,500万; the next step is 500,000 yen of 公費 or 100万 of loan away.
#[test]
fn the_next_ceiling_is_named_to_the_yen() {
    let c = catalogue();
    let base = given(&[("entity", Value::Choice(1)), ("public_money", yen(40_000_000)), ("loan", yen(79_000_000))]);
    let p = c.programme_named("local10000-kokko").expect("a programme");
    let found = near_misses(asked(&base), &judged(p, &base));
    let near = found.near.iter().find(|n| matches!(n.goal, Goal::Ceiling(_, y) if y.0 == 50_000_000)).expect("a step");
    let sets: Vec<(&str, Value)> =
        near.ways.iter().map(|w| (c.fact(w.changes[0].fact).expect("a fact").id, w.changes[0].value)).collect();
    assert_eq!(sets, [("loan", yen(80_000_000)), ("public_money", yen(39_500_000))]);
    assert!(near.ways.iter().all(|w| w.changeable && w.settled && w.changes.len() == 1));
    let lines = chiiki_navi::present::nearmiss::lines(asked(&base), &judged(p, &base));
    let has = |text: &str| lines.iter().any(|l| format!("{}: {}", l.hand.word(), l.text).contains(text));
    assert!(has("計画で変えられる: 融資・出資の額を8,000万円以上にすると 上限 5,000万円"), "{lines:?}");
    assert!(has("計画で変えられる: 公費による交付額を3,950万円以下にすると 上限 5,000万円"), "{lines:?}");
}

/// Without any amount the quotient itself is named.
#[test]
fn a_multiple_of_an_open_amount() {
    let c = catalogue();
    let base = given(&[("entity", Value::Choice(1))]);
    let p = c.programme_named("local10000-kokko").expect("a programme");
    let found = near_misses(asked(&base), &judged(p, &base));
    let near = found.near.iter().find(|n| matches!(n.goal, Goal::Ceiling(_, y) if y.0 == 50_000_000)).expect("a step");
    let spans: Vec<Span> = near.ways.iter().flat_map(|w| &w.changes).map(|c| c.span).collect();
    assert!(
        spans.iter().any(|s| matches!(s, Span::Times(_, Some(cut), None) if cut.at == Decimal::whole(2))),
        "{spans:?}"
    );
}

/// A town without 過疎地域: the classification cannot be changed, and setting it brings the place with it.
#[test]
fn what_cannot_be_changed_is_named_so() {
    let c = catalogue();
    let base = given(&[("entity", Value::Choice(1)), ("kaso", Value::Choice(3))]);
    let p = c.programme_named("kasosai").expect("a programme");
    let found = near_misses(asked(&base), &judged(p, &base));
    let near = found.near.iter().find(|n| n.goal == Goal::Verdict).expect("a way");
    assert!(near.ways.iter().all(|w| !w.changeable), "{near:?}");
}

/// Fast enough to be worked out whenever a detail is drawn: `cargo test --release --test nearmiss -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn times() {
    let c = catalogue();
    let mut worst = (std::time::Duration::ZERO, "", 0);
    let mut ways = 0;
    for seed in 0..60u32 {
        let seeds: Vec<u32> = (0..c.facts.len())
            .map(|i| seed.wrapping_mul(2_654_435_761).rotate_left(u32::try_from(i).expect("few")))
            .collect();
        let base = if seed == 0 { Profile::new() } else { profile(&seeds) };
        for p in c.programmes {
            let a = judged(p, &base);
            let start = std::time::Instant::now();
            let found = near_misses(asked(&base), &a);
            let took = start.elapsed();
            ways += found.near.iter().map(|n| n.ways.len()).sum::<usize>();
            if took > worst.0 {
                worst = (took, p.id, seed);
            }
        }
    }
    println!("worst {worst:?}, {ways} ways");
    assert!(worst.0.as_millis() < 20);
}

/// 1.5 times an odd amount is no whole yen: the loan that just reaches it is rounded up, the 公費 down.
#[test]
fn half_a_yen_is_not_enough() {
    let c = catalogue();
    let base = given(&[("entity", Value::Choice(1)), ("public_money", yen(33_333_333)), ("loan", yen(40_000_001))]);
    let p = c.programme_named("local10000-kokko").expect("a programme");
    let found = near_misses(asked(&base), &judged(p, &base));
    let near = found.near.iter().find(|n| matches!(n.goal, Goal::Ceiling(_, y) if y.0 == 35_000_000)).expect("a step");
    let values: Vec<Value> = near.ways.iter().map(|w| w.changes[0].value).collect();
    assert_eq!(values, [yen(50_000_000), yen(26_666_667)]);
    for (way, less) in near.ways.iter().zip([yen(49_999_999), yen(26_666_668)]) {
        assert!(!reaches(p, &base, &[(way.changes[0].fact, less)], near.goal), "{less:?}");
    }
}

/// A higher rate that would cost the verdict is no near miss.
#[test]
fn no_rate_is_worth_the_verdict() {
    let c = catalogue();
    let kokko = c.programme_named("local10000-kokko").expect("a programme");
    let digital = c.fact_named("digital").expect("a fact").0;
    let leaf = Condition { test: Test::Is(digital, false), label: "", cites: &[] };
    let forbids = chiiki_navi::domain::terms::programme::Requirement { text: "", when: Some(leaf), cites: &[] };
    let p: &'static Programme =
        Box::leak(Box::new(Programme { requirements: Box::leak(Box::new([forbids])), ..*kokko }));
    let base = given(&[("entity", Value::Choice(1)), ("kaso", Value::Choice(3))]);
    let touches = |p: &'static Programme| {
        let found = near_misses(asked(&base), &judged(p, &base));
        found.near.iter().flat_map(|n| &n.ways).flat_map(|w| &w.changes).any(|c| c.fact == digital)
    };
    assert!(touches(kokko) && !touches(p));
}
