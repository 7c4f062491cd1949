//! An answer as it stands in a file or behind `--set` → the answer of a fact.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Fact, FactId, FactKind, Origin, Unit, Value};
use crate::session::typed;
use crate::text::fold::fold;

/// A value as it stands in a file or after `--set fact=`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scalar {
    /// `true`, `false`
    Flag(bool),
    /// A whole number: yen, persons, minutes.
    Whole(i64),
    /// As people type it.
    Text(String),
    /// `null`: not answered.
    Nothing,
}

impl Scalar {
    /// A JSON value; `None` for objects and lists.
    pub fn json(value: serde_json::Value) -> Option<Self> {
        match value {
            serde_json::Value::Null => Some(Self::Nothing),
            serde_json::Value::Bool(b) => Some(Self::Flag(b)),
            serde_json::Value::Number(n) => Some(n.as_i64().map_or_else(|| Self::Text(n.to_string()), Self::Whole)),
            serde_json::Value::String(s) => Some(Self::Text(s)),
            serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
        }
    }

    /// A TOML value; `None` for tables and lists.
    pub fn toml(value: toml::Value) -> Option<Self> {
        match value {
            toml::Value::Boolean(b) => Some(Self::Flag(b)),
            toml::Value::Integer(n) => Some(Self::Whole(n)),
            // The shortest form that reads back as the same number: the digits that were written.
            toml::Value::Float(f) => Some(Self::Text(f.to_string())),
            toml::Value::String(s) => Some(Self::Text(s)),
            toml::Value::Datetime(d) => Some(Self::Text(d.to_string())),
            toml::Value::Array(_) | toml::Value::Table(_) => None,
        }
    }
}

/// The fact with this id, or with exactly this label.
pub fn named(catalogue: &Catalogue, key: &str) -> Option<(FactId, &'static Fact)> {
    let labelled = || catalogue.fact_ids().find(|(_, f)| fold(f.label) == fold(key));
    catalogue.fact_named(key).or_else(labelled)
}

/// Said of a text that is no TOML, with the line from 1: the parser's own words are English.
pub fn not_toml(line: usize) -> String {
    format!("TOML として読めません（{line}行目）。「キー = 値」の形と、引用符・括弧の閉じ忘れを確かめてください")
}

/// The line, from 1, on which `key` gets its value in a TOML or JSON text; the last one where there are several.
pub fn line_of(text: &str, key: &str) -> Option<usize> {
    let at = text.match_indices(key).filter(|(at, _)| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + key.len()..).unwrap_or_default());
        let quoted = |c: char| c == '"' || c == '\'';
        let starts = before.chars().next_back().is_none_or(|c| quoted(c) || c.is_whitespace() || c == '{' || c == ',');
        let rest = after.strip_prefix(quoted).unwrap_or(after).trim_start_matches([' ', '\t']);
        starts && rest.starts_with(['=', ':'])
    });
    at.last().map(|(at, _)| 1 + text.bytes().take(at).filter(|b| *b == b'\n').count())
}

/// The answer that a value means.
///
/// # Errors
/// A sentence that says what the fact expects.
pub fn answer(fact: &Fact, value: &Scalar) -> Result<Answer, String> {
    let given = |v: Value| Answer::Known(v, Origin::Given);
    let wrong = |why: &str| format!("{}（{}）: {why}", fact.id, fact.label);
    let minutes = fact.kind.unit() == Some(Unit::Minutes);
    match (value, fact.kind) {
        (Scalar::Nothing, _) => Ok(Answer::NotAsked),
        (Scalar::Flag(b), FactKind::YesNo) => Ok(given(Value::Flag(*b))),
        // On the screen 2 picks the second option; in a file that would hide a slip.
        (Scalar::Flag(_), _) | (Scalar::Whole(_), FactKind::YesNo | FactKind::Choice(_)) => {
            Err(wrong(&typed::expected(fact)))
        }
        (Scalar::Whole(n), _) if minutes => typed::read(fact, &format!("{n}分")).map(given).map_err(|e| wrong(&e)),
        (Scalar::Whole(n), _) => typed::read(fact, &n.to_string()).map(given).map_err(|e| wrong(&e)),
        (Scalar::Text(t), _) if unknown(t) => Ok(Answer::DontKnow),
        (Scalar::Text(t), _) => typed::read(fact, t).map(given).map_err(|e| wrong(&e)),
    }
}

/// An answer as a file takes it: [`answer`] reads it back; `None` for what nobody said.
pub fn text(fact: &Fact, answer: Answer) -> Option<toml::Value> {
    let known = match answer {
        Answer::NotAsked => return None,
        Answer::DontKnow => return Some(toml::Value::String("?".to_owned())),
        Answer::Known(v, _) => v,
    };
    Some(match known {
        Value::Flag(b) => toml::Value::Boolean(b),
        Value::Choice(_) => toml::Value::String(fact.kind.chosen(known)?.id.to_owned()),
        Value::Number(n) if n.places == 0 && fact.kind.unit() != Some(Unit::Index) => toml::Value::Integer(n.mantissa),
        Value::Number(_) | Value::Day(_) => toml::Value::String(fact.kind.written(known)),
    })
}

/// As people write it, and as other programs do.
fn unknown(text: &str) -> bool {
    typed::is_unknown(text) || matches!(fold(text).as_str(), "unknown" | "dont_know")
}
