//! 比較: what differs between two sets of answers, as tables.

use super::Part;
use super::sources::Numbers;
use crate::domain::change::whatif::{Difference, compare, differing, tally};
use crate::domain::judge::assess::assess;
use crate::domain::judge::rank::group;
use crate::export::grid::{Cell, Column, Grid};
use crate::export::{Compared, Comparison, GROUPS};
use crate::present::row::badge;
use crate::present::{value, whatif};

/// The tables of a comparison.
pub fn comparison(c: &Comparison<'_>, numbers: &mut Numbers) -> Vec<Part> {
    let all = compare(c.catalogue, c.a.profile, c.b.profile, c.as_of);
    vec![Part::Table(answers(c)), Part::Table(programmes(c, &all, numbers))]
}

/// Name and counts of a side.
pub fn side(c: &Comparison<'_>, side: &Compared<'_>) -> String {
    let counts = GROUPS.map(|g| {
        let all = c.catalogue.programmes.iter().map(|p| assess(p, side.profile, c.catalogue.facts, c.as_of));
        format!("{} {}件", badge(g), all.filter(|a| group(a) == g).count())
    });
    format!("{}（{}）", side.name, counts.join("、"))
}

fn answers(c: &Comparison<'_>) -> Grid {
    let row = |f| {
        let fact = c.catalogue.fact(f)?;
        let show = |p: &crate::domain::terms::profile::Profile| value::answer(fact, p.answer(f));
        Some(vec![Cell::text(fact.label), Cell::text(show(c.a.profile)), Cell::text(show(c.b.profile))])
    };
    Grid {
        name: "違う答え".to_owned(),
        columns: vec![Column::new("項目", 30), Column::new("Ａ", 40), Column::new("Ｂ", 40)],
        rows: differing(c.catalogue, c.a.profile, c.b.profile).into_iter().filter_map(row).collect(),
        ..Grid::default()
    }
}

fn programmes(c: &Comparison<'_>, all: &[Difference], numbers: &mut Numbers) -> Grid {
    let rows = all.iter().map(|d| {
        let p = d.after.programme;
        let mut changes = whatif::figures(d);
        changes.extend(whatif::amounts(c.catalogue, d, c.a.profile, c.b.profile, c.as_of));
        let because: Vec<&str> = d.because.iter().filter_map(|f| c.catalogue.fact(*f)).map(|f| f.label).collect();
        let rows = [&d.before, &d.after].into_iter().flat_map(|a| &a.rates);
        let cites = rows.flat_map(|r| r.selection.leading()).flat_map(|r| r.cites);
        let cites: Vec<u8> = p.cites.iter().chain(cites).copied().collect();
        vec![
            Cell::text(whatif::kind(d.kind)),
            Cell::text(p.name),
            Cell::text(badge(group(&d.before))),
            Cell::text(badge(group(&d.after))),
            Cell::text(changes.join("\n")),
            Cell::text(because.join("／")),
            Cell::Marks(numbers.of(p, cites)),
        ]
    });
    let rows = rows.collect();
    Grid {
        name: "変わる制度".to_owned(),
        above: vec![format!("ＡからＢで変わる: {}", whatif::tally(&tally(all)))],
        columns: vec![
            Column::new("変わり方", 16),
            Column::new("制度", 34),
            Column::new("Ａ", 13),
            Column::new("Ｂ", 13),
            Column::new("変わること", 40),
            Column::new("決め手", 20),
            Column::new("出典", 10),
        ],
        rows,
        frozen: 2,
    }
}
