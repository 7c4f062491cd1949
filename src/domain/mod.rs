//! The rules, pure and total.
//!
//! No file, clock, terminal, float or serde. Evaluation never fails, it answers.
//! Start reading at [`judge::assess`].
//!
//! All content types are made of `&'static` data: the embedded bundle is a `static` prepared by
//! `build.rs`, and a bundle read at run time is loaded once per process and lives as long as it.

pub mod change;
pub mod judge;
pub mod money;
pub mod plan;
pub mod sort;
pub mod terms;
pub mod value;
