//! What several integration tests share. Only `keys` and `screen` know what the program's state looks like inside:
//! when that changes, they change, and no test.
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may fail")]

pub mod bundle;
#[cfg(unix)]
pub mod bytes;
pub mod dice;
pub mod folder;
pub mod keys;
#[cfg(unix)]
pub mod pty;
pub mod screen;
pub mod talk;
