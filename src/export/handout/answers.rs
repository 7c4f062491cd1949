//! 回答: what was answered, what a table says with its date, what follows, and what is still open.

use crate::domain::sort;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, Fact, FactId, Origin, Unit, Value};
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::ResultsExport;
use crate::present::{value, word};

/// The table. Answers stand in the bundle's order, then what the rows still wait for, most awaited first.
pub fn grid(report: &ResultsExport<'_>) -> Grid {
    let mut rows = Vec::new();
    for (id, fact) in report.inquiry.catalogue.fact_ids() {
        let answer = report.inquiry.profile.answer(id);
        if answer != Answer::NotAsked {
            rows.push(row(fact, answer, held(answer), origin(answer)));
        }
    }
    for (id, count) in waiting(report) {
        if let Some(fact) = report.inquiry.catalogue.fact(id) {
            let why = format!("{count}件の制度の判定・率・上限が決まる");
            rows.push(row(fact, Answer::NotAsked, "未回答", why));
        }
    }
    Grid::new("回答", columns![10 "区分", 30 "項目", 24 "答え", 16 "値" data, 12 "種別", 44 "出どころ"], rows)
}

fn row(fact: &Fact, answer: Answer, held: &str, origin: String) -> Vec<Cell> {
    vec![
        Cell::text(word::topic(fact.topic)),
        Cell::text(fact.label),
        Cell::text(value::answer(fact, answer)),
        cell(fact, answer),
        Cell::text(held),
        Cell::text(origin),
    ]
}

fn held(answer: Answer) -> &'static str {
    match answer {
        Answer::NotAsked => "未回答",
        Answer::DontKnow => "わからない",
        Answer::Known(_, Origin::Given) => "回答",
        Answer::Known(_, Origin::Prefilled(_)) => "自動入力",
        Answer::Known(_, Origin::Inferred(_)) => "他の回答から",
    }
}

fn origin(answer: Answer) -> String {
    match answer {
        Answer::Known(_, Origin::Prefilled(source) | Origin::Inferred(source)) => source.to_owned(),
        _ => String::new(),
    }
}

/// The value to calculate with: yen, persons, minutes, the index; nothing for words.
fn cell(fact: &Fact, answer: Answer) -> Cell {
    match answer {
        Answer::Known(Value::Number(n), _) if n.places == 0 && fact.kind.unit() != Some(Unit::Index) => {
            Cell::Whole(n.mantissa)
        }
        Answer::Known(Value::Number(n), _) => Cell::Exact(n),
        Answer::Known(Value::Day(d), _) => Cell::Day(d),
        _ => Cell::Empty,
    }
}

/// Facts that the rows wait for, with how many rows wait.
fn waiting(report: &ResultsExport<'_>) -> Vec<(FactId, usize)> {
    let mut out: Vec<(FactId, usize)> = Vec::new();
    for a in report.results {
        for open in a.missing(report.about(a).profile) {
            let Open::Fact(id) = open else { continue };
            if report.inquiry.profile.answer(id) != Answer::NotAsked {
                continue;
            }
            match out.iter_mut().find(|(f, _)| *f == id) {
                Some((_, n)) => *n += 1,
                None => out.push((id, 1)),
            }
        }
    }
    sort::by_key(&mut out, |(f, n)| (std::cmp::Reverse(*n), *f));
    out
}
