//! One row of 結果, laid out for the width of the list: made when it comes into view, not at each key.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::present::line::Tone;
use crate::present::row::{Row, row};
use crate::text::width::{Ambiguous, truncate, width};
use crate::text::wrap::wrap_hanging;

/// Columns of mark and word, and below them of the plan's terms.
const MARK: u16 = 12;

/// A programme in the list.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Index into the session's assessments.
    pub at: usize,
    /// Its texts.
    pub texts: Row,
    /// What it gives, in two rows at most.
    pub told: Vec<(String, Tone)>,
}

/// Columns before the name in a list of so many: the mark with its word, or alone where there is little room.
pub const fn indent(width: u16) -> u16 {
    if width >= 60 { MARK } else { 4 }
}

impl Laid {
    /// The programme at `at` in a list of `width` columns.
    pub fn new(inquiry: Inquiry<'_>, (at, a): (usize, &Assessment), width: u16, ambiguous: Ambiguous) -> Self {
        let texts = row(inquiry, a);
        let told = told(&texts, usize::from(width.saturating_sub(indent(width) + 1)), ambiguous);
        Self { at, texts, told }
    }
}

/// The line that holds for every body where two rows hold it, else the body's own figures.
fn told(t: &Row, columns: usize, ambiguous: Ambiguous) -> Vec<(String, Tone)> {
    let lines = wrap_hanging(&t.line, columns, 0, ambiguous);
    if !t.line.is_empty() && lines.len() <= 2 {
        return lines.into_iter().map(|l| (l, Tone::Figure)).collect();
    }
    // 「（自治体負担の）」 says as much as 「（自治体負担に対して）」, and is not cut.
    let short = |text: &str| text.replace("に対して。", "。").replace("に対して", "の");
    let mut out: Vec<(String, Tone)> = Vec::new();
    if t.ceiling.is_empty() {
        let rate = wrap_hanging(&short(&t.rate), columns, 2, ambiguous);
        out.extend(rate.into_iter().filter(|l| !l.is_empty()).map(|l| (l, Tone::Figure)));
    } else {
        let own = [(&t.rate, Tone::Figure), (&t.ceiling, Tone::Plain)];
        let all = own.into_iter().filter(|(text, _)| !text.is_empty());
        out.extend(all.map(|(text, tone)| (behind_base(&short(text), columns, ambiguous), tone)));
    }
    out.truncate(2);
    out
}

/// `text`, cut in what it is of where it is too long: the figure before it and the doubt behind it stand whole.
fn behind_base(text: &str, columns: usize, a: Ambiguous) -> String {
    let (base, doubt) = text.rfind('）').map_or((text, ""), |at| text.split_at(at));
    let room = columns.saturating_sub(width(doubt, a));
    if width(text, a) <= columns { text.to_owned() } else { format!("{}{doubt}", truncate(base, room, a)) }
}
