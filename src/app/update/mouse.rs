//! A click: selects the row under the pointer; on the row that is selected already it does what Enter does.
//!
//! The rows are those that `view` draws; `tests/mouse.rs` holds the two together.

use super::{
    checklist_rows, choose_rows, offered, on_screen, options, page, result_rows, saved, saved_rows, search, update,
    who_rows,
};
use crate::app::action::{Action, Effect};
use crate::app::screen::{Question, Screen};
use crate::app::state::State;
use crate::domain::terms::profile::{Answer, FactKind};
use crate::present::value;
use crate::text::wrap::wrap;

pub(super) fn click(state: &mut State, row: u16) -> Vec<Effect> {
    if state.help.is_some() || state.too_small() {
        return Vec::new();
    }
    let warned = usize::from(value::age_warning(state.catalogue, state.as_of).is_some());
    let y = usize::from(row).checked_sub(1 + warned);
    if let Screen::Saved(s) = &mut state.screen {
        s.doomed = None;
    }
    // The line that offers to go on stands between the field and the list.
    let offer = matches!(state.screen, Screen::Choose(_)) && y == Some(2) && offered(state);
    // A name is being typed for the selected row: another row must not take its place.
    let naming = matches!(&state.screen, Screen::Saved(s) if s.naming.is_some());
    if offer {
        return saved::resume(state);
    } else if matches!(state.screen, Screen::Present(_)) {
        on_screen(state, &Action::Next);
    } else if !naming && choose(state, y) {
        match state.screen {
            Screen::Saved(_) => return saved::in_saved(state, &Action::Confirm),
            Screen::Search(_) => return update(state, Action::Confirm),
            _ => on_screen(state, &Action::Confirm),
        }
    }
    Vec::new()
}

/// Selects what stands `y` rows below the top of the body; true when it was selected already.
fn choose(state: &mut State, y: Option<usize>) -> bool {
    let Some(place) = y.and_then(|y| place(state, y)) else { return false };
    let selected = match &mut state.screen {
        Screen::Choose(c) => &mut c.list.selected,
        Screen::Results(r) => &mut r.list.selected,
        Screen::Answers(a) => &mut a.list.selected,
        Screen::Question(q) => &mut q.selected,
        Screen::Search(s) => &mut s.list.selected,
        Screen::Saved(s) => &mut s.list.selected,
        Screen::Who(w) => &mut w.list.selected,
        _ => return false,
    };
    std::mem::replace(selected, place) == place
}

/// The index of what stands `y` rows below the top of the body.
fn place(state: &State, y: usize) -> Option<usize> {
    let (at, len) = match &state.screen {
        Screen::Choose(c) => {
            let at =
                y.checked_sub(page(state).saturating_sub(choose_rows(state))).filter(|d| *d < choose_rows(state))?;
            (c.list.top + at, c.hits.len())
        }
        Screen::Results(r) => {
            let at = y.checked_sub(1)? / 2;
            (at < result_rows(state)).then_some((r.list.top + at, r.shown.len()))?
        }
        Screen::Saved(s) => {
            let at = y.checked_sub(1).filter(|d| *d < saved_rows(state))?;
            (s.list.top + at, state.saving.rows.len())
        }
        Screen::Who(w) => {
            let at = y.checked_sub(checklist_rows(state, w) + 2).filter(|d| *d < who_rows(state, w))?;
            (w.list.top + at, w.rows().len())
        }
        Screen::Search(s) => {
            let at = y.checked_sub(2)? / search::rows_each(state);
            (at < search::rows(state)).then_some((s.list.top + at, s.hits.len()))?
        }
        Screen::Answers(a) => (y < page(state)).then_some((a.list.top + y, state.catalogue.facts.len()))?,
        Screen::Question(q) => return option(state, q, y),
        _ => return None,
    };
    (at < len).then_some(at)
}

/// The option in this row of a question: see `view::question`.
fn option(state: &State, q: &Question, y: usize) -> Option<usize> {
    let (fact, session) = (state.catalogue.fact(q.fact)?, state.session.as_ref()?);
    if matches!(fact.kind, FactKind::Number { .. } | FactKind::Day) {
        return None;
    }
    let asked = wrap(fact.question, usize::from(state.size.0.saturating_sub(4)), state.ambiguous).len();
    let answered = usize::from(!matches!(session.profile().answer(q.fact), Answer::NotAsked));
    let top = 2 + asked + answered + 1;
    let all = options(state, q.fact) + 1;
    let warned = usize::from(value::age_warning(state.catalogue, state.as_of).is_some());
    let height = usize::from(state.size.1).saturating_sub(4 + warned);
    let rows = height.saturating_sub(top).saturating_sub(2).clamp(2, all);
    let first = q.selected.saturating_sub(rows.saturating_sub(1));
    let at = y.checked_sub(top).filter(|d| *d < rows)?;
    Some(first + at).filter(|i| *i < all)
}
