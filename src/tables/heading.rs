//! Which column is what, and what year a table is of. Headings differ between years: only their meaning is looked for.

use super::Column;
use super::columns::{Titled, candidates, titled};
use super::sheet::Sheet;
use super::year::{dated, year};
use crate::domain::sort;
use crate::text::fold::squeezed;
use unicode_normalization::UnicodeNormalization as _;

/// Rows in which the heading may stand.
const HEAD: usize = 40;

/// The columns of a sheet, by position.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// Position of the heading among the rows.
    pub row: usize,
    /// The columns that say which municipality a row is about.
    pub places: Where,
    /// What stands over each column.
    pub columns: Vec<Titled>,
    /// The figures: what, and the columns that may be meant.
    pub figures: Vec<(Column, Vec<usize>)>,
}

/// Finds the heading of `sheet`; `None` when no row names a place and a figure.
pub fn find(sheet: &Sheet) -> Option<Heading> {
    (0..sheet.rows.len().min(HEAD)).find_map(|at| heading(sheet, at))
}

/// The columns that say which municipality a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Where {
    /// 団体コード.
    pub code: Option<usize>,
    /// 都道府県名.
    pub prefecture: Option<usize>,
    /// 団体名.
    pub name: Option<usize>,
}

impl Where {
    /// Whether a row can be told by these columns.
    pub fn is_enough(self) -> bool {
        self.code.is_some() || self.name.is_some() || self.prefecture.is_some()
    }

    /// Code, prefecture and name in a row; empty where there is no such column.
    pub fn of(self, cells: &[String]) -> [&str; 3] {
        [self.code, self.prefecture, self.name].map(|at| cell(cells, at))
    }

    /// Whether column `at` is one of them.
    pub fn has(self, at: usize) -> bool {
        [self.code, self.prefecture, self.name].contains(&Some(at))
    }
}

/// What stands in a column of a row.
pub fn cell(cells: &[String], at: Option<usize>) -> &str {
    at.and_then(|i| cells.get(i)).map_or("", String::as_str)
}

/// Finds them in a row of headings.
pub fn places(cells: &[String]) -> Where {
    let cells: Vec<String> = cells.iter().map(|c| squeezed(c)).collect();
    let at = |names: &[&str]| cells.iter().position(|c| names.contains(&c.as_str()));
    let code = at(&["団体コード", "code", "コード"])
        .or_else(|| cells.iter().position(|c| c.ends_with("コード") && !c.starts_with("都道府県")));
    let prefecture = at(&["都道府県名", "都道府県", "県名", "prefecture"]);
    let names = [
        "団体名",
        "市区町村名",
        "市町村名",
        "市区町村",
        "市町村",
        "自治体名",
        "自治体",
        "区市町村名",
        "name",
        "municipality",
    ];
    Where { code, prefecture, name: at(&names) }
}

fn heading(sheet: &Sheet, row: usize) -> Option<Heading> {
    let (_, cells) = sheet.rows.get(row)?;
    let places = places(cells);
    if !places.is_enough() {
        return None;
    }
    let around = |at: Option<usize>| at.and_then(|at| sheet.rows.get(at)).map(|(_, cells)| cells.as_slice());
    // A title stands alone in its row, on the left; a second row of headings names no municipality and holds no figure.
    let above = around(row.checked_sub(1)).filter(|c| c.iter().skip(1).any(|c| !c.is_empty()) && !is_title(c));
    let more = |c: &&[String]| {
        places.of(c).iter().all(|c| c.is_empty())
            && !c.iter().any(|c| c.starts_with(|d: char| d.is_ascii_digit()) && !c.contains('年'))
    };
    let below = around(row.checked_add(1)).filter(more);
    let columns = titled(above.unwrap_or_default(), cells, below.unwrap_or_default());
    let only_prefectures = places.name.is_none() && places.code.is_none();
    let index = if only_prefectures { Column::PrefectureIndex } else { Column::Index };
    let kinds = [index, Column::Kaso, Column::Population].into_iter();
    let figures: Vec<_> = kinds.map(|c| (c, candidates(c, &columns))).filter(|(_, at)| !at.is_empty()).collect();
    (!figures.is_empty()).then_some(Heading { row, places, columns, figures })
}

/// One text that stands for the whole table: with a year or a unit, or alone on the left.
fn is_title(cells: &[String]) -> bool {
    let mut filled = cells.iter().enumerate().filter(|(_, c)| !c.is_empty());
    match (filled.next(), filled.next()) {
        (Some((at, text)), None) => at == 0 || text.contains("単位") || dated(&squeezed(text)).is_some(),
        _ => false,
    }
}

/// What stands above the heading, in one spelling.
pub fn titles(sheet: &Sheet, heading: &Heading) -> Vec<String> {
    let above = sheet.rows.iter().take(heading.row).flat_map(|(_, cells)| cells.iter());
    above.filter(|c| !c.is_empty()).map(|c| c.nfkc().collect()).collect()
}

/// Source and year of a column, as far as the file says them itself: the year of its own heading (`人口_R2国調速報`)
/// before that of the title above the table, and none where several years stand there.
pub fn source(sheet: &Sheet, heading: &Heading, column: usize, file: &str) -> Option<String> {
    let own = heading.columns.get(column)?;
    let titles = titles(sheet, heading);
    let all = titles.concat();
    let names = ["全市町村の主要財政指標", "全都道府県の主要財政指標", "過疎地域市町村等一覧"];
    let known = names.into_iter().find(|name| all.contains(name));
    let marked = own.text.split_once('_').is_some_and(|(_, rest)| rest.chars().any(|c| c.is_ascii_digit()));
    match (dated(&own.text), known) {
        (Some(day), Some(name)) => return Some(format!("総務省「{name}」{day}")),
        (None, _) if !marked && year(&own.text).is_none() => {}
        _ => return Some(format!("{file} の「{}」", own.text)),
    }
    let mut days: Vec<String> = titles.iter().filter_map(|t| dated(t)).collect();
    sort::once(&mut days);
    let [day] = days.as_slice() else { return None };
    match known {
        Some(name) => Some(format!("総務省「{name}」{day}")),
        None => titles.into_iter().find(|t| dated(t).is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = rows.iter().enumerate().map(|(i, r)| (i + 1, r.iter().map(|c| (*c).to_owned()).collect()));
        Sheet { rows: rows.collect() }
    }

    #[test]
    fn headings_of_several_years() {
        let s = sheet(&[
            &["全市町村の主要財政指標（令和３年度）"],
            &["団体\u{3000}コード", "都道府県名", "団 体 名", "財政力\n指数", "経常収支比率"],
        ]);
        let h = find(&s).expect("a heading");
        assert_eq!((h.row, h.places.code, h.places.prefecture, h.places.name), (1, Some(0), Some(1), Some(2)));
        assert_eq!(h.figures, [(Column::Index, vec![3])]);
        assert_eq!(source(&s, &h, 3, "f"), Some("総務省「全市町村の主要財政指標」令和3年度".into()));
        let s = sheet(&[&["全市町村の主要財政指標"], &["団体コード", "都道府県名", "団体名", "財政力指数"]]);
        assert_eq!(source(&s, &find(&s).expect("a heading"), 3, "f"), None, "a table without a year says none");
        let s = sheet(&[&["都道府県コード", "都道府県名", "財政力指数_R3", "人口_R2国調速報"]]);
        let h = find(&s).expect("a heading");
        assert_eq!((h.places.code, h.places.name), (None, None));
        assert_eq!(h.figures, [(Column::PrefectureIndex, vec![2]), (Column::Population, vec![3])]);
        assert_eq!(source(&s, &h, 2, "p.csv"), Some("p.csv の「財政力指数_R3」".into()));
        assert_eq!(find(&sheet(&[&["品名", "数量"], &["みかん", "3"]])), None);
    }
}
