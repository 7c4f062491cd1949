//! `assess`: a municipality and a plan in, verdicts, rates and money out.

use super::args::{Assess, Said};
use super::format::{self, Format};
use super::input::{self, Input, Whence};
use super::list::{not_one_of, passes, programme};
use super::outcome::{Failure, Outcome, refuse};
use super::{clash, output, place, plan};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, Order, group, rank};
use crate::domain::plan::laid;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;
use crate::domain::value::date::Date;
use crate::export::{self, Export, PlanExport, ResultsExport, table};
use crate::present::form::{Annex, Annexes, Form, Scope};
use crate::present::word;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan_file;
use crate::session::prefill::prefill;

/// `assess`
pub fn run(args: &Assess, catalogue: &'static Catalogue, as_of: Option<Date>, today: Date) -> Outcome {
    let mut problems = Vec::new();
    let mut input = match (&args.profile, &args.session) {
        (_, Some(path)) => input::read_session(catalogue, path)?,
        (Some(path), None) => input::read(catalogue, path)?,
        (None, None) => Input::default(),
    };
    let (mut plan, of_plan) = plan(args, catalogue, &mut input, &mut problems)?;
    let mut set = Input::default();
    set.set(&args.set, &mut problems);
    let mut last = Profile::new();
    set.clone().apply(catalogue, &mut last, &mut Vec::new());
    input.add(set);
    let written = input.as_of(&mut problems);
    let as_of = as_of.or(written).unwrap_or(today);
    let named = args.municipality.clone().or_else(|| args.name.clone()).or_else(|| input.municipality(&mut problems));
    // Else the one town of the plan's sentence.
    let said =
        plan.as_ref().and_then(|(_, u, _)| if let [one] = u.towns.as_slice() { Some(one.full_name()) } else { None });
    let name = named.or(said);
    let municipality = match name.map(|n| place::find(catalogue, &n)) {
        Some(Ok(m)) => Some(m),
        Some(Err(Failure::Input(problem))) => {
            problems.push(problem);
            None
        }
        _ => None,
    };
    let mut profile = municipality.map_or_else(Profile::new, |m| prefill(catalogue, m));
    let mut places = input.apply(catalogue, &mut profile, &mut problems);
    if let Some((_, understood, _)) = &mut plan {
        if municipality.is_some() {
            understood.settled(About::Town);
        }
        // What was set for this run wins over the plan, and the plan over the answers of a file.
        understood.project.overrule(last.iter());
    }
    let mut wanted = wanted(catalogue, &args.programme, &mut problems);
    let passes = passes(&args.filter, catalogue, as_of)?;
    wanted.retain(|p| passes(p));
    let verdicts = verdicts(&args.verdict, &mut problems);
    let mut handed_in = profile.clone();
    if let Some((_, understood, _)) = &plan {
        handed_in = understood.project.over(&profile);
        places.extend(of_plan.iter().filter(|p| understood.project.answers.iter().any(|(f, _)| *f == p.fact)).cloned());
    }
    problems.extend(clash::problems(catalogue, &handed_in, &places));
    refuse(&problems)?;
    let mut profile = catalogue.infer(&profile);
    if let Some((_, understood, _)) = &plan {
        profile = understood.project.on(catalogue, &profile);
    }
    let inquiry = Inquiry { catalogue, profile: &profile, as_of };
    let mut laid = match &plan {
        Some((evidence, u, _)) => {
            laid::laid(inquiry, &u.project, &evidence.overlaps(&u.words), &wanted, !args.programme.is_empty())
        }
        None => {
            laid::Laid { results: wanted.into_iter().map(|p| inquiry.assess(p)).collect(), ..laid::Laid::default() }
        }
    };
    if !verdicts.is_empty() {
        laid.results.retain(|a| verdicts.contains(&group(a)));
        laid.judged.retain(|c| verdicts.contains(&group(&c.assessment)));
    }
    rank(Order::Certainty, &mut laid.results);
    let ids = laid.results.iter().map(|a| a.programme.id).collect::<Vec<_>>().join("、");
    let named = (!args.programme.is_empty()).then(|| format!("制度の指定 {ids}"));
    let chosen = chosen(args, &verdicts).into_iter().chain(named).collect::<Vec<_>>().join("、");
    let again = output::again(as_of);
    let command = if args.format.is_some() { again } else { format!("{again} --format html") };
    let mut make = args.page.make(&command);
    if args.details {
        make.annexes = make.annexes.with(Annexes::NONE.toggled(Annex::Details));
    }
    let report = ResultsExport {
        inquiry,
        municipality,
        results: &laid.results,
        marked: !args.programme.is_empty(),
        make,
        scope: Scope::Results,
        chosen: &chosen,
        plan: plan.as_ref().map(|(_, understood, said)| PlanExport { understood, said, laid: &laid }),
    };
    let asked = if args.json { Some(Format::File(Form::Json)) } else { args.format };
    let form = match format::choose(asked, args.to.out.as_deref(), &Format::ALL)? {
        Format::Table => return args.to.write(table::assess(&report).as_bytes()),
        Format::File(form) => form,
    };
    let content = Export::Results(report);
    let bytes = export::bytes(&content, form).map_err(Failure::Failed)?;
    let more = export::questions(&content, form).map_err(Failure::Failed)?;
    match (args.to.out.as_deref(), more) {
        (Some(out), Some((behind, more))) => output::both(out, &bytes, (behind, &more), args.to.force),
        _ => args.to.write(&bytes),
    }
}

/// The groups that were asked for by name or key.
fn verdicts(typed: &[String], problems: &mut Vec<String>) -> Vec<Group> {
    let mut out = Vec::new();
    for one in typed {
        let found = Group::ALL.into_iter().find(|g| word::group(*g) == one.trim() || g.key() == one.trim());
        if found.is_none() {
            problems.push(not_one_of("--verdict", one, &Group::ALL.map(word::group)));
        }
        out.extend(found);
    }
    out
}

/// What was chosen with filters, as the result says it.
fn chosen(args: &Assess, verdicts: &[Group]) -> Vec<String> {
    let f = &args.filter;
    let role = f.role.as_deref().map(|r| Role::of_key(r).map_or(r, |role| role.name()));
    let filters = [
        ("種別", f.kind.as_deref()),
        ("区分", role),
        ("テーマ", f.theme.as_deref()),
        ("記載", f.level.as_deref()),
        ("所管", f.ministry.as_deref()),
        ("期間", f.status.as_deref()),
    ];
    let said = filters.into_iter().filter_map(|(what, typed)| Some(format!("{what} {}", output::shown(typed?))));
    let verdicts: Vec<&str> = verdicts.iter().map(|g| word::group(*g)).collect();
    said.chain((!verdicts.is_empty()).then(|| format!("判定 {}", verdicts.join("・")))).collect()
}

/// A plan that is laid on a municipality: the words of all programmes, the plan, and its sentence.
type Laid = (Evidence, Understood, String);

/// The plan, where there is one, and where its answers stand; a `--project` that is a file of answers goes to `input`.
fn plan(
    args: &Assess,
    catalogue: &'static Catalogue,
    input: &mut Input,
    problems: &mut Vec<String>,
) -> Result<(Option<Laid>, Vec<Whence>), Failure> {
    let mut file = None;
    if let Some(path) = &args.project {
        let text = input::read_text(path)?;
        if plan::is_plan(&text.1) {
            file = Some(text);
        } else {
            input.add(input::answers(catalogue, path, &text)?);
        }
    }
    let Said { purpose, actor, cost } = &args.said;
    if file.is_none() && [purpose, actor, cost].iter().all(|all| all.is_empty()) {
        return Ok((None, Vec::new()));
    }
    let evidence = Evidence::new(catalogue);
    let said = file.as_ref().map(|f| plan_file::sentence(&f.1)).unwrap_or_default();
    let mut out = file.as_ref().map_or_else(Understood::default, |f| plan::file(catalogue, &evidence, "", f, problems));
    let places = file.map(|f| plan::places(catalogue, &out.project, &f)).unwrap_or_default();
    plan::add(&args.said, catalogue, &mut out, problems);
    Ok((Some((evidence, out, said)), places))
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
