//! `check`: every problem of a bundle at once.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::args::Check;
use super::bundle::judge::{Proof, file, prove, report, report_misses};
use super::bundle::sources::{Sources, keep};
use super::outcome::{Failure, Outcome};
use super::output;
use crate::content::Problem;
use crate::content::check::check;
use crate::content::examine::{Examined, examine};
use crate::content::files::{Files, GOLDEN};
use crate::content::pack::unpack;

/// How often `--watch` looks whether a file has changed.
const LOOK: Duration = Duration::from_millis(700);

/// `check`
pub fn run(args: &Check, sources: &Sources) -> Outcome {
    let Some(dir) = args.dir.as_deref().filter(|d| args.watch && d.is_dir()) else { return once(args, sources) };
    let mut last = None;
    loop {
        let now = Files::read(dir).0.texts;
        if last.as_ref() != Some(&now) {
            // Whatever is wrong has been said; the next change is waited for.
            match once(args, sources) {
                Ok(()) | Err(Failure::Reported) => {}
                other => return other,
            }
            output::stderr("保存するたびに検査します（やめるには Ctrl+C）");
            last = Some(now);
        }
        std::thread::sleep(LOOK);
    }
}

/// What one run has found.
struct Found {
    examined: Examined,
    proof: Proof,
    cases: usize,
    /// Whether the documents come with the files.
    is_carried: bool,
    seconds: f64,
}

fn once(args: &Check, sources: &Sources) -> Outcome {
    let start = Instant::now();
    // The files are at hand only where a folder or file was named; of what is in use only the logic can be looked at.
    let (examined, files) = match &args.dir {
        None => {
            let catalogue = sources.catalogue()?;
            let examined = Examined { catalogue: Some(*catalogue), problems: check(catalogue), compared: None };
            (examined, Files::default())
        }
        Some(path) => {
            let (files, unread) = named(path)?;
            (examine(&files, unread, args.documents.as_deref()), files)
        }
    };
    // Answers that come from half-read files prove nothing.
    let sound = examined.catalogue.as_ref().filter(|_| examined.problems.is_empty());
    let proof = sound.map_or_else(Proof::default, |c| prove(keep(c), &files));
    let (cases, is_carried) = (files.within(GOLDEN).count(), args.documents.is_none());
    let found = Found { examined, proof, cases, is_carried, seconds: start.elapsed().as_secs_f64() };
    let is_good = found.examined.problems.is_empty() && found.proof.misses.is_empty();
    if args.json {
        output::stdout(&(found.json(is_good).to_string() + "\n"))?;
    } else {
        // What is no result does not go where results are read.
        if is_good {
            output::stdout(&found.told(true))?;
        } else {
            output::stderr(found.told(false).trim_end());
        }
        report_misses(&found.proof.misses);
        report(&found.examined.problems);
    }
    if is_good { Ok(()) } else { Err(Failure::Reported) }
}

impl Found {
    fn told(&self, is_good: bool) -> String {
        let Some(c) = &self.examined.catalogue else { return String::new() };
        let verdict = if is_good { "問題はありません。" } else { "" };
        let proven = match (self.cases, self.examined.problems.is_empty()) {
            (0, _) => String::new(),
            (n, false) => format!("照合の事例 {n} ファイルは、上の問題を直してから計算します。"),
            _ => format!("照合の事例 {} 件。", self.proof.expectations),
        };
        let quotes = match &self.examined.compared {
            Some(compared) => {
                let whence = if self.is_carried { "束の中の" } else { "" };
                let absent = match compared.absent.join("、") {
                    none if none.is_empty() => none,
                    all => format!("（{all} はフォルダにないので、その引用は突き合わせていません）"),
                };
                format!("引用 {} 件を{whence}資料と突き合わせました{absent}", compared.quotes)
            }
            None => "引用は資料と突き合わせていません（--documents フォルダ で突き合わせます）".to_owned(),
        };
        format!(
            "{verdict}制度 {} 件、項目 {} 件、版 {}。{proven}{quotes}。{:.1} 秒\n",
            c.programmes.len(),
            c.facts.len(),
            c.version,
            self.seconds
        )
    }

    fn json(&self, is_good: bool) -> Value {
        let problem = |p: &Problem| {
            json!({
                "file": p.file, "line": p.line, "column": p.column, "key": p.key, "message": p.message, "write": p.mended,
            })
        };
        let misses: Vec<Value> = self
            .proof
            .misses
            .iter()
            .map(|(file, m)| {
                json!({ "file": file, "label": m.label, "programme": m.programme, "key": m.key,
                        "expected": m.expected, "got": m.got })
            })
            .collect();
        let c = self.examined.catalogue.as_ref();
        json!({
            "schema": 1,
            "good": is_good,
            "version": c.map(|c| c.version),
            "programmes": c.map(|c| c.programmes.len()),
            "compared_with_documents": self.examined.compared.is_some(),
            "documents_absent": self.examined.compared.as_ref().map(|c| &c.absent),
            "problems": self.examined.problems.iter().map(problem).collect::<Vec<_>>(),
            "cases": self.proof.expectations,
            "misses": misses,
        })
    }
}

/// A folder as its editors have it, or a packed file, whoever signed it.
fn named(path: &Path) -> Result<(Files, Vec<Problem>), Failure> {
    let name = output::shown_path(path);
    if path.is_dir() {
        Ok(Files::read(path))
    } else if path.exists() {
        let pack = unpack(&file(path)?.0).map_err(|r| Failure::Failed(format!("{name}: {r}")))?;
        Ok((pack.files, Vec::new()))
    } else {
        Err(Failure::Input(format!("{name} というフォルダはありません")))
    }
}
