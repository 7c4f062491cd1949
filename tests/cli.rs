//! The real program on the command line: results, errors, exit codes, files, pipes.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may fail")]

#[path = "support/schema.rs"]
mod schema;

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::present::value;
use folder::Temp;
use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
    // Neither sessions nor bundles of whoever runs the tests.
    command.stdin(Stdio::null()).env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the program starts")
}

#[track_caller]
fn good(args: &[&str]) -> String {
    let out = run(args);
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(0), "{args:?}: {err}");
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[track_caller]
fn json(args: &[&str]) -> Value {
    serde_json::from_str(&good(args)).expect("JSON")
}

/// Runs into an error: nothing on standard output, the exit code, and the sentence on standard error.
#[track_caller]
fn bad(args: &[&str], code: i32) -> String {
    let out = run(args);
    assert_eq!(out.status.code(), Some(code), "{args:?}");
    assert!(out.stdout.is_empty(), "{args:?}: nothing half-written");
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert!(!err.contains("panicked") && !err.contains('\u{1b}'), "{err}");
    err
}

fn keys(v: &Value) -> Vec<&str> {
    v.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn programme<'a>(result: &'a Value, id: &str) -> &'a Value {
    let all = result["programmes"].as_array().expect("programmes");
    all.iter().find(|p| p["id"] == id).expect("the programme")
}

fn fact<'a>(result: &'a Value, id: &str) -> &'a Value {
    result["profile"].as_array().expect("profile").iter().find(|f| f["id"] == id).expect("the fact")
}

const PLAN: [&str; 12] = [
    "--set",
    "digital=いいえ",
    "--set",
    "datsutanso=いいえ",
    "--set",
    "public_money=2,000万円",
    "--set",
    "loan=２０００万",
    "--set",
    "cost=50000000",
    "--programme",
    "local10000-kokko",
];

#[test]
fn assess_answers_for_a_municipality_and_a_plan() {
    let args = [&["assess", "-m", "海士町", "--as-of", "2024-06-01", "--json"][..], &PLAN[..]].concat();
    let result = json(&args);
    let top = "format bundle as_of age_warning notice municipality chosen plan profile counts counts_by_role programmes questions";
    let top: Vec<&str> = top.split(' ').collect();
    assert_eq!(keys(&result), top);
    assert_eq!(result["format"], "chiiki-navi/assess/1");
    assert_eq!(result["as_of"], "2024-06-01");
    let day = Date::new(2024, 6, 1).expect("a day");
    assert_eq!(result["age_warning"].as_str(), value::age_warning(catalogue(), day).as_deref());
    let own = &result["programmes"][0];
    assert_eq!(
        (&own["documents_until"], &own["age_warning"]),
        (&"令和6年5月".into(), &Value::Null),
        "of its own documents"
    );
    assert_eq!(result["municipality"]["code"], "325252");
    assert_eq!(result["bundle"]["fingerprint"].as_str().map(str::len), Some(16));
    assert_eq!(result["bundle"]["documents"][0]["printed_date"], catalogue().documents[0].printed_date);
    assert_eq!(fact(&result, "kaso")["state"], "prefilled");
    assert_eq!(fact(&result, "kaso")["value"], "zenbu");
    assert_eq!(fact(&result, "site_jokenfuri")["state"], "inferred");
    assert_eq!(fact(&result, "loan")["value"], 20_000_000);
    assert_eq!(fact(&result, "loan")["state"], "given");
    assert_eq!(fact(&result, "jinkogensho")["state"], "not_asked");
    let p = programme(&result, "local10000-kokko");
    let fields = [
        "id",
        "name",
        "kind",
        "role",
        "level",
        "verdict",
        "body",
        "plan",
        "terms_met",
        "terms_all",
        "rate_of",
        "ceiling_of",
        "per",
        "settled",
        "status",
        "status_date",
        "age_warning",
        "missing",
        "because",
        "requirements",
        "rates",
        "ceilings",
        "split",
        "split_readings",
        "checks",
        "period",
        "ministry",
        "themes",
        "summary",
        "applicant",
        "operator",
        "line",
        "office",
        "contact",
        "documents_until",
        "diagram",
        "terms",
        "budgets",
        "windows",
        "links",
        "main_citations",
        "citations",
    ];
    assert_eq!(keys(p), fields, "the form is versioned: keys are added at a fixed place, never renamed");
    assert_eq!((&p["verdict"], &p["settled"]), (&"yes".into(), &false.into()));
    assert_eq!(p["rates"][0]["share"], "3/4", "過疎 and 財政力 below 0.25: {}", p["rates"][0]);
    assert_eq!(p["ceilings"][0]["yen"], 25_000_000);
    assert_eq!(p["split"]["kokuhi"]["yen"], 15_000_000);
    assert_eq!(p["split"]["tokko"]["yen"], 2_500_000);
    assert_eq!(p["split"]["kokuhi"]["to"], "国費");
    let missing = p["missing"].as_array().expect("missing");
    assert!(missing.iter().any(|m| m["fact"] == "model_sei" && m["decides"][0] == "plan"), "{missing:?}");
    let cited = p["rates"][0]["citations"][0].as_str().expect("a citation");
    let quote = p["citations"].as_array().expect("citations").iter().find(|c| c["id"] == cited).expect("the quote");
    assert_eq!(quote["document"], "r6-kaigi");
    assert!(quote["lines"].is_string() && quote["text"].is_string());
}

#[test]
fn an_open_answer_gives_a_range_and_what_decides() {
    let args = ["assess", "-m", "海士町", "--set", "zaiseiryoku=?", "--set", "digital=no", "--set", "datsutanso=no"];
    let result = json(&[&args[..], &["--programme", "local10000-kokko", "--json"]].concat());
    assert_eq!(fact(&result, "zaiseiryoku")["state"], "dont_know");
    let rate = &programme(&result, "local10000-kokko")["rates"][0];
    assert_eq!((&rate["low"], &rate["high"]), (&"2/3".into(), &"3/4".into()), "{rate}");
    assert_eq!(rate["deciding"][0]["fact"], "zaiseiryoku");
    assert!(rate.get("share").is_none(), "a range is not a share");
    let today = Date::parse(result["as_of"].as_str().expect("a day")).expect("a day");
    assert_eq!(result["age_warning"].as_str(), value::age_warning(catalogue(), today).as_deref(), "judged today");
}

#[test]
fn flags_toml_json_and_standard_input_say_the_same() {
    let temp = Temp::new("same");
    let toml = temp.file(
        "plan.toml",
        "municipality = '島根県海士町'\nas_of = 2024-06-01\ndigital = false\ndatsutanso = false\n\
         [project]\npublic_money = 20_000_000\nloan = '2,000万円'\ncost = 50_000_000\n",
    );
    let text = r#"{"municipality": "325252", "as_of": "R6.6.1", "digital": false, "datsutanso": "いいえ",
        "kaso_keikaku": null, "project": {"public_money": 20000000, "loan": 20000000, "cost": "5千万円"}}"#;
    let file = temp.file("plan.json", text);
    let flags = [&["assess", "-m", "あまちょう", "--as-of", "2024-06-01", "--json"][..], &PLAN[..10]].concat();
    let wanted = good(&flags);
    assert_eq!(good(&["assess", "--profile", &toml, "--json"]), wanted);
    assert_eq!(good(&["assess", "--profile", &file, "--json"]), wanted);
    let mut child = program()
        .args(["assess", "--profile", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("standard input").write_all(text.as_bytes()).expect("taken");
    let out = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&out.stdout), wanted);
}

#[test]
fn everything_wrong_in_a_profile_is_reported_at_once() {
    let temp = Temp::new("wrong");
    let file = temp.file(
        "plan.toml",
        "zaiseirioku = '0.2'\nkaso = 'kaso'\nzaiseiryoku = 12\ndigital = 1\nloan = [1]\nas_of = 'soon'\n",
    );
    let err = bad(&["assess", "-p", &file, "-m", "小国町", "--set", "cost", "--programme", "local1000-kokko"], 2);
    for part in [
        "zaiseirioku」はありません。もしかして: zaiseiryoku（財政力指数）",
        "kaso（過疎区分）: 全部過疎・一部過疎",
        "zaiseiryoku（財政力指数）: 12は範囲の外です",
        "digital（デジタル技術活用の事業）: 「はい」か「いいえ」",
        "loan: 値は1つ",
        "as_of の「soon」",
        "「小国町」は2つあります。どれか1つを書いてください: 山形県小国町、熊本県小国町",
        "--set は 項目=値 の形",
        "制度「local1000-kokko」はありません。もしかして: local10000-kokko",
    ] {
        assert!(err.contains(part), "{part} is missing in:\n{err}");
    }
}

#[test]
fn files_that_are_no_profile_are_refused() {
    let temp = Temp::new("no-profile");
    let cases = [
        ("list.json", "[1, 2]", "{ } に"),
        ("broken.json", "{\"a\": ", "JSON として読めません（1行"),
        ("broken.toml", "kaso = zenbu\n", "TOML として読めません（1行目）。"),
        ("nan.toml", "zaiseiryoku = nan\n", "zaiseiryoku（財政力指数）"),
        ("huge.toml", "zaiseiryoku = 1e300\n", "zaiseiryoku（財政力指数）"),
        ("escape.toml", "\"\\u001b[2J\" = 1\n", "はありません"),
    ];
    for (name, text, message) in cases {
        let err = bad(&["assess", "-p", &temp.file(name, text)], 2);
        assert!(err.contains(message), "{name}: {err}");
    }
    let deep = format!("{{\"a\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(bad(&["assess", "-p", &temp.file("deep.json", &deep)], 2).contains("JSON として読めません"));
    assert!(bad(&["assess", "-p", &temp.file("large.toml", &"#".repeat(9_000_000))], 2).contains("大きすぎます"));
    assert!(bad(&["assess", "-p", &temp.path("nowhere.toml")], 2).contains("読めません"));
    assert!(bad(&["assess", "-p", &temp.path("")], 2).contains("読めません"));
}

#[test]
fn municipalities_are_found_by_what_is_clear_and_never_guessed() {
    for name in ["海士町", "島根県海士町", "島根県 海士町", "島根県隠岐郡海士町", "325252", "32525", "あまちょう"]
    {
        assert_eq!(json(&["assess", "-m", name, "--json", "--programme", "kasosai"])["municipality"]["name"], "海士町");
    }
    assert_eq!(json(&["assess", "-m", "島根県", "--json"])["municipality"]["label"], "島根県");
    assert!(bad(&["assess", "-m", "ama"], 2).contains("もしかして: 愛知県あま市"));
    assert!(bad(&["assess", "-m", "アトランティス"], 2).contains("表にありません"));
    assert!(bad(&["assess", "-m", ""], 2).contains("表にありません"));
}

#[test]
fn tables_and_pages_carry_the_day_the_version_and_the_notice() {
    let newest = catalogue().newest().expect("a document").date;
    let later = Date::new(newest.year() + 3, newest.month(), newest.day()).expect("a day");
    let (day, said) = (later.to_string(), value::wareki(later));
    let args = ["assess", "-m", "海士町", "--as-of", &day, "--programme", "local10000-kokko,kasosai"];
    for form in ["table", "html"] {
        let text = good(&[&args[..], &["--format", form, "--details"]].concat());
        for part in ["海士町", "基準日", &said, "3年前", "交付要綱", "ローカル10,000", "要確認", "出典", "行"]
        {
            assert!(text.contains(part), "{form}: {part} is missing in\n{text}");
        }
    }
    let plain = good(&args);
    assert!(plain.contains(" 該当　") && !plain.contains("【出典】"));
}

#[test]
fn files_are_whole_and_never_replaced_unasked() {
    let temp = Temp::new("output");
    let (path, args) = (temp.path("結果.json"), ["assess", "-m", "海士町", "--json", "--as-of", "2024-06-01"]);
    let wanted = good(&args);
    let to = |more: &[&str]| run(&[&args[..], &["--output", &path], more].concat());
    let out = to(&[]);
    assert_eq!(out.status.code(), Some(0));
    assert!(out.stdout.is_empty() && String::from_utf8_lossy(&out.stderr).contains("書き出しました"));
    assert_eq!(fs::read_to_string(&path).expect("written"), wanted);
    fs::write(&path, "mine").expect("a file");
    assert_eq!(to(&[]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).expect("kept"), "mine");
    assert_eq!(to(&["--force"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).expect("replaced"), wanted);
    let names: Vec<_> = fs::read_dir(&temp.0).expect("the folder").collect();
    assert_eq!(names.len(), 1, "no temporary file stays behind: {names:?}");
    assert!(bad(&["assess", "--output", &temp.path("")], 2).contains("フォルダです"));
    assert!(bad(&["assess", "--output", &temp.path("no/where.json")], 1).contains("書けませんでした"));
    assert!(bad(&["assess", "--output", &path, "--set", "x=1", "--force"], 2).contains("項目「x」"));
    assert_eq!(fs::read_to_string(&path).expect("kept"), wanted, "wrong input writes nothing");
}

/// Two files that belong together are both written or neither, and the one in the way is named.
#[test]
fn a_table_and_its_questions_are_both_written_or_neither() {
    let temp = Temp::new("both");
    let (first, second) = (temp.path("a.csv"), temp.path("a_質問票.csv"));
    let args = ["assess", "-m", "海士町", "--as-of", "2024-06-01", "--annex", "questions", "--out", &first];
    fs::write(&second, "mine").expect("another's file");
    assert!(bad(&args, 2).contains("a_質問票.csv はもうあります"));
    assert!(fs::metadata(&first).is_err() && fs::read_to_string(&second).expect("kept") == "mine");
    fs::remove_file(&second).expect("gone");
    fs::create_dir(&first).expect("a folder in the way");
    bad(&args, 2);
    assert!(fs::metadata(&second).is_err(), "taken back");
    fs::remove_dir(&first).expect("gone");
    assert_eq!(run(&args).status.code(), Some(0));
    assert!(fs::read_to_string(&second).expect("the questions").starts_with("\u{feff}番号,窓口"));
}

/// A medium of its own in `dir`, full after 64 KiB or not to be written at all, for the length of one run; `None` where
/// the system does not lend one.
#[cfg(target_os = "linux")]
fn on_medium(dir: &Path, read_only: bool, args: &[&str]) -> Option<(Output, Vec<String>)> {
    let mount = format!("mount -t tmpfs -o size=64k none '{}'", dir.display());
    let mount = if read_only { format!("{mount} && mount -o remount,ro '{}'", dir.display()) } else { mount };
    let mark = dir.with_extension("names");
    let script =
        format!("{mount} || exit 77; \"$@\"; code=$?; ls -A '{}' > '{}'; exit $code", dir.display(), mark.display());
    let out = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script, "sh", env!("CARGO_BIN_EXE_chiiki-navi")])
        .args(args)
        .env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output();
    let names = fs::read_to_string(&mark);
    let _ = fs::remove_file(&mark);
    let (out, names) = (out.ok()?, names.ok()?);
    (out.status.code() != Some(77)).then(|| (out, names.lines().map(str::to_owned).collect()))
}

/// A full medium and one that is not to be written: every form says why in Japanese and leaves nothing behind.
#[cfg(target_os = "linux")]
#[test]
fn a_medium_that_takes_nothing_holds_nothing_half_written() {
    let temp = Temp::new("medium");
    let dir = temp.0.join("medium");
    fs::create_dir(&dir).expect("a folder");
    let at = |name: &str| dir.join(name).to_str().expect("UTF-8").to_owned();
    let assess = ["assess", "-m", "海士町", "--as-of", "2024-06-01", "--annex", "all", "--out"];
    let matrix = ["matrix", "--as-of", "2024-06-01", "--out"];
    for (args, name) in [
        (&assess[..], "a.html"),
        (&assess, "a.csv"),
        (&assess, "a.xlsx"),
        (&assess, "a.json"),
        (&matrix, "m.csv"),
        (&matrix, "m.xlsx"),
    ] {
        for (read_only, why) in [(true, "書き込みできない媒体です"), (false, "空き容量がありません")]
        {
            let path = at(name);
            let Some((out, names)) = on_medium(&dir, read_only, &[args, &[path.as_str()]].concat()) else {
                println!("this system lends no medium: not tried");
                return;
            };
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(1), "{name}: {said}");
            assert!(said.contains(why), "{name}: {said}");
            assert!(names.is_empty(), "{name}: {names:?}");
        }
    }
}

/// Every form from the command line, to a pipe and to a file: the same bytes.
#[test]
fn every_form_goes_to_a_pipe_and_to_a_file() {
    let temp = Temp::new("forms");
    let args = [&["assess", "-m", "海士町", "--as-of", "2024-06-01"][..], &PLAN[..]].concat();
    for (form, begins) in [
        ("html", &b"<!DOCTYPE html>"[..]),
        ("csv", "\u{feff}番号,判定,".as_bytes()),
        ("xlsx", b"PK"),
        ("json", b"{"),
        ("table", "島根県海士町".as_bytes()),
    ] {
        let piped = run(&[&args[..], &["--format", form]].concat());
        assert_eq!(piped.status.code(), Some(0), "{form}");
        assert!(piped.stdout.starts_with(begins), "{form}");
        let path = temp.path(&format!("a.{form}"));
        let out = run(&[&args[..], &["--format", form, "--out", &path]].concat());
        assert_eq!(out.status.code(), Some(0), "{form}");
        assert_eq!(fs::read(&path).expect("written"), piped.stdout, "{form}");
    }
}

/// What was written comes back as it was.
#[test]
fn results_can_be_assessed_again() {
    let temp = Temp::new("again");
    for day in ["2024-06-01", "2026-11-21"] {
        let args = [&["assess", "-m", "海士町", "--as-of", day, "--json"][..], &PLAN[..]].concat();
        let first = good(&[&args[..], &["--set", "kaso=?", "--set", "jinko=3000"]].concat());
        let file = temp.file(&format!("{day}.json"), &first);
        assert_eq!(
            good(&["assess", "--profile", &file, "--programme", "local10000-kokko", "--json"]),
            first,
            "the day comes with it"
        );
        let flag = json(&["assess", "--profile", &file, "--set", "kaso=一部過疎", "--json"]);
        assert_eq!(fact(&flag, "kaso")["value"], "ichibu", "a flag wins");
        // All programmes: what `assess` writes is not too large for `assess`.
        let whole = temp.file(&format!("{day}-all.json"), &flag.to_string());
        assert_eq!(json(&["assess", "--profile", &whole, "--json"]), flag);
    }
    // A table's answer that was taken back stays taken back.
    let taken = temp.file("back.toml", "municipality = \"海士町\"\nas_of = \"2024-06-01\"\n");
    let mut v: Value = serde_json::from_str(&good(&["assess", "-p", &taken, "--json"])).expect("JSON");
    let at = v["profile"].as_array().expect("a profile").iter().position(|f| f["id"] == "zaiseiryoku").expect("it");
    v["profile"][at]["state"] = "not_asked".into();
    v["profile"][at]["value"] = Value::Null;
    let back = json(&["assess", "-p", &temp.file("back.json", &v.to_string()), "--json"]);
    assert_eq!(back["profile"][at]["state"], "not_asked");

    for (name, text, part) in [
        ("other.json", "{\"format\": \"chiiki-navi/assess/9\"}", "読めるのは chiiki-navi/assess/1"),
        ("other.toml", "format = \"chiiki-navi/other/1\"\n", "の形は回答として読めません"),
        ("odd.json", "{\"format\": \"chiiki-navi/assess/1\", \"profile\": [{}]}", "id と state"),
    ] {
        assert!(bad(&["assess", "-p", &temp.file(name, text)], 2).contains(part), "{name}");
    }
}

#[test]
fn the_plan_may_stand_in_a_file_of_its_own() {
    let temp = Temp::new("project");
    let profile = temp.file("town.toml", "municipality = \"海士町\"\ncost = 5\n");
    let project = temp.file("plan.json", "{\"cost\": 100000000, \"public_money\": \"3000万円\"}");
    let all = ["assess", "-p", &profile, "--project", &project, "--as-of", "2024-06-01", "--json"];
    let flags = ["assess", "-m", "海士町", "--set", "cost=1億円", "--set", "public_money=3000万円"];
    assert_eq!(good(&all), good(&[&flags[..], &["--as-of", "2024-06-01", "--json"]].concat()));
    assert!(bad(&["assess", "--project", &temp.path("nowhere.toml")], 2).contains("読めません"));
}

#[test]
fn lists_are_filtered_and_searched() {
    let all = json(&["list", "--json"]);
    assert_eq!(all["format"], "chiiki-navi/list/1");
    let count =
        |args: &[&str]| json(&[&["list", "--json"], args].concat())["programmes"].as_array().map_or(0, Vec::len);
    let whole = count(&[]);
    let bonds = count(&["--kind", "地方債"]);
    assert!(whole > 20 && bonds > 0 && bonds < whole);
    assert!(count(&["--kind", "地方債", "--theme", "過疎"]) < bonds);
    assert!(count(&["--level", "figures"]) < whole || whole == count(&["--level", "figures"]));
    for word in ["過疎", "かそ", "ｶｿ", "kaso"] {
        assert!(good(&["list", word]).contains("kasosai"), "{word}");
    }
    assert!(good(&["list", "ローカル", "10000"]).contains("local10000-kokko"));
    assert!(bad(&["list", "--kind", "宝くじ"], 2).contains("種別「宝くじ」はありません（"));
    assert!(bad(&["list", "--theme", "x"], 2).contains("テーマ"));
    assert!(bad(&["list", "--role", "x"], 2).contains("お金の制度、支援の制度、お知らせ・依頼、名前のみ"));
    let each = ["お金の制度", "支援の制度", "お知らせ・依頼", "mention"].map(|r| count(&["--role", r]));
    assert!(each.iter().all(|n| *n > 0) && each.iter().sum::<usize>() == count(&[]), "{each:?}");
    let money = json(&["assess", "-m", "海士町", "--role", "お金の制度", "--json", "--as-of", "2024-06-01"]);
    assert!(money["programmes"].as_array().expect("programmes").iter().all(|p| p["role"] == "money"));
    assert!(bad(&["list", "--level", "x"], 2).contains("figures、terms、mention"));
}

#[test]
fn show_gives_everything_with_citations() {
    let shown = json(&["show", "local10000-kokko", "--json"]);
    let p = &shown["programme"];
    assert_eq!(p["rates"][0]["rows"][0]["share"], "1/2");
    assert!(p["rates"][0]["rows"].as_array().is_some_and(|r| r.iter().all(|r| r["citations"][0].is_string())));
    assert!(p["citations"].as_array().is_some_and(|c| c.len() > 10));
    let text = good(&["show", "local10000-kokko"]);
    for part in
        ["【率】", "【上限】", "【出典】", "条件不利地域・財政力0.25未満", "財政力指数 0.25未満", "R6課長会議資料"]
    {
        assert!(text.contains(part), "{part}");
    }
    assert!(bad(&["show", "local10000-koko"], 2).contains("もしかして: local10000-kokko"));
}

#[test]
fn every_programme_can_be_shown_and_assessed() {
    for p in json(&["list", "--json"])["programmes"].as_array().expect("programmes") {
        let id = p["id"].as_str().expect("an id");
        assert!(good(&["show", id]).contains(id), "{id}");
    }
    let result = json(&["assess", "--json"]);
    let counts = result["counts"].as_object().expect("counts");
    let sum: u64 = counts.values().filter_map(Value::as_u64).sum();
    assert_eq!(Some(sum), result["programmes"].as_array().and_then(|p| u64::try_from(p.len()).ok()));
}

#[test]
fn facts_are_listed_with_form_and_meaning() {
    let facts = json(&["facts", "--json"]);
    let all = facts["facts"].as_array().expect("facts");
    let one = |id: &str| all.iter().find(|f| f["id"] == id).expect("the fact");
    assert_eq!(one("kaso")["options"][0]["id"], "zenbu");
    assert_eq!((&one("zaiseiryoku")["type"], &one("zaiseiryoku")["max"]), (&"number".into(), &"5".into()));
    assert_eq!(one("loan")["unit"], "円");
    let text = good(&["facts"]);
    for f in all {
        assert!(text.contains(f["id"].as_str().expect("an id")) && text.contains(f["help"].as_str().expect("a text")));
    }
}

#[test]
fn municipalities_are_listed_and_searched() {
    let all = json(&["municipalities", "--json"]);
    assert_eq!(all["municipalities"].as_array().map(Vec::len), Some(catalogue().municipalities.len()));
    let found = json(&["municipalities", "ama", "--prefecture", "島根県", "--json"]);
    assert_eq!(found["municipalities"][0]["name"], "海士町");
    assert!(good(&["municipalities", "海士"]).contains("325252"));
    assert!(bad(&["municipalities", "--prefecture", "江戸"], 2).contains("都道府県「江戸」"));
}

#[test]
fn an_old_name_is_found_where_it_leads_to_one_town() {
    for name in ["清水市", "しみずし", "静岡県清水市"] {
        assert_eq!(json(&["assess", "-m", name, "--json", "--programme", "kasosai"])["municipality"]["name"], "静岡市");
    }
    assert_eq!(json(&["assess", "-m", "川口町", "--json"])["municipality"]["label"], "新潟県長岡市");
    let out = run(&["assess", "-m", "浦和市", "--json"]);
    let told = "埼玉県浦和市は2001年5月1日に新設合併でなくなり、いまは埼玉県さいたま市です";
    assert!(String::from_utf8_lossy(&out.stderr).contains(told), "{out:?}");
    let several = bad(&["assess", "-m", "上九一色村"], 2);
    assert!(several.contains("山梨県甲府市") && several.contains("山梨県富士河口湖町"), "{several}");
    assert_eq!(json(&["assess", "-m", "大和町", "--json"])["municipality"]["label"], "宮城県大和町");
}

#[test]
fn check_names_every_problem_and_says_what_it_looked_at() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content_bad/base");
    let temp = Temp::new("check");
    for file in
        ["sources.toml", "facts.toml", "glossary.toml", "readings.toml", "municipalities.toml", "municipalities.csv"]
    {
        fs::copy(base.join(file), temp.0.join(file)).expect("a copy");
    }
    for dir in ["programmes", "examples"] {
        fs::create_dir(temp.0.join(dir)).expect("a folder");
    }
    let good_one = fs::read_to_string(base.join("programmes/sample.toml")).expect("the sample");
    temp.file("programmes/sample.toml", &good_one);
    let text = good(&["check", &temp.path("")]);
    assert!(text.contains("制度 1 件") && text.contains("引用は資料と突き合わせていません"), "{text}");
    let documents = base.join("documents");
    let text = good(&["check", &temp.path(""), "--documents", documents.to_str().expect("UTF-8")]);
    assert!(text.contains("引用 3 件を資料と突き合わせました"), "{text}");
    temp.file(
        "programmes/sample.toml",
        &good_one.replace("label = \"原則\"\nshare = \"1/2\"", "label = \"\\u001b[2J\"\nshare = \"3/2\""),
    );
    let err = bad(&["check", &temp.path("")], 1);
    assert!(err.contains("programmes/sample.toml:") && err.contains("率「3/2」") && err.contains("U+001B"), "{err}");
    assert!(err.trim_end().ends_with("件あります"), "{err}");
    assert!(bad(&["check", &temp.path("nowhere")], 2).contains("フォルダはありません"));
}

#[test]
fn wrong_arguments_get_a_japanese_sentence_and_exit_code_2() {
    for (args, part) in [
        (&["--frobnicate"][..], "「--frobnicate」という指定はありません"),
        (&["assess", "--format", "pdf"], "「pdf」は使えません（table、html、xlsx、csv、json）"),
        (&["list", "--as-of", "2024-02-30"], "暦にない日付"),
        (&["list", "--as-of"], "--as-of"),
        (&["show"], "制度の id か、絞り込み"),
        (&["list", "--status", "someday"], "--status に「someday」は使えません"),
        (&["show", "kasosai", "nope"], "制度「nope」はありません"),
        (&["海士町", "list"], "コマンドの後に"),
        (&["list", "--json", "--json"], "二度書けません"),
    ] {
        let err = bad(args, 2);
        assert!(err.contains(part), "{args:?}: {err}");
        assert!(
            err.contains("--help") || !err.contains("という指定") && !err.contains("使えません（table"),
            "{args:?}: {err}"
        );
    }
    assert!(good(&["--help"]).contains("使い方: chiiki-navi"));
    for command in ["assess", "list", "show", "facts", "municipalities", "keys", "check"] {
        let help = good(&[command, "--help"]);
        assert!(!help.contains("Usage") && !help.contains("Options") && !help.contains("Print"), "{help}");
    }
}

#[test]
fn the_version_names_program_commit_and_bundle() {
    let text = good(&["--version"]);
    let mut lines = text.lines();
    let program = lines.next().expect("the program");
    assert!(program.starts_with(&format!("chiiki-navi {}（コミット ", env!("CARGO_PKG_VERSION"))), "{program}");
    let bundle = json(&["list", "--json"])["bundle"]["version"].as_str().expect("a version").to_owned();
    let line = lines.next().expect("the bundle");
    assert!(
        line.starts_with(&format!("制度データ {bundle}（令和")) && line.contains("プログラムに入っている"),
        "{line}"
    );
    // The newest heading of the record is this version's, with its day.
    let record = fs::read_to_string("CHANGELOG.md").expect("the record");
    let newest = record.lines().find_map(|l| l.strip_prefix("## ")).expect("a heading");
    assert!(newest.starts_with(&format!("{}（20", env!("CARGO_PKG_VERSION"))), "{newest}");
}

#[test]
fn without_a_terminal_the_screen_says_so() {
    for args in [&[][..], &["海士町"], &["--as-of", "2024-06-01"]] {
        let err = bad(args, 2);
        assert!(err.contains("端末") && err.contains("chiiki-navi assess"), "{err}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let [csv, xlsx] = ["csv", "xlsx"].map(|f| ["assess", "--format", f]);
    for args in [&["municipalities", "--json"][..], &["assess", "--json"], &csv, &xlsx, &["list"], &["--help"]] {
        let mut child =
            program().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let out = child.wait_with_output().expect("the program ends");
        assert_eq!(out.status.code(), Some(0), "{args:?}");
        assert!(out.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn programmes_are_listed_and_shown_by_filter() {
    let ids = |args: &[&str]| -> Vec<String> {
        let all = json(args)["programmes"].as_array().expect("programmes").clone();
        all.iter().map(|p| p["id"].as_str().expect("an id").to_owned()).collect()
    };
    let bonds = ids(&["list", "--kind", "地方債", "--json"]);
    assert!(bonds.contains(&"kasosai".to_owned()) && !bonds.contains(&"local10000-kokko".to_owned()));
    assert_eq!(bonds, ids(&["show", "--kind", "地方債", "--json"]));
    assert_eq!(ids(&["show", "local10000-kokko", "kasosai", "--json"]), ["local10000-kokko", "kasosai"]);
    assert_eq!(ids(&["show", "local10000-kokko", "kasosai", "--kind", "地方債", "--json"]), ["kasosai"]);
    assert_eq!(json(&["show", "kasosai", "--json"])["programme"]["id"], "kasosai");
    let (then, later) = (["list", "--status", "expired", "--json", "--as-of"], "2030-01-01");
    let (before, after) = (ids(&[&then[..], &["2024-06-01"]].concat()), ids(&[&then[..], &[later]].concat()));
    assert!(before.len() < after.len() && before.iter().all(|p| after.contains(p)), "{before:?} {after:?}");
    assert!(good(&["show", "--theme", "過疎", "--level", "figures"]).matches("【判定】").count() > 3);
    assert!(good(&["show", "kasosai", "--kind", "税制"]).contains("あてはまる制度はありません"));
}

#[test]
fn keys_are_listed_for_every_place() {
    let (plain, markdown) = (good(&["keys"]), good(&["keys", "--markdown"]));
    for place in ["始める", "結果", "制度の詳細", "どこでも"] {
        assert!(plain.contains(&format!("【{place}】")) && markdown.contains(&format!("| {place} | ")), "{place}");
    }
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    let args = ["assess", "-m", "小国町", "--json", "--as-of", "2024-06-01"];
    assert!(bad(&args, 2).contains("熊本県小国町"));
    let args = ["assess", "-m", "熊本県小国町", "--json", "--as-of", "2024-06-01"];
    assert_eq!(good(&args), good(&args));
}

#[test]
fn a_saved_session_is_a_profile() {
    for option in ["--session", "--profile"] {
        let out = run(&["assess", option, "tests/sessions/v1.toml", "--as-of", "2024-06-01", "--json"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(0), "{said}");
        assert!(said.contains("fact_of_another_bundle"), "{said}");
        let json: Value = serde_json::from_slice(&out.stdout).expect("JSON");
        assert_eq!(json["municipality"]["code"], "325252", "{}", json["municipality"]);
        assert_eq!(fact(&json, "digital")["value"], true);
        assert_eq!(fact(&json, "zaiseiryoku")["state"], "prefilled");
        // Taken back: not the table's.
        assert!(fact(&json, "kaso")["value"].is_null(), "{}", fact(&json, "kaso"));
    }
    // An answer on the line replaces one of the session.
    let changed = ["assess", "--session", "tests/sessions/v1.toml", "--set", "digital=いいえ", "--json"];
    let out = run(&changed);
    let json: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(fact(&json, "digital")["value"], false);
}

#[test]
fn what_is_no_session_is_refused() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-sessions-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let good = fs::read("tests/sessions/v1.toml").expect("the fixture");
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("cut.toml", good[..good.len() - 1].to_vec(), "壊れています"),
        ("binary.toml", vec![0xff; 1000], "UTF-8"),
        ("zeros.toml", vec![0; 1000], "壊れています"),
        ("profile.toml", b"digital = true\n".to_vec(), "保存ファイルではありません"),
        ("newer.toml", b"format = \"chiiki-navi/session/2\"\n".to_vec(), "新しい版"),
        ("huge.toml", vec![b'#'; 9 << 20], "大きすぎます"),
    ];
    for (name, bytes, says) in cases {
        let path = dir.join(name);
        fs::write(&path, &bytes).expect("writes");
        let err = bad(&["assess", "--session", path.to_str().expect("a path")], 2);
        assert!(err.contains(says), "{name}: {err}");
        assert!(fs::read(&path).expect("still there") == bytes, "only read");
    }
    let err = bad(&["assess", "--session", "tests/sessions/none.toml"], 2);
    assert!(err.contains("none.toml"), "{err}");
}

#[test]
fn every_form_fits_its_schema() {
    for (form, args) in [
        ("list", &["list"] as &[&str]),
        ("list", &["list", "--status", "expired", "--as-of", "2026-04-01"]),
        ("show", &["show", "local10000-kokko"]),
        // Every programme.
        ("show", &["show", "--level", "figures"]),
        ("show", &["show", "--level", "terms"]),
        ("show", &["show", "--level", "mention"]),
        ("facts", &["facts"]),
        ("municipalities", &["municipalities", "小国"]),
        ("municipalities", &["municipalities", "--prefecture", "東京"]),
        ("matrix", &["matrix", "--prefecture", "しまね"]),
        ("matrix", &["matrix", "--prefecture", "東京都", "--set", "cost=1億円", "--as-of", "2020-01-01"]),
        ("matrix", &["show", "kasosai", "--who", "--prefecture", "島根"]),
        ("assess", &["assess", "--municipality", "海士町", "--set", "cost=1億円"]),
    ] {
        schema::fits(form, &json(&[args, &["--json"]].concat()));
    }
}

#[test]
fn the_ending_names_the_form() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("endings");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a folder");
    let at = |name: &str| dir.join(name).to_str().expect("UTF-8").to_owned();
    for (name, start) in
        [("a.xlsx", &b"PK"[..]), ("a.html", b"<!doctype html"), ("a.csv", b"\xef\xbb\xbf"), ("a.json", b"{")]
    {
        good(&["assess", "海士町", "--programme", "kasosai", "--out", &at(name)]);
        let bytes = fs::read(at(name)).expect("written").to_ascii_lowercase();
        assert!(bytes.starts_with(&start.to_ascii_lowercase()), "{name}");
    }
    assert!(bad(&["assess", "海士町", "--out", &at("a.pdf")], 2).contains("形式が分かりません"));
    assert!(bad(&["assess", "海士町", "--format", "csv", "--out", &at("b.html")], 2).contains("合いません"));
    assert!(!dir.join("a.pdf").exists() && !dir.join("b.html").exists());
}

#[test]
fn a_saved_session_as_project_wins_over_the_profile() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("order");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a folder");
    let profile = dir.join("profile.toml");
    fs::write(&profile, "municipality = \"海士町\"\ndigital = false\n").expect("a file");
    // It answers digital with はい.
    let session = Path::new("tests/sessions/v1.toml");
    let digital = |args: &[&str]| {
        let value = json(&[&["assess", "--json", "--programme", "local10000-kokko"], args].concat());
        let all = value["profile"].as_array().expect("answers").clone();
        all.iter().find(|a| a["id"] == "digital").expect("the answer")["value"].clone()
    };
    let (profile, session) = (profile.to_str().expect("UTF-8"), session.to_str().expect("UTF-8"));
    assert_eq!(digital(&["--profile", profile, "--project", session]), true, "the project wins");
    assert_eq!(digital(&["--profile", session, "--project", profile]), false, "the project wins");
}

#[track_caller]
fn consult(args: &[&str]) -> Value {
    json(&[&["consult", "--json", "--as-of", "2024-10-01"], args].concat())
}

fn list<'a>(v: &'a Value, key: &str) -> Vec<&'a str> {
    v["understood"][key].as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

#[test]
fn consult_asks_back_instead_of_guessing() {
    let said = |args: &[&str]| list(&consult(args), "questions").join("\n");
    let long = "空き家を直したい。".repeat(600);
    for (args, expected) in [
        (&[long.as_str()] as &[&str], "はじめの2000文字だけ"),
        (&["！？★☆…", "##"], "日本語の1文で書いてください"),
        (&["we want to repair old houses"], "日本語の1文で書いてください"),
        (&["海士町と飯南町で空き家を直したい"], "自治体が1つに決まりません。どれですか: 島根県"),
        (&["空き家を直したい。1800"], "「1800」は円ですか、万円ですか"),
        (&["空き家を直したい。-1800万円"], "0円以上の金額を書いてください"),
        (&["人件費のために、人件費以外のために"], "含める・除くの両方が書かれています"),
        (&["人件費以外のために", "--cost", "人件費=100万円"], "文では除き、--cost では含めています"),
    ] {
        assert!(said(args).contains(expected), "{args:?}: {}", said(args));
    }
    let english = consult(&["we want to repair old houses"]);
    assert_eq!(english["answers"], serde_json::json!([]));
    assert!(english["message"].is_string(), "silence is said");
    let two = consult(&["海士町と飯南町で空き家を直したい"]);
    assert!(two["understood"]["municipality"].is_null(), "no guess");
    let named = consult(&["海士町と西ノ島町で空き家を直したい", "-m", "海士町"]);
    assert_eq!(list(&named, "questions"), Vec::<&str>::new(), "the option decides");
}

#[test]
fn consult_reads_what_the_input_method_leaves() {
    let plain = consult(&["海士町で空き家を3軒直したい。1,800万円"]);
    let wide = consult(&["　海士町で空き家を３軒直したｉ。１，８００万円ｎ"]);
    for key in ["municipality", "purposes"] {
        assert_eq!(plain["understood"][key], wide["understood"][key], "{key}");
    }
    assert_eq!(plain["understood"]["costs"][0]["yen"], 18_000_000);
    assert_eq!(wide["understood"]["costs"][0]["yen"], 18_000_000);
}

#[test]
fn consult_refuses_wrong_options() {
    for (args, expected) in [
        (&[] as &[&str], "相談の文か --purpose を書いてください"),
        (&["  "], "相談の文か --purpose を書いてください"),
        (&["空き家", "--purpose", "月旅行"], "目的「月旅行」はありません"),
        (&["空き家", "--actor", "宇宙人"], "主体「宇宙人」はありません"),
        (&["空き家", "--cost", "ロケット=100万円"], "経費の種類「ロケット」はありません"),
        (&["空き家", "--cost", "人件費=-100万円"], "0以上の値"),
        (&["空き家", "--cost", "人件費=1800"], "円ですか、万円ですか"),
        (&["空き家", "--cost", "1800万円"], "種類=金額 と書いてください"),
        (&["空き家", "-m", "月面市"], "月面市"),
        (&["海士町で空き家", "--out", "hyo.xlsx"], "hyo.xlsx には書けません"),
    ] {
        let err = bad(&[&["consult"], args].concat(), 2);
        assert!(err.contains(expected), "{args:?}: {err}");
    }
    let towns = ["海士町", "飯南町", "松江市", "出雲市", "浜田市", "益田市"];
    let six: Vec<&str> = ["consult", "空き家"].into_iter().chain(towns.iter().flat_map(|t| ["-m", t])).collect();
    assert!(bad(&six, 2).contains("5つまで"));
}

#[test]
fn a_plan_travels_as_a_file() {
    let dir = Temp::new("plan");
    let (a, b) = (dir.path("a.toml"), dir.path("b.toml"));
    let said = "島根県海士町で空き家を3軒直したい。1,800万円。12人";
    let options = ["--purpose", "空き家", "--cost", "人件費=300万円"];
    let first = consult(&[&[said, "--save-project", &a], &options[..]].concat());
    let text = fs::read_to_string(&a).expect("written");
    assert!(!text.contains("海士町"), "it belongs to no town: {text}");
    let again = consult(&["--project", &a, "-m", "海士町", "--save-project", &b]);
    for key in
        ["purposes", "actor", "stage", "kinds", "costs", "loan", "public_money", "grants", "persons", "municipality"]
    {
        assert_eq!(first["understood"][key], again["understood"][key], "{key}");
    }
    assert_eq!(first["answers"], again["answers"], "the same answers");
    assert_eq!(text, fs::read_to_string(&b).expect("written"), "written the same again");
    let elsewhere = consult(&["--project", &a, "-m", "飯南町"]);
    assert_eq!(elsewhere["understood"]["costs"], first["understood"]["costs"]);
    assert!(bad(&["consult", said, "--save-project", &a], 2).contains("--force"));
    let by_hand = dir.file("hand.toml", "name = \"家\"\npurposes = [\"空き家\"]\n[[cost]]\nkind = \"施設整備\"\nyen = \"1,800万円\"\n[answers]\ndigital = true\n");
    let read = consult(&["--project", &by_hand, "-m", "海士町"]);
    assert_eq!(read["understood"]["name"], "家");
    assert_eq!(read["understood"]["costs"][0]["yen"], 18_000_000);
}

/// `assess` judges with a plan as `consult` does, says which one, and what was set for the run wins over it.
#[test]
fn assess_takes_a_plan() {
    let dir = Temp::new("plan-assess");
    let plan = dir.path("plan.toml");
    let said = "地元の会社が宿を始める。設備に2,000万円、銀行の融資1,500万円、町が500万円を補助する";
    let _ = consult(&[said, "--purpose", "起業", "--save-project", &plan]);
    let assess = |args: &[&str]| json(&[&["assess", "海士町", "--json", "--as-of", "2024-10-01"], args].concat());
    let (told, alone) = (assess(&["--project", &plan]), consult(&["--project", &plan, "-m", "海士町"]));
    assert_eq!(told["plan"]["answers"], alone["answers"], "the same answers");
    assert_eq!(told["plan"]["understood"], alone["understood"]);
    let of = |v: &Value, id: &str| {
        v["programmes"].as_array().expect("all").iter().find(|p| p["id"] == id).expect(id).clone()
    };
    let answers = alone["answers"].as_array().expect("answers");
    assert!(answers.iter().any(|a| a["id"] == "local10000-kokko") && !answers.iter().any(|a| a["id"] == "kasosai"));
    let asks =
        |v: &Value, id: &str| of(v, id)["missing"].as_array().expect("a list").iter().any(|m| m["fact"] == "cost");
    // The amounts go where the plan fits, or where a programme was named.
    assert!(!asks(&told, "local10000-kokko"), "it has the plan's amounts");
    let bond = |args: &[&str]| of(&assess(args), "kasosai")["split"].to_string();
    // The town borrows for what it pays itself: 500万円 of the 2,000万円.
    let own = "\"taisho\":{\"label\":\"起債の対象となる事業費\",\"to\":null,\"yen\":5000000}";
    assert!(!bond(&["--project", &plan]).contains(own));
    let named = ["--project", &plan, "--programme", "kasosai"];
    assert!(bond(&named).contains(own), "{}", bond(&named));
    assert!(bond(&[&named[..], &["--set", "cost=300万円"]].concat()).contains("3000000"), "what is set wins");
    let answers = dir.file("answers.toml", "cost = 1234000\n");
    assert!(bond(&[&named[..], &["--profile", &answers]].concat()).contains(own), "the plan wins over a profile");
    assert!(assess(&["--profile", &answers])["plan"].is_null());
    // Without a file: the options of `consult`.
    let options = assess(&["--purpose", "起業", "--cost", "設備=2,000万円"]);
    assert_eq!(options["plan"]["understood"]["costs"][0]["yen"], 20_000_000);
    let table = good(&["assess", "海士町", "--project", &plan, "--as-of", "2024-10-01"]);
    assert!(
        table.contains("\n事業") && table.contains("経費: 設備 2,000万円") && table.contains("■ この事業に合う"),
        "{table}"
    );
    let paper = good(&["assess", "海士町", "--project", &plan, "--as-of", "2024-10-01", "--format", "html"]);
    for part in ["事業", "この事業に合う", "国費 375万円〜450万円", "民間 1,500万円", "融資: 1,500万円"]
    {
        assert!(paper.contains(part), "no {part}\n{paper}");
    }
    assert!(!paper.contains("上限超過（地方負担） 0円") && !paper.contains("別紙"), "the page alone");
    let wrong = dir.file("wrong.toml", "name = \"x\"\npurposes = [\"月旅行\"]\n[[cost]]\nyen = \"1800\"");
    let err = bad(&["assess", "海士町", "--project", &wrong], 2);
    assert!(err.contains("wrong.toml: 2行目 purposes") && err.contains("4行目 cost.yen"), "{err}");
    assert!(bad(&["assess", "海士町", "--purpose", "月旅行"], 2).contains("目的「月旅行」はありません"));
    let named = dir.file("named.toml", "text = \"海士町で空き家を直したい\"");
    let named = json(&["assess", "--project", &named, "--json"]);
    assert_eq!(named["municipality"]["name"], "海士町");
    assert_eq!(named["plan"]["sentence"], "海士町で空き家を直したい");
}

/// One plan for many towns says what `consult` says of each.
#[test]
fn a_plan_is_laid_over_many_towns() {
    let dir = Temp::new("plan-matrix");
    let plan = dir.path("plan.toml");
    let said = "閉校した小学校を、都会の子どもが泊まれる合宿所に直したい。9,000万円。";
    let _ = consult(&[said, "--save-project", &plan]);
    let day = ["--as-of", "2024-10-01"];
    let ids = ["kaso-kofukin-4-yukyu", "kasosai"];
    let table = good(
        &[
            &["matrix", "十津川村", "奈良市", "--project", &plan, "--format", "csv", "--programme", &ids.join(",")],
            &day[..],
        ]
        .concat(),
    );
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|h| h == name).unwrap_or_else(|| panic!("no {name}: {headings:?}"));
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    for row in &rows {
        let (town, id) = (row[at("団体")].to_owned(), row[at("制度の id")].to_owned());
        let alone = consult(&["--project", &plan, "-m", &town]);
        let Some(answer) = alone["answers"].as_array().expect("answers").iter().find(|a| a["id"] == id.as_str()) else {
            assert!(row[at("国費（円）")].is_empty(), "{town} {id}: no yen of what cannot be had");
            continue;
        };
        for (heading, key) in
            [("国費（円）", "国費"), ("交付税措置（円）", "交付税措置"), ("実質的な地方負担（円）", "実質負担")]
        {
            let yen = answer["money"][key].as_u64().map(|y| y.to_string()).unwrap_or_default();
            assert_eq!(row[at(heading)], yen, "{town} {id} {heading}");
        }
    }
    let told = good(&[&["matrix", "十津川村", "--project", &plan], &day[..]].concat());
    assert!(told.contains("■ 奈良県十津川村") && told.contains("国費 3,000万円"), "{told}");
    let all = json(
        &[&["matrix", "十津川村", "奈良市", "--project", &plan, "--json", "--programme", &ids.join(",")], &day[..]]
            .concat(),
    );
    assert_eq!(all["plan"]["costs"][0]["yen"], 90_000_000);
    for town in all["municipalities"].as_array().expect("towns") {
        let alone = consult(&["--project", &plan, "-m", town["name"].as_str().expect("a name")]);
        for result in town["results"].as_array().expect("results") {
            match alone["answers"].as_array().expect("answers").iter().find(|a| a["id"] == result["id"]) {
                Some(answer) => assert_eq!(answer["money"], result["money"], "{town}"),
                None => assert!(result["money"].is_null(), "{town}: no yen of what cannot be had"),
            }
        }
    }
    let empty = dir.file("empty.toml", "name = \"月\"\n");
    assert!(bad(&["matrix", "十津川村", "--project", &empty], 2).contains("資料の中にはありません"));
}

#[test]
fn a_wrong_plan_file_is_refused_with_line_and_key() {
    let dir = Temp::new("bad-plan");
    for (text, expected) in [
        ("name = \"x\"\npurposes = [\"月旅行\"]", "2行目 purposes: 目的「月旅行」はありません"),
        ("purposes = [\n  \"空き家\",\n  \"月旅行\",\n]", "3行目 purposes"),
        ("actors = [\"宇宙人\"]", "1行目 actors: 主体「宇宙人」"),
        ("[[cost]]\nkind = \"ロケット\"\nyen = 1", "2行目 cost.kind: 経費の種類「ロケット」"),
        ("[[cost]]\nyen = -5", "2行目 cost.yen: 金額が読めません。0以上"),
        ("[[cost]]\nyen = \"1800\"", "2行目 cost.yen: 「1800」は円ですか、万円ですか"),
        ("[[cost]]\nlabel = \"x\"", "yen: このキーがありません"),
        ("loan = \"たくさん\"", "1行目 loan: 金額が読めません"),
        ("persons = -1", "1行目 persons: 人数は0以上"),
        ("\npurpose = []", "2行目 purpose: このキーはありません"),
        ("name = 3", "1行目 name: 値の形が違います"),
        ("name = ", "TOML として読めません（1行目）。"),
        ("[answers]\nzzz = 1", "2行目 answers.zzz: この項目はありません"),
        ("[answers]\ndigital = 3", "2行目 answers.digital: "),
    ] {
        let file = dir.file("plan.toml", text);
        let err = bad(&["consult", "--project", &file], 2);
        assert!(err.contains(expected) && err.contains("plan.toml: "), "{text}: {err}");
    }
    let file = dir.file("plan.toml", "text = \"空き家を直したい\"");
    assert!(bad(&["consult", "道路を直したい", "--project", &file], 2).contains("どちらか一方"));
    assert!(bad(&["consult", "--project", &dir.path("none.toml")], 2).contains("none.toml"));
}

#[test]
fn one_plan_stands_side_by_side_for_several_towns() {
    let said = "空き家を3軒直したい。1,800万円";
    let args = [said, "-m", "海士町", "-m", "松江市", "-m", "海士町"];
    let both = consult(&args);
    let towns = both["towns"].as_array().expect("towns");
    assert_eq!(towns.len(), 2, "a town named twice stands once");
    let ids = |t: &Value| -> Vec<String> {
        t["programmes"].as_array().expect("rows").iter().map(|p| p["id"].as_str().expect("id").to_owned()).collect()
    };
    assert_eq!(ids(&towns[0]), ids(&towns[1]), "the same rows in the same order");
    assert!(!ids(&towns[0]).is_empty());
    // Each column says what the consultation of that town alone says.
    for (town, name) in towns.iter().zip(["海士町", "松江市"]) {
        let alone = consult(&[said, "-m", name]);
        assert_eq!(alone["towns"], serde_json::json!([]));
        let answers = alone["answers"].as_array().expect("answers");
        let rows: Vec<&Value> = town["programmes"].as_array().expect("rows").iter().collect();
        for row in &rows {
            let same = answers.iter().find(|a| a["id"] == row["id"]);
            assert_eq!(row["fits"], same.is_some(), "{row}");
            if let Some(a) = same {
                assert_eq!((&a["verdict"], &a["money"]), (&row["verdict"], &row["money"]));
            }
        }
    }
    let text = good(&["consult", said, "-m", "海士町", "-m", "松江市", "--as-of", "2024-10-01"]);
    for wanted in ["地方の負担", "島根県海士町", "島根県松江市"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}
