//! 相談.

mod answer;
mod chips;
mod draw;
pub mod place;
