//! 結果: filter, order, words, and the way into a programme.

use crate::app::action::Action;
use crate::app::export::Offer;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::{Filter, List};
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::{Text, To};
use crate::domain::judge::rank::Shelf;
use crate::domain::money::combine::MOST;
use crate::domain::plan::rank::Candidate;
use crate::domain::sort;
use crate::domain::terms::programme::ProgrammeId;
use crate::places::results::laid::{Laid, Of};
use crate::present::form::Scope;
use crate::present::word;
use crate::session::answers::Session;
use crate::text::search::{Query, rank};

/// 結果
pub static LIST: Mode = Mode {
    name: "結果",
    keys: bindings![
    [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "詳細", "選んだ制度の詳細を開く";
    [k(Code::Down), c('j')] Action::Down, "下", "", "次の制度へ";
    [k(Code::Up), c('k')] Action::Up, "上", "", "前の制度へ";
    pages "";
    [k(Code::Tab)] Action::NextGroup, "Tab", "区分", "区分を切り替える（すべて・お金の制度・支援・要確認・対象外・お知らせ・期限外）";
    [k(Code::BackTab), ctrl('b')] Action::PreviousGroup, "Shift+Tab", "", "区分を逆に切り替える";
    [c(' ')] Action::Toggle, "空白", "", "選んだ制度の区分を1行に畳む・開く（「すべて」の一覧で）";
    [k(Code::F(7))] Action::Go(To::Consult), "F7", "相談", "やりたいことの文から、合う制度を近い順に並べる";
    [c('n'), ctrl('q')] Action::Go(To::Questions), "n", "質問", "残りの質問に答える";
    [c('a'), ctrl('a'), k(Code::F(5))] Action::Go(To::Answers), "a", "回答", "回答の一覧を開いて変える";
    [c('m'), k(Code::F(8)), ctrl('y')] Action::Go(To::Estimate), "m", "試算", "選んだ制度の金額を試算する";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "この一覧を HTML・Excel・CSV・JSON のファイルに書き出す（Ctrl+P でも）";
    [c('f')] Action::Narrow, "f", "絞込", "ことば（かな・ローマ字可）で絞り込む";
    [c('s')] Action::NextOrder, "s", "順序", "並べ方を変える";
    [c('z')] Action::Go(To::Body), "z", "", "団体の数字（財政力指数・過疎・人口）を見る・直す";
    [c('c')] Action::Go(To::Choose), "c", "自治体", "別の自治体を選ぶ";
    [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "比較", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
    [c('y')] Action::Go(To::Text(Text::Calendar)), "y", "予定", "年間予定（公募・申請の時期）を開く";
    [ctrl('g'), c('t')] Action::Go(To::Text(Text::Terms)), "t", "用語", "用語の説明を開く";
    [c('x'), k(Code::Insert)] Action::Mark, "x", "印", "組み合わせる制度に印を付ける・外す";
    [c('w'), ctrl('w')] Action::Go(To::Text(Text::Combine)), "w", "", "印を付けた制度の組み合わせと合計を見る";
    [ctrl('r')] Action::Resume, "Ctrl+R", "", "この自治体の保存した回答の続きを開く";
    [c('d')] Action::Go(To::Text(Text::Changes)), "d", "", "前回からの変化（制度データ・表の数字・回答のどれによるか）を見る";
    [k(Code::F(4))] Action::Go(To::Text(Text::Sources)), "F4", "出典", "資料と版の一覧を開く";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "絞り込みを解く、または直前の画面へ戻る";
    ],
    called: called![
        Action::Confirm, "制度の詳細を開く", "せいどのしょうさいをひらく", "";
    ],
    names: called![
        Action::Go(To::Results), "結果", "けっか", "一覧 いちらん";
        Action::Mark, "印を付ける", "しるしをつける", "印を外す しるしをはずす 選択";
        Action::Narrow, "絞り込み", "しぼりこみ", "結果を絞る しぼる フィルター";
        Action::NextGroup, "区分を切り替える", "くぶんをきりかえる", "該当だけ がいとう お金だけ おかね 支援だけ しえん 要確認 ようかくにん 対象外 名前のみ";
        Action::PreviousGroup, "区分を逆に切り替える", "くぶんをぎゃくにきりかえる", "";
        Action::Toggle, "区分を畳む・開く", "くぶんをたたむひらく", "折りたたむ おりたたむ";
        Action::NextOrder, "並べ方を変える", "ならべかたをかえる", "順序 じゅんじょ 並べ替え";
    ],
    ..Mode::COMMANDS
};

/// 結果の絞り込み
pub static NARROW: Mode = Mode {
    name: "結果の絞り込み",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "決定", "絞り込みを決めて一覧へ";
    [k(Code::Down)] Action::Down, "下", "", "次の制度へ";
    [k(Code::Up)] Action::Up, "上", "", "前の制度へ";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::Esc)] Action::Back, "Esc", "やめる", "絞り込みをやめる";
    ],
    called: called![
        Action::Confirm, "絞り込みを決める", "しぼりこみをきめる", "";
    ],
    ..Mode::COMMANDS
};

/// The ranked list.
#[derive(Clone, Debug)]
pub struct Results {
    /// Which group.
    pub filter: Filter,
    /// Words that narrow the list, and whether they are being typed.
    pub narrow: Option<Narrow>,
    /// Indices into the session's assessments: what the filter and the words leave.
    pub shown: Vec<usize>,
    /// Shelves that are folded where all are listed.
    pub folded: Vec<Shelf>,
    /// What is listed.
    pub items: Vec<Item>,
    /// Selected row of `items`.
    pub list: List,
    /// The programmes in view, laid out.
    pub laid: Vec<Laid>,
    /// What they are laid out for.
    of: Option<Of>,
}

/// One row of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// A programme: index into the session's assessments.
    Programme(usize),
    /// A folded shelf.
    Shelf(Shelf),
}

/// Words that narrow a list.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// The words.
    pub field: Field,
    /// Whether keys go to the field.
    pub typing: bool,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The bar of groups, or the field.
    pub bar: Area,
    /// The programmes: a row for the name, so that none is cut at 80 columns, and rows for what each figure is of.
    pub rows: Rows,
    /// The card of the selected one, where there is room for it.
    pub card: Option<Area>,
}

impl Results {
    /// All results, laid out when one goes there.
    pub fn new(shared: &Shared) -> Self {
        let mut out = Self {
            filter: Filter::All,
            narrow: None,
            shown: Vec::new(),
            folded: Vec::new(),
            items: Vec::new(),
            list: List::default(),
            laid: Vec::new(),
            of: None,
        };
        out.take(shared);
        out
    }

    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let (area, card) = body.below(1).panes();
        Layout { bar: body.first(1), rows: Rows { area, each: 3 }, card }
    }

    /// The words that narrow the list.
    pub fn words(&self) -> &str {
        self.narrow.as_ref().map(|n| n.field.text().trim()).unwrap_or_default()
    }

    fn is_narrowing(&self) -> bool {
        self.narrow.as_ref().is_some_and(|n| n.typing)
    }

    /// Lists what the filter and the words leave, in ranking order.
    fn list(&mut self, shared: &Shared) {
        self.take(shared);
        self.settle(shared);
    }

    /// The same without laying it out.
    fn take(&mut self, shared: &Shared) {
        let Some(session) = &shared.session else { return };
        let all = session.assessments();
        let in_group = |i: &usize| all.get(*i).is_some_and(|a| self.filter.takes(Shelf::of(a)));
        let query = Query::new(self.narrow.as_ref().map(|n| n.field.text()).unwrap_or_default());
        self.shown = if query.is_empty() {
            (0..all.len()).filter(in_group).collect()
        } else {
            let keys = all.iter().map(|a| a.programme.keys.into());
            let mut hits: Vec<usize> = rank(&query, keys).into_iter().map(|(i, _)| i).filter(in_group).collect();
            // What fits the words best stands first, but never what is out of term before what can be had.
            sort::by_key(&mut hits, |i| all.get(*i).is_some_and(|a| Shelf::of(a) == Shelf::OutOfTerm));
            hits
        };
        let folds = self.filter == Filter::All && query.is_empty();
        let folded = |i: usize| all.get(i).map(Shelf::of).filter(|s| folds && self.folded.contains(s));
        let item = |i: &usize| folded(*i).map_or(Item::Programme(*i), Item::Shelf);
        self.items = self.shown.iter().map(item).collect();
        // The programmes of a shelf stand together in every order.
        self.items.dedup();
        self.list.keep_visible(self.items.len(), Self::layout(shared).rows.visible());
    }

    /// Lays out what has come into view; what was in view stays as it is.
    fn lay_out(&mut self, shared: &Shared) {
        let Some(session) = &shared.session else { return };
        let (rows, mut known) = (Self::layout(shared).rows, std::mem::take(&mut self.laid));
        let inquiry = session.inquiry(shared.catalogue, shared.as_of);
        for (i, _) in rows.of(self.list.top, self.items.len()) {
            let Some(Item::Programme(at)) = self.items.get(i).copied() else { continue };
            let Some(a) = session.assessments().get(at) else { continue };
            self.laid.push(match known.iter().position(|l| l.at == at) {
                Some(place) => known.swap_remove(place),
                None => Laid::new(inquiry, (at, a), rows.area.width, shared.ambiguous),
            });
        }
    }

    /// Folds the shelf of the selected programme, or opens the selected shelf.
    fn fold(&mut self, shared: &Shared) {
        let all = shared.session.as_ref().map(Session::assessments).unwrap_or_default();
        let chosen = match self.items.get(self.list.selected) {
            Some(Item::Shelf(s)) => *s,
            Some(Item::Programme(i)) if self.filter == Filter::All && self.narrow.is_none() => match all.get(*i) {
                Some(a) => Shelf::of(a),
                None => return,
            },
            _ => return,
        };
        match self.folded.iter().position(|s| *s == chosen) {
            Some(at) => drop(self.folded.remove(at)),
            None => self.folded.push(chosen),
        }
        self.take(shared);
        let is_of = |item: &Item| match item {
            Item::Shelf(s) => *s == chosen,
            Item::Programme(i) => all.get(*i).is_some_and(|a| Shelf::of(a) == chosen),
        };
        self.list.selected = self.items.iter().position(is_of).unwrap_or(0);
        self.settle(shared);
    }

    /// Lists the results anew and keeps the programme selected.
    fn follow(&mut self, shared: &Shared, about: Option<ProgrammeId>) {
        self.take(shared);
        if let Some(row) = about.and_then(|id| self.items.iter().position(|item| of(shared, *item) == Some(id))) {
            self.list.selected = row;
        }
        self.settle(shared);
    }

    /// What the plan gets from the selected programme.
    pub fn plan(&self, shared: &Shared) -> Option<Candidate> {
        self.programme(shared).and_then(|id| shared.candidate(id))
    }

    /// Marks the selected programme, or takes its mark away.
    fn mark(&self, shared: &mut Shared) {
        let Some(id) = self.programme(shared) else { return };
        match shared.marked.iter().position(|m| *m == id) {
            Some(at) => {
                shared.marked.remove(at);
            }
            None if shared.marked.len() >= MOST => shared.notice("印を付けられるのは10件までです"),
            None => {
                shared.marked.push(id);
                shared.notice("印を付けました。w で、印を付けた制度の組み合わせと合計を見ます");
            }
        }
    }

    /// 「区分 該当／ことば「過疎」／一致順」
    fn chosen(&self, shared: &Shared) -> String {
        let group = match self.filter {
            Filter::All => None,
            Filter::Only(s) => Some(format!("区分 {}", word::shelf(s))),
        };
        let words = self.words();
        let order = match &shared.session {
            Some(session) if words.is_empty() => word::order(session.order()),
            _ => "一致順",
        };
        let words = (!words.is_empty()).then(|| format!("ことば「{words}」"));
        group.into_iter().chain(words).chain([order.to_owned()]).collect::<Vec<_>>().join("／")
    }
}

impl Room for Results {
    fn table(&self) -> &'static Mode {
        &LIST
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if self.is_narrowing() { &NARROW } else { &LIST }
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if let Some(filter) = self.filter.stepped(action, &Filter::order().collect::<Vec<_>>()) {
            self.filter = filter;
            self.list = List::default();
            self.list(shared);
            return Go::Stay;
        }
        match action {
            Action::Narrow => self.narrow.get_or_insert_with(Narrow::default).typing = true,
            Action::Back if self.narrow.take().is_some() => self.list(shared),
            Action::NextOrder => {
                self.list = List::default();
                if let Some(session) = &mut shared.session {
                    session.set_order(session.order().next());
                }
                self.list(shared);
            }
            Action::Confirm if self.is_narrowing() => {
                if let Some(n) = &mut self.narrow {
                    n.typing = false;
                }
            }
            Action::Toggle => self.fold(shared),
            Action::Confirm => match self.programme(shared) {
                Some(id) => return Go::Programme(id),
                None => self.fold(shared),
            },
            Action::Mark => self.mark(shared),
            other => {
                if self.narrow.as_mut().is_some_and(|n| n.typing && n.field.take(other)) {
                    self.list = List::default();
                    self.list(shared);
                } else if self.list.take(other, self.items.len(), Self::layout(shared).rows.visible()) {
                    self.lay_out(shared);
                } else {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(self.items.len(), Self::layout(shared).rows.visible());
        let of = Of::now(shared);
        if of.is_none() || of != self.of {
            self.laid.clear();
        }
        self.of = of;
        self.lay_out(shared);
    }

    fn returned(&mut self, shared: &mut Shared, about: Option<ProgrammeId>) {
        self.follow(shared, about);
    }

    fn behind(&mut self, shared: &Shared, about: Option<ProgrammeId>) {
        self.follow(shared, about);
    }

    fn programme(&self, shared: &Shared) -> Option<ProgrammeId> {
        of(shared, *self.items.get(self.list.selected)?)
    }

    fn neighbour(&mut self, shared: &Shared, by: isize) -> Option<ProgrammeId> {
        let from = self.list;
        loop {
            let before = self.list.selected;
            self.list.step(by, self.items.len(), Self::layout(shared).rows.visible());
            match self.programme(shared) {
                // A folded shelf is passed by.
                None if self.list.selected != before => {}
                None => {
                    self.list = from;
                    return None;
                }
                found => return found,
            }
        }
    }

    fn offer(&self, shared: &Shared) -> Option<Offer> {
        let programmes = self.shown.iter().filter_map(|i| shared.ranked(*i)).collect();
        Some(Offer::new(Scope::Results, programmes, self.chosen(shared)))
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let at = Self::layout(shared).rows.at(row, self.list.top, self.items.len());
        Click::on(&mut self.list.selected, at)
    }
}

/// The programme of a row; none of a folded shelf.
fn of(shared: &Shared, item: Item) -> Option<ProgrammeId> {
    match item {
        Item::Programme(i) => shared.ranked(i),
        Item::Shelf(_) => None,
    }
}
