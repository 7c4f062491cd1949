//! A consultation: one sentence read, every programme ranked for it. The goal is less than a millisecond.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::hint::black_box;

use chiiki_navi::cli::place;
use chiiki_navi::content::embedded;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::plan::rank;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::sentence::read;
use chiiki_navi::session::prefill::prefill;
use criterion::{Criterion, criterion_group, criterion_main};

fn consult(c: &mut Criterion) {
    let catalogue = embedded::catalogue();
    let as_of = Date::new(2024, 10, 1).expect("a day");
    let town = place::find(catalogue, "海士町").expect("a town");
    let profile = catalogue.infer(&prefill(catalogue, town));
    let inquiry = Inquiry { catalogue, profile: &profile, as_of };
    let evidence = Evidence::new(catalogue);
    let sentence = "海士町で空き家を3軒直してお試し移住の家に。1,800万円";
    c.bench_function("consult: the words of all programmes weighed (once)", |b| {
        b.iter(|| black_box(Evidence::new(catalogue)));
    });
    c.bench_function("consult: a sentence read", |b| b.iter(|| black_box(read(catalogue, &evidence, sentence))));
    let understood = read(catalogue, &evidence, sentence);
    c.bench_function("consult: everything ranked for a plan", |b| {
        b.iter(|| black_box(rank::consult(inquiry, &understood.project, &evidence.overlaps(&understood.words))));
    });
    c.bench_function("consult: a sentence read and everything ranked", |b| {
        b.iter(|| {
            let understood = read(catalogue, &evidence, black_box(sentence));
            black_box(rank::consult(inquiry, &understood.project, &evidence.overlaps(&understood.words)))
        });
    });
}

criterion_group!(benches, consult);
criterion_main!(benches);
