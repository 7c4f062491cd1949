//! Golden cases: what the program must answer for a given profile, as data.
//!
//! `tests/golden.rs` walks the files; a later `self-check` runs the same comparison on embedded ones.
//! The format stands at the end of `content/README.md`.

mod compare;
mod figure;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::input::{answer, named, scalar};
use crate::domain::judge::assess::assess;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;

/// A case file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case is about.
    pub title: String,
    /// Id of the case in the team's golden file, if it is one.
    pub from: Option<String>,
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
    /// Other readings that must exist.
    #[serde(default)]
    pub readings: Vec<Reading>,
    /// Parts of the 要確認 texts that must appear.
    #[serde(default)]
    pub checks: Vec<String>,
}

/// One other reading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
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

/// What an expectation is about, once its names and answers are read.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The programme.
    pub programme: &'static Programme,
    /// The answers, with what follows from them.
    pub profile: Profile,
    /// The day asked about.
    pub as_of: Date,
}

/// Reads a case file.
///
/// # Errors
/// What is wrong with it, with the line.
pub fn parse(text: &str) -> Result<Case, String> {
    let case: Case = toml::from_str(text).map_err(|e| e.to_string())?;
    if case.expect.is_empty() {
        return Err("a case without [[expect]] proves nothing".to_owned());
    }
    Ok(case)
}

/// Everything in `case` that does not hold.
pub fn run(catalogue: &'static Catalogue, case: &Case) -> Vec<Miss> {
    let mut out = Vec::new();
    for expect in &case.expect {
        match scene(catalogue, case, expect) {
            Ok(scene) => {
                let Scene { programme, ref profile, as_of } = scene;
                let assessment = assess(programme, profile, catalogue.facts, as_of);
                compare::Look { catalogue, expect, profile, as_of, assessment: &assessment, out: &mut out }.all();
            }
            Err(problem) => out.push(Miss {
                label: expect.label.clone(),
                programme: expect.programme.clone(),
                key: "case".to_owned(),
                expected: "a readable case".to_owned(),
                got: problem,
            }),
        }
    }
    out
}

/// The programme, the profile and the day of an expectation.
///
/// # Errors
/// An unknown programme, an unknown fact, an answer that the fact does not take, a day that is none.
pub fn scene(catalogue: &'static Catalogue, case: &Case, expect: &Expect) -> Result<Scene, String> {
    let programme =
        catalogue.programme_named(&expect.programme).ok_or_else(|| format!("no programme {}", expect.programme))?;
    let mut profile = Profile::new();
    let mut problems = Vec::new();
    for (key, value) in case.profile.iter().chain(&expect.set) {
        let read = || {
            let (id, fact) = named(catalogue, key)?;
            let value = scalar(value.clone()).ok_or_else(|| format!("{key}: one value, not a list or table"))?;
            Ok::<_, String>((id, answer(fact, &value)?))
        };
        match read() {
            // "?" takes an answer away: nobody has asked.
            Ok((id, Answer::DontKnow)) => profile.set(id, Answer::NotAsked),
            Ok((id, answer)) => profile.set(id, answer),
            Err(problem) => problems.push(problem),
        }
    }
    let day = expect.as_of.as_ref().unwrap_or(&case.as_of);
    let as_of = Date::parse(&day.to_string()).ok_or_else(|| format!("as_of {day} is not a day"))?;
    if problems.is_empty() {
        Ok(Scene { programme, profile: catalogue.infer(&profile), as_of })
    } else {
        Err(problems.join("; "))
    }
}
