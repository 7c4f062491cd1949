//! 団体: each figure with its year and source; one that no table has is called so.
//!
//! ```text
//! この3つで合っていますか。Enter でこのまま進む、数字で直す
//!
//! 1 財政力指数    0.11
//!                 総務省「全市町村の主要財政指標」令和4年度
//! ```

use ratatui::style::Modifier;

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::profile::{Answer, Origin, Value};
use crate::places::body::place::{Body, facts};
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::put_row;
use crate::present::strip::{STEPS, Strip, index_fact, strip};
use crate::present::value;

/// Column of the values.
const VALUES: u16 = 18;

/// What the strip shows.
const STRIP_TITLE: &str = "財政力指数でみた全国の中の位置（高さは市区町村の数、印の柱がこの団体）";

impl Draw for Body {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let Some(session) = &shared.session else { return };
        let theme = *pen.theme;
        let layout = Self::layout(shared);
        let facts = facts(shared);
        let question = if body.width < 60 {
            "合っていますか（数字で直す）".to_owned()
        } else {
            format!("この{}つで合っていますか。Enter でこのまま進む、数字のキーで直す", facts.len())
        };
        pen.put_within(1, layout.question.y, body.width.saturating_sub(1), &question, theme.title);
        let yen = "やりたいことを書くと（F7）、合う制度と負担が円で出ます";
        if body.width >= 60 && shared.plan.is_empty() && layout.rows.area.y > layout.question.y + 1 {
            pen.put_within(1, layout.question.y + 1, body.width.saturating_sub(1), yen, theme.quiet);
        }
        let room = body.width.saturating_sub(VALUES);
        for (i, y) in layout.rows.of(self.list.top, facts.len()) {
            let Some((id, fact)) = facts.get(i).and_then(|id| Some((*id, shared.catalogue.fact(*id)?))) else {
                continue;
            };
            let answer = session.shown(id);
            let (text, note, style) = match answer {
                Answer::Known(_, origin) => {
                    let note = match origin {
                        Origin::Prefilled(source) => source.to_owned(),
                        Origin::Given | Origin::Inferred(_) => value::origin(answer),
                    };
                    (value::answer(fact, answer), note, theme.figure)
                }
                Answer::DontKnow => (value::answer(fact, answer), String::new(), theme.open),
                Answer::NotAsked => ("未回答".to_owned(), "この団体の数字は表にありません".to_owned(), theme.open),
            };
            pen.put(1, y, &(i + 1).to_string(), theme.key);
            pen.put_within(3, y, VALUES - 4, fact.label, theme.plain);
            pen.put_within(VALUES, y, room, &text, style);
            let x = if body.width < 60 { 3 } else { VALUES };
            pen.put_inside(x, y + 1, body.width.saturating_sub(x), &note, theme.quiet);
            if i == self.list.selected {
                pen.select(Area { y, height: 1, ..body });
            }
        }
        let index = index_fact(shared.catalogue).and_then(|fact| session.profile().value(fact));
        if let (Some(area), Some(Value::Number(index))) = (layout.strip, index) {
            picture(&strip(shared.catalogue, index), pen, area);
        }
        let (from, bounds) = &self.bounds;
        for (row, y) in bounds.iter().zip(*from..) {
            put_row(row, pen, Area { y, ..body.inside(3) });
        }
    }
}

/// The strip: a bar for each step, this town's in the colour of what is selected; the scale and the words below.
fn picture(strip: &Strip, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    pen.put_within(area.x, area.y, area.width, STRIP_TITLE, theme.plain);
    let area = area.below(1);
    let words = u16::try_from(strip.words.len()).unwrap_or(0);
    let high = area.height.saturating_sub(words + 1);
    let most = strip.counts.iter().copied().max().unwrap_or(0).max(1);
    let highest = format!("最も高い柱 {most}市区町村");
    let beside = pen.columns(&highest) + 1;
    let wide = (area.width.saturating_sub(beside) / u16::try_from(STEPS).unwrap_or(1)).clamp(2, 6);
    let column = |step: usize| area.x + wide * u16::try_from(step).unwrap_or(0);
    let plain = theme.money(None);
    for (step, count) in strip.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let rows = u16::try_from((count * usize::from(high)).div_ceil(most)).unwrap_or(high);
        let is_here = step == strip.at;
        // Without colours letters stand for the bars.
        let text = match (plain, is_here) {
            (None, true) => "@",
            (None, false) => "#",
            _ => " ",
        };
        let here = theme.figure.add_modifier(Modifier::REVERSED);
        let style = if is_here { here } else { plain.unwrap_or(theme.quiet) };
        for y in (area.y + high.saturating_sub(rows))..(area.y + high) {
            pen.put(column(step), y, &text.repeat(usize::from(wide)), style);
        }
    }
    // How many the highest bar stands for.
    if column(STEPS) + beside <= area.x + area.width {
        pen.put(column(STEPS) + 1, area.y, &highest, theme.quiet);
    }
    let scale = area.y + high;
    pen.put(column(0), scale, "0", theme.quiet);
    pen.put(column(20), scale, "1.0", theme.quiet);
    for (step, bound) in &strip.bounds {
        pen.put(column(*step), scale, &bound.to_string(), theme.open);
    }
    for (line, y) in strip.words.iter().zip(scale + 1..) {
        pen.put_within(area.x, y, area.width, line, theme.quiet);
    }
}
