//! Line breaking for Japanese on a terminal grid, with 禁則処理.
//!
//! textwrap finds the break opportunities of UAX 14 and fills the lines. Three
//! things are added: widths for either [`Ambiguous`], units that Japanese does
//! not break but UAX 14 does (2,500|万円), and hard breaks for what is wider
//! than a line.

mod kinsoku;

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::width::{Ambiguous, letters, width};
use kinsoku::{forbidden_between, stays_together};

pub use kinsoku::violations;

/// `s` in lines of at most `cols` columns, first fit, no hyphenation. `\n`
/// ends a paragraph; an empty paragraph is an empty line. A number stays with
/// its magnitude and unit where that fits in a line. Only a character that is
/// itself wider than `cols` (0 or 1) can make a line wider.
pub fn wrap(s: &str, cols: usize, a: Ambiguous) -> Vec<String> {
    wrap_hanging(s, cols, 0, a)
}

/// Like [`wrap`], but all lines except the very first are indented by `indent`
/// columns of spaces: for text after a bullet or a label. An indent that would
/// leave less than four columns for text is made smaller.
pub fn wrap_hanging(s: &str, cols: usize, indent: usize, a: Ambiguous) -> Vec<String> {
    let indent = indent.min(cols.saturating_sub(4));
    let (first, rest) = (cols.max(1), (cols - indent).max(1));
    let margin = " ".repeat(indent);
    let mut lines: Vec<String> = Vec::new();
    for paragraph in s.lines() {
        let widths = if lines.is_empty() { [first, rest] } else { [rest, rest] };
        let mut add = |line: &str| {
            let indented = !lines.is_empty() && !line.is_empty();
            lines.push(if indented { format!("{margin}{line}") } else { line.to_string() });
        };
        // Where all of it fits, no break has to be looked for.
        if width(paragraph, a) <= widths[0] && !paragraph.ends_with(char::is_whitespace) {
            add(paragraph);
        } else {
            wrap_paragraph(paragraph, widths, a).into_iter().for_each(add);
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// A piece of a paragraph that is never broken.
#[derive(Debug, Clone)]
struct Unit {
    /// Bytes of the text without the white space after it.
    text: Range<usize>,
    columns: usize,
    /// Columns of that white space, which counts only inside a line.
    gap: usize,
}

impl Unit {
    fn new(line: &str, range: Range<usize>, a: Ambiguous) -> Self {
        let whole = line.get(range.clone()).unwrap_or_default();
        let text = whole.trim_end();
        let columns = width(text, a);
        let gap = if text.len() == whole.len() { 0 } else { width(whole, a).saturating_sub(columns) };
        Self { text: range.start..range.start + text.len(), columns, gap }
    }
}

impl Fragment for Unit {
    fn width(&self) -> f64 {
        columns(self.columns)
    }
    fn whitespace_width(&self) -> f64 {
        columns(self.gap)
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Columns as textwrap counts them. No line comes near `u32::MAX`.
fn columns(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The lines of one paragraph: `widths` are the columns of the first and of
/// all following lines, the first not smaller.
fn wrap_paragraph(line: &str, widths: [usize; 2], a: Ambiguous) -> Vec<&str> {
    let [first, rest] = widths;
    let units = units(line, rest, a);
    let widths = [columns(first), columns(rest)];
    wrap_first_fit(&units, &widths)
        .into_iter()
        .map(|on_line| match (on_line.first(), on_line.last()) {
            (Some(from), Some(to)) => line.get(from.text.start..to.text.end).unwrap_or_default(),
            _ => "",
        })
        .collect()
}

/// The units of a paragraph, each of at most `cols` columns where a grapheme
/// allows it.
fn units(line: &str, cols: usize, a: Ambiguous) -> Vec<Unit> {
    let words = words(line);
    let mut out = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some(first) = rest.first() {
        let (range, used) = grow(line, first, rest, cols, a);
        let unit = Unit::new(line, range.clone(), a);
        if unit.columns > cols {
            split(line, range, cols, a, &mut out);
        } else {
            out.push(unit);
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    keep_end(line, cols, a, &mut out);
    out
}

/// The last letters stay together, so that no line is one letter of a word (「対象と明|記」): a sixth of a line, three
/// letters at most.
fn keep_end(line: &str, cols: usize, a: Ambiguous, units: &mut Vec<Unit>) {
    let (least, most) = ((cols / 6).min(6), (cols / 3).min(16));
    while let [.., before, last] = units.as_slice() {
        let joined = Unit::new(line, before.text.start..last.text.end, a);
        if last.columns >= least || joined.columns > most || before.gap > 0 {
            return;
        }
        units.truncate(units.len() - 2);
        units.push(joined);
    }
}

/// Byte ranges between the break opportunities of UAX 14, white space included
/// in the range before it.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    WordSeparator::UnicodeBreakProperties
        .find_words(line)
        .map(|word| {
            let start = at;
            at += word.word.len() + word.whitespace.len();
            start..at
        })
        .collect()
}

/// The first word with all following ones that must stay with it, as long as
/// that fits in a line; and how many words that takes.
fn grow(line: &str, first: &Range<usize>, words: &[Range<usize>], cols: usize, a: Ambiguous) -> (Range<usize>, usize) {
    let (mut range, mut used) = (first.clone(), 1);
    let whole = kept_whole(line, first, cols, a);
    // Where to stop if it gets too long: a number may be cut from its unit,
    // but not so that the next line starts with a full stop.
    let mut last_resort = None;
    for next in words.iter().skip(1) {
        let before = line.get(range.clone()).unwrap_or_default();
        let after = line.get(next.clone()).unwrap_or_default();
        if range.end >= whole && !stays_together(before, after) {
            break;
        }
        if !forbidden_between(before, after) {
            last_resort = Some((range.clone(), used));
        }
        let joined = range.start..next.end;
        if Unit::new(line, joined.clone(), a).columns > cols {
            return last_resort.unwrap_or((range, used));
        }
        (range, used) = (joined, used + 1);
    }
    (range, used)
}

/// Columns of what is kept whole, where that is not nearly the whole line: 「（公費による交付額）」 broken in two is read
/// twice.
const WHOLE: usize = 31;

/// Where a short bracket ends that begins in the word, or a short phrase between wide spaces that begins with it
/// (「資料で違う」), or the first bracket of a longer one (「交付税70%（元利償還金に対して）」); the start of the word
/// where there is none.
fn kept_whole(line: &str, word: &Range<usize>, cols: usize, a: Ambiguous) -> usize {
    let (before, rest) = line.split_at_checked(word.start).unwrap_or_default();
    let opens = line.get(word.clone()).and_then(|word| word.find('（'));
    let closed = |from: usize| rest.get(from..).and_then(|rest| rest.find('）')).map(|n| from + n + '）'.len_utf8());
    let ends = match opens {
        Some(at) => [closed(at), None],
        None if before.ends_with('　') => [Some(rest.find('　').unwrap_or(rest.len())), closed(0)],
        None => [None, None],
    };
    let fits = |end: &usize| {
        let columns = |from: usize| width(rest.get(from..*end).unwrap_or_default(), a);
        columns(opens.unwrap_or(0)) <= WHOLE.min(cols.saturating_sub(6)) && columns(0) <= cols
    };
    word.start + ends.into_iter().flatten().find(fits).unwrap_or(0)
}

/// Breaks what is wider than a line between graphemes, at a place that 禁則
/// allows if there is one.
fn split(line: &str, range: Range<usize>, cols: usize, a: Ambiguous, out: &mut Vec<Unit>) {
    let mut start = range.start;
    while start < range.end {
        let rest = line.get(start..range.end).unwrap_or_default();
        let size = piece(rest, cols, a);
        if size == 0 {
            return;
        }
        out.push(Unit::new(line, start..start + size, a));
        start += size;
    }
}

/// Bytes of the longest start of `s` that fits in `cols`, at least a grapheme.
fn piece(s: &str, cols: usize, a: Ambiguous) -> usize {
    let (mut used, mut end) = (0, 0);
    let mut fits: Vec<usize> = Vec::new();
    for letter in letters(s) {
        used += width(letter, a);
        if used > cols && !fits.is_empty() {
            break;
        }
        end += letter.len();
        fits.push(end);
    }
    let longest = fits.last().copied().unwrap_or(s.len());
    let allowed = |&end: &usize| {
        let (before, after) = s.split_at_checked(end).unwrap_or((s, ""));
        !forbidden_between(before, after)
    };
    fits.into_iter().rev().find(allowed).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "ローカル10,000プロジェクト（国庫補助事業）は、産学金官の連携により、地域の人材・資源・資金を\
活用した新たなビジネスを立ち上げようとする民間事業者等の初期投資費用について、自治体が助成する経費の一部を\
支援する。「地域経済循環創造事業交付金」の上限額は2,500万円（融資額が1.5倍以上2倍未満なら3,500万円、2倍以上\
なら5,000万円）、国費の割合は1/2（財政力指数0.25未満は3/4）。デジタル技術を使う場合は3/4とする（※1）。きゃっ、\
と言った。3億5,000万円を令和6年4月1日から…「はい」「いいえ」→ ①から。https://www.soumu.go.jp/main_sosiki/jichi_gyousei/c-gyousei/local10000_project.html";

    /// With the fewest columns that hold any glyph: (20) takes four.
    const ALL: [(Ambiguous, usize); 3] = [(Ambiguous::Narrow, 2), (Ambiguous::Wide, 2), (Ambiguous::Avoid, 4)];

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for (a, least) in ALL {
            for cols in least..100 {
                for indent in [0, 3] {
                    let lines = wrap_hanging(TEXT, cols, indent, a);
                    for line in &lines {
                        assert!(width(line, a) <= cols, "{cols}: {line}");
                    }
                    assert_eq!(bare(&lines.concat()), bare(TEXT));
                    if cols >= 8 + indent {
                        assert_eq!(violations(&lines), 0, "{cols}: {lines:#?}");
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_stay_whole_where_they_fit() {
        for (a, _) in ALL {
            for cols in 16..80 {
                let lines = wrap(TEXT, cols, a);
                for number in [
                    "10,000",
                    "2,500万円",
                    "3,500万円",
                    "5,000万円",
                    "0.25",
                    "1/2",
                    "3/4",
                    "1.5倍",
                    "3億5,000万円",
                    "4月",
                ] {
                    assert!(lines.iter().any(|l| l.contains(number)), "{number} at {cols}: {lines:#?}");
                }
            }
        }
        assert_eq!(wrap("上限は10,000円", 14, Ambiguous::Narrow), ["上限は10,000円"]);
        assert_eq!(wrap("上限は10,000円", 13, Ambiguous::Narrow), ["上限は", "10,000円"]);
        assert_eq!(wrap("約３２０万円です", 10, Ambiguous::Narrow), ["約", "３２０万円", "です"]);
    }

    #[test]
    fn closing_marks_do_not_start_a_line() {
        assert_eq!(wrap("ああああ。", 8, Ambiguous::Narrow), ["あああ", "あ。"]);
        assert_eq!(wrap("あああ「い」", 8, Ambiguous::Narrow), ["あああ", "「い」"]);
        assert_eq!(wrap("ああサーバ", 6, Ambiguous::Narrow), ["ああ", "サーバ"]);
        assert_eq!(wrap("ああ 」い", 5, Ambiguous::Narrow), ["あ", "あ 」", "い"].map(String::from).to_vec());
    }

    #[test]
    fn a_short_bracket_or_phrase_stays_whole() {
        let lines = |text, cols| wrap(text, cols, Ambiguous::Narrow);
        assert_eq!(lines("地方負担（措置不明） 900万円", 19), ["地方負担", "（措置不明）", "900万円"]);
        assert_eq!(lines("上限 2,500万円　資料で違う", 20), ["上限 2,500万円", "資料で違う"]);
        assert_eq!(lines("交付税70%（元利の）あ", 18), ["交付税", "70%（元利の）あ"]);
        let broken = lines("充当率 100%　交付税70%（元利の） が使えるようになります", 30);
        assert_eq!(broken, ["充当率 100%", "交付税70%（元利の） が使えるよ", "うになります"]);
        // Nearly a line of its own is none the better for it.
        assert_eq!(lines("国費（公費による交付額）", 20), ["国費（公費による交付", "額）"]);
        assert_eq!(lines("国費（公費による", 10), ["国費（公費", "による"]);
    }

    #[test]
    fn no_line_is_the_last_letter_of_a_word() {
        let lines = |text, cols| wrap(text, cols, Ambiguous::Narrow);
        assert_eq!(lines("目的: 住まい・空き家／経費: 対象と明記", 37), ["目的: 住まい・空き家／経費: 対象", "と明記"]);
        assert_eq!(lines("目的: 住まい・空き家／経費: 対象と明記", 40), ["目的: 住まい・空き家／経費: 対象と明記"]);
        // What is kept whole is not drawn onto the next line.
        assert_eq!(lines("国費（公費による交付額）と公費", 28), ["国費（公費による交付額）と", "公費"]);
    }

    #[test]
    fn paragraphs_and_indents() {
        assert_eq!(wrap("あ\n\nい\r\n", 10, Ambiguous::Narrow), ["あ", "", "い"]);
        assert_eq!(wrap("", 10, Ambiguous::Narrow), [""]);
        assert_eq!(wrap_hanging("・あいうえお", 8, 2, Ambiguous::Narrow), ["・あいう", "  えお"]);
        assert_eq!(wrap_hanging("・あいうえお", 8, 2, Ambiguous::Wide), ["・あいう", "  えお"]);
        assert_eq!(wrap_hanging("a bb\ncc", 5, 1, Ambiguous::Narrow), ["a bb", " cc"]);
        assert_eq!(wrap("  字下げ", 20, Ambiguous::Narrow), ["  字下げ"]);
    }

    #[test]
    fn ambiguous_characters_count_as_the_terminal_does() {
        assert_eq!(wrap("①②③④", 4, Ambiguous::Narrow), ["①②③④"]);
        assert_eq!(wrap("①②③④", 4, Ambiguous::Wide), ["①②", "③④"]);
    }

    #[test]
    fn extreme_columns_and_text_do_not_panic() {
        let odd = [
            "",
            "。。。",
            "（（（（",
            "a\u{7}b",
            "👨\u{200d}👩\u{200d}👧👨\u{200d}👩\u{200d}👧",
            "\u{1b}[31mあ",
            "12,345,678,901円",
        ];
        for (a, least) in ALL {
            for cols in 0..8 {
                for s in odd.iter().chain([&TEXT]) {
                    for indent in [0, 1, 50] {
                        let lines = wrap_hanging(s, cols, indent, a);
                        assert!(cols < least || lines.iter().all(|l| width(l, a) <= cols), "{cols} {s:?} {lines:?}");
                    }
                }
            }
        }
    }
}
