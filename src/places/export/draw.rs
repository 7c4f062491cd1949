//! 書き出し
//!
//! ```text
//! この一覧を書き出す（区分 該当／確からしさ順）
//! 形式        [HTML]  Excel   CSV   JSON   A4 1枚。ブラウザで開いて印刷
//! ファイル名  島根県海士町_2026-11-21.html█
//! フォルダ    C:\Users\user\Documents
//! 用紙        縦（A4 1枚）
//! 別紙         全結果  詳細 [質問票] 回答  出典
//! 行          98件のうち 97件を書き出す（空白で外す・戻す）
//!   出す  〇 該当    ローカル10,000プロジェクト（国庫補助事業）
//!   外す  〇 該当    過疎対策事業債
//! ```

use ratatui::style::Style;

use crate::app::export::Outcome;
use crate::app::field::Field;
use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::places::export::place::{Export, Item};
use crate::places::paint::pen::{Draw, Pen};
use crate::present::form::{Annex, Form, Paper, Scope};
use crate::present::row::standing;

/// Column where the values stand.
const VALUES: u16 = 12;

impl Draw for Export {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let theme = *pen.theme;
        let end = body.y + body.height;
        let chosen = if self.chosen.is_empty() { String::new() } else { format!("（{}）", self.chosen) };
        // A plan that was kept with the town goes along: whoever takes the file home must know.
        let chosen = match self.plan(shared) {
            Some(plan) => format!("　相談の事業「{}」つき", plan.title()),
            None => chosen,
        };
        pen.put_within(0, body.y, body.width, &format!(" {}{chosen}", title(self.scope)), theme.title);
        let mut y = said(self, pen, body, body.y + 1);
        for item in self.items() {
            if y >= end {
                return;
            }
            let here = self.at == *item && (*item != Item::Rows || self.rows.is_empty());
            pen.put(1, y, name(*item), if here { theme.key } else { theme.quiet });
            match item {
                Item::Form => forms(self.form, pen, body.width, y),
                Item::Name => field(&self.name, here, pen, body.width, y),
                Item::Folder => field(&self.folder, here, pen, body.width, y),
                Item::Paper => {
                    let text = match self.paper {
                        Paper::Upright => "縦（A4 1枚）",
                        Paper::Lying => "横（A4 1枚。説明会の画面向け）",
                    };
                    pen.put_within(VALUES, y, body.width.saturating_sub(VALUES), text, theme.plain);
                }
                Item::Annexes => annexes(self, here, pen, body.width, y),
                Item::Rows => {
                    let left = self.rows.iter().filter(|r| !r.struck).count();
                    let has_rest = self.annexes.has(Annex::Results);
                    let rest = if has_rest { "残りは別紙「全結果」" } else { "残りは出ません" };
                    let text = if self.form == Form::Html && self.scope == Scope::Results {
                        format!("{left}件のうち A4 1枚に入る分（スペースで外す・戻す）。{rest}")
                    } else {
                        format!("{}件のうち {left}件（スペースで外す・戻す）", self.rows.len())
                    };
                    pen.put_within(VALUES, y, body.width.saturating_sub(VALUES), &text, theme.plain);
                }
            }
            if here && !matches!(item, Item::Name | Item::Folder | Item::Annexes) {
                pen.select(Area { y, ..body });
            }
            y += 1;
        }
        if self.items().contains(&Item::Rows) {
            rows(shared, self, pen, Area { y, height: end.saturating_sub(y), ..body });
        }
    }
}

fn title(scope: Scope) -> &'static str {
    match scope {
        Scope::Results => "この一覧を書き出す",
        Scope::Programme => "この制度を書き出す",
        Scope::Estimate => "この試算を書き出す",
        Scope::Comparison => "この比較を書き出す",
        Scope::Who(_) => "使える団体を書き出す",
        Scope::Marked | Scope::Together => "この組み合わせを書き出す",
    }
}

fn name(item: Item) -> &'static str {
    match item {
        Item::Form => "形式",
        Item::Name => "ファイル名",
        Item::Folder => "フォルダ",
        Item::Paper => "用紙",
        Item::Annexes => "別紙",
        Item::Rows => "行",
    }
}

/// What became of the last request, on as many rows as it takes; the row behind it.
fn said(o: &Export, pen: &mut Pen<'_, '_>, body: Area, mut y: u16) -> u16 {
    let theme = *pen.theme;
    let (texts, style): (Vec<String>, Style) = match &o.outcome {
        None => return y,
        Some(Outcome::Written { path, copied }) => {
            let done = if *copied {
                "書き出しました。o で開きます。パスは貼り付けられます（対応する端末のみ）"
            } else {
                "書き出しました。o で開きます"
            };
            (vec![done.to_owned(), path.clone()], theme.good)
        }
        Some(Outcome::Opened(path)) => (vec!["開きました".to_owned(), path.clone()], theme.good),
        Some(Outcome::Exists) => {
            let text = "同じ名前のファイルがあります。Ctrl+O で置き換えるか、名前を変えてください";
            (vec![text.to_owned()], theme.open)
        }
        Some(Outcome::Failed(sentence)) => (vec![sentence.clone()], theme.bad),
    };
    for text in texts {
        y = pen.put_wrapped(Area { y, height: body.end().saturating_sub(y), ..body.inside(1) }, &text, style);
    }
    y
}

fn forms(chosen: Form, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    if width < 80 {
        let text = format!("{}（左右で変える）", chosen.name());
        pen.put_within(VALUES, y, width.saturating_sub(VALUES), &text, theme.figure);
        return;
    }
    let mut x = VALUES - 1;
    for form in Form::ALL {
        // Brackets, not colour alone; and on the row in focus the colour is that of the row.
        let (text, style) = if form == chosen {
            (format!("[{}]", form.name()), theme.figure)
        } else {
            (format!(" {} ", form.name()), theme.quiet)
        };
        x = pen.put(x, y, &text, style) + 1;
    }
    pen.put_within(x + 1, y, width.saturating_sub(x + 1), chosen.purpose(), theme.plain);
}

/// The annexes, those chosen in brackets; the one in focus is what the space bar takes or leaves.
fn annexes(o: &Export, here: bool, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let mut x = VALUES - 1;
    for (i, annex) in Annex::ALL.into_iter().enumerate() {
        let (text, style) = if o.annexes.has(annex) {
            (format!("[{}]", annex.name()), theme.figure)
        } else {
            (format!(" {} ", annex.name()), theme.quiet)
        };
        let from = x;
        x = pen.put(x, y, &text, style);
        if here && i == o.annex {
            pen.select(Area { x: from, y, width: x - from, height: 1 });
        }
    }
    let text = if o.annexes.chosen().next().is_none() { "（なし。空白で付ける）" } else { "" };
    pen.put_within(x + 1, y, width.saturating_sub(x + 1), text, theme.quiet);
}

/// A field, the caret in view.
fn field(f: &Field, here: bool, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let style = if here { theme.figure } else { theme.plain };
    let caret = pen.field(VALUES, y, width.saturating_sub(VALUES + 1), f, style);
    if here {
        pen.caret(caret, y);
    }
}

fn rows(shared: &Shared, o: &Export, pen: &mut Pen<'_, '_>, area: Area) {
    let Some(session) = &shared.session else { return };
    let theme = *pen.theme;
    let visible = usize::from(area.height);
    // A message above may have taken rows: the selected one stays in view.
    let top = o.list.top.max((o.list.selected + 1).saturating_sub(visible.max(1)));
    for (i, taken) in o.rows.iter().enumerate().skip(top).take(visible) {
        let y = area.y + u16::try_from(i - top).unwrap_or(0);
        let Some(p) = shared.catalogue.programme(taken.programme) else { continue };
        let mark =
            session.assessments().iter().find(|a| a.programme.id == p.id).map(|a| standing(a, session.profile()));
        let (word, style) = if taken.struck { ("外す", theme.quiet) } else { ("出す", theme.plain) };
        pen.put(2, y, word, if taken.struck { theme.bad } else { theme.good });
        pen.put_within(8, y, 10, &mark.unwrap_or_default(), style);
        pen.put_inside(18, y, area.width.saturating_sub(18), p.name, style);
        if o.at == Item::Rows && i == o.list.selected {
            pen.select(Area { y, ..area });
        }
    }
}
