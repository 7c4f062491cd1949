//! 自治体を選ぶ: typing finds, Enter opens.

use crate::app::action::Action;
use crate::app::comparison::{Comparison, Side};
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, called, ctrl, k};
use crate::app::layout::Rows;
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::{Text, To};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::session::answers::Session;
use crate::text::search::{Keys, Query, rank};

/// 自治体を選ぶ
pub static MODE: Mode = Mode {
    name: "自治体を選ぶ",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "決定", "選んだ自治体の結果を開く";
    [k(Code::Down), ctrl('n')] Action::Down, "下", "", "次の候補へ";
    [k(Code::Up), ctrl('p')] Action::Up, "上", "", "前の候補へ";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [k(Code::F(2)), ctrl('t')] Action::Go(To::Manual), "F2", "手入力", "表にない団体を、質問に答えて入力する";
    [k(Code::F(7))] Action::Go(To::Consult), "F7", "相談", "やりたいことの文から、合う制度を近い順に並べる";
    [k(Code::F(12)), ctrl('k')] Action::Compare, "F12", "", "開いている自治体（A）と、選んだ自治体（B）を比べる";
    [ctrl('r')] Action::Resume, "Ctrl+R", "", "前回の続きを開く（最後に保存した自治体）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::F(4)), ctrl('o')] Action::Go(To::Text(Text::Sources)), "F4", "出典", "資料と版の一覧を開く";
    [k(Code::Esc)] Action::Back, "Esc", "消去・戻る", "直前の画面へ戻る（最初の画面では入力を消す）";
    ],
    called: called![
        Action::Confirm, "自治体を決定", "じちたいをけってい", "";
    ],
    names: called![
        Action::Go(To::Choose), "自治体を選ぶ", "じちたいをえらぶ", "市町村 団体 選択 しちょうそん";
        Action::Go(To::Manual), "手入力", "てにゅうりょく", "表にない団体 にゅうりょく";
        Action::Resume, "前回の続きを開く", "ぜんかいのつづきをひらく", "再開 さいかい 続きから";
    ],
    first: "",
};

/// Characters from which on a text that names no municipality is a sentence.
const SENTENCE: usize = 8;

/// A field and what it finds.
#[derive(Clone, Debug, Default)]
pub struct Choose {
    /// What is typed.
    pub field: Field,
    /// Indices into the table, best first.
    pub hits: Vec<usize>,
    /// The old names by which the last of `hits` were found, one for each of these.
    pub former: Vec<&'static OldName>,
    /// Selected row of `hits`.
    pub list: List,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The hint.
    pub hint: u16,
    /// The field.
    pub field: u16,
    /// The line that offers to go on with the session saved last, where there is one.
    pub offer: Option<u16>,
    /// The candidates.
    pub rows: Rows,
}

impl Choose {
    /// With an empty field, which finds everything.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut out = Self::default();
        out.find(catalogue);
        out
    }

    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let offer = shared.offers_to_resume().then_some(body.y + 2);
        let rows = Rows::single(body.below(2 + u16::from(offer.is_some())));
        Layout { hint: body.y, field: body.y + 1, offer, rows }
    }

    /// Finds what the field says.
    pub fn find(&mut self, catalogue: &Catalogue) {
        let query = Query::new(self.field.text());
        let found = rank(&query, catalogue.municipalities.iter().map(|m| m.keys.into()));
        let guessed = found.first().is_some_and(|(_, hit)| hit.fuzzy);
        self.hits = found.into_iter().map(|(i, _)| i).collect();
        self.former.clear();
        self.list = List::default();
        if query.is_empty() {
            return;
        }
        let former = former(catalogue, &query);
        // What was typed is an old name rather than a slip of the pen.
        if guessed && !former.is_empty() {
            self.hits.clear();
        }
        for (i, old) in former {
            if !self.hits.contains(&i) {
                self.hits.push(i);
                self.former.push(old);
            }
        }
    }

    /// The old name by which the `row`th hit was found, where it was not by its own.
    pub fn former(&self, row: usize) -> Option<&'static OldName> {
        let own = self.hits.len().checked_sub(self.former.len())?;
        self.former.get(row.checked_sub(own)?).copied()
    }

    fn chosen(&self, shared: &Shared) -> Option<&'static Municipality> {
        let municipalities: &'static [Municipality] = shared.catalogue.municipalities.all();
        self.hits.get(self.list.selected).and_then(|i| municipalities.get(*i))
    }

    /// What is typed names no municipality and is long enough for a sentence: it is one for 相談.
    pub fn is_sentence(&self) -> bool {
        self.hits.is_empty() && self.field.text().trim().chars().count() >= SENTENCE
    }

    /// The open municipality beside the chosen one.
    fn compare(&self, shared: &mut Shared) -> Go {
        let (catalogue, as_of) = (shared.catalogue, shared.as_of);
        match (&shared.session, self.chosen(shared)) {
            (None, _) => shared.notice("先に1つ目の自治体を Enter で開いてから、2つ目を選んで F12 で比べます"),
            (Some(_), None) => shared.notice("該当する自治体がありません。入力を直してください"),
            (Some(session), Some(m)) => {
                let b = Side::of(&Session::about(catalogue, m, as_of), "公表値だけ");
                return Go::Comparison(Box::new(Comparison::new(catalogue, Side::of(session, "今の答え"), b, as_of)));
            }
        }
        Go::Stay
    }
}

/// Whose old names match as typed, by name and not only by prefecture: rows of the table, best first.
fn former(catalogue: &Catalogue, query: &Query) -> Vec<(usize, &'static OldName)> {
    let old_names: &'static [OldName] = catalogue.old_names.all();
    let terms: Vec<Query> = query.terms().map(Query::new).collect();
    let score = |old: &OldName| {
        let hit = query.exact(&old.keys.into())?;
        let name = Keys { extra: "", ..old.keys.into() };
        terms.iter().any(|t| t.exact(&name).is_some()).then_some(hit.score)
    };
    let mut found: Vec<(i64, &'static OldName)> = old_names.iter().filter_map(|o| Some((score(o)?, o))).collect();
    sort::by_key(&mut found, |(score, _)| std::cmp::Reverse(*score));
    let rows = |old: &'static OldName| {
        let today = catalogue.municipalities.iter().enumerate().filter(|(_, m)| old.codes.contains(&m.code));
        today.map(move |(i, _)| (i, old))
    };
    found.into_iter().flat_map(|(_, old)| rows(old)).collect()
}

impl Room for Choose {
    fn title(&self) -> &'static str {
        MODE.name
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if self.field.take(action) {
            self.find(shared.catalogue);
            return Go::Stay;
        }
        match action {
            Action::Compare => return self.compare(shared),
            Action::Confirm | Action::Go(To::Consult) if self.is_sentence() => {
                return Go::Consult(self.field.text().to_owned());
            }
            Action::Confirm => match self.chosen(shared) {
                Some(m) => return Go::Municipality(m),
                None => shared.notice("該当する自治体がありません。入力を直すか、F2で手入力してください"),
            },
            other if !self.list.take(other, self.hits.len(), Self::layout(shared).rows.visible()) => return Go::Pass,
            _ => {}
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(self.hits.len(), Self::layout(shared).rows.visible());
    }

    fn returned(&mut self, shared: &mut Shared, _: Option<crate::domain::terms::programme::ProgrammeId>) {
        self.find(shared.catalogue);
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let layout = Self::layout(shared);
        if layout.offer == Some(row) {
            return Click::Does(Action::Resume);
        }
        Click::on(&mut self.list.selected, layout.rows.at(row, self.list.top, self.hits.len()))
    }

    fn is_general(&self) -> bool {
        true
    }

    fn takes_slash(&self) -> bool {
        self.field.text().is_empty()
    }
}
