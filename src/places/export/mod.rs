//! 書き出し.

mod draw;
pub mod keys;
pub mod place;
mod proposal;
