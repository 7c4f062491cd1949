//! Display width in terminal columns, and cutting and padding by it.
//!
//! Some characters (①, →, ※, …) take one column on some terminals and two on
//! others, so every function takes the answer found at start-up.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns this terminal gives to characters of ambiguous width.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ambiguous {
    /// One column: Windows Terminal and most others.
    #[default]
    Narrow,
    /// Two columns: older consoles with a Japanese font, or a user's setting.
    Wide,
    /// Nobody knows: none is shown, each gives way to what [`plain`] says.
    Avoid,
}

/// `s` without characters of ambiguous width: ① is (1), → is ->.
pub fn plain(s: &str) -> Cow<'_, str> {
    if width(s, Ambiguous::Wide) == width(s, Ambiguous::Narrow) {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len() + 8);
    for c in s.chars() {
        if UnicodeWidthChar::width(c) == UnicodeWidthChar::width_cjk(c) {
            out.push(c);
        } else {
            stand_in(c, &mut out);
        }
    }
    Cow::Owned(out)
}

/// What stands for an ambiguous character: as readable as ASCII allows, never nothing.
fn stand_in(c: char, out: &mut String) {
    let circled = [('①', '⑳'), ('❶', '❿'), ('⑴', '⒇')];
    if let Some((first, _)) = circled.iter().find(|(first, last)| (*first..=*last).contains(&c)) {
        let n = u32::from(c) - u32::from(*first) + 1;
        let _ = write!(out, "({n})");
        return;
    }
    let known = match c {
        '→' | '⇒' => "->",
        '←' | '⇐' => "<-",
        '↑' => "^",
        '↓' => "v",
        '※' | '●' | '★' | '☆' | '■' | '◆' | '▲' | '▼' => "*",
        '○' | '◯' | '◎' | '□' | '◇' | '△' | '▽' => "o",
        '×' => "x",
        '÷' | '⁄' => "/",
        '±' => "+-",
        '…' => "...",
        '‥' => "..",
        '―' | '—' | '–' | '─' | '‐' => "-",
        '│' | '┃' | '‖' => "|",
        '“' | '”' => "\"",
        '‘' | '’' => "'",
        '°' => "度",
        '§' => "第",
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '☎' | '☏' => "TEL",
        _ => "",
    };
    if !known.is_empty() {
        return out.push_str(known);
    }
    let decomposed: String = c.nfkd().collect();
    let sure = width(&decomposed, Ambiguous::Wide) == width(&decomposed, Ambiguous::Narrow);
    out.push_str(if sure { &decomposed } else { "?" });
}

/// The columns of a character that every terminal agrees on and that joins no other such character to one letter: most
/// of Japanese. `None` for anything that depends on terminal, font or Unicode version (East Asian ambiguous characters,
/// emoji, combining ones, half-width sound marks, characters above U+FFFF), and for control characters.
#[inline]
pub const fn certain(c: char) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{3041}'..='\u{3096}' | '\u{4e00}'..='\u{9fff}' => Some(2), // hiragana, up to the combining marks; most kanji
        _ => certain_too(c),
    }
}

/// The rest of what is certain, which is rarer in any text.
const fn certain_too(c: char) -> Option<u16> {
    match c {
        '\u{ff61}'..='\u{ff9d}' => Some(1),
        '\u{3000}'..='\u{3029}' // punctuation, up to the combining tone marks
        | '\u{3030}'..='\u{303e}'
        | '\u{309b}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3220}'..='\u{3247}' // ㈱
        | '\u{3300}'..='\u{33ff}' // ㍿ ㎡
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{fa6d}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' => Some(2),
        _ => None,
    }
}

/// The same of a letter; `None` where it is more than one character.
pub fn certain_letter(letter: &str) -> Option<u16> {
    let first = letter.chars().next()?;
    if first.len_utf8() == letter.len() { certain(first) } else { None }
}

/// The letters of `s` as people count them: grapheme clusters.
pub fn letters(s: &str) -> impl Iterator<Item = &str> {
    measured(s).map(|(letter, _)| letter)
}

/// The same, each with its columns as [`certain_letter`] tells them.
pub fn measured(s: &str) -> impl Iterator<Item = (&str, Option<u16>)> {
    // Where nothing is doubtful, which is nearly everywhere, each character is a letter.
    let is_certain = certain_width(s).is_some();
    let mut chars = s.chars();
    std::iter::from_fn(move || {
        let rest = chars.as_str();
        let first = chars.next()?;
        if is_certain || certain(first).is_some() && chars.clone().next().is_none_or(|c| certain(c).is_some()) {
            return Some((rest.get(..first.len_utf8())?, certain(first)));
        }
        let letter = rest.graphemes(true).next()?;
        chars = rest.get(letter.len()..)?.chars();
        Some((letter, certain_letter(letter)))
    })
}

/// Columns that `s` takes on one line.
pub fn width(s: &str, a: Ambiguous) -> usize {
    // Every text is measured many times before it stands on the screen, and nearly all have nothing doubtful in them.
    match (certain_width(s), a) {
        (Some(sum), _) => sum,
        (None, Ambiguous::Narrow) => UnicodeWidthStr::width(s),
        (None, Ambiguous::Wide) => UnicodeWidthStr::width_cjk(s),
        (None, Ambiguous::Avoid) => UnicodeWidthStr::width(plain(s).as_ref()),
    }
}

/// The columns of a text in which every character is [`certain`]; `None` of any other.
fn certain_width(s: &str) -> Option<usize> {
    let (mut sum, mut rest) = (0, s.as_bytes());
    loop {
        (sum, rest) = match rest {
            [] => return Some(sum),
            [b' '..=b'~', rest @ ..] => (sum + 1, rest),
            // Kanji from U+5000 on, kana: told by their bytes, as most of all letters are.
            [0xe5..=0xe9, _, _, rest @ ..]
            | [0xe3, 0x83, _, rest @ ..]
            | [0xe3, 0x81, 0x81..=0xbf, rest @ ..]
            | [0xe3, 0x82, 0x80..=0x96, rest @ ..] => (sum + 2, rest),
            _ => {
                let first = s.get(s.len() - rest.len()..)?.chars().next()?;
                (sum + usize::from(certain(first)?), rest.get(first.len_utf8()..)?)
            }
        };
    }
}

/// The mark that shows that text was cut. `…` is two columns wide on a wide
/// terminal, where it would also look like a character of the text.
fn cut_mark(cols: usize, a: Ambiguous) -> &'static str {
    match (a, cols) {
        (_, 0) => "",
        (Ambiguous::Narrow, _) => "…",
        (_, 1) => ".",
        (_, _) => "..",
    }
}

/// The longest start of `s`, in whole graphemes, of at most `cols` columns.
fn prefix(s: &str, cols: usize, a: Ambiguous) -> &str {
    let mut used = 0;
    let mut end = 0;
    for letter in letters(s) {
        used += width(letter, a);
        if used > cols {
            break;
        }
        end += letter.len();
    }
    s.get(..end).unwrap_or_default()
}

/// `s` in at most `cols` columns. When something had to go, the result ends
/// in 「…」 (in `..` where that is wider than one column), so that a cut name
/// never looks like a whole one. Graphemes stay whole, and so do figures: 「2,500万円〜5,000…」 would be read as one.
pub fn truncate(s: &str, cols: usize, a: Ambiguous) -> Cow<'_, str> {
    if width(s, a) <= cols {
        return Cow::Borrowed(s);
    }
    let mark = cut_mark(cols, a);
    let kept = prefix(s, cols.saturating_sub(width(mark, a)), a);
    // One or two letters of the next thing say nothing of it.
    let whole = kept.rsplit_once('　').filter(|(before, rest)| !before.is_empty() && width(rest, a) <= 4);
    Cow::Owned(format!("{}{mark}", before_figure(s, whole.map_or(kept, |(before, _)| before))))
}

/// The same cut in its middle: of names that begin alike the ends say which is which.
pub fn truncate_inside(s: &str, cols: usize, a: Ambiguous) -> Cow<'_, str> {
    let mut left = width(s, a);
    if left <= cols {
        return Cow::Borrowed(s);
    }
    let mark = cut_mark(cols, a);
    let room = cols.saturating_sub(width(mark, a));
    let mut tail = s;
    for letter in letters(s) {
        if left <= room / 2 {
            break;
        }
        left = left.saturating_sub(width(letter, a));
        tail = tail.get(letter.len()..).unwrap_or_default();
    }
    let kept = prefix(s, room - left, a);
    // Half a figure is another one.
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
    Cow::Owned(format!("{}{mark}{tail}", before_figure(s, kept)))
}

/// What is left of `kept`, the beginning of `s`, where the cut goes through a figure or through 算定不可: what stands before
/// it, if anything.
fn before_figure<'a>(s: &str, kept: &'a str) -> &'a str {
    const NONE: &str = "算定不可";
    const UNITS: &str = ",.，．/／%％〜億万千円";
    let through = |at: &usize| *at < kept.len() && kept.len() < at + NONE.len();
    if let Some(before) = s.match_indices(NONE).map(|(at, _)| at).find(through).and_then(|at| kept.get(..at)) {
        return before;
    }
    let is_part = |c: char| c.is_ascii_digit() || UNITS.contains(c);
    let whole = kept.trim_end_matches(is_part);
    let cuts = s.get(kept.len()..).is_some_and(|rest| rest.starts_with(is_part));
    let is_figure = kept.get(whole.len()..).is_some_and(|part| part.contains(|c: char| c.is_ascii_digit()));
    if cuts && is_figure && !whole.is_empty() { whole } else { kept }
}

/// `s` cut or filled with spaces on the right to exactly `cols` columns.
pub fn pad(s: &str, cols: usize, a: Ambiguous) -> String {
    let mut out = truncate(s, cols, a).into_owned();
    let fill = cols.saturating_sub(width(&out, a));
    out.extend(std::iter::repeat_n(' ', fill));
    out
}

/// Like [`pad`] with the spaces on the left: for columns of figures.
pub fn pad_left(s: &str, cols: usize, a: Ambiguous) -> String {
    let cut = truncate(s, cols, a);
    let fill = cols.saturating_sub(width(&cut, a));
    let mut out = " ".repeat(fill);
    out.push_str(&cut);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Ambiguous; 2] = [Ambiguous::Narrow, Ambiguous::Wide];
    const ALL: [Ambiguous; 3] = [Ambiguous::Narrow, Ambiguous::Wide, Ambiguous::Avoid];

    #[test]
    fn nothing_ambiguous_is_left_and_nothing_is_lost() {
        assert_eq!(plain("①と→※は½"), "(1)と->*は1/2");
        assert_eq!(plain("過疎 abc 〇〜～"), "過疎 abc 〇〜～");
        assert_eq!(plain("Ⅲ⑳…"), "III(20)...");
        for c in ('\u{a0}'..='\u{ffff}').filter(|c| UnicodeWidthChar::width(*c) != UnicodeWidthChar::width_cjk(*c)) {
            let shown = plain(c.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(width(&shown, Ambiguous::Wide), width(&shown, Ambiguous::Narrow), "{c} gives {shown}");
            assert!(!shown.is_empty(), "{c}");
        }
        assert_eq!(truncate("①②③④", 7, Ambiguous::Avoid), "①..");
        assert_eq!(width("①", Ambiguous::Avoid), 3);
    }

    #[test]
    fn ambiguous_characters_follow_the_terminal() {
        for s in ["①", "→", "※", "…", "─", "●"] {
            assert_eq!(width(s, Ambiguous::Narrow), 1, "{s}");
            assert_eq!(width(s, Ambiguous::Wide), 2, "{s}");
        }
        for a in BOTH {
            assert_eq!(width("過疎abc", a), 7);
            assert_eq!(width("✓", a), 1);
            assert_eq!(width("ｶﾞ", a), 2);
            assert_eq!(width("葛\u{e0100}", a), 2);
            assert_eq!(width("𠮷", a), 2);
            assert_eq!(width("", a), 0);
        }
    }

    #[test]
    fn what_is_certain_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            let Some(columns) = certain(c) else { continue };
            let columns = usize::from(columns);
            assert_eq!(UnicodeWidthChar::width(c), Some(columns), "{c}");
            assert_eq!(UnicodeWidthChar::width_cjk(c), Some(columns), "{c}");
            for text in [format!("{c}漢"), format!("a{c}"), format!("{c}{c}"), format!("々{c}ー")] {
                assert_eq!(text.graphemes(true).count(), text.chars().count(), "{text}");
                assert_eq!(UnicodeWidthStr::width(text.as_str()), width(&text, Ambiguous::Narrow), "{text}");
            }
        }
    }

    #[test]
    fn letters_are_graphemes() {
        let texts =
            ["海士町ｶﾞは葛\u{e0100}飾", "a\r\nか\u{3099}①→…", "👨\u{200d}👩\u{200d}👧が🇯🇵🇯🇵", "", "e\u{301}x한글"];
        for text in texts {
            assert!(letters(text).eq(text.graphemes(true)), "{text}");
            assert!(measured(text).all(|(letter, columns)| columns == certain_letter(letter)), "{text}");
        }
    }

    #[test]
    fn cutting_marks_the_cut() {
        assert_eq!(truncate("特定地域づくり", 8, Ambiguous::Narrow), "特定地…");
        assert_eq!(truncate("特定地域づくり", 8, Ambiguous::Wide), "特定地..");
        assert_eq!(truncate("特定地域", 8, Ambiguous::Wide), "特定地域");
        // No figure is left that is not the one that stands there.
        assert_eq!(truncate("上限 2,500万円〜5,000万円", 20, Ambiguous::Narrow), "上限 …");
        assert_eq!(truncate("国費 3/4（公費に）", 12, Ambiguous::Narrow), "国費 3/4（…");
        assert_eq!(truncate("12345", 3, Ambiguous::Narrow), "12…");
        assert_eq!(truncate("国費 算定不可", 12, Ambiguous::Narrow), "国費 …");
        assert_eq!(truncate("国費 算定不可／あ", 14, Ambiguous::Narrow), "国費 算定不可…");
        assert_eq!(truncate("市町村　まだ決まらない", 12, Ambiguous::Narrow), "市町村…");
        assert_eq!(truncate("abcdef", 1, Ambiguous::Narrow), "…");
        assert_eq!(truncate("abcdef", 1, Ambiguous::Wide), ".");
        assert_eq!(truncate("abcdef", 0, Ambiguous::Wide), "");
        assert_eq!(truncate_inside("特定地域づくり事業", 12, Ambiguous::Narrow), "特定地…事業");
        assert_eq!(truncate_inside("特定地域づくり事業", 18, Ambiguous::Narrow), "特定地域づくり事業");
        assert_eq!(truncate_inside("ローカル10,000プロジェクト", 21, Ambiguous::Wide), "ローカル..ジェクト");
    }

    #[test]
    fn graphemes_are_never_split() {
        assert_eq!(truncate("葛\u{e0100}城市", 5, Ambiguous::Narrow), "葛\u{e0100}城…");
        assert_eq!(truncate("ｶﾞｶﾞｶﾞ", 4, Ambiguous::Narrow), "ｶﾞ…");
        let family = "👨\u{200d}👩\u{200d}👧が来る";
        for cols in 0..12 {
            let cut = truncate(family, cols, Ambiguous::Narrow);
            assert!(!cut.contains('👨') || cut.contains('👧'), "{cut}");
        }
    }

    #[test]
    fn padding_is_exact_at_every_width() {
        let texts = ["", "a", "海士町", "①②③は…→", "ｶﾞｷﾞ", "葛\u{e0100}飾", "a\tb", "👩\u{200d}🌾農業"];
        for a in ALL {
            for s in texts {
                for cols in 0..20 {
                    assert!(width(&truncate(s, cols, a), a) <= cols, "{s} {cols}");
                    assert_eq!(width(&pad(s, cols, a), a), cols, "{s} {cols}");
                    assert_eq!(width(&pad_left(s, cols, a), a), cols, "{s} {cols}");
                }
            }
        }
        assert_eq!(pad("町", 4, Ambiguous::Narrow), "町  ");
        assert_eq!(pad_left("町", 4, Ambiguous::Narrow), "  町");
    }
}
