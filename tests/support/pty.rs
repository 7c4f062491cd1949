//! Runs the real program in a pseudo-terminal, with a screen model beside it.
//!
//! Built on rustix and `setsid` rather than portable-pty: the test keeps the terminal's own end open, so that it can
//! look at the modes after the program has gone, and it can close the other end while a reader is running.

use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, Winsize, tcgetattr, tcsetattr, tcsetwinsize};

pub use rustix::process::Signal;

use super::bytes::key_bytes;

/// How long [`Pty::wait_until`] and `<until:…>` wait.
const LIMIT: Duration = Duration::from_secs(30);

/// How the program relates to the terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Session {
    /// As a shell starts it: the terminal is the controlling one, and closing it sends SIGHUP.
    Leader,
    /// The terminal is only its standard input and output: closing it sends nothing.
    Stranger,
}

/// What the terminal has been told so far.
struct Model {
    parser: vt100::Parser,
    raw: Vec<u8>,
    answered: usize,
    ambiguous_wide: bool,
    answers: bool,
}

/// A program in a pseudo-terminal.
pub struct Pty {
    child: Child,
    slave: OwnedFd,
    master: Option<Arc<OwnedFd>>,
    model: Arc<Mutex<Model>>,
    reader: Option<JoinHandle<()>>,
    /// The terminal reads nothing for now.
    stalled: Arc<AtomicBool>,
}

/// A path below the build's temporary folder that nobody else uses.
pub fn fresh_folder() -> std::path::PathBuf {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let n = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sessions-{}-{n}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    dir
}

fn size_of(cols: u16, rows: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: cols, ws_xpixel: 0, ws_ypixel: 0 }
}

fn non_zero(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).expect("a screen has rows and columns")
}

impl Pty {
    /// Starts `program` as the terminal's session leader.
    pub fn spawn(program: impl AsRef<Path>, args: &[&str], cols: u16, rows: u16, env: &[(&str, &str)]) -> Self {
        Self::spawn_as(Session::Leader, program.as_ref(), args, (cols, rows), env)
    }

    /// Starts `program` in the given relation to the terminal.
    pub fn spawn_as(session: Session, program: &Path, args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        Self::start(session, program, args, size, env, false, None)
    }

    /// Starts `program` as a stranger in `folder`, which is its home too: what it writes stays there.
    pub fn spawn_in(folder: &Path, program: &Path, args: &[&str], size: (u16, u16)) -> Self {
        let home = folder.to_str().expect("a path in UTF-8");
        // No PATH: nothing is opened for people to look at.
        Self::start(Session::Stranger, program, args, size, &[("HOME", home), ("PATH", "")], false, Some(folder))
    }

    /// Starts `program` in a terminal that reports ■ as two columns wide (to `CSI 6 n`; the model stays narrow).
    pub fn spawn_wide(program: impl AsRef<Path>, args: &[&str], cols: u16, rows: u16) -> Self {
        Self::start(Session::Leader, program.as_ref(), args, (cols, rows), &[], true, None)
    }

    fn start(
        session: Session,
        program: &Path,
        args: &[&str],
        (cols, rows): (u16, u16),
        env: &[(&str, &str)],
        ambiguous_wide: bool,
        folder: Option<&Path>,
    ) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("openpt");
        // No write waits for a program that has gone.
        rustix::io::ioctl_fionbio(&master, true).expect("ioctl");
        grantpt(&master).expect("grantpt");
        unlockpt(&master).expect("unlockpt");
        let name = ptsname(&master, Vec::new()).expect("ptsname");
        let slave = rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())
            .expect("open slave");
        tcsetwinsize(&slave, size_of(cols, rows)).expect("size");
        // Without it the kernel throws away what the terminal has not read yet when Ctrl+C or Ctrl+Z is typed just after
        // the end of the program: then its last words are lost by no fault of its own.
        let mut settings = tcgetattr(&slave).expect("tcgetattr");
        settings.local_modes |= LocalModes::NOFLSH;
        tcsetattr(&slave, OptionalActions::Now, &settings).expect("tcsetattr");
        let stdio = || Stdio::from(slave.try_clone().expect("dup"));
        let mut command = match session {
            // setsid replaces itself by the program, so the child's id is the program's.
            Session::Leader => {
                let mut command = Command::new("setsid");
                command.arg("--ctty").arg(program);
                command
            }
            Session::Stranger => Command::new(program),
        };
        command
            .args(args)
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            // Sessions of a test go to a folder of its own, never to the home of whoever runs the tests.
            .env("XDG_DATA_HOME", fresh_folder())
            .env_remove("NO_COLOR")
            .env_remove("RUST_BACKTRACE");
        command.envs(env.iter().copied());
        if let Some(folder) = folder {
            command.current_dir(folder);
        }
        let child = command.stdin(stdio()).stdout(stdio()).stderr(stdio()).spawn().expect("spawn");
        let model = Model {
            parser: vt100::Parser::new(non_zero(rows), non_zero(cols), 0),
            raw: Vec::new(),
            answered: 0,
            ambiguous_wide,
            answers: true,
        };
        let (master, model) = (Arc::new(master), Arc::new(Mutex::new(model)));
        let stalled = Arc::new(AtomicBool::new(false));
        let reader = Some(read_along(&master, &model, &stalled));
        Self { child, slave, master: Some(master), model, reader, stalled }
    }

    /// Makes the terminal read nothing, or read again.
    pub fn stall(&self, stalled: bool) {
        self.stalled.store(stalled, Ordering::SeqCst);
    }

    /// Makes the terminal answer no query.
    pub fn mute(&self) {
        self.model().answers = false;
    }

    fn model(&self) -> MutexGuard<'_, Model> {
        self.model.lock().expect("model")
    }

    /// Types a script: plain text character by character; `<enter> <esc> <tab> <s-tab> <up> <down> <left> <right> <bs>
    /// <del> <home> <end> <pgup> <pgdn> <space> <lt> <f1>`…`<f12> <c-x>`; `<until:TEXT> <size:80x24> <wait:ms>`.
    pub fn keys(&mut self, script: &str) {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            if let Some((token, after)) = rest.strip_prefix('<').and_then(|tail| tail.split_once('>')) {
                self.token(token);
                rest = after;
            } else {
                self.send(&rest.as_bytes()[..first.len_utf8()]);
                rest = &rest[first.len_utf8()..];
            }
        }
    }

    fn token(&mut self, token: &str) {
        if let Some(text) = token.strip_prefix("until:") {
            self.wait_until(|screen| screen.contains(text));
        } else if let Some(ms) = token.strip_prefix("wait:") {
            std::thread::sleep(Duration::from_millis(ms.parse().expect("milliseconds")));
        } else if let Some((cols, rows)) = token.strip_prefix("size:").and_then(|size| size.split_once('x')) {
            self.resize(cols.parse().expect("columns"), rows.parse().expect("rows"));
        } else {
            self.send(&key_bytes(token));
            // Esc followed at once by another key would be Alt and that key.
            std::thread::sleep(Duration::from_millis(if token == "esc" { 60 } else { 0 }));
        }
    }

    /// Writes bytes to the program's input in one go, as long as it runs; fails when it takes none of them for a minute.
    #[track_caller]
    pub fn send(&mut self, mut bytes: &[u8]) {
        let master = Arc::clone(self.master.as_ref().expect("the terminal is open"));
        let mut end = Instant::now() + Duration::from_mins(1);
        while !bytes.is_empty() {
            let soon = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
            let room = poll(&mut [PollFd::new(&*master, PollFlags::OUT)], Some(&soon)) == Ok(1);
            match rustix::io::write(&*master, bytes) {
                Ok(n) => (bytes, end) = (&bytes[n..], Instant::now() + Duration::from_mins(1)),
                Err(e) => assert_eq!(e, rustix::io::Errno::AGAIN, "write to the terminal"),
            }
            if !room && self.has_ended() {
                return;
            }
            assert!(Instant::now() < end, "no byte was read in a minute; the screen:\n{}\n", self.screen_text());
        }
    }

    /// Resizes terminal and model; the kernel signals the program.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.model().parser.screen_mut().set_size(non_zero(rows), non_zero(cols));
        let master = self.master.as_ref().expect("the terminal is open");
        tcsetwinsize(&**master, size_of(cols, rows)).expect("resize");
    }

    /// The screen's rows, without trailing blanks, joined by line feeds.
    pub fn screen_text(&self) -> String {
        self.model().parser.screen().contents()
    }

    /// Everything the program has written.
    pub fn raw(&self) -> Vec<u8> {
        self.model().raw.clone()
    }

    /// Waits until the screen satisfies `test`; fails with the screen after [`LIMIT`].
    #[track_caller]
    pub fn wait_until(&mut self, test: impl Fn(&str) -> bool) {
        let end = Instant::now() + LIMIT;
        loop {
            let shown = self.screen_text();
            if test(&shown) {
                return;
            }
            let status = self.child.try_wait().expect("wait");
            assert!(Instant::now() < end, "not seen in {LIMIT:?} (exit status {status:?}); the screen:\n{shown}\n");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let id = Pid::from_child(&self.child);
        kill_process(id, signal).expect("kill");
    }

    /// Closes the terminal as a window manager would: the program's end hangs up.
    pub fn close_master(&mut self) {
        self.master = None;
        // The reader holds the last reference; it looks up every few milliseconds.
        if let Some(reader) = self.reader.take() {
            reader.join().expect("reader");
        }
    }

    /// Whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("wait").is_some()
    }

    /// Waits until the program has read all that was sent and sleeps again; fails after a minute. False if it ended.
    #[track_caller]
    pub fn settle(&mut self) -> bool {
        let end = Instant::now() + Duration::from_mins(1);
        let mut before = (0, 0);
        let mut still = 0;
        while still < 4 {
            if self.has_ended() {
                return false;
            }
            assert!(Instant::now() < end, "no rest in a minute; the screen:\n{}\n", self.screen_text());
            std::thread::sleep(Duration::from_millis(15));
            let now = (self.cpu_ticks(), self.model().raw.len());
            let read = rustix::io::ioctl_fionread(&self.slave).is_ok_and(|left| left == 0);
            still = if read && now == before && !self.is_running() { still + 1 } else { 0 };
            before = now;
        }
        true
    }

    /// Whether any of its threads is on a processor or waits for one (Linux).
    fn is_running(&self) -> bool {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
        threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("stat")).ok()).any(|stat| {
            stat.rsplit(')').next().unwrap_or_default().split_whitespace().next().is_some_and(|state| state != "S")
        })
    }

    /// Waits for the end, at most `limit`; the exit code, or 1000 + n if signal n killed it.
    #[track_caller]
    pub fn exit_code(&mut self, limit: Duration) -> i32 {
        let end = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait().expect("wait") {
                // What the program wrote last is still on its way through the terminal.
                std::thread::sleep(Duration::from_millis(30));
                return status.code().unwrap_or_else(|| 1000 + status.signal().unwrap_or(0));
            }
            assert!(Instant::now() < end, "still running after {limit:?}; the screen:\n{}\n", self.screen_text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The CPU time that the program has used, in clock ticks of 10 ms (Linux).
    pub fn cpu_ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        [11, 12].iter().filter_map(|&i| fields.get(i)?.parse::<u64>().ok()).sum()
    }

    /// Fails unless the terminal is as a shell expects it; what was written last may still be on its way.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let end = Instant::now() + LIMIT;
        while let Some(left) = self.left_behind() {
            if Instant::now() >= end {
                // What the program drew last, and what the terminal echoed after it.
                let raw = &self.model().raw;
                let at = raw.iter().rposition(|b| *b == 0x1b).unwrap_or(0);
                panic!("{left}; sent last: {:?}", String::from_utf8_lossy(&raw[at.saturating_sub(200)..]));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What is not as a shell expects it.
    fn left_behind(&self) -> Option<String> {
        let model = self.model();
        let screen = model.parser.screen();
        let all = [
            (screen.alternate_screen(), "alternate screen not left"),
            (screen.hide_cursor(), "cursor hidden"),
            (screen.bracketed_paste(), "bracketed paste on"),
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "mouse reports on"),
            (last_mode(&model.raw, b"?2026") == Some(b'h'), "synchronised update open"),
            (last_mode(&model.raw, b"?7") == Some(b'l'), "autowrap off"),
        ];
        let local = tcgetattr(&self.slave).expect("tcgetattr").local_modes;
        let raw = !local.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        let left = all.into_iter().find_map(|(left, what)| left.then(|| what.to_owned()));
        left.or_else(|| raw.then(|| format!("raw mode left on: {local:?}")))
    }

    /// Fails unless the program holds the terminal in full-screen mode (a check of the check above).
    #[track_caller]
    pub fn assert_held(&self) {
        assert!(self.model().parser.screen().alternate_screen(), "not on the alternate screen");
        let local = tcgetattr(&self.slave).expect("tcgetattr").local_modes;
        assert!(!local.intersects(LocalModes::ECHO | LocalModes::ICANON), "not in raw mode: {local:?}");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.close_master();
    }
}

/// `h` or `l`, whichever was said last of a private mode.
fn last_mode(raw: &[u8], mode: &[u8]) -> Option<u8> {
    let at = raw.windows(mode.len() + 1).rposition(|w| w.starts_with(mode) && matches!(w[mode.len()], b'h' | b'l'))?;
    raw.get(at + mode.len()).copied()
}

/// Feeds the model until the program's end or the test's end of the terminal is closed.
fn read_along(master: &Arc<OwnedFd>, model: &Arc<Mutex<Model>>, stalled: &Arc<AtomicBool>) -> JoinHandle<()> {
    let (owner, model, stalled) = (Arc::downgrade(master), Arc::clone(model), Arc::clone(stalled));
    std::thread::spawn(move || {
        let mut bytes = vec![0; 65536];
        while let Some(master) = owner.upgrade() {
            if stalled.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(2));
                continue;
            }
            let wait = Timespec { tv_sec: 0, tv_nsec: 10_000_000 };
            if poll(&mut [PollFd::new(&*master, PollFlags::IN)], Some(&wait)).unwrap_or(0) == 0 {
                continue;
            }
            match rustix::io::read(&*master, &mut bytes) {
                Ok(n) if n > 0 => {
                    let answer = model.lock().expect("model").take(&bytes[..n]);
                    let _ = rustix::io::write(&*master, &answer);
                }
                _ => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    })
}

impl Model {
    /// Shows the bytes and returns the terminal's answers to the queries among them.
    fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        const QUERY: &[u8] = b"\x1b[6n";
        self.raw.extend_from_slice(bytes);
        let mut answers = Vec::new();
        let mut shown = self.raw.len() - bytes.len();
        let mut from = self.answered;
        while let Some(at) = self.raw[from..].windows(QUERY.len()).position(|window| window == QUERY) {
            let end = from + at + QUERY.len();
            self.parser.process(&self.raw[shown.min(end)..end]);
            (shown, from) = (end, end);
            let (row, column) = self.parser.screen().cursor_position();
            let column = column + 1 + u16::from(self.ambiguous_wide);
            if self.answers {
                answers.extend_from_slice(format!("\x1b[{};{column}R", row + 1).as_bytes());
            }
        }
        self.answered = from.max(self.raw.len().saturating_sub(QUERY.len() - 1));
        self.parser.process(&self.raw[shown..]);
        answers
    }
}
