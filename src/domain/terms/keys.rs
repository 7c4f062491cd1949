//! What a thing of the bundle is found by.

use super::packed::Packed;

/// What search compares with: see `text::search`. Name; reading; canonical romaji of the reading; words for the name or
/// for a part of it, with readings; ids, synonyms and tags, with readings; what is told about it, with readings.
#[derive(Clone, Copy, Debug)]
pub struct SearchKeys(pub Packed<6>);

impl SearchKeys {
    /// Of what cannot be searched for.
    pub const NONE: Self = Self(Packed::EMPTY);

    /// Name, folded.
    pub fn name(&self) -> &'static str {
        self.0.text(0)
    }

    /// Reading, folded.
    pub fn yomi(&self) -> &'static str {
        self.0.text(1)
    }

    /// Whether this is its reading.
    pub fn is_read(&self, wanted: &str) -> bool {
        self.0.is(1, wanted)
    }

    /// Ids, synonyms and tags, folded.
    pub fn extra(&self) -> &'static str {
        self.0.text(4)
    }
}
