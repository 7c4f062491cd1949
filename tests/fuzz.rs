//! Whatever bytes a reader is given: an answer or a refusal, never a panic, never a value out of nothing.
//!
//! `CHIIKI_NAVI_FUZZ=100000 cargo test --test fuzz` turns so many; the seed is fixed, so a failure comes again.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::content::files::Files;
use chiiki_navi::content::load;
use chiiki_navi::content::pack::{pack, precheck, unpack};
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::{plan_file, sentence};
use chiiki_navi::session::typed;
use chiiki_navi::store::format;
use chiiki_navi::tables::{draft, sheet};
use chiiki_navi::text::number;
use rust_xlsxwriter::Workbook;
use support::dice::Dice;

/// How often; a costly target turns a fraction of it.
fn turns(fraction: usize) -> usize {
    let all = std::env::var("CHIIKI_NAVI_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    usize::max(all / fraction, 20)
}

/// `bytes` with one to four faults: bits, cuts, doublings, bytes of other meaning.
fn broken(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(out.len());
        match dice.roll(6) {
            0 if !out.is_empty() => out[at] ^= 1 << dice.roll(8),
            1 => out.truncate(at),
            2 => {
                let more: Vec<u8> = out.iter().skip(at).take(dice.roll(64)).copied().collect();
                out.splice(at..at, more);
            }
            3 => {
                let odd: [&[u8]; 6] =
                    [b"\0", b"\xff", b"\x1b[", "\u{202e}".as_bytes(), b"999999999999999999999", b"\"'[{"];
                out.splice(at..at, odd[dice.roll(odd.len())].iter().copied());
            }
            4 => {
                let end = (at + dice.roll(32)).min(out.len());
                out.drain(at..end);
            }
            _ if !out.is_empty() => out[at] = u8::try_from(dice.roll(256)).expect("a byte"),
            _ => {}
        }
    }
    out
}

#[test]
fn session_files() {
    let whole = fs::read("tests/sessions/v1.toml").expect("a session");
    let read = format::read(&whole).expect("reads");
    let sealed = format::write(&read, 1).expect("writes").into_bytes();
    let same = format::read(&sealed).expect("reads");
    let mut dice = Dice(9);
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..turns(1) {
        let bytes = broken(&mut dice, &sealed);
        match format::read(&bytes) {
            // What the seal does not cover is no answer.
            Ok(other) => {
                assert_eq!(other, same, "{}", String::from_utf8_lossy(&bytes));
                taken += 1;
            }
            Err(fault) => {
                assert!(!fault.what().is_empty());
                refused += 1;
            }
        }
        let _ = format::row("key", &bytes);
        let _ = format::turn(&bytes);
        let _ = format::read(&broken(&mut dice, &whole));
    }
    eprintln!("{refused} refused, {taken} the same");
    assert!(refused > 0);
}

#[test]
fn bundles() {
    let folder = std::path::Path::new("tests/bundle");
    let frozen = load(&Files::read(folder).0).expect("a bundle");
    let whole = pack(&frozen, &Files::read(folder).0).into_bytes();
    assert!(unpack(&whole).is_ok());
    let mut dice = Dice(11);
    let mut refused = 0;
    for _ in 0..turns(20) {
        let bytes = broken(&mut dice, &whole);
        let _ = precheck(&bytes);
        // What still is a bundle by its form has files to be read; the signature is the business of another test.
        refused += usize::from(unpack(&bytes).is_err());
    }
    eprintln!("{refused} refused");
    assert!(refused > 0);
}

#[test]
fn workbooks_and_lists() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in (0u32..).zip([
        ["全市町村の主要財政指標（令和４年度）", "", "", ""],
        ["団体コード", "都道府県名", "団体名", "財政力指数"],
        ["325252", "島根県", "海士町", "0.11"],
        ["131016", "東京都", "千代田区", "0.85"],
    ]) {
        for (column, text) in (0u16..).zip(cells) {
            page.write_string(row, column, text).expect("a cell");
        }
    }
    let xlsx = book.save_to_buffer().expect("a workbook");
    let csv = "令和4年度\n団体コード,都道府県名,団体名,財政力指数,人口（人）,過疎区分\n325252,島根県,海士町,0.11,\"2,267\",全部\n";
    let mut dice = Dice(12);
    for _ in 0..turns(4) {
        for bytes in [broken(&mut dice, &xlsx), broken(&mut dice, csv.as_bytes())] {
            let read = sheet::read(&bytes).and_then(|s| draft::drafts(&s, "f", &[], catalogue()));
            if let Err(why) = read {
                assert!(!why.is_empty() && !why.contains('\u{1b}'), "{why:?}");
            }
        }
    }
}

const WORDS: [&str; 32] = [
    "海士町",
    "で",
    "空き家",
    "を",
    "3軒",
    "直したい",
    "。",
    "1,800万円",
    "１億",
    "億",
    "万",
    "千円",
    "-5",
    "0.25",
    "〇",
    "百",
    "令和",
    "元年度",
    "2024-02-30",
    "週15時間30分",
    "時間",
    "分",
    "補助",
    "融資",
    "人",
    "　",
    "\t",
    "\u{200b}",
    "𠮷",
    "e9",
    "9",
    "、",
];

fn words(dice: &mut Dice) -> String {
    (0..dice.roll(12)).map(|_| WORDS[dice.roll(WORDS.len())]).collect()
}

#[test]
fn sentences_and_plans() {
    let (c, mut dice) = (catalogue(), Dice(13));
    let evidence = Evidence::new(c);
    let plan = "text = \"空き家を3軒直す\"\npurposes = [\"空き家\"]\nloan = \"3億円\"\n[[cost]]\nyen = 18000000\n[answers]\nkaso = \"zenbu\"\n";
    for _ in 0..turns(10) {
        let said = words(&mut dice);
        let once = sentence::read(c, &evidence, &said);
        assert_eq!(once.project, sentence::read(c, &evidence, &said).project, "{said}");
        for item in &once.project.costs {
            assert!(item.yen.0 > 0, "no amount out of nothing: {said}");
        }
        let bytes = broken(&mut dice, plan.as_bytes());
        if let Err(why) = plan_file::plan(c, &String::from_utf8_lossy(&bytes)) {
            assert!(!why.is_empty());
        }
    }
}

#[test]
fn numbers() {
    let (c, mut dice) = (catalogue(), Dice(14));
    for _ in 0..turns(1) {
        let said = words(&mut dice);
        if let Ok(n) = number::yen(&said) {
            assert_eq!(number::yen(&number::show_yen(n)), Ok(n), "{said}: what is read is shown and read again");
        }
        let _ = number::count(&said, &["人"]);
        let _ = number::duration_minutes(&said);
        let _ = number::date(&said);
        if let Ok((mantissa, places)) = number::decimal(&said, 5) {
            assert!(places <= 5, "{said}: {mantissa}");
        }
        let fact = &c.facts[dice.roll(c.facts.len())];
        if typed::read(fact, &said).is_err() {
            assert!(!typed::read(fact, &said).expect_err("refused").is_empty());
        }
    }
}
