//! Bytes from a unix terminal become keys, pastes, mouse events and cursor reports.
//!
//! Written here rather than taken from crossterm 0.29, because its parser underflows on some reports (fixed, but not
//! released), drops keys while a cursor report is awaited, and is fed by an edge-triggered reader that leaves input
//! beyond 1,024 bytes lying until the next key. Pure: bytes in, events out; the caller keeps the time.

use crate::app::key::{Code, Key};
use crate::runtime::input::event::{Incoming, Mouse, MouseKind};
use std::time::Duration;

/// What one step yields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Decoded {
    Event(Incoming),
    /// Answer to `CSI 6 n`: the column, from 1. Row 1 never comes here, since its form is also that of Shift-F3.
    CursorColumn(u16),
}

/// A paste that never ends is cut here.
const PASTE_LIMIT: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Keys that end the program, struck while a paste stays open: F10 and Ctrl+C.
const WAYS_OUT: [&[u8]; 2] = [b"\x1b[21~", b"\x03"];
/// No answer to a query of ours comes near; what is longer is noise.
const STRING_LIMIT: usize = 4096;

/// How long the rest of a sequence may be on its way over a link that cuts them; nobody notices.
const SPLIT: Duration = Duration::from_millis(25);

/// Holds what has come of an unfinished sequence.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    held: Vec<u8>,
    paste: Option<Vec<u8>>,
    /// Sequences come whole: an Esc byte that comes by itself is the key.
    whole: bool,
    /// The last byte came by itself. Behind others an Esc byte may be where a full buffer was cut.
    alone: bool,
}

/// How the bytes at hand begin.
enum Step {
    /// So many bytes are used up, to this effect.
    Done(usize, Option<Decoded>),
    Paste(usize),
    More,
}

impl Decoder {
    /// For a terminal that writes each sequence in one piece, or for a link that may cut them.
    pub(super) fn new(whole: bool) -> Self {
        Self { whole, ..Self::default() }
    }

    /// Takes bytes and appends what they complete.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Decoded>) {
        self.alone = bytes.len() == 1;
        self.held.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.held);
        let mut rest = held.as_slice();
        while !rest.is_empty() {
            if self.paste.is_some() {
                rest = self.paste(rest, out);
                continue;
            }
            match step(rest) {
                Step::Done(used, event) => {
                    out.extend(event);
                    rest = rest.get(used..).unwrap_or_default();
                }
                Step::Paste(used) => {
                    self.paste = Some(Vec::new());
                    rest = rest.get(used..).unwrap_or_default();
                }
                Step::More => break,
            }
        }
        self.held = rest.to_vec();
    }

    /// How long to wait for the rest of a sequence before [`Self::give_up`]; `None` if nothing is unfinished.
    ///
    /// A lone Esc byte is the Esc key, or the start of a sequence cut by the line where lines do that.
    pub(super) fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.held.as_slice()) {
            (Some(_), _) => Some(Duration::from_secs(1)),
            (None, []) => None,
            (None, [0x1b]) if self.whole && self.alone => Some(Duration::ZERO),
            (None, [0x1b]) => Some(SPLIT),
            (None, _) => Some(Duration::from_millis(100)),
        }
    }

    /// The rest did not come: Esc was the key, a started paste is delivered, anything else is noise.
    pub(super) fn give_up(&mut self, out: &mut Vec<Decoded>) {
        let held = std::mem::take(&mut self.held);
        if let Some(mut text) = self.paste.take() {
            text.extend_from_slice(&held);
            out.push(pasted(&text));
        } else {
            match *held.as_slice() {
                [0x1b] => out.push(key(Key::plain(Code::Esc))),
                [0x1b, c @ (b'[' | b'O')] => out.push(key(Key { alt: true, ..Key::char(char::from(c)) })),
                _ => {}
            }
        }
    }

    /// Collects pasted text up to its end mark, which may be cut in two.
    fn paste<'a>(&mut self, bytes: &'a [u8], out: &mut Vec<Decoded>) -> &'a [u8] {
        let Some(mut text) = self.paste.take() else { return bytes };
        let before = text.len().saturating_sub(PASTE_END.len());
        text.extend_from_slice(bytes);
        if let Some(at) = find(text.get(before..).unwrap_or_default(), PASTE_END) {
            let end = before + at;
            let left = text.len() - end - PASTE_END.len();
            text.truncate(end);
            out.push(pasted(&text));
            return bytes.get(bytes.len() - left..).unwrap_or_default();
        }
        // The last thing that came, and no end mark behind it: somebody at the keys wants out.
        if let Some(way) = WAYS_OUT.iter().find(|way| text.ends_with(way)) {
            text.truncate(text.len() - way.len());
            out.push(pasted(&text));
            return way;
        }
        if text.len() >= PASTE_LIMIT {
            out.push(pasted(&text));
            text.clear();
        }
        self.paste = Some(text);
        &[]
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// Terminals send a pasted line end as CR.
fn pasted(text: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
    Decoded::Event(Incoming::Paste(text))
}

const fn key(key: Key) -> Decoded {
    Decoded::Event(Incoming::Key(key.normalised()))
}

fn step(bytes: &[u8]) -> Step {
    match *bytes {
        [0x1b] => Step::More,
        // The first of two Esc stands alone: Esc is often struck twice, and Alt-Esc is no key.
        [0x1b, 0x1b, ..] => Step::Done(1, Some(key(Key::plain(Code::Esc)))),
        [0x1b, b'[', ref tail @ ..] => csi(tail),
        [0x1b, b'O', ref tail @ ..] => ss3(tail),
        [0x1b, b']' | b'P' | b'_' | b'^', ref tail @ ..] => string(tail),
        [0x1b, ref tail @ ..] => match character(tail) {
            Step::Done(used, Some(Decoded::Event(Incoming::Key(k)))) => {
                Step::Done(used + 1, Some(key(Key { alt: true, ..k })))
            }
            Step::Done(used, other) => Step::Done(used + 1, other),
            other => other,
        },
        _ => character(bytes),
    }
}

/// A character or control byte.
fn character(bytes: &[u8]) -> Step {
    let Some(&first) = bytes.first() else { return Step::More };
    let plain = |code| Step::Done(1, Some(key(Key::plain(code))));
    match first {
        b'\r' | b'\n' => plain(Code::Enter),
        b'\t' => plain(Code::Tab),
        0x7f | 0x08 => plain(Code::Backspace),
        0 => Step::Done(1, Some(key(Key::ctrl(' ')))),
        1..=26 => Step::Done(1, Some(key(Key::ctrl(char::from(first - 1 + b'a'))))),
        27..=31 => Step::Done(1, Some(key(Key::ctrl(char::from(first - 27 + b'['))))),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Step {
    let head = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            head.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default()
        }
        Err(error) => return error.error_len().map_or(Step::More, |bad| Step::Done(bad, None)),
    };
    valid.chars().next().map_or(Step::Done(1, None), |c| Step::Done(c.len_utf8(), Some(key(Key::char(c)))))
}

/// After `ESC O`: keys in application mode, F1 to F4.
fn ss3(tail: &[u8]) -> Step {
    let Some(&last) = tail.first() else { return Step::More };
    let code = match last {
        b'M' => Some(Code::Enter),
        _ => letter(last),
    };
    Step::Done(3, code.map(|code| key(Key::plain(code))))
}

/// An answer to some query (OSC, DCS …): skipped up to its end. Another sequence or Ctrl+C cuts one short that has none,
/// and so does its length.
fn string(tail: &[u8]) -> Step {
    let ends = |byte: &u8| matches!(byte, 0x07 | 0x1b | 0x03 | 0x18 | 0x1a);
    let Some(at) = tail.iter().position(ends) else {
        return if tail.len() > STRING_LIMIT { Step::Done(tail.len() + 2, None) } else { Step::More };
    };
    match (tail.get(at), tail.get(at + 1)) {
        (Some(0x07), _) => Step::Done(at + 3, None),
        (Some(0x1b), Some(b'\\')) => Step::Done(at + 4, None),
        (Some(0x1b), None) => Step::More,
        _ => Step::Done(at + 2, None),
    }
}

/// After `ESC [`.
fn csi(tail: &[u8]) -> Step {
    // The Linux console's F1 to F5.
    if let [b'[', rest @ ..] = tail {
        return rest.first().map_or(Step::More, |&c| {
            let code = matches!(c, b'A'..=b'E').then(|| Code::F(c - b'A' + 1));
            Step::Done(4, code.map(|code| key(Key::plain(code))))
        });
    }
    let Some(end) = tail.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        // No sequence that we ask for is longer.
        return if tail.len() > 64 { Step::Done(tail.len() + 2, None) } else { Step::More };
    };
    let (Some(body), Some(&last)) = (tail.get(..end), tail.get(end)) else { return Step::More };
    if last < 0x40 {
        // A control byte cuts the sequence short and counts itself.
        return Step::Done(end + 2, None);
    }
    if (body, last) == (b"200", b'~') {
        return Step::Paste(end + 3);
    }
    Step::Done(end + 3, csi_event(body, last))
}

fn csi_event(body: &[u8], last: u8) -> Option<Decoded> {
    if let [b'<', mouse @ ..] = body {
        return mouse_event(mouse, last);
    }
    let mut numbers = numbers(body);
    let first = numbers.next();
    let second = numbers.next();
    if let (b'R', Some(Some(2..)), Some(Some(column))) = (last, first, second) {
        return Some(Decoded::CursorColumn(column));
    }
    let code = match last {
        b'~' => tilde(first??)?,
        b'Z' => Code::BackTab,
        b'I' => return Some(Decoded::Event(Incoming::FocusGained)),
        _ if !matches!(body, [] | [b'1'] | [b'1', b';', ..]) => return None,
        _ => letter(last)?,
    };
    // xterm: 1 + (1 shift, 2 alt, 4 ctrl, 8 meta)
    let held = second.flatten().unwrap_or(1).saturating_sub(1);
    Some(key(Key { code, shift: held & 0b1 != 0, alt: held & 0b1010 != 0, ctrl: held & 0b100 != 0 }))
}

/// The parameters of a sequence; `None` for an empty or overlong one.
fn numbers(body: &[u8]) -> impl Iterator<Item = Option<u16>> {
    body.split(|&byte| byte == b';').map(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
}

const fn letter(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    })
}

fn tilde(number: u16) -> Option<Code> {
    let f = |n: u16| u8::try_from(n).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => f(number - 10),
        17..=21 => f(number - 11),
        23..=26 => f(number - 12),
        28 | 29 => f(number - 15),
        31..=34 => f(number - 17),
        _ => None,
    }
}

/// SGR mouse report: presses of the left button and the wheel; everything else is of no use here.
fn mouse_event(body: &[u8], last: u8) -> Option<Decoded> {
    let mut numbers = numbers(body);
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match button & !0b1_1100 {
        0 if last == b'M' => MouseKind::Press,
        64 => MouseKind::ScrollUp,
        65 => MouseKind::ScrollDown,
        _ => return None,
    };
    let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
    Some(Decoded::Event(Incoming::Mouse(Mouse { kind, column, row })))
}
