//! 自治体を選ぶ.

mod draw;
pub mod place;
