//! The user's tables on disk, and how they are laid over the bundle's.
//!
//! ```text
//! chiiki-navi-table,2
//! source,総務省「全市町村の主要財政指標」令和4年度
//! file,000873302.xlsx
//! sha256,<of that file>
//! imported,2026-11-21
//! rows,1741
//! 011002,0.71
//! seal,<SHA-256 of all above>
//! ```
//! The first form (`chiiki-navi-table,1`) has neither `sha256` nor `seal`. It is still read, and the list says so. No
//! single wrong bit makes a 1 of the 2.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Column, Figure};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Imported, Kaso, hex};
use crate::domain::terms::late::Late;
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;
use crate::text::foreign;

const HEAD: &str = "chiiki-navi-table,2";
const UNSEALED: &str = "chiiki-navi-table,1";
const SEAL: &str = "\nseal,";
/// A kept table larger than this is something else.
pub const MAX_BYTES: u64 = 1 << 20;

/// A table that the user has imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Which column it replaces.
    pub column: Column,
    /// Source and as-of date, shown beside every figure.
    pub source: String,
    /// Name of the file it was read from.
    pub file: String,
    /// SHA-256 of that file, hexadecimal; empty in a table of the first form, which has no seal either.
    pub sha256: String,
    /// When it was imported.
    pub imported: Date,
    /// The figures by 団体コード, ascending.
    pub rows: Vec<(u32, Figure)>,
}

/// Where the tables are in the user's data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("tables")
}

/// The file of `column`.
pub fn path(data: &Path, column: Column) -> PathBuf {
    folder(data).join(format!("{}.csv", column.id()))
}

/// The text of a table's file.
pub fn write(table: &Table) -> String {
    let one_line = |s: &str| s.chars().map(|c| if foreign::is_unseen(c) { ' ' } else { c }).collect::<String>();
    let mut out = format!(
        "{HEAD}\nsource,{}\nfile,{}\nsha256,{}\nimported,{}\nrows,{}\n",
        one_line(&table.source),
        one_line(&table.file),
        one_line(&table.sha256),
        table.imported,
        table.rows.len()
    );
    for (code, figure) in &table.rows {
        let _ = writeln!(out, "{code:06},{}", figure.plain());
    }
    let seal = sha256(out.trim_end_matches('\n').as_bytes());
    let _ = writeln!(out, "seal,{seal}");
    out
}

/// SHA-256 of `bytes`, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// What stands above the seal, which is right.
fn sealed(text: &str) -> Result<&str, String> {
    let (body, seal) = text.rsplit_once(SEAL).ok_or("末尾の検査行がありません（途中で切れています）")?;
    if seal.strip_suffix('\n') == Some(sha256(body.as_bytes()).as_str()) {
        return Ok(body);
    }
    Err("取り込んだときから中身が変わっています（壊れているか、書き換えられています）".to_owned())
}

/// Reads a table's file. One wrong character refuses the whole: half a table would be a wrong table.
///
/// # Errors
/// A sentence saying which line is wrong.
pub fn read(column: Column, text: &str) -> Result<Table, String> {
    let (body, heading) = match text.lines().next() {
        Some(HEAD) => (sealed(text)?, 6),
        Some(UNSEALED) => (text, 5),
        _ => return Err("1行目が表の見出しではありません（新しい版の表か、別のファイル）".to_owned()),
    };
    let mut lines = body.lines().skip(1);
    let mut field = |name: &str| {
        let line = lines.next().and_then(|l| l.strip_prefix(name)).and_then(|l| l.strip_prefix(','));
        line.map(ToOwned::to_owned).ok_or_else(|| format!("{name} の行がありません"))
    };
    let (source, file) = (field("source")?, field("file")?);
    let sha256 = if heading == 6 { field("sha256")? } else { String::new() };
    let imported = Date::parse(&field("imported")?).ok_or("imported の日付が読めません")?;
    let count: usize = field("rows")?.parse().map_err(|_| "rows の数が読めません")?;
    let mut rows: Vec<(u32, Figure)> = Vec::with_capacity(count.min(4_000));
    for (i, line) in lines.enumerate() {
        let Some(row) =
            row(column, line.as_bytes()).filter(|(code, _)| rows.last().is_none_or(|(last, _)| last < code))
        else {
            return Err(format!("{}行目が読めません", i + heading + 1));
        };
        rows.push(row);
    }
    if rows.len() != count || source.contains(foreign::is_unseen) {
        return Err(format!("{count}行のはずが{}行です（途中で切れています）", rows.len()));
    }
    Ok(Table { column, source, file, sha256, imported, rows })
}

/// `011002,0.71`. By bytes: the rows are read before the first frame, and there may be five thousand.
fn row(column: Column, line: &[u8]) -> Option<(u32, Figure)> {
    let (code, rest) = line.split_at_checked(6)?;
    let (code, cell) = (whole(code)?, rest.strip_prefix(b",")?);
    let figure = match column {
        Column::Index | Column::PrefectureIndex => Figure::Index(decimal(cell)?),
        Column::Kaso => Figure::Kaso(Kaso::of_key(std::str::from_utf8(cell).ok()?)?),
        Column::Population => Figure::Population(whole(cell)?),
    };
    Some((code, figure))
}

fn whole(digits: &[u8]) -> Option<u32> {
    let add = |n: u32, b: &u8| n.checked_mul(10)?.checked_add(u32::from(b.is_ascii_digit().then(|| b - b'0')?));
    if digits.is_empty() { None } else { digits.iter().try_fold(0, add) }
}

fn decimal(cell: &[u8]) -> Option<Decimal> {
    let point = cell.iter().position(|b| *b == b'.').unwrap_or(cell.len());
    let (int, part) = (cell.get(..point)?, cell.get(point + 1..).unwrap_or_default());
    let places = u32::try_from(part.len()).ok().filter(|p| *p <= 5)?;
    let part = if part.is_empty() { 0 } else { whole(part)? };
    let mantissa = i64::from(whole(int)?).checked_mul(10_i64.pow(places))?.checked_add(i64::from(part))?;
    Decimal::new(mantissa, places)
}

/// The tables in the user's data folder, and a sentence for each file that cannot be used. `read` gives a file's bytes,
/// nothing where there is none, or the reason why not.
pub fn load(data: &Path, read: impl Fn(&Path) -> Result<Option<Vec<u8>>, String>) -> (Vec<Table>, Vec<String>) {
    let (mut tables, mut faults) = (Vec::new(), Vec::new());
    if !folder(data).is_dir() {
        return (tables, faults);
    }
    for column in Column::ALL {
        let path = path(data, column);
        match read(&path).and_then(|bytes| bytes.map(|bytes| table(column, bytes)).transpose()) {
            Ok(Some(table)) => tables.push(table),
            Ok(None) => {}
            Err(why) => faults.push(format!(
                "取り込んだ{}の表 {} は使えません: {why}。元の表を使います（chiiki-navi import --remove {} で消せます）",
                column.label(),
                foreign::whole(&path.display().to_string()),
                column.id()
            )),
        }
    }
    (tables, faults)
}

fn table(column: Column, bytes: Vec<u8>) -> Result<Table, String> {
    let text = String::from_utf8(bytes).map_err(|_| "UTF-8 ではありません".to_owned())?;
    self::read(column, &text)
}

/// The catalogue with `tables` laid over its own. Lives as long as the process, as the bundle does.
pub fn overlay(base: &'static Catalogue, tables: Vec<Table>) -> &'static Catalogue {
    if tables.is_empty() {
        return base;
    }
    let mut municipalities = base.municipalities.to_vec();
    let mut imported: Vec<Imported> = Vec::new();
    for table in tables {
        let mut codes: Vec<u32> = Vec::with_capacity(table.rows.len());
        // Both stand in the order of the codes but for the prefectures: the next row is nearly always the next one.
        let mut next = 0;
        for m in municipalities.iter_mut().filter(|m| table.column.covers(m)) {
            if table.rows.get(next).is_none_or(|(code, _)| *code != m.code) {
                next = table.rows.binary_search_by_key(&m.code, |(code, _)| *code).unwrap_or_else(|at| at);
            }
            if let Some((_, figure)) = table.rows.get(next).filter(|(code, _)| *code == m.code) {
                figure.put(m);
                codes.push(m.code);
                next += 1;
            }
        }
        sort::plainly(&mut codes);
        imported.push(Imported { id: table.column.id(), source: table.source.leak(), codes: codes.leak() });
    }
    imported.extend(base.imported);
    Box::leak(Box::new(Catalogue {
        municipalities: Late::Ready(municipalities.leak()),
        imported: imported.leak(),
        ..*base
    }))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may fail")]
mod tests {
    use super::*;

    fn table() -> Table {
        let d = |t| Figure::Index(Decimal::parse(t).expect("a decimal"));
        Table {
            column: Column::Index,
            source: "総務省「全市町村の主要財政指標」令和4年度".to_owned(),
            file: "a.xlsx".to_owned(),
            sha256: sha256(b"the file"),
            imported: Date::checked(2026, 11, 21),
            rows: vec![(11_002, d("0.71")), (325_252, d("0.12"))],
        }
    }

    #[test]
    fn written_and_read_back() {
        let text = write(&table());
        assert_eq!(read(Column::Index, &text), Ok(table()));
        assert!(text.contains("\n011002,0.71\n"), "{text}");
    }

    #[test]
    fn every_wrong_bit_is_seen() {
        let text = write(&table());
        for at in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at / 8] ^= 1 << (at % 8);
            let Ok(bad) = String::from_utf8(bytes) else { continue };
            assert!(read(Column::Index, &bad).is_err(), "bit {at}: {bad}");
        }
        for end in 0..text.len() {
            assert!(text.get(..end).is_none_or(|cut| read(Column::Index, cut).is_err()), "cut at {end}");
        }
    }

    #[test]
    fn the_first_form_is_read_and_its_rows_are_looked_at() {
        let text = "chiiki-navi-table,1\nsource,総務省「全市町村の主要財政指標」令和4年度\nfile,a.xlsx\n\
                    imported,2026-11-21\nrows,2\n011002,0.71\n325252,0.12\n";
        assert_eq!(read(Column::Index, text), Ok(Table { sha256: String::new(), ..table() }));
        for (bad, word) in [
            (text.replace("table,1", "table,3"), "1行目"),
            (text.replace("table,1", "table,2"), "検査行"),
            (text.replace("rows,2", "rows,3"), "途中で切れています"),
            (text.replace("0.12", "NaN"), "7行目"),
            (text.replace("0.12", "-1"), "7行目"),
            (text.replace("325252", "011002"), "7行目"),
            (text.replace("2026-11-21", "yesterday"), "日付"),
            (text.replace("source", "sauce"), "source"),
            (String::new(), "1行目"),
        ] {
            let said = read(Column::Index, &bad).expect_err("damaged");
            assert!(said.contains(word), "{bad}: {said}");
        }
    }
}
