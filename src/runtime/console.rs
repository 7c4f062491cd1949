//! The Windows console's own modes, which no escape sequence carries.
//!
//! crossterm could set them, but it puts fixed values back instead of those that it found, and leaves the output mode
//! as it made it. All calls go through `crossterm_winapi`, which is in crossterm's tree, since this house has no
//! `unsafe`.

use crossterm_winapi::{ConsoleMode, Handle, HandleType, ScreenBuffer};
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicU64, Ordering};

/// Names and values of `SetConsoleMode`.
mod flag {
    pub(super) const PROCESSED_INPUT: u32 = 0x1;
    pub(super) const LINE_INPUT: u32 = 0x2;
    pub(super) const ECHO_INPUT: u32 = 0x4;
    pub(super) const WINDOW_INPUT: u32 = 0x8;
    pub(super) const MOUSE_INPUT: u32 = 0x10;
    pub(super) const QUICK_EDIT: u32 = 0x40;
    pub(super) const EXTENDED: u32 = 0x80;
    pub(super) const ESCAPES_IN: u32 = 0x200;
    pub(super) const PROCESSED_OUTPUT: u32 = 0x1;
    pub(super) const ESCAPES_OUT: u32 = 0x4;
}

/// Outside the 32 bits of a mode.
const NOTHING: u64 = u64::MAX;
static FOUND_INPUT: AtomicU64 = AtomicU64::new(NOTHING);
static FOUND_OUTPUT: AtomicU64 = AtomicU64::new(NOTHING);

/// Whether standard input and standard output are consoles.
///
/// Not `IsTerminal`, which also says yes to the pipes of mintty, behind which there is nobody to ask for keys.
/// `CHIIKI_NAVI_FORCE_SCREEN` vouches for the output, where something stands between that passes everything on.
pub(super) fn ends() -> (bool, bool) {
    let is_console = |end| Handle::new(end).is_ok_and(|handle| ConsoleMode::from(handle).mode().is_ok());
    let vouched = || std::env::var_os("CHIIKI_NAVI_FORCE_SCREEN").is_some_and(|v| !v.is_empty());
    (is_console(HandleType::InputHandle), is_console(HandleType::OutputHandle) || vouched())
}

/// Notes the present modes and sets those of a full screen: keys as events, escape sequences drawn.
///
/// # Errors
/// There is no console, or it understands no escape sequences (before Windows 10).
pub(super) fn take(mouse: bool) -> io::Result<()> {
    let (input, output) = (input()?, output()?);
    let (found_input, found_output) = (input.mode()?, output.mode()?);
    FOUND_INPUT.store(found_input.into(), Ordering::SeqCst);
    FOUND_OUTPUT.store(found_output.into(), Ordering::SeqCst);
    output.set_mode(found_output | flag::PROCESSED_OUTPUT | flag::ESCAPES_OUT).map_err(|_| {
        let text =
            "この端末はエスケープシーケンスに対応していません（Windows 10 以降が必要です）。--plain なら使えます";
        io::Error::new(ErrorKind::Unsupported, text)
    })?;
    input.set_mode(input_mode(found_input, mouse))
}

/// Without the mouse, the console's own selection by dragging stays as the user has set it.
const fn input_mode(found: u32, mouse: bool) -> u32 {
    let events = found & !(flag::PROCESSED_INPUT | flag::LINE_INPUT | flag::ECHO_INPUT | flag::ESCAPES_IN);
    let events = events | flag::WINDOW_INPUT;
    if mouse { events & !flag::QUICK_EDIT | flag::EXTENDED | flag::MOUSE_INPUT } else { events & !flag::MOUSE_INPUT }
}

/// Sets the modes that [`take`] found, once.
pub(super) fn give_back() {
    for (found, console) in [(&FOUND_INPUT, input()), (&FOUND_OUTPUT, output())] {
        if let (Ok(mode), Ok(console)) = (u32::try_from(found.swap(NOTHING, Ordering::SeqCst)), console) {
            // Nobody is left to hear about an error, and the other one must be tried all the same.
            let _ = console.set_mode(mode);
        }
    }
}

/// The console's buffers themselves, wherever standard input and output lead.
fn input() -> io::Result<ConsoleMode> {
    Ok(Handle::current_in_handle()?.into())
}

fn output() -> io::Result<ConsoleMode> {
    Ok(Handle::current_out_handle()?.into())
}

/// Whether the console was opened for this program, as a double click does, and will close with it.
///
/// To be asked before anything is written: then the cursor still stands in the corner, where no shell leaves it
/// (Microsoft's article Q99115). `GetConsoleProcessList` would know for sure, but no well-kept crate wraps it.
pub(super) fn opened_for_us() -> bool {
    let in_corner = |screen: ScreenBuffer| screen.info().is_ok_and(|i| (i.cursor_pos().x, i.cursor_pos().y) == (0, 0));
    ends() == (true, true) && ScreenBuffer::current().is_ok_and(in_corner)
}

#[cfg(test)]
mod tests {
    use super::{flag, input_mode};

    #[test]
    fn keys_come_as_events_and_the_rest_stays() {
        // What cmd.exe leaves: everything on, with the user's own selection by dragging.
        let shell = 0x1f7;
        let plain = input_mode(shell, false);
        assert_eq!(plain, 0x1e8);
        let mouse = input_mode(shell, true);
        assert_eq!(mouse & flag::QUICK_EDIT, 0);
        assert_eq!(mouse & flag::MOUSE_INPUT, flag::MOUSE_INPUT);
        // A shell from the other world leaves escape sequences on; then arrows would come as text.
        assert_eq!(input_mode(shell | flag::ESCAPES_IN, false), plain);
    }
}
