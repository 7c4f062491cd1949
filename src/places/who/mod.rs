//! 逆引き.

mod draw;
pub mod place;
