//! A one-line text field: `tui-input` with our actions and limits.

use tui_input::{Input, InputRequest};

use crate::app::action::Action;

/// Longest text a field holds, in characters: more is a paste gone astray.
pub const LONGEST: usize = 240;

/// A field with its caret.
#[derive(Clone, Debug, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that holds `text`, the caret behind it.
    pub fn with(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The part before the caret.
    pub fn before_caret(&self) -> String {
        self.text().chars().take(self.input.cursor()).collect()
    }

    /// Lets the field take `action`; false when it is not for a field.
    pub fn take(&mut self, action: &Action) -> bool {
        let request = match action {
            Action::Type(c) => return self.insert(*c),
            Action::Paste(text) => {
                text.chars().filter(|c| *c != '\r').for_each(|c| {
                    self.insert(if c == '\n' || c == '\t' { ' ' } else { c });
                });
                return true;
            }
            Action::Erase => InputRequest::DeletePrevChar,
            Action::Delete => InputRequest::DeleteNextChar,
            Action::Left => InputRequest::GoToPrevChar,
            Action::Right => InputRequest::GoToNextChar,
            Action::Home => InputRequest::GoToStart,
            Action::End => InputRequest::GoToEnd,
            Action::Clear => {
                self.input.reset();
                return true;
            }
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    fn insert(&mut self, c: char) -> bool {
        if !c.is_control() && self.text().chars().count() < LONGEST {
            self.input.handle(InputRequest::InsertChar(c));
        }
        true
    }
}
