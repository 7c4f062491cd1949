//! Scrolled texts: lines wrapped under their indent, their citations behind them.

use ratatui::style::Style;

use crate::app::layout::Area;
use crate::places::paint::pen::Pen;
use crate::present::line::TextLine;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap_hanging;

/// A line wrapped under its own indent, its citations behind it.
pub fn laid_out(line: &TextLine, width: usize, ambiguous: Ambiguous, style: Style, out: &mut Vec<(String, Style)>) {
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
pub fn scrolled(lines: &[(String, Style)], top: usize, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    // The last row is kept for saying how much follows, so that nothing is written over the text.
    let height = area.lines();
    let last = lines.len().saturating_sub(height);
    let top = top.min(last);
    for (i, (text, style)) in lines.iter().skip(top).take(height).enumerate() {
        pen.put_within(0, area.y + u16::try_from(i).unwrap_or(0), area.width, text, *style);
    }
    let text =
        if top < last { format!("続き {}行 ", lines.len() - top - height) } else { "ここまで ".to_owned() };
    pen.put_right(area.width, area.y + area.height.saturating_sub(1), &text, theme.quiet);
}
