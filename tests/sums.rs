//! Sums of a flow and of several programmes together, each against a second way to add up.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/dice.rs"]
mod dice;

use std::collections::BTreeSet;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rank::group;
use chiiki_navi::domain::money::combine::{BUCKETS, MOST, Pair, combine};
use chiiki_navi::domain::money::scenario::{Amount, Scenario, Split, Why};
use chiiki_navi::domain::money::split::split;
use chiiki_navi::domain::money::total::{Sum, bucket, in_scenario, known};
use chiiki_navi::domain::plan::project::{CostItem, Project};
use chiiki_navi::domain::plan::rank::{Candidate, combinations, with_money};
use chiiki_navi::domain::plan::understood::Overlap;
use chiiki_navi::domain::terms::flow::{Base, Bucket, Line, Step};
use chiiki_navi::domain::terms::profile::{FactId, FactKind, Profile, Unit, Value};
use chiiki_navi::domain::terms::programme::LinkKind::{self, Excludes, Fallback, PartOf, See, Then, With};
use chiiki_navi::domain::terms::programme::{Instrument, Link, Programme, RateGroup, RateRow, RateValue};
use chiiki_navi::domain::value::date::{Date, Period};
use chiiki_navi::domain::value::number::{Decimal, Share, Yen};
use dice::Dice;

const GAP: Amount = Amount::Missing(FactId(0));
const BEFORE: Amount = Amount::BeforeAdjustment(Yen(7));
const OTHER: Amount = Amount::BeforeAdjustment(Yen(8));
const SILENT: Amount = Amount::NotComputable(Why::Adjusted);

fn sum(lo: u64, hi: u64, open: Option<Amount>) -> Sum {
    Sum { lo: Yen(lo), hi: Yen(hi), open }
}

/// Ends are added to ends; what is not an amount stays to be said, and two amounts before 財政力補正 are never added.
#[test]
fn sums_are_added_end_by_end() {
    assert_eq!(sum(1, 20, None).plus(sum(300, 4_000, None)), sum(301, 4_020, None));
    for (a, b, both) in [
        (None, None, None),
        (Some(GAP), None, Some(GAP)),
        (None, Some(BEFORE), Some(BEFORE)),
        (Some(BEFORE), Some(GAP), Some(GAP)),
        (Some(GAP), Some(BEFORE), Some(GAP)),
        (Some(GAP), Some(SILENT), Some(GAP)),
        (Some(SILENT), Some(GAP), Some(SILENT)),
        (Some(BEFORE), Some(BEFORE), Some(SILENT)),
        (Some(BEFORE), Some(OTHER), Some(SILENT)),
    ] {
        assert_eq!(sum(1, 1, a).plus(sum(2, 2, b)), sum(3, 3, both), "{a:?} and {b:?}");
    }
    assert_eq!(sum(5, 5, None).exact(), Some(Yen(5)));
    assert_eq!([sum(5, 6, None).exact(), sum(5, 5, Some(GAP)).exact()], [None, None]);
}

fn line(base: Base, step: Step, bucket: Option<Bucket>) -> Line {
    Line { id: "a", label: "a", base, step, cap: None, bucket, cites: &[] }
}

fn scenario(amounts: &[Amount]) -> Scenario {
    Scenario { rates: vec![], caps: vec![], reading: "", amounts: amounts.to_vec(), cut: vec![] }
}

fn leading(all: &[&[Amount]]) -> Split {
    Split { leading: all.iter().map(|a| scenario(a)).collect(), ..Split::default() }
}

/// A programme of three lines: two of the nation, one that belongs to nobody.
fn three_lines() -> &'static Programme {
    let whole = |bucket| line(Base::Fact(FactId(0)), Step::Whole, bucket);
    let flow = vec![whole(Some(Bucket::National)), whole(None), whole(Some(Bucket::National))].leak();
    Box::leak(Box::new(Programme { flow, rates: &[], ceilings: &[], ..catalogue().programmes[0] }))
}

/// What a bucket comes to, in one scenario and over all that may come.
#[test]
fn a_bucket_holds_its_own_lines_only() {
    let p = three_lines();
    let yen = |n| Amount::Yen(Yen(n));
    let one = |amounts: &[Amount]| in_scenario(p, &scenario(amounts), Bucket::National);
    assert_eq!(one(&[yen(1), yen(20), yen(300)]), (Yen(301), None));
    assert_eq!(one(&[yen(1), GAP, BEFORE]), (Yen(1), Some(BEFORE)));
    assert_eq!(one(&[BEFORE, yen(20), BEFORE]), (Yen(0), Some(SILENT)), "two lines are not the same line");
    assert_eq!(known(p, &scenario(&[yen(1), yen(20), GAP])), Yen(1));
    let over = |all: &[&[Amount]]| bucket(p, &leading(all), Bucket::National);
    let (low, high) = (&[yen(1), yen(9), yen(2)][..], &[yen(5), yen(0), yen(6)][..]);
    assert_eq!(over(&[high, low]), Some(sum(3, 11, None)));
    assert_eq!(over(&[low, high]), Some(sum(3, 11, None)));
    let same = &[yen(1), yen(9), BEFORE][..];
    assert_eq!(over(&[same, same]), Some(sum(1, 1, Some(BEFORE))), "the same line in another scenario");
    assert_eq!(over(&[same, &[yen(1), yen(9), OTHER]]), Some(sum(1, 1, Some(SILENT))));
    assert_eq!(over(&[low, same]), Some(sum(1, 3, Some(BEFORE))));
    assert_eq!(bucket(p, &leading(&[low]), Bucket::Local), None, "no line of its own");
    assert_eq!(over(&[]), None);
}

/// The range of a line over all that may come: of amounts, and of amounts before 財政力補正.
#[test]
fn a_line_has_a_range_where_it_is_an_amount_everywhere() {
    let yen = |n| Amount::Yen(Yen(n));
    let range = |lo, hi| Some((Yen(lo), Yen(hi)));
    for (all, bounds, before) in [
        (vec![yen(3), yen(1), yen(2)], range(1, 3), None),
        (vec![yen(3), GAP], None, None),
        (vec![GAP, yen(3)], None, None),
        (vec![yen(9), BEFORE, yen(3)], None, range(3, 9)),
        (vec![BEFORE, OTHER], None, range(7, 8)),
        (vec![BEFORE, SILENT], None, None),
        (vec![SILENT, BEFORE], None, None),
        (vec![], None, None),
    ] {
        let split = Split { leading: all.iter().map(|a| scenario(&[*a])).collect(), ..Split::default() };
        assert_eq!((split.bounds(0), split.before_adjustment(0)), (bounds, before), "{all:?}");
        assert_eq!((split.bounds(1), split.before_adjustment(1)), (None, None), "no such line");
        assert!(!split.is_overdrawn());
    }
    let over = Amount::NotComputable(Why::Overdrawn);
    assert!(leading(&[&[yen(1)], &[yen(1), over]]).is_overdrawn());
}

/// What the other party pays whole is computed, and under 財政力補正 it is an amount before it, after which nothing is.
#[test]
fn a_full_rate_is_the_whole_and_under_adjustment_an_amount_before_it() {
    let (fact, _) = catalogue().fact_named("public_money").expect("a fact");
    let mut profile = Profile::new();
    profile.give(fact, Value::Number(Decimal::whole(1_000)));
    let half = RateValue::Share(Share::new(1, 2).expect("a share"));
    for (value, adjusted, first) in [
        (RateValue::Full, false, Amount::Yen(Yen(1_000))),
        (RateValue::Full, true, Amount::BeforeAdjustment(Yen(1_000))),
        (half, false, Amount::Yen(Yen(500))),
        (half, true, Amount::BeforeAdjustment(Yen(500))),
        (RateValue::NotStated, false, Amount::NotComputable(Why::NoRate)),
    ] {
        let period = Period { from: None, to: None };
        let row = RateRow { label: "", when: None, value, adjusted, period, others: &[], cites: &[] };
        let group = RateGroup { id: "a", instrument: Instrument::National, of: "", rows: vec![row].leak() };
        let flow = vec![
            line(Base::Fact(fact), Step::Rate(0), Some(Bucket::National)),
            line(Base::Fact(fact), Step::Rest(&[0]), Some(Bucket::Local)),
        ];
        let p = Programme { rates: vec![group].leak(), ceilings: &[], flow: flow.leak(), ..catalogue().programmes[0] };
        let as_of = Date::new(2024, 6, 1).expect("a day");
        let found = split(Inquiry { catalogue: catalogue(), profile: &profile, as_of }, Box::leak(Box::new(p)));
        let rest = match first {
            Amount::Yen(y) => Amount::Yen(Yen(1_000 - y.0)),
            Amount::BeforeAdjustment(_) => SILENT,
            open => open,
        };
        assert_eq!(found.leading.len(), 1);
        assert_eq!(found.leading[0].amounts, [first, rest], "{value:?} {adjusted}");
    }
}

/// Amounts of all kinds, and every other answer by chance.
fn priced(dice: &mut Dice) -> Profile {
    let mut out = Profile::new();
    for (id, fact) in catalogue().fact_ids() {
        let value = match fact.kind {
            FactKind::YesNo => Value::Flag(dice.roll(3) > 0),
            FactKind::Choice(all) => Value::Choice(u8::try_from(dice.roll(all.len())).expect("few")),
            FactKind::Number { unit: Unit::Yen, .. } => {
                Value::Number(Decimal::whole([10_000_000, 36_000_000][dice.roll(2)]))
            }
            FactKind::Number { max, .. } => Value::Number(Decimal::whole(1).min(max)),
            FactKind::Day => continue,
        };
        out.give(id, value);
    }
    out
}

/// Programmes that are linked or share an amount are picked more often than others.
fn picked(dice: &mut Dice) -> Vec<&'static Programme> {
    let all = catalogue().programmes.all();
    let mut out: Vec<&Programme> = Vec::new();
    while out.len() < 2 + dice.roll(5) {
        let p = &all[dice.roll(all.len())];
        let mut near = vec![p];
        near.extend(p.links.iter().filter(|_| !p.flow.is_empty()).filter_map(|l| catalogue().programme(l.to)));
        for p in near {
            if !out.iter().any(|q| q.id == p.id) {
                out.push(p);
            }
        }
    }
    out.truncate(MOST);
    out
}

/// Chosen programmes: what forbids a pair is a link or a cost of both; the alternatives are all largest sets without one.
#[test]
fn alternatives_are_all_largest_sets_that_do_not_clash() {
    let (mut several, mut parts) = (0, BTreeSet::new());
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let (profile, chosen) = (priced(&mut dice), picked(&mut dice));
        let inquiry =
            Inquiry { catalogue: catalogue(), profile: &profile, as_of: Date::new(2024, 6, 1).expect("a day") };
        let found = combine(inquiry, &chosen);
        assert_eq!(found.members.len(), chosen.len());
        for (m, p) in found.members.iter().zip(&chosen) {
            let out = group(&inquiry.assess(p)).is_out();
            let own = split(inquiry, p);
            let sums: Vec<_> = BUCKETS.iter().filter_map(|b| bucket(p, &own, *b).map(|s| (*b, s))).collect();
            assert_eq!((m.programme.id, &m.sums), (p.id, &if out { vec![] } else { sums }));
            assert!(!out || m.costs.is_empty());
        }
        let mut pairs = found.pairs.iter();
        for a in 0..chosen.len() {
            for b in a + 1..chosen.len() {
                let pair: &Pair = pairs.next().expect("every pair");
                assert_eq!((pair.a, pair.b), (a, b));
                let chosen = &chosen;
                let to = |i: usize, j: usize| {
                    let leads = |l: &&Link| catalogue().programme(l.to).is_some_and(|p| p.id == chosen[j].id);
                    chosen[i].links.iter().filter(leads).map(|l| (i, l.kind)).collect::<Vec<_>>()
                };
                let between: Vec<(usize, LinkKind)> = [to(a, b), to(b, a)].concat();
                assert_eq!(pair.links.iter().map(|(i, l)| (*i, l.kind)).collect::<Vec<_>>(), between);
                let money = !found.members[a].sums.is_empty() && !found.members[b].sums.is_empty();
                let forbids = |k: LinkKind| {
                    [LinkKind::Excludes, LinkKind::Fallback].contains(&k) || k == LinkKind::PartOf && money
                };
                let apart = between.iter().any(|(_, k)| forbids(*k));
                let shared = found.members[a].costs.iter().find(|f| found.members[b].costs.contains(f));
                assert_eq!((pair.apart, pair.same), (apart, shared.copied()));
                assert_eq!(pair.clashes(), apart || shared.is_some());
                let with = between.iter().any(|(_, k)| *k == LinkKind::With);
                assert_eq!(pair.is_stated(), apart || with);
                parts.extend(between.iter().filter(|(_, k)| *k == LinkKind::PartOf).map(|_| money));
            }
        }
        assert!(pairs.next().is_none());
        let clash = |a: usize, b: usize| found.pairs.iter().any(|p| p.clashes() && (p.a, p.b) == (a.min(b), a.max(b)));
        let sets: Vec<Vec<usize>> = (1_u32..1 << chosen.len())
            .map(|mask| (0..chosen.len()).filter(|i| mask >> i & 1 == 1).collect::<Vec<usize>>())
            .filter(|set| !set.iter().any(|a| set.iter().any(|b| a < b && clash(*a, *b))))
            .collect();
        let largest =
            |set: &&Vec<usize>| !sets.iter().any(|more| more.len() > set.len() && set.iter().all(|i| more.contains(i)));
        let wanted: BTreeSet<Vec<usize>> = sets.iter().filter(largest).cloned().collect();
        assert_eq!(found.together.iter().map(|t| t.members.clone()).collect::<BTreeSet<_>>(), wanted, "seed {seed}");
        assert_eq!(found.together.len(), wanted.len(), "each once");
        several += usize::from(wanted.len() > 1);
        for t in &found.together {
            for (b, sum) in &t.sums {
                let each = t.members.iter().flat_map(|i| &found.members[*i].sums).filter(|(of, _)| of == b);
                let (lo, hi) = each.clone().fold((0, 0), |(lo, hi), (_, s)| (lo + s.lo.0, hi + s.hi.0));
                assert_eq!((sum.lo.0, sum.hi.0), (lo, hi));
                assert_eq!(sum.open.is_some(), each.clone().any(|(_, s)| s.open.is_some()));
            }
        }
    }
    assert!(several > 20 && parts.len() == 2, "{several} {parts:?}");
}

/// Two answers stand together unless one of them says that they cannot, whichever of the two; that they may be used
/// together is said by 「あわせて使う」 alone. One cost item is not paid for twice.
#[test]
fn answers_stand_together_as_either_of_them_says() {
    let c = catalogue();
    let item = || CostItem::new(None, String::new(), Yen(10_000_000));
    let project = Project { costs: vec![item(), item()], ..Project::default() };
    let (profile, as_of) = (priced(&mut Dice(1)), Date::new(2024, 6, 1).expect("a day"));
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of };
    let with_burden = |p: &'static Programme| {
        let found = with_money(inquiry, &project, p, Overlap::default());
        found.burden().is_some().then_some((p, found))
    };
    let mut both = c.programmes.iter().filter_map(with_burden);
    let ((one, first), (other, second)) = (both.next().expect("one"), both.next().expect("another"));
    let takes = |found: &Candidate, p: &'static Programme, links: Vec<Link>, items: &[usize]| {
        let mut out = found.clone();
        out.assessment.programme = Box::leak(Box::new(Programme { links: links.leak(), ..*p }));
        out.costs.items = items.to_vec();
        out
    };
    let to = |p: &Programme, kind: LinkKind| {
        let to = c.programme_id(p.id).expect("a programme");
        vec![Link { to, kind, note: "", cites: &[] }]
    };
    for (kind, apart, stated) in [
        (Excludes, true, false),
        (Fallback, true, false),
        (PartOf, true, false),
        (See, false, false),
        (Then, false, false),
        (With, false, true),
    ] {
        for (mine, theirs) in [(to(other, kind), vec![]), (vec![], to(one, kind)), (to(other, kind), to(one, kind))] {
            let answers = [takes(&first, one, mine, &[0]), takes(&second, other, theirs, &[1])];
            let found = combinations(c, &project, &answers);
            let pair = found.iter().find(|t| t.members == [0, 1]);
            assert_eq!(pair.map(|t| t.stated), (!apart).then_some(stated), "{kind:?}");
            assert_eq!(found.iter().filter(|t| t.members.len() == 1).count(), 2);
        }
    }
    let same = [takes(&first, one, to(other, With), &[0]), takes(&second, other, vec![], &[0, 1])];
    assert!(combinations(c, &project, &same).iter().all(|t| t.members.len() == 1));
}
