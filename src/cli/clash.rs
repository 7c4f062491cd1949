//! Answers that were handed in and cannot all hold: refused, with the place of each.

use super::input::Whence;
use super::output::shown;
use crate::domain::judge::clash::{Clash, clashes};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile};
use crate::present::clash::said;

/// A sentence for each of the answers that cannot all hold; `places` says where those that were written stand, the
/// last one of a question counts.
pub fn problems(catalogue: &Catalogue, answers: &Profile, places: &[Whence]) -> Vec<String> {
    clashes(catalogue, answers).iter().map(|c| problem(catalogue, answers, places, c)).collect()
}

fn problem(catalogue: &Catalogue, answers: &Profile, places: &[Whence], clash: &Clash) -> String {
    let each = clash.facts.iter().map(|f| {
        let from = place(answers, places, *f);
        format!("「{}」{from}", said(catalogue, answers, *f))
    });
    let each: Vec<String> = each.collect();
    format!(
        "矛盾する回答です: {}は両立しません（{}）。どちらが正しいか確かめて、もう一方を直すか「?」（わからない）にしてください",
        each.join("と"),
        clash.because
    )
}

/// Where an answer came from, in brackets.
fn place(answers: &Profile, places: &[Whence], fact: FactId) -> String {
    let written = places.iter().rev().find(|p| p.fact == fact).map(|p| p.at.clone());
    let table = match answers.answer(fact) {
        Answer::Known(_, Origin::Prefilled(source)) => Some(format!("自治体の表: {}", shown(source))),
        _ => None,
    };
    table.or(written).map_or_else(String::new, |at| format!("（{at}）"))
}
