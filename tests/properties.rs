//! Properties that must hold for any answers.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/answers.rs"]
mod answers;

use answers::{Answers, answers, cases};
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rank::{Order, rank};
use chiiki_navi::domain::money::scenario::{Amount, Split};
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::terms::condition::Open;
use chiiki_navi::domain::terms::flow::{Base, Step};
use chiiki_navi::domain::terms::profile::{Answer, Fact, FactId, FactKind, Origin, Profile, Topic, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::{Decimal, Share, Yen};
use chiiki_navi::domain::value::truth::Truth;
use proptest::prelude::*;

fn days() -> [Date; 4] {
    ["2023-06-01", "2024-06-01", "2026-03-31", "2026-11-21"].map(|d| Date::parse(d).expect("a day"))
}

/// A value of `fact` picked by `n`.
fn value(fact: &Fact, n: u32) -> Value {
    match fact.kind {
        FactKind::YesNo => Value::Flag(n.is_multiple_of(2)),
        FactKind::Choice(all) => Value::Choice(u8::try_from(n as usize % all.len()).expect("few options")),
        FactKind::Day => {
            let all = ["2024-03-31", "2024-04-01", "2027-03-31", "2027-04-01"];
            Value::Day(Date::parse(all[n as usize % all.len()]).expect("a day"))
        }
        FactKind::Number { places, max, .. } => {
            let near = [
                0,
                1,
                2,
                20,
                25,
                26,
                30,
                50,
                51,
                72,
                100,
                929,
                930,
                2_000,
                35_000_000,
                50_000_000,
                79_000_000,
                100_000_000,
            ];
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
    for ((id, fact), seed) in c.fact_ids().zip(seeds) {
        match seed % 3 {
            0 => {}
            _ => p.give(id, value(fact, seed / 3)),
        }
    }
    p
}

/// The same with every amount answered, in whole yen or persons.
fn priced(seeds: &[u32]) -> Profile {
    let mut p = profile(seeds);
    for ((id, fact), seed) in catalogue().fact_ids().zip(seeds).filter(|((_, f), _)| f.topic == Topic::Amount) {
        let small = matches!(fact.kind, FactKind::Number { max, .. } if max < Decimal::whole(1_000_000));
        let n = seed % if small { 40 } else { 3_000_000_000 };
        p.set(id, Answer::Known(Value::Number(Decimal::whole(i64::from(n))), Origin::Given));
    }
    p
}

fn all(p: &Profile, as_of: Date) -> Vec<Assessment> {
    Inquiry { catalogue: catalogue(), profile: p, as_of }.assess_all()
}

fn seeds() -> impl Strategy<Value = Answers> {
    answers(profile)
}

proptest! {
    #![proptest_config(cases(64))]

    /// Answering an unknown never flips a settled verdict, nor a body's settled layer.
    #[test]
    fn answers_never_flip_what_is_settled(s in seeds(), pick in any::<u32>(), day in 0usize..4) {
        let c = catalogue();
        let before = profile(&s);
        let unknown: Vec<FactId> = c.fact_ids().map(|(f, _)| f).filter(|f| before.value(*f).is_none()).collect();
        prop_assume!(!unknown.is_empty());
        let fact = unknown[pick as usize % unknown.len()];
        let mut after = before.clone();
        after.give(fact, value(c.fact(fact).expect("a fact"), pick / 7));
        for (a, b) in all(&before, days()[day]).iter().zip(&all(&after, days()[day])) {
            if a.is_settled() {
                prop_assert_eq!(a.verdict(), b.verdict(), "{}", a.programme.id);
            }
            if !a.body.is_open() {
                prop_assert_eq!(a.body, b.body, "{}", a.programme.id);
            }
            // A single rate or ceiling stays; a range contains what the answer gives.
            for (x, y) in a.rates.iter().zip(&b.rates) {
                if let (Some((lo, hi)), Some((lo2, hi2))) = (x.selection.bounds(), y.selection.bounds()) {
                    prop_assert!(lo <= lo2 && hi2 <= hi, "{}: {lo:?}..{hi:?} holds {lo2:?}..{hi2:?}", a.programme.id);
                }
            }
            for (x, y) in a.ceilings.iter().zip(&b.ceilings) {
                if let (Some((lo, hi)), Some((lo2, hi2))) = (x.selection.bounds(), y.selection.bounds()) {
                    prop_assert!(lo <= lo2 && hi2 <= hi, "{}", a.programme.id);
                }
            }
        }
    }

    /// 「わからない」 and "not asked" judge alike, and neither turns a verdict into 対象外.
    #[test]
    fn not_knowing_is_never_no(s in seeds(), pick in any::<u32>()) {
        let c = catalogue();
        let before = profile(&s);
        let fact = FactId(u16::try_from(pick as usize % c.facts.len()).expect("few facts"));
        let (mut dont_know, mut not_asked) = (before.clone(), before.clone());
        dont_know.set(fact, Answer::DontKnow);
        not_asked.set(fact, Answer::NotAsked);
        let day = days()[1];
        for ((a, d), n) in all(&before, day).iter().zip(&all(&dont_know, day)).zip(&all(&not_asked, day)) {
            prop_assert_eq!(d.verdict(), n.verdict());
            if a.verdict() != Truth::No {
                prop_assert_ne!(d.verdict(), Truth::No, "{}", a.programme.id);
            }
        }
    }

    /// What is reported missing is unknown (or the zero that a quotient cannot be taken by), and when nothing is
    /// missing everything is settled.
    #[test]
    fn missing_means_missing(s in seeds()) {
        let p = profile(&s);
        for a in all(&p, days()[1]) {
            let missing = a.missing(&p);
            for open in &missing {
                if let Open::Fact(f) = open {
                    let zero = Some(Value::Number(Decimal::whole(0)));
                    prop_assert!(p.value(*f).is_none() || p.value(*f) == zero, "{}", a.programme.id);
                }
            }
            if missing.is_empty() {
                prop_assert!(a.is_settled(), "{}", a.programme.id);
                prop_assert!(a.verdict() == Truth::No || a.rates.iter().all(|r| r.selection.is_settled()));
            }
        }
    }

    /// The ranking is a total order that ignores the order of its input.
    #[test]
    fn ranking_ignores_input_order(s in seeds(), order in 0usize..5, cut in any::<u32>()) {
        let p = profile(&s);
        let mut a = all(&p, days()[1]);
        let mut b = a.clone();
        let at = cut as usize % b.len();
        b.rotate_left(at);
        b.reverse();
        rank(Order::ALL[order], &mut a);
        rank(Order::ALL[order], &mut b);
        let ids = |l: &[Assessment]| l.iter().map(|x| x.programme.id).collect::<Vec<_>>();
        prop_assert_eq!(ids(&a), ids(&b));
    }

    /// The lines with a bucket add up to what was put in, to the yen, whenever all of them are amounts.
    #[test]
    fn parts_add_up(s in answers(priced), day in 0usize..4) {
        let (c, p) = (catalogue(), priced(&s));
        for q in c.programmes {
            let split = split(Inquiry { catalogue: c, profile: &p, as_of: days()[day] }, q);
            check_sums(q, &split, &p)?;
        }
    }
}

/// Every bucketed line that is an amount, summed, against the facts that the flow starts from.
fn check_sums(q: &'static Programme, split: &Split, p: &Profile) -> Result<(), TestCaseError> {
    // The amounts put in: facts taken whole, except those that are parts of another one (公費, 融資 within 事業費).
    for scenario in split.leading.iter().chain(&split.readings) {
        let complete =
            q.flow.iter().zip(&scenario.amounts).all(|(l, a)| l.bucket.is_none() || matches!(a, Amount::Yen(_)));
        if !complete {
            continue;
        }
        let parts: u64 = q
            .flow
            .iter()
            .zip(&scenario.amounts)
            .filter(|(l, _)| l.bucket.is_some())
            .map(|(_, a)| if let Amount::Yen(y) = a { y.0 } else { 0 })
            .sum();
        let total = put_in(q, p);
        prop_assert_eq!(Yen(parts), total, "{} {:?}: {:?}", q.id, scenario.reading, scenario.amounts);
    }
    for (group, _) in q.rates.iter().zip(0..) {
        for row in group.rows {
            prop_assert!(row.value.bounds().is_none_or(|(_, hi)| hi <= Share::WHOLE), "{}", q.id);
        }
    }
    Ok(())
}

/// 事業費 where the flow has it; otherwise all amounts that lines start from, each once.
fn put_in(q: &'static Programme, p: &Profile) -> Yen {
    let c = catalogue();
    let mut facts: Vec<FactId> = Vec::new();
    for line in q.flow {
        if let (Base::Fact(f), false) = (line.base, matches!(line.step, Step::Silent(_)))
            && !facts.contains(&f)
        {
            facts.push(f);
        }
    }
    let cost = c.fact_named("cost").map(|(f, _)| f);
    if let Some(cost) = cost.filter(|f| facts.contains(f)) {
        return p.yen(cost).unwrap_or_default();
    }
    facts.iter().fold(Yen(0), |sum, f| sum.plus(p.yen(*f).unwrap_or_default()))
}
