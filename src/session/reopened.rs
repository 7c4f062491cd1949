//! A saved session, opened again on the present bundle and day.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Profile};
use crate::domain::value::date::Date;
use crate::session::answers::{Session, Subject};
use crate::session::consult::plan::Plan;
use crate::session::prefill::prefill;
use crate::session::saved::Previous;

/// A saved session as the runtime read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reopened {
    /// What the runtime finds it by.
    pub key: String,
    /// Name as saved.
    pub name: String,
    /// What the user calls it.
    pub label: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// What the municipality wants to do.
    pub plan: Plan,
    /// How it was left.
    pub last: Previous,
    /// How it was left under another bundle, if it ever was: what changes are told against.
    pub before: Option<Previous>,
    /// What could not be taken over, in words.
    pub unknown: Vec<String>,
}

impl Reopened {
    /// The session on the present bundle and day.
    pub fn session(&self, catalogue: &'static Catalogue, as_of: Date) -> Session {
        let subject = self.subject(catalogue);
        let mut session = Session::with(catalogue, subject, self.last.on_tables(catalogue, subject), as_of)
            .with_plan(self.plan.clone());
        session.key = Some(self.key.clone());
        session.label.clone_from(&self.label);
        session.unknown.clone_from(&self.unknown);
        if let (Some(_), Subject::ByHand) = (self.code, subject) {
            session.gone.clone_from(&self.name);
            session.unknown.push(format!("{}は今の自治体の表にありません。保存したときの数字で判定します", self.name));
        }
        session.since = Some(Box::new(self.before.as_ref().unwrap_or(&self.last).clone()));
        session
    }

    fn subject(&self, catalogue: &'static Catalogue) -> Subject {
        let listed = self.code.and_then(|code| catalogue.municipality(code));
        listed.map_or(Subject::ByHand, Subject::Listed)
    }
}

impl Previous {
    /// The answers of then on the tables of now. A town that has left the table keeps the figures it had.
    pub(super) fn on_tables(&self, catalogue: &Catalogue, subject: Subject) -> Profile {
        let mut out = match subject {
            Subject::Listed(m) => prefill(catalogue, m),
            Subject::ByHand => self.then.clone(),
        };
        self.given.iter().for_each(|(fact, answer)| out.set(fact, answer));
        self.taken_back.iter().for_each(|fact| out.set(*fact, Answer::NotAsked));
        out
    }
}
