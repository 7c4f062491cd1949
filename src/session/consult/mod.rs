//! 相談: one sentence of plain Japanese → a plan, and what the documents have for it, best first.

mod amounts;
pub mod body;
pub mod evidence;
mod lexicon;
pub mod plan;
pub mod plan_file;
pub mod sentence;
mod towns;
