//! 発表者画面: three figures drawn large, then what they rest on, step by step.
//!
//! ```text
//!    島根県海士町
//!    ローカル10,000プロジェクト（国庫補助事業）
//!
//!    国費                              上限
//!    ######      ##  ##  ##            ######  ######  ######  ######
//!        ##      ##  ##  ##            ##      ##  ##  ##  ##  ##  ##
//!    ######    ##    ######            ######  ##  ##  ##  ##  ##  ##
//!        ##  ##          ##                ##  ##  ##  ##  ##  ##  ##
//!    ######  ##          ##            ######  ######  ######  ######  万円
//!    自治体負担に対して                公費による交付額
//!
//!    基準日 令和6年6月1日／資料 令和6年5月まで／版 2026.11.1
//!    Esc 戻る                                                     3/6
//! ```

use crate::app::action::Action;
use crate::app::comparison::Side;
use crate::app::large::{Size, large};
use crate::app::layout::Area;
use crate::app::row::{Ink, Row, columns as row_columns, plain_legend, row, titled_bar};
use crate::app::shared::Shared;
use crate::domain::judge::rank::Shelf;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::put_row;
use crate::places::present::place::{About, MODE, Present};
use crate::present::line::Tone;
use crate::present::stage::{Figure, Step};
use crate::present::{value, word};
use crate::text::width::{Ambiguous, width};
use crate::text::wrap::wrap_hanging;

impl Draw for Present {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let theme = *pen.theme;
        let area = pen.area();
        let margin = if area.width >= 80 { 4 } else { 1 };
        let columns = usize::from(area.width.saturating_sub(2 * margin));
        let steps = self.steps(shared);
        let mut head: Vec<Row> = Vec::new();
        for (text, ink) in heading(shared, self) {
            head.extend(wrap_hanging(&text, columns, 0, theme.ambiguous).into_iter().map(|l| row(l, ink)));
        }
        head.push(Vec::new());
        let mut body: Vec<Row> = Vec::new();
        let mut starts = Vec::new();
        let low = area.height >= 20;
        let top = u16::from(low);
        let bottom = area.height.saturating_sub(if low { 3 } else { 2 });
        let rows = usize::from(bottom.saturating_sub(top));
        // On a large window the digits are twice as large, and what follows still has room below them; on a small one
        // they are narrow rather than cut off.
        let sizes: &[Size] = match (area.width, area.height) {
            (150.., 45..) => &[Size::Double, Size::Square, Size::Narrow],
            _ => &[Size::Square, Size::Narrow],
        };
        let first = |size: Size| {
            let mut all = Vec::new();
            steps.first().into_iter().for_each(|step| told(step, (columns, size), theme.ambiguous, &mut all));
            all
        };
        // Digits that all are large stand before one that is larger and others in small print.
        let all_large = |size: Size| {
            let is = |f: &Figure, size| large(&f.text, Tone::Figure, (columns, size), theme.ambiguous).is_some();
            steps.first().is_none_or(|step| step.figures.iter().all(|f| is(f, size) || !is(f, Size::Narrow)))
        };
        let fits = |size: &Size| head.len() + first(*size).len() <= rows;
        let fitting = || sizes.iter().copied().filter(fits);
        let size = fitting().find(|size| all_large(*size)).or_else(|| fitting().next());
        let size = size.or(low.then_some(Size::Narrow));
        for step in steps.iter().take(self.step) {
            starts.push(body.len());
            match size {
                Some(size) => told(step, (columns, size), theme.ambiguous, &mut body),
                // A small window tells all of them in letters: digits would push one off.
                None if !step.figures.is_empty() => {
                    body.extend(small_print(step.figures.iter(), columns, theme.ambiguous));
                }
                None => told(step, (columns, Size::Narrow), theme.ambiguous, &mut body),
            }
            body.push(Vec::new());
        }
        body.pop();
        // The name stays; of the facts the last ones that fit, each from its start.
        let skip_below = |head_rows: usize| {
            let fits = |start: &&usize| body.len() - **start <= rows - head_rows;
            starts.iter().find(fits).or(starts.last()).copied().unwrap_or(0)
        };
        // Figures that are scrolled off stand large above what follows, or in small print: nobody has to remember them.
        if skip_below(head.len().min(rows)) > 0 {
            let last = body.len() - starts.last().copied().unwrap_or(0);
            let room = rows.saturating_sub(head.len() + last);
            let kept = steps.first().map(|step| kept(step, (columns, room), theme.ambiguous)).unwrap_or_default();
            // As large as the steps below them leave room for.
            let below = skip_below(head.len() + kept.len());
            let is_free = |all: &Vec<Row>| {
                let used = head.len() + all.len();
                used + body.len() - below <= rows && skip_below(used) == below
            };
            let kept = sizes.iter().map(|size| first(*size)).find(is_free).unwrap_or(kept);
            let at = head.len().saturating_sub(1);
            head.splice(at..at, kept);
        }
        let head_rows = head.len().min(rows);
        let skip = skip_below(head_rows);
        let room = Area { x: margin, y: top, width: area.width.saturating_sub(margin), height: 1 };
        for (y, row) in (top..bottom).zip(head.iter().take(head_rows).chain(body.iter().skip(skip))) {
            put_row(row, pen, Area { y, ..room });
        }
        let stamp =
            value::stamp_within(shared.catalogue, shared.as_of, |text| pen.columns(text) + margin <= area.width);
        // The day is not what is cut: the margin goes before it.
        let x = margin.min(area.width.saturating_sub(pen.columns(&stamp)));
        pen.put_within(x, area.height.saturating_sub(2), area.width, &stamp, theme.quiet);
        let y = area.height.saturating_sub(1);
        let mut x = margin;
        for b in MODE.keys.iter().filter(|b| matches!(b.action, Action::Next | Action::Mask | Action::Back)) {
            x = pen.put(x, y, b.shown, theme.key);
            x = pen.put(x + 1, y, b.short, theme.quiet) + 2;
        }
        // A card that is taller than the screen says that it goes on.
        let count = format!("{}/{}", self.step.min(steps.len()), steps.len());
        let more: &[&str] = if body.len() - skip > rows - head_rows {
            &["下に続きあり（窓を広げてください） ", "続きあり "]
        } else {
            &[]
        };
        // The keys are not what it is written over.
        let left = area.width.saturating_sub(margin + x + pen.columns(&count)) + 1;
        let more = more.iter().find(|text| pen.columns(text) <= left).copied().unwrap_or_default();
        let count = format!("{more}{count}");
        pen.put_right(area.width.saturating_sub(margin), y, &count, theme.quiet);
    }
}

/// Whom and what it is about.
fn heading(shared: &Shared, p: &Present) -> Vec<(String, Ink)> {
    let masked = |name: String| if p.masked { "ある自治体".to_owned() } else { name };
    match &p.about {
        About::Programme(id) => {
            let who = masked(shared.session.as_ref().map(crate::session::answers::Session::name).unwrap_or_default());
            let what = shared.catalogue.programme(*id).map_or("", |q| q.name);
            vec![(who, Ink::QUIET), (what.to_owned(), Ink::Title)]
        }
        About::Comparison(c) => {
            let line = |mark: &str, side: &Side| {
                let each = [Shelf::Money, Shelf::Support, Shelf::Open, Shelf::Excluded];
                let counts = each.map(|s| format!("  {} {}", word::shelf_short(s), side.counts.on(s))).concat();
                let name = if p.masked { String::new() } else { format!(" {}", side.name) };
                (format!("{mark}{name}{counts}"), Ink::Title)
            };
            vec![line("A", &c.a), line("B", &c.b)]
        }
    }
}

/// The figures of a step side by side, as many as there is room for; the others, or all of them, in small print. Each
/// says what it is of.
fn kept(step: &Step, (columns, rows): (usize, usize), a: Ambiguous) -> Vec<Row> {
    let last = step.figures.len().saturating_sub(1);
    // What the town pays is kept before the rate, the rate before the ceiling.
    let choices: [&dyn Fn(usize) -> bool; 4] = [&|_| true, &|i| i != 1, &|i| i == last, &|i| i == 0];
    for is_large in choices {
        let (large, small): (Vec<_>, Vec<_>) = step.figures.iter().enumerate().partition(|(i, _)| is_large(*i));
        let blocks = large.into_iter().map(|(_, f)| block(f, a)).collect::<Vec<_>>();
        let wide = |b: &Vec<Row>| b.iter().map(|r| row_columns(r, a)).max().unwrap_or(0) + GAP;
        let taken: usize = blocks.iter().map(wide).sum();
        let mut out = blocks.into_iter().fold((Vec::new(), 0), |(left, at), b| {
            let next = at + wide(&b);
            (beside(left, b, at, a), next)
        });
        out.0.extend(small_print(small.into_iter().map(|(_, f)| f), columns, a));
        if taken <= columns + GAP && out.0.len() <= rows {
            return out.0;
        }
    }
    // The lowest: what the town pays, its name and the others in small print at its left.
    let (small, large) = step.figures.split_at(last);
    let digits = large.first().map(|f| digits(f, a)).unwrap_or_default();
    let room = columns.saturating_sub(digits.iter().map(|r| row_columns(r, a)).max().unwrap_or(0) + GAP);
    let mut left: Vec<Row> = Vec::new();
    for f in small {
        let told = wrap_hanging(&format!("{} {}", f.label, f.text), room, 0, a);
        left.extend(told.into_iter().map(|l| row(l, Ink::Tone(Tone::Figure))).chain(of(&f.of, room, a)));
    }
    for f in large {
        left.extend([&f.label, &f.of].into_iter().flat_map(|text| of(text, room, a)));
    }
    let at = left.iter().map(|r| row_columns(r, a)).max().unwrap_or(0) + GAP;
    let both = beside(left, digits, at, a);
    let fits = both.len() <= rows && both.iter().all(|r| row_columns(r, a) <= columns);
    if fits { both } else { small_print(step.figures.iter(), columns, a) }
}

/// Columns between figures that are kept side by side.
const GAP: usize = 3;

/// A figure in narrow digits, or in words where it has none.
fn digits(f: &Figure, a: Ambiguous) -> Vec<Row> {
    let digits = large(&f.text, Tone::Figure, (usize::MAX, Size::Narrow), a);
    digits.unwrap_or_else(|| vec![row(f.text.clone(), Ink::Tone(Tone::Figure))])
}

/// What a figure is, the figure in narrow digits, what it is of.
fn block(f: &Figure, a: Ambiguous) -> Vec<Row> {
    let digits = digits(f, a);
    let wide = digits.iter().map(|r| row_columns(r, a)).max().unwrap_or(0).max(width(&f.label, a)).max(24);
    let told = of(&f.of, wide, a);
    std::iter::once(row(f.label.clone(), Ink::QUIET)).chain(digits).chain(told).collect()
}

/// What is said of a figure in letters of the usual size; nothing where that is empty.
fn of(text: &str, columns: usize, a: Ambiguous) -> impl Iterator<Item = Row> {
    wrap_hanging(text, columns, 0, a).into_iter().filter(|l| !l.is_empty()).map(|l| row(l, Ink::PLAIN))
}

/// Figures in as few lines as they take whole.
fn small_print<'a>(figures: impl Iterator<Item = &'a Figure>, columns: usize, a: Ambiguous) -> Vec<Row> {
    let of = |f: &Figure| if f.of.is_empty() { String::new() } else { format!("（{}）", f.of) };
    let mut lines: Vec<String> = Vec::new();
    for told in figures.map(|f| format!("{} {}{}", f.label, f.text, of(f))) {
        match lines.last_mut().filter(|line| width(line, a) + width(&told, a) + 2 <= columns) {
            Some(line) => *line = format!("{line}　{told}"),
            None => lines.push(told),
        }
    }
    let lines = lines.iter().flat_map(|line| wrap_hanging(line, columns, 0, a)).filter(|l| !l.is_empty());
    lines.map(|l| row(l, Ink::Tone(Tone::Figure))).collect()
}

/// A step as rows.
fn told(step: &Step, (columns, size): (usize, Size), a: Ambiguous, out: &mut Vec<Row>) {
    if !step.label.is_empty() {
        out.push(row(step.label.clone(), Ink::QUIET));
    }
    let mut figures = step.figures.iter().map(|f| figure(f, (columns, size), a)).peekable();
    while let Some(left) = figures.next() {
        // Two stand side by side where both fit.
        let half = columns / 2;
        let fits = |rows: &Vec<Row>| rows.iter().all(|r| row_columns(r, a) < half);
        match figures.next_if(|right| fits(&left) && fits(right)) {
            Some(right) => out.extend(beside(left, right, half, a)),
            None => out.extend(left),
        }
    }
    for (i, b) in step.picture.bars.iter().enumerate() {
        if i > 0 {
            out.push(Vec::new());
        }
        let title = if b.title.is_empty() { String::new() } else { format!("{} ", b.title) };
        let picture = titled_bar(b, title, columns, a);
        // Twice as high: it is seen from the back row.
        let blank = |(text, ink): &(String, Ink)| (" ".repeat(width(text, a)), *ink);
        let above: Row = picture.iter().map(blank).collect();
        out.extend([above, picture]);
    }
    out.extend(plain_legend(step.picture.legend(), Ink::PLAIN, columns, a));
    for line in &step.lines {
        let indent = line.text.chars().take_while(|c| *c == ' ').count() + 2;
        let pad = " ".repeat(indent);
        let room = columns.saturating_sub(indent).max(8);
        for wrapped in wrap_hanging(line.text.trim_start(), room, 0, a) {
            out.push(row(format!("{pad}{wrapped}"), Ink::Tone(line.tone)));
        }
    }
}

/// A figure: what it is, the figure large where it fits, what it is of.
fn figure(f: &Figure, (columns, size): (usize, Size), a: Ambiguous) -> Vec<Row> {
    let mut out = vec![row(f.label.clone(), Ink::QUIET)];
    match large(&f.text, Tone::Figure, (columns, size), a) {
        Some(rows) => out.extend(rows),
        None => out.push(row(f.text.clone(), Ink::Tone(Tone::Figure))),
    }
    out.extend(of(&f.of, columns, a));
    out
}

/// Two blocks side by side, the right one from column `half` on.
fn beside(mut left: Vec<Row>, right: Vec<Row>, half: usize, a: Ambiguous) -> Vec<Row> {
    left.resize(left.len().max(right.len()), Vec::new());
    for (l, r) in left.iter_mut().zip(right) {
        l.push((" ".repeat(half.saturating_sub(row_columns(l, a))), Ink::PLAIN));
        l.extend(r);
    }
    left
}
