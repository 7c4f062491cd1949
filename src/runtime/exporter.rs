//! 書き出し: the folder that the machine offers, the file, and its path for the clipboard.

use std::borrow::Cow;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::app::export::{Existing, Outcome, Request, What};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::laid::laid;
use crate::domain::plan::understood::About;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::export::{self, Compared, ComparisonExport, Export, Make, PlanExport, ResultsExport, WhoExport};
use crate::places::who::place::Who;
use crate::present::form::{Form, Scope};
use crate::runtime::guard::Output;
use crate::session::consult::evidence::Evidence;
use crate::store::file::{self, Fault};

/// The user's documents, else the desktop, else the folder that the program was started in.
pub fn folder(named: Option<&Path>) -> String {
    let found = || {
        let user = directories::UserDirs::new();
        let offered = user.iter().flat_map(|u| [u.document_dir(), u.desktop_dir()]).flatten();
        offered.map(Path::to_path_buf).find(|p| p.is_dir()).or_else(|| std::env::current_dir().ok())
    };
    named.map(Path::to_path_buf).or_else(found).map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes the hand-out that was asked for.
pub fn write(catalogue: &'static Catalogue, as_of: Date, request: &Request) -> Outcome {
    let make = Make { annexes: request.annexes, paper: request.paper, command: &request.command };
    let (bytes, more) = match bytes(catalogue, as_of, &request.what, make, request.form) {
        Ok(bytes) => bytes,
        Err(sentence) => return Outcome::Failed(sentence),
    };
    let typed = Path::new(&request.folder).join(&request.name);
    // What is shown must be found again, wherever the program was started.
    let path = std::path::absolute(&typed).unwrap_or(typed);
    let force = request.existing == Existing::Replace;
    let written = match &more {
        Some((behind, more)) => file::write_both((&path, &bytes), (&file::sibling(&path, behind), more), force),
        None => file::write(&path, &bytes, force),
    };
    match written {
        Ok(()) => {
            let copied = copy(&path);
            Outcome::Written { path: path.to_string_lossy().into_owned(), copied }
        }
        Err(Fault::Exists) => Outcome::Exists,
        Err(Fault::Folder) => Outcome::Failed("その名前のフォルダがあります。ファイル名を変えてください".to_owned()),
        Err(Fault::Nameless) => Outcome::Failed("ファイル名を入力してください".to_owned()),
        Err(Fault::Failed(why)) => {
            Outcome::Failed(format!("書き出せませんでした（{why}）。フォルダか名前を変えてください"))
        }
    }
}

/// Hands a file to what the system opens it with. A console without a desktop has nothing that could.
pub fn open(path: String) -> Outcome {
    let has_desktop = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()));
    let opener = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(opener);
    command.arg(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match has_desktop.then(|| command.spawn()) {
        Some(Ok(_)) => Outcome::Opened(path),
        _ => Outcome::Failed(format!("この端末からは開けません。ファイルはここにあります: {path}")),
    }
}

/// A second file: what stands behind the name of the first, and its bytes.
pub type More = Option<(&'static str, Vec<u8>)>;

fn files(content: &Export<'_>, form: Form) -> Result<(Vec<u8>, More), String> {
    Ok((export::bytes(content, form)?, export::questions(content, form)?))
}

/// What is asked for in a form, with the second file where there is one.
///
/// # Errors
/// A sentence why the form cannot hold it.
pub fn bytes(
    catalogue: &'static Catalogue,
    as_of: Date,
    what: &What,
    make: Make<'_>,
    form: Form,
) -> Result<(Vec<u8>, More), String> {
    match what {
        What::Comparison { a, b } => {
            let side = |s| {
                let (name, profile): &(String, _) = s;
                Compared { name: name.as_str(), inquiry: Inquiry { catalogue, profile, as_of } }
            };
            let comparison = ComparisonExport { a: side(a), b: side(b), make };
            files(&Export::Comparison(comparison), form)
        }
        What::Report(rows) => {
            // The same question asked again: results are not copied around.
            let programmes: Vec<_> = rows.programmes.iter().filter_map(|id| catalogue.programme(*id)).collect();
            let municipality = rows.code.and_then(|c| catalogue.municipality(c));
            if let (Scope::Who(bodies), Some(programme)) = (rows.scope, programmes.first()) {
                let who = Who::new(catalogue, programme, as_of);
                let profile = Profile::new();
                let inquiry = Inquiry { catalogue, profile: &profile, as_of };
                let who = WhoExport { catalogue, inquiry, cases: &who.cases, towns: &who.towns, bodies, make };
                return files(&Export::Who(who), form);
            }
            let said = rows.plan.as_deref().map(|plan| {
                let evidence = Evidence::new(catalogue);
                let mut said = plan.read(catalogue, &evidence);
                if municipality.is_some() {
                    said.settled(About::Town);
                }
                let overlaps = evidence.overlaps(&said.words);
                (said, plan.sentence.trim(), overlaps)
            });
            let profile = match &said {
                Some((said, ..)) => Cow::Owned(said.project.on(catalogue, &rows.profile)),
                None => Cow::Borrowed(&rows.profile),
            };
            let inquiry = Inquiry { catalogue, profile: &profile, as_of };
            let plan = said.map(|(said, sentence, overlaps)| {
                let chosen = rows.marked || rows.scope == Scope::Programme;
                (laid(inquiry, &said.project, &overlaps, &programmes, chosen), said, sentence)
            });
            let own: Vec<Assessment>;
            let results = if let Some((laid, ..)) = &plan {
                &laid.results
            } else {
                own = programmes.iter().map(|p| inquiry.assess(p)).collect();
                &own
            };
            let report = ResultsExport {
                inquiry,
                municipality,
                results,
                marked: rows.marked,
                make,
                scope: rows.scope,
                chosen: &rows.chosen,
                plan: plan.as_ref().map(|(laid, understood, said)| PlanExport { understood, said, laid }),
            };
            files(&Export::Results(report), form)
        }
    }
}

/// Hands the path to the terminal's clipboard (OSC 52). Whether the terminal takes it, it does not say.
fn copy(path: &Path) -> bool {
    // The text console of Linux would print it.
    if std::env::var("TERM").is_ok_and(|t| t == "linux" || t == "dumb") {
        return false;
    }
    let mut sequence = String::new();
    let written = CopyToClipboard::to_clipboard_from(path.to_string_lossy().as_bytes()).write_ansi(&mut sequence);
    written.is_ok() && Output::new().write_all(sequence.as_bytes()).is_ok()
}
