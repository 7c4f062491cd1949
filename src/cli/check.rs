//! `check`: every problem of a bundle at once.

use std::path::Path;
use std::time::Instant;

use super::args::Check;
use super::bundle::judge::{demands, file, prove, report, report_misses};
use super::bundle::sources::{Sources, keep};
use super::outcome::{Failure, Outcome};
use super::output;
use crate::content::documents::Documents;
use crate::content::files::{Files, GOLDEN};
use crate::content::pack::unpack;
use crate::content::{Problem, load_read};
use crate::domain::terms::catalogue::Catalogue;

/// `check`
pub fn run(args: &Check, sources: &Sources) -> Outcome {
    let start = Instant::now();
    // The files are at hand only where a folder or file was named; of what is in use only the logic can be looked at.
    let (catalogue, files) = match &args.dir {
        None => (sources.catalogue()?, Files::default()),
        Some(path) => named(path)?,
    };
    let mut problems = demands(catalogue, &files);
    let quotes = compared(args, catalogue, &files, &mut problems);
    report(&problems);
    let cases: Vec<(String, String)> = files.within(GOLDEN).map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
    let proof = prove(catalogue, &cases);
    report_misses(&proof.misses);
    let good = problems.is_empty() && proof.misses.is_empty();
    let verdict = if good { "問題はありません。" } else { "" };
    let proven =
        if cases.is_empty() { String::new() } else { format!("照合の事例 {} 件。", proof.expectations) };
    let seconds = start.elapsed().as_secs_f64();
    let (programmes, facts) = (catalogue.programmes.len(), catalogue.facts.len());
    output::stdout(&format!(
        "{verdict}制度 {programmes} 件、項目 {facts} 件、版 {}。{proven}{quotes}。{seconds:.1} 秒\n",
        catalogue.version
    ))?;
    if good { Ok(()) } else { Err(Failure::Reported) }
}

/// A folder as its editors have it, or a packed file, whoever signed it.
fn named(path: &Path) -> Result<(&'static Catalogue, Files), Failure> {
    let name = output::shown_path(path);
    let read = if path.is_dir() {
        Files::read(path)
    } else if path.exists() {
        let pack = unpack(&file(path)?.0).map_err(|r| Failure::Failed(format!("{name}: {r}")))?;
        (pack.files, Vec::new())
    } else {
        return Err(Failure::Input(format!("{name} というフォルダはありません")));
    };
    match load_read(read) {
        Ok((files, catalogue)) => Ok((keep(&catalogue), files)),
        Err(problems) => {
            report(&problems);
            Err(Failure::Reported)
        }
    }
}

/// Compares the quotes with the documents of `--documents`; says what was done.
fn compared(args: &Check, catalogue: &Catalogue, files: &Files, problems: &mut Vec<Problem>) -> String {
    let Some(dir) = &args.documents else {
        return match Documents::carried(catalogue, files) {
            Some(Ok(_)) => format!("引用 {} 件を束の中の資料と突き合わせました", quotes(catalogue)),
            _ => "引用は資料と突き合わせていません（--documents フォルダ で突き合わせます）".to_owned(),
        };
    };
    match Documents::read(catalogue, dir) {
        Ok(documents) => {
            problems.extend(documents.check(catalogue));
            format!("引用 {} 件を資料と突き合わせました", quotes(catalogue))
        }
        Err(unreadable) => {
            problems.extend(unreadable);
            "引用は資料と突き合わせていません".to_owned()
        }
    }
}

fn quotes(catalogue: &Catalogue) -> usize {
    let programmes: usize = catalogue.programmes.iter().map(|p| p.quotes.len()).sum();
    programmes + catalogue.examples.iter().map(|e| e.quotes.len()).sum::<usize>()
}
