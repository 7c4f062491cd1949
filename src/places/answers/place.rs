//! 回答一覧: every answer can be changed or taken back.

use crate::app::action::Action;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::Rows;
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::Among;
use crate::app::to::To;
use crate::domain::sort;
use crate::domain::terms::profile::{Answer, FactId, Topic};

/// 回答一覧
pub static MODE: Mode = Mode {
    name: "回答一覧",
    keys: bindings![
    [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "変える", "選んだ回答を変える";
    [k(Code::Down), c('j')] Action::Down, "下", "", "次の項目へ";
    [k(Code::Up), c('k')] Action::Up, "上", "", "前の項目へ";
    pages "";
    [k(Code::Delete), ctrl('d')] Action::Unanswer, "Delete", "取消", "選んだ回答を取り消す（未回答に戻す）";
    [c('b'), k(Code::F(9))] Action::Go(To::Sweep), "b", "境目", "選んだ答えを動かすと、どの制度がどこで変わるかを見る";
    [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "比較", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
    [c('n'), ctrl('q')] Action::Go(To::Questions), "n", "質問", "残りの質問に答える";
    [c('r'), k(Code::F(3))] Action::Go(To::Results), "r", "結果", "結果を見る";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Unanswer, "回答を取り消す", "かいとうをとりけす", "未回答 消す けす 取消";
        Action::Confirm, "回答を変える", "かいとうをかえる", "直す なおす";
    ],
    names: called![
        Action::Go(To::Answers), "回答一覧", "かいとういちらん", "答え こたえ 変える 直す なおす";
    ],
    ..Mode::COMMANDS
};

/// Every question with its answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    /// Selected row.
    pub list: List,
}

/// The facts of the list, body first.
pub fn facts(shared: &Shared) -> Vec<FactId> {
    let mut all: Vec<(Topic, FactId)> = shared.catalogue.fact_ids().map(|(id, f)| (f.topic, id)).collect();
    sort::by_key(&mut all, |(topic, id)| (*topic == Topic::Reference, *topic, *id));
    all.into_iter().map(|(_, id)| id).collect()
}

impl Answers {
    /// Where the rows stand at the present size.
    pub fn layout(shared: &Shared) -> Rows {
        Rows::single(shared.frame().body)
    }
}

impl Room for Answers {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        match (action, self.fact(shared)) {
            (Action::Confirm, Some(fact)) => return Go::Question(fact, Among::One),
            (Action::Unanswer, Some(fact)) => shared.answer(fact, Answer::NotAsked, None),
            (other, _) => {
                if !self.list.take(other, shared.catalogue.facts.len(), Self::layout(shared).visible()) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(shared.catalogue.facts.len(), Self::layout(shared).visible());
    }

    fn fact(&self, shared: &Shared) -> Option<FactId> {
        facts(shared).get(self.list.selected).copied()
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let at = Self::layout(shared).at(row, self.list.top, shared.catalogue.facts.len());
        Click::on(&mut self.list.selected, at)
    }
}
