//! Pasted text on the Windows console, which reports it as if it had been typed.

use crate::app::key::Code;
use crate::runtime::input::event::Incoming;

/// Nobody strikes so many keys before Enter while one frame is drawn.
const HANDFUL: usize = 3;

/// Makes one paste of keys that arrived together and hold a line end behind or between them, as a cell copied from a
/// spreadsheet does: as keys, the line end would answer the question and the next line the next question.
///
/// A single line stays keys; in a field that comes to the same, and input methods hand over their words like that.
pub(super) fn gather(batch: &mut Vec<Incoming>, from: usize) {
    let mut run = String::new();
    let mut held = Vec::new();
    for event in batch.split_off(from.min(batch.len())) {
        if let Some(c) = typed(&event) {
            run.push(c);
            held.push(event);
        } else {
            flush(&mut run, &mut held, batch);
            batch.push(event);
        }
    }
    flush(&mut run, &mut held, batch);
}

fn flush(run: &mut String, held: &mut Vec<Incoming>, batch: &mut Vec<Incoming>) {
    let letters = run.chars().filter(|c| *c != '\n').count();
    if letters >= HANDFUL && run.contains('\n') {
        batch.push(Incoming::Paste(run.trim_end_matches('\n').to_owned()));
        held.clear();
    } else {
        batch.append(held);
    }
    run.clear();
}

/// The character that a key without Ctrl or Alt stands for in a text.
fn typed(event: &Incoming) -> Option<char> {
    let Incoming::Key(key) = event else { return None };
    match key.code {
        _ if key.ctrl || key.alt => None,
        Code::Char(c) => Some(c),
        Code::Enter => Some('\n'),
        Code::Tab => Some('\t'),
        _ => None,
    }
}
