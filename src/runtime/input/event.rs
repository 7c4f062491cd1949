//! What the user or the terminal did.

use crate::app::key::{Code, Key};
use crate::text::width::Ambiguous;

/// Something the user or the terminal did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Incoming {
    /// A key was struck or repeated; releases never come here.
    Key(Key),
    /// Text pasted in one piece; line ends are `\n`.
    Paste(String),
    /// The terminal has this size now (columns, rows); at most one per batch, the last event of it.
    Resize(u16, u16),
    /// A mouse event inside the screen.
    Mouse(Mouse),
    /// The terminal window came to the front.
    FocusGained,
    /// The answer to [`crate::runtime::input::Input::ask_ambiguous`].
    Ambiguous(Ambiguous),
}

/// A mouse event; the place is clamped to the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
}

/// The mouse actions that the program knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MouseKind {
    /// Left button pressed.
    Press,
    /// Wheel away from the user.
    ScrollUp,
    /// Wheel towards the user.
    ScrollDown,
}

/// A key of crossterm's, which reads the Windows console. Releases are dropped: that console reports each key twice.
#[cfg_attr(unix, allow(dead_code, reason = "unix decodes its own bytes; the tests run everywhere"))]
pub(super) fn from_crossterm(event: crossterm::event::KeyEvent) -> Option<Key> {
    use crossterm::event::{KeyCode, KeyEventKind, KeyModifiers};
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let has = |modifier| event.modifiers.contains(modifier);
    let (mut ctrl, mut alt, shift) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT), has(KeyModifiers::SHIFT));
    // AltGr is reported as Ctrl and Alt together; the sign it made is what was meant.
    if ctrl && alt && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric()) {
        (ctrl, alt) = (false, false);
    }
    Some(Key { code, ctrl, alt, shift }.normalised())
}
