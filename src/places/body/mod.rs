//! 団体.

mod draw;
pub mod place;
