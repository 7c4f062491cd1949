//! What comes in: everything that waits, in one batch, so that any number of queued keys costs one frame.

use std::io;
use std::time::{Duration, Instant};

use crate::runtime::backend::terminal_size;
use crate::runtime::guard::Output;
use crate::text::width::Ambiguous;

pub mod event;

use event::Incoming;

#[cfg(any(unix, test))]
mod decode;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix::Source;
#[cfg(any(windows, test))]
mod burst;
#[cfg(windows)]
mod console;
#[cfg(windows)]
use console::Source;

/// A batch ends after so many events or so much time, so that a terminal that never stops sending (a huge paste
/// without brackets, a key held down over a slow line) still gets frames.
const BATCH: usize = 8192;
const BATCH_TIME: Duration = Duration::from_millis(100);

/// The program's only reader of the terminal, to be used on the main thread.
#[derive(Debug)]
pub struct Input {
    source: Source,
    /// Events that came while something else was awaited.
    early: Vec<Incoming>,
}

impl Input {
    /// Opens the input. Call it after [`super::guard::Guard::enter`].
    ///
    /// # Errors
    /// The system refuses to report size changes.
    pub fn new() -> io::Result<Self> {
        Ok(Self { source: Source::new()?, early: Vec::new() })
    }

    /// Waits for the first event, then takes everything else that is there, and appends it to `out`.
    ///
    /// Of several size changes only the last remains, at the end, with the size read afresh: the sizes reported on
    /// the way are outdated and, on Windows, sometimes wrong.
    ///
    /// # Errors
    /// `UnexpectedEof` when the terminal has gone: end the program quietly with [`super::guard::EXIT_HANG_UP`].
    pub fn next_batch(&mut self, out: &mut Vec<Incoming>) -> io::Result<()> {
        let from = out.len();
        out.append(&mut self.early);
        let mut wait = if out.len() > from { Some(Duration::ZERO) } else { None };
        let mut end: Option<Instant> = None;
        loop {
            let before = out.len();
            let more = self.source.take(wait, out)?;
            if out.len() > from {
                let end = *end.get_or_insert_with(|| Instant::now() + BATCH_TIME);
                let full = out.len() - from >= BATCH || Instant::now() >= end;
                if full || !more && out.len() == before {
                    break;
                }
                wait = Some(Duration::ZERO);
            }
        }
        settle(out, from, || terminal_size().ok().map(|size| (size.width, size.height)));
        #[cfg(windows)]
        burst::gather(out, from);
        Ok(())
    }

    /// Asks how wide the terminal shows ■. The answer comes as [`Incoming::Ambiguous`], or never.
    ///
    /// Nobody waits: call it after entering and before the first frame, which wipes the ■ away. The price is that
    /// the first frame is drawn with the narrow assumption and, on a wide terminal, painted again when the answer
    /// comes. A program that ends before the answer has it thrown away with the rest of the input on leaving.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn ask_ambiguous(&mut self) -> io::Result<()> {
        let answer = self.source.ask_width(&mut Output::new())?;
        self.early.extend(answer.map(Incoming::Ambiguous));
        Ok(())
    }

    /// Asks like [`Self::ask_ambiguous`] and waits for the answer, at most `timeout` (keep it within 100 ms).
    ///
    /// Everything else that arrives meanwhile is kept for [`Self::next_batch`], and so is an answer that is too late.
    /// A ■ is left on the second row: call `Screen::invalidate`, or call this before the first frame. The price is
    /// the terminal's answering time, or the whole `timeout` if it never answers: do not let the first frame wait.
    pub fn probe_ambiguous(&mut self, timeout: Duration) -> Option<Ambiguous> {
        let end = Instant::now() + timeout;
        self.ask_ambiguous().ok()?;
        loop {
            if let Some(at) = self.early.iter().position(|event| matches!(event, Incoming::Ambiguous(_)))
                && let Incoming::Ambiguous(answer) = self.early.remove(at)
            {
                return Some(answer);
            }
            let left = end.checked_duration_since(Instant::now())?;
            self.source.take(Some(left), &mut self.early).ok()?;
        }
    }
}

/// Keeps one size change, with the present size, at the end of the batch, and every mouse event on the screen.
fn settle(batch: &mut Vec<Incoming>, from: usize, size: impl Fn() -> Option<(u16, u16)>) {
    let is_plain = |event: &Incoming| !matches!(event, Incoming::Resize(..) | Incoming::Mouse(_));
    if batch.iter().skip(from).all(is_plain) {
        return;
    }
    let mut last = None;
    let mut tail = batch.split_off(from);
    tail.retain(|event| {
        let Incoming::Resize(columns, rows) = *event else { return true };
        last = Some((columns, rows));
        false
    });
    let now = size().or(last);
    if let Some((columns, rows)) = now {
        for event in &mut tail {
            if let Incoming::Mouse(mouse) = event {
                mouse.column = mouse.column.min(columns.saturating_sub(1));
                mouse.row = mouse.row.min(rows.saturating_sub(1));
            }
        }
    }
    batch.append(&mut tail);
    if let (Some(_), Some((columns, rows))) = (last, now) {
        batch.push(Incoming::Resize(columns, rows));
    }
}
