//! 自治体を選ぶ: typing finds, Enter opens.

use super::search::keys;
use super::{choose_rows, results, step};
use crate::app::action::Action;
use crate::app::screen::{Choose, List, Screen};
use crate::app::state::State;
use crate::session::answers::Session;
use crate::text::search::{Query, rank};

/// Finds what the field says; an empty field finds everything.
pub fn find(state: &mut State) {
    let all = state.catalogue.municipalities;
    if let Screen::Choose(c) = &mut state.screen {
        let query = Query::new(c.field.text());
        let keys = all.iter().map(|m| keys(m.keys));
        c.hits = rank(&query, keys).into_iter().map(|(i, _)| i).collect();
        c.list = List::default();
    }
}

pub(super) fn choose(state: &mut State, action: &Action) {
    let visible = choose_rows(state);
    let catalogue = state.catalogue;
    let Screen::Choose(c) = &mut state.screen else { return };
    if c.field.take(action) {
        return find(state);
    }
    if *action == Action::Confirm {
        let chosen = c.hits.get(c.list.selected).and_then(|i| catalogue.municipalities.get(*i));
        match chosen {
            Some(m) => {
                open(state, Session::about(catalogue, m, state.as_of));
                if state.saving.rows.iter().any(|r| r.code == Some(m.code)) {
                    state.notice = super::saved::RESUMABLE;
                }
            }
            None => state.notice = "該当する自治体がありません。入力を直すか、F2で手入力してください",
        }
        return;
    }
    step(&mut c.list, action, c.hits.len(), visible);
}

/// Opens a session: its results stand on the screen.
pub fn open(state: &mut State, session: Session) {
    state.begin(session);
    state.trail.clear();
    state.screen = Screen::Choose(Choose::default());
    find(state);
    results(state);
}
