//! Saving: between the session on the screen and the folder of files. A failure is said once; the program goes on.

use std::collections::BTreeMap;

use crate::app::prefill::prefill;
use crate::app::saved::{Reopened, SavedRow, Stood};
use crate::app::session::{Session, Subject};
use crate::app::state::State;
use crate::app::update::{deleted, reopen};
use crate::domain::profile::Profile;
use crate::domain::rank::{Group, group};
use crate::present::row;
use crate::store::{Folder, Kept, Saved, Slot, Standing, folder, saved};

/// Keeps the session on the screen.
pub struct Keeper {
    folder: Option<Folder>,
    fingerprint: String,
    /// What this run has read or written, with the answers that the bundle does not know.
    slots: BTreeMap<String, (Slot, Vec<Kept>)>,
    dirty: bool,
    listed: bool,
    said: String,
}

impl Keeper {
    /// A keeper on `folder`; nothing is touched before the first frame.
    pub fn new(folder: Option<Folder>, fingerprint: u64) -> Self {
        let fingerprint = format!("{fingerprint:016x}");
        Self { folder, fingerprint, slots: BTreeMap::new(), dirty: false, listed: false, said: String::new() }
    }

    /// An answer changed.
    pub fn changed(&mut self) {
        self.dirty = true;
    }

    /// What waits until a frame stands on the screen: the list once, then the session when it changed.
    /// True when the screen must be drawn again.
    pub fn after_frame(&mut self, state: &mut State) -> bool {
        let first = !std::mem::replace(&mut self.listed, true);
        if first {
            self.list(state);
        }
        let told = self.save(state);
        told || first && !(state.saving.rows.is_empty() && state.saving.told.is_empty())
    }

    fn list(&mut self, state: &mut State) {
        let Some(folder) = &self.folder else { return };
        state.saving.place = folder.path().display().to_string();
        let (entries, messages) = folder.list();
        state.saving.rows = entries.iter().map(|e| row_of(&e.key, &e.saved)).collect();
        state.saving.told = messages.into_iter().next().unwrap_or_default();
        crate::app::update::settle(state);
    }

    /// Writes the session if it changed. True when there is something to say.
    pub fn save(&mut self, state: &mut State) -> bool {
        let (true, Some(folder)) = (std::mem::take(&mut self.dirty), &self.folder) else { return false };
        let Some(session) = &mut state.session else { return false };
        let known = session.key.as_ref().and_then(|k| self.slots.get(k));
        let unknown = known.map(|(_, unknown)| unknown.clone()).unwrap_or_default();
        let saved = saved_of(session, state.catalogue, &self.fingerprint, state.as_of, &unknown);
        match folder.save(known.map(|(slot, _)| slot), &saved) {
            Ok(slot) => {
                self.said.clear();
                let old = session.key.replace(slot.key.clone());
                let aside = old.is_some_and(|k| k != slot.key);
                let entry = row_of(&slot.key, &saved);
                state.saving.rows.retain(|r| r.key != slot.key);
                state.saving.rows.insert(0, entry);
                self.slots.insert(slot.key.clone(), (slot, unknown));
                if aside {
                    state.saving.told = "別の画面でも同じ保存が使われています。こちらの回答は別の保存に分けました".to_owned();
                }
                aside
            }
            Err(e) => {
                let message =
                    format!("回答を保存できません（{}）。保存なしで続けます", folder::reason(&e));
                let new = message != self.said;
                if new {
                    state.saving.told.clone_from(&message);
                    self.said = message;
                }
                new
            }
        }
    }

    /// Opens a saved session.
    pub fn open(&mut self, state: &mut State, key: &str) {
        let Some(folder) = &self.folder else { return };
        let loaded = match folder.load(key) {
            Ok(loaded) => loaded,
            Err(message) => {
                state.saving.rows.retain(|r| r.key != key);
                state.saving.told = message.unwrap_or_else(|| "この保存は読めません（なくなっています）".to_owned());
                crate::app::update::settle(state);
                return;
            }
        };
        let restored = saved::restore(state.catalogue, &loaded.saved);
        let s = &loaded.saved;
        let was = Reopened {
            key: key.to_owned(),
            name: s.name.clone(),
            code: s.code,
            version: s.version.clone(),
            same_content: s.fingerprint == self.fingerprint,
            as_of: s.as_of,
            given: restored.given,
            then: restored.then,
            taken_back: restored.taken_back,
            unknown: restored.unknown.iter().map(|k| format!("{}: {}", k.fact, k.value)).collect(),
            stood: s
                .standings
                .iter()
                .map(|s| Stood { programme: s.programme.clone(), group: group_of(&s.group), rate: s.rate.clone() })
                .collect(),
        };
        self.slots.insert(key.to_owned(), (loaded.slot, restored.unknown));
        reopen(state, &was);
        if let Some(message) = loaded.message {
            state.notice = "";
            state.saving.told = message;
        }
    }

    /// Deletes a saved session.
    pub fn delete(&mut self, state: &mut State, key: &str) {
        let Some(folder) = &self.folder else { return };
        match folder.delete(key) {
            Ok(()) => {
                self.slots.remove(key);
                deleted(state, key);
            }
            Err(e) => state.saving.told = format!("削除できません（{}）", folder::reason(&e)),
        }
    }
}

fn row_of(key: &str, saved: &Saved) -> SavedRow {
    SavedRow {
        key: key.to_owned(),
        name: saved.name.clone(),
        code: saved.code,
        as_of: saved.as_of,
        answers: saved.own_answers(),
    }
}

fn saved_of(
    session: &Session,
    catalogue: &crate::domain::catalogue::Catalogue,
    fingerprint: &str,
    as_of: crate::domain::date::Date,
    unknown: &[Kept],
) -> Saved {
    let table = match session.subject {
        Subject::Listed(m) => prefill(catalogue, m),
        Subject::ByHand => Profile::new(),
    };
    let mut answers = saved::answers(catalogue, session.answers(), &table);
    answers.extend(unknown.iter().filter(|k| !answers.iter().any(|a| a.fact == k.fact)).cloned().collect::<Vec<_>>());
    let mut standings: Vec<Standing> = session
        .assessments()
        .iter()
        .map(|a| Standing {
            programme: a.programme.id.to_owned(),
            group: group_key(group(a)).to_owned(),
            rate: row::rate(a),
        })
        .collect();
    standings.sort_by(|a, b| a.programme.cmp(&b.programme));
    Saved {
        version: catalogue.version.to_owned(),
        fingerprint: fingerprint.to_owned(),
        as_of,
        code: match session.subject {
            Subject::Listed(m) => Some(m.code),
            Subject::ByHand => None,
        },
        name: session.name(),
        answers,
        standings,
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
