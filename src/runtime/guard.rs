//! The terminal's custody: every mode is taken here, and given back here, exactly once, whatever happens.
//!
//! Four ways lead out of the program: return (`Drop`), panic (hook), a signal, and a terminal that goes away. All of
//! them call [`restore`]. A stop from outside (`kill -TSTP`) gives the terminal back too, until the program goes on.
//!
//! `restore` runs on whichever thread notices first, so frames and restoration share one gate: a frame is written under
//! the gate's lock in one piece, and after `restore` the gate is shut and later frames vanish. The wait for that lock is
//! bounded, since a terminal that stopped reading can hold a writer for ever.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, Once, TryLockError};
use std::time::{Duration, Instant};

use crate::runtime::lingering::Lingering;

/// Exit code when the terminal went away, as after SIGHUP (128 + 1).
pub const EXIT_HANG_UP: u8 = 129;

/// Exit code after Ctrl-Break, as after SIGINT (128 + 2).
#[cfg(windows)]
const EXIT_INTERRUPTED: u8 = 130;

/// How long a restoring thread waits for a frame that is being written, or for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(250);

/// Bytes of a frame that are written at a time: as many as any terminal's buffer holds, since each piece wakes the
/// terminal.
const PIECE: usize = 4096;

/// Serialises frames and the restoration on standard output.
static GATE: Mutex<()> = Mutex::new(());
/// Serialises restorers, so that a second one does not let the process end before the first has finished.
static RESTORING: Mutex<()> = Mutex::new(());
/// Frames may pass.
static OPEN: AtomicBool = AtomicBool::new(false);
/// There is something to give back.
static HELD: AtomicBool = AtomicBool::new(false);
/// What the terminal was told ([`SCREEN`], [`MOUSE`]).
static MODES: AtomicU8 = AtomicU8::new(0);
/// What to tell it when a stopped program goes on; 0 while none is stopped.
static WAITS: AtomicU8 = AtomicU8::new(0);
/// What stands on the screen is no longer what the last frame left there.
static LOST: AtomicBool = AtomicBool::new(false);
static WATCHERS: Once = Once::new();

const SCREEN: u8 = 1;
const MOUSE: u8 = 2;

// Autowrap is off while we draw: a glyph that a terminal makes wider than we think must not push a row down.
// The Windows console reports the mouse by a mode of its own, not by sequences.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[0m\x1b[2J\x1b[H";
const ENTER_MOUSE: &[u8] = if cfg!(windows) { b"" } else { b"\x1b[?1000h\x1b[?1006h" };
// An open synchronised update would freeze the shell, so it is ended first; CAN ends a sequence cut in the middle.
const LEAVE: &[u8] = b"\x18\x1b[?2026l\x1b[?2004l\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h";
const LEAVE_MOUSE: &[u8] = if cfg!(windows) { b"" } else { b"\x18\x1b[?1006l\x1b[?1000l" };

/// What to switch on beyond the modes that a full-screen program always needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Mouse reports. Off by default, because they take away the terminal's own text selection.
    pub mouse: bool,
}

/// Holds the terminal in full-screen mode; giving it up restores the terminal.
#[derive(Debug)]
#[must_use = "the terminal is given back as soon as the guard is dropped"]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, hidden cursor, bracketed paste, and the watchers for signals
    /// and hang-up. On an error everything already taken has been given back.
    ///
    /// # Errors
    /// The terminal refuses raw mode or the sequences, understands no escape sequences, or is held already.
    pub fn enter(options: Options) -> io::Result<Self> {
        watch_once()?;
        // Held to the end of this function: a signal meanwhile waits, and then undoes all of it or nothing.
        let entering = lock(&RESTORING);
        if HELD.swap(true, Ordering::SeqCst) {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "端末はすでに使用中です"));
        }
        let taken = take(options);
        drop(entering);
        let guard = Self(());
        taken.map(|()| guard)
    }
}

/// The modes, in the order that [`give_back`] undoes.
fn take(options: Options) -> io::Result<()> {
    take_modes(options.mouse)?;
    let mut sequences = ENTER.to_vec();
    if options.mouse {
        sequences.extend_from_slice(ENTER_MOUSE);
    }
    MODES.store(if options.mouse { SCREEN | MOUSE } else { SCREEN }, Ordering::SeqCst);
    OPEN.store(true, Ordering::SeqCst);
    Output::new().write_all(&sequences)
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back; the first call after [`Guard::enter`] acts, every other one only waits for it.
pub fn restore() {
    let alone = lock(&RESTORING);
    give_back();
    drop(alone);
}

/// Gives the terminal back and ends the process. The lock is kept, so that a main thread that returns at the same
/// moment waits in its own [`restore`] and cannot change the exit code.
fn restore_and_exit(code: i32) -> ! {
    let _alone = lock(&RESTORING);
    give_back();
    std::process::exit(code)
}

/// Gives the terminal back for as long as the program stands still.
#[cfg(unix)]
fn stand_aside() {
    let alone = lock(&RESTORING);
    if HELD.load(Ordering::SeqCst) {
        let modes = MODES.load(Ordering::SeqCst);
        give_back();
        WAITS.store(modes, Ordering::SeqCst);
    }
    drop(alone);
}

/// Takes the terminal again, whatever the shell has made of it meanwhile.
#[cfg(unix)]
fn take_again() {
    let alone = lock(&RESTORING);
    let held = if HELD.load(Ordering::SeqCst) { MODES.load(Ordering::SeqCst) } else { 0 };
    let modes = WAITS.load(Ordering::SeqCst) | held;
    give_back();
    if modes != 0 {
        HELD.store(true, Ordering::SeqCst);
        if take(Options { mouse: modes & MOUSE != 0 }).is_err() {
            give_back();
        }
        LOST.store(true, Ordering::SeqCst);
    }
    drop(alone);
}

/// Whether the next frame must be painted whole: said once after the program was stopped and goes on.
pub fn came_back() -> bool {
    LOST.swap(false, Ordering::SeqCst)
}

fn give_back() {
    WAITS.store(0, Ordering::SeqCst);
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    OPEN.store(false, Ordering::SeqCst);
    let gate = lock(&GATE).or_else(|| {
        // A terminal that does not read holds a writer. What waits for it is of no use any more: thrown away, the
        // writer wakes, finds the gate shut, and there is room for the last words.
        drop_output();
        lock(&GATE)
    });
    let modes = MODES.swap(0, Ordering::SeqCst);
    if modes & SCREEN != 0
        && (will_take_output() || {
            drop_output();
            will_take_output()
        })
    {
        let mouse: &[u8] = if modes & MOUSE != 0 { LEAVE_MOUSE } else { b"" };
        // Nobody is left to hear about an error, and the remaining step must be tried all the same.
        let _ = write_through(&[mouse, LEAVE].concat());
    }
    give_modes_back();
    drop(gate);
}

/// Makes a panic give the terminal back before it speaks, in Japanese, on standard error.
///
/// A panic ends the process with 101, on whatever thread: without a screen nothing can go on, and an abort would leave
/// a core file and the shell's own words.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        restore();
        let lingering = Lingering::begin();
        let place = info.location().map_or_else(|| "不明".to_owned(), ToString::to_string);
        let why = info.payload_as_str().unwrap_or("（説明なし）");
        let trace = std::backtrace::Backtrace::capture();
        // Not eprintln!, which panics again when standard error is closed.
        let _ = writeln!(
            io::stderr(),
            "内部エラーのため終了しました。お手数ですが、次の内容を添えて開発元へお知らせください。\n\
             \x20 版: {} {}\n  場所: {place}\n  内容: {why}",
            env!("CARGO_PKG_NAME"),
            env!("CARGO_PKG_VERSION"),
        );
        if trace.status() == std::backtrace::BacktraceStatus::Captured {
            let _ = writeln!(io::stderr(), "{trace}");
        }
        lingering.end();
        std::process::exit(101);
    }));
}

/// Standard output behind the gate: each `write` goes out whole, and after [`restore`] it goes nowhere.
#[derive(Debug, Default)]
pub struct Output(());

impl Output {
    /// The one way to standard output while the terminal is held.
    #[must_use]
    pub const fn new() -> Self {
        Self(())
    }
}

impl Write for Output {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let gate = GATE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // In pieces, so that a frame that is held up ends when the gate is shut.
        for piece in buf.chunks(PIECE) {
            if OPEN.load(Ordering::SeqCst) {
                write_through(piece)?;
            }
        }
        drop(gate);
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes a lock, or gives up after [`PATIENCE`]: a held-up terminal must not make the program unkillable, and a panic
/// inside the locked part must not wait for itself.
fn lock(mutex: &Mutex<()>) -> Option<MutexGuard<'_, ()>> {
    let end = Instant::now() + PATIENCE;
    loop {
        match mutex.try_lock() {
            Ok(held) => return Some(held),
            Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= end => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// Starts the watchers at the first call; they live as long as the process and sleep in the kernel.
fn watch_once() -> io::Result<()> {
    let mut result = Ok(());
    WATCHERS.call_once(|| result = platform::watch());
    result
}

use platform::{drop_output, give_modes_back, take_modes, will_take_output, write_through};

#[cfg(unix)]
mod platform {
    use std::io;
    use std::time::Instant;

    use crate::runtime::guard::{EXIT_HANG_UP, PATIENCE, restore_and_exit, stand_aside, take_again};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGWINCH, SIGXCPU,
    };
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::raise;

    /// What ends a program that does not listen.
    const ENDING: [i32; 10] =
        [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU];

    pub(super) fn take_modes(_mouse: bool) -> io::Result<()> {
        crossterm::terminal::enable_raw_mode()
    }

    pub(super) fn give_modes_back() {
        let _ = crossterm::terminal::disable_raw_mode();
    }

    /// Two threads: one for signals, one for a terminal that goes away without a signal, which happens when the
    /// program is not the session's leader.
    pub(super) fn watch() -> io::Result<()> {
        let mut signals = Signals::new(ENDING.iter().chain(&[SIGTSTP, SIGCONT]))?;
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for number in signals.forever() {
                match number {
                    SIGTSTP => {
                        stand_aside();
                        let _ = raise(SIGSTOP);
                    }
                    SIGCONT => {
                        take_again();
                        // Wakes the loop, which asks for the size and paints.
                        let _ = raise(SIGWINCH);
                    }
                    ending => restore_and_exit(128 + ending),
                }
            }
        })?;
        std::thread::Builder::new().name("hang-up".into()).spawn(|| {
            if hung_up() {
                restore_and_exit(i32::from(EXIT_HANG_UP));
            }
        })?;
        Ok(())
    }

    /// Sleeps until standard input reports a hang-up. Nothing is asked for: the kernel reports those always.
    fn hung_up() -> bool {
        let stdin = rustix::stdio::stdin();
        loop {
            let mut watched = PollFd::new(&stdin, PollFlags::empty());
            match poll(std::slice::from_mut(&mut watched), None) {
                Ok(_) if watched.revents().is_empty() => {}
                Ok(_) => return true,
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return false,
            }
        }
    }

    /// Whether a short write would get through within [`PATIENCE`]. A dead terminal says yes and fails at once.
    pub(super) fn will_take_output() -> bool {
        let stdout = rustix::stdio::stdout();
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
            match poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], Some(&wait)) {
                Ok(ready) => return ready > 0,
                Err(Errno::INTR) => {}
                Err(_) => return true,
            }
        }
    }

    /// Throws away what the terminal has not read yet, and wakes a writer that waits for it: the kernel does not do so
    /// by itself, and while one waits nobody else can write. The signal goes to the main thread, which writes.
    pub(super) fn drop_output() {
        let _ = rustix::termios::tcflush(rustix::stdio::stdout(), rustix::termios::QueueSelector::OFlush);
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH);
    }

    /// Straight to the descriptor: std's stdout buffers by lines, and its lock cannot be waited for with a limit.
    pub(super) fn write_through(mut bytes: &[u8]) -> io::Result<()> {
        let stdout = rustix::stdio::stdout();
        while !bytes.is_empty() {
            match rustix::io::write(stdout, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    // Somebody made the shared terminal non-blocking; wait as a blocking one would.
                    let _ = poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

#[cfg(windows)]
mod platform {
    use std::io::{self, Write};

    pub(super) use crate::runtime::console::{give_back as give_modes_back, take as take_modes};
    use crate::runtime::guard::{EXIT_INTERRUPTED, restore_and_exit};

    /// Ctrl-C arrives as a key, but Ctrl-Break never does, and ends a program that does not listen. When the window is
    /// closed, Windows ends the process without waiting; then its console, and every mode with it, has gone.
    pub(super) fn watch() -> io::Result<()> {
        ctrlc::set_handler(|| restore_and_exit(i32::from(EXIT_INTERRUPTED))).map_err(io::Error::other)
    }

    pub(super) const fn will_take_output() -> bool {
        true
    }

    pub(super) const fn drop_output() {}

    /// Through std, which writes UTF-16 to a console whatever its code page, and the bytes themselves to a pipe.
    pub(super) fn write_through(bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }
}
