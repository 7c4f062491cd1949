//! 制度の詳細.

mod draw;
pub mod place;
