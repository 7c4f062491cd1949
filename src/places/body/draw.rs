//! 団体: each figure with its year and source; one that no table has is called so.
//!
//! ```text
//! この3つで合っていますか。Enter でこのまま進む、数字で直す
//!
//! 1 財政力指数    0.11
//!                 総務省「全市町村の主要財政指標」令和4年度
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::profile::{Answer, Origin};
use crate::places::body::place::{Body, facts};
use crate::places::paint::pen::{Draw, Pen};
use crate::present::value;

/// Column of the values.
const VALUES: u16 = 18;

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
        let room = body.width.saturating_sub(VALUES);
        for (i, y) in layout.rows.of(self.list.top, facts.len()) {
            let Some((id, fact)) = facts.get(i).and_then(|id| Some((*id, shared.catalogue.fact(*id)?))) else {
                continue;
            };
            let answer = session.profile().answer(id);
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
            pen.put_within(VALUES, y + 1, room, &note, theme.quiet);
            if i == self.list.selected {
                pen.fill(Area { y, height: 1, ..body }, theme.selected);
            }
        }
    }
}
