//! What all places share.

use crate::app::command::Command;
use crate::app::comparison::Side;
use crate::app::field::Field;
use crate::app::history::History;
use crate::app::layout::Frame;
use crate::app::look::Look;
use crate::app::message::{Kind, Messages};
use crate::app::saving::Saving;
use crate::domain::change::whatif::tallied;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::clash::{Clash, agreed, clashes};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::beside::{self, MOST_TOWNS, beside};
use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, Consultation, consult_again, with_money};
use crate::domain::plan::understood::{Overlap, Understood};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile, Value};
use crate::domain::terms::programme::{Programme, ProgrammeId};
use crate::domain::value::date::Date;
use crate::present::form::Form;
use crate::present::money::bar::Page;
use crate::present::{clash, value, whatif};
use crate::session::answers::Session;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan::Plan;
use crate::session::prefill::prefill;
use crate::text::width::Ambiguous;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

/// A text of 試算 that cannot be read, kept for when the programme is opened again.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What is asked.
    pub fact: FactId,
    /// What is typed.
    pub field: Field,
    /// Why it cannot be read.
    pub error: String,
}

/// A result of 試算 kept for comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pinned {
    /// The programme.
    pub programme: ProgrammeId,
    /// The answers it was computed from.
    pub profile: Profile,
    /// Whose result it is.
    pub name: String,
}

/// What was found for a plan: the plan, its words and what programmes have in common with them, the answers it was judged
/// by.
#[derive(Clone, Debug)]
struct Found {
    project: Project,
    words: String,
    overlaps: Vec<Overlap>,
    profile: Profile,
    consultation: Rc<Consultation>,
}

/// What all places share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day everything is judged on.
    pub as_of: Date,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The municipality under discussion, once one is chosen.
    pub session: Option<Session>,
    /// The line above the footer.
    pub messages: Messages,
    /// A of 比較, once answers are pinned.
    pub side_a: Option<Side>,
    /// A result of 試算 that the next one is compared with.
    pub pinned: Option<Pinned>,
    /// Programmes marked for 組み合わせ, in the order marked.
    pub marked: Vec<ProgrammeId>,
    /// Form and folder that 書き出し proposes.
    pub export: (Form, String),
    /// What was answered, for taking it back.
    pub history: History,
    /// Texts of 試算 that cannot be read.
    pub drafts: Vec<Draft>,
    /// Saved sessions.
    pub saving: Saving,
    /// Whether the user has said once that the program may end.
    pub leaving: bool,
    /// The theme.
    pub look: Look,
    /// How wide the terminal shows ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether the hint about the IME has been given.
    pub ime_hinted: bool,
    /// The plan as the user put it: it stays when another municipality is chosen.
    pub plan: Plan,
    /// What that comes to: whichever programme is opened, it says what the plan gets there.
    pub project: Project,
    /// Its sentence without the names of towns.
    pub words: String,
    /// What fits the plan, put together: read when it is opened.
    pub together: Page,
    /// The plan for several towns: the towns, and what fits in any of them; read when it is opened.
    pub beside: (Vec<&'static Municipality>, Vec<beside::Row>),
    /// Towns that its sentence names: 団体コード.
    pub named: Vec<u32>,
    /// What the sentence says of its town.
    pub body: Vec<(FactId, Value)>,
    /// What was found for the plan last, and for what: every place that asks for the same gets the same.
    found: RefCell<Option<Found>>,
    /// What the tables say of the town that the sentence names, with what follows: 団体コード, answers.
    named_answers: RefCell<Option<(u32, Profile)>>,
    /// The words of all programmes, read when 相談 is first opened.
    evidence: Arc<OnceLock<Arc<Evidence>>>,
    /// The commands of all places.
    pub commands: fn() -> &'static [Command],
}

impl Shared {
    /// Nothing is open yet.
    pub fn new(
        catalogue: &'static Catalogue,
        as_of: Date,
        size: (u16, u16),
        commands: fn() -> &'static [Command],
    ) -> Self {
        Self {
            catalogue,
            as_of,
            size,
            session: None,
            messages: Messages::default(),
            side_a: None,
            pinned: None,
            marked: Vec::new(),
            export: (Form::default(), String::new()),
            history: History::default(),
            drafts: Vec::new(),
            saving: Saving::default(),
            leaving: false,
            look: Look::default(),
            ambiguous: Ambiguous::default(),
            ime_hinted: false,
            plan: Plan::default(),
            project: Project::default(),
            words: String::new(),
            together: Vec::new(),
            beside: (Vec::new(), Vec::new()),
            named: Vec::new(),
            body: Vec::new(),
            found: RefCell::default(),
            named_answers: RefCell::default(),
            evidence: Arc::default(),
            commands,
        }
    }

    /// Reads the plan: what it comes to, and which towns its sentence names.
    pub fn read_plan(&mut self) -> Understood {
        let said = self.plan.read(self.catalogue, &self.evidence());
        self.named = said.towns.iter().map(|m| m.code).collect();
        self.project = said.project.clone();
        self.words.clone_from(&said.words);
        self.body = if said.towns.len() > 1 { Vec::new() } else { said.body.clone() };
        said
    }

    /// The answers that stand for the plan's town: those of the one that its sentence names, else those on the screen.
    pub fn plan_answers(&self) -> Profile {
        let open = self.session.as_ref().and_then(Session::code);
        match self.named.as_slice() {
            [code] if open != Some(*code) => self.answers_of(*code),
            _ => self.profile(),
        }
    }

    /// What the tables say of a town, with what follows: read once, not at each letter behind its name. They stay while
    /// the program runs.
    fn answers_of(&self, code: u32) -> Profile {
        let mut last = self.named_answers.borrow_mut();
        if let Some((_, answers)) = last.as_ref().filter(|(of, _)| *of == code) {
            return answers.clone();
        }
        let town = self.catalogue.municipality(code);
        let answers = self.catalogue.infer(&town.map_or_else(Profile::new, |m| prefill(self.catalogue, m)));
        *last = Some((code, answers.clone()));
        answers
    }

    /// The answers that the plan is judged by: these, and what the sentence says of the town where they are open.
    pub fn plan_profile(&self) -> Profile {
        let stands = self.plan_answers();
        if self.body.is_empty() { stands } else { agreed(self.catalogue, &stands.filled(&self.body)).0 }
    }

    /// The session takes as answers what the sentence says of the town; each can be taken back like any other.
    pub fn take_body(&mut self) {
        let Some(session) = &self.session else { return };
        let open: Vec<(FactId, Value)> = session.profile().open_of(&self.body).collect();
        for (fact, value) in &open {
            self.answer(*fact, Answer::Known(*value, Origin::Given), None);
        }
        if !open.is_empty() {
            let told = |(id, v): &(FactId, Value)| Some(value::said(self.catalogue.fact(*id)?, *v));
            let all: Vec<String> = open.iter().filter_map(told).collect();
            self.notice(format!("文から答えに入れました: {}（Ctrl+Z で取り消し）", all.join("、")));
        }
    }

    /// What the documents have for the plan. Bundle and day stay while the program runs.
    pub fn consultation(&self) -> Rc<Consultation> {
        let profile = self.plan_profile();
        let mut found = self.found.borrow_mut();
        let before = found.as_ref().map(|f| Rc::clone(&f.consultation)).unwrap_or_default();
        let last = found.as_mut().filter(|f| f.project == self.project && f.profile == profile);
        if let Some(f) = last.as_ref().filter(|f| f.words == self.words) {
            return Rc::clone(&f.consultation);
        }
        let overlaps = self.evidence().overlaps(&self.words);
        // Kana behind a word, or a word that no programme has: nothing else is found for them.
        if let Some(f) = last.filter(|f| f.overlaps == overlaps.each) {
            f.words.clone_from(&self.words);
            return Rc::clone(&f.consultation);
        }
        let again = consult_again(self.about(&profile), &self.project, &overlaps, &before.answers);
        let consultation = Rc::new(again);
        let (project, words) = (self.project.clone(), self.words.clone());
        *found =
            Some(Found { project, words, overlaps: overlaps.each, profile, consultation: Rc::clone(&consultation) });
        consultation
    }

    /// The plan for the towns that its sentence names and the one that is open, side by side; false with fewer than two
    /// or more than five.
    pub fn lay_beside(&mut self) -> bool {
        let mut codes = self.named.clone();
        let open = self.session.as_ref().and_then(Session::code);
        codes.extend(open.filter(|code| !self.named.contains(code)));
        if !(2..=MOST_TOWNS).contains(&codes.len()) || self.project.is_empty() {
            return false;
        }
        let towns: Vec<_> = codes.iter().filter_map(|code| self.catalogue.municipality(*code)).collect();
        let profile = |m: &&'static Municipality| match &self.session {
            Some(s) if s.code() == Some(m.code) => s.profile().clone(),
            _ => self.catalogue.infer(&prefill(self.catalogue, m)),
        };
        let profiles: Vec<Profile> = towns.iter().map(profile).collect();
        let inquiries: Vec<Inquiry<'_>> = profiles.iter().map(|p| self.about(p)).collect();
        let rows = beside(&inquiries, &self.project, &self.evidence().overlaps(&self.words));
        self.beside = (towns, rows);
        true
    }

    /// What the plan gets from this programme; `None` where the two have nothing to do with each other.
    pub fn candidate(&self, id: ProgrammeId) -> Option<Candidate> {
        if self.project.is_empty() {
            return None;
        }
        let programme = self.catalogue.programme(id)?;
        let found = self.consultation();
        found.answers.iter().find(|c| c.assessment.programme.id == programme.id).cloned().or_else(|| {
            let near = found.others.iter().find(|w| w.programme.id == programme.id && w.is_near())?;
            Some(with_money(self.about(&self.plan_profile()), &self.project, programme, near.overlap))
        })
    }

    /// Which answers on the screen, those of the plan included, cannot all hold.
    pub fn clashes(&self) -> Vec<Clash> {
        match &self.session {
            Some(s) if self.project.answers.is_empty() => s.clashes().to_vec(),
            Some(s) => clashes(self.catalogue, &self.project.over(s.answers())),
            None => clashes(self.catalogue, &self.project.over(&Profile::new())),
        }
    }

    /// Says which answers cannot all hold, where there are any.
    pub fn tell_clashes(&mut self) {
        let found = self.clashes();
        let answers = self.session.as_ref().map(|s| s.answers().clone()).unwrap_or_default();
        let told =
            clash::notice(self.catalogue, &self.project.over(&answers), &found, false, (self.size.0, self.ambiguous));
        self.notice(told);
    }

    /// The session takes the plan as it stands, so that it is kept with it.
    pub fn keep_plan(&mut self) {
        if let Some(session) = &mut self.session {
            session.set_plan(&self.plan);
        }
    }

    /// The words of all programmes; read once, not before they are asked for.
    pub fn evidence(&self) -> Arc<Evidence> {
        Arc::clone(self.evidence.get_or_init(|| Arc::new(Evidence::new(self.catalogue))))
    }

    /// Begins to read those words beside the keys, so that no key waits for it.
    pub fn prepare_evidence(&self) {
        if self.evidence.get().is_none() {
            let (words, catalogue) = (Arc::clone(&self.evidence), self.catalogue);
            // Where there is no thread to be had, the first key reads them.
            drop(std::thread::Builder::new().spawn(move || {
                words.get_or_init(|| Arc::new(Evidence::new(catalogue)));
            }));
        }
    }

    /// Says what the last key did or could not do.
    pub fn notice(&mut self, text: impl Into<Cow<'static, str>>) {
        self.messages.say(Kind::Notice, text);
    }

    /// The frame around every place.
    pub fn frame(&self) -> Frame {
        Frame::new(self.size, value::age_warning(self.catalogue, self.as_of).is_some())
    }

    /// How a programme is judged for the municipality that is open.
    pub fn assessment(&self, id: ProgrammeId) -> Option<&Assessment> {
        let p = self.catalogue.programme(id)?;
        self.session.as_ref()?.assessments().iter().find(|a| a.programme.id == p.id)
    }

    /// The programme at `index` of the ranking.
    pub fn ranked(&self, index: usize) -> Option<ProgrammeId> {
        self.id_of(self.session.as_ref()?.assessments().get(index)?.programme.id)
    }

    /// The number of the programme with the public id `key`.
    pub fn id_of(&self, key: &str) -> Option<ProgrammeId> {
        self.catalogue.programme_id(key)
    }

    /// The programmes marked for 組み合わせ, in the order marked.
    pub fn marked(&self) -> Vec<&'static Programme> {
        self.marked.iter().filter_map(|id| self.catalogue.programme(*id)).collect()
    }

    /// Puts a session on the screen; the one before is handed to the runtime if its last answers are not kept yet.
    pub fn begin(&mut self, session: Session) {
        // The plan stays when another municipality is chosen; what was kept with this one goes on.
        if !session.plan().is_empty() {
            self.plan.clone_from(session.plan());
            self.read_plan();
        }
        self.saving.left.extend(self.session.replace(session).filter(Session::unsaved));
        self.drafts.clear();
        self.history.forget();
    }

    /// Without a municipality things are judged for an empty profile: nothing is known, nothing is guessed.
    pub fn ensure_session(&mut self) {
        if self.session.is_none() {
            self.session = Some(Session::by_hand(self.catalogue, self.as_of));
        }
    }

    /// The answers on the screen, with what follows from them; empty ones without a municipality.
    pub fn profile(&self) -> Profile {
        self.session.as_ref().map(|s| s.profile().clone()).unwrap_or_default()
    }

    /// The present answer as text; empty without one.
    pub fn answer_text(&self, fact: FactId) -> String {
        let known = self.session.as_ref().map(|s| s.shown(fact));
        match (known, self.catalogue.fact(fact)) {
            (Some(Answer::Known(v, _)), Some(f)) => value::value(f, v),
            _ => String::new(),
        }
    }

    /// What is known about the municipality that is open, put to the bundle; `None` without one.
    pub fn inquiry(&self) -> Option<Inquiry<'_>> {
        self.session.as_ref().map(|s| s.inquiry(self.catalogue, self.as_of))
    }

    /// An inquiry about other answers.
    pub fn about<'a>(&self, profile: &'a Profile) -> Inquiry<'a> {
        Inquiry { catalogue: self.catalogue, profile, as_of: self.as_of }
    }

    /// Sets an answer and says in one line what it moved; since `before`, where that is not the answers until now.
    pub fn answer(&mut self, fact: FactId, answer: Answer, before: Option<&Profile>) {
        let (catalogue, as_of) = (self.catalogue, self.as_of);
        let Some(session) = &mut self.session else { return };
        let now = session.profile().clone();
        session.set_plan(&self.plan);
        self.history.note(fact, session.answers().answer(fact), before.is_some());
        session.set(catalogue, fact, answer, as_of);
        let (before, after) = (before.unwrap_or(&now), session.profile());
        let from = Inquiry { catalogue, profile: before, as_of };
        let moved = whatif::tally(&tallied(from, after));
        let change = whatif::change(catalogue, fact, before, after).unwrap_or_default();
        let hint = if self.side_a.is_some() { "（v でAと比べる）" } else { "" };
        self.messages.clear(None);
        let of_it: Vec<Clash> = session.clashes().iter().filter(|c| c.facts.contains(&fact)).cloned().collect();
        let clash = clash::notice(catalogue, session.answers(), &of_it, true, (self.size.0, self.ambiguous));
        if !clash.is_empty() {
            self.messages.say(Kind::Notice, clash);
        } else if before.answer(fact) != after.answer(fact) {
            // What is typed may come back to what stood there before, of which there is nothing to tell.
            self.messages.say(Kind::Moved, format!("{change}: {moved}{hint}"));
        }
    }

    /// Takes back the last change of an answer, and says so.
    pub fn undo(&mut self) {
        let (catalogue, as_of) = (self.catalogue, self.as_of);
        let (Some(session), Some((fact, answer))) = (&mut self.session, self.history.take()) else {
            return self.notice("取り消せる回答の変更はありません");
        };
        let before = session.profile().clone();
        session.set(catalogue, fact, answer, as_of);
        let change = whatif::change(catalogue, fact, &before, session.profile());
        let label = catalogue.fact(fact).map_or("", |f| f.label);
        self.notice(format!("取り消しました。{}", change.unwrap_or_else(|| label.to_owned())));
    }

    /// The session of `key` holds answers that could not be kept: the file is older.
    pub fn holds_unsaved(&self, key: &str) -> bool {
        self.saving.left.iter().chain(&self.session).any(|s| s.unsaved() && s.key.as_deref() == Some(key))
    }

    /// The terminal is too small for any screen.
    pub fn is_too_small(&self) -> bool {
        self.size.0 < MIN_SIZE.0 || self.size.1 < MIN_SIZE.1
    }
}

/// Smallest usable terminal: columns, rows.
pub const MIN_SIZE: (u16, u16) = (40, 12);
