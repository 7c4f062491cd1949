//! One programme as it applies to one profile, and the parts that do not depend on a profile.

use serde_json::{Map, Value, json};

use super::shared::{cites, day, open_map};
use super::{figures, money};
use crate::domain::judge::assess::Assessment;
use crate::domain::money::scenario::Split;
use crate::domain::money::split;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Open, World};
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::{Link, Programme, Stage, Window};
use crate::domain::value::source::UNDATED;
use crate::domain::value::truth::Truth;
use crate::export::report::ResultsExport;
use crate::present::{base, condition, value, word};

/// The result for one programme.
pub fn assessed(report: &ResultsExport<'_>, a: &Assessment) -> Value {
    let inquiry = report.about(a);
    let (catalogue, profile, p) = (inquiry.catalogue, inquiry.profile, a.programme);
    let verdict = a.verdict();
    let mut out = identity(p);
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("verdict", json!(word::verdict_key(verdict)));
    put("body", json!(word::verdict_key(a.body)));
    put("plan", json!(word::verdict_key(a.plan)));
    let (met, all) = base::terms(a, profile);
    put("terms_met", json!(met));
    put("terms_all", json!(all));
    let of = base::bases(a);
    put("rate_of", json!(of.rate));
    put("ceiling_of", json!(of.ceiling));
    put("per", json!(of.per));
    put("settled", json!(a.is_settled()));
    put("status", json!(a.status.key()));
    put("status_date", day(a.status.day()));
    put("age_warning", json!(value::age_warning_of(catalogue, p, inquiry.as_of)));
    put("missing", missing(catalogue, a, profile));
    put("because", because(catalogue, a, profile));
    put("requirements", requirements(a, profile));
    put("rates", a.rates.iter().map(|r| figures::rate(catalogue, p, r)).collect());
    put("ceilings", a.ceilings.iter().map(|c| figures::ceiling(catalogue, p, c)).collect());
    // No money is shown for a programme that this plan does not get.
    let split = match verdict {
        Truth::No => Split::default(),
        _ => split::split(inquiry, p),
    };
    let lines = if split.leading.is_empty() { json!({}) } else { money::split(catalogue, p, &split) };
    put("split", lines);
    put("split_readings", money::readings(catalogue, p, &split));
    let checks = a.checks(profile);
    put("checks", checks.iter().map(|c| json!({ "text": c.text, "citations": cites(p, c.cites) })).collect());
    out.append(&mut terms(catalogue, p));
    Value::Object(out)
}

/// Id, name, kind, role and level.
pub fn identity(p: &Programme) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("id".into(), json!(p.id));
    out.insert("name".into(), json!(p.name));
    out.insert("kind".into(), json!(p.kind.key()));
    out.insert("role".into(), json!(p.role.key()));
    out.insert("level".into(), json!(p.level.key()));
    out
}

/// Everything missing, each once, with what it decides.
fn missing(catalogue: &Catalogue, a: &Assessment, profile: &Profile) -> Value {
    let body = a.open_body(profile);
    let mut plan = Vec::new();
    for requirement in a.programme.required() {
        requirement.open(&World::of(profile), &mut plan);
    }
    let one = |o: &Open| {
        let decides = [
            ("verdict", body.contains(o)),
            ("plan", plan.contains(o)),
            ("rate", a.rates.iter().any(|r| r.selection.deciding.contains(o))),
            ("ceiling", a.ceilings.iter().any(|c| c.selection.deciding.contains(o))),
        ];
        let words: Vec<&str> = decides.iter().filter(|d| d.1).map(|d| d.0).collect();
        let mut out = open_map(catalogue, *o);
        out.insert("decides".into(), json!(words));
        Value::Object(out)
    };
    a.missing(profile).iter().map(one).collect()
}

fn because(catalogue: &Catalogue, a: &Assessment, profile: &Profile) -> Value {
    let one = |r: &crate::domain::terms::condition::Reason| {
        json!({
            "text": condition::phrase(catalogue, r.condition),
            "truth": word::verdict_key(r.truth),
            "citations": cites(a.programme, r.condition.cites),
        })
    };
    a.because(profile).iter().map(one).collect()
}

fn requirements(a: &Assessment, profile: &Profile) -> Value {
    let one = |(r, truth): (&'static crate::domain::terms::programme::Requirement, Option<Truth>)| {
        json!({
            "text": r.text,
            "truth": truth.map(word::verdict_key),
            "citations": cites(a.programme, r.cites),
        })
    };
    a.requirements(profile).map(one).collect()
}

/// What the documents say whatever the profile: period, terms, budgets, windows, links, citations.
pub fn terms(catalogue: &Catalogue, p: &'static Programme) -> Map<String, Value> {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("period", json!({ "from": day(p.period.from), "to": day(p.period.to), "citations": cites(p, p.period_cites) }));
    put("ministry", json!(p.ministry));
    put("themes", json!(p.themes));
    put("summary", json!(p.summary));
    put("applicant", json!(p.applicant));
    put("operator", json!(p.operator));
    put("line", json!({ "text": p.line, "citations": cites(p, p.line_cites) }));
    put("office", json!({ "text": p.office, "citations": cites(p, p.office_cites) }));
    put("contact", json!(p.contact));
    put(
        "documents_until",
        json!(value::documents_until(catalogue, p).map(|d| if d.is_dated() { d.printed_date } else { UNDATED })),
    );
    put("diagram", json!({ "text": p.diagram, "citations": cites(p, p.diagram_cites) }));
    put("terms", p.terms.iter().map(|t| json!({ "text": t.text, "citations": cites(p, t.cites) })).collect());
    let budget = |b: &crate::domain::terms::programme::Budget| json!({ "fiscal_year": b.fiscal_year, "stage": stage(b.stage), "text": b.text, "citations": cites(p, b.cites) });
    put("budgets", p.budgets.iter().map(budget).collect());
    put("windows", p.windows.iter().map(|w| window(p, w)).collect());
    put("links", p.links.iter().map(|l| link(catalogue, p, l)).collect());
    put("main_citations", cites(p, p.cites));
    put("citations", citations(catalogue, p));
    out
}

/// The stage of a budget as content files carry it; `null` where none is printed.
fn stage(s: Stage) -> Option<&'static str> {
    match s {
        Stage::Initial => Some("当初"),
        Stage::Supplementary => Some("補正"),
        Stage::Unknown => None,
    }
}

fn window(p: &Programme, w: &Window) -> Value {
    json!({
        "label": w.label, "from": day(w.from), "to": day(w.to), "months": w.months, "citations": cites(p, w.cites),
    })
}

fn link(catalogue: &Catalogue, p: &Programme, l: &Link) -> Value {
    let other = catalogue.programme(l.to);
    json!({
        "to": other.map(|o| o.id),
        "name": other.map(|o| o.name),
        "kind": l.kind.key(),
        "note": l.note,
        "citations": cites(p, l.cites),
    })
}

fn citations(catalogue: &Catalogue, p: &Programme) -> Value {
    let one = |q: &crate::domain::value::source::Quote| {
        let document = catalogue.document(q.source);
        json!({
            "id": q.id,
            "document": document.map(|d| d.id),
            "title": document.map(|d| d.title),
            "printed_date": document.map(|d| d.printed_at(q.first_line)),
            "inferred_date": document.map(|d| d.inferred_date),
            "page": q.page,
            "lines": q.lines("-"),
            "text": q.text,
        })
    };
    p.quotes.iter().map(one).collect()
}
