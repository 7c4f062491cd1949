//! One programme or one comparison for a room of people: one fact at a time, no citations, no history.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::present::detail::detail;
use crate::present::line::{TextLine, Tone};
use crate::present::row;

/// One fact: what is revealed by one key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// What it is about; empty where it goes on with the card before.
    pub label: String,
    /// The fact.
    pub lines: Vec<TextLine>,
}

/// Sections that are told as a whole.
const WHOLE: [&str; 5] = ["判定", "率", "上限", "下限", "お金の流れ"];
/// Sections that are told line by line.
const EACH: [&str; 3] = ["対象団体の条件", "計画の要件", "要確認（窓口に確かめる点）"];

/// The facts about a programme: verdict, rate, ceiling, money, then one reason after the other.
///
/// 対象外 and 期限外 are told without figures: on a wall they would be read as what can be had.
pub fn programme(inquiry: Inquiry<'_>, a: &Assessment) -> Vec<Card> {
    let mut out = Vec::new();
    let g = group(a);
    let note = row::note(inquiry, a);
    for section in detail(inquiry, a) {
        let tellable = section.lines.into_iter().filter(|l| l.tone != Tone::Quiet);
        let lines: Vec<TextLine> = tellable.map(|l| TextLine { cites: Vec::new(), ..l }).collect();
        if section.title == "判定" {
            let tone = match g {
                Group::Applies => Tone::Met,
                Group::Open => Tone::Open,
                Group::Excluded => Tone::Failed,
                Group::OutOfTerm => Tone::Plain,
            };
            let of = row::row(inquiry, a);
            let told = [of.standing.clone(), of.layers()].into_iter().filter(|t| !t.is_empty());
            let mut lines: Vec<TextLine> = told.map(|text| TextLine { text, tone, cites: Vec::new() }).collect();
            let missing = a.missing_apart(inquiry.profile).0.len();
            if g == Group::Applies && missing > 0 {
                let text = format!("未回答 {missing}件");
                lines.push(TextLine { text, tone: Tone::Open, cites: Vec::new() });
            } else if !note.is_empty() {
                lines.push(TextLine { text: note.clone(), tone: Tone::Plain, cites: Vec::new() });
            }
            out.push(Card { label: section.title.to_owned(), lines });
        } else if WHOLE.contains(&section.title) && !g.is_out() {
            // The rows behind a range are for the detail: here the range and what decides it.
            let told = |l: &TextLine| indent(l) == 0 || matches!(l.tone, Tone::Open | Tone::Check | Tone::Figure);
            let lines = lines.into_iter().filter(told).collect();
            out.push(Card { label: section.title.to_owned(), lines });
        } else if EACH.contains(&section.title) {
            out.extend(each(section.title, lines));
        }
    }
    out.retain(|c| !c.lines.is_empty());
    out
}

/// The differences of a comparison: what is not indented further than the headings starts a card.
pub fn comparison(lines: Vec<TextLine>) -> Vec<Card> {
    let mut out: Vec<Card> = Vec::new();
    for mut line in lines {
        line.cites.clear();
        match out.last_mut() {
            Some(card) if indent(&line) > 0 => card.lines.push(line),
            _ => out.push(Card { label: String::new(), lines: vec![line] }),
        }
    }
    out
}

/// One card for each line with what is indented below it; the first bears the label.
fn each(title: &str, lines: Vec<TextLine>) -> Vec<Card> {
    let mut out: Vec<Card> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(card) if indent(&line) > 0 => card.lines.push(line),
            Some(_) => out.push(Card { label: String::new(), lines: vec![line] }),
            None => out.push(Card { label: title.to_owned(), lines: vec![line] }),
        }
    }
    out
}

fn indent(line: &TextLine) -> usize {
    line.text.chars().take_while(|c| *c == ' ').count()
}
