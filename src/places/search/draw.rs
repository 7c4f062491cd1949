//! 検索: one field over everything, two rows a hit.
//!
//! ```text
//! 制度・用語・事例・質問・自治体・操作を探す（かな・ローマ字、空白区切り可）
//! > かいもの                                                                      12件
//! 制度    郵便局のスペース等を活用した買い物支援…
//!         郵便局のスペース等を…
//! ```

use std::borrow::Cow;

use ratatui::style::{Modifier, Style};

use crate::app::keymap::Mode;
use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::catalogue::Term;
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::programme::ProgrammeId;
use crate::places::everywhere::EVERYWHERE;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::search::place::{NOTHING, Search};
use crate::places::search::ranking::{Found, Target, keys};
use crate::present::found::{Hit, Reasons};
use crate::present::row::{Row, row};
use crate::session::former;
use crate::text::search::{Query, ranges};
use crate::text::width::{truncate, truncate_inside};

/// Column where names begin.
const INDENT: u16 = 8;

impl Draw for Search {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = Self::layout(shared);
        let theme = *pen.theme;
        let hint = if body.width >= 80 {
            "制度・用語・事例・質問・自治体・操作を探す（かな・ローマ字、空白区切り可）"
        } else {
            "全体を検索（かな・ローマ字可）"
        };
        let margin = u16::from(body.width >= 60);
        pen.put_within(margin, layout.hint, body.width, hint, theme.title);
        let x = pen.put(margin, layout.field, "> ", theme.key);
        let caret = pen.field(x, layout.field, body.width.saturating_sub(x + 12), &self.field, theme.plain);
        pen.put_right(body.width, layout.field, &format!("{}件 ", self.hits.len()), theme.quiet);
        let query = Query::new(self.field.text());
        let told = Reasons::new(shared.catalogue, &query);
        if self.hits.is_empty() {
            pen.put_wrapped(layout.rows.area.inside(2), NOTHING, theme.bad);
        }
        for (i, y) in layout.rows.of(self.list.top, self.hits.len()) {
            let Some(found) = self.hits.get(i) else { continue };
            let Some((kind, mut shown)) = shown(shared, self.from, found.target) else { continue };
            if let Some(old) = self.was_called(shared, found.target) {
                shown.text = former::told(shared.catalogue, old).into();
            }
            let judged = judged(shared, found.target);
            hit((kind, &shown, found, judged), (&query, &told), pen, (body.width, y, layout.rows.each > 1));
            if i == self.list.selected {
                pen.fill(Area { y, height: 1, ..body }, theme.selected);
            }
        }
        pen.caret(caret, layout.field);
    }
}

impl Search {
    /// The old name by which a municipality was found.
    fn was_called(&self, shared: &Shared, target: Target) -> Option<&'static OldName> {
        let Target::Municipality(at) = target else { return None };
        let m = shared.catalogue.municipalities.get(at)?;
        self.former.iter().copied().find(|old| old.codes.contains(&m.code))
    }
}

fn hit(
    (kind, shown, found, judged): (&str, &Hit<'_>, &Found, Option<Row>),
    (query, why): (&Query, &Reasons<'_>),
    pen: &mut Pen<'_, '_>,
    (width, y, told): (u16, u16, bool),
) {
    let theme = *pen.theme;
    pen.put(1, y, kind, theme.quiet);
    let reasons = if found.fuzzy { Vec::new() } else { why.why(shown) };
    let meant: Vec<Query> = reasons.iter().map(|w| Query::new(&w.word)).collect();
    let queries: Vec<&Query> = std::iter::once(query).chain(&meant).collect();
    // Role and verdict at the right, so that names stand whole below each other.
    let standing = judged.as_ref().map_or("", |row| row.standing.as_str());
    let right = pen.columns(standing);
    let until = width.saturating_sub(right + 2);
    let name = truncate_inside(shown.name, usize::from(until.saturating_sub(INDENT)), theme.ambiguous);
    marked(&name, &queries, theme.plain, pen, (INDENT, y, until));
    if let Some(row) = &judged {
        pen.put(width.saturating_sub(right + 1), y, standing, theme.group(row.group));
    }
    if !told {
        return;
    }
    let mut x = INDENT;
    for figure in judged.iter().flat_map(Row::figures) {
        // The first is cut behind its figure at worst; a second one stands whole or is said to be there.
        let room = width.saturating_sub(x + 1);
        let text = if x == INDENT || pen.columns(figure) <= room { figure } else { "上限は詳細に" };
        x = pen.put_within(x, y + 1, room, text, theme.figure) + 2;
    }
    if found.fuzzy {
        x = pen.put_within(x, y + 1, width.saturating_sub(x), "もしかして", theme.open) + 2;
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
    // What does not stand in the row need not be looked through, but for what reaches into it.
    let longest = queries.iter().flat_map(|q| q.terms()).map(str::len).max().unwrap_or(0);
    let most = usize::from(width) + longest + 8;
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    // Cut once, so that what is cut says so wherever a match ends.
    let shown = truncate(text, usize::from(width.saturating_sub(x)), pen.ambiguous());
    let alike = || shown.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let kept: usize = if matches!(shown, Cow::Borrowed(_)) { text.len() } else { alike() };
    // Underlined too: on the selected row the colours are those of the selection.
    let figure = pen.theme.figure.add_modifier(Modifier::UNDERLINED);
    let mut from = 0;
    for range in ranges(queries, text.get(..end).unwrap_or(text)) {
        let range = range.start.min(kept)..range.end.min(kept);
        let (Some(before), Some(hit)) = (shown.get(from..range.start), shown.get(range.clone())) else { continue };
        for (part, style) in [(before, style), (hit, figure)] {
            x = pen.put(x, y, part, style);
        }
        from = range.end;
    }
    pen.put(x, y, shown.get(from..).unwrap_or_default(), style)
}

fn each(words: &[&'static str]) -> Vec<Cow<'static, str>> {
    words.iter().copied().map(Cow::Borrowed).collect()
}

/// How a programme that was found stands for the body that is open.
fn judged(shared: &Shared, target: Target) -> Option<Row> {
    let Target::Programme(at) = target else { return None };
    let id = ProgrammeId(u16::try_from(at).ok()?);
    Some(row(shared.inquiry()?, shared.assessment(id)?))
}

/// What a term means, marked where no document prints it.
fn general(t: &Term) -> Cow<'static, str> {
    if t.quotes.is_empty() { format!("{}（一般的な説明）", t.text).into() } else { t.text.into() }
}

/// The kind of a hit and what it is shown with.
fn shown(shared: &Shared, from: &Mode, target: Target) -> Option<(&'static str, Hit<'static>)> {
    let c = shared.catalogue;
    let keys = keys(c, (shared.commands)(), target)?.into();
    Some(match target {
        Target::Programme(i) => {
            let p = c.programmes.get(i)?;
            let (text, words) = (p.summary.into(), each(p.synonyms));
            ("制度", Hit { name: p.name, yomi: p.yomi, keys, text, words, themes: p.themes })
        }
        Target::Term(i) => {
            let t = c.terms.get(i)?;
            ("用語", Hit { name: t.name, yomi: t.yomi, keys, text: general(t), words: each(t.synonyms), themes: &[] })
        }
        Target::Example(i) => {
            let e = c.examples.get(i)?;
            let text = format!("{}　{}", e.place, e.text).into();
            ("事例", Hit { name: e.name, yomi: e.yomi, keys, text, words: Vec::new(), themes: &[] })
        }
        Target::Fact(i) => {
            let f = c.facts.get(i)?;
            (
                "質問",
                Hit {
                    name: f.label,
                    yomi: f.yomi,
                    keys,
                    text: f.question.into(),
                    words: each(f.synonyms),
                    themes: &[],
                },
            )
        }
        Target::Municipality(i) => {
            let m = c.municipalities.get(i)?;
            let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
            let text = format!("{}　財政力 {index}", m.prefecture).into();
            (
                "自治体",
                Hit {
                    name: m.name,
                    yomi: m.yomi(),
                    keys,
                    text,
                    words: vec![format!("{:06}", m.code).into()],
                    themes: &[],
                },
            )
        }
        Target::Command(i) => {
            let command = (shared.commands)().get(i)?;
            let words = command.words.split_whitespace().map(Cow::Borrowed).collect();
            (
                "操作",
                Hit {
                    name: command.name,
                    yomi: command.yomi,
                    keys,
                    text: command.explained(Some(from), &EVERYWHERE).into(),
                    words,
                    themes: &[],
                },
            )
        }
    })
}
