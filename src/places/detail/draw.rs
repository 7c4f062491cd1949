//! 制度の詳細: sections of cited lines, scrolled.
//!
//! ```text
//! ローカル10,000プロジェクト（国庫補助事業）                         ○ 該当
//! 率
//!   国費 3/4（公費による交付額に対して）[4]
//!     → 条件不利地域・財政力0.25未満 3/4 [4]
//! 上限
//!   公費による交付額の上限（事業あたり） 2,500万円〜5,000万円 [6][7]
//!     決め手: 融資・出資の額・公費による交付額
//! ```

use ratatui::style::Style;

use crate::app::shared::Shared;
use crate::domain::judge::rank::group;
use crate::places::detail::place::Detail;
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::{laid_out, scrolled};
use crate::present::consult::money_of;
use crate::present::detail::detail;
use crate::present::line::{Section, Tone, line};
use crate::present::row::standing;

impl Draw for Detail {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let Some(inquiry) = shared.inquiry() else { return };
        let Some(a) = shared.assessment(self.programme) else { return };
        let theme = *pen.theme;
        let standing = standing(a);
        let layout = self.layout(shared);
        for (y, line) in (layout.top..).zip(&layout.name) {
            pen.put(0, y, line, theme.title);
        }
        pen.put_right(body.width, layout.top, &format!("{standing} "), theme.group(group(a)));
        let mut lines: Vec<(String, Style)> = Vec::new();
        let plan = money_of(inquiry, &shared.project, a.programme);
        let plan = plan.map(|text| Section { title: "相談の事業では", lines: vec![line(text, Tone::Plain)] });
        for section in plan.into_iter().chain(detail(inquiry, a)) {
            lines.push((section.title.to_owned(), theme.title));
            for line in section.lines {
                laid_out(&line, usize::from(body.width), theme.ambiguous, theme.tone(line.tone), &mut lines);
            }
        }
        scrolled(&lines, self.scroll.top, pen, layout.text);
    }
}
