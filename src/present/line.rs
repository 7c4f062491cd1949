//! Cited lines under titles: what every text of results is made of, on the screen and on paper.

use crate::domain::value::truth::Truth;

/// How a line is meant; views choose colours and marks by it, never by the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Plain.
    Plain,
    /// The figure that answers the question.
    Figure,
    /// Met.
    Met,
    /// Open.
    Open,
    /// Failed.
    Failed,
    /// 要確認.
    Check,
    /// Quieter: history, other readings.
    Quiet,
}

impl Tone {
    /// How what is judged so is told.
    pub fn of(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::Met,
            Truth::Unknown => Self::Open,
            Truth::No => Self::Failed,
        }
    }
}

/// One line with its citations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLine {
    /// The text, without line breaks.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Indices into the programme's quotes.
    pub cites: Vec<u8>,
}

/// A line without citations.
pub fn line(text: impl Into<String>, tone: Tone) -> TextLine {
    cited(text, tone, &[])
}

/// A line with citations.
pub fn cited(text: impl Into<String>, tone: Tone, cites: &[u8]) -> TextLine {
    TextLine { text: text.into(), tone, cites: cites.to_vec() }
}

/// The first `most` of them, and how many more there are.
pub fn first(mut lines: Vec<TextLine>, most: usize) -> Vec<TextLine> {
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    lines.extend((more > 0).then(|| line(format!("ほか {more}件"), Tone::Quiet)));
    lines
}

/// The sections that say something.
pub fn filled(all: impl IntoIterator<Item = (&'static str, Vec<TextLine>)>) -> Vec<Section> {
    let filled = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    filled.map(|(title, lines)| Section { title, lines }).collect()
}

/// A titled group of lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Title.
    pub title: &'static str,
    /// Lines.
    pub lines: Vec<TextLine>,
}
