//! What a thing of the bundle is found by.

/// What search compares with: see `text::search`.
#[derive(Clone, Copy, Debug)]
pub struct SearchKeys {
    /// Name.
    pub name: &'static str,
    /// Reading.
    pub yomi: &'static str,
    /// Canonical romaji of the reading.
    pub romaji: &'static str,
    /// Words for the name or for a part of it, with readings.
    pub alias: &'static str,
    /// Ids, synonyms, tags, with readings.
    pub extra: &'static str,
    /// What is told about it, with readings.
    pub text: &'static str,
}

impl SearchKeys {
    /// Of what cannot be searched for.
    pub const NONE: Self = Self { name: "", yomi: "", romaji: "", alias: "", extra: "", text: "" };
}
