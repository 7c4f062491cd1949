//! One row of 結果, laid out for the width of the list: made when it comes into view, not at each key.

use crate::app::row::Row as CardRow;
use crate::app::shared::Shared;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, Order};
use crate::domain::terms::profile::Profile;
use crate::present::figure::NO_RATE;
use crate::present::line::Tone;
use crate::present::reading::Doubt;
use crate::present::row::{Row, row};
use crate::present::word;
use crate::text::width::{Ambiguous, truncate_inside, width};
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

/// What the rows of a list and their cards hang on: the answers, the order that counts them, the size, how wide ambiguous
/// characters are. Bundle and day stay while the program runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Of {
    profile: Profile,
    order: Order,
    size: (u16, u16),
    ambiguous: Ambiguous,
}

impl Of {
    /// What is on the screen now; `None` where nothing is open, or a plan, which the cards tell of too.
    pub fn now(shared: &Shared) -> Option<Self> {
        let session = shared.session.as_ref().filter(|_| shared.project.is_empty())?;
        let (profile, order) = (session.profile().clone(), session.order());
        Some(Self { profile, order, size: shared.size, ambiguous: shared.ambiguous })
    }
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

/// The line that holds for every body where two rows hold it, else the body's own figures, each with the whole of what it
/// is of: one without that would be read aloud as another figure, so it is said to stand in the detail.
fn told(t: &Row, (columns, words): (usize, bool), a: Ambiguous) -> Vec<(String, Tone)> {
    let lines = wrap_hanging(&t.line, columns, 0, a);
    if !t.line.is_empty() && lines.len() <= 2 {
        return lines.into_iter().map(|l| (l, Tone::Figure)).collect();
    }
    let own = |text: &str, tone| laid_out(text, (columns, words), a).into_iter().map(|l| (l, tone)).collect::<Vec<_>>();
    let left = |what: &str| vec![(format!("{what}は詳細に"), Tone::Quiet)];
    let (rate, ceiling) = (own(&t.rate, Tone::Figure), own(&t.ceiling, Tone::Plain));
    let has_rate = !t.rate.is_empty() && !t.rate.contains(NO_RATE);
    let mut ways = vec![[rate.clone(), ceiling.clone()]];
    match (has_rate, ceiling.is_empty()) {
        (true, true) => ways.push([left("率"), Vec::new()]),
        (false, true) => ways.push([vec![(NO_RATE.to_owned(), Tone::Quiet)], Vec::new()]),
        (false, false) => ways.extend([[ceiling, Vec::new()], [left("上限"), Vec::new()]]),
        (true, false) => {
            ways.extend(of_both(t).map(|both| [own(&both, Tone::Figure), Vec::new()]));
            ways.extend([[rate, left("上限")], [left("率"), ceiling], [left("率と上限"), Vec::new()]]);
        }
    }
    ways.into_iter().find(|way| way.iter().map(Vec::len).sum::<usize>() <= 2).unwrap_or_default().concat()
}

/// Rate and ceiling in one text, where both are of the same.
fn of_both(t: &Row) -> Option<String> {
    let (most, (of, doubt)) =
        t.ceiling.split_once('（').and_then(|(most, rest)| Some((most, rest.split_once('）')?)))?;
    let (rate, own) = t.rate.split_once(&format!("（{of}に対して）"))?;
    Some(format!("{rate}{own}　{most}（ともに{of}）{doubt}"))
}

/// A figure with what it is of, on one row where that can be: the gap behind the bracket goes, and in few columns the doubt
/// is told by the mark of 要確認.
fn laid_out(text: &str, (columns, words): (usize, bool), a: Ambiguous) -> Vec<String> {
    // 「（自治体負担の）」 says as much as 「（自治体負担に対して）」.
    let whole = text.replace("に対して。", "。").replace("に対して", "の");
    let close = whole.replace("） ", "）");
    let marked = [Doubt::Documents, Doubt::Wording]
        .iter()
        .fold(close.replace('　', " "), |text, doubt| text.replace(doubt.word(), word::mark(Group::Open)));
    let marked = if words { &whole } else { &marked };
    match [&whole, &close, marked].into_iter().find(|text| width(text, a) <= columns) {
        _ if whole.is_empty() => Vec::new(),
        Some(fits) => vec![fits.clone()],
        None => wrap_hanging(marked, columns, if words { 2 } else { 0 }, a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(rate: &str, ceiling: &str, room: (usize, bool)) -> Vec<String> {
        let (rate, ceiling, empty) = (rate.to_owned(), ceiling.to_owned(), String::new);
        let (standing, plan, line, age, note) = (empty(), empty(), empty(), empty(), empty());
        let (group, body, name, applicant) = (Group::Open, "", "", "");
        let row = Row { group, standing, body, plan, name, rate, ceiling, line, age, note, applicant };
        told(&row, room, Ambiguous::Narrow).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn no_figure_stands_without_the_whole_of_what_it_is_of() {
        let (rate, ceiling) =
            ("国費 3/4（自治体負担に対して） 資料で違う", "上限 2,500万円（公費による交付額） 資料で違う");
        let rows = |columns, words| told_of(rate, ceiling, (columns, words));
        let words = "国費 3/4（自治体負担の） 資料で違う";
        assert_eq!(rows(50, true), [words, ceiling]);
        assert_eq!(rows(44, true), [words, "上限 2,500万円（公費による交付額）資料で違う"]);
        assert_eq!(rows(40, true), [words, "上限は詳細に"]);
        assert_eq!(rows(38, false), [words, "上限 2,500万円（公費による交付額）？"]);
        assert_eq!(rows(30, false), ["国費 3/4（自治体負担の）？", "上限は詳細に"]);
        assert_eq!(rows(16, false), ["率と上限は詳細に"]);
        let long = "特別交付税 0.5（任期終了後の隊員が定住するための空き家の改修に要する経費に対して）";
        assert_eq!(told_of(long, "", (36, false)), ["率は詳細に"]);
        assert_eq!(told_of(long, "上限 5万円", (36, false)), ["率は詳細に", "上限 5万円"]);
        assert_eq!(
            told_of(long, "", (44, false)).concat().replace(' ', ""),
            long.replace("に対して", "の").replace(' ', "")
        );
        assert_eq!(told_of("", "上限 5万円", (36, false)), ["上限 5万円"]);
        assert_eq!(
            told_of("特別交付税 率は記載なし（支援に対して）", "上限 5万円（支援員に要する経費）", (30, false)).len(),
            2
        );
        assert!(told_of("", "", (36, false)).is_empty());
        let of = "マスタープランの策定経費";
        let both =
            told_of(&format!("国費 3/4（{of}に対して） 資料で違う"), &format!("上限 2,000万円（{of}）"), (36, false));
        assert_eq!(both.concat(), format!("国費 3/4 ？ 上限 2,000万円（ともに{of}）"));
    }
}
