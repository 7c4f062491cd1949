//! Key scripts through `keymap` and `update`, without a terminal.

use chiiki_navi::app::action::Effect;
use chiiki_navi::app::key::{Code, Key};
use chiiki_navi::app::keymap;
use chiiki_navi::app::state::State;
use chiiki_navi::app::update::update;
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::session::saved::SavedRow;

/// The day that tests judge on unless they say otherwise: in the fiscal year of the newest document.
pub fn day() -> Date {
    Date::new(2024, 6, 1).expect("a day")
}

/// A fresh start on a screen of `size`.
pub fn start(size: (u16, u16)) -> State {
    State::new(catalogue(), day(), size, "")
}

/// Splits a script: plain text is typed, `<enter>`, `<c-x>`, `<f1>` … are keys.
pub fn script(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let (name, after) = rest[1..].split_once('>').expect("a closed key name");
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "tab" => Code::Tab,
        "s-tab" => Code::BackTab,
        "bs" => Code::Backspace,
        "del" => Code::Delete,
        "up" => Code::Up,
        "down" => Code::Down,
        "left" => Code::Left,
        "right" => Code::Right,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "space" => Code::Char(' '),
        _ if name.starts_with("c-") => return Key::ctrl(name.chars().nth(2).expect("a letter")),
        _ if name.starts_with('f') => Code::F(name[1..].parse().expect("a number")),
        other => panic!("no key <{other}>"),
    };
    Key::plain(code)
}

/// Types a script; true when it ended the program. Counts every key.
pub fn play(state: &mut State, text: &str) -> (bool, usize) {
    let mut quit = false;
    let keys = script(text);
    for key in &keys {
        if let Some(action) = keymap::action(state, *key) {
            quit |= update(state, action).contains(&Effect::Quit);
        }
    }
    (quit, keys.len())
}

/// A row of the list of saved sessions.
pub fn saved(label: &str) -> SavedRow {
    SavedRow {
        key: label.to_owned(),
        name: "島根県海士町".to_owned(),
        label: label.to_owned(),
        code: Some(325_252),
        as_of: day(),
        answers: 12,
    }
}
