//! 回答一覧.

mod draw;
pub mod place;
