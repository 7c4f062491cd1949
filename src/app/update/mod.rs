//! `update`: the only place where the state changes.

use crate::app::action::{Action, Effect};
use crate::app::field::Field;
use crate::app::keymap::{Context, context};
use crate::app::screen::{Among, Answers, Choose, Help, HelpAbout, List, Page, Reading, Screen, Scroll};
use crate::app::state::State;
use crate::domain::terms::programme::ProgrammeId;
use crate::session::answers::Session;

mod answers;
mod choose;
mod combine;
mod compare;
mod detail;
mod estimate;
mod mouse;
mod outlet;
mod presenter;
mod question;
mod results;
mod saved;
pub mod search;
mod who;

pub use answers::answer_rows;
pub use choose::{find, open};
pub use combine::marked;
pub use estimate::rows as estimate_rows;
pub use outlet::list_rows as outlet_rows;
pub use presenter::cards;
pub use question::{options, remaining};
use question::{plan_questions, questions};
use results::{list_results, results};
pub use saved::{deleted, listed, reopen, rows as saved_rows};
pub use who::{checklist_rows, rows as who_rows};

/// Changes the state as `action` wants; returns what the runtime must do.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    // What the terminal does by itself is no answer to a notice.
    if !matches!(action, Action::Resize(..) | Action::Redraw | Action::Ambiguous(_)) {
        state.notice = "";
    }
    // In 試算 it stays while the field is being typed: the last key of 3000万円 changes nothing.
    let typing = matches!(action, Action::Type(_) | Action::Erase | Action::Delete | Action::Left | Action::Right);
    if !(typing && matches!(state.screen, Screen::Estimate(_))) {
        state.moved.clear();
    }
    state.saving.told.clear();
    state.saving.warned &= action == Action::Quit;
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Redraw => return vec![Effect::Repaint],
        Action::Resize(columns, rows) => {
            state.size = (columns, rows);
            settle(state);
        }
        Action::ImeSlip => {
            if !state.ime_hinted {
                state.ime_hinted = true;
                state.notice = "日本語入力がオンです（半角/全角キーで切替）。数字・矢印・Enter・F1はそのまま使えます";
            }
        }
        Action::Help => turn(state, HelpAbout::Keys, None),
        Action::Steps => turn(state, HelpAbout::Steps, Some(HelpAbout::Keys)),
        Action::GoSearch => search::open(state),
        Action::NextLook => presenter::next_look(state),
        Action::Ambiguous(a) => state.ambiguous = a,
        Action::Folder(found) => outlet::folder(state, found),
        Action::Exported(outcome) => outlet::done(state, outcome),
        _ if state.help.is_some() => help(state, &action),
        Action::GoExport => return outlet::open(state),
        Action::Click(_, row) => return mouse::click(state, row),
        Action::GoPresent => presenter::open(state),
        Action::GoChoose => go(state, Screen::Choose(Choose::default()), find),
        Action::GoManual => {
            let session = Session::by_hand(state.catalogue, state.as_of);
            state.begin(session);
            state.trail.clear();
            state.screen = Screen::Choose(Choose::default());
            find(state);
            questions(state);
        }
        Action::GoSaved => saved::list(state),
        Action::Resume => return saved::resume(state),
        Action::GoChanges => saved::changes(state),
        Action::GoSources => read(state, Page::Sources),
        Action::GoCalendar => read(state, Page::Calendar),
        Action::GoTerms => read(state, Page::Terms),
        Action::GoAnswers if state.session.is_some() => go(state, Screen::Answers(Answers::default()), settle),
        Action::GoResults => results(state),
        Action::GoQuestions => questions(state),
        Action::GoPlanQuestions => plan_questions(state),
        Action::Compare => compare::compare(state),
        Action::Sweep => compare::sweep(state),
        Action::GoWho => who::open(state),
        Action::GoEstimate => estimate::open(state),
        Action::GoCombine => combine::open(state),
        Action::Confirm if matches!(state.screen, Screen::Search(_)) => return search::confirm(state),
        Action::Back if matches!(state.screen, Screen::Estimate(_)) => estimate::leave(state),
        Action::Back if saved::stop_naming(state) || who::leave_prefecture(state) => {}
        Action::Back => back(state),
        other if matches!(state.screen, Screen::Outlet(_)) => return outlet::outlet(state, &other),
        other if matches!(state.screen, Screen::Saved(_)) => return saved::in_saved(state, &other),
        other => on_screen(state, &other),
    }
    Vec::new()
}

fn on_screen(state: &mut State, action: &Action) {
    match context(state) {
        Context::Choose => choose::choose(state, action),
        Context::Options | Context::Field => question::question(state, action),
        Context::Results | Context::Narrow => results::in_results(state, action),
        Context::Detail => detail::detail(state, action),
        Context::Answers => answers::answers(state, action),
        Context::Compare => compare::in_compare(state, action),
        Context::Sweep => compare::in_sweep(state, action),
        Context::Who => who::who(state, action),
        Context::Estimate => estimate::estimate(state, action),
        Context::Search => search::in_search(state, action),
        Context::Present => presenter::present(state, action),
        Context::Reading => {
            let page = page(state);
            if let Screen::Reading(r) = &mut state.screen {
                scroll(&mut r.scroll, action, page);
            }
        }
        Context::Saved
        | Context::Naming
        | Context::Outlet
        | Context::OutletField
        | Context::Help
        | Context::Everywhere => {}
    }
}

/// Rows of text between header and footer.
pub fn page(state: &State) -> usize {
    usize::from(state.size.1).saturating_sub(CHROME)
}

/// Rows that header and footer take.
pub const CHROME: usize = 5;

/// Results that fit on a page: two rows each below the bar of groups, so that no name is cut at 80 columns.
pub fn result_rows(state: &State) -> usize {
    page(state).saturating_sub(1) / 2
}

/// Municipalities that fit on a page, below the field and what is offered to go on with.
pub fn choose_rows(state: &State) -> usize {
    page(state).saturating_sub(2 + usize::from(offered(state)))
}

/// Whether 自治体を選ぶ offers to go on with the session saved last.
fn offered(state: &State) -> bool {
    state.session.is_none() && !state.saving.rows.is_empty()
}

fn go(state: &mut State, screen: Screen, then: fn(&mut State)) {
    let left = std::mem::replace(&mut state.screen, screen);
    // The trail never grows without bound: a place that is already in it is gone back to, not stacked.
    let same = |a: &Screen| std::mem::discriminant(a) == std::mem::discriminant(&state.screen);
    if let Some(at) = state.trail.iter().position(same) {
        state.trail.truncate(at);
    }
    if !same(&left) {
        state.trail.push(left);
    }
    then(state);
}

fn read(state: &mut State, page: Page) {
    go(state, Screen::Reading(Reading { page, scroll: Scroll::default() }), settle);
}

fn back(state: &mut State) {
    match &mut state.screen {
        Screen::Results(r) if r.narrow.is_some() => {
            r.narrow = None;
            list_results(state);
            return;
        }
        Screen::Choose(c) if state.trail.is_empty() => {
            c.field = Field::default();
            find(state);
            return;
        }
        _ => {}
    }
    let left = about(&state.screen);
    match state.trail.pop() {
        Some(screen) => state.screen = screen,
        None => state.screen = Screen::Choose(Choose::default()),
    }
    refresh(state, left);
}

/// The programme that a screen is about.
fn about(screen: &Screen) -> Option<ProgrammeId> {
    match screen {
        Screen::Detail(d) => Some(d.programme),
        Screen::Estimate(e) => Some(e.programme),
        Screen::Question(q) => match q.among {
            Among::Programme(id) => Some(id),
            Among::All | Among::One => None,
        },
        _ => None,
    }
}

/// After coming back from what was about `left`: lists are made anew, because answers may have changed meanwhile, and
/// follow their programme, because the ranking may have moved.
fn refresh(state: &mut State, left: Option<ProgrammeId>) {
    match (&state.screen, about(&state.screen).or(left)) {
        (Screen::Choose(_), _) => find(state),
        (Screen::Results(_), Some(programme)) => question::follow(state, programme),
        (Screen::Results(_), None) => list_results(state),
        (Screen::Detail(_), Some(programme)) => {
            question::follow_behind(state, programme);
            settle(state);
        }
        (Screen::Estimate(_), _) => estimate::refresh(state),
        _ => settle(state),
    }
}

/// Opens a text of the help; where it is open already, `next` or nothing.
fn turn(state: &mut State, about: HelpAbout, next: Option<HelpAbout>) {
    let open = state.help.is_some_and(|h| h.about == about);
    let about = if open { next } else { Some(about) };
    state.help = about.map(|about| Help { about, scroll: Scroll::default() });
}

fn help(state: &mut State, action: &Action) {
    let page = page(state);
    match (action, &mut state.help) {
        (Action::Back, _) => state.help = None,
        (other, Some(h)) => scroll(&mut h.scroll, other, page),
        (_, None) => {}
    }
}

fn scroll(s: &mut Scroll, action: &Action, page: usize) {
    s.top = match action {
        Action::Up => s.top.saturating_sub(1),
        Action::Down => s.top + 1,
        Action::PageUp => s.top.saturating_sub(page.saturating_sub(1)),
        Action::PageDown => s.top + page.saturating_sub(1),
        Action::Top => 0,
        // The view stops at the last page: only it knows how the text breaks.
        Action::Bottom => usize::MAX / 2,
        _ => s.top,
    };
}

fn step(list: &mut List, action: &Action, len: usize, visible: usize) {
    let page = isize::try_from(visible.max(1)).unwrap_or(isize::MAX);
    match action {
        Action::Up => list.step(-1, len, visible),
        Action::Down => list.step(1, len, visible),
        Action::PageUp => list.step(-page, len, visible),
        Action::PageDown => list.step(page, len, visible),
        Action::Top => list.step(isize::MIN, len, visible),
        Action::Bottom => list.step(isize::MAX, len, visible),
        _ => list.keep_visible(len, visible),
    }
}

/// Keeps selections and first rows inside their lists after a change of size or content.
pub fn settle(state: &mut State) {
    let found = search::rows(state);
    let (rows, page, fields) = (result_rows(state), page(state), estimate::rows(state).0);
    let taken = outlet::list_rows(state);
    let (towns, kept) = (choose_rows(state), (state.saving.rows.len(), saved::rows(state)));
    match &mut state.screen {
        Screen::Choose(c) => c.list.keep_visible(c.hits.len(), towns),
        Screen::Results(r) => r.list.keep_visible(r.shown.len(), rows),
        Screen::Estimate(e) => e.list.keep_visible(e.entries.len(), fields),
        Screen::Search(s) => s.list.keep_visible(s.hits.len(), found),
        Screen::Answers(a) => a.list.keep_visible(state.catalogue.facts.len(), page),
        Screen::Outlet(o) => o.list.keep_visible(o.rows.len(), taken),
        Screen::Saved(s) => s.list.keep_visible(kept.0, kept.1),
        Screen::Who(_) => who::settle(state),
        _ => {}
    }
}
