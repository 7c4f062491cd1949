//! Answers that cannot all hold, in words.

use crate::domain::judge::clash::Clash;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{FactId, Profile};
use crate::present::value;
use crate::text::width::{Ambiguous, width};

/// What stands in the row of the stamp while answers clash.
pub const MARK: &str = "矛盾する回答あり ";

/// 「過疎区分 過疎地域なし」と「事業の場所が過疎地域 はい」は両立しません
pub fn sentence(catalogue: &Catalogue, answers: &Profile, clash: &Clash) -> String {
    let each: Vec<String> = clash.facts.iter().map(|f| format!("「{}」", said(catalogue, answers, *f))).collect();
    format!("{}は両立しません", each.join("と"))
}

/// The sentence with its reason, and what becomes of the answers until one of them is changed.
pub fn whole(catalogue: &Catalogue, answers: &Profile, clash: &Clash) -> String {
    let sentence = sentence(catalogue, answers, clash);
    format!("{sentence}（{}）。正しいほうを選び直すまで、どちらも判定に使いません", clash.because)
}

/// The question's name with its answer.
pub fn said(catalogue: &Catalogue, answers: &Profile, fact: FactId) -> String {
    catalogue.fact(fact).map_or_else(String::new, |f| format!("{} {}", f.label, value::answer(f, answers.answer(fact))))
}

/// One line for the screen about the first of `clashes`: both answers and what to do; empty without any. Where the last
/// answer brought it about (`undo`), it can be taken back. Shorter where the line has fewer than `columns` cells.
pub fn notice(
    catalogue: &Catalogue,
    answers: &Profile,
    clashes: &[Clash],
    undo: bool,
    (columns, ambiguous): (u16, Ambiguous),
) -> String {
    let Some(first) = clashes.first() else { return String::new() };
    let (what, keys) = if undo {
        ("Ctrl+Z で取り消すか、F5 で選び直す", "Ctrl+Z か F5")
    } else {
        ("F5 の一覧で正しいほうを選び直す", "F5")
    };
    let long = format!("矛盾: {what}。{}", sentence(catalogue, answers, first));
    if width(&long, ambiguous) <= usize::from(columns) {
        return long;
    }
    let each: Vec<String> = first.facts.iter().map(|f| said(catalogue, answers, *f)).collect();
    format!("矛盾（{keys}）: {}", each.join("／"))
}
