//! 出典・年間予定・用語・組み合わせ・前回からの変化.

mod draw;
pub mod place;
