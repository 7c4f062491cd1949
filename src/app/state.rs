//! The whole state of the program.

use crate::app::action::Action;
use crate::app::look::Look;
use crate::app::saving::Saving;
use crate::app::screen::{Choose, Entry, Help, Naming, Pinned, Screen, Side};
use crate::app::update;
use crate::domain::judge::assess::Assessment;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::ProgrammeId;
use crate::domain::value::date::Date;
use crate::present::form::Form;
use crate::session::answers::Session;
use crate::text::width::Ambiguous;

/// Everything that the view draws from.
#[derive(Clone, Debug)]
pub struct State {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day everything is judged on.
    pub as_of: Date,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Where the user is.
    pub screen: Screen,
    /// Where 「戻る」 leads, innermost last.
    pub trail: Vec<Screen>,
    /// The municipality under discussion, once one is chosen.
    pub session: Option<Session>,
    /// The help that lies on top, if it does.
    pub help: Option<Help>,
    /// A sentence above the footer, until the next key.
    pub notice: &'static str,
    /// What the last changed answer moved, until the next key.
    pub moved: String,
    /// A of 比較, once answers are pinned.
    pub pinned: Option<Side>,
    /// Whether the hint about the IME has been given.
    pub ime_hinted: bool,
    /// A result of 試算 that the next one is compared with.
    pub kept: Option<Pinned>,
    /// Programmes marked for 組み合わせ, in the order marked.
    pub marked: Vec<ProgrammeId>,
    /// Form and folder that 書き出し proposes.
    pub outlet: (Form, String),
    /// Texts of 試算 that cannot be read, kept for when the programme is opened again.
    pub drafts: Vec<Entry>,
    /// Saved sessions.
    pub saving: Saving,
    /// The theme.
    pub look: Look,
    /// How wide the terminal shows ambiguous characters.
    pub ambiguous: Ambiguous,
}

impl State {
    /// The start: 自治体を選ぶ, with `typed` in the field.
    pub fn new(catalogue: &'static Catalogue, as_of: Date, size: (u16, u16), typed: &str) -> Self {
        let mut state = Self {
            catalogue,
            as_of,
            size,
            screen: Screen::Choose(Choose::default()),
            trail: Vec::new(),
            session: None,
            help: None,
            notice: "",
            moved: String::new(),
            pinned: None,
            ime_hinted: false,
            kept: None,
            marked: Vec::new(),
            outlet: (Form::default(), String::new()),
            drafts: Vec::new(),
            saving: Saving::default(),
            look: Look::default(),
            ambiguous: Ambiguous::default(),
        };
        update::find(&mut state);
        if !typed.is_empty() {
            update::update(&mut state, Action::Paste(typed.to_owned()));
        }
        state
    }

    /// 発表者画面 hides the name, also from what is opened above it.
    pub fn is_masked(&self) -> bool {
        let hides = |s: &Screen| matches!(s, Screen::Present(p) if p.name == Naming::Masked);
        self.trail.iter().chain([&self.screen]).any(hides)
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
        let at = self.catalogue.programmes.iter().position(|p| p.id == key)?;
        u16::try_from(at).ok().map(ProgrammeId)
    }

    /// The start at a municipality: its results stand on the screen.
    pub fn at(catalogue: &'static Catalogue, as_of: Date, size: (u16, u16), m: &'static Municipality) -> Self {
        let mut state = Self::new(catalogue, as_of, size, "");
        update::open(&mut state, Session::about(catalogue, m, as_of));
        state
    }

    /// Puts a session on the screen; the one before is handed to the runtime if its last answers are not kept yet.
    pub fn begin(&mut self, session: Session) {
        self.saving.left.extend(self.session.replace(session).filter(Session::unsaved));
        self.drafts.clear();
    }

    /// The theme of the present screen.
    pub fn look(&self) -> Look {
        match &self.screen {
            Screen::Present(p) => p.look,
            _ => self.look,
        }
    }

    /// The terminal is too small for any screen.
    pub fn too_small(&self) -> bool {
        self.size.0 < MIN_SIZE.0 || self.size.1 < MIN_SIZE.1
    }
}

/// Smallest usable terminal: columns, rows.
pub const MIN_SIZE: (u16, u16) = (40, 12);
