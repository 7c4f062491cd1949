//! 保存した自治体
//!
//! ```text
//! 回答は1つ答えるたびに自動で保存されます
//!   島根県海士町                            令和8年11月21日     回答 12件
//!   島根県海士町「DX計画」                  令和8年11月20日     回答  3件
//!
//! 保存先: /home/…/chiiki-navi/sessions
//! ```

use ratatui::layout::Rect;

use crate::app::screen::Saved;
use crate::app::state::State;
use crate::app::update::saved_rows;
use crate::present::value::wareki;
use crate::view::paint::{Pen, row};

/// Columns of the day and of the number of answers, with the gaps before them.
const DAY: u16 = 18;
const COUNT: u16 = 12;

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Saved, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let saving = &state.saving;
    head(state, s, pen, body);
    // On a narrow screen the day makes room for the name.
    let day = if body.width >= 60 { DAY } else { 0 };
    let name = body.width.saturating_sub(day + COUNT + 4).min(60);
    for (i, r) in saving.rows.iter().enumerate().skip(s.list.top).take(saved_rows(state)) {
        let y = body.y + 1 + u16::try_from(i - s.list.top).unwrap_or(0);
        let doomed = s.doomed.as_deref() == Some(r.key.as_str());
        let style = if doomed { theme.bad } else { theme.plain };
        pen.put_within(2, y, name, &titled(&r.name, &r.label), style);
        if day > 0 {
            pen.put_within(3 + name, y, day, &wareki(r.as_of), theme.quiet);
        }
        let note = if doomed { "削除しますか".to_owned() } else { format!("回答 {:>3}件", r.answers) };
        pen.put_within(3 + name + day, y, COUNT, &note, style);
        if i == s.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
    if !saving.place.is_empty() && body.height > 2 {
        let text = format!("保存先: {}", saving.place);
        pen.put_within(1, body.y + body.height - 1, body.width.saturating_sub(1), &text, theme.quiet);
    }
}

/// The first row: the field for a name, or what there is to know.
fn head(state: &State, s: &Saved, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    if let Some(field) = &s.naming {
        let prompt =
            if body.width >= 80 { "名前（例: DX計画。個人の名前は書かない）> " } else { "名前> " };
        let x = pen.put(1, body.y, prompt, theme.key);
        let room = body.width.saturating_sub(x + 1);
        pen.put_within(x, body.y, room, field.text(), theme.plain);
        let caret = x + pen.columns(&field.before_caret());
        return pen.caret(caret.min(x + room), body.y);
    }
    let text = match (state.saving.rows.is_empty(), state.saving.place.is_empty()) {
        (_, true) => "保存先がないため、回答は保存されません",
        (true, _) => "保存した回答はまだありません。質問に1つ答えると、自動で保存されます",
        _ => "回答は1つ答えるたびに自動で保存されます",
    };
    pen.put_within(1, body.y, body.width.saturating_sub(1), text, theme.quiet);
}

fn titled(name: &str, label: &str) -> String {
    if label.is_empty() { name.to_owned() } else { format!("{name}「{label}」") }
}

/// The line on 自治体を選ぶ; `None` when there is nothing to go on with.
pub fn offer(state: &State, width: u16) -> Option<String> {
    let row = state.saving.rows.first().filter(|_| state.session.is_none())?;
    let name = titled(&row.name, &row.label);
    let others = state.saving.rows.len() - 1;
    let list = if others > 0 { format!("　Ctrl+S ほか{others}件") } else { String::new() };
    Some(if width >= 80 {
        format!("Ctrl+R 前回の続き: {name}（{}、回答{}件）{list}", wareki(row.as_of), row.answers)
    } else {
        format!("Ctrl+R 前回の続き: {name}")
    })
}
