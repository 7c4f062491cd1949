//! lib
pub mod app;
pub mod content;
pub mod domain;
pub mod present;
pub mod runtime;
pub mod text;
pub mod view;
