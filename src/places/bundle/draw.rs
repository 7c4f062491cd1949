//! 制度データの入れ替え
//!
//! ```text
//!  使う制度データ  版 2026.11.2（令和8年11月22日）　プログラムに入っているもの
//!
//!  制度データのファイル（….toml。署名 ….minisig を同じ所に置く）の場所。ここへドラッグしても入ります
//!  > D:\seido-2027.4.1.toml█
//!
//!    C:\Users\…\Downloads\seido-2027.4.1.toml
//!    1つ前の制度データに戻す
//! ```

use crate::app::layout::Area;
use crate::app::row::{Ink, Row, laid_out, row};
use crate::app::shared::Shared;
use crate::places::bundle::place::Bundle;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;

const HINT: &str = "制度データのファイル（….toml。署名 ….minisig を同じ所に置く）の場所。ここへドラッグしても入ります";
const HINT_SHORT: &str = "制度データのファイル（….toml）の場所";

impl Draw for Bundle {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let theme = *pen.theme;
        if let Some(proposal) = &self.proposal {
            let mut lines: Vec<Row> = Vec::new();
            for section in &proposal.sections {
                lines.push(row(section.title.to_owned(), Ink::Title));
                section.lines.iter().for_each(|l| laid_out(l, usize::from(body.width), theme.ambiguous, &mut lines));
            }
            return scrolled(&lines, self.scroll.top, pen, body);
        }
        let layout = self.layout(shared);
        pen.put_wrapped(layout.now.inside(1), &self.held.lines.join("\n"), theme.plain);
        let hint = if pen.columns(HINT) < body.width { HINT } else { HINT_SHORT };
        pen.put_within(1, layout.field - 1, body.width.saturating_sub(1), hint, theme.quiet);
        pen.ground(Area { y: layout.field, height: 1, ..body }, layout.field);
        let x = pen.put(1, layout.field, "> ", theme.key);
        let room = body.width.saturating_sub(x + 1);
        let caret = pen.field(x, layout.field, room, &self.field, theme.title);
        if !self.refused.is_empty() {
            pen.put_wrapped(layout.rows.area.inside(1), &self.refused, theme.bad);
            return pen.caret(caret, layout.field);
        }
        for ((i, y), text) in layout.rows.of(0, self.choices().count()).zip(self.choices()) {
            pen.put_within(3, y, body.width.saturating_sub(4), &text, theme.plain);
            if self.list.selected == i + 1 {
                pen.select(Area { y, height: 1, ..body });
            }
        }
        if self.list.selected == 0 {
            pen.caret(caret, layout.field);
        }
    }
}
