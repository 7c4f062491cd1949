//! Golden cases: what the program must answer for a given profile, as data.
//!
//! `tests/golden.rs` walks the files; `self-check` and a bundle's installation run the same comparison on embedded ones.
//! The format stands at the end of `content/README.md`.

mod case;
mod compare;
mod figure;

use crate::content::problem::is_unseen;
use crate::domain::judge::clash::clashes;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::present::clash::sentence;
use crate::session::written::{Scalar, answer, named};

pub use case::{Case, Expect, ExpectedReading, Miss, parse};

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

/// Everything in `case` that does not hold.
pub fn run(catalogue: &'static Catalogue, case: &Case) -> Vec<Miss> {
    let mut out = Vec::new();
    for expect in &case.expect {
        match scene(catalogue, case, expect) {
            Ok(scene) => {
                let inquiry = Inquiry { catalogue, profile: &scene.profile, as_of: scene.as_of };
                let assessment = inquiry.assess(scene.programme);
                compare::Look { inquiry, expect, assessment: &assessment, out: &mut out }.all();
            }
            Err(problem) => out.push(Miss {
                label: expect.label.clone(),
                programme: expect.programme.clone(),
                key: "case".to_owned(),
                expected: "読める事例".to_owned(),
                got: problem,
            }),
        }
    }
    out.iter_mut().filter(|miss| miss.label.is_empty()).for_each(|miss| miss.label.clone_from(&case.title));
    out
}

/// The programme, the profile and the day of an expectation.
///
/// # Errors
/// An unknown programme, an unknown fact, an answer that the fact does not take, a day that is none.
pub fn scene(catalogue: &'static Catalogue, case: &Case, expect: &Expect) -> Result<Scene, String> {
    let programme = catalogue
        .programme_named(&expect.programme)
        .ok_or_else(|| format!("制度「{}」はありません", expect.programme.replace(is_unseen, "?")))?;
    let mut profile = Profile::new();
    let mut problems = Vec::new();
    for (key, value) in case.profile.iter().chain(&expect.set) {
        let read = || {
            let unknown = || format!("項目「{}」はありません", key.replace(is_unseen, "?"));
            let (id, fact) = named(catalogue, key).ok_or_else(unknown)?;
            let value = Scalar::toml(value.clone()).ok_or_else(|| format!("{key} の答えは1つの値で書いてください"))?;
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
    for clash in clashes(catalogue, &profile) {
        problems.push(sentence(catalogue, &profile, &clash));
    }
    if problems.is_empty() {
        Ok(Scene { programme, profile: catalogue.infer(&profile), as_of })
    } else {
        Err(problems.join("; "))
    }
}
