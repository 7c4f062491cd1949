//! 制度データの入れ替え: which bundle is used, another one looked at, taken in or not, and the way back.

use crate::app::action::Action;
use crate::app::bundle::{Held, Proposal, Step};
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows, cells};
use crate::app::list::{List, Scroll};
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::text::wrap::wrap;

/// 制度データの入れ替え
pub static MODE: Mode = Mode {
    name: "制度データの入れ替え",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "確かめる", "書いた（選んだ）制度データのファイルを確かめ、何が変わるかを見る";
    [k(Code::Down)] Action::Down, "上下", "選ぶ", "見つかった束と、1つ前に戻す行を選ぶ";
    [k(Code::Up)] Action::Up, "", "", "";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Confirm, "束を確かめる", "たばをたしかめる", "署名 しょめい";
    ],
    names: called![
        Action::Go(To::Bundle), "制度データの入れ替え", "せいどでーたのいれかえ", "更新 こうしん 束 たば 版 はん アップデート 新しい年度";
    ],
    first: "",
};

/// 制度データを取り込む前: what would change.
pub static PROPOSED: Mode = Mode {
    name: "制度データを取り込む前",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "取り込む（2回）", "この制度データに替える（2回押す。次に開くときから使う）";
    lines "";
    pages "続き";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "取り込まない", "何も変えずに戻る";
    ],
    called: called![
        Action::Confirm, "制度データを取り込む", "せいどでーたをとりこむ", "";
    ],
    first: "制度データの入れ替えで束を確かめてください",
    ..Mode::COMMANDS
};

/// Which bundle is used, and another that may stand in its place.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// The path of a bundle, as typed, pasted or dropped.
    pub field: Field,
    /// What is in use and what was found; the runtime tells it.
    pub held: Held,
    /// Row 0 is the field, then the files that were found, then the way back.
    pub list: List,
    /// A bundle that holds and may be taken in.
    pub proposal: Option<Proposal>,
    /// First visible line of the proposal.
    pub scroll: Scroll,
    /// Why the last one cannot be taken in; empty where nothing was refused.
    pub refused: String,
    /// Enter was pressed once.
    pub is_asked: bool,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What is used.
    pub now: Area,
    /// The field.
    pub field: u16,
    /// What can be chosen instead of typing.
    pub rows: Rows,
}

impl Bundle {
    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let lines = wrap(&self.held.lines.join("\n"), usize::from(body.inside(1).width), shared.ambiguous);
        let height = cells(lines.len()).min(body.height.saturating_sub(5));
        // Why a bundle is refused is read whole before anything else.
        let height = if self.refused.is_empty() { height + 1 } else { 0 };
        let below = body.below(height);
        Layout { now: body.first(height.saturating_sub(1)), field: below.y + 1, rows: Rows::single(below.below(2)) }
    }

    /// What stands below the field: the files, and the way back.
    pub fn choices(&self) -> impl Iterator<Item = String> {
        let back = self.held.can_go_back.then(|| "1つ前の制度データに戻す".to_owned());
        self.held.files.iter().cloned().chain(back)
    }

    /// The runtime told what is in use.
    pub fn told(&mut self, held: Held) {
        self.held = held;
        self.list = List::default();
    }

    /// The runtime looked at a bundle: it may be taken in, or a sentence why not.
    pub fn examined(&mut self, found: Result<Proposal, String>) {
        match found {
            Ok(proposal) => {
                self.proposal = Some(proposal);
                self.scroll = Scroll::default();
                self.is_asked = false;
            }
            Err(why) => self.refused = why,
        }
    }

    /// What Enter looks at, as the row says.
    fn chosen(&self) -> Option<Effect> {
        let typed = self.field.text().trim();
        let file = match self.list.selected.checked_sub(1) {
            None if typed.is_empty() => return None,
            None => typed.to_owned(),
            Some(at) => match self.held.files.get(at) {
                Some(file) => file.clone(),
                None => return Some(Effect::ExamineFormer),
            },
        };
        Some(Effect::ExamineBundle(file))
    }

    fn proposed(&mut self, shared: &mut Shared, step: Step, action: &Action) -> Go {
        let asked = std::mem::take(&mut self.is_asked);
        match action {
            Action::Confirm if asked => {
                self.proposal = None;
                return Go::Effects(vec![Effect::ExchangeBundle(step)]);
            }
            Action::Confirm => {
                self.is_asked = true;
                shared.notice("もう一度 Enter で替えます。ほかのキーでやめます");
            }
            Action::Back => self.proposal = None,
            other => {
                if !self.scroll.take(other, shared.frame().body.lines()) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }
}

impl Room for Bundle {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if self.proposal.is_some() { &PROPOSED } else { &MODE }
    }

    fn is_general(&self) -> bool {
        true
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if let Some(step) = self.proposal.as_ref().map(|p| p.step.clone()) {
            return self.proposed(shared, step, action);
        }
        let rows = 1 + self.choices().count();
        match action {
            Action::Confirm => match self.chosen() {
                Some(effect) => return Go::Effects(vec![effect]),
                None => shared.notice("制度データのファイル（….toml）の場所を書くか、下の行を選んでください"),
            },
            other => {
                self.refused.clear();
                if self.field.take(other) {
                    self.list = List::default();
                } else if !self.list.take(other, rows, self.layout(shared).rows.visible() + 1) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        if self.proposal.is_some() {
            return Click::Nothing;
        }
        let at = self.layout(shared).rows.at(row, 0, self.choices().count());
        Click::on(&mut self.list.selected, at.map(|i| i + 1))
    }
}
