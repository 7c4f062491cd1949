//! 相談.

mod draw;
pub mod place;
