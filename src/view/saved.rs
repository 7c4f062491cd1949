//! 保存した自治体
//!
//! ```text
//!   島根県海士町            令和8年11月21日     回答 12件
//!   手入力の団体            令和8年11月20日     回答  3件
//!
//! 保存先: /home/…/chiiki-navi/sessions
//! ```

use ratatui::layout::Rect;

use crate::app::screen::Saved;
use crate::app::state::State;
use crate::app::update::saved_rows;
use crate::present::detail::{Line, Section, Tone};
use crate::present::value::wareki;
use crate::view::paint::{Pen, row};

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Saved, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let saving = &state.saving;
    if saving.rows.is_empty() {
        let text = if saving.place.is_empty() {
            "保存先がないため、回答は保存されません"
        } else {
            "保存した自治体はまだありません。質問に1つ答えると、自動で保存されます"
        };
        pen.put_within(1, body.y, body.width.saturating_sub(1), text, theme.plain);
    }
    let name = body.width.saturating_sub(34).min(40);
    for (i, r) in saving.rows.iter().enumerate().skip(s.list.top).take(saved_rows(state)) {
        let y = body.y + u16::try_from(i - s.list.top).unwrap_or(0);
        let doomed = s.doomed.as_deref() == Some(r.key.as_str());
        pen.put_within(1, y, name, &r.name, if doomed { theme.bad } else { theme.plain });
        pen.put_within(2 + name, y, 18, &wareki(r.as_of), theme.quiet);
        let note = if doomed { "削除しますか".to_owned() } else { format!("回答 {}件", r.answers) };
        pen.put_within(21 + name, y, 13, &note, if doomed { theme.bad } else { theme.plain });
        if i == s.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
    if !saving.place.is_empty() && body.height > 2 {
        let text = format!("保存先: {}", saving.place);
        pen.put_within(1, body.y + body.height - 1, body.width.saturating_sub(1), &text, theme.quiet);
    }
}

/// The line on 自治体を選ぶ; `None` when there is nothing to go on with.
pub fn offer(state: &State) -> Option<String> {
    let row = state.saving.rows.first().filter(|_| state.session.is_none())?;
    Some(format!("前回の続き: {}（{}、回答{}件） Ctrl+R で開く", row.name, wareki(row.as_of), row.answers))
}

/// 前回からの変化.
pub fn report(state: &State) -> Vec<Section> {
    let r = &state.saving.report;
    let plain = |text: &String| Line { text: text.clone(), tone: Tone::Plain, cites: Vec::new() };
    let moved = |all: &[crate::app::saved::Moved]| -> Vec<Line> {
        let each = all.iter().flat_map(|m| {
            let how = Line { text: format!("    {}", m.how), tone: Tone::Figure, cites: Vec::new() };
            [plain(&format!("  {}", m.name)), how]
        });
        each.collect()
    };
    let mut out = vec![Section { title: "前回と今回", lines: r.heading.iter().map(plain).collect() }];
    let mut add = |title, lines: Vec<Line>| {
        if !lines.is_empty() {
            out.push(Section { title, lines });
        }
    };
    add("引き継げなかった回答（保存には残します）", r.unknown.iter().map(plain).collect());
    add("制度データ・基準日によって変わった制度（同じ回答で比べる）", moved(&r.by_bundle));
    add("自治体の表で変わった数字", r.figures.iter().map(plain).collect());
    add("その数字によって変わった制度", moved(&r.by_town));
    out
}
