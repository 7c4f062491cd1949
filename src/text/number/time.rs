//! Durations and dates.

use super::NumberError;
use super::amount::amount;
use super::scan::{ONE, Scan, integer};

/// More hours than anybody plans with here: over a hundred years.
const MOST_HOURS: u128 = 1_000_000;

/// Minutes from what was typed: `15時間30分`, `15:30`, `15.5時間`, `930分`,
/// `15h30`. A bare number is hours.
///
/// # Errors
/// When it is no duration, is negative, or is not a whole number of minutes.
pub fn duration_minutes(s: &str) -> Result<u64, NumberError> {
    let no_duration = |e| meant(e, NumberError::NotADuration);
    let mut scan = Scan::new(s).map_err(no_duration)?;
    let number = amount(&mut scan).map_err(no_duration)?;
    if number / ONE > MOST_HOURS * 60 {
        return Err(NumberError::TooBig);
    }
    if scan.take_any(&["分間", "分", "minutes", "min", "m"]) {
        scan.end()?;
        return whole_minutes(number);
    }
    if number / ONE > MOST_HOURS {
        return Err(NumberError::TooBig);
    }
    let colon = scan.take(":");
    let hours = colon || scan.take_any(&["時間", "時", "hours", "hour", "h"]);
    let mut minutes = 0;
    if hours && scan.take("半") {
        minutes = 30 * ONE;
    } else if hours && (colon || scan.peek().is_some()) {
        minutes = clock_minutes(&mut scan, number)?;
    }
    scan.end()?;
    whole_minutes(number * 60 + minutes)
}

/// The minutes after the hours, below 60. Hours with a fraction take none.
fn clock_minutes(scan: &mut Scan, hours: u128) -> Result<u128, NumberError> {
    let before = scan.rest();
    let minutes = integer(&scan.digits()).filter(|m| *m < 60);
    let found = !scan.rest().eq(&before);
    let _ = scan.take_any(&["分間", "分", "min", "m"]);
    match minutes {
        Some(m) if found && hours.is_multiple_of(ONE) => Ok(m * ONE),
        _ if found || before.is_empty() => Err(NumberError::NotADuration(scan.whole())),
        _ => Err(NumberError::TrailingText(before)),
    }
}

fn whole_minutes(scaled: u128) -> Result<u64, NumberError> {
    if !scaled.is_multiple_of(ONE) {
        return Err(NumberError::TooPrecise(0));
    }
    u64::try_from(scaled / ONE).map_err(|_| NumberError::TooBig)
}

/// What is no number, as what it should have been.
fn meant(e: NumberError, what: fn(String) -> NumberError) -> NumberError {
    if let NumberError::NotANumber(part) = e { what(part) } else { e }
}

type Day = (i32, u8, u8);

/// Names of an era, its first and its last day.
const ERAS: [(&[&str], Day, Day); 5] = [
    (&["令和", "r"], (2019, 5, 1), (9999, 12, 31)),
    (&["平成", "h"], (1989, 1, 8), (2019, 4, 30)),
    (&["昭和", "s"], (1926, 12, 25), (1989, 1, 7)),
    (&["大正", "t"], (1912, 7, 30), (1926, 12, 24)),
    // From the introduction of the present calendar.
    (&["明治", "m"], (1873, 1, 1), (1912, 7, 29)),
];

/// The year before the first year of 明治, whatever its calendar.
const BEFORE_MEIJI: i32 = 1867;

/// Years that can be meant when four digits are typed.
const YEARS: std::ops::RangeInclusive<i32> = 1873..=2999;

/// Year, month and day from what was typed: `2024-04-01`, `2024/4/1`,
/// `20240401`, `令和6年4月1日`, `R6.4.1`, `令和元年5月1日`, in any width.
///
/// # Errors
/// When it is no date or the calendar does not have it, which includes days
/// outside their era (平成31年5月1日).
pub fn date(s: &str) -> Result<(i32, u8, u8), NumberError> {
    let mut scan = Scan::new(s).map_err(|e| meant(e, NumberError::NotADate))?;
    let whole = scan.whole();
    let day = era_date(&mut scan).ok_or(NumberError::NotADate(whole))?;
    scan.end()?;
    let (day, first, last) = day;
    let (year, month, date) = day;
    if !(1..=days_in(year, month)).contains(&date) || !(first..=last).contains(&day) {
        return Err(NumberError::NoSuchDate);
    }
    Ok(day)
}

/// A date and the first and last day it may be; its day may not exist.
fn era_date(scan: &mut Scan) -> Option<(Day, Day, Day)> {
    let era = ERAS.iter().find(|(names, ..)| scan.take_any(names));
    let Some(&(names, first, last)) = era else {
        let digits = scan.digits();
        let (first, last) = ((*YEARS.start(), 1, 1), (*YEARS.end(), 12, 31));
        let day = match digits.len() {
            8 => {
                let part = |r: std::ops::Range<usize>| integer(digits.get(r)?);
                let (month, date) = (part(4..6)?, part(6..8)?);
                (i32::try_from(part(0..4)?).ok()?, u8::try_from(month).ok()?, u8::try_from(date).ok()?)
            }
            4 => month_and_day(scan, i32::try_from(integer(&digits)?).ok()?)?,
            _ => return None,
        };
        return Some((day, first, last));
    };
    let of_era = if scan.take("元") { 1 } else { small(scan)? };
    let before = if names.contains(&"m") { BEFORE_MEIJI } else { first.0 - 1 };
    let day = month_and_day(scan, before + i32::from(of_era))?;
    Some((day, first, last))
}

/// `年4月1日` or the same with `-`, `/` or `.`, always one of them.
fn month_and_day(scan: &mut Scan, year: i32) -> Option<Day> {
    let marks = [("年", "月", "日"), ("-", "-", ""), ("/", "/", ""), (".", ".", "")];
    let (_, behind_month, behind_day) = marks.into_iter().find(|(behind_year, ..)| scan.take(behind_year))?;
    let month = small(scan)?;
    let day = if scan.take(behind_month) { small(scan) } else { None }?;
    scan.take(behind_day).then_some((year, month, day))
}

/// One or two digits, or a kanji number such as 十二, 二十九, 三〇.
fn small(scan: &mut Scan) -> Option<u8> {
    let tens = scan.digits();
    let n = if tens.len() < 2 && scan.take("十") {
        let ones = scan.digits();
        let tens = if tens.is_empty() { 1 } else { integer(&tens)? };
        (ones.len() < 2).then_some(tens * 10 + integer(&ones)?)?
    } else {
        (1..=2).contains(&tens.len()).then(|| integer(&tens))??
    };
    u8::try_from(n).ok()
}

/// Days of a month; none for a month that does not exist.
fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_type_them() {
        for (typed, minutes) in [
            ("15時間30分", 930),
            ("１５時間３０分", 930),
            ("15時間 30分", 930),
            ("15時間半", 930),
            ("15:30", 930),
            ("１５：３０", 930),
            ("15.5時間", 930),
            ("15.5", 930),
            ("15。5", 930),
            ("930分", 930),
            ("15h30", 930),
            ("15h30m", 930),
            ("15H", 900),
            ("15", 900),
            ("15時間", 900),
            ("十五時間", 900),
            ("0", 0),
            ("7:05", 425),
            ("1,200分", 1_200),
            ("0.25時間", 15),
        ] {
            assert_eq!(duration_minutes(typed), Ok(minutes), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_duration() {
        use NumberError as E;
        for (typed, error) in [
            ("", E::Empty),
            ("朝", E::NotADuration("朝".into())),
            ("15:90", E::NotADuration("15:90".into())),
            ("15:", E::NotADuration("15:".into())),
            ("1.5時間30分", E::NotADuration("1.5時間30分".into())),
            ("15.51時間", E::TooPrecise(0)),
            ("-1", E::Negative),
            ("99兆", E::TooBig),
            ("15時間程度", E::TrailingText("程度".into())),
            ("3日", E::TrailingText("日".into())),
        ] {
            assert_eq!(duration_minutes(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn dates_as_people_type_them() {
        for (typed, day) in [
            ("2024-04-01", (2024, 4, 1)),
            ("2024/4/1", (2024, 4, 1)),
            ("２０２４／４／１", (2024, 4, 1)),
            ("2024・4・1", (2024, 4, 1)),
            ("2024.4.1", (2024, 4, 1)),
            ("2024ー4ー1", (2024, 4, 1)),
            ("2024年4月1日", (2024, 4, 1)),
            ("20240401", (2024, 4, 1)),
            ("令和6年4月1日", (2024, 4, 1)),
            ("令和 ６ 年 ４ 月 １ 日", (2024, 4, 1)),
            ("令和六年十二月三十一日", (2024, 12, 31)),
            ("㋿6年4月1日", (2024, 4, 1)),
            ("R6.4.1", (2024, 4, 1)),
            ("Ｒ６。４。１", (2024, 4, 1)),
            ("r06/04/01", (2024, 4, 1)),
            ("令和元年5月1日", (2019, 5, 1)),
            ("H31.4.30", (2019, 4, 30)),
            ("平成元年1月8日", (1989, 1, 8)),
            ("S64.1.7", (1989, 1, 7)),
            ("昭和元年12月25日", (1926, 12, 25)),
            ("M45.7.29", (1912, 7, 29)),
            ("2024-02-29", (2024, 2, 29)),
            ("2000-02-29", (2000, 2, 29)),
        ] {
            assert_eq!(date(typed), Ok(day), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_date() {
        use NumberError as E;
        for typed in [
            "2023-02-29",
            "2100-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-04-31",
            "20240400",
            "H31.5.1",
            "R1.4.30",
            "S64.1.8",
            "0001-01-01",
            "3000-01-01",
        ] {
            assert_eq!(date(typed), Err(E::NoSuchDate), "{typed}");
        }
        for typed in
            ["24/4/1", "2024年4月", "2024-4", "2024-4/1", "いつか", "4月1日", "202404", "令和", "R.4.1", "2024 4 1"]
        {
            assert!(matches!(date(typed), Err(E::NotADate(_))), "{typed}");
        }
        assert_eq!(date("2024-04-01 00:00"), Err(E::TrailingText(" 00:00".into())));
        assert_eq!(date("2024-04-01(月)"), Err(E::TrailingText("(月)".into())));
        assert_eq!(date(" "), Err(E::Empty));
    }
}
