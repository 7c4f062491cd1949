//! Rates and ceilings: one figure where it is settled, a range and what decides where it is not.

use serde_json::{Map, Value, json};

use super::shared::{cites, open};
use crate::domain::judge::assess::{CeilingAnswer, RateAnswer};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::{CeilingRow, Programme, RateRow, RateValue};
use crate::domain::value::number::Share;
use crate::present::figure;

/// A rate group. `share` where settled, `low` and `high` where a range, `value` where there is no share.
pub fn rate(catalogue: &Catalogue, p: &'static Programme, a: &RateAnswer) -> Value {
    let (group, selection) = (a.group, &a.selection);
    let mut out = Map::new();
    out.insert("group".into(), json!(group.id));
    out.insert("instrument".into(), json!(group.instrument.key()));
    out.insert("of".into(), json!(group.of));
    match (selection.outcomes.as_slice(), selection.bounds()) {
        ([only], _) => {
            let row = only.leading;
            out.extend(row.map_or_else(none, |r| rate_value(r.value)));
            out.insert("label".into(), json!(row.map(|r| r.label)));
            out.insert("adjusted".into(), json!(row.is_some_and(|r| r.adjusted)));
        }
        // Different rows, one figure: what is still open does not change it.
        (_, Some((low, high))) if low == high => out.extend(rate_value(RateValue::Share(low))),
        (_, Some((low, high))) => out.extend(range(low, high)),
        _ => out.extend([("value".to_owned(), Value::Null)]),
    }
    out.insert("text".into(), json!(figure::rate(selection, group.instrument)));
    out.insert("deciding".into(), selection.deciding.iter().map(|o| open(catalogue, *o)).collect());
    if !selection.is_settled() {
        let outcome = |row: Option<&'static RateRow>| {
            let mut one: Map<String, Value> = row.map_or_else(none, |r| rate_value(r.value));
            one.insert("label".into(), json!(row.map(|r| r.label)));
            one.insert("adjusted".into(), json!(row.is_some_and(|r| r.adjusted)));
            one.insert("citations".into(), row.map_or(json!([]), |r| cites(p, r.cites)));
            Value::Object(one)
        };
        out.insert("outcomes".into(), leading(selection.outcomes.iter().map(|o| o.leading)).map(outcome).collect());
    }
    out.insert("readings".into(), Value::Array(rate_readings(p, a)));
    out.insert("citations".into(), all_cites(p, selection.leading().map(|r| r.cites)));
    Value::Object(out)
}

/// Every reading beside the leading one: other documents, open alternatives, rows that hold at the same time.
fn rate_readings(p: &'static Programme, a: &RateAnswer) -> Vec<Value> {
    let reading = |v: RateValue, why: &str, c: &'static [u8]| {
        let mut one = rate_value(v);
        one.insert("why".into(), json!(why));
        one.insert("citations".into(), cites(p, c));
        Value::Object(one)
    };
    let mut out: Vec<Value> = Vec::new();
    for row in a.selection.leading() {
        if let RateValue::OneOf(all) = row.value {
            let why = "どちらが当てはまるかは資料に記載なし（要確認）";
            for share in all {
                out.push(reading(RateValue::Share(*share), why, row.cites));
            }
        }
        for other in row.others {
            out.push(reading(other.value, other.why, other.cites));
        }
    }
    for outcome in &a.selection.outcomes {
        // A row that holds at the same time with the same figure is no other reading.
        let leads = outcome.leading.map(|r| r.value);
        for row in outcome.readings.iter().filter(|r| Some(r.value) != leads) {
            let why = format!("「{}」にも当てはまる。重なったときの扱いは資料に記載なし（要確認）", row.label);
            out.push(reading(row.value, &why, row.cites));
        }
    }
    sort::distinct(out)
}

/// A ceiling group. `yen` where settled, `low` and `high` where a range.
pub fn ceiling(catalogue: &Catalogue, p: &'static Programme, a: &CeilingAnswer) -> Value {
    let (group, selection) = (a.group, &a.selection);
    let mut out = Map::new();
    out.insert("group".into(), json!(group.id));
    out.insert("of".into(), json!(group.of));
    out.insert("per".into(), json!(group.per));
    out.insert("floor".into(), json!(group.floor));
    match (selection.outcomes.as_slice(), selection.bounds()) {
        ([only], _) => {
            out.insert("yen".into(), json!(only.leading.map(|r| r.yen.0)));
            out.insert("label".into(), json!(only.leading.map(|r| r.label)));
        }
        (_, Some((low, high))) if low == high => {
            out.insert("yen".into(), json!(low.0));
        }
        (_, Some((low, high))) => {
            out.insert("low".into(), json!(low.0));
            out.insert("high".into(), json!(high.0));
        }
        _ => {
            out.insert("yen".into(), Value::Null);
        }
    }
    out.insert("about".into(), json!(selection.leading().any(|r| r.about)));
    out.insert("text".into(), json!(figure::ceiling(selection)));
    out.insert("deciding".into(), selection.deciding.iter().map(|o| open(catalogue, *o)).collect());
    if !selection.is_settled() {
        let outcome = |row: Option<&'static CeilingRow>| {
            json!({
                "yen": row.map(|r| r.yen.0),
                "label": row.map(|r| r.label),
                "citations": row.map_or(json!([]), |r| cites(p, r.cites)),
            })
        };
        out.insert("outcomes".into(), leading(selection.outcomes.iter().map(|o| o.leading)).map(outcome).collect());
    }
    out.insert("readings".into(), Value::Array(ceiling_readings(p, a)));
    out.insert("citations".into(), all_cites(p, selection.leading().map(|r| r.cites)));
    Value::Object(out)
}

fn ceiling_readings(p: &'static Programme, a: &CeilingAnswer) -> Vec<Value> {
    let others = a.selection.leading().flat_map(|r| r.others).map(|o| {
        let line = o.line.and_then(|l| p.flow.get(usize::from(l))).map(|l| l.id);
        json!({ "yen": o.yen.0, "of": o.of, "line": line, "why": o.why, "citations": cites(p, o.cites) })
    });
    let beside = a.selection.outcomes.iter().flat_map(|o| &o.readings).map(
        |r| json!({ "yen": r.yen.0, "of": a.group.of, "line": null, "why": r.label, "citations": cites(p, r.cites) }),
    );
    sort::distinct(others.chain(beside))
}

/// `share`, `low` and `high`, or `value`.
pub fn rate_value(v: RateValue) -> Map<String, Value> {
    match v {
        RateValue::Share(s) => [("share".to_owned(), json!(s.to_string()))].into_iter().collect(),
        RateValue::OneOf(all) => {
            let bounds = v.bounds().map(|(low, high)| range(low, high));
            let printed: Vec<String> = all.iter().map(Share::to_string).collect();
            let one_of = [("one_of".to_owned(), json!(printed))];
            bounds.into_iter().flatten().chain(one_of).collect()
        }
        RateValue::Fixed => text("定額"),
        RateValue::NotStated => text("記載なし"),
        RateValue::Full => text("全額"),
    }
}

fn text(word: &str) -> Map<String, Value> {
    [("value".to_owned(), json!(word))].into_iter().collect()
}

/// No row applies.
fn none() -> Map<String, Value> {
    text("該当なし")
}

fn range(low: Share, high: Share) -> [(String, Value); 2] {
    [("low".to_owned(), json!(low.to_string())), ("high".to_owned(), json!(high.to_string()))]
}

/// The distinct rows that lead in some outcome.
fn leading<R: 'static>(rows: impl Iterator<Item = Option<&'static R>>) -> impl Iterator<Item = Option<&'static R>> {
    let mut seen: Vec<Option<*const R>> = Vec::new();
    rows.filter(move |row| {
        let at = row.map(std::ptr::from_ref);
        let is_new = !seen.contains(&at);
        seen.extend(is_new.then_some(at));
        is_new
    })
}

fn all_cites(p: &Programme, each: impl Iterator<Item = &'static [u8]>) -> Value {
    json!(sort::distinct(each.flat_map(|c| p.cited(c)).map(|q| q.id)))
}
