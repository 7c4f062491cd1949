//! The page of 逆引き: the conditions of a programme and how many bodies of each prefecture meet them; of one
//! prefecture, which.

use super::model::{Block, Piece, Room, Sheet, Style, Table};
use super::shared;
use crate::domain::judge::rank::Shelf;
use crate::export::handout::sources::Numbers;
use crate::export::handout::who::{FIGURES_ALONE, conditions, counts, groups, names, origins, prefectures};
use crate::export::report::WhoExport;
use crate::present::base::ministry;
use crate::present::form::{Annex, Paper};
use crate::present::value;
use crate::present::who::listed;

/// Prefectures that stand beside each other.
const BESIDE: usize = 3;

/// The page.
pub fn sheet(w: &WhoExport<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let (p, inquiry) = (w.cases.programme(), w.inquiry);
    let groups = groups(w);
    let all = counts(w, None);
    let mut lead = vec![format!("区分 {}／所管 {}", p.role.name(), ministry(p))];
    lead.extend([p.line_on(inquiry.as_of), p.office].into_iter().filter(|t| !t.is_empty()).map(str::to_owned));
    let told = conditions(w, numbers);
    let more = told.len().saturating_sub(room.rows * 4);
    let mut lines: Vec<Piece> =
        told.into_iter().take(room.rows * 4).map(|(text, at)| Piece::new(text, Style::Plain).cited(at)).collect();
    lines.extend(
        (more > 0).then(|| Piece::new(format!("条件はほか{more}行（この紙には載せていません）"), Style::Small)),
    );
    let each = groups.iter().map(|(label, s)| format!("{label} {}", value::grouped(signed(all.on(*s)))));
    let sum = Piece::new(each.collect::<Vec<_>>().join("　"), Style::Burden);
    let tally = vec![sum, Piece::new(FIGURES_ALONE, Style::Small)];
    let mut blocks =
        vec![Block::Lines("団体の条件".to_owned(), lines), Block::Lines("当てはまる団体".to_owned(), tally)];
    blocks.push(match w.bodies.prefecture {
        Some(_) => which(w, &groups),
        None => by_prefecture(w, &groups),
    });
    // The left column of a lying page is the wide one, and its first block alone.
    if w.make.paper == Paper::Lying {
        blocks.rotate_right(1);
    }
    Sheet {
        title: format!("{}　使える団体", p.name),
        lead,
        whose: w
            .bodies
            .prefecture
            .map_or_else(|| format!("全国{}団体", all.all()), |p| format!("{p}{}団体", all.all())),
        facts: vec![origins(w)],
        warnings: value::age_warning(inquiry.catalogue, inquiry.as_of).into_iter().collect(),
        blocks,
        ..shared::page(inquiry, w.make, numbers)
    }
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The counts of all prefectures, read down and then to the right.
fn by_prefecture(w: &WhoExport<'_>, groups: &[(&'static str, Shelf)]) -> Block {
    let all = prefectures(w);
    let high = all.len().div_ceil(BESIDE).max(1);
    let wide = u32::try_from(BESIDE * (groups.len() + 1)).unwrap_or(1).max(1);
    let mut columns = Vec::new();
    for _ in 0..BESIDE {
        columns.push(("都道府県".to_owned(), 100 / wide));
        columns.extend(groups.iter().map(|(label, _)| ((*label).to_owned(), 100 / wide)));
    }
    let cell = |text: String, style| vec![Piece::new(text, style)];
    let of = |name: Option<&&'static str>| -> Vec<Vec<Piece>> {
        let Some(name) = name else { return vec![Vec::new(); groups.len() + 1] };
        let counts = counts(w, Some(name));
        let each = groups.iter().map(|(_, s)| cell(counts.on(*s).to_string(), Style::Plain));
        std::iter::once(cell((*name).to_owned(), Style::Plain)).chain(each).collect()
    };
    let rows = (0..high).map(|i| (0..BESIDE).flat_map(|c| of(all.get(c * high + i))).collect()).collect();
    Block::Table(Table { title: "都道府県ごとの団体数".to_owned(), columns, rows, note: whither(w) })
}

/// The bodies of one prefecture by where they stand.
fn which(w: &WhoExport<'_>, groups: &[(&'static str, Shelf)]) -> Block {
    let row = |(label, s): &(&'static str, Shelf)| {
        let names = names(w, *s);
        let head = Piece::new(format!("{label} {}", names.len()), Style::Strong);
        (!names.is_empty()).then(|| vec![vec![head], vec![Piece::new(names.join("、"), Style::Plain)]])
    };
    let rows = groups.iter().filter_map(row).collect();
    let columns = vec![(String::new(), 14), (String::new(), 86)];
    Block::Table(Table { title: "団体".to_owned(), columns, rows, note: whither(w) })
}

/// Where the bodies stand one by one.
fn whither(w: &WhoExport<'_>) -> String {
    let of = listed(w.bodies);
    let of = if of.is_empty() { of } else { format!("（{of}）") };
    if w.make.annexes.has(Annex::Results) {
        format!("団体ごとの判定・財政力指数・過疎・人口は別紙{of}")
    } else {
        format!("団体ごとの判定・財政力指数・過疎・人口は、同じ画面から CSV か Excel で{of}")
    }
}
