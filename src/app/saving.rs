//! What the screens know about saving, and what the runtime reports of it.

use crate::present::line::Section;
use crate::session::answers::Session;
use crate::session::saved::SavedRow;

/// What the screens know about saving.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Saved sessions, newest first.
    pub rows: Vec<SavedRow>,
    /// Where sessions are kept; empty when they are not.
    pub folder: String,
    /// Why answers on the screen are not on the disk; empty when they are.
    pub unsaved: String,
    /// The user has been told so on leaving: the next time the program ends.
    pub warned: bool,
    /// Sessions that were left before the runtime could keep their last answers.
    pub left: Vec<Session>,
    /// 前回からの変化, as it was when the page was opened.
    pub report: Vec<Section>,
}

/// Which session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The one on the screen.
    Shown,
    /// One of [`Saving::left`].
    Left(usize),
}

/// What came of saving everything that had changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Saved {
    /// What is on the disk now: which session, and its row.
    pub saved: Vec<(Which, SavedRow)>,
    /// What the user must know.
    pub message: Option<&'static str>,
    /// Why something could not be saved; empty when everything was.
    pub failed: String,
}
