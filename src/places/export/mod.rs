//! 書き出し.

mod draw;
pub mod place;
