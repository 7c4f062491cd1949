//! The page of 組み合わせ: the sets of programmes, the one that costs the municipality least first.

use super::measures::burden_of;
use super::model::{Block, Piece, Room, Sheet, Style, Table};
use super::shared;
use crate::export::handout::combination::{BASIS, Set, sets};
use crate::export::handout::sources::Numbers;
use crate::export::report::{ResultsExport, whose};
use crate::present::combine::NOT_STATED;
use crate::present::form::Annex;

/// The page.
pub fn sheet(report: &ResultsExport<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let inquiry = report.inquiry;
    let (all, said) = sets(report);
    let whither = shared::whither(report.make, Annex::Results, "全結果");
    let (title, lead) = match report.plan {
        Some(plan) => {
            let (title, lead) = shared::planned(inquiry.catalogue, plan.understood, plan.said);
            (format!("{title}　制度の組み合わせ"), lead)
        }
        None => (format!("選んだ{}制度の組み合わせ", report.results.len()), Vec::new()),
    };
    let mut warnings = shared::warnings(report, report.results.iter().map(|a| a.programme));
    if all.iter().any(|s| !s.told().is_empty() && !s.stated) {
        warnings.push(format!("{NOT_STATED}の組があります。窓口に確かめるまで、足して使えるものとしないでください"));
    }
    let mut blocks = vec![Block::Table(table(report, &all, room, numbers))];
    for section in said {
        let most = room.rows * 6;
        let left = section.lines.len().saturating_sub(most);
        let line = |l: &crate::present::line::TextLine| {
            let style = if l.text.starts_with(' ') { Style::Small } else { Style::Plain };
            Piece::new(l.text.trim_start_matches(' '), style)
        };
        let mut lines: Vec<Piece> = section.lines.iter().take(most).map(line).collect();
        lines.extend((left > 0).then(|| Piece::new(format!("ほか{left}行（{whither}）"), Style::Small)));
        blocks.push(Block::Lines(section.title.to_owned(), lines));
    }
    Sheet {
        title,
        lead,
        whose: whose(report.municipality),
        facts: shared::facts(inquiry),
        warnings,
        blocks,
        ..shared::page(inquiry, report.make, numbers)
    }
}

fn table(report: &ResultsExport<'_>, all: &[Set], room: Room, numbers: &mut Numbers) -> Table {
    let most = room.rows * 2;
    let row = |(i, set): (usize, &Set)| {
        let name = |p: &&'static crate::domain::terms::programme::Programme| {
            Piece::new(p.name, Style::Strong).cited(numbers.of(p, p.cites.iter().copied()))
        };
        let mut paid = vec![Piece::new(set.burden(), Style::Burden)];
        paid.extend((!set.besides().is_empty()).then(|| Piece::new(set.besides(), Style::Small)));
        let number = vec![Piece::new((i + 1).to_string(), Style::Plain)];
        vec![number, set.members.iter().map(name).collect(), paid, vec![Piece::new(set.told(), Style::Small)]]
    };
    let rows = all.iter().take(most).enumerate().map(row).collect();
    let more = all.len().saturating_sub(most);
    let whither = shared::whither(report.make, Annex::Results, "全結果");
    let more = if more > 0 { format!("ほか{more}組（{whither}）。") } else { String::new() };
    let burden = burden_of(report.municipality);
    let columns = [("順", 5), ("制度", 47), (burden.as_str(), 26), ("併用", 22)];
    Table {
        title: "組み合わせ".to_owned(),
        columns: columns.map(|(h, w)| (h.to_owned(), w)).to_vec(),
        rows,
        note: format!("{more}{BASIS}"),
    }
}
