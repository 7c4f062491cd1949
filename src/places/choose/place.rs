//! 自治体を選ぶ, the start: one field for a municipality, a wish, a programme; typing finds, Enter opens.

use crate::app::action::Action;
use crate::app::comparison::{Comparison, Side};
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::{Text, To};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::programme::ProgrammeId;
use crate::present::consult::understood;
use crate::session::answers::Session;
use crate::session::consult::sentence::read;
use crate::text::fold::fold;
use crate::text::search::{Field as Key, Hit, Keys, Query, Typed, best_first};

/// 自治体を選ぶ
pub static MODE: Mode = Mode {
    name: "始める",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "決定", "選んだもの（自治体・相談・制度・前回の続き）を開く";
    [k(Code::Down)] Action::Down, "下", "", "次の候補へ";
    [k(Code::Up)] Action::Up, "上", "", "前の候補へ";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [ctrl('n')] Action::Go(To::Manual), "Ctrl+N", "手入力", "表にない団体を、質問に答えて入力する";
    [k(Code::F(7))] Action::Go(To::Consult), "F7", "相談", "やりたいことの文から、合う制度を近い順に並べる";
    [k(Code::F(12)), ctrl('k')] Action::Compare, "F12", "", "開いている自治体（A）と、選んだ自治体（B）を比べる";
    [ctrl('r')] Action::Resume, "Ctrl+R", "", "前回の続きを開く（最後に保存した自治体）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::F(4))] Action::Go(To::Text(Text::Sources)), "F4", "出典", "資料と版の一覧を開く";
    [k(Code::Esc)] Action::Back, "Esc", "消去・戻る", "直前の画面へ戻る（最初の画面では入力を消す）";
    ],
    called: called![
        Action::Confirm, "自治体を決定", "じちたいをけってい", "";
    ],
    names: called![
        Action::Go(To::Choose), "自治体を選ぶ", "じちたいをえらぶ", "始める はじめる 市町村 団体 選択 しちょうそん";
        Action::Go(To::Manual), "手入力", "てにゅうりょく", "表にない団体 にゅうりょく";
        Action::Resume, "前回の続きを開く", "ぜんかいのつづきをひらく", "再開 さいかい 続きから";
    ],
    first: "",
};

/// Rows of the body from which on the field stands free.
const ROOMY: u16 = 16;

/// Sessions that are offered to go on with.
const GO_ON: usize = 5;

/// Programmes that are offered by name.
const NAMED: usize = 6;

/// Saved sessions of the named municipality, above it.
const OWN: usize = 2;

/// Characters from which on a text that names no municipality is a sentence.
const SENTENCE: usize = 8;

/// A field and what it finds.
#[derive(Clone, Debug, Default)]
pub struct Choose {
    /// What is typed.
    pub field: Field,
    /// Saved sessions of the best hit, above it: rows of the list.
    pub kept: Vec<Offer>,
    /// Indices into the table, best first.
    pub hits: Vec<usize>,
    /// The old names by which the last of `hits` were found, one for each of these.
    pub former: Vec<&'static OldName>,
    /// What else the text may mean, below the municipalities; with an empty field, the sessions to go on with.
    pub more: Vec<Offer>,
    /// Selected row of `kept`, then of `hits`, then of `more`.
    pub list: List,
    /// With an empty field nothing is selected before an arrow key says so.
    moved: bool,
    /// What the letters so far have found: municipalities, old names, programmes.
    typed: [Typed; 3],
}

/// What a text may mean beside a municipality.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Offer {
    /// 相談 with it: what was understood.
    Consult(String),
    /// A programme.
    Programme(ProgrammeId),
    /// A saved session: row of the list.
    Saved(usize),
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What this is, one row or two.
    pub hint: Area,
    /// What lies around the field.
    pub block: Area,
    /// The field.
    pub field: u16,
    /// The candidates.
    pub rows: Rows,
}

impl Choose {
    /// With an empty field.
    pub fn new(shared: &Shared) -> Self {
        let mut out = Self::default();
        out.find(shared);
        out
    }

    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let roomy = u16::from(body.height >= ROOMY);
        let hint = body.first(1 + roomy);
        let block = body.below(hint.height + roomy).first(1 + 2 * roomy);
        let rows = Rows::single(body.below(hint.height + block.height + 2 * roomy));
        Layout { hint, block, field: block.y + roomy, rows }
    }

    /// Finds what the field says.
    pub fn find(&mut self, shared: &Shared) {
        let catalogue = shared.catalogue;
        let query = Query::new(self.field.text());
        let [towns, old_names, programmes] = &mut self.typed;
        let municipality = |i: usize| catalogue.municipalities.get(i).map(|m| m.keys);
        let named = |query: &Query, typed: &mut Typed| {
            let mut found = typed.rank(query, catalogue.municipalities.len(), municipality);
            best_first(&mut found);
            found
        };
        let mut found = if query.is_empty() { Vec::new() } else { named(&query, towns) };
        if found.first().is_none_or(|(_, hit)| hit.fuzzy)
            && let Some(other) = other_reading(self.field.text())
        {
            let otherwise = named(&Query::new(&other), &mut Typed::default());
            if otherwise.first().is_some_and(|(_, hit)| !hit.fuzzy) {
                found = otherwise;
            }
        }
        let guessed = found.first().is_some_and(|(_, hit)| hit.fuzzy);
        self.hits = found.into_iter().map(|(i, _)| i).collect();
        self.former.clear();
        self.kept.clear();
        (self.list, self.moved) = (List::default(), false);
        if query.is_empty() {
            return self.find_saved(shared);
        }
        shared.prepare_evidence();
        let former = former(catalogue, &query, old_names);
        let programme = |i: usize| catalogue.programmes.get(i).map(|p| p.keys);
        let mut programmes = programmes.exact(&query, catalogue.programmes.len(), programme);
        best_first(&mut programmes);
        // What was typed is an old name rather than a slip of the pen.
        if guessed && !former.is_empty() {
            self.hits.clear();
        }
        let mut is_listed = vec![false; catalogue.municipalities.len()];
        let mut list = |i: usize| is_listed.get_mut(i).is_some_and(|is| !std::mem::replace(is, true));
        self.hits.iter().for_each(|i| _ = list(*i));
        for (i, old) in former.into_iter().filter(|(i, _)| list(*i)) {
            self.hits.push(i);
            self.former.push(old);
        }
        let programmes = programmes.into_iter().filter(|(_, hit)| hit.field != Key::Text).map(|(i, _)| i);
        self.offer(shared, programmes, guessed && self.former.is_empty());
        self.find_saved(shared);
    }

    /// The sessions to go on with: those kept last, or those of the municipality that is named.
    fn find_saved(&mut self, shared: &Shared) {
        let rows = shared.saving.rows.iter().enumerate();
        if self.field.text().is_empty() {
            self.more = rows.map(|(at, _)| Offer::Saved(at)).take(GO_ON).collect();
        } else {
            let code = self.hits.first().and_then(|i| Some(shared.catalogue.municipalities.get(*i)?.code));
            let own = rows.filter(|(_, row)| code.is_some() && row.code == code);
            self.kept = own.map(|(at, _)| Offer::Saved(at)).take(OWN).collect();
        }
    }

    /// What else it may mean, `programmes` being called so; where no municipality is, what a guess of one would have stood
    /// before.
    fn offer(&mut self, shared: &Shared, programmes: impl Iterator<Item = usize>, guessed: bool) {
        let programme = |i| Some(Offer::Programme(ProgrammeId(u16::try_from(i).ok()?)));
        let named: Vec<Offer> = programmes.filter_map(programme).take(NAMED).collect();
        if guessed && !named.is_empty() {
            self.hits.clear();
        }
        let text = self.field.text().trim();
        let understood = if text.chars().count() >= SENTENCE || self.hits.is_empty() {
            in_short(shared, text)
        } else {
            String::new()
        };
        let consult = (self.hits.is_empty() || !understood.is_empty()).then_some(Offer::Consult(understood));
        // What is the name of a programme is no sentence, however long.
        self.more = if self.is_sentence() && named.is_empty() {
            consult.into_iter().chain(named).collect()
        } else {
            named.into_iter().chain(consult).collect()
        };
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.kept.len() + self.hits.len() + self.more.len()
    }

    /// What is selected; `None` while nothing is typed and nothing chosen.
    pub fn selected(&self) -> Option<usize> {
        (self.moved || !self.field.text().is_empty()).then_some(self.list.selected)
    }

    /// The offer in a row.
    pub fn offered(&self, row: usize) -> Option<&Offer> {
        match row.checked_sub(self.kept.len()) {
            None => self.kept.get(row),
            Some(below) => self.more.get(below.checked_sub(self.hits.len())?),
        }
    }

    /// The municipality in a row: its index into the table, and the old name by which it was found, where it was not by
    /// its own.
    pub fn hit(&self, row: usize) -> Option<(usize, Option<&'static OldName>)> {
        let at = row.checked_sub(self.kept.len())?;
        let own = self.hits.len().checked_sub(self.former.len())?;
        let former = at.checked_sub(own).and_then(|i| self.former.get(i)).copied();
        Some((*self.hits.get(at)?, former))
    }

    /// Opens what is selected.
    fn open(&self, shared: &mut Shared) -> Go {
        if let (Some(_), Some(m)) = (self.selected(), self.chosen(shared)) {
            return Go::Municipality(m);
        }
        match self.selected().and_then(|row| self.offered(row)) {
            Some(Offer::Consult(_)) => return Go::Consult(self.field.text().to_owned()),
            Some(Offer::Programme(id)) => {
                shared.ensure_session();
                return Go::Programme(*id);
            }
            Some(Offer::Saved(row)) => {
                if let Some(saved) = shared.saving.rows.get(*row) {
                    return Go::Effects(vec![Effect::OpenSaved(saved.key.clone())]);
                }
            }
            None => shared.notice("自治体の名前、やりたいこと、制度の名前のどれかを書いてください"),
        }
        Go::Stay
    }

    fn chosen(&self, shared: &Shared) -> Option<&'static Municipality> {
        let municipalities: &'static [Municipality] = shared.catalogue.municipalities.all();
        self.hit(self.list.selected).and_then(|(i, _)| municipalities.get(i))
    }

    /// What is typed names no municipality and is long enough for a sentence: it is one for 相談.
    fn is_sentence(&self) -> bool {
        self.hits.is_empty() && self.field.text().trim().chars().count() >= SENTENCE
    }

    /// The open municipality beside the chosen one.
    fn compare(&self, shared: &mut Shared) -> Go {
        let (catalogue, as_of) = (shared.catalogue, shared.as_of);
        match (&shared.session, self.chosen(shared)) {
            (None, _) => shared.notice("先に1つ目の自治体を Enter で開いてから、2つ目を選んで F12 で比べます"),
            (Some(_), None) => shared.notice("比べる自治体を選んでください"),
            (Some(session), Some(m)) => {
                let b = Side::of(&Session::about(catalogue, m, as_of), "公表値だけ");
                return Go::Comparison(Box::new(Comparison::new(catalogue, Side::of(session, "今の答え"), b, as_of)));
            }
        }
        Go::Stay
    }
}

/// What 相談 would read in the text: 「島根県海士町　住まい・空き家　施設整備 1,800万円」.
fn in_short(shared: &Shared, text: &str) -> String {
    let said = read(shared.catalogue, &shared.evidence(), text);
    let towns = said.towns.iter().map(|m| (m.full_name(), None)).collect();
    let told = understood(shared.catalogue, towns, &said);
    let parts = told.iter().filter(|s| !s.asks()).flat_map(|s| &s.parts).filter(|(_, item)| item.is_some());
    let mut parts: Vec<&str> = parts.map(|(text, _)| text.as_str()).collect();
    let town = said.towns.first().map(|m| m.full_name()).filter(|_| said.towns.len() == 1);
    parts.splice(0..0, town.as_deref());
    parts.join("　")
}

/// 町 is まち or ちょう, 村 むら or そん, and few know which: what was typed with the other one.
fn other_reading(typed: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 9] = [
        ("ちょう", "まち"),
        ("まち", "ちょう"),
        ("そん", "むら"),
        ("むら", "そん"),
        ("chou", "machi"),
        ("cho", "machi"),
        ("machi", "cho"),
        ("son", "mura"),
        ("mura", "son"),
    ];
    let folded = fold(typed.trim());
    PAIRS.iter().find_map(|(end, other)| Some(format!("{}{other}", folded.strip_suffix(end)?)))
}

/// Whose old names match as typed, by name and not only by prefecture: rows of the table, best first.
fn former(catalogue: &Catalogue, query: &Query, typed: &mut Typed) -> Vec<(usize, &'static OldName)> {
    let old_names: &'static [OldName] = catalogue.old_names.all();
    let terms: Vec<Query> = query.terms().map(Query::new).collect();
    let by_name = |old: &OldName| {
        let name = Keys { extra: "", ..old.keys.into() };
        terms.iter().any(|t| t.exact(&name).is_some())
    };
    let mut found = typed.exact(query, old_names.len(), |i| old_names.get(i).map(|o| o.keys));
    best_first(&mut found);
    let old = |(i, hit): (usize, Hit)| old_names.get(i).filter(|old| hit.field != Key::Extra || by_name(old));
    let found: Vec<&'static OldName> = found.into_iter().filter_map(old).collect();
    // One way through the table for all of them: a single letter finds hundreds.
    let codes = |(at, old): (usize, &&'static OldName)| old.codes.iter().map(move |code| (*code, at));
    let mut wanted: Vec<(u32, usize)> = found.iter().enumerate().flat_map(codes).collect();
    sort::plainly(&mut wanted);
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (row, m) in catalogue.municipalities.iter().enumerate() {
        let own = wanted.iter().skip(wanted.partition_point(|(code, _)| *code < m.code));
        rows.extend(own.take_while(|(code, _)| *code == m.code).map(|(_, at)| (*at, row)));
    }
    sort::plainly(&mut rows);
    rows.into_iter().filter_map(|(at, row)| Some((row, *found.get(at)?))).collect()
}

impl Room for Choose {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if self.field.take(action) {
            self.find(shared);
            return Go::Stay;
        }
        match action {
            Action::Compare => return self.compare(shared),
            Action::Go(To::Consult) if self.is_sentence() => return Go::Consult(self.field.text().to_owned()),
            Action::Confirm => return self.open(shared),
            Action::Down if self.selected().is_none() => self.moved = true,
            other if !self.list.take(other, self.count(), Self::layout(shared).rows.visible()) => return Go::Pass,
            _ => self.moved = true,
        }
        Go::Stay
    }

    /// Nothing lies behind the first place: there Esc only empties the field.
    fn can(&self, _: &Shared, action: &Action) -> bool {
        !matches!(action, Action::Back | Action::Clear) || !self.field.text().is_empty()
    }

    fn settle(&mut self, shared: &Shared) {
        // The list of saved sessions may have come meanwhile; what somebody has moved to stays where it is.
        if !self.moved {
            self.find_saved(shared);
        }
        self.list.keep_visible(self.count(), Self::layout(shared).rows.visible());
    }

    fn returned(&mut self, shared: &mut Shared, _: Option<ProgrammeId>) {
        self.find(shared);
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let layout = Self::layout(shared);
        let at = layout.rows.at(row, self.list.top, self.count());
        if let (None, Some(row)) = (self.selected(), at) {
            (self.moved, self.list.selected) = (true, row);
            return Click::Does(Action::Confirm);
        }
        Click::on(&mut self.list.selected, at)
    }

    fn is_general(&self) -> bool {
        true
    }

    fn takes_slash(&self) -> bool {
        self.field.text().is_empty()
    }
}
