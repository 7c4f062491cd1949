//! The vocabulary of plans: every purpose is served, and every programme that one can use is found by one.

use crate::content::files::PURPOSES;
use crate::content::problem::Problem;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;

/// Purposes that no programme names.
pub fn unserved(catalogue: &Catalogue) -> Vec<Problem> {
    let served =
        |i: usize| catalogue.programmes.iter().flat_map(|p| p.fit.purposes).any(|purpose| usize::from(purpose.0) == i);
    let words = catalogue.vocabulary.purposes.iter().enumerate().filter(|(i, _)| !served(*i));
    words
        .map(|(_, w)| {
            let message =
                format!("目的「{}」の制度がありません。制度の fit.purposes に書くか、目的を消してください", w.name);
            Problem::new(PURPOSES, 0, format!("purpose[{}]", w.id), message)
        })
        .collect()
}

/// A programme that a body can use and that no purpose leads to.
pub fn unfindable(catalogue: &Catalogue, p: &Programme) -> Option<Problem> {
    let usable = matches!(p.role, Role::Money | Role::Support);
    (usable && p.fit.purposes.is_empty() && !catalogue.vocabulary.purposes.is_empty()).then(|| {
        let text = "目的（fit.purposes）がないので、やりたいことから見つけられません。purposes.toml の目的を1つ以上書いてください";
        Problem::in_programme(p.id, "fit.purposes", text)
    })
}

/// Subjects that no programme is limited to, nearest programmes that are none, answers to no question.
pub fn loose(catalogue: &Catalogue) -> Vec<Problem> {
    let v = catalogue.vocabulary;
    let problem = |key: String, message: String| Problem::new(PURPOSES, 0, &key, message);
    let used = |i: usize| {
        let limits = catalogue.programmes.iter().flat_map(|p| p.fit.only);
        limits.flat_map(|l| l.subjects).any(|s| usize::from(s.0) == i)
    };
    let subjects = v.subjects.iter().enumerate().filter(|(i, _)| !used(*i));
    let subjects = subjects.map(|(_, w)| {
        problem(
            format!("subject.{}", w.id),
            format!(
                "対象「{}」に限られる制度がありません。制度の fit.only に「@{}」と書くか、消してください",
                w.name, w.id
            ),
        )
    });
    let lost = v.absent.iter().filter(|a| !a.near.is_empty() && catalogue.programme_named(a.near).is_none());
    let lost = lost.map(|a| problem("absent.near".to_owned(), format!("「{}」という制度はありません", a.near)));
    let unknown = v.settled.iter().filter(|s| s.answer(catalogue).is_none());
    let unknown = unknown
        .map(|s| problem("settle".to_owned(), format!("項目「{}」に選択肢「{}」はありません", s.fact, s.choice)));
    subjects.chain(lost).chain(unknown).collect()
}
