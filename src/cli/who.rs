//! `show --who`: the conditions of a programme, how many municipalities of each prefecture meet them, and which.

use std::fmt::Write as _;

use super::args::Show;
use super::outcome::Outcome;
use super::output;
use super::place;
use crate::domain::judge::rank::{Counts, Group, Shelf};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::export::NOTICE;
use crate::export::matrix::{Matrix, MatrixRow};
use crate::places::who::place::{Row, Who};
use crate::present::base::ministry;
use crate::present::row::{badge, row};
use crate::present::who::{checklist, rest};
use crate::present::{base, value, word};
use crate::text::width::{Ambiguous, pad};

/// `show --who`
pub fn run(catalogue: &'static Catalogue, p: &'static Programme, args: &Show, as_of: Date) -> Outcome {
    let mut who = Who::new(catalogue, p, as_of);
    who.prefecture = args.prefecture.as_deref().map(|p| place::prefecture(catalogue, p)).transpose()?;
    if !args.json {
        return output::stdout(&text(catalogue, &who, as_of));
    }
    let prefecture = who.prefecture;
    let mine = who.towns.into_iter().filter(|(m, _)| prefecture.is_none_or(|p| p == m.prefecture));
    let lines = mine.map(|(municipality, case)| MatrixRow { row: None, municipality, cases: vec![case] }).collect();
    let matrix = Matrix { catalogue, as_of, cases: vec![who.cases], lines };
    output::stdout(&matrix.json())
}

fn text(catalogue: &'static Catalogue, who: &Who, as_of: Date) -> String {
    let p = who.of();
    let mut out = format!("{}（{}）　逆引き\n{}\n", p.name, p.id, value::stamp(catalogue, as_of));
    if let Some(warning) = value::age_warning(catalogue, as_of) {
        let _ = writeln!(out, "{warning}");
    }
    let _ = writeln!(out, "区分 {}／所管 {}", p.role.name(), ministry(p));
    let said = [("読み上げ", p.line_on(as_of)), ("担当課室", p.office)];
    for (label, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
        let _ = writeln!(out, "{label} {text}");
    }
    out.push_str("\n団体の条件\n");
    let items = checklist(catalogue, &p.eligible);
    if items.is_empty() {
        out.extend(["  ", word::FOR_ALL_BODIES, "\n"]);
    }
    for item in items {
        let _ = writeln!(out, "  {}・{}", "  ".repeat(item.depth), item.text);
    }
    let _ = writeln!(
        out,
        "\n自治体の表の数字だけで見た場合（計画の要件は団体ごとに確かめます）\n  {}\n",
        counts(who.counts())
    );
    for r in who.rows() {
        let _ = match r {
            Row::Prefecture(name, all) => writeln!(out, "  {} {}", pad(name, 10, Ambiguous::Wide), counts(all)),
            Row::Town(m, case) => {
                let t = row(who.cases.inquiry(&case.profile), &case.assessment);
                let name = pad(&m.full_name(), 26, Ambiguous::Wide);
                let a = &case.assessment;
                let of = [format!("計画 {}", base::plan(a, &case.profile)), base::bases(a).told()];
                let of: Vec<&str> = of.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
                let standing = pad(&t.standing, 10, Ambiguous::Wide);
                writeln!(out, "  {standing} {name} {}　{}", rest(t), of.join("　"))
            }
        };
    }
    if who.prefecture.is_none() {
        out.push_str("\n市町村まで並べるには --prefecture 都道府県 を付けてください\n");
    }
    let _ = writeln!(out, "\n{NOTICE}");
    out
}

fn counts(c: Counts) -> String {
    if c.on(Shelf::Named) > 0 {
        return format!("{} {:>4}", word::shelf(Shelf::Named), c.on(Shelf::Named));
    }
    let shown = Group::ALL.into_iter().filter(|g| *g != Group::OutOfTerm || c.of(*g) > 0);
    shown.map(|g| format!("{} {:>4}", badge(g), c.of(g))).collect::<Vec<_>>().join("　")
}
