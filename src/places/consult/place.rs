//! 相談: a sentence says what a town wants to do; below it what was understood, and what the documents have for it.

use crate::app::action::Action;
use crate::app::field::{Field, LONGEST};
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Area;
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::{Ask, Text, To};
use crate::domain::plan::beside::MOST_TOWNS;
use crate::domain::plan::edits::{Edits, Item};
use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, Consultation, Weighed};
use crate::domain::plan::understood::About;
use crate::domain::sort;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::programme::ProgrammeId;
use crate::places::consult::answer::{Answer, Space, indent};
use crate::places::consult::chips::{Chip, items, rows};
use crate::present::consult::{Said, ask_differing, nearest, silent, unavailable, understood};
use crate::session::answers::Session;
use crate::text::wrap::wrap_hanging;
use std::rc::Rc;

/// 相談
pub static MODE: Mode = Mode {
    name: "相談",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "詳細", "選んだ制度の詳細を開く（文に自治体があれば、その自治体として）";
    [k(Code::Down)] Action::Down, "下", "", "次の制度へ";
    [k(Code::Up)] Action::Up, "上", "", "前の制度へ";
    [k(Code::Tab)] Action::NextGroup, "Tab", "読み取りを直す", "読み取ったもの（自治体・目的・主体・経費）を消す・選び直す。何も書いていなければ、質問に答えて入れる";
    [ctrl('w')] Action::Go(To::Text(Text::Together)), "Ctrl+W", "組み合わせ", "合う制度の組み合わせを、地方負担の少ない順に見る";
    [k(Code::F(12)), ctrl('k')] Action::Go(To::Text(Text::Beside)), "F12", "並べる", "この事業を、文にある自治体（5つまで）と今の団体で並べて比べる";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄と、直したところを空にする";
    [k(Code::F(7))] Action::Go(To::Consult), "", "", "";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Confirm, "制度の詳細を開く", "せいどのしょうさいをひらく", "";
        Action::NextGroup, "相談の読み取りを直す", "そうだんのよみとりをなおす", "条件を消す じょうけんをけす";
    ],
    names: called![
        Action::Go(To::Consult), "相談", "そうだん", "やりたいこと 事業 じぎょう 計画 けいかく 文で探す ぶんでさがす";
    ],
    first: "",
};

/// 相談の読み取り
pub static CHIPS: Mode = Mode {
    name: "相談の読み取り",
    keys: bindings![
    [k(Code::Right), k(Code::Down), k(Code::Tab)] Action::Next, "左右", "選ぶ", "次のものへ";
    [k(Code::Left), k(Code::Up), k(Code::BackTab)] Action::Previous, "", "", "";
    [k(Code::Delete), k(Code::Backspace), ctrl('d')] Action::Unanswer, "Delete", "消す", "選んだものを条件から外す";
    [k(Code::Enter)] Action::Confirm, "Enter", "選び直す", "選んだものの質問を開いて選び直す（自治体が2つ以上なら、選んだ自治体にする）";
    [c('n'), ctrl('q')] Action::Go(To::Plan(Ask::Purposes)), "n", "", "質問に答えて入れる（目的・だれが・経費・段階）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "文のとおり", "直したところをすべて、文のとおりに戻す";
    [k(Code::Esc)] Action::Back, "Esc", "文へ", "入力欄に戻る";
    ],
    called: called![
        Action::Next, "次の読み取りへ", "つぎのよみとりへ", "";
        Action::Previous, "前の読み取りへ", "まえのよみとりへ", "";
        Action::Confirm, "読み取ったものを選び直す", "よみとったものをえらびなおす", "";
        Action::Unanswer, "読み取ったものを消す", "よみとったものをけす", "外す はずす";
        Action::Clear, "文のとおりに戻す", "ぶんのとおりにもどす", "";
    ],
    first: "相談（F7）に文を書き、Tab を押してください",
    ..Mode::COMMANDS
};

/// Programmes that are not for this and are listed all the same.
const OTHERS: usize = 5;

/// Rows of the body below which an answer has one thing told below its name.
const LOW: u16 = 14;

/// A sentence and what the documents have for it.
#[derive(Clone, Debug, Default)]
pub struct Consult {
    /// The sentence.
    pub field: Field,
    /// What was understood.
    pub understood: Vec<Said>,
    /// Which of the things understood is selected, while they are put right.
    pub chip: Option<usize>,
    /// What fits, then what is near, in the order told.
    pub answers: Vec<Answer>,
    /// Something fits.
    pub fits: bool,
    /// What is asked for and cannot be had; where nothing fits also what lies nearest, and what that is instead.
    pub nearest: Vec<String>,
    /// The town that the sentence names, where it is not the one that is open.
    pub town: Option<&'static Municipality>,
    /// Selected row of `answers`.
    pub list: List,
    /// What `answers` were made of.
    found: Rc<Consultation>,
}

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The field.
    pub field: u16,
    /// What was understood, a row each.
    pub understood: (u16, Vec<Vec<Chip>>),
    /// Where nothing fits that sentence, and what cannot be had (both true); what lies nearest.
    pub silent: (u16, Vec<(String, bool)>),
    /// The answers.
    pub answers: Area,
    /// The card of the selected one, where there is room for it.
    pub card: Option<Area>,
}

impl Consult {
    /// Opened with a sentence; an empty one is asked for.
    pub fn new(shared: &mut Shared, sentence: &str) -> Self {
        let mut out = Self { field: Field::with(sentence), ..Self::default() };
        out.find(shared);
        out
    }

    /// Nothing has been typed, nor chosen.
    pub fn is_empty(&self) -> bool {
        self.understood.is_empty()
    }

    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let below = body.below(1);
        // What cannot be had is told with its whole name, if that takes a row of what was understood.
        let says_no = body.height < LOW && !self.found.unavailable.is_empty();
        let most = if says_no { 1 } else { usize::from(below.height / 3).max(1) };
        let understood = if self.is_empty() {
            Vec::new()
        } else {
            rows(&self.understood, (body.width, most), self.chip, shared.ambiguous)
        };
        let rest = below.below(u16::try_from(understood.len()).unwrap_or(0));
        let columns = usize::from(body.width.saturating_sub(4)).max(8);
        let mut told: Vec<(String, bool)> = Vec::new();
        if !self.is_empty() {
            let silent = (!self.fits).then(|| format!("{}。", silent(&self.found.unavailable)));
            let further = self.answers.is_empty().then_some("別の言葉で書くか、F6 で探します。");
            let nearest = self.nearest.iter().map(|line| (line.as_str(), self.fits));
            let all = silent.iter().map(|line| (line.as_str(), true)).chain(nearest);
            for (line, is_no) in all.chain(further.map(|line| (line, false))) {
                let rows = wrap_hanging(line, columns, 2, shared.ambiguous);
                told.extend(rows.into_iter().map(|row| (row, is_no)));
            }
            let most = match (self.answers.is_empty(), self.fits) {
                (true, _) => rest.height,
                // A heading and a name stay.
                (false, _) if says_no => rest.height.saturating_sub(2).min(2 + u16::from(!self.fits)),
                (false, false) => rest.height / 2,
                (false, true) => rest.height / 6,
            };
            let most = usize::from(most).max(1);
            if told.len() > most {
                told.truncate(most);
                told.last_mut().into_iter().for_each(|(row, _)| row.push('…'));
            }
        }
        let (answers, card) = rest.below(u16::try_from(told.len()).unwrap_or(0)).panes();
        let card = card.filter(|_| !self.answers.is_empty());
        Layout { field: body.y, understood: (below.y, understood), silent: (rest.y, told), answers, card }
    }

    /// Reads the plan and ranks every programme for it.
    fn find(&mut self, shared: &mut Shared) {
        self.field.text().clone_into(&mut shared.plan.sentence);
        let (found, answers) = (std::mem::take(&mut self.found), std::mem::take(&mut self.answers));
        *self = Self { field: std::mem::take(&mut self.field), chip: self.chip, ..Self::default() };
        if shared.plan.is_empty() {
            (shared.project, shared.named, self.chip) = (Project::default(), Vec::new(), None);
            shared.prepare_evidence();
            return;
        }
        let mut said = shared.read_plan();
        let catalogue = shared.catalogue;
        let open = shared.session.as_ref().and_then(Session::municipality);
        // Of several towns of a name the one that is open is meant.
        let is_open = |m: &Municipality| open.is_some_and(|o| o.code == m.code);
        if said.towns.len() > 1 && said.towns.iter().any(|m| is_open(m)) {
            said.towns.retain(|m| is_open(m));
            said.settled(About::Town);
        }
        let named = match said.towns.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        self.town = named.filter(|m| !is_open(m));
        if let count @ 2.. = said.towns.len() {
            // Whose conditions they would be is open, so that they stand among what is asked, not among what is used.
            if !said.body.is_empty() {
                said.body.clear();
                said.ask(About::Other, "団体の条件は、自治体が1つのときだけ使います（今は使っていません）");
            }
            said.settled(About::Town);
            let beside = if count <= MOST_TOWNS { "F12 で並べて比べるか、" } else { "" };
            said.ask(
                About::Town,
                format!("自治体が{count}つ当たります。{beside}Tab で選び、Enter でその自治体にします"),
            );
            // What has to be done stands before what is only told, of which few rows show nothing.
            said.questions.rotate_right(1);
        }
        if !said.body.is_empty() {
            ask_differing(catalogue, &shared.plan_answers(), &mut said);
        }
        self.found = shared.consultation();
        self.fits = !self.found.answers.is_empty();
        // Few sentences ask for what cannot be had, and the answers are put together once.
        if !self.found.unavailable.is_empty() {
            let profile = shared.plan_profile();
            let lost = unavailable(shared.about(&profile), &self.found.unavailable);
            self.nearest = lost.map(|line| format!("今は使えない: {line}")).collect();
        }
        if !self.fits {
            self.nearest.extend(nearest(catalogue, &said));
        }
        let mut towns: Vec<(String, Option<u32>)> = said.towns.iter().map(|m| (m.full_name(), Some(m.code))).collect();
        if let (true, Some(session)) = (towns.is_empty(), &shared.session) {
            towns.push((format!("{}（今の団体）", session.name()), None));
        }
        self.understood = understood(catalogue, towns, &said);
        self.chip = self.chip.and_then(|at| items(&self.understood).len().checked_sub(1).map(|last| at.min(last)));
        if Rc::ptr_eq(&self.found, &found) {
            self.answers = answers;
        } else {
            self.list_answers(shared, answers);
        }
    }

    /// A key for what was understood.
    fn put_right(&mut self, shared: &mut Shared, at: usize, action: &Action) -> Go {
        let items = items(&self.understood);
        match (action, items.get(at)) {
            (Action::Next, _) => self.chip = Some((at + 1) % items.len().max(1)),
            (Action::Previous, _) => self.chip = Some((at + items.len().max(1) - 1) % items.len().max(1)),
            (Action::Back, _) => self.chip = None,
            (Action::Clear, _) => {
                shared.plan.edits = Edits { name: std::mem::take(&mut shared.plan.edits.name), ..Edits::default() };
                self.chip = None;
                self.find(shared);
                shared.keep_plan();
                shared.notice("文のとおりに戻しました");
            }
            (Action::Unanswer, Some(item)) => {
                let project = shared.project.clone();
                shared.plan.edits.strike(&project, *item);
                self.find(shared);
                shared.keep_plan();
                shared.notice("条件から外しました。Ctrl+U で文のとおりに戻します");
            }
            (Action::Confirm, Some(Item::Town(code))) if items.iter().filter(|i| is_town(i)).count() > 1 => {
                let project = shared.project.clone();
                for other in items.iter().filter(|i| is_town(i) && **i != Item::Town(*code)) {
                    shared.plan.edits.strike(&project, *other);
                }
                self.chip = None;
                self.find(shared);
                shared.keep_plan();
            }
            (Action::Confirm, Some(item)) => {
                self.chip = None;
                return Go::To(asked(*item));
            }
            (Action::Go(_), _) => {
                self.chip = None;
                return Go::Pass;
            }
            _ => return Go::Pass,
        }
        Go::Stay
    }

    /// What is told of a programme stays where nothing that it hangs on has changed.
    fn list_answers(&mut self, shared: &Shared, mut before: Vec<Answer>) {
        let found = &self.found;
        let near = found.others.iter().filter(|w| w.points > 0 && w.is_near()).take(OTHERS);
        let known = |w: &Weighed| before.iter().map(|a| &a.candidate).find(|c| w.is_like(c));
        let near = near.map(|w| w.clone().judged_as(shared.about(&w.costs.profile), known(w)));
        let near: Vec<Candidate> = near.collect();
        let told = |c: Candidate| match before.iter().position(|a| a.tells_the_same(&c)) {
            Some(at) => Some(before.swap_remove(at).again(c)),
            None => Answer::new(shared, c),
        };
        self.answers = found.answers.iter().cloned().chain(near).filter_map(told).collect();
        sort::by_key(&mut self.answers, |a| a.candidate.heading());
        self.lay_out(shared);
    }

    fn lay_out(&mut self, shared: &Shared) {
        let body = shared.frame().body;
        let (list, card) = body.panes();
        let columns = usize::from(list.width.saturating_sub(indent(list.width) + 1)).max(8);
        let room = match card {
            Some(_) => Space::Beside,
            None if body.height < LOW => Space::Little,
            None => Space::Alone,
        };
        let most = self.answers.iter().filter_map(|a| Some(a.burden.as_ref()?.1.whole)).max().unwrap_or_default();
        for answer in &mut self.answers {
            answer.lay_out((columns, room), most, shared.ambiguous);
        }
    }

    /// A heading stands above this answer when `top` is the first visible one.
    pub fn has_heading(&self, i: usize, top: usize) -> bool {
        let stands = |i: usize| self.answers.get(i).map(|a| a.candidate.heading());
        i == top || i.checked_sub(1).and_then(stands) != stands(i)
    }

    fn height(&self, i: usize, top: usize) -> u16 {
        let own = self.answers.get(i).map_or(0, Answer::height);
        own + u16::from(self.has_heading(i, top))
    }

    /// The visible answers and the row of the screen where each begins, with its heading where it has one. The last one
    /// may be cut off below.
    pub fn visible(&self, layout: &Layout) -> Vec<(usize, u16)> {
        let mut y = layout.answers.y;
        let mut out = Vec::new();
        for i in self.list.top..self.answers.len() {
            if y + u16::from(self.has_heading(i, self.list.top)) >= layout.answers.end() {
                break;
            }
            out.push((i, y));
            y += self.height(i, self.list.top);
        }
        out
    }

    /// How many answers are wholly visible.
    fn whole(&self, layout: &Layout) -> usize {
        let fits = |(i, y): &&(usize, u16)| y + self.height(*i, self.list.top) <= layout.answers.end();
        self.visible(layout).iter().filter(fits).count().max(1)
    }

    /// Scrolls as little as needed for the whole of the selected answer to be visible.
    fn keep_visible(&mut self, shared: &Shared) {
        let layout = self.layout(shared);
        let len = self.answers.len();
        self.list.selected = self.list.selected.min(len.saturating_sub(1));
        self.list.top = self.list.top.min(self.list.selected);
        let taken = |top: usize, to: usize| (top..to).map(|i| u32::from(self.height(i, top))).sum::<u32>();
        let (room, mut top) = (u32::from(layout.answers.height), self.list.top);
        while top < self.list.selected && taken(top, self.list.selected + 1) > room {
            top += 1;
        }
        // No blank rows below the last one while something is hidden above.
        while top > 0 && taken(top - 1, len) <= room {
            top -= 1;
        }
        self.list.top = top;
    }
}

fn is_town(item: &Item) -> bool {
    matches!(item, Item::Town(_))
}

/// Where a thing that was understood is chosen anew.
fn asked(item: Item) -> To {
    match item {
        Item::Town(_) => To::Choose,
        Item::Body(_) => To::Answers,
        Item::Purpose(_) => To::Plan(Ask::Purposes),
        Item::Actor(_) => To::Plan(Ask::Actors),
        Item::Stage => To::Plan(Ask::Stage),
        Item::Kind(_) | Item::Cost(_) | Item::Loan | Item::PublicMoney | Item::Grants | Item::Persons => {
            To::Plan(Ask::Costs)
        }
    }
}

impl Room for Consult {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if self.chip.is_some() { &CHIPS } else { &MODE }
    }

    fn can(&self, _: &Shared, action: &Action) -> bool {
        // With nothing found there is nothing to open, to combine or to lay side by side.
        let on_answers = matches!(action, Action::Confirm | Action::Go(To::Text(Text::Together | Text::Beside)));
        self.chip.is_some() || !on_answers || !self.answers.is_empty()
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if let Some(at) = self.chip {
            return self.put_right(shared, at, action);
        }
        if self.field.take(action) {
            if matches!(action, Action::Paste(text) if text.chars().count() > LONGEST) {
                shared.notice(format!("長すぎるため、はじめの{LONGEST}文字だけを入れました"));
            }
            if *action == Action::Clear {
                shared.plan.edits = Edits::default();
            }
            self.find(shared);
            return Go::Stay;
        }
        // Not at each letter: what is written is kept with the session when something is done with it.
        shared.keep_plan();
        if matches!(action, Action::Go(_)) && self.town.is_none() {
            shared.take_body();
        }
        match action {
            Action::NextGroup if items(&self.understood).is_empty() => return Go::To(To::Plan(Ask::Purposes)),
            Action::NextGroup => self.chip = Some(0),
            Action::Confirm => match (self.programme(shared), self.town) {
                (Some(id), Some(town)) => return Go::ProgrammeOf(town, id),
                (Some(id), None) => {
                    shared.ensure_session();
                    shared.take_body();
                    return Go::Programme(id);
                }
                (None, _) => {
                    shared.notice("やりたいことを1つの文で書いてください（例: 空き家を3軒直したい。1,800万円）");
                }
            },
            Action::Go(To::Consult) => {}
            other => {
                let visible = self.whole(&self.layout(shared));
                if !self.list.take(other, self.answers.len(), visible) {
                    return Go::Pass;
                }
                self.keep_visible(shared);
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.lay_out(shared);
        self.keep_visible(shared);
    }

    fn returned(&mut self, shared: &mut Shared, _: Option<ProgrammeId>) {
        let id = self.programme(shared);
        self.find(shared);
        self.lay_out(shared);
        if let Some(row) = self.answers.iter().position(|a| Some(a.id) == id) {
            self.list.selected = row;
        }
        self.keep_visible(shared);
    }

    fn programme(&self, _: &Shared) -> Option<ProgrammeId> {
        self.answers.get(self.list.selected).map(|a| a.id)
    }

    fn neighbour(&mut self, shared: &Shared, by: isize) -> Option<ProgrammeId> {
        self.list.selected = self.list.selected.saturating_add_signed(by).min(self.answers.len().saturating_sub(1));
        self.keep_visible(shared);
        self.programme(shared)
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let layout = self.layout(shared);
        let stands = |(i, y): &(usize, u16)| (*y..y + self.height(*i, self.list.top)).contains(&row);
        let inside = row < layout.answers.end();
        let at = self.visible(&layout).into_iter().filter(|_| inside).find(stands).map(|(i, _)| i);
        Click::on(&mut self.list.selected, at)
    }

    fn is_general(&self) -> bool {
        true
    }
}
