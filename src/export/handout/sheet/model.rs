//! The one page before it is drawn: what stands on it, in reading order. The layout rules ([`super::fit`]) and the
//! drawing ([`crate::export::html`]) read nothing else.

use crate::domain::terms::flow::Bucket;
use crate::domain::value::number::Yen;
use crate::present::form::Paper;

/// One A4 page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// Below the title: the plan as it was understood.
    pub lead: Vec<String>,
    /// Whose page it is.
    pub whose: String,
    /// The three facts of the body, each with its source.
    pub facts: Vec<String>,
    /// What must be known before any figure.
    pub warnings: Vec<String>,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// The places that the figures are printed at, each with its number.
    pub cites: Vec<String>,
    /// Day, documents, bundle, and the command that makes it again.
    pub foot: Vec<String>,
    /// How it lies.
    pub paper: Paper,
    /// By how many per cent everything on it is set smaller.
    pub smaller: u32,
}

/// A part of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A table under its title.
    Table(Table),
    /// Money as pictures.
    Flows(String, Vec<Flow>),
    /// Lines under a title.
    Lines(String, Vec<Piece>),
    /// Numbered points under a title, each with what stands behind it in small print.
    Points(String, Vec<(String, String)>),
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// The headings, each with its share of the width in per cent.
    pub columns: Vec<(String, u32)>,
    /// The rows; each cell is some pieces, one below another.
    pub rows: Vec<Vec<Vec<Piece>>>,
    /// What stands below it in small print: how many rows there are besides. May be empty.
    pub note: String,
}

/// A line or paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it is set.
    pub style: Style,
    /// Numbers of the cited places.
    pub marks: Vec<usize>,
}

/// How a piece is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// A name.
    Strong,
    /// As most.
    Plain,
    /// What a figure is of, and remarks.
    Small,
    /// Money that somebody gives.
    Yen,
    /// Money that the body pays.
    Burden,
}

/// The money of one programme as bars, top to bottom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flow {
    /// The programme.
    pub name: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// What the parts are, with yen and per cent; then remarks without a colour.
    pub legend: Vec<(Option<Paint>, String)>,
}

/// A bar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// What it shows, where there are several: the least, the most, another reading.
    pub title: String,
    /// Its parts, left to right.
    pub parts: Vec<Part>,
    /// What the whole width stands for, in yen.
    pub whole: Yen,
}

/// A part of a bar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What may stand on it, longest first: the first that fits does.
    pub texts: Vec<String>,
    /// How long it is, in yen.
    pub yen: Yen,
    /// Its colour.
    pub paint: Paint,
}

/// What a colour stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paint {
    /// The cost itself.
    Cost,
    /// 起債
    Bond,
    /// Whose money it is.
    Of(Bucket),
    /// Not entered, or 算定不可.
    Open,
}

/// 「[1,4〜11]」: numbers of cited places in little room; empty without one.
pub fn marked(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for n in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *n => *last = *n,
            _ => runs.push((*n, *n)),
        }
    }
    let one = |(a, b): (usize, usize)| match b - a {
        0 => a.to_string(),
        1 => format!("{a},{b}"),
        _ => format!("{a}〜{b}"),
    };
    let each: Vec<String> = runs.into_iter().map(one).collect();
    if each.is_empty() { String::new() } else { format!("[{}]", each.join(",")) }
}

impl Piece {
    /// A piece without citations.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, marks: Vec::new() }
    }

    /// The same, cited.
    #[must_use]
    pub fn cited(self, marks: Vec<usize>) -> Self {
        Self { marks, ..self }
    }
}

/// How much of each is laid on the page: programmes, pictures, questions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Programmes, rows.
    pub rows: usize,
    /// Pictures of money.
    pub flows: usize,
    /// Questions.
    pub asks: usize,
}
