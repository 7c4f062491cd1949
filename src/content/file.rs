//! One file: its text → the type of [`raw`](super::raw), with everything that is not as it should be.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::form::{self, Fault, Spoils};
use super::from_toml::FromToml;
use super::key::{Form, Table};
use super::mend;
use super::problem::{Problem, line_at, position};

/// What an editor writes where something is still to be filled in.
pub const TODO: &str = "TODO";

/// A file as it was read.
pub struct Read<T> {
    /// What stands in it; what could not be read is empty.
    pub value: T,
    /// The text that was read: the file's, with what was certainly meant.
    pub text: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where it could not be read.
    pub spoilt: Spoilt,
}

/// The parts of a file that could not be read: whatever else is found there follows from that.
#[derive(Clone, Debug, Default)]
pub struct Spoilt {
    all: bool,
    keys: Vec<String>,
    lines: Vec<RangeInclusive<usize>>,
}

impl Spoilt {
    /// Whether a problem is only a consequence.
    pub fn hides(&self, problem: &Problem) -> bool {
        let inside = |k: &String| {
            problem.key.strip_prefix(k.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(['.', '[']))
        };
        self.all || self.keys.iter().any(inside) || self.lines.iter().any(|l| l.contains(&problem.line))
    }

    /// Whether nothing is.
    pub fn is_nothing(&self) -> bool {
        !self.all && self.keys.is_empty() && self.lines.is_empty()
    }
}

/// Reads `original`, the text of `file`.
pub fn read<T: FromToml>(file: &str, original: &str) -> Read<T> {
    let Form::Table(table) = T::form() else {
        return Read { value: T::read(None), text: String::new(), problems: Vec::new(), spoilt: Spoilt::default() };
    };
    let first = mend::mend(original, table);
    let (text, mended) = filled(&first.text, table);
    let root = DeTable::parse_recoverable(&text).0;
    let open = form::faults(&text, root.get_ref(), table);
    let mut out = Reader { file, original, text: &text, problems: Vec::new(), spoilt: Spoilt::default() };
    out.spoilt.all = !first.is_whole;
    out.slips(&first, &mended, &open);
    for fault in &mended {
        let (line, column) = position(&first.text, fault.at);
        out.problems.push(Problem { column, ..out.problem(line, &fault.key, &fault.message) });
    }
    let lost = |f: &Fault| f.missing.is_some_and(|k| !first.is_whole || first.lost.iter().any(|l| l == k));
    let unread = |f: &Fault| first.slips.iter().any(|s| s.line + 1 == line_at(&text, f.at)) && !first.is_whole;
    for fault in open.iter().filter(|f| !lost(f) && !unread(f)) {
        out.open(fault);
    }
    let todo = todo(file, original);
    for place in &todo {
        let around = out.table_around(place.line);
        out.spoilt.lines.push(around);
    }
    out.problems.extend(todo);
    let (problems, spoilt) = (out.problems, out.spoilt);
    let value = T::read(Some(&Spanned::new(root.span(), DeValue::Table(root.into_inner()))));
    Read { value, text, problems, spoilt }
}

/// The text with what was certainly meant, and the faults that this mended.
fn filled(text: &str, table: &'static Table) -> (String, Vec<Fault>) {
    let root = DeTable::parse_recoverable(text).0;
    let mut certain = form::faults(text, root.get_ref(), table);
    certain.retain(|f| f.mend.is_some());
    crate::domain::sort::by_key(&mut certain, |f| std::cmp::Reverse(f.at));
    let mut out = text.to_owned();
    for (span, new) in certain.iter().filter_map(|f| f.mend.as_ref()) {
        if out.get(span.clone()).is_some() {
            out.replace_range(span.clone(), new);
        }
    }
    // What does not read better is not written.
    if DeTable::parse(&out).is_ok() { (out, certain) } else { (text.to_owned(), Vec::new()) }
}

struct Reader<'a> {
    file: &'a str,
    original: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
    spoilt: Spoilt,
}

impl Reader<'_> {
    /// A problem on a line, with the line as it should be where it was mended.
    fn problem(&self, line: usize, key: &str, message: &str) -> Problem {
        let at = |text: &str| text.split('\n').nth(line - 1).unwrap_or_default().trim_end().to_owned();
        let (was, is) = (at(self.original), at(self.text));
        let is_left_out = is == "#";
        let mended = if was == is || is_left_out { String::new() } else { is };
        Problem::new(self.file, line, key, message).mended(mended)
    }

    /// The lines that were no TOML. What the table of keys says of the same line says it better.
    fn slips(&mut self, first: &mend::Mended, mended: &[Fault], open: &[Fault]) {
        for slip in &first.slips {
            let on_line = |text: &str, f: &Fault| line_at(text, f.at) == slip.line + 1;
            let is_told = mended.iter().any(|f| on_line(&first.text, f)) || open.iter().any(|f| on_line(self.text, f));
            if is_told && (slip.message.is_empty() || slip.message.starts_with("文字は")) {
                continue;
            }
            let line = self.original.split('\n').nth(slip.line).unwrap_or_default();
            let column = 1 + line.get(..slip.column).unwrap_or(line).chars().count();
            let problem = self.problem(slip.line + 1, key_on(line), &slip.message);
            if problem.mended.is_empty() {
                self.spoilt.lines.push(self.table_around(slip.line + 1));
            }
            self.problems.push(Problem { column, ..problem });
        }
    }

    /// A fault that nobody can mend but the editor.
    fn open(&mut self, fault: &Fault) {
        let (line, column) = position(self.text, fault.at);
        match (fault.spoils, &fault.table) {
            (Spoils::Nothing, _) => {}
            (_, None) => self.spoilt.keys.push(fault.key.clone()),
            (Spoils::Value, Some(_)) => self.spoilt.lines.push(line..=line),
            (Spoils::Table, Some(span)) => self.spoilt.lines.push(self.lines_of(span.start, span.end)),
        }
        if self.text_of(line).contains(TODO) {
            return;
        }
        let is_line = fault.table.is_some() || fault.missing.is_none();
        let problem = Problem::new(self.file, if is_line { line } else { 1 }, &fault.key, &fault.message);
        self.problems.push(Problem { column: if is_line { column } else { 0 }, ..problem });
    }

    /// The lines of a table: from its heading to the next one, or what is between its brackets.
    fn lines_of(&self, start: usize, end: usize) -> RangeInclusive<usize> {
        let (first, last) = (line_at(self.text, start), line_at(self.text, end));
        if !self.text_of(first).trim_start().starts_with('[') {
            return first..=last;
        }
        let more = self.text.split('\n').skip(last).take_while(|l| !l.trim_start().starts_with('[')).count();
        first..=last + more
    }

    /// The lines of the table that a line stands in.
    fn table_around(&self, line: usize) -> RangeInclusive<usize> {
        let head = |l: &usize| self.text_of(*l).trim_start().starts_with('[');
        let first = (1..line).rev().find(head).unwrap_or(1);
        let more = self.text.split('\n').skip(line).take_while(|l| !l.trim_start().starts_with('[')).count();
        first..=line + more
    }

    fn text_of(&self, line: usize) -> &str {
        self.text.split('\n').nth(line - 1).unwrap_or_default()
    }
}

/// What is still to be filled in of a file.
pub fn todo(file: &str, text: &str) -> Vec<Problem> {
    let mut out = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        // A line that only explains is no place to fill in.
        let Some(at) = line.find(TODO).filter(|_| !line.starts_with('#')) else { continue };
        let what = line.get(at + TODO.len()..).unwrap_or_default().trim_matches(|c: char| " :：\"],}\r".contains(c));
        let message = if what.is_empty() {
            "まだ書いていません（TODO）。書いたら TODO を消してください".to_owned()
        } else {
            format!("まだ書いていません（TODO）: {what}")
        };
        let column = 1 + line.get(..at).unwrap_or_default().chars().count();
        out.push(Problem { column, ..Problem::new(file, i + 1, key_on(line), message) });
    }
    out
}

/// The key that a line begins with.
fn key_on(line: &str) -> &str {
    let line = line.trim_start().trim_start_matches(['#', ' ']);
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c))).unwrap_or(line.len());
    let (key, rest) = line.split_at(end);
    if rest.trim_start().starts_with(['=', '＝', ':', '：']) { key } else { "" }
}
