//! One row of 結果, laid out for the width of the list: made when it comes into view, not at each key.

use crate::app::row::Row as CardRow;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::Group;
use crate::present::line::Tone;
use crate::present::reading::Doubt;
use crate::present::row::{Row, row};
use crate::present::word;
use crate::text::width::{Ambiguous, truncate, truncate_inside, width};
use crate::text::wrap::wrap_hanging;
use std::cell::OnceCell;

/// Columns of mark and word, and below them of the plan's terms.
const MARK: u16 = 11;

/// A programme in the list.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Index into the session's assessments.
    pub at: usize,
    /// Its texts.
    pub texts: Row,
    /// Its name, on two rows where it is long and one of the others is free.
    pub names: Vec<String>,
    /// What it gives, in two rows at most.
    pub told: Vec<(String, Tone)>,
    /// Its card, from the first time that it is shown.
    pub card: OnceCell<Vec<CardRow>>,
}

/// Columns before the name in a list of so many: the mark with its word, or alone where there is little room.
pub const fn indent(width: u16) -> u16 {
    if has_words(width) { MARK } else { 4 }
}

/// Marks have room for their words.
pub const fn has_words(width: u16) -> bool {
    width >= 60
}

impl Laid {
    /// The programme at `at` in a list of `width` columns.
    pub fn new(inquiry: Inquiry<'_>, (at, a): (usize, &Assessment), width: u16, ambiguous: Ambiguous) -> Self {
        let texts = row(inquiry, a);
        let room = usize::from(width.saturating_sub(indent(width)));
        let told = told(&texts, (room, has_words(width)), ambiguous);
        let mut names = wrap_hanging(texts.name, room, 2, ambiguous);
        if names.len() > 1 && names.len() + told.len() > 3 {
            names = vec![truncate_inside(texts.name, room, ambiguous).into_owned()];
        }
        Self { at, texts, names, told, card: OnceCell::new() }
    }
}

/// The line that holds for every body where two rows hold it, else the body's own figures.
fn told(t: &Row, (columns, words): (usize, bool), ambiguous: Ambiguous) -> Vec<(String, Tone)> {
    let lines = wrap_hanging(&t.line, columns, 0, ambiguous);
    if !t.line.is_empty() && lines.len() <= 2 {
        return lines.into_iter().map(|l| (l, Tone::Figure)).collect();
    }
    // 「（自治体負担の）」 says as much as 「（自治体負担に対して）」, and is not cut.
    let short = |text: &str| text.replace("に対して。", "。").replace("に対して", "の");
    let mut out: Vec<(String, Tone)> = Vec::new();
    if t.ceiling.is_empty() {
        let mut rate = wrap_hanging(&short(&t.rate), columns, 2, ambiguous);
        // What two rows do not hold stands in the second one, so that this is cut where it is drawn.
        let rest = rate.split_off(rate.len().min(1)).concat();
        out.extend(rate.into_iter().chain([rest]).filter(|l| !l.is_empty()).map(|l| (l, Tone::Figure)));
    } else {
        let own = [(&t.rate, Tone::Figure), (&t.ceiling, Tone::Plain)];
        let all = own.into_iter().filter(|(text, _)| !text.is_empty());
        out.extend(all.map(|(text, tone)| (behind_base(&short(text), (columns, words), ambiguous), tone)));
    }
    out.truncate(2);
    out
}

/// `text`, cut in what it is of where it is too long: the figure before it and the doubt behind it stand whole, in few
/// columns as the mark of 要確認.
fn behind_base(text: &str, (columns, words): (usize, bool), a: Ambiguous) -> String {
    if width(text, a) <= columns {
        return text.to_owned();
    }
    // The bracket parts them too.
    let mut text = text.replace("） ", "）");
    if !words && width(&text, a) > columns {
        for doubt in [Doubt::Documents, Doubt::Wording] {
            text = text.replace(doubt.word(), word::mark(Group::Open));
        }
    }
    let text = text.as_str();
    let parts = text.find('（').zip(text.rfind('）')).filter(|(from, to)| from < to);
    let Some((from, to)) = parts.filter(|_| width(text, a) > columns) else { return text.to_owned() };
    let (told, doubt) = text.split_at(to);
    let figure = width(told.get(..from).unwrap_or_default(), a);
    // Where not even both fit, what stands behind the figure is cut.
    match columns.checked_sub(width(doubt, a)).filter(|room| *room >= figure + 6) {
        // A remark goes as a whole before it is cut in its middle.
        Some(room) => match told.split_once('。').filter(|(of, _)| width(of, a) < room) {
            Some((of, _)) => format!("{of}…{doubt}"),
            None => format!("{}{doubt}", truncate(told, room, a)),
        },
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_figure_nor_the_doubt_is_cut() {
        let text = "上限 2,500万円（公費による交付額） 資料で違う";
        let cut = |columns| behind_base(text, (columns, true), Ambiguous::Narrow);
        assert_eq!(cut(50), "上限 2,500万円（公費による交付額） 資料で違う");
        assert_eq!(cut(44), "上限 2,500万円（公費による交付額）資料で違う");
        assert_eq!(cut(40), "上限 2,500万円（公費による…）資料で違う");
        assert_eq!(cut(24), "上限 2,500万円（公費による交付額）資料で違う", "the rest is cut behind the figure");
        let remark = "特別交付税 率は記載なし（集落支援員に要する経費。1人あたりの上限まで）";
        assert_eq!(
            behind_base(remark, (58, true), Ambiguous::Narrow),
            "特別交付税 率は記載なし（集落支援員に要する経費…）"
        );
        let cut = |columns| behind_base(text, (columns, false), Ambiguous::Narrow);
        assert_eq!(cut(36), "上限 2,500万円（公費による交付額）？");
        assert_eq!(cut(30), "上限 2,500万円（公費によ…）？");
        let plain = "特別交付税 率は記載なし";
        assert_eq!(behind_base(plain, (10, true), Ambiguous::Narrow), plain);
    }
}
