//! The hand-out: what somebody takes home, before it takes a form. Every form draws this and nothing else, so that a
//! printed page, a workbook and a text never say different things.
//!
//! ```text
//! 島根県海士町　制度の一覧                     title
//! 自治体 / 基準日 / 資料 / 版 / 載せた行        head
//! 現行の要綱が優先するという一文                notice
//! 結果 ・ 金額 ・ 窓口への質問票 ・ 回答        tables
//! 制度ごとの詳細                               pages
//! 出典                                         table; the numbers [1] everywhere are its rows
//! ```

mod answers;
mod asks;
mod compared;
mod estimate;
mod pages;
mod results;
mod sources;

use super::grid::{Cell, Column, Grid, Medium};
use super::{Comparison, GROUPS, NOTICE, Report, count, place};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::date::Date;
use crate::present::detail::Tone;
use crate::present::form::Scope;
use crate::present::row::badge;
use crate::present::value;

pub use asks::{Ask, asks};
pub use compared::comparison;
pub use sources::{Numbers, Source};

/// A document of tables and pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handout {
    /// Title.
    pub title: String,
    /// What must be known about it: label and text.
    pub head: Vec<(&'static str, String)>,
    /// That the documents are old, where they are.
    pub warning: Option<String>,
    /// That the current 要綱 stands first.
    pub notice: &'static str,
    /// The day asked about.
    pub as_of: Date,
    /// The content, in reading order.
    pub parts: Vec<Part>,
}

/// A part of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A table under its name.
    Table(Grid),
    /// Sections under a title.
    Page(Page),
}

/// Sections about one programme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// Title.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A titled group of lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line with its sources.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The text, without line breaks or indentation.
    pub text: String,
    /// How deep it is indented, from 0.
    pub depth: usize,
    /// How it is meant.
    pub tone: Tone,
    /// Numbers of the sources.
    pub marks: Vec<usize>,
}

/// The hand-out of results, of one measure, or of a 試算.
pub fn handout(report: &Report<'_>) -> Handout {
    let mut numbers = Numbers::new(report.catalogue);
    let mut parts = Vec::new();
    if report.scope == Scope::Estimate {
        for a in report.results {
            parts.extend(estimate::parts(report, a, &mut numbers));
        }
    }
    parts.push(Part::Table(results::grid(report, &mut numbers)));
    if report.scope != Scope::Estimate {
        parts.extend(results::money(report, &mut numbers).map(Part::Table));
    }
    if report.details {
        parts.extend(report.results.iter().map(|a| Part::Page(pages::page(report, a, &mut numbers))));
    }
    if let Some(mut grid) = asks::grid(&asks(report), &mut numbers) {
        // The sheet goes to an office by itself: it says who asks.
        let (name, day) = (name(report), value::wareki(report.as_of));
        grid.above.push(format!("{name}（{day}）から。次の点の、現行の要綱・運用での取扱いを教えてください。"));
        parts.push(Part::Table(grid));
    }
    parts.push(Part::Table(answers::grid(report)));
    parts.push(Part::Table(numbers.grid()));
    let mut head = vec![("自治体", whose(report))];
    head.extend(stamp(report.catalogue, report.as_of, report.fingerprint));
    if report.scope == Scope::Results {
        let counts = GROUPS.map(|g| format!("{} {}件", badge(g), count(report.results, g)));
        head.push(("件数", format!("{}件（{}）", report.results.len(), counts.join("、"))));
    }
    if !report.chosen.is_empty() {
        head.push(("載せた行", report.chosen.to_owned()));
    }
    Handout {
        title: title(report),
        head,
        warning: value::age_warning(report.catalogue, report.as_of),
        notice: NOTICE,
        as_of: report.as_of,
        parts,
    }
}

impl Handout {
    /// The lines that stand above every sheet of a workbook, below its title.
    fn above(&self) -> Vec<String> {
        let head: Vec<String> = self.head.iter().map(|(label, text)| format!("{label} {text}")).collect();
        let mut out = vec![head.join("／")];
        out.extend(self.warning.clone());
        out.push(self.notice.to_owned());
        out
    }

    /// The tables of a workbook, one a sheet; the pages together are one more, before 出典.
    pub fn sheets(&self) -> Vec<Grid> {
        let above = self.above();
        let titled = |mut grid: Grid| {
            let title = format!("{}　{}", self.title, grid.name);
            grid.above = std::iter::once(title).chain(above.iter().cloned()).chain(grid.above).collect();
            grid
        };
        self.tables().into_iter().map(titled).collect()
    }

    /// The tables of a CSV file, 概要 first.
    pub fn blocks(&self) -> Vec<Grid> {
        let mut rows: Vec<Vec<Cell>> = vec![vec![Cell::text("題"), Cell::text(self.title.as_str())]];
        rows.extend(self.head.iter().map(|(label, text)| vec![Cell::text(*label), Cell::text(text.as_str())]));
        let notes = self.warning.iter().map(String::as_str).chain([self.notice]);
        rows.extend(notes.map(|n| vec![Cell::text("注意"), Cell::text(n)]));
        let columns = vec![Column::new("項目", 16), Column::new("内容", 80)];
        let about = Grid { name: "概要".to_owned(), columns, rows, ..Grid::default() };
        std::iter::once(about).chain(self.tables()).collect()
    }

    /// The tables with the columns to calculate with, and the pages as one table.
    fn tables(&self) -> Vec<Grid> {
        let grid = |p: &Part| match p {
            Part::Table(grid) => Some(grid.on(Medium::Data)),
            Part::Page(_) => None,
        };
        let mut out: Vec<Grid> = self.parts.iter().filter_map(grid).collect();
        let pages: Vec<&Page> = self.parts.iter().filter_map(Part::page).collect();
        if !pages.is_empty() {
            out.insert(out.len().saturating_sub(1), details(&pages));
        }
        out
    }
}

impl Part {
    fn page(&self) -> Option<&Page> {
        match self {
            Self::Page(page) => Some(page),
            Self::Table(_) => None,
        }
    }
}

/// Pages as a table, a line a row.
fn details(pages: &[&Page]) -> Grid {
    let row = |page: &Page, section: &Section, l: &Line| {
        vec![
            Cell::text(page.title.as_str()),
            Cell::text(section.title.as_str()),
            Cell::text(format!("{}{}", "　".repeat(l.depth), l.text)),
            Cell::Marks(l.marks.clone()),
        ]
    };
    let rows = pages.iter().flat_map(|page| {
        page.sections.iter().flat_map(move |section| section.lines.iter().map(move |l| row(page, section, l)))
    });
    Grid {
        name: "詳細".to_owned(),
        columns: vec![
            Column::new("制度", 34),
            Column::new("区分", 20),
            Column::new("内容", 80),
            Column::new("出典", 9),
        ],
        rows: rows.collect(),
        frozen: 2,
        ..Grid::default()
    }
}

fn title(report: &Report<'_>) -> String {
    let name = name(report);
    let measure = report.results.first().map_or("", |a| a.programme.name);
    match report.scope {
        Scope::Results => format!("{name}　制度の一覧"),
        Scope::Measure => format!("{name}　{measure}"),
        Scope::Estimate => format!("{name}　試算　{measure}"),
    }
}

/// Whose results: the municipality's name.
fn name(report: &Report<'_>) -> String {
    report.municipality.map_or_else(|| super::NOBODY.to_owned(), place)
}

fn whose(report: &Report<'_>) -> String {
    match report.municipality {
        Some(m) => format!("{}（団体コード {:06}）", place(m), m.code),
        None => super::NOBODY.to_owned(),
    }
}

/// Day, documents and bundle.
fn stamp(catalogue: &Catalogue, as_of: Date, fingerprint: u64) -> Vec<(&'static str, String)> {
    let newest = catalogue.newest().map_or("", |d| d.printed_date);
    vec![
        ("基準日", value::wareki(as_of)),
        ("資料", format!("{newest}まで（{}点）", catalogue.documents.len())),
        ("制度データの版", format!("{}（{fingerprint:016x}）", catalogue.version)),
    ]
}

/// The hand-out of a comparison.
pub fn compared(c: &Comparison<'_>) -> Handout {
    let mut numbers = Numbers::new(c.catalogue);
    let mut parts = comparison(c, &mut numbers);
    parts.push(Part::Table(numbers.grid()));
    let mut head = vec![("Ａ", compared::side(c, &c.a)), ("Ｂ", compared::side(c, &c.b))];
    head.extend(stamp(c.catalogue, c.as_of, c.fingerprint));
    Handout {
        title: format!("比較　{}　と　{}", c.a.name, c.b.name),
        head,
        warning: value::age_warning(c.catalogue, c.as_of),
        notice: NOTICE,
        as_of: c.as_of,
        parts,
    }
}
