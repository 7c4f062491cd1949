//! 比較: what differs between two sets of answers, as tables.

use super::document::Part;
use super::sources::Numbers;
use crate::domain::change::whatif::{Difference, compare, differing, tally};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Counts, Group, Shelf};
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::{Compared, ComparisonExport};
use crate::present::row::{badge, standing};
use crate::present::{value, whatif, word};

/// Name of the table of what was answered differently.
pub const ANSWERS: &str = "違う答え";

/// Name of the table of what moves.
pub const TABLE: &str = "変わる制度";

/// The tables of a comparison.
pub fn comparison(c: &ComparisonExport<'_>, numbers: &mut Numbers) -> Vec<Part> {
    let all = compare(c.a.inquiry, c.b.inquiry.profile);
    vec![Part::Table(answers(c)), Part::Table(programmes(c, &all, numbers))]
}

/// Name and counts of a side.
pub fn side(side: &Compared<'_>) -> String {
    let counts = Counts::over(&side.inquiry.assess_all());
    let each = Group::ALL.map(|g| format!("{} {}件", badge(g), counts.of(g)));
    let told = format!("{} {}件", word::shelf(Shelf::Named), counts.on(Shelf::Named));
    format!("{}（{}、{told}）", side.name, each.join("、"))
}

/// What was answered differently.
pub fn answers(c: &ComparisonExport<'_>) -> Grid {
    let Inquiry { catalogue, profile: a, .. } = c.a.inquiry;
    let b = c.b.inquiry.profile;
    let row = |f| {
        let fact = catalogue.fact(f)?;
        let show = |p: &crate::domain::terms::profile::Profile| value::answer(fact, p.answer(f));
        Some(vec![Cell::text(fact.label), Cell::text(show(a)), Cell::text(show(b))])
    };
    let rows = differing(catalogue, a, b).into_iter().filter_map(row).collect();
    Grid::new(ANSWERS, columns![30 "項目", 40 "Ａ", 40 "Ｂ"], rows)
}

/// What moves.
pub fn programmes(c: &ComparisonExport<'_>, all: &[Difference], numbers: &mut Numbers) -> Grid {
    let catalogue = c.a.inquiry.catalogue;
    let rows = all.iter().map(|d| {
        let p = d.after.programme;
        let mut changes = whatif::figures(d, [c.a.inquiry.profile, c.b.inquiry.profile]);
        changes.extend(whatif::amounts(c.a.inquiry, c.b.inquiry.profile, d));
        let because: Vec<&str> = d.because.iter().filter_map(|f| catalogue.fact(*f)).map(|f| f.label).collect();
        let rows = [&d.before, &d.after].into_iter().flat_map(|a| &a.rates);
        let cites = rows.flat_map(|r| r.selection.leading()).flat_map(|r| r.cites);
        let cites: Vec<u8> = p.cites.iter().chain(cites).copied().collect();
        vec![
            Cell::text(whatif::kind(d.kind)),
            Cell::text(p.name),
            Cell::text(standing(&d.before, c.a.inquiry.profile)),
            Cell::text(standing(&d.after, c.b.inquiry.profile)),
            Cell::text(changes.join("\n")),
            Cell::text(because.join("／")),
            Cell::Marks(numbers.of(p, cites)),
        ]
    });
    let columns = columns![16 "変わり方", 34 "制度", 13 "Ａ", 13 "Ｂ", 40 "変わること", 20 "決め手", 10 "出典"];
    let above = vec![format!("ＡからＢで変わる: {}", whatif::tally(&tally(all)))];
    Grid::new(TABLE, columns, rows.collect()).below(above).frozen(2)
}
