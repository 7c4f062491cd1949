//! Opening a signed bundle that `bundle install` has left: as at every start, and where its prepared form must be made again
//! (a new program, a damaged file). A run holds its bundle to its end, so each opening here keeps its memory: few of them.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chiiki_navi::app::look::Look;
use chiiki_navi::cli::bundle::sources::Sources;
use chiiki_navi::content::files::{Files, hex};
use chiiki_navi::content::pack::pack;
use chiiki_navi::content::{embedded, load};
use chiiki_navi::domain::terms::catalogue::Provenance;
use chiiki_navi::places::draw::draw;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::update::start;
use chiiki_navi::runtime::backend::Screen;
use chiiki_navi::session::folder::DataFolder;
use chiiki_navi::store::bundles::{Bundles, Installed, Keys};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use minisign::KeyPair;
use ratatui::layout::Size;
use sha2::{Digest as _, Sha256};

/// A data folder with a bundle of the repository's content, signed by a key that is trusted there.
struct Place {
    sources: Sources,
    dir: PathBuf,
    prepared: PathBuf,
}

impl Place {
    fn new() -> Self {
        let dir = std::env::temp_dir().join(format!("chiiki-navi-bench-{}", std::process::id()));
        let (files, unread) = Files::read(Path::new("content"));
        assert!(unread.is_empty(), "content is readable");
        let catalogue = load(&files).expect("content is right");
        let bytes = pack(&catalogue, &files).into_bytes();
        let pair = KeyPair::generate_unencrypted_keypair().expect("a key");
        Keys::new(&dir).add("bench.pub", &pair.pk.to_base64()).expect("a trusted key");
        let signature = minisign::sign(Some(&pair.pk), &pair.sk, Cursor::new(&bytes), None, None).expect("signed");
        let one = Installed {
            file: "bench.toml".to_owned(),
            signed: true,
            sha256: hex(&Sha256::digest(&bytes)),
            instead_of: embedded::catalogue().sha256(),
        };
        let bundles = Bundles::new(&dir);
        bundles.install(one, &bytes, Some(&signature.to_string())).expect("installed");
        let prepared = bundles.path().join("bench.toml.prepared");
        let place = DataFolder { dir: Some(dir.clone()), run: "bench".to_owned(), fingerprint: 0 };
        let sources = Sources { place, content: None, allow_unsigned: false };
        let here = Self { sources, dir, prepared };
        here.open();
        assert!(here.prepared.exists(), "the first opening keeps the prepared form");
        here
    }

    fn open(&self) {
        let opened = self.sources.open().expect("an installed bundle stops no start");
        assert!(opened.catalogue.provenance == Provenance::Installed, "{}", opened.catalogue.note);
        black_box(opened.catalogue);
    }

    /// Opened, and the first screen composed as for a terminal of 120 columns and 36 rows.
    fn show(&self) {
        let opened = self.sources.open().expect("an installed bundle stops no start");
        let state = start(opened.catalogue, opened.catalogue.date, (120, 36), "");
        let theme = Theme::of(Look::Dark, Depth::Full);
        let mut screen = Screen::new(std::io::sink(), Size::new(120, 36));
        screen.draw(|buffer| draw(&state, &theme, buffer)).expect("nothing is written");
    }
}

fn opening(c: &mut Criterion) {
    let place = Place::new();
    let mut group = c.benchmark_group("an installed bundle");
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    group.bench_function("opened in its prepared form", |b| b.iter(|| place.open()));
    group.bench_function("opened in its prepared form, the first screen drawn", |b| b.iter(|| place.show()));
    group.bench_function("opened, its prepared form made again", |b| {
        b.iter_batched(|| fs::remove_file(&place.prepared), |_| place.open(), BatchSize::PerIteration);
    });
    group.finish();
    let _ = fs::remove_dir_all(&place.dir);
}

criterion_group!(benches, opening);
criterion_main!(benches);
