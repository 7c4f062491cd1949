//! Where a figure is printed: document, lines, the figure-bearing words.

use crate::domain::value::date::Date;

/// Index of a [`Document`] in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceId(pub u8);

/// One of the documents that the bundle was written from.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Short key used in content files (`r6-kaigi`).
    pub id: &'static str,
    /// Title as printed.
    pub title: &'static str,
    /// Short title for citations on a narrow screen.
    pub short: &'static str,
    /// File name of the extracted text, whose line numbers citations use.
    pub file: &'static str,
    /// Date as printed (「令和6年5月」).
    pub printed_date: &'static str,
    /// First day of the printed month: age is counted from it.
    pub date: Date,
    /// Which document stands where two differ, in words.
    pub weight: &'static str,
}

/// The words of a document that carry a figure (at most 40 characters), and where they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Key inside the programme's file.
    pub id: &'static str,
    /// The document.
    pub source: SourceId,
    /// First line, from 1.
    pub first_line: u32,
    /// Last line, not before the first.
    pub last_line: u32,
    /// The excerpt.
    pub text: &'static str,
}

impl Quote {
    /// The lines: 「50」, or with `to` between first and last.
    pub fn lines(&self, to: &str) -> String {
        if self.first_line == self.last_line {
            self.first_line.to_string()
        } else {
            format!("{}{to}{}", self.first_line, self.last_line)
        }
    }
}

/// Citations: indices into the `quotes` of the programme they stand in.
pub type Cites = &'static [u8];
