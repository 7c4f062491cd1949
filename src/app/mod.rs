//! The Elm-style core. [`state::State`], [`action::Action`] and [`update::update`]; no terminal, no file,
//! no clock. A key becomes an action in [`keymap`], the one table that also feeds footer, help and README.

pub mod action;
pub mod field;
pub mod filename;
pub mod key;
pub mod keymap;
pub mod look;
pub mod outlet;
pub mod palette;
pub mod saving;
pub mod screen;
pub mod state;
pub mod update;
pub mod who;
