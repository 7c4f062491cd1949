//! `matrix`: the parts of its JSON. One result per municipality and programme, in a few keys.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::consult::{money, understood_as};
use super::shared::{head, municipality, open};
use crate::domain::judge::assess::{Assessment, CeilingAnswer, RateAnswer};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::plan::rank::Candidate;
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::present::{base, figure, row, word};

/// Name of the form, with its version.
pub const MATRIX: &str = "chiiki-navi/matrix/1";
/// The form of one plan for many municipalities.
const PLAN_MATRIX: &str = "chiiki-navi/plan-matrix/1";

/// What stands above, without the braces: the bundle, the plan where there is one, and what holds of a programme for
/// every municipality.
pub fn matrix_head(
    catalogue: &Catalogue,
    as_of: Date,
    programmes: &[&'static Programme],
    plan: Option<&Understood>,
) -> String {
    let mut out = head(if plan.is_some() { PLAN_MATRIX } else { MATRIX }, catalogue, as_of);
    if let Some(plan) = plan {
        out.insert("plan".into(), understood_as(catalogue, None, plan));
    }
    let one = |p: &'static Programme| json!({ "id": p.id, "name": p.name, "role": p.role.key(), "line": p.line_on(as_of), "office": p.office, "ministry": p.ministry });
    out.insert("programmes".into(), programmes.iter().map(|p| one(p)).collect());
    inside(out)
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

/// The whole, one municipality a line; each place has its results behind it.
pub fn matrix<'r>(head: &str, places: impl Iterator<Item = (String, Vec<&'r str>)>, size: usize) -> String {
    let mut out = String::with_capacity(size);
    let _ = write!(out, "{{{head},\n\"municipalities\":[");
    for (i, (place, results)) in places.enumerate() {
        let comma = if i == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\n{{{place},\"results\":[{}]}}", results.join(","));
    }
    out.push_str("\n]}\n");
    out
}

/// One result of a plan: as without it, and its yen; none of what cannot be had.
pub fn plan_matrix_result(inquiry: Inquiry<'_>, c: &Candidate) -> String {
    let mut out = matrix_result(inquiry.with(&c.costs.profile), &c.assessment);
    out.pop();
    let yen = if c.is_out() { Value::Null } else { money(c.assessment.programme, c) };
    let _ = write!(out, ",\"money\":{yen}}}");
    out
}

/// One result. No figure beside an excluded programme.
pub fn matrix_result(inquiry: Inquiry<'_>, a: &Assessment) -> String {
    let Inquiry { catalogue, profile, .. } = inquiry;
    let group_now = group(a);
    let excluded = group_now.is_out();
    let rate = |r: &RateAnswer| {
        let bounds = r.selection.bounds();
        json!({
            "instrument": r.group.instrument.key(),
            "of": r.group.of,
            "low": bounds.map(|b| b.0.to_string()),
            "high": bounds.map(|b| b.1.to_string()),
            "text": figure::rate(&r.selection, r.group.instrument),
        })
    };
    let ceiling = |c: &CeilingAnswer| {
        let bounds = c.selection.bounds();
        json!({
            "of": c.group.of,
            "per": c.group.per,
            "floor": c.group.floor,
            "about": c.selection.leading().any(|r| r.about),
            "low": bounds.map(|b| b.0.0),
            "high": bounds.map(|b| b.1.0),
            "text": figure::ceiling(&c.selection),
        })
    };
    let figures = |all: Vec<Value>| if excluded { json!([]) } else { Value::Array(all) };
    let missing: Vec<Value> = a.missing(profile).into_iter().map(|o| open(catalogue, o)).collect();
    let (met, all) = base::terms(a, profile);
    json!({
        "id": a.programme.id,
        "role": a.programme.role.key(),
        "verdict": word::verdict_key(a.verdict()),
        "group": group_now.key(),
        "body": word::verdict_key(a.body),
        "plan": word::verdict_key(a.plan),
        "terms_met": met,
        "terms_all": all,
        "settled": a.is_settled(),
        "rates": figures(a.rates.iter().map(rate).collect()),
        "ceilings": figures(a.ceilings.iter().map(ceiling).collect()),
        "missing": missing,
        "note": row::note(inquiry, a),
    })
    .to_string()
}
