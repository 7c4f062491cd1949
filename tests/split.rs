//! What a split asks for and says, on real programmes: the spots where mutation testing found nobody looking.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::date::Date;
use chiiki_navi::domain::number::Decimal;
use chiiki_navi::domain::profile::{Profile, Value};
use chiiki_navi::domain::split::{Amount, Split, inputs, split};

fn run(programme: &str, amounts: &[(&str, i64)]) -> Split {
    let c = catalogue();
    let mut p = Profile::new();
    for (fact, yen) in amounts {
        let (id, _) = c.fact_named(fact).expect("a fact");
        p.give(id, Value::Number(Decimal::whole(*yen)));
    }
    let programme = c.programme_named(programme).expect("a programme");
    split(programme, &p, c.facts, Date::new(2024, 6, 1).expect("a day"))
}

#[test]
fn inputs_are_asked_whole_cost_first_each_once() {
    let c = catalogue();
    let ids: Vec<&str> = inputs(c.programme_named("local10000-kokko").expect("kokko"))
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
    let fixed = |a: &Amount| matches!(a, Amount::NotComputable(why) if why.contains("定額"));
    assert!(amounts.into_iter().any(fixed), "{:?}", s.leading);
}
