//! `check`: every problem of a bundle at once.

use std::time::Instant;

use super::args::Check;
use super::{Failure, Outcome, output};
use crate::content::check::check;
use crate::content::documents::Documents;
use crate::content::files::Files;
use crate::content::{Problem, embedded, load_read};
use crate::domain::catalogue::Catalogue;

/// `check`
pub fn run(args: &Check) -> Outcome {
    let start = Instant::now();
    let loaded;
    let catalogue = match &args.dir {
        None => embedded::catalogue(),
        Some(dir) if !dir.is_dir() => {
            let name = output::shown(&dir.display().to_string());
            return Err(Failure::Input(format!("{name} というフォルダはありません")));
        }
        Some(dir) => match load_read(Files::read(dir)) {
            Ok((_, catalogue)) => {
                loaded = catalogue;
                &loaded
            }
            Err(problems) => {
                report(&problems);
                return Err(Failure::Told);
            }
        },
    };
    let mut problems = check(catalogue);
    let quotes = match &args.documents {
        None => "引用は資料と突き合わせていません（--documents フォルダ で突き合わせます）".to_owned(),
        Some(dir) => match Documents::read(catalogue, dir) {
            Ok(documents) => {
                problems.extend(documents.check(catalogue));
                format!("引用 {} 件を資料と突き合わせました", quotes(catalogue))
            }
            Err(unreadable) => {
                problems.extend(unreadable);
                "引用は資料と突き合わせていません".to_owned()
            }
        },
    };
    report(&problems);
    let verdict = if problems.is_empty() { "問題はありません。" } else { "" };
    let seconds = start.elapsed().as_secs_f64();
    let (programmes, facts) = (catalogue.programmes.len(), catalogue.facts.len());
    output::stdout(&format!(
        "{verdict}制度 {programmes} 件、項目 {facts} 件、版 {}。{quotes}。{seconds:.1} 秒\n",
        catalogue.version
    ))?;
    if problems.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

fn quotes(catalogue: &Catalogue) -> usize {
    let programmes: usize = catalogue.programmes.iter().map(|p| p.quotes.len()).sum();
    programmes + catalogue.examples.iter().map(|e| e.quotes.len()).sum::<usize>()
}

fn report(problems: &[Problem]) {
    for problem in problems {
        output::tell(&problem.to_string());
    }
    if !problems.is_empty() {
        output::tell(&format!("問題が {} 件あります", problems.len()));
    }
}
