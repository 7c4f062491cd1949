//! One consultation, without any screen: the answers about one municipality and what follows from them, what its table
//! row settles, what somebody types, and how it was left when it was saved.

pub mod answers;
pub mod consult;
pub mod exchange;
pub mod folder;
pub mod former;
pub mod lost;
pub mod prefill;
pub mod reopened;
pub mod report;
pub mod saved;
pub mod typed;
pub mod written;
