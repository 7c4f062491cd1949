//! What 書き出し proposes: rows, a name, and the command that makes the same.

use crate::app::export::{Offer, What};
use crate::app::filename;
use crate::app::shared::Shared;
use crate::domain::terms::profile::{Answer, Origin};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::form::{Bodies, Scope};
use crate::session::answers::Session;

/// A row, and whether it stays out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The programme.
    pub programme: ProgrammeId,
    /// It stays out.
    pub struck: bool,
}

/// What was marked is what is written: the other rows of the list can be taken back in.
pub fn rows(shared: &Shared, offer: &Offer) -> Vec<Taken> {
    let of_list = offer.scope == Scope::Results && !shared.marked.is_empty();
    let mut all = offer.programmes.clone();
    if of_list {
        all.extend(shared.marked.iter().filter(|m| !offer.programmes.contains(m)));
    }
    all.into_iter().map(|p| Taken { programme: p, struck: of_list && !shared.marked.contains(&p) }).collect()
}

/// The command line that writes the same; empty where answers or the plan were put right on the screen, which no
/// command line says.
pub fn again(shared: &Shared, what: &What) -> String {
    let What::Report(rows) = what else { return String::new() };
    match rows.scope {
        Scope::Who(_) => return "画面の「逆引き」から「書き出し」".to_owned(),
        Scope::Marked | Scope::Together => return "画面の「組み合わせ」から「書き出し」".to_owned(),
        _ => {}
    }
    let town = rows.code.and_then(|c| shared.catalogue.municipality(c));
    let given = |(id, _)| matches!(rows.profile.answer(id), Answer::Known(_, Origin::Given) | Answer::DontKnow);
    let (Some(town), false) = (town, shared.catalogue.fact_ids().any(given)) else { return String::new() };
    let mut out = format!("--municipality {} --as-of {}", town.full_name(), shared.as_of);
    if rows.marked || rows.scope != Scope::Results {
        let ids = rows.programmes.iter().filter_map(|id| shared.catalogue.programme(*id)).map(|p| p.id);
        out = format!("{out} --programme {}", ids.collect::<Vec<_>>().join(","));
    }
    match &rows.plan {
        None => format!("chiiki-navi assess {out} --format html"),
        Some(plan) if plan.edits.is_empty() => {
            format!("chiiki-navi consult \"{}\" {out} --sheet", plan.sentence.trim().replace('"', ""))
        }
        Some(_) => String::new(),
    }
}

/// 「島根県海士町_試算_2026-11-21」
pub fn proposal(shared: &Shared, offer: &Offer) -> String {
    let own = shared.session.as_ref().map(Session::name).unwrap_or_default();
    let of = |id: &ProgrammeId| shared.catalogue.programme(*id).map_or("", |p| p.name);
    let name = match offer.scope {
        Scope::Who(_) => offer.programmes.first().map_or("", of).to_owned(),
        _ => own,
    };
    let what = match offer.scope {
        Scope::Results => "",
        Scope::Programme => "_制度",
        Scope::Estimate => "_試算",
        Scope::Comparison => "_比較",
        Scope::Who(Bodies { prefecture: None, .. }) => "_使える団体",
        Scope::Who(Bodies { prefecture: Some(p), .. }) => &format!("_使える団体_{p}"),
        Scope::Marked | Scope::Together => "_組み合わせ",
    };
    filename::clean(&format!("{name}{what}_{}", shared.as_of))
}
