//! What a searchable thing is found by.

/// What one searchable thing is found by. All strings are folded already
/// ([`fold`](crate::text::fold::fold()), and [`crate::text::romaji::romaji`] for `romaji`), once, not per search.
///
/// The lists and the text hold readings too, in kana and in canonical romaji: they are words like others there.
#[derive(Clone, Copy, Default, Debug)]
pub struct Keys<'a> {
    /// What the thing is called.
    pub name: &'a str,
    /// Its reading in hiragana; may be empty.
    pub yomi: &'a str,
    /// The canonical romaji of the reading; may be empty.
    pub romaji: &'a str,
    /// Words that stand for the name or for a part of it, separated by spaces.
    pub alias: &'a str,
    /// Synonyms, ids and tags, separated by spaces.
    pub extra: &'a str,
    /// What is told about it, in sentences.
    pub text: &'a str,
}

/// The key by which something was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name as it is written.
    Name,
    /// The reading in kana.
    Yomi,
    /// The reading in Latin letters.
    Romaji,
    /// A word for the name or for a part of it.
    Alias,
    /// A synonym, id or tag.
    Extra,
    /// The text about it.
    Text,
}

impl PartialOrd for Field {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A field named first is the greater one.
impl Ord for Field {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (*other as u8).cmp(&(*self as u8))
    }
}
