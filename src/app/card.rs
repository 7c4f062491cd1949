//! 答えのカード as rows: the whole of it fits the height where that is possible, blank rows are the first to go.

use crate::app::row::{Ink, Row, plain_legend, row, titled_bar};
use crate::present::detail::card::{Card, Told};
use crate::present::line::Tone;
use crate::present::word;
use crate::text::width::{Ambiguous, pad, width};
use crate::text::wrap::wrap_hanging;

/// Columns of the labels.
const LABEL: usize = 9;

/// Open points that are shown at least, however low the card.
const LEAST: usize = 2;

/// Open points that are shown at most: what is further down is asked one after the other.
const MOST: usize = 6;

/// Below so many rows a card begins with its figures.
const LOW: usize = 12;

/// A card in so many columns and rows; `selected` is the open point that a key would ask.
pub fn lay_out(card: &Card, (columns, height): (usize, usize), selected: Option<usize>, a: Ambiguous) -> Vec<Row> {
    let page = Page { columns: columns.max(20), a };
    let standing = [card.standing.as_str(), &card.layers].join("　");
    let mut head: Vec<Row> = Vec::new();
    for (text, ink) in [(card.name, Ink::Title), (standing.trim(), Ink::Group(card.group))] {
        if !text.is_empty() {
            head.extend(page.wrapped(text, ink));
        }
    }
    let mut figures: Vec<Row> = card.figures.iter().flat_map(|t| page.told(t)).collect();
    // Where there is little room the figures come before what it is.
    let what = page.wrapped(card.what, Ink::QUIET);
    if height < LOW {
        figures.extend(what);
    } else {
        head.extend(what);
    }
    let mut blocks: Vec<Vec<Row>> = vec![head, figures, page.picture(card), page.told(&card.why), Vec::new()];
    blocks.push(card.last.iter().flat_map(|t| page.told(t)).collect());
    let mut taken: usize = blocks.iter().map(Vec::len).sum();
    // Where the whole card has no room otherwise, the pieces of a bar are not told once more.
    let bars = card.picture.bars.len();
    if let Some(picture) = blocks.get_mut(2).filter(|_| taken + LEAST + 1 > height) {
        taken -= picture.len().saturating_sub(bars);
        picture.truncate(bars);
    }
    let room = height.saturating_sub(taken + 1);
    let open = page.open(card, room.clamp(LEAST, MOST), selected);
    if let Some(block) = blocks.get_mut(4) {
        *block = open;
    }
    blocks.retain(|block| !block.is_empty());
    let taken: usize = blocks.iter().map(Vec::len).sum();
    let roomy = taken + blocks.len() <= height + 1;
    let mut out: Vec<Row> = Vec::new();
    for block in blocks {
        if roomy && !out.is_empty() {
            out.push(Vec::new());
        }
        out.extend(block);
    }
    out
}

struct Page {
    columns: usize,
    a: Ambiguous,
}

impl Page {
    fn wrapped(&self, text: &str, ink: Ink) -> Vec<Row> {
        wrap_hanging(text, self.columns, 0, self.a).into_iter().map(|line| row(line, ink)).collect()
    }

    /// A label and what is told under it.
    fn told(&self, told: &Told) -> Vec<Row> {
        let a = self.a;
        let mut out: Vec<Row> = Vec::new();
        for line in &told.lines {
            for text in wrap_hanging(&line.text, self.columns.saturating_sub(LABEL).max(8), 2, a) {
                let label = if out.is_empty() { told.label } else { "" };
                out.push(vec![(pad(label, LABEL, a), Ink::QUIET), (text, Ink::Tone(line.tone))]);
            }
        }
        out
    }

    fn picture(&self, card: &Card) -> Vec<Row> {
        let a = self.a;
        let one = |b: &crate::present::money::bar::Bar| {
            let title = if b.title.is_empty() { String::new() } else { pad(b.title, LABEL, a) };
            titled_bar(b, title, self.columns, a)
        };
        let told = plain_legend(card.picture.legend(), Ink::QUIET, self.columns, a);
        card.picture.bars.iter().map(one).chain(told).collect()
    }

    /// What is open, at most `most` rows of it.
    fn open(&self, card: &Card, most: usize, selected: Option<usize>) -> Vec<Row> {
        if card.open.is_empty() {
            return Vec::new();
        }
        let a = self.a;
        let all = card.open.len();
        let mut out = vec![row(format!("{} {all}件", word::OPEN), Ink::QUIET)];
        // The selected one is always among those shown.
        let skip = selected.map_or(0, |at| (at + 1).saturating_sub(most));
        for (i, (fact, text)) in card.open.iter().enumerate().skip(skip).take(most) {
            let (style, hint) = match (selected == Some(i), fact) {
                (true, Some(_)) => (Ink::Selected, "Enter で答える "),
                _ => (Ink::Tone(Tone::Open), ""),
            };
            let room = self.columns.saturating_sub(width(hint, a) + 2).max(8);
            let lines = wrap_hanging(text, room, 2, a);
            for (n, line) in lines.into_iter().enumerate() {
                let hint = if n == 0 { hint } else { "" };
                let text = pad(&format!("  {line}"), self.columns.saturating_sub(width(hint, a)), a);
                out.push(row(format!("{text}{hint}"), style));
            }
        }
        if all > most {
            // Where a letter is a part of a sentence, n asks nothing.
            let how = if selected.is_some() { "n で続けて答える" } else { "詳細で答える" };
            out.push(row(format!("  ほか {}件（{how}）", all - most), Ink::QUIET));
        }
        out
    }
}
