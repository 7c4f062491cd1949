//! Money on small bundles of one's own: what is asked backwards where a programme has other forms than those that the
//! handed-out content has, and how many ways its money can flow.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/made.rs"]
mod made;

use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::money::inverse::{Found, Inverse, inverse};
use chiiki_navi::domain::money::scenario::Split;
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::terms::catalogue::Catalogue;
use chiiki_navi::domain::terms::profile::{Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::{Decimal, Yen};
use made::{bundle, ceiling, eligible, fact, line, rate, requirement};

const ANYBODY: &str = "fact = \"entity\"\nin = [\"shi\", \"machi\"]";
/// 融資／公費 is at least one.
const ONCE: &str = "fact = \"loan\", per = \"grant\", at_least = \"1\"";
const TEN: u64 = 10_000_000;

fn facts() -> String {
    let yen = "unit = \"円\"\nmin = \"0\"\nmax = \"9000000000000000000\"";
    ["loan", "grant", "other"].map(|f| fact(f, yen)).concat()
        + &fact("people", "unit = \"人\"\nmin = \"0\"\nmax = \"99\"")
}

fn answers(c: &Catalogue, all: &[(&str, u64)]) -> Profile {
    let mut out = Profile::new();
    for (name, n) in all {
        let (fact, _) = c.fact_named(name).expect("a fact");
        let n = i64::try_from(*n).expect("an amount");
        out.give(fact, if *name == "digital" { Value::Flag(n > 0) } else { Value::Number(Decimal::whole(n)) });
    }
    out
}

fn asked<'a>(c: &'a Catalogue, profile: &'a Profile) -> Inquiry<'a> {
    Inquiry { catalogue: c, profile, as_of: Date::new(2024, 6, 1).expect("a day") }
}

/// What is answered about loan and grant.
fn inverted(c: &'static Catalogue, all: &[(&str, u64)]) -> Inverse {
    let profile = answers(c, all);
    let found = inverse(asked(c, &profile), &c.programmes.all()[0]);
    let (grant, _) = c.fact_named("grant").expect("a fact");
    found.into_iter().find(|i| i.denominator == grant).expect("the ratio")
}

/// A bundle whose ceiling is 2,500, 3,500 or 5,000万円 by the ratio, cited `s`, and whose requirement is cited `r`.
fn stepped(requirements: &str, flow: &str) -> &'static Catalogue {
    let rows = ceiling("cap", 25_000_000, "") + &steps("cap", "grant", [35_000_000, 50_000_000]);
    let once = requirement(ONCE).replace("[\"q\"]", "[\"r\"]");
    bundle(&facts(), &(eligible(ANYBODY) + &once + requirements + &rows.replace("[\"q\"]", "[\"s\"]") + flow))
}

/// The rows of a group from 1.5 and from twice the other amount on.
fn steps(group: &str, per: &str, yen: [u64; 2]) -> String {
    let when = |times| format!("when = {{ fact = \"loan\", per = \"{per}\", at_least = \"{times}\" }}\n");
    ceiling(group, yen[0], &when("1.5")) + &ceiling(group, yen[1], &when("2"))
}

fn capped(keys: &str) -> String {
    line("kohi", "fact:grant", &format!("cap = \"cap\"\n{keys}to = \"国費\""))
}

fn amounts(all: &[Found]) -> Vec<(u64, Option<u64>)> {
    all.iter().map(|f| (f.amount.0, f.ceiling.map(|y| y.0))).collect()
}

/// Nothing given is no amount; what fails is told what it needs first, and the steps only then.
#[test]
fn steps_are_told_where_the_requirements_hold() {
    let c = stepped("", &capped(""));
    let needed = [(TEN, Some(25_000_000)), (15_000_000, Some(35_000_000)), (20_000_000, Some(50_000_000))];
    let none = inverted(c, &[("loan", 0), ("grant", TEN)]);
    assert_eq!((none.given_numerator, none.given_denominator), (None, Some(Yen(TEN))));
    assert_eq!((none.ceiling, none.largest, none.steps, none.cheapest), (None, None, vec![], None));
    assert_eq!(amounts(&none.needed), needed);
    let nothing = inverted(c, &[("loan", TEN), ("grant", 0)]);
    assert_eq!((nothing.given_numerator, nothing.given_denominator), (Some(Yen(TEN)), None));
    assert_eq!((nothing.ceiling, nothing.needed), (None, vec![]));
    let half = inverted(c, &[("loan", TEN / 2), ("grant", TEN)]);
    assert_eq!((half.ceiling, amounts(&half.needed)), (Some(Yen(25_000_000)), needed.to_vec()));
    assert_eq!(half.steps, [], "the requirement fails: what it needs comes first");
    let once = inverted(c, &[("loan", TEN), ("grant", TEN)]);
    let told: Vec<_> = once.steps.iter().map(|s| (s.ceiling.0, s.lower.as_ref(), s.raise.as_ref())).collect();
    let amount = |f: Option<&Found>| f.map(|f| f.amount.0);
    assert_eq!(
        told.iter().map(|t| (t.0, amount(t.1), amount(t.2))).collect::<Vec<_>>(),
        [(35_000_000, Some(6_666_666), Some(15_000_000)), (50_000_000, Some(5_000_000), Some(20_000_000)),]
    );
    // Where one of the amounts is bound, the other alone may still reach the step.
    for (bound, lower, raise) in [
        ("fact = \"loan\", at_most = \"12000000\"", Some(6_666_666), None),
        ("fact = \"grant\", at_least = \"9000000\"", None, Some(15_000_000)),
    ] {
        let steps = inverted(stepped(&requirement(bound), &capped("")), &[("loan", TEN), ("grant", TEN)]).steps;
        assert_eq!((amount(steps[0].lower.as_ref()), amount(steps[0].raise.as_ref())), (lower, raise), "{bound}");
    }
}

/// An answer is cited with the row of the ceiling and with the requirement of the ratio, and with no other.
#[test]
fn what_is_found_is_cited_with_row_and_requirement() {
    let other = requirement("fact = \"loan\", per = \"other\", at_least = \"1\"");
    let c = stepped(&other, &capped(""));
    let quotes = c.programmes.all()[0].quotes;
    let names = |cites: &[u8]| cites.iter().map(|i| quotes.all()[usize::from(*i)].id).collect::<String>();
    let found = inverted(c, &[("loan", 2 * TEN), ("grant", TEN)]);
    let largest = found.largest.expect("an amount");
    assert_eq!((largest.amount, names(&largest.cites)), (Yen(2 * TEN), "rs".to_owned()));
    assert_eq!(found.needed.iter().map(|f| names(&f.cites)).collect::<Vec<_>>(), ["rs", "s", "s"]);
    assert!(found.full.iter().all(|f| names(&f.cites) == "s"), "a step is the row's");
    let alone = bundle(&facts(), &(eligible(ANYBODY) + &requirement(ONCE).replace("[\"q\"]", "[\"s\"]") + &other));
    let largest = inverted(alone, &[("loan", TEN)]).largest.expect("an amount");
    assert_eq!((largest.amount, names(&largest.cites)), (Yen(TEN), "s".to_owned()));
}

/// No amount of nothing and none that cannot be entered is proposed.
#[test]
fn what_is_proposed_can_be_entered() {
    for (times, loan, largest) in
        [("2", 10, Some(5)), ("2", 1, None), ("0.5", 10, Some(20)), ("0.5", 9_000_000_000_000_000_000, None)]
    {
        let once = requirement(&ONCE.replace("\"1\"", &format!("\"{times}\"")));
        let found = inverted(bundle(&facts(), &(eligible(ANYBODY) + &once)), &[("loan", loan)]).largest;
        assert_eq!(found.map(|f| f.amount.0), largest, "{loan} of {times}");
    }
    let more = requirement("fact = \"loan\", per = \"grant\", above = \"0\"");
    let found = inverted(bundle(&facts(), &(eligible(ANYBODY) + &more)), &[("grant", TEN)]).needed;
    assert_eq!(amounts(&found), [(1, None)], "more than nothing begins with one yen");
}

/// A ceiling limits the second amount only where it caps the whole of it: then the largest is asked for.
#[test]
fn a_ceiling_limits_what_it_caps_whole() {
    let half = |cap: &str| line("h", "fact:grant", &format!("share = \"1/2\"\n{cap}"));
    let whole = |cap: &str| line("h", "fact:grant", cap);
    let from_h = line("kohi", "h", "cap = \"cap\"\nto = \"国費\"");
    let other = ceiling("single", 90_000_000, "");
    for (flow, limits, what) in [
        (capped(""), true, "the amount itself"),
        (whole("") + &from_h, true, "a line that is the whole of it"),
        (half("") + &from_h, false, "a part of it"),
        (whole("cap = \"single\"") + &from_h, false, "what another ceiling has cut"),
        (capped("times = [\"people\"]\n"), false, "so much for each"),
        (whole("") + &half("cap = \"cap\"").replace("\"h\"", "\"g\""), false, "a share, beside the whole"),
        (capped("").replace("\"cap\"", "\"single\""), false, "another ceiling"),
        (line("kohi", "fact:other", "cap = \"cap\""), false, "another amount"),
    ] {
        let c = stepped(&other, &flow);
        let found = inverted(c, &[("loan", 3 * TEN), ("grant", TEN)]);
        assert_eq!((found.largest.is_some(), !found.full.is_empty()), (limits, limits), "{what}");
        if limits {
            assert_eq!(
                found.largest.map(|f| (f.amount.0, f.ceiling)),
                Some((25_000_000, Some(Yen(25_000_000)))),
                "{what}"
            );
        }
    }
}

/// The ceiling is that of its own ratio, whatever other groups there are; other requirements do not matter to it.
#[test]
fn other_ratios_and_other_requirements_do_not_matter() {
    let rows = ceiling("cap", 25_000_000, "") + &steps("cap", "grant", [35_000_000, 50_000_000]);
    let floor = ceiling("floor", 1_000_000, "floor = true\n") + &steps("floor", "grant", [2_000_000, 3_000_000]);
    let plain = ceiling("plain", 99_000_000, "");
    let other = ceiling("other", 7_000_000, "") + &steps("other", "other", [8_000_000, 9_000_000]);
    let more = requirement("fact = \"digital\", is = true");
    for before in [String::new(), floor, plain, other] {
        let terms = [eligible(ANYBODY), requirement(ONCE), more.clone(), before.clone(), rows.clone(), capped("")];
        let c = bundle(&facts(), &terms.concat());
        let found = inverted(c, &[("loan", 3 * TEN), ("grant", 2 * TEN), ("other", TEN), ("digital", 0)]);
        assert_eq!(found.ceiling, Some(Yen(35_000_000)), "{before}");
        assert_eq!(found.largest.map(|f| f.amount.0), Some(25_000_000), "{before}");
        assert_eq!(
            amounts(&found.full),
            [(25_000_000, Some(25_000_000)), (52_500_000, Some(35_000_000)), (100_000_000, Some(50_000_000))]
        );
    }
}

fn flowing(terms: &str, all: &[(&str, u64)]) -> (Split, &'static Catalogue) {
    let c = bundle(&facts(), &(eligible(ANYBODY) + terms));
    let profile = answers(c, all);
    (split(asked(c, &profile), &c.programmes.all()[0]), c)
}

/// Two ways of the money are one where they come to the same yen; while an amount is missing, where rates and ceilings
/// are the same.
#[test]
fn ways_that_come_to_the_same_are_told_once() {
    let when = "fact = \"digital\", is = true";
    let rates = |second: &str| rate("g", "1/2", "") + &rate("g", second, when);
    let caps = ceiling("cap", 25_000_000, "") + &ceiling("cap", 35_000_000, &format!("when = {{ {when} }}\n"));
    let parts = |keys: &str| {
        line("a", "fact:grant", &format!("rate = \"g\"\n{keys}to = \"国費\""))
            + &line("b", "fact:grant", "rest = [\"a\"]\nto = \"地方負担\"")
    };
    let by_rate = rates("9/10") + &parts("");
    let by_cap = rate("g", "1/2", "") + &caps + &parts("cap = \"cap\"\n");
    for (terms, grant, ways) in [
        (&by_rate, Some(TEN), 2),
        (&by_rate, Some(0), 1),
        (&by_rate, None, 2),
        (&by_cap, Some(6 * TEN), 2),
        (&by_cap, Some(TEN), 1),
        (&by_cap, None, 2),
    ] {
        let all: Vec<(&str, u64)> = grant.iter().map(|n| ("grant", *n)).collect();
        assert_eq!(flowing(terms, &all).0.leading.len(), ways, "{grant:?} {terms}");
    }
}

/// A group of rates or ceilings that no line takes decides nothing about the money.
#[test]
fn what_no_line_takes_decides_nothing() {
    let when = "fact = \"digital\", is = true";
    let line = line("a", "fact:grant", "rate = \"g\"\nto = \"国費\"");
    let used = rate("g", "1/2", "") + &line;
    let rates = rate("h", "1/2", "") + &rate("h", "9/10", when);
    let caps = ceiling("cap", 25_000_000, "") + &ceiling("cap", 35_000_000, &format!("when = {{ {when} }}\n"));
    let capped = caps.clone() + &used.replace("to = ", "cap = \"cap\"\nto = ");
    let taken = rates.clone() + &rate("g", "1/2", "") + &line.replace("rate = \"g\"", "rate = \"h\"");
    for (terms, decides) in [(rates + &used, 0), (caps + &used, 0), (capped, 1), (taken, 1)] {
        let (split, c) = flowing(&terms, &[("grant", 9 * TEN)]);
        assert_eq!((split.deciding.len(), split.leading.len()), (decides, decides + 1), "{terms}");
        assert_eq!(c.programmes.all().len(), 1);
    }
}
