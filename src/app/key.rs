//! The keys as the program sees them, independent of any terminal library.
//!
//! `app` decides what a key means and must be testable without a terminal, so its key type imports `std` only.
//! `runtime::input` is the one place that produces values of it.

/// What was struck.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Code {
    /// A character as the terminal delivered it: case and full-width forms are kept, folding is the key map's work.
    Char(char),
    /// Return or the keypad's Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and Tabulator.
    BackTab,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Insert.
    Insert,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Start of line.
    Home,
    /// End of line.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// A key with the modifiers held while it was struck.
///
/// `shift` is never set for [`Code::Char`]: the character says it already, and terminals disagree on reporting it.
/// A letter struck with Ctrl is always lower case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// What was struck.
    pub code: Code,
    /// Ctrl was held.
    pub ctrl: bool,
    /// Alt (or Meta) was held.
    pub alt: bool,
    /// Shift was held; never for characters.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Ctrl and a character; letters become lower case.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c.to_ascii_lowercase()), ctrl: true, alt: false, shift: false }
    }

    /// The same key in the one form that the key map compares: see the type's promises on `shift` and case.
    #[must_use]
    pub const fn normalised(mut self) -> Self {
        if let Code::Char(c) = self.code {
            self.shift = false;
            if self.ctrl {
                self.code = Code::Char(c.to_ascii_lowercase());
            }
        }
        self
    }
}
