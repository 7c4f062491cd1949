//! Lists with a selected row, scrolled texts, and the filter over groups.

use crate::app::action::Action;
use crate::domain::judge::rank::Shelf;

/// A selected row and the first visible one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct List {
    /// Selected row.
    pub selected: usize,
    /// First visible row.
    pub top: usize,
}

impl List {
    /// Moves by `delta` rows among `len`, keeping the selection among the `visible` rows.
    pub fn step(&mut self, delta: isize, len: usize, visible: usize) {
        let last = len.saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(delta).min(last);
        self.keep_visible(len, visible);
    }

    /// Scrolls as little as needed for the selection to be visible.
    pub fn keep_visible(&mut self, len: usize, visible: usize) {
        let visible = visible.max(1);
        self.selected = self.selected.min(len.saturating_sub(1));
        if self.selected < self.top {
            self.top = self.selected;
        } else if self.selected >= self.top + visible {
            self.top = self.selected + 1 - visible;
        }
        self.top = self.top.min(len.saturating_sub(visible));
    }

    /// Moves as `action` wants; false when it is not for a list.
    pub fn take(&mut self, action: &Action, len: usize, visible: usize) -> bool {
        let page = isize::try_from(visible.max(1)).unwrap_or(isize::MAX);
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -page,
            Action::PageDown => page,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            _ => return false,
        };
        // A page is a page: what stands below the last visible row comes to the top.
        if matches!(action, Action::PageUp | Action::PageDown) {
            self.top = self.top.saturating_add_signed(by);
        }
        self.step(by, len, visible);
        true
    }
}

/// A scrolled text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scroll {
    /// First visible line; drawing stops at the last page, because only it knows how the text breaks.
    pub top: usize,
}

impl Scroll {
    /// Moves as `action` wants over pages of `page` lines; false when it is not for a text.
    pub fn take(&mut self, action: &Action, page: usize) -> bool {
        // The last line of a page is the first of the next; a page of one line moves all the same.
        let page = page.saturating_sub(1).max(1);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::Top => 0,
            Action::Bottom => usize::MAX / 2,
            _ => return false,
        };
        true
    }
}

/// Which shelf of results is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filter {
    /// All of them, in ranking order.
    All,
    /// One shelf.
    Only(Shelf),
}

impl Filter {
    /// The filters as a key steps through them.
    pub fn order() -> impl Iterator<Item = Self> {
        std::iter::once(Self::All).chain(Shelf::ALL.map(Self::Only))
    }

    /// The next one of `order`, or the previous one; `None` when `action` steps through nothing.
    pub fn stepped(self, action: &Action, order: &[Self]) -> Option<Self> {
        let by = match action {
            Action::NextGroup => 1,
            Action::PreviousGroup => order.len().saturating_sub(1),
            _ => return None,
        };
        let at = order.iter().position(|f| *f == self).unwrap_or(0);
        order.get((at + by) % order.len().max(1)).copied()
    }

    /// Whether a result on this shelf is listed.
    pub fn takes(self, on: Shelf) -> bool {
        self == Self::All || self == Self::Only(on)
    }
}
