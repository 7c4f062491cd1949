//! The TOML as it stands in the files: every table with its keys, what they mean and an example.
//!
//! `Spanned` keeps where a piece stands, so that every problem can name its line.

#[macro_use]
mod piece;
mod programme;
mod rest;

pub use piece::{Scalar, Settled, Words};
pub use programme::{
    Budget, Ceiling, CeilingOther, Check, Condition, Fit, Flow, Line, Link, Period, Programme, Quote, Rate, RateOther,
    Requirement, Term, Window,
};
pub use rest::{
    Absent, Area, Areas, BodyWords, Column, Columns, Document, Example, Fact, FactOption, Facts, Glossary,
    GlossaryTerm, Implies, PlanAnswer, Readings, Same, Section, Sources, Vocabulary, Word,
};
