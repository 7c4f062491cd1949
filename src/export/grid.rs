//! A table before it takes a form: named columns, typed cells, lines above. [`super::csv`] and [`super::xlsx`] write it.

use std::fmt;

use crate::domain::value::date::Date;
use crate::domain::value::number::{Decimal, Share, Yen};
use crate::present::value::{grouped, wareki};
use crate::text::foreign::is_unseen;

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text; may contain `\n`. Never read as a formula.
    Text(String),
    /// A count, yen, persons.
    Whole(i64),
    /// An exact decimal: 財政力指数.
    Exact(Decimal),
    /// A share of something: per cent in a workbook, a decimal in CSV (where 2/3 would become a date in Excel).
    Part(Share),
    /// A day.
    Day(Date),
    /// Numbers of sources: `[1,3]`.
    Marks(Vec<usize>),
    /// What so many cells to the left, or above, come to; a formula in a workbook.
    Total(Side, u16, u64),
}

/// Which cells a total is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Those before it in its row.
    Left,
    /// Those above it in its column.
    Above,
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// An amount; one beyond what a cell can hold is written as text.
    pub fn amount(yen: u64) -> Self {
        i64::try_from(yen).map_or_else(|_| Self::Text(yen.to_string()), Self::Whole)
    }

    /// An amount, or nothing.
    pub fn yen(yen: Option<Yen>) -> Self {
        yen.map_or(Self::Empty, |y| Self::amount(y.0))
    }

    /// The lowest and the highest amount, or nothing.
    pub fn range(bounds: Option<(Yen, Yen)>) -> [Self; 2] {
        [bounds.map(|b| b.0), bounds.map(|b| b.1)].map(Self::yen)
    }

    /// How many.
    pub fn count(n: usize) -> Self {
        Self::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Cell {
    /// As people read it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(t) => f.write_str(t),
            Self::Whole(n) => f.write_str(&grouped(*n)),
            Self::Exact(d) => write!(f, "{d}"),
            Self::Part(s) => write!(f, "{s}"),
            Self::Day(d) => f.write_str(&wareki(*d)),
            Self::Marks(all) => f.write_str(&marks(all)),
            Self::Total(_, _, n) => write!(f, "{n}"),
        }
    }
}

/// `[1,3]`; empty without a number.
pub fn marks(numbers: &[usize]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let each: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("[{}]", each.join(","))
}

/// Where a column is of use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Medium {
    /// Everywhere.
    Both,
    /// Where people read: several things in one cell, so that a page is wide enough.
    Paper,
    /// Where people sort and calculate: each thing in a cell of its own, numbers as numbers.
    Data,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// Width in half-width characters (a kanji counts two), for a workbook.
    pub width: u16,
    /// Where it is of use.
    pub on: Medium,
}

impl Column {
    /// A column of that heading and width.
    pub fn new(heading: impl Into<String>, width: u16) -> Self {
        Self { heading: heading.into(), width, on: Medium::Both }
    }

    /// For paper only.
    #[must_use]
    pub fn paper(self) -> Self {
        Self { on: Medium::Paper, ..self }
    }

    /// For workbooks and CSV only.
    #[must_use]
    pub fn data(self) -> Self {
        Self { on: Medium::Data, ..self }
    }
}

/// A line of text. Writing to a `String` cannot fail; this says so in one place.
macro_rules! line {
    ($out:expr) => { $out.push('\n') };
    ($out:expr, $($arg:tt)*) => { { let _ = writeln!($out, $($arg)*); } };
}

pub(crate) use line;

/// Columns, each as width and heading; `paper` or `data` behind it where it is of use in that medium alone.
macro_rules! columns {
    ($($width:literal $heading:tt $($medium:ident)?),+ $(,)?) => {
        vec![$($crate::export::grid::Column::new($heading, $width)$(.$medium())?),+]
    };
}

pub(crate) use columns;

/// What a table is for, where a form treats it apart from others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// Nothing else than to be read.
    #[default]
    Plain,
    /// 出典: every number in the other tables leads to its row.
    Sources,
    /// 窓口への質問票: it goes to another office than the rest.
    Asks,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grid {
    /// What it is for.
    pub kind: Kind,
    /// Name: the sheet's tab, the line above the block in CSV (where there are several blocks).
    pub name: String,
    /// Lines above the headings, the first one as title. May be empty.
    pub above: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a short row ends in empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// How many columns stay in view when scrolling sideways.
    pub frozen: u16,
}

impl Grid {
    /// A table to be read, with nothing above its headings.
    pub fn new(name: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { name: name.to_owned(), columns, rows, ..Self::default() }
    }

    /// With these lines above the headings.
    #[must_use]
    pub fn below(self, above: Vec<String>) -> Self {
        Self { above, ..self }
    }

    /// With so many columns that stay in view.
    #[must_use]
    pub fn frozen(self, frozen: u16) -> Self {
        Self { frozen, ..self }
    }

    /// The table with the columns for `medium` alone.
    #[must_use]
    pub fn on(&self, medium: Medium) -> Self {
        self.keeping(|on| on == Medium::Both || on == medium)
    }

    fn keeping(&self, wanted: impl Fn(Medium) -> bool) -> Self {
        let keep: Vec<bool> = self.columns.iter().map(|c| wanted(c.on)).collect();
        let row = |r: &Vec<Cell>| r.iter().zip(&keep).filter(|(_, k)| **k).map(|(c, _)| c.clone()).collect();
        let columns = self.columns.iter().zip(&keep).filter(|(_, k)| **k).map(|(c, _)| c.clone()).collect();
        Self { columns, rows: self.rows.iter().map(row).collect(), ..self.clone() }
    }

    /// The table for a workbook: what is printed first, what is only calculated with behind it; and how many columns
    /// are printed.
    #[must_use]
    pub fn for_workbook(&self) -> (Self, u16) {
        let (mut out, data) = (self.on(Medium::Paper), self.keeping(|on| on == Medium::Data));
        let printed = u16::try_from(out.columns.len()).unwrap_or(u16::MAX);
        for mut column in data.columns {
            if out.columns.iter().any(|c| c.heading == column.heading) {
                column.heading.push_str("（値）");
            }
            out.columns.push(column);
        }
        out.rows.iter_mut().zip(data.rows).for_each(|(row, more)| row.extend(more));
        (out, printed)
    }
}

/// `text` without what could steer a terminal, break XML or turn the reading direction; line breaks stay.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_control() || !is_unseen(*c))
        .map(|c| match c {
            '\n' => '\n',
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}
