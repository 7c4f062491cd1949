//! Files on disk: saved sessions above all. Knows the domain, text and files; knows no screen.
//!
//! # What is kept
//! One TOML file per session ([`mod@format`]): whom it is about, every answer by fact id and option id ([`saved`]), and how
//! each programme stood, so that a later bundle or a later day can be told apart from a changed town. The last line is
//! a checksum. Nothing about the person at the keyboard is written. Beside them the theme ([`settings`]).
//! Bundles that the user installed, and the keys that he trusts, stand in folders of their own ([`bundles`]).
//!
//! # How it is kept ([`folder`])
//! - A new state is written to a file beside the old one, synced, and only then takes its name; the state before stays
//!   as `.bak`. After a crash at any step the old state or the new one is readable: between the two renames the session's
//!   name is nobody's, and the next run takes up the new state, which is whole and says in its name whose it is.
//! - A damaged file is set aside as `…-damaged-<run>`, never overwritten; the older generation stands in for it.
//! - Each session begun gets a file of its own (`<団体コード>-<day, time, process>.toml`), so two instances meet only
//!   when both open the same saved session. Then whoever finds the file other than it left it goes on in a new file:
//!   nobody's work is overwritten, both stand in the list. No lock is needed, so none can be left behind.
//!
//! Everything else is written at once by one writer over `tempfile` ([`mod@file`]), hand-outs too. Sessions are not: it
//! keeps no older generation, looks for no other writer, and cannot be failed step by step in a test ([`Disk`]), which
//! is what has to be proven here.

pub mod bundles;
pub mod disk;
pub mod file;
pub mod folder;
pub mod format;
pub mod saved;
pub mod settings;

pub use disk::{Disk, RealDisk};
pub use file::checksum;
pub use folder::{Folder, Loaded, SavedFile};
pub use saved::{AnswerState, RestoredAnswers, SavedAnswer, SavedRow, SavedSession, SavedState, SavedVerdict};
