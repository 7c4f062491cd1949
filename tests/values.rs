//! The values under every verdict, each against a second way to count: days, periods, numbers, shares, printed dates.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::cmp::Ordering;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::value::date::{Date, Period, Status};
use chiiki_navi::domain::value::number::{Decimal, Share, Yen};
use chiiki_navi::domain::value::source::{Document, Section, UNDATED};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("a decimal")
}

/// Every day from 1601 to 2800, counted one by one, is the day that the number of days says; no other day exists.
#[test]
fn every_day_of_twelve_centuries() {
    // 1970-01-01 lies 134,774 days behind 1601-01-01.
    let mut number = -134_774;
    for year in 1_601..=2_800 {
        let leap = if year % 100 == 0 { year % 400 == 0 } else { year % 4 == 0 };
        for (month, last) in (1..).zip([31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
            for of_month in 1..=last {
                let found = Date::from_unix_days(number);
                assert_eq!((found.year(), found.month(), found.day()), (year, month, of_month), "day {number}");
                assert_eq!(Date::new(year, month, of_month), Some(found));
                assert_eq!(Date::checked(year, month, of_month), found);
                assert_eq!(found.fiscal_year(), if month <= 3 { year - 1 } else { year });
                number += 1;
            }
            for none in [0, last + 1] {
                assert_eq!(Date::new(year, month, none), None, "{year}-{month}-{none}");
            }
        }
        assert_eq!([Date::new(year, 0, 1), Date::new(year, 13, 1)], [None, None]);
    }
    assert_eq!(Date::from_unix_days(0), day("1970-01-01"), "where the count began");
    assert_eq!(day("0987-06-05").to_string(), "0987-06-05");
    for text in ["2024-04-01-", "2024-04", "", "2024-4-1x"] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
}

/// Japan has its day nine hours before the clock of the machine.
#[test]
fn the_day_in_japan_begins_nine_hours_earlier() {
    for (seconds, on, minute) in [
        (-1, "1970-01-01", 8 * 60 + 59),
        (0, "1970-01-01", 9 * 60),
        (15 * 3_600 - 1, "1970-01-01", 24 * 60 - 1),
        (15 * 3_600, "1970-01-02", 0),
        (-9 * 3_600 - 1, "1969-12-31", 24 * 60 - 1),
        (86_400 + 59, "1970-01-02", 9 * 60),
    ] {
        assert_eq!(Date::in_japan(seconds), (day(on), minute), "{seconds}");
    }
}

/// A month is over when its day has come again, not before.
#[test]
fn whole_months_between_two_days() {
    for (from, to, months) in [
        ("2024-05-31", "2024-05-31", 0),
        ("2024-05-31", "2024-06-30", 0),
        ("2024-05-31", "2024-07-01", 1),
        ("2024-05-31", "2024-07-31", 2),
        ("2023-12-01", "2024-02-01", 2),
        ("2024-02-29", "2026-02-28", 23),
        ("2024-06-01", "2024-05-31", 0),
        ("2024-06-01", "2022-05-31", 0),
        ("2022-06-15", "2026-11-22", 53),
    ] {
        assert_eq!(day(from).months_until(day(to)), months, "{from} to {to}");
    }
}

/// Periods over six days, open ends included, against their days one by one.
#[test]
fn a_period_is_its_days() {
    let days: Vec<Date> = (1..=6).map(|d| Date::new(2024, 4, d).expect("a day")).collect();
    let ends: Vec<Option<Date>> = days[1..5].iter().copied().map(Some).chain([None]).collect();
    let periods: Vec<Period> =
        ends.iter().flat_map(|from| ends.iter().map(|to| Period { from: *from, to: *to })).collect();
    let proper = |p: &Period| !matches!((p.from, p.to), (Some(a), Some(b)) if a > b);
    let holds = |p: Period, d: Date| p.from.is_none_or(|from| from <= d) && p.to.is_none_or(|to| d <= to);
    for p in periods.iter().copied().filter(proper) {
        for d in &days {
            let status = p.status(*d);
            assert_eq!(status.is_live(), holds(p, *d), "{p:?} on {d}");
            match status {
                Status::NotYet(from) => assert!(p.from == Some(from) && *d < from),
                Status::Expired(to) => assert!(p.to == Some(to) && *d > to),
                Status::Undated => assert_eq!(p, Period::default()),
                Status::InForce => assert_ne!(p, Period::default()),
            }
        }
        for q in periods.iter().copied().filter(proper) {
            // The days before and behind all ends stand for the open ones.
            let shared = days.iter().any(|d| holds(p, *d) && holds(q, *d));
            assert_eq!(p.overlaps(q), shared, "{p:?} and {q:?}");
        }
    }
}

/// Decimals against whole numbers of billionths.
#[test]
fn decimals_are_exact() {
    let texts = [
        "0",
        "0.0",
        "1",
        "-1",
        "1.0",
        "0.25",
        "0.250",
        "0.249999999",
        "0.251",
        "-0.25",
        "10",
        "0.000000001",
        "9.999999999",
        "123456789",
        "-0.000000001",
        "35000000",
        "1.5",
    ];
    let billionths = |text: &str| {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        sign * format!("{whole}{part:0<9}").parse::<i128>().expect("digits")
    };
    for a in texts {
        assert_eq!(decimal(a).to_string(), a);
        for b in texts {
            assert_eq!(decimal(a).cmp(&decimal(b)), billionths(a).cmp(&billionths(b)), "{a} and {b}");
            assert_eq!(decimal(a) == decimal(b), billionths(a) == billionths(b), "{a} and {b}");
            assert_eq!(decimal(a).partial_cmp(&decimal(b)), Some(decimal(a).cmp(&decimal(b))));
            for c in texts {
                let times = (billionths(a) * 1_000_000_000).cmp(&(billionths(b) * billionths(c)));
                assert_eq!(decimal(a).cmp_times(decimal(b), decimal(c)), times, "{a} and {b} × {c}");
            }
        }
        let whole = billionths(a) >= 0 && billionths(a) % 1_000_000_000 == 0;
        let yen = whole.then(|| Yen(u64::try_from(billionths(a) / 1_000_000_000).expect("an amount")));
        assert_eq!(decimal(a).yen(), yen, "{a}");
    }
    for none in
        ["", "-", ".", ".5", "1e3", "1,000", "+1", "１", "1.2.3", "--1", "1.0000000000", "9223372036854775808", "1 0"]
    {
        assert_eq!(Decimal::parse(none), None, "{none}");
    }
    assert_eq!(decimal(" 0.25 "), decimal("0.25"), "blanks around it do not count");
    assert_eq!(decimal("9223372036854775807").mantissa, i64::MAX);
    assert_eq!((Decimal::new(25, 9).map(|d| d.places), Decimal::new(25, 10)), (Some(9), None));
    assert_eq!((Decimal::whole(7), Decimal::whole(7).places), (decimal("7"), 0));
}

/// Shares against products, and what they leave: never more than the amount, and cut off to whole yen.
#[test]
fn shares_are_exact() {
    let all: Vec<(u32, u32)> = (1..=12).flat_map(|den| (0..=den).map(move |num| (num, den))).collect();
    for (n, d) in &all {
        let share = Share::new(*n, *d).expect("a share");
        assert_eq!((share.num(), share.den(), share.to_string()), (*n, *d, format!("{n}/{d}")));
        assert_eq!(Share::parse(&format!(" {n} / {d} ")), Some(share));
        assert_eq!(Share::checked(*n, *d), share);
        for (m, e) in &all {
            let other = Share::new(*m, *e).expect("a share");
            assert_eq!(share.cmp(&other), (n * e).cmp(&(m * d)), "{share} and {other}");
            assert_eq!((share == other, share.partial_cmp(&other)), (n * e == m * d, Some((n * e).cmp(&(m * d)))));
        }
        for yen in [0, 1, 2, 99, 1_000, 12_345_679, u64::from(u32::MAX)] {
            let part = share.of(Yen(yen)).0;
            let (whole, den) = (yen * u64::from(*n), u64::from(*d));
            assert!(part * den <= whole && whole < (part + 1) * den, "{share} of {yen} is {part}");
        }
    }
    for (n, d) in [(1, 0), (0, 0), (3, 2), (13, 12)] {
        assert_eq!((Share::new(n, d), Share::checked(n, d)), (None, Share::WHOLE), "{n}/{d}");
    }
    for (text, share) in [("1", "1/1"), ("0", "0/1"), ("0.05", "5/100"), ("100%", "100/100"), ("2 %", "2/100")] {
        assert_eq!(Share::parse(text).map(|s| s.to_string()).as_deref(), Some(share));
    }
    for none in ["101%", "1.1", "-0.5", "2/", "/2", "%", "2/3/4", "半分"] {
        assert_eq!(Share::parse(none), None, "{none}");
    }
    assert_eq!(Share::WHOLE.of(Yen(u64::MAX)), Yen(u64::MAX));
}

/// Amounts stop at their ends and never turn round.
#[test]
fn amounts_stop_at_their_ends() {
    let most = Yen(u64::MAX);
    assert_eq!([Yen(5).minus(Yen(3)), Yen(3).minus(Yen(5)), Yen(0).minus(most)], [Yen(2), Yen(0), Yen(0)]);
    assert_eq!([Yen(5).plus(Yen(3)), most.plus(Yen(1))], [Yen(8), most]);
    assert_eq!([Yen(5).times(3), Yen(5).times(0), most.times(2)], [Yen(15), Yen(0), most]);
    assert_eq!(Yen(1).cmp(&Yen(2)), Ordering::Less);
}

/// A line has the date of the section in which it stands, and before the first section that of the document.
#[test]
fn a_line_has_the_date_of_its_section() {
    const SECTIONS: [Section; 2] =
        [Section { first_line: 10, printed_date: "令和5年6月" }, Section { first_line: 20, printed_date: "" }];
    let document = Document { printed_date: "令和6年5月", sections: &SECTIONS, ..catalogue().documents[0] };
    for (line, date) in
        [(1, "令和6年5月"), (9, "令和6年5月"), (10, "令和5年6月"), (19, "令和5年6月"), (20, ""), (999, "")]
    {
        assert_eq!((document.printed_at(line), document.dated_at(line).as_str()), (date, date), "line {line}");
    }
    assert!(document.is_dated());
    assert_eq!(document.dated(), "令和6年5月");
    let undated = Document { printed_date: "", inferred_date: "令和6年度", ..document };
    assert!(!undated.is_dated());
    assert_eq!(undated.dated(), format!("{UNDATED}。推定 令和6年度"));
    assert_eq!(undated.dated_at(1), undated.dated());
}
