//! What lowering one file needs to know, and the texts, days and citations that every kind of file has.

use std::collections::{BTreeMap, HashMap};

use toml::Spanned;
use toml::value::Datetime;

use crate::content::lexicon::Lexicon;
use crate::content::mend::looks_like;
use crate::content::near;
use crate::content::problem::{Problem, is_unseen, line_at};
use crate::content::raw;
use crate::domain::terms::fit::Lists;
use crate::domain::terms::profile::{FactId, FactKind};
use crate::domain::terms::programme::ProgrammeId;
use crate::domain::value::date::Date;
use crate::domain::value::source::{Cites, Document, Quote, SourceId};

/// What every file may name.
pub struct Shared<'a> {
    pub(super) facts: &'a HashMap<String, (FactId, FactKind)>,
    pub(super) defines: &'a BTreeMap<String, Spanned<raw::Condition>>,
    pub(super) documents: &'static [Document],
    pub(super) programmes: &'a HashMap<String, ProgrammeId>,
    pub(super) vocabulary: Lists,
}

/// What lowering one file needs to know, and the problems found in it.
pub struct Context<'a> {
    pub(super) file: &'a str,
    pub(super) source: &'a str,
    pub(super) shared: &'a Shared<'a>,
    pub(super) quotes: HashMap<String, u8>,
    pub(super) lexicon: Lexicon,
    pub(super) problems: Vec<Problem>,
}

impl Context<'_> {
    /// Records a problem at byte offset `at`.
    pub fn report(&mut self, at: usize, key: &str, message: &str) {
        self.problems.push(Problem::at(self.file, self.source, at, key, message));
    }

    /// `one` of every table in `raw`, with where it stands.
    pub(super) fn each<R, T>(&mut self, raw: &[Spanned<R>], one: impl Fn(&mut Self, usize, &R) -> T) -> &'static [T] {
        Vec::leak(raw.iter().map(|s| one(self, s.span().start, s.get_ref())).collect())
    }

    /// The fact named `name`.
    pub fn fact(&mut self, name: &str, at: usize, key: &str) -> Option<(FactId, FactKind)> {
        let found = self.shared.facts.get(name).copied();
        if found.is_none() {
            let names = near::near(name, self.shared.facts.keys().map(String::as_str));
            let hint = near::perhaps(&names);
            self.report(at, key, &format!("項目「{name}」は facts.toml にありません{hint}"));
        }
        found
    }

    /// What `name` names, or the sentence that nothing has that name; `hint` says which names there are.
    pub(super) fn known<T>(
        &mut self,
        found: Option<T>,
        name: &str,
        (at, key): (usize, &str),
        what: &str,
        hint: &str,
    ) -> Option<T> {
        if found.is_none() {
            self.report(at, key, &format!("{what}「{name}」はありません{hint}"));
        }
        found
    }

    /// The same for a name of the closed list that `of_key` knows.
    pub(super) fn keyed<T>(
        &mut self,
        raw: &Spanned<String>,
        of_key: fn(&str) -> Option<T>,
        key: &str,
        what: &str,
        hint: &str,
    ) -> Option<T> {
        self.known(of_key(raw.get_ref()), raw.get_ref(), (raw.span().start, key), what, hint)
    }

    /// Citations by quote key.
    pub fn cites(&mut self, words: &raw::Words, at: usize, key: &str) -> Cites {
        let mut out = Vec::new();
        for word in &words.0 {
            if let Some(i) = self.quotes.get(word) {
                out.push(*i);
            } else {
                let hint = near::perhaps(&near::near(word, self.quotes.keys().map(String::as_str)));
                self.report(at, key, &format!("出典「{word}」がありません。[quote.{word}] を書いてください{hint}"));
            }
        }
        Vec::leak(out)
    }

    /// Leaks a text that must not steer a terminal or turn the direction of writing.
    pub fn plain(&mut self, text: &str, at: usize, key: &str) -> &'static str {
        if let Some(c) = text.chars().find(|c| is_unseen(*c)) {
            self.report(at, key, &format!("制御文字（U+{:04X}）は使えません", u32::from(c)));
        }
        String::leak(text.replace(is_unseen, ""))
    }

    /// A text as it comes from a PDF, with the line as it should be.
    pub(super) fn pasted(&mut self, text: &str, mended: &str, at: usize, key: &str, message: &str) {
        let found = self.source.get(at..).and_then(|rest| rest.find(text)).map_or(at, |i| at + i);
        let line = line_at(self.source, found);
        let whole = self.source.split('\n').nth(line - 1).unwrap_or_default();
        let problem = Problem::at(self.file, self.source, found, key, message);
        self.problems.push(problem.mended(whole.replace(text, mended)));
    }

    /// Checks one of our own texts and leaks it.
    pub fn text(&mut self, text: &str, at: usize, key: &str) -> &'static str {
        let mended = looks_like(text);
        if let Some(c) = text.chars().find(|c| ('０'..='９').contains(c)) {
            self.pasted(text, &mended, at, key, &format!("数字は半角で書いてください（{c}）"));
        } else if let Some((c, _)) = text.chars().zip(mended.chars()).find(|(a, b)| a != b) {
            let message = format!("「{c}」（U+{:04X}）は漢字に見える別の字です", u32::from(c));
            self.pasted(text, &mended, at, key, &message);
        }
        self.plain(text, at, key)
    }

    /// Checks that a text with figures has a citation, and leaks it.
    pub fn cited_text(&mut self, text: &str, cites: Cites, at: usize, key: &str) -> &'static str {
        if cites.is_empty() && text.contains(|c: char| c.is_ascii_digit()) {
            self.report(at, key, "数字があるのに出典（cite）がありません");
        }
        self.text(text, at, key)
    }

    /// A calendar day.
    pub fn date(&mut self, date: Option<&Datetime>, at: usize, key: &str) -> Option<Date> {
        let d = date?;
        let day = d.date.and_then(|d| Date::new(i32::from(d.year), d.month, d.day));
        if day.is_none() || d.time.is_some() {
            self.report(at, key, "日付は 2024-04-01 の形で書いてください");
        }
        day
    }

    /// The quotes of a file, in key order.
    pub fn quotes(&mut self, raw: &BTreeMap<String, Spanned<raw::Quote>>) -> &'static [Quote] {
        let mut out = Vec::new();
        for (id, quote) in raw {
            let (at, q, key) = (quote.span().start, quote.get_ref(), format!("quote.{id}"));
            let source = self.shared.documents.iter().position(|d| d.id == q.source);
            if source.is_none() {
                let hint = near::perhaps(&near::near(&q.source, self.shared.documents.iter().map(|d| d.id)));
                self.report(at, &key, &format!("資料「{}」は sources.toml にありません{hint}", q.source));
            }
            let lines = parse_lines(&q.lines);
            if lines.is_none() {
                self.report(at, &key, "lines は \"50\" または \"70-72\" の形で書いてください");
            }
            if q.page == Some(0) {
                self.report(at, &key, "page は PDF の頁です。1から数えて書いてください");
            }
            if q.text.chars().count() > 40 || q.text.trim().is_empty() {
                self.report(at, &key, "引用は数字のある語句だけ、1〜40字にしてください");
            }
            let Ok(index) = u8::try_from(out.len()) else {
                self.report(at, &key, "出典が多すぎます（255まで）");
                break;
            };
            self.quotes.insert(id.clone(), index);
            let (first_line, last_line) = lines.unwrap_or((1, 1));
            out.push(Quote {
                id: self.plain(id, at, &key),
                source: SourceId(source.and_then(|s| u8::try_from(s).ok()).unwrap_or(0)),
                first_line,
                last_line,
                page: q.page,
                text: self.plain(&q.text, at, &key),
            });
        }
        Vec::leak(out)
    }
}

fn parse_lines(text: &str) -> Option<(u32, u32)> {
    let (a, b) = text.split_once('-').unwrap_or((text, text));
    let (a, b) = (a.trim().parse().ok()?, b.trim().parse().ok()?);
    (a >= 1 && a <= b && b - a <= 400).then_some((a, b))
}
