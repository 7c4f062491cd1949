//! `update`: the only place where the state changes.

use crate::app::action::{Action, Effect};
use crate::app::answer;
use crate::app::field::Field;
use crate::app::keymap::{Context, context};
use crate::app::screen::{Among, Answers, Choose, Detail, Filter, List, Narrow, Question, Results, Screen, Scroll};
use crate::app::session::Session;
use crate::app::state::State;
use crate::domain::condition::Open;
use crate::domain::profile::{Answer, FactId, FactKind, Origin, Topic, Value};
use crate::domain::rank::group;
use crate::domain::split::inputs;
use crate::present::value;
use crate::text::search::{Keys, Query, rank};

/// Changes the state as `action` wants; returns what the runtime must do.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    state.notice = "";
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
        Action::Help => state.help = if state.help.is_some() { None } else { Some(0) },
        _ if state.help.is_some() => help(state, &action),
        Action::GoChoose => go(state, Screen::Choose(Choose::default()), find),
        Action::GoManual => {
            let session = Session::by_hand(state.catalogue, state.as_of);
            state.session = Some(session);
            go(state, Screen::Answers(Answers::default()), settle);
        }
        Action::GoSources => go(state, Screen::Sources(Scroll::default()), settle),
        Action::GoAnswers if state.session.is_some() => go(state, Screen::Answers(Answers::default()), settle),
        Action::GoResults => results(state),
        Action::GoQuestions => questions(state),
        Action::GoPlanQuestions => plan_questions(state),
        Action::Back => back(state),
        other => on_screen(state, &other),
    }
    Vec::new()
}

fn on_screen(state: &mut State, action: &Action) {
    match context(state) {
        Context::Choose => choose(state, action),
        Context::Options | Context::Field => question(state, action),
        Context::Results | Context::Narrow => in_results(state, action),
        Context::Detail => detail(state, action),
        Context::Answers => answers(state, action),
        Context::Sources => {
            let page = page(state);
            if let Screen::Sources(s) = &mut state.screen {
                scroll(s, action, page);
            }
        }
        Context::Help | Context::Everywhere => {}
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
    match state.trail.pop() {
        Some(screen) => state.screen = screen,
        None => state.screen = Screen::Choose(Choose::default()),
    }
    refresh(state);
}

/// After coming back: lists are made anew, because answers may have changed meanwhile.
fn refresh(state: &mut State) {
    match &state.screen {
        Screen::Choose(_) => find(state),
        Screen::Results(_) => list_results(state),
        _ => settle(state),
    }
}

fn help(state: &mut State, action: &Action) {
    let page = page(state);
    let mut s = Scroll { top: state.help.unwrap_or(0) };
    match action {
        Action::Back => state.help = None,
        other => {
            scroll(&mut s, other, page);
            state.help = Some(s.top);
        }
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
    let (rows, page) = (result_rows(state), page(state));
    match &mut state.screen {
        Screen::Choose(c) => c.list.keep_visible(c.hits.len(), page.saturating_sub(2)),
        Screen::Results(r) => r.list.keep_visible(r.shown.len(), rows),
        Screen::Answers(a) => a.list.keep_visible(state.catalogue.facts.len(), page),
        _ => {}
    }
}

// ---- 自治体を選ぶ

/// Finds what the field says; an empty field finds everything.
pub fn find(state: &mut State) {
    let all = state.catalogue.municipalities;
    if let Screen::Choose(c) = &mut state.screen {
        let query = Query::new(c.field.text());
        let keys = all.iter().map(|m| Keys {
            name: m.keys.name,
            yomi: m.keys.yomi,
            romaji: m.keys.romaji,
            extra: m.keys.extra,
        });
        c.hits = rank(&query, keys).into_iter().map(|(i, _)| i).collect();
        c.list = List::default();
    }
}

fn choose(state: &mut State, action: &Action) {
    let visible = page(state).saturating_sub(2);
    let catalogue = state.catalogue;
    let Screen::Choose(c) = &mut state.screen else { return };
    if c.field.take(action) {
        return find(state);
    }
    if *action == Action::Confirm {
        let chosen = c.hits.get(c.list.selected).and_then(|i| catalogue.municipalities.get(*i));
        match chosen {
            Some(m) => open(state, Session::about(catalogue, m, state.as_of)),
            None => state.notice = "該当する自治体がありません。入力を直すか、F2で手入力してください",
        }
        return;
    }
    step(&mut c.list, action, c.hits.len(), visible);
}

/// Opens a session: its results stand on the screen.
pub fn open(state: &mut State, session: Session) {
    state.session = Some(session);
    state.trail.clear();
    state.screen = Screen::Choose(Choose::default());
    find(state);
    results(state);
}

// ---- 結果

fn results(state: &mut State) {
    if state.session.is_none() {
        return;
    }
    let screen = Results { filter: Filter::All, narrow: None, shown: Vec::new(), list: List::default() };
    let old = state.trail.iter().find(|s| matches!(s, Screen::Results(_))).cloned();
    go(state, old.unwrap_or(Screen::Results(screen)), list_results);
}

/// Lists what the filter and the words leave, in ranking order.
fn list_results(state: &mut State) {
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
        let keys = session.assessments().iter().map(|a| {
            let k = a.programme.keys;
            Keys { name: k.name, yomi: k.yomi, romaji: k.romaji, extra: k.extra }
        });
        rank(&query, keys).into_iter().map(|(i, _)| i).filter(wanted).collect()
    };
    settle(state);
}

fn in_results(state: &mut State, action: &Action) {
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
        other => {
            if typing && r.narrow.as_mut().is_some_and(|n| n.field.take(other)) {
                r.list = List::default();
                return list_results(state);
            }
            step(&mut r.list, other, r.shown.len(), rows);
        }
    }
}

fn open_detail(state: &mut State) {
    let Screen::Results(r) = &state.screen else { return };
    if let Some(index) = r.shown.get(r.list.selected).copied() {
        go(state, Screen::Detail(Detail { index, scroll: Scroll::default() }), settle);
    }
}

// ---- 詳細

fn detail(state: &mut State, action: &Action) {
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
fn neighbour(state: &mut State, by: isize) {
    let rows = result_rows(state);
    let Screen::Detail(d) = &mut state.screen else { return };
    let Some(Screen::Results(r)) = state.trail.iter_mut().rev().find(|s| matches!(s, Screen::Results(_))) else {
        return;
    };
    r.list.step(by, r.shown.len(), rows);
    if let Some(index) = r.shown.get(r.list.selected).copied() {
        *d = Detail { index, scroll: Scroll::default() };
    }
}

// ---- 質問

fn questions(state: &mut State) {
    let Some(session) = &state.session else { return };
    match session.questions().first() {
        Some(q) => ask(state, q.fact, Among::All),
        None => state.notice = "全体に関わる質問は残っていません。制度ごとの要件は詳細画面の Enter で答えられます",
    }
}

fn plan_questions(state: &mut State) {
    let (Screen::Detail(d), Some(session)) = (&state.screen, &state.session) else { return };
    let Some(a) = session.assessments().get(d.index) else { return };
    let id = state.catalogue.programmes.iter().position(|p| p.id == a.programme.id);
    let Some(id) = id.and_then(|i| u16::try_from(i).ok()).map(crate::domain::programme::ProgrammeId) else { return };
    match programme_questions(state, id).first() {
        Some(fact) => ask(state, *fact, Among::Programme(id)),
        None => state.notice = "この制度の質問はすべて答え終わりました。変えるときは a（回答一覧）から",
    }
}

/// What one programme still needs: what is missing for its verdict and figures, then the amounts of its flow.
fn programme_questions(state: &State, id: crate::domain::programme::ProgrammeId) -> Vec<FactId> {
    let (Some(session), Some(p)) = (&state.session, state.catalogue.programme(id)) else { return Vec::new() };
    let Some(a) = session.assessments().iter().find(|a| a.programme.id == p.id) else { return Vec::new() };
    let missing = a.missing(session.profile()).into_iter().filter_map(|o| match o {
        Open::Fact(f) => Some(f),
        Open::Point(_) => None,
    });
    let mut out: Vec<FactId> = Vec::new();
    for fact in missing.chain(inputs(p)) {
        let new = session.profile().answer(fact) == Answer::NotAsked;
        if new && !out.contains(&fact) {
            out.push(fact);
        }
    }
    out
}

fn ask(state: &mut State, fact: FactId, among: Among) {
    let asked = Vec::new();
    let screen = Screen::Question(question_about(state, fact, among, asked));
    go(state, screen, settle);
}

/// The question screen for `fact`, with the present answer selected or in the field.
fn question_about(state: &State, fact: FactId, among: Among, asked: Vec<FactId>) -> Question {
    let present = state.session.as_ref().map_or(Answer::NotAsked, |s| s.profile().answer(fact));
    let kind = state.catalogue.fact(fact).map(|f| f.kind);
    let (mut selected, mut text) = (0, String::new());
    match (present, kind) {
        (Answer::Known(Value::Flag(b), _), _) => selected = usize::from(!b),
        (Answer::Known(Value::Choice(c), _), _) => selected = usize::from(c),
        (Answer::Known(v, _), Some(FactKind::Number { .. } | FactKind::Day)) => {
            text = state.catalogue.fact(fact).map_or_else(String::new, |f| value::value(f, v));
        }
        (Answer::DontKnow, _) => selected = options(state, fact),
        _ => {}
    }
    Question { fact, selected, field: Field::with(&text), error: String::new(), among, asked }
}

/// Answers before 「わからない」: the options, or 1 for the field.
pub fn options(state: &State, fact: FactId) -> usize {
    match state.catalogue.fact(fact).map(|f| f.kind) {
        Some(FactKind::Choice(all)) => all.len(),
        Some(FactKind::YesNo) => 2,
        _ => 1,
    }
}

fn question(state: &mut State, action: &Action) {
    let Screen::Question(q) = &state.screen else { return };
    let (fact, selected) = (q.fact, q.selected);
    let count = options(state, fact);
    match action {
        Action::Confirm if selected >= count => give(state, Answer::DontKnow),
        Action::Confirm => confirm(state, selected),
        Action::Pick(n) if usize::from(*n) <= count => confirm(state, usize::from(*n) - 1),
        Action::Pick(n) if usize::from(*n) == count + 1 => give(state, Answer::DontKnow),
        Action::DontKnow => give(state, Answer::DontKnow),
        Action::Next => leave(state),
        Action::Previous => previous(state),
        other => {
            let Screen::Question(q) = &mut state.screen else { return };
            match other {
                Action::Up => q.selected = q.selected.saturating_sub(1),
                Action::Down => q.selected = (q.selected + 1).min(count),
                edit => {
                    if q.field.take(edit) {
                        q.error.clear();
                        q.selected = 0;
                    }
                }
            }
        }
    }
}

fn confirm(state: &mut State, selected: usize) {
    let Screen::Question(q) = &mut state.screen else { return };
    let Some(fact) = state.catalogue.fact(q.fact) else { return };
    let value = match fact.kind {
        FactKind::YesNo => Ok(Value::Flag(selected == 0)),
        FactKind::Choice(_) => Ok(Value::Choice(u8::try_from(selected).unwrap_or(0))),
        FactKind::Number { .. } | FactKind::Day => answer::read(fact, q.field.text()),
    };
    match value {
        Ok(v) => give(state, Answer::Known(v, Origin::Given)),
        // The previous answer stays; the field keeps what was typed.
        Err(message) => q.error = message,
    }
}

fn give(state: &mut State, answer: Answer) {
    let Screen::Question(q) = &state.screen else { return };
    let fact = q.fact;
    // A prefilled value confirmed unchanged keeps its source and date.
    let same = state.session.as_ref().is_some_and(|s| match (s.profile().answer(fact), answer) {
        (Answer::Known(old, _), Answer::Known(new, _)) => old == new,
        _ => false,
    });
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    if let Some(session) = &mut state.session
        && !same
    {
        session.set(catalogue, fact, answer, as_of);
    }
    leave(state);
}

/// To the next question, or back to where the questions were started from.
fn leave(state: &mut State) {
    let Screen::Question(q) = &state.screen else { return };
    let (fact, among, mut asked) = (q.fact, q.among, q.asked.clone());
    asked.push(fact);
    let candidates: Vec<FactId> = match among {
        Among::All => {
            state.session.as_ref().map(|s| s.questions().iter().map(|q| q.fact).collect()).unwrap_or_default()
        }
        Among::Programme(id) => programme_questions(state, id),
        Among::One => Vec::new(),
    };
    match candidates.into_iter().find(|f| !asked.contains(f)) {
        Some(next) => state.screen = Screen::Question(question_about(state, next, among, asked)),
        None => finish(state, among),
    }
}

fn finish(state: &mut State, among: Among) {
    match among {
        Among::All => {
            results(state);
            state.notice = "全体に関わる質問は終わりました。制度ごとの要件と金額は詳細画面の Enter で答えられます";
        }
        Among::Programme(id) => {
            back(state);
            reopen(state, id);
        }
        Among::One => back(state),
    }
}

/// After an answer the ranking may have moved: the detail follows its programme.
fn reopen(state: &mut State, id: crate::domain::programme::ProgrammeId) {
    let (Some(session), Some(p)) = (&state.session, state.catalogue.programme(id)) else { return };
    if let (Screen::Detail(d), Some(index)) =
        (&mut state.screen, session.assessments().iter().position(|a| a.programme.id == p.id))
    {
        d.index = index;
    }
    let at = match &state.screen {
        Screen::Detail(d) => d.index,
        _ => return,
    };
    // The list behind it is made anew around the same programme.
    if let Some(position) = state.trail.iter().position(|s| matches!(s, Screen::Results(_))) {
        let mut list = state.trail.remove(position);
        std::mem::swap(&mut state.screen, &mut list);
        list_results(state);
        if let Screen::Results(r) = &mut state.screen
            && let Some(row) = r.shown.iter().position(|i| *i == at)
        {
            r.list.selected = row;
        }
        settle(state);
        std::mem::swap(&mut state.screen, &mut list);
        state.trail.insert(position, list);
    }
}

fn previous(state: &mut State) {
    let Screen::Question(q) = &state.screen else { return };
    let (among, mut asked) = (q.among, q.asked.clone());
    match asked.pop() {
        Some(fact) => state.screen = Screen::Question(question_about(state, fact, among, asked)),
        None => back(state),
    }
}

// ---- 回答一覧

/// The facts of the list, body first.
pub fn answer_rows(state: &State) -> Vec<FactId> {
    let mut all: Vec<(Topic, FactId)> = state.catalogue.fact_ids().map(|(id, f)| (f.topic, id)).collect();
    all.sort_by_key(|(topic, id)| (*topic == Topic::Reference, *topic, *id));
    all.into_iter().map(|(_, id)| id).collect()
}

fn answers(state: &mut State, action: &Action) {
    let rows = answer_rows(state);
    let visible = page(state);
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let Screen::Answers(a) = &mut state.screen else { return };
    let fact = rows.get(a.list.selected).copied();
    match (action, fact) {
        (Action::Confirm, Some(fact)) => ask(state, fact, Among::One),
        (Action::Unanswer, Some(fact)) => {
            if let Some(session) = &mut state.session {
                session.set(catalogue, fact, Answer::NotAsked, as_of);
            }
        }
        (other, _) => step(&mut a.list, other, rows.len(), visible),
    }
}
