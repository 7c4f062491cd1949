//! Answers, dates and ages in words.

use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::terms::profile::{Answer, Fact, FactKind, Origin, Unit, Value};
use crate::domain::value::date::{Date, Status};
use crate::text::number::show_yen;

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

/// A value of `fact`, with its unit.
pub fn value(fact: &Fact, v: Value) -> String {
    match (fact.kind, v) {
        (_, Value::Flag(true)) => "はい".to_owned(),
        (_, Value::Flag(false)) => "いいえ".to_owned(),
        (FactKind::Choice(all), Value::Choice(c)) => {
            all.get(usize::from(c)).map_or_else(String::new, |o| o.label.to_owned())
        }
        (_, Value::Choice(_)) => String::new(),
        (FactKind::Number { unit, .. }, Value::Number(n)) => number(unit, n),
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Day(d)) => wareki(d),
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
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
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
pub const OLD_AFTER_MONTHS: u32 = 12;

/// The sentence about the age of the documents on `as_of`; `None` while the newest is younger than a year.
pub fn age_warning(catalogue: &Catalogue, as_of: Date) -> Option<String> {
    let newest = catalogue.newest()?;
    let months = newest.date.months_until(as_of);
    (months >= OLD_AFTER_MONTHS).then(|| {
        let age = if months % 12 == 0 {
            format!("{}年", months / 12)
        } else {
            format!("{}年{}か月", months / 12, months % 12)
        };
        format!("資料は{}まで（{age}前）。現行の交付要綱・通知を必ず確かめてください", newest.printed_date)
    })
}

/// The same for a narrow screen.
pub fn age_warning_short(catalogue: &Catalogue, as_of: Date) -> String {
    let months = catalogue.newest().map_or(0, |d| d.date.months_until(as_of));
    format!("資料は{}年{}か月前。現行の要綱を確認", months / 12, months % 12)
}

/// Bundle version, documents' dates and `as_of` in one short line for every screen and export.
pub fn stamp(catalogue: &Catalogue, as_of: Date) -> String {
    let newest = catalogue.newest().map_or("", |d| d.printed_date);
    format!("基準日 {}／資料 {newest}まで／版 {}{}", wareki(as_of), catalogue.version, foreign(catalogue))
}

/// The same for a narrow screen and a bundle that is not the program's own: its version must not be what is cut off.
pub fn stamp_short(catalogue: &Catalogue, as_of: Date) -> String {
    format!("{as_of}／版 {}{}", catalogue.version, foreign(catalogue))
}

/// What stands behind the version of a bundle that is not the program's own.
fn foreign(catalogue: &Catalogue) -> &'static str {
    match (catalogue.provenance, catalogue.signer) {
        (Provenance::Embedded, _) => "",
        (Provenance::Installed, "") => "（取込・未署名）",
        (Provenance::Installed, _) => "（取込）",
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
