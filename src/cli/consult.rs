//! `consult`: one sentence or a plan in, what fits it out: best first, with the reason and the yen.

use super::args::Consult;
use super::input;
use super::outcome::{Failure, Outcome};
use super::output::{self, shown};
use super::place;
use super::suggest::{perhaps, suggest};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::beside::{MOST_TOWNS, beside};
use crate::domain::plan::edits::NAMED;
use crate::domain::plan::project::CostItem;
use crate::domain::plan::rank;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::fit::{Word, WordId};
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::domain::value::number::Yen;
use crate::export::json::consult::consult as json;
use crate::export::json::pretty;
use crate::present::beside::text as beside_text;
use crate::present::consult::text;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan_file;
use crate::session::consult::sentence::read;
use crate::session::prefill::prefill;
use crate::text::number;

/// `consult`
pub fn run(args: &Consult, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let evidence = Evidence::new(catalogue);
    let mut problems = Vec::new();
    let mut understood = understood(args, catalogue, &evidence, &mut problems)?;
    add(args, catalogue, &mut understood, &mut problems);
    let towns = towns(args, catalogue, &mut understood, &mut problems)?;
    if args.sentence.iter().all(|s| s.trim().is_empty()) && args.project.is_none() && understood.project.is_empty() {
        problems.push(
            "相談の文か --purpose を書いてください（例: chiiki-navi consult \"海士町で空き家を3軒直したい。1,800万円\"）"
                .to_owned(),
        );
    }
    if !problems.is_empty() {
        return Err(Failure::Input(problems.join("\n")));
    }
    if let Some(path) = args.save_project.as_deref() {
        let plan = plan_file::whole(catalogue, &evidence, &understood);
        let text = plan_file::write(catalogue, &plan);
        output::file(path, text.as_bytes(), args.force)?;
    }
    let first = towns.first().copied();
    let of = |town: Option<&'static Municipality>| {
        catalogue.infer(&town.map_or_else(Profile::new, |m| prefill(catalogue, m)))
    };
    let profiles: Vec<Profile> = towns.iter().map(|m| of(Some(*m))).collect();
    let nowhere = of(None);
    let on = |profile| Inquiry { catalogue, profile, as_of };
    let inquiry = on(profiles.first().unwrap_or(&nowhere));
    let overlaps = evidence.overlaps(&understood.words);
    let found = rank::consult(inquiry, &understood.project, &overlaps);
    let rows = if towns.len() > 1 {
        beside(&profiles.iter().map(on).collect::<Vec<_>>(), &understood.project, &overlaps)
    } else {
        Vec::new()
    };
    let told = if args.json {
        pretty(&json(inquiry, &towns, &understood, &found, &rows))
    } else if towns.len() > 1 {
        beside_text(catalogue, &towns, &understood, &rows)
    } else {
        text(inquiry, first, &understood, &found)
    };
    output::result(args.out.as_deref(), told.as_bytes(), args.force)
}

/// What the sentence or the plan's file says.
fn understood(
    args: &Consult,
    catalogue: &'static Catalogue,
    evidence: &Evidence,
    problems: &mut Vec<String>,
) -> Result<Understood, Failure> {
    let sentence = args.sentence.join(" ");
    let Some(path) = args.project.as_deref() else { return Ok(read(catalogue, evidence, &sentence)) };
    let (name, text) = input::read_text(path)?;
    Ok(plan_file::read(catalogue, evidence, &sentence, &text).unwrap_or_else(|all| {
        problems.extend(all.into_iter().map(|p| format!("{name}: {p}")));
        Understood::default()
    }))
}

/// Whom it is about: who was named with the option, else the one town of the sentence.
fn towns(
    args: &Consult,
    catalogue: &'static Catalogue,
    understood: &mut Understood,
    problems: &mut Vec<String>,
) -> Result<Vec<&'static Municipality>, Failure> {
    let mut out: Vec<&'static Municipality> = Vec::new();
    for name in &args.municipality {
        match place::find(catalogue, name) {
            Ok(m) if out.iter().any(|known| known.code == m.code) => {}
            Ok(m) => out.push(m),
            Err(Failure::Input(problem)) => problems.push(problem),
            Err(other) => return Err(other),
        }
    }
    if out.len() > MOST_TOWNS {
        problems.push(format!("並べられる自治体は{MOST_TOWNS}つまでです（{}つあります）", out.len()));
    }
    if args.municipality.is_empty() {
        if let [one] = understood.towns.as_slice() {
            out.push(*one);
        }
    } else {
        understood.settled(About::Town);
    }
    Ok(out)
}

/// What was said with options.
fn add(args: &Consult, catalogue: &'static Catalogue, out: &mut Understood, problems: &mut Vec<String>) {
    let v = catalogue.vocabulary;
    for name in &args.purpose {
        let Some(id) = word("目的", v.purposes, name, problems) else { continue };
        match out.project.purposes.iter_mut().find(|(known, _)| *known == id) {
            Some((_, weight)) => *weight += NAMED,
            None => out.project.purposes.push((id, NAMED)),
        }
    }
    for name in &args.actor {
        if let Some(id) = word("主体", v.actors, name, problems)
            && !out.project.actors.contains(&id)
        {
            out.project.actors.push(id);
        }
    }
    for text in &args.cost {
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
    if plan_file::lacks_unit(amount) {
        problems.push(format!("「{}」は円ですか、万円ですか。単位を書いてください", shown(amount)));
        return None;
    }
    match number::yen(amount.trim()) {
        Ok(yen) => {
            let label = list.get(usize::from(kind.0)).map(|w| w.name.to_owned()).unwrap_or_default();
            Some(CostItem { kind: Some(kind), label, yen: Yen(yen) })
        }
        Err(why) => {
            problems.push(format!("経費「{}」の金額が読めません。{why}", shown(text)));
            None
        }
    }
}
