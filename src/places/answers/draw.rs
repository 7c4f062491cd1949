//! 回答一覧: every question with its answer, where it came from, and how much hangs on it.
//!
//! ```text
//! 団体  財政力指数        0.11       自動入力: 総務省「全市町村の主要財政指標」令和3年度
//! 計画  デジタル技術活用  未回答     1制度
//! ```

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::judge::clash::Clash;
use crate::domain::terms::profile::{Answer, FactId, Profile};
use crate::places::answers::place::{Answers, facts};
use crate::places::paint::pen::{Draw, Pen};
use crate::present::{clash, value, word};

/// 「矛盾: 過疎区分 過疎地域なし」
fn against(shared: &Shared, answers: &Profile, clash: &Clash, fact: FactId) -> String {
    let others = clash.facts.iter().filter(|f| **f != fact);
    let others: Vec<String> = others.map(|f| clash::said(shared.catalogue, answers, *f)).collect();
    format!("矛盾: {}", others.join("、"))
}

impl Draw for Answers {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let Some(session) = &shared.session else { return };
        let theme = *pen.theme;
        // A wide window has room for long questions; where an answer comes from keeps its date.
        let (labels, label, value) = match body.width {
            160.. => (12, 40, 24),
            80.. => (12, 28 + (body.width - 80) / 10, 16),
            _ => (7, 20, 14),
        };
        let (values, notes) = (labels + label + 1, labels + label + value + 2);
        let facts = facts(shared);
        for (i, y) in Self::layout(shared).of(self.list.top, facts.len()) {
            let Some((fact, f)) = facts.get(i).and_then(|id| Some((*id, shared.catalogue.fact(*id)?))) else {
                continue;
            };
            // An answer that clashes with another decides nothing, but it is there.
            let clash = session.clashes().iter().find(|c| c.facts.contains(&fact));
            let answer = session.shown(fact);
            let style = match answer {
                _ if clash.is_some() => theme.bad,
                Answer::Known(..) => theme.plain,
                Answer::DontKnow => theme.open,
                Answer::NotAsked => theme.quiet,
            };
            pen.put_within(1, y, labels - 2, word::topic(f.topic), theme.quiet);
            pen.put_within(labels, y, label, f.label, theme.plain);
            // A long answer stands whole where a source behind it may be cut.
            let room = (value + 8).min(body.width.saturating_sub(values));
            let x = pen.put_within(values, y, room, &value::answer(f, answer), style);
            let weight = session.weight(fact);
            let note = match clash {
                Some(c) => against(shared, session.answers(), c, fact),
                None if weight > 0 => format!("{weight}制度で使う"),
                None => value::origin(answer),
            };
            let notes = notes.max(x + 1);
            let room = body.width.saturating_sub(notes);
            // What the source is says more than how it came here.
            let short = note.split_once(": ").filter(|_| clash.is_none() && pen.columns(&note) > room);
            pen.put_inside(notes, y, room, short.map_or(&note, |(_, source)| source), theme.quiet);
            if i == self.list.selected {
                pen.select(Area { y, height: 1, ..body });
                whole(&[f.label, &value::answer(f, answer), &value::origin(answer)], shared, pen);
            }
        }
    }
}

/// The selected answer in the row of messages, where there is none: a list has no room for where it came from.
fn whole(parts: &[&str], shared: &Shared, pen: &mut Pen<'_, '_>) {
    let frame = shared.frame();
    if shared.messages.message().is_some() {
        return;
    }
    let told = |from: usize| parts.get(from..).unwrap_or_default().join("　");
    // Its name stands in the list already, if not whole.
    let fits = (0..2).map(told).find(|text| pen.columns(text) < frame.body.width);
    let text = fits.unwrap_or_else(|| told(1));
    pen.put_inside(1, frame.message, frame.body.width.saturating_sub(1), &text, pen.theme.quiet);
}
