//! Screens as text: our own, because ratatui's `TestBackend` text inserts notes into lines with wide characters.

use chiiki_navi::app::look::Look;
use chiiki_navi::places::draw::draw;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::state::State;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// The usual theme.
pub fn colour() -> Theme {
    Theme::of(Look::Dark, Depth::Full)
}

/// Draws `state` into a buffer of its size.
pub fn buffer(state: &State, theme: &Theme) -> Buffer {
    drawn(state, theme).0
}

fn drawn(state: &State, theme: &Theme) -> (Buffer, Option<Position>) {
    let (width, height) = state.shared.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let cursor = draw(state, theme, &mut buffer);
    (buffer, cursor)
}

/// Where the terminal's cursor stands; `None` where it is hidden.
pub fn caret(state: &State) -> Option<(u16, u16)> {
    drawn(state, &colour()).1.map(|at| (at.x, at.y))
}

/// The rows without trailing blanks. The cell behind a wide glyph is part of the glyph.
pub fn screen_text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a width");
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Draws `state` in colour and returns its text.
pub fn text(state: &State) -> String {
    screen_text(&buffer(state, &colour()))
}

/// Half a wide glyph at the right edge, or a row that is too long, is a fault.
pub fn assert_whole(buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let last = buffer.area.width - 1;
        assert!(buffer[(last, y)].symbol().width() <= 1, "half a glyph at the right edge of row {y}");
    }
}
