//! 質問: which one, what was answered, and where it leads.

use crate::app::action::Action;
use crate::app::borders;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows, cells};
use crate::app::room::{Click, Room};
use crate::app::row::{Ink, Row, row};
use crate::app::shared::Shared;
use crate::app::to::Among;
use crate::app::to::To;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::interview::needed;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, FactId, FactKind, Origin, Value};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::line::Tone;
use crate::present::value;
use crate::session::answers::Session;
use crate::session::typed;
use crate::text::wrap::wrap;

/// Rows of the body below which question and answers stand close, and nothing below them.
const TIGHT: u16 = 12;

/// 質問（選択肢）
pub static OPTIONS: Mode = Mode {
    name: "質問（選択肢）",
    keys: bindings![
    [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "回答", "選んだ答えで回答する";
    digits "番号の答えを選ぶ（Enter で回答）";
    [k(Code::Down), c('j')] Action::Down, "下", "", "次の答えへ";
    [k(Code::Up), c('k')] Action::Up, "上", "", "前の答えへ";
    [c('0')] Action::DontKnow, "0", "不明", "「わからない」を選ぶ（Enter で回答）";
    [k(Code::Tab)] Action::Next, "Tab", "飛ばす", "回答せずに次の質問へ";
    [k(Code::Left), k(Code::BackTab), ctrl('b')] Action::Previous, "左", "前の質問", "前の質問に戻る";
    [c('b'), k(Code::F(9))] Action::Go(To::Sweep), "b", "境目", "この答えを動かすと、どの制度がどこで変わるかを見る";
    [c('r'), k(Code::F(3))] Action::Go(To::Results), "r", "結果", "ここまでの回答で結果を見る";
    [c('a'), ctrl('a'), k(Code::F(5))] Action::Go(To::Answers), "a", "回答一覧", "回答の一覧を開く";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Next, "質問を飛ばす", "しつもんをとばす", "スキップ";
        Action::Previous, "前の質問", "まえのしつもん", "";
        Action::Confirm, "回答する", "かいとうする", "";
    ],
    names: called![
        Action::Go(To::Questions), "質問", "しつもん", "残りの質問 のこり";
        Action::Go(To::ProgrammeQuestions), "要件・金額の質問", "ようけんきんがくのしつもん", "要件 ようけん";
        Action::DontKnow, "わからないと答える", "わからないとこたえる", "不明 ふめい 未定";
        Action::Pick(1), "番号で選ぶ", "ばんごうでえらぶ", "";
    ],
    ..Mode::COMMANDS
};

/// 質問（入力欄）
pub static FIELD: Mode = Mode {
    name: "質問（入力欄）",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "回答", "入力した答えで回答する（下矢印で「わからない」を選べる）";
    [k(Code::Down)] Action::Down, "下", "不明へ", "「わからない」を選ぶ";
    [k(Code::Up)] Action::Up, "上", "", "入力欄に戻る";
    [k(Code::Tab)] Action::Next, "Tab", "飛ばす", "回答せずに次の質問へ";
    [k(Code::F(9))] Action::Go(To::Sweep), "F9", "境目", "この数字を動かすと、どの制度がどこで変わるかを見る";
    [k(Code::BackTab), ctrl('b')] Action::Previous, "Shift+Tab", "前の質問", "前の質問に戻る";
    [k(Code::F(3))] Action::Go(To::Results), "F3", "結果", "ここまでの回答で結果を見る";
    [k(Code::F(5)), ctrl('a')] Action::Go(To::Answers), "F5", "", "回答の一覧を開く";
    [ctrl('u')] Action::Clear, "Ctrl+U", "", "入力欄を空にする";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Next, "質問を飛ばす", "しつもんをとばす", "スキップ";
        Action::Previous, "前の質問", "まえのしつもん", "";
        Action::Confirm, "回答する", "かいとうする", "";
        Action::Down, "わからないを選ぶ", "わからないをえらぶ", "";
        Action::Up, "入力欄に戻る", "にゅうりょくらんにもどる", "";
    ],
    ..Mode::COMMANDS
};

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub fact: FactId,
    /// Selected answer: an option, or the row 「わからない」 behind them.
    pub selected: usize,
    /// Somebody has selected it, or it is the present answer: of a question without an answer nothing is selected.
    pub is_chosen: bool,
    /// The field of a question that is answered by typing.
    pub field: Field,
    /// The present answer stands in the field, and what is typed takes its place.
    pub holds_present: bool,
    /// What is wrong with the field's text.
    pub error: String,
    /// Which questions follow.
    pub among: Among,
    /// Questions left behind, for going back.
    pub asked: Vec<FactId>,
    /// What helps with the answer and what hangs on it, below the answers.
    pub below: Vec<Row>,
}

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The lines of the question, the first on `question_at`.
    pub question: Vec<String>,
    /// The first row of the question.
    pub question_at: u16,
    /// The row of the present answer, where there is one.
    pub present: Option<u16>,
    /// The options with 「わからない」 behind them, or the field.
    pub answers: Rows,
    /// First visible option.
    pub top: usize,
}

/// What one programme still needs.
pub fn of_programme(shared: &Shared, id: ProgrammeId) -> Vec<FactId> {
    match (&shared.session, shared.assessment(id)) {
        (Some(session), Some(a)) => needed(a, session.profile()),
        _ => Vec::new(),
    }
}

/// The questions of a round that have no answer yet; `None` where only one is asked.
fn candidates(shared: &Shared, among: Among) -> Option<Vec<FactId>> {
    match among {
        Among::All => Some(shared.session.as_ref()?.questions().iter().map(|q| q.fact).collect()),
        Among::Programme(id) => Some(of_programme(shared, id)),
        Among::One => None,
    }
}

/// The names of the programmes that hang on the question, the first few.
fn decides(session: &Session, fact: FactId) -> String {
    let hangs = |a: &&Assessment| a.missing(session.profile()).contains(&Open::Fact(fact));
    let all: Vec<&str> = session.assessments().iter().filter(hangs).map(|a| a.programme.name).collect();
    let names: Vec<&str> = all.iter().take(4).copied().collect();
    let more =
        if all.len() > names.len() { format!(" ほか{}制度", all.len() - names.len()) } else { String::new() };
    if names.is_empty() { String::new() } else { format!("関わる制度: {}{more}", names.join("／")) }
}

impl Question {
    /// The question about `fact`, with the present answer selected or in the field.
    pub fn new(shared: &Shared, fact: FactId, among: Among, asked: Vec<FactId>) -> Self {
        let present = shared.session.as_ref().map_or(Answer::NotAsked, |s| s.shown(fact));
        let (field, error) = (Field::default(), String::new());
        let mut out = Self {
            fact,
            selected: 0,
            is_chosen: true,
            field,
            holds_present: false,
            error,
            among,
            asked,
            below: Vec::new(),
        };
        out.is_chosen = !matches!(present, Answer::NotAsked) || out.has_field(shared);
        match (present, shared.catalogue.fact(fact).map(|f| f.kind)) {
            (Answer::Known(Value::Flag(b), _), _) => out.selected = usize::from(!b),
            (Answer::Known(Value::Choice(c), _), _) => out.selected = usize::from(c),
            (Answer::Known(..), Some(FactKind::Number { .. } | FactKind::Day)) => {
                (out.field, out.holds_present) = (Field::with(&shared.answer_text(fact)), true);
            }
            (Answer::DontKnow, _) => out.selected = out.options(shared),
            _ => {}
        }
        out.settle(shared);
        out
    }

    /// Answers before 「わからない」: the options, or 1 for the field.
    fn options(&self, shared: &Shared) -> usize {
        shared.catalogue.fact(self.fact).map_or(1, |f| value::labels(f).len().max(1))
    }

    fn has_field(&self, shared: &Shared) -> bool {
        shared.catalogue.fact(self.fact).is_some_and(|f| value::labels(f).is_empty())
    }

    /// Where things stand at the present size.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let text = shared.catalogue.fact(self.fact).map_or("", |f| f.question);
        let question = wrap(text, usize::from(body.width.saturating_sub(4)), shared.ambiguous);
        let tight = body.height < TIGHT;
        let question_at = body.y + if tight { 1 } else { 2 };
        let below = question_at + u16::try_from(question.len()).unwrap_or(u16::MAX);
        let answer = shared.session.as_ref().map_or(Answer::NotAsked, |s| s.shown(self.fact));
        // What is wrong with what was typed needs the room.
        let is_refused = tight && !self.error.is_empty();
        let present = (!matches!(answer, Answer::NotAsked) && !is_refused).then_some(below);
        let from = below + u16::from(present.is_some()) + u16::from(!is_refused);
        // A long list keeps its selected row in sight.
        let all = self.options(shared) + 1;
        // On a short screen nothing stands below the answers.
        let below = if tight { 0 } else { 2 };
        let rows = usize::from(body.end().saturating_sub(from)).saturating_sub(below).clamp(2, all.max(2));
        let area = Area { y: from, height: u16::try_from(rows).unwrap_or(u16::MAX), ..body };
        let top = self.selected.saturating_sub(rows.saturating_sub(1));
        Layout { question, question_at, present, answers: Rows::single(area), top }
    }

    fn choose(&mut self, at: usize) {
        (self.selected, self.is_chosen) = (at, true);
    }

    /// How many questions are left in this round, this one included; `None` where only one is asked.
    pub fn remaining(&self, shared: &Shared) -> Option<usize> {
        let left = candidates(shared, self.among)?;
        Some(left.iter().filter(|f| **f != self.fact && !self.asked.contains(f)).count() + 1)
    }

    fn confirm(&mut self, shared: &mut Shared, selected: usize) -> Go {
        let Some(fact) = shared.catalogue.fact(self.fact) else { return Go::Stay };
        if typed::is_unknown(self.field.text()) {
            return self.give(shared, Answer::DontKnow);
        }
        let value = match fact.kind {
            FactKind::YesNo => Ok(Value::Flag(selected == 0)),
            FactKind::Choice(_) => Ok(Value::Choice(u8::try_from(selected).unwrap_or(0))),
            FactKind::Number { .. } | FactKind::Day => typed::read_keys(fact, self.field.text()),
        };
        match value {
            Ok(v) => self.give(shared, Answer::Known(v, Origin::Given)),
            // The previous answer stays; the field keeps what was typed.
            Err(message) => {
                self.error = message;
                Go::Stay
            }
        }
    }

    fn give(&mut self, shared: &mut Shared, answer: Answer) -> Go {
        // A prefilled value confirmed unchanged keeps its source and date.
        let same = shared.session.as_ref().is_some_and(|s| match (s.shown(self.fact), answer) {
            (Answer::Known(old, _), Answer::Known(new, _)) => old == new,
            _ => false,
        });
        if !same {
            shared.answer(self.fact, answer, None);
        }
        self.leave(shared)
    }

    /// To the next question, or back to where the questions were started from.
    fn leave(&mut self, shared: &mut Shared) -> Go {
        let mut asked = std::mem::take(&mut self.asked);
        asked.push(self.fact);
        let next = candidates(shared, self.among).unwrap_or_default().into_iter().find(|f| !asked.contains(f));
        match (next, self.among) {
            (Some(next), _) => {
                *self = Self::new(shared, next, self.among, asked);
                Go::Stay
            }
            (None, Among::All) => {
                shared.notice(
                    "全体に関わる質問は終わりました。制度ごとの要件・金額は、詳細の画面で Enter を押すと答えられます",
                );
                Go::To(To::Results)
            }
            (None, Among::Programme(_) | Among::One) => Go::Back,
        }
    }

    fn previous(&mut self, shared: &Shared) -> Go {
        match self.asked.pop() {
            Some(fact) => {
                *self = Self::new(shared, fact, self.among, std::mem::take(&mut self.asked));
                Go::Stay
            }
            None => Go::Back,
        }
    }
}

impl Room for Question {
    fn table(&self) -> &'static Mode {
        &OPTIONS
    }

    fn title(&self) -> &'static str {
        "質問"
    }

    fn mode(&self, shared: &Shared) -> &'static Mode {
        if self.has_field(shared) { &FIELD } else { &OPTIONS }
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let count = self.options(shared);
        match action {
            Action::Confirm if !self.is_chosen => {
                shared.notice("番号か上下で答えを選んでから、Enter で回答します");
            }
            Action::Confirm if self.selected >= count => return self.give(shared, Answer::DontKnow),
            Action::Confirm => return self.confirm(shared, self.selected),
            // A stray digit answers nothing: it selects, Enter answers.
            Action::Pick(n) if usize::from(*n) <= count + 1 => self.choose(usize::from(*n).saturating_sub(1)),
            Action::DontKnow => self.choose(count),
            Action::Next => return self.leave(shared),
            Action::Previous => return self.previous(shared),
            Action::Up | Action::Down if !self.is_chosen => self.choose(0),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(count),
            edit => {
                if self.holds_present && matches!(edit, Action::Type(_) | Action::Paste(_)) {
                    self.field = Field::default();
                }
                if !self.field.take(edit) {
                    return Go::Pass;
                }
                self.holds_present = false;
                self.error.clear();
                self.selected = 0;
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        let (Some(fact), Some(session)) = (shared.catalogue.fact(self.fact), &shared.session) else { return };
        let columns = usize::from(shared.frame().body.width.saturating_sub(4));
        self.below.clear();
        for (text, tone) in [(fact.help, Tone::Plain), (decides(session, self.fact).as_str(), Tone::Open)] {
            if !text.is_empty() {
                let lines = wrap(text, columns, shared.ambiguous).into_iter();
                self.below.extend(lines.map(|line| row(line, Ink::Tone(tone))).chain([Row::new()]));
            }
        }
        // Below a field stand what is expected there and わからない; the last row of the body tells how far one is.
        let answers = self.layout(shared).answers.area.y + cells(self.options(shared)) + 1;
        let from = answers + u16::from(self.has_field(shared)) + 1 + cells(self.below.len());
        let about = "答えで変わること（前は、今の答えかはじめの答え）";
        self.below.extend(borders::below(shared, self.fact, about, from + 1));
    }

    fn about(&self) -> Option<ProgrammeId> {
        match self.among {
            Among::Programme(id) => Some(id),
            Among::All | Among::One => None,
        }
    }

    fn fact(&self, _: &Shared) -> Option<FactId> {
        Some(self.fact)
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        if self.has_field(shared) {
            return Click::Nothing;
        }
        let layout = self.layout(shared);
        let at = layout.answers.at(row, layout.top, self.options(shared) + 1);
        if let (false, Some(at)) = (self.is_chosen, at) {
            self.choose(at);
            return Click::Selected;
        }
        Click::on(&mut self.selected, at)
    }
}
