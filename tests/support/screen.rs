//! Screens as text: our own, because ratatui's `TestBackend` text inserts notes into lines with wide characters.

use chiiki_navi::app::state::State;
use chiiki_navi::view;
use chiiki_navi::view::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// Draws `state` into a buffer of its size.
pub fn buffer(state: &State, theme: &Theme) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).expect("a test backend");
    terminal.draw(|frame| view::draw(state, theme, frame)).expect("drawing into memory");
    terminal.backend().buffer().clone()
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
    screen_text(&buffer(state, &Theme::colour()))
}

/// Half a wide glyph at the right edge, or a row that is too long, is a fault.
pub fn assert_whole(buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let last = buffer.area.width - 1;
        assert!(buffer[(last, y)].symbol().width() <= 1, "half a glyph at the right edge of row {y}");
    }
}
