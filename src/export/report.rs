//! What is exported, before it takes a form, and what every form says of it.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::matrix::Cases;
use crate::domain::plan::beside::Row;
use crate::domain::plan::laid::Laid;
use crate::domain::plan::rank::Candidate;
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::present::form::{Annexes, Bodies, Paper, Scope};
use crate::present::value;

/// Everything that one export of results needs.
#[derive(Clone, Copy, Debug)]
pub struct ResultsExport<'a> {
    /// What was asked: bundle, answers, day.
    pub inquiry: Inquiry<'a>,
    /// The municipality, where one was chosen.
    pub municipality: Option<&'static Municipality>,
    /// The results in the order shown.
    pub results: &'a [Assessment],
    /// The results are rows that somebody marked or named, not a whole list.
    pub marked: bool,
    /// How it is made.
    pub make: Make<'a>,
    /// What it was asked for on.
    pub scope: Scope,
    /// Which rows were taken, in words (filter, words, order, rows struck); empty when all.
    pub chosen: &'a str,
    /// The plan that it was judged with, where there is one.
    pub plan: Option<PlanExport<'a>>,
}

impl<'a> ResultsExport<'a> {
    /// What the plan gets from a programme, where there is a plan that it was judged with.
    pub fn candidate(&self, programme: &Programme) -> Option<&'a Candidate> {
        self.plan.and_then(|p| p.laid.judged.iter().find(|c| c.assessment.programme.id == programme.id))
    }

    /// What a result answers: with the plan's amounts where they were laid over it.
    pub fn about(&self, a: &Assessment) -> Inquiry<'a> {
        self.candidate(a.programme).map_or(self.inquiry, |c| self.inquiry.with(&c.costs.profile))
    }
}

/// How an export is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Make<'a> {
    /// What is added to the page.
    pub annexes: Annexes,
    /// How the page lies.
    pub paper: Paper,
    /// The command line that makes it again; empty where only the screen can.
    pub command: &'a str,
}

/// A plan in an export.
#[derive(Clone, Copy, Debug)]
pub struct PlanExport<'a> {
    /// What was understood of it.
    pub understood: &'a Understood,
    /// The sentence that it was said in; may be empty.
    pub said: &'a str,
    /// What fits it, best first, then what was chosen besides, with the plan's amounts.
    pub laid: &'a Laid,
}

/// Two sets of answers to the same bundle on the same day, side by side.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonExport<'a> {
    /// A.
    pub a: Compared<'a>,
    /// B.
    pub b: Compared<'a>,
    /// How it is made.
    pub make: Make<'a>,
}

/// One plan put to several towns.
#[derive(Clone, Copy, Debug)]
pub struct TownsExport<'a> {
    /// The towns, in the order asked, each with what was asked of it.
    pub towns: &'a [(&'static Municipality, Inquiry<'a>)],
    /// What was understood of the plan.
    pub understood: &'a Understood,
    /// The sentence that it was said in; may be empty.
    pub said: &'a str,
    /// What fits in any of the towns.
    pub rows: &'a [Row],
    /// How it is made.
    pub make: Make<'a>,
}

/// Who may use a programme.
#[derive(Clone, Copy, Debug)]
pub struct WhoExport<'a> {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The same and the day; nobody's answers.
    pub inquiry: Inquiry<'a>,
    /// The programme with its cases.
    pub cases: &'a Cases,
    /// Every body of the table, with the number of its case.
    pub towns: &'a [(&'static Municipality, usize)],
    /// Which of them are listed.
    pub bodies: Bodies,
    /// How it is made.
    pub make: Make<'a>,
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Its name.
    pub name: &'a str,
    /// What was asked on it.
    pub inquiry: Inquiry<'a>,
}

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub enum Export<'a> {
    /// Results.
    Results(ResultsExport<'a>),
    /// A comparison.
    Comparison(ComparisonExport<'a>),
    /// One plan for several towns.
    Towns(TownsExport<'a>),
    /// Who may use a programme.
    Who(WhoExport<'a>),
}

/// The sentence that stands on everything that leaves the program.
pub const NOTICE: &str =
    "この結果は資料に印刷された内容の整理です。現行の交付要綱・通知が優先します。申請の前に必ず確かめてください。";

/// The lines that stand above every table: day, documents and bundle, their age, and that sentence.
pub fn stamped(catalogue: &Catalogue, as_of: Date) -> impl Iterator<Item = String> {
    let lines = [Some(value::stamp(catalogue, as_of)), value::age_warning(catalogue, as_of), Some(NOTICE.to_owned())];
    lines.into_iter().flatten()
}

/// Whose it is: the municipality's name.
pub fn whose(municipality: Option<&Municipality>) -> String {
    municipality.map_or_else(|| NOBODY.to_owned(), Municipality::full_name)
}

/// Stands where no municipality was named.
pub const NOBODY: &str = "（自治体の指定なし）";
