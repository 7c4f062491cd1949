//! The keys of the place where the user is, from the one table.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::keymap::{Context, context, help};
use crate::app::state::State;
use crate::text::width::pad;
use crate::text::wrap::wrap_hanging;
use crate::view::detail::scrolled;
use crate::view::paint::Pen;

/// Draws the help into `body`, in place of the screen below it.
pub fn draw(state: &State, top: usize, pen: &mut Pen<'_, '_>, body: Rect) {
    let theme = *pen.theme;
    let below = State { help: None, ..state.clone() };
    let place = context(&below);
    let mut lines: Vec<(String, Style)> = vec![(format!("「{}」で使えるキー", place.name()), theme.title)];
    for b in help(place) {
        let text = format!("{}{}", pad(b.shown, 12, theme.ambiguous), b.long);
        for line in wrap_hanging(&text, usize::from(body.width.saturating_sub(3)), 12, theme.ambiguous) {
            lines.push((format!("  {line}"), theme.plain));
        }
    }
    if place == Context::Choose {
        lines.push((String::new(), theme.plain));
        lines.push(("はじめに".to_owned(), theme.title));
        let text = "自治体を選ぶと、公表値から入る答えで結果が出ます。残りの質問に答えるほど「要確認」が減ります。\
                    わからない質問は飛ばせます。数字には資料と行が付いています。";
        for line in wrap_hanging(text, usize::from(body.width.saturating_sub(3)), 0, theme.ambiguous) {
            lines.push((format!("  {line}"), theme.plain));
        }
    }
    scrolled(&lines, top, pen, body);
}
