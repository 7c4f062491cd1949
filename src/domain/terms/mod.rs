//! What the documents say, as data: facts, conditions, programmes, flows of money, the catalogue.

pub mod catalogue;
pub mod condition;
pub mod fit;
pub mod flow;
pub mod keyed;
pub mod keys;
pub mod late;
pub mod old_name;
pub mod packed;
pub mod profile;
pub mod programme;
pub mod role;
