//! 逆引き: who may use a programme, as tables; the figures of the bodies as they stand in the table of bodies.

use super::sources::Numbers;
use crate::domain::judge::matrix::Case;
use crate::domain::judge::rank::{Counts, Shelf};
use crate::domain::sort;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::role::Role;
use crate::export::grid::{Cell, Column, Grid, columns};
use crate::export::report::WhoExport;
use crate::present::row::row;
use crate::present::who::{checklist, shelf};
use crate::present::word;
use crate::text::join::join;

/// Name of the table of bodies.
pub const TABLE: &str = "団体の一覧";

/// Name of the table of counts.
pub const BY_PREFECTURE: &str = "都道府県ごと";

/// Name of the table of conditions.
pub const CONDITIONS: &str = "団体の条件";

/// Said above every list: a plan's requirements are nobody's figure.
pub const FIGURES_ALONE: &str = "自治体の表の数字だけで見た場合（計画の要件は団体ごとに確かめます）";

/// The groups that a body of this programme can stand in, each with its heading.
pub fn groups(w: &WhoExport<'_>) -> Vec<(&'static str, Shelf)> {
    let own: &[Shelf] = match w.cases.programme().role {
        Role::Money => &[Shelf::Money, Shelf::Open, Shelf::Excluded],
        Role::Support => &[Shelf::Support, Shelf::Open, Shelf::Excluded],
        Role::Notice | Role::Mention => &[Shelf::Named],
    };
    let over = (counts(w, None).on(Shelf::OutOfTerm) > 0).then_some(Shelf::OutOfTerm);
    own.iter().copied().chain(over).map(|s| (shelf(s), s)).collect()
}

/// Every body asked about, with its case, whatever its shelf.
pub fn bodies<'a>(w: &WhoExport<'a>) -> impl Iterator<Item = (&'static Municipality, &'a Case)> {
    let (cases, open) = (w.cases, w.bodies.prefecture);
    let mine = w.towns.iter().filter(move |(m, _)| open.is_none_or(|p| p == m.prefecture));
    mine.filter_map(move |(m, case)| Some((*m, cases.get(*case)?)))
}

/// How many stand where: of one prefecture, or of all that are asked about.
pub fn counts(w: &WhoExport<'_>, prefecture: Option<&str>) -> Counts {
    let mine = bodies(w).filter(|(m, _)| prefecture.is_none_or(|p| p == m.prefecture));
    Counts::over(mine.map(|(_, c)| &c.assessment))
}

/// The prefectures that are asked about, in the order of the table.
pub fn prefectures(w: &WhoExport<'_>) -> Vec<&'static str> {
    sort::distinct(bodies(w).map(|(m, _)| m.prefecture))
}

/// One row a body that was asked for: where it stands, its figures, what it may get, why.
pub fn grid(w: &WhoExport<'_>) -> Grid {
    let cells = |(m, case): (&'static Municipality, &Case)| {
        let inquiry = w.inquiry.with(&case.profile);
        let r = row(inquiry, &case.assessment);
        vec![
            Cell::text(r.standing.as_str()),
            Cell::text(m.prefecture),
            Cell::text(m.name),
            Cell::text(format!("{:06}", m.code)),
            m.index.map_or(Cell::Empty, Cell::Exact),
            Cell::text(m.kaso.map_or("", word::kaso)),
            m.population.map_or(Cell::Empty, |n| Cell::Whole(i64::from(n))),
            Cell::text(join([r.rate.as_str(), &r.ceiling], "\n")),
            Cell::text(r.note.as_str()),
        ]
    };
    let is_asked = |case: &Case| w.bodies.shelf.is_none_or(|s| Shelf::of(&case.assessment) == s);
    let columns = columns![
        12 "判定", 10 "都道府県", 16 "団体", 10 "団体コード" data, 10 "財政力指数", 13 "過疎区分", 12 "人口", 34 "率・上限",
        44 "理由・未回答",
    ];
    let rows = bodies(w).filter(|(_, c)| is_asked(c)).map(cells).collect();
    Grid::new(TABLE, columns, rows).below(vec![FIGURES_ALONE.to_owned()]).frozen(3)
}

/// How many bodies of each prefecture stand where.
pub fn by_prefecture(w: &WhoExport<'_>) -> Grid {
    let groups = groups(w);
    let line = |name: &'static str| {
        let all = counts(w, Some(name));
        let each = groups.iter().map(|(_, s)| Cell::count(all.on(*s)));
        std::iter::once(Cell::text(name)).chain(each).chain([Cell::count(all.all())]).collect()
    };
    let mut columns = columns![12 "都道府県"];
    columns.extend(groups.iter().map(|(label, _)| Column::new(*label, 10)));
    columns.extend(columns![10 "団体数"]);
    Grid::new(BY_PREFECTURE, columns, prefectures(w).into_iter().map(line).collect()).frozen(1)
}

/// The conditions, each with the places that it is printed at.
pub fn conditions(w: &WhoExport<'_>, numbers: &mut Numbers) -> Vec<(String, Vec<usize>)> {
    let p = w.cases.programme();
    let items = checklist(w.inquiry.catalogue, &p.eligible);
    if items.is_empty() {
        return vec![(word::FOR_ALL_BODIES.to_owned(), numbers.of(p, p.cites.iter().copied()))];
    }
    let each = items.into_iter().map(|item| {
        let leaves = item.condition.leaves().into_iter().flat_map(|leaf| leaf.cites);
        let at: Vec<u8> = item.condition.cites.iter().chain(leaves).copied().collect();
        (format!("{}{}", "　".repeat(item.depth), item.text), numbers.of(p, at))
    });
    each.collect()
}

/// The conditions as a table.
pub fn conditions_grid(w: &WhoExport<'_>, numbers: &mut Numbers) -> Grid {
    let rows = conditions(w, numbers).into_iter().map(|(text, at)| vec![Cell::text(text), Cell::Marks(at)]);
    Grid::new(CONDITIONS, columns![80 "条件", 9 "出典"], rows.collect())
}

/// Where the figures of the bodies come from.
pub fn origins(w: &WhoExport<'_>) -> String {
    let all = [("財政力指数", "index"), ("過疎区分", "kaso"), ("人口", "population")];
    let one = |(label, id): (&str, &str)| format!("{label}: {}", w.inquiry.catalogue.column(id));
    all.map(one).join("／")
}

/// The names of those that stand in a group, for the page of one prefecture.
pub fn names(w: &WhoExport<'_>, of: Shelf) -> Vec<&'static str> {
    bodies(w).filter(|(_, c)| Shelf::of(&c.assessment) == of).map(|(m, _)| m.name).collect()
}
