//! 書き出し: the folder that the machine offers, the file, and its path for the clipboard.

use std::io::Write as _;
use std::path::Path;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::Start;
use super::guard::Output;
use crate::app::outlet::{Depth, Existing, Order, Outcome, What};
use crate::domain::judge::assess::assess;
use crate::export::file::{self, Fault};
use crate::export::{self, Compared, Comparison, Content, Report};

/// The user's documents, else the desktop, else the folder that the program was started in.
pub fn folder(start: &Start) -> String {
    let found = || {
        let user = directories::UserDirs::new();
        let offered = user.iter().flat_map(|u| [u.document_dir(), u.desktop_dir()]).flatten();
        offered.map(Path::to_path_buf).find(|p| p.is_dir()).or_else(|| std::env::current_dir().ok())
    };
    start.folder.clone().or_else(found).map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes the hand-out that was asked for.
pub fn write(start: &Start, order: &Order) -> Outcome {
    let bytes = match bytes(start, order) {
        Ok(bytes) => bytes,
        Err(sentence) => return Outcome::Failed(sentence),
    };
    let typed = Path::new(&order.folder).join(&order.name);
    // What is shown must be found again, wherever the program was started.
    let path = std::path::absolute(&typed).unwrap_or(typed);
    match file::write(&path, &bytes, order.existing == Existing::Replace) {
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

fn bytes(start: &Start, order: &Order) -> Result<Vec<u8>, String> {
    let (catalogue, fingerprint, as_of) = (start.catalogue, start.place.fingerprint, start.as_of);
    match &order.what {
        What::Comparison { a, b } => {
            let side = |s| {
                let (name, profile): &(String, _) = s;
                Compared { name: name.as_str(), profile }
            };
            let comparison = Comparison { catalogue, fingerprint, as_of, a: side(a), b: side(b) };
            export::bytes(&Content::Comparison(comparison), order.form)
        }
        What::Report(rows) => {
            // The same question asked again: results are not copied around.
            let programmes = rows.programmes.iter().filter_map(|id| catalogue.programme(*id));
            let results: Vec<_> = programmes.map(|p| assess(p, &rows.profile, catalogue.facts, as_of)).collect();
            let report = Report {
                catalogue,
                fingerprint,
                as_of,
                municipality: rows.code.and_then(|c| catalogue.municipalities.iter().find(|m| m.code == c)),
                profile: &rows.profile,
                results: &results,
                details: order.depth == Depth::Details,
                scope: rows.scope,
                chosen: &rows.chosen,
            };
            export::bytes(&Content::Report(report), order.form)
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
