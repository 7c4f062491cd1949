//! Geometry, made once from the size and used by drawing, scrolling and the mouse.

/// Columns from which a list has a pane beside it.
pub const WIDE: u16 = 110;

/// So many things as rows or columns: more than any screen has are all that a screen can have.
pub fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// A rectangle of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// What is left below the first `rows` rows.
    #[must_use]
    pub fn below(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self { y: self.y + rows, height: self.height - rows, ..self }
    }

    /// The first `rows` rows.
    #[must_use]
    pub fn first(self, rows: u16) -> Self {
        Self { height: rows.min(self.height), ..self }
    }

    /// What is left above the last `rows` rows.
    #[must_use]
    pub fn above(self, rows: u16) -> Self {
        Self { height: self.height.saturating_sub(rows), ..self }
    }

    /// A list, and from [`WIDE`] columns on a pane beside it: at 120 columns ceilings stand whole in the list, and rates in
    /// the card.
    pub fn panes(self) -> (Self, Option<Self>) {
        if self.width < WIDE {
            return (self, None);
        }
        let list = self.width * 59 / 100;
        let pane = Self { x: self.x + list + 1, width: self.width - list - 1, ..self };
        (Self { width: list, ..self }, Some(pane))
    }

    /// What is left inside a margin of columns on either side.
    #[must_use]
    pub fn inside(self, columns: u16) -> Self {
        Self { x: self.x + columns, width: self.width.saturating_sub(2 * columns), ..self }
    }

    /// With a blank column at both ends, where there are columns to spare.
    #[must_use]
    pub fn text(self) -> Self {
        if self.width < 60 { self } else { self.inside(1) }
    }

    /// First row below.
    pub fn end(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Lines of a scrolled text: the last row says how much follows.
    pub fn lines(self) -> usize {
        usize::from(self.height.saturating_sub(1)).max(1)
    }
}

/// Rows of a list inside an area, each `each` rows high.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rows {
    /// Where the rows stand.
    pub area: Area,
    /// Rows of the screen that one row of the list takes, at least 1.
    pub each: u16,
}

impl Rows {
    /// Rows of one line each.
    pub fn single(area: Area) -> Self {
        Self { area, each: 1 }
    }

    /// How many whole rows of the list are visible, at least 1.
    pub fn visible(self) -> usize {
        usize::from(self.area.height / self.each.max(1)).max(1)
    }

    /// The visible part of a list of `len` rows from `top` on: the index of each row and the top row of the screen
    /// where it stands.
    pub fn of(self, top: usize, len: usize) -> impl Iterator<Item = (usize, u16)> {
        let fits = usize::from(self.area.height / self.each.max(1));
        let ys = (0..fits).map(move |i| self.area.y + u16::try_from(i).unwrap_or(u16::MAX).saturating_mul(self.each));
        (top..len).zip(ys)
    }

    /// The row of a list of `len` rows, first visible `top`, that stands on row `y` of the screen.
    pub fn at(self, y: u16, top: usize, len: usize) -> Option<usize> {
        self.of(top, len).find(|(_, row)| (*row..row.saturating_add(self.each)).contains(&y)).map(|(i, _)| i)
    }
}

/// The frame that every place has: header, warning, body, message, stamp, footer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// The warning about old documents, where there is one.
    pub warning: Option<u16>,
    /// What is left for the place.
    pub body: Area,
    /// The row of the message.
    pub message: u16,
    /// The row with day, documents and version.
    pub stamp: u16,
    /// The row of keys.
    pub footer: u16,
}

impl Frame {
    /// The frame on a screen of columns and rows.
    pub fn new((width, height): (u16, u16), warned: bool) -> Self {
        let top = 1 + u16::from(warned);
        Self {
            warning: warned.then_some(1),
            body: Area { x: 0, y: top, width, height: height.saturating_sub(top + 3) },
            message: height.saturating_sub(3),
            stamp: height.saturating_sub(2),
            footer: height.saturating_sub(1),
        }
    }
}
