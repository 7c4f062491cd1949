//! One plan for many municipalities: a row for each municipality and programme, with verdict, figures and yen.

use std::fmt::Write as _;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::Candidate;
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::grid::{Cell, Column, Grid, columns};
use crate::export::report::stamped;
use crate::export::{csv, json};
use crate::present::money::plan::{MONEY, money};
use crate::present::row::{ceiling, note, rate, standing};
use crate::text::width::{Ambiguous, pad};

/// What one programme is for all municipalities that it cannot tell apart.
#[derive(Clone, Debug)]
pub struct PlanCase {
    /// The programme, judged with the plan's amounts.
    pub candidate: Candidate,
    /// Why it stands there, or what is missing.
    note: String,
}

/// What the programmes are for one municipality.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// The row of the user's own list; `None` where the table was taken.
    pub row: Option<usize>,
    /// Whose row.
    pub municipality: &'static Municipality,
    /// The case of each programme, in the order of [`PlanMatrix::programmes`].
    pub cases: Vec<usize>,
}

impl PlanCase {
    /// One case; `town` has the answers of a municipality that it is.
    pub fn new(town: Inquiry<'_>, candidate: Candidate) -> Self {
        let note = note(town.with(&candidate.costs.profile), &candidate.assessment);
        Self { candidate, note }
    }

    /// Its amounts are told: of a programme that cannot be had none is.
    fn sum(&self, of: Bucket) -> Option<Sum> {
        if self.candidate.is_out() { None } else { self.candidate.sum(of) }
    }
}

/// One plan × many municipalities.
#[derive(Clone, Debug)]
pub struct PlanMatrix {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day asked about.
    pub as_of: Date,
    /// The plan.
    pub plan: Understood,
    /// The programmes.
    pub programmes: Vec<&'static Programme>,
    /// The cases of all programmes.
    pub cases: Vec<PlanCase>,
    /// One for each municipality.
    pub rows: Vec<PlanRow>,
}

/// Whose money a column of yen is: what comes from others than the public hand has none.
fn columns_of_yen() -> impl Iterator<Item = (&'static str, Bucket)> {
    MONEY.into_iter().filter(|(_, bucket)| *bucket != Bucket::Private)
}

impl PlanMatrix {
    fn head(&self) -> Vec<String> {
        let name = self.plan.project.name.as_str();
        let name = if name.is_empty() { "計画" } else { name };
        std::iter::once(format!("{name}　市町村ごとの見込み")).chain(stamped(self.catalogue, self.as_of)).collect()
    }

    /// The cases of a municipality.
    fn of<'a>(&'a self, row: &'a PlanRow) -> impl Iterator<Item = &'a PlanCase> {
        row.cases.iter().filter_map(|number| self.cases.get(*number))
    }

    /// As a table for workbooks and CSV. A cell of yen is empty where there is no single amount: the reason stands in
    /// 「金額の説明」.
    pub fn grid(&self) -> Grid {
        let mut columns = columns![
            10 "団体コード" data,
            10 "都道府県",
            14 "団体",
            36 "制度",
            24 "制度の id" data,
            14 "判定",
            40 "率",
            40 "上限" data,
            16 "対象経費（円）" data,
        ];
        columns.extend(columns_of_yen().map(|(label, _)| Column::new(format!("{label}（円）"), 18).data()));
        columns.extend(columns![50 "金額の説明", 50 "理由・未回答", 12 "基準日" data, 12 "版" data]);
        let row = |m: &Municipality, r: &PlanCase| {
            let c = &r.candidate;
            let p = c.assessment.programme;
            let told = c.costs.eligible.filter(|_| columns_of_yen().any(|(_, b)| r.sum(b).is_some()));
            let mut row = vec![
                Cell::text(format!("{:06}", m.code)),
                Cell::text(m.prefecture),
                Cell::text(m.name),
                Cell::text(p.name),
                Cell::text(p.id),
                Cell::text(standing(&c.assessment, &c.costs.profile)),
                Cell::text(if c.is_out() { String::new() } else { rate(&c.assessment) }),
                Cell::text(if c.is_out() { String::new() } else { ceiling(&c.assessment) }),
                Cell::yen(told),
            ];
            let yen = |b: Bucket| Cell::yen(r.sum(b).as_ref().and_then(Sum::exact));
            row.extend(columns_of_yen().map(|(_, b)| yen(b)));
            row.push(Cell::text(told.and_then(|_| money(c)).unwrap_or_default()));
            row.push(Cell::text(r.note.clone()));
            row.extend([Cell::Day(self.as_of), Cell::text(self.catalogue.version)]);
            row
        };
        let rows = self.rows.iter().flat_map(|r| self.of(r).map(|c| row(r.municipality, c))).collect();
        Grid::new("計画", columns, rows).below(self.head()).frozen(4)
    }

    /// As CSV: the table alone, each row with its day and version.
    ///
    /// # Errors
    /// A sentence saying what could not be written.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        csv::write(&self.grid())
    }

    /// For reading: a block for each municipality.
    pub fn text(&self) -> String {
        let mut out = self.head().join("\n") + "\n";
        // The same text stands below many names.
        let text = |r: &PlanCase| {
            let c = &r.candidate;
            let badge = pad(&standing(&c.assessment, &c.costs.profile), 10, Ambiguous::Wide);
            let told = money(c).filter(|_| !c.is_out());
            let below = told.as_deref().unwrap_or(&r.note);
            let first = format!("{badge}{}\n", c.assessment.programme.name);
            if below.is_empty() { first } else { format!("{first}          {below}\n") }
        };
        let texts: Vec<String> = self.cases.iter().map(text).collect();
        for r in &self.rows {
            let _ = writeln!(out, "\n■ {}", r.municipality.full_name());
            out.extend(r.cases.iter().filter_map(|number| texts.get(*number)).map(String::as_str));
        }
        out
    }

    /// The machine-readable form, one municipality a line; `nobody` is the inquiry without answers.
    pub fn json(&self, nobody: Inquiry<'_>) -> String {
        let results: Vec<String> = self.cases.iter().map(|c| json::plan_matrix_result(nobody, &c.candidate)).collect();
        let head = json::matrix_head(self.catalogue, self.as_of, &self.programmes, Some(&self.plan));
        let own = |row: &PlanRow| row.cases.iter().filter_map(|n| results.get(*n)).map(String::as_str).collect();
        let places = self.rows.iter().map(|row| (json::matrix_place(row.municipality, row.row), own(row)));
        json::matrix(&head, places, 0)
    }
}
