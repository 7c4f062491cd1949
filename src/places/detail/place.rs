//! 制度の詳細: one programme, and its neighbours in the list that it was opened from.

use crate::app::action::Action;
use crate::app::card::lay_out;
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Area;
use crate::app::list::Scroll;
use crate::app::room::Room;
use crate::app::row::{Ink, Row, laid_out, plain_legend, row};
use crate::app::shared::Shared;
use crate::app::to::{Among, Text, To};
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::ProgrammeId;
use crate::present::detail::card::card;
use crate::present::detail::detail;
use crate::present::form::Scope;
use crate::text::wrap::wrap;

/// 制度の詳細
pub static MODE: Mode = Mode {
    name: "制度の詳細",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "答える", "選んだ「まだ決まらないこと」に答えて、ここへ戻る";
    [c('n'), ctrl('q')] Action::Go(To::ProgrammeQuestions), "n", "続けて答える", "この制度の要件・金額の質問に続けて答える";
    lines "";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
    [k(Code::End), c('G')] Action::Bottom, "End", "", "出典へ";
    [k(Code::Right), k(Code::Tab)] Action::Next, "右", "", "一覧の次の制度へ";
    [k(Code::Left), k(Code::BackTab), ctrl('b')] Action::Previous, "左", "", "一覧の前の制度へ";
    [c(']')] Action::NextGroup, "]", "次の節", "次の節（率、お金の流れ、出典など）へ";
    [c('[')] Action::PreviousGroup, "[", "", "前の節へ";
    digits "その番号の節へ";
    [c('m'), k(Code::F(8)), ctrl('y')] Action::Go(To::Estimate), "m", "試算", "この制度の金額を試算する（F8、Ctrl+Y でも）";
    [c('p'), ctrl('x')] Action::Go(To::Present), "p", "発表", "発表者画面で1つずつ見せる（Ctrl+X でも）";
    [c('a'), ctrl('a'), k(Code::F(5))] Action::Go(To::Answers), "a", "回答", "回答の一覧を開いて変える";
    [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
    [c('i')] Action::Go(To::Who), "i", "逆引き", "この制度を使える自治体を全国から探す";
    [ctrl('g'), c('t')] Action::Go(To::Text(Text::Terms)), "t", "用語", "用語の説明を開く";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "この制度を HTML・Excel・CSV・JSON のファイルに書き出す（Ctrl+P でも）";
    [k(Code::Esc)] Action::Back, "Esc", "一覧", "一覧へ戻る";
    ],
    called: called![
        Action::Next, "次の制度", "つぎのせいど", "";
        Action::Previous, "前の制度", "まえのせいど", "";
        Action::Confirm, "まだ決まらないことに答える", "まだきまらないことにこたえる", "";
        Action::NextGroup, "次の節へ", "つぎのせつへ", "見出し みだし";
        Action::PreviousGroup, "前の節へ", "まえのせつへ", "";
    ],
    first: "制度を選んで Enter で詳細を開いてください",
    ..Mode::COMMANDS
};

/// Open questions that the arrow keys step through before the text moves.
const STEPS: usize = 4;

/// One programme.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which one; its place in the ranking moves with the answers.
    pub programme: ProgrammeId,
    /// First visible line.
    pub scroll: Scroll,
    /// Which of the open questions Enter asks.
    asked: usize,
    /// What is to be read.
    pub page: Page,
}

/// Columns and rows from which the card stands beside the sections.
const WIDE: (u16, u16) = (160, 24);

/// What is to be read, laid out for the present size and answers.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The card where it stands beside the sections; empty where it does not.
    pub card: Vec<Row>,
    /// The card, if it is not beside them, then the sections.
    pub rows: Vec<Row>,
    /// The row where each section begins.
    starts: Vec<usize>,
    /// The open questions of the card, in its order.
    facts: Vec<FactId>,
}

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The name, at most two rows.
    pub name: Vec<String>,
    /// The row of the name.
    pub top: u16,
    /// The card, where it stands beside the text.
    pub card: Option<Area>,
    /// The text.
    pub text: Area,
}

impl Layout {
    /// Nothing beside the text.
    fn single(self) -> Self {
        let x = self.card.map_or(self.text.x, |card| card.x);
        let width = self.text.x + self.text.width - x;
        Self { card: None, text: Area { x, width, ..self.text }, ..self }
    }
}

impl Detail {
    /// The top of the programme's page.
    pub fn new(programme: ProgrammeId) -> Self {
        Self { programme, scroll: Scroll::default(), asked: 0, page: Page::default() }
    }

    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let all = self.areas(shared);
        if self.page.card.is_empty() { all.single() } else { all }
    }

    /// The same with the card beside the text, where the window is large enough for it.
    fn areas(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let name = shared.catalogue.programme(self.programme).map_or("", |p| p.name);
        let mut name = wrap(name, usize::from(body.width.saturating_sub(12)), shared.ambiguous);
        name.truncate(2);
        let text = body.below(u16::try_from(name.len()).unwrap_or(0));
        let wide = text.width >= WIDE.0 && text.height >= WIDE.1;
        let half = Area { width: text.width * 9 / 20, ..text };
        let rest = Area { x: half.x + half.width, width: text.width - half.width, ..text };
        let (card, text) = if wide { (Some(half.above(1)), rest) } else { (None, text) };
        Layout { name, top: body.y, card, text }
    }

    /// Lays card and sections out.
    fn lay_out(&mut self, shared: &Shared) {
        let (Some(inquiry), Some(a)) = (shared.inquiry(), shared.assessment(self.programme)) else { return };
        let plan = shared.candidate(self.programme);
        // With a plan all of the page is about the plan: a second count beside that of the card would contradict it.
        let inquiry = plan.as_ref().map_or(inquiry, |c| inquiry.with(&c.costs.profile));
        let a = plan.as_ref().map_or(a, |c| &c.assessment);
        let mut head = card(inquiry, a, plan.as_ref());
        // The name and the verdict stand above the text already.
        (head.name, head.standing) = ("", std::mem::take(&mut head.layers));
        let facts: Vec<FactId> = head.facts().collect();
        self.asked = self.asked.min(facts.len().min(STEPS).saturating_sub(1));
        let sections = detail(inquiry, a);
        let titles = sections
            .iter()
            .enumerate()
            .map(|(i, s)| (i + 1, s.title.split('（').next().unwrap_or_default()))
            // A digit leads to the first nine only.
            .map(|(n, title)| if n < 10 { format!("{n} {title}") } else { title.to_owned() });
        let titles: Vec<String> = std::iter::once("節（数字か ] [）".to_owned()).chain(titles).collect();
        // A name of a section stands whole on its row.
        let told = |columns: usize| {
            let each = titles.iter().map(|title| (None, "", title.clone()));
            plain_legend(each, Ink::QUIET, columns, shared.ambiguous)
        };
        let whole = |(columns, height): (usize, usize)| {
            let titles = told(columns);
            let room = (columns, height.saturating_sub(titles.len()));
            [lay_out(&head, room, Some(self.asked), shared.ambiguous), titles].concat()
        };
        let areas = self.areas(shared);
        let beside = areas.card.map(|area| (usize::from(area.inside(2).width), usize::from(area.height)));
        let beside = beside.map(|room| (room, whole(room)));
        let card = beside.filter(|((_, rows), card)| card.len() <= *rows).map(|(_, card)| card).unwrap_or_default();
        let area = if card.is_empty() { areas.single().text } else { areas.text };
        let columns = usize::from(area.width.saturating_sub(2));
        let mut rows = if card.is_empty() { whole((columns, area.lines())) } else { Vec::new() };
        let mut starts = Vec::new();
        for section in sections {
            if !rows.is_empty() {
                rows.push(Vec::new());
            }
            starts.push(rows.len());
            rows.push(row(section.title, Ink::Title));
            for line in section.lines {
                laid_out(&line, columns, shared.ambiguous, &mut rows);
            }
        }
        self.page = Page { card, rows, starts, facts };
        self.scroll.top = self.scroll.top.min(self.last(shared));
    }

    /// The first line of the last page.
    fn last(&self, shared: &Shared) -> usize {
        self.page.rows.len().saturating_sub(self.layout(shared).text.lines())
    }

    /// Selects the next open question, or the one before; false where there is none.
    fn step(&mut self, shared: &Shared, by: isize) -> bool {
        let steps = self.page.facts.len().min(STEPS);
        match self.asked.checked_add_signed(by).filter(|at| *at < steps && self.scroll.top == 0) {
            Some(at) => {
                self.asked = at;
                self.lay_out(shared);
                true
            }
            None => false,
        }
    }
}

impl Room for Detail {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn can(&self, shared: &Shared, action: &Action) -> bool {
        match action {
            Action::Confirm => !self.page.facts.is_empty(),
            Action::Go(To::Estimate) => shared.catalogue.programme(self.programme).is_some_and(|p| !p.flow.is_empty()),
            _ => true,
        }
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        match action {
            Action::Next => return Go::Neighbour(1),
            Action::Previous => return Go::Neighbour(-1),
            Action::Confirm => {
                return match self.page.facts.get(self.asked) {
                    Some(fact) => Go::Question(*fact, Among::One),
                    None => Go::To(To::ProgrammeQuestions),
                };
            }
            Action::Down if self.step(shared, 1) => return Go::Stay,
            Action::Up if self.step(shared, -1) => return Go::Stay,
            Action::NextGroup => {
                let next = self.page.starts.iter().find(|s| **s > self.scroll.top);
                self.scroll.top = next.copied().unwrap_or(self.scroll.top);
            }
            Action::PreviousGroup => {
                let before = self.page.starts.iter().rev().find(|s| **s < self.scroll.top);
                self.scroll.top = before.copied().unwrap_or(0);
            }
            Action::Pick(n) => match self.page.starts.get(usize::from(*n).saturating_sub(1)) {
                Some(start) => self.scroll.top = *start,
                None => return Go::Pass,
            },
            other if !self.scroll.take(other, self.layout(shared).text.lines()) => return Go::Pass,
            _ => {}
        }
        self.scroll.top = self.scroll.top.min(self.last(shared));
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.lay_out(shared);
    }

    fn programme(&self, _: &Shared) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn about(&self) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn offer(&self, _: &Shared) -> Option<Offer> {
        Some(Offer::new(Scope::Programme, vec![self.programme], String::new()))
    }
}
