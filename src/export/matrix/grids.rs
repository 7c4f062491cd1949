//! The sheets of a workbook.

use super::{Matrix, MatrixRow, Told};
use crate::domain::judge::rank::{Counts, Group, Shelf};
use crate::domain::sort;
use crate::export::grid::{Cell, Column, Grid, Side, columns};
use crate::present::base::{Bases, ministry};
use crate::present::word;
use crate::text::join::join;

/// Programmes that are printed beside each other in a workbook: with the municipality eight columns.
const PRINTED: usize = 5;

impl Matrix {
    /// The sheets of a workbook: 判定 with a column per programme where they are few enough to be printed beside each
    /// other, else the counts by prefecture; 理由 once per case, 制度 with the counts, 出典.
    pub fn grids(&self) -> Vec<Grid> {
        let kinds = self.kinds();
        let first = if self.cases.len() <= PRINTED { self.wide(&kinds) } else { self.prefectures() };
        vec![first, self.reasons(&kinds), self.programmes(), self.sources()]
    }

    /// How many municipalities of each prefecture stand where, per programme.
    fn prefectures(&self) -> Grid {
        let names = sort::distinct(self.lines.iter().map(|l| l.municipality.prefecture));
        let mut rows = Vec::new();
        for (i, cases) in self.cases.iter().enumerate() {
            for name in &names {
                let mine = self.lines.iter().filter(|l| l.municipality.prefecture == *name);
                let all: Vec<_> = mine.filter_map(|l| cases.get(*l.cases.get(i)?)).map(|c| &c.assessment).collect();
                let counts = Counts::over(all.iter().copied());
                let mut row = [cases.programme().name, *name].map(Cell::text).to_vec();
                row.extend(counted(counts));
                row.push(Cell::Total(Side::Left, 5, u64::try_from(all.len()).unwrap_or(u64::MAX)));
                rows.push(row);
            }
        }
        let mut above = self.head();
        above
            .push("団体ごとの判定は csv（1行に1団体・1制度）か、--programme で制度を絞った xlsx にあります".to_owned());
        let told = word::shelf(Shelf::Named);
        let columns = columns![
            44 "制度", 12 "都道府県", 10 "該当", 10 "要確認", 10 "対象外", 10 "期限外", 14 told, 10 "団体数",
        ];
        Grid::new("都道府県ごと", columns, rows).below(above).frozen(2)
    }

    /// The cases of each programme that read differently, and which of them each case is.
    fn kinds(&self) -> Vec<Kinds> {
        self.told().into_iter().map(Kinds::of).collect()
    }

    fn wide(&self, kinds: &[Kinds]) -> Grid {
        let mut columns = columns![10 "団体コード", 10 "都道府県", 14 "団体"];
        columns.extend(self.cases.iter().map(|c| Column::new(c.programme().name, 24)));
        let rows = self.lines.iter().map(|line| {
            let m = line.municipality;
            let mut row = vec![Cell::text(format!("{:06}", m.code)), Cell::text(m.prefecture), Cell::text(m.name)];
            row.extend(line.cases.iter().zip(kinds).map(|(n, k)| Cell::text(k.of_case(*n).map_or("", |k| &k.label))));
            row
        });
        Grid::new("判定と率", columns, rows.collect()).below(self.head()).frozen(3)
    }

    /// The same reason stands in hundreds of cells: it is told once, beside what stands in the cells.
    fn reasons(&self, kinds: &[Kinds]) -> Grid {
        // What the rate is of stands beside it in the column before: apart only to calculate with.
        let columns = columns![
            44 "制度", 14 "区分" data, 36 "判定と率", 7 "団体", 12 "計画", 24 "率の対象" data, 24 "上限の対象" data,
            12 "上限の単位" data, 8 "団体数", 60 "理由・足りない回答",
        ];
        let mut rows = Vec::new();
        for (i, (cases, kinds)) in self.cases.iter().zip(kinds).enumerate() {
            for (number, kind) in kinds.kinds.iter().enumerate() {
                let mine = |l: &&MatrixRow| l.cases.get(i).and_then(|n| kinds.which.get(*n)) == Some(&number);
                let count = self.lines.iter().filter(mine).count();
                let p = cases.programme();
                let layers = [p.name, p.role.name(), &kind.label, kind.body, &kind.plan];
                let texts = layers.into_iter().chain([kind.of.rate, kind.of.ceiling, kind.of.per]).map(Cell::text);
                rows.push(texts.chain([Cell::count(count), Cell::text(&kind.note)]).collect());
            }
        }
        Grid::new("理由と足りない回答", columns, rows).frozen(1)
    }

    fn programmes(&self) -> Grid {
        let told = word::shelf(Shelf::Named);
        let columns = columns![
            28 "id" data, 44 "制度", 14 "区分", 12 "種別" data, 8 "該当", 8 "要確認", 8 "対象外", 8 "期限外", 12 told,
            60 "読み上げ" data, 30 "担当課室" data, 16 "所管" data,
        ];
        let rows = self.counts().map(|(c, counts)| {
            let p = c.programme();
            let mut row = [p.id, p.name, p.role.name(), p.kind.key()].map(Cell::text).to_vec();
            row.extend(counted(counts));
            row.extend([p.line_on(self.as_of), p.office, ministry(p)].map(Cell::text));
            row
        });
        Grid::new("制度", columns, rows.collect()).frozen(2)
    }

    fn sources(&self) -> Grid {
        let c = self.catalogue;
        let documents = c.documents.iter().map(|d| (format!("{}（{}）", d.title, d.dated()), "資料"));
        let own = c.imported.iter().map(|i| (format!("{}（{}団体）", i.source, i.codes.len()), "取り込んだ自治体の表"));
        let columns = c.columns.iter().map(|i| (i.source.to_owned(), "自治体の表"));
        let rows = documents.chain(own).chain(columns).map(|(text, what)| vec![Cell::text(what), Cell::text(text)]);
        Grid::new("出典", columns![22 "種類", 90 "出典"], rows.collect())
    }
}

/// How many stand in each group, and how many are only told of.
fn counted(counts: Counts) -> impl Iterator<Item = Cell> {
    Group::ALL.map(|g| counts.of(g)).into_iter().chain([counts.on(Shelf::Named)]).map(Cell::count)
}

/// What can stand in the cells of one programme.
struct Kinds {
    kinds: Vec<Kind>,
    /// Case number → place in `kinds`.
    which: Vec<usize>,
}

/// What stands in a cell, and what is told about it elsewhere.
struct Kind {
    label: String,
    body: &'static str,
    plan: String,
    of: Bases,
    note: String,
}

impl Kinds {
    fn of(cases: Vec<Told>) -> Self {
        let mut kinds: Vec<Kind> = Vec::new();
        let mut which = Vec::new();
        for t in cases {
            let money = join([t.rate.as_str(), &t.ceiling], "・");
            let of = t.of.told();
            let of = if of.is_empty() { of } else { format!("（{of}）") };
            let label = join([t.standing.as_str(), &t.layers, &format!("{money}{of}")], " ");
            let same = |k: &Kind| k.label == label && k.note == t.note && k.body == t.body;
            let at = kinds.iter().position(same).unwrap_or_else(|| {
                kinds.push(Kind { label, body: t.body, plan: t.plan, of: t.of, note: t.note });
                kinds.len() - 1
            });
            which.push(at);
        }
        // Two reasons for the same words: numbered, so that a cell leads to its own.
        let labels: Vec<String> = kinds.iter().map(|k| k.label.clone()).collect();
        for (i, kind) in kinds.iter_mut().enumerate() {
            let same = |range: &[String]| range.iter().filter(|l| **l == kind.label).count();
            if same(&labels) > 1 {
                let number = same(labels.get(..=i).unwrap_or_default());
                kind.label = format!("{} ［{number}］", kind.label);
            }
        }
        Self { kinds, which }
    }

    fn of_case(&self, case: usize) -> Option<&Kind> {
        self.which.get(case).and_then(|at| self.kinds.get(*at))
    }
}
