//! `keys`: the table of keys, as the screen uses it.

use std::fmt::Write as _;

use super::args::Keys;
use super::outcome::Outcome;
use super::output;
use crate::app::keymap::{Binding, Mode};
use crate::places::place::MODES;
use crate::text::width::{Ambiguous, pad};

/// `keys`
pub fn run(args: &Keys) -> Outcome {
    output::stdout(&if args.markdown { markdown() } else { plain() })
}

/// Rows with something to say, place by place.
fn rows(mode: &'static Mode) -> impl Iterator<Item = (&'static str, &'static Binding)> {
    mode.keys.iter().filter(|b| !b.long.is_empty()).map(|b| (mode.name, b))
}

fn plain() -> String {
    let mut out = String::new();
    for mode in MODES {
        let _ = writeln!(out, "【{}】", mode.name);
        for (_, b) in rows(mode) {
            let _ = writeln!(out, "  {} {}", pad(b.shown, 20, Ambiguous::Narrow), b.long);
        }
    }
    out
}

/// The table as `docs/keys.md` has it.
fn markdown() -> String {
    let mut out = String::from("| 場所 | キー | はたらき |\n|---|---|---|\n");
    for (place, b) in MODES.into_iter().flat_map(rows) {
        let _ = writeln!(out, "| {} | {} | {} |", place, b.shown.replace('|', "\\|"), b.long);
    }
    out
}
