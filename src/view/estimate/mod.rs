//! 試算: fields on top, below them the money of the programme for what is typed.
//!
//! ```text
//! ローカル10,000プロジェクト（国庫補助事業）                                   〇 該当
//! > 公費による交付額       5,000万円
//!   融資・出資の額         1億円
//!   事業費               1億5,000万円
//! 実質的な地方負担 625万円（4.2%）
//! 国国国国国国国国国国特地民民民民民民民民民民民民民民民民民民民民民民民民
//! 国=国費 3,750万円（25.0%）  特=特別交付税 625万円（4.2%）  …
//! 国費                              3,750万円   25.0%  措置対象の公費 5,000万円 ｘ 国費 3/4 [20]
//! ```

mod lines;

use ratatui::layout::Rect;

use crate::app::screen::{Entry, Estimate};
use crate::app::state::State;
use crate::app::update::estimate_rows;
use crate::domain::terms::programme::Programme;
use crate::present::money::sheet::{Sheet, sheet};
use crate::present::value;
use crate::text::wrap::wrap;
use crate::view::detail::scrolled;
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, e: &Estimate, pen: &mut Pen<'_, '_>, body: Rect) {
    let (Some(session), Some(programme)) = (&state.session, state.catalogue.programme(e.programme)) else { return };
    let Some(a) = session.assessments().iter().find(|a| a.programme.id == programme.id) else { return };
    let sheet = sheet(state.catalogue, a, session.profile(), state.as_of);
    title(programme, &sheet, pen, body);
    let below = fields(state, e, pen, Rect { y: body.y + 1, ..body });
    let used = below - body.y;
    let area = Rect { y: below, height: body.height.saturating_sub(used), ..body };
    let lines = lines::lines(state, e, &sheet, pen.theme, usize::from(body.width));
    scrolled(&lines, e.scroll.top, pen, area);
}

fn title(programme: &'static Programme, sheet: &Sheet, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let room = body.width.saturating_sub(pen.columns(&sheet.badge) + 2);
    pen.put_within(0, body.y, room, programme.name, theme.title);
    pen.put_right(body.width, body.y, &format!("{} ", sheet.badge), theme.group(sheet.group));
}

/// The visible fields and, under the selected one, why it cannot be read. Returns the row below them.
fn fields(state: &State, e: &Estimate, pen: &mut Pen<'_, '_>, area: Rect) -> u16 {
    let mut y = area.y;
    let (visible, _) = estimate_rows(state);
    let counter = if e.entries.len() > visible { 6 } else { 0 };
    for (i, entry) in e.entries.iter().enumerate().skip(e.list.top).take(visible) {
        let selected = i == e.list.selected;
        let width = area.width.saturating_sub(counter);
        field(state, entry, selected, pen, Rect { y, width, ..area });
        y += 1;
        if selected && !entry.error.is_empty() {
            y = fault(state, entry, pen, Rect { y, ..area });
        }
    }
    if counter > 0 {
        let text = format!("{}/{} ", e.list.selected + 1, e.entries.len());
        pen.put_right(area.width, area.y, &text, pen.theme.quiet);
    }
    y
}

fn field(state: &State, entry: &Entry, selected: bool, pen: &mut Pen<'_, '_>, area: Rect) {
    let theme = *pen.theme;
    let Some(fact) = state.catalogue.fact(entry.fact) else { return };
    let label = if area.width >= 60 { 26 } else { 16 };
    pen.put(0, area.y, if selected { "> " } else { "  " }, theme.key);
    pen.put_within(2, area.y, label, fact.label, if selected { theme.title } else { theme.plain });
    let x = label + 3;
    let style = match (selected, entry.fresh, entry.error.is_empty()) {
        (_, _, false) => theme.bad,
        (true, true, true) => theme.selected,
        _ => theme.figure,
    };
    let room = area.width.saturating_sub(x + 1);
    let end = if entry.field.text().is_empty() {
        pen.put_within(x, area.y, room, "（未入力）", theme.quiet)
    } else {
        pen.put_within(x, area.y, room, entry.field.text(), style)
    };
    if !selected && !entry.error.is_empty() {
        pen.put_within(end + 2, area.y, area.width.saturating_sub(end + 3), "読めません", theme.bad);
    }
    // What is understood, where that is not what stands there.
    let stored = state.session.as_ref().and_then(|s| s.profile().value(entry.fact)).map(|v| value::value(fact, v));
    if let Some(stored) = stored.filter(|s| entry.error.is_empty() && s != entry.field.text()) {
        let text = format!("= {stored}");
        if end + 3 + pen.columns(&text) < area.width {
            pen.put(end + 2, area.y, &text, theme.quiet);
        }
    }
    if selected {
        pen.caret(x + pen.columns(&entry.field.before_caret()), area.y);
    }
}

/// The fault, and the value that stays in force. Returns the row below.
fn fault(state: &State, entry: &Entry, pen: &mut Pen<'_, '_>, area: Rect) -> u16 {
    let theme = *pen.theme;
    let room = area.width.saturating_sub(5);
    let mut lines = wrap(&entry.error, usize::from(room).max(8), theme.ambiguous);
    lines.truncate(2);
    let stored = state.session.as_ref().and_then(|s| s.profile().value(entry.fact));
    if let Some((v, f)) = stored.zip(state.catalogue.fact(entry.fact)) {
        lines.push(format!("計算は {} のまま", value::value(f, v)));
    }
    let mut y = area.y;
    for line in &lines {
        pen.put_within(4, y, room, line, theme.bad);
        y += 1;
    }
    y
}
