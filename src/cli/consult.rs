//! `consult`: one sentence or a plan in, what fits it out: best first, with the reason and the yen.

use super::args::Consult;
use super::input;
use super::outcome::{Failure, Outcome, refuse};
use super::{output, place, plan};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::beside::{MOST_TOWNS, beside};
use crate::domain::plan::rank;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::export::json::consult::consult as json;
use crate::export::json::pretty;
use crate::present::beside::text as beside_text;
use crate::present::consult::text;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan_file;
use crate::session::consult::sentence::read;
use crate::session::prefill::prefill;

/// `consult`
pub fn run(args: &Consult, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let evidence = Evidence::new(catalogue);
    let mut problems = Vec::new();
    let sentence = args.sentence.join(" ");
    let mut understood = match args.project.as_deref() {
        Some(path) => plan::file(catalogue, &evidence, &sentence, &input::read_text(path)?, &mut problems),
        None => read(catalogue, &evidence, &sentence),
    };
    plan::add(&args.said, catalogue, &mut understood, &mut problems);
    let towns = towns(args, catalogue, &mut understood, &mut problems)?;
    if sentence.trim().is_empty() && args.project.is_none() && understood.project.is_empty() {
        problems.push(
            "相談の文か --purpose を書いてください（例: chiiki-navi consult \"海士町で空き家を3軒直したい。1,800万円\"）"
                .to_owned(),
        );
    }
    refuse(&problems)?;
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
