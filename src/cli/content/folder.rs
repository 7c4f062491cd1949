//! The folder that an editor works in.

use std::path::Path;

use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;

/// A folder of content; that it is one is seen by its list of documents.
pub fn folder(dir: &Path) -> Outcome {
    if dir.join("sources.toml").is_file() {
        return Ok(());
    }
    let name = output::shown_path(dir);
    Err(Failure::Input(format!(
        "{name} は制度データのフォルダではありません（sources.toml がありません）。chiiki-navi content unpack {name} で出せます"
    )))
}
