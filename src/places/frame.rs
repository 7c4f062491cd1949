//! Header, warning, notice, stamp and footer: the same on every screen.

use ratatui::style::Style;

use crate::app::action::Action;
use crate::app::keymap::{Binding, footer};
use crate::app::layout::{Area, Frame, cells};
use crate::app::message::Kind;
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::domain::judge::rank::{Counts, Shelf};
use crate::domain::sort;
use crate::places::everywhere::{EVERYWHERE, HELP};
use crate::places::paint::pen::Pen;
use crate::places::place::Place;
use crate::places::state::State;
use crate::present::clash::MARK;
use crate::present::value;
use crate::session::answers::Session;
use crate::text::width::{pad, truncate};
use crate::text::wrap::wrap;

/// Draws the frame.
pub fn draw(state: &State, pen: &mut Pen<'_, '_>) {
    let (area, frame) = (pen.area(), state.shared.frame());
    header(state, pen, area);
    warning(state, pen, frame);
    let shared = &state.shared;
    let theme = *pen.theme;
    let y = frame.stamp;
    let x = if shared.saving.unsaved.is_empty() { 0 } else { pen.put(0, y, "未保存の回答あり ", theme.bad) };
    let x = if shared.clashes().is_empty() { x } else { pen.put(x, y, MARK, theme.bad) };
    let x = if state.is_masked() { x } else { pen.put(x, y, &changed(shared, area.width), theme.open) };
    let room = area.width.saturating_sub(x);
    let stamp = value::stamp_within(shared.catalogue, shared.as_of, |text| pen.columns(text) <= room);
    pen.put_within(x, y, room, &stamp, theme.quiet);
    keys(state, pen, area);
}

/// 「財政力指数を変更／」 where the answers say otherwise than the official tables: what is shown rests on it.
fn changed(shared: &Shared, columns: u16) -> String {
    let all = shared.session.as_ref().map(Session::changed).unwrap_or_default();
    let Some(fact) = all.first().and_then(|f| shared.catalogue.fact(*f)) else { return String::new() };
    match all.len() {
        // The dates behind it stand whole.
        n if columns < 60 => format!("{n}件を変更／"),
        1 => format!("{}を変更／", fact.label),
        n => format!("{}ほか{}件を変更／", fact.label, n - 1),
    }
}

/// Draws the message, over the last rows of the place where it is longer than a row: it is read once, and what became of
/// the key stands at its end.
pub fn message(state: &State, pen: &mut Pen<'_, '_>) {
    let Some(message) = state.shared.messages.message() else { return };
    let (theme, frame) = (*pen.theme, state.shared.frame());
    let style = if message.kind == Kind::Moved { theme.figure } else { theme.open };
    let columns = usize::from(frame.body.width);
    let lines = wrap(&message.text, columns, theme.ambiguous);
    let first = frame.message.saturating_sub(cells(lines.len().saturating_sub(1))).max(frame.body.y + 1);
    for (line, y) in lines.iter().zip(first..=frame.message) {
        // Nothing of the place is left on its row, the colours of a selection neither.
        let ground = Style::reset().patch(theme.ground).patch(style);
        if y == frame.message {
            pen.put(0, y, line, style);
        } else {
            pen.put(0, y, &pad(line, columns, theme.ambiguous), ground);
        }
    }
}

fn header(state: &State, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    pen.fill(area.first(1), theme.bar);
    let wide = area.width >= 80;
    let title = state.place.room().title();
    let mut left = if wide { format!(" 地域ナビ  {title}") } else { format!(" {title}") };
    // 逆引き is about everybody: a municipality and its counts above it would be taken for the programme's.
    let about = !state.place.room().is_general() && !state.is_masked();
    if let Some(session) = state.shared.session.as_ref().filter(|_| about) {
        left.push_str("  ");
        left.push_str(&session.title());
        // The counts are about the list; elsewhere the plan is what everything is about.
        let is_list = matches!(state.place, Place::Results(_));
        let room = area.width.saturating_sub(pen.columns(&left) + 2).min(area.width * 3 / 5);
        let right = if is_list { counted(session.counts(), area.width) } else { plan(&state.shared, room) };
        let space = area.width.saturating_sub(pen.columns(&right));
        pen.put_within(0, 0, space.saturating_sub(1), &left, theme.bar);
        pen.put_right(area.width, 0, &right, theme.bar);
    } else {
        pen.put_within(0, 0, area.width, &left, theme.bar);
    }
}

/// What the plan is called, as much of it as the town's name leaves room for.
fn plan(shared: &Shared, room: u16) -> String {
    let title = shared.plan.title();
    match usize::from(room).checked_sub(7) {
        Some(columns) if columns >= 16 && !title.is_empty() => {
            format!("事業: {} ", truncate(title, columns, shared.ambiguous))
        }
        _ => String::new(),
    }
}

/// The counts of a municipality: what it can use first, money before support, both 団体〇.
fn counted(counts: Counts, width: u16) -> String {
    let of = |s: Shelf| counts.on(s);
    let (money, support, open) = (of(Shelf::Money), of(Shelf::Support), of(Shelf::Open));
    match width {
        // The name of the town is not what is cut.
        ..60 => format!("お金〇{money} 支援〇{support} "),
        60..110 => format!("お金 {money} 支援 {support}（団体〇） 要確認 {open}  "),
        _ => {
            let (excluded, named, out) = (of(Shelf::Excluded), of(Shelf::Named), of(Shelf::OutOfTerm));
            format!(
                "お金 {money} 支援 {support}（団体〇）  要確認 {open}  対象外 {excluded}  お知らせ・名前のみ {named}  期限外 {out}  "
            )
        }
    }
}

/// The sentence about the documents' age: one row, only when they are old.
fn warning(state: &State, pen: &mut Pen<'_, '_>, frame: Frame) {
    let (catalogue, as_of) = (state.shared.catalogue, state.shared.as_of);
    let (Some(y), Some(text)) = (frame.warning, value::age_warning(catalogue, as_of)) else { return };
    let text = if frame.body.width >= 80 { text } else { value::age_warning_short(catalogue, as_of) };
    pen.put_within(0, y, frame.body.width, &text, pen.theme.open);
}

fn keys(state: &State, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let y = area.height.saturating_sub(1);
    pen.fill(Area { y, height: 1, ..area }, theme.panel);
    let general = if state.help.is_some() { &HELP } else { &EVERYWHERE };
    let room = state.place.room();
    let goes_back = |b: &Binding| b.action == Action::Back && !state.trail.is_empty();
    let can = |b: &&Binding| state.help.is_some() || goes_back(b) || room.can(&state.shared, &b.action);
    let all: Vec<&Binding> = footer(state.mode(), general).filter(can).collect();
    // The list of keys and the search are always there, then what one came for, then the way back; the others as far as
    // they fit.
    let rank = |(i, b): &(usize, &&Binding)| match b.action {
        Action::Steps | Action::Go(To::Search) => 0,
        _ if *i == 0 => 1,
        // A row of questions is left forwards.
        Action::Next if area.width < 60 => 2,
        Action::Back => 3,
        Action::Quit if area.width >= 100 => 4,
        _ => 5,
    };
    let mut by_rank: Vec<(usize, &&Binding)> = all.iter().enumerate().collect();
    sort::by_key(&mut by_rank, rank);
    let mut left = area.width + 2;
    let mut shown = vec![false; all.len()];
    for (i, b) in by_rank {
        let needed = pen.columns(b.shown) + 1 + pen.columns(b.short) + 2;
        if let (true, Some(place)) = (needed <= left, shown.get_mut(i)) {
            (*place, left) = (true, left - needed);
        }
    }
    let mut x = 0;
    for b in all.iter().zip(shown).filter(|(_, shown)| *shown).map(|(b, _)| b) {
        x = pen.put(x, y, b.shown, theme.key);
        x = pen.put(x + 1, y, b.short, theme.plain) + 2;
    }
}
