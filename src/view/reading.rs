//! 出典と版, 年間予定, 用語, 組み合わせ: titled texts, scrolled.
//!
//! ```text
//! 資料（新しい順）
//!   令和6年度 全国都道府県地域力創造担当課長会議 資料（令和6年5月）
//!     略称 R6課長会議資料／出典とする制度 96 件
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::{Page, Reading};
use crate::app::state::State;
use crate::app::update::marked;
use crate::domain::money::combine::combine;
use crate::present::combine::sections;
use crate::present::detail::Section;
use crate::present::reference;
use crate::view::detail::{laid_out, scrolled};
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, r: &Reading, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let sections = match r.page {
        Page::Sources => reference::sources(state.catalogue, state.as_of),
        Page::Calendar => reference::calendar(state.catalogue, state.as_of),
        Page::Terms => reference::terms(state.catalogue),
        Page::Term(at) => reference::term(state.catalogue, at),
        Page::Example(at) => reference::example(state.catalogue, at),
        Page::Combine => combination(state),
        Page::Reopened => state.saving.report.clone(),
    };
    let mut lines: Vec<(String, Style)> = Vec::new();
    for section in sections {
        lines.push((section.title.to_owned(), theme.title));
        for line in section.lines {
            laid_out(&line, usize::from(body.width), theme.ambiguous, theme.tone(line.tone), &mut lines);
        }
    }
    scrolled(&lines, r.scroll.top, pen, body);
}

/// The programmes marked in the results, for the amounts of the session.
fn combination(state: &State) -> Vec<Section> {
    let Some(session) = &state.session else { return Vec::new() };
    let c = state.catalogue;
    let all = combine(&marked(state), &|id| c.programme(id), session.profile(), c.facts, state.as_of);
    sections(c, &all)
}
