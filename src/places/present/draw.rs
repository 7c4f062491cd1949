//! 発表者画面: large spacing, one fact after the other, readable from the back row.
//!
//! ```text
//!    島根県海士町
//!
//!    ローカル10,000プロジェクト（国庫補助事業）
//!
//!    判定
//!      〇 該当
//!
//!    率
//!      国費 3/4
//!
//!    基準日 令和6年6月1日／資料 令和6年5月まで／版 2026.11.1
//!    Esc 戻る                                                     3/8
//! ```

use ratatui::style::Style;

use crate::app::action::Action;
use crate::app::comparison::Side;
use crate::app::shared::Shared;
use crate::domain::judge::rank::Shelf;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::theme::Theme;
use crate::places::present::place::{About, MODE, Present};
use crate::present::stage::Card;
use crate::present::{value, word};
use crate::text::wrap::wrap_hanging;

impl Draw for Present {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let theme = *pen.theme;
        let area = pen.area();
        let margin = if area.width >= 80 { 4 } else { 1 };
        let columns = usize::from(area.width.saturating_sub(2 * margin));
        let cards = self.cards(shared);
        let mut head: Vec<(String, Style)> = Vec::new();
        for (text, style) in heading(shared, self, &theme) {
            head.extend(wrap_hanging(&text, columns, 0, theme.ambiguous).into_iter().map(|l| (l, style)));
            head.push((String::new(), theme.plain));
        }
        let mut body: Vec<(String, Style)> = Vec::new();
        let mut starts = Vec::new();
        for card in cards.iter().take(self.step) {
            starts.push(body.len());
            told(card, columns, pen, &mut body);
        }
        if body.last().is_some_and(|(l, _)| l.is_empty()) {
            body.pop();
        }
        let low = area.height >= 20;
        let top = u16::from(low);
        let bottom = area.height.saturating_sub(if low { 3 } else { 2 });
        let rows = usize::from(bottom.saturating_sub(top));
        // The name stays; of the facts the last ones that fit, each from its start.
        let head_rows = head.len().min(rows);
        let fits = |start: &&usize| body.len() - **start <= rows - head_rows;
        let skip = starts.iter().find(fits).or(starts.last()).copied().unwrap_or(0);
        for (y, (text, style)) in (top..bottom).zip(head.iter().take(head_rows).chain(body.iter().skip(skip))) {
            pen.put_within(margin, y, area.width.saturating_sub(margin), text, *style);
        }
        let stamp = value::stamp(shared.catalogue, shared.as_of);
        let room = area.width.saturating_sub(margin);
        pen.put_within(margin, area.height.saturating_sub(2), room, &stamp, theme.quiet);
        let y = area.height.saturating_sub(1);
        let mut x = margin;
        for b in MODE.keys.iter().filter(|b| matches!(b.action, Action::Next | Action::Back)) {
            x = pen.put(x, y, b.shown, theme.key);
            x = pen.put(x + 1, y, b.short, theme.quiet) + 2;
        }
        // A card that is taller than the screen says that it goes on.
        let more = if body.len() - skip > rows - head_rows {
            "下に続きあり（窓を広げてください） "
        } else {
            ""
        };
        let count = format!("{more}{}/{}", self.step.min(cards.len()), cards.len());
        pen.put_right(area.width.saturating_sub(margin), y, &count, theme.quiet);
    }
}

/// Whom and what it is about.
fn heading(shared: &Shared, p: &Present, theme: &Theme) -> Vec<(String, Style)> {
    let masked = |name: String| if p.masked { "ある自治体".to_owned() } else { name };
    match &p.about {
        About::Programme(id) => {
            let who = masked(shared.session.as_ref().map(crate::session::answers::Session::name).unwrap_or_default());
            let what = shared.catalogue.programme(*id).map_or("", |q| q.name);
            vec![(who, theme.quiet), (what.to_owned(), theme.title)]
        }
        About::Comparison(c) => {
            let line = |mark: &str, side: &Side| {
                let each = [Shelf::Money, Shelf::Support, Shelf::Open, Shelf::Excluded];
                let counts = each.map(|s| format!("  {} {}", word::shelf_short(s), side.counts.on(s))).concat();
                let name = if p.masked { String::new() } else { format!(" {}", side.name) };
                (format!("{mark}{name}{counts}"), theme.title)
            };
            vec![line("A", &c.a), line("B", &c.b)]
        }
    }
}

/// A card with its label, set apart by an empty row.
fn told(card: &Card, columns: usize, pen: &Pen<'_, '_>, out: &mut Vec<(String, Style)>) {
    let theme = *pen.theme;
    if !card.label.is_empty() {
        out.push((card.label.clone(), theme.quiet));
    }
    for line in &card.lines {
        let indent = line.text.chars().take_while(|c| *c == ' ').count() + 2;
        let pad = " ".repeat(indent);
        let room = columns.saturating_sub(indent).max(8);
        let text = line.text.trim_start();
        for wrapped in wrap_hanging(text, room, 0, theme.ambiguous) {
            out.push((format!("{pad}{wrapped}"), theme.tone(line.tone)));
        }
    }
    out.push((String::new(), theme.plain));
}
