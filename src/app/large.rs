//! Digits drawn large, as blocks of cells, for the back row of a room: readable in every terminal, in every font.

use crate::app::row::{Ink, Row};
use crate::present::line::Tone;
use crate::text::width::{Ambiguous, width};

/// Rows of a large digit.
const HIGH: usize = 5;

/// The rows of a character from top to bottom, a bit a pixel; its pixels in a row.
fn glyph(c: char) -> Option<([u8; HIGH], usize)> {
    let rows = match c {
        '0' => [0b111, 0b101, 0b101, 0b101, 0b111],
        '1' => [0b010, 0b110, 0b010, 0b010, 0b111],
        '2' => [0b111, 0b001, 0b111, 0b100, 0b111],
        '3' => [0b111, 0b001, 0b111, 0b001, 0b111],
        '4' => [0b101, 0b101, 0b111, 0b001, 0b001],
        '5' => [0b111, 0b100, 0b111, 0b001, 0b111],
        '6' => [0b111, 0b100, 0b111, 0b101, 0b111],
        '7' => [0b111, 0b001, 0b001, 0b001, 0b001],
        '8' => [0b111, 0b101, 0b111, 0b101, 0b111],
        '9' => [0b111, 0b101, 0b111, 0b001, 0b111],
        '/' => [0b001, 0b001, 0b010, 0b100, 0b100],
        '%' => [0b101, 0b001, 0b010, 0b100, 0b101],
        // Between two figures: as small print it would not part them.
        '〜' => return Some(([0, 0b0101, 0b1010, 0, 0], 4)),
        ',' => return Some(([0, 0, 0, 0b01, 0b10], 2)),
        '.' => return Some(([0, 0, 0, 0, 0b1], 1)),
        _ => return None,
    };
    Some((rows, 3))
}

/// How large a pixel of a digit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// One column and one row: where little room is left.
    Narrow,
    /// Two columns and one row, about a square.
    Square,
    /// Four columns and two rows: on a large window.
    Double,
}

impl Size {
    /// Columns and rows of a pixel.
    const fn pixel(self) -> (usize, usize) {
        match self {
            Self::Narrow => (1, 1),
            Self::Square => (2, 1),
            Self::Double => (4, 2),
        }
    }
}

/// `text` with its digits large; what is no digit stands on the bottom row. `None` where it does not fit into `columns`
/// or holds no digit.
pub fn large(text: &str, tone: Tone, (columns, size): (usize, Size), a: Ambiguous) -> Option<Vec<Row>> {
    let (wide, scale) = size.pixel();
    let mut out = vec![Row::new(); HIGH * scale];
    let last = out.len().saturating_sub(1);
    let pixel_wide = " ".repeat(wide);
    let mut used = 0;
    let mut has_digit = false;
    for c in text.chars() {
        let Some((rows, pixels)) = glyph(c) else {
            let word = c.to_string();
            let taken = width(&word, a);
            used += taken;
            for (i, row) in out.iter_mut().enumerate() {
                let shown = if i == last { word.clone() } else { " ".repeat(taken) };
                row.push((shown, Ink::Tone(tone)));
            }
            continue;
        };
        has_digit = true;
        used += (pixels + 1) * pixel_wide.len();
        for (tall, bits) in out.chunks_mut(scale).zip(rows) {
            for row in tall {
                for pixel in (0..pixels).rev() {
                    let ink = if bits >> pixel & 1 == 1 { Ink::Block(tone) } else { Ink::Tone(tone) };
                    row.push((pixel_wide.clone(), ink));
                }
                row.push((pixel_wide.clone(), Ink::Tone(tone)));
            }
        }
    }
    (has_digit && used <= columns).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_blocks_and_words_stand_at_the_foot() {
        let rows = large("3/4 万円", Tone::Figure, (60, Size::Square), Ambiguous::Narrow).expect("room");
        let drawn = |row: &Row| -> String {
            let block =
                |(t, ink): &(String, Ink)| if matches!(ink, Ink::Block(_)) { "##".to_owned() } else { t.clone() };
            row.iter().map(block).collect::<String>().trim_end().to_owned()
        };
        assert_eq!(drawn(&rows[0]), "######      ##  ##  ##");
        assert_eq!(drawn(&rows[4]), "######  ##          ##   万円");
        assert!(large("3/4 万円", Tone::Figure, (20, Size::Square), Ambiguous::Narrow).is_none());
        assert!(large("記載なし", Tone::Figure, (80, Size::Square), Ambiguous::Narrow).is_none());
        let twice = large("3/4 万円", Tone::Figure, (100, Size::Double), Ambiguous::Narrow).expect("room");
        assert_eq!(twice.len(), 2 * HIGH);
        assert_eq!(drawn(&twice[0]), drawn(&twice[1]));
        assert!(drawn(&twice[9]).ends_with("万円") && !drawn(&twice[8]).contains('万'));
    }
}
