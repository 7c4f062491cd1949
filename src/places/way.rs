//! The way from place to place: there, back, and to an address.

use crate::app::effect::Effect;
use crate::app::shared::Shared;
use crate::app::to::{Among, Text, To};
use crate::places::answers::place::Answers;
use crate::places::body::place::Body;
use crate::places::bundle::place::Bundle;
use crate::places::choose::place::Choose;
use crate::places::consult::place::Consult;
use crate::places::estimate::place::Estimate;
use crate::places::export::place::Export;
use crate::places::place::Place;
use crate::places::plan::place::Plan;
use crate::places::present::place::{About, Present};
use crate::places::question::place::{Question, of_programme};
use crate::places::reference::place::Reference;
use crate::places::results::place::Results;
use crate::places::saved::place::Saved;
use crate::places::search::place::Search;
use crate::places::state::State;
use crate::places::sweep::place::Sweep;
use crate::places::who::place::Who;
use crate::present::money::bar::Page;
use crate::present::together::page;
use crate::session::answers::Session;
use crate::session::report::report;

/// Goes to `place`; 「戻る」 leads back here.
pub fn go(state: &mut State, place: Place) {
    let left = std::mem::replace(&mut state.place, place);
    // The trail never grows without bound: a place that is already in it is gone back to, not stacked.
    if let Some(at) = state.trail.iter().position(|p| p.is_like(&state.place)) {
        state.trail.truncate(at);
    }
    if !left.is_like(&state.place) {
        state.trail.push(left);
    }
    state.place.room_mut().settle(&state.shared);
}

/// Back to where one came from. Lists are made anew, because answers may have changed meanwhile, and follow their
/// programme, because the ranking may have moved.
pub fn back(state: &mut State) {
    let left = state.place.room().about();
    state.place = state.trail.pop().unwrap_or_else(|| Place::Choose(Choose::default()));
    let about = state.place.room().about().or(left);
    state.place.room_mut().returned(&mut state.shared, about);
    for place in &mut state.trail {
        place.room_mut().behind(&state.shared, about);
    }
}

/// Opens a session: its results stand on the screen.
pub fn open_session(state: &mut State, session: Session) {
    begin(state, session);
    results(state);
}

/// Begins a session; only the choice of a municipality lies behind it.
pub fn begin(state: &mut State, session: Session) {
    state.shared.begin(session);
    state.trail.clear();
    // It lies behind, and looks for what it shows when one comes back to it.
    state.place = Place::Choose(Choose::default());
}

/// To the results, as they were left where they lie behind.
pub fn results(state: &mut State) {
    if state.shared.session.is_none() {
        return;
    }
    let old = state.trail.iter().find(|p| matches!(p, Place::Results(_))).cloned();
    let is_old = old.is_some();
    let place = old.unwrap_or_else(|| Place::Results(Results::new(&state.shared)));
    go(state, place);
    leave_body(state);
    // Answers may have changed since it was left.
    if is_old {
        state.place.room_mut().returned(&mut state.shared, None);
    }
}

/// 団体 is passed through: 「戻る」 leads to where the municipality was chosen.
fn leave_body(state: &mut State) {
    state.trail.retain(|p| !matches!(p, Place::Body(_)));
}

/// To the next question of the interview.
pub fn questions(state: &mut State) {
    let Some(session) = &state.shared.session else { return };
    match session.questions().first().map(|q| q.fact) {
        Some(fact) => ask(state, fact, Among::All),
        None => {
            state.shared.notice("全体に関わる質問は残っていません。制度ごとの要件は詳細画面の Enter で答えられます");
        }
    }
}

/// To one question.
pub fn ask(state: &mut State, fact: crate::domain::terms::profile::FactId, among: Among) {
    let question = Question::new(&state.shared, fact, among, Vec::new());
    go(state, Place::Question(question));
}

fn programme_questions(state: &mut State) {
    let Some(id) = state.place.room().programme(&state.shared) else { return };
    // What decides the range on the screen comes first, one at a time: the answer is seen at once.
    if let Some(fact) = state.place.room().deciding(&state.shared) {
        return ask(state, fact, Among::One);
    }
    match of_programme(&state.shared, id).first() {
        Some(fact) => ask(state, *fact, Among::Programme(id)),
        None => state.shared.notice("この制度の質問はすべて答え終わりました。変えるときは a（回答一覧）から"),
    }
}

/// To an address. What it is about is what the present place has in view; where nothing is, one stays.
pub fn open(state: &mut State, to: To) -> Vec<Effect> {
    let in_view = state.place.room().programme(&state.shared);
    match to {
        To::Choose => go(state, Place::Choose(Choose::new(&state.shared))),
        To::Manual => {
            state.shared.begin(Session::by_hand(state.shared.catalogue, state.shared.as_of));
            state.trail.clear();
            state.place = Place::Choose(Choose::new(&state.shared));
            questions(state);
        }
        To::Body if state.shared.session.is_some() => go(state, Place::Body(Body::default())),
        To::Questions => questions(state),
        To::ProgrammeQuestions => programme_questions(state),
        To::Results => results(state),
        To::Answers if state.shared.session.is_some() => go(state, Place::Answers(Answers::default())),
        To::Answers | To::Body => {}
        To::Sweep => {
            let fact = state.place.room().fact(&state.shared);
            if let Some(sweep) = fact.and_then(|f| Sweep::new(&mut state.shared, f)) {
                go(state, Place::Sweep(sweep));
            }
        }
        To::Text(text) => read(state, text),
        To::Who => {
            if let Some(programme) = in_view.and_then(|id| state.shared.assessment(id)).map(|a| a.programme) {
                let who = Who::open(&state.shared, programme);
                go(state, Place::Who(who));
            }
        }
        To::Estimate => {
            if let Some(estimate) = in_view.and_then(|id| Estimate::new(&mut state.shared, id)) {
                go(state, Place::Estimate(estimate));
            }
        }
        To::Export => return export(state),
        To::Saved => go(state, Place::Saved(Saved::default())),
        To::Bundle => {
            go(state, Place::Bundle(Bundle::default()));
            return vec![Effect::FindBundles];
        }
        To::Search => search(state),
        To::Consult => {
            let sentence = state.shared.plan.sentence.clone();
            consult(state, &sentence);
        }
        To::Plan(ask) => {
            let plan = Plan::new(&mut state.shared, ask);
            go(state, Place::Plan(plan));
        }
        To::Present => {
            let comparison = state.place.room().comparison().cloned().map(|c| About::Comparison(Box::new(c)));
            if let Some(about) = comparison.or(in_view.map(About::Programme)) {
                let present = Present::new(&state.shared, about);
                go(state, Place::Present(present));
            }
        }
    }
    Vec::new()
}

/// To 相談 with a sentence.
pub fn consult(state: &mut State, sentence: &str) {
    let consult = Consult::new(&mut state.shared, sentence);
    go(state, Place::Consult(consult));
    leave_body(state);
}

fn search(state: &mut State) {
    state.help = None;
    if !matches!(state.place, Place::Search(_)) {
        let search = Search::new(&state.shared, state.mode());
        go(state, Place::Search(search));
    }
}

fn export(state: &mut State) -> Vec<Effect> {
    if state.shared.session.is_none() {
        return Vec::new();
    }
    let comparison = state.place.room().comparison().cloned();
    let offer = state.place.room().offer(&state.shared);
    if let Some(export) = offer.and_then(|o| Export::new(&mut state.shared, o, comparison)) {
        go(state, Place::Export(export));
        // Only the runtime knows the folders of the machine.
        if state.shared.export.1.is_empty() {
            return vec![Effect::FindFolder];
        }
    }
    Vec::new()
}

/// What fits the plan, put together.
fn together(shared: &Shared) -> Page {
    if shared.project.costs.is_empty() {
        return Page::new();
    }
    page(shared.catalogue, &shared.project, &shared.consultation())
}

fn read(state: &mut State, text: Text) {
    match text {
        Text::Combine if state.shared.marked.is_empty() => {
            state.shared.notice("組み合わせを見るには、結果の一覧で制度に印を付けてください（x）");
            return;
        }
        Text::Together => {
            let shared = &mut state.shared;
            shared.together = together(shared);
            if shared.together.is_empty() {
                shared.notice("組み合わせて額を示せる制度はありません（事業の経費に金額が要ります）");
                return;
            }
        }
        Text::Beside if !state.shared.lay_beside() => {
            state.shared.notice(
                "比べる自治体を2つから5つ、相談（F7）の文に書いてください（例: 海士町と西ノ島町で空き家を直したい）",
            );
            return;
        }
        Text::Changes => {
            let shared = &mut state.shared;
            let Some(session) = &shared.session else { return };
            let Some(was) = &session.since else {
                shared.notice("前回の保存がないので、前回からの変化は出せません");
                return;
            };
            shared.saving.report = report(shared.catalogue, was, session, shared.as_of);
        }
        _ => {}
    }
    go(state, Place::Reference(Reference::new(text)));
}
