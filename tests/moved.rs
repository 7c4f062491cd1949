//! What could be answered otherwise, what cannot stand together and what is near, on small bundles of one's own: the
//! forms that the handed-out content does not have, or has once.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/made.rs"]
mod made;

use chiiki_navi::domain::change::moves::{Change, Cut, Span, moves};
use chiiki_navi::domain::change::nearmiss::{Goal, Near, NearMisses, near_misses};
use chiiki_navi::domain::change::whatif::sweep;
use chiiki_navi::domain::judge::clash::{agreed, clashes};
use chiiki_navi::domain::judge::completion::Completions;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::terms::catalogue::Catalogue;
use chiiki_navi::domain::terms::condition::Comparison::{self, Above, AtLeast, AtMost, Below};
use chiiki_navi::domain::terms::condition::{Condition, World};
use chiiki_navi::domain::terms::profile::{FactId, Profile, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::{Date, Status};
use chiiki_navi::domain::value::number::{Decimal, Share};
use chiiki_navi::domain::value::truth::Truth;
use made::{bundle, eligible, fact, rate, requirement};

const ANYBODY: &str = "fact = \"entity\"\nin = [\"shi\", \"machi\"]";

fn id(c: &Catalogue, name: &str) -> FactId {
    c.fact_named(name).expect("a fact").0
}

fn number(text: &str) -> Value {
    Value::Number(Decimal::parse(text).expect("a number"))
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// Answers: 「x=3」, 「b=yes」, 「d=2024-04-01」.
fn answers(c: &Catalogue, all: &[&str]) -> Profile {
    let mut out = Profile::new();
    for one in all {
        let (name, value) = one.split_once('=').expect("a name and a value");
        let value = match value {
            "yes" => Value::Flag(true),
            "no" => Value::Flag(false),
            "shi" => Value::Choice(0),
            "machi" => Value::Choice(1),
            v => Date::parse(v).map_or_else(|| number(v), Value::Day),
        };
        out.give(id(c, name), value);
    }
    out
}

fn conditions(c: &Catalogue) -> Vec<&'static Condition> {
    c.programmes.all()[0].conditions().collect()
}

/// The moves of one fact.
fn of(c: &'static Catalogue, profile: &Profile, name: &str) -> Vec<(Value, Span)> {
    let all = moves(c, &conditions(c), profile).into_iter();
    all.filter(|m| m.fact == id(c, name)).map(|m: Change| (m.value, m.span)).collect()
}

/// Every value of a grid is tried: each run of values that all conditions judge alike is one move, to the value nearest
/// to the present one; unanswered, to the one at the cut.
#[test]
fn a_number_line_is_cut_where_conditions_change_their_mind() {
    let facts =
        [fact("x", "places = 1\nmin = \"1\"\nmax = \"20\""), fact("y", "unit = \"人\"\nmin = \"0\"\nmax = \"100\"")];
    let tests = [
        "fact = \"x\", at_least = \"2.5\"",
        "fact = \"x\", above = \"7.2\"",
        "fact = \"x\", at_most = \"10\"",
        "fact = \"x\", below = \"14.1\"",
        "fact = \"x\", per = \"y\", at_least = \"0.55\"",
        "fact = \"x\", per = \"y\", above = \"1.13\"",
        "fact = \"y\", per = \"x\", at_least = \"1.5\"",
        "fact = \"y\", per = \"x\", below = \"3\"",
        "fact = \"y\", per = \"x\", at_most = \"0.45\"",
        "fact = \"y\", per = \"x\", above = \"0.7\"",
    ];
    let grid: Vec<Decimal> = (10..=200).map(|mantissa| Decimal { mantissa, places: 1 }).collect();
    let mut seen = 0;
    // Each alone, and all together with one that no answer fails.
    let whole = [tests.as_slice(), &["fact = \"y\", per = \"x\", above = \"0\""]].concat();
    let sets = (0..tests.len()).map(|i| vec![tests[i]]).chain([whole]);
    for set in sets {
        let terms: String = set.iter().map(|t| requirement(t)).collect();
        let c = bundle(&facts.concat(), &(eligible(ANYBODY) + &terms));
        let (x, conditions) = (id(c, "x"), conditions(c));
        for y in ["7", "8"] {
            let base = answers(c, &[&format!("y={y}")]);
            let judged = |n: Decimal| {
                let mut p = base.clone();
                p.give(x, Value::Number(n));
                conditions.iter().map(|c| c.truth(&World::of(&p))).collect::<Vec<Truth>>()
            };
            let mut runs: Vec<Vec<Decimal>> = Vec::new();
            for n in &grid {
                match runs.last_mut() {
                    Some(run) if judged(run[0]) == judged(*n) => run.push(*n),
                    _ => runs.push(vec![*n]),
                }
            }
            for present in std::iter::once(None).chain(grid.iter().copied().map(Some)) {
                let mut profile = base.clone();
                present.iter().for_each(|n| profile.give(x, Value::Number(*n)));
                let there = runs.iter().enumerate().filter(|(_, run)| present.is_none_or(|p| !run.contains(&p)));
                let nearest = |(i, run): (usize, &Vec<Decimal>)| match present {
                    Some(p) if p > run[0] => run[run.len() - 1],
                    None if i == 0 => run[run.len() - 1],
                    _ => run[0],
                };
                let wanted: Vec<Value> = there.map(nearest).map(Value::Number).collect();
                let found: Vec<Value> = of(c, &profile, "x").into_iter().map(|(v, _)| v).collect();
                assert_eq!(found, wanted, "{set:?} with y = {y} from {present:?}");
                seen += found.len();
            }
        }
    }
    assert!(seen > 4_000, "{seen}");
}

/// A bound that has more places than its question is met by the next value that can be answered.
#[test]
fn what_is_proposed_can_be_answered() {
    let facts =
        fact("n", "unit = \"人\"\nmin = \"0\"\nmax = \"9\"") + &fact("z", "places = 2\nmin = \"0\"\nmax = \"1\"");
    let terms = requirement("fact = \"n\", at_least = \"2.5\"") + &requirement("fact = \"z\", below = \"0.25\"");
    let c = bundle(&facts, &(eligible(ANYBODY) + &terms));
    let shown = |name: &str, from: &str| -> Vec<String> {
        let all = of(c, &answers(c, &[from]), name).into_iter();
        all.map(|(v, _)| if let Value::Number(n) = v { n.to_string() } else { panic!("{v:?}") }).collect()
    };
    assert_eq!(shown("n", "n=1"), ["3"]);
    assert_eq!(shown("n", "n=7"), ["2"]);
    assert_eq!(shown("z", "z=0.5"), ["0.24"]);
    assert_eq!(shown("z", "z=0.1"), ["0.25"]);
}

/// Of a quotient whose parts are not known the first is told as multiples of each second one, which stands for itself;
/// an amount of nothing is no divisor.
#[test]
fn multiples_are_told_of_what_is_not_known() {
    let yen = |max: &str| format!("unit = \"円\"\nmin = \"0\"\nmax = \"{max}\"");
    let facts = [fact("a", &yen("90000000")), fact("b", &yen("1000000")), fact("c", &yen("90000000"))].concat();
    let ratios = ["per = \"b\", at_least = \"1\"", "per = \"b\", above = \"1.5\"", "per = \"c\", at_least = \"2\""];
    let terms: String = ratios.iter().map(|r| requirement(&format!("fact = \"a\", {r}"))).collect();
    let c = bundle(&facts, &(eligible(ANYBODY) + &terms));
    let (b, second) = (id(c, "b"), id(c, "c"));
    let cut = |at: &str, after| Some(Cut { at: Decimal::parse(at).expect("a number"), after });
    let (one, half, two) = (cut("1", false), cut("1.5", true), cut("2", false));
    let times = [
        (number("999999"), Span::Times(b, None, one)),
        (number("1000000"), Span::Times(b, one, half)),
        (number("1500001"), Span::Times(b, half, None)),
        (number("19999999"), Span::Times(second, None, two)),
        (number("20000000"), Span::Times(second, two, None)),
    ];
    let examples = [vec![(number("1000000"), Span::Example)], vec![(number("10000000"), Span::Example)]];
    for known in [vec![], vec!["b=0"], vec!["b=0", "c=0"]] {
        let profile = answers(c, &known);
        assert_eq!(of(c, &profile, "a"), times, "{known:?}");
        assert_eq!(of(c, &profile, "b"), examples[0], "{known:?}");
    }
    assert_eq!(of(c, &Profile::new(), "c"), examples[1]);
    assert_eq!(of(c, &answers(c, &["a=0"]), "c"), examples[1]);
    // The first is known: it stays, and the second is told in yen.
    let profile = answers(c, &["a=1200000"]);
    assert_eq!(of(c, &profile, "a"), []);
    let whole = (cut("800000", false), cut("1200000", true));
    let between =
        [(number("799999"), Span::Between(None, whole.0)), (number("800000"), Span::Between(whole.0, whole.1))];
    assert_eq!(of(c, &answers(c, &["a=1200000"]), "b")[..2], between);
    let edge = cut("600000", true);
    let moved = [(number("600000"), Span::Between(None, edge)), (number("600001"), Span::Between(edge, None))];
    assert_eq!(of(c, &profile, "c"), moved);
    // The second is known: the first is told in yen, beside the multiples of the other.
    let first = &of(c, &answers(c, &["b=10"]), "a")[..3];
    let (low, high) = (cut("10", false), cut("15", true));
    let yen = [
        (number("9"), Span::Between(None, low)),
        (number("10"), Span::Between(low, high)),
        (number("16"), Span::Between(high, None)),
    ];
    assert_eq!(first, yen);
}

/// A day is moved to the other side of each printed day, once, and only of those that are asked of it.
#[test]
fn a_day_is_moved_to_the_other_side() {
    let facts = fact("d", "type = \"date\"") + &fact("e", "type = \"date\"");
    let tests = [
        "fact = \"d\", at_most = \"2027-03-31\"",
        "fact = \"d\", at_most = \"2027-03-31\"",
        "fact = \"d\", below = \"2026-04-01\"",
        "fact = \"e\", at_least = \"2030-01-01\"",
    ];
    let of_both = |tests: &[&str]| {
        let terms: String = tests.iter().map(|t| requirement(t)).collect();
        bundle(&facts, &(eligible(ANYBODY) + &terms))
    };
    let told = |on: &str, k: Comparison, bound: &str| (Value::Day(day(on)), Span::Day(k, day(bound)));
    let end = [told("2027-03-31", AtMost, "2027-03-31"), told("2027-04-01", Above, "2027-03-31")];
    let start = [told("2026-03-31", Below, "2026-04-01"), told("2026-04-01", AtLeast, "2026-04-01")];
    for (known, wanted) in [
        (vec![], vec![end[0], end[1], start[0], start[1]]),
        (vec!["d=2026-05-01"], vec![end[1], start[0]]),
        (vec!["d=2027-03-31"], vec![end[1], start[0]]),
        (vec!["d=2027-04-01"], vec![end[0], start[0]]),
        (vec!["d=2026-03-31"], vec![end[1], start[1]]),
        (vec!["e=2026-03-31"], vec![end[0], end[1], start[0], start[1]]),
    ] {
        // Whether or not another day is asked for too.
        for c in [of_both(&tests[..3]), of_both(&tests)] {
            assert_eq!(of(c, &answers(c, &known), "d"), wanted, "{known:?}");
        }
    }
}

fn implies(when: &str, fact: &str, is: bool) -> String {
    format!("\n[[implies]]\nwhen = {{ {when} }}\nfact = \"{fact}\"\nis = {is}\nbecause = \"{fact}の理由\"\n")
}

fn both(a: &str, b: &str) -> String {
    format!("all = [ {{ fact = \"{a}\", is = true }}, {{ fact = \"{b}\", is = true }} ]")
}

/// Three answers that cannot all hold although any two can are told as three, each set once, and nothing else with them.
#[test]
fn larger_sets_that_cannot_stand_are_told_whole() {
    let facts: String = ["a", "b", "c", "d", "e", "f", "g", "h", "k"].map(|f| fact(f, "")).concat();
    let rules = implies(&both("a", "b"), "c", true)
        + &implies(&both("d", "e"), "f", true)
        + &implies("fact = \"g\", is = true", "h", true)
        + &implies("fact = \"h\", is = true", "k", true);
    let uses: String = ["c", "f", "k"].map(|f| requirement(&format!("fact = \"{f}\", is = true"))).concat();
    let c = bundle(&(facts + &rules), &(eligible(ANYBODY) + &uses));
    let told = |all: &[&str]| -> Vec<(String, &str)> {
        let names = |facts: &[FactId]| facts.iter().map(|f| c.fact(*f).expect("a fact").id).collect::<String>();
        clashes(c, &answers(c, all)).iter().map(|clash| (names(&clash.facts), clash.because)).collect()
    };
    let set = |names: &str, because| (names.to_owned(), because);
    assert_eq!(told(&["a=yes", "b=yes", "c=yes"]), []);
    assert_eq!(told(&["a=yes", "b=yes", "c=no"]), [set("abc", "cの理由")]);
    assert_eq!(told(&["a=yes", "b=yes", "c=no", "d=yes", "e=no", "g=yes"]), [set("abc", "cの理由")]);
    let two = ["a=yes", "b=yes", "c=no", "d=yes", "e=yes", "f=no"];
    assert_eq!(told(&two), [set("def", "fの理由"), set("abc", "cの理由")]);
    let with_pair = ["a=yes", "b=yes", "c=no", "g=yes", "h=no"];
    assert_eq!(told(&with_pair), [set("gh", "hの理由"), set("abc", "cの理由")]);
    // What merely follows (h) is nobody's answer, and not to blame.
    let (mut followed, none) = agreed(c, &answers(c, &["g=yes"]));
    assert_eq!((followed.value(id(c, "h")), none), (Some(Value::Flag(true)), vec![]));
    followed.give(id(c, "k"), Value::Flag(false));
    assert_eq!(clashes(c, &followed), clashes(c, &answers(c, &["g=yes", "k=no"])));
    assert_eq!(told(&["g=yes", "k=no"]), [set("gk", "kの理由")]);
}

/// Implications that contradict each other whatever is answered blame nobody who answered nothing of them, and the
/// search for those to blame ends.
#[test]
fn rules_that_contradict_each_other_are_no_endless_search() {
    let facts = ["a", "b"].map(|f| fact(f, "")).concat();
    let always = "any = [ { fact = \"digital\", is = true }, { fact = \"digital\", is = false } ]";
    let rules = implies(always, "a", true) + &implies(always, "a", false);
    let c = bundle(&(facts + &rules), &eligible(ANYBODY));
    for known in [vec![], vec!["b=yes"], vec!["a=yes"], vec!["digital=yes"]] {
        assert_eq!(clashes(c, &answers(c, &known)), [], "{known:?}");
    }
}

fn near(c: &'static Catalogue, profile: &Profile, on: &str) -> NearMisses {
    let inquiry = Inquiry { catalogue: c, profile, as_of: day(on) };
    let p: &'static Programme = &c.programmes.all()[0];
    near_misses(inquiry, &inquiry.assess(p))
}

/// The ways to one goal: 「a=yes b=yes」, and whether the town can go them.
fn ways(c: &'static Catalogue, all: &[Near], goal: Goal) -> Vec<(String, bool)> {
    let said = |m: &Change| {
        let value = match m.value {
            Value::Flag(yes) => (if yes { "yes" } else { "no" }).to_owned(),
            other => format!("{other:?}"),
        };
        format!("{}={value}", c.fact(m.fact).expect("a fact").id)
    };
    let ways = all.iter().filter(|n| n.goal == goal).flat_map(|n| &n.ways);
    ways.map(|w| (w.changes.iter().map(said).collect::<Vec<_>>().join(" "), w.changeable)).collect()
}

fn is(fact: &str) -> String {
    format!("{{ fact = \"{fact}\", is = true }}")
}

/// Smallest sets first, each once; where none of them is in the town's hands, the smallest that are; and what an
/// implication would break is changed with it.
#[test]
fn the_way_to_the_verdict_is_told_once_and_can_be_gone() {
    let own = "changeable = true";
    let facts = [fact("a", ""), fact("b", own), fact("c", own), fact("d", own)].concat();
    let way = |text: &str, own| (text.to_owned(), own);
    let told = |rules: &str, when: &str, known: &[&str]| {
        let c = bundle(&format!("{facts}{rules}"), &(eligible(when) + &requirement("fact = \"digital\", is = true")));
        let profile = c.infer(&answers(c, known));
        let found = near(c, &profile, "2024-06-01");
        assert_eq!(found.far, found.near.is_empty());
        ways(c, &found.near, Goal::Verdict)
    };
    let any = format!("any = [ {}, {{ all = [ {}, {} ] }} ]", is("a"), is("b"), is("c"));
    let none = ["a=no", "b=no", "c=no", "d=no"];
    let wanted = [way("a=yes", false), way("b=yes c=yes", true)];
    assert_eq!(told("", &any, &none), wanted);
    // Both orders lead to the same set.
    let all = format!(
        "any = [ {{ all = [ {}, {} ] }}, {{ all = [ {}, {}, {} ] }} ]",
        is("b"),
        is("c"),
        is("a"),
        is("d"),
        is("b")
    );
    assert_eq!(told("", &all, &none), [way("b=yes c=yes", true)]);
    // a alone would contradict b; with b changed too it stands.
    let rule = implies("fact = \"b\", is = true", "a", false);
    let alone = format!("all = [ {} ]", is("a"));
    assert_eq!(told(&rule, &alone, &["b=yes"]), [way("a=yes b=no", false)]);
}

/// A rate that only some answers have is near where an answer is missing; two answers together are told where no single
/// one of the same hands does as much.
#[test]
fn a_higher_rate_is_near_by_the_least_that_reaches_it() {
    let share = |n, d| Goal::Rate(0, Share::new(n, d).expect("a share"));
    let way = |text: &str, own| (text.to_owned(), own);
    let town = ["entity=shi"];
    let c = bundle("", &(eligible(ANYBODY) + &rate("g", "9/10", "fact = \"digital\", is = true")));
    let found = near(c, &answers(c, &town), "2024-06-01");
    assert_eq!(ways(c, &found.near, share(9, 10)), [way("digital=yes", false)]);
    // The answer that raises the rate may be the one that the verdict waits for.
    let who = "fact = \"digital\"\nis = true";
    let c = bundle("", &(eligible(who) + &rate("g", "1/2", "") + &rate("g", "9/10", "fact = \"digital\", is = true")));
    let found = near(c, &Profile::new(), "2024-06-01");
    assert_eq!(ways(c, &found.near, share(9, 10)), [way("digital=yes", false)]);
    let own = "changeable = true";
    let facts = [fact("a", ""), ["b", "c", "d", "e", "f"].map(|f| fact(f, own)).concat()].concat();
    let rows = rate("g", "1/2", "")
        + &rate("g", "2/3", "fact = \"a\", is = true")
        + &rate("g", "2/3", &both("b", "c"))
        + &rate("g", "3/4", "fact = \"d\", is = true")
        + &rate("g", "3/4", &both("e", "f"));
    let c = bundle(&facts, &(eligible(ANYBODY) + &rows));
    let known = ["entity=shi", "a=no", "b=no", "c=no", "d=no", "e=no", "f=no"];
    let found = near(c, &answers(c, &known), "2024-06-01");
    assert_eq!(ways(c, &found.near, share(2, 3)), [way("a=yes", false), way("b=yes c=yes", true)]);
    assert_eq!(ways(c, &found.near, share(3, 4)), [way("d=yes", true)]);
    assert_eq!(found.near.len(), 2);
}

/// What no answer changes is said: a day out of term, and the points that keep a verdict open.
#[test]
fn what_no_answer_changes_is_said() {
    let ended = "\n[period]\nfrom = 2023-04-01\nto = 2024-03-31\ncite = [\"q\"]\n";
    let c = bundle("", &(eligible(ANYBODY) + ended));
    for (on, out) in [
        ("2024-03-31", None),
        ("2024-04-01", Some(Status::Expired(day("2024-03-31")))),
        ("2023-03-31", Some(Status::NotYet(day("2023-04-01")))),
    ] {
        assert_eq!(near(c, &Profile::new(), on).out_of_term, out, "{on}");
    }
    let c = bundle("", &eligible("all = [ { fact = \"entity\", in = [\"shi\"] }, { unclear = \"記載なし\" } ]"));
    for (known, points) in [("entity=shi", vec!["記載なし"]), ("entity=machi", vec![])] {
        assert_eq!(near(c, &answers(c, &[known]), "2024-06-01").points, points, "{known}");
    }
}

/// The stop where the present answer lies is marked, also where a printed bound inside it changes nothing.
#[test]
fn the_present_answer_lies_on_one_stop() {
    let row = "any = [ { fact = \"x\", at_least = \"5\" }, { fact = \"x\", at_least = \"8\" } ]";
    let facts = fact("x", "unit = \"人\"\nmin = \"0\"\nmax = \"20\"");
    let c = bundle(&facts, &(eligible(ANYBODY) + &rate("g", "1/2", "") + &rate("g", "2/3", row)));
    for (x, here) in [("x=3", [true, false]), ("x=6", [false, true]), ("x=9", [false, true])] {
        let profile = answers(c, &["entity=shi", x]);
        let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2024-06-01") };
        let stops = sweep(inquiry, id(c, "x"));
        assert_eq!(stops.iter().map(|s| s.here).collect::<Vec<_>>(), here, "{x}: {stops:?}");
    }
}

/// Every way in which missing answers may turn out, counted and told apart a second way: a variable decides where two of
/// them differ in it alone and come out differently.
#[test]
fn a_variable_decides_where_it_alone_makes_a_difference() {
    let facts: String =
        ["a", "b", "c", "d"].map(|f| fact(f, "")).concat() + &fact("n", "unit = \"人\"\nmin = \"0\"\nmax = \"9\"");
    let whens = [
        format!("any = [ {{ {} }}, {{ {} }} ]", both("a", "b"), both("c", "d")),
        format!("any = [ {{ {} }}, {{ fact = \"n\", at_least = \"3\" }} ]", both("d", "a")),
        format!("all = [ {}, {{ any = [ {}, {} ] }}, {{ fact = \"n\", below = \"7\" }} ]", is("c"), is("c"), is("b")),
        "all = [ { fact = \"entity\", in = [\"shi\"] }, { fact = \"a\", is = true }, { unclear = \"記載なし\" }, { fact = \"d\", is = false } ]".to_owned(),
    ];
    let mut seen = Vec::new();
    for when in whens {
        let c = bundle(&facts, &eligible(&when));
        let (profile, conditions) = (Profile::new(), conditions(c));
        let world = World::of(&profile);
        let all = Completions::new(conditions.iter().copied(), &profile, c.facts);
        let count = all.count().expect("few");
        assert_eq!(all.variables().iter().map(|(_, values)| values.len()).product::<usize>(), count);
        let mut ways = Vec::new();
        for i in 0..count {
            let mut one = Vec::new();
            all.at(i, &mut one);
            let names: Vec<_> = one.iter().map(|(variable, _)| *variable).collect();
            assert_eq!(names, all.variables().iter().map(|(variable, _)| *variable).collect::<Vec<_>>());
            let truth = conditions[0].truth(&World { profile: &profile, assumed: &one });
            assert!(truth != Truth::Unknown && !ways.iter().any(|(other, _)| *other == one), "{one:?}");
            ways.push((one, truth));
        }
        let decides = |at: usize| {
            let alike = |a: &[_], b: &[_]| a.iter().zip(b).enumerate().all(|(i, (x, y))| i == at || x == y);
            ways.iter().any(|(a, x)| ways.iter().any(|(b, y)| x != y && alike(a, b)))
        };
        let mut wanted = Vec::new();
        for (_, (variable, _)) in all.variables().iter().enumerate().filter(|(at, _)| decides(*at)) {
            variable.open(&world, &mut wanted);
        }
        let truths: Vec<Truth> = ways.iter().map(|(_, truth)| *truth).collect();
        assert_eq!(all.deciding(&truths, &world), wanted, "{when}");
        seen.push((all.variables().len(), wanted.len()));
    }
    assert_eq!(seen, [(4, 4), (3, 3), (3, 2), (4, 4)], "in the third b makes no difference");
}
