//! Typed characters brought to one form, and reading numbers from them.

use unicode_normalization::UnicodeNormalization;

use super::NumberError;

/// Longer input is no number but something else in the clipboard.
const LONGEST: usize = 100;

/// Decimal places that are kept while computing.
pub(super) const PLACES: u32 = 12;

/// One, in units of the last kept decimal place.
pub(super) const ONE: u128 = 10u128.pow(PLACES);

/// A reader over cleaned input.
#[derive(Debug)]
pub(super) struct Scan {
    chars: Vec<char>,
    at: usize,
}

/// At most twelve characters of `s` for a message, without what cannot be shown.
pub(super) fn excerpt(s: impl IntoIterator<Item = char>) -> String {
    let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
    let mut visible = s.into_iter().map(blank).filter(|c| !c.is_control());
    let mut out: String = visible.by_ref().take(12).collect();
    if visible.next().is_some() {
        out.push_str("..");
    }
    out
}

impl Scan {
    /// Brings `s` to half-width lower case without spaces, minus signs as `-`,
    /// decimal points as `.`, separators as `,` or `/`. A space between digits
    /// stays, so that it is taken for a thousands separator and nothing else.
    pub(super) fn new(s: &str) -> Result<Self, NumberError> {
        let s = s.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if s.is_empty() {
            return Err(NumberError::Empty);
        }
        // A line break inside means two values; joining them would be wrong.
        if s.chars().nth(LONGEST).is_some() || s.contains(char::is_control) {
            return Err(NumberError::NotANumber(excerpt(s.chars())));
        }
        let mut chars: Vec<char> = Vec::with_capacity(s.len());
        let mut space = false;
        for c in s.nfkc().flat_map(char::to_lowercase) {
            let c = unify(c);
            if c.is_whitespace() {
                space = true;
            } else if !matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}') {
                let digits = c.is_ascii_digit() && chars.last().is_some_and(char::is_ascii_digit);
                if space && digits {
                    chars.push(' ');
                }
                chars.push(c);
                space = false;
            }
        }
        while matches!(chars.last(), Some('.' | ',')) {
            chars.pop();
        }
        let scan = Self { chars, at: 0 };
        if scan.chars.is_empty() { Err(scan.not_a_number(s)) } else { Ok(scan) }
    }

    fn not_a_number(&self, s: &str) -> NumberError {
        let rest = self.rest();
        NumberError::NotANumber(if rest.is_empty() { excerpt(s.chars()) } else { rest })
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next_if(&mut self, f: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| f(c))?;
        self.at += 1;
        Some(c)
    }

    /// Takes `text` if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let len = text.chars().count();
        let found = rest.len() >= len && rest.iter().zip(text.chars()).all(|(&a, b)| a == b);
        if found {
            self.at += len;
        }
        found
    }

    /// Takes the first of `texts` that comes next.
    pub(super) fn take_any(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.take(text))
    }

    /// What has not been read, for a message.
    pub(super) fn rest(&self) -> String {
        excerpt(self.chars.get(self.at..).unwrap_or_default().iter().copied())
    }

    /// All of it, for a message.
    pub(super) fn whole(&self) -> String {
        excerpt(self.chars.iter().copied())
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), NumberError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(NumberError::TrailingText(self.rest())),
        }
    }

    /// A run of digits as they stand, Latin or kanji (二五〇); may be empty.
    pub(super) fn digits(&mut self) -> Vec<u8> {
        std::iter::from_fn(|| self.next_if(|c| digit(c).is_some()).and_then(digit)).collect()
    }

    /// Digits with thousands commas or spaces, which must be where they belong.
    pub(super) fn grouped_digits(&mut self) -> Result<Vec<u8>, NumberError> {
        let from = self.at;
        let mut all = self.digits();
        let mut comma = false;
        let head = all.len();
        let mut good = (1..=3).contains(&head) && all.first() != Some(&0);
        while head > 0 && self.next_if(|c| matches!(c, ',' | ' ')).is_some() {
            comma = true;
            let group = self.digits();
            good &= group.len() == 3;
            all.extend(group);
        }
        if comma && !good {
            let typed = self.chars.get(from..self.at).unwrap_or_default();
            return Err(NumberError::Commas(excerpt(typed.iter().copied())));
        }
        Ok(all)
    }

    /// Digits after a decimal point, none if there is no point.
    pub(super) fn fraction(&mut self) -> Option<Vec<u8>> {
        self.take(".").then(|| self.digits())
    }
}

/// The value of a digit, Latin or kanji.
fn digit(c: char) -> Option<u8> {
    match c {
        '〇' | '零' => Some(0),
        '一' | '壱' => Some(1),
        '二' | '弐' => Some(2),
        '三' | '参' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => c.to_digit(10).and_then(|d| u8::try_from(d).ok()),
    }
}

/// What the input method types for the keys of a number, and the look-alikes.
fn unify(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '▲' | '△' => '-',
        '、' => ',',
        '。' => '.',
        '・' => '/',
        // か in ヶ月, 箇月 and the like.
        'ヶ' | 'ヵ' | 'カ' | 'ケ' | 'ゖ' | 'ゕ' | '箇' => 'か',
        _ => c,
    }
}

/// `text` as [`Scan`] would read it, for comparison with it.
pub(super) fn cleaned(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).map(unify).filter(|c| !c.is_whitespace()).collect()
}

/// Digits as an integer; `None` if it does not fit.
pub(super) fn integer(digits: &[u8]) -> Option<u128> {
    digits.iter().try_fold(0u128, |n, &d| n.checked_mul(10)?.checked_add(u128::from(d)))
}
