//! Times of the parts that stand between a key and its frame.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::hint::black_box;
use std::path::Path;

use chiiki_navi::app::prefill::prefill;
use chiiki_navi::content::{embedded, files::Files, load};
use chiiki_navi::domain::assess::assess;
use chiiki_navi::domain::date::Date;
use chiiki_navi::domain::rank::{Order, rank};
use chiiki_navi::text::search::{Keys, Query, rank as search};
use criterion::{Criterion, criterion_group, criterion_main};

fn engine(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    let as_of = Date::new(2024, 6, 1).expect("a day");
    let town = catalogue.municipalities.iter().find(|m| m.name == "海士町").expect("海士町");
    let partly = catalogue.municipalities.iter().find(|m| m.name == "函館市").expect("函館市");

    c.bench_function("content: load the folder", |b| {
        b.iter(|| {
            let (files, unread) = Files::read(Path::new("content"));
            assert!(unread.is_empty(), "content is readable");
            black_box(load(&files).expect("content is right"))
        });
    });
    for (name, m) in [("海士町", town), ("函館市", partly)] {
        let profile = catalogue.infer(&prefill(catalogue, m));
        c.bench_function(&format!("assess: all programmes, {name}"), |b| {
            b.iter(|| {
                let all = catalogue.programmes.iter().map(|p| assess(p, &profile, catalogue.facts, as_of));
                black_box(all.collect::<Vec<_>>())
            });
        });
        c.bench_function(&format!("assess and rank, {name}"), |b| {
            b.iter(|| {
                let mut all: Vec<_> =
                    catalogue.programmes.iter().map(|p| assess(p, &profile, catalogue.facts, as_of)).collect();
                rank(Order::Certainty, &mut all);
                black_box(all)
            });
        });
    }
    for typed in ["a", "shima", "かわ", "川", "ｚｑｘ"] {
        c.bench_function(&format!("search 1,788 names: {typed}"), |b| {
            b.iter(|| {
                let keys = catalogue.municipalities.iter().map(|m| Keys {
                    name: m.keys.name,
                    yomi: m.keys.yomi,
                    romaji: m.keys.romaji,
                    extra: m.keys.extra,
                });
                black_box(search(&Query::new(black_box(typed)), keys))
            });
        });
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
