//! Amounts of money, counts and decimals.

use super::NumberError;
use super::scan::{ONE, PLACES, Scan, cleaned, integer};

/// More than any amount or count asked for here: 100兆.
const LIMIT: u128 = 100_000_000_000_000;

/// Yen from what was typed: `3億5千万`, `３５０００万円`, `350百万円`, `1.2億`,
/// `35,000千円`, `一億`. A bare number is yen.
///
/// # Errors
/// When it is no amount, is negative, has a fraction of a yen, or reaches
/// 100兆円.
pub fn yen(s: &str) -> Result<u64, NumberError> {
    let mut scan = Scan::new(s)?;
    scan.take_any(&["¥", "\\"]);
    let value = amount(&mut scan)?;
    scan.take_any(&["円也", "円"]);
    scan.end()?;
    whole(value)
}

/// A count from what was typed: `12,000人`, `1.2万人`, `六人`. One of `units`
/// may follow; `か月` stands for ヶ月, カ月 and 箇月 as well.
///
/// # Errors
/// When it is no number, is negative, not whole, or reaches 100兆.
pub fn count(s: &str, units: &[&str]) -> Result<u64, NumberError> {
    let mut scan = Scan::new(s)?;
    let value = amount(&mut scan)?;
    // The longest first, so that 日 does not hide 日間.
    let mut units: Vec<String> = units.iter().map(|u| cleaned(u)).collect();
    units.sort_by_key(|u| std::cmp::Reverse(u.len()));
    let _ = units.iter().any(|u| scan.take(u));
    scan.end()?;
    whole(value)
}

/// An exact decimal as mantissa and places: `0.25` → (25, 2), `.5` → (5, 1).
/// Negative values are values, so that the caller can name the range that is
/// allowed. Zeros beyond `max_places` are dropped.
///
/// # Errors
/// When it is no decimal, needs more than `max_places`, or does not fit.
pub fn decimal(s: &str, max_places: u32) -> Result<(i64, u32), NumberError> {
    let mut scan = Scan::new(s)?;
    let negative = scan.take("-");
    if !negative {
        scan.take("+");
    }
    let mut digits = scan.grouped_digits()?;
    let mut fraction = scan.fraction().unwrap_or_default();
    if digits.is_empty() && fraction.is_empty() {
        return Err(NumberError::NotANumber(scan.whole()));
    }
    scan.end()?;
    let max = usize::try_from(max_places).unwrap_or(usize::MAX);
    while fraction.len() > max && fraction.last() == Some(&0) {
        fraction.pop();
    }
    if fraction.len() > max {
        return Err(NumberError::TooPrecise(max_places));
    }
    let places = u32::try_from(fraction.len()).map_err(|_| NumberError::TooBig)?;
    digits.append(&mut fraction);
    let mantissa = integer(&digits).and_then(|n| i64::try_from(n).ok()).ok_or(NumberError::TooBig)?;
    Ok((if negative { -mantissa } else { mantissa }, places))
}

/// A count of [`ONE`]s as a whole number below [`LIMIT`].
fn whole(scaled: u128) -> Result<u64, NumberError> {
    if !scaled.is_multiple_of(ONE) {
        return Err(NumberError::TooPrecise(0));
    }
    let value = scaled / ONE;
    if value >= LIMIT {
        return Err(NumberError::TooBig);
    }
    u64::try_from(value).map_err(|_| NumberError::TooBig)
}

/// 十, 百, 千 inside a group of four digits.
fn small_unit(c: char) -> Option<u128> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

/// 万, 億, 兆 after such a group.
fn large_unit(c: char) -> Option<u128> {
    match c {
        '万' | '萬' => Some(10_000),
        '億' => Some(100_000_000),
        '兆' => Some(1_000_000_000_000),
        _ => None,
    }
}

/// A number in Latin digits, kanji or both, in units of 1/[`ONE`]. Units must
/// fall in size as they do in speech: 3億5千万, but not 3万5億.
pub(super) fn amount(scan: &mut Scan) -> Result<u128, NumberError> {
    if scan.take("-") {
        let number = scan.peek().is_some_and(|c| c == '.' || starts_number(c));
        return Err(if number { NumberError::Negative } else { NumberError::NotANumber(scan.whole()) });
    }
    scan.take("+");
    let (mut total, mut group) = (0u128, 0u128);
    let mut number = literal(scan)?;
    if number.is_none() && scan.peek().and_then(small_unit).is_none() {
        return Err(NumberError::NotANumber(scan.rest()));
    }
    let (mut small_limit, mut large_limit) = (u128::MAX, u128::MAX);
    while let Some(c) = scan.peek() {
        if let Some(unit) = small_unit(c).filter(|&u| u < small_limit) {
            group = add(group, number.take().unwrap_or(ONE), unit)?;
            small_limit = unit;
        } else if let Some(unit) = large_unit(c).filter(|&u| u < large_limit) {
            if number.is_none() && small_limit == u128::MAX {
                break;
            }
            group = add(group, number.take().unwrap_or(0), 1)?;
            total = add(total, group, unit)?;
            (group, small_limit, large_limit) = (0, u128::MAX, unit);
        } else {
            break;
        }
        scan.take(c.encode_utf8(&mut [0; 4]));
        number = literal(scan)?;
    }
    add(add(total, group, 1)?, number.unwrap_or(0), 1)
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千".contains(c)
}

fn add(sum: u128, n: u128, unit: u128) -> Result<u128, NumberError> {
    n.checked_mul(unit).and_then(|n| sum.checked_add(n)).ok_or(NumberError::TooBig)
}

/// Digits with an optional fraction, in units of 1/[`ONE`].
fn literal(scan: &mut Scan) -> Result<Option<u128>, NumberError> {
    let digits = scan.grouped_digits()?;
    let fraction = scan.fraction();
    if digits.is_empty() && fraction.as_ref().is_none_or(Vec::is_empty) {
        return match fraction {
            Some(_) => Err(NumberError::NotANumber(scan.whole())),
            None => Ok(None),
        };
    }
    let mut fraction = fraction.unwrap_or_default();
    let kept = usize::try_from(PLACES).unwrap_or(usize::MAX);
    if fraction.iter().skip(kept).any(|&d| d != 0) {
        return Err(NumberError::TooPrecise(0));
    }
    fraction.resize(kept, 0);
    let digits: Vec<u8> = digits.into_iter().chain(fraction).collect();
    integer(&digits).map(Some).ok_or(NumberError::TooBig)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_type_them() {
        for (typed, value) in [
            ("3億5千万", 350_000_000),
            ("3億5,000万円", 350_000_000),
            ("３億　５，０００万円", 350_000_000),
            ("３５０００万円", 350_000_000),
            ("35,000,000", 35_000_000),
            ("35、000、000", 35_000_000),
            ("35 000 000", 35_000_000),
            ("350百万円", 350_000_000),
            ("35,000千円", 35_000_000),
            ("5千円", 5_000),
            ("千円", 1_000),
            ("百万円", 1_000_000),
            ("1.2億", 120_000_000),
            ("１。２億円", 120_000_000),
            ("0.5万", 5_000),
            (".5万", 5_000),
            ("2,500万", 25_000_000),
            ("２、５００万円。", 25_000_000),
            ("25百万", 25_000_000),
            ("2千5百万円", 25_000_000),
            ("一億", 100_000_000),
            ("二千五百万円", 25_000_000),
            ("二五〇〇万円", 25_000_000),
            ("十二万三千四百五十六円", 123_456),
            ("1兆2億3万4円", 1_000_200_030_004),
            ("￥1,000", 1_000),
            ("¥1,000円也", 1_000),
            ("0", 0),
            ("０円", 0),
            ("99兆9,999億9,999万9,999円", 99_999_999_999_999),
            ("1.23456789億", 123_456_789),
        ] {
            assert_eq!(yen(typed), Ok(value), "{typed}");
        }
    }

    #[test]
    fn what_is_not_an_amount() {
        use NumberError as E;
        for (typed, error) in [
            ("", E::Empty),
            ("　\n", E::Empty),
            ("abc", E::NotANumber("abc".into())),
            ("万円", E::NotANumber("万円".into())),
            ("円", E::NotANumber("円".into())),
            ("-", E::NotANumber("-".into())),
            (".", E::NotANumber(".".into())),
            ("約3億", E::NotANumber("約3億".into())),
            ("-5", E::Negative),
            ("▲5万円", E::Negative),
            ("ー３", E::Negative),
            ("0.5円", E::TooPrecise(0)),
            ("100兆", E::TooBig),
            ("99999999999999999999999999999999999999", E::TooBig),
            ("35,00", E::Commas("35,00".into())),
            ("12 34", E::Commas("12 34".into())),
            ("12,000\n15,000", E::NotANumber("12,000 15,00..".into())),
            ("3億円程度", E::TrailingText("程度".into())),
            ("3万5億", E::TrailingText("億".into())),
            ("3億億", E::TrailingText("億".into())),
            ("1.2.3", E::TrailingText(".3".into())),
            ("5ドル", E::TrailingText("ドル".into())),
            ("5😀", E::TrailingText("😀".into())),
        ] {
            assert_eq!(yen(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn counts_with_units() {
        let people = ["人", "団体", "名"];
        for (typed, value) in [
            ("12,000人", 12_000),
            ("1.2万人", 12_000),
            ("6", 6),
            ("六人", 6),
            ("十人", 10),
            ("６ 団体", 6),
            ("千人", 1_000),
        ] {
            assert_eq!(count(typed, &people), Ok(value), "{typed}");
        }
        for typed in ["3か月", "3ヶ月", "3カ月", "3ヵ月", "3ｶ月", "３ケ月", "三箇月", "3"] {
            assert_eq!(count(typed, &["か月"]), Ok(3), "{typed}");
            assert_eq!(count(typed, &["ヶ月"]), Ok(3), "{typed}");
        }
        assert_eq!(count("3日間", &["日", "日間"]), Ok(3));
        assert_eq!(count("3日", &["人"]), Err(NumberError::TrailingText("日".into())));
        assert_eq!(count("1.5人", &people), Err(NumberError::TooPrecise(0)));
        assert_eq!(count("人", &people), Err(NumberError::NotANumber("人".into())));
    }

    #[test]
    fn decimals_are_exact() {
        for (typed, value) in [
            ("0.25", (25, 2)),
            ("０．２５", (25, 2)),
            (".25", (25, 2)),
            ("0。25", (25, 2)),
            ("0.250", (25, 2)),
            ("0.2", (2, 1)),
            ("1", (1, 0)),
            ("1.", (1, 0)),
            ("-0.1", (-1, 1)),
            ("−0.1", (-1, 1)),
            ("－０．１", (-1, 1)),
            ("▲0.1", (-1, 1)),
            ("ー0.1", (-1, 1)),
            ("+1.05", (105, 2)),
            ("1,234.5", (12_345, 1)),
        ] {
            assert_eq!(decimal(typed, 2), Ok(value), "{typed}");
        }
        assert_eq!(decimal("0.251", 2), Err(NumberError::TooPrecise(2)));
        assert_eq!(decimal("0,25", 2), Err(NumberError::Commas("0,25".into())));
        assert_eq!(decimal("0,250", 2), Err(NumberError::Commas("0,250".into())));
        assert_eq!(decimal("25%", 2), Err(NumberError::TrailingText("%".into())));
        assert_eq!(decimal("1/3", 2), Err(NumberError::TrailingText("/3".into())));
        assert_eq!(decimal("--1", 2), Err(NumberError::NotANumber("--1".into())));
        assert_eq!(decimal("9223372036854775808", 2), Err(NumberError::TooBig));
    }
}
