//! Bundles outside the program: which one this run uses, and `bundle`, which takes new ones in.
//!
//! A bundle is judged in this order, and the first thing that is wrong ends it: what kind of file it is, whose it is
//! (before anything in it is parsed), whether it is a bundle of a known format, everything that `check` demands, its
//! own golden cases. All of it is done again at every start but for the golden cases, which take longest and depend on
//! nothing that the rest has not fixed.

mod install;
pub mod judge;
mod pack;
mod prepared;
mod screen;
pub mod sources;
mod status;
mod trust;

use std::path::Path;

use super::args::bundle::{Bundle, Command, Install};
use super::outcome::Outcome;
use super::output;
use sources::Sources;

/// A bundle that was dropped on the program: judged, shown, and taken in only after a clear yes.
pub fn dropped(file: &Path, sources: &Sources) -> Outcome {
    let name = output::shown_path(file);
    output::stderr(&format!("{name} は制度データの束です。確かめて、取り込むかどうかを尋ねます"));
    let args = Install { file: file.to_owned(), yes: false, downgrade: false };
    install::run(&args, sources)
}

/// `bundle`
pub fn run(args: &Bundle, sources: &Sources) -> Outcome {
    match &args.command {
        Command::Install(a) => install::run(a, sources),
        Command::Status => status::run(sources),
        Command::Rollback => install::roll_back(sources),
        Command::Trust(a) => trust::run(a, sources),
        Command::Pack(a) => pack::run(a, sources),
    }
}
