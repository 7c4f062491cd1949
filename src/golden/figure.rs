//! How a case writes figures, and whether an answer is what it writes.

use std::collections::BTreeMap;

use super::case::ExpectedReading;
use crate::domain::judge::rate::Selection;
use crate::domain::sort;
use crate::domain::terms::programme::{CeilingRow, RateRow, RateValue};
use crate::domain::value::number::{Share, Yen};

/// A number or a text as it stands in the case, without grouping.
pub fn plain(v: &toml::Value) -> String {
    match v {
        toml::Value::String(s) => s.replace('_', ""),
        other => other.as_integer().map_or_else(|| format!("a {}", other.type_str()), |n| n.to_string()),
    }
}

/// 算定不可 and 未入力 match whatever the reason; everything else exactly.
pub fn amount_matches(expected: &str, got: &str) -> bool {
    expected == got || (matches!(expected, "算定不可" | "未入力") && got.starts_with(expected))
}

/// Whether the outcomes are what the case says: one value, a range, or a list of values.
pub fn rate_matches(selection: &Selection<RateRow>, expected: &str) -> bool {
    if let Some((low, high)) = expected.split_once("..") {
        let wanted = Share::parse(low).zip(Share::parse(high));
        return wanted.is_some() && selection.bounds() == wanted;
    }
    if let Some(all) = alternatives(expected) {
        let each = |e: &str| selection.outcomes.iter().any(|o| outcome_matches(o.leading, e));
        return all.iter().all(|e| each(e))
            && selection.outcomes.iter().all(|o| all.iter().any(|e| outcome_matches(o.leading, e)));
    }
    selection.outcomes.iter().all(|o| outcome_matches(o.leading, expected))
}

/// 「none | 1/2」: each of these outcomes and no other.
fn alternatives(expected: &str) -> Option<Vec<&str>> {
    expected.contains('|').then(|| expected.split('|').map(str::trim).collect())
}

/// Whether the leading row is what the case says; `none` where no row applies.
fn outcome_matches(row: Option<&'static RateRow>, expected: &str) -> bool {
    row.map_or(expected == "none", |r| value_matches(r.value, expected))
}

/// Whether a value is what the case says. Shares are compared as numbers: 6/10 is 3/5.
pub fn value_matches(v: RateValue, expected: &str) -> bool {
    match v {
        RateValue::Share(s) => Share::parse(expected) == Some(s),
        RateValue::OneOf(_) => {
            let range = expected.split_once("..").and_then(|(l, h)| Share::parse(l).zip(Share::parse(h)));
            range.is_some() && v.bounds() == range
        }
        other => value_text(other) == expected,
    }
}

/// A value as a case writes it.
pub fn value_text(v: RateValue) -> String {
    match v {
        RateValue::Share(s) => s.to_string(),
        RateValue::OneOf(_) => v.bounds().map_or_else(String::new, |(l, h)| format!("{l}..{h}")),
        RateValue::Fixed => "定額".to_owned(),
        RateValue::NotStated => "記載なし".to_owned(),
        RateValue::Full => "全額".to_owned(),
    }
}

/// The outcomes as a miss shows them.
pub fn rate_text(selection: &Selection<RateRow>) -> String {
    let leading = selection.outcomes.iter().map(|o| o.leading);
    let text = |r: &RateRow| format!("{}（{}）", value_text(r.value), r.label);
    sort::distinct(leading.map(|r| r.map_or_else(|| "none".to_owned(), text))).join(" | ")
}

/// Every value beside the leading one.
pub fn rate_readings(selection: &Selection<RateRow>) -> Vec<RateValue> {
    let mut out = Vec::new();
    for row in selection.leading() {
        if let RateValue::OneOf(all) = row.value {
            out.extend(all.iter().map(|s| RateValue::Share(*s)));
        }
        out.extend(row.others.iter().map(|o| o.value));
    }
    out.extend(selection.outcomes.iter().flat_map(|o| &o.readings).map(|r| r.value));
    out
}

/// Every ceiling beside the leading one.
pub fn ceiling_readings(selection: &Selection<CeilingRow>) -> Vec<Yen> {
    let others = selection.leading().flat_map(|r| r.others).map(|o| o.yen);
    others.chain(selection.outcomes.iter().flat_map(|o| &o.readings).map(|r| r.yen)).collect()
}

/// A ceiling selection as a case writes it.
pub fn ceiling_text(selection: &Selection<CeilingRow>) -> String {
    if let Some((low, high)) = selection.bounds() {
        return yen_range(low, high);
    }
    let leading = selection.outcomes.iter().map(|o| o.leading);
    sort::distinct(leading.map(|r| r.map_or_else(|| "none".to_owned(), |r| r.yen.0.to_string()))).join(" | ")
}

/// An amount or a range as a case writes it.
pub fn yen_range(low: Yen, high: Yen) -> String {
    if low == high { low.0.to_string() } else { format!("{}..{}", low.0, high.0) }
}

/// A reading as a miss shows it.
pub fn reading_text(r: &ExpectedReading) -> String {
    let show = |all: &BTreeMap<String, toml::Value>| -> Vec<String> {
        all.iter().map(|(k, v)| format!("{k}={}", plain(v))).collect()
    };
    let rates = r.rates.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>();
    [rates, show(&r.ceilings), show(&r.split)].concat().join(" ")
}
