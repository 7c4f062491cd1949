//! The table of the page: a row a programme, every figure with what it is of.

use super::model::{Block, Piece, Room, Style, Table};
use super::shared;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::money::scenario::Amount;
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::role::Role;
use crate::domain::value::number::Yen;
use crate::domain::value::source::Cites;
use crate::domain::value::truth::Truth;
use crate::export::handout::sources::Numbers;
use crate::export::handout::subject::{Measure, Subject};
use crate::export::report::ResultsExport;
use crate::present::base::terms;
use crate::present::consult::doubts;
use crate::present::detail::window;
use crate::present::money::plan::{MONEY, has_yen, left_out, money_lines};
use crate::present::row::{leading_ceiling, leading_rate, row, standing_in};
use crate::present::{money, value};

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
    let heading = |(name, share): (&str, u32)| {
        (if name == "負担" { format!("{burden}（交付税措置の後）") } else { name.to_owned() }, share)
    };
    let rows = about.measures.iter().take(room.rows).map(|m| cells(report, *m, has_plan, numbers)).collect();
    Block::Table(Table {
        title: about.title.clone(),
        columns: columns.into_iter().map(heading).collect(),
        rows,
        note: shared::further(report, about, room),
    })
}

/// Characters of a term that is not known to be met.
const TERM: usize = 40;

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
    name.extend(standing(inquiry, a).into_iter().map(|text| Piece::new(text, Style::Small)));
    name.extend(m.candidate.map(|c| Piece::new(doubts(c), Style::Small)));
    let (rate, ceiling) = figures(m, &r, numbers);
    if !has_plan {
        return vec![name, rate, ceiling, vec![Piece::new(r.note, Style::Small)]];
    }
    let told = m.candidate.filter(|_| !r.group.is_out());
    let (support, burden) = told.map_or_else(|| (none(r.note.as_str()), Vec::new()), |c| yen(report, c));
    vec![name, rate, ceiling, support, burden]
}

/// Where it stands, in words that can be read aloud: whether the body may use it at all, how many of the plan's terms
/// are known to be met, and the first that is not.
pub fn standing(inquiry: Inquiry<'_>, a: &Assessment) -> Vec<String> {
    let body = format!("団体として {}", standing_in(group(a), a.programme.role));
    let (met, all) = terms(a, inquiry.profile);
    if group(a).is_out() || all == 0 {
        return vec![body];
    }
    let mut open = a.requirements(inquiry.profile).filter(|(_, truth)| *truth != Some(Truth::Yes)).map(|(r, _)| r.text);
    let when = a.programme.next_window(inquiry.as_of).map(window);
    let next = open.next().map(|text| format!("まだ確かめていない要件: {}", shared::cut(text, TERM)));
    let counted = format!("計画の要件は{all}件のうち{met}件を確認");
    [body, counted].into_iter().chain(next).chain(when).collect()
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
    let lines = money_lines(c);
    if !has_yen(c) {
        return (none(&no_yen(report, c)), none(""));
    }
    // 「対象経費 1,800万円」: what everything in both cells is computed from.
    let basis = lines.first().cloned().filter(|_| c.costs.eligible.is_some());
    let basis = basis.unwrap_or_else(|| entered(report.inquiry.catalogue, c));
    let mut support: Vec<Piece> = vec![Piece::new(format!("{basis}から"), Style::Small)];
    let mut burden = own(c);
    for (label, bucket) in MONEY {
        let Some(sum) = c.sum(bucket) else { continue };
        let text = told(report, sum);
        match bucket {
            Bucket::Local | Bucket::LocalUnknown | Bucket::Over => {}
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

/// The amounts that a programme is computed from where its whole cost is not known: 「公費 1,000万円・融資 2,000万円」.
fn entered(catalogue: &Catalogue, c: &Candidate) -> String {
    let amount = |f: FactId| {
        let (fact, v) = catalogue.fact(f).zip(c.costs.profile.value(f))?;
        Some(format!("{} {}", fact.label, value::value(fact, v)))
    };
    c.assessment.programme.inputs().into_iter().filter_map(amount).collect::<Vec<_>>().join("・")
}

/// What the body pays: one figure, and what it holds; where it cannot be computed, what is known to be paid at least.
pub fn own(c: &Candidate) -> Vec<Piece> {
    let Some(whole) = c.burden() else { return Vec::new() };
    let is_paid = |bucket: Bucket| c.sum(bucket).filter(|s| s.hi > Yen(0));
    let mut out = Vec::new();
    if whole.open.is_some() {
        out.push(Piece::new(if whole.hi > Yen(0) { "算定できない。少なくとも" } else { "算定できない" }, Style::Small));
        let least = Sum { open: None, hi: whole.lo, ..whole };
        out.extend((whole.lo > Yen(0)).then(|| Piece::new(money::sum(least), Style::Plain)));
        let why = Sum { lo: Yen(0), hi: Yen(0), ..whole };
        out.push(Piece::new(money::sum(why), Style::Small));
    } else {
        out.push(Piece::new(money::sum(whole), Style::Burden));
    }
    let over = is_paid(Bucket::Over).map(|s| format!("うち上限を超える分 {}", money::sum(s)));
    let unknown = is_paid(Bucket::LocalUnknown).map(|_| "交付税措置は資料に記載なし（あれば減る）".to_owned());
    out.extend(over.into_iter().chain(unknown).map(|text| Piece::new(text, Style::Small)));
    out
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

/// A sum, its range, or why there is none; what must be entered is named.
fn told(report: &ResultsExport<'_>, sum: Sum) -> String {
    match sum.open {
        Some(Amount::Missing(f)) => {
            format!("「{}」が未入力", report.inquiry.catalogue.fact(f).map_or("", |f| f.label))
        }
        _ => money::sum(sum),
    }
}
