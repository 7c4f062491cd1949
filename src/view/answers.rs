//! 回答一覧: every question with its answer, where it came from, and how much hangs on it.
//!
//! ```text
//! 団体  財政力指数        0.11       自動入力: 総務省「全市町村の主要財政指標」令和3年度
//! 計画  デジタル技術活用  未回答     1制度
//! ```

use ratatui::layout::Rect;

use crate::app::screen::Answers;
use crate::app::state::State;
use crate::app::update::answer_rows;
use crate::domain::terms::profile::Answer;
use crate::present::{value, word};
use crate::view::paint::{Pen, row};

/// Draws the screen into `body`.
pub fn draw(state: &State, a: &Answers, pen: &mut Pen<'_, '_>, body: Rect) {
    let Some(session) = &state.session else { return };
    let theme = *pen.theme;
    let visible = usize::from(body.height);
    let label = if body.width >= 80 { 28 } else { 18 };
    for (i, fact) in answer_rows(state).into_iter().skip(a.list.top).take(visible).enumerate() {
        let Some(f) = state.catalogue.fact(fact) else { continue };
        let y = body.y + u16::try_from(i).unwrap_or(0);
        let answer = session.profile().answer(fact);
        let style = match answer {
            Answer::Known(..) => theme.plain,
            Answer::DontKnow => theme.open,
            Answer::NotAsked => theme.quiet,
        };
        pen.put_within(1, y, 10, word::topic(f.topic), theme.quiet);
        pen.put_within(12, y, label, f.label, theme.plain);
        pen.put_within(13 + label, y, 16, &value::answer(f, answer), style);
        let weight = session.weight(fact);
        let note = if weight > 0 { format!("{weight}制度が未回答") } else { value::origin(answer) };
        let at = 30 + label;
        pen.put_within(at, y, body.width.saturating_sub(at), &note, theme.quiet);
        if a.list.top + i == a.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
}
