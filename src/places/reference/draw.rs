//! 出典と版, 年間予定, 用語, 組み合わせ: titled texts, scrolled.
//!
//! ```text
//! 資料（新しい順）
//!   令和6年度 全国都道府県地域力創造担当課長会議 資料（令和6年5月）
//!     略称 R6課長会議資料／出典とする制度 96 件
//! ```

use crate::app::beside::lay_out;
use crate::app::row::{Ink, Row, laid_out, row};
use crate::app::shared::Shared;
use crate::app::to::Text;
use crate::domain::money::combine::combine;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::places::reference::place::Reference;
use crate::present::combine::sections;
use crate::present::line::Section;
use crate::present::reference;

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
        let sections = match self.text {
            Text::Sources => reference::sources(shared.catalogue, shared.as_of),
            Text::Calendar => reference::calendar(shared.catalogue, shared.as_of),
            Text::Terms => reference::terms(shared.catalogue),
            Text::Term(at) => reference::term(shared.catalogue, at),
            Text::Example(at) => reference::example(shared.catalogue, at),
            Text::Combine => combination(shared),
            Text::Together => shared.together.clone(),
            Text::Beside => Vec::new(),
            Text::Changes => shared.saving.report.clone(),
        };
        let mut lines: Vec<Row> = Vec::new();
        for section in sections {
            lines.push(row(section.title.to_owned(), Ink::Title));
            for line in section.lines {
                laid_out(&line, usize::from(body.width), theme.ambiguous, &mut lines);
            }
        }
        scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
    }
}

/// The programmes marked in the results, for the amounts of the session.
fn combination(shared: &Shared) -> Vec<Section> {
    let Some(inquiry) = shared.inquiry() else { return Vec::new() };
    sections(shared.catalogue, &combine(inquiry, &shared.marked()))
}
