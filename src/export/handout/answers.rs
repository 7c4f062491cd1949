//! 回答: what was answered, what a table says with its date, what follows, and what is still open.

use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, Fact, FactId, FactKind, Origin, Unit, Value};
use crate::export::Report;
use crate::export::grid::{Cell, Column, Grid};
use crate::present::{value, word};

/// The table. Answers stand in the bundle's order, then what the rows still wait for, most awaited first.
pub fn grid(report: &Report<'_>) -> Grid {
    let mut rows = Vec::new();
    for (id, fact) in report.catalogue.fact_ids() {
        let answer = report.profile.answer(id);
        if answer != Answer::NotAsked {
            rows.push(row(fact, answer, held(answer), origin(answer)));
        }
    }
    for (id, count) in waiting(report) {
        if let Some(fact) = report.catalogue.fact(id) {
            let why = format!("{count}件の制度の判定・率・上限が決まる");
            rows.push(row(fact, Answer::NotAsked, "未回答", why));
        }
    }
    Grid {
        name: "回答".to_owned(),
        columns: vec![
            Column::new("区分", 10),
            Column::new("項目", 30),
            Column::new("答え", 24),
            Column::new("値", 16).data(),
            Column::new("種別", 12),
            Column::new("出どころ", 44),
        ],
        rows,
        ..Grid::default()
    }
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
    match (fact.kind, answer) {
        (FactKind::Number { unit: Unit::Index, .. }, Answer::Known(Value::Number(n), _)) => Cell::Exact(n),
        (_, Answer::Known(Value::Number(n), _)) if n.places == 0 => Cell::Whole(n.mantissa),
        (_, Answer::Known(Value::Number(n), _)) => Cell::Exact(n),
        (_, Answer::Known(Value::Day(d), _)) => Cell::Day(d),
        _ => Cell::Empty,
    }
}

/// Facts that the rows wait for, with how many rows wait.
fn waiting(report: &Report<'_>) -> Vec<(FactId, usize)> {
    let mut out: Vec<(FactId, usize)> = Vec::new();
    for a in report.results {
        for open in a.missing(report.profile) {
            let Open::Fact(id) = open else { continue };
            if report.profile.answer(id) != Answer::NotAsked {
                continue;
            }
            match out.iter_mut().find(|(f, _)| *f == id) {
                Some((_, n)) => *n += 1,
                None => out.push((id, 1)),
            }
        }
    }
    out.sort_by_key(|(f, n)| (std::cmp::Reverse(*n), *f));
    out
}
