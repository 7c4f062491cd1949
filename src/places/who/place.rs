//! 逆引き: one programme, every municipality. Judged by the table's figures alone, as a municipality newly opened.

use crate::app::action::Action;
use crate::app::export::Offer;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::{Filter, List};
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::domain::judge::matrix::{Case, Cases};
use crate::domain::judge::rank::{Group, Shelf, group};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;
use crate::domain::value::date::Date;
use crate::present::form::{Bodies, Scope};
use crate::present::row::{badge, standing};
use crate::present::tiles;
use crate::present::who::{checklist, listed};
use crate::session::answers::{Counts, Session};
use crate::session::prefill::prefill;

/// 逆引き
pub static MODE: Mode = Mode {
    name: "逆引き",
    keys: bindings![
    [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "開く", "都道府県の市町村を並べる。市町村ではその結果を開く";
    [k(Code::Down), c('j')] Action::Down, "上下", "", "次の行へ";
    [k(Code::Up), c('k')] Action::Up, "", "", "";
    pages "";
    [k(Code::Tab)] Action::NextGroup, "Tab", "区分", "該当・要確認・対象外・すべてを切り替える";
    [k(Code::BackTab), ctrl('b')] Action::PreviousGroup, "Shift+Tab", "", "区分を逆に切り替える";
    [c('e'), ctrl('p')] Action::Go(To::Export), "e", "出力", "この一覧を HTML・Excel・CSV・JSON のファイルに書き出す（Ctrl+P でも）";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "都道府県の一覧、または直前の画面へ戻る";
    ],
    called: called![
        Action::Confirm, "逆引きの市町村を開く", "ぎゃくびきのしちょうそんをひらく", "";
    ],
    names: called![
        Action::Go(To::Who), "逆引き", "ぎゃくびき", "使える自治体 つかえるじちたい 対象団体 たいしょうだんたい 全国 ぜんこく";
    ],
    ..Mode::COMMANDS
};

/// Who may use a programme.
#[derive(Clone, Debug)]
pub struct Who {
    /// The programme with the cases that came up.
    pub cases: Cases,
    /// Every body of the table, with its case.
    pub towns: Vec<(&'static Municipality, usize)>,
    /// Every prefecture of the table, with how many of its bodies stand where.
    pub prefectures: Vec<(&'static str, Counts)>,
    /// The same of its municipalities alone, in the same order: what the map shows.
    pub municipal: Vec<Counts>,
    /// Which group is listed.
    pub filter: Filter,
    /// The prefecture whose municipalities are listed; `None` for the list of prefectures.
    pub prefecture: Option<&'static str>,
    /// Selected row.
    pub list: List,
    /// Where the list of prefectures was left.
    pub left: List,
}

/// One row of the list.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A prefecture with its counts.
    Prefecture(&'static str, Counts),
    /// A municipality (or the prefecture itself) and how it stands.
    Town(&'static Municipality, &'a Case),
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The name of the programme.
    pub name: Area,
    /// The conditions.
    pub checklist: Area,
    /// The bar of groups.
    pub bar: Area,
    /// The prefectures or municipalities.
    pub rows: Rows,
    /// The prefectures as tiles, beside their list where there is room for both.
    pub map: Option<Area>,
}

/// Columns and rows of a tile of the map; the list of prefectures beside it.
pub const TILE: (u16, u16) = (5, 2);
const LIST: u16 = 52;

impl Who {
    /// Judges every row of the table; it begins at the prefecture of the municipality that is open.
    pub fn open(shared: &Shared, programme: &'static Programme) -> Self {
        let mut out = Self::new(shared.catalogue, programme, shared.as_of);
        if let Some(m) = shared.session.as_ref().and_then(Session::municipality) {
            let own = |r: &Row<'_>| matches!(r, Row::Prefecture(name, _) if *name == m.prefecture);
            out.list.selected = out.rows().iter().position(own).unwrap_or(0);
        }
        out.settle(shared);
        out
    }

    /// Judges every row of the table.
    pub fn new(catalogue: &'static Catalogue, programme: &'static Programme, as_of: Date) -> Self {
        let mut cases = Cases::new(programme, catalogue, as_of);
        let judge = |m: &'static Municipality| (m, cases.of(&catalogue.infer(&prefill(catalogue, m))));
        let towns = catalogue.municipalities.iter().map(judge).collect();
        let (filter, list, left) = (Filter::All, List::default(), List::default());
        let mut out =
            Self { cases, towns, prefectures: Vec::new(), municipal: Vec::new(), filter, prefecture: None, list, left };
        let names = sort::distinct(out.towns.iter().map(|(m, _)| m.prefecture));
        let of = |name: &str, alone: bool| {
            let mine = out.judged().filter(|(m, _)| m.prefecture == name && !(alone && m.is_prefecture()));
            count(mine.map(|(_, case)| case))
        };
        let prefectures = names.iter().map(|name| (*name, of(name, false))).collect();
        let municipal = names.iter().map(|name| of(name, true)).collect();
        (out.prefectures, out.municipal) = (prefectures, municipal);
        out
    }

    /// Where things stand at the present size. The checklist never takes more than a third of the page.
    pub fn layout(&self, shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let wanted = checklist(shared.catalogue, &self.of().eligible).len();
        let lines = u16::try_from(wanted).unwrap_or(u16::MAX).clamp(1, (body.height / 3).max(1));
        let bar = body.below(1 + lines);
        let list = bar.below(1);
        let (columns, rows) = (tiles::SIZE.0 * TILE.0, tiles::SIZE.1 * TILE.1);
        let has_map = self.prefecture.is_none() && list.width >= LIST + columns && list.height >= rows;
        let map = has_map.then(|| Area { x: list.x + list.width - columns, width: columns, ..list });
        let rows = Rows::single(if has_map { Area { width: list.width - columns, ..list } } else { list });
        Layout { name: body.first(1), checklist: body.below(1).first(lines), bar: bar.first(1), rows, map }
    }

    /// The programme.
    pub fn of(&self) -> &'static Programme {
        self.cases.programme()
    }

    fn judged(&self) -> impl Iterator<Item = (&'static Municipality, &Case)> {
        self.towns.iter().filter_map(|(m, case)| Some((*m, self.cases.get(*case)?)))
    }

    /// How many bodies stand where: of the prefecture that is open, or of all.
    pub fn counts(&self) -> Counts {
        let inside = |m: &Municipality| self.prefecture.is_none_or(|p| p == m.prefecture);
        count(self.judged().filter(|(m, _)| inside(m)).map(|(_, c)| c))
    }

    /// The shelves that bodies can stand on, as a key steps through them: 該当 is that of the programme's role, and
    /// what is only told of has nobody there.
    pub fn filters(&self) -> Vec<Filter> {
        let shelves = match self.of().role {
            Role::Money => vec![Shelf::Money, Shelf::Open, Shelf::Excluded, Shelf::OutOfTerm],
            Role::Support => vec![Shelf::Support, Shelf::Open, Shelf::Excluded, Shelf::OutOfTerm],
            Role::Notice | Role::Mention => vec![Shelf::Named, Shelf::OutOfTerm],
        };
        std::iter::once(Filter::All).chain(shelves.into_iter().map(Filter::Only)).collect()
    }

    fn wanted(&self, case: &Case) -> bool {
        self.filter.takes(Shelf::of(&case.assessment))
    }

    /// Mark and word of a body that may use it, as the list of results says it: 団体〇 where the plan has terms of its own.
    pub fn usable(&self) -> String {
        let mut applies = self.towns.iter().filter_map(|(_, case)| self.cases.get(*case));
        let first = applies.find(|case| group(&case.assessment) == Group::Applies);
        first.map_or_else(|| badge(Group::Applies), |case| standing(&case.assessment, &case.profile))
    }

    /// The group that the map tells of: the one listed, else 該当.
    pub fn told(&self) -> Shelf {
        let alone = |f: Filter| match f {
            Filter::Only(on) => Some(on),
            Filter::All => None,
        };
        alone(self.filter).or_else(|| self.filters().into_iter().find_map(alone)).unwrap_or(Shelf::Money)
    }

    /// The rows listed: prefectures that have somebody in the group, or the municipalities of the open one.
    pub fn rows(&self) -> Vec<Row<'_>> {
        if let Some(open) = self.prefecture {
            let mine = self.judged().filter(|(m, case)| m.prefecture == open && self.wanted(case));
            return mine.map(|(m, case)| Row::Town(m, case)).collect();
        }
        let listed = |counts: &Counts| match self.filter {
            Filter::All => true,
            Filter::Only(on) => counts.on(on) > 0,
        };
        let some = self.prefectures.iter().filter(|(_, counts)| listed(counts));
        some.map(|(name, counts)| Row::Prefecture(name, *counts)).collect()
    }
}

impl Room for Who {
    fn table(&self) -> &'static Mode {
        &MODE
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        if let Some(filter) = self.filter.stepped(action, &self.filters()) {
            self.filter = filter;
            self.list = List::default();
            self.left = List::default();
            return Go::Stay;
        }
        match action {
            Action::Confirm => match self.rows().get(self.list.selected).copied() {
                Some(Row::Prefecture(name, _)) => {
                    self.prefecture = Some(name);
                    self.left = std::mem::take(&mut self.list);
                }
                Some(Row::Town(m, _)) => return Go::Municipality(m),
                None => {}
            },
            Action::Back if self.prefecture.take().is_some() => {
                self.list = self.left;
                self.settle(shared);
            }
            other => {
                let (len, visible) = (self.rows().len(), self.layout(shared).rows.visible());
                if !self.list.take(other, len, visible) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn offer(&self, shared: &Shared) -> Option<Offer> {
        let listed_alone = match self.filter {
            Filter::All => None,
            Filter::Only(on) => Some(on),
        };
        let (bodies, of) = (Bodies { prefecture: self.prefecture, shelf: listed_alone }, self.of());
        let found = shared.id_of(of.id)?;
        Some(Offer::new(Scope::Who(bodies), vec![found], listed(bodies)))
    }

    fn settle(&mut self, shared: &Shared) {
        let (len, visible) = (self.rows().len(), self.layout(shared).rows.visible());
        self.list.keep_visible(len, visible);
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        let at = self.layout(shared).rows.at(row, self.list.top, self.rows().len());
        Click::on(&mut self.list.selected, at)
    }

    fn is_general(&self) -> bool {
        true
    }
}

fn count<'a>(cases: impl Iterator<Item = &'a Case>) -> Counts {
    Counts::over(cases.map(|case| &case.assessment))
}
