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

use ratatui::layout::Rect;

use crate::app::screen::Question;
use crate::app::state::State;
use crate::app::update::remaining;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, Fact, FactKind};
use crate::present::{value, word};
use crate::session::typed;
use crate::text::wrap::wrap;
use crate::view::paint::Pen;

/// Draws the screen into `body`.
pub fn draw(state: &State, q: &Question, pen: &mut Pen<'_, '_>, body: Rect) {
    let (Some(fact), Some(session)) = (state.catalogue.fact(q.fact), &state.session) else { return };
    let theme = *pen.theme;
    let mut y = body.y;
    let weight = session.weight(q.fact);
    pen.put_within(0, y, body.width, &format!(" {}  {}", word::topic(fact.topic), fact.label), theme.quiet);
    if weight > 0 && body.width >= 60 {
        pen.put_right(body.width, y, &format!("この質問は {weight} 制度に関わります "), theme.open);
    }
    y += 2;
    for line in wrap(fact.question, usize::from(body.width.saturating_sub(4)), pen.ambiguous()) {
        pen.put(2, y, &line, theme.title);
        y += 1;
    }
    let present = session.profile().answer(q.fact);
    if !matches!(present, Answer::NotAsked) {
        let text = format!("今の答え: {}　{}", value::answer(fact, present), value::origin(present));
        pen.put_within(2, y, body.width.saturating_sub(2), &text, theme.quiet);
        y += 1;
    }
    y = choices(fact, q, pen, body, y + 1);
    y = paragraph(fact.help, pen, body, y + 1, theme.plain);
    y = paragraph(&decides(state, q), pen, body, y + 1, theme.open);
    let progress = session.progress();
    let round = remaining(state, q).map_or_else(String::new, |left| {
        let last = if left == 1 { "この質問で最後".to_owned() } else { format!("残り{left}問") };
        format!("{}問目（{last}）　", q.asked.len() + 1)
    });
    let text = format!("{round}答えがそろった制度 {}／未回答の残る制度 {}", progress.settled, progress.open);
    if y + 1 < body.y + body.height {
        pen.put_within(2, body.y + body.height - 1, body.width, &text, theme.quiet);
    }
}

fn paragraph(text: &str, pen: &mut Pen<'_, '_>, body: Rect, mut y: u16, style: ratatui::style::Style) -> u16 {
    if text.is_empty() {
        return y;
    }
    for line in wrap(text, usize::from(body.width.saturating_sub(4)), pen.ambiguous()) {
        if y + 1 >= body.y + body.height {
            break;
        }
        pen.put(2, y, &line, style);
        y += 1;
    }
    y
}

/// The names of the programmes that hang on the question, the first few.
fn decides(state: &State, q: &Question) -> String {
    let Some(session) = &state.session else { return String::new() };
    let hangs =
        |a: &&crate::domain::judge::assess::Assessment| a.missing(session.profile()).contains(&Open::Fact(q.fact));
    let all: Vec<&str> = session.assessments().iter().filter(hangs).map(|a| a.programme.name).collect();
    let names: Vec<&str> = all.iter().take(4).copied().collect();
    let more =
        if all.len() > names.len() { format!(" ほか{}制度", all.len() - names.len()) } else { String::new() };
    if names.is_empty() { String::new() } else { format!("関わる制度: {}{more}", names.join("／")) }
}

fn choices(fact: &Fact, q: &Question, pen: &mut Pen<'_, '_>, body: Rect, mut y: u16) -> u16 {
    let theme = *pen.theme;
    let labels: Vec<&str> = match fact.kind {
        FactKind::YesNo => vec!["はい", "いいえ"],
        FactKind::Choice(all) => all.iter().map(|o| o.label).collect(),
        FactKind::Number { .. } | FactKind::Day => Vec::new(),
    };
    if labels.is_empty() {
        let x = pen.put(2, y, "> ", theme.key);
        pen.put_within(x, y, body.width.saturating_sub(x + 2), q.field.text(), theme.figure);
        if q.selected == 0 {
            pen.caret(x + pen.columns(&q.field.before_caret()), y);
        }
        y += 1;
        // A bare 3500 is 3,500円, not 3,500万円: what was understood stands below while typing.
        let (text, style) = match typed::read(fact, q.field.text()) {
            _ if !q.error.is_empty() => (q.error.clone(), theme.bad),
            Ok(v) => (format!("＝ {}", value::value(fact, v)), theme.figure),
            Err(_) => (typed::expected(fact), theme.quiet),
        };
        for line in wrap(&text, usize::from(body.width.saturating_sub(6)), pen.ambiguous()).iter().take(3) {
            pen.put(4, y, line, style);
            y += 1;
        }
        option(pen, y, "   わからない", q.selected >= 1);
        return y + 1;
    }
    // A long list keeps its selected row in sight.
    let rows = usize::from(body.height.saturating_sub(y - body.y)).saturating_sub(2).clamp(2, labels.len() + 1);
    let first = q.selected.saturating_sub(rows.saturating_sub(1));
    for (i, label) in labels.iter().chain(std::iter::once(&"わからない")).enumerate().skip(first).take(rows) {
        let number = if i < 9 { format!("{}", i + 1) } else { " ".to_owned() };
        option(pen, y, &format!(" {number} {label} "), i == q.selected);
        y += 1;
    }
    y
}

fn option(pen: &mut Pen<'_, '_>, y: u16, text: &str, selected: bool) {
    let theme = *pen.theme;
    pen.put(2, y, text, if selected { theme.selected } else { theme.plain });
}
