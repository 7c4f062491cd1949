//! Many municipalities by many programmes: what one result says in a few words, once per case.

use std::fmt::Write as _;

use super::grid::{Cell, Column, Grid, Side, columns};
use super::report::NOTICE;
use super::{csv, json};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::matrix::Cases;
use crate::domain::judge::rank::{Counts, Group, Shelf, group};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::role::Role;
use crate::domain::value::date::Date;
use crate::present::base::{Bases, ministry};
use crate::present::row::row;
use crate::present::{base, value, word};
use crate::text::width::{Ambiguous, pad};

/// Programmes that still fit beside each other in plain text.
const BESIDE: usize = 4;

/// Programmes that are printed beside each other in a workbook: with the municipality eight columns.
const PRINTED: usize = 5;

/// One line of the matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The row of the user's own list; `None` where the table was taken.
    pub row: Option<usize>,
    /// Whose line.
    pub municipality: &'static Municipality,
    /// The number of the case for each programme, in the order of [`Matrix::cases`].
    pub cases: Vec<usize>,
}

/// Municipalities × programmes.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day asked about.
    pub as_of: Date,
    /// One per programme.
    pub cases: Vec<Cases>,
    /// One per municipality or row of the user's list.
    pub lines: Vec<MatrixRow>,
}

/// A case in words.
struct Told {
    standing: String,
    layers: String,
    body: &'static str,
    plan: String,
    of: Bases,
    rate: String,
    ceiling: String,
    note: String,
}

impl Matrix {
    fn told(&self) -> Vec<Vec<Told>> {
        let tell = |cases: &Cases| {
            let each = cases.all().iter().map(|case| {
                let r = row(cases.inquiry(&case.profile), &case.assessment);
                let a = &case.assessment;
                let (body, plan, of) = (base::body(a), base::plan(a, &case.profile), base::bases(a));
                Told {
                    standing: r.standing.clone(),
                    layers: r.layers(),
                    body,
                    plan,
                    of,
                    rate: r.rate,
                    ceiling: r.ceiling,
                    note: r.note,
                }
            });
            each.collect()
        };
        self.cases.iter().map(tell).collect()
    }

    /// How many lines stand in each group, per programme.
    fn counts(&self) -> impl Iterator<Item = (&Cases, Counts)> {
        self.cases.iter().enumerate().map(|(i, cases)| {
            let numbers = self.lines.iter().filter_map(move |line| line.cases.get(i));
            (cases, Counts::over(numbers.filter_map(|n| cases.get(*n)).map(|case| &case.assessment)))
        })
    }

    fn head(&self) -> Vec<String> {
        let mut out = vec![
            format!("全市町村一括　{}団体 × {}制度", self.lines.len(), self.cases.len()),
            value::stamp(self.catalogue, self.as_of),
        ];
        out.extend(value::age_warning(self.catalogue, self.as_of));
        out.push(NOTICE.to_owned());
        out
    }

    /// The sheets of a workbook: 判定 with a column per programme where they are few enough to be printed beside each
    /// other, else the counts by prefecture; 理由 once per case, 制度 with the counts, 出典.
    pub fn grids(&self) -> Vec<Grid> {
        let kinds = self.kinds();
        let first = if self.cases.len() <= PRINTED { self.wide(&kinds) } else { self.prefectures() };
        vec![first, self.reasons(&kinds), self.programmes(), self.sources()]
    }

    /// How many municipalities of each prefecture stand where, per programme.
    fn prefectures(&self) -> Grid {
        let mut names: Vec<&'static str> = Vec::new();
        for line in &self.lines {
            if !names.contains(&line.municipality.prefecture) {
                names.push(line.municipality.prefecture);
            }
        }
        let number = |n: usize| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
        let mut rows = Vec::new();
        for (i, cases) in self.cases.iter().enumerate() {
            for name in &names {
                let mine = self.lines.iter().filter(|l| l.municipality.prefecture == *name);
                let all: Vec<_> = mine.filter_map(|l| cases.get(*l.cases.get(i)?)).map(|c| &c.assessment).collect();
                let counts = Counts::over(all.iter().copied());
                let mut row = [cases.programme().name, *name].map(Cell::text).to_vec();
                row.extend(Group::ALL.map(|g| number(counts.of(g))));
                row.push(number(counts.on(Shelf::Named)));
                row.push(Cell::Total(Side::Left, 5, u64::try_from(all.len()).unwrap_or(u64::MAX)));
                rows.push(row);
            }
        }
        let mut above = self.head();
        above
            .push("団体ごとの判定は csv（1行に1団体・1制度）か、--programme で制度を絞った xlsx にあります".to_owned());
        let told = word::shelf(Shelf::Named);
        let columns = [
            ("制度", 44),
            ("都道府県", 12),
            ("該当", 10),
            ("要確認", 10),
            ("対象外", 10),
            ("期限外", 10),
            (told, 14),
            ("団体数", 10),
        ];
        let columns = columns.map(|(h, w)| Column::new(h, w)).to_vec();
        Grid { name: "都道府県ごと".to_owned(), above, columns, rows, frozen: 2, ..Grid::default() }
    }

    /// The cases of each programme that read differently, and which of them each case is.
    fn kinds(&self) -> Vec<Kinds> {
        self.told().into_iter().map(Kinds::of).collect()
    }

    fn wide(&self, kinds: &[Kinds]) -> Grid {
        let mut columns = vec![Column::new("団体コード", 10), Column::new("都道府県", 10), Column::new("団体", 14)];
        columns.extend(self.cases.iter().map(|c| Column::new(c.programme().name, 24)));
        let rows = self.lines.iter().map(|line| {
            let m = line.municipality;
            let mut row = vec![Cell::text(format!("{:06}", m.code)), Cell::text(m.prefecture), Cell::text(m.name)];
            row.extend(line.cases.iter().zip(kinds).map(|(n, k)| Cell::text(k.of_case(*n).map_or("", |k| &k.label))));
            row
        });
        Grid {
            name: "判定と率".to_owned(),
            above: self.head(),
            columns,
            rows: rows.collect(),
            frozen: 3,
            ..Grid::default()
        }
    }

    /// The same reason stands in hundreds of cells: it is told once, beside what stands in the cells.
    fn reasons(&self, kinds: &[Kinds]) -> Grid {
        let columns = [
            ("制度", 44),
            ("区分", 14),
            ("判定と率", 36),
            ("団体", 7),
            ("計画", 12),
            ("率の対象", 24),
            ("上限の対象", 24),
            ("上限の単位", 12),
            ("団体数", 8),
            ("理由・足りない回答", 60),
        ];
        // What the rate is of stands beside it in the column before: apart only to calculate with.
        let is_data = |heading: &str| ["区分", "率の対象", "上限の対象", "上限の単位"].contains(&heading);
        let column = |(h, w): (&str, u16)| if is_data(h) { Column::new(h, w).data() } else { Column::new(h, w) };
        let mut rows = Vec::new();
        for (i, (cases, kinds)) in self.cases.iter().zip(kinds).enumerate() {
            for (number, kind) in kinds.kinds.iter().enumerate() {
                let mine = |l: &&MatrixRow| l.cases.get(i).and_then(|n| kinds.which.get(*n)) == Some(&number);
                let count = i64::try_from(self.lines.iter().filter(mine).count()).unwrap_or(i64::MAX);
                let p = cases.programme();
                let layers = [p.name, p.role.name(), &kind.label, kind.body, &kind.plan];
                let texts = layers.into_iter().chain([kind.of.rate, kind.of.ceiling, kind.of.per]).map(Cell::text);
                rows.push(texts.chain([Cell::Whole(count), Cell::text(&kind.note)]).collect());
            }
        }
        Grid {
            name: "理由と足りない回答".to_owned(),
            columns: columns.map(column).to_vec(),
            rows,
            frozen: 1,
            ..Grid::default()
        }
    }

    fn programmes(&self) -> Grid {
        let columns = [
            ("id", 28),
            ("制度", 44),
            ("区分", 14),
            ("種別", 12),
            ("該当", 8),
            ("要確認", 8),
            ("対象外", 8),
            ("期限外", 8),
            (word::shelf(Shelf::Named), 12),
        ];
        let said = [("読み上げ", 60), ("担当課室", 30), ("所管", 16)];
        let is_data = |h: &str| ["id", "種別", "読み上げ", "担当課室", "所管"].contains(&h);
        let column = |(h, w): (&str, u16)| if is_data(h) { Column::new(h, w).data() } else { Column::new(h, w) };
        let number = |n: usize| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
        let rows = self.counts().map(|(c, counts)| {
            let p = c.programme();
            let mut row = [p.id, p.name, p.role.name(), p.kind.key()].map(Cell::text).to_vec();
            row.extend(Group::ALL.map(|g| number(counts.of(g))));
            row.push(number(counts.on(Shelf::Named)));
            row.extend([p.line_on(self.as_of), p.office, ministry(p)].map(Cell::text));
            row
        });
        Grid {
            name: "制度".to_owned(),
            columns: columns.into_iter().chain(said).map(column).collect(),
            rows: rows.collect(),
            frozen: 2,
            ..Grid::default()
        }
    }

    fn sources(&self) -> Grid {
        let c = self.catalogue;
        let documents = c.documents.iter().map(|d| (format!("{}（{}）", d.title, d.dated()), "資料"));
        let own = c.imported.iter().map(|i| (format!("{}（{}団体）", i.source, i.codes.len()), "取り込んだ自治体の表"));
        let columns = c.columns.iter().map(|i| (i.source.to_owned(), "自治体の表"));
        let rows = documents.chain(own).chain(columns).map(|(text, what)| vec![Cell::text(what), Cell::text(text)]);
        Grid {
            name: "出典".to_owned(),
            columns: columns![22 "種類", 90 "出典"],
            rows: rows.collect(),
            ..Grid::default()
        }
    }

    /// One row per municipality and programme: what pivot tables and other programs want.
    pub fn csv(&self) -> String {
        let told = self.told();
        let fields = |fields: &[&str]| fields.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(",");
        let beside: Vec<Vec<String>> = self
            .cases
            .iter()
            .zip(&told)
            .map(|(cases, all)| {
                let p = cases.programme();
                let one = |t: &Told| {
                    let of = [t.of.rate, t.of.ceiling, t.of.per];
                    fields(&[&[p.role.name(), t.body, &t.plan], &of[..], &[p.line_on(self.as_of), p.office]].concat())
                };
                all.iter().map(one).collect()
            })
            .collect();
        let tails: Vec<Vec<String>> = self
            .cases
            .iter()
            .zip(&told)
            .map(|(cases, all)| {
                let p = cases.programme();
                let tail = |t: &Told| fields(&[p.id, p.name, unmarked(&t.standing), &t.rate, &t.ceiling, &t.note]);
                all.iter().map(tail).collect()
            })
            .collect();
        let mut out = String::with_capacity(self.size(&tails, 64) + self.size(&beside, 8));
        out.push_str(
            "\u{feff}団体コード,都道府県,団体,制度id,制度,判定,率,上限,理由・足りない回答,基準日,版,一覧の行,\
             区分,団体の判定,計画,率の対象,上限の対象,上限の単位,読み上げ,担当課室\r\n",
        );
        let stamp = fields(&[&self.as_of.to_string(), self.catalogue.version]);
        for line in &self.lines {
            let m = line.municipality;
            let head = fields(&[&format!("{:06}", m.code), m.prefecture, m.name]);
            for (tail, beside) in Self::of(line, &tails).zip(Self::of(line, &beside)) {
                out.push_str(&head);
                out.push(',');
                out.push_str(tail);
                out.push(',');
                out.push_str(&stamp);
                // The row of the user's own list; empty without one.
                let _ = write!(out, ",{},{beside}\r\n", line.row.map_or_else(String::new, |n| n.to_string()));
            }
        }
        out
    }

    /// The machine-readable form, one municipality a line.
    pub fn json(&self) -> String {
        let of = |cases: &Cases| -> Vec<String> {
            let each = cases.all().iter();
            each.map(|case| json::matrix_result(cases.inquiry(&case.profile), &case.assessment)).collect()
        };
        let results: Vec<Vec<String>> = self.cases.iter().map(of).collect();
        let mut out = String::with_capacity(self.size(&results, 8));
        let programmes: Vec<_> = self.cases.iter().map(Cases::programme).collect();
        let head = json::matrix_head(self.catalogue, self.as_of, &programmes, None);
        let _ = write!(out, "{{{head},\n\"municipalities\":[");
        for (i, line) in self.lines.iter().enumerate() {
            let head = json::matrix_place(line.municipality, line.row);
            let _ = write!(out, "{}\n{{{head},\"results\":[", if i == 0 { "" } else { "," });
            for (i, result) in Self::of(line, &results).enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(result);
            }
            out.push_str("]}");
        }
        out.push_str("\n]}\n");
        out
    }

    /// The text of each programme for this line.
    fn of<'t>(line: &'t MatrixRow, texts: &'t [Vec<String>]) -> impl Iterator<Item = &'t str> {
        line.cases.iter().zip(texts).filter_map(|(number, all)| all.get(*number)).map(String::as_str)
    }

    /// Bytes that the texts of all lines come to, `more` for each besides: reserved once, not doubled on the way.
    fn size(&self, texts: &[Vec<String>], more: usize) -> usize {
        let line = |l: &MatrixRow| Self::of(l, texts).map(|t| t.len() + more).sum::<usize>() + 200;
        self.lines.iter().map(line).sum::<usize>() + 4_096
    }

    /// For reading: few programmes beside each other, many as counts.
    pub fn table(&self) -> String {
        let told = self.told();
        let mut out = String::new();
        for line in self.head() {
            let _ = writeln!(out, "{line}");
        }
        out.push('\n');
        if self.cases.len() > BESIDE {
            for line in &self.lines {
                let cases = self.cases.iter().zip(&line.cases).filter_map(|(c, number)| c.get(*number));
                let name = pad(&line.municipality.full_name(), 26, Ambiguous::Wide);
                let _ = writeln!(out, "{name} {}", by_role(&cases.map(|c| &c.assessment).collect::<Vec<_>>()));
            }
            let _ = writeln!(
                out,
                "\n制度ごとの判定は --programme id（{BESIDE}つまで並びます）、--format csv・xlsx・json で出します"
            );
            return out;
        }
        for (i, (cases, counts)) in self.counts().enumerate() {
            let p = cases.programme();
            let each = if p.role.is_usable() {
                Group::ALL.map(|g| format!("{} {}", word::group(g), counts.of(g))).join("、")
            } else {
                format!("{} {}", word::shelf(Shelf::Named), counts.on(Shelf::Named))
            };
            let _ = writeln!(out, "({}) {}（{}）: {each}", i + 1, p.name, p.role.name());
            let said = [("読み上げ", p.line_on(self.as_of)), ("担当課室", p.office)];
            for (label, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
                let _ = writeln!(out, "    {label} {text}");
            }
        }
        out.push('\n');
        for line in &self.lines {
            let name = pad(&line.municipality.full_name(), 26, Ambiguous::Wide);
            let cell = |(number, all): (&usize, &Vec<Told>)| {
                all.get(*number).map(|t| {
                    let told = t.of.told();
                    let rest = if t.rate.is_empty() { [&t.note, ""] } else { [t.rate.as_str(), &told] };
                    let rest: Vec<&str> = rest.into_iter().filter(|r| !r.is_empty()).collect();
                    said(&[&t.standing, &t.layers, &rest.join("　")])
                })
            };
            let cells: Vec<String> = line.cases.iter().zip(&told).filter_map(cell).collect();
            let _ = writeln!(out, "{name} {}", cells.join("　｜　"));
        }
        out
    }
}

/// The counts of a municipality, each role apart; what cannot be used is 該当 for nobody.
fn by_role(results: &[&Assessment]) -> String {
    let of = |role: Role| results.iter().filter(move |a| a.programme.role == role);
    let each = Role::ALL.map(|role| {
        let groups =
            Group::ALL.map(|g| format!("{} {:>3}", word::group(g), of(role).filter(|a| group(a) == g).count()));
        let text = if role.is_usable() { groups.join(" ") } else { format!("{:>3}", of(role).count()) };
        format!("{} {text}", role.name())
    });
    each.join("　")
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
            let money: Vec<&str> =
                [t.rate.as_str(), t.ceiling.as_str()].into_iter().filter(|s| !s.is_empty()).collect();
            let of = t.of.told();
            let of = if of.is_empty() { of } else { format!("（{of}）") };
            let label = said(&[&t.standing, &t.layers, &format!("{}{of}", money.join("・"))]);
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

/// The word of a standing, without its mark.
fn unmarked(standing: &str) -> &str {
    standing.split_once(' ').map_or(standing, |(_, word)| word)
}

/// What there is of `parts`, side by side.
fn said(parts: &[&str]) -> String {
    parts.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A field as Excel reads it back.
fn quoted(text: &str) -> String {
    let safe = csv::safe(text);
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}
