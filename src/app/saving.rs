//! What the screens know about saving.

use crate::present::detail::Section;
use crate::session::answers::Session;
use crate::session::saved::SavedRow;

/// What the screens know about saving.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Saved sessions, newest first.
    pub rows: Vec<SavedRow>,
    /// A sentence of the runtime above the footer, until the next key.
    pub told: String,
    /// Where sessions are kept; empty when they are not.
    pub place: String,
    /// Why answers on the screen are not on the disk; empty when they are.
    pub unsaved: String,
    /// The user has been told so on leaving: the next time the program ends.
    pub warned: bool,
    /// Sessions that were left before the runtime could keep their last answers.
    pub left: Vec<Session>,
    /// 前回からの変化, as it was when the page was opened.
    pub report: Vec<Section>,
}
