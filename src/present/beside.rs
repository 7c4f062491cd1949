//! The same plan for several towns as a table in text.

use std::fmt::Write as _;

use crate::domain::money::total::Sum;
use crate::domain::plan::beside::{Cell, Row};
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::flow::Bucket;
use crate::present::consult::{SILENT, understood};
use crate::present::money::plan::{burden, sum};
use crate::present::row;
use crate::text::width::{Ambiguous, pad, width};

/// Heads of the columns.
const HEADS: [&str; 6] = ["自治体", "判定", "率", "国費", "交付税", "地方の負担"];

/// What was understood, then a table for each programme that fits in any town.
pub fn text(catalogue: &Catalogue, towns: &[&'static Municipality], u: &Understood, rows: &[Row]) -> String {
    let mut out = String::from("この相談の読み取り\n");
    for said in understood(catalogue, Vec::new(), u).into_iter().skip(1) {
        let _ = writeln!(out, "  {}", said.line());
    }
    if rows.is_empty() {
        let _ = writeln!(out, "\n{SILENT}。");
    }
    for (i, r) in rows.iter().enumerate() {
        let _ = writeln!(out, "\n{} {}", i + 1, r.programme.name);
        let mut table = vec![HEADS.map(str::to_owned)];
        table.extend(towns.iter().zip(&r.cells).map(|(m, c)| cells(m, c)));
        let columns: Vec<usize> = (0..HEADS.len())
            .map(|at| table.iter().filter_map(|r| r.get(at)).map(|s| width(s, Ambiguous::Wide)).max().unwrap_or(0))
            .collect();
        for line in &table {
            let padded: Vec<String> =
                line.iter().zip(&columns).map(|(cell, cols)| pad(cell, *cols, Ambiguous::Wide)).collect();
            let _ = writeln!(out, "    {}", padded.join("  ").trim_end());
        }
    }
    out
}

fn cells(town: &Municipality, cell: &Cell) -> [String; 6] {
    let c = &cell.candidate;
    let money = |of: &[Bucket]| {
        let of = of.iter().filter_map(|b| c.sum(*b)).reduce(Sum::plus);
        c.costs.eligible.and(of).map_or_else(|| "—".to_owned(), sum)
    };
    [
        town.full_name(),
        row::standing(&c.assessment, &c.costs.profile),
        row::rate(&c.assessment),
        money(&[Bucket::National]),
        money(&[Bucket::SpecialTax, Bucket::OrdinaryTax, Bucket::BondRelief]),
        burden(c).map_or_else(|| "—".to_owned(), |b| b.line()),
    ]
}
