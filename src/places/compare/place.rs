//! 比較: A beside B.

use crate::app::action::Action;
use crate::app::comparison::{Comparison, Side};
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Area;
use crate::app::list::Scroll;
use crate::app::room::Room;
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::present::form::Scope;

/// 比較
pub static MODE: Mode = Mode {
    name: "比較",
    keys: bindings![
    lines "送る";
    pages "続き";
    [k(Code::Tab)] Action::Next, "Tab", "AとBを入替", "AとBを入れ替えて、逆向きに見る";
    [c('p'), ctrl('x')] Action::Go(To::Present), "p", "発表", "発表者画面で1つずつ見せる（Ctrl+X でも）";
    [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "今をAに", "今の答えをAとして留め直す";
    [k(Code::Delete), ctrl('d')] Action::Unanswer, "Delete", "Aを外す", "留めたAを外す";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "この比較を HTML・Excel・CSV・JSON のファイルに書き出す（Ctrl+P でも）";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Compare, "今の答えをAにする", "いまのこたえをえーにする", "留める とめる";
        Action::Next, "AとBを入れ替える", "えーとびーをいれかえる", "入替 逆";
        Action::Unanswer, "比較のAを外す", "ひかくのえーをはずす", "";
    ],
    names: called![
        Action::Compare, "比較", "ひかく", "比べる くらべる 留める とめる";
    ],
    ..Mode::COMMANDS
};

/// Two sets of answers, or two municipalities.
#[derive(Clone, Debug)]
pub struct Compare {
    /// What is compared.
    pub comparison: Comparison,
    /// First visible line.
    pub scroll: Scroll,
}

impl Compare {
    /// From the top.
    pub fn new(comparison: Comparison) -> Self {
        Self { comparison, scroll: Scroll::default() }
    }

    /// Where the text stands, below the rows of A and B.
    pub fn layout(shared: &Shared) -> Area {
        shared.frame().body.below(2)
    }
}

impl Room for Compare {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        match action {
            Action::Next => {
                *self = Self::new(self.comparison.clone().swapped(shared.catalogue, shared.as_of));
                Go::Stay
            }
            Action::Compare => {
                shared.side_a = shared.session.as_ref().map(|s| Side::of(s, "今の答え"));
                shared.notice("今の答えをAに留め直しました。答えを変えて、もう一度 v で比べます");
                Go::Back
            }
            Action::Unanswer => {
                shared.side_a = None;
                shared.notice("留めたAを外しました");
                Go::Back
            }
            other if self.scroll.take(other, Self::layout(shared).lines()) => Go::Stay,
            _ => Go::Pass,
        }
    }

    fn comparison(&self) -> Option<&Comparison> {
        Some(&self.comparison)
    }

    fn offer(&self, _: &Shared) -> Option<Offer> {
        Some(Offer::new(Scope::Comparison, Vec::new(), String::new()))
    }
}
