//! Golden cases: data in `tests/golden/*.toml`, one runner that walks the folder.
//!
//! Everything that does not hold is reported at once. Coverage is counted from the cases themselves: every programme
//! with figures has a yes, a no and an unknown, and every row of rates and ceilings is hit.
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::Path;

use chiiki_navi::content::embedded;
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::completion::Completions;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rate::Selection;
use chiiki_navi::domain::terms::condition::{Condition, Variable, World};
use chiiki_navi::domain::terms::profile::Profile;
use chiiki_navi::domain::terms::programme::{Level, Programme};
use chiiki_navi::domain::value::date::Period;
use chiiki_navi::domain::value::truth::Truth;
use chiiki_navi::golden::{Case, Expect, Scene, parse, run, scene};
use chiiki_navi::present::word;

/// Every case file with its name; what cannot be read is in the second list.
fn cases() -> (Vec<(String, Case)>, Vec<String>) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = std::fs::read_dir(&dir).expect("tests/golden is a folder");
    let mut names: Vec<String> = entries
        .map(|e| e.expect("a folder entry").file_name().to_string_lossy().into_owned())
        .filter(|n| Path::new(n).extension().is_some_and(|e| e == "toml"))
        .collect();
    names.sort();
    let (mut cases, mut broken) = (Vec::new(), Vec::new());
    for name in names {
        let text = std::fs::read_to_string(dir.join(&name)).expect("a readable case");
        match parse(&text) {
            Ok(case) => cases.push((name, case)),
            Err(problem) => broken.push(format!("{name}: {problem}")),
        }
    }
    assert!(!(cases.is_empty() && broken.is_empty()), "tests/golden is empty: nothing is proven");
    (cases, broken)
}

fn fail_with(all: &[String], what: &str) {
    assert!(all.is_empty(), "{} {what}:\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_case_holds() {
    let (cases, mut problems) = cases();
    let mut expectations = 0;
    for (name, case) in &cases {
        expectations += case.expect.len();
        problems.extend(run(embedded::catalogue(), case).iter().map(|miss| format!("{name}: {miss}")));
    }
    println!("{} files, {expectations} expectations", cases.len());
    fail_with(&problems, "expectations do not hold");
}

#[test]
fn an_expectation_that_does_not_hold_is_reported_with_what_was_got() {
    let catalogue = embedded::catalogue();
    let p = catalogue.programmes.iter().find(|p| !p.rates.is_empty()).expect("a programme with rates");
    let group = p.rates.first().expect("a group").id;
    let text = format!(
        "title = 't'\nas_of = 1999-01-01\n[profile]\nno_such_fact = true\n[[expect]]\nprogramme = '{}'\n\
         [[expect]]\nprogramme = 'none'\n",
        p.id
    );
    let misses = run(catalogue, &parse(&text).expect("a readable case"));
    assert_eq!(misses.len(), 2, "{misses:?}");
    let text = format!(
        "title = 't'\nas_of = 2024-06-01\n[[expect]]\nlabel = 'l'\nprogramme = '{}'\nverdict = 'maybe'\nplan = 'x'\n\
         status = 'x'\nmissing = ['x']\nrates = {{ {group} = '1/97', x = '1/2' }}\nceilings = {{ x = 1 }}\n\
         split = {{ x = 1 }}\nreadings = [{{ rates = {{ {group} = '1/97' }} }}]\nchecks = ['xyzzy']\n",
        p.id
    );
    let misses = run(catalogue, &parse(&text).expect("a readable case"));
    let keys: Vec<&str> = misses.iter().map(|m| m.key.as_str()).collect();
    let rate = format!("rates.{group}");
    let all = ["verdict", "plan", "status", "missing", &rate, "rates.x", "ceilings.x", "split.x", "readings", "checks"];
    assert_eq!(keys, all, "every key is looked at");
    assert!(misses.iter().all(|m| m.label == "l" && m.programme == p.id));
    assert!(parse("title = 't'\nas_of = 2024-06-01\nsurprise = 1\n[[expect]]\nprogramme = 'a'").is_err());
    assert!(parse("title = 't'\nas_of = 2024-06-01\n[[expect]]\nprogramme = 'a'\nrate = {}").is_err());
    assert!(parse("title = 't'\nas_of = 2024-06-01").is_err(), "a case must expect something");
}

/// Every expectation with its assessment.
fn looked_at() -> Vec<(Expect, Assessment)> {
    let catalogue = embedded::catalogue();
    let (cases, _) = cases();
    let mut out = Vec::new();
    for (_, case) in &cases {
        for expect in &case.expect {
            if let Ok(Scene { programme, profile, as_of }) = scene(catalogue, case, expect) {
                out.push((expect.clone(), Inquiry { catalogue, profile: &profile, as_of }.assess(programme)));
            }
        }
    }
    out
}

fn with_figures() -> impl Iterator<Item = &'static Programme> {
    embedded::catalogue().programmes.iter().filter(|p| p.level == Level::Figures)
}

#[test]
fn every_programme_with_figures_has_a_yes_a_no_and_an_unknown() {
    let seen: BTreeSet<(String, String)> =
        looked_at().into_iter().filter_map(|(e, _)| Some((e.programme, e.verdict?))).collect();
    let mut open = Vec::new();
    for p in with_figures() {
        let possible = possible(p);
        for verdict in [Truth::Yes, Truth::No, Truth::Unknown].into_iter().filter(|v| possible.contains(v)) {
            let key = word::verdict_key(verdict);
            if !seen.contains(&(p.id.to_owned(), key.to_owned())) {
                open.push(format!("{}: no expectation with verdict = \"{key}\"", p.id));
            }
        }
    }
    fail_with(&open, "verdicts are not covered");
}

/// The verdicts that some answers give. What the documents leave open stays open: no answer decides it.
fn possible(p: &'static Programme) -> Vec<Truth> {
    let mut out = Vec::new();
    let body = truths(&p.eligible);
    let plan: Vec<Vec<Truth>> = p.requirements.iter().filter_map(|r| r.when.as_ref()).map(truths).collect();
    if body.contains(&Truth::Yes) && plan.iter().all(|t| t.contains(&Truth::Yes) || t.contains(&Truth::Unknown)) {
        out.push(Truth::Yes);
    }
    if body.contains(&Truth::No) || plan.iter().any(|t| t.contains(&Truth::No)) || p.period != Period::default() {
        out.push(Truth::No);
    }
    if body.contains(&Truth::Unknown) || p.eligible.truth(&World::of(&Profile::new())) == Truth::Unknown {
        out.push(Truth::Unknown);
    }
    out
}

fn truths(c: &'static Condition) -> Vec<Truth> {
    let profile = Profile::new();
    let completions = Completions::new(std::iter::once(c), &profile, embedded::catalogue().facts);
    let Some(count) = completions.count() else { return vec![Truth::Yes, Truth::No, Truth::Unknown] };
    let mut out = Vec::new();
    let mut assumed = Vec::new();
    for i in 0..count {
        completions.at(i, &mut assumed);
        assumed.retain(|(v, _)| !matches!(v, Variable::Point(_)));
        let truth = c.truth(&World { profile: &profile, assumed: &assumed });
        if !out.contains(&truth) {
            out.push(truth);
        }
    }
    out
}

#[test]
fn every_rate_and_ceiling_row_is_hit() {
    let mut hit: BTreeSet<usize> = BTreeSet::new();
    for (expect, a) in &looked_at() {
        for answer in a.rates.iter().filter(|r| expect.rates.contains_key(r.group.id)) {
            hit.extend(rows(&answer.selection));
        }
        for answer in a.ceilings.iter().filter(|c| expect.ceilings.contains_key(c.group.id)) {
            hit.extend(rows(&answer.selection));
        }
    }
    let mut open = Vec::new();
    for p in with_figures() {
        for group in p.rates {
            let missed = group.rows.iter().filter(|r| !hit.contains(&address(*r)));
            open.extend(missed.map(|r| format!("{} rate {} 「{}」", p.id, group.id, r.label)));
        }
        for group in p.ceilings {
            let missed = group.rows.iter().filter(|r| !hit.contains(&address(*r)));
            open.extend(missed.map(|r| format!("{} ceiling {} 「{}」", p.id, group.id, r.label)));
        }
    }
    fail_with(&open, "rows are not hit by any expectation");
}

/// The rows that an expectation settles: the one that leads and those that hold beside it.
fn rows<R>(selection: &Selection<R>) -> Vec<usize> {
    let [only] = selection.outcomes.as_slice() else { return Vec::new() };
    only.leading.iter().chain(&only.readings).map(|r| address(*r)).collect()
}

fn address<R>(row: &'static R) -> usize {
    std::ptr::from_ref(row).addr()
}
