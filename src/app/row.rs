//! Rows of the screen, laid out for a width before any colour is chosen: drawing, scrolling and jumping use the same ones.

use crate::domain::judge::rank::Group;
use crate::domain::terms::flow::Bucket;
use crate::domain::value::number::Yen;
use crate::present::line::{TextLine, Tone};
use crate::present::money::bar::{Bar, Passage, Piece, Scaled};
use crate::text::width::{Ambiguous, pad, width};
use crate::text::wrap::wrap_hanging;

/// What a text is painted with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// By how it is meant.
    Tone(Tone),
    /// A title.
    Title,
    /// By where a result stands.
    Group(Group),
    /// What a key would take.
    Selected,
    /// A block of a large digit, in the colour of a tone.
    Block(Tone),
    /// A piece of a bar: whose money, and the letter that stands for it where there are no colours.
    Money(Option<Bucket>, &'static str),
}

impl Ink {
    /// Body text.
    pub const PLAIN: Self = Self::Tone(Tone::Plain);
    /// Labels, and what matters less.
    pub const QUIET: Self = Self::Tone(Tone::Quiet);
}

/// A row of the screen: its texts, side by side.
pub type Row = Vec<(String, Ink)>;

/// A row of one text.
pub fn row(text: impl Into<String>, ink: Ink) -> Row {
    vec![(text.into(), ink)]
}

/// A line wrapped under its own indent, its citations behind it.
pub fn laid_out(line: &TextLine, width: usize, ambiguous: Ambiguous, out: &mut Vec<Row>) {
    let indent = line.text.chars().take_while(|c| *c == ' ').count();
    let each: Vec<String> = line.cites.iter().map(|c| format!("[{}]", c + 1)).collect();
    let cites = each.concat();
    let text = format!("{}{}{cites}", line.text.trim_start(), if cites.is_empty() { "" } else { " " });
    let pad = " ".repeat(indent + 2);
    for wrapped in wrap_hanging(&text, width.saturating_sub(indent + 3).max(8), 2, ambiguous) {
        out.push(row(format!("{pad}{wrapped}"), Ink::Tone(line.tone)));
    }
}

/// A title, on as many rows as it takes.
pub fn title(text: &str, width: usize, ambiguous: Ambiguous) -> impl Iterator<Item = Row> {
    wrap_hanging(text, width, 2, ambiguous).into_iter().map(|line| row(line, Ink::Title))
}

/// Titled passages; all bars are on one scale.
pub fn page(all: &[(&str, Vec<Passage>)], columns: usize, a: Ambiguous) -> Vec<Row> {
    let whole = |p: &Passage| match p {
        Passage::Bars(bars) => bars.iter().map(|b| b.whole).max(),
        Passage::Line(_) => None,
    };
    let most = all.iter().flat_map(|(_, group)| group).filter_map(whole).max().unwrap_or_default();
    let mut out: Vec<Row> = Vec::new();
    for (text, group) in all {
        out.extend(title(text, columns, a).filter(|_| !text.is_empty()));
        for passage in group {
            match passage {
                Passage::Line(line) => laid_out(line, columns, a, &mut out),
                Passage::Bars(bars) => out.extend(scaled(bars, most, columns.saturating_sub(7), a)),
            }
        }
    }
    out
}

/// Bars on the scale of the page, where `most` yen take all columns; below each what its pieces are.
fn scaled(bars: &[Scaled], most: Yen, columns: usize, a: Ambiguous) -> Vec<Row> {
    let titles = match bars.iter().map(|b| width(b.bar.title, a)).max() {
        None | Some(0) => 0,
        Some(n) => n + 1,
    };
    let room = columns.saturating_sub(titles);
    let one = |b: &Scaled| {
        let picture = titled_bar(&b.bar, pad(b.bar.title, titles, a), titles + b.columns(most, room), a);
        let told = plain_legend(b.bar.legend(), Ink::QUIET, room, a);
        let told = told.into_iter().map(|r| [row(" ".repeat(titles), Ink::PLAIN), r].concat());
        let all: Vec<Row> = std::iter::once(picture).chain(told).collect();
        all.into_iter().map(|r| [row("    ", Ink::PLAIN), r].concat())
    };
    bars.iter().flat_map(one).collect()
}

/// Columns that a row takes.
pub fn columns(row: &Row, a: Ambiguous) -> usize {
    row.iter().map(|(text, _)| width(text, a)).sum()
}

/// A bar behind its title, so many columns together.
pub fn titled_bar(b: &Bar, title: String, columns: usize, a: Ambiguous) -> Row {
    let room = columns.saturating_sub(width(&title, a));
    let mut out = row(title, Ink::QUIET);
    out.extend(bar(b, room, a));
    out
}

/// A bar of so many columns: pieces with what fits into them. What they are stands below in words ([`legend`]).
pub fn bar(bar: &Bar, columns: usize, a: Ambiguous) -> Row {
    let piece = |p: Piece| {
        let blank = if p.columns > 2 { " " } else { "" };
        (pad(&format!("{blank}{}", p.label), p.columns, a), Ink::Money(p.of, p.letter))
    };
    bar.pieces(columns, a).into_iter().map(piece).collect()
}

/// What the pieces of bars are, in words: each behind its letter (none where that is empty), as many to a row as it holds.
pub fn legend(
    parts: impl IntoIterator<Item = (Option<Bucket>, &'static str, String, Ink)>,
    columns: usize,
    a: Ambiguous,
) -> Vec<Row> {
    const GAP: usize = 2;
    let mut out: Vec<Row> = Vec::new();
    let mut used = 0;
    for (of, letter, told, ink) in parts {
        let chip = if letter.is_empty() { 0 } else { width(letter, a) + 1 };
        let needed = chip + width(&told, a);
        match out.last_mut() {
            Some(row) if used + GAP + needed <= columns => {
                row.push((" ".repeat(GAP), ink));
                used += GAP + needed;
            }
            _ => {
                out.push(Row::new());
                used = needed;
            }
        }
        if !letter.is_empty() {
            out.last_mut()
                .into_iter()
                .for_each(|row| row.extend([(letter.to_owned(), Ink::Money(of, letter)), (" ".to_owned(), ink)]));
        }
        // What is wider than a whole row goes on below; what fits is not wrapped.
        let lines =
            if needed <= columns { vec![told] } else { wrap_hanging(&told, columns.saturating_sub(chip).max(8), 0, a) };
        for (n, text) in lines.into_iter().enumerate() {
            if n > 0 {
                out.push(row(" ".repeat(chip), ink));
                used = chip + width(&text, a);
            }
            out.last_mut().into_iter().for_each(|row| row.push((text.clone(), ink)));
        }
    }
    out
}

/// The same of a bar or a picture as it tells itself, in one ink.
pub fn plain_legend(
    parts: impl Iterator<Item = (Option<Bucket>, &'static str, String)>,
    ink: Ink,
    columns: usize,
    a: Ambiguous,
) -> Vec<Row> {
    legend(parts.map(|(of, letter, told)| (of, letter, told, ink)), columns, a)
}
