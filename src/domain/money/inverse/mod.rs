//! Asking backwards where a ceiling or a requirement hangs on the ratio of two amounts (融資／公費).
//!
//! Which amounts these are, the content says: [`Condition::ratio`] in the requirements and in the rows of a group of
//! ceilings. Conditions only compare, so between two bounds nothing changes: the best amount is always a bound or
//! its neighbour by one yen. Those few candidates are put to the same rules that judge a plan, so an amount that is
//! proposed here has been tried.

mod found;
mod rules;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::condition::Condition;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::Programme;
use found::leaves;
pub use found::{Found, Inverse, Reach, tried, with};
use rules::Rules;

/// The answers for every ratio that the terms of `programme` use.
pub fn inverse(inquiry: Inquiry<'_>, programme: &'static Programme) -> Vec<Inverse> {
    let answers = |(numerator, denominator)| Rules::new(inquiry, programme, numerator, denominator).all();
    pairs(programme).into_iter().map(answers).collect()
}

/// The pairs of amounts whose ratio decides a requirement or a ceiling, each once.
pub fn pairs(programme: &'static Programme) -> Vec<(FactId, FactId)> {
    sort::distinct(leaves(programme).filter_map(Condition::ratio))
}
