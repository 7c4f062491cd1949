//! What people type into fields: amounts, counts, decimals, durations, dates.
//!
//! All functions accept full-width characters, spaces, thousands commas (also
//! the 、 and 。 that the input method types) and kanji numerals, and compute
//! exactly, without floating point. What cannot be meant in one way only
//! (`35,00`, two cells pasted at once) is refused rather than guessed.

mod amount;
mod scan;
mod show;
mod time;

use std::fmt;

use crate::text::fold::fold;

pub use amount::{count, decimal, yen};
pub use show::{in_threes, show_yen, show_yen_plain};
pub use time::{date, duration_minutes};

/// Why something typed is not a value. [`fmt::Display`] gives one polite
/// Japanese sentence saying what is expected, without the name of the field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// Nothing was typed.
    Empty,
    /// Not a number, from the shown part on.
    NotANumber(String),
    /// The shown part is not a duration.
    NotADuration(String),
    /// The shown part is not a date in a known notation.
    NotADate(String),
    /// A date in a known notation that the calendar does not have.
    NoSuchDate,
    /// Commas or spaces that do not separate groups of three digits.
    Commas(String),
    /// Less than zero.
    Negative,
    /// More than any such value can be.
    TooBig,
    /// More decimal places than this many.
    TooPrecise(u32),
    /// A number, followed by something that does not belong to it.
    TrailingText(String),
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "値を入力してください。"),
            Self::NotANumber(part) => {
                write!(f, "「{part}」を数として読めません。2500 や 1.2万 のように入力してください。")
            }
            Self::NotADuration(part) => {
                write!(f, "「{part}」を時間として読めません。15時間30分 や 15:30 のように入力してください。")
            }
            Self::NotADate(part) => {
                write!(f, "「{part}」を日付として読めません。2024-04-01 や 令和6年4月1日 のように入力してください。")
            }
            Self::NoSuchDate => write!(f, "暦にない日付です。年月日を確かめてください。"),
            Self::Commas(part) => {
                write!(f, "「{part}」の桁区切りを確かめてください。2,500,000 のように3桁ごとに区切ります。")
            }
            Self::Negative => write!(f, "0以上の値を入力してください。"),
            Self::TooBig => write!(f, "値が大きすぎます。桁数や単位を確かめてください。"),
            Self::TooPrecise(0) => write!(f, "端数の出ない値を入力してください。"),
            Self::TooPrecise(places) => {
                write!(f, "小数点以下は{places}桁までで入力してください。")
            }
            Self::TrailingText(part) => {
                write!(f, "数の後の「{part}」を読めません。取り除いて入力してください。")
            }
        }
    }
}

impl std::error::Error for NumberError {}

/// Yen below which an amount without a unit may have been meant in 千円 or 万円.
const ASKED_BELOW: u64 = 100_000;

/// What to ask back about an amount that is so small and without a unit that nobody can know whether 円 was meant.
pub fn lacks_unit(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let is_bare = fold(typed).chars().all(|c| c.is_ascii_digit() || c == ',');
    let is_small = is_bare && yen(typed).is_ok_and(|n| (1..ASKED_BELOW).contains(&n));
    is_small.then(|| format!("「{typed}」は円ですか、万円ですか。単位を付けてください（{typed}円、{typed}万円）"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_paste_is_refused_quickly() {
        let parts = [
            "9",
            "１",
            "億",
            "十",
            ",",
            "、",
            "。",
            "-",
            "▲",
            " ",
            "\n",
            "\u{7}",
            "👨\u{200d}👩",
            "年",
            "R",
            "ー",
            ":",
            "ﾞ",
            "½",
        ];
        let mut pastes: Vec<String> = parts.iter().map(|p| p.repeat(5_000)).collect();
        // Every short mixture, too: 19³ strings.
        for a in parts {
            for b in parts {
                pastes.extend(parts.iter().map(|c| format!("{a}{b}{c}")));
            }
        }
        for paste in &pastes {
            let long = paste.chars().count() > 100 && !paste.trim().is_empty();
            let results = [
                yen(paste).err(),
                count(paste, &["人"]).err(),
                decimal(paste, 2).err(),
                duration_minutes(paste).err(),
                date(paste).err(),
            ];
            for error in results {
                assert!(!long || error.is_some(), "accepted a long paste");
                let shown = error.map(|e| e.to_string()).unwrap_or_default();
                assert!(shown.chars().count() < 80, "{shown}");
                assert!(!shown.chars().any(char::is_control), "{shown:?}");
            }
        }
    }

    #[test]
    fn messages_say_what_is_expected() {
        let message = |e: Option<NumberError>| e.expect("refused").to_string();
        assert_eq!(message(yen("").err()), "値を入力してください。");
        assert!(message(yen("abc").err()).contains("「abc」"));
        assert!(message(decimal("0.123", 2).err()).contains("2桁まで"));
        assert!(message(date("いつか").err()).contains("令和6年4月1日"));
        assert!(message(duration_minutes("朝").err()).contains("15:30"));
    }
}
