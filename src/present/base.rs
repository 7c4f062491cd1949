//! What stands beside a result wherever it is taken away: its role, the two layers apart, and what its rate and its
//! ceiling are of.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;
use crate::domain::value::truth::Truth;
use crate::present::row::{leading_ceiling, leading_rate};
use crate::present::word;

/// Stands where the documents name no 所管.
pub const NOT_PRINTED: &str = "（資料に記載なし）";

/// 団体: whether the body may use it, as a mark.
pub fn body(a: &Assessment) -> &'static str {
    word::mark(match a.body {
        Truth::Yes => Group::Applies,
        Truth::Unknown => Group::Open,
        Truth::No => Group::Excluded,
    })
}

/// 計画: how many of the terms the present answers meet, and how many there are. What only people can judge is met by
/// no answer.
pub fn terms(a: &Assessment, profile: &Profile) -> (usize, usize) {
    let met = a.requirements(profile).filter(|(_, truth)| *truth == Some(Truth::Yes)).count();
    (met, a.programme.requirements.len())
}

/// The same in words: 「2/8件」. The unit keeps a spreadsheet from reading a date.
pub fn plan(a: &Assessment, profile: &Profile) -> String {
    match terms(a, profile) {
        (_, 0) => "要件の記載なし".to_owned(),
        (met, all) => format!("{met}/{all}件"),
    }
}

/// Role and both layers in one phrase: 「お金の制度　団体〇　計画 2/8件」.
pub fn layers(a: &Assessment, profile: &Profile) -> String {
    format!("{}　団体{}　計画 {}", a.programme.role.name(), body(a), plan(a, profile))
}

/// What the figures of the row are of; all empty beside 対象外, where no figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bases {
    /// What the leading rate is of.
    pub rate: &'static str,
    /// What the leading ceiling is of.
    pub ceiling: &'static str,
    /// Per what the leading ceiling is.
    pub per: &'static str,
}

/// The bases of the leading rate and ceiling.
pub fn bases(a: &Assessment) -> Bases {
    if group(a) == Group::Excluded {
        return Bases::default();
    }
    let ceiling = leading_ceiling(a).map(|c| c.group);
    Bases {
        rate: leading_rate(a).map_or("", |r| r.group.of),
        ceiling: ceiling.map_or("", |g| g.of),
        per: ceiling.map_or("", |g| g.per),
    }
}

impl Bases {
    /// 「率は〜に対して。上限は〜（1〜あたり）」; empty without a figure.
    pub fn told(self) -> String {
        let rate = (!self.rate.is_empty()).then(|| format!("率は{}に対して", self.rate));
        let per = if self.per.is_empty() { String::new() } else { format!("（{}あたり）", self.per) };
        let ceiling = (!self.ceiling.is_empty()).then(|| format!("上限は{}{per}", self.ceiling));
        rate.into_iter().chain(ceiling).collect::<Vec<_>>().join("、")
    }
}

/// 所管 as printed, or that none is.
pub fn ministry(p: &Programme) -> &'static str {
    if p.ministry.is_empty() { NOT_PRINTED } else { p.ministry }
}

/// Whom to ask: the office that the documents print, else the contact, else 所管; or that none of them is printed.
pub fn addressee(p: &Programme) -> &'static str {
    [p.office, p.contact, p.ministry].into_iter().find(|t| !t.is_empty()).unwrap_or(NOT_PRINTED)
}

/// How many results of a role stand in a group.
pub fn count(results: &[Assessment], role: Role, wanted: Group) -> usize {
    results.iter().filter(|a| a.programme.role == role && group(a) == wanted).count()
}

/// The counts in words, each role apart: 「お金の制度 20件（〇 該当 3件、…）／…／お知らせ・依頼 9件／名前のみ 4件」.
/// What cannot be used is 該当 for nobody.
pub fn counts(results: &[Assessment]) -> String {
    let each = Role::ALL.map(|role| {
        let all = results.iter().filter(|a| a.programme.role == role).count();
        if !role.is_usable() {
            return format!("{} {all}件", role.name());
        }
        let groups = Group::ALL.map(|g| format!("{} {} {}件", word::mark(g), word::group(g), count(results, role, g)));
        format!("{} {all}件（{}）", role.name(), groups.join("、"))
    });
    each.join("／")
}
