//! The table of borders: which programmes change where, each with what stands before and after.

use crate::app::layout::Area;
use crate::app::row::{Ink, Row, row};
use crate::app::shared::Shared;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::FactId;
use crate::present::condition::opens;
use crate::present::line::Tone;
use crate::present::whatif::{Border, Change, borders};
use crate::present::word;
use crate::session::answers::Session;
use crate::text::width::{Ambiguous, pad, width};
use crate::text::wrap::wrap_hanging;

/// Columns from which what changes stands beside the programme.
const WIDE: usize = 72;

/// Between what stood before and what stands after: no sign whose width differs between terminals.
const ARROW: &str = " -> ";

/// Rows of a body from which a place has the table below what it asks.
const ROOMY: u16 = 40;

/// The table of the answer to `fact`, in as many rows as are free from `y` on in a high window; empty in any other. Where
/// moving the answer alone changes nothing, what has to be answered with it.
pub fn below(shared: &Shared, fact: FactId, about: &str, y: u16) -> Vec<Row> {
    const LEAST: u16 = 5;
    let body: Area = shared.frame().body;
    let free = body.end().saturating_sub(y);
    let Some(inquiry) = shared.inquiry().filter(|_| body.height >= ROOMY && free >= LEAST) else { return Vec::new() };
    let all = borders(inquiry, fact);
    let columns = usize::from(body.width.saturating_sub(4));
    let mut rows = match all.as_slice() {
        [] => alone(shared, inquiry, fact, columns),
        all => table(about, all, columns, shared.ambiguous),
    };
    if rows.len() > usize::from(free) {
        rows.truncate(usize::from(free.saturating_sub(1)));
        rows.push(row("…", Ink::QUIET));
    }
    rows
}

/// That the answer changes nothing as long as others are open: which, for each programme that hangs on it.
fn alone(shared: &Shared, inquiry: Inquiry<'_>, fact: FactId, columns: usize) -> Vec<Row> {
    let mut out = vec![row("この答えだけでは、どの制度の判定・率・上限も変わりません", Ink::PLAIN)];
    for a in shared.session.iter().flat_map(Session::assessments) {
        let mut open = a.missing(inquiry.profile);
        let all = open.len();
        open.retain(|o| *o != Open::Fact(fact));
        if !open.is_empty() && open.len() < all {
            let text = format!("  {}　ほかに{}: {}", a.programme.name, word::OPEN, opens(inquiry.catalogue, &open));
            out.extend(wrap_hanging(&text, columns, 4, shared.ambiguous).into_iter().map(|line| row(line, Ink::QUIET)));
        }
    }
    out
}

/// The table in so many columns, below what it is about.
pub fn table(about: &str, borders: &[Border], columns: usize, a: Ambiguous) -> Vec<Row> {
    let table = Table::new(borders, columns, a);
    let mut lines: Vec<Row> = table.wrapped(about, table.columns, Ink::PLAIN);
    lines.extend(table.head());
    for border in borders {
        let ink = Ink::Tone(if border.here { Tone::Met } else { Tone::Figure });
        lines.extend(table.wrapped(&border.title, table.columns, ink));
        lines.extend(border.programmes.iter().flat_map(|(name, changes)| table.programme(name, changes)));
    }
    lines
}

/// The columns: name, what changes, before, after.
struct Table {
    columns: usize,
    name: usize,
    what: usize,
    from: usize,
    a: Ambiguous,
}

impl Table {
    fn new(borders: &[Border], columns: usize, a: Ambiguous) -> Self {
        let programmes = || borders.iter().flat_map(|b| &b.programmes);
        let changes = || programmes().flat_map(|(_, changes)| changes);
        let widest = |of: fn(&Change) -> &str| changes().map(|c| width(of(c), a)).max().unwrap_or(0);
        let what = widest(|c| &c.what).clamp(10, (columns / 5).max(10)) + 2;
        let [from, to] = [widest(|c| &c.from), widest(|c| &c.to)].map(|n| n.clamp(6, (columns / 5).max(6)));
        let wanted = programmes().map(|(name, _)| width(name, a) + 3).max().unwrap_or(0).min(columns * 3 / 5);
        let name = columns.saturating_sub(2 + what + from + ARROW.len() + to).min(wanted);
        Self { columns, name, what, from, a }
    }

    fn wrapped(&self, text: &str, columns: usize, ink: Ink) -> Vec<Row> {
        wrap_hanging(text, columns.max(8), 2, self.a).into_iter().map(|line| row(line, ink)).collect()
    }

    fn head(&self) -> Option<Row> {
        let cells = [("  制度", self.name + 2), ("変わるもの", self.what), ("前", self.from + ARROW.len()), ("後", 2)];
        let text = cells.map(|(text, columns)| pad(text, columns, self.a)).concat();
        (self.columns >= WIDE).then(|| row(text, Ink::QUIET))
    }

    /// A programme, and beside it (below it where it is narrow) what changes.
    fn programme(&self, name: &str, changes: &[Change]) -> Vec<Row> {
        let indent =
            |rows: Vec<Row>, by: usize| rows.into_iter().map(move |r| [row(" ".repeat(by), Ink::PLAIN), r].concat());
        if self.columns < WIDE {
            let told = |c: &Change| {
                let text = format!("{} {}{}{ARROW}{}", c.what, c.from, c.of, c.after());
                indent(self.wrapped(&text, self.columns.saturating_sub(5), Ink::Tone(Tone::Figure)), 4)
            };
            let name = indent(self.wrapped(name, self.columns.saturating_sub(3), Ink::PLAIN), 2);
            return name.chain(changes.iter().flat_map(told)).collect();
        }
        let names = self.wrapped(name, self.name.saturating_sub(2), Ink::PLAIN);
        let told: Vec<Row> = changes.iter().flat_map(|c| self.change(c)).collect();
        let line = |at: usize| {
            let mut line = row("  ", Ink::PLAIN);
            let name = names.get(at).and_then(|r| r.first()).map_or("", |(text, _)| text);
            line.push((pad(name, self.name, self.a), Ink::PLAIN));
            line.extend(told.get(at).cloned().unwrap_or_default());
            line
        };
        (0..names.len().max(told.len())).map(line).collect()
    }

    /// 「国費  3/4 -> 2/3」; below it what it is of, where that is not said elsewhere.
    fn change(&self, c: &Change) -> Vec<Row> {
        let last = self.columns.saturating_sub(2 + self.name + self.what + self.from + ARROW.len());
        let cells = [(&c.what, self.what - 2), (&c.from, self.from), (&c.after(), last)];
        let cells = cells.map(|(text, columns)| wrap_hanging(text, columns.max(4), 0, self.a));
        let [what, from, to] = &cells;
        let line = |at: usize| {
            let cell = |lines: &Vec<String>, columns| pad(lines.get(at).map_or("", String::as_str), columns, self.a);
            let arrow = if at == 0 { ARROW } else { "    " };
            let figure = Ink::Tone(Tone::Figure);
            vec![
                (cell(what, self.what), Ink::PLAIN),
                (cell(from, self.from), Ink::PLAIN),
                (arrow.to_owned(), Ink::QUIET),
                (to.get(at).cloned().unwrap_or_default(), figure),
            ]
        };
        let mut out: Vec<Row> = (0..cells.iter().map(Vec::len).max().unwrap_or(0)).map(line).collect();
        match out.as_mut_slice() {
            _ if c.of.is_empty() => {}
            [only] if width(&c.after(), self.a) + width(&c.of, self.a) <= last => only.push((c.of.clone(), Ink::QUIET)),
            _ => out.extend(self.wrapped(&c.of, self.columns.saturating_sub(2 + self.name), Ink::QUIET)),
        }
        out
    }
}
