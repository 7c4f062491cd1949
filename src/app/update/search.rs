//! 検索: one field over measures, terms, examples, questions, municipalities and commands.

use super::question::ask;
use super::{back, choose, go, page, questions, read, results, settle, step, update};
use crate::app::action::{Action, Effect};
use crate::app::keymap::{Context, context};
use crate::app::palette::{Command, palette};
use crate::app::screen::{Among, Answers, Detail, Found, List, Page, Screen, Scroll, Search, Target};
use crate::app::state::State;
use crate::domain::terms::catalogue::{Catalogue, Kaso};
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::ProgrammeId;
use crate::session::answers::Session;
use crate::text::search::{CLASS, Keys, Query, rank};

pub(super) fn open(state: &mut State) {
    state.help = None;
    if matches!(state.screen, Screen::Search(_)) {
        return;
    }
    let screen = Search { from: Some(context(state)), ..Search::default() };
    go(state, Screen::Search(screen), find);
}

/// The keys of a thing of the bundle.
pub(super) fn keys(k: SearchKeys) -> Keys<'static> {
    Keys { name: k.name, yomi: k.yomi, romaji: k.romaji, alias: k.alias, extra: k.extra, text: k.text }
}

/// Finds what the field says; an empty field offers the commands.
pub(super) fn find(state: &mut State) {
    let Screen::Search(s) = &mut state.screen else { return };
    let query = Query::new(s.field.text());
    s.hits = if query.is_empty() { commands(s.from) } else { ranked(state.catalogue, &query) };
    s.list = List::default();
}

/// Every command: those that work here first, those that only move last.
fn commands(from: Option<Context>) -> Vec<Found> {
    let mut all: Vec<(usize, &Command)> = palette().iter().enumerate().collect();
    let here = |c: &Command| c.places.iter().any(|p| Some(*p) == from);
    all.sort_by_key(|(_, c)| (c.moves(), !here(c)));
    all.into_iter().map(|(i, _)| Found::new(Target::Command(i))).collect()
}

/// What `query` finds in the whole bundle and among the commands, best first.
pub fn ranked(c: &Catalogue, query: &Query) -> Vec<Found> {
    let commands = palette();
    let all = (c.programmes.iter().map(|p| keys(p.keys)))
        .chain(c.terms.iter().map(|t| keys(t.keys)))
        .chain(c.examples.iter().map(|e| keys(e.keys)))
        .chain(c.facts.iter().map(|f| keys(f.keys)))
        .chain(commands.iter().map(Command::keys))
        .chain(c.municipalities.iter().map(|m| keys(m.keys)));
    let lengths = [c.programmes.len(), c.terms.len(), c.examples.len(), c.facts.len(), commands.len()];
    let mut ranked: Vec<(i64, Found)> = rank(query, all)
        .into_iter()
        .map(|(at, hit)| {
            let target = target(at, lengths);
            (hit.score - behind(c, target, hit.score), Found { target, field: hit.field, fuzzy: hit.fuzzy })
        })
        .collect();
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    ranked.into_iter().map(|(_, found)| found).collect()
}

/// By how much a score is lowered for what is meant less often.
fn behind(c: &Catalogue, target: Target, score: i64) -> i64 {
    /// From here on the whole name was typed.
    const WHOLE: i64 = 23 * CLASS;
    match target {
        // A question or command that merely begins with the word stands behind the measures that hold it.
        Target::Fact(_) if score < WHOLE => 10 * CLASS,
        Target::Example(_) if score < WHOLE => 6 * CLASS,
        Target::Command(_) if score < 17 * CLASS => CLASS,
        // Of a term and a measure that match alike, the measure: more than any length of names, less than a class.
        Target::Term(_) if score < 22 * CLASS => 1_000,
        // Of two places that match alike the one that everybody knows, then the one that more measures are made for.
        Target::Municipality(i) => c.municipalities.get(i).map_or(0, |m| match (m.population, m.kaso) {
            (Some(500_000..), _) => 0,
            (_, Some(Kaso::Whole | Kaso::Part | Kaso::Deemed)) => 1,
            _ => 2,
        }),
        _ => 0,
    }
}

/// Which thing stands at `at` of the chain, whose first parts have these lengths.
fn target(mut at: usize, lengths: [usize; 5]) -> Target {
    let kinds = [Target::Programme, Target::Term, Target::Example, Target::Fact, Target::Command];
    for (kind, len) in kinds.into_iter().zip(lengths) {
        if at < len {
            return kind(at);
        }
        at -= len;
    }
    Target::Municipality(at)
}

/// Hits that fit below the hint and the field.
pub fn rows(state: &State) -> usize {
    page(state).saturating_sub(2) / rows_each(state)
}

/// Rows of a hit: its name, and below it why it was found; on a low screen the name alone.
pub fn rows_each(state: &State) -> usize {
    if page(state) < 12 { 1 } else { 2 }
}

pub(super) fn in_search(state: &mut State, action: &Action) {
    let visible = rows(state);
    let Screen::Search(s) = &mut state.screen else { return };
    if s.field.take(action) {
        return find(state);
    }
    step(&mut s.list, action, s.hits.len(), visible);
}

/// Opens what is selected.
pub(super) fn confirm(state: &mut State) -> Vec<Effect> {
    let Screen::Search(s) = &state.screen else { return Vec::new() };
    let Some(found) = s.hits.get(s.list.selected) else {
        state.notice = "見つかりません。短くするか、かなやローマ字で入力してください";
        return Vec::new();
    };
    match found.target {
        Target::Command(i) => return palette().get(i).map_or_else(Vec::new, |c| command(state, c)),
        Target::Programme(i) => programme(state, i),
        Target::Term(i) => read(state, Page::Term(i)),
        Target::Example(i) => read(state, Page::Example(i)),
        Target::Fact(i) => {
            with_session(state);
            if let Ok(id) = u16::try_from(i) {
                ask(state, FactId(id), Among::One);
            }
        }
        Target::Municipality(i) => {
            if let Some(m) = state.catalogue.municipalities.get(i) {
                let session = Session::about(state.catalogue, m, state.as_of);
                choose::open(state, session);
            }
        }
    }
    Vec::new()
}

/// Without a municipality things are judged for an empty profile: nothing is known, nothing is guessed.
fn with_session(state: &mut State) {
    if state.session.is_none() {
        state.session = Some(Session::by_hand(state.catalogue, state.as_of));
    }
}

fn programme(state: &mut State, at: usize) {
    with_session(state);
    if let Some(programme) = numbered(at) {
        go(state, Screen::Detail(Detail { programme, scroll: Scroll::default() }), settle);
    }
}

/// Programme `at` of the bundle.
fn numbered(at: usize) -> Option<ProgrammeId> {
    u16::try_from(at).ok().map(ProgrammeId)
}

/// The next or previous programme among what was found, when the detail was opened from there.
pub(super) fn neighbour(state: &mut State, by: isize) {
    let rows = rows(state);
    let Some(Screen::Search(s)) = state.trail.last_mut() else { return };
    let measures: Vec<usize> = (0..s.hits.len())
        .filter(|i| s.hits.get(*i).is_some_and(|h| matches!(h.target, Target::Programme(_))))
        .collect();
    let now = measures.iter().position(|i| *i == s.list.selected).unwrap_or(0);
    let Some(next) = measures.get(now.saturating_add_signed(by).min(measures.len().saturating_sub(1))) else { return };
    s.list.selected = *next;
    s.list.keep_visible(s.hits.len(), rows);
    let Some(Target::Programme(at)) = s.hits.get(*next).map(|h| h.target) else { return };
    if let Some(programme) = numbered(at) {
        state.screen = Screen::Detail(Detail { programme, scroll: Scroll::default() });
    }
}

/// Leaves the search and does there what the key would do, or goes where the command works and says so.
fn command(state: &mut State, command: &'static Command) -> Vec<Effect> {
    back(state);
    let here = context(state);
    if matches!(command.action, Action::Pick(_)) {
        state.notice = "答えの番号（1〜9）のキーを押してください";
        return Vec::new();
    }
    let bound = command.places.iter().any(|p| *p == here || *p == Context::Everywhere);
    if bound || works_anywhere(state, &command.action) {
        let before = std::mem::discriminant(&state.screen);
        let effects = update(state, command.action.clone());
        if !bound && std::mem::discriminant(&state.screen) == before && state.notice.is_empty() {
            state.notice = "今いるのが、その画面です";
        }
        return effects;
    }
    if state.session.is_none() {
        let _ = update(state, Action::GoChoose);
        state.notice = "先に自治体を選んでください（表にない団体は手入力）。そのあと、この操作が使えます";
        return Vec::new();
    }
    lead(state, command);
    Vec::new()
}

/// Actions that need no particular screen.
fn works_anywhere(state: &State, action: &Action) -> bool {
    use Action::{
        Compare, GoAnswers, GoCalendar, GoChoose, GoCombine, GoManual, GoQuestions, GoResults, GoSources, GoTerms,
    };
    match action {
        GoChoose | GoManual | GoSources | GoCalendar | GoTerms => true,
        GoAnswers | GoResults | GoQuestions | GoCombine | Compare => state.session.is_some(),
        _ => false,
    }
}

/// Goes to a place where the command works, or as near as one can without choosing for the user.
fn lead(state: &mut State, command: &'static Command) {
    let works = |c: Context| command.places.contains(&c);
    if works(Context::Results) {
        results(state);
        if matches!(command.action, Action::Narrow | Action::NextOrder | Action::NextGroup | Action::PreviousGroup) {
            let _ = update(state, command.action.clone());
            return;
        }
    } else if works(Context::Choose) {
        let _ = update(state, Action::GoChoose);
    } else if works(Context::Answers) {
        go(state, Screen::Answers(Answers::default()), settle);
    } else if works(Context::Options) || works(Context::Field) {
        questions(state);
    } else {
        results(state);
    }
    if state.notice.is_empty() {
        state.notice = &command.hint;
    }
}
