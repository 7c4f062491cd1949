//! Conditions and open points read aloud.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Comparison, Condition, Open, Test};
use crate::domain::terms::profile::{FactId, Value};
use crate::present::value;

/// A leaf or a labelled condition as a short phrase.
pub fn phrase(catalogue: &Catalogue, c: &Condition) -> String {
    if !c.label.is_empty() {
        return c.label.to_owned();
    }
    match c.test {
        Test::Always => "すべての団体".to_owned(),
        Test::All(parts) => join(catalogue, parts, "かつ"),
        Test::Any(parts) => join(catalogue, parts, "または"),
        Test::Is(f, true) => label(catalogue, f),
        Test::Is(f, false) => format!("「{}」でない", label(catalogue, f)),
        Test::OneOf(f, options) => one_of(catalogue, f, options),
        Test::Compare(f, k, bound) => {
            let is_day = matches!(bound, Value::Day(_));
            let bound = catalogue.fact(f).map_or_else(String::new, |fact| value::value(fact, bound));
            format!("{} {bound}{}", label(catalogue, f), comparison(k, is_day))
        }
        Test::Ratio(a, b, k, bound) => {
            format!("{}が{}の{bound}倍{}", label(catalogue, a), label(catalogue, b), comparison(k, false))
        }
        Test::Unclear(point) => format!("{point}（資料に記載なし）"),
    }
}

fn join(catalogue: &Catalogue, parts: &[Condition], word: &str) -> String {
    let each: Vec<String> = parts.iter().map(|p| phrase(catalogue, p)).collect();
    each.join(&format!("、{word}"))
}

fn one_of(catalogue: &Catalogue, f: FactId, options: &[u8]) -> String {
    let Some(fact) = catalogue.fact(f) else { return String::new() };
    let labels: Vec<String> = options.iter().map(|o| value::value(fact, Value::Choice(*o))).collect();
    format!("{}が{}", fact.label, labels.join("・"))
}

/// 以上、超、以下、未満; of days 以後, より後, まで, より前.
pub(super) fn comparison(k: Comparison, is_day: bool) -> &'static str {
    match (k, is_day) {
        (Comparison::AtLeast, false) => "以上",
        (Comparison::Above, false) => "超",
        (Comparison::AtMost, false) => "以下",
        (Comparison::Below, false) => "未満",
        (Comparison::AtLeast, true) => "以後",
        (Comparison::Above, true) => "より後",
        (Comparison::AtMost, true) => "まで",
        (Comparison::Below, true) => "より前",
    }
}

fn label(catalogue: &Catalogue, f: FactId) -> String {
    catalogue.fact(f).map_or_else(String::new, |f| f.label.to_owned())
}

/// What is missing, as a noun: the fact's name, or the point to ask.
pub fn open(catalogue: &Catalogue, o: Open) -> String {
    match o {
        Open::Fact(f) => label(catalogue, f),
        Open::Point(p) => p.to_owned(),
    }
}

/// Several open points in one phrase.
pub fn opens(catalogue: &Catalogue, all: &[Open]) -> String {
    let each: Vec<String> = all.iter().map(|o| open(catalogue, *o)).collect();
    each.join("／")
}
