//! `assess`: a municipality and a plan in, verdicts, rates and money out.

use super::args::{Assess, Format};
use super::input::{self, Input};
use super::list::{pretty, programme};
use super::{Failure, Outcome, output, place};
use crate::app::prefill::prefill;
use crate::domain::assess::assess;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::Date;
use crate::domain::profile::Profile;
use crate::domain::programme::Programme;
use crate::domain::rank::{Order, rank};
use crate::export::{Report, json, markdown, table};

/// `assess`
pub fn run(args: &Assess, catalogue: &'static Catalogue, as_of: Option<Date>, today: Date) -> Outcome {
    let mut problems = Vec::new();
    let mut input = match (&args.profile, &args.session) {
        (_, Some(path)) => input::read_session(path)?,
        (Some(path), None) => input::read(path)?,
        (None, None) => Input::default(),
    };
    input.set(&args.set, &mut problems);
    let written = input.as_of(&mut problems);
    let as_of = as_of.or(written).unwrap_or(today);
    let name = args.municipality.clone().or_else(|| input.municipality(&mut problems));
    let municipality = match name.map(|n| place::find(catalogue, &n)) {
        Some(Ok(m)) => Some(m),
        Some(Err(Failure::Input(problem))) => {
            problems.push(problem);
            None
        }
        _ => None,
    };
    let mut profile = municipality.map_or_else(Profile::new, |m| prefill(catalogue, m));
    input.apply(catalogue, &mut profile, &mut problems);
    let wanted = wanted(catalogue, &args.programme, &mut problems);
    if !problems.is_empty() {
        return Err(Failure::Input(problems.join("\n")));
    }
    let profile = catalogue.infer(&profile);
    let mut results: Vec<_> = wanted.into_iter().map(|p| assess(p, &profile, catalogue.facts, as_of)).collect();
    rank(Order::Certainty, &mut results);
    let report = Report {
        catalogue,
        fingerprint: catalogue.fingerprint(),
        as_of,
        municipality,
        profile: &profile,
        results: &results,
        details: args.details,
    };
    let format = if args.json { Format::Json } else { args.format };
    let text = match format {
        Format::Table => table::assess(&report),
        Format::Json => pretty(&json::assess(&report)),
        Format::Markdown => markdown::assess(&report),
    };
    match &args.output {
        Some(path) => output::file(path, &text, args.force),
        None => output::stdout(&text),
    }
}

/// The programmes asked for, or all.
fn wanted(catalogue: &'static Catalogue, ids: &[String], problems: &mut Vec<String>) -> Vec<&'static Programme> {
    if ids.is_empty() {
        return catalogue.programmes.iter().collect();
    }
    let mut out: Vec<&'static Programme> = Vec::new();
    for id in ids {
        match programme(catalogue, id) {
            Ok(p) if out.iter().any(|known| known.id == p.id) => {}
            Ok(p) => out.push(p),
            Err(problem) => problems.push(problem),
        }
    }
    out
}
