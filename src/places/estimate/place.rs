//! 試算: amounts typed, stored as answers at each key; a result pinned for comparison.

use crate::app::action::Action;
use crate::app::export::Offer;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::{List, Scroll};
use crate::app::room::Room;
use crate::app::shared::{Draft, Pinned, Shared};
use crate::app::to::To;
use crate::domain::money::split::split;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile, Value};
use crate::domain::terms::programme::ProgrammeId;
use crate::places::estimate::laid::{Laid, Wraps};
use crate::present::form::Scope;
use crate::present::value;
use crate::session::typed;
use crate::text::wrap::wrap;
use std::cell::RefCell;
use std::rc::Rc;

/// 試算
pub static MODE: Mode = Mode {
    name: "試算",
    types: true,
    keys: bindings![
    [k(Code::Down), k(Code::Tab), k(Code::Enter)] Action::Down, "上下", "欄", "次の欄へ";
    [k(Code::Up), k(Code::BackTab)] Action::Up, "", "", "";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "結果を1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "結果を1画面上へ";
    [ctrl('q')] Action::Go(To::ProgrammeQuestions), "Ctrl+Q", "決め手", "幅の決め手になる質問に答え、なければこの制度の要件の質問に答える";
    [ctrl('t')] Action::Replace, "Ctrl+T", "", "試した金額をやめて、相談の事業の金額に戻す";
    [k(Code::F(12)), ctrl('k')] Action::Pin, "F12", "固定", "この結果を固定して、次の結果と差を並べる（もう一度で解く。Ctrl+K でも）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "選んだ欄の文字を消す";
    [ctrl('d')] Action::Unanswer, "Ctrl+D", "", "選んだ欄を未入力に戻す";
    [k(Code::F(5)), ctrl('a')] Action::Go(To::Answers), "F5", "", "回答の一覧を開いて変える";
    [ctrl('p')] Action::Go(To::Export), "Ctrl+P", "出力", "この試算を HTML・Excel・CSV・JSON のファイルに書き出す";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "元の画面へ戻る（入力した金額は残る）";
    ],
    called: called![
        Action::Go(To::ProgrammeQuestions), "決め手の質問", "きめてのしつもん", "";
        Action::Replace, "相談の金額に戻す", "そうだんのきんがくにもどす", "事業 じぎょう";
        Action::Unanswer, "欄を未入力に戻す", "らんをみにゅうりょくにもどす", "消す けす";
    ],
    names: called![
        Action::Go(To::Estimate), "試算", "しさん", "金額 きんがく 計算 けいさん いくら";
        Action::Pin, "試算の結果を固定", "しさんのけっかをこてい", "留める とめる 差";
    ],
    first: "制度を選んで Enter で詳細を開いてください",
};

/// The amounts of one programme.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its inputs, in the order of the flow.
    pub entries: Vec<Entry>,
    /// Selected field.
    pub list: List,
    /// First visible line of the result.
    pub scroll: Scroll,
    /// What the plan says, where it has to do with the programme: its amounts, and what follows from its purposes.
    plan: Vec<(FactId, Value)>,
    /// The answers before the selected field was touched.
    base: Profile,
    /// What follows from them, as it was laid out last.
    pub laid: RefCell<Option<Rc<Laid>>>,
    /// Its texts, wrapped.
    pub wraps: RefCell<Wraps>,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is asked.
    pub fact: FactId,
    /// What is typed.
    pub field: Field,
    /// Why it cannot be read; empty when it can. What was answered before stays in force.
    pub error: String,
    /// The answer that stood before the text was touched.
    kept: Option<Answer>,
    /// Just selected: the next character replaces the text.
    pub fresh: bool,
}

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Name and verdict.
    pub name: Area,
    /// The fields: at most a third of a small screen.
    pub fields: Rows,
    /// What is wrong with the selected field, right below it, and the value that stays in force: a row each.
    pub faults: Vec<String>,
    /// The answer below the fields, where there is room for the table beside them.
    pub answer: Option<Area>,
    /// What follows from the amounts.
    pub result: Area,
}

/// Columns from which the fields stand at the left and what follows from them at the right; columns of the left side.
const WIDE: u16 = 158;
const LEFT: u16 = 66;

impl Estimate {
    /// The fields with the present answers; `None`, with a message, where nothing can be computed.
    pub fn new(shared: &mut Shared, id: ProgrammeId) -> Option<Self> {
        let programme = shared.catalogue.programme(id)?;
        if programme.flow.is_empty() {
            shared.notice("この制度は、金額の計算に使える率・上限が資料に記載されていません");
            return None;
        }
        let plan = planned(shared, id);
        let entry = |fact| {
            let draft = shared.drafts.iter().find(|d| d.fact == fact);
            let field = draft.map_or_else(|| Field::with(&text(shared, &plan, fact)), |d| d.field.clone());
            let error = draft.map(|d| d.error.clone()).unwrap_or_default();
            Entry { fact, field, error, fresh: draft.is_none(), kept: None }
        };
        let entries: Vec<Entry> = programme.inputs().into_iter().map(entry).collect();
        if entries.iter().any(|e| is_tried(shared, &plan, e.fact)) {
            shared.notice("前にここで試した金額です。相談の事業の金額には Ctrl+T で戻ります");
        }
        let (list, scroll, base) = (List::default(), Scroll::default(), shared.profile());
        let (laid, wraps) = (RefCell::default(), RefCell::default());
        Some(Self { programme: id, entries, list, scroll, plan, base, laid, wraps })
    }

    /// What is computed from: the answers, and what the plan says where there are none.
    pub fn profile(&self, shared: &Shared) -> Profile {
        shared.profile().filled(&self.plan)
    }

    /// The plan's amount for a field in which another one is tried.
    pub fn replaced(&self, shared: &Shared, fact: FactId) -> Option<Value> {
        value_of(&self.plan, fact).filter(|_| is_tried(shared, &self.plan, fact))
    }

    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body.text();
        let below = body.below(1);
        let wide = body.width >= WIDE;
        let left = if wide { Area { width: LEFT, ..below } } else { below };
        let shown = u16::try_from(self.entries.len()).unwrap_or(u16::MAX).min((body.height / 3).max(2));
        let faults = self.faults(shared, left.width.saturating_sub(5));
        let used = shown + u16::try_from(faults.len()).unwrap_or(u16::MAX);
        let rest = left.below(used);
        let (answer, result) = if wide {
            let right = Area { x: below.x + LEFT + 2, width: below.width - LEFT - 2, ..below };
            (Some(rest.below(1).above(1)), right)
        } else {
            (None, rest)
        };
        Layout { name: body.first(1), fields: Rows::single(left.first(shown)), faults, answer, result }
    }

    fn faults(&self, shared: &Shared, room: u16) -> Vec<String> {
        let selected = self.entries.get(self.list.selected);
        let Some(entry) = selected.filter(|e| !e.error.is_empty()) else { return Vec::new() };
        let mut lines = wrap(&entry.error, usize::from(room).max(8), shared.ambiguous);
        lines.truncate(2);
        let used = self.profile(shared).value(entry.fact);
        if let Some((v, f)) = used.zip(shared.catalogue.fact(entry.fact)) {
            lines.push(format!("計算に使っている値: {}", value::value(f, v)));
        }
        lines
    }

    /// A key for the selected field. The first character typed onto a field that was just selected replaces its text,
    /// as in a spreadsheet; moving the caret or erasing edits what stands there.
    fn edit(&mut self, shared: &mut Shared, edit: &Action) -> Go {
        let Some(entry) = self.entries.get_mut(self.list.selected) else { return Go::Pass };
        let stands = shared.session.as_ref().map(|s| s.shown(entry.fact));
        let first = match edit {
            Action::Type(c) => Some(*c),
            Action::Paste(text) => text.chars().next(),
            _ => None,
        };
        // No amount begins with its unit: who was asked for it answers with it alone.
        if entry.fresh && first.is_some_and(|c| !"万億円".contains(c)) {
            entry.field = Field::default();
        }
        let before = entry.field.text().to_owned();
        if !entry.field.take(edit) {
            return Go::Pass;
        }
        entry.fresh = false;
        entry.kept = entry.kept.or(stands);
        let Some(fact) = shared.catalogue.fact(entry.fact).filter(|_| before != entry.field.text()) else {
            return Go::Stay;
        };
        match typed::read_keys(fact, entry.field.text()) {
            Ok(value) => {
                entry.error.clear();
                let id = entry.fact;
                self.set(shared, id, Answer::Known(value, Origin::Given));
            }
            // A value is taken only when the whole of it can be read: not the beginning of one that cannot.
            Err(message) => {
                entry.error = message;
                let (id, kept) = (entry.fact, entry.kept);
                if let Some(kept) = kept {
                    self.set(shared, id, kept);
                }
            }
        }
        Go::Stay
    }

    fn set(&self, shared: &mut Shared, fact: FactId, answer: Answer) {
        if shared.session.as_ref().is_some_and(|s| s.shown(fact) != answer) {
            shared.answer(fact, answer, Some(&self.base));
        }
    }

    /// Pins the present result; the same result again takes the pin away.
    fn pin(&self, shared: &mut Shared) {
        let Some(session) = &shared.session else { return };
        let new = Pinned { programme: self.programme, profile: self.profile(shared), name: session.name() };
        if shared.pinned.as_ref().is_some_and(|p| *p == new) {
            shared.pinned = None;
            shared.notice("固定を解きました");
        } else {
            shared.pinned = Some(new);
            shared.notice("この結果を固定しました。金額を変えると差が並びます");
        }
    }

    /// The plan's amounts again, in place of what was tried.
    fn take_plan(&mut self, shared: &mut Shared) {
        let tried: Vec<FactId> =
            self.entries.iter().map(|e| e.fact).filter(|f| is_tried(shared, &self.plan, *f)).collect();
        if tried.is_empty() {
            return shared.notice("相談の事業の金額から変わっている欄はありません");
        }
        for fact in tried {
            self.set(shared, fact, Answer::NotAsked);
        }
        self.returned(shared, None);
        self.base = shared.profile();
    }

    /// What cannot be read is kept for when the programme is opened again.
    fn leave(&self, shared: &mut Shared) -> Go {
        shared.drafts.retain(|d| !self.entries.iter().any(|e| e.fact == d.fact));
        let unread = self.entries.iter().filter(|e| !e.error.is_empty());
        let drafts: Vec<Draft> =
            unread.map(|e| Draft { fact: e.fact, field: e.field.clone(), error: e.error.clone() }).collect();
        if !drafts.is_empty() {
            shared.notice("読めない入力は使っていません（試算をもう一度開くと直せます）");
        }
        shared.drafts.extend(drafts);
        Go::Back
    }
}

/// All that is known of the plan as the programme takes it.
fn planned(shared: &Shared, id: ProgrammeId) -> Vec<(FactId, Value)> {
    let Some(candidate) = shared.candidate(id) else { return Vec::new() };
    let facts = (0..).map(FactId).take(shared.catalogue.facts.len());
    facts.filter_map(|fact| Some((fact, candidate.costs.profile.value(fact)?))).collect()
}

fn value_of(plan: &[(FactId, Value)], fact: FactId) -> Option<Value> {
    plan.iter().find(|(of, _)| *of == fact).map(|(_, value)| *value)
}

/// Whether something else stands as an answer than the plan says.
fn is_tried(shared: &Shared, plan: &[(FactId, Value)], fact: FactId) -> bool {
    let answered = shared.profile().value(fact);
    value_of(plan, fact).is_some_and(|planned| answered.is_some_and(|answered| answered != planned))
}

/// What stands in a field: the answer, or what the plan says.
fn text(shared: &Shared, plan: &[(FactId, Value)], fact: FactId) -> String {
    let answered = shared.answer_text(fact);
    let planned = || Some(value::value(shared.catalogue.fact(fact)?, value_of(plan, fact)?));
    if answered.is_empty() { planned().unwrap_or_default() } else { answered }
}

impl Room for Estimate {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        match action {
            Action::Up | Action::Down | Action::Confirm => {
                if let Some(left) = self.entries.get_mut(self.list.selected) {
                    left.fresh = true;
                    left.kept = left.kept.filter(|_| !left.error.is_empty());
                }
                let by = if *action == Action::Up { -1 } else { 1 };
                self.list.step(by, self.entries.len(), self.layout(shared).fields.visible());
                self.base = shared.profile();
            }
            Action::PageUp | Action::PageDown => {
                self.scroll.take(action, self.layout(shared).result.lines());
            }
            Action::Pin => self.pin(shared),
            Action::Replace => self.take_plan(shared),
            Action::Unanswer => {
                if let Some(entry) = self.entries.get_mut(self.list.selected) {
                    entry.field = Field::default();
                    entry.error.clear();
                    let fact = entry.fact;
                    self.set(shared, fact, Answer::NotAsked);
                }
            }
            Action::Back => return self.leave(shared),
            edit => return self.edit(shared, edit),
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(self.entries.len(), self.layout(shared).fields.visible());
    }

    /// Fields without a fault show the present answers.
    fn returned(&mut self, shared: &mut Shared, _: Option<ProgrammeId>) {
        for entry in self.entries.iter_mut().filter(|e| e.error.is_empty()) {
            entry.field = Field::with(&text(shared, &self.plan, entry.fact));
            entry.fresh = true;
        }
        self.settle(shared);
    }

    fn programme(&self, _: &Shared) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn about(&self) -> Option<ProgrammeId> {
        Some(self.programme)
    }

    fn deciding(&self, shared: &Shared) -> Option<FactId> {
        let (profile, programme) = (self.profile(shared), shared.catalogue.programme(self.programme)?);
        let typed = |f: &FactId| self.entries.iter().any(|entry| entry.fact == *f);
        let split = split(shared.about(&profile), programme);
        split.deciding.into_iter().find_map(|o| match o {
            Open::Fact(f) if !typed(&f) && profile.answer(f) == Answer::NotAsked => Some(f),
            _ => None,
        })
    }

    fn offer(&self, _: &Shared) -> Option<Offer> {
        let offer = Offer::new(Scope::Estimate, vec![self.programme], String::new());
        Some(Offer { filled: self.plan.clone(), ..offer })
    }

    /// The last key of 3000万円 changes nothing: what the ones before moved stays on the screen.
    fn is_typing(&self, action: &Action) -> bool {
        matches!(
            action,
            Action::Type(_) | Action::Paste(_) | Action::Erase | Action::Delete | Action::Left | Action::Right
        )
    }
}
