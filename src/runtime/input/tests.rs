//! Bytes and console events in, our events out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::decode::{Decoded, Decoder};
use super::*;
use crate::app::key::{Code, Key};
use crate::runtime::input::event::{Mouse, MouseKind, from_crossterm};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

fn decode(bytes: &[u8]) -> Vec<Decoded> {
    let (mut whole, mut all) = (Decoder::default(), Vec::new());
    whole.feed(bytes, &mut all);
    if whole.patience().is_some() {
        whole.give_up(&mut all);
    }
    all
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    decode(bytes)
        .into_iter()
        .filter_map(|d| if let Decoded::Event(Incoming::Key(k)) = d { Some(k) } else { None })
        .collect()
}

#[test]
fn keys_of_a_terminal() {
    let held = |code, shift, alt, ctrl| Key { code, ctrl, alt, shift };
    let cases: &[(&[u8], Key)] = &[
        (b"a", Key::char('a')),
        ("ｑ".as_bytes(), Key::char('ｑ')),
        ("𠮷".as_bytes(), Key::char('𠮷')),
        (b"\r", Key::plain(Code::Enter)),
        (b"\x7f", Key::plain(Code::Backspace)),
        (b"\x03", Key::ctrl('c')),
        (b"\x00", Key::ctrl(' ')),
        (b"\x1b", Key::plain(Code::Esc)),
        (b"\x1bx", held(Code::Char('x'), false, true, false)),
        ("\x1bあ".as_bytes(), held(Code::Char('あ'), false, true, false)),
        (b"\x1b[A", Key::plain(Code::Up)),
        (b"\x1bOB", Key::plain(Code::Down)),
        (b"\x1b[1;5C", held(Code::Right, false, false, true)),
        (b"\x1b[5;2~", held(Code::PageUp, true, false, false)),
        (b"\x1b[Z", Key::plain(Code::BackTab)),
        (b"\x1bOP", Key::plain(Code::F(1))),
        (b"\x1b[1;2R", held(Code::F(3), true, false, false)),
        (b"\x1b[[E", Key::plain(Code::F(5))),
        (b"\x1b[15~", Key::plain(Code::F(5))),
        (b"\x1b[24~", Key::plain(Code::F(12))),
        (b"\x1b[4~", Key::plain(Code::End)),
    ];
    for (bytes, key) in cases {
        assert_eq!(keys(bytes), [*key], "{bytes:?}");
    }
    assert_eq!(keys(b"\x1b\x1b[A"), [Key::plain(Code::Esc), Key::plain(Code::Up)]);
}

#[test]
fn reports_noise_and_mouse() {
    assert_eq!(decode(b"\x1b[2;3R"), [Decoded::CursorColumn(3)]);
    for noise in
        [&b"\x1b[?62;22c"[..], b"\x1b]11;rgb:0/0/0\x1b\\", b"\x1b[0;0R", b"\x1b[<0;0M", b"\x1b[99~", b"\xff", b"\x1b[O"]
    {
        assert_eq!(decode(&[noise, b"z"].concat()), [Decoded::Event(Incoming::Key(Key::char('z')))], "{noise:?}");
    }
    // Coordinates of 0 made crossterm 0.29 panic.
    let mouse = Mouse { kind: MouseKind::Press, column: 0, row: 0 };
    assert_eq!(decode(b"\x1b[<0;0;0M"), [Decoded::Event(Incoming::Mouse(mouse))]);
}

#[test]
fn any_cut_gives_the_same_events() {
    let bytes = "a\x1b[1;5Cあ\x1b[200~貼り\r付け\x1b[201~\x1b[2;2R\x1bOPｶ\x1b]0;t\x07z".as_bytes();
    let whole = decode(bytes);
    assert_eq!(whole.len(), 8, "{whole:?}");
    assert!(whole.contains(&Decoded::Event(Incoming::Paste("貼り\n付け".into()))));
    for cut in 0..bytes.len() {
        let (mut decoder, mut all) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes[..cut], &mut all);
        decoder.feed(&bytes[cut..], &mut all);
        assert_eq!(all, whole, "cut at {cut}");
    }
    let (mut decoder, mut all) = (Decoder::default(), Vec::new());
    for byte in bytes {
        decoder.feed(&[*byte], &mut all);
    }
    assert_eq!(all, whole);
    assert_eq!(decoder.patience(), None);
}

/// Where sequences come whole nobody waits for more; what has begun a sequence is waited for all the same.
#[test]
fn a_lone_esc_waits_only_where_lines_cut_sequences() {
    for (whole, expected) in [(true, Duration::ZERO), (false, Duration::from_millis(25))] {
        let (mut decoder, mut all) = (Decoder::new(whole), Vec::new());
        decoder.feed(b"\x1b", &mut all);
        assert!(all.is_empty() && decoder.patience() == Some(expected), "{all:?}");
        decoder.give_up(&mut all);
        assert_eq!(all, [Decoded::Event(Incoming::Key(Key::plain(Code::Esc)))]);
        decoder.feed(b"\x1b[", &mut all);
        assert_eq!(decoder.patience(), Some(Duration::from_millis(100)));
        // Behind other keys it may be the end of a full buffer.
        decoder.feed(b"A\x1b", &mut all);
        assert_eq!(decoder.patience(), Some(Duration::from_millis(25)));
    }
}

#[test]
fn random_bytes_never_panic_nor_stick() {
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let bytes: Vec<u8> = (0..12)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                b"\x1b[;<0123R~MmOA\xe3\x81\x82\xffz]\x07"[(seed >> 33) as usize % 21]
            })
            .collect();
        let (mut decoder, mut all) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes, &mut all);
        decoder.give_up(&mut all);
        assert_eq!(decoder.patience(), None, "{bytes:?}");
    }
}

#[test]
fn releases_are_dropped() {
    let event = |kind| KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, kind);
    assert_eq!(from_crossterm(event(KeyEventKind::Press)), Some(Key::char('a')));
    assert_eq!(from_crossterm(event(KeyEventKind::Repeat)), Some(Key::char('a')));
    assert_eq!(from_crossterm(event(KeyEventKind::Release)), None);
}

#[test]
fn console_keys_are_normalised() {
    let press = |code, modifiers| from_crossterm(KeyEvent::new(code, modifiers));
    let (ctrl, alt, shift) = (KeyModifiers::CONTROL, KeyModifiers::ALT, KeyModifiers::SHIFT);
    assert_eq!(press(KeyCode::Char('C'), ctrl | shift), Some(Key::ctrl('c')));
    assert_eq!(press(KeyCode::Char('A'), shift), Some(Key::char('A')));
    assert_eq!(press(KeyCode::Char('@'), ctrl | alt), Some(Key::char('@')));
    assert_eq!(press(KeyCode::Up, shift), Some(Key { shift: true, ..Key::plain(Code::Up) }));
    assert_eq!(press(KeyCode::CapsLock, KeyModifiers::NONE), None);
}

#[test]
fn one_resize_remains_and_the_mouse_stays_inside() {
    let mouse = |column, row| Incoming::Mouse(Mouse { kind: MouseKind::Press, column, row });
    let mut batch =
        vec![Incoming::Resize(1, 1), Incoming::Key(Key::char('a')), Incoming::Resize(2, 2), mouse(65535, 3)];
    settle(&mut batch, 0, || Some((80, 24)));
    assert_eq!(batch, [Incoming::Key(Key::char('a')), mouse(79, 3), Incoming::Resize(80, 24)]);
}

#[test]
fn a_copied_cell_is_a_paste_and_typing_is_not() {
    let keys = |text: &str| -> Vec<Incoming> {
        let key = |c| if c == '\n' { Key::plain(Code::Enter) } else { Key::char(c) };
        text.chars().map(|c| Incoming::Key(key(c))).collect()
    };
    let gathered = |mut batch: Vec<Incoming>| {
        super::burst::gather(&mut batch, 0);
        batch
    };
    assert_eq!(gathered(keys("12,345\n")), [Incoming::Paste("12,345".into())]);
    assert_eq!(gathered(keys("海士町\n西ノ島町\n")), [Incoming::Paste("海士町\n西ノ島町".into())]);
    for typed in ["海士町", "12\n", "\n\n\n\n\n", "地域おこし協力隊"] {
        assert_eq!(gathered(keys(typed)), keys(typed), "{typed}");
    }
    // Whatever is no text ends a run, and everything keeps its order.
    let arrow = Incoming::Key(Key::plain(Code::Down));
    let mixed = [keys("ab\n"), vec![arrow.clone()], keys("1234\n")].concat();
    let expected = [keys("ab\n"), vec![arrow, Incoming::Paste("1234".into())]].concat();
    assert_eq!(gathered(mixed), expected);
    // What an earlier call left is not touched.
    let mut later = keys("1234\n");
    super::burst::gather(&mut later, 5);
    assert_eq!(later, keys("1234\n"));
}

#[test]
fn a_sequence_without_end_is_cut_by_its_length_by_another_and_by_a_way_out() {
    let f10 = Decoded::Event(Incoming::Key(Key::plain(Code::F(10))));
    let ctrl_c = Decoded::Event(Incoming::Key(Key::ctrl('c')));
    for start in [&b"\x1b]0;xyz"[..], b"\x1bPxyz", b"\x1b_xyz"] {
        assert_eq!(decode(&[start, b"\x1b[21~"].concat()), std::slice::from_ref(&f10));
        assert_eq!(decode(&[start, b"\x03"].concat()), std::slice::from_ref(&ctrl_c));
        // Only so much is held: what comes behind it is read.
        let (mut decoder, mut all) = (Decoder::default(), Vec::new());
        decoder.feed(start, &mut all);
        for _ in 0..100 {
            decoder.feed(&[b'x'; 100], &mut all);
        }
        assert!(all.len() > 5_000 && decoder.patience().is_none(), "{}", all.len());
    }
    let pasted = |text: &str| Decoded::Event(Incoming::Paste(text.to_owned()));
    let (mut decoder, mut all) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~abc", &mut all);
    assert!(all.is_empty());
    decoder.feed(b"\x1b[2", &mut all);
    decoder.feed(b"1~", &mut all);
    assert_eq!(all, [pasted("abc"), f10]);
    // With its end mark behind it, it was part of the paste.
    assert_eq!(decode(b"\x1b[200~a\x03b\x1b[201~"), [pasted("a\u{3}b")]);
    assert_eq!(decode(b"\x1b[200~a\x03"), [pasted("a"), ctrl_c]);
}
