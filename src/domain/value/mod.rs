//! Exact values: truth, numbers, dates, sources.

pub mod date;
pub mod number;
pub mod source;
pub mod truth;
