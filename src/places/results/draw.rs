//! 結果: the ranked list, so that names stand whole and figures without opening, each beside what it is of.
//!
//! ```text
//! 全134 お金38 支援45 要確認29 対象外1 お知らせ15 期限外6                確かさ順 134件
//!  〇 該当   ローカル10,000プロジェクト（国庫補助事業）
//!  団体〇    国費 3/4（自治体負担に対して）
//!  計画 2/8  上限 2,500万円〜5,000万円/事業（公費による交付額）  市町村　未回答 2件: 融資・出資の額
//! ```

use ratatui::style::Style;

use crate::app::card::lay_out;
use crate::app::layout::{Area, WIDE, cells};
use crate::app::list::Filter;
use crate::app::shared::Shared;
use crate::domain::judge::rank::{Counts, Order, Shelf};
use crate::domain::terms::role::Role;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::{inside, pane_rows};
use crate::places::results::laid::{Laid, has_words, indent};
use crate::places::results::place::{Item, Results};
use crate::present::detail::card::card;
use crate::present::word;
use crate::session::answers::Session;
use crate::text::join::join;

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
        for (i, y) in layout.rows.of(self.list.top, self.items.len()) {
            let at = match self.items.get(i) {
                Some(Item::Programme(at)) => *at,
                Some(Item::Shelf(s)) => {
                    shelf(session, *s, pen, Area { y, ..list });
                    if i == self.list.selected {
                        pen.select(Area { y, height: 1, ..list });
                    }
                    continue;
                }
                None => continue,
            };
            let Some(a) = session.assessments().get(at) else { continue };
            let laid = self.laid.iter().find(|l| l.at == at);
            if let Some(laid) = laid {
                let group = laid.texts.group;
                let is_named = Shelf::of(a) == Shelf::Named;
                let told = if is_named { theme.quiet } else { theme.group(group) };
                let mark = match a.programme.role {
                    _ if has_words(list.width) => laid.texts.standing.as_str(),
                    // 〇 before a request would be read as something that can be had.
                    Role::Notice if is_named => "・",
                    _ => word::mark(group),
                };
                row(laid, pen, Area { y, ..list }, (mark, told));
            }
            if shared.marked.iter().any(|m| shared.catalogue.programme(*m).is_some_and(|p| p.id == a.programme.id)) {
                pen.put(0, y, "*", theme.key);
                pen.put(0, y + 1, "*", theme.key);
            }
            if i == self.list.selected {
                // While words are typed the cursor stands in their field.
                if self.narrow.as_ref().is_some_and(|n| n.typing) {
                    pen.fill(Area { y, height: 1, ..list }, theme.selected);
                } else {
                    pen.select(Area { y, height: 1, ..list });
                }
                if let (Some(area), Some(laid)) = (layout.card, laid) {
                    let told = || card(session.inquiry(shared.catalogue, shared.as_of), a, self.plan(shared).as_ref());
                    let rows = laid.card.get_or_init(|| lay_out(&told(), inside(area), None, pen.ambiguous()));
                    pane_rows(rows, area, pen);
                }
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
        let caret = pen.field(x, body.y, body.width.saturating_sub(x + 24), &n.field, theme.figure);
        if n.typing {
            pen.caret(caret, body.y);
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

/// A folded shelf: its name, how many stand there, and the first of them.
fn shelf(session: &Session, s: Shelf, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let text = format!("＋ {} {}件", word::shelf(s), session.counts().on(s));
    pen.put_within(1, area.y, area.width.saturating_sub(1), &text, theme.title);
    let names = session.assessments().iter().filter(|a| Shelf::of(a) == s).map(|a| a.programme.name);
    let names = names.take(3).collect::<Vec<_>>().join("／");
    let room = area.width.saturating_sub(4);
    pen.put_within(3, area.y + 1, room, &names, theme.quiet);
    pen.put_within(3, area.y + 2, room, "Enter か空白で開く", theme.quiet);
}

/// Columns below which the beginning of a note says nothing.
const LEAST_NOTE: u16 = 16;

/// Three rows: the name, then what it gives, each figure at the same place in every row; how many of the plan's terms
/// are met stands below the mark. What is cut is the note, then the ceiling's base, never a figure.
fn row(laid: &Laid, pen: &mut Pen<'_, '_>, area: Area, (mark, style): (&str, Style)) {
    let (theme, t, told) = (*pen.theme, &laid.texts, &laid.told);
    let (width, y) = (area.width, area.y);
    let roomy = has_words(width);
    let indent = indent(width);
    pen.put_within(1, y, indent - 1, mark, style);
    for (name, row) in laid.names.iter().zip(y..) {
        pen.put(indent, row, name, theme.plain);
    }
    let mut note = t.second_short();
    if roomy {
        pen.put_within(1, y + 1, indent - 1, &t.plan, theme.quiet);
    } else {
        note = join([t.plan.as_str(), &note], "　");
    }
    let room = width.saturating_sub(indent);
    let mut x = indent;
    for ((text, tone), row) in told.iter().zip(y + cells(laid.names.len())..) {
        x = pen.put_within(indent, row, room, text, theme.tone(*tone)) + 2;
    }
    let last = cells(laid.names.len() + told.len());
    if last <= 2 {
        x = indent;
    }
    let (note, room) = (note.trim(), width.saturating_sub(x + 1));
    if room >= LEAST_NOTE || pen.columns(note) <= room {
        pen.put_within(x, y + last.min(2), room, note, theme.quiet);
    }
}
