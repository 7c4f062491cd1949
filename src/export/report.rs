//! What is exported, before it takes a form, and what every form says of it.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::rank::Candidate;
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::Municipality;
use crate::present::form::Scope;

/// Everything that one export of results needs.
#[derive(Clone, Copy, Debug)]
pub struct ResultsExport<'a> {
    /// What was asked: bundle, answers, day.
    pub inquiry: Inquiry<'a>,
    /// The municipality, where one was chosen.
    pub municipality: Option<&'static Municipality>,
    /// The results in the order shown.
    pub results: &'a [Assessment],
    /// Whether the details of every result are wanted, not the list alone.
    pub details: bool,
    /// What it was asked for on.
    pub scope: Scope,
    /// Which rows were taken, in words (filter, words, order, rows struck); empty when all.
    pub chosen: &'a str,
    /// The plan that it was judged with, where there is one.
    pub plan: Option<PlanExport<'a>>,
}

impl<'a> ResultsExport<'a> {
    /// What a result answers: with the plan's amounts where they were laid over it.
    pub fn about(&self, a: &Assessment) -> Inquiry<'a> {
        let found = self.plan.and_then(|p| p.judged.iter().find(|c| c.assessment.programme.id == a.programme.id));
        found.map_or(self.inquiry, |c| self.inquiry.with(&c.costs.profile))
    }
}

/// A plan in an export.
#[derive(Clone, Copy, Debug)]
pub struct PlanExport<'a> {
    /// What was understood of it.
    pub understood: &'a Understood,
    /// The sentence that it was said in; may be empty.
    pub said: &'a str,
    /// What fits it, best first, then what was chosen besides, with the plan's amounts.
    pub judged: &'a [Candidate],
}

/// Two sets of answers to the same bundle on the same day, side by side.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonExport<'a> {
    /// A.
    pub a: Compared<'a>,
    /// B.
    pub b: Compared<'a>,
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
}

/// The sentence that stands on everything that leaves the program.
pub const NOTICE: &str =
    "この結果は資料に印刷された内容の整理です。現行の交付要綱・通知が優先します。申請の前に必ず確かめてください。";

/// Stands where no municipality was named.
pub const NOBODY: &str = "（自治体の指定なし）";
