//! What a cell costs: how far a glyph advances the cursor, and the shortest sequences for cursor and style.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

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
        let mut afresh = String::from("0");
        self.additions(Self::PLAIN, &mut afresh);
        let chosen = match from {
            Some(old) => {
                let mut step = String::new();
                self.removals(old, &mut step);
                let kept = Self { modifier: old.modifier & self.kept(old), ..old };
                self.additions(kept, &mut step);
                // `step` carries one separator too many.
                if step.len() > afresh.len() + 1 { afresh } else { step }
            }
            None => afresh,
        };
        let codes = chosen.trim_start_matches(';');
        let _ = write!(out, "\x1b[{}m", if codes == "0" { "" } else { codes });
    }

    /// The modifiers of `old` that survive the removals: a clearing code takes every modifier that shares it.
    fn kept(self, old: Self) -> Modifier {
        let gone = old.modifier - self.modifier;
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
        let mut last = 0;
        for (bit, _, off) in MODIFIERS {
            if gone.intersects(bit) && off != last {
                let _ = write!(out, ";{off}");
                last = off;
            }
        }
    }

    fn additions(self, old: Self, out: &mut String) {
        for (bit, on, _) in MODIFIERS {
            if (self.modifier - old.modifier).intersects(bit) {
                let _ = write!(out, ";{on}");
            }
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
            let _ = write!(out, ";{};5;{index}", base + 8);
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(out, ";{};2;{r};{g};{b}", base + 8);
            return;
        }
    };
    let _ = write!(out, ";{}", base + offset);
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
    if symbol.chars().any(char::is_control) {
        return BLANK;
    }
    let width = cell.cell_width();
    match width {
        0 => BLANK,
        _ if width > room => BLANK,
        _ => Glyph { symbol, width, sure: sure_width(symbol) == Some(width) },
    }
}

/// The columns that every terminal agrees on; `None` for anything that depends on terminal, font or Unicode version:
/// East Asian ambiguous characters, emoji, combining sequences, half-width sound marks, characters above U+FFFF.
fn sure_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next()?, chars.next()) {
        (' '..='~' | '\u{ff61}'..='\u{ff9d}', None) => Some(1),
        (
            '\u{3000}'..='\u{3029}' // punctuation, up to the combining tone marks
            | '\u{3030}'..='\u{303e}'
            | '\u{3041}'..='\u{3096}' // hiragana, up to the combining sound marks
            | '\u{309b}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3220}'..='\u{3247}' // ㈱
            | '\u{3300}'..='\u{33ff}' // ㍿ ㎡
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{fa6d}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}',
            None,
        ) => Some(2),
        _ => None,
    }
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
            let _ = write!(out, "\x1b[{}C", x - column);
        }
        _ if x == 0 && y == 0 => out.push_str("\x1b[H"),
        _ if x == 0 => {
            let _ = write!(out, "\x1b[{}H", y + 1);
        }
        _ => {
            let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
        }
    }
}
