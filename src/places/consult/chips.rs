//! What was understood, laid out: each thing that can be struck stands by itself.

use crate::domain::plan::edits::Item;
use crate::domain::sort;
use crate::present::consult::Said;
use crate::text::width::{Ambiguous, width};
use crate::text::wrap::wrap_hanging;

/// A piece of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chip {
    /// Column, from the left edge of the rows.
    pub x: u16,
    /// What stands there.
    pub text: String,
    /// Which of [`items`] it is; `None` for a label and for what cannot be struck.
    pub item: Option<usize>,
    /// It asks back, or was not understood.
    pub asks: bool,
}

/// Everything that can be struck, in the order shown.
pub fn items(all: &[Said]) -> Vec<Item> {
    all.iter().flat_map(|said| &said.parts).filter_map(|(_, item)| *item).collect()
}

/// What was understood, in at most `most` rows: what has to be asked back first where they are few, or what is
/// `selected`.
pub fn rows(all: &[Said], (columns, most): (u16, usize), selected: Option<usize>, a: Ambiguous) -> Vec<Vec<Chip>> {
    // A column is free on either side.
    let room = usize::from(columns.saturating_sub(3)).max(8);
    let packs = all.len() > most;
    let mut first = 0;
    let mut numbered: Vec<(usize, &Said)> = Vec::new();
    for said in all {
        numbered.push((first, said));
        first += said.parts.iter().filter(|(_, item)| item.is_some()).count();
    }
    if packs && selected.is_none() {
        sort::by_key(&mut numbered, |(_, said)| !said.asks());
    }
    let mut out = Page { rows: Vec::new(), room, a };
    for (first, said) in numbered {
        let line = said.line();
        let behind = out.end();
        if !(behind > 0 && out.follows(&line)) {
            out.rows.push(Vec::new());
        }
        out.put(said, first);
    }
    let mut rows = out.rows;
    let at = rows.iter().position(|row| row.iter().any(|chip| chip.item.is_some() && chip.item == selected));
    rows.drain(..at.map_or(0, |at| (at + 1).saturating_sub(most)));
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut().and_then(|row| row.last_mut()) {
            last.text.push('…');
        }
    }
    rows
}

struct Page {
    rows: Vec<Vec<Chip>>,
    room: usize,
    a: Ambiguous,
}

impl Page {
    /// Columns that are taken in the last row.
    fn end(&self) -> usize {
        let last = self.rows.last().and_then(|row| row.last());
        last.map_or(0, |chip| usize::from(chip.x) + width(&chip.text, self.a))
    }

    /// Leaves a gap where `line` fits behind what stands there.
    fn follows(&mut self, line: &str) -> bool {
        let fits = self.end() + 2 + width(line, self.a) <= self.room;
        if fits {
            self.push("　", None, false);
        }
        fits
    }

    fn push(&mut self, text: &str, item: Option<usize>, asks: bool) {
        let x = u16::try_from(self.end()).unwrap_or(u16::MAX);
        if let Some(row) = self.rows.last_mut() {
            row.push(Chip { x, text: text.to_owned(), item, asks });
        }
    }

    /// A line of what was understood, over as many rows as it needs.
    fn put(&mut self, said: &Said, first: usize) {
        let asks = said.asks();
        let mut next = first;
        self.push(&format!("{}: ", said.label), None, asks);
        for (i, (text, item)) in said.parts.iter().enumerate() {
            let item = item.map(|_| {
                next += 1;
                next - 1
            });
            let between = if i == 0 { "" } else { said.between };
            let mut left = self.room.saturating_sub(self.end() + width(between, self.a));
            self.push(between, None, asks);
            if width(text, self.a) > left && i > 0 {
                self.row_below();
                left = self.room - 2;
            }
            if width(text, self.a) <= left {
                self.push(text, item, asks);
                continue;
            }
            // The first line is as long as what is left of this row.
            let indent = " ".repeat(self.end());
            for (i, line) in wrap_hanging(&format!("{indent}{text}"), self.room, 2, self.a).iter().enumerate() {
                if i > 0 {
                    self.row_below();
                }
                self.push(line.trim_start(), item, asks);
            }
        }
    }

    fn row_below(&mut self) {
        self.rows.push(vec![Chip { x: 0, text: "  ".to_owned(), item: None, asks: false }]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(label: &'static str, parts: &[&str]) -> Said {
        let parts = parts.iter().map(|p| ((*p).to_owned(), Some(Item::Loan))).collect();
        Said { label, parts, between: "・" }
    }

    fn text(rows: &[Vec<Chip>]) -> Vec<String> {
        rows.iter().map(|row| row.iter().map(|c| c.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_stand_side_by_side_where_there_is_room() {
        let all = [said("目的", &["空き家", "移住"]), said("経費", &["工事 100円"])];
        assert_eq!(text(&rows(&all, (40, 9), None, Ambiguous::Narrow)), ["目的: 空き家・移住　経費: 工事 100円"]);
        let rows = rows(&all, (30, 9), None, Ambiguous::Narrow);
        assert_eq!(text(&rows), ["目的: 空き家・移住", "経費: 工事 100円"]);
        let found: Vec<_> = rows.iter().flatten().filter_map(|c| Some((c.x, c.item?))).collect();
        assert_eq!(found, [(6, 0), (14, 1), (6, 2)]);
    }

    #[test]
    fn few_rows_are_packed_and_what_is_asked_stands_first() {
        let all = [said("目的", &["空き家"]), said("主体", &["市"]), said("確認", &["円か万円か"])];
        assert_eq!(text(&rows(&all, (80, 1), None, Ambiguous::Narrow)), ["確認: 円か万円か　目的: 空き家　主体: 市"]);
        assert_eq!(text(&rows(&all, (26, 1), None, Ambiguous::Narrow)), ["確認: 円か万円か…"]);
        assert_eq!(text(&rows(&all, (26, 1), Some(1), Ambiguous::Narrow)), ["目的: 空き家　主体: 市…"]);
    }

    #[test]
    fn long_lines_break_between_things_and_then_within() {
        let all = [said("目的", &["空き家の改修", "移住・定住の促進"])];
        assert_eq!(text(&rows(&all, (26, 5), None, Ambiguous::Narrow)), ["目的: 空き家の改修・", "  移住・定住の促進"]);
        let all = [said("確認", &["自治体が1つに決まりません。どれですか"])];
        let rows = rows(&all, (26, 5), None, Ambiguous::Narrow);
        assert!(
            rows.len() > 1
                && rows.iter().all(|r| r.iter().map(|c| width(&c.text, Ambiguous::Narrow)).sum::<usize>() <= 24),
            "{rows:?}"
        );
    }
}
