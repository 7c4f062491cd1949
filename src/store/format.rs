//! The file: TOML with its format's name on top and a checksum in the last line.
//!
//! ```toml
//! format = "chiiki-navi/session/1"
//! name = "島根県海士町"
//! label = "DX計画"
//! code = 325252                 # absent: entered by hand
//! version = "2026.11.1"         # the bundle it was judged with
//! fingerprint = "0123456789abcdef"
//! as_of = "2026-11-21"
//! answered = 1
//!
//! [answers]                     # fact = [value, how it is held, table]
//! "digital" = ["true", "given", ""]
//! "jinko" = ["", "dont_know", ""]
//! "kaso" = ["zenbu", "prefilled", "過疎関係市町村（令和4年4月1日）"]
//!
//! [standing]                    # programme = [group, rate, ceiling]
//! "local10000-kokko" = ["applies", "国費 2/3", "上限 5,000万円"]
//!
//! # [before] with [before.answers] and [before.standing]: the same under the bundle before
//!
//! # checksum 0123456789abcdef
//! ```
//! A value is `given`, `prefilled`, `dont_know` or `taken_back` (a table gives it, the user does not want it).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::saved::{Held, Kept, Saved, Stand, Standing};
use super::seal;
use crate::domain::value::date::Date;

/// Name of this form; the number grows when an older program could misread a file.
pub const FORMAT: &str = "chiiki-navi/session/1";
/// What every form's name begins with.
const FAMILY: &str = "format = \"chiiki-navi/session/";
const CHECKSUM: &str = "\n# checksum ";
const HEAD: &str = "# 地域ナビの保存した回答。プログラムが読み書きする。手で直すと末尾の検査行と合わなくなる。\n";
/// Names are shown in one row; longer ones are somebody's mistake or mischief.
const LONGEST_NAME: usize = 60;

/// Why a text is not a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing of ours.
    Foreign,
    /// Written by a newer program.
    Newer,
    /// Cut off, altered, or full of zeros.
    Damaged,
}

impl Fault {
    /// What is wrong, as a phrase.
    pub fn what(self) -> &'static str {
        match self {
            Self::Foreign => "地域ナビの保存ファイルではありません",
            Self::Newer => "新しい版の地域ナビで保存されています。新しい版で開いてください",
            Self::Damaged => "壊れています（途中で切れているか、書き換えられています）",
        }
    }
}

/// What a list shows of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glance {
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// Name as shown.
    pub name: String,
    /// What the user calls it.
    pub label: String,
    /// The day it was last judged on.
    pub as_of: Date,
    /// How many answers are the user's own.
    pub answered: usize,
}

impl From<&Saved> for Glance {
    fn from(s: &Saved) -> Self {
        Self {
            code: s.code,
            name: s.name.clone(),
            label: s.label.clone(),
            as_of: s.now.as_of,
            answered: s.now.own_answers(),
        }
    }
}

/// Whether `text` says that it is a session of any version.
pub fn claims(text: &str) -> bool {
    text.lines().take(3).any(|l| l.starts_with(FAMILY))
}

/// The file's text.
pub fn write(saved: &Saved) -> String {
    let mut out = String::from(HEAD);
    pair(&mut out, "format", FORMAT);
    pair(&mut out, "name", &saved.name);
    pair(&mut out, "label", &saved.label);
    if let Some(code) = saved.code {
        let _ = writeln!(out, "code = {code}");
    }
    stand(&mut out, "", &saved.now);
    if let Some(before) = &saved.before {
        out.push_str("\n[before]\n");
        stand(&mut out, "before.", before);
    }
    let sum = seal(out.as_bytes());
    let _ = writeln!(out, "{CHECKSUM}{sum:016x}");
    out
}

fn pair(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(value));
}

fn stand(out: &mut String, table: &str, s: &Stand) {
    pair(out, "version", &s.version);
    pair(out, "fingerprint", &s.fingerprint);
    pair(out, "as_of", &s.as_of.to_string());
    let _ = writeln!(out, "answered = {}", s.own_answers());
    let _ = writeln!(out, "\n[{table}answers]");
    for k in &s.answers {
        let held = held_key(k.held);
        let _ = writeln!(out, "{} = [{}, \"{held}\", {}]", quoted(&k.fact), quoted(&k.value), quoted(&k.source));
    }
    let _ = writeln!(out, "\n[{table}standing]");
    for s in &s.standings {
        let [id, group, rate, ceiling] = [&s.programme, &s.group, &s.rate, &s.ceiling].map(|t| quoted(t));
        let _ = writeln!(out, "{id} = [{group}, {rate}, {ceiling}]");
    }
}

fn held_key(held: Held) -> &'static str {
    match held {
        Held::Given => "given",
        Held::Prefilled => "prefilled",
        Held::DontKnow => "dont_know",
        Held::TakenBack => "taken_back",
    }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What stands before the first table.
#[derive(serde::Deserialize)]
struct Top {
    name: String,
    #[serde(default)]
    label: String,
    code: Option<u32>,
    as_of: String,
    answered: usize,
}

#[derive(serde::Deserialize)]
struct File {
    name: String,
    #[serde(default)]
    label: String,
    code: Option<u32>,
    #[serde(flatten)]
    now: Part,
    before: Option<Part>,
}

#[derive(serde::Deserialize)]
struct Part {
    version: String,
    fingerprint: String,
    as_of: String,
    #[serde(default)]
    answers: BTreeMap<String, (String, String, String)>,
    #[serde(default)]
    standing: BTreeMap<String, (String, String, String)>,
}

/// Reads a file's bytes.
///
/// # Errors
/// What is wrong with them.
pub fn read(bytes: &[u8]) -> Result<Saved, Fault> {
    let file: File = toml::from_str(sealed(bytes)?).map_err(|_| Fault::Damaged)?;
    Ok(Saved {
        code: file.code,
        name: shown(&file.name),
        label: shown(&file.label),
        now: part(file.now)?,
        before: file.before.map(part).transpose()?,
    })
}

/// Reads what a list shows: the whole file is checked, but only its top is taken apart.
///
/// # Errors
/// What is wrong with the file.
pub fn glance(bytes: &[u8]) -> Result<Glance, Fault> {
    let body = sealed(bytes)?;
    let top = body.split_once("\n[").map_or(body, |(top, _)| top);
    let top: Top = toml::from_str(top).map_err(|_| Fault::Damaged)?;
    let as_of = Date::parse(&top.as_of).ok_or(Fault::Damaged)?;
    Ok(Glance { code: top.code, name: shown(&top.name), label: shown(&top.label), as_of, answered: top.answered })
}

/// The text above the checksum, which is right.
fn sealed(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Damaged)?;
    if !claims(text) {
        let ours = text.is_empty() || text.starts_with("# 地域ナビ") || text.contains('\0');
        return Err(if ours { Fault::Damaged } else { Fault::Foreign });
    }
    if !text.lines().take(3).any(|l| l == format!("format = \"{FORMAT}\"")) {
        return Err(Fault::Newer);
    }
    let (body, sum) = text.rsplit_once(CHECKSUM).ok_or(Fault::Damaged)?;
    // The whole line, its end included: a file cut by one byte is cut.
    let sum = sum.strip_suffix('\n').filter(|s| s.len() == 16).ok_or(Fault::Damaged)?;
    let right = u64::from_str_radix(sum, 16).ok() == Some(seal(body.as_bytes()));
    if right { Ok(body) } else { Err(Fault::Damaged) }
}

fn part(p: Part) -> Result<Stand, Fault> {
    let mut answers = Vec::new();
    for (fact, (value, held, source)) in p.answers {
        let known = [Held::Given, Held::Prefilled, Held::DontKnow, Held::TakenBack];
        let held = known.into_iter().find(|h| held_key(*h) == held).ok_or(Fault::Damaged)?;
        answers.push(Kept { fact, value, held, source });
    }
    let standing = |(programme, (group, rate, ceiling))| Standing { programme, group, rate, ceiling };
    Ok(Stand {
        version: shown(&p.version),
        fingerprint: p.fingerprint,
        as_of: Date::parse(&p.as_of).ok_or(Fault::Damaged)?,
        answers,
        standings: p.standing.into_iter().map(standing).collect(),
    })
}

/// A name that can be put on a screen, whoever wrote the file.
pub fn shown(text: &str) -> String {
    let steers = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().filter(|c| !steers(c)).take(LONGEST_NAME).collect()
}
