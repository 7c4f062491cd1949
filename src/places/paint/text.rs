//! Rows onto cells, scrolled texts, cards.

use ratatui::style::{Modifier, Style};

use crate::app::layout::Area;
use crate::app::row::{Ink, Row};
use crate::places::paint::pen::Pen;
use crate::places::paint::theme::Theme;

/// Draws rows from `top` on, never scrolling past the last page, and says how much is left.
pub fn scrolled(rows: &[Row], top: usize, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    // The last row is kept for saying how much follows, so that nothing is written over the text.
    let height = area.lines();
    let last = rows.len().saturating_sub(height);
    let top = top.min(last);
    for (row, y) in rows.iter().skip(top).take(height).zip(area.y..) {
        put_row(row, pen, Area { y, ..area });
    }
    let text =
        if top < last { format!("続き {}行 ", rows.len() - top - height) } else { "ここまで ".to_owned() };
    pen.put_right(area.x + area.width, area.y + area.height.saturating_sub(1), &text, theme.quiet);
}

/// Writes a row from the left edge of `area` on its first row.
pub fn put_row(row: &Row, pen: &mut Pen<'_, '_>, area: Area) {
    let (mut x, end) = (area.x, area.x.saturating_add(area.width));
    for (text, ink) in row {
        let room = end.saturating_sub(x);
        x = match (*ink, style(*ink, pen.theme)) {
            // Without colours the letters of a piece are its share; a blank parts it from the next one.
            (Ink::Money(_, letter), None) => {
                let columns = pen.columns(text);
                let letters = usize::from(columns / 2);
                let told = letter.repeat(if letters > 1 { letters - 1 } else { letters });
                let told = format!("{told}{}", " ".repeat(usize::from(columns.saturating_sub(pen.columns(&told)))));
                pen.put_within(x, area.y, room.min(columns), &told, pen.theme.plain)
            }
            (_, found) => pen.put_within(x, area.y, room, text, found.unwrap_or(pen.theme.plain)),
        };
    }
}

fn style(ink: Ink, theme: &Theme) -> Option<Style> {
    Some(match ink {
        Ink::Tone(tone) => theme.tone(tone),
        Ink::Title => theme.title,
        Ink::Block(tone) => theme.tone(tone).add_modifier(Modifier::REVERSED),
        Ink::Group(group) => theme.group(group),
        Ink::Selected => theme.selected,
        Ink::Money(of, _) => return theme.money(of),
    })
}

/// Columns and rows that a card has in a pane.
pub fn inside(area: Area) -> (usize, usize) {
    let inside = area.inside(2);
    (usize::from(inside.width), usize::from(inside.height))
}

/// A card in a pane beside a list.
pub fn pane_rows(rows: &[Row], area: Area, pen: &mut Pen<'_, '_>) {
    pen.fill(area, pen.theme.panel);
    // Towards what it stands beside.
    let edge = if area.x > 1 { area.x } else { area.x + area.width.saturating_sub(1) };
    for y in area.y..area.end() {
        pen.put(edge, y, "|", pen.theme.quiet);
    }
    let inside = area.inside(2);
    for (row, y) in rows.iter().zip(inside.y..inside.end()) {
        put_row(row, pen, Area { y, ..inside });
    }
}
