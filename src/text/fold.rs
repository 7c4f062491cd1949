//! One spelling per meaning: what is typed and what is searched meet here.

use unicode_normalization::UnicodeNormalization;

use super::width::letters;

pub use super::romaji::romaji;

/// One character of folded text with the bytes of the original it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Folded {
    pub(super) ch: char,
    /// Byte offset in the original where the source grapheme starts.
    pub(super) start: usize,
    /// Byte offset just after the source grapheme.
    pub(super) end: usize,
}

/// The search form of `s`: NFKC, lower case, katakana as hiragana (ー stays),
/// ヶ/ヵ as け/か, thousands commas removed (10,000 → 10000), the many dashes as
/// `-` and the wave dashes as `~`, invisible characters removed, white space
/// as single spaces and none at the ends.
///
/// Look-alike radicals that PDF text is full of (⽀, ⻑) become the ordinary
/// character, so that a word copied from a document finds what was typed.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    normal_text(s, |c| out.extend(unify(c)));
    // Most texts have neither blanks nor commas.
    if out.contains(LOOKED_AROUND) { folded(s).into_iter().map(|f| f.ch).collect() } else { out }
}

/// What stays or goes by what stands beside it: blanks and commas.
const LOOKED_AROUND: [char; 3] = [' ', ',', '、'];

/// NFKC without white space, so that broken lines and spaces for looks make no difference.
pub fn squeezed(s: &str) -> String {
    s.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// `s` with blanks for what these characters of its [`fold`] came from.
pub fn without(s: &str, places: &[(usize, usize)]) -> String {
    let all = folded(s);
    let gone: Vec<&Folded> = places.iter().flat_map(|(from, to)| all.get(*from..*to).unwrap_or_default()).collect();
    let is_left = |at: usize| !gone.iter().any(|f| f.start <= at && at < f.end);
    s.char_indices().map(|(at, c)| if is_left(at) { c } else { ' ' }).collect()
}

/// [`fold`] with the origin of every character, for highlighting.
pub(super) fn folded(s: &str) -> Vec<Folded> {
    let mut raw: Vec<Folded> = Vec::with_capacity(s.len() / 2);
    let mut start = 0;
    each_letter(s, |letter, normal_one| {
        let end = start + letter.len();
        let mut push = |c| raw.extend(unify(c).map(|ch| Folded { ch, start, end }));
        match normal_one {
            Some(c) => push(c.to_ascii_lowercase()),
            None => normal(letter, push),
        }
        start = end;
    });
    if !raw.iter().any(|f| LOOKED_AROUND.contains(&f.ch)) {
        return raw;
    }
    let mut out: Vec<Folded> = Vec::with_capacity(raw.len());
    for (at, &f) in raw.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| raw.get(b));
        let after = raw.get(at + 1..).unwrap_or_default();
        let doubled = f.ch == ' ' && out.last().is_none_or(|l| l.ch == ' ');
        if !doubled && !is_thousands_mark(before, f.ch, after) {
            out.push(f);
        }
    }
    if out.last().is_some_and(|f| f.ch == ' ') {
        out.pop();
    }
    out
}

/// A text in NFKC and lower case, letter by letter.
pub fn normal_text(s: &str, mut each: impl FnMut(char)) {
    each_letter(s, |letter, normal_one| match normal_one {
        Some(c) => each(c.to_ascii_lowercase()),
        None => normal(letter, &mut each),
    });
}

/// The letters of a text, and the character of those that are normal: by grapheme, because ｶ and ﾞ are two characters but
/// one ガ.
#[inline]
fn each_letter(s: &str, mut each: impl FnMut(&str, Option<char>)) {
    let mut rest = s;
    while let Some(first) = rest.chars().next() {
        let behind = rest.get(first.len_utf8()..).unwrap_or_default();
        // No character that is normal joins the one before it.
        let n = if is_normal(first) && behind.chars().next().is_none_or(is_normal) {
            each(rest.get(..first.len_utf8()).unwrap_or_default(), Some(first));
            first.len_utf8()
        } else {
            let n = behind.find(is_normal).map_or(rest.len(), |n| n + first.len_utf8());
            letters(rest.get(..n).unwrap_or_default()).for_each(|letter| each(letter, None));
            n
        };
        rest = rest.get(n..).unwrap_or_default();
    }
}

/// A letter in NFKC and lower case.
fn normal(letter: &str, mut each: impl FnMut(char)) {
    let mut chars = letter.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if is_normal(c) => each(c.to_ascii_lowercase()),
        _ => letter.nfkc().flat_map(char::to_lowercase).for_each(each),
    }
}

/// Whether NFKC leaves `c` as it is: most of what is written here, which need not be looked up.
fn is_normal(c: char) -> bool {
    matches!(c, ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '、' | '。' | '「'..='』')
}

/// Whether the folded form of `s` may have the letter `wanted` in it: mostly not, which is told without folding.
pub(super) fn may_have(s: &str, wanted: char) -> bool {
    s.chars().any(|c| c == wanted || !is_normal(c) || unify(c.to_ascii_lowercase()) == Some(wanted))
}

/// A comma with a digit on both sides. The input method types 、 for it; that
/// one also separates numbers in prose, so it must be followed by three digits.
fn is_thousands_mark(before: Option<&Folded>, c: char, after: &[Folded]) -> bool {
    let digits = || after.iter().take(4).take_while(|f| f.ch.is_ascii_digit()).count();
    let is_mark = match c {
        ',' => digits() > 0,
        '、' => digits() == 3,
        _ => false,
    };
    is_mark && before.is_some_and(|b| b.ch.is_ascii_digit())
}

/// The one character that stands for `c` and its look-alikes; `None` for what
/// cannot be seen.
fn unify(c: char) -> Option<char> {
    Some(match c {
        c if c.is_whitespace() => ' ',
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => return None,
        c if c.is_control() => return None,
        'ヵ' | 'ゕ' => 'か',
        'ヶ' | 'ゖ' => 'け',
        'ァ'..='ヴ' => hiragana(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{fe63}' => '-',
        '\u{301c}' | '\u{223c}' | '\u{223f}' | '\u{3030}' => '~',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        _ => radical(c),
    })
}

/// Katakana U+30A1–U+30F6 to its hiragana twin; anything else unchanged.
pub(super) fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// CJK radicals that NFKC leaves alone or turns into a form not used in Japan.
pub fn radical(c: char) -> char {
    match c {
        '⺠' => '民',
        '⻁' => '虎',
        '⻄' => '西',
        '⻆' => '角',
        '⻑' => '長',
        '⻘' => '青',
        '⻝' => '食',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻫' => '斉',
        '⻭' => '歯',
        '⻯' => '竜',
        '⻲' => '亀',
        '戶' => '戸',
        '黑' => '黒',
        other => other,
    }
}

/// The half-width twin of a full-width ASCII character or ideographic space;
/// other characters unchanged. For command keys: `ｑ` is `q`, `／` is `/`.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether `c` can only have come from a switched-on Japanese input method:
/// kana, kanji, Japanese punctuation, full-width or half-width-kana forms.
pub fn is_kana_or_wide(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ffee}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_widths_meet() {
        for (typed, form) in [
            ("カソ", "かそ"),
            ("ｶｿ", "かそ"),
            ("ｶﾞｲﾄﾞ", "がいど"),
            ("ローカル10,000", "ろーかる10000"),
            ("ﾛｰｶﾙ１０，０００", "ろーかる10000"),
            ("１０、０００", "10000"),
            ("ＤＸ", "dx"),
            ("⽀援", "支援"),
            ("⻑野", "長野"),
            ("水⼾", "水戸"),
            ("葛\u{e0100}城", "葛城"),
            ("茅ヶ崎", "茅け崎"),
            ("茅ケ崎", "茅け崎"),
            ("ヴィラ", "ゔぃら"),
            ("一〜二", "一~二"),
            ("一～二", "一~二"),
            ("1−2‐3–4", "1-2-3-4"),
            ("　協力隊　 おこし\n", "協力隊 おこし"),
            ("", ""),
            ("　", ""),
        ] {
            assert_eq!(fold(typed), form, "{typed}");
            assert_eq!(fold(form), form, "idempotent: {form}");
        }
    }

    #[test]
    fn what_is_normal_is_what_unicode_says() {
        for c in ('\0'..=char::MAX).filter(|c| is_normal(*c)) {
            assert!(c.nfkc().flat_map(char::to_lowercase).eq([c.to_ascii_lowercase()]), "{c}");
        }
    }

    /// What is folded as a whole is what is folded letter by letter.
    #[test]
    fn a_text_is_folded_as_its_letters_are() {
        let parts = [
            "か",
            "ガ",
            "ｶ",
            "ﾞ",
            "\u{3099}",
            "ー",
            "町",
            "黑",
            "⻑",
            "A",
            "é",
            "\u{301}",
            " ",
            "　",
            "1",
            ",",
            "、",
            "０",
            "㈱",
            "👩",
            "\u{200d}",
            "\u{fe0f}",
            "\u{e0100}",
            "\r\n",
            "\u{600}",
            "가",
            "\u{11a8}",
            "ヶ",
            "～",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    let text = [a, b, c].concat();
                    let by_letter: String = folded(&text).into_iter().map(|f| f.ch).collect();
                    assert_eq!(fold(&text), by_letter, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn commas_that_are_not_thousands_stay() {
        assert_eq!(fold("a,b"), "a,b");
        assert_eq!(fold("10, 20"), "10, 20");
        assert_eq!(fold("第1、2項"), "第1、2項");
        assert_eq!(fold("10,"), "10,");
        assert_eq!(fold("2,500,000"), "2500000");
    }

    #[test]
    fn origins_cover_the_source() {
        let source = "ｶﾞ10,000";
        let parts: Vec<(char, &str)> =
            folded(source).iter().map(|f| (f.ch, source.get(f.start..f.end).unwrap_or("?"))).collect();
        assert_eq!(parts.first(), Some(&('が', "ｶﾞ")));
        assert_eq!(parts.len(), 6);
        assert!(!parts.iter().any(|p| p.1 == "?"));
    }

    #[test]
    fn keys_have_half_width_twins() {
        for (typed, key) in [('ｑ', 'q'), ('１', '1'), ('／', '/'), ('？', '?'), ('　', ' '), ('～', '~')] {
            assert_eq!(narrow(typed), key);
        }
        for c in ['q', 'あ', '町', 'ー', '。', 'ｱ'] {
            assert_eq!(narrow(c), c);
        }
    }

    #[test]
    fn the_input_method_gives_itself_away() {
        assert!("あアｱｑ１　。町ー𠮷".chars().all(is_kana_or_wide));
        assert!(!"q1/? \u{7}é→".chars().any(is_kana_or_wide));
    }
}
