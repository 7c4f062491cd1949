//! 100,000 seeded events through keys, update and drawing: no panic, no half glyph, nothing outside.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;

use chiiki_navi::app::action::{Action, Effect};
use chiiki_navi::app::key::{Code, Key};
use chiiki_navi::app::keymap::{self, TABLE};
use chiiki_navi::app::state::State;
use chiiki_navi::app::update::update;
use chiiki_navi::text::width::Ambiguous;
use chiiki_navi::view::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use support::keys::start;
use support::screen::buffer;
use unicode_width::UnicodeWidthStr as _;

const EVENTS: usize = 100_000;
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

fn event(random: &mut Random, state: &State) -> Option<Action> {
    let chars: Vec<char> = TYPED.chars().collect();
    let size = |random: &mut Random| {
        let (w, h) = (20 + random.below(281), 5 + random.below(96));
        (u16::try_from(w).expect("small"), u16::try_from(h).expect("small"))
    };
    match random.below(200) {
        0..=119 => {
            let bindings: Vec<&keymap::Binding> =
                TABLE.iter().filter(|b| b.context == keymap::context(state)).collect();
            let binding = if random.below(8) == 0 || bindings.is_empty() {
                &TABLE[random.below(TABLE.len())]
            } else {
                bindings[random.below(bindings.len())]
            };
            keymap::action(state, random.of(binding.keys))
        }
        120..=174 => keymap::action(state, Key::char(random.of(&chars))),
        175..=180 => {
            let code = random.of(&[Code::Backspace, Code::Delete, Code::Left, Code::Home, Code::Insert, Code::F(12)]);
            let key = Key { code, ctrl: random.below(4) == 0, alt: random.below(4) == 0, shift: random.below(4) == 0 };
            keymap::action(state, key)
        }
        181..=186 => {
            let text = random.of(&PASTES);
            Some(Action::Paste(if random.below(20) == 0 { text.repeat(500) } else { text.to_owned() }))
        }
        187..=190 => {
            let (w, h) = size(random);
            Some(Action::Resize(w, h))
        }
        191 => Some(Action::Resize(80, 24)),
        192 => Some(Action::Ambiguous(random.of(&[Ambiguous::Narrow, Ambiguous::Wide, Ambiguous::Avoid]))),
        _ => {
            let (w, h) = (state.size.0 + 3, state.size.1 + 3);
            let (x, y) = (random.below(usize::from(w)), random.below(usize::from(h)));
            Some(Action::Click(u16::try_from(x).expect("small"), u16::try_from(y).expect("small")))
        }
    }
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
fn monkey(seed: u64, events: usize) -> BTreeSet<&'static str> {
    let mut random = Random(seed);
    let mut state = start((80, 24));
    let mut been = BTreeSet::new();
    for n in 0..events {
        let Some(mut action) = event(&mut random, &state) else { continue };
        // In a debug build these take a tenth and a fortieth of a second: they come more seldom than the rest.
        let seldom = match action {
            Action::Sweep | Action::Compare => 60,
            Action::Unanswer | Action::DontKnow | Action::Pick(_) | Action::GoManual => 24,
            Action::Confirm if matches!(keymap::context(&state), keymap::Context::Options) => 24,
            _ => 1,
        };
        if random.below(seldom) > 0 {
            action = Action::Down;
        }
        if update(&mut state, action).contains(&Effect::Quit) {
            state = start(state.size);
        }
        assert!(state.trail.len() < 20, "the way back grows: {}", state.trail.len());
        let new = been.insert(keymap::context(&state).name());
        if new || n % FRAME == 0 {
            let theme = Theme::of(state.look(), random.of(&[Depth::Full, Depth::Basic])).with(state.ambiguous);
            let shown = buffer(&state, &theme);
            assert_eq!((shown.area.width, shown.area.height), state.size);
            whole(&shown, state.ambiguous);
        }
    }
    been
}

/// Two at once: a machine has two cores.
#[test]
fn a_hundred_thousand_events() {
    let seeds = [0x5eed_cafe_f00d_0001, 0x5eed_cafe_f00d_0002];
    let monkeys = seeds.map(|seed| std::thread::spawn(move || monkey(seed, EVENTS / seeds.len())));
    let mut places = BTreeSet::new();
    for m in monkeys {
        places.extend(m.join().expect("a monkey fell"));
    }
    assert!(places.len() >= 12, "the monkeys were only in {places:?}");
}
