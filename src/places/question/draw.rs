//! 質問: one question large, what it decides beside or below it, live counts.
//!
//! ```text
//! 質問  財政力指数                                この質問で 14 制度が決まります
//!
//!   財政力指数はいくつですか
//!
//!   > 0.25█                                         例: 0.25
//!     わからない
//!
//!   総務省「全市町村の主要財政指標」や決算カードにあります。…
//!
//!   決まるもの: ローカル10,000プロジェクト（国庫補助事業）・分散型エネルギー…
//!   決まった制度 87／残り 42
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::profile::Fact;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::put_row;
use crate::places::question::place::{Layout, Question};
use crate::present::{value, word};
use crate::session::typed;
use crate::text::wrap::wrap;

impl Draw for Question {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let (Some(fact), Some(session)) = (shared.catalogue.fact(self.fact), &shared.session) else { return };
        let theme = *pen.theme;
        let layout = self.layout(shared);
        let weight = session.weight(self.fact);
        let head = format!(" {}  {}", word::topic(fact.topic), fact.label);
        pen.put_within(0, body.y, body.width, &head, theme.quiet);
        if weight > 0 && body.width >= 60 {
            pen.put_right(body.width, body.y, &format!("この質問は {weight} 制度に関わります "), theme.open);
        }
        for (y, line) in (layout.question_at..).zip(&layout.question) {
            pen.put(2, y, line, theme.title);
        }
        if let Some(y) = layout.present {
            let present = session.shown(self.fact);
            let text = format!("今の答え: {}　{}", value::answer(fact, present), value::origin(present));
            pen.put_inside(2, y, body.width.saturating_sub(2), &text, theme.quiet);
        }
        let mut y = choices(fact, self, &layout, body.end(), pen) + 1;
        for row in self.below.iter().take(usize::from(body.end().saturating_sub(y + 1))) {
            put_row(row, pen, Area { y, ..body.inside(2) });
            y += 1;
        }
        let progress = session.progress();
        let round = self.remaining(shared).map_or_else(String::new, |left| {
            let last = if left == 1 { "この質問で最後".to_owned() } else { format!("残り{left}問") };
            format!("{}問目（{last}）　", self.asked.len() + 1)
        });
        let text = format!("{round}答えがそろった制度 {}／未回答の残る制度 {}", progress.settled, progress.open);
        if y < body.end() {
            // How far one is stands whole, or the count of questions alone.
            let text = if pen.columns(&text) + 2 > body.width { round.trim_end() } else { &text };
            pen.put_within(2, body.end() - 1, body.width, text, theme.quiet);
        }
    }
}

/// The field or the options. Returns the row below them.
fn choices(fact: &Fact, q: &Question, layout: &Layout, bottom: u16, pen: &mut Pen<'_, '_>) -> u16 {
    let labels = value::labels(fact);
    if labels.is_empty() {
        return field(fact, q, layout.answers.area, bottom, pen);
    }
    let all: Vec<&str> = labels.into_iter().chain(["わからない"]).collect();
    let mut below = layout.answers.area.y;
    for (i, y) in layout.answers.of(layout.top, all.len()) {
        let number = if i < 9 { format!("{}", i + 1) } else { " ".to_owned() };
        let label = all.get(i).copied().unwrap_or_default();
        option(pen, y, &format!(" {number} {label} "), q.is_chosen && i == q.selected);
        below = y + 1;
    }
    below
}

fn field(fact: &Fact, q: &Question, area: Area, bottom: u16, pen: &mut Pen<'_, '_>) -> u16 {
    let theme = *pen.theme;
    let mut y = area.y;
    let x = pen.put(2, y, "> ", theme.key);
    let caret = pen.field(x, y, area.width.saturating_sub(x + 2), &q.field, theme.figure);
    if q.selected == 0 {
        pen.caret(caret, y);
    }
    y += 1;
    // A bare 3500 is 3,500円, not 3,500万円: what was understood stands below while typing.
    let (text, style) = match typed::read_keys(fact, q.field.text()) {
        _ if !q.error.is_empty() => (q.error.clone(), theme.bad),
        Ok(v) => (format!("＝ {}", value::value(fact, v)), theme.figure),
        Err(_) => (typed::expected(fact), theme.quiet),
    };
    // わからない stays in the body, whatever is said above it.
    let room = usize::from(bottom.saturating_sub(y + 1)).min(3);
    for line in wrap(&text, usize::from(area.width.saturating_sub(6)), pen.ambiguous()).iter().take(room) {
        pen.put(4, y, line, style);
        y += 1;
    }
    option(pen, y, "   わからない", q.selected >= 1);
    y + 1
}

fn option(pen: &mut Pen<'_, '_>, y: u16, text: &str, selected: bool) {
    let theme = *pen.theme;
    pen.put(2, y, text, if selected { theme.selected } else { theme.plain });
    if selected {
        pen.caret(2, y);
    }
}
