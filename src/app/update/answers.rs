//! 回答一覧: every answer can be changed or taken back.

use super::compare::set;
use super::question::ask;
use super::{page, step};
use crate::app::action::Action;
use crate::app::screen::{Among, Screen};
use crate::app::state::State;
use crate::domain::terms::profile::{Answer, FactId, Topic};

/// The facts of the list, body first.
pub fn answer_rows(state: &State) -> Vec<FactId> {
    let mut all: Vec<(Topic, FactId)> = state.catalogue.fact_ids().map(|(id, f)| (f.topic, id)).collect();
    all.sort_by_key(|(topic, id)| (*topic == Topic::Reference, *topic, *id));
    all.into_iter().map(|(_, id)| id).collect()
}

pub(super) fn answers(state: &mut State, action: &Action) {
    let rows = answer_rows(state);
    let visible = page(state);
    let Screen::Answers(a) = &mut state.screen else { return };
    let fact = rows.get(a.list.selected).copied();
    match (action, fact) {
        (Action::Confirm, Some(fact)) => ask(state, fact, Among::One),
        (Action::Unanswer, Some(fact)) => {
            set(state, fact, Answer::NotAsked);
        }
        (other, _) => step(&mut a.list, other, rows.len(), visible),
    }
}
