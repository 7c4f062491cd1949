//! 団体: what the tables say of the municipality that was chosen, as questions that are answered already.

use crate::app::action::Action;
use crate::app::borders::below;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::row::Row;
use crate::app::shared::Shared;
use crate::app::to::{Among, To};
use crate::domain::terms::profile::FactId;
use crate::present::strip::index_fact;

/// 団体
pub static MODE: Mode = Mode {
    name: "団体",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "進む", "この数字のまま結果へ進む（相談の文があれば、その事業に合う制度へ）";
    [c('1')] Action::Pick(1), "1〜3", "直す", "その番号の数字を直す";
    [c('2')] Action::Pick(2), "", "", "";
    [c('3')] Action::Pick(3), "", "", "";
    [k(Code::Right)] Action::Toggle, "右", "", "選んだ数字を直す";
    [k(Code::Down), c('j')] Action::Down, "下", "", "次の数字へ";
    [k(Code::Up), c('k')] Action::Up, "上", "", "前の数字へ";
    [c('r'), k(Code::F(3))] Action::Go(To::Results), "r", "結果", "すべての制度の結果を見る";
    [c('n'), ctrl('q')] Action::Go(To::Questions), "n", "質問", "残りの質問に答える";
    [c('c')] Action::Go(To::Choose), "c", "", "別の自治体を選ぶ";
    [ctrl('r')] Action::Resume, "Ctrl+R", "", "この自治体の前回の続きを開く";
    [c('a'), ctrl('a'), k(Code::F(5))] Action::Go(To::Answers), "a", "", "回答の一覧を開いて変える";
    [k(Code::F(7))] Action::Go(To::Consult), "F7", "相談", "やりたいことの文から、合う制度を近い順に並べる";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "自治体を選び直す";
    ],
    called: called![
        Action::Confirm, "この数字のまま進む", "このすうじのまますすむ", "";
        Action::Pick(1), "1番目の数字を直す", "いちばんめのすうじをなおす", "";
        Action::Pick(2), "2番目の数字を直す", "にばんめのすうじをなおす", "";
        Action::Pick(3), "3番目の数字を直す", "さんばんめのすうじをなおす", "";
        Action::Toggle, "選んだ数字を直す", "えらんだすうじをなおす", "";
    ],
    names: called![
        Action::Go(To::Body), "団体の数字", "だんたいのすうじ", "財政力指数 ざいせいりょくしすう 過疎 かそ 人口 じんこう";
    ],
    ..Mode::COMMANDS
};

/// The table's name for what a body's own name says: nobody has to look at that.
const BY_NAME: &str = "entity";

/// Rows of the picture of where the town stands: bars, scale, two lines of words.
const STRIP: u16 = 7;

/// What the tables say.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Selected row.
    pub list: List,
    /// In a high window what changes at the bounds of the picture, from the row that it begins on.
    pub bounds: (u16, Vec<Row>),
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The question.
    pub question: Area,
    /// The figures, each with its source below.
    pub rows: Rows,
    /// Where the town stands among all, where there is room for it.
    pub strip: Option<Area>,
}

/// The facts that the tables answer, in their order.
pub fn facts(shared: &Shared) -> Vec<FactId> {
    let mut out: Vec<FactId> = Vec::new();
    for fact in shared.catalogue.columns.iter().filter(|column| column.id != BY_NAME).filter_map(|column| column.fact) {
        if !out.contains(&fact) {
            out.push(fact);
        }
    }
    out
}

impl Body {
    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let rows = body.below(1);
        let roomy = usize::from(rows.height) > 3 * facts(shared).len();
        let (rows, each) = if roomy { (rows.below(1), 3) } else { (rows, 2) };
        let used = each * u16::try_from(facts(shared).len()).unwrap_or(u16::MAX);
        let rest = rows.below(used);
        let strip = (rest.height >= STRIP && rest.width >= 60).then(|| rest.inside(3).first(STRIP + 11));
        Layout { question: body.first(1), rows: Rows { area: rows.first(used), each }, strip }
    }
}

impl Room for Body {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let facts = facts(shared);
        match action {
            Action::Confirm if shared.plan.is_empty() => return Go::To(To::Results),
            Action::Confirm => return Go::To(To::Consult),
            Action::Pick(n) => {
                let at = usize::from(*n).saturating_sub(1);
                if let Some(fact) = facts.get(at) {
                    self.list.selected = at;
                    return Go::Question(*fact, Among::One);
                }
            }
            Action::Toggle => return self.fact(shared).map_or(Go::Stay, |fact| Go::Question(fact, Among::One)),
            other => {
                if !self.list.take(other, facts.len(), Self::layout(shared).rows.visible()) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        let layout = Self::layout(shared);
        self.list.keep_visible(facts(shared).len(), layout.rows.visible());
        self.bounds = match (layout.strip, index_fact(shared.catalogue)) {
            (Some(strip), Some(fact)) => {
                let y = strip.end() + 1;
                (y, below(shared, fact, "財政力指数だけが違うと", y))
            }
            _ => (0, Vec::new()),
        };
    }

    fn fact(&self, shared: &Shared) -> Option<FactId> {
        facts(shared).get(self.list.selected).copied()
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let at = Self::layout(shared).rows.at(row, self.list.top, facts(shared).len());
        match (at, at == Some(self.list.selected)) {
            (Some(_), true) => Click::Does(Action::Toggle),
            (Some(at), false) => {
                self.list.selected = at;
                Click::Selected
            }
            (None, _) => Click::Nothing,
        }
    }
}
