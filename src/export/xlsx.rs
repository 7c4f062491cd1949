//! Workbooks (.xlsx): numbers as numbers, headings that stay, pages that fit.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::grid::{Cell, Grid, Side, clean, marks};
use crate::domain::value::date::Date;
use crate::text::width::{Ambiguous, width};

/// A cell of Excel holds no more characters.
const LONGEST: usize = 32_767;
/// A tab holds no more.
const LONGEST_NAME: usize = 31;
/// ISO A4 in the file's terms.
const A4: u8 = 9;
/// The largest whole number that a cell holds exactly.
const EXACT: u64 = 1 << 53;

/// Size of the letters, in points.
const POINTS: f64 = 10.0;
/// No row of Excel is higher, in points.
const HIGHEST: f64 = 409.0;

/// One sheet for each table, the first in view. The same tables on the same day give the same bytes.
///
/// # Errors
/// A table with more rows or columns than Excel has.
pub fn write(title: &str, as_of: Date, grids: &[Grid]) -> Result<Vec<u8>, String> {
    workbook(title, as_of, grids).map_err(|e| format!("xlsx を作れませんでした（{e}）"))
}

fn workbook(title: &str, as_of: Date, grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // What Japanese Excel itself takes; row height and column width in pixels belong to that font.
    let base = letters().set_font_size(11);
    book.set_default_format(&base, 25, 72)?;
    let made = day(as_of)?;
    book.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&made));
    let forms = Forms::new();
    let mut names: Vec<String> = Vec::new();
    for grid in grids {
        let name = tab(&grid.name, &names);
        let (grid, printed) = grid.for_workbook();
        fill(book.add_worksheet(), &grid, printed, &name, &forms)?;
        names.push(name);
    }
    book.save_to_buffer()
}

/// The letters of every cell: each format starts over. Where that font is missing, family and character set lead to
/// another Japanese one.
fn letters() -> Format {
    Format::new()
        .set_font_name("游ゴシック")
        .set_font_size(POINTS)
        .set_font_family(3)
        .set_font_charset(128)
        .set_align(FormatAlign::Top)
}

struct Forms {
    title: Format,
    above: Format,
    heading: Format,
    text: Format,
    unwrapped: Format,
    whole: Format,
    part: Format,
    plain: Format,
    day: Format,
}

impl Forms {
    fn new() -> Self {
        let cell = letters().set_border(FormatBorder::Hair);
        Self {
            title: letters().set_bold().set_font_size(14).set_text_wrap(),
            above: letters().set_text_wrap(),
            heading: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E7_ECF3))
                .set_border(FormatBorder::Thin),
            text: cell.clone().set_text_wrap(),
            unwrapped: cell.clone(),
            whole: cell.clone().set_num_format("#,##0"),
            part: cell.clone().set_num_format("0.0%"),
            plain: cell.clone(),
            day: cell.set_num_format("yyyy/mm/dd").set_align(FormatAlign::Left),
        }
    }
}

/// Lines that `text` takes in a column of so many half-width characters.
fn lines(text: &str, wide: u16) -> u32 {
    // Columns are counted in letters of 11 points; 禁則 and the margin of the cell leave a gap.
    let room = (usize::from(wide) * 11 / 10).saturating_sub(2).max(4);
    let all: usize = text.split('\n').map(|l| width(l, Ambiguous::Wide).div_ceil(room).max(1)).sum();
    u32::try_from(all).unwrap_or(u32::MAX)
}

/// Height of a row of so many lines, in points: every program shows it the same, none fits it by itself.
fn high(lines: u32, points: f64) -> f64 {
    (f64::from(lines) * points * 1.4 + 3.0).min(HIGHEST)
}

fn fill(sheet: &mut Worksheet, grid: &Grid, printed: u16, name: &str, forms: &Forms) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let last = u16::try_from(grid.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let edge = printed.saturating_sub(1);
    let across: u16 = grid.columns.iter().take(usize::from(printed)).map(|c| c.width).sum();
    for (at, line) in (0u32..).zip(&grid.above) {
        let (form, points) = if at == 0 { (&forms.title, 14.0) } else { (&forms.above, POINTS) };
        if edge > 0 {
            sheet.merge_range(at, 0, at, edge, &fitting(line), form)?;
        } else {
            sheet.write_string_with_format(at, 0, fitting(line), form)?;
        }
        let wide = if at == 0 { across * 2 / 3 } else { across };
        sheet.set_row_height(at, high(lines(line, wide), points))?;
    }
    let head = u32::try_from(grid.above.len()).unwrap_or(u32::MAX);
    for (at, column) in (0u16..).zip(&grid.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(head, at, fitting(&column.heading), &forms.heading)?;
    }
    let heading = grid.columns.iter().map(|c| lines(&c.heading, c.width)).max().unwrap_or(1);
    sheet.set_row_height(head, high(heading, POINTS))?;
    for (at, row) in (head + 1..).zip(&grid.rows) {
        let mut most = 1;
        for ((column, cell), wide) in (0u16..).zip(row).zip(grid.columns.iter().map(|c| c.width)) {
            let is_printed = column < printed;
            put(sheet, (at, column), cell, is_printed, forms)?;
            if is_printed {
                most = most.max(lines(&cell.to_string(), wide));
            }
        }
        sheet.set_row_height(at, high(most, POINTS))?;
    }
    let rows = u32::try_from(grid.rows.len()).unwrap_or(u32::MAX);
    sheet.set_freeze_panes(head + 1, grid.frozen)?;
    if rows > 0 {
        sheet.autofilter(head, 0, head + rows, last)?;
    }
    sheet.set_print_area(0, 0, head + rows, edge)?.set_repeat_rows(head, head)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
    Ok(())
}

/// 「C」 for the third column.
fn letter(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    wraps: bool,
    forms: &Forms,
) -> Result<(), XlsxError> {
    let text = if wraps { &forms.text } else { &forms.unwrapped };
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &forms.plain)?,
        Cell::Text(t) => sheet.write_string_with_format(row, column, fitting(t), text)?,
        // Beyond 2^53 a cell would round: such a number stays text.
        Cell::Whole(n) if n.unsigned_abs() > EXACT => {
            sheet.write_string_with_format(row, column, n.to_string(), text)?
        }
        Cell::Whole(n) => sheet.write_number_with_format(row, column, number(*n), &forms.whole)?,
        Cell::Exact(d) => {
            let places = usize::from(d.places);
            let form = if places == 0 { "#,##0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
            let value = number(d.mantissa) / 10f64.powi(i32::from(d.places));
            sheet.write_number_with_format(row, column, value, &forms.plain.clone().set_num_format(form))?
        }
        Cell::Part(s) => {
            sheet.write_number_with_format(row, column, f64::from(s.num()) / f64::from(s.den()), &forms.part)?
        }
        Cell::Marks(all) => sheet.write_string_with_format(row, column, marks(all), text)?,
        // Our own sum stands beside the formula: who only reads the file sees it, who changes a cell gets a new one.
        Cell::Total(side, n, sum) => {
            let (from, to) = match side {
                Side::Left => (
                    format!("{}{}", letter(column.saturating_sub(*n)), row + 1),
                    format!("{}{}", letter(column.saturating_sub(1)), row + 1),
                ),
                Side::Above => {
                    (format!("{}{}", letter(column), row + 1 - u32::from(*n)), format!("{}{row}", letter(column)))
                }
            };
            let formula = Formula::new(format!("=SUM({from}:{to})")).set_result(sum.to_string());
            sheet.write_formula_with_format(row, column, formula, &forms.whole)?
        }
        Cell::Day(d) => sheet.write_datetime_with_format(row, column, day(*d)?, &forms.day)?,
    };
    Ok(())
}

/// As Excel keeps numbers; exact up to 2^53.
#[allow(clippy::cast_precision_loss, reason = "larger ones are written as text")]
fn number(n: i64) -> f64 {
    n as f64
}

fn day(d: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(d.year()).unwrap_or_default(), d.month(), d.day())
}

/// What a cell takes.
fn fitting(text: &str) -> String {
    let text = clean(text);
    if text.chars().map(char::len_utf16).sum::<usize>() <= LONGEST {
        return text;
    }
    let mut left = LONGEST - 1;
    let fits = |c: &char| {
        left = left.saturating_sub(c.len_utf16());
        left > 0
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A name that Excel accepts for a tab, and that no other tab has.
fn tab(wanted: &str, taken: &[String]) -> String {
    let plain: String = clean(wanted)
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n') { ' ' } else { c })
        .collect();
    let plain = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let plain = if plain.is_empty() { "表" } else { plain };
    let cut = |n: usize| plain.chars().take(LONGEST_NAME - n).collect::<String>();
    let numbered = (2..=taken.len() + 1).map(|n| {
        let end = format!(" {n}");
        format!("{}{end}", cut(end.len()))
    });
    let is_free = |name: &String| !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase());
    std::iter::once(cut(0)).chain(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

    use super::*;
    use crate::domain::value::number::{Decimal, Share};
    use crate::export::grid::Column;

    fn read(bytes: &[u8]) -> Xlsx<std::io::Cursor<Vec<u8>>> {
        open_workbook_from_rs(std::io::Cursor::new(bytes.to_vec())).expect("a workbook")
    }

    fn today() -> Date {
        Date::parse("2026-11-21").expect("a date")
    }

    #[test]
    fn numbers_are_numbers_and_texts_are_texts() {
        let index = Decimal::parse("0.25").expect("a number");
        let row = vec![
            Cell::Text("=1+1\u{1b}[0m".into()),
            Cell::Whole(25_000_000),
            Cell::Exact(index),
            Cell::Part(Share::new(2, 3).expect("a share")),
            Cell::Day(today()),
            Cell::Whole(i64::MAX),
            Cell::Empty,
        ];
        let grid = Grid {
            name: "結果".into(),
            above: vec!["題".into()],
            columns: ["a", "b", "c", "d", "e", "f", "g"].map(|h| Column::new(h, 12)).to_vec(),
            rows: vec![row],
            frozen: 1,
            ..Grid::default()
        };
        let bytes = write("題", today(), &[grid]).expect("written");
        let mut book = read(&bytes);
        let range = book.worksheet_range("結果").expect("the sheet");
        let at = |r, c| range.get_value((r, c)).cloned().unwrap_or_default();
        assert_eq!(at(0, 0), Data::String("題".into()));
        assert_eq!(at(1, 6), Data::String("g".into()));
        assert_eq!(at(2, 0), Data::String("=1+1 [0m".into()));
        assert_eq!(at(2, 1), Data::Float(25_000_000.0));
        assert_eq!(at(2, 2), Data::Float(0.25));
        assert_eq!(at(2, 3), Data::Float(2.0 / 3.0));
        assert!(matches!(at(2, 4), Data::DateTime(d) if (d.as_f64() - 46_347.0).abs() < 1e-9), "{:?}", at(2, 4));
        assert_eq!(at(2, 5), Data::String(i64::MAX.to_string()));
        assert_eq!(at(2, 6), Data::Empty);
        assert!(book.worksheet_formula("結果").expect("formulas").is_empty(), "no formula anywhere");
    }

    #[test]
    fn names_of_tabs() {
        let mut taken = Vec::new();
        for wanted in ["結果", "結果", "a/b:c", "'", &"長".repeat(40), &"長".repeat(40)] {
            let name = tab(wanted, &taken);
            assert!(name.chars().count() <= LONGEST_NAME && !taken.contains(&name), "{name}");
            taken.push(name);
        }
        assert_eq!(taken[1], "結果 2");
        assert_eq!(taken[2], "a b c");
        assert_eq!(taken[3], "表");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let cut = fitting(&"𠮷".repeat(20_000));
        assert!(cut.ends_with('…') && cut.chars().map(char::len_utf16).sum::<usize>() <= LONGEST);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let grid = Grid { columns: vec![Column::new("a", 5)], rows: vec![vec![Cell::Whole(1)]], ..Grid::default() };
        assert_eq!(write("t", today(), std::slice::from_ref(&grid)), write("t", today(), std::slice::from_ref(&grid)));
    }
}
