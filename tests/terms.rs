//! What the bundle is asked for: names, numbers, columns, dates, lines, conditions; each found a second way.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/profiles.rs"]
mod profiles;

use std::sync::atomic::{AtomicUsize, Ordering};

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::terms::catalogue::{Catalogue, Column, ColumnOption, Imported};
use chiiki_navi::domain::terms::condition::{Condition, Open, Reason, Test, World};
use chiiki_navi::domain::terms::fit::{PlanAnswer, Vocabulary};
use chiiki_navi::domain::terms::flow::Base;
use chiiki_navi::domain::terms::keys::SearchKeys;
use chiiki_navi::domain::terms::late::{Late, Unread};
use chiiki_navi::domain::terms::packed::Packed;
use chiiki_navi::domain::terms::profile::{FactId, FactKind, Unit, Value};
use chiiki_navi::domain::terms::programme::{
    CeilingGroup, CeilingRow, Instrument, Programme, ProgrammeId, RateGroup, RateRow, RateValue, Window,
};
use chiiki_navi::domain::value::date::{Date, Period};
use chiiki_navi::domain::value::number::{Decimal, Share, Yen};
use chiiki_navi::domain::value::source::{Quote, SourceId};
use chiiki_navi::domain::value::truth::Truth;
use profiles::profile;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

#[test]
fn everything_is_found_by_its_name_and_its_number() {
    let c = catalogue();
    for (i, p) in c.programmes.iter().enumerate() {
        let number = ProgrammeId(u16::try_from(i).expect("few"));
        assert_eq!(c.programme_id(p.id), Some(number));
        assert_eq!(c.programme(number).map(|q| q.id), Some(p.id));
        assert_eq!(c.programme_named(p.id).map(|q| q.name), Some(p.name));
    }
    assert!(c.programme_id("nowhere").is_none() && c.programme_named("").is_none());
    assert!(c.programme(ProgrammeId(u16::MAX)).is_none() && c.fact(FactId(u16::MAX)).is_none());
    for (i, (id, fact)) in c.fact_ids().enumerate() {
        assert_eq!((usize::from(id.0), c.fact(id).map(|f| f.id)), (i, Some(fact.id)));
        assert_eq!(c.fact_named(fact.id).map(|(id, _)| id), Some(id));
    }
    assert_eq!((c.fact_ids().count(), c.fact_named("nothing").is_none()), (c.facts.len(), true));
    for (i, d) in c.documents.iter().enumerate() {
        assert_eq!(c.document(SourceId(u8::try_from(i).expect("few"))).map(|f| f.id), Some(d.id));
        assert!(c.newest().is_some_and(|n| n.date >= d.date));
    }
    let mut digest = [0; 32];
    (digest[0], digest[7], digest[8], digest[31]) = (1, 0xab, 0xff, 0x0f);
    let told = Catalogue { digest, ..*c };
    assert_eq!(told.sha256(), format!("01{}ab ff{}0f", "00".repeat(6), "00".repeat(22)).replace(' ', ""));
    assert_eq!(told.fingerprint(), 0x0100_0000_0000_00ab);
}

/// The user's table is cited for the rows that it gives, and the bundle's for all others.
#[test]
fn a_column_is_cited_for_the_rows_that_it_gives() {
    const OWN: &[Imported] = &[
        Imported { id: "index", source: "うちの表", codes: &[10_000, 325_252] },
        Imported { id: "kaso", source: "過疎の表", codes: &[20_000] },
    ];
    const OPTIONS: &[ColumnOption] =
        &[ColumnOption { word: "全部", choice: 2 }, ColumnOption { word: "一部", choice: 1 }];
    let c = Catalogue { imported: OWN, ..*catalogue() };
    for column in c.columns {
        assert_eq!(c.column(column.id), column.source);
        assert!(!column.source.is_empty());
    }
    assert_eq!(c.column("nothing"), "");
    for (id, code, source) in [
        ("index", 325_252, "うちの表"),
        ("index", 20_000, c.column("index")),
        ("kaso", 20_000, "過疎の表"),
        ("kaso", 325_252, c.column("kaso")),
        ("population", 325_252, c.column("population")),
    ] {
        assert_eq!(c.column_of(id, code), source, "{id} {code}");
    }
    let column = Column { options: OPTIONS, ..c.columns[0] };
    assert_eq!(
        ["全部", "一部", "なし"].map(|w| column.option(w)),
        [Some(Value::Choice(2)), Some(Value::Choice(1)), None]
    );
}

#[test]
fn towns_and_old_names_are_what_their_rows_say() {
    let prefectures: Vec<_> = catalogue().municipalities.iter().filter(|m| m.is_prefecture()).collect();
    assert_eq!(prefectures.len(), 47);
    for m in catalogue().municipalities {
        let full = if m.is_prefecture() { m.name.to_owned() } else { format!("{}{}", m.prefecture, m.name) };
        assert_eq!(m.full_name(), full);
        assert!(!m.yomi().is_empty() && m.yomi().chars().all(|c| ('ぁ'..='ー').contains(&c)), "{full} {}", m.yomi());
        assert!(!m.keys.name().is_empty());
    }
    assert_eq!(catalogue().old_names.iter().filter(|o| o.name() == "岩舟町").count(), 1);
    for old in catalogue().old_names {
        assert!(old.prefecture().ends_with(['都', '道', '府', '県']), "{}", old.prefecture());
        assert!(old.name().ends_with(['市', '町', '村', '区']), "{}", old.name());
        assert!(!old.why().is_empty() && old.why() != old.name());
    }
}

#[test]
fn texts_that_are_packed_come_out_as_they_went_in() {
    let texts = ["名", "", "よみ", "romaji", "語", "例"];
    let packed = Packed::new(texts);
    assert_eq!(packed.texts(), texts);
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 99].map(|at| packed.text(at)), ["名", "", "よみ", "romaji", "語", "例", "", ""]);
    let keys = SearchKeys(packed);
    assert_eq!([keys.name(), keys.yomi(), keys.extra()], ["名", "", "語"]);
    assert_eq!(Packed::<2>::EMPTY.texts(), ["", ""]);
}

static READ: AtomicUsize = AtomicUsize::new(0);

/// A list is read once, when it is first asked for; shown one by one before that, nothing of it is kept.
#[test]
fn a_late_list_is_read_once_and_shown_without_being_kept() {
    fn read(texts: &'static str, bytes: &'static [u8]) -> &'static [usize] {
        READ.fetch_add(1, Ordering::SeqCst);
        vec![texts.len(), bytes.len()].leak()
    }
    fn each(texts: &'static str, bytes: &'static [u8], see: &mut dyn FnMut(usize)) {
        [texts.len() + 100, bytes.len() + 100].into_iter().for_each(see);
    }
    static UNREAD: Unread<usize> = Unread::new("abc", b"12345", read, each);
    let late = Late::Unread(&UNREAD);
    let shown = |late: Late<usize>| {
        let mut out = Vec::new();
        late.each(|n| out.push(n));
        out
    };
    assert_eq!((shown(late), READ.load(Ordering::SeqCst)), (vec![103, 105], 0));
    assert_eq!((late.all(), late.get(1), late.get(2), late.len()), (&[3, 5][..], Some(&5), None, 2));
    assert_eq!((late.iter().sum::<usize>(), late.into_iter().count(), READ.load(Ordering::SeqCst)), (8, 2, 1));
    assert_eq!(shown(late), [3, 5], "what is read is not read again");
    assert_eq!(shown(Late::Ready(&[7])), [7]);
    assert_eq!(format!("{late:?}"), "[3, 5]");
}

#[test]
fn a_quote_names_its_lines() {
    let quote = Quote { id: "a", source: SourceId(0), first_line: 50, last_line: 50, page: None, text: "" };
    assert_eq!(quote.lines("〜"), "50");
    assert_eq!(Quote { last_line: 52, ..quote }.lines("〜"), "50〜52");
}

#[test]
fn a_rate_lies_between_its_smallest_and_its_largest_share() {
    const ONE_OF: &[Share] = &[Share::checked(1, 2), Share::checked(1, 4), Share::checked(3, 4)];
    let s = |n, d| Share::new(n, d).expect("a share");
    for (value, bounds) in [
        (RateValue::Share(s(1, 3)), Some((s(1, 3), s(1, 3)))),
        (RateValue::Full, Some((s(1, 1), s(1, 1)))),
        (RateValue::OneOf(ONE_OF), Some((s(1, 4), s(3, 4)))),
        (RateValue::OneOf(&[]), None),
        (RateValue::Fixed, None),
        (RateValue::NotStated, None),
    ] {
        assert_eq!(value.bounds(), bounds, "{value:?}");
    }
}

/// The next date is the first that is not over; on its last day it is not.
#[test]
fn the_next_window_is_the_first_that_is_not_over() {
    let window = |label, to| Window { label, from: None, to, months: &[], cites: &[] };
    let windows =
        vec![window("春", Some(day("2024-04-30"))), window("夏", Some(day("2024-07-31"))), window("毎年", None)];
    let p = Programme { windows: windows.leak(), ..catalogue().programmes[0] };
    for (on, next) in
        [("2024-04-01", "春"), ("2024-04-30", "春"), ("2024-05-01", "夏"), ("2024-07-31", "夏"), ("2024-08-01", "毎年")]
    {
        assert_eq!(p.next_window(day(on)).map(|w| w.label), Some(next), "{on}");
    }
    assert!(Programme { windows: &[], ..p }.next_window(day("2024-04-01")).is_none());
}

/// A line is read aloud where each of its rows is in force, or one for the same case stands for it.
#[test]
fn a_line_is_read_aloud_only_while_its_figures_hold() {
    let case: &'static Condition = catalogue().programmes.iter().flat_map(Programme::conditions).next().expect("one");
    let period = |from: &str, to: &str| Period { from: Date::parse(from), to: Date::parse(to) };
    let rate = |when: Option<Condition>, n, period| RateRow {
        label: "",
        when,
        value: RateValue::Share(Share::new(n, 4).expect("a share")),
        adjusted: false,
        period,
        others: &[],
        cites: &[],
    };
    let top = |yen, period| CeilingRow {
        label: "",
        when: None,
        yen: Yen(yen),
        about: false,
        period,
        others: &[],
        cites: &[],
    };
    let read = |rates: Vec<RateRow>, tops: Vec<CeilingRow>, on: &str| {
        let rates = vec![RateGroup { id: "a", instrument: Instrument::National, of: "", rows: rates.leak() }].leak();
        let tops = vec![CeilingGroup { id: "b", of: "", per: "", floor: false, rows: tops.leak() }].leak();
        let p = Programme { rates, ceilings: tops, line: "読み上げ", ..catalogue().programmes[0] };
        p.line_on(day(on)) == "読み上げ"
    };
    let (old, new) = (period("2023-04-01", "2024-03-31"), period("2024-04-01", ""));
    let (always, on) = (period("", ""), "2024-06-01");
    assert!(read(vec![rate(None, 1, always)], vec![top(5, always)], on));
    assert!(read(vec![rate(None, 1, old), rate(None, 2, new)], vec![], on), "followed by another");
    assert!(!read(vec![rate(None, 1, old)], vec![], on) && !read(vec![], vec![top(5, old)], on));
    assert!(!read(vec![rate(None, 1, old)], vec![top(5, always)], on), "each of the two alone is not enough");
    assert!(!read(vec![rate(None, 1, always)], vec![top(5, old)], on));
    assert!(!read(vec![rate(Some(*case), 1, old), rate(None, 2, new)], vec![], on), "another case stands for nothing");
    assert!(read(vec![rate(Some(*case), 1, old), rate(Some(*case), 2, new)], vec![], on));
    // What is still to come may say nothing else than what is in force.
    assert!(read(vec![rate(None, 1, old), rate(None, 1, new)], vec![], "2024-03-01"));
    assert!(!read(vec![rate(None, 1, old), rate(None, 2, new)], vec![], "2024-03-01"));
    assert!(read(vec![], vec![top(5, old), top(5, new)], "2024-03-01"));
    assert!(!read(vec![], vec![top(5, old), top(6, new)], "2024-03-01"));
}

/// The questions of a programme's money: what its lines and ceilings are counted from, each once, in their order.
#[test]
fn a_flow_asks_for_what_it_is_counted_from() {
    for p in catalogue().programmes {
        let mut wanted: Vec<FactId> =
            p.flow.iter().filter_map(|l| if let Base::Fact(f) = l.base { Some(f) } else { None }).collect();
        wanted.extend(p.flow.iter().filter_map(|l| l.cap).flat_map(|c| c.times));
        let rows = p.rates.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref());
        for when in rows.chain(p.ceilings.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref())) {
            wanted.extend(when.leaves().into_iter().filter_map(Condition::ratio).flat_map(|(a, b)| [a, b]));
        }
        wanted.sort_unstable();
        wanted.dedup();
        assert_eq!(p.inputs(), wanted, "{}", p.id);
    }
}

/// A saved number is taken where the question admits it: between its ends, with no more places than it has.
#[test]
fn a_number_is_read_as_the_question_admits_it() {
    let whole = |n| Decimal { mantissa: n, places: 0 };
    let kind = FactKind::Number { unit: Unit::Minutes, min: whole(-2), max: whole(10), places: 1 };
    for (text, read) in [
        ("3", true),
        ("3.5", true),
        ("-2", true),
        ("10.0", true),
        ("3.55", false),
        ("10.1", false),
        ("-2.5", false),
        ("三", false),
    ] {
        assert_eq!(kind.read(text), Decimal::parse(text).filter(|_| read).map(Value::Number), "{text}");
    }
    for (n, admits) in [(-3, false), (-2, true), (10, true), (11, false)] {
        assert_eq!(kind.admits(whole(n)), admits, "{n}");
    }
    assert!(!FactKind::YesNo.admits(whole(0)));
    assert_eq!(FactKind::YesNo.read("3"), None);
}

fn parts(c: &'static Condition) -> &'static [Condition] {
    match c.test {
        Test::All(parts) | Test::Any(parts) => parts,
        _ => &[],
    }
}

/// The leaves that say why: of what is decided those that decided it, else all of them.
fn why(c: &'static Condition, world: &World<'_>, out: &mut Vec<Reason>) {
    let truth = c.truth(world);
    let decided = |part: &&'static Condition| match (c.test, truth) {
        (Test::All(_), Truth::No) | (Test::Any(_), Truth::Yes) => part.truth(world) == truth,
        _ => true,
    };
    match c.test {
        Test::All(_) | Test::Any(_) => parts(c).iter().filter(decided).for_each(|part| why(part, world, out)),
        Test::Always => {}
        _ => out.push(Reason { condition: c, truth }),
    }
}

/// The leaves that are open in parts that are open.
fn open(c: &'static Condition, world: &World<'_>, out: &mut Vec<Open>) {
    if c.truth(world) != Truth::Unknown {
        return;
    }
    let found = match c.test {
        Test::All(_) | Test::Any(_) => return parts(c).iter().for_each(|part| open(part, world, out)),
        Test::Is(f, _) | Test::OneOf(f, _) | Test::Compare(f, ..) => vec![Open::Fact(f)],
        Test::Ratio(a, b, ..) => {
            let missing: Vec<FactId> = [a, b].into_iter().filter(|f| !world.knows(*f)).collect();
            // Both are known and the divisor is nothing.
            let asked = if missing.is_empty() { vec![b] } else { missing };
            asked.into_iter().map(Open::Fact).collect()
        }
        Test::Unclear(point) => vec![Open::Point(point)],
        Test::Always => vec![],
    };
    for one in found {
        if !out.contains(&one) {
            out.push(one);
        }
    }
}

#[test]
fn reasons_and_what_is_open_are_the_leaves_that_count() {
    let (mut any, mut some) = (0, 0);
    for seed in 0..40 {
        let profile = profile(seed);
        let world = World::of(&profile);
        for p in catalogue().programmes {
            for condition in p.conditions() {
                let (mut wanted, mut found) = (Vec::new(), Vec::new());
                why(condition, &world, &mut wanted);
                condition.reasons(&world, &mut found);
                let told =
                    |all: &[Reason]| all.iter().map(|r| (std::ptr::from_ref(r.condition), r.truth)).collect::<Vec<_>>();
                assert_eq!(told(&found), told(&wanted), "{}", p.id);
                let (mut left, mut missing) = (Vec::new(), Vec::new());
                open(condition, &world, &mut left);
                condition.open(&world, &mut missing);
                assert_eq!(missing, left, "{}", p.id);
                any += usize::from(matches!(condition.test, Test::Any(_)) && condition.truth(&world) == Truth::Yes);
                some += left.len();
            }
        }
    }
    assert!(any > 20 && some > 1_000, "{any} {some}");
    let mut none = Vec::new();
    let always: &'static Condition = &Condition::ALWAYS;
    always.reasons(&World::of(&profile(0)), &mut none);
    assert!(none.is_empty(), "what always holds is no reason");
}

/// An answer that follows from what a plan is not for names an option of a question, or none at all.
#[test]
fn an_answer_of_the_vocabulary_is_an_option() {
    let c = catalogue();
    for (id, fact) in c.fact_ids() {
        let FactKind::Choice(options) = fact.kind else {
            assert!(PlanAnswer { fact: fact.id, choice: "", unless: &[] }.answer(c).is_none());
            continue;
        };
        for (at, option) in options.iter().enumerate() {
            let found = PlanAnswer { fact: fact.id, choice: option.id, unless: &[] }.answer(c);
            assert_eq!(found, Some((id, Value::Choice(u8::try_from(at).expect("few")))));
        }
        assert!(PlanAnswer { fact: fact.id, choice: "nothing", unless: &[] }.answer(c).is_none());
    }
    assert!(PlanAnswer { fact: "nothing", choice: "", unless: &[] }.answer(c).is_none());
    for (at, word) in c.vocabulary.purposes.iter().enumerate() {
        assert_eq!(Vocabulary::find(c.vocabulary.purposes, word.id).map(|id| usize::from(id.0)), Some(at));
    }
    assert!(Vocabulary::find(c.vocabulary.purposes, "nothing").is_none());
}
