//! `municipalities.csv`: one row per prefecture and municipality.

use super::lexicon::place_keys;
use super::problem::{Problem, is_unseen};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Kaso, Municipality};
use crate::domain::value::number::Decimal;

const FILE: &str = "municipalities.csv";
const HEADER: &str = "code,prefecture,name,yomi,index,kaso,population";

/// Reads the table; every wrong row is reported, none is guessed.
pub fn parse(text: &str) -> (Vec<Municipality>, Vec<Problem>) {
    let (rows, mut problems) = rows(FILE, HEADER, text, row);
    let mut codes: Vec<u32> = rows.iter().map(|r| r.code).collect();
    sort::plainly(&mut codes);
    for pair in codes.windows(2) {
        if let [a, b] = pair
            && a == b
        {
            problems.push(Problem::new(FILE, 0, "code", format!("団体コード {a:06} が二度あります")));
        }
    }
    (rows, problems)
}

/// The key of a cell, and what is wrong with it.
pub type Fault = (&'static str, String);

/// The rows of a table of seven columns below `header`, each as `row` reads its cells, and a problem for each that it
/// does not.
pub fn rows<T>(
    file: &str,
    header: &str,
    text: &str,
    row: impl Fn(&[&str; 7]) -> Result<T, Fault>,
) -> (Vec<T>, Vec<Problem>) {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    if lines.next().map(|(_, h)| h.trim()) != Some(header) {
        problems.push(Problem::new(file, 1, "", format!("1行目の見出しは {header} としてください")));
        return (rows, problems);
    }
    for (i, line) in lines.filter(|(_, l)| !l.trim().is_empty()) {
        match cells(line).and_then(|cells| row(&cells)) {
            Ok(one) => rows.push(one),
            Err((key, message)) => problems.push(Problem::new(file, i + 1, key, message)),
        }
    }
    (rows, problems)
}

fn cells(line: &str) -> Result<[&str; 7], Fault> {
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    let cells = cells.try_into().map_err(|c: Vec<_>| ("", format!("列は7つです（{}列あります）", c.len())))?;
    match line.chars().find(|c| is_unseen(*c)) {
        Some(c) => Err(("", format!("制御文字（U+{:04X}）は使えません", u32::from(c)))),
        None => Ok(cells),
    }
}

fn row([code, prefecture, name, yomi, index, kaso, population]: &[&str; 7]) -> Result<Municipality, Fault> {
    let number: u32 = code.parse().map_err(|_| ("code", format!("団体コード「{code}」は6桁の数字ではありません")))?;
    if code.len() != 6 || !check_digit(code) {
        return Err(("code", format!("団体コード「{code}」の検査数字が合いません")));
    }
    let kind = Kaso::of_key(kaso);
    if kind.is_none() && !(kaso.is_empty() && prefecture == name) {
        return Err(("kaso", format!("過疎区分「{kaso}」は 全部・一部・みなし・非該当 のどれでもありません")));
    }
    Ok(Municipality {
        code: number,
        prefecture: String::leak((*prefecture).to_owned()),
        name: String::leak((*name).to_owned()),
        index: optional(index, |t| Decimal::parse(t).filter(|d| d.mantissa >= 0)).ok_or_else(|| bad("index", index))?,
        kaso: kind,
        population: optional(population, |t| t.parse().ok()).ok_or_else(|| bad("population", population))?,
        keys: place_keys(name, yomi, &format!("{prefecture} {code}")),
    })
}

fn bad(key: &'static str, cell: &str) -> Fault {
    (key, format!("「{cell}」は数として読めません"))
}

/// An empty cell is unknown; anything else must be readable.
#[allow(clippy::option_option)] // outer: readable; inner: present
fn optional<T>(cell: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if cell.is_empty() { Some(None) } else { read(cell).map(Some) }
}

/// 検査数字 of 全国地方公共団体コード: weights 6 to 2, modulus 11.
fn check_digit(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., check] = digits.as_slice() else { return false };
    let sum: u32 = body.iter().zip([6, 5, 4, 3, 2]).map(|(d, w)| d * w).sum();
    body.len() == 5 && (11 - sum % 11) % 10 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_row_and_names_what_is_wrong() {
        let good = format!("{HEADER}\n325252,島根県,海士町,あまちょう,0.11,全部,2267\n");
        let (rows, problems) = parse(&good);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            rows.first().map(|r| (r.code, r.kaso, r.population)),
            Some((325_252, Some(Kaso::Whole), Some(2267)))
        );
        let cases = [
            ("325253,島根県,海士町,あまちょう,0.11,全部,2267", "検査数字"),
            ("325252,島根県,海士町,あまちょう,abc,全部,2267", "数として読めません"),
            ("325252,島根県,海士町,あまちょう,0.11,過疎,2267", "過疎区分"),
            ("325252,島根県,海士町", "列は7つ"),
            ("325252,島根県,\u{1b}[2J,あまちょう,0.11,全部,2267", "制御文字"),
        ];
        for (row, message) in cases {
            let (rows, problems) = parse(&format!("{HEADER}\n{row}\n"));
            assert!(rows.is_empty());
            assert!(problems.first().is_some_and(|p| p.line == 2 && p.message.contains(message)), "{problems:?}");
        }
    }
}
