//! 検索: one field over programmes, terms, examples, questions, municipalities and commands.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, called, ctrl, k};
use crate::app::layout::Rows;
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::Among;
use crate::app::to::{Text, To};
use crate::domain::plan::rank::consult;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::ProgrammeId;
use crate::places::search::ranking::{Found, Target, ranked};
use crate::session::consult::sentence::read;
use crate::session::former;
use crate::text::fold::fold;
use crate::text::search::{Query, Typed};

/// Said where a search finds nothing.
pub const NOTHING: &str = "見つかりません。短くするか、かなやローマ字で。文で尋ねるなら F7 相談";

/// 検索
pub static MODE: Mode = Mode {
    name: "検索",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "開く", "選んだもの（制度・用語・事例・質問・自治体・操作）を開く";
    [k(Code::Down)] Action::Down, "下", "", "次の候補へ";
    [k(Code::Up)] Action::Up, "上", "", "前の候補へ";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::F(6)), ctrl('f')] Action::Go(To::Search), "", "", "";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "検索を始めた画面へ戻る";
    ],
    names: called![
        Action::Go(To::Search), "検索", "けんさく", "探す さがす 操作 そうさ";
    ],
    ..Mode::COMMANDS
};

/// A field and what it finds in the whole bundle.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is typed.
    pub field: Field,
    /// What was found, best first.
    pub hits: Vec<Found>,
    /// The old names that are typed: what they are today stands among the hits.
    pub former: Vec<&'static OldName>,
    /// Selected row of `hits`.
    pub list: List,
    /// Where it was opened: an empty field lists the commands of this place first.
    pub from: &'static Mode,
    /// What the letters so far have found.
    typed: Typed,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The hint.
    pub hint: u16,
    /// The field.
    pub field: u16,
    /// The hits: a name, and below it why it was found; on a low screen the name alone.
    pub rows: Rows,
}

impl Search {
    /// Opened in the mode `from`.
    pub fn new(shared: &Shared, from: &'static Mode) -> Self {
        let (field, hits, former, list) = (Field::default(), Vec::new(), Vec::new(), List::default());
        let mut out = Self { field, hits, former, list, from, typed: Typed::default() };
        // What is asked where nothing is found.
        shared.prepare_evidence();
        out.find(shared);
        out
    }

    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let each = if body.height < 12 { 1 } else { 2 };
        Layout { hint: body.y, field: body.y + 1, rows: Rows { area: body.below(2), each } }
    }

    /// Finds what the field says; an empty field offers the commands.
    fn find(&mut self, shared: &Shared) {
        let (query, commands) = (Query::new(self.field.text()), (shared.commands)());
        self.former = former::named(shared.catalogue, &fold(self.field.text()));
        self.hits = if query.is_empty() {
            self.commands(commands)
        } else {
            let mut found = ranked(shared.catalogue, commands, &query, &mut self.typed);
            let today = self.former.iter().flat_map(|old| former::today(shared.catalogue, old));
            let places: Vec<Target> = today.filter_map(|m| place(shared.catalogue, m)).collect();
            found.retain(|f| !places.contains(&f.target));
            found.splice(0..0, places.into_iter().map(Found::new));
            if found.first().is_none_or(|f| f.fuzzy) {
                // Nothing is called so: what it may mean comes before what it may be misspelt from.
                let meant = meant(shared, self.field.text());
                found.retain(|f| meant.is_empty() || !matches!(f.target, Target::Programme(_)));
                found.splice(0..0, meant);
                found.truncate(MOST_GUESSES);
            }
            found
        };
        self.list = List::default();
    }

    /// Every command: those that work here first, those that only move last.
    fn commands(&self, commands: &[Command]) -> Vec<Found> {
        // Arrows need no list: they are found when somebody types their name.
        let mut all: Vec<(usize, &Command)> = commands.iter().enumerate().filter(|(_, c)| !c.moves()).collect();
        sort::by_key(&mut all, |(_, c)| !c.works_in(self.from));
        all.into_iter().map(|(i, _)| Found::new(Target::Command(i))).collect()
    }

    /// Opens what is selected.
    fn confirm(&self, shared: &mut Shared) -> Go {
        let Some(found) = self.hits.get(self.list.selected) else {
            shared.notice(NOTHING);
            return Go::Stay;
        };
        match found.target {
            Target::Command(i) => (shared.commands)().get(i).map_or(Go::Stay, Go::Command),
            Target::Programme(_) => {
                shared.ensure_session();
                programme(found).map_or(Go::Stay, Go::Programme)
            }
            Target::Term(i) => Go::To(To::Text(Text::Term(i))),
            Target::Example(i) => Go::To(To::Text(Text::Example(i))),
            Target::Fact(i) => {
                shared.ensure_session();
                u16::try_from(i).map_or(Go::Stay, |i| Go::Question(FactId(i), Among::One))
            }
            Target::Municipality(i) => shared.catalogue.municipalities.get(i).map_or(Go::Stay, Go::Municipality),
        }
    }
}

fn place(catalogue: &Catalogue, m: &Municipality) -> Option<Target> {
    catalogue.municipalities.iter().position(|other| other.code == m.code).map(Target::Municipality)
}

/// What is guessed where nothing is called so: this many at most.
const MOST_GUESSES: usize = 10;

/// The programmes that 相談 has for these words.
fn meant(shared: &Shared, typed: &str) -> Vec<Found> {
    let evidence = shared.evidence();
    let said = read(shared.catalogue, &evidence, typed);
    let profile = shared.profile();
    let found = consult(shared.about(&profile), &said.project, &evidence.overlaps(&said.words));
    let near = found.others.iter().filter(|w| w.is_near()).map(|w| w.programme);
    let all = found.answers.iter().map(|c| c.assessment.programme).chain(near.take(MOST_GUESSES / 2));
    all.filter_map(|p| shared.id_of(p.id)).map(|id| Found::guess(Target::Programme(usize::from(id.0)))).collect()
}

/// The programme that was found.
fn programme(found: &Found) -> Option<ProgrammeId> {
    match found.target {
        Target::Programme(at) => u16::try_from(at).ok().map(ProgrammeId),
        _ => None,
    }
}

impl Room for Search {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if self.field.take(action) {
            self.find(shared);
            return Go::Stay;
        }
        match action {
            Action::Confirm => self.confirm(shared),
            Action::Go(To::Search) => Go::Stay,
            other if self.list.take(other, self.hits.len(), Self::layout(shared).rows.visible()) => Go::Stay,
            _ => Go::Pass,
        }
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(self.hits.len(), Self::layout(shared).rows.visible());
    }

    /// The next or previous programme among what was found.
    fn neighbour(&mut self, shared: &Shared, by: isize) -> Option<ProgrammeId> {
        let programmes: Vec<(usize, ProgrammeId)> =
            self.hits.iter().enumerate().filter_map(|(i, h)| Some((i, programme(h)?))).collect();
        let now = programmes.iter().position(|(i, _)| *i == self.list.selected).unwrap_or(0);
        let next = now.saturating_add_signed(by).min(programmes.len().saturating_sub(1));
        let (row, id) = programmes.get(next).copied()?;
        self.list.selected = row;
        self.settle(shared);
        Some(id)
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let at = Self::layout(shared).rows.at(row, self.list.top, self.hits.len());
        Click::on(&mut self.list.selected, at)
    }
}
