//! 境目: one answer moved through all values that the documents tell apart.
//!
//! ```text
//!   財政力指数だけを動かすと（ほかの答えは今のまま。今の答え: 0.11）
//!   0.25未満　今の答えはここ
//!   0.25以上0.5未満　この境目で2件変わる
//!     ローカル10,000プロジェクト（国庫補助事業）
//!       国費 3/4〜9/10 から 2/3〜9/10
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::Sweep;
use crate::app::state::State;
use crate::present::whatif;
use crate::view::detail::{laid_out, scrolled};
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Sweep, pen: &mut Pen<'_, '_>, body: Rect) {
    let (Some(fact), Some(session)) = (state.catalogue.fact(s.fact), &state.session) else { return };
    let theme = *pen.theme;
    let mut lines: Vec<(String, Style)> = Vec::new();
    for line in whatif::borders(fact, &s.stops, session.profile().answer(s.fact)) {
        laid_out(&line, usize::from(body.width), theme.ambiguous, theme.tone(line.tone), &mut lines);
    }
    scrolled(&lines, s.scroll.top, pen, body);
}
