//! The file: TOML with its format's name on top and a checksum in the last line.
//!
//! ```toml
//! format = "chiiki-navi/session/1"
//! version = "2026.11.1"
//! fingerprint = "0123456789abcdef"
//! as_of = "2026-11-21"
//! code = 325252
//! name = "島根県海士町"
//!
//! [[answer]]
//! fact = "digital"
//! value = "true"
//! state = "given"            # given | prefilled | dont_know | taken_back
//! source = ""
//!
//! [standing]
//! "local10000-kokko" = ["applies", "国費 2/3"]
//!
//! # checksum 0123456789abcdef
//! ```

use std::fmt::Write as _;

use super::saved::{Held, Kept, Saved, Standing};
use super::seal;
use crate::domain::date::Date;

/// Name of this form; the number grows when an older program could misread a file.
pub const FORMAT: &str = "chiiki-navi/session/1";
/// What every form's name begins with.
const FAMILY: &str = "format = \"chiiki-navi/session/";
const CHECKSUM: &str = "\n# checksum ";
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
            Self::Newer => "新しい版のプログラムで保存されています",
            Self::Damaged => "壊れています（途中で切れているか、書き換えられています）",
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
    let mut pair = |key: &str, value: &str| {
        let _ = writeln!(out, "{key} = {}", quoted(value));
    };
    pair("format", FORMAT);
    pair("version", &saved.version);
    pair("fingerprint", &saved.fingerprint);
    pair("as_of", &saved.as_of.to_string());
    pair("name", &saved.name);
    if let Some(code) = saved.code {
        let _ = writeln!(out, "code = {code}");
    }
    for kept in &saved.answers {
        let _ = write!(
            out,
            "\n[[answer]]\nfact = {}\nvalue = {}\nstate = \"{}\"\nsource = {}\n",
            quoted(&kept.fact),
            quoted(&kept.value),
            held_key(kept.held),
            quoted(&kept.source)
        );
    }
    out.push_str("\n[standing]\n");
    for s in &saved.standings {
        let _ = writeln!(out, "{} = [{}, {}]", quoted(&s.programme), quoted(&s.group), quoted(&s.rate));
    }
    let sum = seal(out.as_bytes());
    let _ = writeln!(out, "{CHECKSUM}{sum:016x}");
    out
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

#[derive(serde::Deserialize)]
struct File {
    version: String,
    fingerprint: String,
    as_of: String,
    name: String,
    code: Option<u32>,
    #[serde(default)]
    answer: Vec<Row>,
    #[serde(default)]
    standing: std::collections::BTreeMap<String, (String, String)>,
}

#[derive(serde::Deserialize)]
struct Row {
    fact: String,
    value: String,
    state: String,
    #[serde(default)]
    source: String,
}

/// Reads a file's bytes.
///
/// # Errors
/// What is wrong with them.
pub fn read(bytes: &[u8]) -> Result<Saved, Fault> {
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
    if u64::from_str_radix(sum, 16).ok() != Some(seal(body.as_bytes())) {
        return Err(Fault::Damaged);
    }
    let file: File = toml::from_str(body).map_err(|_| Fault::Damaged)?;
    let answers = file.answer.into_iter().map(|row| {
        let held = match row.state.as_str() {
            "prefilled" => Held::Prefilled,
            "dont_know" => Held::DontKnow,
            "taken_back" => Held::TakenBack,
            _ => Held::Given,
        };
        Kept { fact: row.fact, value: row.value, held, source: row.source }
    });
    Ok(Saved {
        version: file.version,
        fingerprint: file.fingerprint,
        as_of: Date::parse(&file.as_of).ok_or(Fault::Damaged)?,
        code: file.code,
        name: file.name,
        answers: answers.collect(),
        standings: file
            .standing
            .into_iter()
            .map(|(programme, (group, rate))| Standing { programme, group, rate })
            .collect(),
    })
}
