//! 試算: amounts typed, stored as answers at each key; a result pinned for comparison.

use super::{back, go, page, scroll, settle};
use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::screen::{Entry, Estimate, List, Pinned, Screen, Scroll};
use crate::app::state::State;
use crate::domain::money::split::split;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, FactId, Origin};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::value;
use crate::session::typed;

/// Opens 試算 of the programme in view.
pub(super) fn open(state: &mut State) {
    let Some(id) = in_view(state) else { return };
    let Some(programme) = state.catalogue.programme(id) else { return };
    if programme.flow.is_empty() {
        state.notice = "この制度は、金額の計算に使える率・上限が資料に記載されていません";
        return;
    }
    let entries = programme.inputs().into_iter().map(|f| entry(state, f)).collect();
    let base = state.session.as_ref().map(|s| s.profile().clone()).unwrap_or_default();
    let screen = Estimate { programme: id, entries, list: List::default(), scroll: Scroll::default(), base };
    go(state, Screen::Estimate(screen), settle);
}

/// The programme of the detail or of 試算 on the screen, or the one selected in the results.
pub(super) fn in_view(state: &State) -> Option<ProgrammeId> {
    match &state.screen {
        Screen::Detail(d) => Some(d.programme),
        Screen::Results(r) => {
            let index = r.shown.get(r.list.selected)?;
            state.ranked(*index)
        }
        Screen::Estimate(e) => Some(e.programme),
        _ => None,
    }
}

fn entry(state: &State, fact: FactId) -> Entry {
    if let Some(draft) = state.drafts.iter().find(|d| d.fact == fact) {
        return draft.clone();
    }
    Entry { fact, field: Field::with(&stored(state, fact)), error: String::new(), fresh: true }
}

/// The first open question that decides the range on the screen of 試算.
pub(super) fn deciding(state: &State) -> Option<FactId> {
    let (Screen::Estimate(e), Some(session)) = (&state.screen, &state.session) else { return None };
    let programme = state.catalogue.programme(e.programme)?;
    let typed = |f: &FactId| e.entries.iter().any(|entry| entry.fact == *f);
    let split = split(programme, session.profile(), state.catalogue.facts, state.as_of);
    split.deciding.into_iter().find_map(|o| match o {
        Open::Fact(f) if !typed(&f) && session.profile().answer(f) == Answer::NotAsked => Some(f),
        _ => None,
    })
}

/// The present answer as text; empty without one.
fn stored(state: &State, fact: FactId) -> String {
    let value = state.session.as_ref().and_then(|s| s.profile().value(fact));
    value.zip(state.catalogue.fact(fact)).map_or_else(String::new, |(v, f)| value::value(f, v))
}

pub(super) fn estimate(state: &mut State, action: &Action) {
    let (fields, output) = rows(state);
    let Screen::Estimate(e) = &mut state.screen else { return };
    let len = e.entries.len();
    match action {
        Action::Up | Action::Down | Action::Confirm => {
            let by = if *action == Action::Up { -1 } else { 1 };
            if let Some(left) = e.entries.get_mut(e.list.selected) {
                left.fresh = true;
            }
            e.list.step(by, len, fields);
            e.base = state.session.as_ref().map(|s| s.profile().clone()).unwrap_or_default();
        }
        Action::PageUp | Action::PageDown => scroll(&mut e.scroll, action, output),
        Action::Pin => pin(state),
        Action::Unanswer => {
            if let Some(entry) = e.entries.get_mut(e.list.selected) {
                entry.field = Field::default();
                entry.error.clear();
                let fact = entry.fact;
                set(state, fact, Answer::NotAsked);
            }
        }
        edit => typed(state, edit),
    }
}

/// A key for the selected field. The first character typed onto a field that was just selected replaces its text, as
/// in a spreadsheet; moving the caret or erasing edits what stands there.
fn typed(state: &mut State, edit: &Action) {
    let Screen::Estimate(e) = &mut state.screen else { return };
    let Some(entry) = e.entries.get_mut(e.list.selected) else { return };
    if entry.fresh && matches!(edit, Action::Type(_) | Action::Paste(_)) {
        entry.field = Field::default();
    }
    let before = entry.field.text().to_owned();
    if !entry.field.take(edit) {
        return;
    }
    entry.fresh = false;
    let fact = entry.fact;
    let Some(f) = state.catalogue.fact(fact) else { return };
    if before == entry.field.text() {
        return;
    }
    match typed::read(f, entry.field.text()) {
        Ok(value) => {
            entry.error.clear();
            set(state, fact, Answer::Known(value, Origin::Given));
        }
        // The last good value stays.
        Err(message) => entry.error = message,
    }
}

fn set(state: &mut State, fact: FactId, answer: Answer) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let (Some(session), Screen::Estimate(e)) = (&mut state.session, &state.screen) else { return };
    if session.profile().answer(fact) == answer {
        return;
    }
    let before = e.base.clone();
    session.set(catalogue, fact, answer, as_of);
    super::compare::say_moved(state, fact, &before);
}

/// Pins the present result; the same result again takes the pin away.
fn pin(state: &mut State) {
    let (Screen::Estimate(e), Some(session)) = (&state.screen, &state.session) else { return };
    let new = Pinned { programme: e.programme, profile: session.profile().clone(), name: session.name() };
    let same = state.kept.as_ref().is_some_and(|p| *p == new);
    state.kept = if same { None } else { Some(new) };
    state.notice = if same {
        "固定を解きました"
    } else {
        "この結果を固定しました。金額を変えると差が並びます"
    };
}

/// Back to where 試算 was opened.
pub(super) fn leave(state: &mut State) {
    let Screen::Estimate(e) = &state.screen else { return };
    let (unread, read): (Vec<Entry>, Vec<Entry>) = e.entries.iter().cloned().partition(|e| !e.error.is_empty());
    state.drafts.retain(|d| !read.iter().chain(&unread).any(|e| e.fact == d.fact));
    if !unread.is_empty() {
        state.notice = "読めない入力は使っていません（試算をもう一度開くと直せます）";
    }
    state.drafts.extend(unread);
    back(state);
}

/// After coming back from another screen: fields without a fault show the present answers.
pub(super) fn refresh(state: &mut State) {
    let Screen::Estimate(e) = &state.screen else { return };
    let mut entries = e.entries.clone();
    for entry in entries.iter_mut().filter(|e| e.error.is_empty()) {
        entry.field = Field::with(&stored(state, entry.fact));
        entry.fresh = true;
    }
    if let Screen::Estimate(e) = &mut state.screen {
        e.entries = entries;
    }
    settle(state);
}

/// Rows for the fields and for what follows them: at most a third for the fields on a small screen.
pub fn rows(state: &State) -> (usize, usize) {
    let all = page(state);
    let Screen::Estimate(e) = &state.screen else { return (0, all) };
    let fields = e.entries.len().min((all / 3).max(2));
    // The programme's name stands above; a fault takes up to three rows below its field.
    let fault = if e.entries.iter().any(|entry| !entry.error.is_empty()) { 3 } else { 0 };
    (fields, all.saturating_sub(fields + 2 + fault).max(2))
}
