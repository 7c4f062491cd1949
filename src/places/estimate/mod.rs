//! 試算.

mod draw;
mod laid;
pub mod place;
