//! Rows of texts from an Excel or CSV file, bounded before anything large is kept.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, Xls, Xlsx};

use super::sniff::{BROKEN, Kind, PASSWORD, sniff};
use super::xls;

/// The largest table: Japan has 1,741 municipalities; lists with wards, districts and totals stay far below.
const MAX_ROWS: usize = 20_000;
/// Columns that are looked at.
const MAX_COLUMNS: usize = 200;
/// Cells that are kept, over all sheets.
const MAX_CELLS: usize = 2_000_000;
/// Characters of a cell that are kept.
const MAX_CELL: usize = 200;

/// A sheet as texts. A row's number is its position, from 1, as Excel and editors count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// The rows; their number and their cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Reads every sheet of `bytes`; a CSV has one.
///
/// # Errors
/// A sentence saying what the file looks like or what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    match sniff(bytes)? {
        Kind::Xlsx => xlsx(bytes),
        Kind::Xls => xls(bytes),
        Kind::Text(text) => csv(&text).map(|sheet| vec![sheet]),
    }
}

fn too_large() -> String {
    format!("行か列が多すぎます（{MAX_ROWS}行・{MAX_COLUMNS}列まで）。自治体の表ではないので取り込みません")
}

/// Cell by cell: a sheet that says it ends at XFD1048576 must not cost a room of that size.
fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsxError::Password => PASSWORD.to_owned(),
        _ => BROKEN.to_owned(),
    })?;
    let mut out = Vec::new();
    let mut kept = 0;
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut sheet = Sheet::default();
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| BROKEN.to_owned())? {
            let (row, column) = cell.pos;
            let text = match cell.value {
                DataRef::Empty => String::new(),
                DataRef::SharedString(s) => clean(s),
                other => plain(&Data::from(other)),
            };
            // What a formula once came to is no published figure; as text it is refused where a figure is wanted.
            let text = if cell.formula.is_some() { format!("計算式 {text}") } else { text };
            kept += sheet.put(row, column, text)?;
            if kept > MAX_CELLS {
                return Err(too_large());
            }
        }
        out.push(sheet);
    }
    Ok(out)
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    match xls::bounded(bytes) {
        None => return Err(BROKEN.to_owned()),
        Some(false) => return Err(too_large()),
        Some(true) => {}
    }
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsError::Password => PASSWORD.to_owned(),
        _ => BROKEN.to_owned(),
    })?;
    let mut out = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet::default();
        for (row, column, value) in range.used_cells() {
            let at = |n: usize, from: u32| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(from);
            sheet.put(at(row, top), at(column, left), plain(value))?;
        }
        out.push(sheet);
    }
    Ok(out)
}

impl Sheet {
    /// Keeps a cell; returns for how many more there is room now.
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<usize, String> {
        let number = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() {
            return Ok(0);
        }
        if column >= MAX_COLUMNS || number > MAX_ROWS {
            return Err(too_large());
        }
        if self.rows.last().is_none_or(|(last, _)| *last != number) {
            // Rows may come in any order and again: their count is bounded, not their number alone.
            if self.rows.len() >= MAX_ROWS {
                return Err(too_large());
            }
            self.rows.push((number, Vec::new()));
        }
        let mut grown = 0;
        if let Some((_, cells)) = self.rows.last_mut() {
            if cells.len() <= column {
                grown = column + 1 - cells.len();
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
        Ok(grown)
    }
}

/// A cell as it would be typed: 0.72, not 0.7200.
fn plain(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Float(f) => float(*f),
        other => clean(&other.to_string()),
    }
}

/// Excel keeps 0.6 as 0.6000000000000001 where it was computed; published tables have at most five places.
fn float(f: f64) -> String {
    let rounded = (f * 100_000.0).round() / 100_000.0;
    if (f - rounded).abs() < 1e-9 { format!("{rounded}") } else { format!("{f}") }
}

/// One line, nothing that moves a terminal's cursor.
fn clean(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(MAX_CELL).map(visible).collect::<String>().trim().to_owned()
}

/// Commas or tabs, quotes as Excel writes them. Lines of the 過疎 list 「県 区分 名 名 …」 become rows of a table.
fn csv(text: &str) -> Result<Sheet, String> {
    if let Some(sheet) = kaso_lines(text) {
        return Ok(sheet);
    }
    let head =
        text.lines().take(20).fold((0, 0), |(t, c), l| (t + l.matches('\t').count(), c + l.matches(',').count()));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if head.0 > head.1 { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(sheet),
            Ok(true) => {}
            Err(_) => return Err("CSV として読めません。引用符（\"）の対応を確かめてください".to_owned()),
        }
        let number = record.position().map_or(0, |at| line(text, at));
        if sheet.rows.len() >= MAX_ROWS || record.len() > MAX_COLUMNS {
            return Err(too_large());
        }
        sheet.rows.push((number, record.iter().map(clean).collect()));
    }
}

/// The line on which a record begins; the reader counts empty lines before it to the record.
fn line(text: &str, at: &csv::Position) -> usize {
    let rest = usize::try_from(at.byte()).ok().and_then(|b| text.as_bytes().get(b..)).unwrap_or_default();
    let empty = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
    usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(empty)
}

/// 「北海道 全部 小樽市 夕張市 …」, one line per prefecture and kind, lines with # in front as title.
fn kaso_lines(text: &str) -> Option<Sheet> {
    let is_row = |l: &str| matches!(l.split_whitespace().nth(1), Some("全部" | "一部" | "みなし"));
    let body = || text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    if body().next().is_none() || !body().all(|(_, l)| is_row(l)) {
        return None;
    }
    let title = text.lines().filter(|l| l.starts_with('#')).map(|l| vec![clean(l.trim_start_matches('#'))]);
    let mut rows: Vec<(usize, Vec<String>)> = title.map(|t| (1, t)).collect();
    rows.push((1, ["都道府県名", "過疎区分", "市町村名"].map(ToOwned::to_owned).to_vec()));
    for (i, line) in body() {
        let mut words = line.split_whitespace();
        let (Some(prefecture), Some(kind)) = (words.next(), words.next()) else { continue };
        for name in words.take(MAX_ROWS) {
            rows.push((i + 1, [prefecture, kind, name].map(clean).to_vec()));
        }
    }
    (rows.len() <= MAX_ROWS).then_some(Sheet { rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_published() {
        for (f, text) in [
            (0.72, "0.72"),
            (0.600_000_000_000_000_1, "0.6"),
            (1.0, "1"),
            (f64::NAN, "NaN"),
            (0.123_456_7, "0.1234567"),
        ] {
            assert_eq!(float(f), text);
        }
    }

    #[test]
    fn commas_quotes_tabs_and_lines() {
        let rows = |text: &str| csv(text).expect("a table").rows;
        assert_eq!(rows("a,\"b,c\"\r\n\r\nd\n"), [(1, vec!["a".into(), "b,c".into()]), (3, vec!["d".into()])]);
        assert_eq!(rows("a\tb\tc,d\n"), [(1, vec!["a".into(), "b".into(), "c,d".into()])]);
        assert_eq!(rows("x\u{1b}[2J,1\n"), [(1, vec!["x [2J".into(), "1".into()])], "nothing moves the cursor");
        let kaso = rows("# 一覧\n北海道 全部 小樽市 夕張市\n");
        assert_eq!(kaso.last(), Some(&(2, vec!["北海道".into(), "全部".into(), "夕張市".into()])));
    }
}
