//! 組み合わせ: programmes marked in the results, and the view of them together.

use super::read;
use crate::app::screen::{Page, Screen};
use crate::app::state::State;
use crate::domain::money::combine::MOST;
use crate::domain::terms::programme::Programme;

/// Marks the selected programme, or takes its mark away.
pub(super) fn mark(state: &mut State) {
    let (Screen::Results(r), Some(session)) = (&state.screen, &state.session) else { return };
    let index = r.shown.get(r.list.selected);
    let Some(a) = index.and_then(|i| session.assessments().get(*i)) else { return };
    let Some(id) = state.id_of(a.programme.id) else { return };
    match state.marked.iter().position(|m| *m == id) {
        Some(at) => {
            state.marked.remove(at);
        }
        None if state.marked.len() >= MOST => state.notice = "印を付けられるのは10件までです",
        None => {
            state.marked.push(id);
            state.notice = "印を付けました。w で、印を付けた制度の組み合わせと合計を見ます";
        }
    }
}

/// Opens the view of the marked programmes.
pub(super) fn open(state: &mut State) {
    if state.marked.is_empty() {
        state.notice = "組み合わせを見るには、結果の一覧で制度に印を付けてください（x または F8）";
        return;
    }
    read(state, Page::Combine);
}

/// The marked programmes in the order marked.
pub fn marked(state: &State) -> Vec<&'static Programme> {
    state.marked.iter().filter_map(|id| state.catalogue.programme(*id)).collect()
}
