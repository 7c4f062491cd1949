//! A plan as a file (TOML): written by hand or by `--save-project`, read for any town.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::domain::plan::project::CostItem;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Word, WordId};
use crate::domain::value::number::Yen;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::sentence;
use crate::session::written::{self, Scalar};
use crate::text::fold::fold;
use crate::text::number;

/// How strongly a purpose counts that was named as such, beside the words of a sentence.
pub const NAMED: u32 = 5;

/// What a file may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: Option<String>,
    text: Option<String>,
    purposes: Option<Vec<Spanned<Named>>>,
    actors: Option<Vec<Spanned<String>>>,
    kinds: Option<Vec<Spanned<String>>>,
    stage: Option<Spanned<String>>,
    loan: Option<Spanned<Value>>,
    public_money: Option<Spanned<Value>>,
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
}

/// The word of a list that somebody named by id, name, or one of its words.
pub fn word(list: &[Word], typed: &str) -> Option<WordId> {
    let wanted = fold(typed.trim());
    let is = |w: &Word| w.id == typed.trim() || fold(w.name) == wanted || w.words.iter().any(|x| fold(x) == wanted);
    list.iter().position(is).and_then(|at| u8::try_from(at).ok()).map(WordId)
}

/// Whether a bare number is so small that nobody can know whether it means 円 or 万円.
pub fn lacks_unit(amount: &str) -> bool {
    let bare = fold(amount.trim());
    bare != "0" && bare.len() < 5 && !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
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
    let text = text.trim_start_matches('\u{feff}');
    let raw: Raw = toml::from_str(text).map_err(|e| vec![fault(text, &e)])?;
    let mut reader = Reader { text, problems: Vec::new() };
    let own = raw.text.as_deref().unwrap_or_default();
    if !own.trim().is_empty() && !said.trim().is_empty() {
        reader.problems.push("text: 相談の文は、ファイルの text かコマンドのどちらか一方に書いてください".to_owned());
    }
    let mut out = sentence::read(catalogue, evidence, if own.trim().is_empty() { said } else { own });
    let v = catalogue.vocabulary;
    out.project.name = raw.name.unwrap_or_default();
    if let Some(purposes) = raw.purposes {
        let before = std::mem::take(&mut out.project.purposes);
        for one in &purposes {
            let (name, weight) = match one.get_ref() {
                Named::Word(name) => (name, None),
                Named::Weighed { name, weight } => (name, Some(*weight)),
            };
            let Some(id) = reader.word("purposes", "目的", v.purposes, one.span().start, name) else { continue };
            let known = || before.iter().find(|(b, _)| *b == id).map_or(NAMED, |(_, w)| *w);
            if !out.project.purposes.iter().any(|(known, _)| *known == id) {
                out.project.purposes.push((id, weight.unwrap_or_else(known)));
            }
        }
    }
    if let Some(actors) = raw.actors {
        out.project.actors = reader.words("actors", "主体", v.actors, &actors);
    }
    if let Some(kinds) = raw.kinds {
        out.project.kinds = reader.words("kinds", "経費の種類", v.costs, &kinds);
    }
    if let Some(stage) = raw.stage {
        let name = stage.get_ref();
        let read = |r: &mut Reader<'_>| r.word("stage", "段階", v.stages, stage.span().start, name);
        out.project.stage = if name.trim().is_empty() { None } else { read(&mut reader) };
    }
    if let Some(items) = raw.cost {
        out.project.costs = items.iter().filter_map(|item| reader.item(v.costs, item)).collect();
        // Asked of the sentence's amounts, and the file answers it.
        out.settled(About::Unit);
        for kind in out.project.costs.iter().filter_map(|c| c.kind) {
            if !out.project.kinds.contains(&kind) {
                out.project.kinds.push(kind);
            }
        }
    }
    if let Some(loan) = raw.loan {
        out.project.loan = reader.yen("loan", &loan).filter(|y| y.0 > 0);
    }
    if let Some(public) = raw.public_money {
        out.project.public_money = reader.yen("public_money", &public).filter(|y| y.0 > 0);
    }
    if let Some(persons) = raw.persons {
        out.project.persons = reader.persons(&persons);
    }
    for (key, value) in raw.answers.into_iter().flatten() {
        reader.answer(catalogue, &key, value, &mut out);
    }
    sort::by_key(&mut out.project.answers, |(fact, _)| *fact);
    if reader.problems.is_empty() { Ok(out) } else { Err(reader.problems) }
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

    fn item(&mut self, list: &[Word], item: &Item) -> Option<CostItem> {
        let kind = item.kind.as_ref().map(|k| self.word("cost.kind", "経費の種類", list, k.span().start, k.get_ref()));
        let yen = self.yen("cost.yen", &item.yen)?;
        let kind = match kind {
            None => None,
            Some(Some(id)) => Some(id),
            Some(None) => return None,
        };
        let named = || kind.and_then(|k| list.get(usize::from(k.0))).map(|w| w.name.to_owned()).unwrap_or_default();
        Some(CostItem { kind, label: item.label.clone().unwrap_or_else(named), yen })
    }

    fn yen(&mut self, key: &str, value: &Spanned<Value>) -> Option<Yen> {
        let at = value.span().start;
        let read = match value.get_ref() {
            Value::Integer(n) => number::yen(&n.to_string()),
            Value::String(s) if lacks_unit(s) => {
                self.say(at, key, &format!("「{}」は円ですか、万円ですか。単位を書いてください", s.trim()));
                return None;
            }
            Value::String(s) => number::yen(s),
            _ => {
                self.say(at, key, "金額は円の整数か \"1,800万円\" のように書いてください");
                return None;
            }
        };
        read.map_err(|why| self.say(at, key, &format!("金額が読めません。{why}"))).ok().map(Yen)
    }

    fn persons(&mut self, value: &Spanned<Value>) -> Option<u64> {
        let read = match value.get_ref() {
            Value::Integer(n) => u64::try_from(*n).ok(),
            Value::String(s) => number::count(s, &["人", "名"]).ok(),
            _ => None,
        };
        if read.is_none() {
            self.say(value.span().start, "persons", "人数は0以上の整数で書いてください");
        }
        read
    }

    fn answer(&mut self, catalogue: &Catalogue, key: &str, value: Spanned<Value>, out: &mut Understood) {
        let (at, key) = (value.span().start, key.trim());
        let full = format!("answers.{key}");
        let Some((id, fact)) = written::named(catalogue, key) else {
            return self.say(at, &full, "この項目はありません。chiiki-navi facts で調べられます");
        };
        match Scalar::toml(value.into_inner()) {
            None => self.say(at, &full, "値は1つ（はい・いいえ、数、文字）にしてください"),
            Some(scalar) => match written::answer(fact, &scalar) {
                Ok(answer) => out.project.answers.push((id, answer)),
                Err(why) => self.say(at, &full, &why),
            },
        }
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
        _ => format!("TOML として読めません（{line}行目: {}）", e.message().replace(char::is_control, " ")),
    }
}

/// The plan as [`read`] takes it, for any town: names of towns are left out.
pub fn write(catalogue: &'static Catalogue, evidence: &Evidence, u: &Understood) -> String {
    let (v, p) = (catalogue.vocabulary, &u.project);
    let quoted = |s: &str| Value::String(s.to_owned()).to_string();
    let name = |list: &[Word], id: WordId| list.get(usize::from(id.0)).map_or_else(String::new, |w| quoted(w.name));
    let list = |words: &[Word], ids: &[WordId]| ids.iter().map(|id| name(words, *id)).collect::<Vec<_>>().join(", ");
    let plain = sentence::read(catalogue, evidence, &u.words).project;
    let purpose = |(id, weight): &(WordId, u32)| {
        let expected = plain.purposes.iter().find(|(b, _)| b == id).map_or(NAMED, |(_, w)| *w);
        let name = name(v.purposes, *id);
        if expected == *weight { name } else { format!("{{ name = {name}, weight = {weight} }}") }
    };
    let purposes: Vec<String> = p.purposes.iter().map(purpose).collect();
    let mut out =
        String::from("# chiiki-navi の計画。chiiki-navi consult --project このファイル --municipality 自治体\n");
    let _ = writeln!(out, "name = {}", quoted(&p.name));
    let _ = writeln!(out, "text = {}", quoted(u.words.trim()));
    let _ = writeln!(out, "purposes = [{}]", purposes.join(", "));
    let _ = writeln!(out, "actors = [{}]", list(v.actors, &p.actors));
    let _ = writeln!(out, "kinds = [{}]", list(v.costs, &p.kinds));
    let _ = writeln!(out, "stage = {}", p.stage.map_or_else(|| quoted(""), |s| name(v.stages, s)));
    let _ = writeln!(out, "loan = {}", p.loan.map_or(0, |y| y.0));
    let _ = writeln!(out, "public_money = {}", p.public_money.map_or(0, |y| y.0));
    if let Some(n) = p.persons {
        let _ = writeln!(out, "persons = {n}");
    }
    if p.costs.is_empty() {
        out.push_str("cost = []\n");
    }
    for c in &p.costs {
        out.push_str("\n[[cost]]\n");
        if let Some(kind) = c.kind {
            let _ = writeln!(out, "kind = {}", name(v.costs, kind));
        }
        let _ = writeln!(out, "label = {}\nyen = {}", quoted(&c.label), c.yen.0);
    }
    if !p.answers.is_empty() {
        out.push_str("\n[answers]\n");
    }
    for (id, answer) in &p.answers {
        if let Some((fact, value)) = catalogue.fact(*id).and_then(|f| Some((f, written::text(f, *answer)?))) {
            let _ = writeln!(out, "{} = {value}", fact.id);
        }
    }
    out
}
