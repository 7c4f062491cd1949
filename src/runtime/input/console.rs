//! The Windows console, read by crossterm.

use crate::runtime::guard::Output;
use crate::runtime::input::event::{Incoming, Mouse, MouseKind, from_crossterm};
use crate::text::width::Ambiguous;
use crossterm::event::{Event, MouseButton, MouseEventKind, poll, read};
use std::io::{self, Write};
use std::time::Duration;

/// crossterm keeps the state.
#[derive(Debug)]
pub(super) struct Source;

impl Source {
    #[expect(clippy::unnecessary_wraps, reason = "the other platform can fail")]
    pub(super) const fn new() -> io::Result<Self> {
        Ok(Self)
    }

    #[expect(clippy::unused_self, reason = "the same call on both platforms")]
    /// Sleeps at most `wait` (`None`: for ever) and appends what arrived. True if an event was read, even one that
    /// means nothing, since more may wait behind it.
    pub(super) fn take(&self, wait: Option<Duration>, out: &mut Vec<Incoming>) -> io::Result<bool> {
        if let Some(limit) = wait
            && !poll(limit)?
        {
            return Ok(false);
        }
        out.extend(match read()? {
            Event::Key(key) => from_crossterm(key).map(Incoming::Key),
            Event::Paste(text) => Some(Incoming::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
            Event::Resize(columns, rows) => Some(Incoming::Resize(columns, rows)),
            Event::FocusGained => Some(Incoming::FocusGained),
            Event::FocusLost => None,
            Event::Mouse(mouse) => {
                kind(mouse.kind).map(|kind| Incoming::Mouse(Mouse { kind, column: mouse.column, row: mouse.row }))
            }
        });
        Ok(true)
    }

    #[expect(clippy::unused_self, reason = "the same call on both platforms")]
    /// The console tells its cursor's place at once, without a report in the input.
    pub(super) fn ask_width(&mut self, output: &mut Output) -> io::Result<Option<Ambiguous>> {
        output.write_all("\x1b[2;1H■".as_bytes())?;
        let (column, _) = crossterm::cursor::position()?;
        output.write_all(b"\r\x1b[K")?;
        Ok(Some(if column > 1 { Ambiguous::Wide } else { Ambiguous::Narrow }))
    }
}

const fn kind(kind: MouseEventKind) -> Option<MouseKind> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(MouseKind::Press),
        MouseEventKind::ScrollUp => Some(MouseKind::ScrollUp),
        MouseEventKind::ScrollDown => Some(MouseKind::ScrollDown),
        _ => None,
    }
}
