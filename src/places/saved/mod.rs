//! 保存した自治体.

mod draw;
pub mod place;
