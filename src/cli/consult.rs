//! `consult`: one sentence or a plan in, what fits it out: best first, with the reason and the yen.

use std::path::Path;

use super::args::Consult;
use super::assess::wanted;
use super::input;
use super::outcome::{Failure, Outcome, refuse};
use super::{clash, output, place, plan};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::beside::{MOST_TOWNS, beside};
use crate::domain::plan::laid::laid;
use crate::domain::plan::rank;
use crate::domain::plan::understood::{About, Overlaps, Understood};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::export::json::consult::consult as json;
use crate::export::json::pretty;
use crate::export::{self, Export, Make, PlanExport, ResultsExport, TownsExport};
use crate::present::beside::text as beside_text;
use crate::present::consult::{ask_differing, text};
use crate::present::form::{Form, Scope};
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan_file;
use crate::session::consult::sentence::read;
use crate::session::prefill::prefill;

/// `consult`
pub fn run(args: &Consult, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let evidence = Evidence::new(catalogue);
    let mut problems = Vec::new();
    let sentence = args.sentence.join(" ");
    let file = args.project.as_deref().map(input::read_text).transpose()?;
    let mut understood = match &file {
        Some(file) => plan::file(catalogue, &evidence, &sentence, file, &mut problems),
        None => read(catalogue, &evidence, &sentence),
    };
    let places = file.map(|f| plan::places(catalogue, &understood.project, &f)).unwrap_or_default();
    plan::add(&args.said, catalogue, &mut understood, &mut problems);
    let towns = towns(args, catalogue, &mut understood, &mut problems)?;
    if sentence.trim().is_empty() && args.project.is_none() && understood.project.is_empty() {
        problems.push(
            "相談の文か --purpose を書いてください（例: chiiki-navi consult \"海士町で空き家を3軒直したい。1,800万円\"）"
                .to_owned(),
        );
    }
    let first = towns.first().copied();
    let of = |town: Option<&'static Municipality>| {
        catalogue.infer(&town.map_or_else(Profile::new, |m| prefill(catalogue, m)))
    };
    let mut profiles: Vec<Profile> = towns.iter().map(|m| of(Some(*m))).collect();
    let mut nowhere = of(None);
    // What the sentence says of its town; of several it says it of none.
    if towns.len() < 2 {
        let profile = profiles.first_mut().unwrap_or(&mut nowhere);
        ask_differing(catalogue, profile, &mut understood);
        *profile = catalogue.infer(&profile.filled(&understood.body));
    }
    for (profile, town) in profiles.iter().zip(&towns) {
        let found = clash::problems(catalogue, &understood.project.over(profile), &places);
        problems.extend(found.into_iter().map(|p| format!("{}: {p}", town.full_name())));
    }
    if towns.is_empty() {
        problems.extend(clash::problems(catalogue, &understood.project.over(&nowhere), &places));
    }
    refuse(&problems)?;
    if let Some(path) = args.save_project.as_deref() {
        let plan = plan_file::whole(catalogue, &evidence, &understood);
        let text = plan_file::write(catalogue, &plan);
        output::file(path, text.as_bytes(), args.to.force)?;
    }
    let on = |profile| Inquiry { catalogue, profile, as_of };
    let inquiry = on(profiles.first().unwrap_or(&nowhere));
    let overlaps = evidence.overlaps(&understood.words);
    let found = rank::consult(inquiry, &understood.project, &overlaps);
    let rows = if towns.len() > 1 {
        beside(&profiles.iter().map(on).collect::<Vec<_>>(), &understood.project, &overlaps)
    } else {
        Vec::new()
    };
    let out = |all: &[&str]| args.to.out.as_deref().filter(|path| ends(path, all));
    if args.sheet || out(&PAGES).is_some() {
        let again = output::again(as_of);
        let command = if args.sheet { again } else { format!("{again} --sheet") };
        let make = args.page.make(&command);
        let bytes = if towns.len() > 1 {
            let each: Vec<_> = towns.iter().copied().zip(profiles.iter().map(on)).collect();
            let said = sentence.trim();
            let of = TownsExport { towns: &each, understood: &understood, said, rows: &rows, make };
            export::bytes(&Export::Towns(of), Form::Html)
        } else {
            page(catalogue, inquiry, first, (&understood, sentence.trim(), &overlaps), args, make)?
        };
        return args.to.write(&bytes.map_err(Failure::Failed)?);
    }
    if let Some(path) = out(&OTHERS) {
        return Err(Failure::Input(format!(
            "{} には書けません。相談は文字（.txt）、A4 1枚（.html）、JSON（--json）です。表は chiiki-navi assess --project 計画のファイル --format xlsx で書けます",
            output::shown_path(path)
        )));
    }
    let told = if args.json || out(&["json"]).is_some() {
        pretty(&json(inquiry, &towns, &understood, &found, &rows))
    } else if towns.len() > 1 {
        beside_text(catalogue, &towns, &understood, &rows)
    } else {
        text(inquiry, first, &understood, &found)
    };
    args.to.write(told.as_bytes())
}

/// Names of pages end so.
const PAGES: [&str; 2] = ["html", "htm"];

/// Names of workbooks, tables and documents: text in them would open as broken ones.
const OTHERS: [&str; 5] = ["xlsx", "xls", "csv", "pdf", "docx"];

fn ends(path: &Path, all: &[&str]) -> bool {
    path.extension().is_some_and(|e| all.iter().any(|o| e.eq_ignore_ascii_case(o)))
}

/// The one page of a plan.
fn page(
    catalogue: &'static Catalogue,
    inquiry: Inquiry<'_>,
    municipality: Option<&'static Municipality>,
    (understood, said, overlaps): (&Understood, &str, &Overlaps),
    args: &Consult,
    make: Make<'_>,
) -> Result<Result<Vec<u8>, String>, Failure> {
    let mut problems = Vec::new();
    let wanted = wanted(catalogue, &args.programme, &mut problems);
    refuse(&problems)?;
    let marked = !args.programme.is_empty();
    let profile = understood.project.on(inquiry.catalogue, inquiry.profile);
    let inquiry = inquiry.with(&profile);
    let laid = laid(inquiry, &understood.project, overlaps, &wanted, marked);
    let plan = Some(PlanExport { understood, said, laid: &laid });
    let report = ResultsExport {
        inquiry,
        municipality,
        results: &laid.results,
        marked,
        make,
        scope: Scope::Results,
        chosen: "",
        plan,
    };
    Ok(export::bytes(&Export::Results(report), Form::Html))
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
