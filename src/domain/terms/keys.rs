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
        let [name, ..] = self.0.texts();
        name
    }

    /// Reading, folded.
    pub fn yomi(&self) -> &'static str {
        let [_, yomi, ..] = self.0.texts();
        yomi
    }

    /// Ids, synonyms and tags, folded.
    pub fn extra(&self) -> &'static str {
        let [_, _, _, _, extra, _] = self.0.texts();
        extra
    }
}
