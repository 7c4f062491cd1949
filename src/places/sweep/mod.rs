//! 境目.

mod draw;
pub mod place;
