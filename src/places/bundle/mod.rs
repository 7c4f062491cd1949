//! 制度データの入れ替え.

mod draw;
pub mod place;
