//! What the terminal and the runtime report: sizes, saved sessions, files.

use crate::app::action::Action;
use crate::app::message::Kind;
use crate::app::saving::{Saved, Which};
use crate::app::to::{Text, To};
use crate::places::place::Place;
use crate::places::state::State;
use crate::places::way::{open, open_session};
use crate::session::answers::Subject;
use crate::session::reopened::Reopened;
use crate::session::report::{report as changes, tells};
use crate::session::saved::SavedRow;

/// Said when a municipality is opened that has a saved session.
pub const RESUMABLE: &str = "この自治体には保存した回答があります。Ctrl+R で続きを開きます";

/// Takes in what was reported.
pub fn take(state: &mut State, action: Action) {
    match action {
        Action::Resize(columns, rows) => {
            state.shared.size = (columns, rows);
            state.place.room_mut().settle(&state.shared);
        }
        // As it was taken to be, which it mostly is.
        Action::Ambiguous(ambiguous) if ambiguous == state.shared.ambiguous => {}
        Action::Ambiguous(ambiguous) => {
            state.shared.ambiguous = ambiguous;
            // What is laid out already was laid out for the other width.
            state.place.room_mut().settle(&state.shared);
        }
        Action::Folder(found) => {
            if let Place::Export(export) = &mut state.place {
                export.offer_folder(&found);
            }
            state.shared.export.1 = found;
        }
        Action::Exported(outcome) => {
            if let Place::Export(export) = &mut state.place {
                export.done(&mut state.shared, outcome);
            }
        }
        Action::Listed(folder, rows, message) => listed(state, folder, rows, message),
        Action::Saved(saved) => keep(state, &saved),
        Action::Opened(reopened, message) => opened(state, &reopened, message),
        Action::OpenUnsaved(key) => open_unsaved(state, &key),
        Action::Unreadable(key, why) => {
            state.shared.saving.rows.retain(|r| r.key != key);
            say(state, why);
            state.place.room_mut().settle(&state.shared);
        }
        Action::Named(key, label) => named(state, &key, &label),
        Action::Deleted(key) => deleted(state, &key),
        Action::BundlesFound(held) => {
            if let Place::Bundle(bundle) = &mut state.place {
                bundle.told(*held);
            }
        }
        Action::BundleExamined(found) => {
            if let Place::Bundle(bundle) = &mut state.place {
                bundle.examined(*found);
            }
        }
        Action::Unsaved => {
            state.shared.saving.warned = true;
            let why = &state.shared.saving.unsaved;
            let text = format!("回答を保存できていません（{why}）。もう一度押すと、保存せずに終わります");
            say(state, text);
        }
        Action::Report(text) => say(state, text),
        _ => {}
    }
}

fn say(state: &mut State, text: String) {
    state.shared.messages.say(Kind::Report, text);
}

/// The list has come: says so where a municipality was opened before it.
fn listed(state: &mut State, folder: String, rows: Vec<SavedRow>, message: String) {
    state.shared.saving.folder = folder;
    state.shared.saving.rows = rows;
    state.place.room_mut().settle(&state.shared);
    let fresh = state.shared.session.as_ref().and_then(|s| match s.subject {
        Subject::Listed(m) if s.key.is_none() && s.changes() == 0 => Some(m.code),
        _ => None,
    });
    if fresh.is_some() && state.shared.saving.rows.iter().any(|r| r.code == fresh) {
        state.shared.notice(RESUMABLE);
    }
    say(state, message);
}

/// What is on the disk now, and what is not.
fn keep(state: &mut State, saved: &Saved) {
    let saving = &mut state.shared.saving;
    for (which, row) in &saved.saved {
        let session = match which {
            Which::Shown => state.shared.session.as_mut(),
            Which::Left(at) => saving.left.get_mut(*at),
        };
        if let Some(session) = session {
            session.label.clone_from(&row.label);
            session.saved(row.key.clone());
        }
        saving.rows.retain(|r| r.key != row.key);
        saving.rows.insert(0, row.clone());
    }
    saving.left.retain(crate::session::answers::Session::unsaved);
    let was = std::mem::replace(&mut saving.unsaved, saved.failed.clone());
    let text = match saved.message {
        Some(message) => message.to_owned(),
        None if was == saved.failed => return,
        None if saved.failed.is_empty() => "回答を保存できるようになりました".to_owned(),
        None => format!("回答を保存できません（{}）。画面の回答は残っています", saved.failed),
    };
    say(state, text);
}

/// A saved session goes on, on the present bundle and day; what changed since is shown, if anything did.
fn opened(state: &mut State, was: &Reopened, message: Option<String>) {
    let (catalogue, as_of) = (state.shared.catalogue, state.shared.as_of);
    let session = was.session(catalogue, as_of);
    let changed = tells(&changes(catalogue, &was.last, &session, as_of));
    open_session(state, session);
    if changed {
        open(state, To::Text(Text::Changes));
        state.shared.notice("前回の続きを開きました。前回から変わったことがあります。Esc で結果へ");
    } else {
        state.shared.notice("前回の続きを開きました。前回から判定の変わった制度はありません");
    }
    state.shared.tell_clashes();
    say(state, message.unwrap_or_default());
}

/// Puts the session of `key` on the screen, which holds answers that could not be kept: the file is older.
fn open_unsaved(state: &mut State, key: &str) {
    let here = |s: &crate::session::answers::Session| s.unsaved() && s.key.as_deref() == Some(key);
    let left = &mut state.shared.saving.left;
    let session = match left.iter().position(here) {
        Some(at) => Some(left.remove(at)),
        None => state.shared.session.take_if(|s| here(s)),
    };
    if let Some(session) = session {
        open_session(state, session);
        say(state, "まだ保存できていない回答の続きです（保存した内容より新しいため、こちらを開きました）".to_owned());
    }
}

fn named(state: &mut State, key: &str, label: &str) {
    if let Some(row) = state.shared.saving.rows.iter_mut().find(|r| r.key == key) {
        label.clone_into(&mut row.label);
    }
    if let Some(session) = state.shared.session.as_mut().filter(|s| s.key.as_deref() == Some(key)) {
        label.clone_into(&mut session.label);
    }
}

fn deleted(state: &mut State, key: &str) {
    state.shared.saving.rows.retain(|r| r.key != key);
    if let Some(session) = state.shared.session.as_mut().filter(|s| s.key.as_deref() == Some(key)) {
        session.key = None;
    }
    state.shared.notice("保存を削除しました");
    state.place.room_mut().settle(&state.shared);
}
