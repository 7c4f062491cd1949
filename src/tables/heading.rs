//! Which column is what, and what year a table is of. Headings differ between years: only their meaning is looked for.

use super::Column;
use super::sheet::Sheet;
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
    /// The figures: what and where.
    pub figures: Vec<(Column, usize)>,
}

/// One spelling per heading: NFKC, no white space.
fn squeezed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Finds the heading of `sheet`; `None` when no row names a place and a figure.
pub fn find(sheet: &Sheet) -> Option<Heading> {
    sheet.rows.iter().take(HEAD).enumerate().find_map(|(i, (_, cells))| heading(i, cells))
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

fn heading(row: usize, cells: &[String]) -> Option<Heading> {
    let places = places(cells);
    let cells: Vec<String> = cells.iter().map(|c| squeezed(c)).collect();
    let at = |names: &[&str]| cells.iter().position(|c| names.contains(&c.as_str()));
    if !places.is_enough() {
        return None;
    }
    let starts = |with: &[&str]| cells.iter().position(|c| with.iter().any(|w| c.starts_with(w)));
    let index = starts(&["財政力指数", "zaiseiryoku"]);
    let kaso = starts(&["過疎区分"]).or_else(|| at(&["区分", "過疎地域", "過疎", "kaso"]));
    let people = at(&["人口", "総人口", "人口総数", "人口(人)", "総人口(人)", "population"])
        .or_else(|| cells.iter().position(|c| c.starts_with("人口_") || c.starts_with("総人口_")));
    let only_prefectures = places.name.is_none() && places.code.is_none();
    let index_column = if only_prefectures { Column::PrefectureIndex } else { Column::Index };
    let found = [(index_column, index), (Column::Kaso, kaso), (Column::Population, people)];
    let figures: Vec<(Column, usize)> = found.into_iter().filter_map(|(c, at)| Some((c, at?))).collect();
    (!figures.is_empty()).then_some(Heading { row, places, figures })
}

/// Source and year of a column, as far as the file says them itself: its title above the heading, or the heading
/// (`人口_R2国調速報`).
pub fn source(sheet: &Sheet, heading: &Heading, column: usize, file: &str) -> Option<String> {
    let above = sheet.rows.iter().take(heading.row).flat_map(|(_, cells)| cells.iter());
    let titles: Vec<String> = above.filter(|c| !c.is_empty()).map(|c| c.nfkc().collect()).collect();
    let year = titles.iter().find_map(|t| dated(t));
    if let Some(year) = year {
        let all = titles.concat();
        for name in ["全市町村の主要財政指標", "全都道府県の主要財政指標", "過疎地域市町村等一覧"]
        {
            if all.contains(name) {
                return Some(format!("総務省「{name}」{year}"));
            }
        }
        return titles.into_iter().find(|t| dated(t).is_some());
    }
    let own: String = sheet.rows.get(heading.row)?.1.get(column)?.nfkc().collect();
    let marked = own.split_once('_').is_some_and(|(_, rest)| rest.chars().any(|c| c.is_ascii_digit()));
    (dated(&own).is_some() || marked).then(|| format!("{file} の「{own}」"))
}

/// 「令和3年度」, 「令和4年4月1日現在」 out of a text.
fn dated(text: &str) -> Option<String> {
    let start = ["令和", "平成", "昭和"].iter().filter_map(|era| text.find(era)).min()?;
    let rest: String = text.get(start..)?.chars().take(20).collect();
    let mut out = String::new();
    for c in rest.chars() {
        let digit = c.is_ascii_digit() || c == '元';
        if !(digit || out.chars().count() < 2 || matches!(c, '年' | '月' | '日' | '度' | '現' | '在')) {
            break;
        }
        out.push(c);
    }
    (out.contains('年') && out.chars().any(|c| c.is_ascii_digit() || c == '元')).then_some(out)
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
        assert_eq!(h.figures, [(Column::Index, 3)]);
        assert_eq!(source(&s, &h, 3, "f"), Some("総務省「全市町村の主要財政指標」令和3年度".into()));
        let s = sheet(&[&["全市町村の主要財政指標"], &["団体コード", "都道府県名", "団体名", "財政力指数"]]);
        assert_eq!(source(&s, &find(&s).expect("a heading"), 3, "f"), None, "a table without a year says none");
        let s = sheet(&[&["都道府県コード", "都道府県名", "財政力指数_R3", "人口_R2国調速報"]]);
        let h = find(&s).expect("a heading");
        assert_eq!((h.places.code, h.places.name), (None, None));
        assert_eq!(h.figures, [(Column::PrefectureIndex, 2), (Column::Population, 3)]);
        assert_eq!(source(&s, &h, 2, "p.csv"), Some("p.csv の「財政力指数_R3」".into()));
        assert_eq!(find(&sheet(&[&["品名", "数量"], &["みかん", "3"]])), None);
    }

    #[test]
    fn years_in_titles() {
        assert_eq!(dated("市町村の指標(平成27年度)"), Some("平成27年度".into()));
        assert_eq!(dated("一覧(総務省、令和4年4月1日現在、885団体)"), Some("令和4年4月1日現在".into()));
        assert_eq!(dated("令和元年度"), Some("令和元年度".into()));
        assert_eq!(dated("平成の大合併"), None);
    }
}
