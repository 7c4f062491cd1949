//! 概要: one programme on one page, for this body.

use super::measures::no_yen;
use super::model::{Block, Piece, Room, Sheet, Style, Table};
use super::{money, shared};
use crate::domain::plan::rank::Candidate;
use crate::export::handout::sources::Numbers;
use crate::export::handout::subject::Measure;
use crate::export::report::{ResultsExport, whose};
use crate::present::base;
use crate::present::detail::detail;
use crate::present::form::Annex;
use crate::present::line::{TextLine, Tone};
use crate::present::money::plan::money_lines;

/// Sections of the detail that the page tells, and how many lines of each: figures all of them.
const TOLD: [(&str, usize); 12] = [
    ("判定", 4),
    ("率", usize::MAX),
    ("率（対象となる場合）", usize::MAX),
    ("上限", usize::MAX),
    ("上限（対象となる場合）", usize::MAX),
    ("下限", usize::MAX),
    ("お金の流れ", usize::MAX),
    ("概要", 4),
    ("対象団体の条件", 4),
    ("計画の要件", 6),
    ("内容・対象経費", 4),
    ("予算・時期・問い合わせ", 4),
];

/// The page of one programme.
pub fn sheet(report: &ResultsExport<'_>, m: Measure<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let (a, p) = (m.assessment, m.assessment.programme);
    let inquiry = report.about(a);
    let mut lead = vec![base::layers(a, inquiry.profile)];
    lead.extend((!a.line.is_empty()).then(|| a.line.to_owned()));
    if let Some(plan) = report.plan {
        let (title, _) = shared::planned(inquiry.catalogue, plan.understood, plan.said);
        lead.push(format!("事業: {title}"));
    }
    let mut rows = Vec::new();
    let mut left = 0;
    let flow = money::of(report, m);
    for section in detail(inquiry, a) {
        let Some((_, most)) = TOLD.iter().find(|(title, _)| *title == section.title) else { continue };
        // The picture tells it.
        if section.title == "お金の流れ" && flow.is_some() && room.flows > 0 {
            continue;
        }
        // With less room the prose goes first, then the rows behind a range; never what applies to this body.
        let is_figure = *most == usize::MAX;
        let most = if is_figure { *most } else { (most * room.rows.min(5)).div_ceil(5) };
        let is_told = |l: &&TextLine| !is_figure || room.rows > 2 || !l.text.starts_with(' ');
        let told: Vec<&TextLine> = section.lines.iter().filter(is_told).take(most).collect();
        left += section.lines.len() - told.len();
        let lines: Vec<Piece> = told.into_iter().map(|l| piece(l, m, numbers)).collect();
        if !lines.is_empty() {
            rows.push(vec![vec![Piece::new(section.title, Style::Strong)], lines]);
        }
    }
    if flow.is_none() {
        let lines: Vec<Piece> = m.candidate.into_iter().flat_map(|c| amounts(report, c)).collect();
        let title = vec![Piece::new("この事業では", Style::Strong)];
        rows.extend((!lines.is_empty()).then(|| vec![title, lines]));
    }
    let whither = shared::whither(report.make, Annex::Details, "詳細");
    let note = if left > 0 { format!("ほか{left}行（{whither}）") } else { String::new() };
    let columns = vec![(String::new(), 17), (String::new(), 83)];
    let mut blocks = vec![Block::Table(Table { title: String::new(), columns, rows, note })];
    blocks.extend(flow.filter(|_| room.flows > 0).map(|f| Block::Flows("お金の流れ".to_owned(), vec![f])));
    blocks.extend(shared::points(report, &[m], room, numbers));
    Sheet {
        title: p.name.to_owned(),
        lead,
        whose: whose(report.municipality),
        facts: shared::facts(inquiry),
        warnings: shared::warnings(report, std::iter::once(p)),
        blocks,
        ..shared::page(inquiry, report.make, numbers)
    }
}

/// What the plan gets, a line each; where there are no yen, why.
fn amounts(report: &ResultsExport<'_>, c: &Candidate) -> Vec<Piece> {
    let lines = match c.costs.eligible {
        Some(_) => money_lines(c),
        None if c.is_out() => Vec::new(),
        None => vec![no_yen(report, c)],
    };
    lines.into_iter().map(|l| Piece::new(l, Style::Plain)).collect()
}

/// A line of the detail; what is indented there is small here.
fn piece(l: &TextLine, m: Measure<'_>, numbers: &mut Numbers) -> Piece {
    let text = l.text.trim_start_matches(' ');
    let style = if text.len() < l.text.len() || l.tone == Tone::Quiet { Style::Small } else { Style::Plain };
    Piece::new(text, style).cited(numbers.of(m.assessment.programme, l.cites.iter().copied()))
}
