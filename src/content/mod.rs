//! The only door for content: TOML → raw types → domain types, every problem reported at once.
//!
//! [`load`] is used three times: by `build.rs` (which keeps the result in a compact form, so that no
//! file is parsed at start), by `chiiki-navi check`, and for a bundle outside the program.

pub mod check;
pub mod compact;
pub mod documents;
pub mod embedded;
pub mod examine;
pub mod file;
pub mod files;
pub mod form;
pub mod from_toml;
pub mod key;
pub mod lexicon;
pub mod locate;
pub mod lower;
pub mod meant;
pub mod mend;
pub mod municipality;
pub mod near;
pub mod old_names;
pub mod pack;
pub mod printed;
pub mod problem;
#[allow(missing_docs)] // every key is told in its table
pub mod raw;
pub mod schema;
pub mod signature;
pub mod template;

pub use lower::load;
pub use problem::Problem;
