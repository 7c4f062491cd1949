//! 境目: one answer moved through all values that the documents tell apart.
//!
//! ```text
//!   財政力指数だけを動かすと（ほかの答えは今のまま。今の答え: 0.11）
//!   0.25未満　今の答えはここ
//!   0.25以上0.5未満　この境目で2件変わる
//!     ローカル10,000プロジェクト（国庫補助事業）
//!       国費 3/4〜9/10 から 2/3〜9/10
//! ```

use crate::app::row::{Row, laid_out};
use crate::app::shared::Shared;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::scrolled;
use crate::places::sweep::place::Sweep;
use crate::present::whatif;

impl Draw for Sweep {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let (Some(fact), Some(session)) = (shared.catalogue.fact(self.fact), &shared.session) else { return };
        let theme = *pen.theme;
        let mut lines: Vec<Row> = Vec::new();
        for line in whatif::borders(fact, &self.stops, session.profile().answer(self.fact)) {
            laid_out(&line, usize::from(body.width), theme.ambiguous, &mut lines);
        }
        scrolled(&lines, self.scroll.top, pen, Self::layout(shared));
    }
}
