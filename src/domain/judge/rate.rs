//! Which row of a table applies, exactly, also when answers are missing.
//!
//! The rows of a group exclude each other. A row with a condition stands before the base row.
//! Where several rows hold at once and the documents do not say how they combine, the largest leads
//! and the others are shown as readings (要確認). Where answers are missing, every completion of them
//! is looked at: the outcomes are exactly those that some set of answers would give.

use crate::domain::judge::completion::Completions;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::condition::{Condition, Open, World};
use crate::domain::terms::programme::{CeilingRow, RateRow};
use crate::domain::value::date::{Date, Period};
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::truth::Truth;

/// A row that is chosen by condition and date.
pub trait Row: 'static {
    /// When it applies; `None` for the base row.
    fn when(&'static self) -> Option<&'static Condition>;
    /// When it is in force.
    fn period(&self) -> Period;
    /// Whether `self` leads before `other` where both hold.
    fn leads(&self, other: &Self) -> bool;
    /// Whether both rows give the same figure: then it does not matter which of them applies.
    fn same_figure(&self, other: &Self) -> bool;
}

impl Row for RateRow {
    fn when(&'static self) -> Option<&'static Condition> {
        self.when.as_ref()
    }
    fn period(&self) -> Period {
        self.period
    }
    fn leads(&self, other: &Self) -> bool {
        self.value.bounds().map(|b| b.1) > other.value.bounds().map(|b| b.1)
    }
    fn same_figure(&self, other: &Self) -> bool {
        self.value == other.value && self.adjusted == other.adjusted
    }
}

impl Row for CeilingRow {
    fn when(&'static self) -> Option<&'static Condition> {
        self.when.as_ref()
    }
    fn period(&self) -> Period {
        self.period
    }
    fn leads(&self, other: &Self) -> bool {
        self.yen > other.yen
    }
    fn same_figure(&self, other: &Self) -> bool {
        self.yen == other.yen
    }
}

/// The row that applies, and the other rows that hold beside it.
#[derive(Debug)]
pub struct Pick<R: 'static> {
    /// The row that leads; `None` when no row holds.
    pub leading: Option<&'static R>,
    /// Further rows that hold at the same time: other readings, 要確認.
    pub readings: Vec<&'static R>,
}

impl<R> Clone for Pick<R> {
    fn clone(&self) -> Self {
        Self { leading: self.leading, readings: self.readings.clone() }
    }
}

/// Two picks are the same outcome when their leading rows give the same figure.
impl<R: Row> PartialEq for Pick<R> {
    fn eq(&self, other: &Self) -> bool {
        match (self.leading, other.leading) {
            (Some(a), Some(b)) => std::ptr::eq(a, b) || a.same_figure(b),
            (None, None) => true,
            _ => false,
        }
    }
}

/// Every outcome that the missing answers leave possible.
#[derive(Clone, Debug)]
pub struct Selection<R: 'static> {
    /// Outcomes that differ in their figure; exactly one when settled.
    pub outcomes: Vec<Pick<R>>,
    /// What decides between them.
    pub deciding: Vec<Open>,
}

/// Selects among `rows`.
pub fn select<R: Row>(rows: &'static [R], inquiry: Inquiry<'_>) -> Selection<R> {
    let Inquiry { catalogue, profile, as_of } = inquiry;
    let world = World::of(profile);
    let conditions = || live(rows, as_of).filter_map(Row::when);
    if conditions().all(|c| !c.truth(&world).is_open()) {
        return Selection { outcomes: vec![pick(rows, &world, as_of)], deciding: Vec::new() };
    }
    let completions = Completions::new(conditions(), profile, catalogue.facts);
    let Some(count) = completions.count() else {
        return possible(rows, &world, as_of);
    };
    let mut assumed = Vec::new();
    let all: Vec<Pick<R>> = (0..count)
        .map(|i| {
            completions.at(i, &mut assumed);
            pick(rows, &World { profile, assumed: &assumed }, as_of)
        })
        .collect();
    let deciding = completions.deciding(&all, &world);
    let mut outcomes: Vec<Pick<R>> = Vec::new();
    for p in all {
        match outcomes.iter_mut().find(|o| **o == p) {
            // A row holds beside the leading one only if it does so whatever the missing answers turn out to be.
            Some(same) => same.readings.retain(|r| p.readings.iter().any(|q| std::ptr::eq(*r, *q))),
            None => outcomes.push(p),
        }
    }
    Selection { outcomes, deciding }
}

/// The rows that are in force on `as_of`.
pub fn live<R: Row>(rows: &'static [R], as_of: Date) -> impl Iterator<Item = &'static R> + Clone {
    rows.iter().filter(move |r| r.period().status(as_of).is_live())
}

/// Of the rows in force the one that leads in `world`, where everything that matters is known or assumed: the first of the
/// largest that hold by their condition, else of the base rows.
pub fn leading<R: Row>(live: impl Iterator<Item = &'static R> + Clone, world: &World<'_>) -> Option<&'static R> {
    let holds = |r: &&'static R| r.when().is_some_and(|c| c.truth(world) == Truth::Yes);
    let larger = |best: &'static R, row: &'static R| if row.leads(best) { row } else { best };
    live.clone().filter(holds).reduce(larger).or_else(|| live.filter(|r| r.when().is_none()).reduce(larger))
}

/// The row that leads in `world`, and those that hold beside it.
pub fn pick<R: Row>(rows: &'static [R], world: &World<'_>, as_of: Date) -> Pick<R> {
    let leading = leading(live(rows, as_of), world);
    let is_beside = |leading: &'static R, row: &'static R| {
        !std::ptr::eq(leading, row)
            && leading.when().is_some() == row.when().is_some()
            && row.period().status(as_of).is_live()
            && row.when().is_none_or(|c| c.truth(world) == Truth::Yes)
    };
    let readings = leading.into_iter().flat_map(|l| rows.iter().filter(move |r| is_beside(l, r))).collect();
    Pick { leading, readings }
}

/// Without enumeration: every row that is not ruled out. Wider than exact, never narrower.
fn possible<R: Row>(rows: &'static [R], world: &World<'_>, as_of: Date) -> Selection<R> {
    let mut deciding = Vec::new();
    let outcomes = live(rows, as_of)
        .filter(|r| r.when().is_none_or(|c| c.truth(world) != Truth::No))
        .inspect(|r| {
            if let Some(c) = r.when() {
                c.open(world, &mut deciding);
            }
        })
        .map(|r| Pick { leading: Some(r), readings: Vec::new() })
        .collect();
    Selection { outcomes, deciding }
}

impl<R> Selection<R> {
    /// Exactly one outcome is left.
    pub fn is_settled(&self) -> bool {
        self.outcomes.len() == 1
    }

    /// The rows that lead in some outcome.
    pub fn leading(&self) -> impl Iterator<Item = &'static R> + '_ {
        self.outcomes.iter().filter_map(|p| p.leading)
    }
}

impl Selection<RateRow> {
    /// Lowest and highest share that the outcomes lead with; `None` when some outcome has no share.
    pub fn bounds(&self) -> Option<(Share, Share)> {
        sort::span(self.outcomes.iter().map(|p| p.leading.and_then(|r| r.value.bounds())))
    }
}

impl Selection<CeilingRow> {
    /// Lowest and highest ceiling that the outcomes lead with; `None` when some outcome has none.
    pub fn bounds(&self) -> Option<(Yen, Yen)> {
        sort::span(self.outcomes.iter().map(|p| p.leading.map(|r| (r.yen, r.yen))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::terms::catalogue::Catalogue;
    use crate::domain::terms::condition::Test;
    use crate::domain::terms::keys::SearchKeys;
    use crate::domain::terms::profile::{Fact, FactId, FactKind, Profile, Topic, Unit, Value};
    use crate::domain::terms::programme::RateValue;
    use crate::domain::value::number::Decimal;

    const fn fact(id: &'static str, kind: FactKind) -> Fact {
        Fact {
            id,
            label: id,
            yomi: "",
            question: "",
            help: "",
            kind,
            topic: Topic::Plan,
            changeable: true,
            synonyms: &[],
            split_from: "",
            split_until: "",
            plan: None,
            keys: SearchKeys::NONE,
        }
    }
    static FACTS: [Fact; 3] = [
        fact("a", FactKind::YesNo),
        fact("b", FactKind::YesNo),
        fact("n", FactKind::Number { unit: Unit::Index, min: Decimal::whole(0), max: Decimal::whole(5), places: 2 }),
    ];
    const CATALOGUE: Catalogue = Catalogue { facts: &FACTS, ..Catalogue::EMPTY };
    const A: FactId = FactId(0);
    const B: FactId = FactId(1);

    const fn row(label: &'static str, when: Option<Condition>, num: u32, den: u32) -> RateRow {
        RateRow {
            label,
            when,
            value: RateValue::Share(Share::checked(num, den)),
            adjusted: false,
            period: Period { from: None, to: None },
            others: &[],
            cites: &[],
        }
    }
    const fn is(fact: FactId) -> Condition {
        Condition { test: Test::Is(fact, true), label: "", cites: &[] }
    }
    static ROWS: [RateRow; 4] = [
        row("base", None, 1, 2),
        row("a", Some(is(A)), 3, 4),
        row("b", Some(is(B)), 2, 3),
        RateRow {
            period: Period { from: None, to: Some(Date::checked(2024, 3, 31)) },
            ..row("old", Some(is(B)), 9, 10)
        },
    ];

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }
    fn profile(a: Option<bool>, b: Option<bool>) -> Profile {
        let mut p = Profile::new();
        for (fact, value) in [(A, a), (B, b)] {
            if let Some(v) = value {
                p.give(fact, Value::Flag(v));
            }
        }
        p
    }
    fn labels(s: &Selection<RateRow>) -> Vec<&'static str> {
        s.leading().map(|r| r.label).collect()
    }
    fn chosen<R: Row>(rows: &'static [R], profile: &Profile, as_of: Date) -> Selection<R> {
        select(rows, Inquiry { catalogue: &CATALOGUE, profile, as_of })
    }
    fn on(a: Option<bool>, b: Option<bool>, at: &str) -> Selection<RateRow> {
        chosen(&ROWS, &profile(a, b), day(at))
    }

    #[test]
    fn the_base_row_stands_alone_and_the_largest_leads() {
        let none = on(Some(false), Some(false), "2024-06-01");
        assert_eq!((labels(&none), none.is_settled()), (vec!["base"], true));
        let both = on(Some(true), Some(true), "2024-06-01");
        assert_eq!(labels(&both), ["a"], "3/4 leads before 2/3");
        let readings: Vec<_> = both.outcomes[0].readings.iter().map(|r| r.label).collect();
        assert_eq!(readings, ["b"], "and the other row that holds is a reading, the base is not");
    }

    #[test]
    fn rows_out_of_term_are_not_chosen() {
        assert_eq!(labels(&on(Some(true), Some(true), "2024-03-31")), ["old"]);
        assert_eq!(labels(&on(Some(true), Some(true), "2024-04-01")), ["a"]);
        // Nor do they decide anything: only B's living row hangs on b.
        let open = on(Some(true), None, "2024-04-01");
        assert!(open.is_settled() && open.deciding.is_empty(), "3/4 whatever b is: {open:?}");
        assert!(!on(Some(true), None, "2024-03-31").is_settled());
    }

    #[test]
    fn every_outcome_of_missing_answers_and_what_decides() {
        let open = on(None, None, "2024-06-01");
        assert_eq!(open.bounds(), Some((Share::checked(1, 2), Share::checked(3, 4))));
        assert_eq!(open.outcomes.len(), 3);
        assert_eq!(open.deciding, [Open::Fact(A), Open::Fact(B)]);
        let one = on(Some(false), None, "2024-06-01");
        assert_eq!(one.bounds(), Some((Share::checked(1, 2), Share::checked(2, 3))));
        assert_eq!(one.deciding, [Open::Fact(B)]);
        assert!(!one.is_settled());
    }

    #[test]
    fn a_reading_counts_only_if_it_holds_whatever_is_missing() {
        // a is yes, b is open: 3/4 either way; that b may hold beside it is not yet a reading.
        let open = on(Some(true), None, "2024-06-01");
        assert!(open.outcomes[0].readings.is_empty(), "{open:?}");
    }

    static SAME: [RateRow; 3] = [row("x", Some(is(A)), 3, 4), row("y", Some(is(B)), 3, 4), row("base", None, 3, 4)];

    #[test]
    fn the_same_figure_is_the_same_outcome() {
        let s = chosen(&SAME, &profile(None, None), day("2024-06-01"));
        assert!(s.is_settled() && s.deciding.is_empty(), "{s:?}");
        assert!(SAME[0].same_figure(&SAME[1]) && !SAME[0].same_figure(&ROWS[0]));
        let adjusted = RateRow { adjusted: true, ..SAME[0] };
        assert!(!SAME[0].same_figure(&adjusted), "財政力補正 makes another figure");
        assert!(!SAME[0].leads(&SAME[1]) && SAME[0].leads(&ROWS[0]) && !ROWS[0].leads(&SAME[0]));
    }

    static CEILINGS: [CeilingRow; 3] =
        [ceiling("base", None, 25), ceiling("a", Some(is(A)), 35), ceiling("b", Some(is(B)), 50)];
    const fn ceiling(label: &'static str, when: Option<Condition>, yen: u64) -> CeilingRow {
        CeilingRow {
            label,
            when,
            yen: Yen(yen),
            about: false,
            period: Period { from: None, to: None },
            others: &[],
            cites: &[],
        }
    }

    static TERM: [CeilingRow; 1] =
        [CeilingRow { period: Period { from: Some(Date::checked(2024, 4, 1)), to: None }, ..ceiling("new", None, 9) }];

    #[test]
    fn ceilings_are_chosen_alike() {
        let at = day("2024-06-01");
        let s = chosen(&CEILINGS, &profile(Some(true), Some(true)), at);
        assert_eq!(s.bounds(), Some((Yen(50), Yen(50))), "the larger leads");
        let s = chosen(&CEILINGS, &profile(Some(true), None), at);
        assert_eq!(s.bounds(), Some((Yen(35), Yen(50))));
        assert_eq!(s.leading().count(), 2);
        assert!(CEILINGS[0].same_figure(&CEILINGS[0]) && !CEILINGS[0].same_figure(&CEILINGS[1]));
        assert!(!CEILINGS[0].leads(&CEILINGS[0]));
        assert_eq!(chosen(&TERM, &profile(None, None), day("2024-03-31")).bounds(), None);
        assert_eq!(chosen(&TERM, &profile(None, None), at).bounds(), Some((Yen(9), Yen(9))));
    }

    static NO_BASE: [RateRow; 1] = [row("a", Some(is(A)), 3, 4)];
    static UNSTATED: [RateRow; 2] =
        [row("base", None, 1, 2), RateRow { value: RateValue::NotStated, ..row("a", Some(is(A)), 1, 1) }];

    #[test]
    fn no_row_or_no_share_gives_no_bounds() {
        let at = day("2024-06-01");
        let s = chosen(&NO_BASE, &profile(None, None), at);
        assert_eq!((s.outcomes.len(), s.bounds()), (2, None), "one outcome has no row");
        assert_eq!(chosen(&NO_BASE, &profile(Some(false), None), at).bounds(), None);
        assert_eq!(chosen(&UNSTATED, &profile(None, None), at).bounds(), None);
    }

    #[test]
    fn without_enumeration_everything_that_is_not_ruled_out_is_possible() {
        let p = profile(Some(false), None);
        let s = possible(&ROWS, &World::of(&p), day("2024-06-01"));
        assert_eq!(labels(&s), ["base", "b"]);
        assert_eq!(s.deciding, [Open::Fact(B)]);
        let old = possible(&ROWS, &World::of(&p), day("2024-03-01"));
        assert_eq!(labels(&old), ["base", "b", "old"]);
    }
}
