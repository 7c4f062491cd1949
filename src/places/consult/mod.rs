//! 相談.

mod chips;
mod draw;
pub mod place;
