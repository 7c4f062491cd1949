//! 制度データの入れ替え on the screen: looked at, taken in or not, given up again.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::app::action::Action;
use chiiki_navi::app::bundle::{Held, Proposal, Step};
use chiiki_navi::app::effect::Effect;
use chiiki_navi::app::to::To;
use chiiki_navi::places::state::State;
use chiiki_navi::places::update::update;
use chiiki_navi::present::line::{Section, Tone, line};
use support::keys::{place_name, play, resize, script, start};
use support::screen::text;

fn effects(state: &mut State, keys: &str) -> Vec<Effect> {
    let keys = script(keys).into_iter();
    keys.flat_map(|key| state.action(key).map(|action| update(state, action)).unwrap_or_default()).collect()
}

fn opened() -> State {
    let mut state = start((80, 24));
    assert_eq!(update(&mut state, Action::Go(To::Bundle)), [Effect::FindBundles]);
    let held = Held {
        lines: vec!["使う制度データ  版 2026.11.2".to_owned()],
        files: vec!["/media/usb/seido-2027.4.1.toml".to_owned()],
        can_go_back: true,
    };
    update(&mut state, Action::BundlesFound(Box::new(held)));
    state
}

fn proposal() -> Proposal {
    let told = |text: &str| vec![line(text.to_owned(), Tone::Plain)];
    Proposal {
        step: Step::Take("/media/usb/seido-2027.4.1.toml".to_owned(), "ab".repeat(32)),
        sections: vec![Section {
            title: "開いている自治体と事業で変わること", lines: told("国費 1/2 から 国費 1/3")
        }],
    }
}

#[test]
fn a_bundle_is_looked_at_and_taken_in_only_after_two_yeses() {
    let mut state = opened();
    assert!(text(&state).contains("/media/usb/seido-2027.4.1.toml"), "{}", text(&state));
    assert_eq!(effects(&mut state, "<enter>"), [], "nothing is chosen yet");
    let looked = [Effect::ExamineBundle("/media/usb/seido-2027.4.1.toml".to_owned())];
    assert_eq!(effects(&mut state, "<down><enter>"), looked);
    update(&mut state, Action::BundleExamined(Box::new(Ok(proposal()))));
    assert!(text(&state).contains("国費 1/2 から 国費 1/3"), "{}", text(&state));
    assert_eq!(effects(&mut state, "<enter><down><enter>"), [], "another key takes the first yes back");
    assert_eq!(effects(&mut state, "<enter>"), [Effect::ExchangeBundle(proposal().step)]);
    assert_eq!(place_name(&state), "制度データの入れ替え");
}

#[test]
fn nothing_is_changed_by_leaving() {
    let mut state = opened();
    update(&mut state, Action::BundleExamined(Box::new(Ok(proposal()))));
    assert_eq!(effects(&mut state, "<enter><esc>"), []);
    assert_eq!(effects(&mut state, "<down><down><enter>"), [Effect::ExamineFormer], "the way back");
    play(&mut state, "<esc>");
    assert_eq!(place_name(&state), "始める");
}

#[test]
fn why_a_bundle_is_refused_is_read_whole_at_every_size() {
    let why = "seido-2027.4.1.toml は使えません: 署名（同じ所にある ファイル名.minisig）がありません。配布元から一緒に受け取ってください";
    for size in [(40, 12), (80, 24), (120, 36)] {
        let mut state = opened();
        resize(&mut state, size.0, size.1);
        update(&mut state, Action::BundleExamined(Box::new(Err(why.to_owned()))));
        let shown: String = text(&state).lines().map(str::trim).collect();
        let whole = |t: &str| t.replace(' ', "");
        assert!(whole(&shown).contains(&whole(why)), "{size:?}\n{}", text(&state));
    }
}

/// The real judgement, with a bundle that gives a town less.
mod real {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use chiiki_navi::app::bundle::Step;
    use chiiki_navi::cli::bundle::sources::Sources;
    use chiiki_navi::runtime::Bundles as _;
    use chiiki_navi::session::answers::Session;
    use chiiki_navi::session::folder::DataFolder;

    use super::support::bundle::{day, real};
    use super::support::folder::lay;

    const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

    /// The bundle of the program with one rate lowered, of another year.
    fn lowered(folder: &Path) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (content, golden) = (folder.join("content"), folder.join("golden"));
        lay(&root.join("content"), &content);
        lay(&root.join("tests/golden"), &golden);
        let edit = |path: PathBuf, pairs: &[(&str, &str)]| {
            let mut text = fs::read_to_string(&path).expect("a file");
            for (from, to) in pairs {
                assert!(text.contains(from), "{} has {from}", path.display());
                text = text.replace(from, to);
            }
            fs::write(path, text).expect("written");
        };
        let head = fs::read_to_string(content.join("sources.toml")).expect("the head");
        let line = |key: &str| head.lines().find(|l| l.starts_with(key)).expect("a line").to_owned();
        edit(
            content.join("sources.toml"),
            &[(&line("version ="), "version = \"2999.4.1\""), (&line("date ="), "date = 2999-04-01")],
        );
        let lower = [("事業に1/2補助\"", "事業に1/3補助\""), ("\"1/2\"", "\"1/3\""), ("（1/2補助）", "（1/3補助）")];
        edit(content.join("programmes/kaso-kofukin-3-saihen.toml"), &lower);
        fs::remove_file(golden.join("kaso-kofukin-3-saihen.toml")).expect("removed");
        let third = [
            ("\"1/2\"", "\"1/3\""),
            ("kokuhi = 15_000_000", "kokuhi = 10_000_000"),
            ("jisshitsu = 15_", "jisshitsu = 20_"),
        ];
        edit(golden.join("gc-45--kaso-kofukin-3-saihen.toml"), &third);
        let file = folder.join("seido-2999.toml");
        let path = |p: &Path| p.to_str().expect("UTF-8").to_owned();
        let out = Command::new(BIN)
            .args(["bundle", "pack", &path(&content), "--output", &path(&file), "--golden", &path(&golden)])
            .env("XDG_DATA_HOME", folder)
            .output()
            .expect("packed");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        file
    }

    #[test]
    fn what_changes_for_the_open_town_is_told_before_anything_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lowered(folder.path());
        let place = DataFolder { dir: Some(folder.path().join("data")), run: "test".to_owned(), fingerprint: 0 };
        let sources = Sources { place, content: None, allow_unsigned: true };
        assert!(!sources.held().can_go_back);
        let town = real().municipalities.iter().find(|m| m.name == "海士町").expect("the town");
        let session = Session::about(real(), town, day());
        let open = (real(), Some(&session), day());
        let told = |p: &chiiki_navi::app::bundle::Proposal| -> String {
            p.sections.iter().flat_map(|s| &s.lines).map(|l| l.text.clone() + "\n").collect()
        };
        // In quotes and with a blank behind it, as a terminal writes a file that is dropped on it.
        let typed = format!("\"{}\" ", file.display());
        let found = sources.examine(Some(&typed), open).expect("it holds");
        assert!(told(&found).contains("国費 1/2（補助対象の事業費に対して） から 国費 1/3"), "{}", told(&found));
        // What was shown is what comes, or nothing.
        let Step::Take(name, _) = &found.step else { panic!("{:?}", found.step) };
        let other = sources.exchange(&Step::Take(name.clone(), "0".repeat(64)));
        assert!(other.contains("何も変えていません") && !sources.held().can_go_back, "{other}");
        assert!(sources.exchange(&found.step).contains("取り込みました"));
        let held = sources.held();
        assert!(held.can_go_back && held.lines.concat().contains("版 2999.4.1"), "{held:?}");
        let same = sources.examine(Some(&typed), open).expect_err("it is used already");
        assert!(same.contains("もう使っています"), "{same}");
        let back = sources.examine(None, open).expect("the one of the program");
        assert!(told(&back).contains("戻  版"), "{}", told(&back));
        assert!(sources.exchange(&back.step).contains("やめました"));
        assert!(!sources.held().can_go_back);
    }
}
