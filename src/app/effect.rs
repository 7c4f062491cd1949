//! What the runtime must do after an update.

use crate::app::bundle::Step;
use crate::app::export::Request;

/// What the runtime must do after an update.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Erase and paint everything.
    Repaint,
    /// Say which folder the machine offers for files (`Action::Folder`).
    FindFolder,
    /// Write a hand-out, and say what became of it (`Action::Exported`).
    Export(Box<Request>),
    /// Open the file at this path with what the system opens it with, and say whether it could (`Action::Exported`).
    OpenFile(String),
    /// Read this saved session (`Action::Opened`).
    OpenSaved(String),
    /// Give this saved session a name of its own, empty for none (`Action::Named`).
    NameSaved(String, String),
    /// Delete this saved session (`Action::Deleted`).
    DeleteSaved(String),
    /// Say which bundle is in use and which lie about (`Action::BundlesFound`).
    FindBundles,
    /// Look at the bundle of this file: whose it is, whether it holds, what it changes (`Action::BundleExamined`).
    ExamineBundle(String),
    /// Say what going back to the former bundle would change (`Action::BundleExamined`).
    ExamineFormer,
    /// Do it, and say what came of it (`Action::Report`).
    ExchangeBundle(Step),
}
