//! 組み合わせ: sets of programmes that may stand beside each other, the one that costs the municipality least first.

use crate::domain::money::combine::{Combination, combine};
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::{combinations, combinations_of_fitting};
use crate::domain::sort;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::{PlanExport, ResultsExport};
use crate::present::combine::NOT_STATED;
use crate::present::line::Section;
use crate::present::{combine as words, figure, money, together};

/// Name of the table.
pub const TABLE: &str = "組み合わせ";

/// What the yen of the table are.
pub const BASIS: &str = "地方負担の少ない順。同じ経費は二重に数えない。円未満は切り捨て。";

/// One set.
#[derive(Clone, Debug)]
pub struct Set {
    /// The programmes.
    pub members: Vec<&'static Programme>,
    /// What the municipality pays in all of them, in yen; `None` where no flow of money is printed.
    pub burden: Option<Sum>,
    /// Cost items of the plan that none of them is computed from, in yen.
    pub not_covered: Yen,
    /// The documents say that each two of them may be used together.
    pub stated: bool,
}

impl Set {
    /// What the documents say of using them together; empty for one programme alone.
    pub fn told(&self) -> &'static str {
        match (self.members.len() > 1, self.stated) {
            (false, _) => "",
            (true, true) => "併用できると資料にある",
            (true, false) => NOT_STATED,
        }
    }

    /// What the municipality pays, in words.
    pub fn burden(&self) -> String {
        self.burden.map_or_else(|| "算定不可（率・上限の記載なし）".to_owned(), money::sum)
    }

    /// What it pays besides, in words; empty where nothing.
    pub fn besides(&self) -> String {
        if self.not_covered == Yen(0) {
            return String::new();
        }
        format!("どれも対象にしない経費 {}（別に全額を負担）", figure::yen(self.not_covered))
    }
}

/// The sets of what fits a plan.
pub fn of_plan(report: &ResultsExport<'_>, plan: PlanExport<'_>) -> Vec<Set> {
    // Whom somebody marked is combined, whatever it is for.
    let sets = if report.marked { combinations } else { combinations_of_fitting };
    let sets = sets(report.inquiry.catalogue, &plan.understood.project, &plan.laid.judged);
    let one = |t: crate::domain::plan::rank::Together| Set {
        members: t.members.iter().filter_map(|i| plan.laid.judged.get(*i)).map(|c| c.assessment.programme).collect(),
        burden: Some(t.burden),
        not_covered: t.not_covered,
        stated: t.stated,
    };
    sets.into_iter().map(one).collect()
}

/// The sets of what somebody marked, for the amounts that were entered.
fn of_marked(all: &Combination) -> Vec<Set> {
    let one = |t: &crate::domain::money::combine::Together| {
        let own = [Bucket::Local, Bucket::LocalUnknown, Bucket::Over];
        let mine = t.sums.iter().filter(|(b, _)| own.contains(b)).map(|(_, s)| *s);
        let within = |i: usize| t.members.contains(&i);
        Set {
            members: t.members.iter().filter_map(|i| all.members.get(*i)).map(|m| m.programme).collect(),
            burden: mine.reduce(Sum::plus),
            not_covered: Yen(0),
            stated: all
                .pairs
                .iter()
                .filter(|p| within(p.a) && within(p.b))
                .all(crate::domain::money::combine::Pair::is_stated),
        }
    };
    let mut out: Vec<Set> = all.together.iter().map(one).collect();
    let least = |s: &Set| (s.burden.is_none_or(|b| b.open.is_some()), s.burden.map(|b| b.hi));
    sort::by_key(&mut out, least);
    out
}

/// The sets that `report` is about, and what the documents say of its programmes: of the plan's, else of those marked.
pub fn sets(report: &ResultsExport<'_>) -> (Vec<Set>, Vec<Section>) {
    let catalogue = report.inquiry.catalogue;
    if let Some(plan) = report.plan {
        let found = crate::domain::plan::rank::Consultation { answers: plan.laid.judged.clone(), ..Default::default() };
        let mut said = together::sections(catalogue, &plan.understood.project, &found);
        // The sets are the table.
        said.retain(|s| s.title == together::INSTEAD);
        return (of_plan(report, plan), said);
    }
    let chosen: Vec<&'static Programme> = report.results.iter().map(|a| a.programme).collect();
    let all = combine(report.inquiry, &chosen);
    let mut said = words::sections(catalogue, &all);
    said.retain(|s| s.title != words::TOTAL);
    (of_marked(&all), said)
}

/// The table; `None` where there is no set.
pub fn grid(sets: &[Set]) -> Option<Grid> {
    let row = |(i, set): (usize, &Set)| {
        let names: Vec<&str> = set.members.iter().map(|p| p.name).collect();
        let known = set.burden.filter(|s| s.open.is_none());
        let [low, high] = Cell::range(known.map(|s| (s.lo, s.hi)));
        vec![
            Cell::count(i + 1),
            Cell::text(names.join("\n")),
            Cell::text(set.burden()),
            low,
            high,
            Cell::yen(Some(set.not_covered).filter(|y| *y > Yen(0))),
            Cell::text(set.told()),
        ]
    };
    let columns = columns![
        6 "順", 56 "制度", 26 "地方負担", 15 "下限（円）" data, 15 "上限（円）" data, 20 "どれも対象にしない経費（円）",
        30 "併用",
    ];
    let rows = sets.iter().enumerate().map(row).collect();
    (!sets.is_empty()).then(|| Grid::new(TABLE, columns, rows).below(vec![BASIS.to_owned()]).frozen(2))
}
