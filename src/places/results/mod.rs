//! 結果.

mod draw;
pub mod place;
