//! Floor 6: the terminal. Guard, blocking event loop, effects; nothing happens while nothing happens.

pub mod backend;
pub mod guard;
pub mod input;
pub mod keep;

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::app::action::{Action, Effect};
use crate::app::keymap;
use crate::app::state::State;
use crate::app::update::update;
use crate::domain::catalogue::{Catalogue, Municipality};
use crate::domain::date::Date;
use crate::store::Folder;
use crate::view;
use crate::view::theme::Theme;
use backend::Screen;
use guard::{Guard, Options, Output};
use input::{Incoming, Input};
use keep::Keeper;

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
    /// Where sessions are kept.
    pub sessions: Sessions,
    /// Fingerprint of the bundle's content.
    pub fingerprint: u64,
}

/// Where sessions are kept.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// The folder; `None` when the machine names none.
    pub folder: Option<PathBuf>,
    /// What tells this run apart: day, time, process.
    pub run: String,
}

/// Runs the full screen until the user ends it.
///
/// # Errors
/// The terminal cannot be set up, read or written. It has been given back by then.
pub fn run(start: &Start) -> io::Result<()> {
    guard::install_panic_hook();
    let theme =
        if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) { Theme::monochrome() } else { Theme::colour() };
    let guard = Guard::enter(Options::default())?;
    let mut screen = backend::stdout_screen()?;
    let mut input = Input::new()?;
    let size = (screen.size().width, screen.size().height);
    let mut state = match start.municipality {
        Some(m) => State::at(start.catalogue, start.as_of, size, m),
        None => State::new(start.catalogue, start.as_of, size, &start.typed),
    };
    let folder = start.sessions.folder.clone().map(|dir| Folder::new(dir, &start.sessions.run));
    let mut keeper = Keeper::new(folder, start.fingerprint);
    let ended = turn(&mut state, &theme, &mut screen, &mut input, &mut keeper);
    // What the last keys changed before the end.
    keeper.save(&mut state);
    drop(guard);
    match ended {
        // The terminal is gone: nobody is left to read a message.
        Err(e) if e.kind() == ErrorKind::UnexpectedEof => std::process::exit(i32::from(guard::EXIT_HANG_UP)),
        other => other,
    }
}

/// Draws, waits, takes everything that waits, and draws once again.
fn turn(
    state: &mut State,
    theme: &Theme,
    screen: &mut Screen<Output>,
    input: &mut Input,
    keeper: &mut Keeper,
) -> io::Result<()> {
    let mut batch = Vec::new();
    loop {
        let size = backend::terminal_size()?;
        screen.resize(size);
        if state.size != (size.width, size.height) {
            update(state, Action::Resize(size.width, size.height));
        }
        screen.draw(|frame| view::draw(state, theme, frame))?;
        // The answer stands on the screen before the disk is waited for.
        if keeper.after_frame(state) {
            screen.draw(|frame| view::draw(state, theme, frame))?;
        }
        batch.clear();
        input.next_batch(&mut batch)?;
        for event in batch.drain(..) {
            for effect in take(state, event) {
                match effect {
                    Effect::Quit => return Ok(()),
                    Effect::Repaint => screen.invalidate(),
                    Effect::Save => keeper.changed(),
                    Effect::OpenSaved(key) => keeper.open(state, &key),
                    Effect::DeleteSaved(key) => keeper.delete(state, &key),
                }
            }
        }
    }
}

fn take(state: &mut State, event: Incoming) -> Vec<Effect> {
    #[cfg(debug_assertions)]
    panic_on_request(&event);
    let action = match event {
        Incoming::Key(key) => keymap::action(state, key),
        Incoming::Paste(text) => Some(Action::Paste(text)),
        Incoming::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Incoming::FocusGained => Some(Action::Redraw),
        Incoming::Mouse(_) | Incoming::Ambiguous(_) => None,
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
