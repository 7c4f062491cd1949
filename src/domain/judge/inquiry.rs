//! What every judgement is made from, as one value.

use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;

/// One question put to the bundle: the catalogue, what is known, and the day everything is judged on.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// The bundle.
    pub catalogue: &'a Catalogue,
    /// The answers, with what follows from them.
    pub profile: &'a Profile,
    /// The day asked about.
    pub as_of: Date,
}

impl<'a> Inquiry<'a> {
    /// The same bundle and day asked about other answers.
    #[must_use]
    pub fn with(self, profile: &'a Profile) -> Self {
        Self { profile, ..self }
    }
}
