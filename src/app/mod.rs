//! What all places share: keys and the engine that reads them, actions, fields, lists, messages, geometry. No terminal,
//! no file, no clock, and no single place: those stand in [`crate::places`].

pub mod action;
pub mod beside;
pub mod borders;
pub mod bundle;
pub mod card;
pub mod command;
pub mod comparison;
pub mod effect;
pub mod export;
pub mod field;
pub mod filename;
pub mod go;
pub mod history;
pub mod key;
pub mod keymap;
pub mod large;
pub mod layout;
pub mod list;
pub mod look;
pub mod message;
pub mod room;
pub mod row;
pub mod saving;
pub mod shared;
pub mod to;
