//! 保存した自治体: the list, opening, deleting with a second press; what changed since then.

use super::{go, page, read, settle, step};
use crate::app::action::{Action, Effect};
use crate::app::prefill::prefill;
use crate::app::saved::{Moved, Reopened, Report};
use crate::app::screen::{List, Page, Saved, Screen};
use crate::app::session::{Session, Subject};
use crate::app::state::State;
use crate::domain::assess::Assessment;
use crate::domain::profile::{Answer, Profile};
use crate::domain::rank::group;
use crate::present::value::{self, wareki};
use crate::present::{row, word};

/// To the list.
pub(super) fn list(state: &mut State) {
    go(state, Screen::Saved(Saved { list: List::default(), doomed: None }), settle);
}

/// Opens the newest.
pub(super) fn resume(state: &mut State) -> Vec<Effect> {
    match state.saving.rows.first() {
        Some(row) => vec![Effect::OpenSaved(row.key.clone())],
        None => {
            state.notice = "保存した自治体はありません";
            Vec::new()
        }
    }
}

pub(super) fn in_saved(state: &mut State, action: &Action) -> Vec<Effect> {
    let (len, visible) = (state.saving.rows.len(), rows(state));
    let Screen::Saved(s) = &mut state.screen else { return Vec::new() };
    let key = state.saving.rows.get(s.list.selected).map(|r| r.key.clone());
    let doomed = s.doomed.take();
    match (action, key) {
        (Action::Confirm, Some(key)) => return vec![Effect::OpenSaved(key)],
        (Action::Unanswer, Some(key)) if doomed.as_ref() == Some(&key) => return vec![Effect::DeleteSaved(key)],
        (Action::Unanswer, Some(key)) => {
            s.doomed = Some(key);
            state.notice = "この保存を削除します。もう一度 Delete で削除、ほかのキーでやめます";
        }
        (other, _) => step(&mut s.list, other, len, visible),
    }
    Vec::new()
}

/// Rows of the list: the folder stands below it.
pub fn rows(state: &State) -> usize {
    page(state).saturating_sub(2).max(1)
}

/// Takes a deleted session out of the list.
pub fn deleted(state: &mut State, key: &str) {
    state.saving.rows.retain(|r| r.key != key);
    if let Some(session) = state.session.as_mut().filter(|s| s.key.as_deref() == Some(key)) {
        session.key = None;
    }
    state.notice = "保存を削除しました";
    settle(state);
}

/// Opens a saved session on the present bundle and day, and shows what changed since.
pub fn reopen(state: &mut State, was: &Reopened) {
    let (catalogue, as_of) = (state.catalogue, state.as_of);
    let listed = was.code.and_then(|code| catalogue.municipalities.iter().find(|m| m.code == code));
    let mut now = listed.map_or_else(Profile::new, |m| prefill(catalogue, m));
    // A town that has left the table keeps the figures it had.
    if listed.is_none() {
        now = was.then.clone();
    }
    was.given.iter().for_each(|(fact, answer)| now.set(fact, answer));
    was.taken_back.iter().for_each(|fact| now.set(*fact, Answer::NotAsked));
    let subject = listed.map_or(Subject::ByHand, Subject::Listed);
    let then = Session::with(catalogue, subject, was.then.clone(), as_of);
    let mut session = Session::with(catalogue, subject, now, as_of);
    session.key = Some(was.key.clone());
    let mut report = Report { unknown: was.unknown.clone(), ..Report::default() };
    if was.code.is_some() && listed.is_none() {
        report.unknown.push(format!("{}は今の自治体の表にありません。保存したときの数字で判定します", was.name));
    }
    for (fact, f) in catalogue.fact_ids() {
        let (old, new) = (was.then.answer(fact), session.answers().answer(fact));
        if known(old) != known(new) {
            report.figures.push(format!("{}: {} から {}", f.label, value::answer(f, old), value::answer(f, new)));
        }
    }
    report.by_bundle = by_bundle(was, &then);
    report.by_town = between(&then, &session);
    report.heading = vec![
        format!("保存: 基準日 {}／制度データ {}", wareki(was.as_of), was.version),
        format!(
            "今回: 基準日 {}／制度データ {}{}",
            wareki(as_of),
            catalogue.version,
            if was.same_content { "（同じ内容）" } else { "（内容が変わりました）" }
        ),
    ];
    super::open(state, session);
    let changed = !report.is_empty();
    state.saving.report = report;
    if changed {
        read(state, Page::Reopened);
        state.notice = "前回の続きです。前回から変わったことがあります。Esc で結果へ";
    } else {
        state.notice = "前回の続きを開きました。前回から判定の変わった制度はありません";
    }
}

fn known(a: Answer) -> Option<crate::domain::profile::Value> {
    match a {
        Answer::Known(v, _) => Some(v),
        _ => None,
    }
}

fn stands(a: &Assessment) -> String {
    let rate = row::rate(a);
    format!("{}{}{rate}", word::group(group(a)), if rate.is_empty() { "" } else { "・" })
}

/// The same answers, judged then and now.
fn by_bundle(was: &Reopened, now: &Session) -> Vec<Moved> {
    // A file without standings says nothing about change.
    if was.stood.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for a in now.assessments() {
        let name = a.programme.name.to_owned();
        match was.stood.iter().find(|s| s.programme == a.programme.id) {
            None => out.push(Moved { name, how: format!("新しい制度（{}）", stands(a)) }),
            Some(old) if old.group == Some(group(a)) && old.rate == row::rate(a) => {}
            Some(old) => {
                let place = old.group.map_or("不明", word::group);
                let gap = if old.rate.is_empty() { "" } else { "・" };
                out.push(Moved { name, how: format!("{place}{gap}{} から {}", old.rate, stands(a)) });
            }
        }
    }
    for old in &was.stood {
        if !now.assessments().iter().any(|a| a.programme.id == old.programme) {
            out.push(Moved { name: old.programme.clone(), how: "今の制度データにはありません".to_owned() });
        }
    }
    out
}

/// The same bundle and day, the answers of then and of now.
fn between(then: &Session, now: &Session) -> Vec<Moved> {
    let mut out = Vec::new();
    for a in now.assessments() {
        let Some(b) = then.assessments().iter().find(|b| b.programme.id == a.programme.id) else { continue };
        if stands(a) != stands(b) {
            out.push(Moved { name: a.programme.name.to_owned(), how: format!("{} から {}", stands(b), stands(a)) });
        }
    }
    out
}
