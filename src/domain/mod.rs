//! The rules, pure and total.
//!
//! No file, clock, terminal, float or serde. Evaluation never fails, it answers.
//! Start reading at [`assess`].
//!
//! All content types are made of `&'static` data: the embedded bundle is a `static` prepared by
//! `build.rs`, and a bundle read at run time is loaded once per process and lives as long as it.

pub mod assess;
pub mod catalogue;
pub mod combine;
pub mod completion;
pub mod condition;
pub mod date;
pub mod interview;
pub mod inverse;
pub mod matrix;
pub mod moves;
pub mod nearmiss;
pub mod number;
pub mod profile;
pub mod programme;
pub mod rank;
pub mod rate;
pub mod source;
pub mod split;
pub mod total;
pub mod truth;
pub mod whatif;
