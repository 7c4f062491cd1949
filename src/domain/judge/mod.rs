//! One inquiry judged: completion of unknown answers, rates, verdicts, ranking, the interview, all municipalities.

pub mod assess;
pub mod clash;
pub mod completion;
pub mod inquiry;
pub mod interview;
pub mod matrix;
pub mod rank;
pub mod rate;
