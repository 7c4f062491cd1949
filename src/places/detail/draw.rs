//! 制度の詳細: the card, then sections of cited lines, scrolled.
//!
//! ```text
//! ローカル10,000プロジェクト（国庫補助事業）                         〇 該当
//! 団体〇 計画 2/8
//! 率       国費 3/4（公費による交付額に対して）
//! 上限     2,500万円〜5,000万円（公費による交付額の上限（1事業あたり））
//! なぜ     過疎区分が全部過疎
//! まだ決まらないこと 2件
//!   融資・出資の額                                          Enter で答える
//! ```

use crate::app::shared::Shared;
use crate::domain::judge::rank::group;
use crate::places::detail::place::Detail;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::{pane_rows, scrolled};
use crate::present::row::standing;

impl Draw for Detail {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let (Some(a), Some(session)) = (shared.assessment(self.programme), &shared.session) else { return };
        let theme = *pen.theme;
        let layout = self.layout(shared);
        for (y, line) in (layout.top..).zip(&layout.name) {
            pen.put(1, y, line, theme.title);
        }
        pen.put_right(body.width, layout.top, &format!("{} ", standing(a, session.profile())), theme.group(group(a)));
        if let Some(area) = layout.card {
            pane_rows(&self.page.card, area, pen);
        }
        scrolled(&self.page.rows, self.scroll.top, pen, layout.text.inside(1));
    }
}
