//! Draws the state and changes nothing.

use ratatui::Frame;

use crate::app::shared::MIN_SIZE;
use crate::places::paint::pen::Pen;
use crate::places::paint::theme::Theme;
use crate::places::state::State;
use crate::places::{frame as around, help};
use crate::text::wrap::wrap;

/// Draws the whole screen.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame) {
    let mut pen = Pen::new(frame, theme);
    let area = pen.area();
    pen.fill(area, theme.ground);
    if state.shared.is_too_small() {
        let (w, h) = MIN_SIZE;
        let text = format!("画面が小さすぎます。{w}×{h}以上に広げてください（今は{}×{}）", area.width, area.height);
        for (y, line) in (0..).zip(wrap(&text, usize::from(area.width), pen.ambiguous()).iter()) {
            pen.put(0, y, line, theme.plain);
        }
        return;
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
}
