//! `matrix`: many municipalities by many programmes in one run, with the answers that one by one would give.

use std::borrow::Cow;

use std::collections::HashSet;
use std::io::IsTerminal as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use super::args::Matrix as Args;
use super::format::{self, Format};
use super::import::bytes;
use super::input::{self, Input};
use super::outcome::{Failure, Outcome, refuse};
use super::output::{self, shown};
use super::{assess, clash, list, place, plan};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::matrix::Cases;
use crate::domain::plan::rank::{consult, with_money};
use crate::domain::plan::understood::Overlap;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, FactId, Profile, Topic};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::matrix::{Matrix, MatrixRow};
use crate::export::plan_matrix::{PlanCase, PlanMatrix, PlanRow};
use crate::export::xlsx;
use crate::present::form::Form;
use crate::session::consult::evidence::Evidence;
use crate::session::prefill::prefill;
use crate::session::written::Scalar;
use crate::session::written::{self};
use crate::tables::heading::{self, Where};
use crate::tables::place::{Codes, Places};
use crate::tables::sheet::{Sheet, read};

/// A run that takes longer than this says how far it is.
const PATIENCE: Duration = Duration::from_millis(500);
/// Problems of a list that are told one by one.
const MOST: usize = 30;

/// `matrix`
pub fn run(catalogue: &'static Catalogue, args: &Args, as_of: Date) -> Outcome {
    let format = format(args)?;
    let programmes = programmes(catalogue, args, as_of)?;
    let towns = towns(catalogue, args)?;
    let mut progress = Progress::new();
    if let Some(path) = &args.project {
        let matrix = of_plan(catalogue, path, (&args.programme, &programmes), &towns, as_of)?;
        let written = match format {
            Format::File(Form::Csv) => matrix.csv().map_err(Failure::Failed)?,
            Format::File(Form::Xlsx) => xlsx::write("計画の一括", as_of, &[matrix.grid()]).map_err(Failure::Failed)?,
            Format::File(Form::Json) => {
                matrix.json(Inquiry { catalogue, profile: &Profile::new(), as_of }).into_bytes()
            }
            // What else there is `format::choose` has refused.
            Format::Table | Format::File(Form::Html) => matrix.text().into_bytes(),
        };
        progress.end();
        return args.to.write(&written);
    }
    let mut cases: Vec<Cases> = programmes.iter().map(|p| Cases::new(p, catalogue, as_of)).collect();
    let mut lines = Vec::with_capacity(towns.len());
    for (done, town) in towns.iter().enumerate() {
        if done % 64 == 0 {
            progress.say(&format!("判定しています {done}/{}", towns.len()));
        }
        let numbers = cases.iter_mut().map(|c| c.of(&town.profile)).collect();
        lines.push(MatrixRow { row: town.row, municipality: town.municipality, cases: numbers });
    }
    drop(towns);
    let matrix = Matrix { catalogue, as_of, cases, lines };
    // A large workbook takes its time in one piece.
    if format == Format::File(Form::Xlsx) && matrix.lines.len() * matrix.cases.len() > 20_000 {
        progress.now("Excel のファイルを作っています");
    }
    let written = match format {
        Format::File(Form::Csv) => matrix.csv().into_bytes(),
        Format::File(Form::Json) => matrix.json().into_bytes(),
        // What else there is `format::choose` has refused.
        Format::Table | Format::File(Form::Html) => matrix.table().into_bytes(),
        Format::File(Form::Xlsx) => xlsx::write("全市町村一括", as_of, &matrix.grids()).map_err(Failure::Failed)?,
    };
    progress.end();
    args.to.write(&written)
}

/// A case without the plan's amounts, the town's own amounts, and the case with both.
type Met = (usize, Vec<Answer>, usize);

/// What a plan gets from the programmes that fit it (or from those that are named), for each municipality.
fn of_plan(
    catalogue: &'static Catalogue,
    path: &Path,
    (named, programmes): (&[String], &[&'static Programme]),
    towns: &[Town],
    as_of: Date,
) -> Result<PlanMatrix, Failure> {
    let file = input::read_text(path)?;
    let (evidence, mut problems) = (Evidence::new(catalogue), Vec::new());
    let understood = plan::file(catalogue, &evidence, "", &file, &mut problems);
    refuse(&problems)?;
    let project = &understood.project;
    let nobody = catalogue.infer(&Profile::new());
    let found = consult(Inquiry { catalogue, profile: &nobody, as_of }, project, &evidence.overlaps(&understood.words));
    let fits = found.answers.iter().map(|c| c.assessment.programme);
    let wanted: Vec<&'static Programme> = if named.is_empty() {
        fits.filter(|p| p.role.is_usable() && programmes.iter().any(|other| other.id == p.id)).collect()
    } else {
        programmes.to_vec()
    };
    if wanted.is_empty() {
        return Err(Failure::Input(format!("{}: この計画に合う制度は、この資料の中にはありません", file.0)));
    }
    let (mut cases, mut rows): (Vec<PlanCase>, Vec<PlanRow>) = (Vec::new(), Vec::new());
    // Towns that a programme cannot tell apart, with the same amounts of their own, are judged once.
    let mut met: Vec<(Cases, Vec<FactId>, Vec<Met>)> =
        wanted.iter().map(|p| (Cases::new(p, catalogue, as_of), p.inputs(), Vec::new())).collect();
    let places = plan::places(catalogue, project, &file);
    let mut skipped = Vec::new();
    for town in towns {
        if let Some(why) = clash::problems(catalogue, &project.over(&town.profile), &places).into_iter().next() {
            skipped.push(format!("{}は判定しません: {why}", town.municipality.full_name()));
            continue;
        }
        // No table has amounts: these were set, for all or in the town's row, and win over those of the plan.
        let is_amount = |fact: FactId| catalogue.fact(fact).is_some_and(|f| f.topic == Topic::Amount);
        let mut set = town.profile.iter().filter(|(fact, _)| is_amount(*fact)).peekable();
        let mut project = Cow::Borrowed(project);
        if set.peek().is_some() {
            project.to_mut().overrule(set);
        }
        let profile = project.on(catalogue, &town.profile);
        let inquiry = Inquiry { catalogue, profile: &profile, as_of };
        let mut numbers = Vec::with_capacity(met.len());
        for (all, inputs, known) in &mut met {
            let number = all.of(&profile);
            let amounts: Vec<Answer> = inputs.iter().map(|f| profile.answer(*f)).collect();
            if let Some((.., case)) = known.iter().find(|(n, a, _)| *n == number && *a == amounts) {
                numbers.push(*case);
                continue;
            }
            let candidate = with_money(inquiry, &project, all.programme(), Overlap::default());
            numbers.push(cases.len());
            known.push((number, amounts, cases.len()));
            cases.push(PlanCase::new(inquiry, candidate));
        }
        rows.push(PlanRow { row: town.row, municipality: town.municipality, cases: numbers });
    }
    if rows.is_empty() {
        skipped.truncate(MOST);
        refuse(&skipped)?;
    }
    tell(&skipped);
    Ok(PlanMatrix { catalogue, as_of, plan: understood, programmes: wanted, cases, rows })
}

fn format(args: &Args) -> Result<Format, Failure> {
    let asked = args.format.or(args.json.then_some(Format::File(Form::Json)));
    let format = format::choose(asked, args.to.out.as_deref(), &Format::MATRIX)?;
    // Said before the work, not after it.
    if let Some(path) = &args.to.out
        && !args.to.force
        && path.symlink_metadata().is_ok()
    {
        let name = output::shown_path(path);
        return Err(Failure::Input(format!("{name} はもうあります。置き換えるなら --force を付けてください")));
    }
    Ok(format)
}

fn programmes(catalogue: &'static Catalogue, args: &Args, as_of: Date) -> Result<Vec<&'static Programme>, Failure> {
    let mut problems = Vec::new();
    let mut all = assess::wanted(catalogue, &args.programme, &mut problems);
    refuse(&problems)?;
    let passes = list::passes(&args.filter, catalogue, as_of)?;
    all.retain(|p| passes(p));
    if all.is_empty() {
        return Err(Failure::Input(
            "この条件に合う制度はありません（--programme、--kind、--role、--theme、--level、--ministry、--status）"
                .to_owned(),
        ));
    }
    Ok(all)
}

/// Whose answers are judged.
struct Town {
    row: Option<usize>,
    municipality: &'static Municipality,
    profile: Profile,
}

fn towns(catalogue: &'static Catalogue, args: &Args) -> Result<Vec<Town>, Failure> {
    let (mut common, mut problems) = (Input::default(), Vec::new());
    common.set(&args.set, &mut problems);
    let mut given = Profile::new();
    let places = common.apply(catalogue, &mut given, &mut problems);
    problems.extend(clash::problems(catalogue, &given, &places));
    refuse(&problems)?;
    let common: Vec<(FactId, Answer)> = given.iter().collect();
    let town = |row: Option<usize>, municipality: &'static Municipality, own: &[(FactId, Answer)]| {
        let mut profile = prefill(catalogue, municipality);
        common.iter().chain(own).for_each(|(fact, answer)| profile.set(*fact, *answer));
        // A town's table may say otherwise than what was set for all.
        match clash::problems(catalogue, &profile, &places).into_iter().next() {
            Some(why) => Err(why),
            None => Ok(Town { row, municipality, profile: catalogue.infer(&profile) }),
        }
    };
    if let Some(path) = &args.list {
        return own_list(catalogue, path, town);
    }
    let prefecture = args.prefecture.as_deref().map(|p| place::prefecture(catalogue, p)).transpose()?;
    let inside = |m: &Municipality| prefecture.is_none_or(|p| p == m.prefecture);
    if args.names.is_empty() {
        let all = catalogue.municipalities.iter().filter(|m| !m.is_prefecture() && inside(m));
        let mut out = Vec::new();
        for m in all {
            match town(None, m, &[]) {
                Ok(town) => out.push(town),
                Err(why) => problems.push(format!("{}は判定しません: {why}", m.full_name())),
            }
        }
        if out.is_empty() {
            problems.truncate(MOST);
            return refuse(&problems).map(|()| out);
        }
        tell(&problems);
        return Ok(out);
    }
    let mut out = Vec::new();
    for name in &args.names {
        match place::find(catalogue, name) {
            Ok(m) => match town(None, m, &[]) {
                Ok(town) => out.push(town),
                Err(why) => problems.push(format!("{}: {why}", m.full_name())),
            },
            Err(Failure::Input(problem)) => problems.push(problem),
            Err(other) => return Err(other),
        }
    }
    refuse(&problems).map(|()| out)
}

/// The user's own list: municipalities that are found, with the answers of their row; everything else is told.
fn own_list(
    catalogue: &'static Catalogue,
    path: &Path,
    town: impl Fn(Option<usize>, &'static Municipality, &[(FactId, Answer)]) -> Result<Town, String>,
) -> Result<Vec<Town>, Failure> {
    let name = shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    let wrong = |why: String| Failure::Input(format!("{name}: {why}"));
    let sheets = bytes(path).and_then(|b| read(&b)).map_err(wrong)?;
    let Some((sheet, at)) = sheets.iter().find_map(|s| Some((s, heading_row(s)?))) else {
        return Err(wrong("見出しに 団体コード・都道府県・市町村名 のどれもありません".to_owned()));
    };
    let Some((_, head)) = sheet.rows.get(at) else { return Err(wrong("見出しがありません".to_owned())) };
    let whose = heading::places(head);
    let mut problems = Vec::new();
    let mut facts = Vec::new();
    for (column, title) in head.iter().enumerate().filter(|(c, t)| !whose.has(*c) && !t.is_empty()) {
        match input::named(catalogue, title) {
            Ok((id, fact)) if facts.iter().any(|(_, known, _)| *known == id) => {
                return Err(wrong(format!("「{}」の列が2つあります。1つにしてください", fact.label)));
            }
            Ok((id, fact)) => facts.push((column, id, fact)),
            Err(why) => problems.push(format!("列{}は使いません: {why}", column + 1)),
        }
    }
    let body = sheet.rows.get(at + 1..).unwrap_or_default();
    let reader = Reader::new(catalogue, whose, body);
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    for (number, cells) in body.iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty())) {
        let mut own = Vec::new();
        let mut row = reader.municipality(cells);
        for (column, id, fact) in &facts {
            let cell = cells.get(*column).map_or("", String::as_str);
            match written::answer(fact, &Scalar::Text(cell.to_owned())) {
                _ if cell.is_empty() => {}
                Ok(answer) => own.push((*id, answer)),
                Err(why) => row = row.and(Err(why)),
            }
        }
        match row.and_then(|m| Ok((m, town(Some(*number), m, &own)?))) {
            Ok((m, town)) => {
                if !seen.insert(m.code) {
                    problems.push(format!("{number}行目の{}は前の行にもあります。行ごとに判定します", m.name));
                }
                out.push(town);
            }
            Err(why) => problems.push(format!("{number}行目は判定しません: {why}")),
        }
    }
    let problems: Vec<String> = problems.into_iter().map(|p| format!("{name}: {p}")).collect();
    tell(&problems);
    if out.is_empty() { Err(wrong("判定できる行がありません".to_owned())) } else { Ok(out) }
}

/// What is not judged, and why; the first of many.
fn tell(problems: &[String]) {
    problems.iter().take(MOST).for_each(|p| output::stderr(p));
    if problems.len() > MOST {
        output::stderr(&format!("ほか{}件", problems.len() - MOST));
    }
}

fn heading_row(sheet: &Sheet) -> Option<usize> {
    sheet.rows.iter().take(20).position(|(_, cells)| heading::places(cells).is_enough())
}

/// Finds whose row it is.
struct Reader {
    places: Places,
    codes: Codes,
    whose: Where,
}

impl Reader {
    fn new(catalogue: &'static Catalogue, whose: Where, body: &[(usize, Vec<String>)]) -> Self {
        let codes = Codes::of(body.iter().map(|(_, cells)| cell(cells, whose.code)));
        Self { places: Places::new(catalogue.municipalities.all()), codes, whose }
    }

    fn municipality(&self, cells: &[String]) -> Result<&'static Municipality, String> {
        let [code, prefecture, name] =
            [self.whose.code, self.whose.prefecture, self.whose.name].map(|at| cell(cells, at));
        let what = [code, prefecture, name].into_iter().filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ");
        self.places
            .find(self.codes.read(code), prefecture, name)
            .map_err(|why| format!("「{}」{}", shown(&what), why.text()))
    }
}

fn cell(cells: &[String], at: Option<usize>) -> &str {
    at.and_then(|i| cells.get(i)).map_or("", String::as_str)
}

/// One line on standard error that is replaced and goes away; only for somebody who looks at it.
struct Progress {
    start: Instant,
    looked_at: bool,
    shown: bool,
}

impl Progress {
    fn new() -> Self {
        Self { start: Instant::now(), looked_at: std::io::stderr().is_terminal(), shown: false }
    }

    fn say(&mut self, text: &str) {
        if self.start.elapsed() >= PATIENCE {
            self.now(text);
        }
    }

    fn now(&mut self, text: &str) {
        if self.looked_at {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{text}");
            self.shown = true;
        }
    }

    fn end(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
