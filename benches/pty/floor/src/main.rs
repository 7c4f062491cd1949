//! The floor: a list of Japanese lines on a whole screen, as plainly as ratatui allows and with nothing behind it.
//! What is faster than this has nothing left to save but ratatui itself.
//!
//! Down and Up move the selection, PageDown and PageUp show other lines, q ends it.

use std::io;

use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{List, ListItem, ListState};

const TEXT: &str = "移住と住まいの支援制度を市町村ごとに調べて、世帯の構成や年齢、住宅の種類にあわせて使える補助金を一覧にします。\
空き家の改修、子育て世帯の家賃補助、起業の支援金、農業研修の給付金、奨学金の返還支援などを順に確認してください。";

#[derive(Default)]
struct Floor {
    page: usize,
    rows: usize,
    list: ListState,
}

impl Floor {
    fn draw(&mut self, frame: &mut Frame) {
        let parts = [Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)];
        let [head, body, foot] = Layout::vertical(parts).areas(frame.area());
        frame.render_widget(Line::styled(format!("下限　{}頁", self.page + 1), Style::new().bg(Color::Cyan)), head);
        self.rows = usize::from(body.height).max(1);
        let letters = TEXT.chars().count();
        // Every row and page begins elsewhere in the text, so that a page changes all of its cells.
        let row = |row: usize| TEXT.chars().cycle().skip((self.page * 61 + row * 37) % letters);
        let line = |i: u16| row(i.into()).take(usize::from(body.width) / 2).collect::<String>();
        let bold = Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD);
        let style = |i: u16| if i.is_multiple_of(6) { bold } else { Style::new() };
        let items = (0..body.height).map(|i| ListItem::new(line(i)).style(style(i)));
        let list = List::new(items).highlight_style(Modifier::REVERSED);
        frame.render_stateful_widget(list, body, &mut self.list);
        frame.render_widget("上下 選ぶ　PageUp・PageDown 頁　q 終了", foot);
    }

    /// Round and round.
    fn step(&mut self, by: usize) {
        self.list.select(self.list.selected().map(|row| (row + by) % self.rows));
    }

    /// False when it is over.
    fn take(&mut self, key: KeyCode) -> bool {
        match key {
            KeyCode::Down => self.step(1),
            KeyCode::Up => self.step(self.rows - 1),
            KeyCode::PageDown => self.page += 1,
            KeyCode::PageUp => self.page = self.page.saturating_sub(1),
            KeyCode::Char('q') => return false,
            _ => {}
        }
        true
    }
}

fn main() -> io::Result<()> {
    let mut floor = Floor::default();
    floor.list.select_first();
    ratatui::run(|terminal| {
        loop {
            terminal.draw(|frame| floor.draw(frame))?;
            if let Event::Key(key) = event::read()?
                && !floor.take(key.code)
            {
                return Ok(());
            }
        }
    })
}
