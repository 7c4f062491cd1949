//! What a cell costs: how far a glyph advances the cursor, and the shortest sequences for cursor and style.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use crate::text::width::certain_letter;

/// Modifiers that show on a blank cell.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Modifier, code to set it, code to clear it. Bold and dim are cleared by the same code.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How a cell is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The pen after `CSI 0 m`.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    pub(super) const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank painted with either pen looks the same.
    pub(super) fn same_on_blank(self, other: Self) -> bool {
        let visible = self.modifier & ON_BLANK;
        let drawn_in_fg = !visible.is_empty();
        self.bg == other.bg && visible == other.modifier & ON_BLANK && (!drawn_in_fg || self.fg == other.fg)
    }

    /// Whether an erased cell looks like a blank painted with this pen, whatever the terminal erases with.
    pub(super) fn erases(self) -> bool {
        self.same_on_blank(Self::PLAIN)
    }

    /// Appends the shorter of "change what differs" and "reset, then set".
    pub(super) fn change(self, from: Option<Self>, out: &mut String) {
        if from == Some(self) {
            return;
        }
        out.push_str("\x1b[");
        let start = out.len();
        self.additions(Self::PLAIN, out);
        let afresh = out.len();
        if let Some(old) = from {
            self.removals(old, out);
            self.additions(Self { modifier: old.modifier & self.kept(old), ..old }, out);
        }
        // Each code begins with its separator, which the first does without: `0` is what resets.
        if from.is_some() && out.len() - afresh <= afresh - start + 2 {
            out.replace_range(start..(afresh + 1).min(out.len()), "");
        } else {
            out.truncate(afresh);
            if afresh > start {
                out.insert(start, '0');
            }
        }
        out.push('m');
    }

    /// The modifiers of `old` that survive the removals: a clearing code takes every modifier that shares it.
    fn kept(self, old: Self) -> Modifier {
        let gone = old.modifier - self.modifier;
        if gone.is_empty() {
            return old.modifier;
        }
        MODIFIERS
            .iter()
            .filter(|(bit, _, off)| {
                !MODIFIERS.iter().any(|(other, _, code)| code == off && gone.intersects(*other))
                    && old.modifier.contains(*bit)
            })
            .fold(Modifier::empty(), |all, (bit, ..)| all | *bit)
    }

    fn removals(self, old: Self, out: &mut String) {
        let gone = old.modifier - self.modifier;
        if gone.is_empty() {
            return;
        }
        let mut last = 0;
        for (bit, _, off) in MODIFIERS {
            if gone.intersects(bit) && off != last {
                code(off, out);
                last = off;
            }
        }
    }

    fn additions(self, old: Self, out: &mut String) {
        let new = self.modifier - old.modifier;
        // Mostly the colours alone are others.
        if !new.is_empty() {
            MODIFIERS.iter().filter(|(bit, ..)| new.intersects(*bit)).for_each(|(_, on, _)| code(*on, out));
        }
        if self.fg != old.fg {
            colour(self.fg, 30, out);
        }
        if self.bg != old.bg {
            colour(self.bg, 40, out);
        }
    }
}

/// Appends the code of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u8, out: &mut String) {
    let offset = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            return [base + 8, 5, index].into_iter().for_each(|n| code(n, out));
        }
        Color::Rgb(r, g, b) => {
            return [base + 8, 2, r, g, b].into_iter().for_each(|n| code(n, out));
        }
    };
    code(base + offset, out);
}

/// Appends a code behind its separator.
fn code(n: u8, out: &mut String) {
    out.push(';');
    number(u16::from(n), out);
}

/// Appends a number: `write!` would take a tenth of the time of a frame.
pub(super) fn number(n: u16, out: &mut String) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.extend(char::from_digit(u32::from(n % 10), 10));
}

/// Cells with the same content: as they compare themselves, of what is used here.
pub(super) fn is_same(a: &Cell, b: &Cell) -> bool {
    // Nearly all are a blank; whole slices would be compared by a call for each cell.
    let symbols = || match (a.symbol().as_bytes(), b.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one.iter().eq(other),
    };
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier && symbols()
}

/// A cell as it will stand on the screen: what to print, how wide ratatui laid it out, and whether every terminal
/// agrees on that width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Glyph<'a> {
    pub(super) symbol: &'a str,
    pub(super) width: u16,
    pub(super) sure: bool,
}

/// An empty place.
pub(super) const BLANK: Glyph<'static> = Glyph { symbol: " ", width: 1, sure: true };

/// Reads a cell. `room` is the number of columns up to the right edge: a glyph that does not fit becomes a blank, and
/// so does anything that a terminal could take for a command.
pub(super) fn glyph(cell: &Cell, room: u16) -> Glyph<'_> {
    let symbol = cell.symbol();
    if let [byte] = symbol.as_bytes() {
        return if byte.is_ascii_graphic() { Glyph { symbol, width: 1, sure: true } } else { BLANK };
    }
    let width = match certain_letter(symbol) {
        Some(width) if width <= room => return Glyph { symbol, width, sure: true },
        _ if symbol.chars().any(char::is_control) => 0,
        _ => cell.cell_width(),
    };
    if width == 0 || width > room { BLANK } else { Glyph { symbol, width, sure: false } }
}

/// Appends the shortest way to a place. `at` is the cursor, if it can be trusted.
///
/// No line feed even where it would be shorter: should the terminal have shrunk unnoticed, it would scroll, where an
/// absolute move is clamped.
pub(super) fn move_to(at: Option<(u16, u16)>, (x, y): (u16, u16), out: &mut String) {
    match at {
        Some(here) if here == (x, y) => {}
        Some((_, row)) if row == y && x == 0 => out.push('\r'),
        Some((column, row)) if row == y && column + 1 == x => out.push_str("\x1b[C"),
        Some((column, row)) if row == y && column < x => {
            out.push_str("\x1b[");
            number(x - column, out);
            out.push('C');
        }
        _ => {
            out.push_str("\x1b[");
            if (x, y) != (0, 0) {
                number(y + 1, out);
            }
            if x != 0 {
                out.push(';');
                number(x + 1, out);
            }
            out.push('H');
        }
    }
}
