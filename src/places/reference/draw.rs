//! 出典と版, 年間予定, 用語, 組み合わせ: titled texts, scrolled.
//!
//! ```text
//! 資料（新しい順）
//!   令和6年度 全国都道府県地域力創造担当課長会議 資料（令和6年5月）
//!     略称 R6課長会議資料／出典とする制度 96 件
//! ```

use crate::app::beside::lay_out;
use crate::app::row::{Ink, Row, laid_out, page, row, title};
use crate::app::shared::Shared;
use crate::app::to::Text;
use crate::domain::money::combine::combine;
use crate::domain::terms::flow::Bucket;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::places::reference::place::Reference;
use crate::present::combine::page as combined;
use crate::present::line::{Section, Tone};
use crate::present::money::bar::Page;
use crate::present::reference;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap_hanging;

impl Draw for Reference {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let a = pen.ambiguous();
        let area = Self::layout(shared).text();
        let columns = usize::from(area.width);
        let sections = match self.text {
            Text::Sources => reference::sources(shared.catalogue, shared.as_of),
            Text::Calendar if columns < BAND_FROM => reference::calendar(shared.catalogue, shared.as_of),
            Text::Terms => reference::terms(shared.catalogue),
            Text::Term(at) => reference::term(shared.catalogue, at),
            Text::Example(at) => reference::example(shared.catalogue, at),
            Text::Changes => shared.saving.report.clone(),
            Text::Calendar | Text::Combine | Text::Together | Text::Beside => Vec::new(),
        };
        let lines = match self.text {
            Text::Calendar if columns >= BAND_FROM => year(shared, columns, a),
            Text::Beside => lay_out(&shared.beside.0, &shared.beside.1, columns, a),
            Text::Combine => page(&combination(shared), columns, a),
            Text::Together => page(&shared.together, columns, a),
            _ => plain(sections, columns, a),
        };
        scrolled(&lines, self.scroll.top, pen, area);
    }
}

/// Titled texts.
fn plain(sections: Vec<Section>, columns: usize, a: Ambiguous) -> Vec<Row> {
    let mut lines: Vec<Row> = Vec::new();
    for section in sections {
        lines.extend(title(section.title, columns, a));
        section.lines.iter().for_each(|line| laid_out(line, columns, a, &mut lines));
    }
    lines
}

/// Columns from which the months stand as a band before each row, and from which each month has room for its number.
const BAND_FROM: usize = 64;
const NUMBERED_FROM: usize = 98;

/// The year as a band: a cell for each month, April first; the months in words stand behind the names.
fn year(shared: &Shared, columns: usize, a: Ambiguous) -> Vec<Row> {
    // Of a narrow band each quarter tells its first month.
    let (head, running, still) = if columns >= NUMBERED_FROM {
        ("4  5  6  7  8  9  10 11 12 1  2  3", "   ", ".  ")
    } else {
        ("4月   7月   10月  1月", "  ", ". ")
    };
    let band = running.len() * 12;
    let quiet = Ink::QUIET;
    let mut out = vec![row(head, quiet)];
    let room = columns.saturating_sub(band + 2);
    for (name, rows) in reference::year(shared.catalogue, shared.as_of) {
        out.push(row(format!("{}  {name}", " ".repeat(band)), Ink::Title));
        for (months, line) in rows {
            // What is over stands in grey, or says so.
            let (of, letter) = if line.tone == Tone::Quiet { (None, "終") } else { (Some(Bucket::National), "＝") };
            let cell = |runs: &bool| match runs {
                true => (running.to_owned(), Ink::Money(of, letter)),
                false => (still.to_owned(), quiet),
            };
            let cells: Row = months.iter().map(cell).collect();
            for (i, text) in wrap_hanging(&line.text, room, 2, a).into_iter().enumerate() {
                let mut told = if i == 0 { cells.clone() } else { row(" ".repeat(band), quiet) };
                told.push((format!("  {text}"), Ink::Tone(line.tone)));
                out.push(told);
            }
        }
    }
    out
}

/// The programmes marked in the results, for the amounts of the session.
fn combination(shared: &Shared) -> Page {
    let Some(inquiry) = shared.inquiry() else { return Page::new() };
    combined(shared.catalogue, &combine(inquiry, &shared.marked()))
}
