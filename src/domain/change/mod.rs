//! What an answer moves: changes, near misses, what-if.

pub mod moves;
pub mod nearmiss;
pub mod whatif;
