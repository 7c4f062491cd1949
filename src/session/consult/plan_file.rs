//! A plan as a file (TOML): written by hand or by `--save-project`, read for any town.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::domain::plan::edits::{Edit, Edits, NAMED};
use crate::domain::plan::project::CostItem;
use crate::domain::plan::understood::Understood;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Vocabulary, Word, WordId};
use crate::domain::terms::profile::{Answer, FactId};
use crate::domain::value::number::Yen;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan::Plan;
use crate::session::consult::sentence;
use crate::session::written::{self, Scalar};
use crate::text::fold::fold;
use crate::text::number;

/// What a file may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: Option<String>,
    text: Option<String>,
    not_towns: Option<Vec<u32>>,
    not_body: Option<Vec<Spanned<String>>>,
    purposes: Option<Vec<Spanned<Named>>>,
    actors: Option<Vec<Spanned<String>>>,
    kinds: Option<Vec<Spanned<String>>>,
    stage: Option<Spanned<String>>,
    loan: Option<Spanned<Value>>,
    public_money: Option<Spanned<Value>>,
    grants: Option<Spanned<Value>>,
    persons: Option<Spanned<Value>>,
    cost: Option<Vec<Item>>,
    answers: Option<BTreeMap<String, Spanned<Value>>>,
}

/// A purpose, and how strongly it was said where that is known.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Word(String),
    Weighed { name: String, weight: u32 },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    kind: Option<Spanned<String>>,
    label: Option<String>,
    yen: Spanned<Value>,
    #[serde(default)]
    purposes: Vec<Spanned<String>>,
}

/// The word of a list that somebody named by id, name, or one of its words.
pub fn word(list: &[Word], typed: &str) -> Option<WordId> {
    let wanted = fold(typed.trim());
    let is = |w: &Word| w.id == typed.trim() || fold(w.name) == wanted || w.words.iter().any(|x| fold(x) == wanted);
    list.iter().position(is).and_then(|at| u8::try_from(at).ok()).map(WordId)
}

/// An amount as people type it, in yen.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn amount(text: &str) -> Result<Yen, String> {
    number::lacks_unit(text).map_or(Ok(()), Err)?;
    number::yen(text).map(Yen).map_err(|why| format!("金額が読めません。{why}"))
}

/// Reads a plan. What the file names replaces what its sentence says; `said` is the sentence where the file has none.
///
/// # Errors
/// Everything that is wrong, each with line and key.
pub fn read(
    catalogue: &'static Catalogue,
    evidence: &Evidence,
    said: &str,
    text: &str,
) -> Result<Understood, Vec<String>> {
    let mut plan = plan(catalogue, text)?;
    if !plan.sentence.trim().is_empty() && !said.trim().is_empty() {
        return Err(vec!["text: 相談の文は、ファイルの text かコマンドのどちらか一方に書いてください".to_owned()]);
    }
    let is_own = !plan.sentence.trim().is_empty();
    if !is_own {
        said.clone_into(&mut plan.sentence);
    }
    let mut out = plan.read(catalogue, evidence);
    // A file is for any town: what its sentence says of one is no answer for another.
    if is_own {
        out.body.clear();
    }
    Ok(out)
}

/// The plan of a file: its sentence, and what stands there instead of it.
///
/// # Errors
/// Everything that is wrong, each with line and key.
pub fn plan(catalogue: &'static Catalogue, text: &str) -> Result<Plan, Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let raw: Raw = toml::from_str(text).map_err(|e| vec![fault(text, &e)])?;
    let mut reader = Reader { text, problems: Vec::new() };
    let v = catalogue.vocabulary;
    let mut edits = Edits {
        name: raw.name.unwrap_or_default(),
        not_towns: raw.not_towns.unwrap_or_default(),
        not_body: raw.not_body.iter().flatten().filter_map(|id| reader.fact(catalogue, id)).collect(),
        actors: raw.actors.map(|all| reader.words("actors", "主体", v.actors, &all)),
        kinds: raw.kinds.map(|all| reader.words("kinds", "経費の種類", v.costs, &all)),
        costs: raw.cost.map(|items| items.iter().filter_map(|item| reader.item(&v, item)).collect()),
        loan: reader.edit("loan", raw.loan.as_ref()),
        public_money: reader.edit("public_money", raw.public_money.as_ref()),
        grants: reader.edit("grants", raw.grants.as_ref()),
        persons: raw.persons.map_or(Edit::Said, |n| Edit::of(reader.persons(&n))),
        ..Edits::default()
    };
    if let Some(all) = raw.purposes {
        let mut purposes: Vec<(WordId, Option<u32>)> = Vec::new();
        for one in &all {
            let (name, weight) = match one.get_ref() {
                Named::Word(name) => (name, None),
                Named::Weighed { name, weight } => (name, Some(*weight)),
            };
            let found = reader.word("purposes", "目的", v.purposes, one.span().start, name);
            if let Some(id) = found.filter(|id| !purposes.iter().any(|(known, _)| known == id)) {
                purposes.push((id, weight));
            }
        }
        edits.purposes = Some(purposes);
    }
    if let Some(stage) = raw.stage {
        let name = stage.get_ref();
        let is_none = name.trim().is_empty();
        let mut read = || reader.word("stage", "段階", v.stages, stage.span().start, name);
        edits.stage = Edit::of(if is_none { None } else { read() });
    }
    for (key, value) in raw.answers.into_iter().flatten() {
        edits.answers.extend(reader.answer(catalogue, &key, value));
    }
    sort::by_key(&mut edits.answers, |(fact, _)| *fact);
    let sentence = raw.text.unwrap_or_default();
    if reader.problems.is_empty() { Ok(Plan { sentence, edits }) } else { Err(reader.problems) }
}

/// The sentence that stands in a plan; empty without one.
pub fn sentence(text: &str) -> String {
    let table: Option<toml::Table> = toml::from_str(text.trim_start_matches('\u{feff}')).ok();
    let text = table.as_ref().and_then(|t| t.get("text")).and_then(Value::as_str);
    text.unwrap_or_default().trim().to_owned()
}

struct Reader<'a> {
    text: &'a str,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn say(&mut self, at: usize, key: &str, what: &str) {
        self.problems.push(format!("{}行目 {key}: {what}", line(self.text, at)));
    }

    fn word(&mut self, key: &str, what: &str, list: &[Word], at: usize, name: &str) -> Option<WordId> {
        let found = word(list, name);
        if found.is_none() {
            let all: Vec<&str> = list.iter().map(|w| w.name).collect();
            let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            self.say(at, key, &format!("{what}「{name}」はありません。選べるもの: {}", all.join("、")));
        }
        found
    }

    fn words(&mut self, key: &str, what: &str, list: &[Word], names: &[Spanned<String>]) -> Vec<WordId> {
        let mut out = Vec::new();
        for name in names {
            if let Some(id) = self.word(key, what, list, name.span().start, name.get_ref())
                && !out.contains(&id)
            {
                out.push(id);
            }
        }
        out
    }

    fn item(&mut self, v: &Vocabulary, item: &Item) -> Option<CostItem> {
        let list = v.costs;
        let purposes = self.words("cost.purposes", "目的", v.purposes, &item.purposes);
        let kind = item.kind.as_ref().map(|k| self.word("cost.kind", "経費の種類", list, k.span().start, k.get_ref()));
        let yen = self.yen("cost.yen", &item.yen)?;
        let kind = match kind {
            None => None,
            Some(Some(id)) => Some(id),
            Some(None) => return None,
        };
        let named = || kind.and_then(|k| list.get(usize::from(k.0))).map(|w| w.name.to_owned()).unwrap_or_default();
        Some(CostItem { kind, label: item.label.clone().unwrap_or_else(named), yen, purposes })
    }

    /// An amount that may be struck: 0 or `""`.
    fn edit(&mut self, key: &str, value: Option<&Spanned<Value>>) -> Edit<Yen> {
        match value {
            None => Edit::Said,
            Some(v) if v.get_ref().as_str().is_some_and(|s| s.trim().is_empty()) => Edit::Struck,
            Some(v) => Edit::of(self.yen(key, v).filter(|y| y.0 > 0)),
        }
    }

    fn yen(&mut self, key: &str, value: &Spanned<Value>) -> Option<Yen> {
        let at = value.span().start;
        let read = match value.get_ref() {
            Value::Integer(n) => number::yen(&n.to_string()).map(Yen).map_err(|why| format!("金額が読めません。{why}")),
            Value::String(s) => amount(s),
            _ => Err("金額は円の整数か \"1,800万円\" のように書いてください".to_owned()),
        };
        read.map_err(|why| self.say(at, key, &why)).ok()
    }

    fn persons(&mut self, value: &Spanned<Value>) -> Option<u64> {
        let read = match value.get_ref() {
            Value::Integer(n) => u64::try_from(*n).ok(),
            Value::String(s) if s.trim().is_empty() => return None,
            Value::String(s) => number::count(s, &["人", "名"]).ok(),
            _ => None,
        };
        if read.is_none() {
            self.say(value.span().start, "persons", "人数は0以上の整数で書いてください");
        }
        read
    }

    fn fact(&mut self, catalogue: &Catalogue, id: &Spanned<String>) -> Option<FactId> {
        let found = written::named(catalogue, id.get_ref().trim());
        if found.is_none() {
            self.say(id.span().start, "not_body", "この項目はありません。chiiki-navi facts で調べられます");
        }
        found.map(|(id, _)| id)
    }

    fn answer(&mut self, catalogue: &Catalogue, key: &str, value: Spanned<Value>) -> Option<(FactId, Answer)> {
        let (at, key) = (value.span().start, key.trim());
        let full = format!("answers.{key}");
        let Some((id, fact)) = written::named(catalogue, key) else {
            self.say(at, &full, "この項目はありません。chiiki-navi facts で調べられます");
            return None;
        };
        let Some(scalar) = Scalar::toml(value.into_inner()) else {
            self.say(at, &full, "値は1つ（はい・いいえ、数、文字）にしてください");
            return None;
        };
        written::answer(fact, &scalar).map_err(|why| self.say(at, &full, &why)).ok().map(|answer| (id, answer))
    }
}

fn line(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

/// What is wrong with the file as TOML, or with its keys.
fn fault(text: &str, e: &toml::de::Error) -> String {
    let at = e.span().map_or(0, |s| s.start);
    let line = line(text, at);
    let key = text.lines().nth(line - 1).and_then(|l| l.split_once('=')).map_or("", |(key, _)| key.trim());
    let parts: Vec<&str> = e.message().split('`').collect();
    match parts.as_slice() {
        [start, name, rest @ ..] if start.starts_with("unknown field") => {
            let known: Vec<&str> = rest.iter().skip(1).step_by(2).copied().collect();
            format!("{line}行目 {name}: このキーはありません。書けるもの: {}", known.join("、"))
        }
        [start, name, ..] if start.starts_with("missing field") => {
            format!("{line}行目 {name}: このキーがありません。書いてください")
        }
        [start, ..] if start.starts_with("invalid type") || start.starts_with("data did not match") => {
            format!("{line}行目 {key}: 値の形が違います。文字は \"…\"、並びは [\"…\", \"…\"] と書いてください")
        }
        _ => written::not_toml(line),
    }
}

/// What a sentence has come to as a plan that [`read`] takes, for any town: names of towns are left out.
pub fn whole(catalogue: &'static Catalogue, evidence: &Evidence, u: &Understood) -> Plan {
    let p = &u.project;
    let sentence = u.words.trim().to_owned();
    let plain = sentence::read(catalogue, evidence, &sentence).project;
    let purpose = |(id, weight): &(WordId, u32)| {
        let expected = plain.purposes.iter().find(|(b, _)| b == id).map_or(NAMED, |(_, w)| *w);
        (*id, Some(*weight).filter(|w| *w != expected))
    };
    let edits = Edits {
        name: p.name.clone(),
        not_towns: Vec::new(),
        // Said of the town that is left out.
        not_body: u.body.iter().map(|(fact, _)| *fact).collect(),
        purposes: Some(p.purposes.iter().map(purpose).collect()),
        actors: Some(p.actors.clone()),
        kinds: Some(p.kinds.clone()),
        stage: Edit::of(p.stage),
        costs: Some(p.costs.clone()),
        loan: Edit::of(p.loan),
        public_money: Edit::of(p.public_money),
        grants: Edit::of(p.grants),
        persons: p.persons.map_or(Edit::Said, Edit::Is),
        answers: p.answers.clone(),
    };
    Plan { sentence, edits }
}

/// A plan as [`plan`] reads it.
pub fn write(catalogue: &'static Catalogue, plan: &Plan) -> String {
    let (v, e) = (catalogue.vocabulary, &plan.edits);
    let quoted = |s: &str| Value::String(s.to_owned()).to_string();
    let name = |list: &[Word], id: WordId| list.get(usize::from(id.0)).map_or_else(String::new, |w| quoted(w.name));
    let list = |words: &[Word], ids: &[WordId]| ids.iter().map(|id| name(words, *id)).collect::<Vec<_>>().join(", ");
    let purpose = |(id, weight): &(WordId, Option<u32>)| {
        let name = name(v.purposes, *id);
        weight.map_or_else(|| name.clone(), |weight| format!("{{ name = {name}, weight = {weight} }}"))
    };
    let mut out =
        String::from("# chiiki-navi の計画。chiiki-navi consult --project このファイル --municipality 自治体\n");
    let _ = writeln!(out, "name = {}", quoted(&e.name));
    let _ = writeln!(out, "text = {}", quoted(&plan.sentence));
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    put("not_towns", Some(format!("{:?}", e.not_towns)).filter(|_| !e.not_towns.is_empty()));
    let facts = e.not_body.iter().filter_map(|id| catalogue.fact(*id)).map(|f| quoted(f.id)).collect::<Vec<_>>();
    put("not_body", Some(format!("[{}]", facts.join(", "))).filter(|_| !facts.is_empty()));
    let purposes = |all: &Vec<_>| format!("[{}]", all.iter().map(purpose).collect::<Vec<_>>().join(", "));
    put("purposes", e.purposes.as_ref().map(purposes));
    put("actors", e.actors.as_ref().map(|all| format!("[{}]", list(v.actors, all))));
    put("kinds", e.kinds.as_ref().map(|all| format!("[{}]", list(v.costs, all))));
    put("stage", e.stage.written(|s| name(v.stages, s)));
    put("loan", e.loan.written(|y| y.0.to_string()));
    put("public_money", e.public_money.written(|y| y.0.to_string()));
    put("grants", e.grants.written(|y| y.0.to_string()));
    put("persons", e.persons.written(|n| n.to_string()));
    put("cost", e.costs.as_ref().filter(|all| all.is_empty()).map(|_| "[]".to_owned()));
    for c in e.costs.iter().flatten() {
        out.push_str("\n[[cost]]\n");
        if let Some(kind) = c.kind {
            let _ = writeln!(out, "kind = {}", name(v.costs, kind));
        }
        let _ = writeln!(out, "label = {}\nyen = {}", quoted(&c.label), c.yen.0);
        if !c.purposes.is_empty() {
            let _ = writeln!(out, "purposes = [{}]", list(v.purposes, &c.purposes));
        }
    }
    if !e.answers.is_empty() {
        out.push_str("\n[answers]\n");
    }
    for (id, answer) in &e.answers {
        if let Some((fact, value)) = catalogue.fact(*id).and_then(|f| Some((f, written::text(f, *answer)?))) {
            let _ = writeln!(out, "{} = {value}", fact.id);
        }
    }
    out
}
