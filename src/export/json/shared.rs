//! What several forms of the machine-readable results have in common.

use serde_json::{Map, Value, json};

use crate::domain::terms::catalogue::{Catalogue, Municipality, Provenance};
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Fact, Unit, Value as Known};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::report::NOTICE;
use crate::present::{condition, value};

/// What stands above every form: bundle, documents, day, age.
pub(super) fn head(format: &str, catalogue: &Catalogue, as_of: Date) -> Map<String, Value> {
    let document = |d: &crate::domain::value::source::Document| json!({ "id": d.id, "title": d.title, "printed_date": d.printed_date, "inferred_date": d.inferred_date, "inferred_because": d.inferred_because, "date": d.date.to_string(), "file": d.file, "url": d.url });
    let mut out = Map::new();
    out.insert("format".into(), json!(format));
    out.insert(
        "bundle".into(),
        json!({
            "version": catalogue.version,
            "date": catalogue.date.to_string(),
            "fingerprint": format!("{:016x}", catalogue.fingerprint()),
            "sha256": catalogue.sha256(),
            "origin": match catalogue.provenance {
                Provenance::Embedded => "embedded",
                Provenance::Installed | Provenance::Older => "installed",
                Provenance::Named => "named",
            },
            "signed_by": Some(catalogue.signer).filter(|s| !s.is_empty()),
            "note": note(catalogue),
            "documents": catalogue.documents.iter().map(document).collect::<Vec<_>>(),
        }),
    );
    out.insert("as_of".into(), json!(as_of.to_string()));
    out.insert("age_warning".into(), json!(value::age_warning(catalogue, as_of)));
    out.insert("notice".into(), json!(NOTICE));
    out
}

pub(super) fn municipality(m: &'static Municipality) -> Value {
    json!({
        "code": format!("{:06}", m.code),
        "prefecture": m.prefecture,
        "name": m.name,
        "yomi": m.yomi(),
        "label": m.full_name(),
    })
}

/// Keys of the cited quotes.
pub(super) fn cites(p: &Programme, cites: &[u8]) -> Value {
    json!(p.cited(cites).map(|q| q.id).collect::<Vec<_>>())
}

pub(super) fn day(d: Option<Date>) -> Value {
    json!(d.map(|d| d.to_string()))
}

/// A fact or an open point, named.
pub(super) fn open(catalogue: &Catalogue, o: Open) -> Value {
    Value::Object(open_map(catalogue, o))
}

pub(super) fn open_map(catalogue: &Catalogue, o: Open) -> Map<String, Value> {
    let mut out = Map::new();
    match o {
        Open::Fact(f) => out.insert("fact".into(), json!(catalogue.fact(f).map(|f| f.id))),
        Open::Point(p) => out.insert("point".into(), json!(p)),
    };
    out.insert("label".into(), json!(condition::open(catalogue, o)));
    out
}

/// What must be known of the bundle itself.
fn note(catalogue: &Catalogue) -> Option<&'static str> {
    if catalogue.provenance == Provenance::Older {
        return Some("プログラムに入っているものより古い版を、選んで使っている");
    }
    Some(catalogue.note).filter(|n| !n.is_empty())
}

/// A value as a profile file takes it: an option's id, whole numbers as numbers, exact decimals as text.
pub(super) fn fact_value(fact: &Fact, v: Known) -> Value {
    match v {
        Known::Flag(b) => json!(b),
        Known::Choice(_) => json!(fact.kind.chosen(v).map(|o| o.id)),
        Known::Number(n) if n.places == 0 && fact.kind.unit() != Some(Unit::Index) => json!(n.mantissa),
        Known::Number(n) => json!(n.to_string()),
        Known::Day(d) => json!(d.to_string()),
    }
}
