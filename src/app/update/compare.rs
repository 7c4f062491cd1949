//! 比較 and 境目: what an answer moves, A beside B, one answer through all its values.

use super::{answer_rows, back, go, page, scroll, settle};
use crate::app::action::Action;
use crate::app::screen::{Compare, Screen, Scroll, Side, Sweep};
use crate::app::state::State;
use crate::domain::change::whatif::{compare as differences, differing, shifts, sweep as stops, tally};
use crate::domain::terms::profile::{Answer, FactId, Profile};
use crate::present::whatif as words;
use crate::session::answers::Session;

/// Sets an answer and says in one line what it moved.
pub(super) fn set(state: &mut State, fact: FactId, answer: Answer) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let Some(session) = &mut state.session else { return };
    let before = session.profile().clone();
    session.set(catalogue, fact, answer, as_of);
    say_moved(state, fact, &before);
}

/// Says in one line what a changed answer moved since `before`.
pub(super) fn say_moved(state: &mut State, fact: FactId, before: &Profile) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let Some(session) = &state.session else { return };
    let after = session.profile();
    let moved = words::tally(&tally(&shifts(catalogue, before, after, as_of)));
    let change = words::change(catalogue, fact, before, after).unwrap_or_default();
    let hint = if state.pinned.is_some() { "（v でAと比べる）" } else { "" };
    state.moved = format!("{change}: {moved}{hint}");
}

/// Pins the present answers, or compares them with A; on 自治体を選ぶ the open municipality with the chosen one.
pub(super) fn compare(state: &mut State) {
    if matches!(state.screen, Screen::Choose(_)) {
        return with_chosen(state);
    }
    let Some(now) = state.session.as_ref().map(|s| side(s, "今の答え")) else { return };
    if matches!(state.screen, Screen::Compare(_)) {
        state.pinned = Some(now);
        back(state);
        state.notice = "今の答えをAに留め直しました。答えを変えて、もう一度 v で比べます";
        return;
    }
    match state.pinned.clone() {
        None => {
            state.pinned = Some(now);
            state.notice = "今の答えをAに留めました。答えや自治体を変えて、もう一度 v で比べます";
        }
        Some(a) if differing(state.catalogue, &a.profile, &now.profile).is_empty() => {
            state.notice = "Aから答えは変わっていません。a（回答一覧）で変えて、もう一度 v で比べます";
        }
        Some(a) => open(state, Side { name: a.name.replace("今の答え", "留めた答え"), ..a }, now),
    }
}

fn with_chosen(state: &mut State) {
    let Screen::Choose(c) = &state.screen else { return };
    let chosen = c.hits.get(c.list.selected).and_then(|i| state.catalogue.municipalities.get(*i));
    match (&state.session, chosen) {
        (None, _) => state.notice = "先に1つ目の自治体を Enter で開いてから、2つ目を選んで F12 で比べます",
        (Some(_), None) => state.notice = "該当する自治体がありません。入力を直してください",
        (Some(session), Some(m)) => {
            let a = side(session, "今の答え");
            let b = side(&Session::about(state.catalogue, m, state.as_of), "公表値だけ");
            open(state, a, b);
        }
    }
}

fn side(session: &Session, which: &str) -> Side {
    Side {
        name: format!("{}（{which}）", session.name()),
        profile: session.profile().clone(),
        counts: session.counts(),
    }
}

fn open(state: &mut State, a: Side, b: Side) {
    let differences = differences(state.catalogue, &a.profile, &b.profile, state.as_of);
    go(state, Screen::Compare(Compare { a, b, differences, scroll: Scroll::default() }), settle);
}

pub(super) fn in_compare(state: &mut State, action: &Action) {
    let (page, catalogue, as_of) = (page(state), state.catalogue, state.as_of);
    let Screen::Compare(c) = &mut state.screen else { return };
    match action {
        Action::Next => {
            std::mem::swap(&mut c.a, &mut c.b);
            c.differences = differences(catalogue, &c.a.profile, &c.b.profile, as_of);
            c.scroll = Scroll::default();
        }
        Action::Unanswer => {
            state.pinned = None;
            back(state);
            state.notice = "留めたAを外しました";
        }
        other => scroll(&mut c.scroll, other, page),
    }
}

/// The table of borders of the question in view or of the selected row of answers.
pub(super) fn sweep(state: &mut State) {
    let fact = match &state.screen {
        Screen::Question(q) => Some(q.fact),
        Screen::Answers(a) => answer_rows(state).get(a.list.selected).copied(),
        _ => None,
    };
    let (Some(fact), Some(session)) = (fact, &state.session) else { return };
    let stops = stops(state.catalogue, session.profile(), fact, state.as_of);
    if stops.iter().all(|s| s.differences.is_empty()) {
        state.notice = "この項目だけを動かしても、判定・率・上限の変わる制度はありません";
        return;
    }
    go(state, Screen::Sweep(Sweep { fact, stops, scroll: Scroll::default() }), settle);
}

pub(super) fn in_sweep(state: &mut State, action: &Action) {
    let page = page(state);
    if let Screen::Sweep(s) = &mut state.screen {
        scroll(&mut s.scroll, action, page);
    }
}
