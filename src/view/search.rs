//! 検索: one field over everything, two rows a hit.
//!
//! ```text
//! 検索（制度・用語・事例・質問・自治体・操作。漢字・かな・ローマ字、空白で区切れます）
//! > かいもの                                                                      12件
//! 制度    買物支援…
//!         同義語: 買い物弱者／…
//! ```

use ratatui::layout::Rect;

use crate::app::screen::{Found, Search, Target};
use crate::app::state::State;
use crate::app::update::search::{COMMANDS, rows};
use crate::domain::catalogue::Catalogue;
use crate::text::search::{Field, Query, ranges};
use crate::view::paint::{Pen, row};

/// Column where names begin.
const INDENT: u16 = 8;

/// What a hit is shown with.
struct Shown {
    kind: &'static str,
    name: &'static str,
    yomi: &'static str,
    context: String,
    words: Vec<String>,
}

/// Draws the screen into `body`.
pub fn draw(state: &State, s: &Search, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let hint = if body.width >= 80 {
        "制度・用語・事例・質問・自治体・操作を探す（漢字・かな・ローマ字。空白で区切れます）"
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
    for (i, found) in s.hits.iter().skip(s.list.top).take(rows(state)).enumerate() {
        let y = body.y + 2 + u16::try_from(i * 2).unwrap_or(0);
        let Some(shown) = shown(state.catalogue, found.target) else { continue };
        hit(&shown, found, &query, pen, body.width, y);
        if s.list.top + i == s.list.selected {
            pen.fill(row(Rect { y, ..body }, 0), theme.selected);
        }
    }
    let caret = x + pen.columns(&s.field.before_caret());
    pen.caret(caret, body.y + 1);
}

fn hit(shown: &Shown, found: &Found, query: &Query, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    pen.put(1, y, shown.kind, theme.quiet);
    let mut x = INDENT;
    let mut from = 0;
    let left = |x: u16| width.saturating_sub(x);
    for range in ranges(query, shown.name) {
        let before = shown.name.get(from..range.start).unwrap_or_default();
        x = pen.put_within(x, y, left(x), before, theme.plain);
        from = range.end;
        x = pen.put_within(x, y, left(x), shown.name.get(range).unwrap_or_default(), theme.figure);
    }
    pen.put_within(x, y, left(x), shown.name.get(from..).unwrap_or_default(), theme.plain);
    let reason = reason(shown, found, query);
    let mut x = INDENT;
    if !reason.is_empty() {
        x = pen.put_within(x, y + 1, left(x), &reason, theme.open) + 2;
    }
    pen.put_within(x, y + 1, left(x), &shown.context, theme.quiet);
}

/// Why it was found, where the name does not show it.
fn reason(shown: &Shown, found: &Found, query: &Query) -> String {
    if found.fuzzy {
        return "近いことば".to_owned();
    }
    match found.field {
        Field::Name => String::new(),
        Field::Yomi | Field::Romaji => format!("よみ: {}", shown.yomi),
        Field::Extra => {
            let fits = |w: &&String| !ranges(query, w).is_empty();
            shown.words.iter().find(fits).map_or_else(String::new, |w| format!("同義語: {w}"))
        }
    }
}

fn words(all: &str) -> Vec<String> {
    all.split(' ').map(str::to_owned).collect()
}

fn shown(c: &Catalogue, target: Target) -> Option<Shown> {
    Some(match target {
        Target::Programme(i) => {
            let p = c.programmes.get(i)?;
            let words = p.synonyms.iter().chain(p.themes).map(|w| (*w).to_owned()).collect();
            Shown { kind: "制度", name: p.name, yomi: p.yomi, context: p.summary.to_owned(), words }
        }
        Target::Term(i) => {
            let t = c.terms.get(i)?;
            Shown { kind: "用語", name: t.name, yomi: t.yomi, context: t.text.to_owned(), words: words(t.keys.extra) }
        }
        Target::Example(i) => {
            let e = c.examples.get(i)?;
            let context = format!("{}　{}", e.place, e.text);
            Shown { kind: "事例", name: e.name, yomi: e.yomi, context, words: words(e.keys.extra) }
        }
        Target::Fact(i) => {
            let f = c.facts.get(i)?;
            let words = f.synonyms.iter().map(|w| (*w).to_owned()).collect();
            Shown { kind: "質問", name: f.label, yomi: f.yomi, context: f.question.to_owned(), words }
        }
        Target::Municipality(i) => {
            let m = c.municipalities.get(i)?;
            let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
            let context = format!("{}　財政力 {index}", m.prefecture);
            Shown { kind: "自治体", name: m.name, yomi: m.yomi, context, words: words(m.keys.extra) }
        }
        Target::Command(i) => {
            let (_, name, yomi, extra) = COMMANDS.get(i)?;
            Shown { kind: "操作", name, yomi, context: String::new(), words: words(extra) }
        }
    })
}
