//! 質問.

mod draw;
pub mod place;
