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
        .map(|(_, w)| Problem {
            file: PURPOSES.to_owned(),
            line: 0,
            key: format!("purpose.{}", w.id),
            message: format!(
                "目的「{}」の制度がありません。制度の fit.purposes に書くか、目的を消してください",
                w.name
            ),
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
