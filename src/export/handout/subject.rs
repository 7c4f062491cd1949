//! Which programmes a document is about: what fits the plan, what was marked, or the money that the body may have. The
//! page, the questions and the details all speak of these and of no others.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::group;
use crate::domain::plan::rank::{Candidate, Section};
use crate::domain::terms::programme::Level;
use crate::domain::terms::role::Role;
use crate::export::report::ResultsExport;
use crate::present::consult::{section, told};
use crate::present::form::Scope;

/// A programme of the document, with what the plan gets there.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// How it is judged.
    pub assessment: &'a Assessment,
    /// With the plan's amounts, where there is a plan that they were laid over.
    pub candidate: Option<&'a Candidate>,
}

/// What the document is about.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// What stands above them.
    pub title: String,
    /// The programmes, in the order told.
    pub measures: Vec<Measure<'a>>,
}

/// The programmes that `report` is about.
pub fn subject<'a>(report: &ResultsExport<'a>) -> Subject<'a> {
    let judged: &'a [Candidate] = report.plan.map_or(&[], |p| &p.laid.judged);
    let results: &'a [Assessment] = report.results;
    let all = || results.iter().map(|a| Measure { assessment: a, candidate: report.candidate(a.programme) });
    let of = |wanted: &[Section]| -> Vec<Measure<'a>> {
        let in_order = told(judged).into_iter().filter(|c| wanted.contains(&c.section()));
        in_order.map(|c| Measure { assessment: &c.assessment, candidate: Some(c) }).collect()
    };
    let fits = of(&[Section::Fits, Section::Support, Section::Open]);
    if report.scope != Scope::Results {
        return Subject { title: String::new(), measures: all().collect() };
    }
    if report.marked {
        let is_told = |m: &Measure<'_>| fits.iter().any(|f| f.assessment.programme.id == m.assessment.programme.id);
        let rest: Vec<Measure<'a>> = all().filter(|m| !is_told(m)).collect();
        return Subject { title: "選んだ制度".to_owned(), measures: fits.into_iter().chain(rest).collect() };
    }
    if report.plan.is_none() {
        let usable = |m: &Measure<'_>| {
            let p = m.assessment.programme;
            p.role == Role::Money && p.level == Level::Figures && !group(m.assessment).is_out()
        };
        let title = "使えるお金の制度（事業を決めていないので、合う順ではありません）".to_owned();
        return Subject { title, measures: all().filter(usable).collect() };
    }
    if fits.is_empty() {
        let title = format!("{}（目的の言葉が一致しないもの）", section(Section::Other));
        return Subject { title, measures: of(&[Section::Other]) };
    }
    Subject { title: format!("{}制度", section(Section::Fits)), measures: fits }
}
