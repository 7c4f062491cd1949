//! 制度の詳細: scrolling, and the neighbours in the list it was opened from.

use super::{page, result_rows, scroll, search};
use crate::app::action::Action;
use crate::app::screen::{Detail, Screen, Scroll};
use crate::app::state::State;

pub(super) fn detail(state: &mut State, action: &Action) {
    let page = page(state);
    match action {
        Action::Next => neighbour(state, 1),
        Action::Previous => neighbour(state, -1),
        other => {
            if let Screen::Detail(d) = &mut state.screen {
                scroll(&mut d.scroll, other, page);
            }
        }
    }
}

/// The next or previous programme of the list that the detail was opened from.
pub(super) fn neighbour(state: &mut State, by: isize) {
    if matches!(state.trail.last(), Some(Screen::Search(_))) {
        return search::neighbour(state, by);
    }
    let rows = result_rows(state);
    let Some(Screen::Results(r)) = state.trail.iter_mut().rev().find(|s| matches!(s, Screen::Results(_))) else {
        return;
    };
    r.list.step(by, r.shown.len(), rows);
    let index = r.shown.get(r.list.selected).copied();
    if let Some(programme) = index.and_then(|i| state.ranked(i)) {
        state.screen = Screen::Detail(Detail { programme, scroll: Scroll::default() });
    }
}
