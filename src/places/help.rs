//! 使い方 (the first steps) and the keys of the place where the user is, from the one table.

use crate::app::action::Action;
use crate::app::keymap::{Binding, Mode, help};
use crate::app::row::{Ink, Row, row};
use crate::app::to::{Text, To};
use crate::places::answers::place::MODE as ANSWERS;
use crate::places::choose::place::MODE as CHOOSE;
use crate::places::detail::place::MODE as DETAIL;
use crate::places::everywhere::EVERYWHERE;
use crate::places::paint::pen::Pen;
use crate::places::paint::text::scrolled;
use crate::places::present::place::MODE as PRESENT;
use crate::places::question::place::{FIELD, OPTIONS};
use crate::places::results::place::LIST as RESULTS;
use crate::places::state::{Help, HelpAbout, State};
use crate::text::width::pad;
use crate::text::wrap::wrap_hanging;

/// Draws the help into `body`, in place of the screen below it.
pub fn draw(state: &State, h: Help, pen: &mut Pen<'_, '_>) {
    let body = state.shared.frame().body;
    let place = state.place.room().mode(&state.shared);
    let (title, indent, rows) = match h.about {
        HelpAbout::Steps => ("使い方（もう一度 F1 で、この場所のキー）".to_owned(), 8, steps()),
        HelpAbout::Keys => (format!("「{}」で使えるキー（F1 で使い方）", place.name), 12, keys(place, body.lines())),
    };
    let theme = *pen.theme;
    let width = usize::from(body.width.saturating_sub(3));
    let mut lines: Vec<Row> = vec![row(title, Ink::Title)];
    for (head, text) in rows {
        if text.is_empty() {
            lines.push(row(head, Ink::QUIET));
            continue;
        }
        let text = format!("{}{text}", pad(&head, indent, theme.ambiguous));
        for line in wrap_hanging(&text, width, indent, theme.ambiguous) {
            lines.push(row(format!("  {line}"), Ink::PLAIN));
        }
    }
    scrolled(&lines, h.scroll.top, pen, body);
}

/// What one wants of a key.
const GO: &str = "選ぶ・進む";
const ANSWER: &str = "答える・直す";
const LOOK: &str = "調べる";
const MONEY: &str = "金額を見る・比べる";
const TAKE: &str = "見せる・持ち帰る";
const SCREEN: &str = "画面と終了";

/// The same in the order in which the help tells.
const WISHES: [&str; 6] = [GO, ANSWER, LOOK, MONEY, TAKE, SCREEN];

/// The keys of a place with what they do; more than `lines` of them stand under what one wants, headings without a text.
fn keys(place: &'static Mode, lines: usize) -> Vec<(String, String)> {
    let all: Vec<_> = help(place, &EVERYWHERE).collect();
    let told = |b: &Binding| (b.shown.to_owned(), b.long.to_owned());
    if all.len() < lines {
        return all.into_iter().map(told).collect();
    }
    let under = |heading: &'static str| {
        let mine: Vec<_> = all.iter().filter(|b| wish(&b.action) == heading).map(|b| told(b)).collect();
        let head = (!mine.is_empty()).then(|| (heading.to_owned(), String::new()));
        head.into_iter().chain(mine).collect::<Vec<_>>()
    };
    WISHES.into_iter().flat_map(under).collect()
}

/// Which of [`WISHES`] an action serves.
fn wish(action: &Action) -> &'static str {
    use Action::{
        Back, Compare, DontKnow, Go, Help, Mark, Mask, Name, Narrow, NextLook, NextOrder, OpenFile, Pin, Quit, Redraw,
        Replace, Resume, Steps, StrikeAll, TakeAll, Unanswer, Undo,
    };
    match action {
        DontKnow
        | Unanswer
        | Undo
        | Resume
        | Name
        | Go(To::Questions | To::ProgrammeQuestions | To::Answers | To::Body | To::Choose | To::Manual | To::Saved) => {
            ANSWER
        }
        Mark
        | Pin
        | Compare
        | Go(To::Estimate | To::Sweep | To::Text(Text::Combine | Text::Together | Text::Beside | Text::Changes)) => {
            MONEY
        }
        OpenFile | TakeAll | StrikeAll | Replace | Mask | Go(To::Export | To::Present) => TAKE,
        Narrow | NextOrder | Go(_) => LOOK,
        Back | Quit | Help | Steps | NextLook | Redraw => SCREEN,
        _ => GO,
    }
}

/// What to do first, and then: a word and a sentence or two. The keys are those of the table.
fn steps() -> Vec<(String, String)> {
    let key = |mode: &'static Mode, action: &Action| mode.shown(action);
    let rows = [
        (
            "まず",
            format!(
                "自治体の名前（海士、あま、ama など）か、やりたいことの文（空き家を直す。1,800万円 など）を入れて Enter。表にない団体は {}",
                key(&CHOOSE, &Action::Go(To::Manual))
            ),
        ),
        (
            "相談",
            format!(
                "{}：文を直すと、合う制度が町の負担の額（円）といっしょに並び直します",
                key(&EVERYWHERE, &Action::Go(To::Consult))
            ),
        ),
        ("読む", "上下で選び、Enter で詳細。率・上限・要件と、それぞれの資料と行が出ます".to_owned()),
        (
            "答える",
            format!(
                "一覧で {}。番号か上下で選び、Enter で答えるたびに「要確認」が減ります",
                key(&RESULTS, &Action::Go(To::Questions))
            ),
        ),
        (
            "不明",
            format!(
                "{}（入力欄では {}）で「わからない」、{} で飛ばす。不明のままでも結果は出て、要確認に残ります",
                key(&OPTIONS, &Action::DontKnow),
                key(&FIELD, &Action::Down),
                key(&OPTIONS, &Action::Next)
            ),
        ),
        (
            "直す",
            format!(
                "{}（入力欄では F5）で回答一覧。行を選んで Enter で変え、{} で取り消します",
                key(&RESULTS, &Action::Go(To::Answers)),
                key(&ANSWERS, &Action::Unanswer)
            ),
        ),
        (
            "探す",
            format!(
                "/ か Ctrl+F（{}）。漢字・かな・ローマ字で、制度も用語も操作の名前（しさん など）も見つかります",
                key(&EVERYWHERE, &Action::Go(To::Search))
            ),
        ),
        (
            "見せる",
            format!(
                "詳細で {}：発表者画面。Enter で1つずつ、{} で自治体の名前を隠す。配色は {}",
                key(&DETAIL, &Action::Go(To::Present)),
                key(&PRESENT, &Action::Mask),
                key(&EVERYWHERE, &Action::NextLook)
            ),
        ),
        ("終わる", format!("Esc で前の画面、{} で終了", key(&EVERYWHERE, &Action::Quit))),
        ("入力", "日本語入力がオンのままでも、数字・矢印・Enter・全角の英字や ／ が使えます".to_owned()),
    ];
    rows.map(|(head, text)| (head.to_owned(), text)).to_vec()
}
