//! Answers that cannot all hold: none is taken without a word, and nothing is judged by them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::clash::{agreed, clashes, contradictions};
use chiiki_navi::domain::terms::condition::World;
use chiiki_navi::domain::terms::profile::{Answer, FactId, FactKind, Profile, Value};
use chiiki_navi::domain::value::truth::Truth;
use chiiki_navi::session::answers::{Session, Subject};
use chiiki_navi::session::folder::SessionFolder;
use chiiki_navi::session::prefill::prefill;
use chiiki_navi::store::Folder;
use support::keys::{answer_of, asked, day, place_name, play, session, start_real};
use support::screen::text;
use support::talk::talk;

/// Every fact that an implication names, with all its values.
fn linked() -> Vec<(FactId, Vec<Value>)> {
    let c = catalogue();
    let mut ids = BTreeSet::new();
    for rule in c.implications {
        ids.insert(rule.fact);
        for (id, _) in c.fact_ids() {
            let mut alone = Profile::new();
            alone.set(id, Answer::DontKnow);
            // A condition of one fact; `values` below would not know another form.
            for value in values(id) {
                alone.give(id, value);
                if rule.when.truth(&World::of(&alone)) != rule.when.truth(&World::of(&Profile::new())) {
                    ids.insert(id);
                }
            }
        }
    }
    ids.into_iter().map(|id| (id, values(id))).collect()
}

fn values(id: FactId) -> Vec<Value> {
    match catalogue().fact(id).expect("a fact").kind {
        FactKind::YesNo => vec![Value::Flag(true), Value::Flag(false)],
        FactKind::Choice(all) => (0..all.len()).map(|n| Value::Choice(u8::try_from(n).expect("few"))).collect(),
        FactKind::Number { .. } | FactKind::Day => Vec::new(),
    }
}

/// Every way to answer or not to answer these facts.
fn every(facts: &[(FactId, Vec<Value>)], open: bool) -> Vec<Profile> {
    let mut out = vec![Profile::new()];
    for (id, values) in facts {
        let mut next = Vec::new();
        for p in &out {
            next.extend(open.then(|| p.clone()));
            for v in values {
                let mut p = p.clone();
                p.give(*id, *v);
                next.push(p);
            }
        }
        out = next;
    }
    out
}

/// The oracle, without inference: no implication is broken by these answers to everything.
fn holds(full: &Profile) -> bool {
    let world = World::of(full);
    catalogue().implications.iter().all(|r| r.when.truth(&world) != Truth::Yes || full.value(r.fact) == Some(r.value))
}

#[test]
fn answers_clash_exactly_where_no_way_of_answering_the_rest_would_hold() {
    let (c, facts) = (catalogue(), linked());
    assert!(facts.len() >= 6, "過疎区分 and its kin, 組合 and 地区");
    let whole: Vec<Profile> = every(&facts, false).into_iter().filter(holds).collect();
    let (mut met, mut pairs) = (0, BTreeSet::new());
    for partial in every(&facts, true) {
        let fits = |full: &&Profile| partial.iter().all(|(f, a)| full.answer(f) == a);
        let possible = whole.iter().any(|full| fits(&full));
        let found = clashes(c, &partial);
        assert_eq!(found.is_empty(), possible, "{partial:?}: {found:?}");
        met += usize::from(!possible);
        let (judged, _) = agreed(c, &partial);
        assert_eq!(contradictions(c, &judged).count(), 0, "nothing is judged by a contradiction: {partial:?}");
        for clash in &found {
            assert!(!clash.because.is_empty());
            pairs.extend((clash.facts.len() == 2).then(|| clash.facts.clone()));
            for f in &clash.facts {
                assert_eq!(judged.value(*f).filter(|_| judged.answer(*f) == partial.answer(*f)), None, "{partial:?}");
            }
        }
        // Two answers to blame are always named as two.
        let two = partial.iter().any(|(a, x)| {
            partial.iter().any(|(b, y)| a < b && !whole.iter().any(|full| full.answer(a) == x && full.answer(b) == y))
        });
        assert_eq!(two, found.iter().any(|c| c.facts.len() == 2), "{partial:?}: {found:?}");
    }
    assert!(met > 100 && pairs.len() >= 6, "{met} {pairs:?}");
}

#[test]
fn no_town_of_the_table_and_no_single_answer_contradicts_itself() {
    let c = catalogue();
    for m in c.municipalities {
        assert_eq!(clashes(c, &prefill(c, m)), Vec::new(), "{}", m.full_name());
    }
    for (id, values) in linked() {
        for v in values {
            let mut p = Profile::new();
            p.give(id, v);
            assert_eq!(clashes(c, &p), Vec::new());
        }
    }
}

fn run(args: &[&str], said: &str) -> Output {
    talk(args, said.as_bytes())
}

#[track_caller]
fn refused(args: &[&str], parts: &[&str]) {
    let out = run(args, "");
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!(out.status.code(), Some(2), "{args:?}: {err}");
    assert!(out.stdout.is_empty(), "{args:?}");
    for part in parts {
        assert!(err.contains(part), "{part}: {err}");
    }
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("contradictions-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a folder");
    dir
}

#[test]
fn commands_name_both_answers_and_where_they_stand() {
    let dir = folder("files");
    let file = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let none = "「過疎区分 過疎地域なし」（自治体の表: ";
    refused(
        &["assess", "多摩市", "--set", "site_kaso=true"],
        &[none, "「事業の場所が過疎地域 はい」（--set site_kaso）"],
    );
    refused(
        &["assess", "多良木町", "--set", "jokenfuri=false"],
        &["「過疎区分 全部過疎」", "いいえ」（--set jokenfuri）"],
    );
    refused(
        &["assess", "--set", "tokutei_kumiai=aru", "--set", "chiji_chiku=false"],
        &["人材確保の支援地区 いいえ」（--set chiji_chiku）", "認定を受けた組合がある」（--set tokutei_kumiai）"],
    );
    let toml = file("a.toml", "municipality = \"多摩市\"\n\n[profile]\nsite_kaso = \"はい\"\n");
    refused(&["assess", "--profile", &toml], &[none, "a.toml 4行目 site_kaso）"]);
    let json = file("a.json", "{\n \"kaso\": \"全部過疎\",\n \"条件不利地域を有する\": false\n}\n");
    refused(&["assess", "--profile", &json], &["a.json 2行目 kaso）", "a.json 3行目 条件不利地域を有する）"]);
    let plan = file("plan.toml", "text = \"空き家を直す\"\n[answers]\nsite_kaso = true\n");
    for command in ["assess", "consult"] {
        refused(&[command, "--project", &plan, "-m", "多摩市"], &[none, "plan.toml 3行目 answers.site_kaso）"]);
    }
    let both = file("both.toml", "text = \"空き家を直す\"\n[answers]\nkaso = \"higaito\"\nsite_kaso = true\n");
    refused(
        &["consult", "--project", &both],
        &["both.toml 3行目 answers.kaso）", "both.toml 4行目 answers.site_kaso）"],
    );
    refused(&["matrix", "多摩市", "--set", "site_kaso=true"], &["東京都多摩市", none]);
    // Of many towns those that it fits are judged, and of the others it is said.
    let out = run(&["matrix", "--prefecture", "東京都", "--set", "site_kaso=true", "--format", "csv"], "");
    let (told, err) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success() && told.contains("奥多摩町") && !told.contains("多摩市"), "{err}");
    assert!(err.contains("ほか"), "{err}");
    let rows = file("rows.csv", "市町村名,都道府県,事業の場所が過疎地域\n多摩市,東京都,はい\n奥多摩町,東京都,はい\n");
    let out = run(&["matrix", "--list", &rows, "--format", "csv"], "");
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && err.contains("2行目は判定しません") && err.contains(none), "{err}");
    // What is not known clashes with nothing.
    assert!(run(&["assess", "多摩市", "--set", "site_kaso=true", "--set", "kaso=?"], "").status.success());
}

#[test]
fn the_screen_names_both_and_ctrl_z_or_another_answer_ends_it() {
    let mut state = start_real((120, 36));
    play(&mut state, "たまし<enter>a");
    let before = session(&state).counts();
    // Down the list to 事業の場所が過疎地域, はい.
    assert_eq!(place_name(&state), "回答一覧");
    play(&mut state, "<enter>");
    while asked(&state) != Some("site_kaso") {
        play(&mut state, "<esc><down><enter>");
    }
    play(&mut state, "1");
    let screen = text(&state);
    assert!(screen.contains("矛盾: Ctrl+Z で取り消すか、F5 で選び直す"), "{screen}");
    assert!(screen.contains("「過疎区分 過疎地域なし」と「事業の場所が過疎地域 はい」は両立しません"), "{screen}");
    assert!(screen.contains("矛盾する回答あり"), "it stays in sight:\n{screen}");
    assert!(
        screen.contains("矛盾: 事業の場所が過疎地域 はい") && screen.contains("矛盾: 過疎区分 過疎地域なし"),
        "{screen}"
    );
    assert_eq!(session(&state).profile().value(catalogue().fact_named("site_jokenfuri").expect("a fact").0), None);
    // On 80 columns the line is shorter, and both are named.
    let mut narrow = start_real((80, 24));
    play(&mut narrow, "たまし<enter>");
    support::keys::answer_with(&mut narrow, "site_kaso", Value::Flag(true));
    narrow.shared.tell_clashes();
    assert!(
        text(&narrow).contains("矛盾（F5）: 過疎区分 過疎地域なし／事業の場所が過疎地域 はい"),
        "{}",
        text(&narrow)
    );
    play(&mut state, "<c-z>");
    assert!(!text(&state).contains("矛盾"), "{}", text(&state));
    assert_eq!(session(&state).counts(), before);
    assert!(matches!(answer_of(&state, "site_kaso"), Answer::Known(Value::Flag(false), _)), "it follows again");
}

#[test]
fn a_session_with_a_contradiction_opens_says_so_and_loses_nothing() {
    let (c, dir) = (catalogue(), folder("saved"));
    let m = c.municipalities.iter().find(|m| m.name == "多摩市").expect("a town");
    let mut answers = prefill(c, m);
    let site = c.fact_named("site_kaso").expect("a fact").0;
    answers.give(site, Value::Flag(true));
    let kept = Session::with(c, Subject::Listed(m), answers.clone(), day());
    assert_eq!(kept.clashes().len(), 1);
    let mut place = SessionFolder::on(Some(Folder::new(dir.clone(), "test")), 0);
    place.save(&kept, c, day()).expect("saves");
    let rows = place.list().0;
    let (reopened, _) = place.open(c, &rows[0].key).expect("opens");
    let again = reopened.session(c, day());
    assert_eq!(again.answers(), &answers);
    assert_eq!(again.clashes().len(), 1);
    let file = fs::read_dir(&dir).expect("a folder").flatten().map(|e| e.path());
    let file = file.into_iter().find(|p| p.extension().is_some_and(|e| e == "toml")).expect("a session");
    let name = file.to_str().expect("UTF-8");
    refused(&["assess", "--session", name], &["「過疎区分 過疎地域なし」", "「事業の場所が過疎地域 はい」", name]);
}

/// What `--plain` says after these lines, and which of the last round of questions is the one with these words.
fn heard(said: &str, question: &str) -> (String, usize) {
    let told = String::from_utf8(run(&["--plain", "--as-of", "2024-06-01"], said).stdout).expect("UTF-8");
    let round = told.rsplit("> 質問").next().unwrap_or_default();
    let mut asked = round.lines().filter(|l| l.contains("制度に関わります）"));
    let at = asked.position(|l| l.contains(question)).unwrap_or(usize::MAX);
    (told, at)
}

#[test]
fn plain_says_it_too_and_asks_which_holds() {
    let skip = "\n".repeat(200);
    let (first, second) = ("区域の中に条件不利地域", "過疎地域の区分はどれですか");
    let (told, at) = heard(&format!("0\n質問\n{skip}"), first);
    assert!(at < 200, "{told}");
    let one = format!("0\n質問\n{}いいえ\n結果\n質問\n", "\n".repeat(at));
    let (told, at) = heard(&format!("{one}{skip}"), second);
    assert!(at < 200, "{told}");
    let both = format!("{one}{}全部過疎\n", "\n".repeat(at));
    let (told, _) = heard(&format!("{both}結果\n"), second);
    let clash = "矛盾: 「過疎区分 全部過疎」と「条件不利地域を有する いいえ」は両立しません";
    assert_eq!(told.matches(clash).count(), 2, "when it is answered, and above the results:\n{told}");
    // Both are open again: the next round asks them.
    for question in [first, second] {
        assert!(heard(&format!("{both}結果\n質問\n{skip}"), question).1 < 200, "{question}");
    }
}
