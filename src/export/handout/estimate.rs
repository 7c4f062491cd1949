//! 試算: the waterfall as a table, and what must be said with it.

use super::pages::line;
use super::sources::Numbers;
use super::{Page, Part, Section};
use crate::domain::judge::assess::Assessment;
use crate::domain::money::split::split;
use crate::export::Report;
use crate::export::grid::{Cell, Column, Grid};
use crate::present::detail;
use crate::present::money::sheet::{Sheet, sheet};

/// The parts of one programme's 試算, with what stands in for it.
pub fn parts(report: &Report<'_>, a: &Assessment, numbers: &mut Numbers) -> Vec<Part> {
    let sheet = sheet(report.catalogue, a, report.profile, report.as_of);
    let mut out = of_sheet(report, &sheet, numbers);
    for f in &sheet.fallback {
        let link = Section {
            title: "使えないときの代わり".to_owned(),
            lines: vec![line(&f.link, sheet.programme, numbers)],
        };
        out.push(Part::Page(Page { title: f.sheet.programme.name.to_owned(), sections: vec![link] }));
        out.extend(of_sheet(report, &f.sheet, numbers));
    }
    out
}

fn of_sheet(report: &Report<'_>, sheet: &Sheet, numbers: &mut Numbers) -> Vec<Part> {
    let p = sheet.programme;
    let first: Vec<detail::Line> = sheet.headline.iter().chain(&sheet.first).cloned().collect();
    // What was asked first: the burden, then where it comes from, then what else can be said.
    let sections = |all: &[(&str, &Vec<detail::Line>)], numbers: &mut Numbers| -> Vec<Section> {
        let filled = all.iter().filter(|(_, lines)| !lines.is_empty());
        let section = |(title, lines): &(&str, &Vec<detail::Line>)| Section {
            title: (*title).to_owned(),
            lines: lines.iter().map(|l| line(l, p, numbers)).collect(),
        };
        filled.map(section).collect()
    };
    let title = format!("{}　{}", sheet.badge, p.name);
    let mut out = vec![Part::Page(Page { title, sections: sections(&[("まとめ", &first)], numbers) })];
    if !sheet.rows.is_empty() {
        out.push(Part::Table(grid(report, sheet, numbers)));
    }
    let rest = [("計算の注", &sheet.notes), ("別の読み方（要確認）", &sheet.readings), ("逆算", &sheet.backwards)];
    let rest = sections(&rest, numbers);
    if !rest.is_empty() {
        out.push(Part::Page(Page { title: "計算の注・逆算".to_owned(), sections: rest }));
    }
    out
}

fn grid(report: &Report<'_>, sheet: &Sheet, numbers: &mut Numbers) -> Grid {
    let p = sheet.programme;
    let split = split(p, report.profile, report.catalogue.facts, report.as_of);
    let rows = sheet.rows.iter().map(|r| {
        let index = p.flow.iter().position(|l| l.id == r.id);
        let bounds = index.and_then(|i| split.bounds(i));
        vec![
            Cell::text(r.label),
            Cell::text(r.amount.as_str()),
            bounds.map_or(Cell::Empty, |b| Cell::amount(b.0.0)),
            bounds.map_or(Cell::Empty, |b| Cell::amount(b.1.0)),
            Cell::text(r.percent.as_str()),
            Cell::text(r.formulas.join("\n")),
            Cell::Marks(numbers.of(p, r.cites.iter().copied())),
        ]
    });
    let rows = rows.collect();
    Grid {
        name: "試算の内訳".to_owned(),
        columns: vec![
            Column::new("項目", 26),
            Column::new("金額", 30),
            Column::new("下限（円）", 15).data(),
            Column::new("上限（円）", 15).data(),
            Column::new("割合", 14),
            Column::new("計算", 44),
            Column::new("出典", 9),
        ],
        rows,
        frozen: 1,
        ..Grid::default()
    }
}
