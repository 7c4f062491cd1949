//! Text as this program meets it: Japanese on a terminal grid, typed through
//! an input method, searched in three scripts. Nothing here knows about the
//! domain or about the screen library.
//!
//! - [`width`]: how many columns a string takes, cutting and padding
//! - [`fold`]: one spelling per meaning, for search and for command keys
//! - [`foreign`]: text of others, before it reaches a screen
//! - [`join()`](join::join): several texts as one
//! - [`romaji`]: readings typed in Latin letters
//! - [`search`]: ranking of searchable things, and what to highlight
//! - [`wrap`]: line breaking with 禁則処理
//! - [`number`]: amounts, counts, decimals, durations and dates as people type them

pub mod fold;
pub mod foreign;
pub mod join;
pub mod number;
pub mod romaji;
pub mod search;
pub mod width;
pub mod wrap;
