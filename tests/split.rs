//! What a split asks for and says, on real programmes: the spots where mutation testing found nobody looking.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rate::select;
use chiiki_navi::domain::money::scenario::{Amount, Split, Why};
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::terms::condition::{Condition, Test};
use chiiki_navi::domain::terms::flow::{Base, Cap, Line};
use chiiki_navi::domain::terms::profile::{Profile, Value};
use chiiki_navi::domain::terms::programme::{Programme, RateGroup, RateRow, RateValue};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::{Decimal, Share, Yen};

fn asked(profile: &Profile) -> Inquiry<'_> {
    Inquiry { catalogue: catalogue(), profile, as_of: Date::new(2024, 6, 1).expect("a day") }
}

fn run(programme: &str, amounts: &[(&str, i64)]) -> Split {
    let c = catalogue();
    let mut p = Profile::new();
    for (fact, yen) in amounts {
        let (id, _) = c.fact_named(fact).expect("a fact");
        p.give(id, Value::Number(Decimal::whole(*yen)));
    }
    let programme = c.programme_named(programme).expect("a programme");
    split(asked(&p), programme)
}

#[test]
fn inputs_are_asked_whole_cost_first_each_once() {
    let c = catalogue();
    let ids: Vec<&str> = c
        .programme_named("local10000-kokko")
        .expect("kokko")
        .inputs()
        .into_iter()
        .filter_map(|f| c.fact(f))
        .map(|f| f.id)
        .collect();
    assert_eq!(ids, ["cost", "public_money", "loan"]);
}

#[test]
fn parts_above_the_whole_are_called_out() {
    let plan = |cost| [("cost", cost), ("public_money", 20_000_000), ("loan", 20_000_000)];
    assert!(run("local10000-kokko", &plan(39_999_999)).is_overdrawn());
    assert!(!run("local10000-kokko", &plan(40_000_000)).is_overdrawn());
    assert!(!run("local10000-kokko", &[]).is_overdrawn(), "nothing entered is nothing overdrawn");
}

#[test]
fn a_fixed_grant_is_named_as_such_and_not_computed() {
    let s = run("kaso-kofukin-1-network", &[("cost", 32_000_000)]);
    let amounts = s.leading.iter().flat_map(|s| &s.amounts);
    let fixed = |a: &Amount| matches!(a, Amount::NotComputable(Why::Fixed));
    assert!(amounts.into_iter().any(fixed), "{:?}", s.leading);
}

/// The unit (人) belongs to the ceiling, also where a reading moves the ceiling to another line.
#[test]
fn a_ceiling_per_person_stays_one_under_another_reading() {
    let c = catalogue();
    let persons = c.fact_named("persons").expect("a fact").0;
    let plan = *c.programme_named("bunsan-energy-masterplan").expect("a programme");
    let times: &'static [_] = Box::leak(Box::new([persons]));
    let flow: Vec<Line> = plan.flow.iter().map(|l| Line { cap: l.cap.map(|c| Cap { times, ..c }), ..*l }).collect();
    let plan: &'static Programme = Box::leak(Box::new(Programme { flow: flow.leak(), ..plan }));
    let mut p = Profile::new();
    for (fact, n) in [("cost", 200_000_000), ("persons", 3)] {
        p.give(c.fact_named(fact).expect("a fact").0, Value::Number(Decimal::whole(n)));
    }
    p.give(c.fact_named("zaiseiryoku").expect("a fact").0, Value::Number(Decimal::parse("0.6").expect("a number")));
    p.give(c.fact_named("keikaku_shinki_model").expect("a fact").0, Value::Flag(false));
    let s = split(asked(&p), plan);
    // 1/2 of at most 3 × 2,000万円; or, with the ceiling on the subsidy, 1/2 of the whole cost up to 3 × 2,000万円.
    let kokuhi = plan.flow.iter().position(|l| l.id == "kokuhi").expect("a line");
    assert_eq!(s.leading[0].amounts[kokuhi], Amount::Yen(Yen(30_000_000)));
    assert_eq!(s.readings[0].amounts[kokuhi], Amount::Yen(Yen(60_000_000)));
}

/// A programme whose only rate table has these rows, taken of the cost.
fn with_rows(rows: Vec<RateRow>) -> &'static Programme {
    let base = *catalogue().programme_named("kasosai").expect("a programme");
    let cost = catalogue().fact_named("cost").expect("a fact").0;
    let group = RateGroup { rows: rows.leak(), ..base.rates[0] };
    let rates: Vec<RateGroup> = vec![group];
    let flow: Vec<Line> = base
        .flow
        .iter()
        .filter(|l| matches!(l.step, chiiki_navi::domain::terms::flow::Step::Rate(0)))
        .map(|l| Line { base: Base::Fact(cost), cap: None, ..*l })
        .collect();
    Box::leak(Box::new(Programme { rates: rates.leak(), ceilings: &[], flow: flow.leak(), ..base }))
}

fn row(label: &'static str, when: Option<&str>, percent: u32) -> RateRow {
    let base = catalogue().programme_named("kasosai").expect("a programme").rates[0].rows[0];
    let fact = |id: &str| catalogue().fact_named(id).expect("a fact").0;
    let when = when.map(|id| Condition { test: Test::Is(fact(id), true), label: "", cites: &[] });
    let value = RateValue::Share(Share::new(percent, 100).expect("a share"));
    RateRow { label, when, value, others: &[], ..base }
}

fn flags(known: &[(&str, bool)]) -> Profile {
    let c = catalogue();
    let mut p = Profile::new();
    p.give(c.fact_named("cost").expect("a fact").0, Value::Number(Decimal::whole(1_000_000)));
    for (fact, yes) in known {
        p.give(c.fact_named(fact).expect("a fact").0, Value::Flag(*yes));
    }
    p
}

/// Where several rows hold the largest leads; the others are readings, each amount once.
#[test]
fn rows_that_hold_together_are_readings() {
    let plan = with_rows(vec![
        row("base", None, 20),
        row("half", Some("shinki"), 50),
        row("less", Some("model_sei"), 30),
        row("half again", Some("mutanpo"), 50),
    ]);
    let all = flags(&[("shinki", true), ("model_sei", true), ("mutanpo", true)]);
    let s = split(asked(&all), plan);
    let amounts = |all: &[chiiki_navi::domain::money::scenario::Scenario]| -> Vec<Amount> {
        all.iter().flat_map(|s| s.amounts.clone()).collect()
    };
    assert_eq!(amounts(&s.leading), [Amount::Yen(Yen(500_000))]);
    assert_eq!(amounts(&s.readings), [Amount::Yen(Yen(300_000))]);
}

/// A row is a reading of an outcome only where it holds whatever the missing answers turn out to be.
#[test]
fn a_reading_holds_whatever_is_missing() {
    let plan = with_rows(vec![
        row("half", Some("shinki"), 50),
        row("less", Some("model_sei"), 30),
        row("least", Some("mutanpo"), 10),
    ]);
    let readings = |known: &[(&str, bool)]| {
        let found = select(plan.rates[0].rows, asked(&flags(known)));
        let labels = |p: &chiiki_navi::domain::judge::rate::Pick<RateRow>| p.readings.iter().map(|r| r.label).collect();
        found.outcomes.iter().map(labels).collect::<Vec<Vec<&str>>>()
    };
    let nobody: Vec<Vec<&str>> = vec![Vec::new()];
    assert_eq!(readings(&[("shinki", true)]), nobody);
    assert_eq!(readings(&[("shinki", true), ("model_sei", true)]), [["less"]]);
    assert_eq!(readings(&[("shinki", true), ("mutanpo", true)]), [["least"]]);
    assert_eq!(readings(&[("shinki", true), ("model_sei", true), ("mutanpo", true)]), [["less", "least"]]);
}
