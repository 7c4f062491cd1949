//! `assess`: a municipality and a plan in, verdicts, rates and money out.

use std::io::IsTerminal as _;
use std::path::Path;

use super::args::{Assess, Format};
use super::input::{self, Input};
use super::list::programme;
use super::{Failure, Outcome, output, place};
use crate::domain::judge::assess::assess;
use crate::domain::judge::rank::{Order, rank};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::{self, Content, Report, table};
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
    let wanted = wanted(catalogue, &args.programme, &mut problems);
    if !problems.is_empty() {
        return Err(Failure::Input(problems.join("\n")));
    }
    let profile = catalogue.infer(&profile);
    let mut results: Vec<_> = wanted.into_iter().map(|p| assess(p, &profile, catalogue.facts, as_of)).collect();
    rank(Order::Certainty, &mut results);
    let chosen = if args.programme.is_empty() {
        String::new()
    } else {
        format!("制度の指定 {}", results.iter().map(|a| a.programme.id).collect::<Vec<_>>().join("、"))
    };
    let report = Report {
        catalogue,
        fingerprint: catalogue.fingerprint(),
        as_of,
        municipality,
        profile: &profile,
        results: &results,
        details: args.details,
        scope: Scope::Results,
        chosen: &chosen,
    };
    let form = match format(args)? {
        Format::Table => return text(args, &table::assess(&report)),
        Format::Html => Form::Html,
        Format::Xlsx => Form::Xlsx,
        Format::Csv => Form::Csv,
        Format::Markdown => Form::Markdown,
        Format::Json => Form::Json,
    };
    if form == Form::Xlsx && args.out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Input("xlsx は端末に表示できません。--out ファイル名 を付けてください".to_owned()));
    }
    let bytes = export::bytes(&Content::Report(report), form).map_err(Failure::Failed)?;
    match &args.out {
        Some(path) => output::file(path, &bytes, args.force),
        None => output::bytes(&bytes),
    }
}

/// As asked, or as the file's ending says.
fn format(args: &Assess) -> Result<Format, Failure> {
    let ending = args.out.as_deref().and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    let named = match ending.as_deref() {
        Some("html" | "htm") => Some(Format::Html),
        Some("xlsx") => Some(Format::Xlsx),
        Some("csv") => Some(Format::Csv),
        Some("md" | "markdown") => Some(Format::Markdown),
        Some("json") => Some(Format::Json),
        _ => None,
    };
    let asked = if args.json { Some(Format::Json) } else { args.format };
    match (asked, named, ending.as_deref()) {
        (Some(asked), Some(named), Some(ending)) if asked != named => {
            Err(Failure::Input(format!("--format と「.{ending}」が合いません。どちらかに合わせてください")))
        }
        (Some(format), ..) | (None, Some(format), _) => Ok(format),
        (None, None, Some("txt") | None) => Ok(Format::Table),
        (None, None, Some(other)) => Err(Failure::Input(format!(
            "「.{}」の形式が分かりません。--format html、xlsx、csv、markdown、json、table のどれかを付けてください",
            output::shown(other)
        ))),
    }
}

fn text(args: &Assess, text: &str) -> Outcome {
    match &args.out {
        Some(path) => output::file(path, text.as_bytes(), args.force),
        None => output::stdout(text),
    }
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
