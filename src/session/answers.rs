//! One municipality under discussion: its answers and what follows from them.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::clash::{Clash, agreed};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::interview::{Progress, Question, missing, progress, questions, weights};
use crate::domain::judge::rank::{Order, rank};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, FactId, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::session::consult::plan::Plan;
use crate::session::prefill;
use crate::session::saved::Previous;

pub use crate::domain::judge::rank::Counts;

/// Whom it is about.
#[derive(Clone, Copy, Debug, Default)]
pub enum Subject {
    /// A row of the table.
    Listed(&'static Municipality),
    /// Entered by hand.
    #[default]
    ByHand,
}

/// The answers about one municipality, and everything that is derived from them.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Whom it is about.
    pub subject: Subject,
    /// What the runtime keeps it under, once it is kept.
    pub key: Option<String>,
    /// What the user calls it; empty without a name of its own.
    pub label: String,
    /// Name of a municipality that has left the table; else empty.
    pub gone: String,
    /// What could not be taken over when it was opened, in words.
    pub unknown: Vec<String>,
    /// What the municipality wants to do, as it is kept with the answers.
    plan: Plan,
    /// How it was left before: what 前回からの変化 is told against.
    pub since: Option<Box<Previous>>,
    /// Changes of answers and plan so far.
    changes: u32,
    /// How many of them are kept.
    kept: u32,
    /// What was answered or prefilled.
    answers: Profile,
    /// That, with what follows from it, and without what cannot all hold.
    profile: Profile,
    /// Answers that cannot all hold.
    clashes: Vec<Clash>,
    /// All programmes, in ranking order.
    assessments: Vec<Assessment>,
    /// The order.
    order: Order,
    questions: Vec<Question>,
    weights: Vec<usize>,
    progress: Progress,
    counts: Counts,
    changed: Vec<FactId>,
}

impl Session {
    /// A session about a row of the table, its known answers filled in.
    pub fn about(catalogue: &Catalogue, municipality: &'static Municipality, as_of: Date) -> Self {
        let answers = prefill::prefill(catalogue, municipality);
        Self::with(catalogue, Subject::Listed(municipality), answers, as_of)
    }

    /// A session with nothing filled in.
    pub fn by_hand(catalogue: &Catalogue, as_of: Date) -> Self {
        Self::with(catalogue, Subject::ByHand, Profile::new(), as_of)
    }

    /// A session with these answers.
    pub fn with(catalogue: &Catalogue, subject: Subject, answers: Profile, as_of: Date) -> Self {
        let mut out = Self { subject, answers, ..Self::default() };
        out.recompute(catalogue, as_of);
        out
    }

    /// Sets an answer and everything that follows. Every assessment is made anew, unless no programme is judged by what
    /// changes: there is nothing to go stale.
    pub fn set(&mut self, catalogue: &Catalogue, fact: FactId, answer: Answer, as_of: Date) {
        self.changes += u32::from(self.answers.answer(fact) != answer);
        self.answers.set(fact, answer);
        self.recompute(catalogue, as_of);
    }

    /// The plan that is kept with it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan as it was kept.
    #[must_use]
    pub fn with_plan(self, plan: Plan) -> Self {
        Self { plan, ..self }
    }

    /// Takes the plan as it stands now.
    pub fn set_plan(&mut self, plan: &Plan) {
        if self.plan != *plan {
            self.plan.clone_from(plan);
            self.changes += 1;
        }
    }

    /// Changes the order of the list.
    pub fn set_order(&mut self, order: Order) {
        self.order = order;
        rank(order, &mut self.assessments);
    }

    fn recompute(&mut self, catalogue: &Catalogue, as_of: Date) {
        let (profile, clashes) = agreed(catalogue, &self.answers);
        let before = std::mem::replace(&mut self.profile, profile);
        self.clashes = clashes;
        let moved = before.moved(&self.profile);
        let judges = |p: &'static Programme| p.is_judged_by(&|f| moved.contains(&f));
        if self.assessments.is_empty() || catalogue.programmes.iter().any(judges) {
            self.assessments = self.inquiry(catalogue, as_of).assess_all();
            rank(self.order, &mut self.assessments);
            // What is asked is what those conditions leave open: where none of them moves, neither does this.
            let missing = missing(&self.assessments, &self.profile);
            self.weights = weights(catalogue, &missing);
            self.questions = questions(catalogue, &self.weights, &self.profile);
            self.progress = progress(&missing);
            self.counts = Counts::over(&self.assessments);
        }
        self.changed = self.municipality().map(|m| self.changed_from(catalogue, m)).unwrap_or_default();
    }

    /// What the official tables say of `m` and the answers say otherwise.
    fn changed_from(&self, catalogue: &Catalogue, m: &'static Municipality) -> Vec<FactId> {
        let official = prefill::prefill(catalogue, m);
        let differs = |fact: &FactId| {
            official.value(*fact).is_some_and(|v| self.profile.value(*fact).is_some_and(|now| now != v))
        };
        catalogue.fact_ids().map(|(id, _)| id).filter(differs).collect()
    }

    /// What the user answered otherwise than the official tables: said wherever something rests on it.
    pub fn changed(&self) -> &[FactId] {
        &self.changed
    }

    /// Answers that cannot all hold: kept, but nothing is judged by them.
    pub fn clashes(&self) -> &[Clash] {
        &self.clashes
    }

    /// The answers with what follows from them: what everything is judged by.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The answer to `fact` as it stands: what clashes with another was answered all the same.
    pub fn shown(&self, fact: FactId) -> Answer {
        let clashes = self.clashes.iter().any(|c| c.facts.contains(&fact));
        if clashes { self.answers.answer(fact) } else { self.profile.answer(fact) }
    }

    /// What is asked about it.
    pub fn inquiry<'a>(&'a self, catalogue: &'a Catalogue, as_of: Date) -> Inquiry<'a> {
        Inquiry { catalogue, profile: &self.profile, as_of }
    }

    /// What was answered or prefilled, without what follows.
    pub fn answers(&self) -> &Profile {
        &self.answers
    }

    /// Changes of answers since it was begun or opened.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// Whether there are changes that the runtime has not kept yet.
    pub fn unsaved(&self) -> bool {
        self.changes > self.kept
    }

    /// Everything is kept under `key`.
    pub fn saved(&mut self, key: String) {
        self.kept = self.changes;
        self.key = Some(key);
    }

    /// The row of the table that it is about.
    pub fn municipality(&self) -> Option<&'static Municipality> {
        match self.subject {
            Subject::Listed(m) => Some(m),
            Subject::ByHand => None,
        }
    }

    /// 団体コード of a row of the table.
    pub fn code(&self) -> Option<u32> {
        self.municipality().map(|m| m.code)
    }

    /// All programmes, in ranking order.
    pub fn assessments(&self) -> &[Assessment] {
        &self.assessments
    }

    /// The order of the list.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Open questions, most decisive first.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Programmes that still hang on `fact`.
    pub fn weight(&self, fact: FactId) -> usize {
        self.weights.get(usize::from(fact.0)).copied().unwrap_or(0)
    }

    /// How far the interview has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// How many programmes stand where.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Name for the header.
    pub fn name(&self) -> String {
        match self.subject {
            Subject::Listed(m) => m.full_name(),
            Subject::ByHand if !self.gone.is_empty() => self.gone.clone(),
            Subject::ByHand => "手入力の団体".to_owned(),
        }
    }

    /// The name, with what the user calls the session.
    pub fn title(&self) -> String {
        if self.label.is_empty() { self.name() } else { format!("{}「{}」", self.name(), self.label) }
    }
}
