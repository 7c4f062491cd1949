//! 逆引き: the conditions of a programme, and who meets them.
//!
//! ```text
//! 過疎対策事業債　自治体の表の数字だけで見た場合（計画の要件は団体ごとに確かめます）
//!   過疎区分が全部過疎・一部過疎・みなし過疎
//!  すべて 1788   該当 885   要確認 0   対象外 903                                     47都道府県
//!   北海道                   該当 155   要確認   0   対象外  25
//! ```
//! Inside a prefecture the checklist carries the marks of the selected municipality.

use ratatui::style::Modifier;

use crate::app::layout::{Area, cells};
use crate::app::list::Filter;
use crate::app::shared::Shared;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::matrix::Case;
use crate::domain::judge::rank::{Group, Shelf, group};
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::condition::World;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::who::place::{Row, TILE, Who};
use crate::present::row::{badge, row as result_row};
use crate::present::tiles::{SIZE, Tile, tiles};
use crate::present::who::{checklist, rest, shelf};
use crate::present::word;
use crate::session::answers::Counts;

impl Draw for Who {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = self.layout(shared);
        let theme = *pen.theme;
        let all = self.rows();
        let note = match body.width {
            110.. => "　自治体の表の数字だけで見た場合（計画の要件は団体ごとに確かめます）",
            60.. => "　自治体の表の数字だけで見た場合",
            _ => "",
        };
        let margin = u16::from(body.width >= 60);
        let x = pen.put_inside(margin, layout.name.y, body.width, self.of().name, theme.title);
        pen.put_within(x, layout.name.y, body.width.saturating_sub(x), note, theme.quiet);
        let town = match all.get(self.list.selected) {
            Some(Row::Town(m, case)) => Some((*m, *case)),
            _ => None,
        };
        conditions(shared, self, town, pen, layout.checklist);
        bar((self, layout.map.is_some()), &all, pen, layout.bar);
        let usable = self.usable();
        if all.is_empty() {
            pen.put_within(
                2,
                layout.rows.area.y,
                body.width,
                "この区分の団体はありません。Tab で区分を切り替えます",
                theme.open,
            );
        }
        for (i, y) in layout.rows.of(self.list.top, all.len()) {
            let Some(r) = all.get(i) else { continue };
            let end = match r {
                Row::Prefecture(name, counts) => prefecture(name, (*counts, &usable), pen, layout.rows.area.width, y),
                Row::Town(m, case) => line(self, m, case, pen, body.width, y),
            };
            if i == self.list.selected {
                // A share would not be seen on the ground of the selection, or be that.
                let room = share_room((end, body.width));
                let has_bar = layout.map.is_none() && matches!(r, Row::Prefecture(..)) && room.is_some();
                // A column stays free before the bar, which may have the selection's colour.
                pen.select(Area {
                    y,
                    width: if has_bar { end.saturating_sub(1) } else { layout.rows.area.width },
                    ..layout.rows.area
                });
            }
            if let (Row::Prefecture(_, counts), None) = (r, layout.map) {
                share(*counts, pen, (end, body.width), y);
            }
        }
        if let Some(area) = layout.map {
            let open = match all.get(self.list.selected) {
                Some(Row::Prefecture(name, _)) => name,
                _ => "",
            };
            map(self, open, pen, area);
        }
    }
}

/// The checklist; with marks where a municipality is selected.
fn conditions(shared: &Shared, w: &Who, town: Option<(&Municipality, &Case)>, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let items = checklist(shared.catalogue, &w.of().eligible);
    if items.is_empty() {
        pen.put_within(2, area.y, area.width.saturating_sub(2), word::FOR_ALL_BODIES, theme.plain);
        return;
    }
    let room = usize::from(area.height);
    let shown = if items.len() > room { room.saturating_sub(1) } else { room };
    for (i, item) in items.iter().take(shown).enumerate() {
        let y = area.y + cells(i);
        let x = 2 + cells(item.depth * 2);
        let text = match town {
            Some((_, case)) => {
                format!("{} {}", word::truth(item.condition.truth(&World::of(&case.profile))), item.text)
            }
            None => format!("・{}", item.text),
        };
        pen.put_within(x, y, area.width.saturating_sub(x), &text, theme.plain);
    }
    if items.len() > shown {
        let text = format!("条件はほか{}行（制度の詳細に全部あります）", items.len() - shown);
        pen.put_within(2, area.y + cells(shown), area.width.saturating_sub(2), &text, theme.quiet);
    }
}

fn bar((w, has_map): (&Who, bool), all: &[Row<'_>], pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let counts = w.counts();
    let mut x = 1;
    for f in w.filters() {
        let (name, count) = match f {
            Filter::All => (if area.width >= 60 { "すべて" } else { "全" }.to_owned(), counts.all()),
            Filter::Only(s) => (named(w, s), counts.on(s)),
        };
        // A programme in term has nobody out of term, and the other way round.
        if count == 0 && f == Filter::Only(Shelf::OutOfTerm) && w.filter != f {
            continue;
        }
        let style = if f == w.filter { theme.selected } else { theme.quiet };
        // Four counts of four digits stand whole in 40 columns.
        let (text, gap) =
            if area.width >= 60 { (format!(" {name} {count} "), 1) } else { (format!("{name}{count} "), 0) };
        x = pen.put(x, area.y, &text, style) + gap;
    }
    let place = match w.prefecture {
        Some(p) => format!("{p} {}団体 ", all.len()),
        None if has_map || w.counts().on(Shelf::Named) > 0 => format!("{}都道府県とその市区町村 ", all.len()),
        None => format!("帯は{}の割合 ", named(w, Shelf::Money)),
    };
    if x + pen.columns(&place) < area.width {
        pen.put_right(area.width, area.y, &place, theme.quiet);
    }
}

/// Name of a group of bodies.
fn named(w: &Who, s: Shelf) -> String {
    match s {
        Shelf::Money | Shelf::Support => w.usable().trim_start_matches("〇 ").to_owned(),
        other => shelf(other).to_owned(),
    }
}

fn prefecture(name: &str, (counts, usable): (Counts, &str), pen: &mut Pen<'_, '_>, width: u16, y: u16) -> u16 {
    let theme = *pen.theme;
    pen.put_within(2, y, 10, name, theme.plain);
    let mut x = 13;
    if counts.on(Shelf::Named) > 0 {
        return pen.put(x, y, &format!("{} {:>4}", word::shelf(Shelf::Named), counts.on(Shelf::Named)), theme.quiet);
    }
    for g in Group::ALL.into_iter().filter(|g| *g != Group::OutOfTerm || counts.of(*g) > 0) {
        let text = if width >= 60 {
            let word = if g == Group::Applies { usable.to_owned() } else { badge(g) };
            format!("{word} {:>4}", counts.of(g))
        } else {
            format!("{}{:>4}", word::mark(g), counts.of(g))
        };
        let style = if counts.of(g) > 0 { theme.group(g) } else { theme.quiet };
        x = pen.put(x, y, &text, style) + 2;
    }
    x
}

/// The share of a prefecture that can use it as a bar, where there is no map; the counts stand before it.
fn share(counts: Counts, pen: &mut Pen<'_, '_>, (from, end): (u16, u16), y: u16) {
    let Some(room) = share_room((from, end)) else { return };
    let columns = (counts.of(Group::Applies) * room).div_ceil(counts.all().max(1));
    let style = pen.theme.money(None).unwrap_or(pen.theme.selected);
    pen.fill(Area { x: from, y, width: cells(columns), height: 1 }, style);
}

/// Columns of a share of all, where there are enough for one.
fn share_room((from, end): (u16, u16)) -> Option<usize> {
    Some(usize::from(end.saturating_sub(from + 2)).min(40)).filter(|room| *room >= 12)
}

/// The prefectures as tiles: the name, how many municipalities stand in the group, and as many quarters filled as their
/// share of all.
fn map(w: &Who, open: &str, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let told = w.told();
    let style = match told {
        Shelf::Money | Shelf::Support => theme.group(Group::Applies),
        Shelf::Open => theme.group(Group::Open),
        Shelf::Excluded => theme.group(Group::Excluded),
        _ => theme.plain,
    };
    let (columns, rows) = TILE;
    for Tile { x, y, left, name } in tiles() {
        let mut all = w.prefectures.iter().zip(&w.municipal);
        let Some(((prefecture, _), counts)) = all.find(|((p, _), _)| p.starts_with(&name)) else { continue };
        let n = counts.on(told);
        let is_open = *prefecture == open;
        let ink = match n {
            // Reversed, as a selection is without colours, it would look like a filled one.
            _ if is_open => theme.selected.remove_modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD),
            0 => theme.quiet,
            _ => style,
        };
        let tile = Area {
            x: (area.x + x * columns).saturating_sub(left),
            y: area.y + y * rows,
            width: pen.columns(&name),
            height: rows,
        };
        pen.put(tile.x, tile.y, &name, ink);
        pen.put(tile.x, tile.y + 1, &format!("{n:>width$}", width = usize::from(tile.width)), ink);
        // Half a tile is whole characters of the name.
        let half = Area { width: (tile.width + 2) / 4 * 2, ..tile };
        let filled = match (4 * n).div_ceil(counts.all().max(1)) {
            _ if is_open => Vec::new(),
            0 => Vec::new(),
            1 => vec![half.below(1)],
            2 => vec![tile.below(1)],
            3 => vec![half.first(1), tile.below(1)],
            _ => vec![tile],
        };
        filled.into_iter().for_each(|part| pen.fill(part, style.add_modifier(Modifier::REVERSED)));
        for y in (tile.y..tile.end()).filter(|_| is_open) {
            pen.put(tile.x.saturating_sub(1), y, "[", theme.key);
            pen.put(tile.x + tile.width, y, "]", theme.key);
        }
    }
    // Below the drawing, where only 沖縄 stands at the left.
    let both = w.counts().on(told);
    let towns: usize = w.municipal.iter().map(|c| c.on(told)).sum();
    let last = area.y + SIZE.1 * rows;
    let name = named(w, told);
    let lines = [
        format!("数は{name}の市区町村（計 {towns}。都道府県は別に {}）", both.saturating_sub(towns)),
        "塗りは市区町村に占める割合（25%ごとに4分の1）".to_owned(),
    ];
    for (text, y) in lines.iter().zip(last.saturating_sub(rows)..) {
        pen.put_right(area.x + area.width, y, text, theme.quiet);
    }
}

fn line(who: &Who, m: &Municipality, case: &Case, pen: &mut Pen<'_, '_>, width: u16, y: u16) -> u16 {
    let theme = *pen.theme;
    let a: &Assessment = &case.assessment;
    let texts = result_row(who.cases.inquiry(&case.profile), a);
    let mark = if width >= 60 { texts.standing.clone() } else { word::mark(group(a)).to_owned() };
    let style = if Shelf::of(a) == Shelf::Named { theme.quiet } else { theme.group(group(a)) };
    let x = pen.put_within(2, y, 10, &mark, style) + 1;
    let x = if width >= 60 { x.max(13) } else { x };
    pen.put_within(x, y, 16, m.name, theme.plain);
    let at = x + 17;
    pen.put_within(at, y, width.saturating_sub(at), &rest(texts), theme.quiet)
}
