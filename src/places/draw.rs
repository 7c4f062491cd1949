//! Draws the state and changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::shared::MIN_SIZE;
use crate::places::paint::pen::Pen;
use crate::places::paint::theme::Theme;
use crate::places::state::State;
use crate::places::{frame as around, help};
use crate::text::wrap::wrap;

/// Draws the whole screen, whatever stood there, and says where the terminal's cursor stands.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let mut pen = Pen::new(buffer, theme);
    let area = pen.area();
    if state.shared.is_too_small() {
        let (w, h) = MIN_SIZE;
        let text = format!("画面が小さすぎます。{w}×{h}以上に広げてください（今は{}×{}）", area.width, area.height);
        for (y, line) in (0..).zip(wrap(&text, usize::from(area.width), pen.ambiguous()).iter()) {
            pen.put(0, y, line, theme.plain);
        }
        return pen.cursor;
    }
    let is_framed = !state.place.room().is_whole_screen() || state.help.is_some();
    if is_framed {
        around::draw(state, &mut pen);
    }
    match state.help {
        Some(h) => help::draw(state, h, &mut pen),
        None => state.place.drawing().draw(&state.shared, &mut pen),
    }
    if is_framed {
        around::message(state, &mut pen);
    }
    pen.cursor
}
