//! One plan for several towns, in columns: verdict, rate, what the town pays, who pays what, and what decides.

use crate::app::row::{Ink, Row, bar, columns, plain_legend, row};
use crate::domain::judge::assess::RateAnswer;
use crate::domain::judge::rank::group;
use crate::domain::plan::beside::{Cell, Row as Programme};
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::programme::Instrument;
use crate::domain::value::number::Yen;
use crate::present::line::Tone;
use crate::present::money::bar::Scaled;
use crate::present::money::plan::burden as burden_of;
use crate::present::row::{base, leading_rate, of_what, standing};
use crate::present::{figure, word};
use crate::text::join::join;
use crate::text::width::{Ambiguous, pad};
use crate::text::wrap::wrap_hanging;

/// Columns of the labels.
const LABEL: usize = 8;

/// A town has at least this many columns, or the towns stand below each other.
const LEAST: usize = 14;

/// The towns with everything that fits in any of them, in so many columns.
pub fn lay_out(towns: &[&'static Municipality], all: &[Programme], columns: usize, a: Ambiguous) -> Vec<Row> {
    let each = columns.saturating_sub(LABEL) / towns.len().max(1);
    let bars: Vec<Vec<Option<Scaled>>> = all.iter().map(|p| p.cells.iter().map(bar_of).collect()).collect();
    let most = bars.iter().flatten().flatten().map(|b| b.whole).max().unwrap_or_default();
    let page = Page { columns, each: if each < LEAST { columns.saturating_sub(LABEL) } else { each }, most, a };
    // Too narrow for columns: the towns of each programme stand below one another.
    let groups: Vec<Vec<usize>> =
        if each < LEAST { (0..towns.len()).map(|i| vec![i]).collect() } else { vec![(0..towns.len()).collect()] };
    let mut out = Vec::new();
    groups.iter().for_each(|shown| page.head(towns, shown, &mut out));
    for (i, (p, bars)) in all.iter().zip(&bars).enumerate() {
        page.title(i + 1, p, &mut out);
        for shown in &groups {
            if let ([one], true) = (shown.as_slice(), groups.len() > 1) {
                let name = towns.get(*one).map(|m| m.name.to_owned()).unwrap_or_default();
                out.push(row(name, Ink::Title));
            }
            page.programme(p, bars, shown, &mut out);
        }
    }
    out
}

struct Page {
    columns: usize,
    /// Columns of a town.
    each: usize,
    /// What a bar of all columns stands for, in yen.
    most: Yen,
    a: Ambiguous,
}

impl Page {
    fn head(&self, towns: &[&'static Municipality], shown: &[usize], out: &mut Vec<Row>) {
        let named = |f: &dyn Fn(&Municipality) -> String, ink: Ink| -> Vec<(String, Ink)> {
            shown.iter().filter_map(|i| towns.get(*i)).map(|m| (f(m), ink)).collect()
        };
        self.cells("", &named(&Municipality::full_name, Ink::Title), out);
        let index = |m: &Municipality| m.index.map_or_else(|| "財政力 不明".to_owned(), |i| format!("財政力 {i}"));
        self.cells("", &named(&index, Ink::QUIET), out);
        let kaso = |m: &Municipality| m.kaso.map_or("", word::kaso).to_owned();
        self.cells("", &named(&kaso, Ink::QUIET), out);
    }

    fn title(&self, number: usize, p: &Programme, out: &mut Vec<Row>) {
        out.push(Vec::new());
        for line in wrap_hanging(&format!("{number} {}", p.programme.name), self.columns, 2, self.a) {
            out.push(row(line, Ink::Title));
        }
        let of = of_both(&p.cells);
        let of = wrap_hanging(&of, self.columns.saturating_sub(2), 0, self.a);
        for line in of.iter().filter(|line| !line.is_empty()) {
            out.push(row(format!("  {line}"), Ink::QUIET));
        }
    }

    fn programme(&self, p: &Programme, bars: &[Option<Scaled>], shown: &[usize], out: &mut Vec<Row>) {
        let cells: Vec<&Cell> = shown.iter().filter_map(|i| p.cells.get(*i)).collect();
        let standing = |c: &&Cell| {
            let (a, profile) = (&c.candidate.assessment, &c.candidate.costs.profile);
            // That it is not among the answers needs no word where it cannot be had.
            if c.fits || c.candidate.is_out() {
                (standing(a, profile), Ink::Group(group(a)))
            } else {
                (format!("{}（上位の答えに入らない）", standing(a, profile)), Ink::QUIET)
            }
        };
        self.cells("判定", &cells.iter().map(standing).collect::<Vec<_>>(), out);
        let figure = |text: String| (text, Ink::Tone(Tone::Figure));
        let rates: Vec<(String, Ink)> = cells.iter().map(|c| figure(rate(c))).collect();
        self.cells("率", &rates, out);
        let burdens: Vec<(String, Ink)> = cells.iter().map(|c| figure(burden(c).1)).collect();
        if burdens.iter().any(|(text, _)| !text.is_empty()) {
            self.cells("負担", &burdens, out);
        }
        self.bars(&shown.iter().map(|i| bars.get(*i).and_then(Option::as_ref)).collect::<Vec<_>>(), out);
        // What decides, where the towns differ.
        let first = p.cells.first().map(rate);
        if p.cells.iter().any(|c| Some(rate(c)) != first) {
            let rows = cells.iter().map(|c| (decides(c), Ink::Tone(Tone::Plain))).collect::<Vec<_>>();
            self.cells("決め手", &rows, out);
        }
    }

    /// Who pays what in each town, on the scale of the page: a bar, and below it what its pieces are.
    fn bars(&self, bars: &[Option<&Scaled>], out: &mut Vec<Row>) {
        let room = self.each.saturating_sub(2);
        let block = |b: Option<&Scaled>| {
            let Some(b) = b else { return Vec::new() };
            let told = plain_legend(b.bar.legend(), Ink::QUIET, room, self.a);
            std::iter::once(bar(&b.bar, b.columns(self.most, room), self.a)).chain(told).collect()
        };
        let blocks: Vec<Vec<Row>> = bars.iter().copied().map(block).collect();
        for at in 0..blocks.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = row(" ".repeat(LABEL), Ink::QUIET);
            for block in &blocks {
                let cell = block.get(at).cloned().unwrap_or_default();
                let rest = self.each.saturating_sub(columns(&cell, self.a));
                line.extend(cell);
                line.push((" ".repeat(rest), Ink::QUIET));
            }
            out.push(line);
        }
    }

    /// A text for each town under its name, as many rows as the longest needs.
    fn cells(&self, label: &str, cells: &[(String, Ink)], out: &mut Vec<Row>) {
        let wrap = |text: &String| wrap_hanging(text, self.each.saturating_sub(2), 0, self.a);
        let wrapped: Vec<(Vec<String>, Ink)> = cells.iter().map(|(text, ink)| (wrap(text), *ink)).collect();
        for at in 0..wrapped.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0) {
            let mut line = row(pad(if at == 0 { label } else { "" }, LABEL, self.a), Ink::QUIET);
            for (lines, ink) in &wrapped {
                let text = lines.get(at).map_or("", String::as_str);
                line.push((pad(text, self.each, self.a), *ink));
            }
            out.push(line);
        }
    }
}

/// Who pays what in a town; a bar of what cannot be had would be read as what can.
fn bar_of(cell: &Cell) -> Option<Scaled> {
    Some(&cell.candidate).filter(|c| !c.is_out()).and_then(Scaled::of_candidate)
}

/// What rate and burden are of: said once for all towns.
fn of_both(cells: &[Cell]) -> String {
    let rate = cells.iter().find_map(|c| leading_rate(&c.candidate.assessment));
    let rate = rate.map(|r| format!("率は{}に対して", base(r.group.of).0));
    let burden = cells.iter().map(|c| burden(c).0).find(|label| !label.is_empty());
    rate.into_iter().chain(burden.map(|label| format!("負担は{label}"))).collect::<Vec<_>>().join("　")
}

/// 「国費 3/4」, or that none is printed.
fn rate(c: &Cell) -> String {
    let a = &c.candidate.assessment;
    if group(a).is_out() {
        return "—".to_owned();
    }
    let Some(r) = leading_rate(a) else { return "率の記載なし".to_owned() };
    let relief = a.rates.iter().find(|r| r.group.instrument == Instrument::BondRelief);
    let relief = relief.filter(|_| r.group.instrument == Instrument::BondShare);
    let told = |r: &RateAnswer| figure::rate(&r.selection, r.group.instrument);
    let relief = relief.map(|r| format!("・交付税措置 {}{}", told(r), of_what(r.group)));
    format!("{} {}{}", word::rate_group(r.group), told(r), relief.unwrap_or_default())
}

/// The word for what the town pays, and how much that is; both empty without yen.
fn burden(c: &Cell) -> (&'static str, String) {
    if group(&c.candidate.assessment).is_out() {
        return ("", "—".to_owned());
    }
    let Some(b) = burden_of(&c.candidate) else { return ("", String::new()) };
    (b.label, b.amounts())
}

/// The row of the table of rates that holds for the town.
fn decides(c: &Cell) -> String {
    if c.candidate.is_out() {
        return "—".to_owned();
    }
    let rows = leading_rate(&c.candidate.assessment).into_iter().flat_map(|r| r.selection.leading());
    join(rows.map(|r| r.label), "か")
}
