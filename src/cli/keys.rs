//! `keys`: the table of keys, as the screen uses it.

use std::fmt::Write as _;

use super::args::Keys;
use super::{Outcome, output};
use crate::app::keymap::{Binding, Context, TABLE};
use crate::text::width::{Ambiguous, pad};

/// `keys`
pub fn run(args: &Keys) -> Outcome {
    output::stdout(&if args.markdown { markdown() } else { plain() })
}

/// Rows with something to say, place by place.
fn rows(context: Context) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |b| b.context == context && !b.long.is_empty())
}

fn plain() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "【{}】", context.name());
        for b in rows(context) {
            let _ = writeln!(out, "  {} {}", pad(b.shown, 20, Ambiguous::Narrow), b.long);
        }
    }
    out
}

/// The table as the README has it.
fn markdown() -> String {
    let mut out = String::from("| 場所 | キー | はたらき |\n|---|---|---|\n");
    for b in Context::ALL.into_iter().flat_map(rows) {
        let _ = writeln!(out, "| {} | {} | {} |", b.context.name(), b.shown.replace('|', "\\|"), b.long);
    }
    out
}
