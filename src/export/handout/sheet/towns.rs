//! The page of one plan for several towns: a column a town.

use super::measures::{burden_of, own, standing};
use super::model::{Block, Piece, Room, Sheet, Style, Table};
use super::shared;
use crate::domain::judge::rank::{Group, group};
use crate::domain::plan::beside::Cell;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::flow::Bucket;
use crate::export::handout::sources::Numbers;
use crate::export::report::TownsExport;
use crate::present::consult::SILENT;
use crate::present::money::plan::{MONEY, has_yen};
use crate::present::row::{leading_ceiling, leading_rate, row};
use crate::present::{money, value};

/// The page; `towns` has at least one.
pub fn sheet(t: &TownsExport<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let Some((_, first)) = t.towns.first() else { return Sheet::default() };
    let catalogue = first.catalogue;
    let (title, lead) = shared::planned(catalogue, t.understood, t.said);
    let names: Vec<String> = t.towns.iter().map(|(m, _)| m.full_name()).collect();
    let share = 74 / u32::try_from(t.towns.len()).unwrap_or(1).max(1);
    let mut columns = vec![(String::new(), 26)];
    columns.extend(names.iter().map(|n| (n.clone(), share)));
    let mut rows: Vec<Vec<Vec<Piece>>> = Vec::new();
    let each: Vec<Vec<(String, String)>> = t.towns.iter().map(|(_, inquiry)| shared::facts_apart(*inquiry)).collect();
    let one = |all: &Vec<(String, String)>| all.iter().map(|f| Piece::new(f.0.as_str(), Style::Plain)).collect();
    rows.push(std::iter::once(Vec::new()).chain(each.iter().map(one)).collect());
    let mut sources: Vec<&str> = each.iter().flatten().map(|f| f.1.as_str()).collect();
    crate::domain::sort::once(&mut sources);
    for r in t.rows.iter().take(room.rows) {
        let cell = |((m, inquiry), c): (&(&'static Municipality, _), &Cell)| told(m, *inquiry, c, numbers);
        let cells: Vec<(Vec<Piece>, Vec<Piece>)> = t.towns.iter().zip(&r.cells).map(cell).collect();
        // What holds for all of them is said once, beside the name: the columns say what differs, and the yen.
        let is_same = |p: &Piece| cells.iter().all(|(told, _)| told.contains(p));
        let mut name = vec![Piece::new(r.programme.name, Style::Strong)];
        name.extend(cells.first().into_iter().flat_map(|(told, _)| told).filter(|p| is_same(p)).cloned());
        let own = |(told, paid): &(Vec<Piece>, Vec<Piece>)| {
            told.iter().filter(|p| !is_same(p)).chain(paid).cloned().collect::<Vec<_>>()
        };
        rows.push(std::iter::once(name).chain(cells.iter().map(own)).collect());
    }
    let more = t.rows.len().saturating_sub(room.rows);
    let note = if more > 0 { format!("ほか{more}件は載せていません。") } else { String::new() };
    let note = format!("{note}団体の数字の出典: {}", sources.concat());
    let mut blocks = vec![Block::Table(Table { title: "自治体ごとに".to_owned(), columns, rows, note })];
    if t.rows.is_empty() {
        let near = shared::near(catalogue, t.understood).map(|l| Piece::new(l, Style::Plain));
        let silent = std::iter::once(Piece::new(format!("{SILENT}。"), Style::Burden)).chain(near);
        blocks.push(Block::Lines("この事業に合う制度".to_owned(), silent.collect()));
    }
    let age = value::age_warning(catalogue, first.as_of);
    Sheet {
        title,
        lead,
        whose: format!("{}団体の比較", names.len()),
        warnings: age.into_iter().chain(shared::asked_back(t.understood)).collect(),
        blocks,
        ..shared::page(*first, t.make, numbers)
    }
}

/// One programme for one town: where it stands, rate and ceiling; then what is given and what the town pays.
fn told(
    town: &'static Municipality,
    inquiry: crate::domain::judge::inquiry::Inquiry<'_>,
    cell: &Cell,
    numbers: &mut Numbers,
) -> (Vec<Piece>, Vec<Piece>) {
    let c = &cell.candidate;
    let (a, p) = (&c.assessment, c.assessment.programme);
    let r = row(inquiry.with(&c.costs.profile), a);
    let told = standing(inquiry.with(&c.costs.profile), a);
    let mut out: Vec<Piece> = told.into_iter().map(|text| Piece::new(text, Style::Small)).collect();
    if group(a).is_out() {
        out.push(Piece::new(r.note, Style::Small));
        return (out, Vec::new());
    }
    let rates = leading_rate(a).into_iter().flat_map(|g| g.selection.leading()).flat_map(|r| r.cites);
    let ceilings = leading_ceiling(a).into_iter().flat_map(|g| g.selection.leading()).flat_map(|r| r.cites);
    let places = numbers.of(p, rates.chain(ceilings).copied());
    out.extend([r.rate, r.ceiling].into_iter().filter(|t| !t.is_empty()).map(|t| Piece::new(t, Style::Plain)));
    if let Some(last) = out.last_mut() {
        last.marks = places;
    }
    let mut paid = Vec::new();
    if has_yen(c) {
        paid.extend(yen(c, &burden_of(Some(town))));
    }
    if !cell.fits {
        paid.push(Piece::new("この自治体では合う制度に入らない", Style::Small));
    }
    (out, paid)
}

fn yen(c: &Candidate, burden: &str) -> Vec<Piece> {
    let is_support =
        |b: &Bucket| matches!(b, Bucket::National | Bucket::SpecialTax | Bucket::OrdinaryTax | Bucket::BondRelief);
    let given = MONEY.into_iter().filter(|(_, b)| is_support(b)).filter_map(|(label, b)| Some((label, c.sum(b)?)));
    let mut out: Vec<Piece> =
        given.map(|(label, s)| Piece::new(format!("{label} {}", money::sum(s)), Style::Small)).collect();
    // Of what is not known to be usable no figure stands out.
    let is_open = group(&c.assessment) == Group::Open;
    out.push(Piece::new(
        if is_open { format!("使えるかは未確認。使える場合の{burden}") } else { burden.to_owned() },
        Style::Small,
    ));
    out.extend(own(c).into_iter().map(|p| match p.style {
        Style::Burden if is_open => Piece { style: Style::Plain, ..p },
        _ => p,
    }));
    out
}
