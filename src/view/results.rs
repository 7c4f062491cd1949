//! 結果: the ranked list. One row a programme from 100 columns, two rows below.
//!
//! ```text
//! すべて 129／該当 61  確からしさ順                                          1/129
//! ○ 該当   ローカル10,000プロジェクト（国庫補助事業）  国費 3/4   上限 2,500万円/事業   未確認 2件: …
//! △ 要確認 分散型エネルギーインフラプロジェクト…       国費 1/2〜3/4  …
//! ```

use ratatui::layout::Rect;

use crate::app::screen::{Filter, Results};
use crate::app::state::State;
use crate::app::update::WIDE;
use crate::domain::rank::Group;
use crate::present::row::{Row, badge, row as result_row};
use crate::present::word;
use crate::view::paint::{Pen, row};

/// Draws the screen into `body`.
pub fn draw(state: &State, r: &Results, pen: &mut Pen<'_, '_>, body: Rect) {
    let Some(session) = &state.session else { return };
    let theme = *pen.theme;
    bar(state, r, pen, body);
    let list = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    if r.shown.is_empty() {
        let text = empty(r);
        pen.put_within(2, list.y + 1, list.width, &text, theme.open);
        return;
    }
    let wide = body.width >= WIDE;
    let each = if wide { 1 } else { 2 };
    let visible = usize::from(list.height / each);
    for (i, index) in r.shown.iter().skip(r.list.top).take(visible).enumerate() {
        let Some(a) = session.assessments().get(*index) else { continue };
        let texts = result_row(state.catalogue, a, session.profile());
        let y = list.y + u16::try_from(i).unwrap_or(0) * each;
        if wide { one_row(&texts, pen, list.width, y) } else { two_rows(&texts, pen, list.width, y) }
        if r.list.top + i == r.list.selected {
            pen.fill(row(Rect { y, ..list }, 0), theme.selected);
        }
    }
}

fn bar(state: &State, r: &Results, pen: &mut Pen<'_, '_>, body: Rect) {
    let Some(session) = &state.session else { return };
    let theme = *pen.theme;
    let counts = session.counts();
    let mut x = 1;
    if let Some(n) = &r.narrow {
        x = pen.put(0, body.y, "絞込> ", theme.key);
        pen.put_within(x, body.y, body.width.saturating_sub(x + 24), n.field.text(), theme.figure);
        if n.typing {
            pen.caret(x + pen.columns(&n.field.before_caret()), body.y);
        }
    } else {
        for f in Filter::ORDER {
            let (name, count) = match f {
                Filter::All => ("すべて", counts.all()),
                Filter::Only(g) => (word::group(g), counts.of(g)),
            };
            let style = if f == r.filter { theme.selected } else { theme.quiet };
            let text = if body.width >= 60 { format!(" {name} {count} ") } else { format!("{name}{count} ") };
            x = pen.put(x, body.y, &text, style) + 1;
        }
    }
    let place = format!("{}  {}件 ", word::order(session.order()), r.shown.len());
    if x + pen.columns(&place) < body.width {
        pen.put_right(body.width, body.y, &place, theme.quiet);
    }
}

fn empty(r: &Results) -> String {
    if r.narrow.is_some() {
        return "このことばに当たる制度はありません。Esc で絞り込みを解きます".to_owned();
    }
    match r.filter {
        Filter::All => "制度がありません".to_owned(),
        Filter::Only(Group::Applies) => "該当と決まった制度はまだありません。n で残りの質問に答えられます".to_owned(),
        Filter::Only(g) => format!("「{}」の制度はありません。Tab で区分を切り替えます", word::group(g)),
    }
}

fn one_row(t: &Row, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let name = (width - 12) * 2 / 5;
    let rate_at = 12 + name + 1;
    let ceiling_at = rate_at + 20;
    let note_at = ceiling_at + 24;
    pen.put_within(1, y, 10, &badge(t.group, theme.ascii), theme.group(t.group));
    pen.put_within(11, y, name, t.name, theme.plain);
    pen.put_within(rate_at, y, 19, &t.rate, theme.figure);
    pen.put_within(ceiling_at, y, 23, &t.ceiling, theme.plain);
    pen.put_within(note_at, y, width.saturating_sub(note_at), &t.note, theme.quiet);
}

fn two_rows(t: &Row, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    pen.put_within(1, y, 10, &badge(t.group, theme.ascii), theme.group(t.group));
    pen.put_within(11, y, width.saturating_sub(11), t.name, theme.plain);
    let mut x = pen.put_within(11, y + 1, 22, &t.rate, theme.figure) + 2;
    if !t.ceiling.is_empty() {
        x = pen.put_within(x, y + 1, 24, &t.ceiling, theme.plain) + 2;
    }
    pen.put_within(x, y + 1, width.saturating_sub(x), &t.note, theme.quiet);
}
