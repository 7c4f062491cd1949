//! What every place can do. A place knows itself and what all places share; it knows no other place.

use crate::app::action::Action;
use crate::app::comparison::Comparison;
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::keymap::Mode;
use crate::app::look::Look;
use crate::app::shared::Shared;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::ProgrammeId;

/// What a click did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Click {
    /// Nothing stands there.
    Nothing,
    /// What stands there is selected now.
    Selected,
    /// It does this, as a key would: the row was selected already, or it is no row.
    Does(Action),
}

impl Click {
    /// Selects the row at `at`; on the row that is selected already it does what Enter does.
    pub fn on(selected: &mut usize, at: Option<usize>) -> Self {
        match at {
            None => Self::Nothing,
            Some(at) if std::mem::replace(selected, at) == at => Self::Does(Action::Confirm),
            Some(_) => Self::Selected,
        }
    }
}

/// A place.
pub trait Room {
    /// Its table of keys; where it types or puts things right too, that of what it is most of the time.
    fn table(&self) -> &'static Mode;

    /// What stands in the header.
    fn title(&self) -> &'static str {
        self.table().name
    }

    /// Where the keys go at present.
    fn mode(&self, _shared: &Shared) -> &'static Mode {
        self.table()
    }

    /// Does what `action` means here, or says that it is no action of this place.
    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go;

    /// Whether `action` has something to do now: the footer offers no key that would do nothing.
    fn can(&self, _shared: &Shared, _action: &Action) -> bool {
        true
    }

    /// Size or content have changed: selections and first rows stay inside their lists.
    fn settle(&mut self, _shared: &Shared) {}

    /// It is on the screen again, after something about `about`: answers may have changed meanwhile.
    fn returned(&mut self, shared: &mut Shared, _about: Option<ProgrammeId>) {
        self.settle(shared);
    }

    /// It still lies behind another place, and answers may have changed.
    fn behind(&mut self, _shared: &Shared, _about: Option<ProgrammeId>) {}

    /// The programme in view.
    fn programme(&self, _shared: &Shared) -> Option<ProgrammeId> {
        None
    }

    /// The programme that the place as a whole is about: lists behind it follow it.
    fn about(&self) -> Option<ProgrammeId> {
        None
    }

    /// The fact in view.
    fn fact(&self, _shared: &Shared) -> Option<FactId> {
        None
    }

    /// The first open question that decides what the place shows.
    fn deciding(&self, _shared: &Shared) -> Option<FactId> {
        None
    }

    /// Selects the next (or previous) programme of its list and gives it; `None` where there is no list.
    fn neighbour(&mut self, _shared: &Shared, _by: isize) -> Option<ProgrammeId> {
        None
    }

    /// The comparison on the screen.
    fn comparison(&self) -> Option<&Comparison> {
        None
    }

    /// What 書き出し writes from here.
    fn offer(&self, _shared: &Shared) -> Option<Offer> {
        None
    }

    /// A click on this row of the screen.
    fn click(&mut self, _shared: &Shared, _row: u16) -> Click {
        Click::Nothing
    }

    /// It is about everybody, or about nobody yet: no municipality stands in its header.
    fn is_general(&self) -> bool {
        false
    }

    /// It hides the municipality's name, also from what is opened above it.
    fn is_masked(&self) -> bool {
        false
    }

    /// It fills the whole screen, without header and footer.
    fn is_whole_screen(&self) -> bool {
        false
    }

    /// A stroke is a command although characters are text here.
    fn takes_slash(&self) -> bool {
        false
    }

    /// What the last changed answer moved stays on the screen while this goes on.
    fn is_typing(&self, _action: &Action) -> bool {
        false
    }

    /// The theme of its own.
    fn look(&self) -> Option<Look> {
        None
    }
}
