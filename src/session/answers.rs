//! One municipality under discussion: its answers and what follows from them.

use crate::domain::judge::assess::{Assessment, assess};
use crate::domain::judge::interview::{Progress, Question, progress, questions, weights};
use crate::domain::judge::rank::{Group, Order, group, rank};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, FactId, Profile};
use crate::domain::value::date::Date;
use crate::session::prefill;
use crate::session::saved::Was;

/// Whom it is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A row of the table.
    Listed(&'static Municipality),
    /// Entered by hand.
    ByHand,
}

/// How many programmes stand where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// 該当
    pub applies: usize,
    /// 要確認
    pub open: usize,
    /// 対象外
    pub excluded: usize,
    /// 期限外
    pub out_of_term: usize,
}

impl Counts {
    /// The count of a group.
    pub fn of(&self, g: Group) -> usize {
        match g {
            Group::Applies => self.applies,
            Group::Open => self.open,
            Group::Excluded => self.excluded,
            Group::OutOfTerm => self.out_of_term,
        }
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.applies + self.open + self.excluded + self.out_of_term
    }
}

/// The answers about one municipality, and everything that is derived from them.
#[derive(Clone, Debug)]
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
    /// How it was left before: what 前回からの変化 is told against.
    pub since: Option<Box<Was>>,
    /// Changes of answers so far.
    changes: u32,
    /// How many of them are kept.
    kept: u32,
    /// What was answered or prefilled.
    answers: Profile,
    /// That, with what follows from it.
    profile: Profile,
    /// All programmes, in ranking order.
    assessments: Vec<Assessment>,
    /// The order.
    order: Order,
    questions: Vec<Question>,
    weights: Vec<usize>,
    progress: Progress,
    counts: Counts,
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
        let mut out = Self {
            subject,
            key: None,
            label: String::new(),
            gone: String::new(),
            unknown: Vec::new(),
            since: None,
            changes: 0,
            kept: 0,
            answers,
            profile: Profile::new(),
            assessments: Vec::new(),
            order: Order::default(),
            questions: Vec::new(),
            weights: Vec::new(),
            progress: Progress::default(),
            counts: Counts::default(),
        };
        out.recompute(catalogue, as_of);
        out
    }

    /// Sets an answer and everything that follows. Every assessment is made anew: there is nothing to go stale.
    pub fn set(&mut self, catalogue: &Catalogue, fact: FactId, answer: Answer, as_of: Date) {
        self.changes += u32::from(self.answers.answer(fact) != answer);
        self.answers.set(fact, answer);
        self.recompute(catalogue, as_of);
    }

    /// Changes the order of the list.
    pub fn set_order(&mut self, order: Order) {
        self.order = order;
        rank(order, &mut self.assessments);
    }

    fn recompute(&mut self, catalogue: &Catalogue, as_of: Date) {
        self.profile = catalogue.infer(&self.answers);
        self.assessments =
            catalogue.programmes.iter().map(|p| assess(p, &self.profile, catalogue.facts, as_of)).collect();
        rank(self.order, &mut self.assessments);
        self.questions = questions(catalogue, &self.assessments, &self.profile);
        self.weights = weights(catalogue, &self.assessments, &self.profile);
        self.progress = progress(&self.assessments, &self.profile);
        self.counts = Counts::default();
        for a in &self.assessments {
            match group(a) {
                Group::Applies => self.counts.applies += 1,
                Group::Open => self.counts.open += 1,
                Group::Excluded => self.counts.excluded += 1,
                Group::OutOfTerm => self.counts.out_of_term += 1,
            }
        }
    }

    /// The answers with what follows from them: what everything is judged by.
    pub fn profile(&self) -> &Profile {
        &self.profile
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

    /// 団体コード of a row of the table.
    pub fn code(&self) -> Option<u32> {
        match self.subject {
            Subject::Listed(m) => Some(m.code),
            Subject::ByHand => None,
        }
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

    /// Name for the header: prefecture and municipality, so that two 小国町 are told apart.
    pub fn name(&self) -> String {
        match self.subject {
            Subject::Listed(m) if m.is_prefecture() => m.name.to_owned(),
            Subject::Listed(m) => format!("{}{}", m.prefecture, m.name),
            Subject::ByHand if !self.gone.is_empty() => self.gone.clone(),
            Subject::ByHand => "手入力の団体".to_owned(),
        }
    }

    /// The name, with what the user calls the session.
    pub fn title(&self) -> String {
        if self.label.is_empty() { self.name() } else { format!("{}「{}」", self.name(), self.label) }
    }
}
