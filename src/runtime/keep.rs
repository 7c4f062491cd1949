//! Saving: between sessions in memory and the folder of files. A failure is said, never final: the next answer tries
//! again, and so does the end.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::look::Look;
use crate::app::state::State;
use crate::app::update::{deleted, listed, reopen};
use crate::domain::judge::rank::Group;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::session::answers::{Session, Subject};
use crate::session::prefill::prefill;
use crate::session::reopened::Reopened;
use crate::session::report::stands;
use crate::session::saved::{SavedRow, Stood, Was};
use crate::store::settings::{self, Remembered};
use crate::store::{Folder, Glance, Held, Kept, Loaded, Saved, Slot, Stand, Standing, folder, saved};

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of the program's data; `None` when the machine names none.
    pub dir: Option<PathBuf>,
    /// What tells this run apart: day, time, process.
    pub run: String,
    /// Fingerprint of the bundle's content.
    pub fingerprint: u64,
}

/// The sessions of a folder, and what of them this run has read or written.
pub struct Shelf {
    folder: Option<Folder>,
    fingerprint: String,
    known: BTreeMap<String, Known>,
}

/// What a file holds beyond the session on the screen.
struct Known {
    slot: Slot,
    /// Whom it is about, also when the table no longer says so.
    code: Option<u32>,
    /// Answers that the bundle does not know.
    unknown: Vec<Kept>,
    before: Option<Stand>,
}

/// What came of keeping a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// It is kept where it was, or in a new file of its own.
    Kept,
    /// Somebody else has written there: it is kept beside it.
    Beside,
    /// Its file was gone: it is kept anew.
    Anew,
}

impl Done {
    /// What the user must know.
    pub fn message(self) -> Option<&'static str> {
        match self {
            Self::Kept => None,
            Self::Beside => {
                Some("別の画面が同じ保存を書き換えたので、こちらの回答は別の保存に分けました（Ctrl+S で一覧）")
            }
            Self::Anew => Some("保存ファイルがなくなっていたので、新しく保存し直しました"),
        }
    }
}

impl Shelf {
    /// A shelf at `place`; nothing is touched yet.
    pub fn new(place: &Place) -> Self {
        let folder = place.dir.as_ref().map(|dir| Folder::new(dir.join("sessions"), &place.run));
        Self::on(folder, place.fingerprint)
    }

    /// A shelf on `folder`.
    pub fn on(folder: Option<Folder>, fingerprint: u64) -> Self {
        Self { folder, fingerprint: format!("{fingerprint:016x}"), known: BTreeMap::new() }
    }

    /// Every readable session, newest first, and a message for each that is not.
    pub fn list(&self) -> (Vec<SavedRow>, Vec<String>) {
        let Some(folder) = &self.folder else { return (Vec::new(), Vec::new()) };
        let (entries, messages) = folder.list();
        (entries.iter().map(|e| row_of(&e.key, &e.glance)).collect(), messages)
    }

    /// Keeps `session`; gives its row in the list.
    ///
    /// # Errors
    /// Why it is not kept, as a phrase.
    pub fn save(
        &mut self,
        session: &mut Session,
        catalogue: &Catalogue,
        as_of: Date,
    ) -> Result<(SavedRow, Done), String> {
        let folder = self.folder.as_ref().ok_or_else(|| "保存先のフォルダが決まりません".to_owned())?;
        let known = session.key.as_ref().and_then(|k| self.known.get(k));
        let mut saved = saved_of(session, catalogue, &self.fingerprint, as_of, known);
        let slot = known.map(|k| &k.slot);
        let done = match slot {
            Some(s) if folder.is_ours(s) => Done::Kept,
            Some(s) if folder.holds(s) => Done::Beside,
            Some(_) => Done::Anew,
            None => Done::Kept,
        };
        if done == Done::Beside {
            format!("{} 別の画面", session.label).trim().clone_into(&mut saved.label);
        }
        let new = folder.save(slot, &saved).map_err(|e| folder::reason(&e))?;
        session.label.clone_from(&saved.label);
        session.saved(new.key.clone());
        let row = row_of(&new.key, &Glance::from(&saved));
        let unknown = known.map(|k| k.unknown.clone()).unwrap_or_default();
        self.known.insert(new.key.clone(), Known { slot: new, code: saved.code, unknown, before: saved.before });
        Ok((row, done))
    }

    /// Reads a session; the second text is what the user must know.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn open(&mut self, catalogue: &Catalogue, key: &str) -> Result<(Reopened, Option<String>), String> {
        let gone = || "この保存は読めません（なくなっています）".to_owned();
        let folder = self.folder.as_ref().ok_or_else(gone)?;
        let Loaded { saved: s, slot, message } = folder.load(key).map_err(|m| m.unwrap_or_else(gone))?;
        let restored = saved::restore(catalogue, &s.now.answers);
        let reopened = Reopened {
            key: key.to_owned(),
            name: s.name.clone(),
            label: s.label.clone(),
            code: s.code,
            last: was(catalogue, &s.now, &self.fingerprint),
            before: s.before.as_ref().map(|b| was(catalogue, b, &self.fingerprint)),
            unknown: restored.unknown.iter().map(unknown).collect(),
        };
        // What was left under another bundle is what the next changes are told against.
        let (reopened, before) = if s.now.fingerprint == self.fingerprint {
            (reopened, s.before)
        } else {
            (Reopened { before: None, ..reopened }, Some(s.now))
        };
        self.known.insert(key.to_owned(), Known { slot, code: s.code, unknown: restored.unknown, before });
        Ok((reopened, message))
    }

    /// Gives a session a name of its own.
    ///
    /// # Errors
    /// Why not.
    pub fn name(&mut self, key: &str, label: &str) -> Result<(), String> {
        let gone = || "この保存は読めません（なくなっています）".to_owned();
        let folder = self.folder.as_ref().ok_or_else(gone)?;
        let mut loaded = folder.load(key).map_err(|m| m.unwrap_or_else(gone))?;
        label.clone_into(&mut loaded.saved.label);
        let slot = folder.save(Some(&loaded.slot), &loaded.saved).map_err(|e| folder::reason(&e))?;
        if let Some(known) = self.known.get_mut(key).filter(|k| k.slot == loaded.slot) {
            known.slot = slot;
        }
        Ok(())
    }

    /// Deletes a session.
    ///
    /// # Errors
    /// Why not, as a phrase.
    pub fn delete(&mut self, key: &str) -> Result<(), String> {
        if let Some(folder) = &self.folder {
            folder.delete(key).map_err(|e| folder::reason(&e))?;
        }
        self.known.remove(key);
        Ok(())
    }
}

/// Keeps what is on the screen: sessions and the theme.
pub struct Keeper {
    shelf: Shelf,
    place: Option<(PathBuf, String)>,
    listed: bool,
    /// What could not be kept last, as changes of the session on the screen and a count of those left: only another
    /// answer tries again.
    failed: (Option<u32>, usize),
    look: Look,
}

impl Keeper {
    /// A keeper at `place`, the theme on the screen being `look`; nothing is touched before the first frame.
    pub fn new(place: &Place, look: Look) -> Self {
        let base = place.dir.clone().map(|dir| (dir, place.run.clone()));
        Self::on(Shelf::new(place), base, look)
    }

    /// A keeper of `shelf`, its settings at `place`.
    pub fn on(shelf: Shelf, place: Option<(PathBuf, String)>, look: Look) -> Self {
        Self { shelf, place, listed: false, failed: (None, 0), look }
    }

    /// What waits until a frame stands on the screen: the list once, then what changed.
    /// True when the screen must be drawn again.
    pub fn after_frame(&mut self, state: &mut State) -> bool {
        let first = !std::mem::replace(&mut self.listed, true);
        if first {
            self.list(state);
        }
        let told = self.save(state, false) | self.keep_look(state);
        told || first && !(state.saving.rows.is_empty() && state.saving.told.is_empty())
    }

    /// Whether the program may end: everything is kept, or the user has been told that it is not.
    pub fn may_end(&mut self, state: &mut State) -> bool {
        self.save(state, true);
        if state.saving.unsaved.is_empty() || std::mem::replace(&mut state.saving.warned, true) {
            return true;
        }
        state.saving.told =
            format!("回答を保存できていません（{}）。もう一度押すと、保存せずに終わります", state.saving.unsaved);
        false
    }

    /// A last try, when nobody is left to be told.
    pub fn end(&mut self, state: &mut State) {
        self.save(state, true);
    }

    fn list(&self, state: &mut State) {
        if let Some(folder) = &self.shelf.folder {
            state.saving.place = folder.path().display().to_string();
        }
        let (rows, messages) = self.shelf.list();
        state.saving.rows = rows;
        state.saving.told = match messages.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first, others @ ..] => format!("{first}（ほか{}件）", others.len()),
        };
        if let Some((dir, _)) = &self.place
            && state.saving.told.is_empty()
            && settings::read(dir) == Remembered::Damaged
        {
            "配色の設定ファイルが壊れているので、いつもの配色で始めました".clone_into(&mut state.saving.told);
        }
        listed(state);
    }

    /// Keeps every session that changed. True when there is something to draw.
    fn save(&mut self, state: &mut State, again: bool) -> bool {
        let (catalogue, as_of) = (state.catalogue, state.as_of);
        let was = state.saving.unsaved.clone();
        let mut failures = Vec::new();
        let mut told = None;
        let mut rows = Vec::new();
        let mut left = std::mem::take(&mut state.saving.left);
        let shown = state.session.as_ref().filter(|s| s.unsaved()).map(Session::changes);
        if !again && (shown, left.len()) == self.failed {
            state.saving.left = left;
            return false;
        }
        for session in left.iter_mut().chain(state.session.as_mut()).filter(|s| s.unsaved()) {
            match self.shelf.save(session, catalogue, as_of) {
                Ok((row, done)) => {
                    told = told.or(done.message());
                    rows.push(row);
                }
                Err(why) => failures.push(why),
            }
        }
        left.retain(Session::unsaved);
        state.saving.left = left;
        for row in rows {
            state.saving.rows.retain(|r| r.key != row.key);
            state.saving.rows.insert(0, row);
        }
        self.failed = if failures.is_empty() { (None, 0) } else { (shown, state.saving.left.len()) };
        state.saving.unsaved = failures.pop().unwrap_or_default();
        if let Some(message) = told {
            message.clone_into(&mut state.saving.told);
        } else if state.saving.unsaved != was {
            state.saving.told = if state.saving.unsaved.is_empty() {
                "回答を保存できるようになりました".to_owned()
            } else {
                format!("回答を保存できません（{}）。画面の回答は残っています", state.saving.unsaved)
            };
        }
        told.is_some() || state.saving.unsaved != was
    }

    fn keep_look(&mut self, state: &mut State) -> bool {
        if std::mem::replace(&mut self.look, state.look) == state.look {
            return false;
        }
        let Some((dir, run)) = &self.place else { return false };
        let Err(why) = settings::remember(dir, run, state.look.id()) else { return false };
        state.saving.told = format!("配色を変えましたが、次回のために覚えられません（{why}）");
        true
    }

    /// Opens a saved session.
    pub fn open(&mut self, state: &mut State, key: &str) {
        // What is not kept yet may be of the same file.
        self.save(state, true);
        if Self::unsaved_of(state, key) {
            "まだ保存できていない回答の続きです（保存した内容より新しいため、こちらを開きました）"
                .clone_into(&mut state.saving.told);
            return;
        }
        match self.shelf.open(state.catalogue, key) {
            Ok((reopened, message)) => {
                reopen(state, &reopened);
                state.saving.told = message.unwrap_or_default();
            }
            Err(message) => {
                state.saving.rows.retain(|r| r.key != key);
                state.saving.told = message;
                crate::app::update::settle(state);
            }
        }
    }

    /// Puts the session of `key` on the screen if it holds answers that could not be kept: the file is older.
    fn unsaved_of(state: &mut State, key: &str) -> bool {
        let here = |s: &Session| s.unsaved() && s.key.as_deref() == Some(key);
        let session = match state.saving.left.iter().position(here) {
            Some(at) => Some(state.saving.left.remove(at)),
            None => state.session.take_if(|s| here(s)),
        };
        let found = session.is_some();
        session.into_iter().for_each(|s| crate::app::update::open(state, s));
        found
    }

    /// Gives a saved session a name of its own.
    pub fn name(&mut self, state: &mut State, key: &str, label: &str) {
        self.save(state, true);
        if let Err(why) = self.shelf.name(key, label) {
            state.saving.told = format!("名前を付けられません（{why}）");
            return;
        }
        if let Some(row) = state.saving.rows.iter_mut().find(|r| r.key == key) {
            label.clone_into(&mut row.label);
        }
        if let Some(session) = state.session.as_mut().filter(|s| s.key.as_deref() == Some(key)) {
            label.clone_into(&mut session.label);
        }
    }

    /// Deletes a saved session.
    pub fn delete(&mut self, state: &mut State, key: &str) {
        self.save(state, true);
        match self.shelf.delete(key) {
            Ok(()) => deleted(state, key),
            Err(why) => state.saving.told = format!("削除できません（{why}）"),
        }
    }
}

/// The theme that was remembered, if it is one.
pub fn remembered_look(place: &Place) -> Option<Look> {
    match settings::read(place.dir.as_ref()?) {
        Remembered::Theme(id) => Look::ALL.into_iter().find(|l| l.id() == id),
        _ => None,
    }
}

fn row_of(key: &str, glance: &Glance) -> SavedRow {
    SavedRow {
        key: key.to_owned(),
        name: glance.name.clone(),
        label: glance.label.clone(),
        code: glance.code,
        as_of: glance.as_of,
        answers: glance.answered,
    }
}

fn unknown(kept: &Kept) -> String {
    let [fact, value] = [&kept.fact, &kept.value].map(|t| crate::store::format::shown(t));
    format!("{fact}: {value}（今の制度データにない項目か、選べない値です）")
}

fn was(catalogue: &Catalogue, stand: &Stand, fingerprint: &str) -> Was {
    let restored = saved::restore(catalogue, &stand.answers);
    let stood = |s: &Standing| {
        let [programme, rate, ceiling] = [&s.programme, &s.rate, &s.ceiling].map(|t| crate::store::format::shown(t));
        Stood { programme, group: group_of(&s.group), rate, ceiling }
    };
    Was {
        version: stand.version.clone(),
        same_content: stand.fingerprint == fingerprint,
        as_of: stand.as_of,
        given: restored.given,
        then: restored.then,
        taken_back: restored.taken_back,
        stood: stand.standings.iter().map(stood).collect(),
    }
}

fn saved_of(session: &Session, catalogue: &Catalogue, fingerprint: &str, as_of: Date, known: Option<&Known>) -> Saved {
    let table = match session.subject {
        Subject::Listed(m) => prefill(catalogue, m),
        Subject::ByHand => Profile::new(),
    };
    let mut answers = saved::answers(catalogue, session.answers(), &table);
    // What this bundle cannot read stays until the user answers it anew.
    for kept in known.iter().flat_map(|k| &k.unknown) {
        let own = |a: &Kept| matches!(a.held, Held::Given | Held::DontKnow);
        if !answers.iter().any(|a| a.fact == kept.fact && own(a)) {
            answers.retain(|a| a.fact != kept.fact);
            answers.push(kept.clone());
        }
    }
    answers.sort_by(|a, b| a.fact.cmp(&b.fact));
    let standing = |a| {
        let s: Stood = stands(a);
        let group = s.group.map_or("", group_key).to_owned();
        Standing { programme: s.programme, group, rate: s.rate, ceiling: s.ceiling }
    };
    let mut standings: Vec<Standing> = session.assessments().iter().map(standing).collect();
    standings.sort_by(|a, b| a.programme.cmp(&b.programme));
    Saved {
        code: session.code().or_else(|| known.and_then(|k| k.code)),
        name: session.name(),
        label: session.label.clone(),
        now: Stand {
            version: catalogue.version.to_owned(),
            fingerprint: fingerprint.to_owned(),
            as_of,
            answers,
            standings,
        },
        before: known.and_then(|k| k.before.clone()),
    }
}

fn group_key(g: Group) -> &'static str {
    match g {
        Group::Applies => "applies",
        Group::Open => "open",
        Group::Excluded => "excluded",
        Group::OutOfTerm => "out_of_term",
    }
}

fn group_of(key: &str) -> Option<Group> {
    [Group::Applies, Group::Open, Group::Excluded, Group::OutOfTerm].into_iter().find(|g| group_key(*g) == key)
}
