//! Everything that can happen, whatever key or mouse it came from.

use crate::app::bundle::{Held, Proposal};
use crate::app::export::Outcome;
use crate::app::saving::Saved;
use crate::app::to::To;
use crate::session::reopened::Reopened;
use crate::session::saved::SavedRow;
use crate::text::width::Ambiguous;

/// What the user wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// Selection or text one row up.
    Up,
    /// Selection or text one row down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// First row.
    Top,
    /// Last row.
    Bottom,
    /// Takes what is selected or typed.
    Confirm,
    /// Option number, from 1.
    Pick(u8),
    /// Back to where one came from; closes what lies on top.
    Back,
    /// Next question or programme.
    Next,
    /// Previous question or programme.
    Previous,
    /// 「わからない」.
    DontKnow,
    /// Takes back the last change of an answer.
    Undo,
    /// Takes the answer back: as if not asked.
    Unanswer,
    /// A character for the field in focus.
    Type(char),
    /// Text for the field in focus, pasted in one piece.
    Paste(String),
    /// Deletes to the left.
    Erase,
    /// Deletes to the right.
    Delete,
    /// Caret left.
    Left,
    /// Caret right.
    Right,
    /// Caret to the start.
    Home,
    /// Caret to the end.
    End,
    /// Empties the field.
    Clear,
    /// To an address.
    Go(To),
    /// 比較: pins the present answers as A, or compares A with what is now or with the chosen municipality.
    Compare,
    /// Pins the result in view, or takes the pin away.
    Pin,
    /// Marks the selected programme for 組み合わせ, or takes the mark away.
    Mark,
    /// Leaves the program when it is said twice.
    Leave,
    /// Strikes the selected row from 書き出し, or takes it back in; the next choice of a field.
    Toggle,
    /// Takes every row into 書き出し.
    TakeAll,
    /// Strikes every row from 書き出し.
    StrikeAll,
    /// Replaces the file that is there.
    Replace,
    /// Opens the file that was written.
    OpenFile,
    /// Goes on with the session saved last.
    Resume,
    /// Gives the selected session a name of its own.
    Name,
    /// Narrows the results by words.
    Narrow,
    /// Next group of results (該当 → 要確認 → 対象外 → すべて).
    NextGroup,
    /// Previous group of results.
    PreviousGroup,
    /// Next order of results.
    NextOrder,
    /// Shows or hides the keys of this place.
    Help,
    /// Shows the first steps; there, the keys of this place.
    Steps,
    /// The next theme.
    NextLook,
    /// Hides or shows the municipality's name in 発表者画面.
    Mask,
    /// A click on a cell: column, row.
    Click(u16, u16),
    /// The terminal shows ambiguous characters so wide.
    Ambiguous(Ambiguous),
    /// Repaints the whole screen.
    Redraw,
    /// Ends the program.
    Quit,
    /// The terminal has this size now.
    Resize(u16, u16),
    /// A kana or full-width letter came where a command is expected.
    ImeSlip,
    /// The folder that the machine offers for 書き出し.
    Folder(String),
    /// What became of a 書き出し.
    Exported(Outcome),
    /// The saved sessions: the folder, the rows, newest first, and what could not be read.
    Listed(String, Vec<SavedRow>, String),
    /// What came of saving.
    Saved(Box<Saved>),
    /// A saved session as it was read, and what the user must know.
    Opened(Box<Reopened>, Option<String>),
    /// The session of this key is on the screen or was left with answers that could not be saved: it goes on.
    OpenUnsaved(String),
    /// The saved session of this key cannot be had; a sentence why.
    Unreadable(String, String),
    /// The saved session of this key has this name now.
    Named(String, String),
    /// The saved session of this key is deleted.
    Deleted(String),
    /// The program is about to end although answers could not be saved.
    Unsaved,
    /// The bundle in use and those that were found.
    BundlesFound(Box<Held>),
    /// A bundle that may be taken in, or a sentence why not.
    BundleExamined(Box<Result<Proposal, String>>),
    /// A sentence of the runtime.
    Report(String),
}

impl Action {
    /// Done by the terminal or the runtime, not by the user: no answer to a message.
    pub fn is_report(&self) -> bool {
        use Action::{
            Ambiguous, BundleExamined, BundlesFound, Deleted, Exported, Folder, Listed, Named, OpenUnsaved, Opened,
            Redraw, Report, Resize, Saved, Unreadable, Unsaved,
        };
        matches!(
            self,
            Resize(..)
                | Redraw
                | Ambiguous(_)
                | Folder(_)
                | Exported(_)
                | Listed(..)
                | Saved(_)
                | Opened(..)
                | OpenUnsaved(_)
                | Unreadable(..)
                | Named(..)
                | Deleted(_)
                | Unsaved
                | BundlesFound(_)
                | BundleExamined(_)
                | Report(_)
        )
    }
}
