//! Comparison and sweep against brute force.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/answers.rs"]
mod answers;

use answers::{Answers, answers, cases};
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::change::whatif::{Difference, Kind, Tally, compare, differing, shifts, sweep, tally};
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rank::{Group, group};
use chiiki_navi::domain::money::scenario::Amount;
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::terms::catalogue::Catalogue;
use chiiki_navi::domain::terms::condition::{Comparison, Condition, Test};
use chiiki_navi::domain::terms::late::Late;
use chiiki_navi::domain::terms::profile::{Fact, FactId, FactKind, Profile, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::present::whatif as words;
use chiiki_navi::session::prefill::prefill;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day() -> Date {
    Date::parse("2024-06-01").expect("a day")
}

fn asked<'a>(catalogue: &'a Catalogue, profile: &'a Profile) -> Inquiry<'a> {
    Inquiry { catalogue, profile, as_of: day() }
}

fn fact(id: &str) -> FactId {
    catalogue().fact_named(id).expect("a fact").0
}

fn town(name: &str) -> Profile {
    let c = catalogue();
    let m = c.municipalities.iter().find(|m| m.name == name).expect("a municipality");
    c.infer(&prefill(c, m))
}

fn with(profile: &Profile, fact: FactId, value: Value) -> Profile {
    let mut out = profile.clone();
    out.give(fact, value);
    catalogue().infer(&out)
}

fn decimal(text: &str) -> Value {
    Value::Number(Decimal::parse(text).expect("a decimal"))
}

fn profile(seeds: &[u32]) -> Profile {
    let c = catalogue();
    let mut p = Profile::new();
    for ((id, f), seed) in c.fact_ids().zip(seeds).filter(|(_, s)| *s % 3 != 0) {
        let n = seed / 3;
        p.give(
            id,
            match f.kind {
                FactKind::YesNo => Value::Flag(n.is_multiple_of(2)),
                FactKind::Choice(all) => Value::Choice(u8::try_from(n as usize % all.len()).expect("few")),
                FactKind::Day => Value::Day(day()),
                FactKind::Number { max, .. } => Value::Number(Decimal::whole(i64::from(n % 60_000_000)).min(max)),
            },
        );
    }
    c.infer(&p)
}

fn seeds() -> impl Strategy<Value = Answers> {
    answers(profile)
}

proptest! {
    #![proptest_config(cases(16))]

    /// Nothing differs from itself; the other way round appears what vanished.
    #[test]
    fn comparing_is_symmetric(s in seeds(), t in seeds()) {
        let (c, a, b) = (catalogue(), profile(&s), profile(&t));
        prop_assert!(compare(asked(c, &a), &a).is_empty());
        let (there, back) = (compare(asked(c, &a), &b), compare(asked(c, &b), &a));
        let of = |all: &[chiiki_navi::domain::change::whatif::Difference], k| {
            let mut ids: Vec<&str> = all.iter().filter(|d| d.kind == k).map(|d| d.after.programme.id).collect();
            ids.sort_unstable();
            ids
        };
        for (k, other) in [
            (Kind::Appears, Kind::Vanishes),
            (Kind::Vanishes, Kind::Appears),
            (Kind::Verdict, Kind::Verdict),
            (Kind::Figures, Kind::Figures),
        ] {
            prop_assert_eq!(of(&there, k), of(&back, other));
        }
        for d in &there {
            prop_assert!(!d.because.is_empty(), "{} has no reason", d.after.programme.id);
            for f in &d.because {
                prop_assert!(differing(c, &a, &b).contains(f));
            }
            prop_assert!(d.kind != Kind::Figures || !words::figures(d, [&a, &b]).is_empty() || !d.money.is_empty());
        }
        for d in there.iter().filter(|d| matches!(d.kind, Kind::Appears | Kind::Vanishes)) {
            prop_assert!(d.rates.is_empty() && d.ceilings.is_empty() && d.money.is_empty(), "{}", d.after.programme.id);
        }
        let t = tally(&there);
        prop_assert_eq!(t.applies + t.open + t.excluded, 0, "no programme is lost");
        let is_money = |d: &&Difference| d.kind == Kind::Figures && d.rates.is_empty() && d.ceilings.is_empty();
        prop_assert_eq!(t.money, there.iter().filter(is_money).count(), "what came or went is no changed amount");
        let count = |p: &Profile, g| {
            let of = |q: &&'static Programme| group(&asked(c, p).assess(q)) == g;
            isize::try_from(c.programmes.iter().filter(of).count()).expect("few")
        };
        for (g, n) in [(Group::Applies, t.applies), (Group::Open, t.open), (Group::Excluded, t.excluded)] {
            prop_assert_eq!(n, count(&b, g) - count(&a, g), "{:?}", g);
        }
    }

    /// One changed answer is the only reason, and every programme that differs is listed.
    #[test]
    fn one_answer_is_the_reason(s in seeds(), pick in any::<usize>(), n in any::<u32>()) {
        let (c, a) = (catalogue(), profile(&s));
        let flags: Vec<FactId> = c.fact_ids().filter(|(_, f)| matches!(f.kind, FactKind::YesNo)).map(|(f, _)| f).collect();
        let f = flags[pick % flags.len()];
        let b = with(&a, f, Value::Flag(n.is_multiple_of(2)));
        for d in compare(asked(c, &a), &b) {
            prop_assert_eq!(&d.because, &vec![f]);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// What a changed number moves is what judging and computing everything twice finds, whatever was passed over.
    #[test]
    fn a_number_moves_what_comes_out_otherwise(s in seeds(), pick in any::<usize>(), n in any::<u32>()) {
        let (c, a) = (catalogue(), profile(&s));
        let is_number = |f: &Fact| matches!(f.kind, FactKind::Number { .. });
        let numbers: Vec<FactId> = c.fact_ids().filter(|(_, f)| is_number(f)).map(|(f, _)| f).collect();
        let f = numbers[pick % numbers.len()];
        let b = with(&a, f, Value::Number(Decimal::whole(i64::from(n % 60_000_000))));
        let told = shifts(asked(c, &a), &b);
        let is_shown = |g| matches!(g, Group::Applies | Group::Open);
        for p in c.programmes {
            let of = |profile: &Profile| {
                let (judged, money) = (asked(c, profile).assess(p), split(asked(c, profile), p));
                let figures = |all: Vec<String>| all.into_iter().collect::<BTreeSet<String>>();
                // Two rows of one figure are one outcome: it is not said which of them holds.
                let rates = judged.rates.iter().map(|r| {
                    let all = r.selection.outcomes.iter().map(|o| o.leading.map(|r| (r.value, r.adjusted)));
                    figures(shown(&all.collect::<Vec<_>>()))
                });
                let ceilings = judged.ceilings.iter().map(|r| {
                    let all = r.selection.outcomes.iter().map(|o| o.leading.map(|r| r.yen));
                    figures(shown(&all.collect::<Vec<_>>()))
                });
                let (rates, ceilings) = (rates.collect::<Vec<_>>(), ceilings.collect::<Vec<_>>());
                let line = |i: usize| {
                    let all = money.leading.iter().filter_map(|s| s.amounts.get(i));
                    figures(shown(&all.filter(|a| !matches!(a, Amount::Missing(_))).collect::<Vec<_>>()))
                };
                (group(&judged), rates, ceilings, (0..p.flow.len()).map(line).collect::<Vec<_>>())
            };
            let (x, y) = (of(&a), of(&b));
            let differs = x.0 != y.0 || is_shown(x.0) && (&x.1, &x.2, &x.3) != (&y.1, &y.2, &y.3);
            prop_assert_eq!(told.iter().any(|d| d.after.programme.id == p.id), differs, "{}", p.id);
        }
    }
}

fn shown<T: std::fmt::Debug>(all: &[T]) -> Vec<String> {
    all.iter().map(|one| format!("{one:?}")).collect()
}

/// Every value of a stop judges as its representative does, and the stops cover the line without gaps.
#[test]
fn the_sweep_of_the_index_has_its_borders_exactly() {
    let c = catalogue();
    let base = with(&town("海士町"), fact("keikaku_shinki_model"), Value::Flag(false));
    let index = fact("zaiseiryoku");
    let stops = sweep(asked(c, &base), index);
    let named: Vec<String> = stops.iter().map(|s| words::stop(c.fact(index).expect("a fact"), s)).collect();
    assert_eq!(named, ["0.25未満", "0.25以上0.5未満", "0.5以上"]);
    assert_eq!(stops.iter().map(|s| s.here).collect::<Vec<_>>(), [true, false, false]);
    for (i, texts) in [
        (0, ["0", "0.2", "0.249", "0.24999"].as_slice()),
        (1, &["0.25", "0.25000", "0.3", "0.499", "0.49999"]),
        (2, &["0.5", "0.50", "0.51", "1.2", "5"]),
    ] {
        for text in texts {
            let there = with(&base, index, decimal(text));
            let stop = with(&base, index, stops[i].value);
            assert!(shifts(asked(c, &stop), &there).is_empty(), "{text} belongs to {}", named[i]);
        }
    }
    let master = |i: usize| stops[i].differences.iter().find(|d| d.after.programme.id == "bunsan-energy-masterplan");
    assert_eq!(words::figures(master(1).expect("a border"), [&base, &base])[0], "国費 3/4 から 2/3");
    assert_eq!(words::figures(master(2).expect("a border"), [&base, &base])[0], "国費 2/3 から 1/2");
    let local = stops[1].differences.iter().find(|d| d.after.programme.id == "local10000-kokko").expect("a border");
    assert!(words::figures(local, [&base, &base])[0].starts_with("国費 3/4"), "{local:?}");
}

/// Brute force over a fine grid: results change exactly at the borders of the sweep, for every number.
#[test]
fn no_border_is_missed() {
    let c = catalogue();
    let base = {
        let mut p = town("函館市");
        p = with(&p, fact("public_money"), decimal("40000000"));
        with(&p, fact("loan"), decimal("79000000"))
    };
    for (id, grid) in [
        ("zaiseiryoku", (0..=120).map(|n| Decimal { mantissa: n * 1_000, places: 5 }).collect::<Vec<_>>()),
        ("loan", (0..=120).map(|n| Decimal::whole(n * 1_000_000)).collect()),
        ("public_money", (1..=120).map(|n| Decimal::whole(n * 1_000_000)).collect()),
        ("ukeire_kikan", (0..=60).map(Decimal::whole).collect()),
    ] {
        let stops = sweep(asked(c, &base), fact(id));
        let place = |n: Decimal| {
            stops.iter().position(|s| {
                let above =
                    |cut: &chiiki_navi::domain::change::moves::Cut| if cut.after { n > cut.at } else { n >= cut.at };
                s.from.as_ref().is_none_or(above) && s.until.as_ref().is_none_or(|cut| !above(cut))
            })
        };
        for pair in grid.windows(2) {
            let (x, y) = (with(&base, fact(id), Value::Number(pair[0])), with(&base, fact(id), Value::Number(pair[1])));
            let mut all = shifts(asked(c, &x), &y);
            all.retain(|d| d.kind != Kind::Figures || !d.rates.is_empty() || !d.ceilings.is_empty());
            let (from, to) = (place(pair[0]).expect("covered"), place(pair[1]).expect("covered"));
            assert_eq!(all.is_empty(), from == to, "{id} between {} and {}", pair[0], pair[1]);
        }
    }
}

#[test]
fn two_towns_side_by_side() {
    let c = catalogue();
    let (a, b) = (town("札幌市"), town("海士町"));
    let all = compare(asked(c, &a), &b);
    let kasosai = all.iter().find(|d| d.after.programme.id == "kasosai").expect("differs");
    assert_eq!(kasosai.kind, Kind::Appears);
    assert_eq!(kasosai.because, [fact("kaso")]);
    assert_eq!(words::change(c, kasosai.because[0], &a, &b).as_deref(), Some("過疎区分 過疎地域なし から 全部過疎"));
}

/// `cargo test --release --test whatif -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn times() {
    let c = catalogue();
    let (a, b) = (town("札幌市"), town("海士町"));
    let timed = |name: &str, f: &dyn Fn()| {
        let start = std::time::Instant::now();
        f();
        println!("{name}: {:?}", start.elapsed());
    };
    timed("shifts", &|| drop(shifts(asked(c, &a), &b)));
    timed("compare", &|| drop(compare(asked(c, &a), &b)));
    timed("sweep", &|| drop(sweep(asked(c, &a), fact("entity"))));
    let mixed =
        profile(&(0..u32::try_from(c.facts.len()).expect("few")).map(|i| i * 2_654_435 + 1).collect::<Vec<_>>());
    timed("compare with much answered", &|| drop(compare(asked(c, &a), &mixed)));
}

/// 3/4 needs the place and the index: each of them is a reason, although the index alone would change nothing.
#[test]
fn every_part_of_a_conjunction_is_a_reason() {
    let c = catalogue();
    let (site, index) = (fact("site_jokenfuri"), fact("zaiseiryoku"));
    let mut a = Profile::new();
    for (id, v) in [("entity", Value::Choice(1)), ("digital", Value::Flag(false)), ("datsutanso", Value::Flag(false))] {
        a.give(fact(id), v);
    }
    let a = with(&with(&a, site, Value::Flag(false)), index, decimal("0.3"));
    let b = with(&with(&a, site, Value::Flag(true)), index, decimal("0.2"));
    let all = compare(asked(c, &a), &b);
    let local = all.iter().find(|d| d.after.programme.id == "local10000-kokko").expect("differs");
    assert_eq!(words::figures(local, [&a, &b])[0], "国費 1/2 から 3/4");
    assert!(local.because.contains(&site) && local.because.contains(&index), "{:?}", local.because);
}

/// Two of three: no single answer decides, so a smallest set that does is named.
#[test]
fn where_no_single_answer_decides_a_smallest_set_is_named() {
    let facts = ["shinki", "model_sei", "mutanpo"].map(fact);
    let leaf = |f: FactId| Condition { test: Test::Is(f, true), label: "", cites: &[] };
    let both = |i: usize, j: usize| -> Condition {
        let parts: &'static [Condition] = Box::leak(Box::new([leaf(facts[i]), leaf(facts[j])]));
        Condition { test: Test::All(parts), label: "", cites: &[] }
    };
    let any: &'static [Condition] = Box::leak(Box::new([both(0, 1), both(1, 2), both(0, 2)]));
    let model = catalogue().programme_named("kasosai").expect("a programme");
    let p =
        Programme { eligible: Condition { test: Test::Any(any), label: "", cites: &[] }, requirements: &[], ..*model };
    let c = Catalogue { programmes: Late::Ready(Box::leak(Box::new([p]))), ..*catalogue() };
    let all = |b: bool| {
        let mut out = Profile::new();
        facts.iter().for_each(|f| out.give(*f, Value::Flag(b)));
        out
    };
    let found = compare(asked(&c, &all(false)), &all(true));
    assert_eq!(found[0].kind, Kind::Appears);
    assert_eq!(found[0].because.len(), 2, "{:?}", found[0].because);
}

/// Options that do the same are one stop, and an option that another answer rules out is none.
#[test]
fn options_that_do_the_same_are_one_stop() {
    let c = catalogue();
    let base = town("海士町");
    let stops = sweep(asked(c, &base), fact("kaso"));
    let f = c.fact(fact("kaso")).expect("a fact");
    let named: Vec<(String, bool)> = stops.iter().map(|s| (words::stop(f, s), s.here)).collect();
    assert!(named.contains(&("全部過疎・みなし過疎".to_owned(), true)), "{named:?}");
    let minashi = with(&base, fact("kaso"), Value::Choice(2));
    let stops = sweep(asked(c, &minashi), fact("kaso"));
    assert!(stops[0].here && stops.iter().filter(|s| s.here).count() == 1, "the second of the merged options");
    let place = sweep(asked(c, &base), fact("site_jokenfuri"));
    assert_eq!(place.len(), 1, "a place outside contradicts 全部過疎: {place:?}");
}

/// What a changed project moves: here the ceiling and with it the money, there the money alone.
#[test]
fn a_changed_project_moves_ceilings_and_money() {
    let c = catalogue();
    let plan = |amounts: &[(&str, &str)]| {
        let town = with(&town("海士町"), fact("keikaku_shinki_model"), Value::Flag(false));
        amounts.iter().fold(town, |p, (f, n)| with(&p, fact(f), decimal(n)))
    };
    let kokko = |loan| plan(&[("cost", "120000000"), ("public_money", "40000000"), ("loan", loan)]);
    let all = shifts(asked(c, &kokko("79000000")), &kokko("80000000"));
    let local = all.iter().find(|d| d.after.programme.id == "local10000-kokko").expect("differs");
    assert_eq!((local.kind, local.rates.len(), local.ceilings.as_slice()), (Kind::Figures, 0, [0].as_slice()));
    assert!(!local.money.is_empty());
    let t = tally(&all);
    let (rates, ceilings) = (all.iter().filter(|d| !d.rates.is_empty()), all.iter().filter(|d| !d.ceilings.is_empty()));
    assert_eq!((t.rates, t.ceilings), (rates.count(), ceilings.count()));
    assert!(t.ceilings > 0);

    let unit = |p: Profile| with(&p, fact("haken_shokuin"), decimal("1"));
    let (less, more) = (unit(plan(&[("cost", "30000000")])), unit(plan(&[("cost", "30000001")])));
    let all = shifts(asked(c, &less), &more);
    let d = all.iter().find(|d| d.after.programme.id == "kasosai").expect("differs");
    assert!(d.rates.is_empty() && d.ceilings.is_empty() && !d.money.is_empty());
    assert_eq!(tally(&all), Tally { money: all.len(), ..Tally::default() });
}

/// An amount that is missing is no amount: naming another missing one moves nothing.
#[test]
fn a_missing_amount_is_not_money() {
    let c = catalogue();
    let base = town("海士町");
    let per_person = c.programme_named("kyoryokutai-katsudo").expect("a programme");
    assert!(per_person.flow.iter().any(|l| l.cap.is_some_and(|cap| !cap.times.is_empty())));
    let all = shifts(asked(c, &base), &with(&base, fact("cost"), decimal("10000000")));
    let moved = all.iter().find(|d| d.after.programme.id == per_person.id);
    let capped = per_person.flow.iter().position(|l| l.cap.is_some_and(|cap| !cap.times.is_empty())).expect("a line");
    assert!(moved.is_none_or(|d| !d.money.contains(&capped)), "{moved:?}");
}

/// Up to and above: the bound itself belongs to the piece below it.
#[test]
fn a_value_on_a_bound_lies_where_the_bound_says() {
    let index = fact("zaiseiryoku");
    let bound =
        |k: Comparison, at: &str| Condition { test: Test::Compare(index, k, decimal(at)), label: "", cites: &[] };
    let model = catalogue().programme_named("kasosai").expect("a programme");
    for (k, at_bound) in [
        (Comparison::AtMost, [true, false]),
        (Comparison::Above, [true, false]),
        (Comparison::Below, [false, true]),
        (Comparison::AtLeast, [false, true]),
    ] {
        let p = Programme { eligible: bound(k, "0.5"), requirements: &[], rates: &[], ceilings: &[], ..*model };
        let c = Catalogue { programmes: Late::Ready(Box::leak(Box::new([p]))), ..*catalogue() };
        for (value, here) in [("0.49", [true, false]), ("0.5", at_bound), ("0.51", [false, true])] {
            let mut profile = Profile::new();
            profile.give(index, decimal(value));
            let stops = sweep(asked(&c, &profile), index);
            assert_eq!(stops.iter().map(|s| s.here).collect::<Vec<_>>(), here, "{k:?} {value}");
        }
    }
}
