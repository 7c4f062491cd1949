//! 結果: filter, order, words, and the way into a programme.

use super::estimate::in_view;
use super::search::keys;
use super::{combine, go, result_rows, settle, step};
use crate::app::action::Action;
use crate::app::screen::{Detail, Filter, List, Narrow, Results, Screen, Scroll};
use crate::app::state::State;
use crate::domain::judge::rank::{Group, group};
use crate::text::search::{Query, rank};

pub(super) fn results(state: &mut State) {
    if state.session.is_none() {
        return;
    }
    let screen = Results { filter: Filter::All, narrow: None, shown: Vec::new(), list: List::default() };
    let old = state.trail.iter().find(|s| matches!(s, Screen::Results(_))).cloned();
    go(state, old.unwrap_or(Screen::Results(screen)), list_results);
}

/// Lists what the filter and the words leave, in ranking order.
pub(super) fn list_results(state: &mut State) {
    let Some(session) = &state.session else { return };
    let Screen::Results(r) = &mut state.screen else { return };
    let wanted = |i: &usize| {
        session.assessments().get(*i).is_some_and(|a| match r.filter {
            Filter::All => true,
            Filter::Only(g) => group(a) == g,
        })
    };
    let words = r.narrow.as_ref().map(|n| n.field.text()).unwrap_or_default();
    let query = Query::new(words);
    r.shown = if query.is_empty() {
        (0..session.assessments().len()).filter(wanted).collect()
    } else {
        let keys = session.assessments().iter().map(|a| keys(a.programme.keys));
        let mut hits: Vec<usize> = rank(&query, keys).into_iter().map(|(i, _)| i).filter(wanted).collect();
        // What fits the words best stands first, but never what is out of term before what can be had.
        hits.sort_by_key(|i| session.assessments().get(*i).is_some_and(|a| group(a) == Group::OutOfTerm));
        hits
    };
    settle(state);
}

pub(super) fn in_results(state: &mut State, action: &Action) {
    let rows = result_rows(state);
    let Screen::Results(r) = &mut state.screen else { return };
    let typing = matches!(r.narrow, Some(Narrow { typing: true, .. }));
    match action {
        Action::Narrow => r.narrow.get_or_insert_with(Narrow::default).typing = true,
        Action::NextGroup | Action::PreviousGroup => {
            let by = if *action == Action::NextGroup { 1 } else { Filter::ORDER.len() - 1 };
            r.filter = r.filter.step(by);
            r.list = List::default();
            list_results(state);
        }
        Action::NextOrder => {
            r.list = List::default();
            if let Some(session) = &mut state.session {
                session.set_order(session.order().next());
            }
            list_results(state);
        }
        Action::Confirm if typing => {
            if let Some(n) = &mut r.narrow {
                n.typing = false;
            }
        }
        Action::Confirm => open_detail(state),
        Action::Mark => combine::mark(state),
        other => {
            if typing && r.narrow.as_mut().is_some_and(|n| n.field.take(other)) {
                r.list = List::default();
                return list_results(state);
            }
            step(&mut r.list, other, r.shown.len(), rows);
        }
    }
}

pub(super) fn open_detail(state: &mut State) {
    if !matches!(state.screen, Screen::Results(_)) {
        return;
    }
    if let Some(programme) = in_view(state) {
        go(state, Screen::Detail(Detail { programme, scroll: Scroll::default() }), settle);
    }
}
