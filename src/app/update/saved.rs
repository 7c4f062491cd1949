//! 保存した自治体: the list, opening, naming, deleting with a second press; what changed since then.

use super::{go, page, read, settle, step};
use crate::app::action::{Action, Effect};
use crate::app::field::Field;
use crate::app::screen::{List, Page, Saved, Screen};
use crate::app::state::State;
use crate::session::answers::Subject;
use crate::session::reopened::Reopened;
use crate::session::report::{report, tells};
use crate::session::saved::LONGEST_LABEL;

/// To the list.
pub(super) fn list(state: &mut State) {
    go(state, Screen::Saved(Saved { list: List::default(), doomed: None, naming: None }), settle);
}

/// Opens the newest; where a municipality stands on the screen, the newest of that one.
pub(super) fn resume(state: &mut State) -> Vec<Effect> {
    let code = match (&state.screen, &state.session) {
        (Screen::Choose(_), _) | (_, None) => None,
        (_, Some(session)) => Some(session.code()),
    };
    let open = state.session.as_ref().and_then(|s| s.key.clone());
    match state.saving.rows.iter().find(|r| code.is_none_or(|c| r.code == c)) {
        Some(row) if code.is_some() && Some(&row.key) == open.as_ref() => {
            state.notice = "この自治体の続きはもう開いています";
            Vec::new()
        }
        Some(row) => vec![Effect::OpenSaved(row.key.clone())],
        None => {
            state.notice = "保存した回答はありません";
            Vec::new()
        }
    }
}

pub(super) fn in_saved(state: &mut State, action: &Action) -> Vec<Effect> {
    let (len, visible) = (state.saving.rows.len(), rows(state));
    let Screen::Saved(s) = &mut state.screen else { return Vec::new() };
    let row = state.saving.rows.get(s.list.selected);
    // Any other key calls the deletion off.
    let doomed = s.doomed.take();
    if let Some(naming) = &mut s.naming {
        let (Action::Confirm, Some(row)) = (action, row) else {
            naming.take(action);
            return Vec::new();
        };
        let label: String = naming.text().trim().chars().take(LONGEST_LABEL).collect();
        s.naming = None;
        return vec![Effect::NameSaved(row.key.clone(), label)];
    }
    match (action, row) {
        (Action::Confirm, Some(row)) => return vec![Effect::OpenSaved(row.key.clone())],
        (Action::Name, Some(row)) => s.naming = Some(Field::with(&row.label)),
        (Action::Unanswer, Some(row)) if doomed.as_ref() == Some(&row.key) => {
            return vec![Effect::DeleteSaved(row.key.clone())];
        }
        (Action::Unanswer, Some(row)) => {
            s.doomed = Some(row.key.clone());
            state.notice = "この保存を削除します。もう一度 Delete で削除、ほかのキーでやめます";
        }
        (other, _) => step(&mut s.list, other, len, visible),
    }
    Vec::new()
}

/// Esc while a name is typed: the name stays as it was. False when none is.
pub(super) fn stop_naming(state: &mut State) -> bool {
    match &mut state.screen {
        Screen::Saved(s) => s.naming.take().is_some(),
        _ => false,
    }
}

/// Rows of the list: the field for a name or the hint stands above it, the folder below.
pub fn rows(state: &State) -> usize {
    page(state).saturating_sub(3).max(1)
}

/// Takes a deleted session out of the list.
pub fn deleted(state: &mut State, key: &str) {
    state.saving.rows.retain(|r| r.key != key);
    if let Some(session) = state.session.as_mut().filter(|s| s.key.as_deref() == Some(key)) {
        session.key = None;
    }
    state.notice = "保存を削除しました";
    settle(state);
}

/// Opens a saved session on the present bundle and day; shows what changed since, if anything did.
pub fn reopen(state: &mut State, was: &Reopened) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let session = was.session(catalogue, as_of);
    let changed = tells(&report(catalogue, &was.last, &session, as_of));
    super::open(state, session);
    if changed {
        changes(state);
        state.notice = "前回の続きを開きました。前回から変わったことがあります。Esc で結果へ";
    } else {
        state.notice = "前回の続きを開きました。前回から判定の変わった制度はありません";
    }
}

/// To 前回からの変化 of the session on the screen.
pub(super) fn changes(state: &mut State) {
    let Some(session) = &state.session else { return };
    let Some(was) = &session.since else {
        state.notice = "前回の保存から開いた自治体ではないので、前回からの変化はありません";
        return;
    };
    state.saving.report = report(state.catalogue, was, session, state.as_of);
    read(state, Page::Reopened);
}

/// The list has come: says so where a municipality was opened before it.
pub fn listed(state: &mut State) {
    settle(state);
    let code = state.session.as_ref().and_then(|s| match s.subject {
        Subject::Listed(m) if s.key.is_none() && s.changes() == 0 => Some(m.code),
        _ => None,
    });
    if code.is_some() && state.saving.rows.iter().any(|r| r.code == code) {
        state.notice = RESUMABLE;
    }
}

/// Said when a municipality is opened that has a saved session.
pub(super) const RESUMABLE: &str = "この自治体には保存した回答があります。Ctrl+R で続きを開きます";
