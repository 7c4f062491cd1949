//! Where a result stands, how many stand there, and what is asked next: each counted a second way, over answers by
//! chance with a seed.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/profiles.rs"]
mod profiles;

use std::cmp::Reverse;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::interview::{Progress, missing, needed, progress, questions, weights};
use chiiki_navi::domain::judge::rank::{Counts, Group, Order, Shelf, ceiling, compare, group, rank, support};
use chiiki_navi::domain::terms::condition::Open;
use chiiki_navi::domain::terms::profile::{Answer, FactId, Profile, Topic};
use chiiki_navi::domain::terms::programme::{Instrument, Kind, Level};
use chiiki_navi::domain::terms::role::Role;
use chiiki_navi::domain::value::date::{Date, Status};
use chiiki_navi::domain::value::truth::Truth;
use profiles::profile;

/// 種別 in the order of the documents' own list.
const KINDS: [Kind; 9] = [
    Kind::NationalSubsidy,
    Kind::Grant,
    Kind::SpecialTax,
    Kind::OrdinaryTax,
    Kind::Bond,
    Kind::TaxRelief,
    Kind::Dispatch,
    Kind::Pilot,
    Kind::Other,
];

/// Every assessment of twelve profiles, each on another day.
fn each(mut see: impl FnMut(&Profile, Vec<Assessment>)) {
    for seed in 0..12 {
        let profile = profile(seed);
        let as_of = Date::new(2023 + i32::try_from(seed).expect("few") % 4, 6, 1).expect("a day");
        see(&profile, Inquiry { catalogue: catalogue(), profile: &profile, as_of }.assess_all());
    }
}

fn place<T: Copy + PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|x| *x == one).expect("listed")
}

/// As the screen says it: shelf, role, what was asked for, よみ, id.
#[test]
fn the_list_stands_in_the_order_that_is_promised() {
    let national = [Instrument::National, Instrument::SpecialTax, Instrument::OrdinaryTax, Instrument::BondRelief];
    let (mut ordered, mut alike) = (0, 0);
    each(|_, all| {
        for a in &all {
            let shares = a.rates.iter().filter(|r| national.contains(&r.group.instrument));
            assert_eq!(
                support(a),
                shares.filter_map(|r| r.selection.bounds()).map(|b| b.0).max(),
                "{}",
                a.programme.id
            );
            let tops = a.ceilings.iter().filter(|c| !c.group.floor).filter_map(|c| c.selection.bounds());
            assert_eq!(ceiling(a), tops.map(|b| b.0).max(), "{}", a.programme.id);
        }
        for order in Order::ALL {
            let mut list = all.clone();
            rank(order, &mut list);
            for pair in list.windows(2) {
                let key = |a: &Assessment| {
                    let level = place(&[Level::Figures, Level::Terms, Level::Mention], a.programme.level);
                    let (share, top) = (Reverse(support(a)), Reverse(ceiling(a)));
                    let kind = place(&KINDS, a.programme.kind);
                    let asked = match order {
                        Order::Certainty => (level, share, top),
                        Order::Support => (0, share, top),
                        Order::Ceiling => (0, Reverse(None), top),
                        Order::Kind => (kind * 10 + level, Reverse(None), Reverse(None)),
                        Order::Name => (0, Reverse(None), Reverse(None)),
                    };
                    let then = if order == Order::Ceiling { share } else { Reverse(None) };
                    let stands = (place(&Shelf::ALL, Shelf::of(a)), place(&Role::ALL, a.programme.role));
                    (stands, asked, then, a.programme.yomi, a.programme.id)
                };
                assert!(key(&pair[0]) < key(&pair[1]), "{order:?}: {:?} before {:?}", key(&pair[0]), key(&pair[1]));
                assert_eq!(compare(order, &pair[0], &pair[1]), key(&pair[0]).cmp(&key(&pair[1])));
                assert_eq!(compare(order, &pair[1], &pair[0]), key(&pair[1]).cmp(&key(&pair[0])));
                ordered += 1;
                alike += usize::from(support(&pair[0]) == support(&pair[1]));
            }
        }
    });
    assert!(alike > 100 && ordered > alike, "ties and others were seen: {alike} of {ordered}");
    for pair in Order::ALL.windows(2) {
        assert_eq!(pair[0].next(), pair[1], "a key steps through all of them");
    }
    assert_eq!((Order::ALL[0], Order::ALL[4].next()), (Order::default(), Order::default()));
}

/// Every result stands in one group and on one shelf, and the counts are those of counting.
#[test]
fn every_result_is_counted_once() {
    each(|_, all| {
        let counts = Counts::over(&all);
        let count = |test: &dyn Fn(&Assessment) -> bool| all.iter().filter(|a| test(a)).count();
        for a in &all {
            let live = matches!(a.status, Status::InForce | Status::Undated);
            let wanted = match a.verdict() {
                _ if !live => Group::OutOfTerm,
                Truth::No => Group::Excluded,
                // A name alone is never 該当.
                Truth::Yes if a.programme.role != Role::Mention => Group::Applies,
                Truth::Yes | Truth::Unknown => Group::Open,
            };
            assert_eq!(group(a), wanted, "{}", a.programme.id);
            assert_eq!(wanted.is_out(), [Group::Excluded, Group::OutOfTerm].contains(&wanted));
        }
        for g in Group::ALL {
            for role in Role::ALL {
                assert_eq!(
                    counts.with(role, g),
                    count(&|a| group(a) == g && a.programme.role == role),
                    "{g:?} {role:?}"
                );
            }
            let usable = |a: &Assessment| matches!(a.programme.role, Role::Money | Role::Support);
            assert_eq!(counts.of(g), count(&|a| group(a) == g && (usable(a) || g == Group::OutOfTerm)), "{g:?}");
        }
        for shelf in Shelf::ALL {
            assert_eq!(counts.on(shelf), count(&|a| Shelf::of(a) == shelf), "{shelf:?}");
        }
        assert_eq!((counts.all(), Shelf::ALL.map(|s| counts.on(s)).iter().sum()), (all.len(), all.len()));
    });
}

/// What is asked still moves something, the body before the place, the place before the plan, the most decisive first.
#[test]
fn questions_are_those_that_still_move_something() {
    each(|profile, all| {
        let c = catalogue();
        let moves = |f: FactId| all.iter().filter(|a| a.missing(profile).contains(&Open::Fact(f))).count();
        let open = missing(&all, profile);
        let counted = weights(c, &open);
        assert_eq!(counted, c.fact_ids().map(|(f, _)| moves(f)).collect::<Vec<_>>());
        let mut wanted: Vec<(usize, Reverse<usize>, FactId)> = Vec::new();
        for (id, fact) in c.fact_ids().filter(|(id, _)| profile.answer(*id) == Answer::NotAsked) {
            let topics = [Topic::Body, Topic::Site, Topic::Plan];
            let Some(topic) = topics.iter().position(|t| *t == fact.topic) else { continue };
            // A plan question of one programme alone belongs to that programme.
            if moves(id) > usize::from(fact.topic == Topic::Plan) {
                wanted.push((topic, Reverse(moves(id)), id));
            }
        }
        wanted.sort_unstable();
        let asked: Vec<_> = questions(c, &counted, profile).iter().map(|q| (q.fact, q.decides)).collect();
        assert_eq!(asked, wanted.iter().map(|(_, Reverse(n), id)| (*id, *n)).collect::<Vec<_>>());
        let settled = all.iter().filter(|a| a.missing(profile).is_empty()).count();
        for a in &all {
            let is_fact = |o: &&Open| matches!(o, Open::Fact(_));
            let missing = a.missing(profile);
            assert_eq!(a.missing_facts(profile), missing.iter().filter(is_fact).copied().collect::<Vec<_>>());
        }
        assert_eq!(progress(&open), Progress { settled, open: all.len() - settled });
        for a in &all {
            let facts = a.missing(profile).into_iter().filter_map(|o| match o {
                Open::Fact(f) => Some(f),
                Open::Point(_) => None,
            });
            let mut all: Vec<FactId> = Vec::new();
            for f in facts.chain(a.programme.inputs()) {
                if profile.answer(f) == Answer::NotAsked && !all.contains(&f) {
                    all.push(f);
                }
            }
            assert_eq!(needed(a, profile), all, "{}", a.programme.id);
        }
    });
}
