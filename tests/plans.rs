//! A plan and what the documents have for it, each part told a second way: amounts, edits, counts, points, order.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::path::Path;
use std::sync::LazyLock;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rank::{Group, group};
use chiiki_navi::domain::money::scenario::Amount;
use chiiki_navi::domain::money::total::{Sum, bucket};
use chiiki_navi::domain::plan::beside::beside;
use chiiki_navi::domain::plan::cost::{Costs, costs};
use chiiki_navi::domain::plan::count::{Of, counts};
use chiiki_navi::domain::plan::edits::{Edit, Edits, NAMED};
use chiiki_navi::domain::plan::fit::{Standing, plan_fit};
use chiiki_navi::domain::plan::project::{CostItem, Project};
use chiiki_navi::domain::plan::rank::{Candidate, Consultation, ENOUGH, Section, consult, weight, with_money};
use chiiki_navi::domain::plan::understood::{About, Overlap, Overlaps, Understood};
use chiiki_navi::domain::terms::catalogue::{Catalogue, Municipality};
use chiiki_navi::domain::terms::condition::Condition;
use chiiki_navi::domain::terms::fit::{Fit, WordId};
use chiiki_navi::domain::terms::flow::{Bucket, Step};
use chiiki_navi::domain::terms::late::Late;
use chiiki_navi::domain::terms::profile::{FactId, PlanAmount, Profile, Value};
use chiiki_navi::domain::terms::programme::{Instrument, Link, Programme};
use chiiki_navi::domain::terms::role::Role;
use chiiki_navi::domain::value::date::{Date, Period};
use chiiki_navi::domain::value::number::{Decimal, Yen};
use chiiki_navi::present::money::plan::{MONEY, money_parts};
use chiiki_navi::present::word::WHOLE_BURDEN;
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::sentence::read;
use chiiki_navi::session::prefill::prefill;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| Evidence::new(catalogue()));

fn day() -> Date {
    Date::new(2024, 10, 1).expect("a day")
}

fn town(name: &str) -> &'static Municipality {
    catalogue().municipalities.iter().find(|m| m.name == name).expect("a town")
}

fn profile(name: &str) -> Profile {
    catalogue().infer(&prefill(catalogue(), town(name)))
}

fn asked(profile: &Profile) -> Inquiry<'_> {
    Inquiry { catalogue: catalogue(), profile, as_of: day() }
}

/// The sentences of our own consultations.
fn sentences() -> Vec<(Project, Overlaps)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/consultations/own.json");
    let all: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).expect("readable")).expect("JSON");
    let list = all.get("cases").unwrap_or(&all).as_array().expect("a list");
    let said = list.iter().map(|c| c["said"].as_str().expect("a sentence"));
    let named = ["地域おこし協力隊", "過疎対策事業債を使いたい", "ローカル10,000プロジェクト"];
    let read = said.chain(named).map(|s| read(catalogue(), &EVIDENCE, s));
    read.map(|u| (u.project, EVIDENCE.overlaps(&u.words))).collect()
}

fn item(kind: Option<u8>, label: &str, yen: u64) -> CostItem {
    CostItem::new(kind.map(WordId), label.to_owned(), Yen(yen))
}

fn plan(costs: Vec<CostItem>) -> Project {
    Project { costs, ..Project::default() }
}

/// The question of a programme that an amount of the plan answers.
fn input(p: &'static Programme, wanted: Option<PlanAmount>) -> Option<FactId> {
    p.inputs().into_iter().find(|f| catalogue().fact(*f).expect("a fact").plan == wanted)
}

/// The whole of a plan's cost, as it stands in the places that it was counted in.
fn counted(found: &Costs, project: &Project) -> Yen {
    let taken = found.items.iter().map(|i| project.costs[*i].yen);
    let apart = [found.excluded, found.not_listed, found.of_others, found.unassigned];
    taken.chain(apart).fold(Yen(0), Yen::plus)
}

/// Every cost item goes to one place: what is excluded by name, what a list does not have, or the amount that is asked.
#[test]
fn every_cost_item_is_counted_in_one_place() {
    let empty = Profile::new();
    let (mut excluded, mut unlisted, mut taken) = (0, 0, 0);
    // Each as it is, and as if its documents excluded two kinds by name.
    let stricter = |p: &Programme| Programme { fit: Fit { costs_not: &[WordId(0), WordId(3)], ..p.fit }, ..*p };
    let strict = catalogue().programmes.iter().map(|p| &*Box::leak(Box::new(stricter(p))));
    for p in catalogue().programmes.iter().chain(strict) {
        for kind in 0..u8::try_from(catalogue().vocabulary.costs.len()).expect("few") {
            let project = plan(vec![item(Some(kind), "", 1_000), item(None, "", 20), item(Some(kind), "", 300)]);
            let found = costs(asked(&empty), &project, p, false);
            let not = p.fit.costs_not.contains(&WordId(kind));
            let listed = p.fit.costs.is_empty() || p.fit.costs.contains(&WordId(kind));
            assert_eq!(found.excluded, Yen(if not { 1_300 } else { 0 }), "{}", p.id);
            // An amount of no kind is nothing that is called so.
            let loose = if p.fit.items_only { 20 } else { 0 };
            assert_eq!(found.not_listed, Yen(loose + if !not && !listed { 1_300 } else { 0 }), "{}", p.id);
            let (mut items, sum) = if not || !listed { (vec![1], 20) } else { (vec![0, 1, 2], 1_320) };
            items.retain(|i| *i != 1 || loose == 0);
            let sum = Some(Yen(sum - loose)).filter(|_| !items.is_empty());
            let general = input(p, Some(PlanAmount::Cost));
            if let Some(fact) = general {
                assert_eq!((&found.items, found.eligible), (&items, sum), "{}", p.id);
                assert_eq!(found.profile.yen(fact), sum);
                taken += 1;
            } else {
                assert_eq!((found.items.as_slice(), found.eligible), (&[][..], None), "{}", p.id);
                assert_eq!(found.unassigned, sum.unwrap_or_default(), "{}", p.id);
            }
            assert_eq!(counted(&found, &project), Yen(1_320), "{}", p.id);
            (excluded, unlisted) = (excluded + usize::from(not), unlisted + usize::from(!not && !listed));
        }
        // Without amounts nothing is filled in.
        assert_eq!(costs(asked(&empty), &Project::default(), p, false), Costs::default());
    }
    assert!(excluded > 100 && unlisted > 100 && taken > 100, "{excluded} {unlisted} {taken}");
}

/// No amount of a real consultation vanishes: each programme takes it, or says why it does not.
#[test]
fn no_amount_of_a_consultation_vanishes() {
    let empty = Profile::new();
    let several = "協力隊3人の報償費960万円、活動費600万円、募集300万円、企業の社員の負担金560万円と旅費50万円、組合の準備500万円";
    let several = read(catalogue(), &EVIDENCE, several).project;
    let lent = read(catalogue(), &EVIDENCE, "民間の会社がパン屋を開く。改修4,000万円、銀行融資3,000万円").project;
    let mut apart = 0;
    for project in sentences().into_iter().map(|(project, _)| project).chain([several, lent]) {
        let whole = project.costs.iter().fold(Yen(0), |sum, item| sum.plus(item.yen));
        for p in catalogue().programmes {
            let found = costs(asked(&empty), &project, p, false);
            assert_eq!(counted(&found, &project), whole, "{}: {:?}", p.id, project.costs);
            apart += usize::from(found.unassigned > Yen(0) && found.eligible.is_some());
        }
    }
    assert!(apart > 0);
}

/// Of parts, each amount stands in its own: the last one too, which is only called like the whole.
#[test]
fn what_is_called_like_the_whole_is_the_last_part() {
    let empty = Profile::new();
    let p = catalogue().programme_named("kyoryokutai-katsudo").expect("it");
    let part = |id: &str| catalogue().fact_named(id).expect("a fact").0;
    let parts = ["cost_hosho", "cost_katsudo_sonota"].map(part);
    for (said, wanted) in [
        ("協力隊2人、報償費700万円と活動費600万円", [Some(7_000_000), Some(6_000_000)]),
        ("協力隊2人、報償費700万円", [Some(7_000_000), Some(0)]),
        ("協力隊2人、活動費600万円", [None, None]),
    ] {
        let project = read(catalogue(), &EVIDENCE, said).project;
        let found = costs(asked(&empty), &project, p, false);
        assert_eq!(parts.map(|f| found.profile.yen(f).map(|y| y.0)), wanted, "{said}");
    }
}

/// An item that is called like a question goes there, and to the general amount no more; an answer that was given stays.
#[test]
fn an_item_that_is_called_like_a_question_goes_there() {
    let empty = Profile::new();
    let mut seen = 0;
    for p in catalogue().programmes {
        let Some(fact) = input(p, None) else { continue };
        let f = catalogue().fact(fact).expect("a fact");
        let first = p.inputs().into_iter().find(|f| catalogue().fact(*f).expect("a fact").plan.is_none());
        assert_eq!(first, Some(fact));
        let longer = f.synonyms.iter().map(|s| format!("町の{s}ほか"));
        for label in std::iter::once(f.label.to_owned()).chain(longer) {
            let found = costs(asked(&empty), &plan(vec![item(None, "", 7), item(None, &label, 1_000)]), p, false);
            assert_eq!(found.profile.yen(fact), Some(Yen(1_000)), "{}: {label}", p.id);
            let general = input(p, Some(PlanAmount::Cost));
            let (items, sum) = if general.is_some() { (vec![1, 0], 1_007) } else { (vec![1], 1_000) };
            assert_eq!((found.items, found.eligible), (items, Some(Yen(sum))), "{}: {label}", p.id);
            assert!(general.is_none_or(|f| found.profile.yen(f) == Some(Yen(7))));
            seen += 1;
        }
        let others = costs(asked(&empty), &plan(vec![item(None, "", 7), item(None, "ほかのもの", 8)]), p, false);
        assert_eq!(others.profile.yen(fact), None, "{}: nothing is called so", p.id);
        let mut given = Profile::new();
        given.give(fact, Value::Number(Decimal::whole(5)));
        let mut project = plan(vec![item(None, f.label, 1_000)]);
        let tried = costs(asked(&given), &project, p, false);
        assert_eq!(tried.profile.yen(fact), Some(Yen(1_000)), "{}: what was only tried is not the plan's", p.id);
        project.answers = vec![(fact, given.answer(fact))];
        let kept = costs(asked(&given), &project, p, false);
        assert_eq!(kept.profile.yen(fact), Some(Yen(5)), "{}: what the plan answers stays", p.id);
    }
    assert!(seen > 5, "only {seen}");
}

/// Loan, 公費 and head count answer their questions and are no cost item.
#[test]
fn other_amounts_answer_their_questions() {
    let empty = Profile::new();
    let project = Project { loan: Some(Yen(3)), public_money: Some(Yen(4)), persons: Some(5), ..Project::default() };
    for p in catalogue().programmes {
        let found = costs(asked(&empty), &project, p, false);
        let kinds = [(PlanAmount::Loan, 3), (PlanAmount::PublicMoney, 4), (PlanAmount::Persons, 5)];
        for (kind, yen) in kinds {
            let fact = input(p, Some(kind));
            assert!(fact.is_none_or(|f| found.profile.yen(f) == Some(Yen(yen))), "{}: {kind:?}", p.id);
        }
        assert_eq!((found.items.len(), found.eligible), (0, None), "{}", p.id);
    }
    for (kind, has) in [(PlanAmount::Loan, true), (PlanAmount::Cost, false)] {
        assert_eq!(project.has(kind), has);
        assert!(!Project::default().has(kind));
    }
    assert!(project.has(PlanAmount::PublicMoney) && project.has(PlanAmount::Persons));
    assert!(!Project::default().has(PlanAmount::PublicMoney) && !Project::default().has(PlanAmount::Persons));
    let priced = plan(vec![item(None, "", 7), item(None, "", 8)]);
    assert!(priced.has(PlanAmount::Cost) && priced.total() == Some(Yen(15)) && Project::default().total().is_none());
    assert!(!priced.is_empty() && project.is_empty() && Project::default().is_empty());
    let named = [
        Project { purposes: vec![(WordId(0), 1)], ..Project::default() },
        Project { actors: vec![WordId(0)], ..Project::default() },
        Project { kinds: vec![WordId(0)], ..Project::default() },
    ];
    assert!(named.iter().all(|p| !p.is_empty()));
}

/// What is written in a file or chosen from a list stands in place of what the sentence says, and of nothing else.
#[test]
fn edits_replace_what_was_read_and_nothing_else() {
    let said = || {
        let mut out = Understood {
            towns: vec![town("海士町"), town("夕張市"), town("三島村")],
            project: Project {
                purposes: vec![(WordId(1), 4), (WordId(2), 3)],
                kinds: vec![WordId(3)],
                actors: vec![WordId(0)],
                stage: Some(WordId(1)),
                costs: vec![item(None, "", 1)],
                loan: Some(Yen(2)),
                persons: Some(3),
                ..Project::default()
            },
            ..Understood::default()
        };
        out.ask(About::Town, "どの町");
        out.ask(About::Unit, "円か万円か");
        out.ask(About::Other, "ほか");
        out
    };
    let after = |edits: &Edits| {
        let mut out = said();
        edits.apply(&mut out);
        let open: Vec<About> = out.questions.iter().map(|q| q.about).collect();
        (out, open)
    };
    let all = [About::Town, About::Unit, About::Other];
    let (same, open) = after(&Edits::default());
    assert_eq!((same.project, same.towns.len(), open.as_slice()), (said().project, 3, &all[..]));
    assert!(Edits::default().is_empty() && !Edits { name: "計画".into(), ..Edits::default() }.is_empty());
    // A question about the town is answered when one is left, or none; a town that was not named answers nothing.
    let codes = |names: &[&str]| Edits { not_towns: names.iter().map(|n| town(n).code).collect(), ..Edits::default() };
    for (names, left, open) in [
        (&["函館市"][..], 3, &all[..]),
        (&["夕張市"], 2, &all[..]),
        (&["夕張市", "三島村"], 1, &all[1..]),
        (&["夕張市", "三島村", "海士町"], 0, &all[1..]),
    ] {
        let (out, asks) = after(&codes(names));
        assert_eq!((out.towns.len(), asks.as_slice()), (left, open), "{names:?}");
    }
    // A purpose keeps the weight of the sentence, has its own, or that of one that was named as such.
    let purposes = Some(vec![(WordId(2), None), (WordId(7), None), (WordId(1), Some(9))]);
    let (out, _) = after(&Edits { purposes, ..Edits::default() });
    assert_eq!(out.project.purposes, [(WordId(2), 3), (WordId(7), NAMED), (WordId(1), 9)]);
    // Amounts bring their kinds with them, once, and answer what was asked of the sentence's.
    let bought = vec![item(Some(3), "", 1), item(Some(4), "", 2), item(Some(4), "", 3), item(None, "", 4)];
    let (out, open) = after(&Edits { costs: Some(bought.clone()), ..Edits::default() });
    assert_eq!((out.project.costs, out.project.kinds), (bought, vec![WordId(3), WordId(4)]));
    assert_eq!(open, [About::Town, About::Other]);
    let (out, _) = after(&Edits {
        stage: Edit::Struck,
        loan: Edit::Is(Yen(20)),
        public_money: Edit::of(Some(Yen(30))),
        grants: Edit::of(Some(Yen(40))),
        persons: Edit::of(None),
        actors: Some(vec![]),
        kinds: Some(vec![WordId(5)]),
        ..Edits::default()
    });
    let p = out.project;
    assert_eq!((p.stage, p.loan, p.public_money, p.persons), (None, Some(Yen(20)), Some(Yen(30)), None));
    assert_eq!(p.grants, Some(Yen(40)));
    assert_eq!((p.actors.len(), p.kinds), (0, vec![WordId(5)]));
    let written = |e: Edit<u64>| e.written(|n| n.to_string());
    assert_eq!(
        [written(Edit::Said), written(Edit::Struck), written(Edit::Is(3))],
        [None, Some("\"\"".to_owned()), Some("3".to_owned())]
    );
}

/// How a plan stands to what a programme names, in full.
#[test]
fn a_plan_stands_to_what_a_programme_names() {
    const ONE: &[WordId] = &[WordId(1)];
    const TWO: &[WordId] = &[WordId(2)];
    let (none, open, named, other) = (&[][..], Standing::Open, Standing::Named, Standing::Other);
    for (plan, names, not, stands) in [
        (none, none, none, open),
        (none, ONE, none, open),
        (ONE, none, none, open),
        (ONE, ONE, none, named),
        (ONE, TWO, none, other),
        (ONE, none, ONE, other),
        (ONE, none, TWO, open),
        (ONE, TWO, ONE, other),
        (none, none, ONE, open),
    ] {
        let fit = Fit { costs: names, costs_not: not, actors: names, ..Fit::NONE };
        let p = Programme { fit, ..catalogue().programmes[0] };
        let project = Project { kinds: plan.to_vec(), actors: plan.to_vec(), ..Project::default() };
        let found = plan_fit(catalogue(), &project, &p);
        assert_eq!(found.costs, stands, "{plan:?} {names:?} {not:?}");
        if not.is_empty() {
            assert_eq!(found.actors, stands, "{plan:?} {names:?}");
        }
    }
    let fit = Fit { purposes: &[WordId(1), WordId(2), WordId(9)], costs: ONE, ..Fit::NONE };
    let p = Programme { fit, ..catalogue().programmes[0] };
    let purposes = vec![(WordId(1), 2), (WordId(2), 4), (WordId(3), 6)];
    let found =
        plan_fit(catalogue(), &Project { purposes, kinds: vec![WordId(1), WordId(4)], ..Project::default() }, &p);
    // 6 of 12, as much as the one that was said most; one kind of cost of two.
    assert_eq!((found.share, found.clear, found.paid), (500, 1_000, 500));
    assert_eq!(found.purposes, [WordId(1), WordId(2)]);
    // A loan for works: the plan builds something, and nobody acts but whom its documents name.
    let loan = Programme { fit: Fit { finances: ONE, actors: TWO, ..Fit::NONE }, ..catalogue().programmes[0] };
    for (kinds, actors, is_financed) in
        [(ONE, none, true), (ONE, TWO, true), (ONE, ONE, false), (TWO, none, false), (none, none, false)]
    {
        let project = Project { kinds: kinds.to_vec(), actors: actors.to_vec(), ..Project::default() };
        assert_eq!(plan_fit(catalogue(), &project, &loan).is_financed, is_financed, "{kinds:?} {actors:?}");
    }
    let quiet = plan_fit(catalogue(), &Project::default(), &p);
    assert_eq!((quiet.share, quiet.clear, quiet.paid, quiet.purposes.len()), (0, 0, 0, 0));
}

/// What a choice of the plan would meet: usable, not out, and where asked, for one of the plan's purposes.
#[test]
fn choices_are_counted_as_they_are_met() {
    let words = catalogue().vocabulary;
    let lists: [(_, Of); 3] =
        [(words.purposes, |f| f.purposes), (words.actors, |f| f.actors), (words.costs, |f| f.costs)];
    for name in ["海士町", "千代田区"] {
        let profile = profile(name);
        let all = asked(&profile).assess_all();
        for purposes in [vec![], vec![(WordId(0), 1), (WordId(5), 2)]] {
            let project = Project { purposes, ..Project::default() };
            let serves = |f: &Fit| project.purposes.iter().any(|(id, _)| f.purposes.contains(id));
            for (list, of) in lists {
                for within in [false, true] {
                    let met = |w: usize| {
                        let names = |f: &Fit| of(f).iter().filter(|id| usize::from(id.0) == w).count();
                        let may = all.iter().filter(|a| {
                            let usable = [Role::Money, Role::Support].contains(&a.programme.role);
                            usable && [Group::Applies, Group::Open].contains(&group(a))
                        });
                        let free = !within || project.purposes.is_empty();
                        may.filter(|a| free || serves(&a.programme.fit)).map(|a| names(&a.programme.fit)).sum::<usize>()
                    };
                    let found = counts(asked(&profile), &project, (list, of, within));
                    assert_eq!(found, (0..list.len()).map(met).collect::<Vec<_>>(), "{name} {within}");
                }
            }
        }
    }
}

fn linked(a: &Programme, b: &Programme) -> bool {
    let to = |l: &Link, p: &Programme| catalogue().programme(l.to).is_some_and(|q| q.id == p.id);
    a.links.iter().any(|l| to(l, b)) || b.links.iter().any(|l| to(l, a))
}

/// The points of a candidate by itself are the sum of its parts.
fn parts(project: &Project, c: &Candidate) -> u32 {
    let (p, o) = (c.assessment.programme, c.overlap);
    let names = |id: WordId| catalogue().programmes.iter().filter(|p| !p.fit.actors.contains(&id)).count();
    let rare = project.actors.iter().filter(|id| p.fit.actors.contains(id));
    let rare = rare.map(|id| names(*id) * 1_000 / catalogue().programmes.len()).max().unwrap_or(0);
    let mut points = i64::from(o.weight) * 105 + i64::from(o.phrases.min(30)) * 500;
    points += 43 * i64::from(c.fit.share) + 13 * i64::from(c.fit.paid) + 10 * i64::try_from(rare).expect("few");
    points -= if p.role.is_usable() { 0 } else { 24_000 };
    points -= if group(&c.assessment) == Group::Open { 22_000 } else { 0 };
    points = points.max(0) / if o.off_subject { 2 } else { 1 };
    let called = match (o.is_named, project.only_names, project.purposes.is_empty()) {
        (true, true, _) => 1_000_000,
        (true, false, true) => 43_000,
        _ => 0,
    };
    u32::try_from(points).expect("points") + called + 43_000 * u32::from(c.fit.is_of_both)
}

/// What a candidate gains from one of the two that lead, standing near it.
fn gain(overlaps: &Overlaps, lead: (usize, &Candidate), at: (usize, &Candidate), first: bool) -> u32 {
    let (a, b) = (lead.1.assessment.programme, at.1.assessment.programme);
    let share =
        |one: usize, other: usize, both: usize| u32::try_from(both * 1_000 / (one + other - both).max(1)).expect("few");
    let themes = a.themes.iter().filter(|t| b.themes.contains(t)).count();
    let purposes = a.fit.purposes.iter().filter(|t| b.fit.purposes.contains(t)).count();
    let mut near = 0;
    if a.id != b.id {
        near += if linked(a, b) { 300 } else { 0 };
        near += 180 * share(a.themes.len(), b.themes.len(), themes) / 1_000;
        near += 545 * share(a.fit.purposes.len(), b.fit.purposes.len(), purposes) / 1_000;
        near += 1_250 * overlaps.alike(lead.0, at.0) / 1_000;
    }
    let points = u64::from(lead.1.points) * u64::from(near) / 1_000 / 10 * if first { 10 } else { 7 };
    u32::try_from(points).expect("points")
}

/// Every sentence: points are what their parts come to, the best one leads, what is said to fit says so clearly.
#[test]
fn the_order_of_a_consultation_is_what_its_parts_come_to() {
    assert_eq!((weight::WORDS, weight::PURPOSES, ENOUGH), (105, 43_000, 57_000), "the parts below are these");
    let (mut silent, mut spoken, mut gained, mut financed) = (0, 0, 0, 0);
    for (project, overlaps) in &sentences() {
        for name in ["海士町", "千代田区"] {
            let profile = profile(name);
            let inquiry = asked(&profile);
            let each = catalogue().programmes.iter().zip(&overlaps.each);
            let mut alone: Vec<(usize, Candidate)> =
                each.map(|(p, o)| with_money(inquiry, project, p, *o)).enumerate().collect();
            for (_, c) in &alone {
                assert_eq!(c.points, parts(project, c), "{}", c.assessment.programme.id);
            }
            let Consultation { answers, others, .. } = consult(inquiry, project, overlaps);
            assert!(others.iter().all(|w| w.is_near() == (w.fit.share > 0 || w.overlap.phrases > 0)));
            let others: Vec<Candidate> = others.into_iter().map(|w| w.judged_as(inquiry, None)).collect();
            alone.sort_by_key(|(at, c)| (c.is_out(), std::cmp::Reverse(c.points), *at));
            // Nothing is lost and nothing stands twice.
            let mut ids: Vec<&str> = answers.iter().chain(&others).map(|c| c.assessment.programme.id).collect();
            ids.sort_unstable();
            let usable = |c: &Candidate| c.assessment.programme.role.is_usable();
            let heard = |c: &Candidate| answers.iter().any(|a| a.assessment.programme.id == c.assessment.programme.id);
            let mut wanted: Vec<&str> = alone
                .iter()
                .filter(|(_, c)| !c.is_out() && (usable(c) || heard(c)))
                .map(|(_, c)| c.assessment.programme.id)
                .collect();
            wanted.sort_unstable();
            assert_eq!(ids, wanted);
            // The best by itself leads; the others have what they are and what they gain by standing near.
            let (first, second) = (&alone[0], &alone[1]);
            for c in answers.iter().chain(&others) {
                let own = alone.iter().find(|(_, a)| a.assessment.programme.id == c.assessment.programme.id);
                let (at, own) = own.expect("judged alone");
                let near = |(place, lead): &(usize, Candidate), i| gain(overlaps, (*place, lead), (*at, own), i);
                let more = if *at == first.0 { 0 } else { near(first, true).max(near(second, false)) };
                // What finances any plan that builds something gains by that, and not among the first three.
                let leads = answers.iter().take(3).any(|a| a.assessment.programme.id == c.assessment.programme.id);
                let works = c.points - (own.points + more);
                assert!(
                    works == 0 || works == 60_000 && own.fit.is_financed && !leads,
                    "{}: {works}",
                    c.assessment.programme.id
                );
                financed += usize::from(works > 0);
                gained += usize::from(more > 0);
            }
            let said = overlaps.each.iter().any(|o| o.weight > 0);
            let evidence = |c: &Candidate| c.overlap.weight * 105 + c.overlap.phrases.min(30) * 500 + 43 * c.fit.clear;
            let counts = |c: &Candidate| {
                !c.is_out() && (!said || !c.overlap.off_subject && (usable(c) || c.overlap.phrases > 0))
            };
            let best = alone.iter().filter(|(_, c)| counts(c)).map(|(_, c)| evidence(c)).max().unwrap_or(0);
            let enough = if project.names_absent { 130_000 } else { 57_000 };
            let named = alone.iter().any(|(_, c)| c.overlap.is_named && !c.is_out());
            let told = alone.iter().any(|(_, c)| c.fit.is_of_both && !c.is_out());
            let speaks = if said { best >= enough || named || told } else { best > 0 };
            assert!(speaks || answers.is_empty(), "{best} of {enough}");
            assert!(answers.len() <= 10 && answers.iter().all(|c| c.is_answer && !c.is_out()));
            assert!(others.iter().all(|c| !c.is_answer && !c.is_first && usable(c)));
            // Who leads is told first, whatever it is; behind it, of the three best, what is for this.
            let told = chiiki_navi::present::consult::told(&answers);
            let is_for_this = |c: &Candidate| !matches!(c.section(), Section::Other | Section::Notice);
            let first_told = answers.iter().take(3).enumerate().filter(|(i, c)| *i == 0 || is_for_this(c));
            let ids = |c: &Candidate| c.assessment.programme.id;
            let wanted: Vec<_> = first_told.map(|(_, c)| ids(c)).collect();
            assert_eq!(told.iter().take(wanted.len()).map(|c| ids(c)).collect::<Vec<_>>(), wanted);
            assert_eq!(answers.iter().filter(|c| c.is_first).count(), wanted.len());
            if speaks && !first.1.is_out() {
                assert_eq!(answers[0].assessment.programme.id, first.1.assessment.programme.id);
                let least = (first.1.points / 10).max(1);
                assert!(answers.iter().all(|c| c.points >= least));
                assert!(answers.len() == 10 || others.iter().all(|c| c.points < least), "what is near is told");
            }
            (silent, spoken) = (silent + usize::from(answers.is_empty()), spoken + usize::from(!answers.is_empty()));
            for c in answers.iter().chain(&others) {
                let wanted = match (group(&c.assessment), c.assessment.programme.role) {
                    (_, Role::Notice | Role::Mention) => Section::Notice,
                    _ if !c.is_answer || c.overlap.off_subject => Section::Other,
                    _ if c.fit.purposes.is_empty() && !c.fit.is_financed && !c.fit.is_of_both => Section::Other,
                    (Group::Open, _) => Section::Open,
                    (_, Role::Support) => Section::Support,
                    _ => Section::Fits,
                };
                assert_eq!(c.section(), wanted);
            }
        }
    }
    assert!(silent > 3 && spoken > 30 && gained > 100 && financed > 2, "{silent} {spoken} {gained} {financed}");
}

/// Side by side: what fits in any town, by the best place that it reaches, and each cell is what that town alone hears.
#[test]
fn towns_side_by_side_hear_what_each_hears_alone() {
    let mut seen = 0;
    for (project, overlaps) in sentences().iter().step_by(3) {
        let profiles = ["海士町", "千代田区", "夕張市"].map(profile);
        let towns: Vec<Inquiry<'_>> = profiles.iter().map(asked).collect();
        let alone: Vec<Vec<Candidate>> = towns.iter().map(|t| consult(*t, project, overlaps).answers).collect();
        let place = |id: &str, all: &[Candidate]| all.iter().position(|c| c.assessment.programme.id == id);
        let rows = beside(&towns, project, overlaps);
        let best: Vec<usize> =
            rows.iter().map(|r| alone.iter().filter_map(|a| place(r.programme.id, a)).min().expect("fits")).collect();
        assert!(best.is_sorted(), "{best:?}");
        let fits = catalogue().programmes.iter().filter(|p| alone.iter().any(|a| place(p.id, a).is_some())).count();
        assert_eq!(rows.len(), fits);
        for row in &rows {
            for ((cell, own), town) in row.cells.iter().zip(&alone).zip(&towns) {
                let at = place(row.programme.id, own);
                assert_eq!(cell.fits, at.is_some());
                assert_eq!(cell.candidate.assessment.programme.id, row.programme.id);
                let judged = town.with(&cell.candidate.costs.profile).assess(row.programme);
                assert_eq!(group(&cell.candidate.assessment), group(&judged));
                seen += 1;
            }
        }
    }
    assert!(seen > 50 && beside(&[], &Project::default(), &Overlaps::default()).is_empty(), "{seen}");
}

/// Without a word in common the purposes alone speak; with neither, nothing does.
#[test]
fn purposes_speak_where_no_word_does() {
    let overlaps = Overlaps { each: vec![Overlap::default(); catalogue().programmes.len()], ..Overlaps::default() };
    let profile = profile("海士町");
    let mut heard = 0;
    for purpose in 0..u8::try_from(catalogue().vocabulary.purposes.len()).expect("few") {
        let project = Project { purposes: vec![(WordId(purpose), 3)], ..Project::default() };
        let usable = |c: &Candidate| {
            c.assessment.programme.fit.purposes.contains(&WordId(purpose)) && !c.is_out() && c.points > 0
        };
        let judged = |p| with_money(asked(&profile), &project, p, Overlap::default());
        let fits = catalogue().programmes.iter().map(judged).any(|c| usable(&c));
        assert_eq!(consult(asked(&profile), &project, &overlaps).answers.is_empty(), !fits, "{purpose}");
        heard += usize::from(fits);
    }
    assert!(heard > 10, "{heard}");
    let silent = consult(asked(&profile), &Project::default(), &overlaps);
    assert!(silent.answers.is_empty() && !silent.others.is_empty());
    // Who acts and what is paid for is no evidence, though it makes points.
    let actors = (0..u8::try_from(catalogue().vocabulary.actors.len()).expect("few")).map(WordId).collect();
    let project = Project { actors, ..plan(vec![item(Some(0), "", 1_000_000)]) };
    let silent = consult(asked(&profile), &project, &overlaps);
    assert!(silent.answers.is_empty() && silent.others.iter().any(|c| c.points > 0));
    // What is out stands in its own section, whatever it is.
    let ward = self::profile("千代田区");
    for p in catalogue().programmes {
        let c = with_money(asked(&ward), &Project::default(), p, Overlap::default());
        assert_eq!(c.section() == Section::Excluded, group(&c.assessment).is_out(), "{}", p.id);
    }
    let all = [Section::Fits, Section::Support, Section::Open, Section::Other, Section::Excluded, Section::Notice];
    assert!(all.is_sorted(), "the order of the rest behind the first three");
    assert_eq!(all.map(Section::key), ["fits", "support", "open", "other", "excluded", "notice"]);
}

/// What has less than a tenth of the best answer's points is none. The programmes here have nothing in common.
#[test]
fn an_answer_has_a_tenth_of_the_best_ones_points() {
    let any = catalogue().programmes.iter().find(|p| p.role == Role::Money && p.flow.is_empty()).expect("one");
    let fit = Fit { purposes: &[], ..any.fit };
    let one = |id| Programme {
        id,
        fit,
        eligible: Condition::ALWAYS,
        requirements: &[],
        period: Period { from: None, to: None },
        themes: &[],
        links: &[],
        ..*any
    };
    let programmes = Late::Ready(vec![one("a"), one("b"), one("c"), one("d")].leak());
    let c = Catalogue { programmes, ..*catalogue() };
    let each = [80, 1_001, 2, 120].map(|weight| Overlap { weight, ..Overlap::default() }).to_vec();
    let overlaps = Overlaps { each, ..Overlaps::default() };
    let inquiry = Inquiry { catalogue: &c, profile: &Profile::new(), as_of: day() };
    let Consultation { answers, others, .. } = consult(inquiry, &Project::default(), &overlaps);
    let told = |all: &[Candidate]| all.iter().map(|c| (c.assessment.programme.id, c.points)).collect::<Vec<_>>();
    assert_eq!(told(&answers), [("b", 105_105), ("d", 12_600)]);
    let others: Vec<_> = others.iter().map(|w| (w.programme.id, w.points)).collect();
    assert_eq!(others, [("a", 8_400), ("c", 210)]);
}

/// What the town pays and what it borrows are the lines of the flow that say so.
#[test]
fn burden_and_bond_are_lines_of_the_flow() {
    let profile = profile("海士町");
    let project = plan(vec![item(None, "", 30_000_000)]);
    let (mut burdens, mut bonds) = (0, 0);
    for p in catalogue().programmes {
        let c = with_money(asked(&profile), &project, p, Overlap::default());
        let of = |b| bucket(p, &c.split, b);
        for b in [Bucket::National, Bucket::Local, Bucket::Private] {
            assert_eq!(c.sum(b), of(b), "{}", p.id);
        }
        let pays = [Bucket::Local, Bucket::LocalUnknown, Bucket::Over].into_iter().filter_map(of).reduce(Sum::plus);
        assert_eq!(c.burden(), pays, "{}", p.id);
        let share = |s: Step| matches!(s, Step::Rate(g) if p.rates[usize::from(g)].instrument == Instrument::BondShare);
        let line = p.flow.iter().position(|l| share(l.step));
        let amounts = |at: usize| c.split.leading.iter().map(move |s| s.amounts[at]).collect::<Vec<_>>();
        let bond = line.map(|at| {
            let open = amounts(at).into_iter().find(|a| !matches!(a, Amount::Yen(_)));
            let yen: Vec<Yen> =
                amounts(at).into_iter().filter_map(|a| if let Amount::Yen(y) = a { Some(y) } else { None }).collect();
            let ends = (yen.iter().min().copied(), yen.iter().max().copied());
            let known = if open.is_some() {
                (Yen(0), Yen(0))
            } else {
                (ends.0.unwrap_or_default(), ends.1.unwrap_or_default())
            };
            Sum { lo: known.0, hi: known.1, open }
        });
        assert_eq!(c.bond(), bond, "{}", p.id);
        (burdens, bonds) = (burdens + usize::from(pays.is_some()), bonds + usize::from(bond.is_some()));
    }
    assert!(burdens > 20 && bonds > 3, "{burdens} {bonds}");
}

/// What is open alike is said once, of all whose money it is, and of nobody whose yen are known.
#[test]
fn what_is_open_alike_is_said_once() {
    let profile = profile("海士町");
    let project = plan(vec![item(None, "", 30_000_000)]);
    let mut several = 0;
    for p in catalogue().programmes {
        let c = with_money(asked(&profile), &project, p, Overlap::default());
        let parts = money_parts(&c).unwrap_or_default();
        for word in ["算定不可", "入力が足りず計算できない"] {
            let open: Vec<&(Option<Bucket>, String)> =
                parts.iter().filter(|(_, t)| t.ends_with(word) && !t.starts_with(WHOLE_BURDEN)).collect();
            assert!(open.len() <= 1, "{}: {parts:?}", p.id);
            let Some((of, text)) = open.first() else { continue };
            let told: Vec<Bucket> = MONEY.iter().filter(|(label, _)| text.contains(label)).map(|(_, b)| *b).collect();
            assert!(told.iter().all(|b| c.sum(*b).is_some_and(|s| s.open.is_some())), "{}: {text}", p.id);
            assert!(of.is_none_or(|b| told.is_empty() || told == [b]), "{}: {text}", p.id);
            several += usize::from(told.len() > 1);
        }
    }
    assert!(several > 5, "{several}");
}
