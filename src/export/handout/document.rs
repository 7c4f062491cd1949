//! The document as tables and articles, and as the tables of a workbook or a CSV file.

use crate::domain::value::date::Date;
use crate::export::grid::{Cell, Grid, Medium, columns};
use crate::present::line::Tone;

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
    Article(Article),
}

/// Sections about one programme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
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
    pub lines: Vec<CitedLine>,
}

/// A line with its sources.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitedLine {
    /// The text, without line breaks or indentation.
    pub text: String,
    /// How deep it is indented, from 0.
    pub depth: usize,
    /// How it is meant.
    pub tone: Tone,
    /// Numbers of the sources.
    pub marks: Vec<usize>,
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
        let columns = columns![16 "項目", 80 "内容"];
        let about = Grid { name: "概要".to_owned(), columns, rows, ..Grid::default() };
        std::iter::once(about).chain(self.tables()).collect()
    }

    /// The tables with the columns to calculate with, and the pages as one table.
    fn tables(&self) -> Vec<Grid> {
        let grid = |p: &Part| match p {
            Part::Table(grid) => Some(grid.on(Medium::Data)),
            Part::Article(_) => None,
        };
        let mut out: Vec<Grid> = self.parts.iter().filter_map(grid).collect();
        let pages: Vec<&Article> = self.parts.iter().filter_map(Part::page).collect();
        if !pages.is_empty() {
            out.insert(out.len().saturating_sub(1), details(&pages));
        }
        out
    }
}

impl Part {
    fn page(&self) -> Option<&Article> {
        match self {
            Self::Article(page) => Some(page),
            Self::Table(_) => None,
        }
    }
}

/// Pages as a table, a line a row.
fn details(pages: &[&Article]) -> Grid {
    let row = |page: &Article, section: &Section, l: &CitedLine| {
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
        columns: columns![34 "制度", 20 "区分", 80 "内容", 9 "出典"],
        rows: rows.collect(),
        frozen: 2,
        ..Grid::default()
    }
}
