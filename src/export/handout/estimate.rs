//! 試算: the waterfall as a table, and what must be said with it.

use super::document::{Article, Part, Section};
use super::pages::line;
use super::sources::Numbers;
use crate::domain::judge::assess::Assessment;
use crate::domain::money::split::split;

use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::ResultsExport;
use crate::present::line::TextLine;
use crate::present::money::sheet::{Sheet, sheet};

/// Name of the waterfall.
pub const TABLE: &str = "試算の内訳";

/// The parts of one programme's 試算, with what stands in for it.
pub fn parts(report: &ResultsExport<'_>, a: &Assessment, numbers: &mut Numbers) -> Vec<Part> {
    let sheet = sheet(report.inquiry, a);
    let mut out = of_sheet(report, &sheet, numbers);
    for f in &sheet.fallback {
        let link = Section {
            title: "使えないときの代わり".to_owned(),
            lines: vec![line(&f.link, sheet.programme, numbers)],
        };
        out.push(Part::Article(Article::new(f.sheet.programme.name.to_owned(), vec![link])));
        out.extend(of_sheet(report, &f.sheet, numbers));
    }
    out
}

fn of_sheet(report: &ResultsExport<'_>, sheet: &Sheet, numbers: &mut Numbers) -> Vec<Part> {
    let p = sheet.programme;
    let first: Vec<TextLine> = sheet.headlines.iter().chain(&sheet.first).cloned().collect();
    // What was asked first: the burden, then where it comes from, then what else can be said.
    let sections = |all: &[(&str, &Vec<TextLine>)], numbers: &mut Numbers| -> Vec<Section> {
        let filled = all.iter().filter(|(_, lines)| !lines.is_empty());
        let section = |(title, lines): &(&str, &Vec<TextLine>)| Section {
            title: (*title).to_owned(),
            lines: lines.iter().map(|l| line(l, p, numbers)).collect(),
        };
        filled.map(section).collect()
    };
    let title = format!("{}　{}", sheet.badge, p.name);
    let mut out = vec![Part::Article(Article::new(title, sections(&[("まとめ", &first)], numbers)))];
    if !sheet.rows.is_empty() {
        out.push(Part::Table(grid(report, sheet, numbers)));
    }
    let rest = [("計算の注", &sheet.notes), ("ほかの読み（要確認）", &sheet.readings), ("逆算", &sheet.backwards)];
    let rest = sections(&rest, numbers);
    if !rest.is_empty() {
        out.push(Part::Article(Article::new("計算の注・逆算".to_owned(), rest)));
    }
    out
}

fn grid(report: &ResultsExport<'_>, sheet: &Sheet, numbers: &mut Numbers) -> Grid {
    let p = sheet.programme;
    let split = split(report.inquiry, p);
    let rows = sheet.rows.iter().map(|r| {
        let index = p.flow.iter().position(|l| l.id == r.id);
        let [low, high] = Cell::range(index.and_then(|i| split.bounds(i)));
        vec![
            Cell::text(r.label),
            Cell::text(r.amount.as_str()),
            low,
            high,
            Cell::text(r.percent.as_str()),
            Cell::text(r.formulas.join("\n")),
            Cell::Marks(numbers.of(p, r.cites.iter().copied())),
        ]
    });
    let columns = columns![
        26 "項目", 30 "金額", 15 "下限（円）" data, 15 "上限（円）" data, 14 "割合", 44 "計算", 9 "出典",
    ];
    Grid::new(TABLE, columns, rows.collect()).frozen(1)
}
