//! Text onto cells, with widths that the terminal shares.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::app::field::Field;
use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::places::paint::theme::Theme;
use crate::text::width::{Ambiguous, letters, measured, plain, truncate, truncate_inside, width};
use crate::text::wrap::wrap;

/// How a place is drawn.
pub trait Draw {
    /// Draws it where its layout says.
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>);
}

/// What a place draws with.
pub struct Pen<'a, 'b> {
    buffer: &'a mut Buffer,
    /// Where the terminal's cursor stands, if anywhere.
    pub cursor: Option<Position>,
    /// The styles.
    pub theme: &'b Theme,
}

impl<'a, 'b> Pen<'a, 'b> {
    /// A pen on `buffer`, which it clears: what stood there is gone.
    pub fn new(buffer: &'a mut Buffer, theme: &'b Theme) -> Self {
        for cell in &mut buffer.content {
            cell.reset();
            cell.set_style(theme.ground);
        }
        Self { buffer, cursor: None, theme }
    }

    /// How wide ambiguous characters are taken to be.
    pub fn ambiguous(&self) -> Ambiguous {
        self.theme.ambiguous
    }

    /// The cells of row `y` in these columns, which are on the screen.
    fn row(&mut self, y: u16, columns: Range<u16>) -> &mut [Cell] {
        let start = usize::from(y) * usize::from(self.buffer.area.width);
        let cells = start + usize::from(columns.start)..start + usize::from(columns.end);
        self.buffer.content.get_mut(cells).unwrap_or_default()
    }

    /// Writes `text` from column `x` of row `y`; nothing leaves the screen. Returns the column behind it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.height || x >= area.width {
            return x;
        }
        let room = usize::from(area.width - x);
        let spaced = spaced(text, room, self.ambiguous());
        x + write(self.row(y, x..area.width), &spaced, style)
    }

    /// Writes `text` into `columns` columns, cut with a mark where it does not fit.
    pub fn put_within(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let cut = truncate(text, usize::from(columns), self.ambiguous());
        self.put(x, y, &cut, style)
    }

    /// The same cut in its middle: of names the ends say which is which, of sources the year.
    pub fn put_inside(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let cut = truncate_inside(text, usize::from(columns), self.ambiguous());
        self.put(x, y, &cut, style)
    }

    /// Writes `text` on as many rows of `area` as it takes. Returns the row behind it.
    pub fn put_wrapped(&mut self, area: Area, text: &str, style: Style) -> u16 {
        let mut y = area.y;
        for line in wrap(text, usize::from(area.width), self.ambiguous()).iter().take(usize::from(area.height)) {
            self.put(area.x, y, line, style);
            y += 1;
        }
        y
    }

    /// Writes what stands in a field, or of a long text the part around the caret. Returns the column of the caret.
    pub fn field(&mut self, x: u16, y: u16, columns: u16, field: &Field, style: Style) -> u16 {
        let (text, before) = (field.text(), field.before_caret());
        let most = columns.saturating_sub(8);
        if self.columns(text) < columns || self.columns(&before) <= most {
            self.put_within(x, y, columns, text, style);
            return x + self.columns(&before);
        }
        let (mut kept, mut taken) = (before.as_str(), self.columns(&before));
        for letter in letters(&before) {
            if taken + 2 <= most {
                break;
            }
            taken = taken.saturating_sub(self.columns(letter));
            kept = kept.get(letter.len()..).unwrap_or_default();
        }
        let shown = format!("…{kept}");
        let rest = text.get(before.len()..).unwrap_or_default();
        self.put_within(x, y, columns, &format!("{shown}{rest}"), style);
        x + self.columns(&shown)
    }

    /// Writes `text` so that it ends before column `end`.
    pub fn put_right(&mut self, end: u16, y: u16, text: &str, style: Style) {
        let columns = u16::try_from(width(text, self.ambiguous())).unwrap_or(u16::MAX);
        self.put(end.saturating_sub(columns), y, text, style);
    }

    /// Gives an area a style.
    pub fn fill(&mut self, area: Area, style: Style) {
        let area = Rect::new(area.x, area.y, area.width, area.height).intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            self.row(y, area.left()..area.right()).iter_mut().for_each(|cell| _ = cell.set_style(style));
        }
    }

    /// The ground that a field on row `y` stands on; lines above and below it where the colours have none for it.
    pub fn ground(&mut self, block: Area, y: u16) {
        let theme = self.theme;
        self.fill(block, theme.panel);
        if theme.panel.bg.is_none() || theme.panel.bg == theme.ground.bg {
            let line = Style::new().add_modifier(Modifier::UNDERLINED);
            self.fill(block.first(1), line);
            self.fill(Area { y, height: 1, ..block }, line);
        }
    }

    /// Paints the first row of an area as the selected one; the terminal's cursor stands there, for readers of screens
    /// and magnifiers.
    pub fn select(&mut self, area: Area) {
        self.fill(area.first(1), self.theme.selected);
        self.caret(area.x, area.y);
    }

    /// Puts the terminal's cursor there, for the composition window of an IME.
    pub fn caret(&mut self, x: u16, y: u16) {
        self.cursor = Some(Position::new(x.min(self.buffer.area.width.saturating_sub(1)), y));
    }

    /// Size of the screen.
    pub fn area(&self) -> Area {
        let Rect { x, y, width, height } = self.buffer.area;
        Area { x, y, width, height }
    }

    /// Columns that `text` takes.
    pub fn columns(&self, text: &str) -> u16 {
        u16::try_from(width(text, self.ambiguous())).unwrap_or(u16::MAX)
    }
}

thread_local! {
    /// Cells with letters that were written lately, each at a place that follows from its letter.
    static WRITTEN: RefCell<Vec<(char, Cell)>> = const { RefCell::new(Vec::new()) };
}

/// How many of them: a screen has some three hundred different letters.
const KEPT: usize = 512;

/// Writes `text` into the first of `cells`, as far as they go, and says how many it took: ratatui's `set_stringn`, which
/// looks up each cell by its place and each letter in tables.
fn write(cells: &mut [Cell], text: &str, style: Style) -> u16 {
    let mut taken = 0;
    WRITTEN.with_borrow_mut(|written| {
        written.resize(KEPT, (' ', Cell::EMPTY));
        for (letter, certain) in measured(text) {
            let width = match certain {
                Some(width) => width,
                None if letter.contains(char::is_control) => 0,
                None => letter.cell_width(),
            };
            match cells.get_mut(usize::from(taken)..usize::from(taken + width)) {
                Some([first, rest @ ..]) => {
                    set_letter(first, letter, certain, written);
                    first.set_style(style);
                    rest.iter_mut().for_each(Cell::reset);
                }
                Some([]) => {}
                None => break,
            }
            taken += width;
        }
    });
    taken
}

/// Copies a cell that has the letter, where one is kept: to copy a letter into a cell takes three times as long.
fn set_letter(cell: &mut Cell, letter: &str, certain: Option<u16>, written: &mut [(char, Cell)]) {
    let first = letter.chars().next().filter(|_| certain.is_some());
    let Some((c, (of, kept))) = first.and_then(|c| Some((c, written.get_mut(c as usize % KEPT)?))) else {
        cell.set_symbol(letter);
        return;
    };
    if *of != c {
        *of = c;
        kept.set_symbol(letter);
    }
    let (fg, bg, modifier) = (cell.fg, cell.bg, cell.modifier);
    cell.clone_from(kept);
    (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
}

/// On a terminal that shows ambiguous characters two columns wide, a blank stands behind each of them: the screen is
/// laid out in cells of one column, and the terminal paints over the blank. One that would stand half outside of
/// `room` is left out.
fn spaced(text: &str, room: usize, ambiguous: Ambiguous) -> Cow<'_, str> {
    let doubtful = |s: &str| width(s, Ambiguous::Wide) > width(s, Ambiguous::Narrow);
    match ambiguous {
        Ambiguous::Avoid => return plain(text),
        Ambiguous::Wide if doubtful(text) => {}
        _ => return Cow::Borrowed(text),
    }
    let (mut out, mut used) = (String::with_capacity(text.len() + 8), 0);
    for grapheme in letters(text) {
        used += width(grapheme, Ambiguous::Wide);
        if used > room {
            break;
        }
        out.push_str(grapheme);
        let blanks = width(grapheme, Ambiguous::Wide).saturating_sub(width(grapheme, Ambiguous::Narrow));
        out.extend(std::iter::repeat_n(' ', blanks));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_stands_behind_what_is_wide_there() {
        assert_eq!(spaced("①は→", 20, Ambiguous::Wide), "① は→ ");
        assert_eq!(spaced("①は→", 20, Ambiguous::Narrow), "①は→");
        assert_eq!(spaced("は①", 3, Ambiguous::Wide), "は");
        assert_eq!(spaced("①は→", 20, Ambiguous::Avoid), "(1)は->");
        assert_eq!(spaced("海士町 abc", 3, Ambiguous::Wide), "海士町 abc");
    }
}
