//! The yen: the split of a cost, totals, combinations, the inverse question.

pub mod combine;
pub mod inverse;
mod outcome;
mod run;
pub mod scenario;
pub mod split;
pub mod total;

pub use outcome::conditions;
