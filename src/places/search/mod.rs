//! 検索.

mod draw;
pub mod place;
pub mod ranking;
