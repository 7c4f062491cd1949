//! What of a saved session the present bundle does not take over, in words: nothing is dropped without being said.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Fact, FactKind};
use crate::present::value::labels;
use crate::store::{AnswerState, SavedAnswer, SavedState};
use crate::text::foreign::shown;

/// A sentence for each answer that is not taken over, `unknown` being those that the bundle cannot read.
pub fn lost(catalogue: &Catalogue, then: &SavedState, unknown: &[SavedAnswer]) -> Vec<String> {
    let mut out: Vec<String> = unknown.iter().map(|kept| unread(catalogue, kept)).collect();
    let facts = catalogue.facts.iter();
    out.extend(facts.filter_map(|fact| parted(catalogue, fact, then)));
    out
}

/// A question that is gone, or an answer that the question of today does not take.
fn unread(catalogue: &Catalogue, kept: &SavedAnswer) -> String {
    let said = said(kept);
    let Some((_, fact)) = catalogue.fact_named(&kept.fact) else {
        return format!("{}: {said}（今の制度データにない質問なので、判定に使っていません）", shown(&kept.fact));
    };
    let takes = match fact.kind {
        FactKind::YesNo | FactKind::Choice(_) => labels(fact).join("・"),
        FactKind::Number { .. } => "範囲の中の数".to_owned(),
        FactKind::Day => "日付".to_owned(),
    };
    format!(
        "「{}」の前の回答「{said}」は、今の質問の答え（{takes}）にないので、判定に使っていません。もう一度答えてください",
        fact.label
    )
}

/// A question that was one with another: what was answered then was about both, and stays with the other.
fn parted(catalogue: &Catalogue, fact: &Fact, then: &SavedState) -> Option<String> {
    if fact.split_from.is_empty()
        || !is_until(&then.version, fact.split_until)
        || then.answers.iter().any(|a| a.fact == fact.id)
    {
        return None;
    }
    let own = |a: &&SavedAnswer| a.fact == fact.split_from && a.state == AnswerState::Given;
    let before = then.answers.iter().find(own)?;
    let other = catalogue.fact_named(fact.split_from).map_or(fact.split_from, |(_, f)| f.label);
    Some(format!(
        "「{}」は、前は「{other}」と1つの質問でした。前の回答「{}」はこちらには使っていません。もう一度答えてください",
        fact.label,
        said(before)
    ))
}

fn said(kept: &SavedAnswer) -> String {
    match (kept.state, kept.value.as_str()) {
        (AnswerState::DontKnow, _) => "わからない".to_owned(),
        (_, "true") => "はい".to_owned(),
        (_, "false") => "いいえ".to_owned(),
        (_, value) => shown(value),
    }
}

/// Whether a version is `last` or an older one. What cannot be compared counts as older: rather said twice than not.
fn is_until(version: &str, last: &str) -> bool {
    let numbers = |v: &str| v.split('.').map(|n| n.parse::<u32>().ok()).collect::<Option<Vec<u32>>>();
    match (numbers(version), numbers(last)) {
        (Some(version), Some(last)) => version <= last,
        _ => true,
    }
}
