//! The whole state of the screen: what all places share, the place where the user is, and the way back.

use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::keymap::{self, Mode};
use crate::app::list::Scroll;
use crate::app::look::Look;
use crate::app::shared::Shared;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::date::Date;
use crate::places::choose::place::Choose;
use crate::places::commands::commands;
use crate::places::everywhere::{EVERYWHERE, HELP};
use crate::places::place::Place;

/// Everything that is drawn.
#[derive(Clone, Debug)]
pub struct State {
    /// What all places share.
    pub shared: Shared,
    /// Where the user is.
    pub place: Place,
    /// Where 「戻る」 leads, innermost last.
    pub trail: Vec<Place>,
    /// The help that lies on top, if it does.
    pub help: Option<Help>,
}

/// What lies on top of a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Help {
    /// Which text.
    pub about: HelpAbout,
    /// First visible line.
    pub scroll: Scroll,
}

/// The texts of the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HelpAbout {
    /// 使い方: the first steps.
    Steps,
    /// The keys of the place below.
    Keys,
}

impl State {
    /// 自治体を選ぶ, nothing typed and nothing looked for yet.
    pub fn empty(catalogue: &'static Catalogue, as_of: Date, size: (u16, u16)) -> Self {
        let place = Place::Choose(Choose::default());
        Self { shared: Shared::new(catalogue, as_of, size, commands), place, trail: Vec::new(), help: None }
    }

    /// Where keys go: to the help, or to the place.
    pub fn mode(&self) -> &'static Mode {
        if self.help.is_some() { &HELP } else { self.place.room().mode(&self.shared) }
    }

    /// What `key` means at present.
    pub fn action(&self, key: Key) -> Option<Action> {
        keymap::action(self.mode(), &EVERYWHERE, self.place.room().takes_slash(), key)
    }

    /// The municipality's name is hidden here, or where one came from.
    pub fn is_masked(&self) -> bool {
        self.trail.iter().chain([&self.place]).any(|p| p.room().is_masked())
    }

    /// The theme of the present screen.
    pub fn look(&self) -> Look {
        self.place.room().look().unwrap_or(self.shared.look)
    }
}
