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
    /// All of these one behind the other; empty where they do not stand so. What does not occur in it occurs in none.
    pub whole: &'a str,
}

/// The same as it lies in memory: it is cut into keys only where it is looked at.
pub trait Uncut<'a>: Into<Keys<'a>> {
    /// [`Keys::whole`].
    fn whole(&self) -> &'a str;
}

impl<'a> Uncut<'a> for Keys<'a> {
    fn whole(&self) -> &'a str {
        self.whole
    }
}

/// The key by which something was found: the greater, the nearer to the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// The text about it.
    Text,
    /// A synonym, id or tag.
    Extra,
    /// A word for the name or for a part of it.
    Alias,
    /// The reading in Latin letters.
    Romaji,
    /// The reading in kana.
    Yomi,
    /// The name as it is written.
    Name,
}
