//! The commands that 検索 finds: every row of the tables of keys, under a name that can be said and typed.

use crate::app::action::Action;
use crate::app::keymap::{Binding, Called, Mode};
use crate::domain::sort;
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::packed::Packed;
use crate::text::fold::{fold, romaji};

/// A command as 検索 lists it.
#[derive(Debug)]
pub struct Command {
    /// What is done.
    pub action: Action,
    /// Its name.
    pub name: &'static str,
    /// How that is read; empty for a name that nobody has given a reading yet.
    pub yomi: &'static str,
    /// Other words for it.
    pub words: &'static str,
    /// Where it works.
    pub modes: Vec<&'static Mode>,
    /// What to press in the place where it works, said on arriving there.
    pub hint: String,
    /// What it is found by.
    pub keys: SearchKeys,
}

impl Command {
    fn new(mode: &'static Mode, b: &'static Binding, called: Option<&'static Called>) -> Self {
        let (name, yomi, words) = called.map_or((b.long, "", ""), |c| (c.name, c.yomi, c.words));
        // Words may be given in kana: they are found in Latin letters too.
        let extra = format!("{} {}", fold(words), words.split(' ').map(romaji).collect::<Vec<_>>().join(" "));
        let keys = Packed::new([&fold(name), &fold(yomi), &romaji(yomi), "", &extra, &fold(b.long)]);
        let hint = if mode.first.is_empty() {
            format!("「{name}」はここで使えます。対象を選んで {} を押してください", b.shown)
        } else {
            format!("「{name}」は「{}」で使えます。{}", mode.name, mode.first)
        };
        Self { action: b.action.clone(), name, yomi, words, modes: vec![mode], hint, keys: SearchKeys(keys) }
    }

    /// Whether it works in `mode`.
    pub fn works_in(&self, mode: &Mode) -> bool {
        self.modes.iter().any(|m| m.is(mode))
    }

    /// Key and what it does, as in the help of the mode `here`; of where it works, if it does not there.
    pub fn explained(&self, here: Option<&Mode>, everywhere: &Mode) -> String {
        let of =
            |m: &'static Mode| m.keys.iter().find(|b| b.action == self.action && !b.shown.is_empty()).map(|b| (m, b));
        let all = || self.modes.iter().filter_map(|m| of(m));
        let is_here = |m: &Mode| here.is_some_and(|h| h.is(m));
        match all().find(|(m, _)| is_here(m)).or_else(|| all().next()) {
            Some((m, b)) if is_here(m) || m.is(everywhere) => format!("{}　{}", b.shown, b.long),
            Some((m, b)) => format!("{}で {}　{}", m.name, b.shown, b.long),
            None => String::new(),
        }
    }

    /// Only moves a selection or a text: such commands are listed only when their name is typed.
    pub fn moves(&self) -> bool {
        use Action::{Bottom, Confirm, Down, PageDown, PageUp, Pick, Top, Up};
        matches!(self.action, Up | Down | PageUp | PageDown | Top | Bottom | Confirm | Pick(_))
    }
}

/// The commands of the modes that are `offered`, in the order in which all of them name them.
pub fn commands(all: &[&'static Mode], offered: impl Fn(&Mode) -> bool) -> Vec<Command> {
    let general: Vec<&'static Called> = all.iter().flat_map(|m| m.names).collect();
    let mut out: Vec<(usize, Command)> = Vec::new();
    for mode in all.iter().filter(|m| offered(m)) {
        for b in mode.keys.iter().filter(|b| !b.long.is_empty()) {
            let own = mode.called.iter().find(|c| c.action == b.action);
            let at = general.iter().position(|c| c.action == b.action);
            let called = own.or_else(|| at.and_then(|i| general.get(i).copied()));
            let name = called.map_or(b.long, |c| c.name);
            if let Some((_, known)) = out.iter_mut().find(|(_, c)| c.name == name && c.action == b.action) {
                known.modes.push(mode);
            } else {
                out.push((at.unwrap_or(general.len()), Command::new(mode, b, called)));
            }
        }
    }
    sort::by_key(&mut out, |(at, _)| *at);
    out.into_iter().map(|(_, command)| command).collect()
}
