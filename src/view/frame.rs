//! Header, warning, notice, stamp and footer: the same on every screen.

use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::{Binding, context, footer};
use crate::app::screen::Screen;
use crate::app::state::State;
use crate::domain::judge::rank::Group;
use crate::domain::terms::catalogue::Provenance;
use crate::present::{value, word};
use crate::view::paint::{Pen, row};

/// Draws the frame and returns what is left for the screen.
pub fn draw(state: &State, pen: &mut Pen<'_, '_>) -> Rect {
    let area = pen.area();
    header(state, pen, area);
    let warned = warning(state, pen, area);
    let theme = *pen.theme;
    if !state.saving.told.is_empty() {
        pen.put_within(0, area.height.saturating_sub(3), area.width, &state.saving.told, theme.open);
    } else if !state.notice.is_empty() {
        pen.put_within(0, area.height.saturating_sub(3), area.width, state.notice, theme.open);
    } else if !state.moved.is_empty() {
        pen.put_within(0, area.height.saturating_sub(3), area.width, &state.moved, theme.figure);
    }
    let mut stamp = value::stamp(state.catalogue, state.as_of);
    if state.catalogue.provenance != Provenance::Embedded && pen.columns(&stamp) > area.width {
        stamp = value::stamp_short(state.catalogue, state.as_of);
    }
    let y = area.height.saturating_sub(2);
    let x = if state.saving.unsaved.is_empty() { 0 } else { pen.put(0, y, "未保存の回答あり ", theme.bad) };
    pen.put_within(x, y, area.width.saturating_sub(x), &stamp, theme.quiet);
    keys(state, pen, area);
    let top = 1 + warned;
    Rect { x: 0, y: top, width: area.width, height: area.height.saturating_sub(top + 3) }
}

fn title(state: &State) -> &'static str {
    match &state.screen {
        Screen::Choose(_) => "自治体を選ぶ",
        Screen::Question(_) => "質問",
        Screen::Results(_) => "結果",
        Screen::Detail(_) => "制度の詳細",
        Screen::Answers(_) => "回答一覧",
        Screen::Compare(_) => "比較",
        Screen::Sweep(_) => "境目",
        Screen::Reading(r) => r.page.name(),
        Screen::Who(_) => "逆引き",
        Screen::Estimate(_) => "試算",
        Screen::Saved(_) => "保存した自治体",
        Screen::Search(_) => "検索",
        Screen::Present(_) => "発表者画面",
        Screen::Outlet(_) => "書き出し",
    }
}

fn header(state: &State, pen: &mut Pen<'_, '_>, area: Rect) {
    let theme = *pen.theme;
    pen.fill(row(area, 0), theme.bar);
    let wide = area.width >= 80;
    let mut left = if wide { format!(" 地域ナビ  {}", title(state)) } else { format!(" {}", title(state)) };
    // 逆引き is about everybody: a municipality and its counts above it would be taken for the programme's.
    let about = !matches!(state.screen, Screen::Choose(_) | Screen::Who(_)) && !state.is_masked();
    if let Some(session) = state.session.as_ref().filter(|_| about) {
        left.push_str("  ");
        left.push_str(&session.title());
        let counts = session.counts();
        let each = [Group::Applies, Group::Open, Group::Excluded, Group::OutOfTerm].map(|g| {
            let count = counts.of(g);
            if wide { format!("{} {count}  ", word::group(g)) } else { format!("{}{count} ", word::mark(g)) }
        });
        let right = each.concat();
        let space = area.width.saturating_sub(pen.columns(&right));
        pen.put_within(0, 0, space.saturating_sub(1), &left, theme.bar);
        pen.put_right(area.width, 0, &right, theme.bar);
    } else {
        pen.put_within(0, 0, area.width, &left, theme.bar);
    }
}

/// The sentence about the documents' age: one row, only when they are old. Returns the rows used.
fn warning(state: &State, pen: &mut Pen<'_, '_>, area: Rect) -> u16 {
    let Some(text) = value::age_warning(state.catalogue, state.as_of) else { return 0 };
    let theme = *pen.theme;
    let text = if area.width >= 80 { text } else { value::age_warning_short(state.catalogue, state.as_of) };
    pen.put_within(0, 1, area.width, &text, theme.open);
    1
}

fn keys(state: &State, pen: &mut Pen<'_, '_>, area: Rect) {
    let theme = *pen.theme;
    let y = area.height.saturating_sub(1);
    let all: Vec<&Binding> = footer(context(state)).collect();
    // The way back and the way to the full list of keys are always there; the others as far as they fit.
    let wide = area.width >= 80;
    let pinned = |b: &&&Binding| matches!(b.action, Action::Back | Action::Steps) || wide && b.action == Action::Quit;
    let columns = |pen: &Pen<'_, '_>, b: &Binding| pen.columns(b.shown) + 1 + pen.columns(b.short) + 2;
    let mut left: u16 =
        area.width + 2 - all.iter().filter(pinned).map(|b| columns(pen, b)).sum::<u16>().min(area.width);
    let mut x = 0;
    for b in &all {
        let needed = columns(pen, b);
        if !pinned(&b) {
            if needed > left {
                continue;
            }
            left -= needed;
        }
        x = pen.put(x, y, b.shown, theme.key);
        x = pen.put(x + 1, y, b.short, theme.plain) + 2;
    }
}
