//! What several integration tests share.
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may fail")]

pub mod keys;
#[cfg(unix)]
pub mod pty;
pub mod screen;
