//! 制度の詳細: sections of cited lines, scrolled.
//!
//! ```text
//! ローカル10,000プロジェクト（国庫補助事業）                         ○ 該当
//! 率
//!   国費 3/4（公費による交付額に対して）[4]
//!     → 条件不利地域・財政力0.25未満 3/4 [4]
//! 上限
//!   公費による交付額の上限（事業あたり） 2,500万円〜5,000万円 [6][7]
//!     決め手: 融資・出資の額・公費による交付額
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::Detail;
use crate::app::state::State;
use crate::domain::judge::rank::group;
use crate::present::detail::{Line, detail};
use crate::present::row::badge;
use crate::text::width::Ambiguous;
use crate::text::wrap::{wrap, wrap_hanging};
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, d: &Detail, pen: &mut Pen<'_, '_>, body: Rect) {
    let Some(session) = &state.session else { return };
    let Some(a) = state.assessment(d.programme) else { return };
    let theme = *pen.theme;
    let badge = badge(group(a));
    let name = wrap(a.programme.name, usize::from(body.width.saturating_sub(12)), pen.ambiguous());
    let mut top = body.y;
    for line in name.iter().take(2) {
        pen.put(0, top, line, theme.title);
        top += 1;
    }
    pen.put_right(body.width, body.y, &format!("{badge} "), theme.group(group(a)));
    let mut lines: Vec<(String, Style)> = Vec::new();
    for section in detail(state.catalogue, a, session.profile(), state.as_of) {
        lines.push((section.title.to_owned(), theme.title));
        for line in section.lines {
            laid_out(&line, usize::from(body.width), theme.ambiguous, theme.tone(line.tone), &mut lines);
        }
    }
    let area = Rect { y: top, height: body.height.saturating_sub(top - body.y), ..body };
    scrolled(&lines, d.scroll.top, pen, area);
}

/// A line wrapped under its own indent, its citations behind it.
pub fn laid_out(line: &Line, width: usize, ambiguous: Ambiguous, style: Style, out: &mut Vec<(String, Style)>) {
    let indent = line.text.chars().take_while(|c| *c == ' ').count();
    let each: Vec<String> = line.cites.iter().map(|c| format!("[{}]", c + 1)).collect();
    let cites = each.concat();
    let text = format!("{}{}{cites}", line.text.trim_start(), if cites.is_empty() { "" } else { " " });
    let pad = " ".repeat(indent + 2);
    for wrapped in wrap_hanging(&text, width.saturating_sub(indent + 3).max(8), 2, ambiguous) {
        out.push((format!("{pad}{wrapped}"), style));
    }
}

/// Draws lines from `top` on, never scrolling past the last page, and says how much is left.
pub fn scrolled(lines: &[(String, Style)], top: usize, pen: &mut Pen<'_, '_>, area: Rect) {
    let theme = *pen.theme;
    // The last row is kept for saying how much follows, so that nothing is written over the text.
    let height = usize::from(area.height.saturating_sub(1)).max(1);
    let last = lines.len().saturating_sub(height);
    let top = top.min(last);
    for (i, (text, style)) in lines.iter().skip(top).take(height).enumerate() {
        pen.put_within(0, area.y + u16::try_from(i).unwrap_or(0), area.width, text, *style);
    }
    let text =
        if top < last { format!("続き {}行 ", lines.len() - top - height) } else { "ここまで ".to_owned() };
    pen.put_right(area.width, area.y + area.height.saturating_sub(1), &text, theme.quiet);
}
