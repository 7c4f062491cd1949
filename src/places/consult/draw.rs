//! 相談
//!
//! ```text
//! > 海士町で空き家を3軒直したい。1,800万円█                                          8件
//!   自治体: 島根県海士町　目的: 空き家　主体: 未定　経費: 施設整備 1,800万円
//! ■ この事業に合う
//! 団体〇 空き家対策総合支援事業
//! 計画 1/2 国が1/2を補助
//!   対象経費 1,800万円  国費 900万円  実質的な地方負担 900万円
//!   目的: 空き家／経費: 対象と明記
//! ```

use crate::app::layout::Area;
use crate::app::row::Ink;
use crate::app::shared::Shared;
use crate::domain::judge::rank::group;
use crate::domain::plan::rank::{Heading, Section};
use crate::places::consult::answer::{Answer, indent};
use crate::places::consult::place::Consult;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::{inside, pane_rows, put_row};
use crate::present::consult::{apart, heading};
use crate::present::word;

/// Said while nothing is typed.
const HINT: [&str; 4] = [
    "やりたいことを1つの文で書いてください。自治体・目的・だれが・経費を読み取り、合う制度を近い順に並べます。",
    "例: 海士町で空き家を3軒直したい。1,800万円",
    "例: 商店街の空き店舗で買い物支援をNPOに委託したい。委託料300万円",
    "文はどこにも送りません。読めなかった言葉も示します。",
];

impl Draw for Consult {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = self.layout(shared);
        let theme = *pen.theme;
        let margin = u16::from(body.width >= 60);
        let x = pen.put(margin, layout.field, "> ", theme.key);
        let room = body.width.saturating_sub(x + 7);
        let caret = pen.field(x, layout.field, room, &self.field, theme.plain);
        if self.is_empty() {
            hint(pen, Area { width: body.width, ..layout.answers });
        } else {
            pen.put_right(body.width, layout.field, &format!("{}件 ", self.answers.len()), theme.quiet);
        }
        for (chips, y) in layout.understood.1.iter().zip(layout.understood.0..) {
            for chip in chips {
                let style = match chip.item {
                    Some(_) if chip.item == self.chip => theme.selected,
                    Some(_) => theme.plain,
                    None if chip.asks => theme.open,
                    None => theme.quiet,
                };
                let x = chip.x.saturating_add(2);
                pen.put_within(x, y, body.width.saturating_sub(x), &chip.text, style);
            }
        }
        for ((text, is_no), y) in layout.silent.1.iter().zip(layout.silent.0..) {
            let style = if *is_no { theme.bad } else { theme.plain };
            pen.put_within(2, y, body.width.saturating_sub(2), text, style);
        }
        for (i, y) in self.visible(&layout) {
            let Some(answer) = self.answers.get(i) else { continue };
            let mut y = y;
            let list = layout.answers;
            if self.has_heading(i, self.list.top) {
                let (text, room) = (title(answer.candidate.heading(), self), list.width.saturating_sub(margin));
                // The remark is told shorter before it is cut.
                let short = || text.replace("のためのものではない", "用でない").replace("。近い順", "");
                let text = if pen.columns(&text) > room { short() } else { text };
                pen.put_within(margin, y, room, &text, theme.title);
                y += 1;
            }
            let area = Area { y, height: list.end().saturating_sub(y), ..list };
            let is_selected = i == self.list.selected && self.chip.is_none();
            row(answer, pen, area);
            if is_selected {
                pen.fill(area.first(1), theme.selected);
            }
        }
        if let (Some(area), Some(answer)) = (layout.card, self.answers.get(self.list.selected)) {
            pane_rows(&answer.card(shared, inside(area)), area, pen);
        }
        if self.chip.is_none() {
            pen.caret(caret, layout.field);
        }
    }
}

fn title(of: Heading, consult: &Consult) -> String {
    let count = consult.answers.iter().filter(|a| a.candidate.heading() == of).count();
    match of {
        Heading::Of(Section::Other) if consult.fits => {
            format!("■ {} {count}件（この事業のためのものではない。近い順）", heading(of))
        }
        Heading::Of(Section::Other) => format!("■ 近いもの {count}件（この事業のためのものではない）"),
        of => format!("■ {} {count}件", heading(of)),
    }
}

/// Name and verdict, and below them what is told of it.
fn row(a: &Answer, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let (x, y, columns) = (area.x, area.y, area.width);
    let name = a.candidate.assessment.programme.name;
    let group = group(&a.candidate.assessment);
    let narrow = columns < 60;
    let (verdict, plan) =
        if narrow { (word::mark(group).to_owned(), "") } else { (a.standing.clone(), a.plan.as_str()) };
    let indent = indent(columns);
    let room = columns.saturating_sub(indent);
    pen.put_within(x + 1, y, indent - 1, &verdict, theme.group(group));
    let apart = apart(&a.candidate);
    let taken = pen.columns(apart);
    let right = if taken > 0 && pen.columns(name) + taken + 2 <= room { taken + 2 } else { 0 };
    pen.put_inside(x + indent, y, room - right, name, theme.plain);
    if right > 0 {
        pen.put_right(x + columns - 1, y, apart, theme.quiet);
    }
    if !a.rows.is_empty() && y + 1 < area.end() {
        pen.put_within(x + 1, y + 1, indent - 1, plan, theme.quiet);
    }
    for (i, (row, y)) in a.rows.iter().zip(y + 1..area.end()).enumerate() {
        let place = Area { x: x + indent, y, width: room, height: 1 };
        if y + 1 < area.end() || i + 1 == a.rows.len() {
            put_row(row, pen, place);
        } else {
            // What goes on below the last row of the screen says so, in the column that is left for it.
            let mut cut = row.clone();
            if let Some((text, _)) = cut.last_mut().filter(|(_, ink)| !matches!(ink, Ink::Money(..))) {
                text.push('…');
            }
            put_row(&cut, pen, place);
        }
    }
}

fn hint(pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    pen.put_wrapped(area.inside(2), &HINT.join("\n"), theme.quiet);
}
