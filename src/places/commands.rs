//! The commands of all places, as 検索 offers them.

use std::sync::LazyLock;

use crate::app::command::{self, Command};
use crate::places::everywhere::HELP;
use crate::places::place::MODES;
use crate::places::search::place::MODE as SEARCH;

/// The commands, made once when 検索 is first opened: not before the first frame. Those of 検索 and of the help
/// themselves are not among them.
pub fn commands() -> &'static [Command] {
    static COMMANDS: LazyLock<Vec<Command>> =
        LazyLock::new(|| command::commands(&MODES, |m| !m.is(&SEARCH) && !m.is(&HELP)));
    &COMMANDS
}
