//! The screen: what `view` drew becomes one short write.
//!
//! The comparison with the previous frame is our own, because a ratatui backend is shown only the cells that ratatui
//! 0.30.2 thinks have changed: not the trailing columns of wide glyphs (ratatui#2652, #2738), whose content therefore
//! cannot be repaired afterwards. Here whole glyphs are compared, so every column that a vanished glyph covered belongs
//! to some changed glyph and is written. So there is no ratatui `Terminal` either: its buffers, one of which is emptied
//! for each frame, would be most of the memory that a key touches.
//!
//! A frame is composed in memory and written once, in a synchronised update, or not at all when nothing has changed.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};

use crate::runtime::guard::Output;
use crate::text::width::Ambiguous;
use paint::{Glyph, Pen, glyph, is_same, move_to};
use scroll::Shift;

mod paint;
mod scroll;
#[cfg(test)]
mod tests;

const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
/// Blank columns from which erasing to the end of the line pays.
const ERASE_FROM: usize = 4;
/// Changed rows from which it is looked whether they have moved.
const LEAST: usize = 8;

/// A full-screen surface on any writer.
pub struct Screen<W: Write> {
    size: Size,
    writer: W,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show next; between frames the one before what it shows.
    next: Buffer,
    cursor: Option<Position>,
    /// The terminal's content is unknown: erase it and paint everything.
    stale: bool,
    ambiguous: Ambiguous,
    /// The terminal is known to move rows.
    scrolls: bool,
    out: String,
}

/// A screen on standard output, behind the gate of [`super::guard`].
///
/// # Errors
/// The terminal's size cannot be read.
pub fn stdout_screen() -> io::Result<Screen<Output>> {
    let size = terminal_size()?;
    let mut screen = Screen::new(Output::new(), size);
    screen.scrolls = std::env::var("TERM").is_ok_and(|term| scroll::is_known(&term));
    Ok(screen)
}

/// The size of the terminal on standard output, at least 1×1.
///
/// # Errors
/// Standard output is no terminal.
pub fn terminal_size() -> io::Result<Size> {
    // Not crossterm's on unix: it opens /dev/tty at each call, which may be another terminal, and may start tput.
    #[cfg(unix)]
    let (width, height) = {
        let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout())?;
        (size.ws_col, size.ws_row)
    };
    #[cfg(not(unix))]
    let (width, height) = crossterm::terminal::size()?;
    // A serial line or a fresh pty says 0×0, meaning "unknown".
    Ok(if width == 0 || height == 0 { Size::new(80, 24) } else { Size::new(width, height) })
}

impl<W: Write> Screen<W> {
    /// A screen of the given size whose present content is unknown.
    pub fn new(writer: W, size: Size) -> Self {
        Self {
            size,
            writer,
            shown: Buffer::default(),
            next: Buffer::default(),
            cursor: None,
            stale: true,
            ambiguous: Ambiguous::Narrow,
            scrolls: false,
            out: String::new(),
        }
    }

    /// The size that the next frame will have.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Takes a new size; the next frame is painted afresh, because terminals reflow or drop what they showed.
    pub fn resize(&mut self, size: Size) {
        let size = Size::new(size.width.max(1), size.height.max(1));
        if size != self.size {
            self.size = size;
            self.stale = true;
        }
    }

    /// Forgets what the terminal shows: the next frame erases and paints everything (`redraw`, Ctrl-L).
    pub const fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Says how wide the terminal shows ambiguous characters.
    pub fn set_ambiguous(&mut self, ambiguous: Ambiguous) {
        if self.ambiguous != ambiguous {
            self.ambiguous = ambiguous;
            self.stale = true;
        }
    }

    /// Draws a frame and writes the difference, if there is any, in one `write`. `render` paints every cell, since it
    /// finds what an earlier frame left there, and says where the cursor stands, if anywhere.
    ///
    /// # Errors
    /// The writer fails; what the terminal shows counts as unknown from then on.
    pub fn draw(&mut self, render: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.size));
        if self.next.area != area {
            self.next = Buffer::empty(area);
        }
        let cursor = render(&mut self.next).map(|p| clamp(p, area));
        let mut painter = Painter { out: &mut self.out, ambiguous: self.ambiguous, at: None, pen: None };
        painter.out.clear();
        painter.out.push_str(BEGIN);
        if self.stale || self.shown.area != area {
            self.shown = Buffer::empty(area);
            self.cursor = None;
            painter.out.push_str("\x1b[?25l\x1b[0m\x1b[2J");
            painter.pen = Some(Pen::PLAIN);
        }
        let mut changed = changed(&self.next, &self.shown);
        // A list stands at the left.
        let in_list = changed.iter().filter(|(_, first)| *first < usize::from(area.width) / 2).count();
        if let (true, [(first, _), .., (last, _)]) = (self.scrolls && in_list >= LEAST, changed.as_slice())
            && let Some(shift) = Shift::find(&self.next, &self.shown, *first..last + 1)
        {
            painter.scroll(&shift, &mut self.shown);
            changed = self::changed(&self.next, &self.shown);
        }
        for (y, first) in changed {
            painter.row(&self.next, &self.shown, (first, y));
        }
        // What stands there now; what stood there is painted over.
        std::mem::swap(&mut self.next, &mut self.shown);
        let drew = self.out.len() > BEGIN.len();
        if let Some(place) = cursor.filter(|_| drew || cursor != self.cursor) {
            move_to(None, (place.x, place.y), &mut self.out);
        }
        match (self.cursor.is_some(), cursor.is_some()) {
            (false, true) => self.out.push_str("\x1b[?25h"),
            (true, false) => self.out.push_str("\x1b[?25l"),
            _ => {}
        }
        self.cursor = cursor;
        self.stale = false;
        if self.out.len() == BEGIN.len() {
            return Ok(());
        }
        self.out.push_str(END);
        let written = self.writer.write_all(self.out.as_bytes()).and_then(|()| self.writer.flush());
        self.stale = written.is_err();
        written
    }
}

/// The rows that differ, each with the first column that does.
fn changed(next: &Buffer, shown: &Buffer) -> Vec<(u16, usize)> {
    let width = usize::from(next.area.width).max(1);
    let rows = next.content.chunks(width).zip(shown.content.chunks(width)).zip(0..next.area.height);
    let first = |new: &[Cell], old: &[Cell]| new.iter().zip(old).position(|(n, o)| !is_same(n, o));
    rows.filter_map(|((new, old), y)| Some((y, first(new, old)?))).collect()
}

fn clamp(place: Position, area: Rect) -> Position {
    Position::new(place.x.min(area.width.saturating_sub(1)), place.y.min(area.height.saturating_sub(1)))
}

/// One frame's worth of output.
struct Painter<'a> {
    out: &'a mut String,
    ambiguous: Ambiguous,
    /// The cursor, while it can be trusted.
    at: Option<(u16, u16)>,
    /// The terminal's pen; unknown at the start of a frame, in case another program wrote to the terminal.
    pen: Option<Pen>,
}

impl Painter<'_> {
    /// Moves rows of the terminal and of `shown`.
    fn scroll(&mut self, shift: &Shift, shown: &mut Buffer) {
        Pen::PLAIN.change(None, self.out);
        shift.write(self.out);
        shift.apply(shown);
        (self.at, self.pen) = (None, Some(Pen::PLAIN));
    }

    /// Paints the changed glyphs of row `y`, whose first changed column is `first`.
    fn row(&mut self, next: &Buffer, shown: &Buffer, (first, y): (usize, u16)) {
        let width = usize::from(next.area.width);
        let start = usize::from(y) * width;
        let (Some(next), Some(shown)) =
            (next.content.get(start..start + width), shown.content.get(start..start + width))
        else {
            return;
        };
        let last = next.iter().zip(shown).rposition(|(new, old)| !is_same(new, old)).unwrap_or(first);
        let blank_from = blank_tail(next);
        let (mut x, mut old_x, mut spilt) = (0, 0, false);
        while x < width {
            // Step through the shown glyphs in parallel: `old_x` is the first that does not start before `x`.
            while old_x < x {
                old_x += self.glyph(shown, old_x).1;
            }
            if x > last && old_x == x && !spilt {
                break;
            }
            // Most of a changed row is as it was, and blank.
            let (Some(cell), Some(old_cell)) = (next.get(x), shown.get(x)) else { break };
            if cell.symbol().len() == 1 && !spilt && old_x == x && (x < first || is_same(cell, old_cell)) {
                x += 1;
                old_x = x;
                continue;
            }
            let (new, span) = self.glyph(next, x);
            if new.sure && !spilt && old_x == x && (x < first || is_same(cell, old_cell)) {
                x += span;
                old_x = x;
                continue;
            }
            let (old, old_span) = if old_x == x { self.glyph(shown, x) } else { (new, 0) };
            old_x += old_span;
            let same = span == old_span && looks_same(cell, new, old_cell, old);
            if !same || spilt {
                // A glyph of doubtful width, coming or going, may have touched the column behind it.
                spilt = !(new.sure && old.sure);
                if x >= blank_from && width - x >= ERASE_FROM {
                    self.erase(x, y);
                    break;
                }
                self.put(cell, new, span, (x, y));
            }
            x += span;
        }
    }

    /// The glyph that starts at `x`, and the columns that it covers on this terminal.
    fn glyph<'b>(&self, row: &'b [Cell], x: usize) -> (Glyph<'b>, usize) {
        let Some(cell) = row.get(x) else { return (paint::BLANK, 1) };
        let new = glyph(cell, u16::try_from(row.len() - x).unwrap_or(u16::MAX));
        let wide = self.ambiguous == Ambiguous::Wide && !new.sure && new.width == 1;
        let swallows = wide && row.get(x + 1).is_some_and(|cell| cell.symbol() == " ");
        (new, if swallows { 2 } else { usize::from(new.width) })
    }

    fn put(&mut self, cell: &Cell, glyph: Glyph, span: usize, (x, y): (usize, u16)) {
        let x = u16::try_from(x).unwrap_or(u16::MAX);
        move_to(self.at, (x, y), self.out);
        let pen = Pen::of(cell);
        if !(glyph.symbol == " " && self.pen.is_some_and(|old| old.same_on_blank(pen))) {
            pen.change(self.pen, self.out);
            self.pen = Some(pen);
        }
        // By character: a copy of unknown length costs more than the three bytes of a kanji.
        glyph.symbol.chars().for_each(|c| self.out.push(c));
        self.at = glyph.sure.then(|| (x.saturating_add(u16::try_from(span).unwrap_or(1)), y));
    }

    fn erase(&mut self, x: usize, y: u16) {
        let x = u16::try_from(x).unwrap_or(u16::MAX);
        move_to(self.at, (x, y), self.out);
        if !self.pen.is_some_and(Pen::erases) {
            Pen::PLAIN.change(self.pen, self.out);
            self.pen = Some(Pen::PLAIN);
        }
        self.out.push_str("\x1b[K");
        self.at = Some((x, y));
    }
}

/// The first column of the blanks, if any, that end a row and look like erased ones.
fn blank_tail(row: &[Cell]) -> usize {
    row.iter().rposition(|cell| cell.symbol() != " " || !Pen::of(cell).erases()).map_or(0, |last| last + 1)
}

fn looks_same(new_cell: &Cell, new: Glyph, old_cell: &Cell, old: Glyph) -> bool {
    let (new_pen, old_pen) = (Pen::of(new_cell), Pen::of(old_cell));
    new.symbol == old.symbol && (new_pen == old_pen || new.symbol == " " && new_pen.same_on_blank(old_pen))
}
