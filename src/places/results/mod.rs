//! 結果.

mod draw;
pub mod laid;
pub mod place;
