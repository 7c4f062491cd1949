//! Answers, dates and ages in words.

use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::terms::profile::{Answer, Fact, FactKind, Origin, Unit, Value};
use crate::domain::terms::programme::{Budget, Programme, Stage};
use crate::domain::value::date::{Date, Status};
use crate::domain::value::source::{Cites, Document, Quote, UNDATED};
use crate::text::number::{in_threes, show_yen};

/// A date in the Japanese calendar: 「令和8年11月21日」; before 平成 in the Gregorian one.
pub fn wareki(d: Date) -> String {
    let (era, first) = match d {
        d if Date::new(2019, 5, 1).is_some_and(|s| d >= s) => ("令和", 2019),
        d if Date::new(1989, 1, 8).is_some_and(|s| d >= s) => ("平成", 1989),
        _ => return format!("{}年{}月{}日", d.year(), d.month(), d.day()),
    };
    let year = d.year() - first + 1;
    let year = if year == 1 { "元".to_owned() } else { year.to_string() };
    format!("{era}{year}年{}月{}日", d.month(), d.day())
}

/// A moment, given in seconds after 1970-01-01: 「令和8年11月21日 14:05」.
pub fn moment(seconds: i64) -> String {
    let (day, minute) = Date::in_japan(seconds);
    format!("{} {}:{:02}", wareki(day), minute / 60, minute % 60)
}

/// A fiscal year: 「令和6年度」.
pub fn fiscal_year(year: i32) -> String {
    if year >= 2020 {
        format!("令和{}年度", year - 2018)
    } else if year == 2019 {
        "令和元年度".to_owned()
    } else {
        format!("平成{}年度", year - 1988)
    }
}

/// A budget line: year, stage and amount as printed; that no stage is printed is said too.
pub fn budget(b: &Budget) -> String {
    let stage = match b.stage {
        Stage::Initial => "当初",
        Stage::Supplementary => "補正",
        // The words of the amount may say it already, or name both stages.
        Stage::Unknown if ["段階", "当初", "補正"].iter().any(|w| b.text.contains(w)) => "",
        Stage::Unknown => "（段階の記載なし）",
    };
    format!("{}{stage} {}", fiscal_year(b.fiscal_year), b.text)
}

/// A value of `fact`, with its unit.
pub fn value(fact: &Fact, v: Value) -> String {
    match v {
        Value::Flag(true) => "はい".to_owned(),
        Value::Flag(false) => "いいえ".to_owned(),
        Value::Choice(_) => fact.kind.chosen(v).map_or_else(String::new, |o| o.label.to_owned()),
        Value::Number(n) => fact.kind.unit().map_or_else(|| n.to_string(), |unit| number(unit, n)),
        Value::Day(d) => wareki(d),
    }
}

/// 「財政力指数 0.249」
pub fn said(fact: &Fact, v: Value) -> String {
    format!("{} {}", fact.label, value(fact, v))
}

/// The answers that can be chosen, by name; none for a question that is answered by typing.
pub fn labels(fact: &Fact) -> Vec<&'static str> {
    match fact.kind {
        FactKind::YesNo => vec!["はい", "いいえ"],
        kind => kind.options().iter().map(|o| o.label).collect(),
    }
}

/// A number with its unit.
pub fn number(unit: Unit, n: crate::domain::value::number::Decimal) -> String {
    match unit {
        Unit::Index => n.to_string(),
        Unit::Yen => n.yen().map_or_else(|| n.to_string(), |y| show_yen(y.0)),
        Unit::Minutes => minutes(n.mantissa),
        Unit::Count(what) => format!("{}{what}", grouped(n.mantissa)),
    }
}

fn minutes(m: i64) -> String {
    match (m / 60, m % 60) {
        (0, m) => format!("{m}分"),
        (h, 0) => format!("{h}時間"),
        (h, m) => format!("{h}時間{m}分"),
    }
}

/// 12000 → 「12,000」.
pub fn grouped(n: i64) -> String {
    let out = in_threes(n.unsigned_abs(), ',');
    if n < 0 { format!("-{out}") } else { out }
}

/// State of a fact in words: the value, 「わからない」 or 「未回答」.
pub fn answer(fact: &Fact, a: Answer) -> String {
    match a {
        Answer::NotAsked => "未回答".to_owned(),
        Answer::DontKnow => "わからない".to_owned(),
        Answer::Known(v, _) => value(fact, v),
    }
}

/// Where an answer came from.
pub fn origin(a: Answer) -> String {
    match a {
        Answer::NotAsked | Answer::DontKnow => String::new(),
        Answer::Known(_, Origin::Given) => "回答".to_owned(),
        Answer::Known(_, Origin::Prefilled(source)) => format!("自動入力: {source}"),
        Answer::Known(_, Origin::Inferred(because)) => format!("他の回答から: {because}"),
    }
}

/// What a period means on the day.
pub fn status(s: Status) -> String {
    match s {
        Status::InForce => "期間内".to_owned(),
        Status::Undated => "期間の記載なし".to_owned(),
        Status::Expired(to) => format!("期限切れ（{}まで）", wareki(to)),
        Status::NotYet(from) => format!("開始前（{}から）", wareki(from)),
    }
}

/// Months after which the documents count as old.
const OLD_AFTER_MONTHS: u32 = 12;

/// The newest document that the figures of `p` are printed in; of a programme without figures, that it is printed in.
/// Another programme's newer document makes these figures no younger.
pub fn documents_until(catalogue: &Catalogue, p: &Programme) -> Option<&'static Document> {
    let rows = (p.rates.iter().flat_map(|g| g.rows).map(|r| r.cites))
        .chain(p.ceilings.iter().flat_map(|g| g.rows).map(|r| r.cites));
    let quotes: Vec<&Quote> = rows.flat_map(|cites| p.cited(cites)).collect();
    let quotes = if quotes.is_empty() { p.quotes.iter().collect() } else { quotes };
    quotes.into_iter().filter_map(|q| catalogue.document(q.source)).max_by_key(|d| d.date)
}

/// 「R5.5資料」 where one of `figures` (the citations of each) stands in no newer document, while the bundle has newer
/// ones: the mark of a row. A document without a printed date is called so.
pub fn aged(catalogue: &Catalogue, p: &Programme, figures: &[Cites], as_of: Date) -> Option<String> {
    let newest = catalogue.newest()?.date;
    let of = |cites: &Cites| {
        p.cited(*cites).filter_map(|q| Some((catalogue.document(q.source)?, q.first_line))).max_by_key(|(d, _)| d.date)
    };
    let old = |d: &Document| d.date < newest && age(d.date.months_until(as_of)).is_some();
    let (document, line) = figures.iter().filter_map(of).filter(|(d, _)| old(d)).min_by_key(|(d, _)| d.date)?;
    Some(match document.printed_at(line) {
        "" | UNDATED => UNDATED.to_owned(),
        printed => format!("{}資料", short(printed)),
    })
}

/// 「令和5年5月12日」 as 「R5.5」, for a row; what is written otherwise stays.
fn short(printed: &str) -> String {
    let parts = printed.strip_prefix("令和").and_then(|t| t.split_once('年'));
    match parts.and_then(|(year, rest)| Some((year, rest.split_once('月')?.0))) {
        Some((year, month)) => format!("R{year}.{month}"),
        None => printed.to_owned(),
    }
}

/// The sentence about the age of what `p`'s figures rest on; `None` while that is younger than a year.
pub fn age_warning_of(catalogue: &Catalogue, p: &Programme, as_of: Date) -> Option<String> {
    let document = documents_until(catalogue, p)?;
    let age = age(document.date.months_until(as_of))?;
    // No age is counted aloud from a day that nobody printed.
    if !document.is_dated() {
        let inferred = document.inferred_date;
        return Some(format!(
            "この制度の資料は{UNDATED}（推定 {inferred}）。現行の交付要綱・通知を必ず確かめてください"
        ));
    }
    Some(format!("この制度の資料は{}まで（{age}前）。現行の交付要綱・通知を必ず確かめてください", document.dated()))
}

/// The sentence about the age of the documents on `as_of`: of all of them, or, where newer ones have come, of the
/// programmes whose figures they do not renew. `None` while every figure is younger than a year.
pub fn age_warning(catalogue: &Catalogue, as_of: Date) -> Option<String> {
    let newest = catalogue.newest()?;
    if let Some(age) = age(newest.date.months_until(as_of)) {
        return Some(format!("資料は{}まで（{age}前）。現行の交付要綱・通知を必ず確かめてください", newest.dated()));
    }
    let old = old_figures(catalogue, as_of);
    let (dated, undated): (Vec<&Document>, Vec<&Document>) = old.iter().partition(|d| d.is_dated());
    let oldest = dated.iter().min_by_key(|d| d.date).and_then(|d| d.printed_date.split('（').next());
    let oldest = oldest.map(|date| format!("古いものは{date}"));
    let undated = (!undated.is_empty()).then(|| format!("{UNDATED} {}件", undated.len()));
    let which: Vec<String> = oldest.into_iter().chain(undated).collect();
    let (n, which) = (old.len(), which.join("、"));
    (n > 0).then(|| {
        format!("1年以上前の資料による数字の制度が{n}件（{which}）。現行の交付要綱・通知を必ず確かめてください")
    })
}

/// Whether even the newest document is a year old.
pub fn are_all_old(catalogue: &Catalogue, as_of: Date) -> bool {
    catalogue.newest().is_some_and(|d| age(d.date.months_until(as_of)).is_some())
}

/// For each programme with figures that are a year old: the newest document that they rest on.
fn old_figures(catalogue: &Catalogue, as_of: Date) -> Vec<&'static Document> {
    let figures = catalogue.programmes.iter().filter(|p| !(p.rates.is_empty() && p.ceilings.is_empty()));
    let until = figures.filter_map(|p| documents_until(catalogue, p));
    until.filter(|d| d.date.months_until(as_of) >= OLD_AFTER_MONTHS).collect()
}

/// An age in words; `None` while it is below a year.
fn age(months: u32) -> Option<String> {
    (months >= OLD_AFTER_MONTHS).then(|| match months % 12 {
        0 => format!("{}年", months / 12),
        rest => format!("{}年{rest}か月", months / 12),
    })
}

/// The same for a narrow screen.
pub fn age_warning_short(catalogue: &Catalogue, as_of: Date) -> String {
    let months = catalogue.newest().map_or(0, |d| d.date.months_until(as_of));
    if months < OLD_AFTER_MONTHS {
        return format!("古い資料の制度{}件。現行の要綱を確認", old_figures(catalogue, as_of).len());
    }
    format!("資料は{}年{}か月前。現行の要綱を確認", months / 12, months % 12)
}

/// Bundle version, documents' dates and `as_of` in one short line for every screen and export.
pub fn stamp(catalogue: &Catalogue, as_of: Date) -> String {
    let newest = catalogue.newest().map_or_else(String::new, Document::dated);
    format!("基準日 {}／資料 {newest}まで／版 {}{}", wareki(as_of), catalogue.version, foreign(catalogue))
}

/// The same, or what fits where it does not: 「基準日 R8.11.22／資料 R6.5／版 2026.11.2」. The version of a bundle that is
/// not the program's own is never what is cut off.
pub fn stamp_within(catalogue: &Catalogue, as_of: Date, fits: impl Fn(&str) -> bool) -> String {
    let whole = stamp(catalogue, as_of);
    if fits(&whole) {
        return whole;
    }
    if catalogue.provenance != Provenance::Embedded {
        return format!("{as_of}／版 {}{}", catalogue.version, foreign(catalogue));
    }
    let newest = catalogue.newest().map_or_else(String::new, Document::dated);
    let short = |date: &str| date.replace("令和", "R").replace(['年', '月'], ".").replace('日', "");
    let (day, newest) = (short(&wareki(as_of)), short(&newest));
    let dated = format!("基準日 {day}／資料 {}", newest.trim_end_matches('.'));
    let versioned = format!("{dated}／版 {}", catalogue.version);
    if fits(&versioned) { versioned } else { dated }
}

/// What stands behind the version of a bundle that is not the program's own.
fn foreign(catalogue: &Catalogue) -> &'static str {
    match (catalogue.provenance, catalogue.signer) {
        (Provenance::Embedded, _) => "",
        (Provenance::Installed, "") => "（取込・未署名）",
        (Provenance::Installed, _) => "（取込）",
        (Provenance::Older, "") => "（取込・古い版・未署名）",
        (Provenance::Older, _) => "（取込・古い版）",
        (Provenance::Named, "") => "（指定・未署名）",
        (Provenance::Named, _) => "（指定）",
    }
}

/// How a bundle came into the program, in words.
pub fn provenance(catalogue: &Catalogue) -> String {
    let signed = match catalogue.signer {
        "" => "署名なし".to_owned(),
        key => format!("署名 {key}"),
    };
    match catalogue.provenance {
        Provenance::Embedded => "プログラムに入っているもの".to_owned(),
        Provenance::Installed => format!("取り込んだもの（{signed}）"),
        Provenance::Older => format!("取り込んだもの（{signed}。プログラムに入っているものより古い版）"),
        Provenance::Named => format!("--content で指定したもの（{signed}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_and_groups() {
        let d = |t| Date::parse(t).expect("a date");
        assert_eq!(wareki(d("2019-04-30")), "平成31年4月30日");
        assert_eq!(wareki(d("2019-05-01")), "令和元年5月1日");
        assert_eq!(wareki(d("2026-11-21")), "令和8年11月21日");
        assert_eq!(fiscal_year(2024), "令和6年度");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
        assert_eq!(minutes(930), "15時間30分");
    }
}
