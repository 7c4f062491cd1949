//! A file that is no TOML yet: each line that cannot be read, what is wrong with it in Japanese, and what was meant.
//!
//! The parser's own messages are English and stop at the first. Here a line that cannot be read is written as it was
//! meant (or left out), and the text is parsed again, until all of it can be read: so that one run names every such line,
//! and what stands in the rest of the file as well. No line is added or taken away.

use toml::de::{DeTable, Error};

use super::key::{Form, Table};
use super::meant;
use super::problem::is_unseen;
use crate::text::fold::{narrow, radical};
use crate::text::number::{self, NumberError};

/// More mistakes than this in one file are a file of another kind.
const MOST: usize = 60;

/// A line that could not be read.
#[derive(Clone, Debug)]
pub struct Slip {
    /// Line from 0.
    pub line: usize,
    /// Byte in the line.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// A text that can be read, as far as that was possible.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The text, line by line as the original.
    pub text: String,
    /// What could not be read.
    pub slips: Vec<Slip>,
    /// The first words of the lines that were left out.
    pub lost: Vec<String>,
    /// Whether all of it can be read now.
    pub is_whole: bool,
}

/// Mends `text`, a file of the form `table`.
pub fn mend(text: &str, table: &'static Table) -> Mended {
    let mut out = Mended { text: text.to_owned(), slips: Vec::new(), lost: Vec::new(), is_whole: false };
    for _ in 0..MOST {
        let Some((at, why)) = first_error(&out.text) else {
            out.is_whole = true;
            return out;
        };
        let lines: Vec<&str> = out.text.split('\n').collect();
        let (line, column) = place(&out.text, at);
        let bad = Bad { lines: &lines, line, column, why: &why, table };
        let cure = bad.cure();
        // Line after line that cannot be read follows from the first.
        let left_out = |n: usize| line >= n && lines.get(line - n).is_some_and(|l| l.starts_with('#'));
        let in_row = |n: usize| out.slips.iter().any(|s| s.line + n == line) && left_out(n);
        if cure.is_left_out && in_row(1) && in_row(2) {
            out.slips.retain(|s| s.line + 1 != line);
            return out;
        }
        out.slips.push(Slip { line: cure.line, column: cure.column, message: cure.message });
        if cure.replace.is_empty() {
            return out;
        }
        let mut new: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        for (n, text) in cure.replace {
            if let Some(line) = new.get_mut(n) {
                *line = text;
            }
        }
        out.lost.extend(cure.lost);
        out.text = new.join("\n");
    }
    out
}

/// The first thing that the parser cannot read: byte and reason.
fn first_error(text: &str) -> Option<(usize, String)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let at = |e: &Error| e.span().map_or(0, |s| s.start);
    errors.iter().min_by_key(|e| at(e)).map(|e| (at(e), e.message().to_owned()))
}

/// Line from 0, and byte in it.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count(), before.len() - start)
}

/// What is wrong with a line, and what to write.
struct Cure {
    line: usize,
    column: usize,
    message: String,
    replace: Vec<(usize, String)>,
    lost: Option<String>,
    is_left_out: bool,
}

struct Bad<'a> {
    lines: &'a [&'a str],
    line: usize,
    column: usize,
    why: &'a str,
    table: &'static Table,
}

impl Bad<'_> {
    fn at(&self, line: usize) -> &str {
        self.lines.get(line).copied().unwrap_or_default()
    }

    fn said(&self, message: &str, replace: Vec<(usize, String)>) -> Cure {
        Cure {
            line: self.line,
            column: self.column,
            message: message.to_owned(),
            replace,
            lost: None,
            is_left_out: false,
        }
    }

    fn cure(&self) -> Cure {
        if self.why.starts_with("invalid multi-line") {
            let is_open = |l: &usize| ["\"\"\"", "'''"].iter().any(|q| self.at(*l).contains(q));
            let line = (0..=self.line).rev().find(is_open).unwrap_or(self.line);
            let message = "ここから始まる複数行の文字（\"\"\"）が閉じていません。終わりに \"\"\" を書いてください";
            return Cure { line, column: 0, ..self.said(message, Vec::new()) };
        }
        if self.why == "duplicate key" {
            return self.twice();
        }
        if self.why.contains("recursion") || self.why.contains("depth") {
            return self.said("入れ子が深すぎます。整理してください", Vec::new());
        }
        if let Some(cure) = self.open_bracket().or_else(|| self.broken_text()) {
            return cure;
        }
        let line = self.at(self.line);
        let no_such_day = self.why.starts_with("invalid date")
            && line
                .split_once('=')
                .is_some_and(|(_, v)| matches!(number::date(v.trim()), Err(NumberError::NoSuchDate)));
        for (text, message) in if no_such_day { Vec::new() } else { meant::by(line) } {
            if self.reads(&[(self.line, text.clone())]) {
                return self.said(message, vec![(self.line, text)]);
            }
        }
        let word: String = line.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
        let unseen = line.chars().find(|c| is_unseen(*c) && *c != '\t');
        let message = if let Some(c) = unseen {
            &format!("制御文字（U+{:04X}）は使えません。消してください", u32::from(c))
        } else if no_such_day {
            "暦にない日付です"
        } else if line.trim_end().ends_with('=') {
            "値がありません。= の右に書いてください"
        } else if line.trim_start().starts_with('[') {
            "この見出しは読めません。[名前] か [[名前]] の形で書いてください"
        } else if word.is_empty() {
            "この行は読めません。キー = 値 の形で書くか、前の行に続けるか、消してください"
        } else {
            "この行は読めません。キー = 値 の形で、文字は \"…\" で囲んで書いてください"
        };
        let lost = Some(word).filter(|w| !w.is_empty());
        Cure { lost, is_left_out: true, ..self.said(message, vec![(self.line, "#".to_owned())]) }
    }

    /// Whether the text can be read beyond this line once these lines are replaced.
    fn reads(&self, replace: &[(usize, String)]) -> bool {
        let mut all: Vec<&str> = self.lines.to_vec();
        for (n, text) in replace {
            if let Some(line) = all.get_mut(*n) {
                *line = text;
            }
        }
        let text = all.join("\n");
        let last = replace.iter().map(|(n, _)| *n).max().unwrap_or(self.line);
        first_error(&text)
            .is_none_or(|(at, why)| place(&text, at).0 > last && !why.contains("array") || why == "duplicate key")
    }

    /// A key or a table that stands twice.
    fn twice(&self) -> Cure {
        let line = self.at(self.line).trim();
        if let Some(name) = line.strip_prefix('[').map(|l| l.trim_matches(|c| "[] ".contains(c))) {
            let is_same = |l: &usize| {
                let other = self.at(*l).trim();
                other.starts_with('[') && other.trim_matches(|c| "[] ".contains(c)) == name
            };
            let all: Vec<usize> = (0..self.lines.len()).filter(is_same).collect();
            if self.is_list(name) {
                let replace = all.iter().map(|l| (*l, format!("[[{name}]]"))).collect();
                return self.said(&format!("何度も書ける表なので、どれも [[{name}]] と書いてください"), replace);
            }
            let first = all.first().map_or(0, |l| l + 1);
            return self
                .said(&format!("[{name}] が2度あります（1度目は {first} 行）。1つにまとめてください"), Vec::new());
        }
        let key = line.split('=').next().unwrap_or_default().trim().to_owned();
        let head = |l: usize| self.at(l).trim_start().starts_with('[');
        let first = (0..self.line)
            .rev()
            .take_while(|l| !head(*l))
            .filter(|l| self.at(*l).split_once('=').is_some_and(|(k, _)| k.trim() == key));
        let first = first.last().map_or_else(String::new, |l| format!("（1度目は {} 行）", l + 1));
        let message = format!("「{key}」が2度あります{first}。どちらかを消してください");
        self.said(&message, vec![(self.line, "#".to_owned())])
    }

    /// Whether the file has `[[name]]`.
    fn is_list(&self, name: &str) -> bool {
        let mut table = self.table;
        let mut form = None;
        for part in name.split('.') {
            let Some(key) = table.key(part) else { return false };
            form = Some((key.form)());
            match form {
                Some(Form::List(one) | Form::Named(one)) => {
                    if let Form::Table(inner) = one() {
                        table = inner;
                    }
                }
                Some(Form::Table(inner)) => table = inner,
                _ => return false,
            }
        }
        matches!(form, Some(Form::List(_)))
    }

    /// A bracket that a line above did not close: where the next key or heading begins, or at the end.
    fn open_bracket(&self) -> Option<Cure> {
        const OPEN: [&str; 6] = [
            "missing comma between array elements",
            "unexpected `=` in array",
            "unclosed array",
            "unclosed inline table",
            "missing comma between key-value pairs",
            "invalid inline table element",
        ];
        if !OPEN.iter().any(|o| self.why.starts_with(o)) || self.why.contains("unclosed array table") {
            return None;
        }
        let open = (0..=self.line).rev().find(|l| self.at(*l).contains('=') && balance(self.at(*l)) > 0)?;
        let next = |l: usize| {
            let line = self.at(l).trim();
            line.is_empty() || line.starts_with('[') || line.contains(" = ") && !line.starts_with('{')
        };
        let end = (open + 1..self.lines.len()).find(|l| next(*l)).unwrap_or(self.lines.len());
        let last = end.saturating_sub(1).max(open);
        for close in ["]", " }", "}", " } ]"] {
            let text = format!("{}{close}", self.at(last).trim_end());
            if self.reads(&[(last, text.clone())]) {
                let message = format!("括弧が閉じていません。「{}」を書いてください", close.trim());
                let column = self.at(last).trim_end().len();
                let replace = vec![(last, text)];
                return Some(Cure { line: last, column, ..self.said(&message, replace) });
            }
        }
        None
    }

    /// A text that does not end in its line: the quotation mark is missing, or the line was broken in copying.
    fn broken_text(&self) -> Option<Cure> {
        if !self.why.starts_with("invalid basic string") && !self.why.starts_with("invalid literal string") {
            return None;
        }
        let line = self.at(self.line).trim_end();
        let quote = if self.why.contains("literal") { '\'' } else { '"' };
        let follows = |l: usize| {
            let line = self.at(l).trim();
            l >= self.lines.len() || line.is_empty() || line.starts_with(['[', '#']) || is_key_line(line)
        };
        if !follows(self.line + 1) {
            let end = (self.line + 1..self.lines.len()).take(8).find(|l| self.at(*l).trim_end().ends_with(quote));
            let end = end.filter(|end| !(self.line + 1..=*end).any(follows));
            if let Some(end) = end {
                let rest: String = (self.line + 1..=end).map(|l| self.at(l).trim()).collect();
                let mut replace = vec![(self.line, format!("{line}{rest}"))];
                replace.extend((self.line + 1..=end).map(|l| (l, String::new())));
                if self.reads(&replace) {
                    return Some(self.said("文の途中で行が変わっています。1行に続けて書いてください", replace));
                }
            }
        }
        // A bracket that the text swallowed comes after the quotation mark.
        for text in [format!("{line}{quote}"), swallowed(line, quote)] {
            if self.reads(&[(self.line, text.clone())]) {
                return Some(self.said("文字の終わりの引用符（\"）がありません", vec![(self.line, text)]));
            }
        }
        None
    }
}

/// How many brackets a line opens more than it closes, outside of its texts.
fn balance(line: &str) -> i32 {
    let mut inside = false;
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '"' => inside = !inside,
            '[' | '{' if !inside => depth += 1,
            ']' | '}' if !inside => depth -= 1,
            '#' if !inside => break,
            _ => {}
        }
    }
    depth
}

/// Whether a line begins a key's value.
fn is_key_line(line: &str) -> bool {
    let key: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c)).collect();
    !key.is_empty() && line.get(key.len()..).is_some_and(|rest| rest.trim_start().starts_with(['=', '＝']))
}

/// The quotation mark before the closing brackets at the end.
fn swallowed(line: &str, quote: char) -> String {
    let body = line.trim_end_matches(|c: char| " ]}".contains(c));
    format!("{body}{quote}{}", line.get(body.len()..).unwrap_or_default())
}

/// A text of ours as it should be written: digits half-width, the characters that only look like kanji as kanji.
pub fn looks_like(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '０'..='９' => out.push(narrow(c)),
            // Kangxi radicals, compatibility ideographs: they come with text that is copied from a PDF.
            '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => out.extend(c.nfkc()),
            // Half-width katakana needs its voicing mark joined: only the whole text is normal.
            '\u{2e80}'..='\u{2eff}' => out.push(radical(c)),
            other => out.push(other),
        }
    }
    out
}
