//! 検索: one field over everything, two rows a hit.
//!
//! ```text
//! 制度・用語・事例・質問・自治体・操作を探す（かな・ローマ字、空白区切り可）
//! > かいもの                                                                      12件
//! 制度    郵便局のスペース等を活用した買い物支援…
//!         よみ: 買い物（かいもの）  …
//! ```

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::keymap::Context;
use crate::app::palette::palette;
use crate::app::screen::{Found, Search, Target};
use crate::app::state::State;
use crate::app::update::search::{rows, rows_each};
use crate::domain::terms::catalogue::Catalogue;
use crate::present::found::{Hit, why};
use crate::text::search::{Query, ranges};
use crate::view::paint::{Pen, row};

/// Column where names begin.
const INDENT: u16 = 8;

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Search, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let hint = if body.width >= 80 {
        "制度・用語・事例・質問・自治体・操作を探す（かな・ローマ字、空白区切り可）"
    } else {
        "全体を検索（かな・ローマ字可）"
    };
    pen.put_within(0, body.y, body.width, hint, theme.title);
    let x = pen.put(0, body.y + 1, "> ", theme.key);
    pen.put_within(x, body.y + 1, body.width.saturating_sub(x + 12), s.field.text(), theme.plain);
    pen.put_right(body.width, body.y + 1, &format!("{}件 ", s.hits.len()), theme.quiet);
    let query = Query::new(s.field.text());
    if s.hits.is_empty() {
        let text = "見つかりません。短くするか、かなやローマ字で入力してください";
        pen.put_within(2, body.y + 2, body.width.saturating_sub(2), text, theme.bad);
    }
    let each = rows_each(state);
    for (i, found) in s.hits.iter().skip(s.list.top).take(rows(state)).enumerate() {
        let y = body.y + 2 + u16::try_from(i * each).unwrap_or(0);
        let Some((kind, shown)) = shown(state.catalogue, s.from, found.target) else { continue };
        hit(state.catalogue, (kind, &shown, found), &query, pen, (body.width, y, each > 1));
        if s.list.top + i == s.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
    let caret = x + pen.columns(&s.field.before_caret());
    pen.caret(caret, body.y + 1);
}

fn hit(
    c: &Catalogue,
    (kind, shown, found): (&str, &Hit, &Found),
    query: &Query,
    pen: &mut Pen<'_, '_>,
    (width, y, told): (u16, u16, bool),
) {
    let theme = *pen.theme;
    pen.put(1, y, kind, theme.quiet);
    let reasons = if found.fuzzy { Vec::new() } else { why(c, query, shown) };
    let meant: Vec<Query> = reasons.iter().map(|w| Query::new(&w.word)).collect();
    let queries: Vec<&Query> = std::iter::once(query).chain(&meant).collect();
    marked(shown.name, &queries, theme.plain, pen, (INDENT, y, width));
    if !told {
        return;
    }
    let mut x = INDENT;
    if found.fuzzy {
        x = pen.put_within(x, y + 1, width.saturating_sub(x), "近いことば", theme.open) + 2;
    }
    for reason in reasons.iter().filter(|w| !w.text.is_empty()) {
        x = marked(&reason.text, &[query], theme.open, pen, (x, y + 1, width)) + 2;
    }
    marked(&shown.text, &queries, theme.quiet, pen, (x, y + 1, width));
}

/// Puts `text` with what any of `queries` matches in it set off. Returns the column behind it.
fn marked(
    text: &str,
    queries: &[&Query],
    style: Style,
    pen: &mut Pen<'_, '_>,
    (mut x, y, width): (u16, u16, u16),
) -> u16 {
    let mut all: Vec<std::ops::Range<usize>> = queries.iter().flat_map(|q| ranges(q, text)).collect();
    all.sort_by_key(|r| r.start);
    // Underlined too: on the selected row the colours are those of the selection.
    let figure = pen.theme.figure.add_modifier(Modifier::UNDERLINED);
    let mut from = 0;
    for range in all {
        // Two queries may mark the same place.
        let start = range.start.max(from);
        let (Some(before), Some(hit)) = (text.get(from..start), text.get(start..range.end)) else { continue };
        for (part, style) in [(before, style), (hit, figure)] {
            let left = width.saturating_sub(x);
            if pen.columns(part) > left {
                return pen.put_within(x, y, left, part, style);
            }
            x = pen.put(x, y, part, style);
        }
        from = range.end;
    }
    pen.put_within(x, y, width.saturating_sub(x), text.get(from..).unwrap_or_default(), style)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// The kind of a hit and what it is shown with.
fn shown(c: &Catalogue, from: Option<Context>, target: Target) -> Option<(&'static str, Hit)> {
    Some(match target {
        Target::Programme(i) => {
            let p = c.programmes.get(i)?;
            let (text, words) = (p.summary.to_owned(), owned(p.synonyms));
            ("制度", Hit { name: p.name, yomi: p.yomi, text, words, themes: p.themes })
        }
        Target::Term(i) => {
            let t = c.terms.get(i)?;
            ("用語", Hit { name: t.name, yomi: t.yomi, text: t.text.to_owned(), words: owned(t.synonyms), themes: &[] })
        }
        Target::Example(i) => {
            let e = c.examples.get(i)?;
            let text = format!("{}　{}", e.place, e.text);
            ("事例", Hit { name: e.name, yomi: e.yomi, text, words: Vec::new(), themes: &[] })
        }
        Target::Fact(i) => {
            let f = c.facts.get(i)?;
            (
                "質問",
                Hit { name: f.label, yomi: f.yomi, text: f.question.to_owned(), words: owned(f.synonyms), themes: &[] },
            )
        }
        Target::Municipality(i) => {
            let m = c.municipalities.get(i)?;
            let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
            let text = format!("{}　財政力 {index}", m.prefecture);
            ("自治体", Hit { name: m.name, yomi: m.yomi, text, words: vec![format!("{:06}", m.code)], themes: &[] })
        }
        Target::Command(i) => {
            let command = palette().get(i)?;
            let words = command.words.split_whitespace().map(str::to_owned).collect();
            ("操作", Hit { name: command.name, yomi: command.yomi, text: command.told(from), words, themes: &[] })
        }
    })
}
