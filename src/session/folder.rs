//! Saved sessions in a folder: between sessions in memory and files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::session::answers::{Session, Subject};
use crate::session::consult::plan::Plan;
use crate::session::consult::plan_file;
use crate::session::lost::lost;
use crate::session::prefill::prefill;
use crate::session::reopened::Reopened;
use crate::session::report::verdict;
use crate::session::saved::Previous;
use crate::store::saved::seconds;
use crate::store::{
    AnswerState, Folder, Loaded, SavedAnswer, SavedFile, SavedRow, SavedSession, SavedState, SavedVerdict, folder,
    saved,
};

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct DataFolder {
    /// The folder of the program's data; `None` when the machine names none.
    pub dir: Option<PathBuf>,
    /// What tells this run apart: day, time, process.
    pub run: String,
    /// Fingerprint of the bundle's content.
    pub fingerprint: u64,
}

/// The sessions of a folder, and what of them this run has read or written.
pub struct SessionFolder {
    folder: Option<Folder>,
    fingerprint: String,
    known: BTreeMap<String, Known>,
}

/// What a file holds beyond the session on the screen.
pub(super) struct Known {
    file: SavedFile,
    /// Whom it is about, also when the table no longer says so.
    code: Option<u32>,
    /// Answers that the bundle does not know.
    unknown: Vec<SavedAnswer>,
    before: Option<SavedState>,
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

impl SessionFolder {
    /// The sessions at `place`; nothing is touched yet.
    pub fn new(place: &DataFolder) -> Self {
        let folder = place.dir.as_ref().map(|dir| Folder::new(dir.join("sessions"), &place.run));
        Self::on(folder, place.fingerprint)
    }

    /// The sessions in `folder`.
    pub fn on(folder: Option<Folder>, fingerprint: u64) -> Self {
        Self { folder, fingerprint: format!("{fingerprint:016x}"), known: BTreeMap::new() }
    }

    /// Where they are; empty when they are nowhere.
    pub fn path(&self) -> String {
        self.folder.as_ref().map(|f| f.path().display().to_string()).unwrap_or_default()
    }

    /// Every readable session, newest first, and a message for each that is not.
    pub fn list(&self) -> (Vec<SavedRow>, Vec<String>) {
        let Some(folder) = &self.folder else { return (Vec::new(), Vec::new()) };
        folder.list()
    }

    /// Keeps `session`; gives its row in the list, which says under which key and name it is kept now.
    ///
    /// # Errors
    /// Why it is not kept, as a phrase.
    pub fn save(
        &mut self,
        session: &Session,
        catalogue: &'static Catalogue,
        as_of: Date,
    ) -> Result<(SavedRow, Done), String> {
        let folder = self.folder.as_ref().ok_or_else(|| "保存先のフォルダが決まりません".to_owned())?;
        let known = session.key.as_ref().and_then(|k| self.known.get(k));
        let mut saved = saved_of(session, catalogue, &self.fingerprint, as_of, known);
        let file = known.map(|k| &k.file);
        let done = match file {
            Some(s) if folder.is_ours(s) => Done::Kept,
            Some(s) if folder.holds(s) => Done::Beside,
            Some(_) => Done::Anew,
            None => Done::Kept,
        };
        if done == Done::Beside {
            format!("{} 別の画面", session.label).trim().clone_into(&mut saved.label);
        }
        let new = folder.save(file, &saved).map_err(|e| folder::reason(&e))?;
        let row = SavedRow { kept: seconds(SystemTime::now()), ..SavedRow::of(&new.key, &saved) };
        let unknown = known.map(|k| k.unknown.clone()).unwrap_or_default();
        self.known.insert(new.key.clone(), Known { file: new, code: saved.code, unknown, before: saved.before });
        Ok((row, done))
    }

    fn load(&self, key: &str) -> Result<(&Folder, Loaded), String> {
        let gone = || "この保存は読めません（なくなっています）".to_owned();
        let folder = self.folder.as_ref().ok_or_else(gone)?;
        folder.load(key).map(|loaded| (folder, loaded)).map_err(|m| m.unwrap_or_else(gone))
    }

    /// Reads a session; the second text is what the user must know.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn open(&mut self, catalogue: &'static Catalogue, key: &str) -> Result<(Reopened, Option<String>), String> {
        let (_, Loaded { saved: s, file, message }) = self.load(key)?;
        let restored = saved::restore(catalogue, &s.now.answers);
        let (plan, not_read) = match plan_file::plan(catalogue, &s.project) {
            Ok(plan) => (plan, Vec::new()),
            // What an older or newer bundle calls otherwise: the sentence still says what it says.
            Err(all) => {
                let told = all.iter().map(|why| format!("保存した事業の読めないところ: {why}"));
                (Plan { sentence: plan_file::sentence(&s.project), ..Plan::default() }, told.collect())
            }
        };
        let reopened = Reopened {
            key: key.to_owned(),
            name: s.name.clone(),
            label: s.label.clone(),
            code: s.code,
            plan,
            last: previous(catalogue, &s.now, &self.fingerprint),
            before: s.before.as_ref().map(|b| previous(catalogue, b, &self.fingerprint)),
            unknown: [lost(catalogue, &s.now, &restored.unknown), not_read].concat(),
        };
        // What was left under another bundle is what the next changes are told against.
        let (reopened, before) = if s.now.fingerprint == self.fingerprint {
            (reopened, s.before)
        } else {
            (Reopened { before: None, ..reopened }, Some(s.now))
        };
        self.known.insert(key.to_owned(), Known { file, code: s.code, unknown: restored.unknown, before });
        Ok((reopened, message))
    }

    /// Gives a session a name of its own.
    ///
    /// # Errors
    /// Why not.
    pub fn name(&mut self, key: &str, label: &str) -> Result<(), String> {
        let (folder, mut loaded) = self.load(key)?;
        label.clone_into(&mut loaded.saved.label);
        let file = folder.save(Some(&loaded.file), &loaded.saved).map_err(|e| folder::reason(&e))?;
        if let Some(known) = self.known.get_mut(key).filter(|k| k.file == loaded.file) {
            known.file = file;
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

pub(super) fn previous(catalogue: &Catalogue, then: &SavedState, fingerprint: &str) -> Previous {
    let restored = saved::restore(catalogue, &then.answers);
    Previous {
        version: then.version.clone(),
        same_content: then.fingerprint == fingerprint,
        as_of: then.as_of,
        given: restored.given,
        then: restored.then,
        taken_back: restored.taken_back,
        verdicts: then.verdicts.clone(),
    }
}

pub(super) fn saved_of(
    session: &Session,
    catalogue: &'static Catalogue,
    fingerprint: &str,
    as_of: Date,
    known: Option<&Known>,
) -> SavedSession {
    let table = match session.subject {
        Subject::Listed(m) => prefill(catalogue, m),
        Subject::ByHand => Profile::new(),
    };
    let mut answers = saved::answers(catalogue, session.answers(), &table);
    // What this bundle cannot read stays until the user answers it anew.
    for kept in known.iter().flat_map(|k| &k.unknown) {
        let own = |a: &SavedAnswer| matches!(a.state, AnswerState::Given | AnswerState::DontKnow);
        if !answers.iter().any(|a| a.fact == kept.fact && own(a)) {
            answers.retain(|a| a.fact != kept.fact);
            answers.push(kept.clone());
        }
    }
    sort::by(&mut answers, |a, b| a.fact.cmp(&b.fact));
    let mut verdicts: Vec<SavedVerdict> = session.assessments().iter().map(verdict).collect();
    sort::by(&mut verdicts, |a, b| a.programme.cmp(&b.programme));
    let plan = session.plan();
    SavedSession {
        code: session.code().or_else(|| known.and_then(|k| k.code)),
        name: session.name(),
        label: session.label.clone(),
        plan: plan.title().to_owned(),
        project: if plan.is_empty() { String::new() } else { plan_file::write(catalogue, plan) },
        now: SavedState {
            version: catalogue.version.to_owned(),
            fingerprint: fingerprint.to_owned(),
            as_of,
            answers,
            verdicts,
        },
        before: known.and_then(|k| k.before.clone()),
    }
}
