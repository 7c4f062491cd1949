//! The terminal. Guard, blocking event loop, effects; nothing happens while nothing happens.

pub mod backend;
#[cfg(windows)]
mod console;
pub mod exporter;
pub mod guard;
pub mod input;
pub mod lingering;
pub mod saver;

#[cfg(not(windows))]
use std::io::IsTerminal as _;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::app::action::Action;
use crate::app::bundle::{Held, Proposal, Step};
use crate::app::effect::Effect;
use crate::app::look::Look;
use crate::app::saving::Which;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::value::date::Date;
use crate::places::draw::draw as draw_state;
use crate::places::paint::theme::{Depth, Theme};
use crate::places::state::State;
use crate::places::update::{start as start_empty, start_at, update};
use crate::session::answers::Session;
use crate::session::folder::DataFolder;
use crate::text::width::Ambiguous;
use backend::Screen;
use guard::{Guard, Options, Output};
use input::Input;
use input::event::{Incoming, MouseKind};
use saver::Saver;

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
    pub place: DataFolder,
    /// The theme, where one was asked for.
    pub look: Option<Look>,
    /// How wide ambiguous characters are; `None` asks the terminal.
    pub ambiguous: Option<Ambiguous>,
    /// Clicks and the wheel.
    pub mouse: bool,
    /// The folder that 書き出し proposes; `None`: the user's documents.
    pub folder: Option<PathBuf>,
}

/// What can be done with bundles: the command line knows how, the screen asks for it.
pub trait Bundles {
    /// What is in use and what lies about.
    fn held(&self) -> Held;

    /// Looks at the bundle of a file (the former one without a file): what it would change for all, and for `session`
    /// on the catalogue and day of the screen.
    ///
    /// # Errors
    /// A sentence why it cannot be taken in.
    fn examine(
        &self,
        file: Option<&str>,
        open: (&'static Catalogue, Option<&Session>, Date),
    ) -> Result<Proposal, String>;

    /// Does it; a sentence what came of it, or why not.
    fn exchange(&self, step: &Step) -> String;
}

/// Whether standard input and standard output can hold a full screen.
pub fn ends() -> (bool, bool) {
    #[cfg(windows)]
    return console::ends();
    #[cfg(not(windows))]
    (io::stdin().is_terminal(), io::stdout().is_terminal())
}

/// Runs the full screen until the user ends it.
///
/// # Errors
/// The terminal cannot be set up, read or written. It has been given back by then.
pub fn run(start: &Start, bundles: &dyn Bundles) -> io::Result<()> {
    guard::install_panic_hook();
    let guard = Guard::enter(Options { mouse: start.mouse })?;
    let mut screen = backend::stdout_screen()?;
    let mut input = Input::new()?;
    let size = (screen.size().width, screen.size().height);
    let mut state = match start.municipality {
        Some(m) => start_at(start.catalogue, start.as_of, size, m),
        None => start_empty(start.catalogue, start.as_of, size, &start.typed),
    };
    state.shared.look = start.look.unwrap_or_else(|| usual_look(&start.place));
    if let Some(ambiguous) = start.ambiguous {
        state.shared.ambiguous = ambiguous;
    } else {
        input.ask_ambiguous()?;
    }
    // Why this bundle and not the expected one: until the first key, and ever after in 出典と版.
    state.shared.notice(start.catalogue.note);
    let mut saver = Saver::new(&start.place, state.shared.look);
    let ended = turn((start, bundles), &mut state, &mut screen, &mut input, &mut saver);
    // What the last keys changed before the terminal went.
    saver.save(&state.shared, true);
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
    let ambiguous = Input::new()?.probe_ambiguous(PATIENCE);
    drop(guard);
    Ok(Probe { size: (size.width, size.height), ambiguous })
}

/// Without colours where `NO_COLOR` says so, else as it was left.
fn usual_look(place: &DataFolder) -> Look {
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        Look::Mono
    } else {
        saver::remembered_look(place).unwrap_or_default()
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
    start: (&Start, &dyn Bundles),
    state: &mut State,
    screen: &mut Screen<Output>,
    input: &mut Input,
    saver: &mut Saver,
) -> io::Result<()> {
    let depth = depth();
    let mut batch = Vec::new();
    loop {
        let size = backend::terminal_size()?;
        screen.resize(size);
        if guard::came_back() {
            screen.invalidate();
        }
        if state.shared.size != (size.width, size.height) {
            update(state, Action::Resize(size.width, size.height));
        }
        draw(state, depth, screen)?;
        // The answer stands on the screen before the disk is waited for.
        let reports = saver.after_frame(&state.shared);
        if !reports.is_empty() {
            let is_seen = !reports.iter().all(|r| is_kept_again(state, r));
            tell(state, reports);
            if is_seen {
                draw(state, depth, screen)?;
            }
        }
        batch.clear();
        input.next_batch(&mut batch)?;
        let mut events = batch.drain(..).peekable();
        while let Some(event) = events.next() {
            let event = together(state, event, &mut events);
            for effect in take(state, event) {
                if effect == Effect::Repaint {
                    screen.invalidate();
                } else if effect == Effect::Quit {
                    if may_end(state, saver) {
                        return Ok(());
                    }
                } else {
                    let exported = matches!(effect, Effect::Export(_));
                    act(start, state, effect, saver);
                    if exported {
                        // A terminal that does not know the sequence for its clipboard may have printed it.
                        screen.invalidate();
                    }
                }
            }
        }
    }
}

/// A typed character with those typed behind it, as one paste: a field that looks something up looks it up once. Anything
/// else is given back as it is.
pub fn together(
    state: &State,
    event: Incoming,
    more: &mut std::iter::Peekable<impl Iterator<Item = Incoming>>,
) -> Incoming {
    // While characters are typed into a field their keys mean the same.
    let typed = |event: &Incoming| match event {
        Incoming::Key(key) => match state.action(*key) {
            Some(Action::Type(c)) => Some(c),
            _ => None,
        },
        _ => None,
    };
    let Some(first) = typed(&event) else { return event };
    let mut text = String::from(first);
    while let Some(next) = more.peek().and_then(typed) {
        text.push(next);
        more.next();
    }
    if text.chars().nth(1).is_some() { Incoming::Paste(text) } else { event }
}

/// Whether it only says that the session on the screen, the newest that is kept, was kept once more: no screen shows that.
fn is_kept_again(state: &State, report: &Action) -> bool {
    let (Action::Saved(saved), saving) = (report, &state.shared.saving) else { return false };
    let is_newest = |key: &str| saving.rows.first().is_some_and(|row| row.key == key);
    let told = saved.message.is_some() || !saved.failed.is_empty() || !saving.unsaved.is_empty();
    !told && saved.saved.iter().all(|(which, row)| *which == Which::Shown && is_newest(&row.key))
}

/// Hands reports to the state.
fn tell(state: &mut State, reports: impl IntoIterator<Item = Action>) {
    for report in reports {
        update(state, report);
    }
}

/// Does what the state wants done outside, and tells it what came of that.
fn act((start, bundles): (&Start, &dyn Bundles), state: &mut State, effect: Effect, saver: &mut Saver) {
    let report = match keep(state, saver, effect) {
        Some(Effect::FindFolder) => Action::Folder(exporter::folder(start.folder.as_deref())),
        Some(Effect::OpenFile(path)) => Action::Exported(exporter::open(path)),
        Some(Effect::Export(request)) => Action::Exported(exporter::write(start.catalogue, start.as_of, &request)),
        Some(Effect::FindBundles) => Action::BundlesFound(Box::new(bundles.held())),
        Some(Effect::ExamineBundle(file)) => examined(start, bundles, state, Some(&file)),
        Some(Effect::ExamineFormer) => examined(start, bundles, state, None),
        Some(Effect::ExchangeBundle(step)) => {
            let told = bundles.exchange(&step);
            update(state, Action::BundlesFound(Box::new(bundles.held())));
            Action::Report(told)
        }
        _ => return,
    };
    update(state, report);
}

fn examined(start: &Start, bundles: &dyn Bundles, state: &State, file: Option<&str>) -> Action {
    let open = (start.catalogue, state.shared.session.as_ref(), start.as_of);
    Action::BundleExamined(Box::new(bundles.examine(file, open)))
}

/// Does what the state wants done with saved sessions, and tells it what came of that; gives back any other effect.
pub fn keep(state: &mut State, saver: &mut Saver, effect: Effect) -> Option<Effect> {
    if matches!(effect, Effect::OpenSaved(_) | Effect::NameSaved(..) | Effect::DeleteSaved(_)) {
        let kept = saver.save(&state.shared, true);
        tell(state, kept);
    }
    let report = match effect {
        Effect::OpenSaved(key) => saver.open(&state.shared, key),
        Effect::NameSaved(key, label) => saver.name(key, label),
        Effect::DeleteSaved(key) => saver.delete(key),
        other => return Some(other),
    };
    update(state, report);
    None
}

/// Whether the program may end: everything is kept, or the user has been told that it is not.
pub fn may_end(state: &mut State, saver: &mut Saver) -> bool {
    let report = saver.save(&state.shared, true);
    tell(state, report);
    if state.shared.saving.unsaved.is_empty() || state.shared.saving.warned {
        return true;
    }
    update(state, Action::Unsaved);
    false
}

fn draw(state: &State, depth: Depth, screen: &mut Screen<Output>) -> io::Result<()> {
    screen.set_ambiguous(state.shared.ambiguous);
    let theme = Theme::of(state.look(), depth).with(state.shared.ambiguous);
    screen.draw(|buffer| draw_state(state, &theme, buffer))
}

fn take(state: &mut State, event: Incoming) -> Vec<Effect> {
    #[cfg(debug_assertions)]
    panic_on_request(&event);
    let action = match event {
        Incoming::Key(key) => state.action(key),
        Incoming::Paste(text) => Some(Action::Paste(text)),
        Incoming::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Incoming::FocusGained => Some(Action::Redraw),
        Incoming::Ambiguous(width) => Some(Action::Ambiguous(width)),
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
