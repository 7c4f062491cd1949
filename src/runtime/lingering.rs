//! A window that closes with the program.

use std::io::{self, Write as _};

#[cfg(windows)]
use crate::runtime::console;

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
