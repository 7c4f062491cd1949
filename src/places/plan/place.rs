//! 事業: what the municipality wants to do, in four short questions. Every one may be passed over.

use std::cmp::Reverse;

use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::row::{Ink, Row as Painted, row as painted};
use crate::app::shared::Shared;
use crate::app::to::{Ask, To};
use crate::domain::judge::rank::group;
use crate::domain::plan::count::counts;
use crate::domain::plan::edits::{Edit, Edits, Item};
use crate::domain::plan::project::{CostItem, Project};
use crate::domain::plan::rank::Section;
use crate::domain::sort;
use crate::domain::terms::fit::{Fit, Word, WordId};
use crate::domain::terms::programme::ProgrammeId;
use crate::domain::value::number::Yen;
use crate::present::consult::{heading, silent, told};
use crate::present::line::Tone;
use crate::present::money::plan::burden;
use crate::present::word::mark;
use crate::session::consult::plan_file::amount;
use crate::text::number;
use crate::text::width::truncate_inside;
use std::rc::Rc;

/// 事業
pub static LIST: Mode = Mode {
    name: "事業",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "選ぶ", "選ぶ・外す。経費では金額を入れる";
    [c(' ')] Action::Toggle, "空白", "", "選ぶ・外す（経費では金額なしで選ぶ）";
    [k(Code::Tab), k(Code::Right)] Action::Next, "Tab", "次へ", "次の質問へ（決めなくてもよい）。最後の質問では、合う制度（相談）へ";
    [k(Code::BackTab), k(Code::Left)] Action::Previous, "Shift+Tab", "", "前の質問へ";
    [k(Code::Down), c('j')] Action::Down, "下", "", "次の行へ";
    [k(Code::Up), c('k')] Action::Up, "上", "", "前の行へ";
    pages "";
    [c('r'), k(Code::F(3))] Action::Go(To::Consult), "r", "合う制度", "ここまでの答えで、合う制度（相談）を見る";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る（選んだものは残る）";
    ],
    called: called![
        Action::Confirm, "事業の条件を決める", "じぎょうのじょうけんをきめる", "";
        Action::Toggle, "事業の条件を選ぶ・外す", "じぎょうのじょうけんをえらぶはずす", "";
        Action::Next, "事業の次の質問", "じぎょうのつぎのしつもん", "";
        Action::Previous, "事業の前の質問", "じぎょうのまえのしつもん", "";
    ],
    names: called![
        Action::Go(To::Plan(Ask::Purposes)), "事業を質問で入れる", "じぎょうをしつもんでいれる", "計画 けいかく 目的 もくてき 主体 しゅたい 経費 けいひ";
    ],
    ..Mode::COMMANDS
};

/// 事業の金額
pub static FIELD: Mode = Mode {
    name: "事業の金額",
    types: true,
    keys: bindings![
    [k(Code::Enter), k(Code::Down), k(Code::Tab)] Action::Confirm, "Enter", "入れる", "この金額を入れる（空なら金額を消す）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::Esc)] Action::Back, "Esc", "やめる", "前の金額のままにする";
    ],
    called: called![
        Action::Confirm, "事業の金額を入れる", "じぎょうのきんがくをいれる", "";
    ],
    ..Mode::COMMANDS
};

/// One row of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// A word of the list.
    Word(WordId),
    /// The cost item at this place, which has no kind.
    Item(usize),
    /// 融資・出資
    Loan,
    /// 公費による交付額
    PublicMoney,
    /// 国庫補助など
    Grants,
    /// How many people.
    Persons,
}

/// The questions about a plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which one is open.
    pub ask: Ask,
    /// Selected row.
    pub list: List,
    /// The amount that is being typed, and why it cannot be read.
    pub draft: Option<(Field, String)>,
    /// The choices, in the order shown: what is chosen and what most programmes serve stands first.
    pub rows: Vec<Row>,
    /// For each word, how many programmes that this body may use name it.
    pub counts: Vec<usize>,
    /// How many programmes fit the plan as it stands.
    pub fits: usize,
    /// Those, where there is room beside the choices.
    pub found: Vec<Painted>,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The questions.
    pub asks: u16,
    /// The question.
    pub question: u16,
    /// The choices.
    pub rows: Rows,
    /// What fits, where there is room for it.
    pub found: Option<Area>,
}

impl Plan {
    /// Opened at a question.
    pub fn new(shared: &mut Shared, ask: Ask) -> Self {
        shared.read_plan();
        let mut out = Self {
            ask,
            list: List::default(),
            draft: None,
            rows: Vec::new(),
            counts: Vec::new(),
            fits: 0,
            found: Vec::new(),
        };
        out.count(shared);
        out.order(shared);
        out
    }

    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body: Area = shared.frame().body;
        let (rows, found) = body.below(2).panes();
        Layout { asks: body.y, question: body.y + 1, rows: Rows::single(rows), found }
    }

    /// The words that the question offers.
    pub fn words(&self, shared: &Shared) -> &'static [Word] {
        let v = shared.catalogue.vocabulary;
        match self.ask {
            Ask::Purposes => v.purposes,
            Ask::Actors => v.actors,
            Ask::Costs => v.costs,
            Ask::Stage => v.stages,
        }
    }

    /// Lays the choices out; they stay where they are while they are chosen.
    fn order(&mut self, shared: &Shared) {
        let words = (0..self.words(shared).len()).filter_map(|i| u8::try_from(i).ok()).map(|i| Row::Word(WordId(i)));
        self.rows = words.collect();
        if self.ask != Ask::Stage {
            let mut rows = std::mem::take(&mut self.rows);
            let weight = |row: &Row| (self.is_free(shared, *row), Reverse(self.count_of(*row)));
            sort::by_key(&mut rows, |row| (!is_chosen(&shared.project, self.ask, *row), weight(row)));
            self.rows = rows;
        }
        if self.ask == Ask::Costs {
            let loose = shared.project.costs.iter().enumerate().filter(|(_, item)| item.kind.is_none());
            self.rows.extend(loose.map(|(i, _)| Row::Item(i)));
            self.rows.extend([Row::Loan, Row::PublicMoney, Row::Grants, Row::Persons]);
        }
    }

    /// How many programmes a choice meets; `None` where nothing is counted.
    pub fn count_of(&self, row: Row) -> Option<usize> {
        match row {
            Row::Word(id) => self.counts.get(usize::from(id.0)).copied(),
            _ => None,
        }
    }

    fn count(&mut self, shared: &Shared) {
        let profile = shared.plan_profile();
        let list = self.words(shared);
        let of = match self.ask {
            Ask::Purposes => |fit: &Fit| fit.purposes,
            Ask::Actors => |fit: &Fit| fit.actors,
            Ask::Costs => |fit: &Fit| fit.costs,
            Ask::Stage => |fit: &Fit| fit.stages,
        };
        self.counts = counts(shared.about(&profile), &shared.project, (list, of, self.ask != Ask::Purposes));
        self.fits = if shared.project.is_empty() { 0 } else { shared.consultation().answers.len() };
    }

    /// Lists what fits, where there is room beside the choices.
    fn list_found(&mut self, shared: &Shared) {
        self.found.clear();
        let Some(pane) = Self::layout(shared).found else { return };
        let found = if shared.project.is_empty() { Rc::default() } else { shared.consultation() };
        let (room, mut above) = (pane.inside(2), None);
        for c in told(&found.answers) {
            if above.replace(c.heading()) != Some(c.heading()) {
                self.found.push(painted(heading(c.heading()), Ink::Title));
            }
            let group = group(&c.assessment);
            // 〇 before a request would be read as something that can be had.
            let mark = if c.section() == Section::Notice { "・" } else { mark(group) };
            let columns = usize::from(room.width).saturating_sub(3);
            let name = truncate_inside(c.assessment.programme.name, columns, shared.ambiguous);
            self.found.push(vec![(format!("{mark} "), Ink::Group(group)), (name.into_owned(), Ink::PLAIN)]);
            let yen = burden(c).map(|b| painted(format!("   {}", b.line()), Ink::Tone(Tone::Figure)));
            self.found.extend(yen);
        }
        if self.found.is_empty() {
            let waits = "選んだものに合う制度が、ここに並びます。";
            let text = if shared.project.is_empty() { waits } else { silent(&found.unavailable) };
            self.found.push(painted(text, Ink::QUIET));
        }
    }

    fn turn(&mut self, shared: &mut Shared, by: isize) -> Go {
        let at = Ask::ALL.iter().position(|a| *a == self.ask).unwrap_or(0);
        match at.checked_add_signed(by).map(|at| Ask::ALL.get(at)) {
            Some(Some(ask)) => {
                *self = Self::new(shared, *ask);
                self.settle(shared);
            }
            Some(None) => return Go::To(To::Consult),
            None => {}
        }
        Go::Stay
    }

    /// Chooses the row, or takes it back.
    fn toggle(&mut self, shared: &mut Shared, row: Row) {
        let project = shared.project.clone();
        let edits = &mut shared.plan.edits;
        let chosen = is_chosen(&project, self.ask, row);
        let with = |all: &[WordId], id: WordId| all.iter().copied().chain([id]).collect::<Vec<_>>();
        match (self.ask, row, chosen) {
            (Ask::Purposes, Row::Word(id), true) => edits.strike(&project, Item::Purpose(id)),
            (Ask::Purposes, Row::Word(id), false) => {
                let all = project.purposes.iter().map(|(id, weight)| (*id, Some(*weight)));
                edits.purposes = Some(all.chain([(id, None)]).collect());
            }
            (Ask::Actors, Row::Word(id), true) => edits.strike(&project, Item::Actor(id)),
            (Ask::Actors, Row::Word(id), false) => edits.actors = Some(with(&project.actors, id)),
            (Ask::Stage, _, true) => edits.stage = Edit::Struck,
            (Ask::Stage, Row::Word(id), false) => edits.stage = Edit::Is(id),
            (Ask::Costs, Row::Word(id), false) => edits.kinds = Some(with(&project.kinds, id)),
            (Ask::Costs, row, true) => spend(edits, &project, row, None),
            // An amount or a number is typed, not ticked.
            (_, _, false) => return self.type_amount(shared, row),
            _ => return,
        }
        self.changed(shared);
    }

    /// There is no amount to ask for: 経費なし, 税.
    fn is_free(&self, shared: &Shared, row: Row) -> bool {
        let word = |id: WordId| self.words(shared).get(usize::from(id.0));
        matches!(row, Row::Word(id) if word(id).is_some_and(|w| !w.spent))
    }

    fn type_amount(&mut self, shared: &Shared, row: Row) {
        self.draft = Some((Field::with(&entered(&shared.project, row)), String::new()));
    }

    fn changed(&mut self, shared: &mut Shared) {
        shared.read_plan();
        shared.keep_plan();
        self.count(shared);
        // A loose item that was struck has its row no more.
        self.rows.retain(|row| !matches!(row, Row::Item(at) if *at >= shared.project.costs.len()));
        self.settle(shared);
    }

    /// A key while an amount is typed.
    fn typed(&mut self, shared: &mut Shared, row: Option<Row>, action: &Action) -> Go {
        let Some((field, error)) = &mut self.draft else { return Go::Pass };
        if field.take(action) {
            error.clear();
            return Go::Stay;
        }
        match (action, row) {
            (Action::Back, _) => self.draft = None,
            (Action::Confirm, Some(row)) => {
                let text = field.text().trim().to_owned();
                let read = match row {
                    _ if text.is_empty() => Ok(None),
                    Row::Persons => number::count(&text, &["人", "名"]).map(Some).map_err(|e| e.to_string()),
                    _ => amount(&text).map(|yen| Some(yen.0)),
                };
                match read {
                    Ok(amount) => {
                        let project = shared.project.clone();
                        spend(&mut shared.plan.edits, &project, row, amount);
                        self.draft = None;
                        self.changed(shared);
                        self.list.step(1, self.rows.len(), Self::layout(shared).rows.visible());
                    }
                    Err(why) => *error = why,
                }
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }
}

/// Puts an amount (in yen; of people a number) in place of what the plan has for `row`; `None` takes it away.
fn spend(edits: &mut Edits, project: &Project, row: Row, amount: Option<u64>) {
    let yen = amount.map(Yen);
    match row {
        Row::Loan => edits.loan = Edit::of(yen),
        Row::PublicMoney => edits.public_money = Edit::of(yen),
        Row::Grants => edits.grants = Edit::of(yen),
        Row::Persons => edits.persons = Edit::of(amount),
        Row::Item(at) => {
            let mut all = project.costs.clone();
            match (yen, all.get_mut(at)) {
                (Some(yen), Some(item)) => item.yen = yen,
                (None, Some(_)) => drop(all.remove(at)),
                (_, None) => {}
            }
            edits.costs = Some(all);
        }
        Row::Word(id) => {
            let mut all: Vec<CostItem> = project.costs.iter().filter(|c| c.kind != Some(id)).cloned().collect();
            edits.kinds = Some(project.kinds.iter().copied().filter(|k| *k != id).collect());
            all.extend(yen.map(|yen| CostItem::new(Some(id), String::new(), yen)));
            edits.costs = Some(all);
        }
    }
}

/// Whether the plan says it.
pub fn is_chosen(project: &Project, ask: Ask, row: Row) -> bool {
    match (ask, row) {
        (Ask::Purposes, Row::Word(id)) => project.purposes.iter().any(|(known, _)| *known == id),
        (Ask::Actors, Row::Word(id)) => project.actors.contains(&id),
        (Ask::Costs, Row::Word(id)) => project.kinds.contains(&id),
        (Ask::Stage, Row::Word(id)) => project.stage == Some(id),
        (_, Row::Item(_)) => true,
        (_, Row::Loan) => project.loan.is_some(),
        (_, Row::PublicMoney) => project.public_money.is_some(),
        (_, Row::Grants) => project.grants.is_some(),
        (_, Row::Persons) => project.persons.is_some(),
    }
}

/// The amount of a row in yen (of people: a number) as the field takes it; empty without one.
pub fn entered(project: &Project, row: Row) -> String {
    let all = &project.costs;
    let sum = match row {
        Row::Loan => project.loan.map(|y| y.0),
        Row::PublicMoney => project.public_money.map(|y| y.0),
        Row::Grants => project.grants.map(|y| y.0),
        Row::Persons => project.persons,
        Row::Item(at) => all.get(at).map(|c| c.yen.0),
        Row::Word(id) => {
            let mine = all.iter().filter(|c| c.kind == Some(id)).map(|c| c.yen);
            mine.reduce(Yen::plus).map(|y| y.0)
        }
    };
    sum.map_or_else(String::new, |n| if row == Row::Persons { format!("{n}人") } else { number::show_yen(n) })
}

impl Room for Plan {
    fn table(&self) -> &'static Mode {
        &LIST
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if self.draft.is_some() { &FIELD } else { &LIST }
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let row = self.rows.get(self.list.selected).copied();
        if self.draft.is_some() {
            return self.typed(shared, row, action);
        }
        match (action, row) {
            (Action::Confirm, Some(row)) if self.ask == Ask::Costs && !self.is_free(shared, row) => {
                self.type_amount(shared, row);
            }
            (Action::Confirm | Action::Toggle, Some(row)) => self.toggle(shared, row),
            (Action::Next, _) => return self.turn(shared, 1),
            (Action::Previous, _) => return self.turn(shared, -1),
            (other, _) => {
                if !self.list.take(other, self.rows.len(), Self::layout(shared).rows.visible()) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list_found(shared);
        self.list.keep_visible(self.rows.len(), Self::layout(shared).rows.visible());
    }

    fn returned(&mut self, shared: &mut Shared, _: Option<ProgrammeId>) {
        self.count(shared);
        self.settle(shared);
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        if self.draft.is_some() {
            return Click::Nothing;
        }
        let at = Self::layout(shared).rows.at(row, self.list.top, self.rows.len());
        Click::on(&mut self.list.selected, at)
    }
}
