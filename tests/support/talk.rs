//! The real program through pipes.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// What the program says to `said`. Whatever somebody has saved or installed on this machine is no part of it.
pub fn talk(args: &[&str], said: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"))
        .args(args)
        .env_remove("MSYSTEM")
        .env("XDG_DATA_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/nothing-saved"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    // The program may end before it has read everything.
    let _ = child.stdin.take().expect("standard input").write_all(said);
    child.wait_with_output().expect("ends")
}
