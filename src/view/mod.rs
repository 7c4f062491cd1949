//! Draws `&State` and changes nothing. A screen of `app/screen.rs` has its drawing here.
//!
//! Every screen has the same frame:
//!
//! ```text
//! 地域ナビ  島根県海士町                    該当 61  要確認 12  対象外 40  期限外 16   header
//! 資料の年齢についての一文（資料が1年より古いとき）                                     warning
//! …                                                                                    body
//! 一時の知らせ                                                                          notice
//! 基準日 令和8年11月21日／資料 令和6年5月まで／版 2026.11.1                            stamp
//! Enter 決定  F2 手入力  Esc 戻る  F1 キー  F10 終了                                    footer
//! ```

pub mod answers;
pub mod choose;
pub mod compare;
pub mod detail;
pub mod estimate;
pub mod frame;
pub mod help;
pub mod outlet;
pub mod paint;
pub mod presenter;
pub mod question;
pub mod reading;
pub mod results;
pub mod saved;
pub mod search;
pub mod sweep;
pub mod theme;
pub mod who;

use ratatui::Frame;

use crate::app::screen::Screen;
use crate::app::state::{MIN_SIZE, State};
use paint::Pen;
use theme::Theme;

/// Draws the whole screen.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    let mut pen = Pen::new(frame, theme);
    pen.fill(area, theme.ground);
    if state.too_small() {
        let (w, h) = MIN_SIZE;
        let text = format!("画面が小さすぎます。{w}×{h}以上に広げてください（今は{}×{}）", area.width, area.height);
        for (y, line) in crate::text::wrap::wrap(&text, usize::from(area.width), pen.ambiguous()).iter().enumerate() {
            pen.put(0, u16::try_from(y).unwrap_or(u16::MAX), line, theme.plain);
        }
        return;
    }
    if let (Screen::Present(p), None) = (&state.screen, state.help) {
        presenter::draw(state, p, &mut pen);
        return;
    }
    let body = frame::draw(state, &mut pen);
    if let Some(h) = state.help {
        help::draw(state, h, &mut pen, body);
        return;
    }
    match &state.screen {
        Screen::Choose(c) => choose::draw(state, c, &mut pen, body),
        Screen::Question(q) => question::draw(state, q, &mut pen, body),
        Screen::Results(r) => results::draw(state, r, &mut pen, body),
        Screen::Detail(d) => detail::draw(state, d, &mut pen, body),
        Screen::Answers(a) => answers::draw(state, a, &mut pen, body),
        Screen::Compare(c) => compare::draw(state, c, &mut pen, body),
        Screen::Sweep(s) => sweep::draw(state, s, &mut pen, body),
        Screen::Reading(r) => reading::draw(state, r, &mut pen, body),
        Screen::Who(w) => who::draw(state, w, &mut pen, body),
        Screen::Search(s) => search::draw(state, s, &mut pen, body),
        Screen::Estimate(e) => estimate::draw(state, e, &mut pen, body),
        Screen::Outlet(o) => outlet::draw(state, o, &mut pen, body),
        Screen::Saved(s) => saved::draw(state, s, &mut pen, body),
        Screen::Present(_) => {}
    }
}
