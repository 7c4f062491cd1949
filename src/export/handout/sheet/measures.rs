//! The table of the page: a row a programme, every figure with what it is of.

use super::model::{Block, Piece, Room, Style, Table};
use super::shared;
use crate::domain::judge::rank::Group;
use crate::domain::money::scenario::Amount;
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::role::Role;
use crate::domain::value::number::Yen;
use crate::domain::value::source::Cites;
use crate::export::handout::sources::Numbers;
use crate::export::handout::subject::{Measure, Subject};
use crate::export::report::ResultsExport;
use crate::present::consult::{MONEY, money_lines, reason};
use crate::present::row::{leading_ceiling, leading_rate, row};
use crate::present::{figure, money};

/// The table of the first programmes of the subject.
pub fn table(report: &ResultsExport<'_>, about: &Subject<'_>, room: Room, numbers: &mut Numbers) -> Block {
    let has_plan = report.plan.is_some();
    let mut columns = vec![("制度", 28), ("率（何に対して）", 21), ("上限（何の）", 16)];
    columns.extend(if has_plan {
        vec![("国などの支援", 19), ("負担", 16)]
    } else {
        vec![("決め手・未回答", 35)]
    });
    let burden = burden_of(report.municipality);
    let heading = |(name, share): (&str, u32)| (if name == "負担" { burden.clone() } else { name.to_owned() }, share);
    let rows = about.measures.iter().take(room.rows).map(|m| cells(report, *m, has_plan, numbers)).collect();
    Block::Table(Table {
        title: about.title.clone(),
        columns: columns.into_iter().map(heading).collect(),
        rows,
        note: shared::further(report, about, room),
    })
}

/// 「町の負担」, by what the body is.
pub fn burden_of(municipality: Option<&Municipality>) -> String {
    let last = municipality.and_then(|m| m.name.chars().last()).filter(|c| "都道府県市町村区".contains(*c));
    last.map_or_else(|| "地方の負担".to_owned(), |c| format!("{c}の負担"))
}

fn cells(report: &ResultsExport<'_>, m: Measure<'_>, has_plan: bool, numbers: &mut Numbers) -> Vec<Vec<Piece>> {
    let (a, p) = (m.assessment, m.assessment.programme);
    let inquiry = report.about(a);
    let r = row(inquiry, a);
    let mut name = vec![Piece::new(p.name, Style::Strong)];
    let standing = [p.role.name(), r.standing.as_str(), &r.layers()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join("　");
    name.push(Piece::new(standing, Style::Small));
    name.extend(m.candidate.map(|c| Piece::new(reason(inquiry.catalogue, c), Style::Small)));
    let (rate, ceiling) = figures(m, &r, numbers);
    if !has_plan {
        return vec![name, rate, ceiling, vec![Piece::new(r.note, Style::Small)]];
    }
    let told = m.candidate.filter(|_| !r.group.is_out());
    let (support, burden) = told.map_or_else(|| (none(r.note.as_str()), Vec::new()), |c| yen(report, c));
    vec![name, rate, ceiling, support, burden]
}

fn none(why: &str) -> Vec<Piece> {
    vec![Piece::new(if why.is_empty() { "―" } else { why }, Style::Small)]
}

/// Rate and ceiling with what they are of and where they are printed.
fn figures(m: Measure<'_>, r: &crate::present::row::Row, numbers: &mut Numbers) -> (Vec<Piece>, Vec<Piece>) {
    let (a, p) = (m.assessment, m.assessment.programme);
    if r.group == Group::Excluded {
        return (none("対象外"), none(""));
    }
    let mut places = |all: Vec<Cites>| numbers.of(p, all.into_iter().flatten().copied());
    let rates = a.rates.iter().filter(|g| leading_rate(a).is_some_and(|l| std::ptr::eq(l.group, g.group)));
    let mut at: Vec<Cites> = rates.flat_map(|g| g.selection.leading()).map(|r| r.cites).collect();
    if at.is_empty() {
        at.push(p.cites);
    }
    let rate =
        if r.rate.is_empty() { none("") } else { vec![Piece::new(r.rate.as_str(), Style::Plain).cited(places(at))] };
    let at: Vec<Cites> = leading_ceiling(a).into_iter().flat_map(|c| c.selection.leading()).map(|r| r.cites).collect();
    let ceiling = match r.ceiling.strip_prefix("上限 ") {
        Some(text) => vec![Piece::new(text, Style::Plain).cited(places(at))],
        None if p.role == Role::Support => none(""),
        None => vec![Piece::new("上限の記載なし", Style::Small)],
    };
    (rate, ceiling)
}

/// What others give and what the body pays, in the yen of the plan; else why there are none.
fn yen(report: &ResultsExport<'_>, c: &Candidate) -> (Vec<Piece>, Vec<Piece>) {
    let p = c.assessment.programme;
    let lines = money_lines(c);
    if c.costs.eligible.is_none() || p.flow.is_empty() {
        return (none(&no_yen(report, c)), none(""));
    }
    // 「対象経費 1,800万円」: what everything in both cells is computed from.
    let mut support: Vec<Piece> =
        lines.first().map(|l| Piece::new(format!("{l}から"), Style::Small)).into_iter().collect();
    let mut burden = Vec::new();
    for (label, bucket) in MONEY {
        let Some(sum) = c.sum(bucket) else { continue };
        // What a ceiling cut off only where something was.
        if bucket == Bucket::Over && sum.exact() == Some(Yen(0)) {
            continue;
        }
        let text = told(report, sum);
        match bucket {
            Bucket::Local | Bucket::LocalUnknown | Bucket::Over => {
                burden.push(Piece::new(label, Style::Small));
                burden.push(Piece::new(
                    text,
                    if sum.open.is_some() || bucket == Bucket::Over { Style::Plain } else { Style::Burden },
                ));
            }
            Bucket::Private => burden.push(Piece::new(format!("ほかに {label} {text}"), Style::Small)),
            _ if sum.open.is_some() => support.push(Piece::new(format!("{label} {text}"), Style::Small)),
            _ => support.push(Piece::new(format!("{label} {text}"), Style::Yen)),
        }
    }
    support.extend(
        c.bond().filter(|s| s.hi > Yen(0)).map(|s| Piece::new(format!("起債 {}（元金）", money::sum(s)), Style::Small)),
    );
    burden.extend(left_out(c).into_iter().map(|text| Piece::new(format!("別に {text}"), Style::Small)));
    (support, burden)
}

/// Why there are no yen: the plan's costs are not this programme's, an amount is missing, or none can be computed.
pub fn no_yen(report: &ResultsExport<'_>, c: &Candidate) -> String {
    let p = c.assessment.programme;
    let left = left_out(c);
    let missing = c.split.leading.iter().flat_map(|s| &s.amounts).find_map(|a| match a {
        Amount::Missing(f) => report.inquiry.catalogue.fact(*f),
        _ => None,
    });
    match (p.role, p.flow.is_empty(), missing) {
        (Role::Money, false, _) if !left.is_empty() => left.join("。"),
        (Role::Money, false, Some(fact)) => format!("「{}」が未入力", fact.label),
        (Role::Money, false, None) => "金額が入力されていません".to_owned(),
        (Role::Money, true, _) => "算定不可（計算の元になる記載なし）".to_owned(),
        _ => "お金の出る制度としての記載なし".to_owned(),
    }
}

/// The plan's costs that it is not computed from.
fn left_out(c: &Candidate) -> Vec<String> {
    let all = [("対象外の経費", c.costs.excluded), ("対象経費の例にない経費（算入せず）", c.costs.not_listed)];
    let some = all.into_iter().filter(|(_, y)| *y > Yen(0));
    some.map(|(label, y)| format!("{label} {}", figure::yen(y))).collect()
}

/// A sum, its range, or why there is none; what must be entered is named.
fn told(report: &ResultsExport<'_>, sum: Sum) -> String {
    match sum.open {
        Some(Amount::Missing(f)) => {
            format!("「{}」が未入力", report.inquiry.catalogue.fact(f).map_or("", |f| f.label))
        }
        _ => money::sum(sum),
    }
}
