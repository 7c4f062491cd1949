//! Saving: what the screen holds goes to the folder of sessions, and what came of it goes back as actions. A failure is
//! said, never final: the next answer tries again, and so does the end.

use std::path::PathBuf;

use crate::app::action::Action;
use crate::app::look::Look;
use crate::app::saving::{Saved, Which};
use crate::app::shared::Shared;
use crate::session::answers::Session;
use crate::session::folder::{DataFolder, SessionFolder};
use crate::store::settings::{self, Remembered};

/// Keeps what is on the screen: sessions and the theme. It changes no state: it answers with actions.
pub struct Saver {
    sessions: SessionFolder,
    place: Option<(PathBuf, String)>,
    listed: bool,
    /// What could not be kept last, as changes of the session on the screen and a count of those left: only another
    /// answer tries again.
    failed: (Option<u32>, usize),
    look: Look,
}

impl Saver {
    /// A saver at `place`, the theme on the screen being `look`; nothing is touched before the first frame.
    pub fn new(place: &DataFolder, look: Look) -> Self {
        let base = place.dir.clone().map(|dir| (dir, place.run.clone()));
        Self::on(SessionFolder::new(place), base, look)
    }

    /// A saver of `sessions`, its settings at `place`.
    pub fn on(sessions: SessionFolder, place: Option<(PathBuf, String)>, look: Look) -> Self {
        Self { sessions, place, listed: false, failed: (None, 0), look }
    }

    /// What waits until a frame stands on the screen: the list once, then what changed.
    pub fn after_frame(&mut self, shared: &Shared) -> Vec<Action> {
        let mut out = Vec::new();
        if !std::mem::replace(&mut self.listed, true) {
            out.push(self.list());
        }
        out.extend(self.save(shared, false));
        out.extend(self.keep_look(shared.look));
        out
    }

    fn list(&self) -> Action {
        let (rows, messages) = self.sessions.list();
        let mut message = match messages.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first, others @ ..] => format!("{first}（ほか{}件）", others.len()),
        };
        if let Some((dir, _)) = &self.place
            && message.is_empty()
            && settings::read(dir) == Remembered::Damaged
        {
            "配色の設定ファイルが壊れているので、いつもの配色で始めました".clone_into(&mut message);
        }
        Action::Listed(self.sessions.path(), rows, message)
    }

    /// Keeps every session that changed; `again` also tries what has failed already.
    pub fn save(&mut self, shared: &Shared, again: bool) -> Option<Action> {
        let shown = shared.session.as_ref().filter(|s| s.unsaved());
        let changes = shown.map(Session::changes);
        let left = shared.saving.left.iter().enumerate().map(|(i, s)| (Which::Left(i), s));
        let all: Vec<(Which, &Session)> =
            left.chain(shown.map(|s| (Which::Shown, s))).filter(|(_, s)| s.unsaved()).collect();
        if all.is_empty() || !again && (changes, shared.saving.left.len()) == self.failed {
            return None;
        }
        let mut out = Saved::default();
        let mut failures = 0;
        for (which, session) in all {
            match self.sessions.save(session, shared.catalogue, shared.as_of) {
                Ok((row, done)) => {
                    out.message = out.message.or(done.message());
                    out.saved.push((which, row));
                }
                Err(why) => {
                    failures += usize::from(which != Which::Shown);
                    out.failed = why;
                }
            }
        }
        self.failed = if out.failed.is_empty() { (None, 0) } else { (changes, failures) };
        Some(Action::Saved(Box::new(out)))
    }

    fn keep_look(&mut self, look: Look) -> Option<Action> {
        if std::mem::replace(&mut self.look, look) == look {
            return None;
        }
        let (dir, run) = self.place.as_ref()?;
        let why = settings::remember(dir, run, look.id()).err()?;
        Some(Action::Report(format!("配色を変えましたが、次回のために覚えられません（{why}）")))
    }

    /// Opens a saved session. What is not kept yet may be of the same file: [`Self::save`] comes first.
    pub fn open(&mut self, shared: &Shared, key: String) -> Action {
        if shared.holds_unsaved(&key) {
            return Action::OpenUnsaved(key);
        }
        match self.sessions.open(shared.catalogue, &key) {
            Ok((reopened, message)) => Action::Opened(Box::new(reopened), message),
            Err(why) => Action::Unreadable(key, why),
        }
    }

    /// Gives a saved session a name of its own.
    pub fn name(&mut self, key: String, label: String) -> Action {
        match self.sessions.name(&key, &label) {
            Ok(()) => Action::Named(key, label),
            Err(why) => Action::Report(format!("名前を付けられません（{why}）")),
        }
    }

    /// Deletes a saved session.
    pub fn delete(&mut self, key: String) -> Action {
        match self.sessions.delete(&key) {
            Ok(()) => Action::Deleted(key),
            Err(why) => Action::Report(format!("削除できません（{why}）")),
        }
    }
}

/// The theme that was remembered, if it is one.
pub fn remembered_look(place: &DataFolder) -> Option<Look> {
    match settings::read(place.dir.as_ref()?) {
        Remembered::Theme(id) => Look::ALL.into_iter().find(|l| l.id() == id),
        _ => None,
    }
}
