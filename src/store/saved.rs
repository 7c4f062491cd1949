//! What a session comes to on disk: ids and texts, so that it outlives a change of content.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Fact, FactId, FactKind, Origin, Profile, Value};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;

/// A session as a file holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// Name as shown.
    pub name: String,
    /// What the user calls this session; empty without a name of its own.
    pub label: String,
    /// How it was left.
    pub now: Stand,
    /// How it was last left under another bundle: what 前回からの変化 is told against.
    pub before: Option<Stand>,
}

/// Answers, and what they came to on a day under a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stand {
    /// Bundle version it was judged with.
    pub version: String,
    /// Fingerprint of that bundle's content.
    pub fingerprint: String,
    /// The day it was judged on.
    pub as_of: Date,
    /// The answers, by fact id; those of facts that another bundle asked included.
    pub answers: Vec<Kept>,
    /// How each programme stood, by programme id.
    pub standings: Vec<Standing>,
}

/// How an answer is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
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
pub struct Kept {
    /// Fact id.
    pub fact: String,
    /// Value: `true`, an option's id, a number (minutes and yen whole), or a day; empty for 「わからない」.
    pub value: String,
    /// How it is held.
    pub held: Held,
    /// The table it comes from, when prefilled.
    pub source: String,
}

/// How a programme stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Programme id.
    pub programme: String,
    /// `applies`, `open`, `excluded` or `out_of_term`.
    pub group: String,
    /// The leading rate as the list showed it.
    pub rate: String,
    /// The largest ceiling as the list showed it.
    pub ceiling: String,
}

/// A stand in terms of the present bundle.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Restored {
    /// What the user answered, 「わからない」 included.
    pub given: Profile,
    /// That and what the tables said then.
    pub then: Profile,
    /// What the user took back although a table gives it.
    pub taken_back: Vec<FactId>,
    /// What the present bundle does not know or cannot read: kept for writing it back.
    pub unknown: Vec<Kept>,
}

/// The answers of `profile` as a file holds them; `table` is what the tables give. What follows from others is not
/// written: it is inferred anew.
pub fn answers(catalogue: &Catalogue, profile: &Profile, table: &Profile) -> Vec<Kept> {
    let mut out = Vec::new();
    for (id, fact) in catalogue.fact_ids() {
        let (value, held, source) = match profile.answer(id) {
            Answer::NotAsked if table.value(id).is_some() => (String::new(), Held::TakenBack, ""),
            Answer::Known(v, Origin::Given) => (value_text(fact, v), Held::Given, ""),
            Answer::Known(v, Origin::Prefilled(source)) => (value_text(fact, v), Held::Prefilled, source),
            Answer::DontKnow => (String::new(), Held::DontKnow, ""),
            Answer::NotAsked | Answer::Known(_, Origin::Inferred(_)) => continue,
        };
        out.push(Kept { fact: fact.id.to_owned(), value, held, source: source.to_owned() });
    }
    out
}

/// The answers of a file in terms of `catalogue`.
pub fn restore(catalogue: &Catalogue, answers: &[Kept]) -> Restored {
    let mut out = Restored::default();
    for kept in answers {
        let Some((id, fact)) = catalogue.fact_named(&kept.fact) else {
            out.unknown.push(kept.clone());
            continue;
        };
        let origin =
            if kept.held == Held::Prefilled { Origin::Prefilled("前回の自動入力") } else { Origin::Given };
        let answer = match kept.held {
            Held::TakenBack => {
                out.taken_back.push(id);
                continue;
            }
            Held::DontKnow => Some(Answer::DontKnow),
            Held::Given | Held::Prefilled => read_value(fact, &kept.value).map(|v| Answer::Known(v, origin)),
        };
        let Some(answer) = answer else {
            out.unknown.push(kept.clone());
            continue;
        };
        out.then.set(id, answer);
        if kept.held != Held::Prefilled {
            out.given.set(id, answer);
        }
    }
    out
}

/// A value by ids and digits, independent of labels and units on the screen.
pub fn value_text(fact: &Fact, value: Value) -> String {
    match (fact.kind, value) {
        (_, Value::Flag(b)) => b.to_string(),
        (FactKind::Choice(all), Value::Choice(c)) => {
            all.get(usize::from(c)).map_or_else(String::new, |o| o.id.to_owned())
        }
        (_, Value::Choice(_)) => String::new(),
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Day(d)) => d.to_string(),
    }
}

/// The value that [`value_text`] wrote; `None` when `fact` does not take it (any more).
pub fn read_value(fact: &Fact, text: &str) -> Option<Value> {
    match fact.kind {
        FactKind::YesNo => text.parse().ok().map(Value::Flag),
        FactKind::Choice(all) => {
            all.iter().position(|o| o.id == text).and_then(|i| u8::try_from(i).ok()).map(Value::Choice)
        }
        FactKind::Number { min, max, places, .. } => {
            let decimals = text.split_once('.').map_or(0, |(_, d)| d.len());
            let fits = |n: &Decimal| *n >= min && *n <= max && decimals <= usize::from(places);
            Decimal::parse(text).filter(fits).map(Value::Number)
        }
        FactKind::Day => Date::parse(text).map(Value::Day),
    }
}

impl Stand {
    /// How many answers are the user's own.
    pub fn own_answers(&self) -> usize {
        self.answers.iter().filter(|k| k.held != Held::Prefilled).count()
    }
}
