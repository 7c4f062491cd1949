//! What a theme costs: moving the selection stays one short write.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use chiiki_navi::app::look::Look;
use chiiki_navi::places::draw::draw;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::runtime::backend::Screen;
use ratatui::layout::Size;
use support::keys::{play, start};

struct Count(Rc<Cell<usize>>);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn moving_the_selection_is_cheap() {
    for look in Look::ALL {
        let theme = Theme::of(look, Depth::Full);
        let (count, mut state) = (Rc::new(Cell::new(0)), start((80, 24)));
        let mut screen = Screen::new(Count(Rc::clone(&count)), Size::new(80, 24));
        play(&mut state, "はこだて<enter>");
        screen.draw(|buffer| draw(&state, &theme, buffer)).expect("memory");
        for _ in 0..5 {
            count.set(0);
            play(&mut state, "<down>");
            screen.draw(|buffer| draw(&state, &theme, buffer)).expect("memory");
            assert!(count.get() < 500, "{look:?}: {} bytes", count.get());
        }
    }
}
