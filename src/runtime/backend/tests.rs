//! The bytes, replayed on a terminal model, must give the buffer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::*;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;

/// Each write is one element.
#[derive(Default)]
struct Writes(Vec<Vec<u8>>);

impl Write for Writes {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.0.push(buf.to_vec());
        Ok(buf.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Rng(u64);

impl Rng {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
    fn small(&mut self, n: u16) -> u16 {
        u16::try_from(self.below(u64::from(n))).unwrap()
    }
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

const PIECES: [&str; 16] =
    ["過疎", "a", "  ", "ｶﾅ", "、。「」", "ﾊﾟ", "①", "→", "Ａ１", "か\u{3099}", "xyz", "〜ー", "─", "㈱", " ", "補助金"];

fn style(rng: &mut Rng) -> Style {
    let colours = [Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(200), Color::Rgb(1, 2, 3)];
    let modifiers = [
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::REVERSED,
        Modifier::BOLD | Modifier::DIM,
        Modifier::UNDERLINED | Modifier::ITALIC,
        Modifier::DIM,
    ];
    Style::new().fg(rng.pick(&colours)).bg(rng.pick(&colours)).add_modifier(rng.pick(&modifiers))
}

fn scribble(rng: &mut Rng, buffer: &mut Buffer, keep: &Buffer) {
    if keep.area == buffer.area {
        buffer.clone_from(keep);
    }
    let area = buffer.area;
    for _ in 0..rng.below(8) {
        let (x, y) = (rng.small(area.width), rng.small(area.height));
        if rng.below(3) == 0 {
            let width = (rng.small(9) + 1).min(area.width - x);
            buffer.set_style(Rect::new(x, y, width, 1), style(rng));
        } else {
            let style = style(rng);
            buffer.set_string(x, y, (0..rng.below(4)).map(|_| rng.pick(&PIECES)).collect::<String>(), style);
        }
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(i) => vt100::Color::Idx(i),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

fn assert_shows(parser: &vt100::Parser, buffer: &Buffer, what: &str) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let shape = paint::glyph(cell, buffer.area.width - x);
            let shown = parser.screen().cell(y, x).unwrap();
            let blank = shape.symbol == " ";
            let text = if shown.contents().is_empty() { " " } else { shown.contents() };
            // The model gives half-width sound marks no column of their own; the text is judged elsewhere then.
            if !cell.symbol().contains(['\u{ff9e}', '\u{ff9f}']) {
                assert_eq!(text, shape.symbol, "{what}: text at {x},{y}");
            }
            let has = |m| cell.modifier.contains(m);
            assert_eq!(shown.bgcolor(), colour(cell.bg), "{what}: background of {text:?} at {x},{y}");
            assert_eq!(shown.inverse(), has(Modifier::REVERSED), "{what}: reverse of {text:?} at {x},{y}");
            assert_eq!(shown.underline(), has(Modifier::UNDERLINED), "{what}: underline at {x},{y}");
            if !blank {
                assert_eq!(shown.fgcolor(), colour(cell.fg), "{what}: foreground of {text:?} at {x},{y}");
                assert_eq!(shown.italic(), has(Modifier::ITALIC), "{what}: italic at {x},{y}");
                // The model keeps one of bold and dim.
                if !(has(Modifier::BOLD) && has(Modifier::DIM)) {
                    assert_eq!(
                        (shown.bold(), shown.dim()),
                        (has(Modifier::BOLD), has(Modifier::DIM)),
                        "{what}: {x},{y}"
                    );
                }
            }
            x += shape.width;
        }
    }
}

fn model(size: Size) -> vt100::Parser {
    vt100::Parser::new(NonZeroU16::new(size.height).unwrap(), NonZeroU16::new(size.width).unwrap(), 0)
}

#[test]
fn random_frames_arrive_exactly() {
    for seed in 1u64..60 {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let size = Size::new(rng.small(30) + 1, rng.small(4) + 1);
        let mut screen = Screen::new(Writes::default(), size);
        let mut parser = model(size);
        let mut last = Buffer::empty(Rect::ZERO);
        for frame in 0..60 {
            if rng.below(20) == 0 {
                let size = Size::new(rng.small(30) + 1, rng.small(4) + 1);
                screen.resize(size);
                parser
                    .screen_mut()
                    .set_size(NonZeroU16::new(size.height).unwrap(), NonZeroU16::new(size.width).unwrap());
            }
            screen
                .draw(|next| {
                    scribble(&mut rng, next, &last);
                    None
                })
                .unwrap();
            last = screen.shown.clone();
            assert!(screen.writer.0.len() <= 1, "one write per frame");
            for bytes in screen.writer.0.drain(..) {
                parser.process(&bytes);
            }
            assert_shows(&parser, &last, &format!("seed {seed} frame {frame}"));
        }
    }
}

/// Lists that scroll by any number of rows either way, with something beside them that does not, between rows that stand.
#[test]
fn scrolled_frames_arrive_exactly_and_in_few_bytes() {
    let mut scrolled = 0;
    for seed in 1u64..40 {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let size = Size::new(20 + rng.small(60), 12 + rng.small(20));
        let mut screen = Screen::new(Writes::default(), size);
        screen.scrolls = true;
        let mut parser = model(size);
        let mut top = 50_u16;
        let (ground, bar) = (Style::new().bg(Color::Indexed(234)), Style::new().bg(Color::Red));
        for frame in 0..40 {
            top = (top + rng.small(7)).saturating_sub(3);
            let at = rng.small(size.height);
            let beside = if rng.below(2) == 0 { Some(rng.small(3)) } else { None };
            let list = |f: &mut Buffer| {
                f.reset();
                f.set_style(f.area, ground);
                f.set_string(0, 0, "題", bar);
                for y in 2..size.height - 1 {
                    let row = top + y;
                    let text = format!("{row} {}", PIECES[usize::from(row) % 6].repeat(usize::from(row) % 9));
                    f.set_stringn(1, y, text, usize::from(size.width / 2), if y == at { bar } else { ground });
                    if let Some(n) = beside {
                        f.set_string(size.width - 8, y, "札".repeat(usize::from(n + y % 2)), bar);
                    }
                }
                f.set_string(0, size.height - 1, "鍵", bar);
                None
            };
            screen.draw(list).unwrap();
            for bytes in screen.writer.0.drain(..) {
                scrolled += usize::from(bytes.windows(3).any(|w| w == b"\x1b[r"));
                parser.process(&bytes);
            }
            assert_shows(&parser, &screen.shown, &format!("seed {seed} frame {frame}"));
        }
    }
    assert!(scrolled > 300, "{scrolled}");
}

#[test]
fn only_known_terminals_move_rows() {
    let known = ["xterm-256color", "tmux-256color", "linux", "screen"].map(scroll::is_known);
    assert_eq!(known, [cfg!(not(windows)); 4], "consoles of Windows move none");
    assert!(!["", "dumb", "vt52", "ansi", "cygwin"].into_iter().any(scroll::is_known));
}

fn bytes_of<C: Into<Option<Position>>>(screen: &mut Screen<Writes>, render: impl FnOnce(&mut Buffer) -> C) -> String {
    screen.writer.0.clear();
    let afresh = |next: &mut Buffer| {
        next.reset();
        render(next).into()
    };
    screen.draw(afresh).unwrap();
    String::from_utf8(screen.writer.0.concat()).unwrap()
}

fn line(text: &str, style: Style) -> impl FnOnce(&mut Buffer) -> Option<Position> {
    move |f| {
        f.set_stringn(0, 0, text, usize::from(f.area.width), style);
        None
    }
}

#[test]
fn nothing_changed_nothing_written() {
    let mut screen = Screen::new(Writes::default(), Size::new(20, 2));
    assert!(!bytes_of(&mut screen, line("過疎地域", Style::new())).is_empty());
    assert_eq!(bytes_of(&mut screen, line("過疎地域", Style::new())), "");
}

#[test]
fn kanji_run_without_cursor_moves_and_doubt_with() {
    let mut screen = Screen::new(Writes::default(), Size::new(20, 2));
    let first = bytes_of(&mut screen, line("過疎ｶﾅ、①年", Style::new()));
    assert_eq!(first, "\x1b[?2026h\x1b[?25l\x1b[0m\x1b[2J\x1b[H過疎ｶﾅ、①\x1b[1;10H年\x1b[?2026l");
}

#[test]
fn narrow_for_wide_repaints_the_trailing_column() {
    let mut screen = Screen::new(Writes::default(), Size::new(20, 2));
    bytes_of(&mut screen, line("過疎地域", Style::new()));
    // ratatui's own difference sends column 0 only.
    assert_eq!(bytes_of(&mut screen, line("x", Style::new())), "\x1b[?2026h\x1b[H\x1b[mx\x1b[K\x1b[?2026l");
    bytes_of(&mut screen, line("過疎", Style::new()));
    assert_eq!(bytes_of(&mut screen, line("ab疎", Style::new())), "\x1b[?2026h\x1b[H\x1b[mab\x1b[?2026l");
}

#[test]
fn doubtful_neighbour_is_written_again() {
    let mut screen = Screen::new(Writes::default(), Size::new(20, 2));
    bytes_of(&mut screen, line("①x", Style::new()));
    assert_eq!(bytes_of(&mut screen, line("②x", Style::new())), "\x1b[?2026h\x1b[H\x1b[m②\x1b[1;2Hx\x1b[?2026l");
}

#[test]
fn wide_terminal_keeps_the_blank_behind_the_mark() {
    let mut screen = Screen::new(Writes::default(), Size::new(20, 2));
    screen.set_ambiguous(Ambiguous::Wide);
    let first = bytes_of(&mut screen, line("① 年", Style::new()));
    assert!(first.contains("①\x1b[1;3H年"), "{first:?}");
}

#[test]
fn commands_in_cells_are_not_obeyed() {
    let mut screen = Screen::new(Writes::default(), Size::new(4, 1));
    let bytes = bytes_of(&mut screen, |f| {
        f[(0, 0)].set_symbol("\x1b]0;x\x07");
        None
    });
    assert!(!bytes.contains("]0;"), "{bytes:?}");
}

#[test]
fn cursor_is_placed_shown_and_hidden() {
    let mut screen = Screen::new(Writes::default(), Size::new(10, 2));
    let at = |x| move |_: &mut Buffer| Position::new(x, 1);
    assert!(bytes_of(&mut screen, at(3)).ends_with("\x1b[2;4H\x1b[?25h\x1b[?2026l"));
    assert_eq!(bytes_of(&mut screen, at(3)), "");
    assert_eq!(bytes_of(&mut screen, at(99)), "\x1b[?2026h\x1b[2;10H\x1b[?2026l");
    assert_eq!(bytes_of(&mut screen, |_| None), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
}

#[test]
fn moving_a_selection_is_cheap() {
    let mut screen = Screen::new(Writes::default(), Size::new(120, 36));
    let list = |at: u16| {
        move |f: &mut Buffer| {
            for y in 0..36 {
                let style = if y == at { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
                f.set_string(0, y, "補".repeat(60), style);
            }
            None
        }
    };
    bytes_of(&mut screen, list(4));
    let cost = bytes_of(&mut screen, list(5)).len();
    assert!(cost < 500, "{cost} bytes");
}

#[test]
fn style_steps_are_minimal() {
    let step = |from: Style, to: Style| {
        let cell = |style| Pen::of(Cell::new("x").set_style(style));
        let mut out = String::new();
        cell(to).change(Some(cell(from)), &mut out);
        out
    };
    let plain = Style::new();
    assert_eq!(step(plain, plain.bold().fg(Color::Red)), "\x1b[1;31m");
    assert_eq!(step(plain.bold().fg(Color::Red), plain), "\x1b[m");
    assert_eq!(step(plain.bold().dim().fg(Color::Rgb(1, 2, 3)), plain.bold().fg(Color::Rgb(1, 2, 3))), "\x1b[22;1m");
    assert_eq!(step(plain.reversed().fg(Color::Indexed(99)), plain.fg(Color::Indexed(99))), "\x1b[27m");
}
