//! 出典と版, 年間予定, 用語, 事例, 組み合わせ, 前回からの変化: texts to read.

use crate::app::action::Action;
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Area;
use crate::app::list::Scroll;
use crate::app::room::Room;
use crate::app::shared::Shared;
use crate::app::to::{Text, To};
use crate::present::form::Scope;

/// 年間予定・用語・前回からの変化
pub static MODE: Mode = Mode {
    name: "年間予定・用語・前回からの変化",
    keys: bindings![
    lines "送る";
    pages "";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    names: called![
        Action::Go(To::Text(Text::Combine)), "組み合わせ", "くみあわせ", "併用 へいよう 合計 ごうけい";
        Action::Go(To::Text(Text::Together)), "事業の組み合わせ", "じぎょうのくみあわせ", "相談 そうだん 併用 へいよう";
        Action::Go(To::Text(Text::Beside)), "自治体を並べて比べる", "じちたいをならべてくらべる", "比較 ひかく 並べる";
        Action::Go(To::Text(Text::Calendar)), "年間予定", "ねんかんよてい", "公募 こうぼ 締切 しめきり 申請 しんせい 予定 よてい 日程";
        Action::Go(To::Text(Text::Terms)), "用語", "ようご", "用語集 ことば";
        Action::Go(To::Text(Text::Sources)), "出典と版", "しゅってんとはん", "資料 しりょう 根拠 こんきょ";
        Action::Go(To::Text(Text::Changes)), "前回からの変化", "ぜんかいからのへんか", "差 変わった かわった";
    ],
    ..Mode::COMMANDS
};

/// 出典と版: the same, and the way to another bundle.
pub static SOURCES: Mode = Mode {
    name: "出典と版",
    keys: bindings![
    [k(Code::Enter)] Action::Go(To::Bundle), "Enter", "制度データの入れ替え", "制度データを新しい版に入れ替える、1つ前に戻す";
    lines "送る";
    pages "";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    ..Mode::COMMANDS
};

/// 組み合わせ: the same, and it can be written.
pub static COMBINED: Mode = Mode {
    name: "組み合わせ",
    keys: bindings![
    lines "送る";
    pages "";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "組み合わせを HTML・Excel・CSV のファイルに書き出す（Ctrl+P でも）";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    ..Mode::COMMANDS
};

/// A text to read.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// Which.
    pub text: Text,
    /// First visible line.
    pub scroll: Scroll,
}

impl Reference {
    /// From the top.
    pub fn new(text: Text) -> Self {
        Self { text, scroll: Scroll::default() }
    }

    /// Where the text stands.
    pub fn layout(shared: &Shared) -> Area {
        shared.frame().body
    }
}

impl Room for Reference {
    fn title(&self) -> &'static str {
        match self.text {
            Text::Sources => "出典と版",
            Text::Calendar => "年間予定",
            Text::Terms | Text::Term(_) => "用語",
            Text::Example(_) => "事例",
            Text::Combine => "組み合わせ",
            Text::Together => "事業の組み合わせ",
            Text::Beside => "並べて比べる",
            Text::Changes => "前回からの変化",
        }
    }

    fn table(&self) -> &'static Mode {
        match self.text {
            Text::Combine | Text::Together => &COMBINED,
            Text::Sources => &SOURCES,
            _ => &MODE,
        }
    }

    fn offer(&self, shared: &Shared) -> Option<Offer> {
        let (scope, programmes) = match self.text {
            Text::Combine => (Scope::Marked, shared.marked.clone()),
            Text::Together => {
                let found = shared.consultation();
                (
                    Scope::Together,
                    found.answers.iter().filter_map(|c| shared.id_of(c.assessment.programme.id)).collect(),
                )
            }
            _ => return None,
        };
        Some(Offer::new(scope, programmes, String::new()))
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if self.scroll.take(action, Self::layout(shared).lines()) { Go::Stay } else { Go::Pass }
    }
}
