//! 事業: what a municipality wants to do, and how a programme fits it.

pub mod beside;
pub mod cost;
pub mod count;
pub mod edits;
pub mod fit;
pub mod project;
pub mod rank;
pub mod understood;
