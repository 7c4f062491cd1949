//! Saved sessions: whole after a fault at every step, damaged files set aside, two instances, other bundles.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use chiiki_navi::app::look::Look;
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::terms::profile::{Answer, Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::state::State;
use chiiki_navi::runtime::saver::Saver;
use chiiki_navi::session::folder::SessionFolder;
use chiiki_navi::store::settings::{self, Remembered};
use chiiki_navi::store::{
    AnswerState, Disk, Folder, RealDisk, SavedAnswer, SavedFile, SavedRow, SavedSession, SavedState, SavedVerdict,
    format, saved,
};
use support::keys::{batch, day, frame_stands, left_unsaved, play, session, set_day, start_real as start};
use support::screen::text;

fn fresh() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{}-{n}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    dir
}

fn given(fact: &str, value: &str) -> SavedAnswer {
    SavedAnswer { fact: fact.into(), value: value.into(), state: AnswerState::Given, source: String::new() }
}

fn stand(answers: Vec<SavedAnswer>) -> SavedState {
    let as_of = Date::new(2026, 11, 21).expect("a day");
    let verdicts = vec![SavedVerdict {
        programme: "a".into(),
        group: "applies".into(),
        rate: "国費 \"1/2\"".into(),
        ceiling: "\\".into(),
    }];
    SavedState { version: "2026.11.1".into(), fingerprint: "0".repeat(16), as_of, answers, verdicts }
}

fn sample(n: u32) -> SavedSession {
    SavedSession {
        code: Some(325_252),
        name: "島根県海士町\"\\".into(),
        label: "DX計画".into(),
        plan: "空き家を\"3軒\"直す".into(),
        project: "text = \"空き家を3軒直す\"\n\n[[cost]]\nyen = 18000000\n".into(),
        now: stand(vec![given("jinko", &n.to_string())]),
        before: None,
    }
}

/// A session with the generation before it.
fn saved_twice(folder: &Folder) -> SavedFile {
    let slot = folder.save(None, &sample(1)).expect("saves");
    folder.save(Some(&slot), &sample(2)).expect("saves")
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
            let slot = saved_twice(&good);
            let left = Rc::new(Cell::new(at));
            let bad = Folder::on(dir.clone(), "run2", Box::new(Faulty { left: Rc::clone(&left), dead }));
            let result = bad.save(Some(&slot), &sample(3));
            let loaded = good.load(&slot.key).expect("readable").saved;
            match &result {
                Ok(_) => assert_eq!(loaded, sample(3), "step {at}"),
                Err(_) => assert!([sample(2), sample(3)].contains(&loaded), "step {at}"),
            }
            let (list, messages) = good.list();
            // Whole, but without a name yet when the disk went: taken up, and said.
            let taken_up = dead && result.is_err() && loaded == sample(3);
            assert_eq!((messages.len(), list.len()), (usize::from(taken_up), 1), "step {at}: {messages:?}");
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

/// A row without the moment that the disk says.
fn undated(row: &SavedRow) -> SavedRow {
    assert!(row.kept.is_some());
    SavedRow { kept: None, ..row.clone() }
}

#[test]
fn a_first_save_that_fails_leaves_nothing_half() {
    for at in 1..8 {
        let dir = fresh();
        let bad = Folder::on(dir.clone(), "run", Box::new(Faulty { left: Rc::new(Cell::new(at)), dead: true }));
        let result = bad.save(None, &sample(1));
        let (list, messages) = Folder::new(dir, "run2").list();
        // What was whole when the disk went is taken up, and said.
        let taken_up = result.is_err() && list.len() == 1;
        assert_eq!(list.len(), usize::from(result.is_ok() || taken_up), "step {at}");
        assert_eq!(messages.len(), usize::from(taken_up), "{messages:?}");
        list.iter().for_each(|row| assert_eq!(undated(row), SavedRow::of(&row.key, &sample(1))));
    }
}

/// Every step up to which a run may come: the new state counts from the moment when the former has given up its name.
#[test]
fn an_answer_that_was_written_whole_is_never_left_behind() {
    let mut seen = 0;
    for at in 1..30 {
        let dir = fresh();
        let slot = saved_twice(&Folder::new(dir.clone(), "run"));
        let left = Rc::new(Cell::new(at));
        let killed = Folder::on(dir.clone(), "run2", Box::new(Faulty { left, dead: true }));
        let _ = killed.save(Some(&slot), &sample(3));
        if dir.join(format!("{}.toml", slot.key)).exists() {
            continue;
        }
        seen += 1;
        // Days later, too.
        for entry in fs::read_dir(&dir).expect("a folder").flatten() {
            let old = SystemTime::now() - Duration::from_hours(72);
            fs::File::options().write(true).open(entry.path()).and_then(|f| f.set_modified(old)).expect("a time");
        }
        let next = Folder::new(dir.clone(), "run3");
        let (list, messages) = next.list();
        assert_eq!(list.iter().map(undated).collect::<Vec<_>>(), [SavedRow::of(&slot.key, &sample(3))], "step {at}");
        assert!(messages[0].contains("書き終えていた最後の回答"), "{messages:?}");
        let loaded = next.load(&slot.key).expect("readable");
        assert_eq!(loaded.saved, sample(3));
        let on = next.save(Some(&loaded.file), &sample(4)).expect("saves");
        assert_eq!(on.key, slot.key, "the same session goes on");
        let (list, messages) = next.list();
        assert_eq!(list.iter().map(undated).collect::<Vec<_>>(), [SavedRow::of(&slot.key, &sample(4))]);
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 2, "the session and its older one");
        next.delete(&on.key).expect("deletes");
        assert!(next.list().0.is_empty());
    }
    assert!(seen > 0, "a step between the two renames");
}

#[test]
fn a_deleted_session_does_not_come_back_from_what_a_killed_run_left() {
    let dir = fresh();
    let folder = Folder::new(dir.clone(), "run");
    let slot = folder.save(None, &sample(1)).expect("saves");
    let left = dir.join(format!("new-{}~run0.tmp", slot.key));
    fs::copy(dir.join(format!("{}.toml", slot.key)), left).expect("copies");
    folder.delete(&slot.key).expect("deletes");
    assert!(folder.list().0.is_empty());
}

#[test]
fn text_and_back() {
    let mut all = sample(7);
    all.now.answers.insert(0, SavedAnswer { state: AnswerState::DontKnow, ..given("digital", "") });
    all.now.answers.push(SavedAnswer { state: AnswerState::TakenBack, ..given("kaso", "") });
    all.now.answers.push(SavedAnswer {
        state: AnswerState::Prefilled,
        source: "表\u{7}\n".into(),
        ..given("z", "\u{1b}[2J")
    });
    all.before = Some(stand(vec![given("another", "x")]));
    let bytes = format::write(&all, 7).expect("TOML").into_bytes();
    assert_eq!(format::row("x", &bytes), Ok(SavedRow::of("x", &all)));
    assert_eq!(format::read(&bytes), Ok(all));
}

/// A name in a file may be anybody's; what comes out can be put on a screen.
#[test]
fn names_cannot_steer_the_screen() {
    let mut evil = sample(1);
    evil.name = format!("\u{1b}]0;x\u{7}海士町\u{202e}\u{9b}2J{}", "長".repeat(5_000));
    evil.label = "\r\n\0".into();
    let back = format::read(format::write(&evil, 0).expect("TOML").as_bytes()).expect("readable");
    let start = "\u{fffd}]0;x\u{fffd}海士町\u{fffd}\u{fffd}2J長";
    assert!(back.name.starts_with(start) && back.name.chars().count() == 61, "{:?}", back.name);
    assert_eq!(back.label, "\u{fffd}".repeat(3));
}

/// Whoever can compute the checksum still gets no further than a refusal.
#[test]
fn hostile_content_under_a_right_checksum_is_refused() {
    let sealed = |body: String| {
        let sum = chiiki_navi::store::checksum(body.as_bytes());
        format!("{body}\n# checksum {sum:016x}\n").into_bytes()
    };
    let head = "# x\nformat = \"chiiki-navi/session/1\"\n";
    let deep = |open: &str, close: &str| format!("{head}x = {}1{}\n", open.repeat(50_000), close.repeat(50_000));
    let table = format!("{head}[{}]\n", vec!["a"; 50_000].join("."));
    let rest = "name = \"x\"\nversion = \"1\"\nfingerprint = \"\"\nas_of = \"2026-11-21\"\nanswered = 0\n";
    let state = format!("{head}{rest}[answers]\nx = [\"1\", \"guessed\", \"\"]\n");
    let twice = format!("{head}{rest}name = \"y\"\n");
    let day = format!("{head}{}", rest.replace("11-21", "13-45"));
    for body in [deep("[", "]"), deep("{a=", "}"), table, state, twice, day, head.to_owned()] {
        assert_eq!(format::read(&sealed(body.clone())), Err(format::Fault::Damaged), "{body:.80}");
    }
    assert!(format::read(&sealed(format!("{head}{rest}"))).is_ok(), "the frame of these is right");
}

#[test]
fn damage_anywhere_is_seen() {
    let bytes = format::write(&sample(1), 1).expect("TOML").into_bytes();
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
        let slot = saved_twice(&folder);
        fs::write(dir.join(format!("{}.toml", slot.key)), &damage).expect("writes");
        let (list, messages) = folder.list();
        assert_eq!(undated(&list[0]), SavedRow::of(&list[0].key, &sample(1)));
        assert!(messages[0].contains("1つ前の保存"), "{messages:?}");
        let aside = dir.join(format!("{}.toml-damaged-run", slot.key));
        assert!(fs::read(&aside).expect("kept") == damage, "what was damaged is kept");
        // Going on writes to the same session; what was set aside stays.
        let loaded = folder.load(&slot.key).expect("readable");
        assert!(loaded.message.is_none());
        let next = folder.save(Some(&loaded.file), &sample(3)).expect("saves");
        assert_eq!((next.key == slot.key, aside.exists()), (true, true));
    }
}

#[test]
fn a_hundred_megabytes_are_set_aside_unread() {
    let dir = fresh();
    let folder = Folder::new(dir.clone(), "run");
    let slot = saved_twice(&folder);
    for name in [format!("{}.toml", slot.key), "notes.toml".to_owned()] {
        fs::File::create(dir.join(name)).and_then(|f| f.set_len(100 << 20)).expect("a hole");
    }
    let (list, messages) = folder.list();
    assert_eq!((list.len(), messages.len()), (1, 1), "{messages:?}");
    assert_eq!(undated(&list[0]), SavedRow::of(&list[0].key, &sample(1)));
    assert!(dir.join("notes.toml").exists(), "what is not ours stays");
    fs::remove_dir_all(dir).expect("removes");
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
fn a_newer_older_generation_is_not_taken_for_a_damaged_one() {
    let dir = fresh();
    fs::create_dir_all(&dir).expect("a folder");
    fs::write(dir.join("325252-x.toml"), [0; 100]).expect("writes");
    let newer = "# x\nformat = \"chiiki-navi/session/2\"\n";
    fs::write(dir.join("325252-x.toml.bak"), newer).expect("writes");
    assert!(Folder::new(dir.clone(), "run").list().0.is_empty());
    assert_eq!(fs::read_to_string(dir.join("325252-x.toml.bak")).expect("there"), newer);
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
    let (mut at_a, mut at_b): (SavedFile, SavedFile) =
        (a.load(&first.key).expect("reads").file, b.load(&first.key).expect("reads").file);
    for n in 1..5 {
        at_a = a.save(Some(&at_a), &sample(10 + n)).expect("saves");
        at_b = b.save(Some(&at_b), &sample(20 + n)).expect("saves");
    }
    assert_ne!(at_a.key, at_b.key);
    let (list, messages) = a.list();
    let value = |key: &str| a.load(key).expect("readable").saved.now.answers[0].value.clone();
    let mut state: Vec<String> = list.iter().map(|e| value(&e.key)).collect();
    state.sort_unstable();
    assert_eq!((state, messages.len()), (vec!["14".to_owned(), "24".to_owned()], 0));
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

/// The clock was set back, or a file bears a day to come: the session kept last is still the last.
#[test]
fn the_last_session_is_the_one_kept_last_whatever_the_clock_says() {
    let dir = fresh();
    let folder = Folder::new(dir.clone(), "run");
    let first = folder.save(None, &sample(1)).expect("saves");
    let second = folder.save(None, &sample(2)).expect("saves");
    let touch = |key: &str, time: SystemTime| {
        let path = dir.join(format!("{key}.toml"));
        fs::File::options().write(true).open(path).and_then(|f| f.set_modified(time)).expect("a time");
    };
    let keys = || Folder::new(dir.clone(), "x").list().0.into_iter().map(|r| r.key).collect::<Vec<_>>();
    touch(&first.key, SystemTime::now() + Duration::from_hours(1000));
    touch(&second.key, SystemTime::now() - Duration::from_hours(1000));
    assert_eq!(keys(), [second.key.as_str(), &first.key]);
    // Another run, which has not listed them, goes on with the first.
    let other = Folder::new(dir.clone(), "run2");
    let first = other.load(&first.key).expect("readable").file;
    let first = other.save(Some(&first), &sample(3)).expect("saves");
    touch(&first.key, SystemTime::UNIX_EPOCH);
    assert_eq!(keys(), [first.key.as_str(), &second.key]);
    // What an older program kept bears no turn: by its time, after those that do.
    fs::copy("tests/sessions/v1.toml", dir.join("325252-v1.toml")).expect("copies");
    assert_eq!(keys(), [first.key.as_str(), &second.key, "325252-v1"]);
}

#[test]
fn version_one_opens_for_ever() {
    let bytes = fs::read("tests/sessions/v1.toml").expect("the fixture");
    let old = format::read(&bytes).expect("readable");
    assert_eq!((old.code, old.label.as_str(), old.now.own_answers()), (Some(325_252), "DX計画", 4));
    assert_eq!(old.before.as_ref().map(|b| b.version.as_str()), Some("2025.4.1"));
    let restored = saved::restore(catalogue(), &old.now.answers);
    let unknown: Vec<&str> = restored.unknown.iter().map(|k| k.fact.as_str()).collect();
    assert_eq!(unknown, ["fact_of_another_bundle"]);
    let (digital, _) = catalogue().fact_named("digital").expect("a fact");
    assert_eq!(restored.given.value(digital), Some(Value::Flag(true)));
}

#[test]
fn every_kind_of_answer_comes_back() {
    let mut seen = 0;
    let nothing = Inquiry { catalogue: catalogue(), profile: &Profile::new(), as_of: day() };
    for (id, fact) in catalogue().fact_ids() {
        for stop in chiiki_navi::domain::change::whatif::sweep(nothing, id) {
            let values = std::iter::once(stop.value).chain(stop.also);
            for value in values {
                let text = fact.kind.written(value);
                assert_eq!(fact.kind.read(&text), Some(value), "{}: {text}", fact.id);
                seen += 1;
            }
        }
        for text in ["", "x", "99999999999999999999", "-1", "0.0000000001", "2026-02-30"] {
            assert_eq!(fact.kind.read(text), None, "{}: {text}", fact.id);
        }
    }
    assert!(seen > 100, "{seen}");
}

/// As `cli` puts it together: sessions below `dir`, settings in it.
fn saver(dir: &Path, run: &str) -> Saver {
    let sessions = SessionFolder::on(Some(Folder::new(dir.join("sessions"), run)), catalogue().fingerprint());
    Saver::on(sessions, Some((dir.to_owned(), run.to_owned())), Look::default())
}

fn files(dir: &Path) -> Folder {
    Folder::new(dir.join("sessions"), "x")
}

fn listed(dir: &Path) -> Vec<(String, usize)> {
    files(dir).list().0.into_iter().map(|e| (e.label, e.answers)).collect()
}

/// Plays keys with a frame after each.
fn act(state: &mut State, saver: &mut Saver, keys: &str) {
    let mut rest = keys;
    while !rest.is_empty() {
        let end = if rest.starts_with('<') {
            rest.find('>').expect("closed") + 1
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        batch(state, saver, &rest[..end]);
        rest = &rest[end..];
    }
}

fn begin(dir: &Path, run: &str, size: (u16, u16)) -> (State, Saver) {
    let (mut state, mut saver) = (start(size), saver(dir, run));
    frame_stands(&mut state, &mut saver);
    (state, saver)
}

#[test]
fn answers_are_kept_offered_opened_and_deleted() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter><enter>n<esc>");
    assert!(!dir.exists(), "nothing answered, nothing written");
    act(&mut state, &mut k, "n1");
    assert_eq!(listed(&dir).len(), 1);

    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    assert!(
        text(&state).contains("島根県海士町  令和") && text(&state).contains("回答1件　Ctrl+R"),
        "{}",
        text(&state)
    );
    act(&mut state, &mut k, "<c-r>");
    assert!(text(&state).contains("前回から判定の変わった制度はありません"), "{}", text(&state));
    act(&mut state, &mut k, "n1<f3>");
    assert_eq!(listed(&dir), [(String::new(), 2)], "the same session goes on");

    act(&mut state, &mut k, "<c-s>");
    assert!(text(&state).contains("保存した自治体") && text(&state).contains("回答   2件"), "{}", text(&state));
    act(&mut state, &mut k, "<del>");
    assert!(text(&state).contains("もう一度 Delete で削除"), "{}", text(&state));
    act(&mut state, &mut k, "<up><del>");
    assert_eq!(listed(&dir).len(), 1, "another key in between");
    act(&mut state, &mut k, "<del>");
    assert!(listed(&dir).is_empty());
    assert_eq!(fs::read_dir(dir.join("sessions")).expect("a folder").count(), 0, "the older generation too");
    // What is on the screen is not lost: the next answer keeps it anew.
    act(&mut state, &mut k, "<esc>n1");
    assert_eq!(listed(&dir).len(), 1);
}

/// Who names a town again is offered what was kept of it first, with its plan and the time of day.
#[test]
fn a_town_that_was_kept_is_offered_first() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (120, 30));
    act(&mut state, &mut k, "あまちょう<enter><f7>空き家を3軒直したい<enter><esc><esc>n1");
    let (mut state, mut k) = begin(&dir, "two", (120, 30));
    act(&mut state, &mut k, "あまちょう");
    let screen = text(&state);
    let lines: Vec<&str> = screen.lines().filter(|l| l.contains("海士町")).collect();
    assert!(lines[0].contains("続き") && lines[0].contains("空き家を3軒直したい"), "{screen}");
    assert!(lines[0].contains(':') && lines[0].contains("Ctrl+R"), "the time of day: {screen}");
    assert!(lines[1].contains("あまちょう"), "the town itself, afresh: {screen}");
    act(&mut state, &mut k, "<enter>");
    assert!(text(&state).contains("前回の続きを開きました"), "{}", text(&state));
    act(&mut state, &mut k, "cあまちょう<down><enter>");
    assert_eq!(session(&state).changes(), 0, "afresh");
}

#[test]
fn an_answer_is_kept_though_another_town_is_opened_in_the_same_breath() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n");
    batch(&mut state, &mut k, "1<f3><f2>にしのしま<enter>n1<f3><f2><c-n>1");
    assert_eq!(listed(&dir).len(), 3, "海士町, 西ノ島町, by hand: {:?}", listed(&dir));
    assert!(!session(&state).unsaved() && left_unsaved(&state) == 0);
    // Answer and reopening of the same file in one breath.
    act(&mut state, &mut k, "<c-s>");
    batch(&mut state, &mut k, "<enter>n1<c-r><c-s><enter>");
    let counts: usize = listed(&dir).iter().map(|(_, n)| n).sum();
    assert_eq!((listed(&dir).len(), counts), (3, 4), "{:?}", listed(&dir));
}

#[test]
fn sessions_of_one_town_are_told_apart_by_name() {
    let dir = fresh();
    for run in ["one", "two"] {
        let (mut state, mut k) = begin(&dir, run, (100, 30));
        act(&mut state, &mut k, if run == "two" { "あまちょう<down><enter>" } else { "あまちょう<enter>" });
        if run == "two" {
            assert!(text(&state).contains("この自治体には保存した回答があります"), "{}", text(&state));
        }
        act(&mut state, &mut k, "n1");
    }
    assert_eq!(listed(&dir).len(), 2, "a fresh session does not overwrite the old one");

    let (mut state, mut k) = begin(&dir, "three", (100, 30));
    act(&mut state, &mut k, "<c-r>n1<f3><c-s><right>ＤＸ計画q<bs>");
    assert!(text(&state).contains("> ＤＸ計画"), "{}", text(&state));
    act(&mut state, &mut k, "<enter>");
    assert!(text(&state).contains("島根県海士町「ＤＸ計画」"), "{}", text(&state));
    act(&mut state, &mut k, "<right>x<esc>n1");
    let mut all = listed(&dir);
    all.sort();
    assert_eq!(all, [(String::new(), 1), ("ＤＸ計画".to_owned(), 2)], "Esc keeps the name");
    act(&mut state, &mut k, "<esc><esc><f3>");
    act(&mut state, &mut k, "n1");
    assert!(listed(&dir).contains(&("ＤＸ計画".to_owned(), 3)), "the name stays: {:?}", listed(&dir));
    // As long as the field takes it, no longer on the disk.
    act(&mut state, &mut k, &format!("<c-s><right><c-u>{}<enter>", "長".repeat(300)));
    assert!(listed(&dir).iter().any(|(label, _)| label.chars().count() == 30), "{:?}", listed(&dir));
}

#[test]
fn the_present_towns_session_is_resumed_from_its_results() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n1<f3><f2>にしのしま<enter>n1");
    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    act(&mut state, &mut k, "あまちょう<down><enter><c-r>");
    assert_eq!(session(&state).name(), "島根県海士町");
    assert!(text(&state).contains("前回の続きを開きました"), "{}", text(&state));
    act(&mut state, &mut k, "<c-r>");
    assert!(text(&state).contains("もう開いています"), "{}", text(&state));
}

#[test]
fn a_plan_is_kept_with_its_town_and_goes_on() {
    let dir = fresh();
    let said = "海士町で空き家を3軒直したい。1,800万円";
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, &format!("<f7>{said}<tab><right><enter><tab><enter><tab><tab><tab>"));
    act(&mut state, &mut k, "<enter>");
    let plan = state.shared.plan.clone();
    assert!(plan.edits.actors.is_some());
    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    act(&mut state, &mut k, "<c-s>");
    assert!(text(&state).contains("空き家を3軒直したい"), "{}", text(&state));
    act(&mut state, &mut k, "<enter>");
    assert_eq!(state.shared.plan, plan);
    act(&mut state, &mut k, "<f7>");
    assert!(text(&state).contains("施設整備・改修 1,800万円"), "{}", text(&state));
    // A plan of words that the bundle no longer has: its sentence stays, and what is lost is named.
    let (mut state, mut k) = begin(&dir, "three", (100, 30));
    as_another_bundle(&dir, |old| {
        old.plan = "事業の名前".into();
        old.project = old.project.replace("actors = [", "actors = [\"むかしの主体\", ");
    });
    act(&mut state, &mut k, "<c-s><enter>");
    assert_eq!(state.shared.plan.sentence, said);
    assert!(session(&state).unknown.iter().any(|u| u.contains("むかしの主体")), "{:?}", session(&state).unknown);
}

/// Rewrites the only session in `dir` as another bundle would have left it.
fn as_another_bundle(dir: &Path, change: impl Fn(&mut SavedSession)) {
    let folder = files(dir);
    let entry = folder.list().0.remove(0);
    let loaded = folder.load(&entry.key).expect("reads");
    let mut old = loaded.saved;
    old.now.version = "2025.1.1".into();
    old.now.fingerprint = "0".repeat(16);
    change(&mut old);
    folder.save(Some(&loaded.file), &old).expect("saves");
}

#[test]
fn bundle_table_and_answers_are_told_apart_on_reopening() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (120, 36));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    as_another_bundle(&dir, |old| {
        for kept in old.now.answers.iter_mut().filter(|k| k.fact == "zaiseiryoku") {
            kept.value = "0.9".into();
        }
        let first = &mut old.now.verdicts[0];
        first.group = if first.group == "excluded" { "applies".into() } else { "excluded".into() };
        old.now.verdicts[1].programme = "gone-programme".into();
        old.now.answers.push(given("fact_of_another_bundle", "x"));
        old.now.answers.retain(|k| k.fact != "kaso");
        old.now.answers.push(given("kaso", "an_option_that_is_gone"));
    });

    let (mut state, mut k) = begin(&dir, "two", (120, 900));
    act(&mut state, &mut k, "<c-r>");
    let screen = text(&state);
    for part in [
        "前回からの変化",
        "2025.1.1",
        "内容が変わりました",
        "fact_of_another_bundle",
        "制度データと基準日によって変わった制度",
        "gone-programme",
        "新しく載った制度",
        "自治体の表の数字によって変わったもの",
        "財政力指数 0.9",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    assert!(screen.contains("回答で 0件") && !screen.contains("変えた回答によって変わったもの"), "{screen}");

    // An answer changed since: a cause of its own; what the first two say stays.
    act(&mut state, &mut k, "<esc>n1<f3>d");
    let screen = text(&state);
    for part in ["変えた回答によって変わったもの", "財政力指数 0.9", "gone-programme"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    let folder = files(&dir);
    let kept = folder.load(&folder.list().0[0].key).expect("reads").saved;
    for fact in ["fact_of_another_bundle", "kaso"] {
        assert!(
            kept.now.answers.iter().any(|k| k.fact == fact && k.state == AnswerState::Given),
            "{fact} is written back"
        );
    }
    assert_eq!(kept.before.as_ref().map(|b| b.version.as_str()), Some("2025.1.1"), "the old stand is kept");

    // The next day: nothing new to tell, but the comparison with the bundle before is still there.
    let (mut state, mut k) = begin(&dir, "three", (120, 900));
    act(&mut state, &mut k, "<c-r>");
    assert!(text(&state).contains("引き継げなかった"), "{}", text(&state));
    act(&mut state, &mut k, "<esc>d");
    assert!(text(&state).contains("gone-programme") && text(&state).contains("変えた回答によって"), "{}", text(&state));
}

/// Questions that were parted, that take other answers now, or that are gone: each is named with what was answered, and
/// stays in the file.
#[test]
fn what_is_not_taken_over_is_named_and_kept() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (120, 36));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    as_another_bundle(&dir, |old| {
        old.now.version = "2026.11.1".into();
        old.now.answers.retain(|k| !["digital", "tokutei_kumiai"].contains(&k.fact.as_str()));
        old.now.answers.extend([given("digital", "true"), given("tokutei_kumiai", "true"), given("gone", "x")]);
    });
    let (mut state, mut k) = begin(&dir, "two", (160, 900));
    act(&mut state, &mut k, "<c-r>");
    let screen = text(&state);
    for part in [
        "引き継げなかったもの",
        "「特定地域づくり事業協同組合の認定」の前の回答「はい」は、今の質問の答え（認定を受けた組合がある・",
        "「ICT等技術を活用する事業」は、前は「デジタル技術活用の事業」と1つの質問でした。前の回答「はい」は",
        "gone: x（今の制度データにない質問",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    let of = |fact: &str| session(&state).answers().value(catalogue().fact_named(fact).expect("a fact").0);
    assert_eq!((of("digital"), of("ict_katsuyo")), (Some(Value::Flag(true)), None));
    act(&mut state, &mut k, "<esc>n1");
    let folder = files(&dir);
    let kept = folder.load(&folder.list().0[0].key).expect("reads").saved;
    for fact in ["digital", "tokutei_kumiai", "gone"] {
        assert!(kept.now.answers.iter().any(|k| k.fact == fact && k.state == AnswerState::Given), "{fact} is kept");
    }
    // A session of a bundle that asked both apart has nothing to tell.
    as_another_bundle(&dir, |old| old.now.version = "2026.11.2".into());
    let (mut state, mut k) = begin(&dir, "three", (160, 900));
    act(&mut state, &mut k, "<c-r>");
    assert!(!text(&state).contains("1つの質問でした") && text(&state).contains("gone: x"), "{}", text(&state));
}

#[test]
fn the_day_alone_may_change_a_result() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 40));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    let mut state = start((100, 200));
    set_day(&mut state, Date::new(2040, 6, 1).expect("a day"));
    let mut k = saver(&dir, "two");
    frame_stands(&mut state, &mut k);
    act(&mut state, &mut k, "<c-r>");
    let screen = text(&state);
    assert!(screen.contains("（同じ内容）") && screen.contains("期限外"), "{screen}");
    assert!(screen.contains("基準日によって変わった制度") && !screen.contains("制度データと基準日"), "{screen}");
}

#[test]
fn a_town_that_left_the_table_keeps_its_figures_and_its_name() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    as_another_bundle(&dir, |old| (old.code, old.name) = (Some(999_999), "島根県消えた町".into()));
    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    act(&mut state, &mut k, "<c-r>");
    assert!(text(&state).contains("島根県消えた町は今の自治体の表にありません"), "{}", text(&state));
    let (id, _) = catalogue().fact_named("zaiseiryoku").expect("a fact");
    assert!(matches!(session(&state).answers().answer(id), Answer::Known(Value::Number(_), _)));
    act(&mut state, &mut k, "<esc>n1");
    let folder = files(&dir);
    let kept = folder.load(&folder.list().0[0].key).expect("reads").saved;
    assert_eq!((kept.code, kept.name.as_str()), (Some(999_999), "島根県消えた町"));
}

#[test]
fn what_was_taken_back_stays_taken_back() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>a<down><del>");
    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    act(&mut state, &mut k, "<c-r>");
    let (id, _) = catalogue().fact_named("zaiseiryoku").expect("a fact");
    assert_eq!(session(&state).answers().answer(id), Answer::NotAsked);
    assert!(text(&state).contains("前回から判定の変わった制度はありません"), "{}", text(&state));
}

#[test]
fn amounts_of_an_estimate_are_part_of_the_session() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 40));
    act(&mut state, &mut k, "あまちょう<enter>/ローカル10000<enter>m");
    act(&mut state, &mut k, "3000万円<f12>");
    assert!(listed(&dir)[0].1 >= 1, "{:?}", listed(&dir));
    let (mut state, mut k) = begin(&dir, "two", (100, 40));
    act(&mut state, &mut k, "<c-r>/ローカル10000<enter>m");
    assert!(text(&state).contains("3,000万円"), "{}", text(&state));
}

#[test]
fn two_screens_on_one_session_part() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "zero", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    let (mut a, mut ka) = begin(&dir, "one", (100, 30));
    let (mut b, mut kb) = begin(&dir, "two", (100, 30));
    act(&mut a, &mut ka, "<c-r>");
    act(&mut b, &mut kb, "<c-r>");
    act(&mut a, &mut ka, "n1");
    act(&mut b, &mut kb, "n2");
    assert!(text(&b).contains("別の画面が同じ保存を書き換えた"), "{}", text(&b));
    act(&mut a, &mut ka, "1");
    assert!(!text(&a).contains("別の画面"), "{}", text(&a));
    act(&mut b, &mut kb, "1");
    assert!(!text(&b).contains("別の画面が"), "said once: {}", text(&b));
    let mut all = listed(&dir);
    all.sort();
    assert_eq!(all, [(String::new(), 3), ("別の画面".to_owned(), 3)]);
    // Deleted by the other: kept anew, and said.
    let key = session(&b).key.clone().expect("kept");
    files(&dir).delete(&key).expect("deletes");
    act(&mut b, &mut kb, "1");
    assert!(text(&b).contains("新しく保存し直しました"), "{}", text(&b));
    assert_eq!(listed(&dir).len(), 2);
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_nothing_is_lost() {
    // A file where the folder should be: refused for every user, root included.
    let dir = fresh();
    fs::write(&dir, "x").expect("writes");
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n1");
    assert!(text(&state).contains("回答を保存できません（"), "{}", text(&state));
    act(&mut state, &mut k, "<tab>");
    assert!(!text(&state).contains("保存できません") && text(&state).contains("未保存の回答あり"), "{}", text(&state));
    // The end is asked about once; any other key forgets it.
    assert!(!batch(&mut state, &mut k, "<f10>"));
    assert!(text(&state).contains("もう一度押すと、保存せずに終わります"), "{}", text(&state));
    assert!(!batch(&mut state, &mut k, "<tab>"));
    assert!(!batch(&mut state, &mut k, "<f10>"));
    // Room again: the end keeps everything.
    fs::remove_file(&dir).expect("removes");
    assert!(batch(&mut state, &mut k, "<f10>"));
    assert_eq!(listed(&dir), [(String::new(), 1)]);

    // And without room the second time ends.
    let dir = fresh();
    fs::write(&dir, "x").expect("writes");
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "あまちょう<enter>n1<f10>");
    assert!(batch(&mut state, &mut k, "<c-c>"));
}

#[test]
fn a_disk_that_is_full_for_a_while_costs_nothing() {
    let dir = fresh();
    let left = Rc::new(Cell::new(0));
    let disk = Faulty { left: Rc::clone(&left), dead: true };
    let folder = Folder::on(dir.join("sessions"), "one", Box::new(disk));
    let (mut state, mut k) = (
        start((100, 30)),
        Saver::on(SessionFolder::on(Some(folder), catalogue().fingerprint()), None, Look::default()),
    );
    left.set(usize::MAX);
    act(&mut state, &mut k, "あまちょう<enter>n1");
    left.set(0);
    act(&mut state, &mut k, "1");
    assert!(text(&state).contains("回答を保存できません（空き容量がありません）"), "{}", text(&state));
    act(&mut state, &mut k, "1");
    assert!(text(&state).contains("未保存の回答あり"), "{}", text(&state));
    left.set(usize::MAX);
    act(&mut state, &mut k, "1");
    assert!(text(&state).contains("保存できるようになりました"), "{}", text(&state));
    assert_eq!(listed(&dir), [(String::new(), 4)]);
}

#[test]
fn what_could_not_be_kept_is_not_replaced_by_the_older_file() {
    let dir = fresh();
    let left = Rc::new(Cell::new(usize::MAX));
    let folder = Folder::on(dir.join("sessions"), "one", Box::new(Faulty { left: Rc::clone(&left), dead: true }));
    let (mut state, mut k) = (
        start((100, 30)),
        Saver::on(SessionFolder::on(Some(folder), catalogue().fingerprint()), None, Look::default()),
    );
    act(&mut state, &mut k, "あまちょう<enter>n1");
    left.set(0);
    act(&mut state, &mut k, "11<c-s><enter>");
    assert!(text(&state).contains("まだ保存できていない回答の続き"), "{}", text(&state));
    // Left for another town and taken up again.
    act(&mut state, &mut k, "<f2>にしのしま<enter><c-s><enter>");
    assert!(text(&state).contains("まだ保存できていない回答の続き"), "{}", text(&state));
    assert_eq!(session(&state).name(), "島根県海士町");
    left.set(usize::MAX);
    assert!(batch(&mut state, &mut k, "<f10>"));
    assert_eq!(listed(&dir), [(String::new(), 3)]);
}

#[test]
fn no_folder_is_no_obstacle() {
    let (mut state, mut k) = (start((100, 30)), Saver::on(SessionFolder::on(None, 0), None, Look::default()));
    frame_stands(&mut state, &mut k);
    act(&mut state, &mut k, "あまちょう<enter>n1");
    assert!(text(&state).contains("回答を保存できません（保存先のフォルダが決まりません）"), "{}", text(&state));
    act(&mut state, &mut k, "<f3><c-s>");
    assert!(text(&state).contains("保存先がない"), "{}", text(&state));
}

#[test]
fn several_damaged_files_are_counted() {
    let dir = fresh();
    fs::create_dir_all(dir.join("sessions")).expect("a folder");
    for name in ["325252-a.toml", "325252-b.toml", "tenyuryoku-c.toml"] {
        fs::write(dir.join("sessions").join(name), [0; 10]).expect("writes");
    }
    let (state, _) = begin(&dir, "one", (120, 30));
    assert!(text(&state).contains("壊れていて読めません") && text(&state).contains("（ほか2件）"), "{}", text(&state));
}

#[test]
fn the_theme_is_remembered() {
    let dir = fresh();
    let (mut state, mut k) = begin(&dir, "one", (100, 30));
    act(&mut state, &mut k, "<c-e>");
    assert_eq!(settings::read(&dir), Remembered::Theme("light".to_owned()));
    act(&mut state, &mut k, "<c-e>");
    assert_eq!(settings::read(&dir), Remembered::Theme("projector".to_owned()));
    assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 1, "nothing left behind");

    // Damaged: said, set aside when there is something to write. Newer: left alone, and said.
    fs::write(dir.join("settings.toml"), "\0\0").expect("writes");
    let (mut state, mut k) = begin(&dir, "two", (100, 30));
    assert!(text(&state).contains("配色の設定ファイルが壊れている"), "{}", text(&state));
    act(&mut state, &mut k, "<c-e>");
    assert_eq!(settings::read(&dir), Remembered::Theme("light".to_owned()));
    assert_eq!(fs::read(dir.join("settings.toml-damaged-two")).expect("kept"), b"\0\0");
    let newer = "format = \"chiiki-navi/settings/2\"\n";
    fs::write(dir.join("settings.toml"), newer).expect("writes");
    act(&mut state, &mut k, "<c-e>");
    assert!(text(&state).contains("覚えられません"), "{}", text(&state));
    assert_eq!(fs::read_to_string(dir.join("settings.toml")).expect("there"), newer);
}

#[test]
fn half_written_files_of_long_ago_are_cleared_away() {
    let dir = fresh();
    fs::create_dir_all(&dir).expect("a folder");
    for name in ["new-old.tmp", "new-fresh.tmp"] {
        fs::write(dir.join(name), "x").expect("writes");
    }
    let old = SystemTime::now() - Duration::from_hours(72);
    fs::File::options().write(true).open(dir.join("new-old.tmp")).and_then(|f| f.set_modified(old)).expect("a time");
    Folder::new(dir.clone(), "run").list();
    assert!(!dir.join("new-old.tmp").exists() && dir.join("new-fresh.tmp").exists(), "another screen may be writing");
}

/// What cannot be read in 試算 is neither used nor lost.
#[test]
fn an_unreadable_amount_waits_for_the_next_time() {
    let mut state = start((100, 40));
    play(&mut state, "あまちょう<enter>/ローカル10000<enter>m3000万えんくらい");
    play(&mut state, "<esc>");
    assert!(text(&state).contains("読めない入力は使っていません"), "{}", text(&state));
    play(&mut state, "m");
    assert!(text(&state).contains("3000万えんくらい"), "{}", text(&state));
    play(&mut state, "<c-u>3000万円");
    assert!(text(&state).contains("から 3,000万円"), "what it moved is said: {}", text(&state));
    play(&mut state, "<esc>m");
    assert!(!text(&state).contains("くらい"), "{}", text(&state));
}

#[cfg(unix)]
mod in_a_terminal {
    use super::{Folder, fresh, fs};
    use std::time::{Duration, Instant};
    use support_pty::{Pty, Signal};

    use super::support::pty as support_pty;

    const BIN: &str = env!("CARGO_BIN_EXE_chiiki-navi");

    fn sessions(dir: &std::path::Path, answers: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        let folder = Folder::new(dir.join("sessions"), "x");
        let kept = || {
            let (rows, messages) = folder.list();
            // A message: the last step of saving is still to come.
            messages.is_empty() && rows.first().is_some_and(|e| e.answers == answers)
        };
        while !kept() {
            assert!(Instant::now() < end, "not saved");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn killed_and_continued() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let mut pty = Pty::spawn(BIN, &["--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:ふだんの言葉で>amachou<enter><until:財政力指数>n<until:関わる制度>1<enter>");
        sessions(&dir, 1);
        pty.keys("1<enter>");
        sessions(&dir, 2);
        pty.signal(Signal::KILL);
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 1009);

        let mut pty = Pty::spawn(BIN, &["--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:続き     島根県海士町><c-r><until:前回の続きを開きました>a<until:回答一覧><esc>n<until:関わる制度>1<enter>");
        sessions(&dir, 3);
        pty.keys("<f10>");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
        assert_eq!(fs::read_dir(dir.join("sessions")).expect("a folder").count(), 2, "the session and its older one");
    }

    #[test]
    fn the_theme_comes_back_unless_another_is_asked_for() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let ground = |args: &[&str], env: &[(&str, &str)], keys: &str| {
            let args: Vec<&str> = ["--data-dir", &at].into_iter().chain(args.iter().copied()).collect();
            let mut pty = Pty::spawn(BIN, &args, 100, 30, env);
            pty.keys(&format!("<until:ふだんの言葉で>{keys}<f10>"));
            assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
            let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
            // The ground of the header: what differs between all themes.
            raw.split("地域ナビ").next().unwrap_or_default().rsplit("\u{1b}[").next().map(ToOwned::to_owned)
        };
        let usual = ground(&[], &[], "<c-e><until:配色: 明るい>");
        let light = ground(&["--look", "light"], &[], "");
        assert_ne!(usual, light, "the two can be told apart");
        assert_eq!(ground(&[], &[], ""), light, "remembered");
        assert_eq!(ground(&["--look", "dark"], &[], ""), usual, "asked for");
        let mono = ground(&["--look", "mono"], &[], "");
        assert_eq!(ground(&[], &[("NO_COLOR", "1")], ""), mono, "NO_COLOR");
    }

    #[test]
    fn a_place_that_refuses_is_said_and_asked_about_once() {
        // Nobody, root included, makes folders there.
        let mut pty = Pty::spawn(BIN, &["海士町", "--data-dir", "/proc/chiiki-navi"], 100, 30, &[]);
        pty.keys("<until:島根県海士町>n<until:関わる制度>1<enter><until:回答を保存できません>1<enter><until:未保存の回答あり><f10>");
        pty.keys("<until:もう一度押すと、保存せずに終わります><f10>");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
    }

    #[test]
    fn plain_talk_saves_and_goes_on_as_the_screen_does() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let mut pty = Pty::spawn(BIN, &["--plain", "海士町", "--data-dir", &at], 100, 50, &[]);
        pty.keys("<until:すべての制度の一覧><enter><until:続き 114件は「次」>");
        pty.send("質問\n".as_bytes());
        pty.keys("<until:Enter で飛ばす>1<enter>");
        sessions(&dir, 1);
        pty.signal(Signal::KILL);

        let mut pty = Pty::spawn(BIN, &["--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:続き     島根県海士町><c-r><until:前回の続きを開きました>n<until:関わる制度>1<enter><f10>");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
        sessions(&dir, 2);

        let mut pty = Pty::spawn(BIN, &["--plain", "--data-dir", &at], 100, 50, &[]);
        pty.keys("<until:「続き」で開けます>");
        pty.send("保存\n1\n".as_bytes());
        pty.keys("<until:すべての制度の一覧><enter><until:制度の番号で詳細>");
        pty.send("終了\n".as_bytes());
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
    }

    #[test]
    fn answer_and_quit_in_one_breath_is_kept() {
        let dir = fresh();
        let at = dir.to_str().expect("a path").to_owned();
        let mut pty = Pty::spawn(BIN, &["海士町", "--data-dir", &at], 100, 30, &[]);
        pty.keys("<until:島根県海士町>n<until:関わる制度>");
        pty.send(b"1\r\x03");
        assert_eq!(pty.exit_code(Duration::from_secs(30)), 0);
        sessions(&dir, 1);
    }
}
