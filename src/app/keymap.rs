//! The engine of keys: what a key means in a place, and what footer, help and tables say of it. The keys themselves
//! stand in the places.

use crate::app::action::Action;
use crate::app::key::{Code, Key};
use crate::text::fold::{is_kana_or_wide, narrow};

/// One row of a place's table of keys.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What happens.
    pub action: Action,
    /// Name of the keys as shown.
    pub shown: &'static str,
    /// One or two words for the footer; empty keeps it out of the footer.
    pub short: &'static str,
    /// 説明 for help and tables.
    pub long: &'static str,
}

/// What an action is called in 検索.
#[derive(Clone, Debug)]
pub struct Called {
    /// The action.
    pub action: Action,
    /// Its name.
    pub name: &'static str,
    /// How that is read.
    pub yomi: &'static str,
    /// Other words for it.
    pub words: &'static str,
}

/// A place as far as keys go; a place that types has one mode for the field and one for the rest.
#[derive(Debug)]
pub struct Mode {
    /// Name, in Japanese.
    pub name: &'static str,
    /// Characters are text here.
    pub types: bool,
    /// The keys.
    pub keys: &'static [Binding],
    /// What its actions are called where that differs from what they are called everywhere.
    pub called: &'static [Called],
    /// What the actions that it stands for are called everywhere.
    pub names: &'static [Called],
    /// What to do first for its commands, where they need something in view; empty where they work at once.
    pub first: &'static str,
}

impl Mode {
    /// What a table of commands is without more being said.
    pub const COMMANDS: Self = Self { name: "", types: false, keys: &[], called: &[], names: &[], first: "" };

    /// Whether it is the same mode, not one that looks the same.
    pub fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    /// What a key means here.
    fn find(&self, key: Key) -> Option<Action> {
        self.keys.iter().find(|b| b.keys.contains(&key)).map(|b| b.action.clone())
    }

    /// The name of the key that does `action`, for sentences that tell a way.
    pub fn shown(&self, action: &Action) -> &'static str {
        self.keys.iter().find(|b| b.action == *action).map_or("", |b| b.shown)
    }
}

/// A key without modifiers.
pub const fn k(code: Code) -> Key {
    Key::plain(code)
}

/// A character.
pub const fn c(ch: char) -> Key {
    Key::char(ch)
}

/// Ctrl and a letter.
pub const fn ctrl(ch: char) -> Key {
    Key::ctrl(ch)
}

/// The table of keys of a mode: keys, action, name of the keys, word for the footer, explanation. What many have stands
/// here: `lines` of a text one by one, `pages` of a list or text and its ends (each with its word for the footer), and the
/// `digits` (with their explanation).
macro_rules! bindings {
    (@ [$($done:tt)*]) => { &[ $($done)* ] };
    (@ [$($done:tt)*] lines $short:literal; $($rest:tt)*) => {
        $crate::app::keymap::bindings![@ [$($done)*]
            [k(Code::Down), c('j')] Action::Down, "上下", $short, "1行ずつ送る";
            [k(Code::Up), c('k')] Action::Up, "", "", "";
            $($rest)*]
    };
    (@ [$($done:tt)*] pages $short:literal; $($rest:tt)*) => {
        $crate::app::keymap::bindings![@ [$($done)*]
            [k(Code::PageDown)] Action::PageDown, "PageDown", $short, "1画面下へ";
            [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
            [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
            [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
            $($rest)*]
    };
    (@ [$($done:tt)*] digits $long:literal; $($rest:tt)*) => {
        $crate::app::keymap::bindings![@ [$($done)*]
            [c('1')] Action::Pick(1), "1〜9", "", $long;
            [c('2')] Action::Pick(2), "", "", "";
            [c('3')] Action::Pick(3), "", "", "";
            [c('4')] Action::Pick(4), "", "", "";
            [c('5')] Action::Pick(5), "", "", "";
            [c('6')] Action::Pick(6), "", "", "";
            [c('7')] Action::Pick(7), "", "", "";
            [c('8')] Action::Pick(8), "", "", "";
            [c('9')] Action::Pick(9), "", "", "";
            $($rest)*]
    };
    (@ [$($done:tt)*] [$($key:expr),+] $action:expr, $shown:literal, $short:literal, $long:literal; $($rest:tt)*) => {
        $crate::app::keymap::bindings![@ [$($done)* $crate::app::keymap::Binding {
            keys: &[$($key),+],
            action: $action,
            shown: $shown,
            short: $short,
            long: $long,
        },] $($rest)*]
    };
    ($($rows:tt)+) => { $crate::app::keymap::bindings![@ [] $($rows)+] };
}

/// What the actions of a mode are called: action, name, reading, other words.
macro_rules! called {
    ($( $action:expr, $name:literal, $yomi:literal, $words:literal; )*) => {
        &[ $( $crate::app::keymap::Called { action: $action, name: $name, yomi: $yomi, words: $words }, )* ]
    };
}

pub(crate) use bindings;
pub(crate) use called;

/// What `key` means in the mode `here`; `everywhere` holds the keys that mean the same in every place.
///
/// With the Japanese IME on, commands arrive as full-width characters: they are folded before the table is read.
/// A vowel or ん does what its key means; another kana where a command is expected does nothing but show a hint.
/// `slash` says that a stroke is a command although characters are text here: no name begins with it.
pub fn action(here: &Mode, everywhere: &Mode, slash: bool, key: Key) -> Option<Action> {
    let folded = match key.code {
        Code::Char(ch) => Key { code: Code::Char(narrow(ch)), ..key },
        _ => key,
    };
    if here.types {
        let slash = slash && folded.code == Code::Char('/');
        if let Code::Char(ch) = key.code
            && !key.ctrl
            && !key.alt
            && !slash
        {
            return Some(Action::Type(ch));
        }
        return here.find(folded).or_else(|| edit(folded.code)).or_else(|| everywhere.find(folded));
    }
    let bound = |key: Key| here.find(key).or_else(|| everywhere.find(key));
    // With the IME on, a key of a vowel (and n) gives a kana: the command was meant.
    let meant = || match key.code {
        Code::Char(ch) if !key.ctrl => vowel(ch).and_then(|ch| bound(Key { code: Code::Char(ch), ..key })),
        _ => None,
    };
    bound(folded).or_else(meant).or_else(|| match key.code {
        Code::Char(ch) if is_kana_or_wide(ch) && !key.ctrl => Some(Action::ImeSlip),
        _ => None,
    })
}

/// The key that gives this kana by itself.
fn vowel(kana: char) -> Option<char> {
    Some(match kana {
        'あ' | 'ア' => 'a',
        'い' | 'イ' => 'i',
        'う' | 'ウ' => 'u',
        'え' | 'エ' => 'e',
        'お' | 'オ' => 'o',
        'ん' | 'ン' => 'n',
        _ => return None,
    })
}

/// Editing keys of a field, the same in every field.
fn edit(code: Code) -> Option<Action> {
    match code {
        Code::Backspace => Some(Action::Erase),
        Code::Delete => Some(Action::Delete),
        Code::Left => Some(Action::Left),
        Code::Right => Some(Action::Right),
        Code::Home => Some(Action::Home),
        Code::End => Some(Action::End),
        _ => None,
    }
}

/// The rows of the footer: the place's own, then those of everywhere.
pub fn footer<'a>(here: &'a Mode, everywhere: &'a Mode) -> impl Iterator<Item = &'a Binding> {
    both(here, everywhere).filter(|b| !b.short.is_empty())
}

/// The rows of the help.
pub fn help<'a>(here: &'a Mode, everywhere: &'a Mode) -> impl Iterator<Item = &'a Binding> {
    both(here, everywhere).filter(|b| !b.long.is_empty())
}

fn both<'a>(here: &'a Mode, everywhere: &'a Mode) -> impl Iterator<Item = &'a Binding> {
    // A key of everywhere that this place uses for something of its own is not told of.
    let free = |b: &&Binding| !here.keys.iter().any(|own| own.action == b.action);
    here.keys.iter().chain(everywhere.keys.iter().filter(free))
}
