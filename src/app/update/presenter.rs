//! 発表者画面: one fact after the other.

use super::estimate::in_view;
use super::{go, settle};
use crate::app::action::Action;
use crate::app::look::Look;
use crate::app::screen::{About, Naming, Present, Screen};
use crate::app::state::State;
use crate::present::stage::{self, Card};
use crate::present::whatif;

/// Opens it about the programme or the comparison in view.
pub(super) fn open(state: &mut State) {
    let about = match (&state.screen, in_view(state)) {
        (Screen::Compare(_), _) => About::Comparison,
        (_, Some(id)) => About::Programme(id),
        _ => return,
    };
    // Who wants no colours gets none here either.
    let look = if state.look == Look::Mono { Look::Mono } else { Look::Projector };
    go(state, Screen::Present(Present { about, step: 0, name: Naming::Shown, look }), settle);
}

/// The facts of the present screen, in the order in which they are revealed.
pub fn cards(state: &State) -> Vec<Card> {
    let (Screen::Present(p), Some(session)) = (&state.screen, &state.session) else { return Vec::new() };
    match p.about {
        About::Programme(id) => {
            let programme = state.catalogue.programme(id);
            let a = programme.and_then(|p| session.assessments().iter().find(|a| a.programme.id == p.id));
            a.map(|a| stage::programme(state.catalogue, a, session.profile(), state.as_of)).unwrap_or_default()
        }
        About::Comparison => match state.trail.last() {
            Some(Screen::Compare(c)) => stage::comparison(whatif::comparison(
                state.catalogue,
                &c.differences,
                &c.a.profile,
                &c.b.profile,
                state.as_of,
            )),
            _ => Vec::new(),
        },
    }
}

pub(super) fn present(state: &mut State, action: &Action) {
    let all = cards(state).len();
    let Screen::Present(p) = &mut state.screen else { return };
    match action {
        Action::Next | Action::Down | Action::PageDown | Action::Confirm => p.step = (p.step + 1).min(all),
        Action::Previous | Action::Up | Action::PageUp => p.step = p.step.saturating_sub(1),
        Action::Top => p.step = 0,
        Action::Bottom => p.step = all,
        Action::Mask => {
            p.name = match p.name {
                Naming::Shown => Naming::Masked,
                Naming::Masked => Naming::Shown,
            }
        }
        _ => {}
    }
}

/// The next theme, of this screen where it has its own.
pub(super) fn next_look(state: &mut State) {
    if let Screen::Present(p) = &mut state.screen {
        p.look = p.look.next();
    } else {
        state.look = state.look.next();
        state.notice = state.look.chosen();
    }
}
