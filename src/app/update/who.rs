//! 逆引き: from a programme to the municipalities that may use it.

use super::{choose, go, page, settle as settle_all, step};
use crate::app::action::Action;
use crate::app::screen::{Filter, List, Screen};
use crate::app::state::State;
use crate::app::who::{Row, Who};
use crate::present::who::checklist;
use crate::session::answers::{Session, Subject};

/// Lines of the checklist: never more than a third of the page.
pub fn checklist_rows(state: &State, w: &Who) -> usize {
    checklist(state.catalogue, &w.programme().eligible).len().clamp(1, (page(state) / 3).max(1))
}

/// Rows of the list, below the checklist and the bar of groups.
pub fn rows(state: &State, w: &Who) -> usize {
    page(state).saturating_sub(checklist_rows(state, w) + 2)
}

pub(super) fn open(state: &mut State) {
    let (Screen::Detail(d), Some(session)) = (&state.screen, &state.session) else { return };
    let Some(a) = state.assessment(d.programme) else { return };
    let mut who = Who::new(state.catalogue, a.programme, state.as_of);
    // It begins where one stands: at the municipality's own prefecture.
    if let Subject::Listed(m) = session.subject {
        let own = |r: &Row<'_>| matches!(r, Row::Prefecture(name, _) if *name == m.prefecture);
        who.list.selected = who.rows().iter().position(own).unwrap_or(0);
    }
    go(state, Screen::Who(who), settle_all);
}

/// From the municipalities of a prefecture back to the prefectures.
pub(super) fn leave_prefecture(state: &mut State) -> bool {
    let Screen::Who(w) = &mut state.screen else { return false };
    if w.prefecture.take().is_none() {
        return false;
    }
    w.list = w.left;
    settle(state);
    true
}

pub(super) fn settle(state: &mut State) {
    with(state, |w, visible| {
        let len = w.rows().len();
        w.list.keep_visible(len, visible);
    });
}

/// The screen with the number of its visible rows.
fn with(state: &mut State, f: impl FnOnce(&mut Who, usize)) {
    let visible = match &state.screen {
        Screen::Who(w) => rows(state, w),
        _ => return,
    };
    if let Screen::Who(w) = &mut state.screen {
        f(w, visible);
    }
}

pub(super) fn who(state: &mut State, action: &Action) {
    match action {
        Action::Confirm => confirm(state),
        Action::NextGroup | Action::PreviousGroup => {
            let by = if *action == Action::NextGroup { 1 } else { Filter::ORDER.len() - 1 };
            with(state, |w, _| {
                w.filter = w.filter.step(by);
                w.list = List::default();
                w.left = List::default();
            });
        }
        other => with(state, |w, visible| {
            let len = w.rows().len();
            step(&mut w.list, other, len, visible);
        }),
    }
}

fn confirm(state: &mut State) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let Screen::Who(w) = &mut state.screen else { return };
    match w.rows().get(w.list.selected).copied() {
        Some(Row::Prefecture(name, _)) => {
            w.prefecture = Some(name);
            w.left = std::mem::take(&mut w.list);
        }
        Some(Row::Town(m, _)) => choose::open(state, Session::about(catalogue, m, as_of)),
        None => {}
    }
}
