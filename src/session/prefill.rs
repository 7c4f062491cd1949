//! A municipality's row → the answers that it settles, each with the table and the date it comes from.
//!
//! Which column and which area answers which question is content (`municipalities.toml`, `areas.toml`). Only what they
//! say: never a guess. What follows from these answers is [`Catalogue::infer`]'s work.

use crate::domain::terms::catalogue::{Catalogue, Column, Kaso, Municipality};
use crate::domain::terms::profile::{Answer, FactId, Origin, Profile, Value};
use crate::domain::value::number::Decimal;

/// The answers that `m`'s row settles. Prefectures get no 過疎区分 and nothing about places.
pub fn prefill(catalogue: &Catalogue, m: &'static Municipality) -> Profile {
    let mut profile = Profile::new();
    let mut put = |fact: FactId, value: Option<Value>, source: &'static str| {
        if let Some(value) = value.filter(|v| fits(catalogue, fact, *v)) {
            profile.set(fact, Answer::Known(value, Origin::Prefilled(source)));
        }
    };
    for column in catalogue.columns {
        if let Some(fact) = column.fact {
            put(fact, cell(column, m), catalogue.column_of(column.id, m.code));
        }
    }
    for area in catalogue.areas.iter().filter(|_| !m.is_prefecture()) {
        let inside = area.holds(m);
        for a in area.answers {
            put(a.fact, if inside { Some(a.inside) } else { a.outside }, area.source);
        }
    }
    profile
}

/// What a column says of `m`, where it says something.
fn cell(column: &Column, m: &Municipality) -> Option<Value> {
    let prefecture = m.is_prefecture();
    match column.id {
        "entity" => column.option(entity(m)?),
        "index" if !prefecture => m.index.map(Value::Number),
        "prefecture_index" if prefecture => m.index.map(Value::Number),
        "population" => m.population.map(|n| Value::Number(Decimal::whole(i64::from(n)))),
        "kaso" if !prefecture => m.kaso.map(Kaso::key).and_then(|w| column.option(w)),
        _ => None,
    }
}

/// What kind of body the name says it is.
fn entity(m: &Municipality) -> Option<&'static str> {
    if m.is_prefecture() {
        return Some(if m.name == "東京都" { "都" } else { "道府県" });
    }
    match m.name.chars().next_back()? {
        '市' => Some("市"),
        '町' => Some("町"),
        '村' => Some("村"),
        '区' if m.prefecture == "東京都" => Some("特別区"),
        _ => None,
    }
}

/// A number that the fact's own form refuses is left out.
fn fits(catalogue: &Catalogue, fact: FactId, value: Value) -> bool {
    catalogue.fact(fact).is_some_and(|f| match value {
        Value::Number(n) if f.kind.unit().is_some() => f.kind.admits(n),
        _ => true,
    })
}
