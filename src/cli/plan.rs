//! A plan as the command line gives it: a file, and options.

use super::args::Said;
use super::input::Whence;
use super::output::shown;
use super::suggest::{perhaps, suggest};
use crate::domain::plan::edits::NAMED;
use crate::domain::plan::project::{CostItem, Project};
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Word, WordId};
use crate::domain::terms::profile::FactId;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan_file;
use crate::session::written::line_of;
use crate::store::format;

/// Keys that a plan has and a file of answers has not.
const KEYS: [&str; 8] = ["name", "text", "purposes", "actors", "kinds", "stage", "[[cost]]", "[answers]"];

/// Whether the text is a plan, right or wrong, and not a file of answers.
pub fn is_plan(text: &str) -> bool {
    let key = |line: &str| line.split_once('=').map_or(line, |(key, _)| key).trim().to_owned();
    let no_costs = |line: &str| line.split_whitespace().collect::<String>() == "cost=[]";
    !format::claims(text)
        && text.trim_start_matches('\u{feff}').lines().any(|l| KEYS.contains(&key(l).as_str()) || no_costs(l))
}

/// The plan of a file (its name and its text); `sentence` is what was said beside it.
pub fn file(
    catalogue: &'static Catalogue,
    evidence: &Evidence,
    sentence: &str,
    (name, text): &(String, String),
    problems: &mut Vec<String>,
) -> Understood {
    plan_file::read(catalogue, evidence, sentence, text).unwrap_or_else(|all| {
        problems.extend(all.into_iter().map(|p| format!("{name}: {p}")));
        Understood::default()
    })
}

/// Where the plan's own answers stand in its file (its name and its text).
pub fn places(catalogue: &Catalogue, project: &Project, (name, text): &(String, String)) -> Vec<Whence> {
    let place = |(fact, _): &(FactId, _)| {
        let f = catalogue.fact(*fact)?;
        let line = [f.id, f.label].into_iter().find_map(|key| line_of(text, key));
        let line = line.map_or_else(String::new, |n| format!(" {n}行目"));
        Some(Whence { fact: *fact, at: format!("{name}{line} answers.{}", f.id) })
    };
    project.answers.iter().filter_map(place).collect()
}

/// What was said with options.
pub fn add(said: &Said, catalogue: &'static Catalogue, out: &mut Understood, problems: &mut Vec<String>) {
    let v = catalogue.vocabulary;
    for name in &said.purpose {
        let Some(id) = word("目的", v.purposes, name, problems) else { continue };
        match out.project.purposes.iter_mut().find(|(known, _)| *known == id) {
            Some((_, weight)) => *weight += NAMED,
            None => out.project.purposes.push((id, NAMED)),
        }
        out.project.only_names = false;
    }
    for name in &said.actor {
        if let Some(id) = word("主体", v.actors, name, problems)
            && !out.project.actors.contains(&id)
        {
            out.project.actors.push(id);
        }
    }
    if !said.cost.is_empty() && !out.project.costs.is_empty() {
        out.ask(About::Other, "--cost の金額は、文の金額に足しています");
    }
    for text in &said.cost {
        if let Some(item) = cost(v.costs, text, problems) {
            if let Some(kind) = item.kind.filter(|k| out.except.contains(k)) {
                let name = v.costs.get(usize::from(kind.0)).map_or("", |w| w.name);
                out.ask(About::Other, format!("経費「{name}」は、文では除き、--cost では含めています。どちらですか"));
            }
            if let Some(kind) = item.kind
                && !out.project.kinds.contains(&kind)
            {
                out.project.kinds.push(kind);
            }
            out.project.costs.push(item);
        }
    }
}

/// The word of a list that somebody named by id, name, or one of its words.
fn word(what: &str, list: &'static [Word], typed: &str, problems: &mut Vec<String>) -> Option<WordId> {
    let found = plan_file::word(list, typed);
    if found.is_none() {
        let all: Vec<&str> = list.iter().map(|w| w.name).collect();
        let near = perhaps(&suggest(typed, list.iter().map(|w| (w.id, w.name))));
        problems.push(format!("{what}「{}」はありません。{near}選べるもの: {}", shown(typed), all.join("、")));
    }
    found
}

/// `施設整備=1800万円`
fn cost(list: &'static [Word], text: &str, problems: &mut Vec<String>) -> Option<CostItem> {
    let Some((name, amount)) = text.split_once(['=', '＝']) else {
        problems.push(format!("経費「{}」は 種類=金額 と書いてください（例: 施設整備=1,800万円）", shown(text)));
        return None;
    };
    let kind = word("経費の種類", list, name.trim(), problems)?;
    match plan_file::amount(amount.trim()) {
        Ok(yen) => {
            let label = list.get(usize::from(kind.0)).map(|w| w.name.to_owned()).unwrap_or_default();
            Some(CostItem::new(Some(kind), label, yen))
        }
        Err(why) => {
            problems.push(format!("経費「{}」の{}", shown(text), why.replace(char::is_control, "\u{fffd}")));
            None
        }
    }
}
