//! 境目: one answer moved through all values that the documents tell apart.
//!
//! ```text
//! 財政力指数だけを動かすと（ほかの答えは今のまま。今の答え: 0.11）
//!   制度                                        変わるもの   前            後
//! 0.25未満　今の答えはここ
//! 0.25以上0.5未満　この境目で2件変わる
//!   ローカル10,000プロジェクト（国庫補助事業）  国費         3/4〜9/10  -> 2/3〜9/10
//! ```

use crate::app::borders::table;
use crate::app::shared::Shared;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::places::sweep::place::Sweep;

impl Draw for Sweep {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let area = Self::layout(shared).inside(1);
        let lines = table(&self.about, &self.borders, usize::from(area.width), pen.ambiguous());
        scrolled(&lines, self.scroll.top, pen, area);
    }
}
