//! `content`: the kit of those who write the bundle, in the one program.

mod cases;
mod diff;
mod folder;
mod markdown;
mod moved;
mod new;
mod next_year;
mod unpack;

use super::args::content::{Command, Content};
use super::bundle::sources::Sources;
use super::outcome::Outcome;
use crate::domain::value::date::Date;

/// `content`
pub fn run(args: &Content, sources: &Sources, as_of: Date) -> Outcome {
    match &args.command {
        Command::Unpack(a) => unpack::run(a, sources),
        Command::New(a) => new::run(a),
        Command::NextYear(a) => next_year::run(a),
        Command::Diff(a) => diff::run(a, sources, as_of),
        Command::Cases(a) => cases::run(a, sources, as_of),
    }
}
