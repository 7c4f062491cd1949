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
use crate::present::line::Tone;
use crate::present::money::bar::Page;
use crate::present::reference;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap_hanging;

impl Draw for Reference {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let theme = *pen.theme;
        if self.text == Text::Beside {
            let (towns, rows) = &shared.beside;
            let area = Self::layout(shared).inside(1);
            let lines = lay_out(towns, rows, usize::from(area.width), theme.ambiguous);
            return scrolled(&lines, self.scroll.top, pen, area);
        }
        if self.text == Text::Calendar && body.width >= BAND_FROM {
            let area = Self::layout(shared).inside(1);
            let lines = year(shared, usize::from(area.width), theme.ambiguous);
            return scrolled(&lines, self.scroll.top, pen, area);
        }
        if matches!(self.text, Text::Combine | Text::Together) {
            let columns = usize::from(body.width);
            let lines = match self.text {
                Text::Combine => page(&combination(shared), columns, theme.ambiguous),
                _ => page(&shared.together, columns, theme.ambiguous),
            };
            return scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
        }
        let sections = match self.text {
            Text::Sources => reference::sources(shared.catalogue, shared.as_of),
            Text::Calendar => reference::calendar(shared.catalogue, shared.as_of),
            Text::Terms => reference::terms(shared.catalogue),
            Text::Term(at) => reference::term(shared.catalogue, at),
            Text::Example(at) => reference::example(shared.catalogue, at),
            Text::Combine | Text::Together | Text::Beside => Vec::new(),
            Text::Changes => shared.saving.report.clone(),
        };
        let mut lines: Vec<Row> = Vec::new();
        for section in sections {
            lines.extend(title(section.title, usize::from(body.width), theme.ambiguous));
            for line in section.lines {
                laid_out(&line, usize::from(body.width), theme.ambiguous, &mut lines);
            }
        }
        scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
    }
}

/// Columns from which the months stand as a band before each row: each month has room for its number.
const BAND_FROM: u16 = 100;

/// The year as a band: a cell for each month, April first; the months in words stand behind the names.
fn year(shared: &Shared, columns: usize, a: Ambiguous) -> Vec<Row> {
    const HEAD: &str = "  4  5  6  7  8  9 10 11 12  1  2  3";
    let quiet = Ink::QUIET;
    let mut out = vec![row(HEAD, quiet)];
    let room = columns.saturating_sub(HEAD.len() + 2);
    for (name, rows) in reference::year(shared.catalogue, shared.as_of) {
        out.push(row(format!("{}  {name}", " ".repeat(HEAD.len())), Ink::Title));
        for (months, line) in rows {
            // What is over stands in grey.
            let of = if line.tone == Tone::Quiet { None } else { Some(Bucket::National) };
            let cell = |runs: &bool| match runs {
                true => ("   ".to_owned(), Ink::Money(of, "＝")),
                false => ("  .".to_owned(), quiet),
            };
            let band: Row = months.iter().map(cell).collect();
            for (i, text) in wrap_hanging(&line.text, room, 2, a).into_iter().enumerate() {
                let mut told = if i == 0 { band.clone() } else { row(" ".repeat(HEAD.len()), quiet) };
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
