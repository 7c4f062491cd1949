//! `update`: the only place where the state changes.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::comparison::{Comparison, Side};
use crate::app::effect::Effect;
use crate::app::go::Go;
use crate::app::list::Scroll;
use crate::app::message::Kind;
use crate::app::room::Click;
use crate::app::to::To;
use crate::domain::change::whatif::differing;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::ProgrammeId;
use crate::domain::value::date::Date;
use crate::places::compare::place::Compare;
use crate::places::detail::place::Detail;
use crate::places::everywhere::EVERYWHERE;
use crate::places::place::Place;
use crate::places::reports::{self, RESUMABLE};
use crate::places::results::place as results;
use crate::places::state::{Help, HelpAbout, State};
use crate::places::way::{ask, back, begin, consult, go, open, open_session};
use crate::places::{answers, choose, question};
use crate::session::answers::Session;

/// The start: 自治体を選ぶ, with `typed` in the field.
pub fn start(catalogue: &'static Catalogue, as_of: Date, size: (u16, u16), typed: &str) -> State {
    let mut state = State::empty(catalogue, as_of, size);
    if typed.is_empty() {
        state.place.room_mut().returned(&mut state.shared, None);
    } else {
        update(&mut state, Action::Paste(typed.to_owned()));
    }
    state
}

/// The start at a municipality: its results stand on the screen.
pub fn start_at(catalogue: &'static Catalogue, as_of: Date, size: (u16, u16), m: &'static Municipality) -> State {
    let mut state = State::empty(catalogue, as_of, size);
    open_session(&mut state, Session::about(catalogue, m, as_of));
    state
}

/// Changes the state as `action` wants; returns what the runtime must do.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    // What the terminal and the runtime do by themselves is no answer to a message.
    if !action.is_report() {
        let typing = state.place.room().is_typing(&action).then_some(Kind::Moved);
        state.shared.messages.clear(typing);
        state.shared.saving.warned &= action == Action::Quit;
        state.shared.leaving &= action == Action::Leave;
    }
    match action {
        // One letter beside the others does not close what a room is looking at.
        Action::Leave if !state.shared.leaving => {
            state.shared.leaving = true;
            state.shared.notice("もう一度 q で終了します（F10 ならすぐに）。ほかのキーで続けられます");
        }
        Action::Quit | Action::Leave => {
            state.shared.keep_plan();
            return vec![Effect::Quit];
        }
        Action::Redraw => return vec![Effect::Repaint],
        report if report.is_report() => reports::take(state, report),
        Action::ImeSlip if !state.shared.ime_hinted => {
            state.shared.ime_hinted = true;
            state.shared.notice("日本語入力がオンです（半角/全角キーで切替）。数字・矢印はそのまま使えます");
        }
        Action::Help => turn(state, HelpAbout::Keys, None),
        Action::Steps => turn(state, HelpAbout::Steps, Some(HelpAbout::Keys)),
        Action::Go(To::Search) => return open(state, To::Search),
        other if state.help.is_some() && other != Action::NextLook => help(state, &other),
        Action::Click(_, row) => return click(state, row),
        other => {
            let answer = state.place.room_mut().update(&mut state.shared, &other);
            return follow(state, answer, &other);
        }
    }
    Vec::new()
}

/// Goes where the place wants.
fn follow(state: &mut State, answer: Go, action: &Action) -> Vec<Effect> {
    match answer {
        Go::Stay => {}
        Go::Pass => return everywhere(state, action),
        Go::Back => back(state),
        Go::To(to) => return open(state, to),
        Go::Programme(id) => go(state, Place::Detail(Detail::new(id))),
        Go::Neighbour(by) => neighbour(state, by),
        Go::Question(fact, among) => ask(state, fact, among),
        Go::Municipality(m) => {
            // Who has just named it looks at its figures first; elsewhere it comes up in passing.
            let to = if matches!(state.place, Place::Choose(_)) { To::Body } else { To::Results };
            choose_municipality(state, m, to);
        }
        Go::ProgrammeOf(m, id) => {
            let here = state.place.clone();
            choose_municipality(state, m, To::Results);
            state.shared.keep_plan();
            state.shared.take_body();
            go(state, here);
            go(state, Place::Detail(Detail::new(id)));
        }
        Go::Consult(sentence) => consult(state, &sentence),
        Go::Comparison(comparison) => go(state, Place::Compare(Compare::new(*comparison))),
        Go::Command(command) => return run(state, command),
        Go::Effects(effects) => return effects,
    }
    Vec::new()
}

/// To a municipality of the table: its figures, or its results.
fn choose_municipality(state: &mut State, m: &'static Municipality, to: To) {
    // The plan goes with the user, not with the towns that its sentence names.
    let before = state.shared.session.as_ref().and_then(Session::code);
    let (plan, named) = (&mut state.shared.plan, &state.shared.named);
    plan.edits.not_towns.retain(|code| *code != m.code);
    plan.edits.not_towns.extend(named.iter().filter(|code| **code != m.code));
    // Nor what it says of them.
    if named.iter().copied().chain(before).any(|code| code != m.code) {
        plan.edits.not_body.extend(state.shared.body.drain(..).map(|(fact, _)| fact));
    }
    begin(state, Session::about(state.shared.catalogue, m, state.shared.as_of));
    open(state, to);
    if state.shared.saving.rows.iter().any(|r| r.code == Some(m.code)) {
        state.shared.notice(RESUMABLE);
    }
}

/// What an action means in every place.
fn everywhere(state: &mut State, action: &Action) -> Vec<Effect> {
    match action {
        Action::Back => back(state),
        Action::Go(to) => return open(state, *to),
        Action::Compare => compare(state),
        Action::Undo => {
            state.shared.undo();
            let about = state.place.room().about();
            state.place.room_mut().returned(&mut state.shared, about);
        }
        Action::Resume => return resume(state),
        Action::NextLook => {
            state.shared.look = state.shared.look.next();
            state.shared.notice(state.shared.look.chosen());
        }
        _ => {}
    }
    Vec::new()
}

/// Opens a text of the help; where it is open already, `next` or nothing.
fn turn(state: &mut State, about: HelpAbout, next: Option<HelpAbout>) {
    let is_open = state.help.is_some_and(|h| h.about == about);
    let about = if is_open { next } else { Some(about) };
    state.help = about.map(|about| Help { about, scroll: Scroll::default() });
}

fn help(state: &mut State, action: &Action) {
    let page = state.shared.frame().body.lines();
    if *action == Action::Back {
        state.help = None;
    } else if let Some(h) = &mut state.help {
        h.scroll.take(action, page);
    }
}

fn click(state: &mut State, row: u16) -> Vec<Effect> {
    if state.help.is_some() || state.shared.is_too_small() {
        return Vec::new();
    }
    match state.place.room_mut().click(&state.shared, row) {
        Click::Does(action) => update(state, action),
        Click::Nothing | Click::Selected => Vec::new(),
    }
}

/// The next or previous programme of the list that the detail was opened from.
fn neighbour(state: &mut State, by: isize) {
    let (trail, shared) = (&mut state.trail, &state.shared);
    let found: Option<ProgrammeId> = trail.iter_mut().rev().find_map(|p| p.room_mut().neighbour(shared, by));
    if let Some(id) = found {
        state.place = Place::Detail(Detail::new(id));
        state.place.room_mut().settle(&state.shared);
    }
}

/// Pins the present answers, or compares them with A.
fn compare(state: &mut State) {
    let shared = &mut state.shared;
    let Some(now) = shared.session.as_ref().map(|s| Side::of(s, "今の答え")) else { return };
    match shared.side_a.clone() {
        None => {
            shared.side_a = Some(now);
            shared.notice("今の答えをAに留めました。答えや自治体を変えて、もう一度 v で比べます");
        }
        Some(a) if differing(shared.catalogue, &a.profile, &now.profile).is_empty() => {
            shared.notice("Aから答えは変わっていません。a（回答一覧）で変えて、もう一度 v で比べます");
        }
        Some(a) => {
            let a = Side { name: a.name.replace("今の答え", "留めた答え"), ..a };
            let comparison = Comparison::new(shared.catalogue, a, now, shared.as_of);
            go(state, Place::Compare(Compare::new(comparison)));
        }
    }
}

/// Opens the session saved last; where a municipality stands on the screen, the newest of that one.
fn resume(state: &mut State) -> Vec<Effect> {
    let shared = &mut state.shared;
    let code = match (&state.place, &shared.session) {
        (Place::Choose(_), _) | (_, None) => None,
        (_, Some(session)) => Some(session.code()),
    };
    let key = shared.session.as_ref().and_then(|s| s.key.clone());
    match shared.saving.rows.iter().find(|r| code.is_none_or(|c| r.code == c)) {
        Some(row) if code.is_some() && Some(&row.key) == key.as_ref() => {
            shared.notice("この自治体の続きはもう開いています");
        }
        Some(row) => return vec![Effect::OpenSaved(row.key.clone())],
        None => shared.notice("保存した回答はありません"),
    }
    Vec::new()
}

/// Leaves the search and does there what the key would do, or goes where the command works and says so.
fn run(state: &mut State, command: &'static Command) -> Vec<Effect> {
    back(state);
    if matches!(command.action, Action::Pick(_)) {
        state.shared.notice("答えの番号（1〜9）のキーを押してください");
        return Vec::new();
    }
    let bound = command.works_in(state.mode()) || command.works_in(&EVERYWHERE);
    if bound || works_anywhere(state, &command.action) {
        let before = std::mem::discriminant(&state.place);
        let effects = update(state, command.action.clone());
        if !bound && std::mem::discriminant(&state.place) == before && state.shared.messages.message().is_none() {
            state.shared.notice("今いるのが、その画面です");
        }
        return effects;
    }
    if state.shared.session.is_none() {
        open(state, To::Choose);
        state.shared.notice("先に自治体を選んでください（表にない団体は手入力）。そのあと、この操作が使えます");
        return Vec::new();
    }
    lead(state, command);
    Vec::new()
}

/// Actions that need no particular place.
fn works_anywhere(state: &State, action: &Action) -> bool {
    use crate::app::to::Text::{Calendar, Combine, Sources, Terms};
    match action {
        Action::Go(
            To::Choose | To::Manual | To::Consult | To::Bundle | To::Plan(_) | To::Text(Sources | Calendar | Terms),
        ) => true,
        Action::Go(To::Answers | To::Body | To::Results | To::Questions | To::Text(Combine)) | Action::Compare => {
            state.shared.session.is_some()
        }
        _ => false,
    }
}

/// Goes to a place where the command works, or as near as one can without choosing for the user.
fn lead(state: &mut State, command: &'static Command) {
    if command.works_in(&results::LIST) {
        open(state, To::Results);
        if matches!(command.action, Action::Narrow | Action::NextOrder | Action::NextGroup | Action::PreviousGroup) {
            update(state, command.action.clone());
            return;
        }
    } else if command.works_in(&choose::place::MODE) {
        open(state, To::Choose);
    } else if command.works_in(&answers::place::MODE) {
        open(state, To::Answers);
    } else if command.works_in(&question::place::OPTIONS) || command.works_in(&question::place::FIELD) {
        open(state, To::Questions);
    } else {
        open(state, To::Results);
    }
    if state.shared.messages.message().is_none() {
        state.shared.notice(command.hint.as_str());
    }
}
