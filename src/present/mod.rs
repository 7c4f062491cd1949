//! Domain results in Japanese, once. Screens, exports and plain text share it.

pub mod base;
pub mod beside;
pub mod clash;
pub mod combine;
pub mod condition;
pub mod consult;
pub mod detail;
pub mod difference;
pub mod figure;
pub mod form;
pub mod found;
pub mod line;
pub mod money;
pub mod nearmiss;
pub mod reading;
pub mod reference;
pub mod row;
pub mod stage;
pub mod strip;
pub mod tiles;
pub mod together;
pub mod value;
pub mod whatif;
pub mod who;
pub mod word;
