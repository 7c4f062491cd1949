//! What a changed answer moves, counted a second way: differences, their tally, layers, cases, and a plan laid over them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/profiles.rs"]
mod profiles;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::change::whatif::{Difference, Kind, Tally, compare, differing, shifts, tallied, tally};
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::matrix::Cases;
use chiiki_navi::domain::judge::rank::{Group, Order, compare as place, group};
use chiiki_navi::domain::money::scenario::{Amount, Split};
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::plan::laid::{Laid, laid};
use chiiki_navi::domain::plan::project::{CostItem, Project};
use chiiki_navi::domain::plan::rank::consult;
use chiiki_navi::domain::plan::understood::{Overlap, Overlaps};
use chiiki_navi::domain::terms::fit::WordId;
use chiiki_navi::domain::terms::profile::{Answer, FactKind, Origin, Profile, Value};
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Yen;
use chiiki_navi::domain::value::truth::Truth;
use profiles::profile;

fn day() -> Date {
    Date::new(2024, 6, 1).expect("a day")
}

fn asked(profile: &Profile) -> Inquiry<'_> {
    Inquiry { catalogue: catalogue(), profile, as_of: day() }
}

fn same<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.iter().all(|o| b.contains(o)) && b.iter().all(|o| a.contains(o))
}

/// What a line may come to, without what is missing.
fn may(split: &Split, line: usize) -> Vec<Amount> {
    let all = split.leading.iter().filter_map(|s| s.amounts.get(line));
    all.filter(|a| !matches!(a, Amount::Missing(_))).copied().collect()
}

/// How a programme moves, and the groups of rates, the groups of ceilings and the lines of the flow that do.
type Moved = (Kind, Vec<usize>, Vec<usize>, Vec<usize>);

/// How a programme moves between two profiles, without looking at the code that says it.
fn moved(p: &'static Programme, a: &Profile, b: &Profile) -> Option<Moved> {
    let (before, after) = (asked(a).assess(p), asked(b).assess(p));
    let live = |g: Group| g == Group::Applies || g == Group::Open;
    let (from, to) = (group(&before), group(&after));
    let kind = if from == to {
        Kind::Figures
    } else if !live(from) {
        Kind::Appears
    } else if !live(to) {
        Kind::Vanishes
    } else {
        Kind::Verdict
    };
    let (mut rates, mut ceilings, mut money) = (vec![], vec![], vec![]);
    if live(from) && live(to) {
        let other = |i: &usize| !same(&before.rates[*i].selection.outcomes, &after.rates[*i].selection.outcomes);
        rates = (0..before.rates.len()).filter(other).collect();
        let other = |i: &usize| !same(&before.ceilings[*i].selection.outcomes, &after.ceilings[*i].selection.outcomes);
        ceilings = (0..before.ceilings.len()).filter(other).collect();
        let (was, is) = (split(asked(a), p), split(asked(b), p));
        money = (0..p.flow.len()).filter(|i| !same(&may(&was, *i), &may(&is, *i))).collect();
    }
    let none = kind == Kind::Figures && rates.is_empty() && ceilings.is_empty() && money.is_empty();
    (!none).then_some((kind, rates, ceilings, money))
}

/// The second profile is the first with every seventh answer of another one.
fn pairs() -> Vec<(Profile, Profile)> {
    let all = (0..8).map(|seed| {
        let (a, other) = (profile(seed), profile(seed + 100));
        let mut b = a.clone();
        catalogue().fact_ids().step_by(7).for_each(|(id, _)| b.set(id, other.answer(id)));
        (catalogue().infer(&a), catalogue().infer(&b))
    });
    all.collect()
}

#[test]
fn differences_are_those_that_can_be_seen() {
    let mut kinds = [0; 4];
    for (a, b) in &pairs() {
        let found = shifts(asked(a), b);
        let told = |d: &Difference| (d.kind, d.rates.clone(), d.ceilings.clone(), d.money.clone());
        for p in catalogue().programmes {
            let one: Vec<_> = found.iter().filter(|d| d.after.programme.id == p.id).map(told).collect();
            assert_eq!(one, moved(p, a, b).into_iter().collect::<Vec<_>>(), "{}", p.id);
        }
        let order =
            |x: &Difference, y: &Difference| x.kind.cmp(&y.kind).then(place(Order::default(), &x.after, &y.after));
        assert!(found.is_sorted_by(|x, y| order(x, y).is_lt()));
        let mut wanted = Tally::default();
        for d in &found {
            let delta = |g: Group| isize::from(group(&d.after) == g) - isize::from(group(&d.before) == g);
            wanted.applies += delta(Group::Applies);
            wanted.open += delta(Group::Open);
            wanted.excluded += delta(Group::Excluded);
            wanted.rates += usize::from(!d.rates.is_empty());
            wanted.ceilings += usize::from(!d.ceilings.is_empty());
            let money = d.kind == Kind::Figures && d.rates.is_empty() && d.ceilings.is_empty();
            wanted.money += usize::from(money);
            kinds[d.kind as usize] += 1;
        }
        assert_eq!(tally(&found), wanted);
        assert_eq!(tallied(asked(a), b), wanted);
        assert!(shifts(asked(a), a).is_empty() && tally(&[]) == Tally::default());
    }
    assert!(kinds.iter().all(|n| *n > 3), "{kinds:?}");
}

/// The answers that are named decide: taken back, or made alone, each moves the programme; and they differ by themselves.
#[test]
fn what_is_named_as_the_reason_moves_the_programme() {
    let own = |p: &Profile, f| match p.answer(f) {
        Answer::Known(_, Origin::Inferred(_)) => Answer::NotAsked,
        other => other,
    };
    let mut seen = 0;
    for (a, b) in pairs().iter().take(3) {
        let value = |p: &Profile, f| if let Answer::Known(v, _) = own(p, f) { Some(v) } else { None };
        let facts: Vec<_> = catalogue().fact_ids().map(|(f, _)| f).filter(|f| value(a, *f) != value(b, *f)).collect();
        assert_eq!(differing(catalogue(), a, b), facts);
        for d in compare(asked(a), b) {
            let p = d.after.programme;
            let with = |base: &Profile, from: &Profile, which: &[_]| {
                let mut out = base.clone();
                which.iter().for_each(|f| out.set(*f, own(from, *f)));
                catalogue().infer(&out)
            };
            let decides = |f| moved(p, b, &with(b, a, &[f])).is_some() || moved(p, a, &with(a, b, &[f])).is_some();
            let alone: Vec<_> = facts.iter().copied().filter(|f| decides(*f)).collect();
            if alone.is_empty() {
                assert!(moved(p, a, &with(a, b, &d.because)).is_some(), "{}: all of them together", p.id);
                for gone in &d.because {
                    let fewer: Vec<_> = d.because.iter().copied().filter(|f| f != gone).collect();
                    assert!(moved(p, a, &with(a, b, &fewer)).is_none(), "{}: none too many", p.id);
                }
            } else {
                assert_eq!(d.because, alone, "{}", p.id);
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

/// Body and plan apart, and the terms of the plan counted one by one.
#[test]
fn layers_are_the_terms_counted() {
    let mut all = [0; 4];
    for seed in 0..12 {
        let profile = profile(seed);
        for a in asked(&profile).assess_all() {
            let terms: Vec<Option<Truth>> = a.requirements(&profile).map(|(_, t)| t).collect();
            let count = |wanted: Option<Truth>| terms.iter().filter(|t| **t == wanted).count();
            let found = a.layers(&profile);
            let counts = [Some(Truth::Yes), Some(Truth::No), Some(Truth::Unknown), None].map(count);
            assert_eq!([found.met, found.failed, found.open, found.people], counts, "{}", a.programme.id);
            assert_eq!((found.body, found.terms()), (a.body, a.programme.requirements.len()));
            all.iter_mut().zip(counts).for_each(|(n, more)| *n += more);
            let settled = match (a.verdict(), a.plan) {
                (Truth::No, _) => true,
                (verdict, plan) => verdict == Truth::Yes && plan == Truth::Yes,
            };
            assert_eq!(a.is_settled(), settled);
            let no = !a.status.is_live() || a.plan == Truth::No || a.body == Truth::No;
            assert_eq!(a.verdict() == Truth::No, no);
        }
    }
    assert!(all.iter().all(|n| *n > 0), "{all:?}");
}

fn told(a: &Assessment) -> (Truth, Truth, Vec<bool>) {
    (a.body, a.plan, a.rates.iter().map(|r| r.selection.is_settled()).collect())
}

/// Profiles of one case cannot be told apart, and each profile has its number.
#[test]
fn a_case_stands_for_every_profile_of_its_number() {
    let profiles: Vec<Profile> = (0..30).map(profile).collect();
    for p in catalogue().programmes.iter().step_by(3) {
        let mut cases = Cases::new(p, catalogue(), day());
        let mut numbers = Vec::new();
        for profile in &profiles {
            let number = cases.of(profile);
            assert_eq!(cases.of(profile), number, "the same again");
            assert!(number <= numbers.iter().copied().max().map_or(0, |n: usize| n + 1));
            numbers.push(number);
            let own = cases.inquiry(profile).assess(p);
            let case = cases.get(number).expect("met");
            assert_eq!(told(&case.assessment), told(&own), "{}", p.id);
            assert_eq!(case.assessment.missing(&case.profile), own.missing(profile), "{}", p.id);
        }
        assert_eq!((cases.all().len(), cases.programme().id), (numbers.iter().max().map_or(0, |n| n + 1), p.id));
        assert!(cases.get(cases.all().len()).is_none());
        for (number, case) in cases.all().iter().enumerate() {
            let first = numbers.iter().position(|n| *n == number).expect("met");
            assert_eq!(case.profile, profiles[first]);
        }
    }
}

/// A plan's amounts go where it fits or where a programme was chosen; what cannot be had has no yen.
#[test]
fn a_plan_is_laid_where_it_fits_or_was_chosen() {
    let c = catalogue();
    let project = Project {
        purposes: vec![(WordId(0), 4), (WordId(3), 2)],
        costs: vec![CostItem::new(None, String::new(), Yen(30_000_000))],
        ..Project::default()
    };
    let overlaps = Overlaps { each: vec![Overlap::default(); c.programmes.len()], ..Overlaps::default() };
    let some: Vec<&'static Programme> = c.programmes.iter().step_by(2).collect();
    let id = |p: &'static Programme| p.id;
    let mut out_without_yen = 0;
    for seed in 0..4 {
        let profile = profile(seed);
        let inquiry = asked(&profile);
        let fits: Vec<_> =
            consult(inquiry, &project, &overlaps).answers.iter().map(|a| a.assessment.programme.id).collect();
        let among: Vec<_> = fits.into_iter().filter(|f| some.iter().any(|p| p.id == *f)).collect();
        for chosen in [false, true] {
            let Laid { judged, results, .. } = laid(inquiry, &project, &overlaps, &some, chosen);
            let ids: Vec<_> = judged.iter().map(|j| j.assessment.programme.id).collect();
            let mut wanted = among.clone();
            wanted.extend(some.iter().copied().map(id).filter(|p| chosen && !among.contains(p)));
            assert_eq!(ids, wanted);
            assert_eq!(
                results.iter().map(|a| a.programme.id).collect::<Vec<_>>(),
                some.iter().copied().map(id).collect::<Vec<_>>()
            );
            for (a, p) in results.iter().zip(&some) {
                let own = judged.iter().find(|j| j.assessment.programme.id == p.id);
                let alone = own.map_or_else(|| inquiry.assess(p), |j| inquiry.with(&j.costs.profile).assess(p));
                assert_eq!((told(a), group(a)), (told(&alone), group(&alone)), "{}", p.id);
            }
            for j in &judged {
                // Of what has no flow there is none to tell either.
                let yen = !j.is_out() && !j.assessment.programme.flow.is_empty();
                assert_eq!(j.split != Split::default(), yen, "{}", j.assessment.programme.id);
                out_without_yen += usize::from(j.is_out());
            }
        }
    }
    assert!(out_without_yen > 10);
}

/// The plan's own answers stand over the town's; what follows from its purposes stands where nobody answered.
#[test]
fn a_plan_brings_its_own_answers() {
    let c = catalogue();
    let (flag, _) =
        c.fact_ids().find(|(_, f)| matches!(f.kind, FactKind::YesNo) && f.id == "digital").expect("a question");
    let mut town = Profile::new();
    town.give(flag, Value::Flag(false));
    let own = vec![(flag, Answer::Known(Value::Flag(true), Origin::Given))];
    let project = Project { answers: own, ..Project::default() };
    assert_eq!(project.over(&town).value(flag), Some(Value::Flag(true)));
    assert_eq!(project.on(c, &town).value(flag), Some(Value::Flag(true)));
    assert_eq!(Project::default().on(c, &town), town, "a plan that says nothing changes nothing");
    let mut seen = 0;
    for settled in c.vocabulary.settled {
        let (fact, value) = settled.answer(c).expect("an option");
        for purpose in 0..u8::try_from(c.vocabulary.purposes.len()).expect("few") {
            let plan = Project { purposes: vec![(WordId(purpose), 1)], ..Project::default() };
            let open = settled.unless.contains(&WordId(purpose));
            let first = c
                .vocabulary
                .settled
                .iter()
                .find(|s| s.answer(c).is_some_and(|(f, _)| f == fact) && !s.unless.contains(&WordId(purpose)));
            let wanted = first.and_then(|s| s.answer(c)).map(|(_, v)| v);
            assert_eq!(plan.on(c, &Profile::new()).value(fact), wanted);
            assert!(open || wanted.is_some());
            let mut asked = Profile::new();
            asked.set(fact, Answer::DontKnow);
            assert_eq!(plan.on(c, &asked).value(fact), None, "who does not know is not answered for");
            seen += usize::from(wanted == Some(value));
        }
        assert_eq!(Project::default().on(c, &Profile::new()).value(fact), None);
    }
    assert!(seen > 0);
}
