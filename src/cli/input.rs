//! Answers from a file or from `--set`, as people write them: everything wrong is reported at once.

use std::io::Read as _;
use std::path::Path;

use super::outcome::Failure;
use super::output;
use super::suggest::{perhaps, suggest};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Fact, FactId, Profile};
use crate::domain::value::date::Date;
use crate::export::json;
use crate::session::lost::lost;
use crate::session::written::{self, Scalar};
use crate::store::format;
use crate::store::saved::restore;
use crate::text::number;

/// A file larger than this is something else; the result of one run over all programmes has a good megabyte.
const MAX_BYTES: u64 = 8 << 20;

/// One answer that was handed in.
#[derive(Clone, Debug)]
enum Entry {
    /// Key and value as written, and where.
    Written(String, Scalar, String),
    /// From a saved session, and from which.
    Saved(FactId, Answer, String),
}

/// Where the answer to a question stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Whence {
    /// Whose answer it is.
    pub fact: FactId,
    /// The option, or file, line and key.
    pub at: String,
}

/// What was handed in, not yet looked at.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// In the order given; a later one replaces an earlier one.
    entries: Vec<Entry>,
    problems: Vec<String>,
}

/// Reads a saved session.
///
/// # Errors
/// The file cannot be read, is damaged, or is none.
pub fn read_session(catalogue: &'static Catalogue, path: &Path) -> Result<Input, Failure> {
    let (name, text) = read_text(path)?;
    session(catalogue, &name, &text).map_err(|e| Failure::Input(format!("{name}: {e}")))
}

/// Reads a profile or a saved session from a file, or from standard input for `-`.
///
/// # Errors
/// The file cannot be read, or is neither TOML nor JSON.
pub fn read(catalogue: &'static Catalogue, path: &Path) -> Result<Input, Failure> {
    answers(catalogue, path, &read_text(path)?)
}

/// The answers in the text of `path`, which is shown as `name`.
pub(super) fn answers(
    catalogue: &'static Catalogue,
    path: &Path,
    (name, text): &(String, String),
) -> Result<Input, Failure> {
    let text = text.trim_start_matches('\u{feff}');
    if format::claims(text) {
        return session(catalogue, name, text).map_err(|e| Failure::Input(format!("{name}: {e}")));
    }
    let json = match path.extension().and_then(|e| e.to_str()) {
        Some("json") => true,
        Some("toml") => false,
        _ => text.trim_start().starts_with('{'),
    };
    let input = if json { Input::json(text) } else { Input::toml(text) };
    let mut input = input.map_err(|e| Failure::Input(format!("{name}: {e}")))?;
    for entry in &mut input.entries {
        if let Entry::Written(key, _, at) = entry {
            *at = match written::line_of(text, key) {
                Some(line) => format!("{name} {line}行目 {}", output::shown(key)),
                None => format!("{name} {}", output::shown(key)),
            };
        }
    }
    Ok(input)
}

/// The file's name as it may be shown, and its text.
pub(super) fn read_text(path: &Path) -> Result<(String, String), Failure> {
    let name = output::shown_path(path);
    let mut bytes = Vec::new();
    let taken = if path == Path::new("-") {
        std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|f| f.take(MAX_BYTES + 1).read_to_end(&mut bytes))
    };
    taken.map_err(|e| Failure::Input(format!("{name} が読めません（{}）", output::unread(&e))))?;
    if u64::try_from(bytes.len()).is_ok_and(|n| n > MAX_BYTES) {
        return Err(Failure::Input(format!("{name} は大きすぎます（{MAX_BYTES} バイトまで）")));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Input(format!("{name} は UTF-8 ではありません。UTF-8 で保存してください")))?;
    Ok((name, text))
}

/// A saved session: the town's figures come from the table, the user's answers from the file.
fn session(catalogue: &'static Catalogue, name: &str, text: &str) -> Result<Input, String> {
    let saved = format::read(text.as_bytes()).map_err(|fault| fault.what().to_owned())?;
    let restored = restore(catalogue, &saved.now.answers);
    let mut out = Input::default();
    let listed = saved.code.filter(|code| catalogue.municipalities.iter().any(|m| m.code == *code));
    match (listed, saved.code) {
        (Some(code), _) => out.push("municipality", Scalar::Text(format!("{code:06}"))),
        (None, Some(_)) => output::stderr(&format!(
            "{}は今の自治体の表にありません。保存したときの数字で判定します",
            output::shown(&saved.name)
        )),
        (None, None) => {}
    }
    for text in lost(catalogue, &saved.now, &restored.unknown) {
        output::stderr(&format!("引き継げなかったもの: {text}"));
    }
    let answers = if listed.is_some() { &restored.given } else { &restored.then };
    let all = answers.iter().chain(restored.taken_back.iter().map(|f| (*f, Answer::NotAsked)));
    out.entries.extend(all.map(|(fact, answer)| Entry::Saved(fact, answer, name.to_owned())));
    Ok(out)
}

impl Input {
    /// A JSON object.
    ///
    /// # Errors
    /// What is wrong with it as JSON, with line and column.
    pub fn json(text: &str) -> Result<Self, String> {
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|e| format!("JSON として読めません（{}行{}字目）", e.line(), e.column()))?;
        let serde_json::Value::Object(map) = value else {
            return Err("JSON の一番外は { } にしてください".to_owned());
        };
        if let Some(serde_json::Value::String(format)) = map.get("format") {
            return Self::result(format, &map);
        }
        let mut out = Self::default();
        for (key, value) in map {
            match (key.as_str(), value) {
                ("profile" | "project", serde_json::Value::Object(inner)) => {
                    inner.into_iter().for_each(|(k, v)| out.take(&k, Scalar::json(v)));
                }
                (_, value) => out.take(&key, Scalar::json(value)),
            }
        }
        Ok(out)
    }

    /// A result that `assess --format json` wrote: whom it is about, the day, and what was answered. What a table or
    /// another answer gave is found anew; what had been taken back stays taken back.
    fn result(format: &str, map: &serde_json::Map<String, serde_json::Value>) -> Result<Self, String> {
        if format != json::ASSESS {
            return Err(format!(
                "「{}」の形は回答として読めません（読めるのは {}）",
                output::shown(format),
                json::ASSESS
            ));
        }
        let mut out = Self::default();
        let text = |v: Option<&serde_json::Value>| v.and_then(|v| v.as_str()).map(ToOwned::to_owned);
        let code = map.get("municipality").and_then(|m| m.get("code"));
        for (key, value) in [("municipality", text(code)), ("as_of", text(map.get("as_of")))] {
            if let Some(value) = value {
                out.push(key, Scalar::Text(value));
            }
        }
        for one in map.get("profile").and_then(|p| p.as_array()).into_iter().flatten() {
            let (Some(id), Some(state)) = (text(one.get("id")), text(one.get("state"))) else {
                return Err("profile の各要素には id と state が必要です".to_owned());
            };
            match state.as_str() {
                "given" => out.take(&id, one.get("value").cloned().and_then(Scalar::json)),
                "dont_know" => out.push(&id, Scalar::Text("?".to_owned())),
                "not_asked" => out.push(&id, Scalar::Nothing),
                _ => {}
            }
        }
        Ok(out)
    }

    /// Adds what another file says; it wins where both speak.
    pub fn add(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.problems.extend(other.problems);
    }

    fn push(&mut self, key: &str, value: Scalar) {
        self.entries.push(Entry::Written(key.to_owned(), value, String::new()));
    }

    /// A TOML table.
    ///
    /// # Errors
    /// What is wrong with it as TOML, with the line.
    pub fn toml(text: &str) -> Result<Self, String> {
        let table: toml::Table = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(0, |s| 1 + text.bytes().take(s.start).filter(|b| *b == b'\n').count());
            written::not_toml(line)
        })?;
        if let Some(other) = table.get("format").and_then(toml::Value::as_str) {
            return Err(format!("「{}」の形は回答として読めません", output::shown(other)));
        }
        let mut out = Self::default();
        for (key, value) in table {
            match (key.as_str(), value) {
                ("profile" | "project", toml::Value::Table(inner)) => {
                    inner.into_iter().for_each(|(k, v)| out.take(&k, Scalar::toml(v)));
                }
                (_, value) => out.take(&key, Scalar::toml(value)),
            }
        }
        Ok(out)
    }

    fn take(&mut self, key: &str, value: Option<Scalar>) {
        match value {
            Some(value) => self.push(key, value),
            None => {
                self.problems.push(format!("{}: 値は1つ（はい・いいえ、数、文字）にしてください", output::shown(key)));
            }
        }
    }

    /// Adds `fact=value` pairs.
    pub fn set(&mut self, pairs: &[String], problems: &mut Vec<String>) {
        for pair in pairs {
            match pair.split_once(['=', '＝']) {
                Some((key, value)) => {
                    let at = format!("--set {}", output::shown(key.trim()));
                    self.entries.push(Entry::Written(key.trim().to_owned(), Scalar::Text(value.to_owned()), at));
                }
                None => problems.push(format!("--set は 項目=値 の形で書いてください（「{}」）", output::shown(pair))),
            }
        }
    }

    /// Takes out the day asked about.
    pub fn as_of(&mut self, problems: &mut Vec<String>) -> Option<Date> {
        let text = self.text_of("as_of", problems)?;
        let day = number::date(&text).ok().and_then(|(y, m, d)| Date::new(y, m, d));
        if day.is_none() {
            problems.push(format!("as_of の「{}」を日付として読めません。例: 2024-06-01", output::shown(&text)));
        }
        day
    }

    /// Takes out the municipality's name.
    pub fn municipality(&mut self, problems: &mut Vec<String>) -> Option<String> {
        self.text_of("municipality", problems)
    }

    fn text_of(&mut self, key: &str, problems: &mut Vec<String>) -> Option<String> {
        let mut found = None;
        self.entries.retain(|entry| match entry {
            Entry::Written(k, v, _) if k == key => {
                found = Some(v.clone());
                false
            }
            _ => true,
        });
        match found? {
            Scalar::Text(t) => Some(t),
            Scalar::Whole(n) => Some(n.to_string()),
            Scalar::Nothing => None,
            Scalar::Flag(_) => {
                problems.push(format!("{key} は文字で書いてください"));
                None
            }
        }
    }

    /// Lays the answers over `profile`, and tells where each stands; what cannot be used is reported.
    pub fn apply(self, catalogue: &Catalogue, profile: &mut Profile, problems: &mut Vec<String>) -> Vec<Whence> {
        problems.extend(self.problems);
        let mut places = Vec::new();
        for entry in self.entries {
            let (fact, answer, at) = match entry {
                Entry::Written(key, ..) if key == "municipality" || key == "as_of" => continue,
                Entry::Written(key, value, at) => {
                    match named(catalogue, &key).and_then(|(id, fact)| Ok((id, written::answer(fact, &value)?))) {
                        Ok((id, answer)) => (id, answer, at),
                        Err(problem) => {
                            problems.push(problem);
                            continue;
                        }
                    }
                }
                Entry::Saved(fact, answer, at) => (fact, answer, at),
            };
            profile.set(fact, answer);
            places.push(Whence { fact, at });
        }
        places
    }
}

/// The fact with this id, or with exactly this label.
///
/// # Errors
/// A sentence with near names.
pub fn named(catalogue: &Catalogue, key: &str) -> Result<(FactId, &'static Fact), String> {
    written::named(catalogue, key).ok_or_else(|| {
        let names = suggest(key, catalogue.facts.iter().map(|f| (f.id, f.label)));
        format!("項目「{}」はありません{}", output::shown(key), perhaps(&names))
    })
}
