//! All municipalities by all programmes, and one programme by all municipalities.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::hint::black_box;

use chiiki_navi::app::prefill::prefill;
use chiiki_navi::content::embedded;
use chiiki_navi::domain::date::Date;
use chiiki_navi::domain::matrix::Cases;
use chiiki_navi::domain::profile::Profile;
use criterion::{Criterion, criterion_group, criterion_main};

fn matrix(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    let as_of = Date::new(2024, 6, 1).expect("a day");
    let profiles = || -> Vec<Profile> {
        let towns = catalogue.municipalities.iter().filter(|m| m.name != m.prefecture);
        towns.map(|m| catalogue.infer(&prefill(catalogue, m))).collect()
    };
    c.bench_function("matrix: answers of 1,741 municipalities from the table", |b| b.iter(|| black_box(profiles())));
    c.bench_function("matrix: 1,741 municipalities by all programmes", |b| {
        b.iter(|| {
            let all = profiles();
            for p in catalogue.programmes {
                let mut cases = Cases::new(p, catalogue.facts, as_of);
                black_box(all.iter().map(|profile| cases.of(profile)).collect::<Vec<_>>());
                black_box(cases.all().len());
            }
        });
    });
    let all = profiles();
    let worst = catalogue.programmes.iter().max_by_key(|p| p.rates.iter().map(|g| g.rows.len()).sum::<usize>());
    let worst = worst.expect("programmes");
    c.bench_function("matrix: one programme for 1,741 municipalities", |b| {
        b.iter(|| {
            let mut cases = Cases::new(worst, catalogue.facts, as_of);
            black_box(all.iter().map(|profile| cases.of(profile)).collect::<Vec<_>>())
        });
    });
}

criterion_group!(benches, matrix);
criterion_main!(benches);
