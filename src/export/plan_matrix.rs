//! One plan for many municipalities: a row for each municipality and programme, with verdict, figures and yen.

use std::fmt::Write as _;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::flow::Bucket;
use crate::domain::value::date::Date;
use crate::export::csv;
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::NOTICE;
use crate::present::consult::money;
use crate::present::row::{ceiling, note, rate, standing};
use crate::present::value;
use crate::text::width::{Ambiguous, pad};

/// What one programme is for one municipality.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Whose row.
    pub municipality: &'static Municipality,
    /// The programme, judged with the plan's amounts.
    pub candidate: Candidate,
    /// Why it stands there, or what is missing.
    note: String,
}

impl PlanRow {
    /// One row; `town` has the answers of the municipality.
    pub fn new(municipality: &'static Municipality, town: Inquiry<'_>, candidate: Candidate) -> Self {
        let note = note(town.with(&candidate.costs.profile), &candidate.assessment);
        Self { municipality, candidate, note }
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
    /// What the plan is called; may be empty.
    pub name: String,
    /// The rows, municipality by municipality.
    pub rows: Vec<PlanRow>,
}

/// Whose money a column of yen is.
const MONEY: [(&str, Bucket); 7] = [
    ("国費", Bucket::National),
    ("特別交付税", Bucket::SpecialTax),
    ("普通交付税", Bucket::OrdinaryTax),
    ("交付税措置", Bucket::BondRelief),
    ("実質的な地方負担", Bucket::Local),
    ("地方負担（措置不明）", Bucket::LocalUnknown),
    ("上限超過（地方負担）", Bucket::Over),
];

impl PlanMatrix {
    fn head(&self) -> Vec<String> {
        let name = if self.name.is_empty() { "計画" } else { self.name.as_str() };
        let mut out = vec![format!("{name}　市町村ごとの見込み"), value::stamp(self.catalogue, self.as_of)];
        out.extend(value::age_warning(self.catalogue, self.as_of));
        out.push(NOTICE.to_owned());
        out
    }

    /// As a table for workbooks and CSV. A cell of yen is empty where there is no single amount: the reason stands in
    /// 「金額の説明」.
    pub fn grid(&self) -> Grid {
        let mut columns = columns![
            10 "団体コード",
            10 "都道府県",
            14 "団体",
            36 "制度",
            24 "制度の id" data,
            14 "判定",
            40 "率",
            40 "上限",
            16 "対象経費（円）",
        ];
        columns.extend(MONEY.map(|(label, _)| crate::export::grid::Column::new(format!("{label}（円）"), 18)));
        columns.extend(columns![60 "金額の説明", 50 "理由・未回答", 12 "基準日" data, 12 "版" data]);
        let row = |r: &PlanRow| {
            let (m, c) = (r.municipality, &r.candidate);
            let p = c.assessment.programme;
            let told = c.costs.eligible.filter(|_| MONEY.iter().any(|(_, b)| r.sum(*b).is_some()));
            let mut row = vec![
                Cell::text(format!("{:06}", m.code)),
                Cell::text(m.prefecture),
                Cell::text(m.name),
                Cell::text(p.name),
                Cell::text(p.id),
                Cell::text(standing(&c.assessment)),
                Cell::text(if c.is_out() { String::new() } else { rate(&c.assessment) }),
                Cell::text(if c.is_out() { String::new() } else { ceiling(&c.assessment) }),
                told.map_or(Cell::Empty, |y| Cell::amount(y.0)),
            ];
            let yen = |b: Bucket| r.sum(b).as_ref().and_then(Sum::exact).map_or(Cell::Empty, |y| Cell::amount(y.0));
            row.extend(MONEY.map(|(_, b)| yen(b)));
            row.push(Cell::text(told.and_then(|_| money(c)).unwrap_or_default()));
            row.push(Cell::text(r.note.clone()));
            row.extend([Cell::Day(self.as_of), Cell::text(self.catalogue.version)]);
            row
        };
        Grid {
            name: "計画".to_owned(),
            above: self.head(),
            columns,
            rows: self.rows.iter().map(row).collect(),
            frozen: 4,
            ..Grid::default()
        }
    }

    /// As CSV: the table alone, each row with its day and version.
    ///
    /// # Errors
    /// A sentence saying what could not be written.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        csv::write(&[Grid { above: Vec::new(), ..self.grid() }])
    }

    /// For reading: a block for each municipality.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in self.head() {
            let _ = writeln!(out, "{line}");
        }
        let mut last = None;
        for r in &self.rows {
            if last != Some(r.municipality.code) {
                last = Some(r.municipality.code);
                let _ = writeln!(out, "\n■ {}", r.municipality.full_name());
            }
            let c = &r.candidate;
            let badge = pad(&standing(&c.assessment), 10, Ambiguous::Wide);
            let _ = writeln!(out, "{badge}{}", c.assessment.programme.name);
            let told = money(c).filter(|_| !c.is_out());
            let below = told.as_deref().unwrap_or(&r.note);
            if !below.is_empty() {
                let _ = writeln!(out, "          {below}");
            }
        }
        out
    }
}
