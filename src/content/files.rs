//! The files of a bundle, held as text. Reading them is the only contact with the disk.

use std::collections::BTreeMap;
use std::path::Path;

use super::problem::Problem;

/// A content file larger than this is refused: the whole bundle is a few hundred kilobytes.
pub const MAX_FILE: u64 = 1 << 20;

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
        for name in [
            "sources.toml",
            "facts.toml",
            "glossary.toml",
            "readings.toml",
            "municipalities.toml",
            "municipalities.csv",
        ] {
            out.take(&dir.join(name), name.to_owned(), &mut problems);
        }
        for folder in ["programmes", "cases"] {
            let Ok(entries) = std::fs::read_dir(dir.join(folder)) else {
                problems.push(whole(folder, "フォルダが読めません。束のフォルダを指定してください"));
                continue;
            };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if Path::new(&name).extension().is_some_and(|e| e == "toml") {
                    out.take(&entry.path(), format!("{folder}/{name}"), &mut problems);
                }
            }
        }
        (out, problems)
    }

    fn take(&mut self, path: &Path, name: String, problems: &mut Vec<Problem>) {
        match std::fs::metadata(path) {
            Err(e) => return problems.push(whole(&name, &format!("ファイルが読めません（{e}）"))),
            Ok(m) if m.len() > MAX_FILE => {
                let text = format!("大きすぎます（{} バイト）。1ファイルは {MAX_FILE} バイトまでです", m.len());
                return problems.push(whole(&name, &text));
            }
            Ok(_) => {}
        }
        match std::fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => {
                self.texts.insert(name, text);
            }
            Ok(Err(_)) => problems.push(whole(&name, "UTF-8 ではありません。UTF-8 で保存してください")),
            Err(e) => problems.push(whole(&name, &format!("ファイルが読めません（{e}）"))),
        }
    }
}

fn whole(file: &str, message: &str) -> Problem {
    Problem { file: file.to_owned(), line: 0, key: String::new(), message: message.to_owned() }
}
