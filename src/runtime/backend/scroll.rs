//! Rows that only moved: a list that scrolls is moved by the terminal, where that saves writing it again.
//!
//! With the means of a VT100, which all terminals of [`is_known`] have: a region (DECSTBM), and a line feed at its bottom
//! or a reverse one at its top. A region has whole rows, so what stands beside the list moves too and is painted again.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

use super::paint::{is_same, number};

/// Rows that must have moved together.
const FEW: usize = 4;

/// Columns that a move saves at least: it costs some thirty bytes, and the rows that come empty are painted.
const WORTH: usize = 100;

/// Beginnings of `TERM` whose terminals move regions as a VT100 does.
const KNOWN: [&str; 14] = [
    "xterm",
    "tmux",
    "screen",
    "linux",
    "rxvt",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
    "ghostty",
    "vte",
    "gnome",
    "konsole",
    "mintty",
];

/// Whether a terminal is known to move regions. Consoles of Windows are left out: old ones leave halves of wide glyphs.
pub(super) fn is_known(term: &str) -> bool {
    cfg!(not(windows)) && KNOWN.iter().any(|known| term.starts_with(known))
}

/// Rows that moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Shift {
    /// The region.
    pub(super) rows: Range<u16>,
    /// By how many rows.
    pub(super) by: u16,
    /// Towards the top.
    pub(super) up: bool,
}

impl Shift {
    /// How most of `changed` (the rows from the first to the last that differ) have moved from `shown` to `next`, two
    /// buffers of one size; `None` where they have not.
    pub(super) fn find(next: &Buffer, shown: &Buffer, changed: Range<u16>) -> Option<Self> {
        let keys = |buffer: &Buffer| -> Vec<Option<u64>> { changed.clone().map(|y| key(buffer, y)).collect() };
        let (new, old) = (keys(next), keys(shown));
        let told = new.iter().filter(|k| k.is_some()).count();
        let same = |new: &[Option<u64>], old: &[Option<u64>]| {
            new.iter().zip(old).filter(|(n, o)| n.is_some() && n == o).count()
        };
        let still = same(&new, &old);
        let mut best: Option<(usize, usize, bool)> = None;
        for by in 1..=new.len() / 2 {
            let (Some(tail), Some(old_tail)) = (new.get(by..), old.get(by..)) else { break };
            for (count, up) in [(same(&new, old_tail), true), (same(tail, &old), false)] {
                if best.is_none_or(|(most, ..)| count > most) {
                    best = Some((count, by, up));
                }
            }
        }
        let (count, by, up) = best?;
        let by = u16::try_from(by).ok()?;
        let shift = Self { rows: changed, by, up };
        (count >= FEW && count * 2 >= told && count > still && shift.saves(next, shown)).then_some(shift)
    }

    /// Whether clearly more of what is shown stands where it has to stand after the move than without it: what stands
    /// beside a list moves too.
    fn saves(&self, next: &Buffer, shown: &Buffer) -> bool {
        let stands = |y: u16, from: u16| {
            let cells = row(next, y).iter().zip(row(shown, from));
            cells.filter(|(new, old)| new.symbol() != " " && is_same(new, old)).count()
        };
        let Range { start, end } = self.rows;
        let kept = start..end - self.by;
        let still: usize = (start..end).map(|y| stands(y, y)).sum();
        let moved: usize = if self.up {
            kept.map(|y| stands(y, y + self.by)).sum()
        } else {
            kept.map(|y| stands(y + self.by, y)).sum()
        };
        moved > still + WORTH
    }

    /// Appends what moves the rows of the terminal; the pen must be the plain one, for the rows that come empty.
    pub(super) fn write(&self, out: &mut String) {
        let Range { start, end } = self.rows;
        out.push_str("\x1b[");
        number(start + 1, out);
        out.push(';');
        number(end, out);
        out.push_str("r\x1b[");
        number(if self.up { end } else { start + 1 }, out);
        out.push('H');
        (0..self.by).for_each(|_| out.push_str(if self.up { "\n" } else { "\x1bM" }));
        out.push_str("\x1b[r");
    }

    /// Moves the rows of `shown` as the terminal does.
    pub(super) fn apply(&self, shown: &mut Buffer) {
        let width = usize::from(shown.area.width);
        let cells = usize::from(self.rows.start) * width..usize::from(self.rows.end) * width;
        let by = usize::from(self.by) * width;
        let Some(rows) = shown.content.get_mut(cells).filter(|rows| by <= rows.len()) else { return };
        let empty = if self.up {
            rows.rotate_left(by);
            rows.len() - by..rows.len()
        } else {
            rows.rotate_right(by);
            0..by
        };
        rows.get_mut(empty).into_iter().flatten().for_each(Cell::reset);
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// What a row says in its left half, where lists stand; `None` where that is blank.
fn key(buffer: &Buffer, y: u16) -> Option<u64> {
    let all = row(buffer, y);
    let cells = all.get(..all.len() / 2)?;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut blank = true;
    for symbol in cells.iter().map(Cell::symbol) {
        blank &= symbol == " ";
        let letter = symbol.bytes().fold(0, |all, byte| all << 8 | u64::from(byte));
        hash = (hash ^ letter).wrapping_mul(0x0100_0000_01b3);
    }
    (!blank).then_some(hash)
}
