//! The unix terminal: one sleep in `poll` for keys and size changes, level-triggered, so that nothing stays unread.

use crate::runtime::guard::Output;
use crate::runtime::input::decode::{Decoded, Decoder};
use crate::runtime::input::event::Incoming;
use crate::text::width::Ambiguous;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::QueueSelector;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Keys from standard input, size changes through a socket that the signal handler writes to.
#[derive(Debug)]
pub(super) struct Source {
    decoder: Decoder,
    resized: UnixStream,
    /// An answer to [`ASK`] is on its way.
    asked: bool,
}

/// An answer that nobody waits for any more must not end up on the shell's command line.
impl Drop for Source {
    fn drop(&mut self) {
        if self.asked {
            let _ = rustix::termios::tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
        }
    }
}

/// The ■ goes to row 2, since a report from row 1 could be Shift-F3. The frame that follows wipes it away.
const ASK: &[u8] = b"\x1b[2;1H\xe2\x96\xa0\x1b[6n\r\x1b[K";

impl Source {
    pub(super) fn new() -> io::Result<Self> {
        let (resized, sender) = UnixStream::pair()?;
        resized.set_nonblocking(true)?;
        sender.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, sender)?;
        Ok(Self { decoder: Decoder::new(is_local(|name| std::env::var_os(name))), resized, asked: false })
    }

    /// Sleeps at most `wait` (`None`: for ever) and appends what arrived. True if more is on its way: an unfinished
    /// sequence, or a read that filled the buffer.
    pub(super) fn take(&mut self, wait: Option<Duration>, out: &mut Vec<Incoming>) -> io::Result<bool> {
        let patience = self.decoder.patience();
        let limit = match (wait, patience) {
            (Some(a), Some(b)) if !a.is_zero() => Some(a.min(b)),
            (Some(a), _) => Some(a),
            (None, b) => b,
        };
        let (keys, size) = self.sleep(limit)?;
        if size {
            self.drain();
            // `settle` puts the real size in.
            out.push(Incoming::Resize(0, 0));
        }
        let mut decoded = Vec::new();
        let mut full = false;
        if keys {
            let mut bytes = [0; 4096];
            match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
                Ok(0) | Err(Errno::IO) => return Err(gone()),
                Ok(n) => {
                    full = n == bytes.len();
                    self.decoder.feed(bytes.get(..n).unwrap_or_default(), &mut decoded);
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        } else if !size && limit.is_some() && limit == patience {
            self.decoder.give_up(&mut decoded);
        }
        out.extend(decoded.into_iter().map(|decoded| match decoded {
            Decoded::Event(event) => event,
            Decoded::CursorColumn(column) => {
                self.asked = false;
                Incoming::Ambiguous(if column > 2 { Ambiguous::Wide } else { Ambiguous::Narrow })
            }
        }));
        Ok(full)
    }

    /// Whether keys and size changes wait after the sleep.
    fn sleep(&self, limit: Option<Duration>) -> io::Result<(bool, bool)> {
        let stdin = rustix::stdio::stdin();
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.resized, PollFlags::IN)];
        match poll(&mut fds, limit.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR | Errno::AGAIN) => return Ok((false, false)),
            Err(error) => return Err(error.into()),
        }
        let [keys, size] = fds.map(|fd| fd.revents());
        // A hang-up with unread input still says IN; without, there is nothing more to come.
        if !keys.contains(PollFlags::IN) && keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(gone());
        }
        Ok((keys.contains(PollFlags::IN), !size.is_empty()))
    }

    fn drain(&mut self) {
        let mut bytes = [0; 64];
        while self.resized.read(&mut bytes).is_ok_and(|n| n == bytes.len()) {}
    }

    /// Writes the question; the answer comes through [`Self::take`].
    pub(super) fn ask_width(&mut self, output: &mut Output) -> io::Result<Option<Ambiguous>> {
        output.write_all(ASK)?;
        self.asked = true;
        Ok(None)
    }
}

/// Whether a terminal of this machine is at the other end, which writes each sequence in one piece. Not over ssh, nor where
/// sudo has taken away what would tell of it, nor on a serial line.
fn is_local(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let far = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "MOSH_IP", "SUDO_USER"];
    // Where there is no such link there are no serial lines to be told from others either.
    let device = std::fs::read_link("/proc/self/fd/0").ok();
    let near = |path: &Path| ["/dev/pts/", "/dev/tty"].iter().any(|at| begins_with_number(path, at));
    far.iter().all(|name| variable(name).is_none()) && device.as_deref().is_none_or(near)
}

/// `/dev/tty1`, not `/dev/ttyS0`.
fn begins_with_number(path: &Path, before: &str) -> bool {
    let rest = path.to_str().and_then(|p| p.strip_prefix(before));
    rest.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}

fn gone() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "端末との接続が切れました")
}
