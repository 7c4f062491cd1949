//! 質問: which one, what was answered, and where it leads.

use super::compare::set;
use super::{back, go, list_results, results, settle};
use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::screen::{Among, Question, Screen};
use crate::app::state::State;
use crate::domain::judge::interview::needed;
use crate::domain::terms::profile::{Answer, FactId, FactKind, Origin, Value};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::value;
use crate::session::typed;

pub(super) fn questions(state: &mut State) {
    let Some(session) = &state.session else { return };
    match session.questions().first() {
        Some(q) => ask(state, q.fact, Among::All),
        None => state.notice = "全体に関わる質問は残っていません。制度ごとの要件は詳細画面の Enter で答えられます",
    }
}

pub(super) fn plan_questions(state: &mut State) {
    let Some(id) = super::estimate::in_view(state) else { return };
    // In 試算 what decides the range comes first, one at a time: the answer is seen at once.
    if let Some(fact) = super::estimate::deciding(state) {
        return ask(state, fact, Among::One);
    }
    match programme_questions(state, id).first() {
        Some(fact) => ask(state, *fact, Among::Programme(id)),
        None => state.notice = "この制度の質問はすべて答え終わりました。変えるときは a（回答一覧）から",
    }
}

/// What one programme still needs.
pub(super) fn programme_questions(state: &State, id: ProgrammeId) -> Vec<FactId> {
    match (&state.session, state.assessment(id)) {
        (Some(session), Some(a)) => needed(a, session.profile()),
        _ => Vec::new(),
    }
}

pub(super) fn ask(state: &mut State, fact: FactId, among: Among) {
    let asked = Vec::new();
    let screen = Screen::Question(question_about(state, fact, among, asked));
    go(state, screen, settle);
}

/// The question screen for `fact`, with the present answer selected or in the field.
pub(super) fn question_about(state: &State, fact: FactId, among: Among, asked: Vec<FactId>) -> Question {
    let present = state.session.as_ref().map_or(Answer::NotAsked, |s| s.profile().answer(fact));
    let kind = state.catalogue.fact(fact).map(|f| f.kind);
    let (mut selected, mut text) = (0, String::new());
    match (present, kind) {
        (Answer::Known(Value::Flag(b), _), _) => selected = usize::from(!b),
        (Answer::Known(Value::Choice(c), _), _) => selected = usize::from(c),
        (Answer::Known(v, _), Some(FactKind::Number { .. } | FactKind::Day)) => {
            text = state.catalogue.fact(fact).map_or_else(String::new, |f| value::value(f, v));
        }
        (Answer::DontKnow, _) => selected = options(state, fact),
        _ => {}
    }
    Question { fact, selected, field: Field::with(&text), error: String::new(), among, asked }
}

/// Answers before 「わからない」: the options, or 1 for the field.
pub fn options(state: &State, fact: FactId) -> usize {
    match state.catalogue.fact(fact).map(|f| f.kind) {
        Some(FactKind::Choice(all)) => all.len(),
        Some(FactKind::YesNo) => 2,
        _ => 1,
    }
}

pub(super) fn question(state: &mut State, action: &Action) {
    let Screen::Question(q) = &state.screen else { return };
    let (fact, selected) = (q.fact, q.selected);
    let count = options(state, fact);
    match action {
        Action::Confirm if selected >= count => give(state, Answer::DontKnow),
        Action::Confirm => confirm(state, selected),
        Action::Pick(n) if usize::from(*n) <= count => confirm(state, usize::from(*n) - 1),
        Action::Pick(n) if usize::from(*n) == count + 1 => give(state, Answer::DontKnow),
        Action::DontKnow => give(state, Answer::DontKnow),
        Action::Next => leave(state),
        Action::Previous => previous(state),
        other => {
            let Screen::Question(q) = &mut state.screen else { return };
            match other {
                Action::Up => q.selected = q.selected.saturating_sub(1),
                Action::Down => q.selected = (q.selected + 1).min(count),
                edit => {
                    if q.field.take(edit) {
                        q.error.clear();
                        q.selected = 0;
                    }
                }
            }
        }
    }
}

pub(super) fn confirm(state: &mut State, selected: usize) {
    let Screen::Question(q) = &mut state.screen else { return };
    let Some(fact) = state.catalogue.fact(q.fact) else { return };
    if typed::is_unknown(q.field.text()) {
        return give(state, Answer::DontKnow);
    }
    let value = match fact.kind {
        FactKind::YesNo => Ok(Value::Flag(selected == 0)),
        FactKind::Choice(_) => Ok(Value::Choice(u8::try_from(selected).unwrap_or(0))),
        FactKind::Number { .. } | FactKind::Day => typed::read(fact, q.field.text()),
    };
    match value {
        Ok(v) => give(state, Answer::Known(v, Origin::Given)),
        // The previous answer stays; the field keeps what was typed.
        Err(message) => q.error = message,
    }
}

pub(super) fn give(state: &mut State, answer: Answer) {
    let Screen::Question(q) = &state.screen else { return };
    let fact = q.fact;
    // A prefilled value confirmed unchanged keeps its source and date.
    let same = state.session.as_ref().is_some_and(|s| match (s.profile().answer(fact), answer) {
        (Answer::Known(old, _), Answer::Known(new, _)) => old == new,
        _ => false,
    });
    if !same {
        set(state, fact, answer);
    }
    leave(state);
}

/// How many questions are left in this round, the one on the screen included; `None` where only one is asked.
pub fn remaining(state: &State, q: &Question) -> Option<usize> {
    let left: Vec<FactId> = candidates(state, q.among)?;
    let unasked = left.iter().filter(|f| **f != q.fact && !q.asked.contains(f)).count();
    Some(unasked + 1)
}

/// The questions of a round that have no answer yet; `None` where only one is asked.
fn candidates(state: &State, among: Among) -> Option<Vec<FactId>> {
    match among {
        Among::All => Some(state.session.as_ref()?.questions().iter().map(|q| q.fact).collect()),
        Among::Programme(id) => Some(programme_questions(state, id)),
        Among::One => None,
    }
}

/// To the next question, or back to where the questions were started from.
pub(super) fn leave(state: &mut State) {
    let Screen::Question(q) = &state.screen else { return };
    let (fact, among, mut asked) = (q.fact, q.among, q.asked.clone());
    asked.push(fact);
    match candidates(state, among).unwrap_or_default().into_iter().find(|f| !asked.contains(f)) {
        Some(next) => state.screen = Screen::Question(question_about(state, next, among, asked)),
        None => finish(state, among),
    }
}

pub(super) fn finish(state: &mut State, among: Among) {
    match among {
        Among::All => {
            results(state);
            state.notice =
                "全体に関わる質問は終わりました。制度ごとの要件・金額は、詳細の画面で Enter を押すと答えられます";
        }
        Among::Programme(_) | Among::One => back(state),
    }
}

/// Lists the results anew around the same programme, where they lie behind the screen.
pub(super) fn follow_behind(state: &mut State, id: ProgrammeId) {
    if let Some(position) = state.trail.iter().position(|s| matches!(s, Screen::Results(_))) {
        let mut list = state.trail.remove(position);
        std::mem::swap(&mut state.screen, &mut list);
        follow(state, id);
        std::mem::swap(&mut state.screen, &mut list);
        state.trail.insert(position, list);
    }
}

/// Lists the results anew and keeps the programme selected.
pub(super) fn follow(state: &mut State, id: ProgrammeId) {
    list_results(state);
    let Screen::Results(r) = &state.screen else { return };
    if let Some(row) = r.shown.iter().position(|i| state.ranked(*i) == Some(id))
        && let Screen::Results(r) = &mut state.screen
    {
        r.list.selected = row;
    }
    settle(state);
}

pub(super) fn previous(state: &mut State) {
    let Screen::Question(q) = &state.screen else { return };
    let (among, mut asked) = (q.among, q.asked.clone());
    match asked.pop() {
        Some(fact) => state.screen = Screen::Question(question_about(state, fact, among, asked)),
        None => back(state),
    }
}
