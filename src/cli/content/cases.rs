//! `content cases`: cases on both sides of every bound, with what the program answers today, to be confirmed by a person.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::folder::folder;
use crate::cli::args::content::Cases;
use crate::cli::bundle::judge::named;
use crate::cli::bundle::sources::{Sources, keep};
use crate::cli::list::programme;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::domain::judge::completion::Completions;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Variable, World};
use crate::domain::terms::profile::{Answer, Fact, FactId, Profile, Value};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;
use crate::domain::value::truth::Truth;
use crate::golden::{parse, run as answers};

/// `content cases`
pub fn run(args: &Cases, sources: &Sources, as_of: Date) -> Outcome {
    let catalogue = match &args.dir {
        Some(dir) => {
            folder(dir)?;
            keep(&named(dir, &[], true)?.catalogue)
        }
        None => sources.catalogue()?,
    };
    let p = programme(catalogue, &args.id).map_err(Failure::Input)?;
    let text = cases(catalogue, p, as_of);
    match &args.dir {
        None => output::stdout(&text),
        Some(dir) => {
            let golden = dir.join("golden");
            let mut path = golden.join(format!("{}.toml", p.id));
            if path.exists() {
                path = golden.join(format!("{}-sakaime.toml", p.id));
            }
            std::fs::create_dir_all(&golden)
                .map_err(|e| Failure::Failed(format!("{} が作れません（{e}）", output::shown_path(&golden))))?;
            output::file(&path, text.as_bytes(), false)?;
            output::stdout(
                "資料で1つずつ確かめ、合っていれば TODO を消してください。違っていれば、制度のファイルの方を直します\n",
            )
        }
    }
}

/// The case file.
fn cases(catalogue: &'static Catalogue, p: &'static Programme, as_of: Date) -> String {
    let whole = Completions::new(p.conditions(), &Profile::new(), catalogue.facts);
    let base = base(catalogue, p, &whole);
    let mut out = format!(
        "title = \"{}: 条件の境目\"\nas_of = {as_of}\n\
         # 作った案です。値は、いまのプログラムの答えです（yes 該当・満たす、no 対象外・満たさない、unknown 要確認）。\n\
         # 資料で確かめた行の TODO を消してください\n[profile]\n",
        p.name
    );
    for (fact, value) in &base {
        let _ = writeln!(out, "{fact} = {value}");
    }
    let mut all: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for (variable, values) in whole.variables() {
        let mut given = |pairs: &[(FactId, Value)]| {
            let one = |(id, value): &(FactId, Value)| {
                let fact = catalogue.fact(*id)?;
                Some((fact.id.to_owned(), written(fact, *value)))
            };
            if let Some(pairs) = pairs.iter().map(one).collect::<Option<Vec<_>>>() {
                all.push(pairs);
            }
        };
        match *variable {
            Variable::Fact(id) => values.iter().for_each(|v| given(&[(id, *v)])),
            Variable::Ratio(a, b) => values.iter().for_each(|v| given(&ratio(a, b, *v))),
            Variable::Point(_) => {}
        }
        if let Variable::Fact(id) = variable {
            all.extend(catalogue.fact(*id).map(|f| vec![(f.id.to_owned(), "\"?\"".to_owned())]));
        }
    }
    let head = out.clone();
    for set in all {
        if !set.is_empty() && set.iter().all(|(fact, value)| base.get(fact) == Some(value)) {
            continue;
        }
        let said = |(fact, value): &(String, String)| match catalogue.fact_named(fact) {
            Some((_, fact)) => format!("{} {}", fact.label, spoken(fact, value.trim_matches('"'))),
            None => String::new(),
        };
        let label = if set.is_empty() {
            "もとの答え".to_owned()
        } else {
            set.iter().map(said).collect::<Vec<_>>().join("、").replace('"', "")
        };
        let pairs: Vec<String> = set.iter().map(|(fact, value)| format!("{fact} = {value}")).collect();
        let set = if pairs.is_empty() { String::new() } else { format!("set = {{ {} }}\n", pairs.join(", ")) };
        let expect = format!("[[expect]]\nlabel = \"{label}\"\nprogramme = \"{}\"\n{set}", p.id);
        out += &expect;
        out += &told(catalogue, p, &format!("{head}{expect}"));
    }
    out
}

/// The answer in a person's words.
fn spoken<'a>(fact: &'a Fact, value: &'a str) -> &'a str {
    match value {
        "?" => "分からない",
        "true" => "はい",
        "false" => "いいえ",
        _ => fact.kind.options().iter().find(|o| o.id == value).map_or(value, |o| o.label),
    }
}

/// What the program answers to the one expectation of a text, as the keys of a case, each to be confirmed.
fn told(catalogue: &'static Catalogue, p: &Programme, text: &str) -> String {
    let Ok(mut case) = parse(text) else { return String::new() };
    for e in &mut case.expect {
        e.verdict = Some(String::new());
        e.plan = Some(String::new());
        e.rates = p.rates.iter().map(|g| (g.id.to_owned(), String::new())).collect();
        e.ceilings = p.ceilings.iter().map(|g| (g.id.to_owned(), toml::Value::String(String::new()))).collect();
    }
    let misses = answers(catalogue, &case);
    let mut out = String::new();
    for key in ["verdict", "plan"] {
        if let Some(m) = misses.iter().find(|m| m.key == key) {
            let _ = writeln!(out, "{key} = \"{}\"   # TODO 資料で確かめる", m.got);
        }
    }
    for (key, prefix) in [("rates", "rates."), ("ceilings", "ceilings.")] {
        let of = misses.iter().filter_map(|m| Some((m.key.strip_prefix(prefix)?, bare(&m.got))));
        let all: Vec<String> = of.map(|(group, got)| format!("{group} = \"{got}\"")).collect();
        if !all.is_empty() {
            let _ = writeln!(out, "{key} = {{ {} }}   # TODO 資料で確かめる", all.join(", "));
        }
    }
    out
}

/// `1/2（原則） | 2/3（…）` → `1/2 | 2/3`.
fn bare(text: &str) -> String {
    text.split(" | ").map(|p| p.split('（').next().unwrap_or_default()).collect::<Vec<_>>().join(" | ")
}

/// Answers with which the body and the plan meet every condition, as many of them as can be; for all other questions
/// the first answer of those that stand for all.
fn base(catalogue: &Catalogue, p: &'static Programme, whole: &Completions) -> BTreeMap<String, String> {
    let mut profile = Profile::new();
    for condition in p.deciding() {
        let each = Completions::new(std::iter::once(condition), &profile, catalogue.facts);
        let mut assumed = Vec::new();
        let found = (0..each.count().unwrap_or(0)).any(|i| {
            each.at(i, &mut assumed);
            condition.truth(&World { profile: &profile, assumed: &assumed }) == Truth::Yes
        });
        for (variable, value) in assumed.iter().filter(|_| found) {
            match *variable {
                Variable::Fact(id) => profile.give(id, *value),
                Variable::Ratio(a, b) => ratio(a, b, *value).into_iter().for_each(|(id, v)| profile.give(id, v)),
                Variable::Point(_) => {}
            }
        }
    }
    for (variable, values) in whole.variables() {
        let Variable::Fact(id) = *variable else { continue };
        let no = values.iter().find(|v| **v == Value::Flag(false)).or_else(|| values.first());
        if let Some(value) = no.filter(|_| profile.answer(id) == Answer::NotAsked) {
            profile.give(id, *value);
        }
    }
    let mut out = BTreeMap::new();
    for (id, fact) in catalogue.fact_ids() {
        if let Answer::Known(value, _) = profile.answer(id) {
            out.insert(fact.id.to_owned(), written(fact, value));
        }
    }
    out
}

/// Two amounts of which the first is `value` times the second.
fn ratio(a: FactId, b: FactId, value: Value) -> Vec<(FactId, Value)> {
    const DIVISOR: i64 = 10_000_000;
    let Value::Number(n) = value else { return Vec::new() };
    let scale = 10i64.checked_pow(u32::from(n.places)).unwrap_or(1);
    // A bound has far fewer places than the divisor has noughts; what is just beside it is one yen off.
    let exact = i128::from(n.mantissa) * i128::from(DIVISOR);
    let below = i64::try_from(exact.div_euclid(i128::from(scale))).unwrap_or(0);
    let above = exact.rem_euclid(i128::from(scale)) > i128::from(scale) / 2;
    let first = below + i64::from(above || exact.rem_euclid(i128::from(scale)) != 0 && n.mantissa % 10 == 1);
    vec![(a, Value::Number(Decimal::whole(first))), (b, Value::Number(Decimal::whole(DIVISOR)))]
}

/// An answer as a case has it.
fn written(fact: &Fact, value: Value) -> String {
    let text = fact.kind.written(value);
    if matches!(value, Value::Flag(_)) { text } else { format!("\"{text}\"") }
}
