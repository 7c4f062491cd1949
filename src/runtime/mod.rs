//! The terminal. Guard, blocking event loop, effects; nothing happens while nothing happens.

pub mod backend;
#[cfg(windows)]
mod console;
pub mod guard;
pub mod input;
pub mod keep;
mod outlet;

#[cfg(not(windows))]
use std::io::IsTerminal as _;
use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;

use crate::app::action::{Action, Effect};
use crate::app::keymap;
use crate::app::look::Look;
use crate::app::state::State;
use crate::app::update::update;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::value::date::Date;
use crate::text::width::Ambiguous;
use crate::view;
use crate::view::theme::{Depth, Theme};
use backend::Screen;
use guard::{Guard, Options, Output};
use input::{Incoming, Input, MouseKind};
use keep::{Keeper, Place};

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day everything is judged on.
    pub as_of: Date,
    /// A municipality to start at.
    pub municipality: Option<&'static Municipality>,
    /// Otherwise what stands in the field of 自治体を選ぶ.
    pub typed: String,
    /// Where sessions and the theme are kept.
    pub place: Place,
    /// The theme, where one was asked for.
    pub look: Option<Look>,
    /// How wide ambiguous characters are; `None` asks the terminal.
    pub ambiguous: Option<Ambiguous>,
    /// Clicks and the wheel.
    pub mouse: bool,
    /// The folder that 書き出し proposes; `None`: the user's documents.
    pub folder: Option<PathBuf>,
}

/// Whether standard input and standard output can hold a full screen.
pub fn ends() -> (bool, bool) {
    #[cfg(windows)]
    return console::ends();
    #[cfg(not(windows))]
    (io::stdin().is_terminal(), io::stdout().is_terminal())
}

/// Keeps a last message readable in a window that closes with the program, as after a double click on Windows.
#[derive(Debug)]
#[must_use = "end it after the message"]
pub struct Lingering(bool);

impl Lingering {
    /// To be called before the message is written.
    pub fn begin() -> Self {
        #[cfg(windows)]
        return Self(console::opened_for_us());
        #[cfg(not(windows))]
        Self(false)
    }

    /// Waits for Enter, if the window would close.
    pub fn end(self) {
        if self.0 {
            let _ = writeln!(io::stderr(), "\nEnter キーを押すと閉じます");
            let _ = io::stdin().read_line(&mut String::new());
        }
    }
}

/// Runs the full screen until the user ends it.
///
/// # Errors
/// The terminal cannot be set up, read or written. It has been given back by then.
pub fn run(start: &Start) -> io::Result<()> {
    guard::install_panic_hook();
    let guard = Guard::enter(Options { mouse: start.mouse })?;
    let mut screen = backend::stdout_screen()?;
    let mut input = Input::new()?;
    let size = (screen.size().width, screen.size().height);
    let mut state = match start.municipality {
        Some(m) => State::at(start.catalogue, start.as_of, size, m),
        None => State::new(start.catalogue, start.as_of, size, &start.typed),
    };
    state.look = start.look.unwrap_or_else(|| usual_look(&start.place));
    if let Some(ambiguous) = start.ambiguous {
        state.ambiguous = ambiguous;
    } else {
        input.ask_ambiguous()?;
    }
    // Why this bundle and not the expected one: until the first key, and ever after in 出典と版.
    state.notice = start.catalogue.note;
    let mut keeper = Keeper::new(&start.place, state.look);
    let ended = turn(start, &mut state, &mut screen, &mut input, &mut keeper);
    // What the last keys changed before the terminal went.
    keeper.end(&mut state);
    drop(guard);
    match ended {
        // The terminal is gone: nobody is left to read a message.
        Err(e) if has_gone(&e) => std::process::exit(i32::from(guard::EXIT_HANG_UP)),
        other => other,
    }
}

/// Whether the terminal went away: a read says so in words of ours, a write or a question for its size with EIO.
fn has_gone(e: &io::Error) -> bool {
    #[cfg(unix)]
    if e.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        return true;
    }
    e.kind() == ErrorKind::UnexpectedEof
}

/// What a terminal is like that the screen could open in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe {
    /// Columns and rows.
    pub size: (u16, u16),
    /// How wide it shows ambiguous characters; `None` where it does not say.
    pub ambiguous: Option<Ambiguous>,
}

/// Takes the terminal as the screen does, looks, and gives it back.
///
/// # Errors
/// The screen could not open either.
pub fn probe() -> io::Result<Probe> {
    const PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);
    guard::install_panic_hook();
    let guard = Guard::enter(Options { mouse: false })?;
    let size = backend::terminal_size()?;
    let ambiguous = Input::new()?.probe_ambiguous(PATIENCE).map(|a| match a {
        backend::Ambiguous::Narrow => Ambiguous::Narrow,
        backend::Ambiguous::Wide => Ambiguous::Wide,
    });
    drop(guard);
    Ok(Probe { size: (size.width, size.height), ambiguous })
}

/// Without colours where `NO_COLOR` says so, else as it was left.
fn usual_look(place: &Place) -> Look {
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        Look::Mono
    } else {
        keep::remembered_look(place).unwrap_or_default()
    }
}

/// Windows consoles and most terminals have 256 colours; who says nothing of the kind gets the 16.
pub fn depth() -> Depth {
    let says = |name: &str, words: &[&str]| {
        std::env::var(name).is_ok_and(|v| words.iter().any(|w| v.to_ascii_lowercase().contains(w)))
    };
    let many = ["256", "direct", "kitty", "alacritty", "ghostty", "foot"];
    let full = cfg!(windows) || says("COLORTERM", &["truecolor", "24bit"]) || says("TERM", &many);
    if full || std::env::var_os("WT_SESSION").is_some() { Depth::Full } else { Depth::Basic }
}

/// Draws, waits, takes everything that waits, and draws once again.
fn turn(
    start: &Start,
    state: &mut State,
    screen: &mut Screen<Output>,
    input: &mut Input,
    keeper: &mut Keeper,
) -> io::Result<()> {
    let depth = depth();
    let mut batch = Vec::new();
    loop {
        let size = backend::terminal_size()?;
        screen.resize(size);
        if state.size != (size.width, size.height) {
            update(state, Action::Resize(size.width, size.height));
        }
        draw(state, depth, screen)?;
        // The answer stands on the screen before the disk is waited for.
        if keeper.after_frame(state) {
            draw(state, depth, screen)?;
        }
        batch.clear();
        input.next_batch(&mut batch)?;
        for event in batch.drain(..) {
            for effect in take(state, event) {
                match effect {
                    Effect::Quit if keeper.may_end(state) => return Ok(()),
                    Effect::Quit => {}
                    Effect::Repaint => screen.invalidate(),
                    Effect::FindFolder => {
                        update(state, Action::Folder(outlet::folder(start)));
                    }
                    Effect::Export(order) => {
                        let outcome = outlet::write(start, &order);
                        update(state, Action::Exported(outcome));
                        // A terminal that does not know the sequence for its clipboard may have printed it.
                        screen.invalidate();
                    }
                    Effect::OpenSaved(key) => keeper.open(state, &key),
                    Effect::NameSaved(key, label) => keeper.name(state, &key, &label),
                    Effect::DeleteSaved(key) => keeper.delete(state, &key),
                }
            }
        }
    }
}

fn draw(state: &State, depth: Depth, screen: &mut Screen<Output>) -> io::Result<()> {
    screen.set_ambiguous(match state.ambiguous {
        Ambiguous::Narrow | Ambiguous::Avoid => backend::Ambiguous::Narrow,
        Ambiguous::Wide => backend::Ambiguous::Wide,
    });
    let theme = Theme::of(state.look(), depth).with(state.ambiguous);
    screen.draw(|frame| view::draw(state, &theme, frame))
}

fn take(state: &mut State, event: Incoming) -> Vec<Effect> {
    #[cfg(debug_assertions)]
    panic_on_request(&event);
    let action = match event {
        Incoming::Key(key) => keymap::action(state, key),
        Incoming::Paste(text) => Some(Action::Paste(text)),
        Incoming::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Incoming::FocusGained => Some(Action::Redraw),
        Incoming::Ambiguous(backend::Ambiguous::Narrow) => Some(Action::Ambiguous(Ambiguous::Narrow)),
        Incoming::Ambiguous(backend::Ambiguous::Wide) => Some(Action::Ambiguous(Ambiguous::Wide)),
        Incoming::Mouse(mouse) => Some(match mouse.kind {
            MouseKind::Press => Action::Click(mouse.column, mouse.row),
            MouseKind::ScrollUp => Action::Up,
            MouseKind::ScrollDown => Action::Down,
        }),
    };
    action.map(|a| update(state, a)).unwrap_or_default()
}

/// Debug builds only: F12 panics when `CHIIKI_NAVI_PANIC_KEY` is set, so that a test can see the terminal given back.
#[cfg(debug_assertions)]
fn panic_on_request(event: &Incoming) {
    use crate::app::key::{Code, Key};
    let asked = *event == Incoming::Key(Key::plain(Code::F(12))) && std::env::var_os("CHIIKI_NAVI_PANIC_KEY").is_some();
    assert!(!asked, "わざとの誤り");
}
