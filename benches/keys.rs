//! What a key costs up to its frame, composed as for a terminal of 120 columns and 36 rows: with the bundle as it is, and
//! with every programme ten times. Two keys alternate (a letter and taking it back, a line down and up): a time is the
//! mean of both.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::io::Sink;

use chiiki_navi::app::action::Action;
use chiiki_navi::app::look::Look;
use chiiki_navi::app::to::To;
use chiiki_navi::content::embedded;
use chiiki_navi::domain::terms::catalogue::Catalogue;
use chiiki_navi::domain::terms::late::Late;
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::draw::draw;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::place::Place;
use chiiki_navi::places::state::State;
use chiiki_navi::places::update::{start_at, update};
use chiiki_navi::runtime::backend::Screen;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::layout::Size;

const SIZE: (u16, u16) = (120, 36);

/// What stands on the screen of somebody who looks at 海士町.
struct Desk {
    state: State,
    screen: Screen<Sink>,
}

impl Desk {
    fn new(catalogue: &'static Catalogue) -> Self {
        let town = catalogue.municipalities.iter().find(|m| m.name == "海士町").expect("a town");
        let state = start_at(catalogue, Date::new(2024, 6, 1).expect("a day"), SIZE, town);
        Self { state, screen: Screen::new(std::io::sink(), Size::new(SIZE.0, SIZE.1)) }
    }

    /// In a place with a field, with this typed into it.
    fn typing(catalogue: &'static Catalogue, to: To, text: &str) -> Self {
        let mut desk = Self::new(catalogue);
        desk.press(Action::Go(to));
        text.chars().for_each(|c| desk.press(Action::Type(c)));
        desk
    }

    /// At a programme with open questions and money to compute.
    fn at_programme(catalogue: &'static Catalogue) -> Self {
        let programme = catalogue.programme_named("local10000-kokko").expect("a programme");
        let mut desk = Self::typing(catalogue, To::Search, programme.name);
        desk.press(Action::Confirm);
        assert!(matches!(desk.state.place, Place::Detail(_)), "it is found by its name");
        desk
    }

    fn press(&mut self, action: Action) {
        drop(update(&mut self.state, action));
        self.draw();
    }

    fn draw(&mut self) {
        let (state, theme) = (&self.state, Theme::of(Look::Dark, Depth::Full));
        self.screen.draw(|buffer| draw(state, &theme, buffer)).expect("nothing is written");
    }

    /// Times these keys in turn.
    fn time(mut self, c: &mut Criterion, name: &str, keys: &[Action; 2]) {
        let mut next = keys.iter().cycle();
        c.bench_function(name, |b| b.iter(|| self.press(next.next().expect("a key").clone())));
    }
}

/// Every programme ten times: the copies behind the originals, so that what points to these still does.
fn tenfold(catalogue: &Catalogue) -> &'static Catalogue {
    let copies = ('a'..='i').flat_map(|n| {
        let renamed = move |p: &Programme| Programme { id: String::leak(format!("~{n}-{}", p.id)), ..*p };
        catalogue.programmes.iter().map(renamed)
    });
    let all: Vec<Programme> = catalogue.programmes.iter().copied().chain(copies).collect();
    Box::leak(Box::new(Catalogue { programmes: Late::Ready(all.leak()), ..*catalogue }))
}

fn keys(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    for (times, catalogue) in [("×1", catalogue), ("×10", tenfold(catalogue))] {
        for (what, text, letter) in [("hits", "kas", 'o'), ("kanji", "空き", '家'), ("no hits", "zq", 'x')] {
            let desk = Desk::typing(catalogue, To::Search, text);
            desk.time(c, &format!("検索 {times}: a letter, {what}"), &[Action::Type(letter), Action::Erase]);
        }
        let desk = Desk::typing(catalogue, To::Consult, "空き家を3軒直してお試し移住の");
        desk.time(c, &format!("相談 {times}: a letter of a sentence"), &[Action::Type('家'), Action::Erase]);

        let mut desk = Desk::at_programme(catalogue);
        desk.press(Action::Go(To::Estimate));
        "100万円".chars().for_each(|c| desk.press(Action::Type(c)));
        desk.press(Action::Home);
        desk.time(c, &format!("試算 {times}: a digit"), &[Action::Type('5'), Action::Erase]);

        let mut desk = Desk::at_programme(catalogue);
        c.bench_function(&format!("制度の詳細 {times}: the whole screen"), |b| {
            b.iter(|| {
                desk.screen.invalidate();
                desk.draw();
            });
        });
        desk.press(Action::PageDown);
        desk.time(c, &format!("制度の詳細 {times}: a line further"), &[Action::Down, Action::Up]);
        let desk = Desk::at_programme(catalogue);
        desk.time(c, &format!("制度の詳細 {times}: a page further"), &[Action::PageDown, Action::PageUp]);
        let row = Desk::new(catalogue);
        row.time(c, &format!("制度の詳細 {times}: opened, and back in 結果"), &[Action::Confirm, Action::Back]);
        let row = Desk::new(catalogue);
        row.time(c, &format!("結果 {times}: the next row"), &[Action::Down, Action::Up]);
    }
}

criterion_group!(benches, keys);
criterion_main!(benches);
