//! 試算.

mod draw;
pub mod place;
