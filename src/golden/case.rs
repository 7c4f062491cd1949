//! A case as it stands in its file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::content::key::Table;
use crate::content::mend::mend;
use crate::content::problem::line_at;

/// A case file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case is about: the label of an expectation that has none.
    pub title: String,
    /// The day asked about.
    pub as_of: toml::value::Datetime,
    /// Fact → answer.
    #[serde(default)]
    pub profile: toml::Table,
    /// What is expected.
    #[serde(default)]
    pub expect: Vec<Expect>,
}

/// What one programme must come to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Name of the variant.
    #[serde(default)]
    pub label: String,
    /// Id of the programme.
    pub programme: String,
    /// Answers changed for this expectation; "?" takes an answer away.
    #[serde(default)]
    pub set: toml::Table,
    /// Another day.
    pub as_of: Option<toml::value::Datetime>,
    /// `yes`, `no` or `unknown`.
    pub verdict: Option<String>,
    /// `yes`, `no` or `unknown`.
    pub plan: Option<String>,
    /// `in_force`, `undated`, `expired` or `not_yet`.
    pub status: Option<String>,
    /// Facts, or parts of open points, that must be missing.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Facts, or parts of open points, that must not be missing.
    #[serde(default)]
    pub not_missing: Vec<String>,
    /// Rate group → share, range or word.
    #[serde(default)]
    pub rates: BTreeMap<String, String>,
    /// Ceiling group → yen, range or `none`.
    #[serde(default)]
    pub ceilings: BTreeMap<String, toml::Value>,
    /// Line of the flow → yen, range or 算定不可.
    #[serde(default)]
    pub split: BTreeMap<String, toml::Value>,
    /// Whose money (実質的な地方負担, 地方負担（措置不明） …) → yen, range, 算定不可, 補正前の試算, or なし.
    #[serde(default)]
    pub sums: BTreeMap<String, toml::Value>,
    /// Other readings that must exist.
    #[serde(default)]
    pub readings: Vec<ExpectedReading>,
    /// Parts of the 要確認 texts that must appear.
    #[serde(default)]
    pub checks: Vec<String>,
}

/// One other reading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedReading {
    /// Rate group → share or word.
    #[serde(default)]
    pub rates: BTreeMap<String, String>,
    /// Ceiling group → yen.
    #[serde(default)]
    pub ceilings: BTreeMap<String, toml::Value>,
    /// Line of the flow → yen or 算定不可.
    #[serde(default)]
    pub split: BTreeMap<String, toml::Value>,
}

/// An expectation that does not hold, or cannot be looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Miss {
    /// Label of the expectation.
    pub label: String,
    /// Id of the programme.
    pub programme: String,
    /// Which key.
    pub key: String,
    /// What the case says.
    pub expected: String,
    /// What the program says.
    pub got: String,
}

impl std::fmt::Display for Miss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { label, programme, key, expected, got } = self;
        write!(f, "[{label}] {programme} {key}: expected {expected}, got {got}")
    }
}

/// Reads a case file.
///
/// # Errors
/// What is wrong with it, with the line.
pub fn parse(text: &str) -> Result<Case, String> {
    let case: Case = toml::from_str(text).map_err(|e| unread(text, &e))?;
    if case.expect.is_empty() {
        return Err("[[expect]] がありません。何も確かめない事例です".to_owned());
    }
    Ok(case)
}

/// What is wrong with a case, with its line.
fn unread(text: &str, e: &toml::de::Error) -> String {
    const NO_KEYS: &Table = &Table { name: "Case", told: "照合の事例", keys: &[] };
    let slips = mend(text, NO_KEYS).slips;
    if slips.is_empty() {
        let line = e.span().map_or(1, |s| line_at(text, s.start));
        return format!("{line} 行目が事例の書き方と合いません（{}）", e.message());
    }
    let told: Vec<String> = slips.iter().map(|s| format!("{} 行目: {}", s.line + 1, s.message)).collect();
    told.join("／")
}
