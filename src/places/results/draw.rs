//! 結果: the ranked list, so that names stand whole and figures without opening, each beside what it is of.
//!
//! ```text
//! 全134 お金38 支援45 要確認29 対象外1 お知らせ15 期限外6                確かさ順 134件
//!  〇 該当   ローカル10,000プロジェクト（国庫補助事業）
//!  団体〇    国費 3/4（自治体負担に対して）
//!  計画 2/8  上限 2,500万円〜5,000万円/事業（公費による交付額）  市町村　未回答 2件: 融資・出資の額
//! ```

use ratatui::style::Style;

use crate::app::layout::Area;
use crate::app::list::Filter;
use crate::app::shared::Shared;
use crate::domain::judge::rank::{Counts, Order, Shelf};
use crate::places::paint::pen::{Draw, Pen};
use crate::places::results::place::{Results, WIDE};
use crate::present::row::{Row, row as result_row};
use crate::present::word;
use crate::text::wrap::wrap_hanging;

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
            let told = if Shelf::of(a) == Shelf::Named { theme.quiet } else { theme.group(texts.group) };
            if list.width >= WIDE {
                wide(&texts, pen, Area { y, ..list }, told);
            } else {
                narrow(&texts, pen, Area { y, ..list }, told);
            }
            if shared.marked.iter().any(|m| shared.catalogue.programme(*m).is_some_and(|p| p.id == a.programme.id)) {
                pen.put(0, y, "*", theme.key);
                pen.put(0, y + 1, "*", theme.key);
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
    let columns = |t: &str| pen.columns(t) + 1;
    let texts = |brief: Brief| -> (Vec<(Filter, String)>, String) {
        let tabs = Filter::order().map(|f| (f, tab(f, counts, brief, body.width)));
        (tabs.collect(), place(shared, r, session.order(), brief))
    };
    let fits = |(tabs, place): &(Vec<(Filter, String)>, String)| {
        1 + tabs.iter().map(|(_, t)| columns(t)).sum::<u16>() + pen.columns(place) < body.width
    };
    // Shorter words before a count or the order is hidden.
    let mut levels = [Brief::Not, Brief::Words].map(texts).into_iter();
    let (all, place) = levels.find(fits).unwrap_or_else(|| texts(Brief::Tabs));
    let mut x = 1;
    if let Some(n) = &r.narrow {
        x = pen.put(0, body.y, "絞込> ", theme.key);
        pen.put_within(x, body.y, body.width.saturating_sub(x + 24), n.field.text(), theme.figure);
        if n.typing {
            pen.caret(x + pen.columns(&n.field.before_caret()), body.y);
        }
    } else {
        // Where they do not all fit, the one that is listed does.
        let at = all.iter().position(|(f, _)| *f == r.filter).unwrap_or(0);
        let fits = |start: &usize| {
            let until = all.iter().take(at + 1).skip(*start).map(|(_, t)| columns(t)).sum::<u16>();
            until < body.width
        };
        let start = (0..at).find(fits).unwrap_or(at);
        for (f, text) in all.iter().skip(start) {
            if x + pen.columns(text) > body.width {
                break;
            }
            let style = if *f == r.filter { theme.selected } else { theme.quiet };
            x = pen.put(x, body.y, text, style) + 1;
        }
    }
    if x + pen.columns(&place) < body.width {
        pen.put_right(body.width, body.y, &place, theme.quiet);
    }
}

/// How short the row above the list is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brief {
    /// Whole words.
    Not,
    /// Short words for the order and for all.
    Words,
    /// Short names of the tabs too, without a margin.
    Tabs,
}

/// What is marked, the order, and how many are listed.
fn place(shared: &Shared, r: &Results, order: Order, brief: Brief) -> String {
    let gap = if brief == Brief::Not { "  " } else { " " };
    let marks = if shared.marked.is_empty() { String::new() } else { format!("印{}{gap}", shared.marked.len()) };
    let order = match (&r.narrow, brief) {
        (Some(_), _) => "一致順",
        (None, Brief::Not) => word::order(order),
        (None, _) => word::order_short(order),
    };
    format!("{marks}{order}{gap}{}件 ", r.shown.len())
}

fn tab(f: Filter, counts: Counts, brief: Brief, width: u16) -> String {
    let all = if brief == Brief::Not { "すべて" } else { "全" };
    let short = brief == Brief::Tabs || width < WIDE;
    let (name, count) = match f {
        Filter::All => (all, counts.all()),
        Filter::Only(s) if short => (word::shelf_short(s), counts.on(s)),
        Filter::Only(s) => (word::shelf(s), counts.on(s)),
    };
    if short { format!("{name}{count}") } else { format!(" {name} {count} ") }
}

fn empty(r: &Results) -> String {
    if r.narrow.is_some() {
        return "このことばに当たる制度はありません。Esc で絞り込みを解きます".to_owned();
    }
    match r.filter {
        Filter::All => "制度がありません".to_owned(),
        Filter::Only(s @ (Shelf::Money | Shelf::Support)) => {
            format!("「{}」で該当と決まった制度はまだありません。n で残りの質問に答えられます", word::shelf(s))
        }
        Filter::Only(s) => format!("「{}」の制度はありません。Tab で区分を切り替えます", word::shelf(s)),
    }
}

/// Where the figures start, counted from the right edge.
const FIGURES: u16 = 62;
/// Columns of mark, body and plan.
const LAYERS: u16 = 11;

/// Two rows: name and rate, why it stands there and ceiling.
fn wide(t: &Row, pen: &mut Pen<'_, '_>, area: Area, style: Style) {
    let theme = *pen.theme;
    let (width, y) = (area.width, area.y);
    let at = width.saturating_sub(FIGURES);
    pen.put_within(1, y, LAYERS - 1, &t.standing, style);
    let end = pen.put_within(LAYERS, y, width.saturating_sub(LAYERS + 1), t.name, theme.plain);
    let figures = told(t, pen, FIGURES - 2);
    let layers = t.layers();
    let gap = if layers.is_empty() { "" } else { "　" };
    let note = format!("{layers}{gap}{}", t.second());
    if end + 1 < at {
        for ((text, style), row) in figures.iter().zip(y..) {
            pen.put_within(at, row, FIGURES - 1, text, *style);
        }
        let room = if figures.len() > 1 { at.saturating_sub(2) } else { width.saturating_sub(2) };
        pen.put_within(1, y + 1, room, &note, theme.quiet);
    } else {
        // A name longer than its column pushes the figures to the second row rather than being cut.
        let mut x = pen.put_within(1, y + 1, width, &layers, theme.quiet).max(LAYERS - 1) + 1;
        // Beside the name there is room for the mark of age; behind the figures it could be cut.
        let aside = !t.age.is_empty() && end + 2 + pen.columns(&t.age) < width;
        if aside {
            pen.put_right(width - 1, y, &t.age, theme.quiet);
        }
        for (text, style) in told(t, pen, width) {
            let text = if aside { text.trim_end_matches(t.age.as_str()).trim_end() } else { &text };
            x = pen.put_within(x, y + 1, width.saturating_sub(x), text, style) + 2;
        }
        pen.put_within(x, y + 1, width.saturating_sub(x + 1), &t.second(), theme.quiet);
    }
}

/// Three rows: the name, then what it gives; body and plan stand under the mark. What is cut is the note, then the
/// ceiling's base, never a figure.
fn narrow(t: &Row, pen: &mut Pen<'_, '_>, area: Area, style: Style) {
    let theme = *pen.theme;
    let (width, y) = (area.width, area.y);
    let roomy = width >= 60;
    let indent = if roomy { LAYERS } else { 4 };
    let mark = if roomy { t.standing.as_str() } else { word::mark(t.group) };
    pen.put_within(1, y, indent - 1, mark, style);
    pen.put_within(indent, y, width.saturating_sub(indent), t.name, theme.plain);
    let mut rows = told(t, pen, width.saturating_sub(indent + 1));
    rows.truncate(2);
    if !roomy {
        // 「（自治体負担）」 says as much as 「（自治体負担に対して）」, and is not cut.
        rows.iter_mut().for_each(|(text, _)| *text = text.replace("に対して", ""));
    }
    if roomy {
        pen.put_within(1, y + 1, indent - 1, t.body, theme.quiet);
        pen.put_within(1, y + 2, indent - 1, &t.plan, theme.quiet);
    }
    let layers = if roomy { String::new() } else { format!("{} ", t.layers()) };
    let rest = format!("{layers}{}", t.second_short());
    let mut x = indent;
    for ((text, style), row) in rows.iter().zip(y + 1..) {
        x = pen.put_within(indent, row, width.saturating_sub(indent), text, *style) + 2;
    }
    let (x, row) = if rows.len() < 2 { (indent, y + 1 + small(rows.len())) } else { (x, y + 2) };
    pen.put_within(x, row, width.saturating_sub(x + 1), rest.trim(), theme.quiet);
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// What it gives in rows of `columns`: the line that holds for every body where two rows hold it, else the body's own
/// figures.
fn told(t: &Row, pen: &Pen<'_, '_>, columns: u16) -> Vec<(String, Style)> {
    let theme = *pen.theme;
    let lines = wrap_hanging(&t.line, usize::from(columns), 0, theme.ambiguous);
    if !t.line.is_empty() && lines.len() <= 2 {
        return lines.into_iter().map(|l| (l, theme.figure)).collect();
    }
    let own = [(&t.rate, theme.figure), (&t.ceiling, theme.plain)];
    own.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, style)| (text.clone(), style)).collect()
}
