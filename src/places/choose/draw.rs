//! 自治体を選ぶ
//!
//! ```text
//! 自治体名（漢字・かな・ローマ字、「島根 海士」のように空白で区切れます）
//! > ama█
//!
//!   島根県   海士町      あまちょう        財政力 0.11  全部過疎    人口 2,267
//!   愛知県   あま市      あまし            財政力 0.79  非該当      人口 86,126
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::catalogue::{Kaso, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::places::choose::place::Choose;
use crate::places::paint::pen::{Draw, Pen};
use crate::present::value::{grouped, wareki};

impl Draw for Choose {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = Self::layout(shared);
        let theme = *pen.theme;
        let hint = match &shared.session {
            Some(session) if body.width >= 80 => {
                format!("自治体の名前を入力。Enter 開く／F12 今の {} と比べる", session.name())
            }
            Some(_) => "Enter 開く／F12 今の団体と比べる".to_owned(),
            None if body.width >= 80 => {
                "自治体の名前を入力（漢字・かな・ローマ字。「島根 海士」のように区切れます）".to_owned()
            }
            None => "自治体名（漢字・かな・ローマ字）".to_owned(),
        };
        pen.put_within(0, layout.hint, body.width, &hint, theme.title);
        let x = pen.put(0, layout.field, "> ", theme.key);
        pen.put_within(x, layout.field, body.width.saturating_sub(x + 12), self.field.text(), theme.plain);
        pen.put_right(body.width, layout.field, &format!("{}件 ", self.hits.len()), theme.quiet);
        if let Some((y, text)) = layout.offer.zip(offer(shared, body.width)) {
            pen.put_within(2, y, body.width.saturating_sub(2), &text, theme.figure);
        }
        if self.hits.is_empty() {
            let text = if self.is_sentence() {
                "この名前の自治体はありません。Enter で、この文を「相談」に渡します"
            } else {
                "見つかりません。短くするか、かなやローマ字で入力してください（制度や用語は F6 検索）"
            };
            pen.put_within(2, layout.rows.area.y, body.width.saturating_sub(2), text, theme.bad);
        }
        for (i, y) in layout.rows.of(self.list.top, self.hits.len()) {
            let Some(m) = self.hits.get(i).and_then(|at| shared.catalogue.municipalities.get(*at)) else { continue };
            line(m, self.former(i), pen, body.width, y);
            if i == self.list.selected {
                pen.fill(Area { y, height: 1, ..body }, theme.selected);
            }
        }
        let caret = x + pen.columns(&self.field.before_caret());
        pen.caret(caret, layout.field);
    }
}

/// The line that offers to go on with the session saved last.
fn offer(shared: &Shared, width: u16) -> Option<String> {
    let row = shared.saving.rows.first()?;
    let name = row.title();
    let others = shared.saving.rows.len() - 1;
    let list = if others > 0 { format!("　Ctrl+S ほか{others}件") } else { String::new() };
    Some(if width >= 80 {
        format!("Ctrl+R 前回の続き: {name}（{}、回答{}件）{list}", wareki(row.as_of), row.answers)
    } else {
        format!("Ctrl+R 前回の続き: {name}")
    })
}

fn line(m: &Municipality, former: Option<&OldName>, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let prefecture = if m.is_prefecture() { "都道府県" } else { m.prefecture };
    pen.put_within(2, y, 9, prefecture, theme.quiet);
    pen.put_within(11, y, 18, m.name, theme.plain);
    let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
    let former = former.map(|old| format!("旧{}", old.name()));
    if width < 66 {
        pen.put_within(30, y, width.saturating_sub(30), &former.unwrap_or(index), theme.quiet);
        return;
    }
    pen.put_within(30, y, 18, former.as_deref().unwrap_or(m.yomi()), theme.quiet);
    pen.put(49, y, &format!("財政力 {index}"), theme.quiet);
    if width >= 80 {
        pen.put(64, y, kaso(m), theme.quiet);
    }
    if width >= 100 {
        let people = m.population.map_or_else(|| "不明".to_owned(), |p| grouped(i64::from(p)));
        pen.put(77, y, &format!("人口 {people}"), theme.quiet);
    }
}

fn kaso(m: &Municipality) -> &'static str {
    match m.kaso {
        Some(Kaso::Whole) => "全部過疎",
        Some(Kaso::Part) => "一部過疎",
        Some(Kaso::Deemed) => "みなし過疎",
        Some(Kaso::None) => "過疎地域なし",
        None => "",
    }
}
