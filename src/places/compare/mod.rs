//! 比較.

mod draw;
pub mod place;
