//! Properties of the money: ranges, sums, and amounts that are asked for backwards.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/answers.rs"]
mod answers;

use answers::cases;
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::money::combine::combine;
use chiiki_navi::domain::money::inverse::{Inverse, inverse, pairs, with};
use chiiki_navi::domain::money::scenario::Amount;
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::money::total::{bucket, in_scenario, known, put_in};
use chiiki_navi::domain::terms::condition::Open;
use chiiki_navi::domain::terms::flow::{Bucket, Step};
use chiiki_navi::domain::terms::profile::{Fact, FactId, FactKind, Profile, Topic, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::{Decimal, Yen};
use chiiki_navi::domain::value::truth::Truth;
use chiiki_navi::present::money::own;
use chiiki_navi::session::prefill::prefill;
use proptest::prelude::*;

fn day() -> Date {
    Date::new(2024, 6, 1).expect("a day")
}

fn asked(profile: &Profile) -> Inquiry<'_> {
    Inquiry { catalogue: catalogue(), profile, as_of: day() }
}

/// The programmes whose ceilings or requirements hang on a ratio of two amounts.
fn programmes() -> Vec<&'static Programme> {
    let all: Vec<_> = catalogue().programmes.iter().filter(|p| !pairs(p).is_empty()).collect();
    assert!(all.len() >= 2, "local10000-kokko and local10000-tandoku at least");
    all
}

fn amounts(p: &'static Programme, n: u64, d: u64) -> Profile {
    let (numerator, denominator) = pairs(p)[0];
    with(&Profile::new(), [(numerator, Yen(n)), (denominator, Yen(d))])
}

fn answers(p: &'static Programme, n: u64, d: u64) -> Inverse {
    inverse(asked(&amounts(p, n, d)), p).remove(0)
}

/// The ceiling and whether the plan is ruled out, judged the usual way.
fn judged(p: &'static Programme, n: u64, d: u64) -> (Option<Yen>, bool) {
    let a = asked(&amounts(p, n, d)).assess(p);
    let ceiling = a.ceilings.iter().find(|c| !c.group.floor).and_then(|c| c.selection.bounds());
    (ceiling.filter(|(lo, hi)| lo == hi).map(|(lo, _)| lo), a.plan != Truth::No)
}

/// Answers with which the rate of a programme is one.
fn settled(p: &'static Programme) -> Profile {
    let town = catalogue().municipalities.iter().find(|m| m.full_name() == "島根県海士町").expect("a town");
    let mut out = catalogue().infer(&prefill(catalogue(), town));
    for open in asked(&out.clone()).assess(p).missing(&out) {
        let Open::Fact(id) = open else { continue };
        if matches!(catalogue().fact(id).expect("a fact").kind, FactKind::YesNo) {
            out.give(id, Value::Flag(true));
        }
    }
    catalogue().infer(&out)
}

fn yen() -> impl Strategy<Value = u64> {
    // Around the printed bounds, and anywhere.
    let near = prop::sample::select(vec![
        1u64,
        2_000_000,
        8_000_000,
        15_000_000,
        25_000_000,
        35_000_000,
        39_500_000,
        40_000_000,
        50_000_000,
        52_500_000,
        79_000_000,
        80_000_000,
        100_000_000,
        333_333_333,
    ]);
    prop_oneof![(near, 0u64..5).prop_map(|(n, d)| (n + 2 - d.min(2)).max(1)), 1u64..400_000_000]
}

#[test]
fn the_worked_example() {
    let p = catalogue().programme_named("local10000-kokko").expect("a programme");
    let i = answers(p, 79_000_000, 40_000_000);
    assert_eq!(i.ceiling, Some(Yen(35_000_000)));
    assert_eq!(i.largest.as_ref().map(|f| f.amount), Some(Yen(39_500_000)));
    let step = &i.steps[0];
    assert_eq!(step.ceiling, Yen(50_000_000));
    assert_eq!(step.lower.as_ref().map(|f| f.amount), Some(Yen(39_500_000)));
    assert_eq!(step.raise.as_ref().map(|f| f.amount), Some(Yen(80_000_000)));
    let needed: Vec<u64> = i.needed.iter().map(|f| f.amount.0).collect();
    assert_eq!(needed, [40_000_000, 60_000_000, 80_000_000]);
    let full: Vec<u64> = i.full.iter().map(|f| f.amount.0).collect();
    assert_eq!(full, [25_000_000, 52_500_000, 100_000_000]);
    assert!(i.full.iter().all(|f| !f.cites.is_empty()), "cited");
}

#[test]
fn a_bound_that_two_rows_share_is_doubtful() {
    let p = catalogue().programme_named("local10000-tandoku").expect("a programme");
    let i = answers(p, 3_000_000, 10_000_000);
    let exactly = i.needed.iter().find(|f| f.amount == Yen(10_000_000)).expect("融資／公費 1.0");
    assert_eq!((exactly.ceiling, exactly.other), (Some(Yen(15_000_000)), Some(Yen(8_000_000))));
}

proptest! {
    #![proptest_config(cases(300))]

    /// More of the numerator (融資) never lowers the ceiling; more of the denominator (公費) never raises it.
    #[test]
    fn more_loan_never_lowers_the_ceiling(n in yen(), d in yen(), more in yen()) {
        for p in programmes() {
            let (now, _) = judged(p, n, d);
            prop_assert!(judged(p, n + more, d).0 >= now, "{}", p.id);
            prop_assert!(judged(p, n, d + more).0 <= now, "{}", p.id);
        }
    }

    /// What is proposed reaches its step; one yen less of a change does not.
    #[test]
    fn proposals_reach_their_step_and_no_smaller_change_does(n in yen(), d in yen()) {
        for p in programmes() {
            let i = answers(p, n, d);
            for step in &i.steps {
                let reaches = |n, d| { let (c, ok) = judged(p, n, d); ok && c >= Some(step.ceiling) };
                prop_assert!(!reaches(n, d));
                if let Some(f) = &step.lower {
                    prop_assert!(f.amount.0 < d && reaches(n, f.amount.0), "{}: {f:?}", p.id);
                    prop_assert!(!reaches(n, f.amount.0 + 1), "{}: {f:?}", p.id);
                }
                if let Some(f) = &step.raise {
                    prop_assert!(f.amount.0 > n && reaches(f.amount.0, d), "{}: {f:?}", p.id);
                    prop_assert!(!reaches(f.amount.0 - 1, d), "{}: {f:?}", p.id);
                }
            }
            for f in &i.needed {
                let (c, ok) = judged(p, f.amount.0, d);
                prop_assert!(ok && c == f.ceiling);
                if f.amount.0 > 0 {
                    let (less, allowed) = judged(p, f.amount.0 - 1, d);
                    prop_assert!(!allowed || less < f.ceiling, "{}: {f:?}", p.id);
                }
            }
        }
    }

    /// The largest denominator is within its ceiling; one yen more is not, or is not allowed.
    #[test]
    fn the_largest_is_the_largest(n in yen()) {
        for p in programmes() {
            let Some(f) = answers(p, n, 1).largest else { continue };
            let fits = |d: u64| { let (c, ok) = judged(p, n, d); ok && c.is_some_and(|c| Yen(d) <= c) };
            prop_assert!(fits(f.amount.0), "{}: {f:?}", p.id);
            prop_assert!(!fits(f.amount.0 + 1), "{}: {f:?}", p.id);
        }
    }

    /// More loan than now, with which the town pays least: less than now, and with no other loan less than that.
    #[test]
    fn the_cheapest_loan_is_the_cheapest(n in yen(), d in yen(), others in proptest::collection::vec(yen(), 24)) {
        for p in programmes() {
            let (numerator, denominator) = pairs(p)[0];
            let base = settled(p);
            let profile = |n| with(&base, [(numerator, Yen(n)), (denominator, Yen(d))]);
            let pays = |n: u64| {
                let profile = profile(n);
                let found = split(asked(&profile), p);
                let over = bucket(p, &found, Bucket::Over);
                let local = bucket(p, &found, Bucket::Local)?;
                over.map_or(local, |o| local.plus(o)).exact()
            };
            let allowed = |n: u64| asked(&profile(n)).assess(p).plan != Truth::No;
            let Some(now) = pays(n) else { continue };
            let cheapest = inverse(asked(&profile(n)), p).remove(0).cheapest;
            let least = cheapest.as_ref().map_or(now, |(_, yen)| *yen);
            if let Some((found, yen)) = &cheapest {
                prop_assert!(found.amount.0 > n && *yen < now, "{}: {found:?}", p.id);
                prop_assert_eq!(pays(found.amount.0), Some(*yen), "{}: {:?}", p.id, found);
                prop_assert!(allowed(found.amount.0));
                let less = found.amount.0 - 1;
                prop_assert!(less <= n || !allowed(less) || pays(less) > Some(*yen), "{}: {found:?}", p.id);
            }
            for more in others.iter().map(|o| n.saturating_add(*o)).filter(|more| allowed(*more)) {
                prop_assert!(pays(more).is_none_or(|yen| yen >= least), "{}: {more}", p.id);
            }
        }
    }

    /// A range contains what answering an open question gives; known parts never exceed what was put in.
    #[test]
    fn ranges_contain_every_answer(
        seeds in answers::answers(profile),
        pick in any::<u32>(),
        answer in any::<u32>(),
    ) {
        let c = catalogue();
        let before = profile(&seeds);
        let open: Vec<(FactId, &Fact)> = c.fact_ids().filter(|(f, _)| before.value(*f).is_none()).collect();
        prop_assume!(!open.is_empty());
        let (fact, kind) = open[pick as usize % open.len()];
        let mut after = before.clone();
        after.give(fact, value(kind, answer));
        for p in c.programmes.iter().filter(|p| !p.flow.is_empty()) {
            let (wide, narrow) = (split(asked(&before), p), split(asked(&after), p));
            for i in 0..p.flow.len() {
                if let (Some((lo, hi)), Some((lo2, hi2))) = (wide.bounds(i), narrow.bounds(i)) {
                    prop_assert!(lo <= lo2 && hi2 <= hi, "{} {}: {lo:?}..{hi:?} {lo2:?}..{hi2:?}", p.id, p.flow[i].id);
                }
            }
            let total = put_in(p, &after);
            for s in narrow.leading.iter().chain(&narrow.readings) {
                let lines = || p.flow.iter().zip(&s.amounts);
                let whole = lines().all(|(l, a)| l.bucket.is_none() || matches!(a, Amount::Yen(_)));
                if let (true, Some(total)) = (whole, total) {
                    prop_assert_eq!(known(p, s), total, "{}", p.id);
                }
                // What stands before 財政力補正 is summed nowhere, and with the rest it never exceeds what was put in.
                let before = lines().fold(Yen(0), |sum, (_, a)| match a {
                    Amount::BeforeAdjustment(y) => sum.plus(*y),
                    _ => sum,
                });
                let adjusted = before > Yen(0);
                if let (true, Some(total)) = (adjusted, total) {
                    prop_assert!(known(p, s).plus(before) <= total, "{}", p.id);
                }
                let open_tax = lines().any(|(l, a)| {
                    let tax = [Bucket::SpecialTax, Bucket::OrdinaryTax, Bucket::BondRelief];
                    l.bucket.is_some_and(|b| tax.contains(&b)) && !matches!(a, Amount::Yen(_))
                });
                // A 措置 that cannot be computed leaves no definite 実質的な地方負担.
                let (local, open) = in_scenario(p, s, Bucket::Local);
                prop_assert!(!open_tax || local == Yen(0) || open.is_some(), "{}", p.id);
                let has_over = p.flow.iter().any(|l| matches!(l.step, Step::Over(_)) && l.bucket == Some(Bucket::Local));
                prop_assert!(!has_over, "{}: what exceeds a ceiling is no 実質的な地方負担", p.id);
            }
        }
    }

    /// No alternative holds two programmes that take money for the same amount, and none could take another in.
    #[test]
    fn one_cost_is_counted_once(picks in proptest::collection::vec(any::<u32>(), 1..6), n in yen()) {
        let c = catalogue();
        let mut profile = Profile::new();
        for (id, _) in c.fact_ids().filter(|(_, f)| f.topic == Topic::Amount) {
            profile.give(id, Value::Number(Decimal::whole(i64::try_from(n % 1_000).expect("small"))));
        }
        let mut chosen: Vec<&'static Programme> = Vec::new();
        for pick in picks {
            let p = &c.programmes[pick as usize % c.programmes.len()];
            if !chosen.iter().any(|q| q.id == p.id) {
                chosen.push(p);
            }
        }
        let all = combine(asked(&profile), &chosen);
        prop_assert!(!all.together.is_empty());
        for t in &all.together {
            for (i, a) in t.members.iter().enumerate() {
                for b in &t.members[i + 1..] {
                    let (a, b) = (&all.members[*a], &all.members[*b]);
                    prop_assert!(a.costs.iter().all(|f| !b.costs.contains(f)), "{} {}", a.programme.id, b.programme.id);
                }
            }
        }
    }
}

/// Answers by seed: every amount, and about two thirds of the rest.
fn profile(seeds: &[u32]) -> Profile {
    let mut p = Profile::new();
    for ((id, fact), seed) in catalogue().fact_ids().zip(seeds) {
        if fact.topic == Topic::Amount || seed % 3 != 0 {
            p.give(id, value(fact, *seed));
        }
    }
    p
}

fn value(fact: &Fact, n: u32) -> Value {
    match fact.kind {
        FactKind::YesNo => Value::Flag(n.is_multiple_of(2)),
        FactKind::Choice(all) => Value::Choice(u8::try_from(n as usize % all.len()).expect("few options")),
        FactKind::Day => Value::Day(Date::new(2024 + i32::try_from(n % 5).expect("small"), 4, 1).expect("a day")),
        FactKind::Number { max, .. } if max < Decimal::whole(10) => {
            Value::Number(Decimal { mantissa: i64::from(n % 120), places: 2 })
        }
        FactKind::Number { max, .. } if max < Decimal::whole(1_000_000) => {
            Value::Number(Decimal::whole(i64::from(n % 40)))
        }
        FactKind::Number { .. } => Value::Number(Decimal::whole(i64::from(n % 300_000_000))),
    }
}

/// The view of `ids` for these amounts, as text.
fn together(ids: &[&str], amounts: &[(&str, i64)]) -> String {
    let c = catalogue();
    let chosen: Vec<&'static Programme> = ids.iter().map(|id| c.programme_named(id).expect("a programme")).collect();
    let mut profile = Profile::new();
    for (fact, n) in amounts {
        profile.give(c.fact_named(fact).expect("a fact").0, Value::Number(Decimal::whole(*n)));
    }
    let all = combine(asked(&profile), &chosen);
    let sections = chiiki_navi::present::combine::sections(c, &all);
    sections.iter().flat_map(|s| &s.lines).map(|l| l.text.clone()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_total_over_different_costs_says_that_combining_is_not_settled() {
    let text = together(
        &["local10000-tandoku", "kaso-zei-genshu-hoten"],
        &[("public_money", 10_000_000), ("loan", 20_000_000), ("cost", 40_000_000), ("genshu_gaku", 4_000_000)],
    );
    assert!(text.contains("併用できるかは資料に記載なし（要確認）"), "{text}");
    // 1/2 of 1,000万 and 3/4 of 400万; the local side 500万 + 100万.
    assert!(
        text.lines()
            .any(|l| l.contains("特別交付税 500万円") && l.contains("普通交付税 300万円") && l.contains("600万円")),
        "{text}"
    );
}

#[test]
fn a_link_that_says_together_is_cited() {
    let text = together(&["local10000-kokko", "furusato-yushi"], &[]);
    assert!(text.contains("あわせて使う") && text.contains("ふるさと財団融資と連携"), "{text}");
    assert!(!text.contains("併用できるかは資料に記載なし"), "{text}");
}

/// Two amounts before 財政力補正 and one that is known: named, and added up to nothing.
#[test]
fn nothing_is_summed_after_an_adjustment() {
    let text = together(&["rmo-keisei", "kaso-zei-genshu-hoten"], &[("cost", 2_000_000), ("genshu_gaku", 4_000_000)]);
    assert!(text.contains("特別交付税 補正前の試算 100万円（財政力補正の算式は記載なし）"), "{text}");
    assert!(text.contains("実質的な地方負担 算定不可（財政力補正の算式は記載なし）"), "{text}");
}

/// 地方負担（措置不明） stands beside 実質的な地方負担 and never inside it.
#[test]
fn an_unknown_burden_is_another_word() {
    let text = together(
        &["kaso-kofukin-3-saihen", "kaso-zei-genshu-hoten"],
        &[("cost", 30_000_000), ("genshu_gaku", 4_000_000)],
    );
    assert!(text.contains("実質的な地方負担 100万円"), "{text}");
    assert!(text.contains("地方負担（措置不明） 1,500万円"), "{text}");
    assert!(!text.contains("実質的な地方負担 1,"), "{text}");
}

/// The split of this body stands first; the diagram of the document only where it differs, and at the end.
#[test]
fn the_own_split_comes_before_the_diagram() {
    let c = catalogue();
    let kokko = c.programme_named("local10000-kokko").expect("kokko");
    let (entity, kinds) = c.fact_named("entity").expect("a fact");
    let FactKind::Choice(all) = kinds.kind else { panic!("a choice") };
    let town = all.iter().position(|k| k.id == "machi").expect("a town");
    let lines = |settled: &[(&str, bool)]| {
        let mut p = Profile::new();
        p.give(entity, Value::Choice(u8::try_from(town).expect("few")));
        p.give(c.fact_named("zaiseiryoku").expect("a fact").0, Value::Number(Decimal::parse("0.2").expect("a number")));
        for (id, yes) in settled {
            p.give(c.fact_named(id).expect("a fact").0, Value::Flag(*yes));
        }
        let split = split(asked(&p), kokko);
        [own::line(kokko, &split), own::diagram(kokko, &split)].map(|l| l.map_or_else(String::new, |l| l.text))
    };
    let plain = [("digital", false), ("datsutanso", false)];
    let [own, diagram] = lines(&[plain[0], plain[1], ("site_jokenfuri", true)]);
    assert!(own.ends_with("＝国費3/4＋特別交付税1/8＋実質的な地方負担1/8"), "{own}");
    assert!(diagram.starts_with("参考: 資料の図（一例）は"), "{diagram}");
    let [own, diagram] = lines(&[plain[0], plain[1], ("site_jokenfuri", false)]);
    assert!(own.ends_with("＝国費1/2＋特別交付税1/4＋実質的な地方負担1/4"), "{own}");
    assert_eq!(diagram, "", "the document says the same");
    let [own, diagram] = lines(&[]);
    assert!(own.is_empty() && !diagram.is_empty(), "a range has no split of its own: {own}");
}

#[test]
fn what_has_run_out_counts_in_no_total() {
    let c = catalogue();
    let expired =
        c.programmes.iter().find(|p| p.period.to.is_some_and(|d| d < Date::new(2026, 11, 21).expect("a day")));
    let p = expired.expect("a programme with an end");
    let nothing = Profile::new();
    let later = Inquiry { as_of: Date::new(2026, 11, 21).expect("a day"), ..asked(&nothing) };
    let all = combine(later, &[p]);
    assert!(all.members[0].sums.is_empty() && all.together[0].sums.is_empty());
}
