//! `assess`: a municipality and a plan in, verdicts, rates and money out.

use super::args::{Assess, Filter};
use super::format::{self, Format};
use super::input::{self, Input};
use super::list::{passes, programme};
use super::outcome::{Failure, Outcome, refuse};
use super::{output, place};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Order, rank};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::{self, Export, ResultsExport, table};
use crate::present::form::{Form, Scope};
use crate::session::prefill::prefill;

/// `assess`
pub fn run(args: &Assess, catalogue: &'static Catalogue, as_of: Option<Date>, today: Date) -> Outcome {
    let mut problems = Vec::new();
    let mut input = match (&args.profile, &args.session) {
        (_, Some(path)) => input::read_session(catalogue, path)?,
        (Some(path), None) => input::read(catalogue, path)?,
        (None, None) => Input::default(),
    };
    if let Some(path) = &args.project {
        input.add(input::read(catalogue, path)?);
    }
    input.set(&args.set, &mut problems);
    let written = input.as_of(&mut problems);
    let as_of = as_of.or(written).unwrap_or(today);
    let name = args.municipality.clone().or_else(|| args.name.clone()).or_else(|| input.municipality(&mut problems));
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
    let mut wanted = wanted(catalogue, &args.programme, &mut problems);
    let filter = Filter { role: args.role.clone(), ..Filter::default() };
    let passes = passes(&filter, catalogue, as_of)?;
    wanted.retain(|p| passes(p));
    refuse(&problems)?;
    let profile = catalogue.infer(&profile);
    let inquiry = Inquiry { catalogue, profile: &profile, as_of };
    let mut results: Vec<_> = wanted.into_iter().map(|p| inquiry.assess(p)).collect();
    rank(Order::Certainty, &mut results);
    let ids = results.iter().map(|a| a.programme.id).collect::<Vec<_>>().join("、");
    let named = (!args.programme.is_empty()).then(|| format!("制度の指定 {ids}"));
    let role = results.first().filter(|_| args.role.is_some()).map(|a| format!("区分 {}", a.programme.role.name()));
    let chosen = role.into_iter().chain(named).collect::<Vec<_>>().join("、");
    let report = ResultsExport {
        inquiry,
        municipality,
        results: &results,
        details: args.details,
        scope: Scope::Results,
        chosen: &chosen,
    };
    let asked = if args.json { Some(Format::File(Form::Json)) } else { args.format };
    let bytes = match format::choose(asked, args.out.as_deref(), &Format::ALL)? {
        Format::Table => table::assess(&report).into_bytes(),
        Format::File(form) => export::bytes(&Export::Results(report), form).map_err(Failure::Failed)?,
    };
    output::result(args.out.as_deref(), &bytes, args.force)
}

/// The programmes asked for, or all.
pub fn wanted(catalogue: &'static Catalogue, ids: &[String], problems: &mut Vec<String>) -> Vec<&'static Programme> {
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
