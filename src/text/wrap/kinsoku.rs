//! Which characters Japanese keeps together at the end of a line.

use crate::text::fold::narrow;

/// Not at the start of a line (行頭禁則).
const NOT_FIRST: &str = "、。，．,.：；:;／？！?!」』）】〕〉》｝］)]}”’％%‰ーゝゞヽヾ々〻\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡｣､ｧｨｩｪｫｬｭｮｯｰﾞﾟ";

/// Not at the end of a line (行末禁則).
const NOT_LAST: &str = "「『（【〔〈《｛［([{“‘｢";

/// What stays with the number before it: magnitudes, and units of one character.
const UNITS: &str = "兆億万千百十円％%割分倍人件名回年度月日時条項号か";

/// What a number goes on after: 3億5,000万円 is one number.
const MAGNITUDES: &str = "兆億万千百十";

/// How often `lines` break 禁則: a closing mark, small kana, ー or the like at
/// the start of a line, an opening bracket at its end. Indentation is ignored.
/// Zero for everything that [`wrap`](super::wrap()) makes of ordinary text at sane widths.
pub fn violations(lines: &[String]) -> usize {
    lines.iter().map(|line| usize::from(is_not_first(line.trim())) + usize::from(is_not_last(line.trim()))).sum()
}

fn is_not_first(s: &str) -> bool {
    s.chars().next().is_some_and(|c| !is_common(c) && NOT_FIRST.contains(c))
}

fn is_not_last(s: &str) -> bool {
    s.chars().next_back().is_some_and(|c| !is_common(c) && NOT_LAST.contains(c))
}

/// Kanji, full-sized hiragana, letters and digits: may stand anywhere, which need not be looked up.
fn is_common(c: char) -> bool {
    let kana = matches!(c, 'か'..='ぢ' | 'つ'..='も' | 'よ'..='ろ' | 'わ'..='ん');
    kana || ('一'..='鿿').contains(&c) || c.is_ascii_alphanumeric()
}

/// Whether 禁則 forbids a line to end between `before` and `after`.
pub(super) fn forbidden_between(before: &str, after: &str) -> bool {
    is_not_first(after) || is_not_last(before.trim_end())
}

/// Whether a line had better not end between `before` and `after`: by 禁則, or
/// inside a number with its unit or a date.
pub(super) fn stays_together(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next().map(narrow) else {
        return false;
    };
    if forbidden_between(before, after) {
        return true;
    }
    let mut back = before.chars().rev().map(narrow);
    match back.next() {
        Some(c) if c.is_ascii_digit() => next.is_ascii_digit() || UNITS.contains(next) || "./,".contains(next),
        // 算定不可 is one word: its 可 alone on a line says the contrary.
        Some(c @ ('算' | '定' | '不')) => matches!((c, next), ('算', '定') | ('定', '不') | ('不', '可')),
        // 令和9年3月31日 is one date.
        Some('令') => next == '和',
        Some('和') => next.is_ascii_digit(),
        Some('年' | '月' | '.' | '/' | ',') => {
            next.is_ascii_digit() && back.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) if MAGNITUDES.contains(c) => {
            let of_number = back.find(|c| !MAGNITUDES.contains(*c)).is_some_and(|c| c.is_ascii_digit());
            of_number && (next.is_ascii_digit() || UNITS.contains(next))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_counted() {
        let lines = |l: &[&str]| l.iter().map(|s| (*s).to_string()).collect::<Vec<_>>();
        assert_eq!(violations(&lines(&["あ「", "い」", "う"])), 1);
        assert_eq!(violations(&lines(&["あ", "。い（", "  ーう", "ゃ"])), 4);
        assert_eq!(violations(&lines(&["・項目", "（あ）", "", "〜5月"])), 0);
    }

    #[test]
    fn what_is_common_is_in_neither_list() {
        assert!(!NOT_FIRST.chars().chain(NOT_LAST.chars()).any(is_common));
    }

    #[test]
    fn numbers_and_their_units_stay_together() {
        for (before, after) in [
            ("算定不", "可"),
            ("2,500", "万"),
            ("2,500万", "円"),
            ("3億", "5,000"),
            ("３", "２"),
            ("令", "和"),
            ("令和", "9"),
            ("9年3月", "31"),
            ("1／", "2"),
            ("あ", "。"),
            ("（ ", "あ"),
        ] {
            assert!(stays_together(before, after), "{before}|{after}");
        }
        for (before, after) in [("万", "円"), ("あ", "10"), ("10", "あ"), ("あ.", "5"), ("", "あ"), ("あ", "")] {
            assert!(!stays_together(before, after), "{before}|{after}");
        }
    }
}
