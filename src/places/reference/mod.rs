//! 出典・年間予定・用語・前回からの変化.

mod draw;
pub mod place;
