//! The bundle itself: programmes, questions, municipalities.

use serde_json::{Map, Value, json};

use super::figures::rate_value;
use super::programme::{identity, terms};
use super::shared::{cites, day, head, municipality};
use crate::domain::terms::catalogue::{Area, Catalogue, Column, Imported, Municipality};
use crate::domain::terms::condition::{Condition, Test};
use crate::domain::terms::flow::Line;
use crate::domain::terms::profile::{Fact, FactKind, Unit};
use crate::domain::terms::programme::{CeilingGroup, Programme, RateGroup};
use crate::domain::value::date::Date;
use crate::present::{condition, word};

/// Programmes in a few words each.
pub fn list(catalogue: &'static Catalogue, as_of: Date, programmes: &[&'static Programme]) -> Value {
    let mut out = head("chiiki-navi/list/1", catalogue, as_of);
    let one = |p: &&'static Programme| {
        json!({
            "id": p.id, "name": p.name, "yomi": p.yomi, "kind": p.kind.key(), "role": p.role.key(),
            "level": p.level.key(), "line": p.line_on(as_of), "office": p.office,
            "ministry": p.ministry, "themes": p.themes, "summary": p.summary, "applicant": p.applicant,
            "period": { "from": day(p.period.from), "to": day(p.period.to) },
        })
    };
    out.insert("programmes".into(), programmes.iter().map(one).collect());
    Value::Object(out)
}

/// Everything about one programme, whatever the municipality.
pub fn show(catalogue: &'static Catalogue, as_of: Date, p: &'static Programme) -> Value {
    let mut out = head("chiiki-navi/show/1", catalogue, as_of);
    out.insert("programme".into(), programme(catalogue, p));
    Value::Object(out)
}

/// The same for several.
pub fn show_all(catalogue: &'static Catalogue, as_of: Date, all: &[&'static Programme]) -> Value {
    let mut out = head("chiiki-navi/show/1", catalogue, as_of);
    out.insert("programmes".into(), all.iter().map(|p| programme(catalogue, p)).collect());
    Value::Object(out)
}

fn programme(catalogue: &'static Catalogue, p: &'static Programme) -> Value {
    let mut one = identity(p);
    let mut put = |key: &str, value: Value| one.insert(key.to_owned(), value);
    put("yomi", json!(p.yomi));
    put("synonyms", json!(p.synonyms));
    put("eligible", tree(catalogue, p, &p.eligible));
    let requirement = |r: &crate::domain::terms::programme::Requirement| {
        json!({
            "text": r.text,
            "when": r.when.as_ref().map(|w| tree(catalogue, p, w)),
            "citations": cites(p, r.cites),
        })
    };
    put("requirements", p.requirements.iter().map(requirement).collect());
    put("rates", p.rates.iter().map(|g| rate_table(catalogue, p, g)).collect());
    put("ceilings", p.ceilings.iter().map(|g| ceiling_table(catalogue, p, g)).collect());
    put("inputs", p.inputs().iter().filter_map(|f| catalogue.fact(*f)).map(|f| json!(f.id)).collect());
    let line = |l: &Line| json!({ "id": l.id, "label": l.label, "to": l.bucket.map(word::bucket), "citations": cites(p, l.cites) });
    put("flow", p.flow.iter().map(line).collect());
    let check = |c: &crate::domain::terms::programme::Check| {
        json!({
            "text": c.text,
            "when": c.when.as_ref().map(|w| condition::phrase(catalogue, w)),
            "citations": cites(p, c.cites),
        })
    };
    put("checks", p.checks.iter().map(check).collect());
    one.append(&mut terms(catalogue, p));
    Value::Object(one)
}

fn tree(catalogue: &Catalogue, p: &Programme, c: &Condition) -> Value {
    let mut out = Map::new();
    match c.test {
        Test::All(parts) => out.insert("all".into(), parts.iter().map(|c| tree(catalogue, p, c)).collect()),
        Test::Any(parts) => out.insert("any".into(), parts.iter().map(|c| tree(catalogue, p, c)).collect()),
        _ => None,
    };
    out.insert("text".into(), json!(condition::phrase(catalogue, c)));
    out.insert("citations".into(), cites(p, c.cites));
    Value::Object(out)
}

fn rate_table(catalogue: &Catalogue, p: &Programme, g: &RateGroup) -> Value {
    let row = |r: &crate::domain::terms::programme::RateRow| {
        let other = |o: &crate::domain::terms::programme::RateReading| {
            let mut one = rate_value(o.value);
            one.insert("why".into(), json!(o.why));
            one.insert("citations".into(), cites(p, o.cites));
            Value::Object(one)
        };
        let mut one = Map::new();
        one.insert("label".into(), json!(r.label));
        one.append(&mut rate_value(r.value));
        one.insert("adjusted".into(), json!(r.adjusted));
        one.insert("when".into(), json!(r.when.as_ref().map(|w| tree(catalogue, p, w))));
        one.insert("from".into(), day(r.period.from));
        one.insert("to".into(), day(r.period.to));
        one.insert("readings".into(), r.others.iter().map(other).collect());
        one.insert("citations".into(), cites(p, r.cites));
        Value::Object(one)
    };
    json!({
        "group": g.id, "instrument": g.instrument.key(), "of": g.of,
        "rows": g.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn ceiling_table(catalogue: &Catalogue, p: &Programme, g: &CeilingGroup) -> Value {
    let row = |r: &crate::domain::terms::programme::CeilingRow| {
        let other = |o: &crate::domain::terms::programme::CeilingReading| json!({ "yen": o.yen.0, "of": o.of, "why": o.why, "citations": cites(p, o.cites) });
        json!({
            "label": r.label,
            "yen": r.yen.0,
            "about": r.about,
            "when": r.when.as_ref().map(|w| tree(catalogue, p, w)),
            "from": day(r.period.from),
            "to": day(r.period.to),
            "readings": r.others.iter().map(other).collect::<Vec<_>>(),
            "citations": cites(p, r.cites),
        })
    };
    json!({
        "group": g.id, "of": g.of, "per": g.per, "floor": g.floor,
        "rows": g.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// Every question with its form.
pub fn facts(catalogue: &'static Catalogue, as_of: Date) -> Value {
    let mut out = head("chiiki-navi/facts/1", catalogue, as_of);
    out.insert("facts".into(), catalogue.facts.iter().map(fact).collect());
    Value::Object(out)
}

fn fact(f: &'static Fact) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), json!(f.id));
    out.insert("label".into(), json!(f.label));
    out.insert("topic".into(), json!(word::topic(f.topic)));
    let (kind, unit) = match f.kind {
        FactKind::YesNo => ("yes_no", Value::Null),
        FactKind::Choice(_) => ("choice", Value::Null),
        FactKind::Day => ("date", Value::Null),
        FactKind::Number { unit, .. } => ("number", json!(unit_word(unit))),
    };
    out.insert("type".into(), json!(kind));
    out.insert("unit".into(), unit);
    if let FactKind::Choice(all) = f.kind {
        let option = |o: &crate::domain::terms::profile::Choice| json!({ "id": o.id, "label": o.label });
        out.insert("options".into(), all.iter().map(option).collect());
    }
    if let FactKind::Number { min, max, places, .. } = f.kind {
        out.insert("min".into(), json!(min.to_string()));
        out.insert("max".into(), json!(max.to_string()));
        out.insert("places".into(), json!(places));
    }
    out.insert("question".into(), json!(f.question));
    out.insert("help".into(), json!(f.help));
    out.insert("changeable".into(), json!(f.changeable));
    Value::Object(out)
}

/// The unit in one word; empty for a pure decimal.
fn unit_word(u: Unit) -> &'static str {
    match u {
        Unit::Index => "",
        Unit::Yen => "円",
        Unit::Minutes => "分",
        Unit::Count(what) => what,
    }
}

/// Rows of the table, with where the columns come from.
pub fn municipalities(catalogue: &'static Catalogue, as_of: Date, rows: &[&'static Municipality]) -> Value {
    let mut out = head("chiiki-navi/municipalities/1", catalogue, as_of);
    let column = |c: &Column| json!({ "id": c.id, "source": c.source });
    let area = |a: &Area| json!({ "id": a.id, "source": a.source, "date": a.date, "note": a.note });
    let columns: Vec<Value> = catalogue.columns.iter().map(column).chain(catalogue.areas.iter().map(area)).collect();
    out.insert("columns".into(), json!(columns));
    // A figure of the user's own table has another source than its column.
    if !catalogue.imported.is_empty() {
        let own = |i: &Imported| json!({ "id": i.id, "source": i.source, "municipalities": i.codes.len() });
        out.insert("imported".into(), catalogue.imported.iter().map(own).collect());
    }
    out.insert("municipalities".into(), rows.iter().map(|m| row(m)).collect());
    Value::Object(out)
}

fn row(m: &'static Municipality) -> Value {
    let mut out = municipality(m);
    if let Value::Object(map) = &mut out {
        map.insert("zaiseiryoku".into(), json!(m.index.map(|d| d.to_string())));
        map.insert("kaso".into(), json!(m.kaso.map(word::kaso)));
        map.insert("population".into(), json!(m.population));
    }
    out
}
