//! What importing a file would write, what did not match and what changes.

use std::collections::HashMap;

use super::columns::{self, Titled};
use super::heading::{self, Heading};
use super::place::{Codes, Places, Why};
use super::sheet::Sheet;
use super::{Column, Figure};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Kaso, Municipality};
use crate::domain::value::number::Decimal;
use crate::text::foreign::shown;
use crate::text::join::join;
use crate::text::number;

/// A column of a file, matched with the present table.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which column it replaces.
    pub column: Column,
    /// Source and year, as far as the file says them.
    pub source: Option<String>,
    /// The figures, by municipality in the order of the table.
    pub rows: Vec<(&'static Municipality, Figure)>,
    /// What was left out: row number, what stands there, why.
    pub skipped: Vec<(usize, String, Why)>,
    /// Rows of the file that are no municipality at all (totals, notes).
    pub others: usize,
    /// Municipalities (or prefectures) of the table that the file does not give.
    pub absent: Vec<&'static Municipality>,
}

impl Draft {
    /// A 過疎 list names designated municipalities only; when it covers the whole country, all others are 非該当.
    pub fn close(&mut self) {
        if self.column == Column::Kaso {
            self.rows.extend(self.absent.drain(..).map(|m| (m, Figure::Kaso(Kaso::None))));
        }
    }
}

/// How a municipality's figure changes.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Whose.
    pub municipality: &'static Municipality,
    /// What stands in the present table.
    pub from: Option<Figure>,
    /// What would stand there.
    pub to: Figure,
}

impl Draft {
    /// What differs from the present table.
    pub fn changes(&self) -> impl Iterator<Item = Change> + '_ {
        self.rows.iter().filter_map(|(m, to)| {
            let from = self.column.of(m);
            (from != Some(*to)).then_some(Change { municipality: m, from, to: *to })
        })
    }
}

/// Changes by so much, up or down, are another unit or another column.
const FACTOR: i128 = 10;
/// So many figures are enough to tell that half of them changed by half.
const MANY: usize = 10;

impl Draft {
    /// Why the figures look like another unit or another column than those of the present table, if they do: half of
    /// them ten times as large or small; of many, half of them half as large again, or of another 過疎区分.
    pub fn implausible(&self) -> Option<String> {
        let both: Vec<(Figure, Figure)> =
            self.rows.iter().filter_map(|(m, to)| Some((self.column.of(m)?, *to))).collect();
        let half = |test: &dyn Fn(&(Figure, Figure)) -> bool| {
            let n = both.iter().filter(|pair| test(pair)).count();
            (n > 0 && 2 * n >= both.len()).then_some(n)
        };
        let all = both.len();
        if let Some(n) = half(&|(a, b)| apart(*a, *b, FACTOR, 1)) {
            return Some(format!("{all}団体のうち{n}団体の数字が今の表の10倍以上か10分の1以下です"));
        }
        let far = half(&|(a, b)| apart(*a, *b, 3, 2)).filter(|_| all >= MANY)?;
        Some(format!("{all}団体のうち{far}団体の数字が今の表と大きく（1.5倍以上、または区分が）違います"))
    }
}

/// Whether one figure is at least `n`/`d` times the other; of a 過疎区分, whether they differ at all, though not tenfold.
fn apart(a: Figure, b: Figure, n: i128, d: i128) -> bool {
    let far = |a: i128, b: i128| {
        let (low, high) = (a.min(b), a.max(b));
        high > 0 && high * d >= low * n
    };
    match (a, b) {
        (Figure::Index(a), Figure::Index(b)) => {
            let places = a.places.max(b.places);
            let at = |x: Decimal| i128::from(x.mantissa) * 10i128.pow(u32::from(places - x.places));
            far(at(a), at(b))
        }
        (Figure::Population(a), Figure::Population(b)) => far(a.into(), b.into()),
        (Figure::Kaso(a), Figure::Kaso(b)) => n < FACTOR && a != b,
        _ => false,
    }
}

/// Reads the one of `sheets` that has a known heading; `wanted` names the columns that are meant where several look
/// alike.
///
/// # Errors
/// A sentence saying what is missing, or between what it cannot be decided.
pub fn drafts(
    sheets: &[Sheet],
    file: &str,
    wanted: &[String],
    catalogue: &'static Catalogue,
) -> Result<Vec<Draft>, String> {
    let mut with = sheets.iter().enumerate().filter_map(|(i, s)| Some((i, s, heading::find(s)?)));
    let Some((first, sheet, heading)) = with.next() else { return Err(without_heading(sheets)) };
    let has = |h: &Heading| h.figures.iter().any(|(c, _)| heading.figures.iter().any(|(known, _)| known == c));
    if let Some((other, ..)) = with.find(|(.., h)| has(h)) {
        return Err(format!(
            "同じ見出しの表が{}枚目と{}枚目のシートにあり、どちらを使うか決められません。使うシートだけのファイルにしてください",
            first + 1,
            other + 1
        ));
    }
    let places = Places::new(catalogue.municipalities.all());
    let mut out = Vec::new();
    let titles = heading::titles(sheet, &heading);
    unknown(wanted, &heading)?;
    for (column, found) in &heading.figures {
        let at = columns::choose(*column, found, &heading.columns, wanted)?;
        columns::unit(*column, heading.columns.get(at).unwrap_or(&Titled::default()), &titles)?;
        let source = heading::source(sheet, &heading, at, file);
        out.extend(split(*column, source.as_deref(), &read(sheet, &heading, *column, at, &places), catalogue));
    }
    if out.iter().all(|d: &Draft| d.rows.is_empty()) {
        let why = out
            .iter()
            .find_map(|d| d.skipped.first())
            .map(|(n, what, why)| format!("（{n}行目「{what}」: {}）", why.text()));
        return Err(format!("見出しはありますが、使える行が1つもありません{}", why.unwrap_or_default()));
    }
    out.retain(|d| !d.rows.is_empty());
    Ok(out)
}

/// A column that was asked for must be one that can be meant.
fn unknown(wanted: &[String], heading: &Heading) -> Result<(), String> {
    let all: Vec<usize> = heading.figures.iter().flat_map(|(_, found)| found.iter().copied()).collect();
    for one in wanted {
        let alone = |at: &usize| columns::is_named(one, *at, &heading.columns);
        if all.iter().filter(|at| alone(at)).count() != 1 {
            let names: Vec<String> = all.iter().map(|at| columns::named(*at, &heading.columns)).collect();
            return Err(format!(
                "--column の「{}」が指す列を1つに決められません。選べる列: {}",
                shown(one),
                names.join("、")
            ));
        }
    }
    Ok(())
}

fn without_heading(sheets: &[Sheet]) -> String {
    let first = sheets.iter().find_map(|s| s.rows.iter().find(|(_, c)| c.iter().any(|c| !c.is_empty())));
    let Some((_, cells)) = first else { return "表に何も書かれていません".to_owned() };
    let head: Vec<&str> = cells.iter().filter(|c| !c.is_empty()).take(6).map(String::as_str).collect();
    let head: String = head.join("、").chars().take(60).collect();
    format!(
        "知っている見出しがありません（最初の行は「{head}」）。\
         団体コード・都道府県名・団体名のどれかと、財政力指数・過疎区分・人口のどれかの列が要ります"
    )
}

struct Read {
    found: Vec<(usize, &'static Municipality, Figure)>,
    skipped: Vec<(usize, String, Why)>,
    others: usize,
}

fn read(sheet: &Sheet, heading: &Heading, column: Column, at: usize, places: &Places) -> Read {
    let body = || sheet.rows.iter().skip(heading.row + 1);
    let codes = Codes::of(body().map(|(_, c)| heading::cell(c, heading.places.code)));
    let mut out = Read { found: Vec::new(), skipped: Vec::new(), others: 0 };
    for (number, cells) in body() {
        let [code, prefecture, name] = heading.places.of(cells);
        let figure = heading::cell(cells, Some(at));
        let whole = places.find(codes.read(code), prefecture, name).and_then(|m| Ok((m, figure_of(column, figure)?)));
        match whole {
            Ok((m, figure)) => out.found.push((*number, m, figure)),
            Err(Why::NoPlace) => out.others += 1,
            Err(why) => {
                let shown = join([code, prefecture, name, figure], " ");
                out.skipped.push((*number, shown.chars().take(60).collect(), why));
            }
        }
    }
    out
}

/// Municipalities and prefectures have 財政力指数 of different tables: they are kept apart.
fn split(column: Column, source: Option<&str>, read: &Read, catalogue: &'static Catalogue) -> Vec<Draft> {
    let mut rows: HashMap<u32, (usize, Figure)> = HashMap::new();
    let mut skipped = read.skipped.clone();
    let mut twice: Vec<u32> = Vec::new();
    for (number, m, figure) in &read.found {
        if let Some((first, _)) = rows.get(&m.code) {
            skipped.push((*number, format!("{} {} {}", m.prefecture, m.name, figure.plain()), Why::Again(*first)));
            twice.push(m.code);
        } else {
            rows.insert(m.code, (*number, *figure));
        }
    }
    for code in twice {
        rows.remove(&code);
    }
    sort::by_key(&mut skipped, |(number, ..)| *number);
    let mut out = Vec::new();
    for prefectures in [false, true] {
        let column = match column {
            Column::Index | Column::PrefectureIndex if prefectures => Column::PrefectureIndex,
            Column::Index | Column::PrefectureIndex => Column::Index,
            Column::Kaso | Column::Population if prefectures => continue,
            other => other,
        };
        let (mut found, mut absent) = (Vec::new(), Vec::new());
        for m in catalogue.municipalities.iter().filter(|m| column.covers(m)) {
            match rows.get(&m.code) {
                Some((_, figure)) => found.push((m, *figure)),
                None => absent.push(m),
            }
        }
        // A table of people that leaves the prefectures out is whole without them.
        let is_prefecture = |(m, _): &(&Municipality, Figure)| m.is_prefecture();
        if column == Column::Population && !found.is_empty() && !found.iter().any(is_prefecture) {
            absent.retain(|m| !m.is_prefecture());
        }
        let skipped = if out.is_empty() { std::mem::take(&mut skipped) } else { Vec::new() };
        out.push(Draft {
            column,
            source: source.map(ToOwned::to_owned),
            rows: found,
            skipped,
            others: read.others,
            absent,
        });
    }
    // What is left out is told once, with the part that has rows.
    if let [first, second] = out.as_mut_slice()
        && first.rows.is_empty()
    {
        std::mem::swap(&mut first.skipped, &mut second.skipped);
    }
    out
}

/// The figure that a cell says.
fn figure_of(column: Column, cell: &str) -> Result<Figure, Why> {
    if matches!(cell, "" | "-" | "－" | "―" | "‐" | "−" | "…" | "***" | "***.*" | "x" | "X" | "未公表") {
        return Err(Why::Empty);
    }
    match column {
        Column::Index | Column::PrefectureIndex => {
            index(cell).map(Figure::Index).ok_or(Why::Figure("0 以上 5 以下の小数、例 0.25"))
        }
        Column::Population => people(cell).map(Figure::Population).ok_or(Why::Figure("人数、例 12,345")),
        Column::Kaso => kaso(cell).map(Figure::Kaso).ok_or(Why::Figure("全部・一部・みなし・非該当 のどれか")),
    }
}

/// Two places at least, as printed: Excel drops the zero of 0.50. The range is that of the question 財政力指数.
fn index(cell: &str) -> Option<Decimal> {
    let (mantissa, places) = number::decimal(cell, 5).ok()?;
    let (mantissa, places) = match places {
        0 => (mantissa.checked_mul(100)?, 2),
        1 => (mantissa.checked_mul(10)?, 2),
        more => (mantissa, more),
    };
    Decimal::new(mantissa, places).filter(|d| *d >= Decimal::whole(0) && *d <= Decimal::whole(5))
}

fn people(cell: &str) -> Option<u32> {
    const MOST: u64 = 20_000_000;
    number::count(cell, &["人"]).ok().filter(|n| *n <= MOST).and_then(|n| u32::try_from(n).ok())
}

/// A 過疎区分 as lists write it.
fn kaso(cell: &str) -> Option<Kaso> {
    match cell.trim() {
        "全部過疎" | "全部" | "全域" | "過疎（全部）" => Some(Kaso::Whole),
        "一部過疎" | "一部" | "過疎（一部）" => Some(Kaso::Part),
        "みなし過疎" | "みなし" | "過疎（みなし）" => Some(Kaso::Deemed),
        "非該当" | "過疎地域なし" | "なし" => Some(Kaso::None),
        _ => None,
    }
}
