//! 発表者画面: one thing, one fact after the other.

use crate::app::action::Action;
use crate::app::comparison::Comparison;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, k};
use crate::app::look::Look;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::domain::terms::programme::ProgrammeId;
use crate::present::stage::{self, Step};
use crate::present::whatif;

/// 発表者画面
pub static MODE: Mode = Mode {
    name: "発表者画面",
    types: false,
    keys: bindings![
    [k(Code::Enter), k(Code::Right), k(Code::Down), k(Code::PageDown), c(' ')] Action::Next, "Enter", "次", "次の1つを見せる（空白・右でも）";
    [k(Code::Left), k(Code::Up), k(Code::PageUp), k(Code::Backspace)] Action::Previous, "左", "", "1つ戻す";
    [k(Code::Home), c('g')] Action::Top, "Home", "", "名前だけに戻す";
    [k(Code::End), c('G')] Action::Bottom, "End", "", "すべて見せる";
    [c('u')] Action::Toggle, "u", "", "まだ決まらないことも見せる・隠す";
    [c('h')] Action::Mask, "h", "名前", "自治体の名前を隠す・見せる";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "元の画面へ戻る";
    ],
    called: called![
        Action::Next, "次の1つを見せる", "つぎのひとつをみせる", "進む すすむ";
        Action::Previous, "1つ戻す", "ひとつもどす", "";
        Action::Top, "名前だけに戻す", "なまえだけにもどす", "";
        Action::Bottom, "すべて見せる", "すべてみせる", "全部 ぜんぶ";
        Action::Toggle, "まだ決まらないことも見せる", "まだきまらないこともみせる", "未回答 みかいとう";
    ],
    names: called![
        Action::Go(To::Present), "発表者画面", "はっぴょうしゃがめん", "発表 はっぴょう 投影 とうえい プロジェクター 見せる";
        Action::Mask, "自治体の名前を隠す", "じちたいのなまえをかくす", "匿名 とくめい 伏せる ふせる 見せる";
    ],
    first: "制度を選んで Enter で詳細を開いてください",
};

/// One thing, revealed step by step.
#[derive(Clone, Debug)]
pub struct Present {
    /// What is shown.
    pub about: About,
    /// How many steps stand on the screen, beside the name.
    pub step: usize,
    /// What is not answered is told too.
    pub open: bool,
    /// The municipality is 「ある自治体」.
    pub masked: bool,
    /// The theme of this screen.
    pub look: Look,
}

/// What is shown.
#[derive(Clone, Debug)]
pub enum About {
    /// A programme.
    Programme(ProgrammeId),
    /// The comparison that it was opened from.
    Comparison(Box<Comparison>),
}

impl Present {
    /// The name and the three figures stand on the screen: what everybody waits for.
    pub fn new(shared: &Shared, about: About) -> Self {
        // Who wants no colours gets none here either.
        let look = if shared.look == Look::Mono { Look::Mono } else { Look::Projector };
        Self { about, step: 1, open: false, masked: false, look }
    }

    /// The steps, in the order in which they are revealed.
    pub fn steps(&self, shared: &Shared) -> Vec<Step> {
        match (&self.about, shared.inquiry()) {
            (About::Programme(id), Some(inquiry)) => {
                let plan = shared.candidate(*id);
                let judged = plan.as_ref().map(|c| (inquiry.with(&c.costs.profile), &c.assessment));
                let judged = judged.or_else(|| Some((inquiry, shared.assessment(*id)?)));
                judged.map(|(i, a)| stage::programme(i, a, plan.as_ref(), self.open)).unwrap_or_default()
            }
            (About::Comparison(c), _) => {
                let a = shared.about(&c.a.profile);
                stage::comparison(whatif::comparison(a, &c.b.profile, &c.differences, self.masked))
            }
            _ => Vec::new(),
        }
    }
}

impl Room for Present {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let all = self.steps(shared).len();
        match action {
            Action::Next | Action::Down | Action::PageDown | Action::Confirm => self.step = (self.step + 1).min(all),
            Action::Previous | Action::Up | Action::PageUp => self.step = self.step.saturating_sub(1),
            Action::Top => self.step = 0,
            Action::Bottom => self.step = all,
            Action::Toggle => self.open = !self.open,
            Action::Mask => self.masked = !self.masked,
            Action::NextLook => self.look = self.look.next(),
            _ => return Go::Pass,
        }
        Go::Stay
    }

    fn click(&mut self, _: &Shared, _: u16) -> Click {
        Click::Does(Action::Next)
    }

    fn is_masked(&self) -> bool {
        self.masked
    }

    fn is_whole_screen(&self) -> bool {
        true
    }

    fn look(&self) -> Option<Look> {
        Some(self.look)
    }
}
