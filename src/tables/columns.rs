//! What stands over a column, in one row of headings or in two, and which column of several is meant: never the first
//! that looks alike.

use super::Column;
use super::year::dated;
use crate::text::fold::squeezed;
use crate::text::join::join;

/// A column's heading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Titled {
    /// What it is called, without year, unit and kind of average.
    pub name: String,
    /// All that stands over it, as written.
    pub text: String,
}

/// Words of a heading that say of which year or which average a figure is, not which figure.
const KINDS: [&str; 6] = ["単年度", "3か年平均", "3ヵ年平均", "3ケ年平均", "3カ年平均", "3年平均"];

/// A heading without year, unit and kind of average.
fn name_of(cell: &str) -> String {
    let mut text = squeezed(cell);
    if let Some(day) = dated(&text) {
        text = text.replace(&day, "");
    }
    // What stands in brackets says which of several.
    while let Some((at, len)) = bracket(&text) {
        text.replace_range(at..at + len, "");
    }
    KINDS.iter().for_each(|k| text = text.replace(k, ""));
    let text = text.split('_').next().unwrap_or_default();
    let is_year = |t: &str| t.chars().all(|c| c.is_ascii_digit() || "RH年度版.~-・現在".contains(c));
    if is_year(text) { String::new() } else { text.to_owned() }
}

fn bracket(text: &str) -> Option<(usize, usize)> {
    let at = text.find(['(', '[', '【', '〔'])?;
    let len = text.get(at..)?.char_indices().find(|(_, c)| matches!(c, ')' | ']' | '】' | '〕'));
    len.map(|(n, c)| (at, n + c.len_utf8()))
}

/// The headings of a table: the row that names the municipality, with what stands right above and right below it where
/// these say more (a year under 「財政力指数」, 「財政力指数」 over two years).
pub fn titled(above: &[String], head: &[String], below: &[String]) -> Vec<Titled> {
    let blank = String::new();
    let len = [above, head, below].iter().map(|r| r.len()).max().unwrap_or_default();
    let at = |row: &[String], i: usize| row.get(i).unwrap_or(&blank).clone();
    let (mut out, mut over, mut over_head) = (Vec::new(), String::new(), String::new());
    for i in 0..len {
        let [up, own, down] = [at(above, i), at(head, i), at(below, i)];
        if !up.is_empty() {
            over = up;
        }
        if !own.is_empty() {
            over_head.clone_from(&own);
        }
        // A merged cell holds its text on the left only; it counts for the columns behind it that say less.
        let own = if own.is_empty() && !down.is_empty() { over_head.clone() } else { own };
        let named = [name_of(&own), name_of(&down)].concat();
        // Words above belong to a column that has none of its own but its year.
        let (name, up) =
            if named.is_empty() && !own.is_empty() { (name_of(&over), over.clone()) } else { (named, at(above, i)) };
        let text = [up, own, down].map(|t| squeezed(&t));
        out.push(Titled { name, text: join(text.iter().map(String::as_str), " ") });
    }
    out
}

/// The columns that may be meant by `column`.
pub fn candidates(column: Column, columns: &[Titled]) -> Vec<usize> {
    let all = |test: &dyn Fn(&Titled) -> bool| -> Vec<usize> {
        columns.iter().enumerate().filter(|(_, t)| test(t)).map(|(i, _)| i).collect()
    };
    let is = |names: &[&str], t: &Titled| names.contains(&t.name.as_str());
    match column {
        Column::Index | Column::PrefectureIndex => {
            let other = ["順位", "増減", "差", "伸", "比"];
            all(&|t| {
                (t.name.contains("財政力指数") || t.name.starts_with("zaiseiryoku"))
                    && !other.iter().any(|w| t.name.contains(w))
            })
        }
        Column::Kaso => {
            let plain = all(&|t| t.name.starts_with("過疎区分"));
            if plain.is_empty() { all(&|t| is(&["区分", "過疎地域", "過疎", "kaso"], t)) } else { plain }
        }
        Column::Population => all(&|t| is(&["人口", "総人口", "人口総数", "population"], t)),
    }
}

/// The one of `found` that is meant: the only one, or the one that `wanted` (headings or numbers of columns) names.
///
/// # Errors
/// A sentence that names them all.
pub fn choose(column: Column, found: &[usize], columns: &[Titled], wanted: &[String]) -> Result<usize, String> {
    let meant: Vec<&usize> = found.iter().filter(|at| wanted.iter().any(|w| is_named(w, **at, columns))).collect();
    match (meant.as_slice(), found) {
        ([one], _) => Ok(**one),
        ([], [one]) if !text(*one, columns).contains("単年度") => Ok(*one),
        ([], [one]) => Err(format!(
            "{}の列は単年度の数字です（{}）。3か年平均の列のある表を使うか、この列でよければ --column {} を付けてください",
            column.label(),
            named(*one, columns),
            one + 1
        )),
        _ => {
            let all: Vec<String> = found.iter().map(|at| named(*at, columns)).collect();
            Err(format!(
                "{}の列が{}つあり、どれを使うか決められません: {}。--column {} のように番号で選んでください",
                column.label(),
                found.len(),
                all.join("、"),
                found.last().map_or(1, |at| at + 1)
            ))
        }
    }
}

fn text(at: usize, columns: &[Titled]) -> &str {
    columns.get(at).map_or("", |t| t.text.as_str())
}

/// Whether `wanted` is the number of column `at`, from 1, or what stands over it.
pub fn is_named(wanted: &str, at: usize, columns: &[Titled]) -> bool {
    let wanted = squeezed(wanted);
    wanted.trim_end_matches("列目").parse() == Ok(at + 1) || wanted == squeezed(text(at, columns))
}

/// 「4列目「財政力指数(令和3年度)」」
pub fn named(at: usize, columns: &[Titled]) -> String {
    format!("{}列目「{}」", at + 1, text(at, columns))
}

/// Refuses a column whose figures are rounded to thousands, or percentages: `titles` is what stands above the table.
///
/// # Errors
/// A sentence that names the unit.
pub fn unit(column: Column, own: &Titled, titles: &[String]) -> Result<(), String> {
    let wrong = |unit: &str, place: &str| {
        Err(format!(
            "{}の単位が「{unit}」です（{place}）。丸めた数字は使えません。{}の表を使ってください",
            column.label(),
            if column == Column::Population { "1人単位" } else { "小数（例 0.25）" }
        ))
    };
    let units: &[&str] = match column {
        Column::Population => &["千人", "万人", "百人", "百万人"],
        Column::Index | Column::PrefectureIndex => &["%", "‰", "千分率", "百分率"],
        Column::Kaso => return Ok(()),
    };
    let in_text = |text: &str| units.iter().find(|u| text.contains(*u)).copied();
    if let Some(found) = in_text(&own.text) {
        return wrong(found, &own.text);
    }
    // A column that says its own unit is not spoken of by the one above the table. 財政指標 stand beside percentages.
    let says_own = column != Column::Population || own.text.contains("(人)");
    let above = titles.iter().filter(|t| t.contains("単位")).find_map(|t| Some((in_text(t)?, t)));
    match above.filter(|_| !says_own) {
        Some((found, place)) => wrong(found, place),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn names_without_year_unit_and_average() {
        for (heading, name) in [
            ("財政力\n指数", "財政力指数"),
            ("財政力指数（令和３年度）", "財政力指数"),
            ("財政力指数_R3", "財政力指数"),
            ("令和4年度 財政力指数（3か年平均）", "財政力指数"),
            ("財政力指数順位", "財政力指数順位"),
            ("人口（千人）", "人口"),
            ("令和3年度", ""),
            ("R3", ""),
            ("2021年度", ""),
        ] {
            assert_eq!(name_of(heading), name, "{heading}");
        }
    }

    #[test]
    fn headings_in_two_rows() {
        let plain = row(&["団体コード", "団体名", "財政力指数", ""]);
        let years = row(&["", "", "令和3年度", "令和4年度"]);
        let below = titled(&[], &plain, &years);
        assert_eq!(candidates(Column::Index, &below), [2, 3]);
        assert_eq!(below[3].text, "財政力指数 令和4年度");
        let head = row(&["団体コード", "団体名", "令和3年度", "令和4年度"]);
        let above = titled(&row(&["", "", "財政力指数", ""]), &head, &[]);
        assert_eq!(candidates(Column::Index, &above), [2, 3]);
        let apart = titled(&row(&["", "", "財政力指数一覧", ""]), &row(&["コード", "団体名", "人口", "面積"]), &[]);
        assert_eq!(candidates(Column::Index, &apart), [0usize; 0]);
        let beside = titled(&[], &row(&["コード", "団体名", "財政力指数", "財政力指数順位", "経常収支比率"]), &[]);
        assert_eq!(candidates(Column::Index, &beside), [2]);
    }
}
