//! The machine-readable form. Versioned: a key is never renamed or removed within a version, only added.
//!
//! Yen are whole numbers, shares are strings (`"2/3"`), days are `"2026-11-21"`. Keys stand in a fixed order.
//! `citations` beside a figure are keys into the programme's own `citations`.

mod figures;
mod matrix;
mod money;
mod programme;
mod reference;

use serde_json::{Map, Value, json};

use super::handout::{Ask, asks};
use super::{Comparison, GROUPS, NOTICE, Report, count, place};
use crate::domain::change::whatif::{Difference, Kind, compare as whatif_compare, differing};
use crate::domain::judge::assess::assess as judge;
use crate::domain::judge::rank::{self, Group};
use crate::domain::terms::catalogue::{Catalogue, Municipality, Provenance};
use crate::domain::terms::profile::{Answer, Fact, FactKind, Origin, Profile, Unit, Value as Known};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::domain::value::source::Cites;
use crate::present::{value, whatif, word};

pub use matrix::{matrix_head, matrix_place, matrix_result};
pub use reference::{facts, list, municipalities, show, show_all};

/// Names of the forms, with their version.
pub const ASSESS: &str = "chiiki-navi/assess/1";
/// The form of a comparison.
pub const COMPARE: &str = "chiiki-navi/compare/1";

/// JSON as it is written: indented, one line feed at the end.
pub fn pretty(v: &Value) -> String {
    format!("{v:#}\n")
}

/// The whole result.
pub fn assess(report: &Report<'_>) -> Value {
    let mut out = head(ASSESS, report.catalogue, report.fingerprint, report.as_of);
    out.insert("municipality".into(), report.municipality.map_or(Value::Null, municipality));
    out.insert("chosen".into(), json!(report.chosen));
    out.insert("profile".into(), profile(report.catalogue, report.profile));
    let counts = GROUPS.map(|g| (group(g).to_owned(), json!(count(report.results, g))));
    out.insert("counts".into(), Value::Object(counts.into_iter().collect()));
    let page = |a| programme::assessed(report, a);
    out.insert("programmes".into(), report.results.iter().map(page).collect());
    out.insert("questions".into(), asks(report).iter().map(question).collect());
    Value::Object(out)
}

/// A question for an office.
fn question(ask: &Ask) -> Value {
    let about = |(p, c): &(&'static Programme, Vec<u8>)| {
        let keys: Vec<&str> = c.iter().filter_map(|c| p.quotes.get(usize::from(*c))).map(|q| q.id).collect();
        json!({ "id": p.id, "citations": keys })
    };
    json!({ "text": ask.text, "office": ask.office, "programmes": ask.about.iter().map(about).collect::<Vec<_>>() })
}

/// Two sets of answers side by side.
pub fn compare(c: &Comparison<'_>) -> Value {
    let mut out = head(COMPARE, c.catalogue, c.fingerprint, c.as_of);
    for (key, side) in [("a", &c.a), ("b", &c.b)] {
        let all: Vec<_> =
            c.catalogue.programmes.iter().map(|p| judge(p, side.profile, c.catalogue.facts, c.as_of)).collect();
        let counts: Map<String, Value> =
            GROUPS.map(|g| (group(g).to_owned(), json!(count(&all, g)))).into_iter().collect();
        let one = json!({ "name": side.name, "counts": counts, "profile": profile(c.catalogue, side.profile) });
        out.insert(key.into(), one);
    }
    let facts = differing(c.catalogue, c.a.profile, c.b.profile);
    let ids = |all: &[crate::domain::terms::profile::FactId]| -> Vec<&str> {
        all.iter().filter_map(|f| c.catalogue.fact(*f)).map(|f| f.id).collect()
    };
    out.insert("answers".into(), json!(ids(&facts)));
    let difference = |d: &Difference| {
        let mut changes = whatif::figures(d);
        changes.extend(whatif::amounts(c.catalogue, d, c.a.profile, c.b.profile, c.as_of));
        json!({
            "id": d.after.programme.id,
            "name": d.after.programme.name,
            "kind": kind(d.kind),
            "a": { "verdict": word::verdict_key(d.before.verdict()), "group": group(rank::group(&d.before)) },
            "b": { "verdict": word::verdict_key(d.after.verdict()), "group": group(rank::group(&d.after)) },
            "changes": changes,
            "because": ids(&d.because),
        })
    };
    let all = whatif_compare(c.catalogue, c.a.profile, c.b.profile, c.as_of);
    out.insert("differences".into(), all.iter().map(difference).collect());
    Value::Object(out)
}

fn kind(k: Kind) -> &'static str {
    match k {
        Kind::Appears => "appears",
        Kind::Vanishes => "vanishes",
        Kind::Verdict => "verdict",
        Kind::Figures => "figures",
    }
}

/// What stands above every form: bundle, documents, day, age.
fn head(format: &str, catalogue: &Catalogue, fingerprint: u64, as_of: Date) -> Map<String, Value> {
    let document = |d: &crate::domain::value::source::Document| json!({ "id": d.id, "title": d.title, "printed_date": d.printed_date, "date": d.date.to_string(), "file": d.file });
    let mut out = Map::new();
    out.insert("format".into(), json!(format));
    out.insert(
        "bundle".into(),
        json!({
            "version": catalogue.version,
            "date": catalogue.date.to_string(),
            "fingerprint": format!("{fingerprint:016x}"),
            "sha256": catalogue.sha256(),
            "origin": match catalogue.provenance {
                Provenance::Embedded => "embedded",
                Provenance::Installed => "installed",
                Provenance::Named => "named",
            },
            "signed_by": Some(catalogue.signer).filter(|s| !s.is_empty()),
            "note": Some(catalogue.note).filter(|n| !n.is_empty()),
            "documents": catalogue.documents.iter().map(document).collect::<Vec<_>>(),
        }),
    );
    out.insert("as_of".into(), json!(as_of.to_string()));
    out.insert("age_warning".into(), json!(value::age_warning(catalogue, as_of)));
    out.insert("notice".into(), json!(NOTICE));
    out
}

fn group(g: Group) -> &'static str {
    match g {
        Group::Applies => "applies",
        Group::Open => "open",
        Group::Excluded => "excluded",
        Group::OutOfTerm => "out_of_term",
    }
}

fn municipality(m: &'static Municipality) -> Value {
    json!({
        "code": format!("{:06}", m.code),
        "prefecture": m.prefecture,
        "name": m.name,
        "yomi": m.yomi,
        "label": place(m),
    })
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

/// A value as a profile file takes it: an option's id, whole numbers as numbers, exact decimals as text.
fn fact_value(fact: &Fact, v: Known) -> Value {
    match (fact.kind, v) {
        (_, Known::Flag(b)) => json!(b),
        (FactKind::Choice(all), Known::Choice(c)) => json!(all.get(usize::from(c)).map(|o| o.id)),
        (_, Known::Choice(_)) => Value::Null,
        (FactKind::Number { unit: Unit::Index, .. }, Known::Number(n)) => json!(n.to_string()),
        (_, Known::Number(n)) if n.places == 0 => json!(n.mantissa),
        (_, Known::Number(n)) => json!(n.to_string()),
        (_, Known::Day(d)) => json!(d.to_string()),
    }
}

/// Keys of the cited quotes.
fn cites(p: &Programme, cites: Cites) -> Value {
    let key = |c: &u8| p.quotes.get(usize::from(*c)).map(|q| q.id);
    json!(cites.iter().filter_map(key).collect::<Vec<_>>())
}

fn day(d: Option<Date>) -> Value {
    json!(d.map(|d| d.to_string()))
}
