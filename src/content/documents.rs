//! Does every excerpt stand in the document at the cited lines?

use std::path::Path;

use super::files::{DOCUMENTS, Files};
use super::problem::Problem;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::source::Quote;
use crate::text::fold::squeezed;

/// The documents that quotes are compared with.
#[derive(Debug)]
pub struct Documents {
    /// In the order of the catalogue; `None` where the folder has not this one.
    texts: Vec<Option<Text>>,
}

/// One document, squeezed: NFKC and without white space, so that broken lines do not matter.
#[derive(Debug)]
struct Text {
    lines: Vec<String>,
    /// The page of each line; empty where the text does not mark pages.
    pages: Vec<u32>,
}

impl Documents {
    /// Reads the documents of `catalogue` from `dir`. Who adds one document need not have the others: what is not there
    /// is not compared, and [`Self::absent`] tells it.
    ///
    /// # Errors
    /// A sentence for each document that cannot be read, and for all where none is there.
    pub fn read(catalogue: &Catalogue, dir: &Path) -> Result<Self, Vec<Problem>> {
        let is_any = catalogue.documents.iter().any(|d| dir.join(d.file).is_file());
        let read = |file: &str| match std::fs::metadata(dir.join(file)) {
            Err(e) if is_any && e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            // Not opened: a named pipe waits for a writer, for ever.
            Ok(m) if !m.is_file() => Err("ふつうのファイルではありません".to_owned()),
            _ => std::fs::read_to_string(dir.join(file)).map(Some).map_err(|e| e.to_string()),
        };
        Self::from(catalogue, read)
    }

    /// The documents of `catalogue` that a bundle carries with it; `None` when it carries none.
    ///
    /// # Errors
    /// A sentence for each document that is missing among the others.
    pub fn carried(catalogue: &Catalogue, files: &Files) -> Option<Result<Self, Vec<Problem>>> {
        files.within(DOCUMENTS).next()?;
        let text =
            |file: &str| files.within(DOCUMENTS).find(|(name, _)| *name == file).map(|(_, text)| text.to_owned());
        Some(Self::from(catalogue, |file| text(file).map(Some).ok_or_else(|| "束の中にありません".to_owned())))
    }

    fn from(
        catalogue: &Catalogue,
        read: impl Fn(&str) -> Result<Option<String>, String>,
    ) -> Result<Self, Vec<Problem>> {
        let (mut problems, mut texts) = (Vec::new(), Vec::new());
        for document in catalogue.documents {
            match read(document.file) {
                Ok(text) => texts.push(
                    text.map(|text| Text { lines: text.split('\n').map(squeezed).collect(), pages: paged(&text) }),
                ),
                Err(e) => problems.push(Problem::new(
                    document.file,
                    0,
                    document.id,
                    format!("資料が読めません（{e}）。--documents のフォルダを確かめてください"),
                )),
            }
        }
        if problems.is_empty() { Ok(Self { texts }) } else { Err(problems) }
    }

    /// The files that are not there, so that their quotes were not compared.
    pub fn absent(&self, catalogue: &Catalogue) -> Vec<&'static str> {
        let all = catalogue.documents.iter().zip(&self.texts);
        all.filter(|(_, text)| text.is_none()).map(|(document, _)| document.file).collect()
    }

    /// Whether the document of this quote is there.
    pub fn has(&self, quote: &Quote) -> bool {
        self.text(quote).is_some()
    }

    fn text(&self, quote: &Quote) -> Option<&Text> {
        self.texts.get(usize::from(quote.source.0))?.as_ref()
    }

    /// Whether the quote stands where it says, or its document is not there.
    fn holds(&self, quote: &Quote) -> bool {
        let Some(text) = self.text(quote) else { return true };
        let first = usize::try_from(quote.first_line).unwrap_or(1).saturating_sub(1);
        let last = usize::try_from(quote.last_line).unwrap_or(0).min(text.lines.len());
        let joined: String = text.lines.get(first..last).unwrap_or_default().concat();
        joined.contains(&squeezed(quote.text))
    }

    /// The page on which the document has the quote's first line, where its text marks pages and the quote names another.
    fn other_page(&self, quote: &Quote) -> Option<u32> {
        let line = usize::try_from(quote.first_line).ok()?.checked_sub(1)?;
        let page = *self.text(quote)?.pages.get(line)?;
        quote.page.filter(|named| *named != page).map(|_| page)
    }

    /// Every quote of the bundle that the documents do not hold, or hold on another page.
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
            for (quote, page) in quotes.iter().filter_map(|q| Some((q, self.other_page(q)?))) {
                let text = format!("{} 行は、資料の {page} 頁です。page を直すか、消してください", quote.first_line);
                problems.push(Problem::new(file.as_str(), 0, format!("quote.{}", quote.id), text));
            }
        }
        problems
    }
}

/// The page of each line: pdftotext puts a form feed before the first line of a page. Empty where there is none.
fn paged(text: &str) -> Vec<u32> {
    if !text.contains('\u{c}') {
        return Vec::new();
    }
    let mut page = 1;
    let mut out = Vec::new();
    for line in text.split('\n') {
        page += line.matches('\u{c}').fold(0, |n, _| n + 1);
        out.push(page);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::paged;

    #[test]
    fn pages_begin_at_form_feeds() {
        assert_eq!(paged("a\nb\n\u{c}c\nd\n\u{c}"), [1, 1, 2, 2, 3]);
        assert!(paged("a\nb\n").is_empty());
    }
}
