//! 保存した自治体
//!
//! ```text
//! 1つ答えるたびに自動で保存されます
//!   島根県海士町                            令和8年11月21日 14:05   回答 12件
//!   島根県海士町「DX計画」                  令和8年11月20日 9:30    回答  3件
//!
//! 保存先: /home/…/chiiki-navi/sessions
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::saved::place::Saved;
use crate::text::wrap::wrap;

/// Columns of the moment and of the number of answers, with the gaps before them.
const DAY: u16 = 24;
const COUNT: u16 = 12;
/// 11月21日 14:05
const MOMENT: u16 = 14;

impl Draw for Saved {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let theme = *pen.theme;
        let saving = &shared.saving;
        // On a narrow screen the day stands without its year, and the count makes room for the name.
        let (day, count) = if body.width >= 66 { (DAY, COUNT) } else { (0, MOMENT) };
        let name = body.width.saturating_sub(day + count + 4).min(60);
        let layout = Self::layout(shared);
        for (i, y) in layout.rows.of(self.list.top, saving.rows.len()) {
            let Some(r) = saving.rows.get(i) else { continue };
            let when = r.when();
            let doomed = self.doomed.as_deref() == Some(r.key.as_str());
            let style = if doomed { theme.bad } else { theme.plain };
            let x = pen.put_within(2, y, name, &r.title(), style);
            if !r.plan.is_empty() && x < name {
                pen.put_within(x + 2, y, name - x, &r.plan, theme.quiet);
            }
            if day > 0 {
                pen.put_within(3 + name, y, day, &when, theme.quiet);
            }
            let note = match when.split_once('年') {
                _ if doomed => "削除しますか".to_owned(),
                Some((_, moment)) if day == 0 => moment.to_owned(),
                _ => format!("回答 {:>3}件", r.answers),
            };
            pen.put_within(3 + name + day, y, count, &note, style);
            if i == self.list.selected {
                pen.select(Area { y, ..body });
            }
        }
        if !saving.folder.is_empty() && layout.folder.y > layout.head {
            let text = format!("保存先: {}", saving.folder);
            pen.put_inside(1, layout.folder.y, body.width.saturating_sub(1), &text, theme.quiet);
        }
        // The last to place the caret: a name is composed where it is typed.
        head(shared, self, pen, body);
    }
}

/// The first row: the field for a name, or what there is to know.
fn head(shared: &Shared, s: &Saved, pen: &mut Pen<'_, '_>, body: Area) {
    let theme = *pen.theme;
    if let Some(field) = &s.naming {
        let prompt =
            if body.width >= 80 { "名前（例: DX計画。個人の名前は書かない）> " } else { "名前> " };
        let x = pen.put(1, body.y, prompt, theme.key);
        let room = body.width.saturating_sub(x + 1);
        let caret = pen.field(x, body.y, room, field, theme.plain);
        return pen.caret(caret, body.y);
    }
    let text = match (shared.saving.rows.is_empty(), shared.saving.folder.is_empty()) {
        (_, true) => "保存先がないため、回答は保存されません",
        (true, _) => "保存した回答はまだありません。質問に1つ答えると、自動で保存されます",
        _ if body.width < 60 => "回答は自動で保存されます",
        _ => "1つ答えるたびに自動で保存されます",
    };
    let rows = if shared.saving.rows.is_empty() { usize::from(body.height.saturating_sub(2)) } else { 1 };
    let lines = wrap(text, usize::from(body.width.saturating_sub(2)), theme.ambiguous);
    for (line, y) in lines.iter().take(rows).zip(body.y..) {
        pen.put(1, y, line, theme.quiet);
    }
}
