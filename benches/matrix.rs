//! All municipalities by all programmes, and one programme by all municipalities.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::hint::black_box;

use chiiki_navi::content::embedded;
use chiiki_navi::domain::judge::matrix::Cases;
use chiiki_navi::domain::terms::profile::Profile;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::session::prefill::prefill;
use chiiki_navi::store::file::read_if_there;
use chiiki_navi::tables::Column;
use chiiki_navi::tables::kept::{self, Table};
use criterion::{Criterion, criterion_group, criterion_main};

fn read(path: &std::path::Path) -> Result<Option<Vec<u8>>, String> {
    read_if_there(path, kept::MAX_BYTES)
}

/// What a user with own tables waits for before the first frame.
fn tables(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    let dir = std::env::temp_dir().join(format!("chiiki-navi-bench-{}", std::process::id()));
    std::fs::create_dir_all(kept::folder(&dir)).expect("a folder");
    for column in [Column::Index, Column::Kaso, Column::Population] {
        let towns = catalogue.municipalities.iter().filter(|m| m.name != m.prefecture);
        let mut rows: Vec<_> = towns.filter_map(|m| Some((m.code, column.of(m)?))).collect();
        rows.sort_by_key(|(code, _)| *code);
        let imported = Date::new(2026, 11, 21).expect("a day");
        let table =
            Table { column, source: "s".to_owned(), file: "f".to_owned(), sha256: "0".repeat(64), imported, rows };
        std::fs::write(kept::path(&dir, column), kept::write(&table)).expect("written");
    }
    c.bench_function("tables: three of the user's laid over the bundle's", |b| {
        b.iter(|| black_box(kept::overlay(catalogue, kept::load(&dir, read).0)));
    });
    c.bench_function("tables: looked for where there are none", |b| {
        b.iter(|| black_box(kept::load(std::path::Path::new("/nonexistent"), read)));
    });
    let _ = std::fs::remove_dir_all(&dir);
}

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
                let mut cases = Cases::new(p, catalogue, as_of);
                black_box(all.iter().map(|profile| cases.of(profile)).collect::<Vec<_>>());
                black_box(cases.all().len());
            }
        });
    });
    tables(c);
    let all = profiles();
    let worst = catalogue.programmes.iter().max_by_key(|p| p.rates.iter().map(|g| g.rows.len()).sum::<usize>());
    let worst = worst.expect("programmes");
    c.bench_function("matrix: one programme for 1,741 municipalities", |b| {
        b.iter(|| {
            let mut cases = Cases::new(worst, catalogue, as_of);
            black_box(all.iter().map(|profile| cases.of(profile)).collect::<Vec<_>>())
        });
    });
}

criterion_group!(benches, matrix);
criterion_main!(benches);
