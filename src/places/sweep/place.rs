//! 境目: one answer moved through all its values.

use crate::app::action::Action;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, k};
use crate::app::layout::Area;
use crate::app::list::Scroll;
use crate::app::room::Room;
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::domain::terms::profile::FactId;
use crate::present::whatif::{Border, borders, moving};

/// 境目
pub static MODE: Mode = Mode {
    name: "境目",
    keys: bindings![
    lines "送る";
    pages "続き";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    names: called![
        Action::Go(To::Sweep), "境目", "さかいめ", "閾値 しきいち 動かす うごかす";
    ],
    ..Mode::COMMANDS
};

/// One answer moved through all its values.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// Which, and what it is now.
    pub about: String,
    /// The values and what changes between them.
    pub borders: Vec<Border>,
    /// First visible line.
    pub scroll: Scroll,
}

impl Sweep {
    /// Moves the answer to `fact`; `None`, with a message, where that changes nothing.
    pub fn new(shared: &mut Shared, fact: FactId) -> Option<Self> {
        let (inquiry, moved) = (shared.inquiry()?, shared.catalogue.fact(fact)?);
        let borders = borders(inquiry, fact);
        if borders.is_empty() {
            shared.notice("この項目だけを動かしても、判定・率・上限の変わる制度はありません");
            return None;
        }
        let about = moving(moved, inquiry.profile.answer(fact));
        Some(Self { about, borders, scroll: Scroll::default() })
    }

    /// Where the text stands.
    pub fn layout(shared: &Shared) -> Area {
        shared.frame().body
    }
}

impl Room for Sweep {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if self.scroll.take(action, Self::layout(shared).lines()) { Go::Stay } else { Go::Pass }
    }
}
