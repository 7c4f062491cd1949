//! The machine-readable form. Versioned: a key is never renamed or removed within a version, only added.
//!
//! Yen are whole numbers, shares are strings (`"2/3"`), days are `"2026-11-21"`. Keys stand in a fixed order.
//! `citations` beside a figure are keys into the programme's own `citations`.

pub mod consult;
mod figures;
mod matrix;
mod money;
mod programme;
mod reference;
mod shared;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::handout::{Ask, asks};
use super::report::{ComparisonExport, ResultsExport};
use crate::domain::change::whatif::{Difference, compare as whatif_compare, differing};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Fact, Origin, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;
use crate::present::{base, value, whatif, word};
use crate::text::foreign::is_unseen;
use shared::{cites, fact_value, head, municipality};

pub use matrix::{matrix, matrix_head, matrix_place, matrix_result, plan_matrix_result};
pub use reference::{facts, list, municipalities, show, show_all};

/// Names of the forms, with their version.
pub const ASSESS: &str = "chiiki-navi/assess/1";
/// The form of a comparison.
const COMPARE: &str = "chiiki-navi/compare/1";

/// JSON as it is written: indented, one line feed at the end.
pub fn pretty(v: &Value) -> String {
    // Outside of strings there are only line breaks that could be taken for it; inside all is written as `\u…`.
    let mut out = String::new();
    for c in format!("{v:#}\n").chars() {
        if c == '\n' || !is_unseen(c) {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
    }
    out
}

/// The whole result.
pub fn assess(report: &ResultsExport<'_>) -> Value {
    let mut out = head(ASSESS, report.inquiry.catalogue, report.inquiry.as_of);
    out.insert("municipality".into(), report.municipality.map_or(Value::Null, municipality));
    out.insert("chosen".into(), json!(report.chosen));
    out.insert("plan".into(), report.plan.map_or(Value::Null, |p| consult::plan(report, p)));
    out.insert("profile".into(), profile(report.inquiry.catalogue, report.inquiry.profile));
    out.insert("counts".into(), counts(report.results));
    out.insert("counts_by_role".into(), counts_by_role(report.results));
    let page = |a| programme::assessed(report, a);
    out.insert("programmes".into(), report.results.iter().map(page).collect());
    out.insert("questions".into(), asks(report).iter().map(question).collect());
    Value::Object(out)
}

/// A question for an office.
fn question(ask: &Ask) -> Value {
    let about = |(p, c): &(&'static Programme, Vec<u8>)| json!({ "id": p.id, "citations": cites(p, c) });
    json!({ "text": ask.text, "office": ask.office, "programmes": ask.about.iter().map(about).collect::<Vec<_>>() })
}

/// Two sets of answers side by side.
pub fn compare(c: &ComparisonExport<'_>) -> Value {
    let Inquiry { catalogue, profile: left, as_of } = c.a.inquiry;
    let right = c.b.inquiry.profile;
    let mut out = head(COMPARE, catalogue, as_of);
    for (key, side) in [("a", &c.a), ("b", &c.b)] {
        let all = side.inquiry.assess_all();
        let one = json!({ "name": side.name, "counts": counts(&all), "counts_by_role": counts_by_role(&all), "profile": profile(catalogue, side.inquiry.profile) });
        out.insert(key.into(), one);
    }
    let facts = differing(catalogue, left, right);
    let ids = |all: &[crate::domain::terms::profile::FactId]| -> Vec<&str> {
        all.iter().filter_map(|f| catalogue.fact(*f)).map(|f| f.id).collect()
    };
    out.insert("answers".into(), json!(ids(&facts)));
    let difference = |d: &Difference| {
        let mut changes = whatif::figures(d, [left, right]);
        changes.extend(whatif::amounts(c.a.inquiry, right, d));
        json!({
            "id": d.after.programme.id,
            "name": d.after.programme.name,
            "kind": d.kind.key(),
            "a": { "verdict": word::verdict_key(d.before.verdict()), "group": group(&d.before).key() },
            "b": { "verdict": word::verdict_key(d.after.verdict()), "group": group(&d.after).key() },
            "changes": changes,
            "because": ids(&d.because),
        })
    };
    let all = whatif_compare(c.a.inquiry, right);
    out.insert("differences".into(), all.iter().map(difference).collect());
    Value::Object(out)
}

/// Of all roles together, as the first version of the form had it.
fn counts(results: &[Assessment]) -> Value {
    let of = |g: Group| results.iter().filter(|a| group(a) == g).count();
    Value::Object(Group::ALL.map(|g| (g.key().to_owned(), json!(of(g)))).into_iter().collect())
}

/// Each role apart; `usable` is お金 and 支援 together.
fn counts_by_role(results: &[Assessment]) -> Value {
    let of = |roles: &[Role]| {
        let all = |g: Group| roles.iter().map(|r| base::count(results, *r, g)).sum::<usize>();
        Value::Object(Group::ALL.map(|g| (g.key().to_owned(), json!(all(g)))).into_iter().collect())
    };
    let each = Role::ALL.map(|r| (r.key().to_owned(), of(&[r])));
    let usable: Vec<Role> = Role::ALL.into_iter().filter(|r| r.is_usable()).collect();
    Value::Object(each.into_iter().chain([("usable".to_owned(), of(&usable))]).collect())
}

fn profile(catalogue: &Catalogue, profile: &Profile) -> Value {
    let one = |(id, fact): (_, &'static Fact)| {
        let answer = profile.answer(id);
        let (state, known, source) = match answer {
            Answer::NotAsked => ("not_asked", None, ""),
            Answer::DontKnow => ("dont_know", None, ""),
            Answer::Known(v, Origin::Given) => ("given", Some(v), ""),
            Answer::Known(v, Origin::Prefilled(source)) => ("prefilled", Some(v), source),
            Answer::Known(v, Origin::Inferred(because)) => ("inferred", Some(v), because),
        };
        json!({
            "id": fact.id,
            "label": fact.label,
            "value": known.map_or(Value::Null, |v| fact_value(fact, v)),
            "text": value::answer(fact, answer),
            "state": state,
            "source": source,
        })
    };
    catalogue.fact_ids().map(one).collect()
}
