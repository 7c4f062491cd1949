//! What a session comes to on disk: ids and texts, so that it outlives a change of content.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile};
use crate::domain::value::date::Date;

/// A session as a file holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedSession {
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// Name as shown.
    pub name: String,
    /// What the user calls this session; empty without a name of its own.
    pub label: String,
    /// What the plan is called; empty without one.
    pub plan: String,
    /// The plan as a file has it; empty without one.
    pub project: String,
    /// How it was left.
    pub now: SavedState,
    /// How it was last left under another bundle: what 前回からの変化 is told against.
    pub before: Option<SavedState>,
}

/// A row of the list of saved sessions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedRow {
    /// File name without its ending.
    pub key: String,
    /// Name of the municipality.
    pub name: String,
    /// What the user calls it; empty without a name of its own.
    pub label: String,
    /// What the plan is called; empty without one.
    pub plan: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// The day it was last judged on.
    pub as_of: Date,
    /// How many answers are the user's own.
    pub answers: usize,
    /// When its file was written, in seconds after 1970-01-01; `None` where the disk does not say.
    pub kept: Option<i64>,
}

/// Seconds after 1970-01-01; `None` before that.
pub fn seconds(time: SystemTime) -> Option<i64> {
    i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

impl SavedRow {
    /// The row of the session in the file `key`.
    pub fn of(key: &str, s: &SavedSession) -> Self {
        Self {
            key: key.to_owned(),
            name: s.name.clone(),
            label: s.label.clone(),
            plan: s.plan.clone(),
            code: s.code,
            as_of: s.now.as_of,
            answers: s.now.own_answers(),
            kept: None,
        }
    }
}

/// Answers, and what they came to on a day under a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedState {
    /// Bundle version it was judged with.
    pub version: String,
    /// Fingerprint of that bundle's content.
    pub fingerprint: String,
    /// The day it was judged on.
    pub as_of: Date,
    /// The answers, by fact id; those of facts that another bundle asked included.
    pub answers: Vec<SavedAnswer>,
    /// The verdict on each programme, by programme id.
    pub verdicts: Vec<SavedVerdict>,
}

/// How an answer came about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Answered by the user.
    Given,
    /// From an official table.
    Prefilled,
    /// 「わからない」
    DontKnow,
    /// A table gives it, but the user took it back: not answered.
    TakenBack,
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedAnswer {
    /// Fact id.
    pub fact: String,
    /// Value: `true`, an option's id, a number (minutes and yen whole), or a day; empty for 「わからない」.
    pub value: String,
    /// How it came about.
    pub state: AnswerState,
    /// The table it comes from, when prefilled.
    pub source: String,
}

/// What a programme's verdict was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedVerdict {
    /// Programme id.
    pub programme: String,
    /// Key of its group; a newer program may know more of them.
    pub group: String,
    /// The leading rate as the list showed it.
    pub rate: String,
    /// The largest ceiling as the list showed it.
    pub ceiling: String,
}

/// Saved answers in terms of the present bundle.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RestoredAnswers {
    /// What the user answered, 「わからない」 included.
    pub given: Profile,
    /// That and what the tables said then.
    pub then: Profile,
    /// What the user took back although a table gives it.
    pub taken_back: Vec<FactId>,
    /// What the present bundle does not know or cannot read: kept for writing it back.
    pub unknown: Vec<SavedAnswer>,
}

/// The answers of `profile` as a file holds them; `table` is what the tables give. What follows from others is not
/// written: it is inferred anew.
pub fn answers(catalogue: &Catalogue, profile: &Profile, table: &Profile) -> Vec<SavedAnswer> {
    let mut out = Vec::new();
    for (id, fact) in catalogue.fact_ids() {
        let (value, state, source) = match profile.answer(id) {
            Answer::NotAsked if table.value(id).is_some() => (String::new(), AnswerState::TakenBack, ""),
            Answer::Known(v, Origin::Given) => (fact.kind.written(v), AnswerState::Given, ""),
            Answer::Known(v, Origin::Prefilled(source)) => (fact.kind.written(v), AnswerState::Prefilled, source),
            Answer::DontKnow => (String::new(), AnswerState::DontKnow, ""),
            Answer::NotAsked | Answer::Known(_, Origin::Inferred(_)) => continue,
        };
        out.push(SavedAnswer { fact: fact.id.to_owned(), value, state, source: source.to_owned() });
    }
    out
}

/// The answers of a file in terms of `catalogue`.
pub fn restore(catalogue: &Catalogue, answers: &[SavedAnswer]) -> RestoredAnswers {
    let mut out = RestoredAnswers::default();
    for saved in answers {
        let Some((id, fact)) = catalogue.fact_named(&saved.fact) else {
            out.unknown.push(saved.clone());
            continue;
        };
        let origin = if saved.state == AnswerState::Prefilled {
            Origin::Prefilled("前回の自動入力")
        } else {
            Origin::Given
        };
        let answer = match saved.state {
            AnswerState::TakenBack => {
                out.taken_back.push(id);
                continue;
            }
            AnswerState::DontKnow => Some(Answer::DontKnow),
            AnswerState::Given | AnswerState::Prefilled => {
                fact.kind.read(&saved.value).map(|v| Answer::Known(v, origin))
            }
        };
        let Some(answer) = answer else {
            out.unknown.push(saved.clone());
            continue;
        };
        out.then.set(id, answer);
        if saved.state != AnswerState::Prefilled {
            out.given.set(id, answer);
        }
    }
    out
}

impl SavedState {
    /// How many answers are the user's own.
    pub fn own_answers(&self) -> usize {
        self.answers.iter().filter(|k| k.state != AnswerState::Prefilled).count()
    }
}
