//! 出典と版: the documents, the table's columns, the bundle.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::Scroll;
use crate::app::state::State;
use crate::present::value;
use crate::text::wrap::wrap_hanging;
use crate::view::detail::scrolled;
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Scroll, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let c = state.catalogue;
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut add = |text: &str, indent: usize, style: Style| {
        let width = usize::from(body.width).saturating_sub(indent + 1).max(8);
        for line in wrap_hanging(text, width, 2, theme.ambiguous) {
            lines.push((format!("{}{line}", " ".repeat(indent)), style));
        }
    };
    add("制度データの版", 0, theme.title);
    add(&format!("{}（{}）　制度 {} 件", c.version, value::wareki(c.date), c.programmes.len()), 2, theme.plain);
    if let Some(warning) = value::age_warning(c, state.as_of) {
        add(&warning, 2, theme.open);
    }
    add("資料（新しい順。数字が違うときは新しいものを先に示します）", 0, theme.title);
    for (i, d) in c.documents.iter().enumerate() {
        add(&format!("{}（{}）", d.title, d.printed_date), 2, theme.plain);
        add(&format!("{}／{}", d.short, d.weight), 4, theme.quiet);
        let uses = c.programmes.iter().filter(|p| p.quotes.iter().any(|q| usize::from(q.source.0) == i)).count();
        add(&format!("この資料を出典とする制度 {uses} 件"), 4, theme.quiet);
    }
    add("自治体の表", 0, theme.title);
    for column in c.columns {
        add(column.source, 2, theme.plain);
    }
    scrolled(&lines, s.top, pen, body);
}
