//! What somebody typed → the value of a fact, or a sentence that says what is expected.

use crate::domain::terms::profile::{Fact, FactKind, Unit, Value};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;
use crate::present::value;
use crate::text::fold::fold;
use crate::text::number;

/// The longest input that is looked at, in characters. Longer ones are pasted by mistake.
pub const LONGEST: usize = 60;

/// Whether somebody says that they do not know.
pub fn is_unknown(typed: &str) -> bool {
    matches!(fold(typed).as_str(), "わからない" | "分からない" | "不明" | "ふめい" | "未定" | "?")
}

/// Reads `typed` as an answer to `fact`. Full-width digits, units and kanji numbers are understood.
///
/// # Errors
/// A Japanese sentence: what is wrong and what is expected.
pub fn read(fact: &Fact, typed: &str) -> Result<Value, String> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(format!("{}を入力してください。{}", fact.label, expected(fact)));
    }
    if text.chars().count() > LONGEST {
        return Err(format!("長すぎます（{LONGEST}文字まで）。{}", expected(fact)));
    }
    match fact.kind {
        FactKind::YesNo => flag(text).map(Value::Flag).ok_or_else(|| expected(fact)),
        FactKind::Choice(all) => {
            let wanted = fold(text);
            let same = |o: &crate::domain::terms::profile::Choice| fold(o.label) == wanted || o.id == wanted;
            let at = all.iter().position(same).or_else(|| numbered(&wanted, all.len()));
            at.and_then(|i| u8::try_from(i).ok()).map(Value::Choice).ok_or_else(|| expected(fact))
        }
        FactKind::Day => {
            let (y, m, d) = number::date(text).map_err(|e| refusal(&e.to_string(), fact))?;
            Date::new(y, m, d).map(Value::Day).ok_or_else(|| expected(fact))
        }
        FactKind::Number { unit, min, max, places } => {
            let n = amount(text, unit, places).map_err(|e| refusal(&e, fact))?;
            if n < min || n > max {
                let (lo, hi) = (value::number(unit, min), value::number(unit, max));
                return Err(format!("{}は範囲の外です（{lo}〜{hi}）。{}", value::number(unit, n), expected(fact)));
            }
            Ok(Value::Number(n))
        }
    }
}

/// What is wrong, and what this field expects. Of the reader's own sentence only the first part is kept: its examples
/// are for numbers in general.
fn refusal(error: &str, fact: &Fact) -> String {
    let what = error.split('。').next().unwrap_or_default();
    format!("{what}。{}", expected(fact))
}

/// The same for what was typed at a key: an amount so small and without a unit is asked back, 円 or 万円.
///
/// # Errors
/// As [`read`].
pub fn read_keys(fact: &Fact, typed: &str) -> Result<Value, String> {
    let value = read(fact, typed)?;
    number::lacks_unit(typed).filter(|_| fact.kind.is_yen()).map_or(Ok(value), Err)
}

fn flag(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "はい" | "yes" | "y" | "true" | "1" | "有" | "あり" | "する" | "該当" => Some(true),
        "いいえ" | "no" | "n" | "false" | "2" | "無" | "なし" | "しない" | "非該当" => Some(false),
        _ => None,
    }
}

/// 「2」 chooses the second option.
fn numbered(text: &str, len: usize) -> Option<usize> {
    let n: usize = text.parse().ok()?;
    (1..=len).contains(&n).then(|| n - 1)
}

fn amount(text: &str, unit: Unit, places: u8) -> Result<Decimal, String> {
    let whole = |n: u64| i64::try_from(n).map(Decimal::whole).map_err(|_| "数が大きすぎます".to_owned());
    match unit {
        Unit::Index => {
            let (mantissa, digits) = number::decimal(text, u32::from(places)).map_err(|e| e.to_string())?;
            Decimal::new(mantissa, digits).ok_or_else(|| "小数の桁が多すぎます".to_owned())
        }
        Unit::Yen => number::yen(text).map_err(|e| e.to_string()).and_then(whole),
        Unit::Minutes => number::duration_minutes(text).map_err(|e| e.to_string()).and_then(whole),
        Unit::Count(what) => number::count(text, &[what]).map_err(|e| e.to_string()).and_then(whole),
    }
}

/// What the field expects, with an example.
pub fn expected(fact: &Fact) -> String {
    match fact.kind {
        FactKind::YesNo => "「はい」か「いいえ」で答えてください".to_owned(),
        FactKind::Choice(_) => format!("{}のどれかを選んでください", value::labels(fact).join("・")),
        FactKind::Day => "例: 2027-03-31、令和9年3月31日".to_owned(),
        FactKind::Number { unit, min, max, .. } => match unit {
            Unit::Index => format!("{min}から{max}までの数。例: 0.25"),
            Unit::Yen => "例: 3,500万円、3億5千万、35000000".to_owned(),
            Unit::Minutes => "例: 15時間30分、15:30".to_owned(),
            Unit::Count(what) => format!("例: 12{what}、12,000{what}"),
        },
    }
}
