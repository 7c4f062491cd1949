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
    /// Date as printed (「令和6年5月」); empty where none is printed.
    pub printed_date: &'static str,
    /// Date that its contents give, in words; empty where the date is printed.
    pub inferred_date: &'static str,
    /// What that is concluded from.
    pub inferred_because: &'static str,
    /// The sections that print a date of their own, by their first line.
    pub sections: &'static [Section],
    /// First day of the printed month, or of the time that is inferred: age is counted from it.
    pub date: Date,
    /// Which document stands where two differ, in words.
    pub weight: &'static str,
    /// Where its publisher offers it; empty where nobody wrote that down. The program never opens it.
    pub url: &'static str,
}

/// A section of a document with its own date or, printed as such, without one.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its first line, from 1; it ends where the next begins.
    pub first_line: u32,
    /// Date as printed, or that none is.
    pub printed_date: &'static str,
}

/// Stands where a date is expected and none is printed.
pub const UNDATED: &str = "日付の記載なし";

impl Document {
    /// Whether a date is printed: without one, [`Self::date`] serves to sort and to count age, and is shown nowhere.
    pub fn is_dated(&self) -> bool {
        !self.printed_date.is_empty()
    }

    /// Its date as printed; where none is, that, and what is inferred.
    pub fn dated(&self) -> String {
        match self.printed_date {
            "" => format!("{UNDATED}。推定 {}", self.inferred_date),
            printed => printed.to_owned(),
        }
    }

    /// The same for `line`: that of its section, or the document's.
    pub fn dated_at(&self, line: u32) -> String {
        self.section(line).map_or_else(|| self.dated(), |s| s.printed_date.to_owned())
    }

    /// The date printed for `line`: that of its section, or the document's; empty where none is.
    pub fn printed_at(&self, line: u32) -> &'static str {
        self.section(line).map_or(self.printed_date, |s| s.printed_date)
    }

    fn section(&self, line: u32) -> Option<&'static Section> {
        self.sections.iter().rev().find(|s| s.first_line <= line)
    }
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
    /// Page of the printed document or PDF, from 1, where it was written down: lines are those of the extracted text.
    pub page: Option<u32>,
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

    /// The same for people: 「12頁 50-52行」, or 「50-52行」 where no page is known.
    pub fn place(&self, to: &str) -> String {
        let page = self.page.map_or_else(String::new, |page| format!("{page}頁 "));
        format!("{page}{}行", self.lines(to))
    }
}

/// Citations: indices into the `quotes` of the programme they stand in.
pub type Cites = &'static [u8];
