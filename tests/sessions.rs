//! Saved sessions: whole after a fault at every step, damaged files set aside, two instances, other bundles.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use chiiki_navi::app::state::State;
use chiiki_navi::content::embedded::{catalogue, fingerprint};
use chiiki_navi::domain::date::Date;
use chiiki_navi::domain::profile::{Answer, Profile, Value};
use chiiki_navi::runtime::keep::Keeper;
use chiiki_navi::store::{Disk, Folder, Held, Kept, RealDisk, Saved, Slot, format, saved};
use support::keys::{play, start};
use support::screen::text;

fn fresh() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{}-{n}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    dir
}

fn given(fact: &str, value: &str) -> Kept {
    Kept { fact: fact.into(), value: value.into(), held: Held::Given, source: String::new() }
}

fn sample(n: u32) -> Saved {
    Saved {
        version: "2026.11.1".into(),
        fingerprint: "0".repeat(16),
        as_of: Date::new(2026, 11, 21).expect("a day"),
        code: Some(325_252),
        name: "島根県海士町\"\\\u{7}".into(),
        answers: vec![given("jinko", &n.to_string())],
        standings: Vec::new(),
    }
}

/// The machine's disk, until the step number `left`: it fails (a write halfway), and so does all that follows if `dead`.
struct Faulty {
    left: Rc<Cell<usize>>,
    dead: bool,
}

impl Faulty {
    fn step(&self) -> io::Result<()> {
        match self.left.get() {
            0 => return Err(ErrorKind::StorageFull.into()),
            1 if self.dead => self.left.set(0),
            1 => self.left.set(usize::MAX),
            n => {
                self.left.set(n - 1);
                return Ok(());
            }
        }
        Err(ErrorKind::StorageFull.into())
    }
}

impl Disk for Faulty {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step().and_then(|()| RealDisk.read(path))
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(e) = self.step() {
            let _ = RealDisk.write(path, &bytes[..bytes.len() / 2]);
            return Err(e);
        }
        RealDisk.write(path, bytes)
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.sync(path))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.rename(from, to))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.remove(path))
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.make_folder(path))
    }
    fn names(&self, dir: &Path) -> io::Result<Vec<(String, SystemTime)>> {
        self.step().and_then(|()| RealDisk.names(dir))
    }
}

#[test]
fn a_fault_at_any_step_leaves_the_old_state_or_the_new_one() {
    for dead in [true, false] {
        let mut whole = false;
        for at in 1..30 {
            let dir = fresh();
            let good = Folder::new(dir.clone(), "run");
            let slot = good.save(None, &sample(1)).expect("saves");
            let slot = good.save(Some(&slot), &sample(2)).expect("saves");
            let left = Rc::new(Cell::new(at));
            let bad = Folder::on(dir.clone(), "run2", Box::new(Faulty { left: Rc::clone(&left), dead }));
            let result = bad.save(Some(&slot), &sample(3));
            let loaded = good.load(&slot.key).expect("readable").saved;
            match &result {
                Ok(_) => assert_eq!(loaded, sample(3), "step {at}"),
                Err(_) => assert!([sample(2), sample(3)].contains(&loaded), "step {at}"),
            }
            let (list, messages) = good.list();
            assert!(messages.is_empty() && list.len() == 1, "step {at}: {messages:?}");
            // The same program goes on after the fault.
            if result.is_err() && !dead {
                let next = bad.save(Some(&slot), &sample(4)).expect("goes on");
                assert_eq!(good.load(&next.key).expect("readable").saved, sample(4), "step {at}");
            }
            whole |= result.is_ok() && left.get() > 1;
        }
        assert!(whole, "more steps were tried than there are");
    }
}

#[test]
fn a_first_save_that_fails_leaves_nothing_half() {
    for at in 1..8 {
        let dir = fresh();
        let bad = Folder::on(dir.clone(), "run", Box::new(Faulty { left: Rc::new(Cell::new(at)), dead: true }));
        let result = bad.save(None, &sample(1));
        let (list, messages) = Folder::new(dir, "run2").list();
        assert_eq!(list.len(), usize::from(result.is_ok()), "step {at}");
        assert!(messages.is_empty(), "{messages:?}");
    }
}

#[test]
fn text_and_back() {
    let mut all = sample(7);
    all.answers.push(Kept { held: Held::DontKnow, ..given("digital", "") });
    all.answers.push(Kept { held: Held::TakenBack, ..given("kaso", "") });
    assert_eq!(format::read(format::write(&all).as_bytes()), Ok(all));
}

#[test]
fn damage_anywhere_is_seen() {
    let bytes = format::write(&sample(1)).into_bytes();
    for end in 0..bytes.len() {
        assert!(format::read(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        assert!(format::read(&other).is_err(), "altered at {at}");
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_the_older_one_taken() {
    for damage in [Vec::new(), vec![0; 4096], b"\xff\xfe".to_vec(), b"hello".to_vec()] {
        let dir = fresh();
        let folder = Folder::new(dir.clone(), "run");
        let slot = folder.save(None, &sample(1)).expect("saves");
        let slot = folder.save(Some(&slot), &sample(2)).expect("saves");
        fs::write(dir.join(format!("{}.toml", slot.key)), &damage).expect("writes");
        let (list, messages) = folder.list();
        assert_eq!(list[0].saved, sample(1));
        assert!(messages[0].contains("1つ前の保存"), "{messages:?}");
        let aside = dir.join(format!("{}.toml-damaged-run", slot.key));
        assert_eq!(fs::read(&aside).expect("kept"), damage);
        // Going on writes to the same session; what was set aside stays.
        let loaded = folder.load(&slot.key).expect("readable");
        assert!(loaded.message.is_none());
        let next = folder.save(Some(&loaded.slot), &sample(3)).expect("saves");
        assert_eq!((next.key == slot.key, aside.exists()), (true, true));
    }
}

#[test]
fn a_damaged_file_without_an_older_one_is_kept_and_said() {
    let dir = fresh();
    fs::create_dir_all(&dir).expect("a folder");
    fs::write(dir.join("325252-x.toml"), [0; 100]).expect("writes");
    let folder = Folder::new(dir.clone(), "run");
    let (list, messages) = folder.list();
    assert!(list.is_empty() && messages[0].contains("壊れていて読めません"), "{messages:?}");
    assert!(dir.join("325252-x.toml-damaged-run").exists());
    assert!(folder.list().1.is_empty(), "said once");
}

#[test]
fn files_of_others_and_of_newer_programs_are_left_alone() {
    let dir = fresh();
    fs::create_dir_all(&dir).expect("a folder");
    fs::write(dir.join("notes.toml"), "a = 1\n").expect("writes");
    fs::write(dir.join("325252-n.toml"), "format = \"chiiki-navi/session/2\"\n").expect("writes");
    let (list, messages) = Folder::new(dir.clone(), "run").list();
    assert!(list.is_empty());
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("新しい版"), "{messages:?}");
    assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 2);
    assert_eq!(fs::read_to_string(dir.join("notes.toml")).expect("there"), "a = 1\n");
}

#[test]
fn two_instances_keep_each_others_work() {
    let dir = fresh();
    let (a, b) = (Folder::new(dir.clone(), "a"), Folder::new(dir, "b"));
    let first = a.save(None, &sample(1)).expect("saves");
    let (mut at_a, mut at_b): (Slot, Slot) =
        (a.load(&first.key).expect("reads").slot, b.load(&first.key).expect("reads").slot);
    for n in 1..5 {
        at_a = a.save(Some(&at_a), &sample(10 + n)).expect("saves");
        at_b = b.save(Some(&at_b), &sample(20 + n)).expect("saves");
    }
    assert_ne!(at_a.key, at_b.key);
    let (list, messages) = a.list();
    let mut held: Vec<&str> = list.iter().map(|e| e.saved.answers[0].value.as_str()).collect();
    held.sort_unstable();
    assert_eq!((held, messages.len()), (vec!["14", "24"], 0));
    // Deleted by the other: what is on the screen is kept anew.
    a.delete(&at_b.key).expect("deletes");
    at_b = b.save(Some(&at_b), &sample(30)).expect("saves");
    assert_eq!(b.load(&at_b.key).expect("reads").saved, sample(30));
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let dir = fresh();
    let folder = Folder::new(dir.clone(), "run");
    let slot = folder.save(None, &sample(1)).expect("saves");
    assert_eq!(folder.save(Some(&slot), &sample(1)).expect("saves"), slot);
    assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 1, "no older generation");
}

#[test]
fn version_one_opens_for_ever() {
    let bytes = fs::read("tests/sessions/v1.toml").expect("the fixture");
    let old = format::read(&bytes).expect("readable");
    assert_eq!((old.code, old.own_answers()), (Some(325_252), 3));
    let restored = saved::restore(catalogue(), &old);
    let unknown: Vec<&str> = restored.unknown.iter().map(|k| k.fact.as_str()).collect();
    assert_eq!(unknown, ["fact_of_another_bundle"]);
    let (digital, _) = catalogue().fact_named("digital").expect("a fact");
    assert_eq!(restored.given.value(digital), Some(Value::Flag(true)));
}

#[test]
fn every_kind_of_answer_comes_back() {
    for (id, fact) in catalogue().fact_ids() {
        let state = start((80, 24));
        for stop in chiiki_navi::domain::whatif::sweep(catalogue(), &Profile::new(), id, state.as_of) {
            let Some(value) = stop.profile.value(id) else { continue };
            let text = saved::value_text(fact, value);
            assert_eq!(saved::read_value(fact, &text), Some(value), "{}: {text}", fact.id);
        }
    }
}

fn keeper(dir: &Path, run: &str) -> Keeper {
    Keeper::new(Some(Folder::new(dir.to_owned(), run)), fingerprint())
}

/// Keys with what the runtime does after them.
fn act(state: &mut State, keeper: &mut Keeper, keys: &str) {
    use chiiki_navi::app::action::Effect;
    for key in support::keys::script(keys) {
        let Some(action) = chiiki_navi::app::keymap::action(state, key) else { continue };
        for effect in chiiki_navi::app::update::update(state, action) {
            match effect {
                Effect::Save => keeper.changed(),
                Effect::OpenSaved(key) => keeper.open(state, &key),
                Effect::DeleteSaved(key) => keeper.delete(state, &key),
                Effect::Quit | Effect::Repaint => {}
            }
        }
        keeper.after_frame(state);
    }
}

#[test]
fn answers_are_kept_offered_opened_and_deleted() {
    let dir = fresh();
    let (mut state, mut k) = (start((100, 30)), keeper(&dir, "one"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "あまちょう<enter>");
    assert!(!dir.exists(), "nothing answered, nothing written");
    act(&mut state, &mut k, "n1");
    assert_eq!(Folder::new(dir.clone(), "x").list().0.len(), 1);

    let (mut state, mut k) = (start((100, 30)), keeper(&dir, "two"));
    assert!(k.after_frame(&mut state));
    assert!(
        text(&state).contains("前回の続き: 島根県海士町（令和6年6月1日、回答1件） Ctrl+R で開く"),
        "{}",
        text(&state)
    );
    act(&mut state, &mut k, "<c-r>");
    assert!(text(&state).contains("前回から判定の変わった制度はありません"), "{}", text(&state));
    act(&mut state, &mut k, "n1<f3>");
    let (list, _) = Folder::new(dir.clone(), "x").list();
    assert_eq!((list.len(), list[0].saved.own_answers()), (1, 2), "the same session goes on");

    act(&mut state, &mut k, "<c-s>");
    assert!(text(&state).contains("保存した自治体") && text(&state).contains("回答 2件"), "{}", text(&state));
    act(&mut state, &mut k, "<del>");
    assert!(text(&state).contains("もう一度 Delete で削除"), "{}", text(&state));
    act(&mut state, &mut k, "<up><del>");
    assert_eq!(Folder::new(dir.clone(), "x").list().0.len(), 1, "another key in between");
    act(&mut state, &mut k, "<del>");
    assert!(Folder::new(dir.clone(), "x").list().0.is_empty());
    // What is on the screen is not lost: the next answer keeps it anew.
    act(&mut state, &mut k, "<esc>n1");
    assert_eq!(Folder::new(dir, "x").list().0.len(), 1);
}

#[test]
fn a_fresh_session_of_the_same_town_does_not_overwrite_the_old_one() {
    let dir = fresh();
    for run in ["one", "two"] {
        let (mut state, mut k) = (start((100, 30)), keeper(&dir, run));
        k.after_frame(&mut state);
        act(&mut state, &mut k, "あまちょう<enter>");
        if run == "two" {
            assert!(text(&state).contains("この自治体には保存した回答があります"), "{}", text(&state));
        }
        act(&mut state, &mut k, "n1");
    }
    assert_eq!(Folder::new(dir, "x").list().0.len(), 2);
}

#[test]
fn bundle_and_town_are_told_apart_on_reopening() {
    let dir = fresh();
    let (mut state, mut k) = (start((120, 36)), keeper(&dir, "one"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "あまちょう<enter>n1");
    let folder = Folder::new(dir.clone(), "x");
    let entry = folder.list().0.remove(0);
    let mut old = entry.saved.clone();
    old.version = "2025.1.1".into();
    old.fingerprint = "0".repeat(16);
    for kept in old.answers.iter_mut().filter(|k| k.fact == "zaiseiryoku") {
        kept.value = "0.9".into();
    }
    old.standings[0].group = "excluded".into();
    old.standings[1].programme = "gone-programme".into();
    old.answers.push(given("fact_of_another_bundle", "x"));
    let slot = folder.load(&entry.key).expect("reads").slot;
    folder.save(Some(&slot), &old).expect("saves");

    let (mut state, mut k) = (start((120, 60)), keeper(&dir, "two"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "<c-r>");
    let screen = text(&state);
    for part in [
        "前回からの変化",
        "2025.1.1",
        "内容が変わりました",
        "fact_of_another_bundle",
        "制度データ・基準日によって変わった制度",
        "対象外",
        "自治体の表で変わった数字",
        "財政力指数: 0.9 から 0.11",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    act(&mut state, &mut k, "<esc>n1");
    let kept = folder.list().0.remove(0).saved;
    assert!(kept.answers.iter().any(|k| k.fact == "fact_of_another_bundle"), "written back");
}

#[test]
fn what_was_taken_back_stays_taken_back() {
    let dir = fresh();
    let (mut state, mut k) = (start((100, 30)), keeper(&dir, "one"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "あまちょう<enter>a<down><del>");
    let (mut state, mut k) = (start((100, 30)), keeper(&dir, "two"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "<c-r>");
    let (id, _) = state.catalogue.fact_named("zaiseiryoku").expect("a fact");
    assert_eq!(state.session.as_ref().expect("open").answers().answer(id), Answer::NotAsked);
    assert!(text(&state).contains("前回から判定の変わった制度はありません"), "{}", text(&state));
}

#[test]
fn a_place_that_cannot_be_written_is_said_once_and_the_program_goes_on() {
    // A file where the folder should be: refused for every user, root included.
    let dir = fresh();
    fs::write(&dir, "x").expect("writes");
    let (mut state, mut k) = (start((100, 30)), keeper(&dir.join("sessions"), "one"));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "あまちょう<enter>n1");
    assert!(text(&state).contains("回答を保存できません"), "{}", text(&state));
    act(&mut state, &mut k, "1");
    assert!(!text(&state).contains("回答を保存できません"), "{}", text(&state));
    assert!(state.session.as_ref().expect("open").changes() > 1);
}

#[test]
fn no_folder_is_no_obstacle() {
    let (mut state, mut k) = (start((100, 30)), Keeper::new(None, 0));
    k.after_frame(&mut state);
    act(&mut state, &mut k, "あまちょう<enter>n1<f3><c-s>");
    assert!(text(&state).contains("保存先がない"), "{}", text(&state));
    let (quit, _) = play(&mut state, "<f10>");
    assert!(quit);
}

#[cfg(unix)]
mod in_a_terminal {
    use super::{Folder, fresh, fs};
    use std::time::{Duration, Instant};
    use support_pty::{Pty, Signal};

    use super::support::pty as support_pty;

    const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

    fn sessions(dir: &std::path::Path, answers: usize) {
        let end = Instant::now() + Duration::from_secs(5);
        let folder = Folder::new(dir.join("sessions"), "x");
        while folder.list().0.first().is_none_or(|e| e.saved.own_answers() != answers) {
            assert!(Instant::now() < end, "not saved");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn killed_and_continued() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let mut pty = Pty::spawn(BIN, &["--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:自治体の名前を入力>amachou<enter><until:島根県海士町>n<until:関わる制度>1");
        sessions(&dir, 1);
        pty.keys("1");
        sessions(&dir, 2);
        pty.signal(Signal::KILL);
        assert_eq!(pty.exit_code(Duration::from_secs(2)), 1009);

        let mut pty = Pty::spawn(BIN, &["--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:前回の続き: 島根県海士町><c-r><until:前回の続きを開きました>n<until:関わる制度>1");
        sessions(&dir, 3);
        pty.keys("<f10>");
        assert_eq!(pty.exit_code(Duration::from_secs(2)), 0);
        assert_eq!(fs::read_dir(dir.join("sessions")).expect("a folder").count(), 2, "the session and its older one");
    }

    #[test]
    fn answer_and_quit_in_one_breath_is_kept() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let mut pty = Pty::spawn(BIN, &["海士町", "--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:島根県海士町>n<until:関わる制度>");
        pty.send(b"1\x03");
        assert_eq!(pty.exit_code(Duration::from_secs(2)), 0);
        sessions(&dir, 1);
    }
}
