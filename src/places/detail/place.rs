//! 制度の詳細: one programme, and its neighbours in the list that it was opened from.

use crate::app::action::Action;
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Area;
use crate::app::list::Scroll;
use crate::app::room::Room;
use crate::app::shared::Shared;
use crate::app::to::{Text, To};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::form::Scope;
use crate::text::wrap::wrap;

/// 制度の詳細
pub static MODE: Mode = Mode {
    name: "制度の詳細",
    types: false,
    keys: bindings![
    [k(Code::Down), c('j')] Action::Down, "上下", "", "1行ずつ送る";
    [k(Code::Up), c('k')] Action::Up, "", "", "";
    [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "下へ", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
    [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾（出典）へ";
    [k(Code::Right), k(Code::Tab)] Action::Next, "右", "次の制度", "一覧の次の制度へ";
    [k(Code::Left), k(Code::BackTab), ctrl('b')] Action::Previous, "左", "前", "一覧の前の制度へ";
    [k(Code::Enter), c('n'), k(Code::F(3)), ctrl('q')] Action::Go(To::ProgrammeQuestions), "Enter", "要件・金額", "この制度の要件・金額の質問に答える";
    [c('m'), k(Code::F(8)), ctrl('y')] Action::Go(To::Estimate), "m", "試算", "この制度の金額を試算する（F8、Ctrl+Y でも）";
    [c('p'), ctrl('x'), k(Code::F(11))] Action::Go(To::Present), "p", "発表", "発表者画面で1つずつ見せる（Ctrl+X でも）";
    [c('a'), ctrl('a'), k(Code::F(5))] Action::Go(To::Answers), "a", "回答", "回答の一覧を開いて変える";
    [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
    [c('i'), k(Code::F(9))] Action::Go(To::Who), "i", "逆引き", "この制度を使える自治体を全国から探す（F9 でも）";
    [ctrl('g'), c('t')] Action::Go(To::Text(Text::Terms)), "t", "用語", "用語の説明を開く";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "この制度を HTML・Excel・CSV・JSON のファイルに書き出す（Ctrl+P でも）";
    [k(Code::Esc)] Action::Back, "Esc", "一覧", "一覧へ戻る";
    ],
    called: called![
        Action::Next, "次の制度", "つぎのせいど", "";
        Action::Previous, "前の制度", "まえのせいど", "";
    ],
    names: &[],
    first: "制度を選んで Enter で詳細を開いてください",
};

/// One programme.
#[derive(Clone, Copy, Debug)]
pub struct Detail {
    /// Which one; its place in the ranking moves with the answers.
    pub programme: ProgrammeId,
    /// First visible line.
    pub scroll: Scroll,
}

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The name, at most two rows.
    pub name: Vec<String>,
    /// The row of the name.
    pub top: u16,
    /// The text.
    pub text: Area,
}

impl Detail {
    /// The top of the programme's page.
    pub fn new(programme: ProgrammeId) -> Self {
        Self { programme, scroll: Scroll::default() }
    }

    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let name = shared.catalogue.programme(self.programme).map_or("", |p| p.name);
        let mut name = wrap(name, usize::from(body.width.saturating_sub(12)), shared.ambiguous);
        name.truncate(2);
        let text = body.below(u16::try_from(name.len()).unwrap_or(0));
        Layout { name, top: body.y, text }
    }
}

impl Room for Detail {
    fn title(&self) -> &'static str {
        MODE.name
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        match action {
            Action::Next => Go::Neighbour(1),
            Action::Previous => Go::Neighbour(-1),
            other if self.scroll.take(other, self.layout(shared).text.lines()) => Go::Stay,
            _ => Go::Pass,
        }
    }

    fn programme(&self, _: &Shared) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn about(&self) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn offer(&self, _: &Shared) -> Option<Offer> {
        Some(Offer { scope: Scope::Programme, programmes: vec![self.programme], chosen: String::new() })
    }
}
