//! A bundle as one file: a TOML table from path to text, behind a head.
//!
//! Why TOML and no archive: nothing is compressed (no bomb), nothing is written under the names inside (no way out of a
//! folder, no links, no devices), no second parser faces a stranger's bytes, and whoever wonders what stands in the
//! file opens it in an editor. The names are compared with a closed list all the same.
//! The price is size: the embedded content is 700 KB in this form.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::Deserialize;
use toml::value::Datetime;

use super::files::{FOLDERS, Files, MAX_FILE, OPTIONAL, SINGLE};
use super::problem::{is_unseen, line_at};
use crate::domain::terms::catalogue::Catalogue;

/// The form of the file *and* of the content in it. To be raised whenever an older program could not read what a newer
/// one writes, or would read it wrongly.
pub const FORMAT: i64 = 1;

/// A packed bundle larger than this is refused unread.
pub const MAX_PACK: u64 = 16 << 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: i64,
    version: String,
    date: Datetime,
    count: usize,
    files: BTreeMap<String, String>,
}

/// Only what every format will have.
#[derive(Debug, Deserialize)]
struct Head {
    format: Option<i64>,
}

/// What was unpacked.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The version on the cover.
    pub version: String,
    /// The day on the cover.
    pub date: String,
    /// The files.
    pub files: Files,
}

/// Why a file is not taken as a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// Larger than [`MAX_PACK`].
    TooLarge,
    /// Something else altogether, as its first bytes say.
    Foreign(&'static str),
    /// Not UTF-8.
    NotText,
    /// No TOML: the line, and what the parser says.
    Broken(usize, String),
    /// TOML, but not ours.
    NotOurs,
    /// A format of the future.
    Newer(i64),
    /// Fewer or more files than the head says: head, found.
    Count(usize, usize),
    /// A name that no bundle has.
    Name(String),
    /// One file in it is too large.
    FileTooLarge(String, usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("空のファイルです。もう一度コピーしてください"),
            Self::TooLarge => write!(f, "大きすぎます（{} MiB まで）。制度データの束ではありません", MAX_PACK >> 20),
            Self::Foreign(what) => {
                write!(f, "{what}です。取り込めるのは、chiiki-navi bundle pack で作った1つの .toml ファイルです")
            }
            Self::NotText => f.write_str("文字のファイル（UTF-8）ではありません。壊れているか、別のファイルです"),
            Self::Broken(line, why) => {
                write!(f, "{line}行目で読めなくなりました。途中で切れているか、壊れています（{}）", clean(why))
            }
            Self::NotOurs => {
                f.write_str("制度データの束ではありません。chiiki-navi bundle pack で作ったファイルを指定してください")
            }
            Self::Newer(format) => write!(
                f,
                "新しい形式（{format}）の束です。このプログラムが読めるのは形式 {FORMAT} までです。\
                 新しい chiiki-navi を使ってください"
            ),
            Self::Count(said, found) => {
                write!(f, "{said}個あるはずのファイルが{found}個です。途中で切れているか、書き換えられています")
            }
            Self::Name(name) => write!(f, "束に入れられない名前「{}」があります", clean(name)),
            Self::FileTooLarge(name, bytes) => {
                write!(f, "{} が大きすぎます（{bytes} バイト）。1ファイルは {MAX_FILE} バイトまでです", clean(name))
            }
        }
    }
}

/// What a stranger wrote, safe to show and not endless.
fn clean(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.chars().take(LONGEST).map(|c| if is_unseen(c) { '?' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// Writes a bundle as one file; the same files give the same bytes.
pub fn pack(catalogue: &Catalogue, files: &Files) -> String {
    let mut out = String::from("# 地域ナビの制度データ。取り込み: chiiki-navi bundle install このファイル\n");
    let _ = writeln!(out, "format = {FORMAT}");
    let _ = writeln!(out, "version = {}", quoted(catalogue.version));
    let _ = writeln!(out, "date = {}", catalogue.date);
    for d in catalogue.documents {
        let _ = writeln!(out, "# 資料: {}（{}）", d.title, d.dated());
    }
    let _ = writeln!(out, "count = {}\n\n[files]", files.texts.len());
    for (name, text) in &files.texts {
        let _ = writeln!(out, "{} = {}", quoted(name), quoted(text));
    }
    out
}

/// A TOML string: literal over several lines where the text allows it, so that the file can be read and compared.
fn quoted(text: &str) -> String {
    let literal = text.contains('\n')
        && !text.contains("'''")
        && !text.ends_with('\'')
        && text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control());
    if literal {
        return format!("'''\n{text}'''");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What can be said of a file before anything in it is read.
///
/// # Errors
/// It is empty, too large, or something else altogether.
pub fn precheck(bytes: &[u8]) -> Result<(), Refusal> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_PACK {
        return Err(Refusal::TooLarge);
    }
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    foreign(bytes).map_or(Ok(()), |what| Err(Refusal::Foreign(what)))
}

/// Reads what [`pack`] wrote.
///
/// # Errors
/// The first thing that is wrong.
pub fn unpack(bytes: &[u8]) -> Result<Pack, Refusal> {
    precheck(bytes)?;
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    let raw: Raw = toml::from_str(text).map_err(|e| wrong(text, &e))?;
    if raw.format > FORMAT {
        return Err(Refusal::Newer(raw.format));
    }
    if raw.format < 1 {
        return Err(Refusal::NotOurs);
    }
    if raw.count != raw.files.len() {
        return Err(Refusal::Count(raw.count, raw.files.len()));
    }
    for (name, text) in &raw.files {
        if !may_stand(name) {
            return Err(Refusal::Name(name.clone()));
        }
        if u64::try_from(text.len()).unwrap_or(u64::MAX) > MAX_FILE {
            return Err(Refusal::FileTooLarge(name.clone(), text.len()));
        }
    }
    Ok(Pack { version: raw.version, date: raw.date.to_string(), files: Files { texts: raw.files } })
}

/// A newer form may have other keys; it is told apart from a broken file where the head can still be read.
fn wrong(text: &str, e: &toml::de::Error) -> Refusal {
    match toml::from_str::<Head>(text) {
        Ok(Head { format: Some(format) }) if format > FORMAT => Refusal::Newer(format),
        Ok(Head { format: Some(_) }) | Err(_) => {
            Refusal::Broken(e.span().map_or(1, |s| line_at(text, s.start)), e.message().to_owned())
        }
        Ok(Head { format: None }) => Refusal::NotOurs,
    }
}

/// What a file is that begins like this.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    match () {
        () if starts(b"PK") => Some("zip（または xlsx・docx）"),
        () if starts(&[0x1f, 0x8b]) => Some("gzip で圧縮されたファイル"),
        () if bytes.get(257..262) == Some(b"ustar") => Some("tar"),
        () if starts(&[0xd0, 0xcf, 0x11, 0xe0]) => Some("古い形式の Office 文書（xls・doc）"),
        () if starts(b"%PDF") => Some("PDF"),
        () if starts(b"MZ") || starts(b"\x7fELF") => Some("プログラム"),
        () if starts(&[0xff, 0xfe]) || starts(&[0xfe, 0xff]) => Some("UTF-16 のファイル"),
        () if starts(b"untrusted comment:") => Some("署名か公開鍵のファイル"),
        () => None,
    }
}

/// Whether a bundle has files of this name.
fn may_stand(name: &str) -> bool {
    let plain = |stem: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !stem.is_empty() && stem.len() <= 80 && !stem.starts_with('.') && stem.chars().all(fits)
    };
    SINGLE.contains(&name)
        || OPTIONAL.contains(&name)
        || FOLDERS.iter().any(|(folder, ending)| {
            let inside = name.strip_prefix(folder).and_then(|n| n.strip_prefix('/'));
            inside.and_then(|n| n.strip_suffix(ending)?.strip_suffix('.')).is_some_and(plain)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_a_closed_list() {
        for good in
            ["facts.toml", "municipalities.csv", "programmes/a-b.toml", "golden/gc-01--x.toml", "documents/a.txt"]
        {
            assert!(may_stand(good), "{good}");
        }
        for bad in [
            "",
            "README.md",
            "../facts.toml",
            "/etc/passwd",
            "programmes/../x.toml",
            "programmes/.x.toml",
            "programmes/a/b.toml",
            "programmes/a.txt",
            "programmes/.toml",
            "C:\\x.toml",
            "programmes/\u{1b}[2J.toml",
            "programmes/a\u{0}.toml",
            "programmes/CON:.toml",
        ] {
            assert!(!may_stand(bad), "{bad}");
        }
    }

    fn again(text: &str) -> String {
        let table: BTreeMap<String, String> =
            toml::from_str(&format!("a = {}\nb = \"end\"\n", quoted(text))).expect("TOML");
        table.get("a").cloned().expect("a")
    }

    #[test]
    fn every_text_survives() {
        for text in ["", "\n", "a\n'''b\n", "a\n'", "\r\n", "\u{1b}[2J\n", "\\n \" \\\n", "\u{7f}", "制度\n\tデータ\n"]
        {
            assert_eq!(again(text), text);
        }
    }

    proptest! {
        // Nothing is written beside the source: what fails becomes a row of the test above.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_survives(text in "[ -~\n\r\t'\"\\\\あ\u{1}\u{7f}\u{85}]{0,60}") {
            prop_assert_eq!(again(&text), text);
        }

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(unpack(&bytes).is_err());
        }
    }
}
