//! What is known about one municipality and its plan: fact → answer.

use crate::domain::terms::keyed::keyed;
use crate::domain::terms::keys::SearchKeys;
use crate::domain::value::date::Date;
use crate::domain::value::number::{Decimal, Yen};
use std::sync::Arc;

/// Index of a [`Fact`] in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId(pub u16);

/// The value of a fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// Index into the options of the fact.
    Choice(u8),
    /// A number: an index, a count, minutes, or yen; the fact says which.
    Number(Decimal),
    /// A day.
    Day(Date),
}

/// One selectable answer of a choice.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Key in content files and data.
    pub id: &'static str,
    /// What stands on the screen.
    pub label: &'static str,
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A pure decimal such as 財政力指数.
    Index,
    /// 円, whole.
    Yen,
    /// A duration, kept in whole minutes.
    Minutes,
    /// A whole number of something (人, 団体, か月).
    Count(&'static str),
}

/// The form of a fact's answer.
#[derive(Clone, Copy, Debug)]
pub enum FactKind {
    /// はい or いいえ.
    YesNo,
    /// One of the options.
    Choice(&'static [Choice]),
    /// A number from `min` to `max` with at most `places` decimals.
    Number {
        /// What it counts.
        unit: Unit,
        /// Smallest accepted answer.
        min: Decimal,
        /// Largest accepted answer.
        max: Decimal,
        /// Digits after the point that are accepted.
        places: u8,
    },
    /// A day.
    Day,
}

impl FactKind {
    /// The options of a choice; nothing else has any.
    pub const fn options(self) -> &'static [Choice] {
        match self {
            Self::Choice(all) => all,
            Self::YesNo | Self::Number { .. } | Self::Day => &[],
        }
    }

    /// The answer that the option of this id is.
    pub fn option(self, id: &str) -> Option<Value> {
        let at = self.options().iter().position(|o| o.id == id)?;
        u8::try_from(at).ok().map(Value::Choice)
    }

    /// The option that an answer is; nothing else than an index into the options is one.
    pub fn chosen(self, answer: Value) -> Option<&'static Choice> {
        let Value::Choice(at) = answer else { return None };
        self.options().get(usize::from(at))
    }

    /// What a number counts.
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Self::Number { unit, .. } => Some(unit),
            Self::YesNo | Self::Choice(_) | Self::Day => None,
        }
    }

    /// Whether it is an amount of money.
    pub fn is_yen(self) -> bool {
        self.unit() == Some(Unit::Yen)
    }

    /// Whether a number lies between the smallest and the largest accepted answer.
    pub fn admits(self, n: Decimal) -> bool {
        matches!(self, Self::Number { min, max, .. } if min <= n && n <= max)
    }

    /// A value by ids and digits, independent of labels and units on the screen.
    pub fn written(self, value: Value) -> String {
        match value {
            Value::Flag(b) => b.to_string(),
            Value::Choice(_) => self.chosen(value).map_or_else(String::new, |o| o.id.to_owned()),
            Value::Number(n) => n.to_string(),
            Value::Day(d) => d.to_string(),
        }
    }

    /// The value that [`Self::written`] gave; `None` where this form does not take it.
    pub fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::YesNo => text.parse().ok().map(Value::Flag),
            Self::Choice(_) => self.option(text),
            Self::Number { places, .. } => {
                let decimals = text.split_once('.').map_or(0, |(_, d)| d.len());
                let fits = |n: &Decimal| self.admits(*n) && decimals <= usize::from(places);
                Decimal::parse(text).filter(fits).map(Value::Number)
            }
            Self::Day => Date::parse(text).map(Value::Day),
        }
    }
}

/// What a fact is about; decides where it is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// 団体: the municipality itself, asked first.
    Body,
    /// 場所: where in the municipality the project stands.
    Site,
    /// 計画: what is planned; asked when it matters to a programme in view.
    Plan,
    /// 金額・数量: asked in 試算.
    Amount,
    /// 参考: shown, but decides nothing in the documents (人口).
    Reference,
}

keyed! { Topic { Body "団体", Site "場所", Plan "計画", Amount "金額", Reference "参考", } }

/// The amount of a plan that answers a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanAmount {
    /// 総額: all cost items that no other question of the programme takes.
    Cost,
    /// 融資・出資
    Loan,
    /// 公費による交付額
    PublicMoney,
    /// 人数
    Persons,
}

keyed! { PlanAmount { Cost "経費", Loan "融資", PublicMoney "公費", Persons "人数", } }

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Public key (`zaiseiryoku`).
    pub id: &'static str,
    /// Short name for rows and footers.
    pub label: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// The full question.
    pub question: &'static str,
    /// What it means and where staff find the answer.
    pub help: &'static str,
    /// Form of the answer.
    pub kind: FactKind,
    /// What it is about.
    pub topic: Topic,
    /// The amount of a plan that answers it; `None` where a cost item that is called like it does, or nothing.
    pub plan: Option<PlanAmount>,
    /// Whether the municipality can change it (a plan, a loan) or not (過疎区分, location).
    pub changeable: bool,
    /// Other words people search it by.
    pub synonyms: &'static [&'static str],
    /// The question that it was one with until [`Self::split_until`]; empty where it has always been its own.
    pub split_from: &'static str,
    /// The last version of the bundle that asked both in one.
    pub split_until: &'static str,
    /// Folded search keys.
    pub keys: SearchKeys,
}

/// Where a known value came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Answered by the user.
    Given,
    /// From an official table; the text names it with its date.
    Prefilled(&'static str),
    /// Follows from another answer; the text says from which.
    Inferred(&'static str),
}

/// State of one fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Answer {
    /// Nobody has asked yet.
    #[default]
    NotAsked,
    /// Asked, and answered with 「わからない」.
    DontKnow,
    /// Known, with its origin.
    Known(Value, Origin),
}

/// All answers about one municipality and one plan.
///
/// "Not asked" and 「わからない」 both judge as unknown but are told apart on the screen. A copy shares the answers until one
/// of the two is changed: every candidate of a consultation has a profile of its own, and few differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    answers: Arc<Vec<Answer>>,
}

impl Profile {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// State of `fact`.
    pub fn answer(&self, fact: FactId) -> Answer {
        self.answers.get(usize::from(fact.0)).copied().unwrap_or_default()
    }

    /// The value of `fact`, if known.
    pub fn value(&self, fact: FactId) -> Option<Value> {
        match self.answer(fact) {
            Answer::Known(v, _) => Some(v),
            _ => None,
        }
    }

    /// The value of a money fact.
    pub fn yen(&self, fact: FactId) -> Option<Yen> {
        match self.value(fact) {
            Some(Value::Number(n)) => n.yen(),
            _ => None,
        }
    }

    /// Sets the state of `fact`.
    pub fn set(&mut self, fact: FactId, answer: Answer) {
        let i = usize::from(fact.0);
        let answers = Arc::make_mut(&mut self.answers);
        if answers.len() <= i {
            answers.resize(i + 1, Answer::NotAsked);
        }
        if let Some(slot) = answers.get_mut(i) {
            *slot = answer;
        }
    }

    /// Sets `fact` to a value that the user gave.
    pub fn give(&mut self, fact: FactId, value: Value) {
        self.set(fact, Answer::Known(value, Origin::Given));
    }

    /// With these, as the user gave them, where nobody has said anything; what is answered stands.
    #[must_use]
    pub fn filled(&self, given: &[(FactId, Value)]) -> Self {
        let mut out = self.clone();
        self.open_of(given).for_each(|(fact, value)| out.give(fact, value));
        out
    }

    /// Those of `given` that nobody has said anything of.
    pub fn open_of(&self, given: &[(FactId, Value)]) -> impl Iterator<Item = (FactId, Value)> {
        given.iter().copied().filter(|(fact, _)| self.answer(*fact) == Answer::NotAsked)
    }

    /// The facts with another state in `other`, origins included: mostly none or one.
    pub fn moved(&self, other: &Self) -> Vec<FactId> {
        let most = self.answers.len().max(other.answers.len());
        let all = (0..u16::try_from(most).unwrap_or(u16::MAX)).map(FactId);
        all.filter(|f| self.answer(*f) != other.answer(*f)).collect()
    }

    /// Every fact with a state other than "not asked".
    pub fn iter(&self) -> impl Iterator<Item = (FactId, Answer)> + '_ {
        let id = |i: usize| FactId(u16::try_from(i).unwrap_or(u16::MAX));
        self.answers.iter().enumerate().filter(|(_, a)| **a != Answer::NotAsked).map(move |(i, a)| (id(i), *a))
    }
}
