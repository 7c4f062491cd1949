//! The files of a bundle, held as text. Reading them is the only contact with the disk.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::problem::Problem;

pub use crate::domain::terms::catalogue::hex;

/// A content file larger than this is refused: the whole bundle is a few hundred kilobytes.
pub const MAX_FILE: u64 = 1 << 20;

/// The files that every bundle has.
pub const SINGLE: [&str; 6] =
    ["sources.toml", "facts.toml", "glossary.toml", "readings.toml", "municipalities.toml", "municipalities.csv"];

/// Files that a bundle may do without: it then settles nothing by area, and knows no purposes and no old names.
pub const OPTIONAL: [&str; 3] = [AREAS, PURPOSES, OLD_NAMES];

/// Areas that settle answers.
pub const AREAS: &str = "areas.toml";

/// The vocabulary of plans: purposes, actors, kinds of cost, stages.
pub const PURPOSES: &str = "purposes.toml";

/// Names that municipalities had.
pub const OLD_NAMES: &str = "old_names.csv";

/// The folders of a bundle with the ending of their files; the last two may be missing.
pub const FOLDERS: [(&str, &str); 4] =
    [("programmes", "toml"), (EXAMPLES, "toml"), (GOLDEN, "toml"), (DOCUMENTS, "txt")];

/// The folder of 事例.
const EXAMPLES: &str = "examples";

/// The folder of golden cases: what the program must answer with this bundle.
pub const GOLDEN: &str = "golden";

/// The folder of the documents' text, for comparing quotes.
pub const DOCUMENTS: &str = "documents";

/// Path inside the bundle (with `/`) → text.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The files, in path order.
    pub texts: BTreeMap<String, String>,
}

impl Files {
    /// Reads the content files below `dir`; other files are left alone. With what could be read comes a [`Problem`]
    /// for every file that cannot be read, is too large or is not UTF-8, so that one run names all mistakes.
    pub fn read(dir: &Path) -> (Self, Vec<Problem>) {
        let mut out = Self::default();
        let mut problems = Vec::new();
        for name in SINGLE {
            out.take(&dir.join(name), name.to_owned(), &mut problems);
        }
        for name in OPTIONAL {
            let path = dir.join(name);
            if path.exists() {
                out.take(&path, name.to_owned(), &mut problems);
            }
        }
        for (folder, ending) in FOLDERS {
            let from = dir.join(folder);
            if from.is_dir() || !is_extra(folder) {
                out.folder(folder, ending, &from, &mut problems);
            }
        }
        (out, problems)
    }

    /// Takes the files of another folder as the bundle's `folder`.
    pub fn folder(&mut self, folder: &str, ending: &str, from: &Path, problems: &mut Vec<Problem>) {
        let Ok(entries) = std::fs::read_dir(from) else {
            return problems.push(Problem::new(folder, 0, "", "フォルダが読めません。束のフォルダを指定してください"));
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|e| e == ending) {
                self.take(&entry.path(), format!("{folder}/{name}"), problems);
            }
        }
    }

    /// The files in one folder: name without folder, and text.
    pub fn within<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside = move |name: &'a str| name.strip_prefix(folder)?.strip_prefix('/');
        self.texts.iter().filter_map(move |(name, text)| Some((inside(name)?, text.as_str())))
    }

    /// SHA-256 of the list that `sha256sum` prints for the content files in path order, golden cases and documents
    /// left out: they are not content. `LC_ALL=C ls` and `sha256sum` give the same.
    pub fn digest(&self) -> [u8; 32] {
        let mut list = String::new();
        for (name, text) in self.texts.iter().filter(|(name, _)| !is_extra(name)) {
            let _ = writeln!(list, "{}  {name}", hex(&Sha256::digest(text.as_bytes())));
        }
        Sha256::digest(list.as_bytes()).into()
    }

    fn take(&mut self, path: &Path, name: String, problems: &mut Vec<Problem>) {
        match std::fs::metadata(path) {
            Err(e) => return problems.push(Problem::new(name.as_str(), 0, "", format!("ファイルが読めません（{e}）"))),
            // Not opened: a named pipe waits for a writer, for ever.
            Ok(m) if !m.is_file() => {
                return problems.push(Problem::new(name.as_str(), 0, "", "ふつうのファイルではありません"));
            }
            Ok(m) if m.len() > MAX_FILE => {
                let text = format!("大きすぎます（{} バイト）。1ファイルは {MAX_FILE} バイトまでです", m.len());
                return problems.push(Problem::new(name.as_str(), 0, "", text));
            }
            Ok(_) => {}
        }
        match std::fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => {
                self.texts.insert(name, text);
            }
            Ok(Err(_)) => {
                problems.push(Problem::new(name.as_str(), 0, "", "UTF-8 ではありません。UTF-8 で保存してください"));
            }
            Err(e) => problems.push(Problem::new(name.as_str(), 0, "", format!("ファイルが読めません（{e}）"))),
        }
    }
}

/// Golden cases and documents prove a bundle, they are no part of what it says.
fn is_extra(name: &str) -> bool {
    [GOLDEN, DOCUMENTS].iter().any(|f| name.split('/').next() == Some(f))
}
