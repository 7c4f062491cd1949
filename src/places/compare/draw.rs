//! 比較: two sets of answers side by side, or two municipalities.
//!
//! ```text
//! A 北海道札幌市（留めた答え）  該当 84  要確認 34  対象外 15
//! B 北海道札幌市（今の答え）  該当 85  要確認 33  対象外 15
//!   AからBで変わる: 該当 +1、要確認 -1、率の変化 2
//!   違う答え 1件: 財政力指数 0.72 から 0.2
//!   率・上限・金額が変わる（1件）
//!     分散型エネルギーインフラプロジェクト（マスタープラン策定支援）
//!       国費 1/2 から 3/4　決め手: 財政力指数
//! ```

use crate::app::row::{Ink, Row, laid_out, titled_bar};
use crate::app::shared::Shared;
use crate::domain::judge::rank::Shelf;
use crate::places::compare::place::Compare;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::present::whatif::{Passage, Scaled};
use crate::present::{whatif, word};
use crate::text::width::{Ambiguous, pad, width};

impl Draw for Compare {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let theme = *pen.theme;
        for (dy, (mark, side)) in (0..).zip([("A", &self.comparison.a), ("B", &self.comparison.b)]) {
            let end = pen.put_within(0, body.y + dy, body.width, &format!(" {mark} {}", side.name), theme.title);
            let each = [Shelf::Money, Shelf::Support, Shelf::Open, Shelf::Excluded];
            let counts = each.map(|s| format!("  {} {}", word::shelf_short(s), side.counts.on(s))).concat();
            if end + pen.columns(&counts) <= body.width {
                pen.put(end, body.y + dy, &counts, theme.plain);
            }
        }
        let c = &self.comparison;
        let mut lines: Vec<Row> = Vec::new();
        let columns = usize::from(body.width);
        for passage in whatif::comparison(shared.about(&c.a.profile), &c.b.profile, &c.differences, false) {
            match passage {
                Passage::Line(line) => laid_out(&line, columns, theme.ambiguous, &mut lines),
                Passage::Bars(bars) => lines.extend(scaled(&bars, columns.saturating_sub(7), theme.ambiguous)),
            }
        }
        scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
    }
}

/// Bars on one scale: the largest takes all columns.
fn scaled(bars: &[Scaled], columns: usize, a: Ambiguous) -> Vec<Row> {
    let most = bars.iter().map(|b| b.whole.0).max().unwrap_or(0).max(1);
    let titles = bars.iter().map(|b| width(b.bar.title, a)).max().unwrap_or(0) + 1;
    let share = |whole: u64| {
        let part = u128::from(whole) * columns.saturating_sub(titles) as u128 / u128::from(most);
        usize::try_from(part).unwrap_or(columns)
    };
    let row = |b: &Scaled| {
        let mut row: Row = vec![("    ".to_owned(), Ink::PLAIN)];
        row.extend(titled_bar(&b.bar, pad(b.bar.title, titles, a), titles + share(b.whole.0), a));
        row
    };
    bars.iter().map(row).collect()
}
