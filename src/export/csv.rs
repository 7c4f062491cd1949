//! CSV as Excel takes it in Japan: UTF-8 with BOM, CRLF, and no cell that Excel would calculate or turn into a date.

use csv::{Terminator, WriterBuilder};

use super::grid::{Cell, Grid, clean, marks};
use crate::domain::value::number::Share;

/// Without it Excel takes the file for CP932.
const BOM: &str = "\u{feff}";

/// One table: its headings, then its rows, nothing else, so that any program reads it.
///
/// # Errors
/// What the CSV writer says; writing to memory gives it no reason to.
pub fn write(grid: &Grid) -> Result<Vec<u8>, String> {
    let mut out = BOM.as_bytes().to_vec();
    out.extend(table(grid).map_err(|e| e.to_string())?);
    Ok(out)
}

fn table(grid: &Grid) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    out.write_record(grid.columns.iter().map(|c| safe(&c.heading)))?;
    for row in &grid.rows {
        let short = grid.columns.len().saturating_sub(row.len());
        out.write_record(row.iter().map(field).chain(std::iter::repeat_n(String::new(), short)))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(t) => safe(t),
        Cell::Whole(n) => n.to_string(),
        Cell::Exact(d) => d.to_string(),
        Cell::Part(s) => decimal(*s),
        Cell::Day(d) => d.to_string(),
        Cell::Marks(all) => marks(all),
        Cell::Total(_, _, n) => n.to_string(),
    }
}

/// A share with at most six digits: 0.5, 0.666667.
pub(super) fn decimal(s: Share) -> String {
    const SCALE: u64 = 1_000_000;
    let (num, den) = (u64::from(s.num()), u64::from(s.den()));
    let scaled = (num * SCALE * 2 + den) / (den * 2);
    let text = format!("{}.{:06}", scaled / SCALE, scaled % SCALE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `text` as a field that Excel shows as it is: an apostrophe before what it would calculate or take for a date.
///
/// The full-width signs count too: a Japanese Excel takes ＝ for =.
pub fn safe(text: &str) -> String {
    let text = clean(text);
    let begins = text.trim_start().chars().next();
    let formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || dateish(&text) { format!("'{text}") } else { text }
}

/// 2/3, 1-2, 10:30: digits with what Excel takes for the middle of a date or a time.
fn dateish(text: &str) -> bool {
    let text = text.trim();
    let between = |c: char| matches!(c, '/' | '-' | ':');
    text.contains(between)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || between(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::grid::Column;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).expect("UTF-8").strip_prefix(BOM).expect("a BOM");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect()
    }

    fn grid(texts: &[&str]) -> Grid {
        Grid {
            columns: vec![Column::new("見出し", 10)],
            rows: texts.iter().map(|t| vec![Cell::Text((*t).to_owned())]).collect(),
            ..Grid::default()
        }
    }

    #[test]
    fn nothing_is_calculated() {
        let bad = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "－1", "2/3", "1-2", "10:30"];
        let rows = read(&write(&grid(&bad)).expect("written"));
        for row in rows.iter().skip(1) {
            assert!(row[0].starts_with('\''), "{row:?}");
        }
        let good = ["国費 2/3", "50〜52行", "2,500万円", "a\"b", "a\nb", "a,b", ""];
        let rows = read(&write(&grid(&good)).expect("written"));
        assert_eq!(rows.iter().skip(1).map(|r| r[0].as_str()).collect::<Vec<_>>(), good);
    }

    #[test]
    fn nothing_steers_a_terminal() {
        let bytes = write(&grid(&["a\u{1b}[31mb\u{7}\u{0}\u{9b}c\u{202e}d\r\ne"])).expect("written");
        assert_eq!(read(&bytes)[1][0], "a [31mb   cd \ne");
    }

    #[test]
    fn lines_end_in_crlf_and_numbers_are_numbers() {
        let mut g = grid(&[]);
        g.columns = ["a", "b", "c", "d"].map(|h| Column::new(h, 5)).to_vec();
        let share = |n, d| Cell::Part(Share::new(n, d).expect("a share"));
        g.rows = vec![vec![Cell::Whole(-5), share(2, 3), share(10, 10)], vec![share(1, 2), Cell::amount(u64::MAX)]];
        let bytes = write(&g).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{feff}a,b,c,d\r\n-5,0.666667,1,\r\n0.5,18446744073709551615,,\r\n");
    }
}
