//! 100,000 seeded events through keys, update and drawing: no panic, no half glyph, nothing outside.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;

use chiiki_navi::app::key::{Code, Key};
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::state::State;
use chiiki_navi::text::width::Ambiguous;
use ratatui::buffer::Buffer;
use support::keys::{
    all_keys, click_at, costs, frame, keys_here, looks, paste, place_name, press, resize, set_glyphs, start,
    start_real, way_back,
};
use support::screen::buffer;
use unicode_width::UnicodeWidthStr as _;

const EVENTS: usize = 100_000;
/// How many of them with the real bundle, where one answer judges fifteen times as many programmes.
const AMONG_ALL: usize = 20_000;
/// Every so many events one frame: as a terminal that reads slowly, and it keeps the test short.
const FRAME: usize = 400;

/// xorshift64*: the same events on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).expect("64 bits") % n
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const TYPED: &str =
    "0123456789０１２９．，ｑｊｋ／？あかさ過疎ｶｿ海士町①→※万円億.-/ aejknzG葛\u{e0100}𠮷👩\u{200d}🌾ー。「\u{7f}";

const PASTES: [&str; 8] = [
    "海士町",
    "１２，０００人",
    "1.2万円",
    "\n\t\u{1b}[2J",
    "令和9年3月31日",
    "かそ\r\nちいき",
    "",
    "①②③→※■★…“”葛\u{e0100}👨\u{200d}👩\u{200d}👧",
];

/// One event; true when it ended the program.
fn event(random: &mut Random, typed: &[char], state: &mut State) -> bool {
    let small = |n: usize| u16::try_from(n).expect("small");
    let key = match random.below(200) {
        0..=119 => {
            let keys = if random.below(8) == 0 { all_keys() } else { keys_here(state) };
            random.of(&keys)
        }
        120..=174 => Key::char(random.of(typed)),
        175..=180 => {
            let code = random.of(&[Code::Backspace, Code::Delete, Code::Left, Code::Home, Code::Insert, Code::F(12)]);
            Key { code, ctrl: random.below(4) == 0, alt: random.below(4) == 0, shift: random.below(4) == 0 }
        }
        181..=186 => {
            let text = random.of(&PASTES);
            paste(state, &if random.below(20) == 0 { text.repeat(500) } else { text.to_owned() });
            return false;
        }
        187..=190 => {
            resize(state, small(20 + random.below(281)), small(5 + random.below(96)));
            return false;
        }
        191 => {
            resize(state, 80, 24);
            return false;
        }
        192 => {
            set_glyphs(state, random.of(&[Ambiguous::Narrow, Ambiguous::Wide, Ambiguous::Avoid]));
            return false;
        }
        _ => {
            let ((columns, rows), _) = frame(state);
            click_at(state, small(random.below(usize::from(columns) + 3)), small(random.below(usize::from(rows) + 3)));
            return false;
        }
    };
    let seldom = random.below(costs(state, key)) > 0;
    press(state, if seldom { Key::plain(Code::Down) } else { key })
}

/// Wide glyphs stand whole, at the edge and beside each other; a blank stands behind what the terminal shows wide.
fn whole(buffer: &Buffer, ambiguous: Ambiguous) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            let columns = u16::try_from(symbol.width().max(1)).expect("a width");
            assert!(x + columns <= buffer.area.width, "half a glyph 「{symbol}」 at the right edge of row {y}");
            assert!(!symbol.chars().any(char::is_control), "a control character in row {y}");
            if ambiguous == Ambiguous::Wide && columns == 1 && symbol.width_cjk() == 2 {
                let behind = buffer.cell((x + 1, y)).map(ratatui::buffer::Cell::symbol);
                assert_eq!(behind, Some(" "), "no blank behind 「{symbol}」 in row {y}");
            }
            x += columns;
        }
    }
}

/// One monkey: where it has been.
fn monkey(seed: u64, events: usize, start: fn((u16, u16)) -> State) -> BTreeSet<&'static str> {
    let (mut random, typed) = (Random(seed), TYPED.chars().collect::<Vec<char>>());
    let mut state = start((80, 24));
    let mut been = BTreeSet::new();
    for n in 0..events {
        if event(&mut random, &typed, &mut state) {
            state = start(frame(&state).0);
        }
        assert!(way_back(&state) < 20, "the way back grows: {}", way_back(&state));
        let new = been.insert(place_name(&state));
        if new || n % FRAME == 0 {
            let (size, glyphs) = frame(&state);
            let shown =
                buffer(&state, &Theme::of(looks(&state).0, random.of(&[Depth::Full, Depth::Basic])).with(glyphs));
            assert_eq!((shown.area.width, shown.area.height), size);
            whole(&shown, glyphs);
        }
    }
    been
}

/// Two at once, since a machine has two cores: one in the frozen bundle, one among all programmes.
#[test]
fn a_hundred_thousand_events() {
    let frozen = std::thread::spawn(|| monkey(0x5eed_cafe_f00d_0001, EVENTS - AMONG_ALL, start));
    let real = std::thread::spawn(|| monkey(0x5eed_cafe_f00d_0002, AMONG_ALL, start_real));
    let mut places = frozen.join().expect("a monkey fell");
    places.extend(real.join().expect("a monkey fell"));
    assert!(places.len() >= 12, "the monkeys were only in {places:?}");
}
