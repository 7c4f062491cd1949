//! `matrix`: the parts of its JSON. One result per municipality and programme, in a few keys.

use serde_json::{Map, Value, json};

use super::{figures, group, head, municipality, programme};
use crate::domain::judge::matrix::Case;
use crate::domain::judge::rank;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::value::date::Date;
use crate::present::{figure, row, word};

/// Name of the form, with its version.
pub const MATRIX: &str = "chiiki-navi/matrix/1";

/// What stands above, without the braces.
pub fn matrix_head(catalogue: &Catalogue, fingerprint: u64, as_of: Date) -> String {
    inside(head(MATRIX, catalogue, fingerprint, as_of))
}

/// Who, without the braces.
pub fn matrix_place(m: &'static Municipality, row: Option<usize>) -> String {
    let mut out = Map::new();
    if let Some(row) = row {
        out.insert("row".into(), json!(row));
    }
    if let Value::Object(map) = municipality(m) {
        out.extend(map);
    }
    inside(out)
}

fn inside(map: Map<String, Value>) -> String {
    let text = Value::Object(map).to_string();
    text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or_default().to_owned()
}

/// One result. No figure beside an excluded programme.
pub fn matrix_result(catalogue: &Catalogue, case: &Case) -> String {
    let (a, profile) = (&case.assessment, &case.profile);
    let group_now = rank::group(a);
    let excluded = matches!(group_now, rank::Group::Excluded | rank::Group::OutOfTerm);
    let rate = |r: &crate::domain::judge::assess::RateAnswer| {
        let bounds = r.selection.bounds();
        json!({
            "instrument": figures::instrument(r.group.instrument),
            "low": bounds.map(|b| b.0.to_string()),
            "high": bounds.map(|b| b.1.to_string()),
            "text": figure::rate(&r.selection, r.group.instrument),
        })
    };
    let ceiling = |c: &crate::domain::judge::assess::CeilingAnswer| {
        let bounds = c.selection.bounds();
        json!({
            "per": c.group.per,
            "low": bounds.map(|b| b.0.0),
            "high": bounds.map(|b| b.1.0),
            "text": figure::ceiling(&c.selection),
        })
    };
    let figures = |all: Vec<Value>| if excluded { json!([]) } else { Value::Array(all) };
    let missing: Vec<Value> = a.missing(profile).into_iter().map(|o| programme::open(catalogue, o)).collect();
    json!({
        "id": a.programme.id,
        "verdict": word::verdict_key(a.verdict()),
        "group": group(group_now),
        "settled": a.is_settled(),
        "rates": figures(a.rates.iter().map(rate).collect()),
        "ceilings": figures(a.ceilings.iter().map(ceiling).collect()),
        "missing": missing,
        "note": row::note(catalogue, a, profile),
    })
    .to_string()
}
