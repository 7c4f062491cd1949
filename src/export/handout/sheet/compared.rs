//! The page of a comparison: two sets of answers in columns, and what moves between them.

use super::model::{Block, Piece, Room, Sheet, Style, Table};
use super::shared;
use crate::domain::change::whatif::compare;
use crate::export::grid::{Cell, Grid};
use crate::export::handout::compared::{answers, programmes, side};
use crate::export::handout::sources::Numbers;
use crate::export::report::ComparisonExport;
use crate::present::value;

/// The page.
pub fn sheet(c: &ComparisonExport<'_>, room: Room, numbers: &mut Numbers) -> Sheet {
    let inquiry = c.a.inquiry;
    let all = compare(inquiry, c.b.inquiry.profile);
    // The numbers of what stands on the page only: the rows are cut before they are cited.
    let few: Vec<_> = all.iter().take(room.rows * 2).cloned().collect();
    let rows = programmes(c, &few, numbers);
    let more = all.len() - few.len();
    let tally =
        format!("ＡからＢで変わる: {}", crate::present::whatif::tally(&crate::domain::change::whatif::tally(&all)));
    let note = if more > 0 { format!("{tally}。ほか{more}件は載せていません") } else { tally };
    let blocks = vec![
        Block::Table(table(&answers(c), "違う答え", &[30, 35, 35], String::new())),
        Block::Table(table(&rows, "変わる制度", &[12, 26, 11, 11, 25, 9, 6], note)),
    ];
    Sheet {
        title: "比較".to_owned(),
        lead: vec![format!("Ａ {}", side(&c.a)), format!("Ｂ {}", side(&c.b))],
        warnings: value::age_warning(inquiry.catalogue, inquiry.as_of).into_iter().collect(),
        blocks,
        ..shared::page(inquiry, c.make, numbers)
    }
}

/// A grid as a table of the page.
fn table(grid: &Grid, title: &str, shares: &[u32], note: String) -> Table {
    let columns = grid.columns.iter().zip(shares).map(|(c, s)| (c.heading.clone(), *s)).collect();
    let cell = |c: &Cell| match c {
        Cell::Marks(all) => vec![Piece::new("", Style::Small).cited(all.clone())],
        other => vec![Piece::new(other.to_string(), Style::Plain)],
    };
    let rows = grid.rows.iter().map(|r| r.iter().map(cell).collect()).collect();
    Table { title: title.to_owned(), columns, rows, note }
}
