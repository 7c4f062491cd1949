//! A consultation: what was understood, what fits, why, and the yen. Form `chiiki-navi/consult/1`.

use serde_json::{Map, Value, json};

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::total::Sum;
use crate::domain::plan::beside::Row;
use crate::domain::plan::fit::Standing;
use crate::domain::plan::project::{CostItem, Project};
use crate::domain::plan::rank::{Candidate, Consultation, Together, Weighed, combinations_of_fitting};
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::fit::{Absent, Word, WordId};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::{FactId, Value as Known};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::domain::value::truth::Truth;
use crate::export::json::figures::{ceiling, rate};
use crate::export::json::shared::{fact_value, head, municipality};
use crate::export::report::{PlanExport, ResultsExport};
use crate::present::consult::{reason, silent};
use crate::present::money::plan::{amount, not_counted};
use crate::present::row::rate as row_rate;
use crate::present::row::{note, standing as told_standing};
use crate::present::{figure, word};

/// Name of the form, with its version.
const CONSULT: &str = "chiiki-navi/consult/1";

/// Programmes that are listed under `others` at most.
const MOST_OTHERS: usize = 20;

/// Combinations that are listed at most.
const MOST_COMBINATIONS: usize = 20;

/// The whole consultation.
pub fn consult(
    inquiry: Inquiry<'_>,
    towns: &[&'static Municipality],
    understood: &Understood,
    found: &Consultation,
    rows: &[Row],
) -> Value {
    let catalogue = inquiry.catalogue;
    let mut out = head(CONSULT, catalogue, inquiry.as_of);
    out.insert("understood".into(), understood_as(catalogue, towns.first().copied(), understood));
    out.insert("answers".into(), found.answers.iter().map(|c| candidate(inquiry, c)).collect());
    out.insert(
        "combinations".into(),
        combinations_of_fitting(catalogue, &understood.project, &found.answers)
            .iter()
            .take(MOST_COMBINATIONS)
            .map(|c| combination(&found.answers, c))
            .collect(),
    );
    let other = |w: &Weighed| {
        let (p, (_, verdict)) = (w.programme, inquiry.with(&w.costs.profile).verdict(w.programme));
        json!({ "id": p.id, "name": p.name, "role": p.role.key(), "verdict": word::verdict_key(verdict) })
    };
    out.insert("others".into(), found.others.iter().take(MOST_OTHERS).map(other).collect());
    let each = |(i, m): (usize, &&'static Municipality)| json!({ "municipality": municipality(m), "programmes": rows.iter().filter_map(|r| cell(r, i)).collect::<Vec<_>>() });
    let compared = if towns.len() > 1 { towns } else { &[] };
    out.insert("towns".into(), compared.iter().enumerate().map(each).collect());
    let unavailable = |c: &Candidate| {
        let (p, profile) = (c.assessment.programme, &c.costs.profile);
        let why = note(inquiry.with(profile), &c.assessment);
        json!({ "id": p.id, "name": p.name, "standing": told_standing(&c.assessment, profile), "reason": why })
    };
    out.insert("unavailable".into(), found.unavailable.iter().map(unavailable).collect());
    let message = found.answers.is_empty().then(|| silent(&found.unavailable));
    out.insert("message".into(), json!(message));
    let near = |a: &&'static Absent| json!({ "words": a.words, "id": Some(a.near).filter(|id| !id.is_empty()), "difference": a.difference });
    out.insert("nearest".into(), understood.absent.iter().map(near).collect());
    Value::Object(out)
}

/// The plan that results were judged with, and what fits it.
pub(super) fn plan(report: &ResultsExport<'_>, plan: PlanExport<'_>) -> Value {
    let understood = understood_as(report.inquiry.catalogue, report.municipality, plan.understood);
    let answers: Vec<Value> = plan.laid.judged.iter().map(|c| candidate(report.inquiry, c)).collect();
    json!({ "sentence": plan.said, "understood": understood, "answers": answers })
}

/// What one programme is for one of the towns that stand side by side.
fn cell(row: &Row, town: usize) -> Option<Value> {
    let (p, cell) = (row.programme, row.cells.get(town)?);
    let c = &cell.candidate;
    Some(json!({
        "id": p.id,
        "name": p.name,
        "fits": cell.fits,
        "verdict": word::verdict_key(c.assessment.verdict()),
        "body": word::verdict_key(c.assessment.body),
        "rate": row_rate(&c.assessment),
        "money": money(p, c),
    }))
}

pub(super) fn understood_as(catalogue: &Catalogue, town: Option<&'static Municipality>, u: &Understood) -> Value {
    let v = catalogue.vocabulary;
    let p: &Project = &u.project;
    let named = |list: &'static [Word], ids: &[WordId]| -> Vec<Value> {
        let word = |id: &WordId| list.get(usize::from(id.0)).map(|w| json!({ "id": w.id, "name": w.name }));
        ids.iter().filter_map(word).collect()
    };
    let purposes: Vec<WordId> = p.purposes.iter().map(|(id, _)| *id).collect();
    let item = |c: &CostItem| {
        let kind = c.kind.and_then(|k| v.costs.get(usize::from(k.0)));
        json!({ "kind": kind.map(|w| w.id), "label": c.label, "yen": c.yen.0 })
    };
    let said = |(id, value): &(FactId, Known)| {
        let fact = catalogue.fact(*id)?;
        Some(json!({ "id": fact.id, "label": fact.label, "value": fact_value(fact, *value) }))
    };
    json!({
        "municipality": town.map(municipality),
        "towns": u.towns.iter().map(|m| m.full_name()).collect::<Vec<_>>(),
        "name": p.name,
        "purposes": named(v.purposes, &purposes),
        "actor": named(v.actors, &p.actors),
        "stage": p.stage.and_then(|s| v.stages.get(usize::from(s.0))).map(|w| w.id),
        "kinds": named(v.costs, &p.kinds),
        "costs": p.costs.iter().map(item).collect::<Vec<_>>(),
        "loan": p.loan.map(|y| y.0),
        "public_money": p.public_money.map(|y| y.0),
        "grants": p.grants.map(|y| y.0),
        "persons": p.persons,
        "body": u.body.iter().filter_map(said).collect::<Vec<_>>(),
        "conditions": p.said.iter().filter_map(said).collect::<Vec<_>>(),
        "left": u.left,
        "questions": u.questions.iter().map(|q| &q.text).collect::<Vec<_>>(),
    })
}

fn candidate(inquiry: Inquiry<'_>, c: &Candidate) -> Value {
    let (catalogue, p) = (inquiry.catalogue, c.assessment.programme);
    let names = |ids: &[WordId], list: &'static [Word]| -> Vec<&str> {
        ids.iter().filter_map(|id| list.get(usize::from(id.0))).map(|w| w.id).collect()
    };
    let standing = |s: Standing| match s {
        Standing::Named => "named",
        Standing::Open => "open",
        Standing::Other => "other",
    };
    let (met, of) = plan_terms(c);
    json!({
        "id": p.id,
        "name": p.name,
        "role": p.role.key(),
        "section": c.section().key(),
        "fit": {
            "purposes": names(&c.fit.purposes, catalogue.vocabulary.purposes),
            "actors": standing(c.fit.actors),
            "costs": standing(c.fit.costs),
            "points": c.points,
            "reason": reason(catalogue, c),
        },
        "verdict": word::verdict_key(c.assessment.verdict()),
        "body": word::verdict_key(c.assessment.body),
        "plan": { "met": met, "of": of },
        "line": c.assessment.line,
        "office": p.office,
        "rates": c.assessment.rates.iter().map(|r| rate(catalogue, p, r)).collect::<Vec<_>>(),
        "ceilings": c.assessment.ceilings.iter().map(|r| ceiling(catalogue, p, r)).collect::<Vec<_>>(),
        "money": money(p, c),
    })
}

/// How many of the terms of the plan are met, and of how many.
fn plan_terms(c: &Candidate) -> (usize, usize) {
    let all: Vec<Option<Truth>> = c.assessment.requirements(&c.costs.profile).map(|(_, t)| t).collect();
    (all.iter().filter(|t| **t == Some(Truth::Yes)).count(), all.len())
}

/// The yen by whose money it is: an amount, or null with the reason.
pub(super) fn money(p: &'static Programme, c: &Candidate) -> Value {
    let mut out = Map::new();
    let mut reasons = Map::new();
    let mut ranges = Map::new();
    let mut put = |key: &str, sum: Option<Sum>| {
        let exact = sum.as_ref().and_then(Sum::exact);
        out.insert(key.to_owned(), json!(exact.map(|y| y.0)));
        match sum {
            None => {}
            Some(s) if exact.is_some() || s.open.is_none() && s.lo == s.hi => {}
            Some(Sum { open: Some(open), .. }) => {
                reasons.insert(key.to_owned(), json!(amount(open)));
            }
            Some(s) => {
                ranges.insert(key.to_owned(), json!([s.lo.0, s.hi.0]));
                reasons.insert(key.to_owned(), json!(format!("{}〜{}", figure::yen(s.lo), figure::yen(s.hi))));
            }
        }
    };
    let of = |b: Bucket| c.sum(b);
    put("国費", of(Bucket::National));
    put("特別交付税", of(Bucket::SpecialTax));
    put("普通交付税", of(Bucket::OrdinaryTax));
    put("起債", c.bond());
    put("交付税措置", of(Bucket::BondRelief));
    put("実質負担", of(Bucket::Local));
    put("地方負担（措置不明）", of(Bucket::LocalUnknown));
    put("上限超過", of(Bucket::Over));
    put("民間", of(Bucket::Private));
    put("利用料金収入", of(Bucket::Fee));
    put("自己資金等", of(Bucket::Own));
    put("その他の負担", of(Bucket::Third));
    out.insert("対象経費".to_owned(), json!(c.costs.eligible.map(|y| y.0)));
    let not_counted = not_counted(&c.costs);
    out.extend(not_counted.map(|(label, yen)| (label.to_owned(), json!(yen.0))));
    if p.flow.is_empty() {
        reasons.insert("すべて".to_owned(), json!("率・上限の記載なし"));
    } else if c.overlap.off_subject && c.split.leading.is_empty() {
        reasons.insert("すべて".to_owned(), json!("対象が限られ、その対象が文にないため計算していません"));
    } else if c.costs.eligible.is_none() {
        let is_told = not_counted.iter().any(|(_, yen)| *yen > Yen(0));
        let why = if is_told {
            "この制度の対象と分かる金額がありません"
        } else {
            "金額が入力されていません"
        };
        reasons.insert("すべて".to_owned(), json!(why));
    }
    out.insert("理由".to_owned(), Value::Object(reasons));
    out.insert("幅".to_owned(), Value::Object(ranges));
    Value::Object(out)
}

fn combination(answers: &[Candidate], c: &Together) -> Value {
    let members = || c.members.iter().filter_map(|i| answers.get(*i));
    // What is 措置不明 is no 実質的な地方負担.
    let is_whole = members().all(|a| a.sum(Bucket::LocalUnknown).is_none_or(|sum| sum.exact() == Some(Yen(0))));
    let burden = c.burden.exact().map(|y| y.0);
    json!({
        "programmes": members().map(|a| a.assessment.programme.id).collect::<Vec<_>>(),
        "stated": c.stated,
        "note": if c.members.len() < 2 {
            "1つだけを使う"
        } else if c.stated {
            "併用は資料に記載あり"
        } else {
            "併用の可否は記載なし"
        },
        "実質負担": burden.filter(|_| is_whole),
        "地方負担": burden,
        "入らない経費": c.not_covered.0,
    })
}
