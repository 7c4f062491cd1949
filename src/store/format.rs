//! The file: TOML with its format's name on top and a checksum in the last line.
//!
//! ```toml
//! format = "chiiki-navi/session/1"
//! name = "島根県海士町"
//! label = "DX計画"
//! plan = "空き家を3軒直す"       # absent: no plan
//! code = 325252                 # absent: entered by hand
//! turn = 7                      # the largest was kept last, whatever the clock says; absent: an older program's
//! version = "2026.11.1"         # the bundle it was judged with
//! fingerprint = "0123456789abcdef"
//! as_of = "2026-11-21"
//! answered = 1
//!
//! [answers]                     # fact = [value, its state, table]
//! digital = ["true", "given", ""]
//! jinko = ["", "dont_know", ""]
//! kaso = ["zenbu", "prefilled", "過疎関係市町村（令和4年4月1日）"]
//!
//! [standing]                    # programme = [group, rate, ceiling]
//! local10000-kokko = ["applies", "国費 2/3", "上限 5,000万円"]
//!
//! [project]                     # the plan, as `--project` reads it
//! file = "text = …"
//!
//! # [before] with [before.answers] and [before.standing]: the same under the bundle before
//!
//! # checksum 0123456789abcdef
//! ```
//! A value is `given`, `prefilled`, `dont_know` or `taken_back` (a table gives it, the user does not want it).

use std::collections::BTreeMap;

use super::file::checksum;
use super::saved::{AnswerState, SavedAnswer, SavedRow, SavedSession, SavedState, SavedVerdict};
use crate::domain::value::date::Date;
use crate::text::foreign::shown;

/// Name of this form; the number grows when an older program could misread a file.
pub const FORMAT: &str = "chiiki-navi/session/1";
/// What every form's name begins with.
const FAMILY: &str = "format = \"chiiki-navi/session/";
const CHECKSUM: &str = "\n# checksum ";
/// What TOML can hold.
const LAST_TURN: u64 = i64::MAX.cast_unsigned();
const HEAD: &str = "# 地域ナビの保存した回答。プログラムが読み書きする。手で直すと末尾の検査行と合わなくなる。\n";

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

/// Whether `text` says that it is a session of any version.
pub fn claims(text: &str) -> bool {
    text.lines().take(3).any(|l| l.starts_with(FAMILY))
}

/// The file's text; `turn` tells which of the sessions was kept last.
///
/// # Errors
/// What the TOML writer says; strings and numbers give it no reason to.
pub fn write(saved: &SavedSession, turn: u64) -> Result<String, toml::ser::Error> {
    let file = File {
        format: FORMAT.to_owned(),
        // On one line each: the list reads no further than to the first table.
        name: shown(&saved.name),
        label: shown(&saved.label),
        plan: shown(&saved.plan),
        code: saved.code,
        turn: turn.min(LAST_TURN),
        project: Some(Project { file: saved.project.clone() }).filter(|p| !p.file.is_empty()),
        now: State::from(&saved.now),
        before: saved.before.as_ref().map(State::from),
    };
    let text = format!("{HEAD}{}", toml::to_string(&file)?);
    let sum = checksum(text.as_bytes());
    Ok(format!("{text}{CHECKSUM}{sum:016x}\n"))
}

/// What stands before the first table.
#[derive(serde::Deserialize)]
struct Top {
    name: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    plan: String,
    code: Option<u32>,
    as_of: String,
    answered: usize,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct File {
    format: String,
    name: String,
    #[serde(default)]
    label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    plan: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    #[serde(default, skip_serializing_if = "is_first")]
    turn: u64,
    #[serde(flatten)]
    now: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<Project>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<State>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Project {
    file: String,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct State {
    version: String,
    fingerprint: String,
    as_of: String,
    #[serde(default)]
    answered: usize,
    #[serde(default)]
    answers: BTreeMap<String, (String, AnswerState, String)>,
    #[serde(default)]
    standing: BTreeMap<String, (String, String, String)>,
}

impl From<&SavedState> for State {
    fn from(s: &SavedState) -> Self {
        let answer = |a: &SavedAnswer| (a.fact.clone(), (a.value.clone(), a.state, a.source.clone()));
        let verdict = |v: &SavedVerdict| (v.programme.clone(), (v.group.clone(), v.rate.clone(), v.ceiling.clone()));
        Self {
            version: s.version.clone(),
            fingerprint: s.fingerprint.clone(),
            as_of: s.as_of.to_string(),
            answered: s.own_answers(),
            answers: s.answers.iter().map(answer).collect(),
            standing: s.verdicts.iter().map(verdict).collect(),
        }
    }
}

impl State {
    fn read(self) -> Result<SavedState, Fault> {
        let answer = |(fact, (value, state, source))| SavedAnswer { fact, value, state, source };
        let verdict = |(programme, (group, rate, ceiling)): (String, (String, String, String))| SavedVerdict {
            programme: shown(&programme),
            group,
            rate: shown(&rate),
            ceiling: shown(&ceiling),
        };
        Ok(SavedState {
            version: shown(&self.version),
            fingerprint: self.fingerprint,
            as_of: Date::parse(&self.as_of).ok_or(Fault::Damaged)?,
            answers: self.answers.into_iter().map(answer).collect(),
            verdicts: self.standing.into_iter().map(verdict).collect(),
        })
    }
}

/// Reads a file's bytes.
///
/// # Errors
/// What is wrong with them.
pub fn read(bytes: &[u8]) -> Result<SavedSession, Fault> {
    let file: File = toml::from_str(checked(bytes)?).map_err(|_| Fault::Damaged)?;
    Ok(SavedSession {
        code: file.code,
        name: shown(&file.name),
        label: shown(&file.label),
        plan: shown(&file.plan),
        project: file.project.map(|p| p.file).unwrap_or_default(),
        now: file.now.read()?,
        before: file.before.map(State::read).transpose()?,
    })
}

/// Reads what a list shows: the whole file is checked, but only its top is taken apart.
///
/// # Errors
/// What is wrong with the file.
pub fn row(key: &str, bytes: &[u8]) -> Result<SavedRow, Fault> {
    let body = checked(bytes)?;
    let top = body.split_once("\n[").map_or(body, |(top, _)| top);
    let top: Top = toml::from_str(top).map_err(|_| Fault::Damaged)?;
    let as_of = Date::parse(&top.as_of).ok_or(Fault::Damaged)?;
    Ok(SavedRow {
        key: key.to_owned(),
        name: shown(&top.name),
        label: shown(&top.label),
        plan: shown(&top.plan),
        code: top.code,
        as_of,
        answers: top.answered,
        kept: None,
    })
}

/// The turn in which a file was kept; 0 where it does not say. The list reads it besides the row.
pub fn turn(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let mut top = text.lines().take_while(|l| !l.starts_with('['));
    top.find_map(|l| l.strip_prefix("turn = ")).and_then(|n| n.parse().ok()).unwrap_or(0).min(LAST_TURN)
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_first(turn: &u64) -> bool {
    *turn == 0
}

/// The text above the checksum, which is right.
fn checked(bytes: &[u8]) -> Result<&str, Fault> {
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
    let right = u64::from_str_radix(sum, 16).ok() == Some(checksum(body.as_bytes()));
    if right { Ok(body) } else { Err(Fault::Damaged) }
}
