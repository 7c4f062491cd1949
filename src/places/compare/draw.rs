//! 比較: two sets of answers side by side, or two municipalities.
//!
//! ```text
//! A 北海道札幌市（留めた答え）  該当 84  要確認 34  対象外 15
//! B 北海道札幌市（今の答え）  該当 85  要確認 33  対象外 15
//!   AからBで変わる: 使える +1、要確認 -1、率の変わる制度 2件
//!   違う答え 1件: 財政力指数 0.72 から 0.2
//!   率・上限・金額が変わる（1件）
//!     分散型エネルギーインフラプロジェクト（マスタープラン策定支援）
//!       国費 1/2 から 3/4　決め手: 財政力指数
//! ```

use crate::app::row::page;
use crate::app::shared::Shared;
use crate::domain::judge::rank::Shelf;
use crate::places::compare::place::Compare;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::present::{whatif, word};

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
        let passages = whatif::comparison(shared.about(&c.a.profile), &c.b.profile, &c.differences, false);
        let lines = page(&[("", passages)], usize::from(body.width), theme.ambiguous);
        scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
    }
}
