//! What can be looked up without a municipality: documents, differences between them, the year's dates, terms.

use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Imported, Provenance, Term};
use crate::domain::terms::programme::{Programme, Window};
use crate::domain::value::date::Date;
use crate::domain::value::source::{Cites, Quote};
use crate::present::detail::window;
use crate::present::line::{Section, TextLine, Tone, line};
use crate::present::reading::doubt;
use crate::present::{figure, value};

/// 出典と版: the bundle, its documents, what differs between them, and where the table comes from.
pub fn sources(catalogue: &Catalogue, as_of: Date) -> Vec<Section> {
    let c = catalogue;
    let mut version =
        vec![line(format!("{}（{}）　制度 {} 件", c.version, value::wareki(c.date), c.programmes.len()), Tone::Plain)];
    version.push(line(
        value::provenance(c),
        if c.signer.is_empty() && c.provenance != Provenance::Embedded { Tone::Check } else { Tone::Plain },
    ));
    if !c.note.is_empty() {
        version.push(line(c.note, Tone::Check));
    }
    if c.provenance != Provenance::Embedded {
        version.push(line(format!("  SHA-256 {}", c.sha256()), Tone::Quiet));
    }
    version.extend(value::age_warning(c, as_of).map(|text| line(text, Tone::Check)));
    let mut documents = Vec::new();
    for (i, d) in c.documents.iter().enumerate() {
        let uses = c.programmes.iter().filter(|p| p.quotes.iter().any(|q| usize::from(q.source.0) == i)).count();
        documents.push(line(format!("{}（{}）", d.title, d.dated()), Tone::Plain));
        if !d.inferred_because.is_empty() {
            documents.push(line(format!("  日付の推定の根拠: {}", d.inferred_because), Tone::Quiet));
        }
        documents.push(line(format!("  略称 {}／出典とする制度 {uses} 件", d.short), Tone::Quiet));
        documents.push(line(format!("  {}", d.weight), Tone::Quiet));
        if !d.url.is_empty() {
            documents.push(line(format!("  {}", d.url), Tone::Quiet));
        }
    }
    let own = |i: &Imported| line(format!("{}（取り込んだ表、{}団体）", i.source, i.codes.len()), Tone::Plain);
    let mut columns: Vec<TextLine> = c.imported.iter().map(own).collect();
    columns.extend(c.columns.iter().map(|column| line(column.source, Tone::Plain)));
    columns.extend(c.areas.iter().map(|area| line(area.source, Tone::Plain)));
    vec![
        Section { title: "制度データの版", lines: version },
        Section {
            title: "資料（新しい順。日付の記載のないものは推定の位置）", lines: documents
        },
        Section { title: "資料で違う数字・読み方が分かれる数字", lines: differences(c) },
        Section { title: "自治体の表の出典", lines: columns },
    ]
}

/// Every figure of which a document or a reading gives another value.
fn differences(c: &Catalogue) -> Vec<TextLine> {
    let mut out = Vec::new();
    for p in c.programmes {
        let mut found = Vec::new();
        for group in p.rates {
            for row in group.rows {
                for other in row.others {
                    let (now, then) =
                        (figure::rate_row(row, group.instrument), figure::value(other.value, group.instrument));
                    let (here, there) = (documents(c, p, row.cites), documents(c, p, other.cites));
                    let word = doubt(p, row.cites, other.cites).word();
                    found.push(format!("  {word} {}: {now}（{here}）／{then}（{there}）　{}", row.label, other.why));
                }
            }
        }
        for group in p.ceilings {
            for row in group.rows {
                for other in row.others {
                    let (now, then) = (figure::amount(row), figure::yen(other.yen));
                    let word = doubt(p, row.cites, other.cites).word();
                    found.push(format!(
                        "  {word} {}: {}の上限 {now}／{}の上限 {then}　{}",
                        row.label, group.of, other.of, other.why
                    ));
                }
            }
        }
        if p.budgets.len() > 1 {
            let each = |b: &crate::domain::terms::programme::Budget| {
                format!("{}（{}）", value::budget(b), documents(c, p, b.cites))
            };
            let all: Vec<String> = p.budgets.iter().map(each).collect();
            found.push(format!("  予算額: {}", all.join("／")));
        }
        if !found.is_empty() {
            out.push(line(p.name, Tone::Plain));
            out.extend(found.into_iter().map(|text| line(text, Tone::Quiet)));
        }
    }
    out
}

/// Short titles of the documents that `cites` point to.
fn documents(c: &Catalogue, p: &Programme, cites: Cites) -> String {
    sort::distinct(p.cited(cites).filter_map(|q| c.document(q.source)).map(|d| d.short)).join("・")
}

/// Months of the fiscal year in order.
const MONTHS: [u8; 12] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/// 年間予定: every printed date and window once, by the month in which it begins, from the present month on; what runs
/// now stands in the present month.
///
/// What recurs all year stands first, what is over stands last: a meeting asks what is ahead.
pub fn calendar(catalogue: &Catalogue, as_of: Date) -> Vec<Section> {
    let plain = |(title, rows): (&'static str, Vec<(Months, TextLine)>)| Section {
        title,
        lines: rows.into_iter().map(|(_, line)| line).collect(),
    };
    year(catalogue, as_of).into_iter().map(plain).collect()
}

/// In which months of a fiscal year something runs, April first.
pub type Months = [bool; 12];

/// The same with the months in which each of them runs.
pub fn year(catalogue: &Catalogue, as_of: Date) -> Vec<(&'static str, Vec<(Months, TextLine)>)> {
    let all: Vec<(&'static Programme, &'static Window)> =
        catalogue.programmes.iter().flat_map(|p| p.windows.iter().map(move |w| (p, w))).collect();
    let over = |w: &Window| w.to.or(w.from).is_some_and(|end| end < as_of);
    let told = |(p, w): &(&Programme, &Window), tone: Tone| {
        // 「全国サミット　全国サミット 2月」 would say it twice.
        let text = window(w);
        let days = text.strip_prefix(w.label).filter(|_| p.name.contains(w.label)).map(str::trim_start);
        (months(w), line(format!("{}　{}", p.name, days.unwrap_or(&text)), tone))
    };
    let text = |row: &(&Programme, &Window)| told(row, Tone::Plain);
    let mut out = vec![("毎月", all.iter().filter(|(_, w)| w.months.len() == 12).map(text).collect::<Vec<_>>())];
    for month in MONTHS.into_iter().cycle().skip_while(|m| *m != as_of.month()).take(MONTHS.len()) {
        let here =
            |(_, w): &&(&Programme, &Window)| w.months.len() < 12 && !over(w) && listed_in(w, as_of) == Some(month);
        out.push((month_name(month), all.iter().filter(here).map(text).collect()));
    }
    let ended = all.iter().filter(|(_, w)| over(w)).map(|(p, w)| told(&(*p, *w), Tone::Quiet)).collect();
    out.push(("終了した日程（次の年度の日程は資料に記載なし）", ended));
    out.retain(|(_, rows)| !rows.is_empty());
    out
}

/// The months of a window; of one that runs longer than a year, all.
fn months(w: &Window) -> Months {
    let mut out = [false; 12];
    let mut mark = |month: u8| {
        if let Some(cell) = out.get_mut(usize::from((month + 8) % 12)) {
            *cell = true;
        }
    };
    w.months.iter().for_each(|m| mark(*m));
    match (w.from, w.to) {
        (Some(from), Some(to)) => {
            let number = |d: Date| 12 * d.year() + i32::from(d.month()) - 1;
            let (first, last) = (number(from), number(to).min(number(from) + 11));
            (first..=last).filter_map(|n| u8::try_from(n.rem_euclid(12) + 1).ok()).for_each(mark);
        }
        (one, other) => one.or(other).map(Date::month).into_iter().for_each(mark),
    }
    out
}

/// The month under which a window stands: the present one where it runs now, else that in which it begins.
fn listed_in(w: &Window, as_of: Date) -> Option<u8> {
    let runs = w.months.contains(&as_of.month()) || w.from.is_some_and(|from| from <= as_of);
    if runs { Some(as_of.month()) } else { first_month(w) }
}

/// The month in which a window begins.
fn first_month(w: &Window) -> Option<u8> {
    w.from.or(w.to).map(Date::month).or_else(|| w.months.first().copied())
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];
    NAMES.get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default()
}

/// Beside an explanation that no document prints.
const GENERAL: &str = "（一般的な説明。資料の引用ではありません）";

fn quoted(catalogue: &Catalogue, q: &Quote) -> String {
    let title = catalogue.document(q.source).map_or("", |d| d.title);
    let page = q.page.map_or_else(String::new, |page| format!("{page}頁 "));
    format!("{title} {page}{}〜{}行「{}」", q.first_line, q.last_line, q.text)
}

/// 用語: what each means for the money.
pub fn terms(catalogue: &Catalogue) -> Vec<Section> {
    let mut all: Vec<_> = catalogue.terms.iter().collect();
    sort::by_key(&mut all, |t| t.yomi);
    let printed = |t: &Term| match t.quotes {
        [] => vec![line(GENERAL, Tone::Quiet)],
        all => all.iter().map(|q| line(quoted(catalogue, q), Tone::Quiet)).collect(),
    };
    let lines = |t: &Term| [vec![line(t.text, Tone::Plain)], printed(t)].concat();
    all.into_iter().map(|t| Section { title: t.name, lines: lines(t) }).collect()
}

/// 用語 with the term at `at` first.
pub fn term(catalogue: &Catalogue, at: usize) -> Vec<Section> {
    let mut all = terms(catalogue);
    let wanted = catalogue.terms.get(at).and_then(|t| all.iter().position(|s| s.title == t.name));
    if let Some(found) = wanted {
        let first = all.remove(found);
        all.insert(0, first);
    }
    all
}

/// 事例: its text, its programmes and where it is printed.
pub fn example(catalogue: &Catalogue, at: usize) -> Vec<Section> {
    let Some(e) = catalogue.examples.get(at) else { return Vec::new() };
    let programmes = e.programmes.iter().filter_map(|id| catalogue.programme(*id));
    let printed = e.quotes.iter().map(|q| line(quoted(catalogue, q), Tone::Quiet));
    vec![
        Section { title: e.name, lines: vec![line(e.place, Tone::Quiet), line(e.text, Tone::Plain)] },
        Section { title: "関係する制度", lines: programmes.map(|p| line(p.name, Tone::Plain)).collect() },
        Section { title: "出典", lines: printed.collect() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stands_in_the_month_it_begins() {
        let d = |t| Date::parse(t);
        let w = Window { label: "", from: d("2024-11-15"), to: d("2025-02-01"), months: &[], cites: &[] };
        assert_eq!(first_month(&w), Some(11));
        let yearly = Window { label: "", from: None, to: None, months: &[6, 7], cites: &[] };
        assert_eq!(first_month(&yearly), Some(6));
        let on = |day| d(day).and_then(|day| listed_in(&yearly, day));
        assert_eq!((on("2026-05-31"), on("2026-07-01"), on("2026-08-01")), (Some(6), Some(7), Some(6)));
        let end_only = Window { label: "", from: None, to: d("2024-06-14"), months: &[], cites: &[] };
        assert_eq!(first_month(&end_only), Some(6));
    }
}
