//! Painters: text onto cells, colours by meaning, scrolled texts.

pub mod pen;
pub mod text;
pub mod theme;
