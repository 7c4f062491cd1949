//! Does every excerpt stand in the document at the cited lines?

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::files::{DOCUMENTS, Files};
use super::problem::Problem;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::source::Quote;

/// The documents as squeezed lines: NFKC and without white space, so that broken lines do not matter.
#[derive(Debug)]
pub struct Documents {
    lines: Vec<Vec<String>>,
}

impl Documents {
    /// Reads the documents of `catalogue` from `dir`.
    ///
    /// # Errors
    /// A sentence for each document that cannot be read.
    pub fn read(catalogue: &Catalogue, dir: &Path) -> Result<Self, Vec<Problem>> {
        let read = |path: &Path| match std::fs::metadata(path) {
            // Not opened: a named pipe waits for a writer, for ever.
            Ok(m) if !m.is_file() => Err("ふつうのファイルではありません".to_owned()),
            _ => std::fs::read_to_string(path).map_err(|e| e.to_string()),
        };
        Self::from(catalogue, |file| read(&dir.join(file)))
    }

    /// The documents of `catalogue` that a bundle carries with it; `None` when it carries none.
    ///
    /// # Errors
    /// A sentence for each document that is missing among the others.
    pub fn carried(catalogue: &Catalogue, files: &Files) -> Option<Result<Self, Vec<Problem>>> {
        files.within(DOCUMENTS).next()?;
        let text =
            |file: &str| files.within(DOCUMENTS).find(|(name, _)| *name == file).map(|(_, text)| text.to_owned());
        Some(Self::from(catalogue, |file| text(file).ok_or_else(|| "束の中にありません".to_owned())))
    }

    fn from(catalogue: &Catalogue, read: impl Fn(&str) -> Result<String, String>) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut lines = Vec::new();
        for document in catalogue.documents {
            match read(document.file) {
                Ok(text) => lines.push(text.split('\n').map(squeeze).collect()),
                Err(e) => problems.push(Problem::new(
                    document.file,
                    0,
                    document.id,
                    format!("資料が読めません（{e}）。--documents のフォルダを確かめてください"),
                )),
            }
        }
        if problems.is_empty() { Ok(Self { lines }) } else { Err(problems) }
    }

    fn holds(&self, quote: &Quote) -> bool {
        let all = self.lines.get(usize::from(quote.source.0)).map_or(&[][..], Vec::as_slice);
        let first = usize::try_from(quote.first_line).unwrap_or(1).saturating_sub(1);
        let last = usize::try_from(quote.last_line).unwrap_or(0).min(all.len());
        let joined: String = all.get(first..last).unwrap_or_default().concat();
        joined.contains(&squeeze(quote.text))
    }

    /// Every quote of the bundle that the documents do not hold.
    pub fn check(&self, catalogue: &Catalogue) -> Vec<Problem> {
        let programmes = catalogue.programmes.iter().map(|p| (format!("programmes/{}.toml", p.id), p.quotes.all()));
        let examples = catalogue.examples.iter().map(|e| (format!("examples/{}.toml", e.id), e.quotes));
        let mut problems = Vec::new();
        let terms = catalogue.terms.iter().map(|t| ("glossary.toml".to_owned(), t.quotes));
        for (file, quotes) in programmes.chain(examples).chain(terms) {
            for quote in quotes.iter().filter(|q| !self.holds(q)) {
                problems.push(Problem::new(
                    file.as_str(),
                    0,
                    format!("quote.{}", quote.id),
                    format!(
                        "引用「{}」が資料の {}–{} 行にありません。行と語句を資料で確かめてください",
                        quote.text, quote.first_line, quote.last_line
                    ),
                ));
            }
        }
        problems
    }
}

fn squeeze(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
