//! 事業.

mod draw;
pub mod place;
