//! Floor 4: the Elm-style core. State, actions and `update`; no terminal, no file, no clock.

pub mod answer;
