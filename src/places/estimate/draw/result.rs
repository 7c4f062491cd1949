//! What stands below the fields of 試算, as lines for any width.

use crate::app::row::{Ink, Row as Painted, plain_legend, row as painted, titled_bar};
use crate::app::shared::Shared;
use crate::domain::terms::profile::Profile;
use crate::places::estimate::laid::Wraps;
use crate::places::estimate::place::Estimate;
use crate::present::line::TextLine;
use crate::present::money::bar::Picture;
use crate::present::money::compare::{Difference, SAME, compare};
use crate::present::money::sheet::Sheet;
use crate::present::money::waterfall::Row;
use crate::text::width::{Ambiguous, pad, pad_left, width};
use crate::text::wrap::wrap_hanging;
use std::cell::RefCell;

/// Columns from which the formula stands beside the amount.
const WIDE: usize = 100;
/// Columns from which label and amount stand in one row.
const MIDDLE: usize = 60;

/// Collects lines of one width.
struct Text<'a> {
    a: Ambiguous,
    columns: usize,
    wraps: &'a RefCell<Wraps>,
    out: Vec<Painted>,
}

/// All lines that follow from the fields, in so many columns. With columns and rows `beside` it, the answer stands there,
/// and what else finds room.
pub fn lines(
    (shared, e, profile): (&Shared, &Estimate, &Profile),
    sheet: &Sheet,
    a: Ambiguous,
    (beside, columns): (Option<(usize, usize)>, usize),
) -> (Vec<Painted>, Vec<Painted>) {
    let wraps = &e.wraps;
    let mut text = Text { a, columns, wraps, out: Vec::new() };
    let mut left = Vec::new();
    let mut place = |write: &dyn Fn(&mut Text<'_>), text: &mut Text<'_>| {
        let Some((columns, rows)) = beside else { return write(text) };
        let mut block = Text { a, columns, wraps, out: Vec::new() };
        if !left.is_empty() {
            block.out.push(Painted::new());
        }
        write(&mut block);
        if left.len() + block.out.len() <= rows && block.out.len() > usize::from(!left.is_empty()) {
            left.extend(block.out);
        } else {
            write(text);
        }
    };
    place(&|text| head(sheet, "", text), &mut text);
    pinned((shared, profile), e, &mut text);
    money(sheet, "", &mut text);
    place(&|text| section("ほかの読み（要確認）", &sheet.readings, "", text), &mut text);
    place(&|text| section("逆算（何円なら届くか）", &sheet.backwards, "", text), &mut text);
    for f in &sheet.fallback {
        text.title(&format!("使えないときの代わり: {}　{}", f.sheet.programme.name, f.sheet.badge));
        text.line(&f.link, "", 2);
        head(&f.sheet, "代", &mut text);
        money(&f.sheet, "代", &mut text);
        section("逆算（何円なら届くか）", &f.sheet.backwards, "代", &mut text);
    }
    let mut sources = sheet.sources(shared.catalogue);
    for f in &sheet.fallback {
        sources.extend(f.sheet.sources(shared.catalogue).iter().map(|s| s.replacen('[', "[代", 1)));
    }
    if !sources.is_empty() {
        text.title("出典");
        sources.iter().for_each(|s| text.hanging(s, 2, 4, Ink::QUIET));
    }
    (left, text.out)
}

/// Warnings and the answer.
fn head(sheet: &Sheet, tag: &str, text: &mut Text<'_>) {
    sheet.first.iter().for_each(|l| text.line(l, tag, 0));
    sheet.headlines.iter().for_each(|l| text.line(l, tag, 0));
}

/// The picture, the waterfall and its notes.
fn money(sheet: &Sheet, tag: &str, text: &mut Text<'_>) {
    picture(&sheet.picture, text);
    table(&sheet.rows, tag, text);
    sheet.notes.iter().for_each(|l| text.line(l, tag, 0));
}

fn section(title: &str, lines: &[TextLine], tag: &str, text: &mut Text<'_>) {
    if !lines.is_empty() {
        text.title(title);
        lines.iter().for_each(|l| text.line(l, tag, 2));
    }
}

fn picture(p: &Picture, text: &mut Text<'_>) {
    let a = text.a;
    for b in &p.bars {
        let title = if b.title.is_empty() { String::new() } else { format!("{} ", b.title) };
        let columns = text.columns.saturating_sub(1).min(100 + width(&title, a));
        text.out.push(titled_bar(b, title, columns, a));
    }
    text.out.extend(plain_legend(p.legend(), Ink::QUIET, text.columns.saturating_sub(1), a));
}

/// Columns of an amount and of its per cent.
const FIGURES: (usize, usize) = (23, 14);

/// What is paid, how much, its share, and how it is computed: beside the amount where there is room, else below.
fn table(rows: &[Row], tag: &str, text: &mut Text<'_>) {
    let a = text.a;
    // Without a formula the citations stand behind the label.
    let label = |r: &Row| {
        let cites = if formula(r).is_empty() { numbers(&r.cites, tag) } else { String::new() };
        format!("{} {cites}", r.label).trim_end().to_owned()
    };
    let figures = FIGURES.0 + FIGURES.1;
    let is_wide = text.columns >= WIDE;
    let widest = rows.iter().map(|r| width(&label(r), a)).max().unwrap_or(0) + 1;
    let room = if is_wide { widest.min(36) } else { text.columns.saturating_sub(1 + figures) };
    if text.columns >= MIDDLE && !rows.is_empty() {
        let amount = format!("{}{}", pad_left("金額", FIGURES.0, a), pad_left("割合", FIGURES.1, a));
        let last = if is_wide { "  計算" } else { "" };
        text.out.push(painted(format!("{}{amount}{last}", pad("", room, a)), Ink::QUIET));
    }
    for r in rows {
        let style = Ink::Tone(r.tone);
        let formula = formula(r);
        let told = if formula.is_empty() { formula } else { format!("{formula} {}", numbers(&r.cites, tag)) };
        let amounts = format!("{}{}", pad_left(&r.amount, FIGURES.0, a), pad_left(&r.percent, FIGURES.1, a));
        if text.columns < MIDDLE {
            text.hanging(&label(r), 0, 0, style);
            text.out.push(painted(format!("  {}  {}", r.amount, r.percent), style));
        } else {
            let beside = if is_wide { text.columns.saturating_sub(room + figures + 3) } else { 0 };
            let labels = wrap_hanging(&label(r), room.saturating_sub(1), 2, a);
            let tolds =
                if is_wide { text.wraps.borrow_mut().wrap(told.trim(), (beside, 0, a)).to_vec() } else { Vec::new() };
            for at in 0..labels.len().max(tolds.len()).max(1) {
                let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
                let amounts = if at == 0 { amounts.as_str() } else { "" };
                let mut all = painted(format!("{}{}", pad(&line(&labels), room, a), pad(amounts, figures, a)), style);
                all.extend(tolds.get(at).map(|formula| (format!("  {formula}"), Ink::QUIET)));
                text.out.push(all);
            }
        }
        if !is_wide && !told.is_empty() {
            text.hanging(told.trim(), 4, 2, Ink::QUIET);
        }
    }
}

/// The formulas in one text: of many those of the lowest and the highest amount, the ends of the range.
fn formula(r: &Row) -> String {
    match r.formulas.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, last] => format!("{first}　または　{last}"),
        [first, .., last] => format!("{first}　から　{last}　まで"),
    }
}

/// 「[1][3]」, with the tag of a programme that stands in.
fn numbers(cites: &[u8], tag: &str) -> String {
    let each: Vec<String> = cites.iter().map(|c| format!("[{tag}{}]", c + 1)).collect();
    each.concat()
}

fn pinned((shared, profile): (&Shared, &Profile), e: &Estimate, text: &mut Text<'_>) {
    let Some(p) = &shared.pinned else { return };
    let both = shared.catalogue.programme(p.programme).zip(shared.catalogue.programme(e.programme));
    let Some((before, now)) = both else { return };
    if p.programme == e.programme && p.profile == *profile {
        return;
    }
    let all = compare(shared.about(profile), (before, &p.profile), now);
    let a = text.a;
    text.title(&format!("固定した結果（{} {}）との差", p.name, before.name));
    let widest = |of: fn(&Difference) -> &str| all.iter().map(|d| width(of(d), a)).max().unwrap_or(0).max(4);
    let gap = if text.columns >= WIDE { 3 } else { 1 };
    let figures = [widest(|d| &d.pinned), widest(|d| &d.now), widest(|d| &d.change)].map(|columns| columns + gap);
    let label = text.columns.saturating_sub(figures.iter().sum()).min(widest(|d| d.label));
    if label < LABEL {
        all.iter().for_each(|d| told(d, text));
    } else {
        let head = ["固定", "今", "差"].into_iter().zip(figures).map(|(name, columns)| pad_left(name, columns, a));
        text.out.push(painted(format!("{}{}", " ".repeat(label), head.collect::<String>()), Ink::QUIET));
        all.iter().for_each(|d| difference(d, (label, figures), text));
    }
    text.out.push(painted(String::new(), Ink::PLAIN));
}

/// Columns that the names of a table have at least.
const LABEL: usize = 14;

/// A row of the table: name, before, now, difference.
fn difference(d: &Difference, (label, figures): (usize, [usize; 3]), text: &mut Text<'_>) {
    let a = text.a;
    let style = if d.change == SAME { Ink::QUIET } else { Ink::PLAIN };
    let cells =
        [&d.pinned, &d.now, &d.change].into_iter().zip(figures).map(|(text, columns)| pad_left(text, columns, a));
    let cells = cells.collect::<String>();
    // A long name takes the blanks before its first amount, or a row of its own: it is not broken for a column.
    let (name, blank) = (width(d.label, a), cells.len() - cells.trim_start().len());
    if name < label + blank {
        let left = cells.get(name.saturating_sub(label)..).unwrap_or_default();
        let gap = " ".repeat(label.saturating_sub(name));
        text.out.push(painted(format!("{}{gap}{left}", d.label), style));
    } else {
        text.hanging(d.label, 0, 2, style);
        text.out.push(painted(format!("{}{cells}", " ".repeat(label)), style));
    }
}

/// The same below each other, where it is too narrow for columns.
fn told(d: &Difference, text: &mut Text<'_>) {
    let style = if d.change == SAME { Ink::QUIET } else { Ink::PLAIN };
    if d.change == SAME {
        return text.hanging(&format!("{}　{}（同じ）", d.label, d.now), 2, 2, style);
    }
    text.hanging(d.label, 2, 2, style);
    for (name, amount) in [("固定", &d.pinned), ("今", &d.now), ("差", &d.change)] {
        if !amount.is_empty() {
            text.hanging(&format!("{name} {amount}"), 4, 2, style);
        }
    }
}

impl Text<'_> {
    fn title(&mut self, text: &str) {
        self.hanging(text, 0, 2, Ink::Title);
    }

    /// A cited line, its own indent kept.
    fn line(&mut self, line: &TextLine, tag: &str, indent: usize) {
        let own = line.text.chars().take_while(|c| *c == ' ').count();
        let cites = numbers(&line.cites, tag);
        let gap = if cites.is_empty() { "" } else { " " };
        let text = format!("{}{gap}{cites}", line.text.trim_start());
        self.hanging(&text, indent + own, 2, Ink::Tone(line.tone));
    }

    fn hanging(&mut self, text: &str, indent: usize, hang: usize, style: Ink) {
        let room = self.columns.saturating_sub(indent + 1).max(8);
        for part in self.wraps.borrow_mut().wrap(text, (room, hang, self.a)) {
            self.out.push(painted(format!("{}{part}", " ".repeat(indent)), style));
        }
    }
}
