//! The hand-out: what somebody takes home, before it takes a form. Every form draws this and nothing else, so that a
//! printed page, a workbook and a text never say different things.
//!
//! ```text
//! 島根県海士町　制度の一覧                     title
//! 自治体 / 基準日 / 資料 / 版 / 載せた行        head
//! 現行の要綱が優先するという一文                notice
//! 事業 ・ この事業に合う                        tables, where there is a plan
//! 結果 ・ 金額 ・ 窓口への質問票 ・ 回答        tables
//! 制度ごとの詳細                               pages
//! 出典                                         table; the numbers [1] everywhere are its rows
//! ```

mod answers;
mod asks;
mod combination;
mod compared;
mod document;
mod estimate;
mod pages;
mod plan;
mod results;
pub mod sheet;
mod sources;
mod subject;
mod who;

use crate::domain::judge::inquiry::Inquiry;
use crate::export::handout::sheet::model::Sheet;
use crate::export::handout::sources::Numbers;
use crate::export::handout::subject::subject;
use crate::export::report::{ComparisonExport, Make, NOBODY, NOTICE, ResultsExport, TownsExport, WhoExport, whose};
use crate::present::form::{Annex, Scope};
use crate::present::{base, value};

pub use asks::{Ask, TABLE as QUESTIONS, asks};
pub use compared::comparison;
pub use document::{Article, CitedLine, Handout, Part, Section};
pub use sources::Source;

/// The hand-out of results, of one programme, or of a 試算.
pub fn handout(report: &ResultsExport<'_>) -> Handout {
    let mut numbers = Numbers::default();
    // The page first: its places have the first numbers.
    let sheet = sheet::of_results(report, &mut numbers);
    let about = subject(report);
    let mut parts: Vec<(Annex, Part)> = Vec::new();
    let combined = matches!(report.scope, Scope::Marked | Scope::Together);
    if combined {
        let (sets, said) = combination::sets(report);
        parts.extend(combination::grid(&sets).map(|g| (Annex::Results, Part::Table(g))));
        let title = combination::TABLE.to_owned();
        let sections: Vec<Section> = said.iter().map(pages::plain).collect();
        if !sections.is_empty() {
            parts.push((Annex::Results, Part::Article(Article::new(title, sections))));
        }
    } else if let Some(plan) = report.plan {
        parts.extend(plan::parts(report, plan, &mut numbers).into_iter().map(|p| (Annex::Results, p)));
    }
    if report.scope == Scope::Estimate {
        let all = report.results.iter().flat_map(|a| estimate::parts(report, a, &mut numbers));
        parts.extend(all.map(|p| (Annex::Details, p)));
    }
    parts.push((Annex::Results, Part::Table(results::grid(report, &mut numbers))));
    if report.scope != Scope::Estimate {
        parts.extend(results::money(report, &mut numbers).map(|g| (Annex::Results, Part::Table(g))));
    }
    if report.make.annexes.has(Annex::Details) {
        let each = about.measures.iter().enumerate();
        let pages = each.map(|(i, m)| pages::page(report, m.assessment, i == 0, &mut numbers));
        parts.extend(pages.map(|p| (Annex::Details, Part::Article(p))));
    }
    let questions = asks::by_office(asks::of(report, about.measures.iter().map(|m| m.assessment)));
    if let Some(mut grid) = asks::grid(&questions, &mut numbers) {
        // The sheet goes to an office by itself: it says who asks.
        let (name, day) = (whose(report.municipality), value::wareki(report.inquiry.as_of));
        grid.above.push(format!("{name}（{day}）から。次の点の、現行の要綱・運用での取扱いを教えてください。"));
        parts.push((Annex::Asks, Part::Table(grid)));
    }
    parts.push((Annex::Answers, Part::Table(answers::grid(report))));
    Handout {
        head: head(report),
        core: match report.scope {
            Scope::Estimate => &[estimate::TABLE],
            Scope::Marked | Scope::Together => &[combination::TABLE],
            _ => &[results::TABLE, plan::FITS, plan::AMOUNTS],
        },
        ..whole(report.inquiry, report.make, title(report), (sheet, parts), &numbers)
    }
}

/// What every hand-out has: day, bundle and age, and 出典 behind its `parts`. The first of the tables that a workbook
/// has whatever was chosen is that of a CSV file; `core` is still to be named.
fn whole(
    inquiry: Inquiry<'_>,
    make: Make<'_>,
    title: String,
    (sheet, mut parts): (Sheet, Vec<(Annex, Part)>),
    numbers: &Numbers,
) -> Handout {
    let Inquiry { catalogue, as_of, .. } = inquiry;
    parts.push((Annex::Sources, Part::Table(numbers.grid(catalogue))));
    Handout {
        title,
        head: stamp(inquiry),
        warning: value::age_warning(catalogue, as_of),
        notice: NOTICE,
        as_of,
        sheet,
        annexes: make.annexes,
        parts,
        places: numbers.places(catalogue),
        core: &[],
    }
}

/// What must be known about it: whose, which plan, which day, which bundle, which rows.
fn head(report: &ResultsExport<'_>) -> Vec<(&'static str, String)> {
    let mut head = vec![("自治体", with_code(report))];
    if let Some(plan) = report.plan {
        let name = plan.understood.project.name.as_str();
        head.push(("事業", if name.is_empty() { plan.said } else { name }.to_owned()));
    }
    head.extend(stamp(report.inquiry));
    if matches!(report.scope, Scope::Results | Scope::Marked | Scope::Together) {
        head.push(("件数", format!("{}件　{}", report.results.len(), base::counts(report.results))));
    } else if let Some(a) = report.results.first() {
        let p = a.programme;
        head.push(("区分", base::layers(a, report.about(a).profile)));
        let said = [("読み上げ", a.line), ("担当課室", p.office)].into_iter().filter(|(_, text)| !text.is_empty());
        head.extend(said.map(|(label, text)| (label, text.to_owned())));
    }
    if !report.chosen.is_empty() {
        head.push(("載せた行", report.chosen.to_owned()));
    }
    head
}

fn title(report: &ResultsExport<'_>) -> String {
    let name = whose(report.municipality);
    let programme = report.results.first().map_or("", |a| a.programme.name);
    match report.scope {
        Scope::Results | Scope::Comparison | Scope::Who(_) => format!("{name}　制度の一覧"),
        Scope::Marked | Scope::Together => format!("{name}　制度の組み合わせ"),
        Scope::Programme => format!("{name}　{programme}"),
        Scope::Estimate => format!("{name}　試算　{programme}"),
    }
}

fn with_code(report: &ResultsExport<'_>) -> String {
    match report.municipality {
        Some(m) => format!("{}（団体コード {:06}）", m.full_name(), m.code),
        None => NOBODY.to_owned(),
    }
}

/// Day, documents and bundle.
fn stamp(inquiry: Inquiry<'_>) -> Vec<(&'static str, String)> {
    let Inquiry { catalogue, as_of, .. } = inquiry;
    let newest = catalogue.newest().map_or_else(String::new, crate::domain::value::source::Document::dated);
    vec![
        ("基準日", value::wareki(as_of)),
        ("資料", format!("{newest}まで（{}点）", catalogue.documents.len())),
        ("制度データの版", format!("{}（{:016x}）", catalogue.version, catalogue.fingerprint())),
    ]
}

/// The hand-out of a comparison.
pub fn compared(c: &ComparisonExport<'_>) -> Handout {
    let mut numbers = Numbers::default();
    let sheet = sheet::of_comparison(c, &mut numbers);
    let parts = comparison(c, &mut numbers).into_iter().map(|p| (Annex::Results, p)).collect();
    let title = format!("比較　{}　と　{}", c.a.name, c.b.name);
    let out = whole(c.a.inquiry, c.make, title, (sheet, parts), &numbers);
    let mut head = vec![("Ａ", compared::side(&c.a)), ("Ｂ", compared::side(&c.b))];
    head.extend(out.head);
    Handout { head, core: &[compared::TABLE, compared::ANSWERS], ..out }
}

/// The hand-out of who may use a programme.
pub fn who(w: &WhoExport<'_>) -> Handout {
    let mut numbers = Numbers::default();
    let sheet = sheet::of_who(w, &mut numbers);
    let p = w.cases.programme();
    let conditions = who::conditions_grid(w, &mut numbers);
    let tables = [who::grid(w), who::by_prefecture(w), conditions];
    let parts = tables.map(|t| (Annex::Results, Part::Table(t))).to_vec();
    let out = whole(w.inquiry, w.make, format!("{}　使える団体", p.name), (sheet, parts), &numbers);
    let mut head = vec![("制度", format!("{}（{}）", p.name, p.id))];
    head.extend(out.head);
    head.push(("団体の数字", who::origins(w)));
    let listed = crate::present::who::listed(w.bodies);
    head.extend((!listed.is_empty()).then_some(("載せた行", listed)));
    Handout { head, core: &[who::TABLE, who::BY_PREFECTURE, who::CONDITIONS], ..out }
}

/// The hand-out of one plan for several towns: the page alone. Nothing without a town.
pub fn towns(t: &TownsExport<'_>) -> Option<Handout> {
    let mut numbers = Numbers::default();
    let sheet = sheet::of_towns(t, &mut numbers);
    let (_, inquiry) = t.towns.first()?;
    let title = format!("比較　{}", sheet.title);
    Some(Handout { warning: None, ..whole(*inquiry, t.make, title, (sheet, Vec::new()), &numbers) })
}
