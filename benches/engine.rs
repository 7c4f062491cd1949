//! Times of the parts that stand between a key and its frame; the keys themselves: `keys.rs`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::hint::black_box;
use std::path::Path;

use chiiki_navi::content::{embedded, files::Files, load};
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::rank::{Order, rank};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::commands::commands;
use chiiki_navi::places::search::ranking::ranked;
use chiiki_navi::session::prefill::prefill;
use chiiki_navi::text::search::{Query, Typed, rank as search};
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
        let inquiry = Inquiry { catalogue, profile: &profile, as_of };
        c.bench_function(&format!("assess: all programmes, {name}"), |b| {
            b.iter(|| black_box(inquiry.assess_all()));
        });
        c.bench_function(&format!("assess and rank, {name}"), |b| {
            b.iter(|| {
                let mut all = inquiry.assess_all();
                rank(Order::Certainty, &mut all);
                black_box(all)
            });
        });
    }
    for typed in ["a", "shima", "かわ", "川", "ｚｑｘ"] {
        c.bench_function(&format!("search 1,788 names: {typed}"), |b| {
            b.iter(|| {
                let keys = catalogue.municipalities.iter().map(|m| m.keys.into());
                black_box(search(&Query::new(black_box(typed)), keys))
            });
        });
    }
}

/// Everything that 検索 looks through at a key.
fn whole_search(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    let count = catalogue.programmes.len() + catalogue.municipalities.len() + commands().len();
    for typed in ["a", "か", "かそ", "kaso", "協力隊 おこし", "買い物弱者", "き", "きぎゅうじん", "ｚｑｘ"]
    {
        c.bench_function(&format!("検索 over more than {count} things: {typed}"), |b| {
            b.iter(|| black_box(ranked(catalogue, commands(), &Query::new(black_box(typed)), &mut Typed::default())));
        });
    }
}

criterion_group!(benches, engine, whole_search);
criterion_main!(benches);
