//! The one enum of places, and its one dispatch.

use crate::app::keymap::Mode;
use crate::app::room::Room;
use crate::places::answers::place as answers;
use crate::places::body::place as body;
use crate::places::bundle::place as bundle;
use crate::places::choose::place as choose;
use crate::places::compare::place as compare;
use crate::places::consult::place as consult;
use crate::places::detail::place as detail;
use crate::places::estimate::place as estimate;
use crate::places::everywhere;
use crate::places::export::keys as export_keys;
use crate::places::export::place as export;
use crate::places::paint::pen::Draw;
use crate::places::plan::place as plan;
use crate::places::present::place as present;
use crate::places::question::place as question;
use crate::places::reference::place as reference;
use crate::places::results::place as results;
use crate::places::saved::place as saved;
use crate::places::search::place as search;
use crate::places::sweep::place as sweep;
use crate::places::who::place as who;

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident($room:ty),)+) => {
        /// Where the user is. What a place needs to remember stands in its variant; nothing else does.
        #[derive(Clone, Debug)]
        #[expect(clippy::large_enum_variant, reason = "there is one place at a time")]
        pub enum Place {
            $($(#[$doc])* $name($room),)+
        }

        impl Place {
            /// What it can do.
            pub fn room(&self) -> &dyn Room {
                match self {
                    $(Self::$name(place) => place,)+
                }
            }

            /// What it can do, to be changed.
            pub fn room_mut(&mut self) -> &mut dyn Room {
                match self {
                    $(Self::$name(place) => place,)+
                }
            }

            /// How it is drawn.
            pub fn drawing(&self) -> &dyn Draw {
                match self {
                    $(Self::$name(place) => place,)+
                }
            }
        }
    };
}

places! {
    /// 自治体を選ぶ
    Choose(choose::Choose),
    /// 団体
    Body(body::Body),
    /// 質問
    Question(question::Question),
    /// 結果
    Results(results::Results),
    /// 制度の詳細
    Detail(detail::Detail),
    /// 回答一覧
    Answers(answers::Answers),
    /// 比較
    Compare(compare::Compare),
    /// 境目
    Sweep(sweep::Sweep),
    /// 出典と版, 年間予定, 用語, 組み合わせ: a text to read
    Reference(reference::Reference),
    /// 逆引き
    Who(who::Who),
    /// 試算
    Estimate(estimate::Estimate),
    /// 保存した自治体
    Saved(saved::Saved),
    /// 制度データの入れ替え
    Bundle(bundle::Bundle),
    /// 検索
    Search(search::Search),
    /// 相談
    Consult(consult::Consult),
    /// 事業
    Plan(plan::Plan),
    /// 発表者画面
    Present(present::Present),
    /// 書き出し
    Export(export::Export),
}

impl Place {
    /// Whether it is the same kind of place.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Every mode, in the order of the help and of the table of keys.
pub static MODES: [&Mode; 29] = [
    &choose::MODE,
    &body::MODE,
    &question::OPTIONS,
    &question::FIELD,
    &results::LIST,
    &results::NARROW,
    &detail::MODE,
    &answers::MODE,
    &compare::MODE,
    &sweep::MODE,
    &reference::MODE,
    &reference::SOURCES,
    &reference::COMBINED,
    &who::MODE,
    &estimate::MODE,
    &saved::LIST,
    &saved::NAMING,
    &bundle::MODE,
    &bundle::PROPOSED,
    &search::MODE,
    &consult::MODE,
    &consult::CHIPS,
    &plan::LIST,
    &plan::FIELD,
    &present::MODE,
    &export_keys::CHOICES,
    &export_keys::FIELD,
    &everywhere::HELP,
    &everywhere::EVERYWHERE,
];

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::MODES;
    use crate::app::action::Action;
    use crate::app::key::{Code, Key};
    use crate::app::to::{Text, To};

    /// What a key means, where it does several things that people take for one.
    fn meaning(action: &Action) -> String {
        use Action::{Back, Clear, Compare, Confirm, Go, Leave, Next, Pin, Previous, Quit, Unanswer};
        let family = match action {
            Go(To::Questions | To::ProgrammeQuestions | To::Plan(_)) => "質問に答える",
            Go(To::Text(Text::Beside)) | Compare | Pin => "比べる",
            Go(To::Text(Text::Combine | Text::Together)) => "組み合わせ",
            // 事業 leads to the programmes that fit, as 「結果」 does where there is no plan.
            Go(To::Results | To::Consult) => "結果を見る",
            Back | Leave | Quit => "閉じる・終わる",
            Unanswer => "消す",
            Clear => "空にする",
            Next | Action::NextGroup => "次へ",
            Previous | Action::PreviousGroup => "前へ",
            // 空白: what is selected is taken; in 発表者画面 that is the next step.
            Confirm | Action::Toggle => "選ぶ",
            other => return format!("{other:?}"),
        };
        family.to_owned()
    }

    /// A function key, a letter or Ctrl and a letter means one thing in every place. Arrows, Enter, Tab and the other
    /// keys that only move are left out; so is the blank, which takes the next step in 発表者画面 and ticks elsewhere.
    #[test]
    fn a_key_has_one_meaning_in_every_place() {
        let mut meant: HashMap<Key, Vec<(String, &str)>> = HashMap::new();
        for mode in MODES {
            for (key, binding) in mode.keys.iter().flat_map(|b| b.keys.iter().map(move |key| (key, b))) {
                let command = matches!(key.code, Code::F(_) | Code::Insert | Code::Char('!'..));
                if command && !matches!(binding.action, Action::Pick(_)) {
                    meant.entry(*key).or_default().push((meaning(&binding.action), mode.name));
                }
            }
        }
        assert!(meant.len() > 30, "{}", meant.len());
        let several: Vec<_> =
            meant.iter().filter(|(_, p)| p.iter().any(|(m, _)| Some(m) != p.first().map(|f| &f.0))).collect();
        assert!(several.is_empty(), "{several:#?}");
    }
}
