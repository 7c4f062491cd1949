//! The document as tables and articles, and as the tables of a workbook or a CSV file.

use super::sheet::model::Sheet;
use crate::domain::value::date::Date;
use crate::export::grid::{Cell, Column, Grid, Medium, columns};
use crate::present::form::{Annex, Annexes};
use crate::present::line::Tone;

/// Width of a column of places in a workbook, in half-width characters.
const PLACE: u16 = 28;

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
    /// The one page.
    pub sheet: Sheet,
    /// What is laid behind it on paper.
    pub annexes: Annexes,
    /// Everything else, in reading order: on paper and in a workbook what was chosen.
    pub parts: Vec<(Annex, Part)>,
    /// The places that the numbers stand for, the first one number 1.
    pub places: Vec<String>,
    /// Names of the tables that a workbook has whatever was chosen; the first is the one that a CSV file holds.
    pub core: &'static [&'static str],
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
    /// It begins a page of its own and takes two at most ([`super::sheet::fit::within_two`]).
    pub alone: bool,
    /// By how many per cent everything in it is set smaller.
    pub smaller: u32,
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
    /// What was chosen to be laid behind the page.
    pub fn on_paper(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|(annex, _)| self.annexes.has(*annex)).map(|(_, part)| part)
    }

    /// The lines that stand above every sheet of a workbook, below its title.
    fn above(&self) -> Vec<String> {
        let head = self.head.iter().filter(|(label, _)| *label != "件数");
        let head: Vec<String> = head.map(|(label, text)| format!("{label} {text}")).collect();
        let mut out = vec![head.join("／")];
        out.extend(self.warning.clone());
        out.push(self.notice.to_owned());
        out
    }

    /// The tables of a workbook, one a sheet: what it is about, and what was chosen; the pages together are one more,
    /// before 出典. Without 出典 a place stands where else its number would.
    pub fn sheets(&self) -> Vec<Grid> {
        let above = self.above();
        let titled = |mut grid: Grid| {
            let title = format!("{}　{}", self.title, grid.name);
            grid.above = std::iter::once(title).chain(above.iter().cloned()).chain(grid.above).collect();
            grid
        };
        let has_sources = self.annexes.has(Annex::Sources);
        let placed = |grid: Grid| if has_sources { grid } else { self.placed(grid) };
        self.tables().into_iter().map(placed).map(titled).collect()
    }

    /// Name of the table that a CSV file holds.
    pub fn main(&self) -> &'static str {
        self.core.first().copied().unwrap_or_default()
    }

    /// The one table of a CSV file. Each row says whose it is, of which day and bundle, and where it is printed, so that it
    /// can be filtered and put beside others.
    ///
    /// # Errors
    /// There is no such table.
    pub fn table(&self, name: &str) -> Result<Grid, String> {
        let named = |(_, p): &(Annex, Part)| match p {
            Part::Table(g) if g.name == name => Some(g.on(Medium::Data)),
            _ => None,
        };
        let mut out = self.parts.iter().find_map(named).ok_or_else(|| format!("「{name}」の表はありません"))?;
        let told = |(label, _): &&(&str, String)| !["件数", "区分", "読み上げ", "担当課室"].contains(label);
        let mut stamp: Vec<(&str, &str)> = self.head.iter().filter(told).map(|(l, t)| (*l, t.as_str())).collect();
        stamp.extend(self.warning.as_deref().map(|w| ("資料の古さ", w)));
        stamp.push(("注意", self.notice));
        out.columns.extend(stamp.iter().map(|(label, _)| Column::new(*label, 20)));
        out.rows.iter_mut().for_each(|row| row.extend(stamp.iter().map(|(_, text)| Cell::text(*text))));
        Ok(self.placed(out))
    }

    /// The table with the places themselves where their numbers stood.
    fn placed(&self, mut grid: Grid) -> Grid {
        for row in &mut grid.rows {
            for (cell, column) in row.iter_mut().zip(&mut grid.columns) {
                if let Cell::Marks(all) = cell {
                    let places = all.iter().filter_map(|n| self.places.get(n.checked_sub(1)?));
                    *cell = Cell::text(places.map(String::as_str).collect::<Vec<_>>().join("／"));
                    column.width = column.width.max(PLACE);
                }
            }
        }
        grid
    }

    /// The tables, and the pages as one table.
    fn tables(&self) -> Vec<Grid> {
        let grid = |(annex, p): &(Annex, Part)| match p {
            Part::Table(grid) if self.annexes.has(*annex) || self.core.contains(&grid.name.as_str()) => {
                Some(grid.clone())
            }
            Part::Table(_) | Part::Article(_) => None,
        };
        let mut out: Vec<Grid> = self.parts.iter().filter_map(grid).collect();
        let pages: Vec<&Article> = self.on_paper().filter_map(Part::page).collect();
        if !pages.is_empty() {
            let before = usize::from(self.annexes.has(Annex::Sources));
            out.insert(out.len().saturating_sub(before), details(&pages));
        }
        out
    }
}

impl Article {
    /// Sections that stand where there is room for them.
    pub fn new(title: String, sections: Vec<Section>) -> Self {
        Self { title, sections, alone: false, smaller: 0 }
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
    Grid::new("詳細", columns![34 "制度", 20 "区分", 80 "内容", 9 "出典"], rows.collect()).frozen(2)
}
