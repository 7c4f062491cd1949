//! Everything that is wrong with a bundle, in one run.

use std::collections::BTreeSet;
use std::path::Path;

use super::check::check;
use super::documents::Documents;
use super::file::todo;
use super::files::{Files, GOLDEN, PURPOSES};
use super::lexicon;
use super::locate::locate;
use super::lower::{Loaded, load_all};
use super::problem::Problem;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::source::Quote;

/// What an examination comes to.
pub struct Examined {
    /// What the bundle says; `None` where its common files cannot be read.
    pub catalogue: Option<Catalogue>,
    /// Everything that is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// How the excerpts were compared with documents, where they were.
    pub compared: Option<Compared>,
}

/// What the excerpts were compared with.
pub struct Compared {
    /// Excerpts that were looked up.
    pub quotes: usize,
    /// Documents that were not there; their excerpts were not looked up.
    pub absent: Vec<&'static str>,
}

/// Examines the files that were read, with what could not be (see [`Files::read`]), and compares the excerpts with the
/// documents of a folder or those that the bundle carries.
pub fn examine(files: &Files, unread: Vec<Problem>, documents: Option<&Path>) -> Examined {
    let Loaded { catalogue, mut problems, spoilt } = load_all(files, unread);
    let mut compared = None;
    if let Some(catalogue) = &catalogue {
        let mut found = check(catalogue);
        locate(&mut found, files);
        let common = ["facts.toml", "sources.toml", PURPOSES, lexicon::FILE];
        let is_sound = !common.iter().any(|f| spoilt.contains(*f));
        // What a file says cannot be judged where it could not be read, nor what all files say together.
        found.retain(|p| {
            is_sound
                && files.texts.contains_key(&p.file)
                && !spoilt.contains(&p.file)
                && (spoilt.is_empty() || p.file.starts_with("programmes/"))
        });
        problems.extend(found);
        let read =
            documents.map(|dir| Documents::read(catalogue, dir)).or_else(|| Documents::carried(catalogue, files));
        match read {
            Some(Ok(documents)) if !spoilt.contains("sources.toml") => {
                let quotes = all_quotes(catalogue).filter(|q| documents.has(q)).count();
                compared = Some(Compared { quotes, absent: documents.absent(catalogue) });
                let mut found = documents.check(catalogue);
                locate(&mut found, files);
                let known: BTreeSet<(String, usize)> = problems.iter().map(|p| (p.file.clone(), p.line)).collect();
                problems.extend(found.into_iter().filter(|p| !known.contains(&(p.file.clone(), p.line))));
            }
            Some(Err(unreadable)) => problems.extend(unreadable),
            _ => {}
        }
    }
    for (name, text) in files.within(GOLDEN) {
        problems.extend(todo(&format!("{GOLDEN}/{name}"), text));
    }
    sort::once(&mut problems);
    Examined { catalogue, problems, compared }
}

/// Every excerpt of the bundle.
fn all_quotes(c: &Catalogue) -> impl Iterator<Item = &'static Quote> {
    let programmes = c.programmes.iter().flat_map(|p| p.quotes.all());
    let examples = c.examples.iter().flat_map(|e| e.quotes);
    programmes.chain(examples).chain(c.terms.iter().flat_map(|t| t.quotes))
}
