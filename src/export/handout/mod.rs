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
mod compared;
mod document;
mod estimate;
mod pages;
mod plan;
mod results;
mod sources;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::terms::catalogue::Municipality;
use crate::export::handout::sources::Numbers;
use crate::export::report::{ComparisonExport, NOBODY, NOTICE, ResultsExport};
use crate::present::form::Scope;
use crate::present::{base, value};

pub use asks::{Ask, asks};
pub use compared::comparison;
pub use document::{Article, CitedLine, Handout, Part, Section};
pub use sources::Source;

/// The hand-out of results, of one programme, or of a 試算.
pub fn handout(report: &ResultsExport<'_>) -> Handout {
    let mut numbers = Numbers::default();
    let mut parts = Vec::new();
    if let Some(plan) = report.plan {
        parts.extend(plan::parts(report, plan, &mut numbers));
    }
    if report.scope == Scope::Estimate {
        for a in report.results {
            parts.extend(estimate::parts(report, a, &mut numbers));
        }
    }
    parts.push(Part::Table(results::grid(report, &mut numbers)));
    if report.scope != Scope::Estimate {
        parts.extend(results::money(report, &mut numbers).map(Part::Table));
    }
    if report.details {
        parts.extend(report.results.iter().map(|a| Part::Article(pages::page(report, a, &mut numbers))));
    }
    if let Some(mut grid) = asks::grid(&asks(report), &mut numbers) {
        // The sheet goes to an office by itself: it says who asks.
        let (name, day) = (name(report), value::wareki(report.inquiry.as_of));
        grid.above.push(format!("{name}（{day}）から。次の点の、現行の要綱・運用での取扱いを教えてください。"));
        parts.push(Part::Table(grid));
    }
    parts.push(Part::Table(answers::grid(report)));
    parts.push(Part::Table(numbers.grid(report.inquiry.catalogue)));
    let mut head = vec![("自治体", whose(report))];
    if let Some(plan) = report.plan {
        let name = plan.understood.project.name.as_str();
        head.push(("事業", if name.is_empty() { plan.said } else { name }.to_owned()));
    }
    head.extend(stamp(report.inquiry));
    if report.scope == Scope::Results {
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
    Handout {
        title: title(report),
        head,
        warning: value::age_warning(report.inquiry.catalogue, report.inquiry.as_of),
        notice: NOTICE,
        as_of: report.inquiry.as_of,
        parts,
    }
}

fn title(report: &ResultsExport<'_>) -> String {
    let name = name(report);
    let programme = report.results.first().map_or("", |a| a.programme.name);
    match report.scope {
        Scope::Results | Scope::Comparison => format!("{name}　制度の一覧"),
        Scope::Programme => format!("{name}　{programme}"),
        Scope::Estimate => format!("{name}　試算　{programme}"),
    }
}

/// Whose results: the municipality's name.
fn name(report: &ResultsExport<'_>) -> String {
    report.municipality.map_or_else(|| NOBODY.to_owned(), Municipality::full_name)
}

fn whose(report: &ResultsExport<'_>) -> String {
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
    let mut parts = comparison(c, &mut numbers);
    parts.push(Part::Table(numbers.grid(c.a.inquiry.catalogue)));
    let mut head = vec![("Ａ", compared::side(&c.a)), ("Ｂ", compared::side(&c.b))];
    head.extend(stamp(c.a.inquiry));
    Handout {
        title: format!("比較　{}　と　{}", c.a.name, c.b.name),
        head,
        warning: value::age_warning(c.a.inquiry.catalogue, c.a.inquiry.as_of),
        notice: NOTICE,
        as_of: c.a.inquiry.as_of,
        parts,
    }
}
