//! 結果: the ranked list, two rows a programme, so that names stand whole and figures without opening.
//!
//! ```text
//!  すべて 134   該当 83   要確認 29   対象外 16   期限外 6                       確からしさ順  134件
//!  〇 該当    ローカル10,000プロジェクト（国庫補助事業）          国費 3/4   上限 2,500万円〜5,000万円/事業
//!             市町村  未回答 2件: 融資・出資の額・公費による交付額
//! ```

use crate::app::layout::Area;
use crate::app::list::Filter;
use crate::app::shared::Shared;
use crate::domain::judge::rank::Group;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::results::place::Results;
use crate::present::row::{Row, badge, row as result_row};
use crate::present::word;

impl Draw for Results {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let Some(session) = &shared.session else { return };
        let theme = *pen.theme;
        bar(shared, self, pen, Self::layout(shared).bar);
        let layout = Self::layout(shared);
        let list = layout.rows.area;
        if self.shown.is_empty() {
            let text = empty(self);
            pen.put_within(2, list.y + 1, list.width, &text, theme.open);
            return;
        }
        for (i, y) in layout.rows.of(self.list.top, self.shown.len()) {
            let Some(a) = self.shown.get(i).and_then(|at| session.assessments().get(*at)) else { continue };
            let texts = result_row(session.inquiry(shared.catalogue, shared.as_of), a);
            if list.width >= WIDE {
                wide(&texts, pen, list.width, y);
            } else {
                narrow(&texts, pen, list.width, y);
            }
            if shared.marked.iter().any(|m| shared.catalogue.programme(*m).is_some_and(|p| p.id == a.programme.id)) {
                pen.put(0, y, "*", theme.key);
                pen.put(1, y + 1, "印", theme.key);
            }
            if i == self.list.selected {
                pen.fill(Area { y, height: 1, ..list }, theme.selected);
            }
        }
    }
}

fn bar(shared: &Shared, r: &Results, pen: &mut Pen<'_, '_>, body: Area) {
    let Some(session) = &shared.session else { return };
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
    let marks = if shared.marked.is_empty() { String::new() } else { format!("印{}  ", shared.marked.len()) };
    let order = if r.narrow.is_some() { "一致順" } else { word::order(session.order()) };
    let place = format!("{marks}{order}  {}件 ", r.shown.len());
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

/// Columns from which the figures stand beside the name.
const WIDE: u16 = 110;
/// Where the figures start, counted from the right edge.
const FIGURES: u16 = 54;

fn wide(t: &Row, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let at = width.saturating_sub(FIGURES);
    pen.put_within(1, y, 10, &badge(t.group), theme.group(t.group));
    let end = pen.put_within(11, y, width.saturating_sub(12), t.name, theme.plain);
    // A name longer than its column pushes the figures to the second row rather than being cut.
    let (figures, notes) = if end + 1 < at { (y, y + 1) } else { (y + 1, y + 1) };
    pen.put_within(at, figures, 26, &t.rate, theme.figure);
    pen.put_within(at + 27, figures, FIGURES - 28, &t.ceiling, theme.plain);
    let room = if figures == notes { at.saturating_sub(12) } else { width.saturating_sub(12) };
    pen.put_within(11, notes, room, &t.second(), theme.quiet);
}

fn narrow(t: &Row, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let mark = if width >= 60 { badge(t.group) } else { crate::present::word::mark(t.group).to_owned() };
    let indent = if width >= 60 { 11 } else { 4 };
    pen.put_within(1, y, indent - 1, &mark, theme.group(t.group));
    pen.put_within(indent, y, width.saturating_sub(indent), t.name, theme.plain);
    let mut x = indent;
    if width < 60 {
        x = pen.put(x, y + 1, word::group(t.group), theme.group(t.group)) + 1;
    }
    if !t.rate.is_empty() {
        x = pen.put_within(x, y + 1, 26, &t.rate, theme.figure) + 2;
    }
    if !t.ceiling.is_empty() {
        x = pen.put_within(x, y + 1, 30.min(width.saturating_sub(x)), &t.ceiling, theme.plain) + 2;
    }
    pen.put_within(x, y + 1, width.saturating_sub(x + 1), &t.second_short(), theme.quiet);
}
