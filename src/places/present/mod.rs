//! 発表者画面.

mod draw;
pub mod place;
