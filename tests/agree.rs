//! The screen, `--plain` and `--json` say the same of random consultations: names, order, verdicts, rates, yen (G17).
//!
//! `CHIIKI_NAVI_CONSULTATIONS=200 cargo test --test agree` plays so many; the seed is fixed, so a failure comes again.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::clash::clashes;
use chiiki_navi::domain::terms::catalogue::Municipality;
use chiiki_navi::domain::terms::profile::{Answer, Fact, FactId, FactKind, Origin, Unit, Value};
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::places::update::start_at;
use chiiki_navi::session::answers::{Session, Subject};
use chiiki_navi::session::folder::SessionFolder;
use chiiki_navi::session::prefill::prefill;
use chiiki_navi::store::Folder;
use chiiki_navi::text::number::show_yen;
use support::bundle::day;
use support::dice::Dice;
use support::keys::{answer_with, play, rows_shown};
use support::screen::text;
use support::talk::talk;

fn value(dice: &mut Dice, fact: &Fact) -> Option<Value> {
    Some(match fact.kind {
        FactKind::YesNo => Value::Flag(dice.roll(2) == 0),
        FactKind::Choice(all) => Value::Choice(u8::try_from(dice.roll(all.len())).expect("few")),
        FactKind::Number { unit: Unit::Yen, .. } => {
            // Round amounts and others: 端数 must agree too.
            let sides = if dice.roll(2) == 0 { 9_999 } else { 99_999_999 };
            let n = 1 + dice.roll(sides);
            Value::Number(Decimal::whole(i64::try_from(if n < 10_000 { n * 10_000 } else { n }).expect("an amount")))
        }
        FactKind::Number { unit: Unit::Count(_), max, .. } => {
            Value::Number(Decimal::whole(1 + i64::try_from(dice.roll(9)).expect("few")).min(max))
        }
        FactKind::Number { .. } | FactKind::Day => return None,
    })
}

/// A town with answers that can all hold.
fn consultation(dice: &mut Dice) -> (&'static Municipality, Vec<(FactId, Value)>) {
    let c = catalogue();
    let towns: Vec<&'static Municipality> = c.municipalities.iter().filter(|m| !m.is_prefecture()).collect();
    loop {
        let town = towns[dice.roll(towns.len())];
        let mut answers: Vec<(FactId, Value)> = Vec::new();
        for (id, fact) in c.fact_ids() {
            let asked = fact.plan.is_some() || dice.roll(3) == 0;
            if let Some(v) =
                value(dice, fact).filter(|_| asked && !["entity", "kaso", "zaiseiryoku"].contains(&fact.id))
            {
                answers.push((id, v));
            }
        }
        let mut profile = prefill(c, town);
        answers.iter().for_each(|(f, v)| profile.give(*f, *v));
        if clashes(c, &profile).is_empty() {
            return (town, answers);
        }
    }
}

fn program(args: &[&str], said: &str) -> String {
    let out = talk(&[&["--as-of", "2024-06-01"], args].concat(), said.as_bytes());
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// Without blanks and line ends: where a line is broken is each form's own affair.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a place says of one programme's yen, from its JSON: every amount that is one.
fn yen(programme: &serde_json::Value) -> Vec<u64> {
    let split = programme["split"].as_object().into_iter().flatten();
    let all = split.flat_map(|(_, b)| ["yen", "low", "high"].map(|k| b[k].as_u64()));
    all.flatten().filter(|n| *n > 0).collect()
}

fn folder(n: usize) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("agree-{}-{n}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    dir
}

#[test]
fn the_screen_plain_and_json_say_the_same() {
    let c = catalogue();
    let rounds = std::env::var("CHIIKI_NAVI_CONSULTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let mut dice = Dice(20_261_122);
    let (mut verdicts, mut amounts) = (0, 0);
    for n in 0..rounds {
        let (town, answers) = consultation(&mut dice);
        let told = format!("consultation {n}: {}", town.full_name());
        // One session file for the two commands.
        let mut profile = prefill(c, town);
        answers.iter().for_each(|(f, v)| profile.set(*f, Answer::Known(*v, Origin::Given)));
        let dir = folder(n);
        let mut place = SessionFolder::on(Some(Folder::new(dir.join("sessions"), "agree")), 0);
        let session = Session::with(c, Subject::Listed(town), profile, day());
        let (row, _) = place.save(&session, c, day()).expect("saves");
        let file = dir.join("sessions").join(format!("{}.toml", row.key));
        let json: serde_json::Value =
            serde_json::from_str(&program(&["assess", "--session", file.to_str().expect("UTF-8"), "--json"], ""))
                .expect("JSON");
        let programmes = json["programmes"].as_array().expect("programmes");
        let names: Vec<&str> = programmes.iter().map(|p| p["name"].as_str().expect("a name")).collect();
        // The screen, tall enough for all of it.
        let mut state = start_at(c, day(), (160, 600), town);
        for (id, value) in &answers {
            answer_with(&mut state, c.fact(*id).expect("a fact").id, *value);
        }
        play(&mut state, "<f5><f3>");
        assert_eq!(rows_shown(&state), names, "{told}: names in order on the screen");
        let screen = text(&state);
        let with_yen: Vec<usize> = (0..programmes.len()).filter(|i| !yen(&programmes[*i]).is_empty()).collect();
        let looked: Vec<usize> =
            (0..2).filter_map(|_| with_yen.get(dice.roll(with_yen.len().max(1))).copied()).collect();
        let said: Vec<String> = looked.iter().map(|i| format!("{}\n戻る\n", i + 1)).collect();
        let data = dir.to_str().expect("UTF-8");
        let plain = program(&["--plain", "--data-dir", data], &format!("続き\nすべて\n{}終了\n", said.concat()));
        let list = plain.rsplit("> すべて").next().expect("a list");
        for (i, p) in programmes.iter().enumerate() {
            let (name, verdict) = (names[i], p["verdict"].as_str().expect("a verdict"));
            let line = list.lines().find(|l| l.starts_with(&format!("{} ", i + 1)) && l.ends_with(name));
            let line = line.unwrap_or_else(|| panic!("{told}: no row {} {name}:\n{list}", i + 1));
            let standing = line[line.find(' ').expect("a blank")..line.len() - name.len()].trim();
            // Long names are cut in a list.
            let start: String = name.chars().take(12).collect();
            assert!(screen.lines().any(|l| tight(l).contains(&tight(&format!("{standing}{start}")))), "{told}: {line}");
            let word = standing.split_whitespace().last().unwrap_or_default();
            let expected = match word {
                "該当" => Some("yes"),
                "対象外" => Some("no"),
                "要確認" => Some("unknown"),
                _ => None,
            };
            assert!(expected.is_none_or(|v| v == verdict), "{told}: {line}: {verdict}");
            verdicts += 1;
        }
        for i in looked {
            let mut state = state.clone();
            play(&mut state, &format!("{}<enter>", "<down>".repeat(i)));
            let (screen, plain) = (tight(&text(&state)), tight(&plain));
            assert!(screen.contains(&tight(names[i])), "{told}: {}", names[i]);
            for n in yen(&programmes[i]) {
                let shown = show_yen(n);
                assert!(screen.contains(&shown), "{told}: {} {shown} on the screen:\n{}", names[i], text(&state));
                assert!(plain.contains(&shown), "{told}: {} {shown} in --plain:\n{plain}", names[i]);
                amounts += 1;
            }
        }
        let _ = fs::remove_dir_all(&dir);
    }
    eprintln!("{rounds} consultations: {verdicts} verdicts and {amounts} amounts are the same");
    assert!(amounts > rounds, "{amounts}");
}
