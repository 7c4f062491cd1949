//! The characters of a sentence around an amount.

/// Signs that an amount may be written with.
pub(super) const DIGITS: &str = "0123456789.〇一二三四五六七八九十百千万億兆";

/// What counts something else than yen.
pub(super) const COUNTERS: [&str; 42] = [
    "基",
    "組",
    "校",
    "園",
    "社",
    "団体",
    "地区",
    "枚",
    "個",
    "室",
    "床",
    "へくたーる",
    "平方",
    "平米",
    "m2",
    "坪",
    "人",
    "名",
    "軒",
    "戸",
    "棟",
    "台",
    "世帯",
    "か所",
    "箇所",
    "年",
    "か月",
    "月",
    "日",
    "時間",
    "分",
    "回",
    "件",
    "本",
    "頭",
    "つ",
    "歳",
    "代",
    "期",
    "きろ",
    "%",
    "階",
];

/// What ends a sentence.
pub(super) const ENDS: &str = "。.!?\n";

/// What may stand between a word and its amount.
pub(super) const PARTICLES: [char; 10] = ['は', 'が', 'の', 'に', 'で', 'も', '約', '(', ':', ' '];

// Called some dozen times each: written out at every place, these four would be a part of the executable that shows.

/// Whether `text` begins with one of `words`.
#[inline(never)]
pub(super) fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// Whether `text` ends with one of `words`.
#[inline(never)]
pub(super) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

/// Whether one of `words` stands in `text`.
#[inline(never)]
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

/// These characters of a sentence.
#[inline(never)]
pub(super) fn string(text: &[char], from: usize, to: usize) -> String {
    text.iter().take(to).skip(from).collect()
}

/// The clause that ends before `to`.
pub(super) fn clause(text: &[char], from: usize, to: usize) -> String {
    string(text, clause_begin(text, from, to), to)
}

/// Where the clause begins that ends before `to`.
pub(super) fn clause_begin(text: &[char], from: usize, to: usize) -> usize {
    let from = from.max(to.saturating_sub(24));
    text.iter().take(to).skip(from).rposition(|c| "、,".contains(*c)).map_or(from, |at| from + at + 1)
}
