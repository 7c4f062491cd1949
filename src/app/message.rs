//! The one line above the footer: what the program has to say to the user.

use std::borrow::Cow;

/// What kind of message it is; a weightier one is not replaced by a lighter one before the next key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// What the last changed answer moved.
    Moved,
    /// What the last key did or could not do.
    Notice,
    /// What the runtime reports: saving, files.
    Report,
}

/// A message, until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// Its kind.
    pub kind: Kind,
    /// The sentence.
    pub text: Cow<'static, str>,
}

/// The line: at most one message at a time.
#[derive(Clone, Debug, Default)]
pub struct Messages(Option<Message>);

impl Messages {
    /// Says something, unless something weightier stands there.
    pub fn say(&mut self, kind: Kind, text: impl Into<Cow<'static, str>>) {
        let text = text.into();
        if !text.is_empty() && self.0.as_ref().is_none_or(|m| m.kind <= kind) {
            self.0 = Some(Message { kind, text });
        }
    }

    /// The message that stands there.
    pub fn message(&self) -> Option<&Message> {
        self.0.as_ref()
    }

    /// The next key has come: takes the message away, that of `but` excepted.
    pub fn clear(&mut self, but: Option<Kind>) {
        self.0 = self.0.take().filter(|m| Some(m.kind) == but);
    }
}
