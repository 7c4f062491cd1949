//! 自治体を選ぶ
//!
//! ```text
//! 自治体名（漢字・かな・ローマ字、「島根 海士」のように空白で区切れます）
//! > ama█
//!
//!   島根県   海士町      あまちょう        財政力 0.11  全部過疎    人口 2,267
//!   愛知県   あま市      あまし            財政力 0.79  非該当      人口 86,126
//! ```

use ratatui::layout::Rect;

use crate::app::screen::Choose;
use crate::app::state::State;
use crate::domain::terms::catalogue::{Kaso, Municipality};
use crate::present::value::grouped;
use crate::view::paint::{Pen, row};
use crate::view::saved::offer;

/// Draws the screen into `body`.
pub fn draw(state: &State, c: &Choose, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let hint = match &state.session {
        Some(session) if body.width >= 80 => {
            format!("自治体の名前を入力。Enter 開く／F12 今の {} と比べる", session.name())
        }
        Some(_) => "Enter 開く／F12 今の団体と比べる".to_owned(),
        None if body.width >= 80 => {
            "自治体の名前を入力（漢字・かな・ローマ字。「島根 海士」のように区切れます）".to_owned()
        }
        None => "自治体名（漢字・かな・ローマ字）".to_owned(),
    };
    pen.put_within(0, body.y, body.width, &hint, theme.title);
    let x = pen.put(0, body.y + 1, "> ", theme.key);
    pen.put_within(x, body.y + 1, body.width.saturating_sub(x + 12), c.field.text(), theme.plain);
    pen.put_right(body.width, body.y + 1, &format!("{}件 ", c.hits.len()), theme.quiet);
    let offer = offer(state, body.width);
    let first = body.y + 2 + u16::from(offer.is_some());
    if let Some(text) = offer {
        pen.put_within(2, body.y + 2, body.width.saturating_sub(2), &text, theme.figure);
    }
    if c.hits.is_empty() {
        pen.put_within(
            2,
            first,
            body.width,
            "見つかりません。短くするか、かなやローマ字で入力してください（制度や用語は F6 検索）",
            theme.bad,
        );
    }
    let visible = usize::from((body.y + body.height).saturating_sub(first));
    for (i, hit) in c.hits.iter().skip(c.list.top).take(visible).enumerate() {
        let Some(m) = state.catalogue.municipalities.get(*hit) else { continue };
        let y = first + u16::try_from(i).unwrap_or(0);
        line(m, pen, body.width, y);
        if c.list.top + i == c.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
    let caret = x + pen.columns(&c.field.before_caret());
    pen.caret(caret, body.y + 1);
}

fn line(m: &Municipality, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let prefecture = if m.is_prefecture() { "都道府県" } else { m.prefecture };
    pen.put_within(2, y, 9, prefecture, theme.quiet);
    pen.put_within(11, y, 18, m.name, theme.plain);
    let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
    if width < 66 {
        pen.put(30, y, &index, theme.quiet);
        return;
    }
    pen.put_within(30, y, 18, m.yomi, theme.quiet);
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
