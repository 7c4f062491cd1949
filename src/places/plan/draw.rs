//! 事業
//!
//! ```text
//!  目的　だれが　経費　段階                                       合う制度 8件
//!  何のための事業ですか（いくつでも。決めなくても Tab で次へ）
//!  [x] 空き家                            12件
//!  [ ] 移住・定住                        15件
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::app::to::Ask;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::pane_rows;
use crate::places::plan::place::{Plan, Row, entered, is_chosen};

impl Draw for Plan {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = Self::layout(shared);
        let theme = *pen.theme;
        let mut x = 1;
        for ask in Ask::ALL {
            let here = ask == self.ask;
            x = pen.put(
                x,
                layout.asks,
                &format!("{}{}", if here { ">" } else { " " }, name(ask)),
                if here { theme.title } else { theme.quiet },
            );
            x += 1;
        }
        let fits = match (shared.project.is_empty(), body.width < 60) {
            (true, _) => String::new(),
            (false, true) => format!("{}件 ", self.fits),
            (false, false) => format!("合う制度 {}件 ", self.fits),
        };
        pen.put_right(body.width, layout.asks, &fits, theme.figure);
        let question = match &self.draft {
            Some((_, error)) if !error.is_empty() => (error.as_str(), theme.bad),
            Some(_) => ("金額を入れてください（例: 1,800万円）。Enter で入れる、Esc でやめる", theme.plain),
            None => (question(self.ask), theme.plain),
        };
        // The remark goes before a part of it does.
        let (text, room) = (question.0, body.width.saturating_sub(1));
        let text = if pen.columns(text) > room { text.split('（').next().unwrap_or_default() } else { text };
        let x = pen.put_within(1, layout.question, room, text, question.1);
        // A list that goes on says so.
        let count = format!("{}/{} ", self.list.selected + 1, self.rows.len());
        if self.rows.len() > layout.rows.visible() && x + pen.columns(&count) < body.width {
            pen.put_right(body.width, layout.question, &count, theme.quiet);
        }
        if let Some(area) = layout.found {
            pane_rows(&self.found, area, pen);
        }
        let rows = layout.rows.area;
        let end = rows.width.min(60);
        let has_amounts = self.ask == Ask::Costs;
        let columns = if has_amounts { 24 } else { end.saturating_sub(11) };
        for (i, y) in layout.rows.of(self.list.top, self.rows.len()) {
            let Some(row) = self.rows.get(i).copied() else { continue };
            let chosen = is_chosen(&shared.project, self.ask, row);
            let style = if chosen { theme.figure } else { theme.plain };
            pen.put(1, y, if chosen { "[x]" } else { "[ ]" }, style);
            pen.put_within(5, y, columns, &label(self, shared, row), style);
            let here = i == self.list.selected;
            match &self.draft {
                Some((field, _)) if here => {
                    pen.put(30, y, "> ", theme.key);
                    let caret = pen.field(32, y, rows.width.saturating_sub(32), field, theme.plain);
                    pen.caret(caret, y);
                }
                _ => {
                    if has_amounts {
                        pen.put_within(30, y, rows.width.saturating_sub(30), &entered(&shared.project, row), style);
                    }
                    let count = self.count_of(row).map(|n| format!("{n}件"));
                    pen.put_right(end, y, &count.unwrap_or_default(), theme.quiet);
                }
            }
            if here && self.draft.is_none() {
                pen.select(Area { y, ..rows });
            }
        }
    }
}

fn name(ask: Ask) -> &'static str {
    match ask {
        Ask::Purposes => "目的",
        Ask::Actors => "だれが",
        Ask::Costs => "経費",
        Ask::Stage => "段階",
    }
}

fn question(ask: Ask) -> &'static str {
    match ask {
        Ask::Purposes => "何のための事業ですか（いくつでも。決めなくても Tab で次へ）",
        Ask::Actors => "だれが行いますか（いくつでも。件数は、その主体の名前が資料にある制度）",
        Ask::Costs => "何に、いくらかかりますか（Enter で金額、空白で種類だけ）",
        Ask::Stage => "どの段階ですか（1つ）",
    }
}

fn label(plan: &Plan, shared: &Shared, row: Row) -> String {
    match row {
        Row::Word(id) => plan.words(shared).get(usize::from(id.0)).map_or("", |w| w.name).to_owned(),
        Row::Item(at) => {
            let item = shared.project.costs.get(at);
            let label = item.map_or("", |c| c.label.as_str());
            if label.is_empty() {
                "種類の決まらない経費".to_owned()
            } else {
                format!("{label}（種類なし）")
            }
        }
        Row::Loan => "融資・出資".to_owned(),
        Row::PublicMoney => "公費による交付額".to_owned(),
        Row::Grants => "国庫補助などの財源".to_owned(),
        Row::Persons => "人数".to_owned(),
    }
}
