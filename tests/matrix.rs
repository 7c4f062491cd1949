//! 全市町村一括 and 逆引き: the same answers as one by one, whatever the way they leave the program.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may fail")]

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader as _, Xlsx};
use chiiki_navi::content::embedded;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::judge::matrix::Cases;
use chiiki_navi::domain::judge::rank::Group;
use chiiki_navi::domain::plan::rank::with_money;
use chiiki_navi::domain::plan::understood::Overlap;
use chiiki_navi::domain::terms::catalogue::{Catalogue, Kaso, Municipality};
use chiiki_navi::domain::terms::flow::Bucket;
use chiiki_navi::domain::terms::profile::{Answer, FactKind, Origin, Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::places::who::place::Who;
use chiiki_navi::present::row::row;
use chiiki_navi::present::word;
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::plan_file;
use chiiki_navi::session::prefill::prefill;
use folder::Temp;
use serde_json::Value as Json;

fn as_of() -> Date {
    Date::new(2024, 6, 1).expect("a day")
}

fn towns(catalogue: &'static Catalogue) -> Vec<Profile> {
    catalogue.municipalities.iter().map(|m| catalogue.infer(&prefill(catalogue, m))).collect()
}

/// What a case says must be what `assess` says of this very profile.
#[track_caller]
fn same(cases: &mut Cases, profile: &Profile, who: &str) {
    let number = cases.of(profile);
    let case = cases.get(number).expect("the case");
    let one = cases.inquiry(profile).assess(cases.programme());
    let facts = |a: &chiiki_navi::domain::judge::assess::Assessment, p: &Profile| {
        let rates: Vec<String> =
            a.rates.iter().map(|r| format!("{:?}{:?}", r.selection.bounds(), r.selection.deciding)).collect();
        let ceilings: Vec<String> =
            a.ceilings.iter().map(|c| format!("{:?}{:?}", c.selection.bounds(), c.selection.deciding)).collect();
        (
            a.status,
            a.body,
            a.plan,
            a.is_settled(),
            a.missing(p),
            a.open_body(p),
            rates,
            ceilings,
            row(cases.inquiry(p), a),
        )
    };
    assert_eq!(facts(&case.assessment, &case.profile), facts(&one, profile), "{} for {who}", cases.programme().id);
}

#[test]
fn every_municipality_and_programme_as_one_by_one() {
    let catalogue = embedded::catalogue();
    let all = towns(catalogue);
    for p in catalogue.programmes {
        let mut cases = Cases::new(p, catalogue, as_of());
        for (m, profile) in catalogue.municipalities.iter().zip(&all) {
            same(&mut cases, profile, m.name);
        }
        assert!(cases.all().len() < 100, "{}: {} cases", p.id, cases.all().len());
    }
}

/// Answers of every kind laid over the table's: what a list of one's own can hold.
#[test]
fn with_answers_of_every_kind_too() {
    let catalogue = embedded::catalogue();
    let mut profiles = Vec::new();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % n
    };
    for m in catalogue.municipalities.iter().step_by(23) {
        let mut profile = prefill(catalogue, m);
        for (id, fact) in catalogue.fact_ids() {
            let value = match fact.kind {
                _ if random(3) > 0 => continue,
                FactKind::YesNo => Value::Flag(random(2) == 0),
                FactKind::Choice(all) => Value::Choice(u8::try_from(random(all.len())).expect("few")),
                FactKind::Number { min, max, .. } => Value::Number(if random(2) == 0 { min } else { max }),
                FactKind::Day => Value::Day(as_of()),
            };
            let answer = if random(5) == 0 { Answer::DontKnow } else { Answer::Known(value, Origin::Given) };
            profile.set(id, answer);
        }
        profiles.push(catalogue.infer(&profile));
    }
    for p in catalogue.programmes {
        let mut cases = Cases::new(p, catalogue, as_of());
        profiles.iter().for_each(|profile| same(&mut cases, profile, "a list"));
    }
}

/// A plan over every town of two prefectures says what it says of each by itself, amounts of a town's own among them.
#[test]
fn a_plan_over_many_towns_as_one_by_one() {
    let catalogue = embedded::catalogue();
    let evidence = Evidence::new(catalogue);
    let text = "text = \"地元の会社が宿を始める。銀行の融資1,500万円、町が500万円を補助する\"\n[[cost]]\nkind = \"設備\"\nyen = \"2,000万円\"\n";
    let plan = plan_file::read(catalogue, &evidence, "", text).expect("a plan");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (file, list) = (folder.join("plan-many.toml"), folder.join("plan-many.csv"));
    fs::write(&file, text).expect("written");
    let towns: Vec<&Municipality> = catalogue
        .municipalities
        .iter()
        .filter(|m| !m.is_prefecture() && ["奈良県", "東京都"].contains(&m.prefecture))
        .collect();
    let (cost, (id, fact)) =
        (|i: usize| ["", "", "", "3000000", "5000000"][i % 5], catalogue.fact_named("cost").expect("it"));
    let rows = towns.iter().enumerate().map(|(i, m)| format!("{:06},{}\n", m.code, cost(i)));
    fs::write(&list, format!("団体コード,{}\n{}", fact.label, rows.collect::<String>())).expect("written");
    let run = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"))
        .args([
            "matrix",
            "--json",
            "--as-of",
            "2024-06-01",
            "--programme",
            "local10000-kokko,kasosai,kaso-kofukin-4-yukyu",
        ])
        .arg("--project")
        .arg(&file)
        .arg("--list")
        .arg(&list)
        .env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told: Json = serde_json::from_slice(&run.stdout).expect("JSON");
    let told = told["municipalities"].as_array().expect("towns");
    assert_eq!(told.len(), towns.len());
    for (i, (m, told)) in towns.iter().zip(told).enumerate() {
        // The amount of its row stands in place of the plan's.
        let (mut project, mut set) = (plan.project.clone(), Profile::new());
        if let Ok(yen) = cost(i).parse::<i64>() {
            set.give(id, Value::Number(Decimal::whole(yen)));
        }
        project.overrule(set.iter());
        let profile = catalogue.infer(&project.over(&prefill(catalogue, m)));
        for result in told["results"].as_array().expect("results") {
            let p = catalogue.programme_named(result["id"].as_str().expect("an id")).expect("it");
            let inquiry = Inquiry { catalogue, profile: &profile, as_of: as_of() };
            let c = with_money(inquiry, &project, p, Overlap::default());
            let yen = |b| if c.is_out() { None } else { c.sum(b).and_then(|s| s.exact()).map(|y| y.0) };
            assert_eq!(result["verdict"], word::verdict_key(c.assessment.verdict()), "{} {}", m.name, p.id);
            for (key, bucket) in
                [("国費", Bucket::National), ("交付税措置", Bucket::BondRelief), ("実質負担", Bucket::Local)]
            {
                assert_eq!(result["money"][key].as_u64(), yen(bucket), "{} {} {key}", m.name, p.id);
            }
        }
    }
}

/// How many 過疎市町村 the table has.
fn depopulated() -> usize {
    let has = |m: &&Municipality| matches!(m.kaso, Some(Kaso::Whole | Kaso::Part | Kaso::Deemed));
    embedded::catalogue().municipalities.iter().filter(has).count()
}

#[test]
fn who_may_use_it_counts_everybody_once() {
    let catalogue = embedded::catalogue();
    let p = catalogue.programme_named("kasosai").expect("過疎債");
    let mut who = Who::new(catalogue, p, as_of());
    let counts = who.counts();
    assert_eq!(
        (counts.all(), counts.of(Group::Applies), counts.of(Group::Open)),
        (catalogue.municipalities.len(), depopulated(), 0)
    );
    let mut sum = 0;
    for name in catalogue.municipalities.iter().map(|m| m.prefecture).take(47) {
        who.prefecture = Some(name);
        sum += who.counts().of(Group::Applies);
        assert_eq!(who.rows().len(), who.counts().all());
    }
    assert_eq!(sum, depopulated());
}

impl Temp {
    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
        command.stdin(Stdio::null()).args(args).args(["--as-of", "2024-06-01", "--data-dir"]).arg(self.0.join("data"));
        command.output().expect("the program starts")
    }

    #[track_caller]
    fn good(&self, args: &[&str]) -> (String, String) {
        let out = self.run(args);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let (out, err, code) = (text(out.stdout), text(out.stderr), out.status.code());
        assert_eq!(code, Some(0), "{args:?}: {err}");
        (out, err)
    }

    #[track_caller]
    fn bad(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(out.stdout.is_empty(), "nothing half-written");
        String::from_utf8(out.stderr).expect("UTF-8")
    }
}

/// `assess` for one municipality and every form of `matrix` for its prefecture say the same.
#[test]
fn every_form_says_what_assess_says() {
    let t = Temp::new("forms");
    let (xlsx, csv, json) = (t.path("m.xlsx"), t.path("m.csv"), t.path("m.json"));
    for path in [&xlsx, &csv, &json] {
        let (out, err) = t.good(&["matrix", "--prefecture", "島根県", "--out", path]);
        assert!(out.is_empty() && err.contains("書き出しました"), "{err}");
        assert!(t.bad(&["matrix", "--prefecture", "島根県", "--out", path]).contains("--force"));
    }
    let (one, _) = t.good(&["assess", "-m", "海士町", "--json"]);
    let one: Json = serde_json::from_str(&one).expect("JSON");
    let all: Json = serde_json::from_slice(&fs::read(&json).expect("the file")).expect("JSON");
    assert_eq!(all["format"], "chiiki-navi/matrix/1");
    assert_eq!(all["municipalities"].as_array().expect("a list").len(), 19);
    let ama = all["municipalities"].as_array().expect("a list").iter().find(|m| m["name"] == "海士町").expect("海士町");
    let text = fs::read_to_string(&csv).expect("the file");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a record")).collect();
    let programmes = one["programmes"].as_array().expect("a list");
    assert_eq!(rows.len(), 19 * programmes.len());
    let bytes = fs::read(&xlsx).expect("the file");
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("都道府県ごと").expect("the sheet");
    let cell = |r: usize, c: usize| match sheet.get((r, c)) {
        Some(Data::String(s)) => s.clone(),
        _ => String::new(),
    };
    let head = (0..10).find(|r| cell(*r, 1) == "都道府県").expect("the heading");
    for p in programmes {
        let id = p["id"].as_str().expect("an id");
        let result = ama["results"].as_array().expect("a list").iter().find(|r| r["id"] == id).expect("a result");
        for key in ["verdict", "settled"] {
            assert_eq!(result[key], p[key], "{id} {key}");
        }
        assert_eq!(result["missing"].as_array().map(Vec::len), p["missing"].as_array().map(Vec::len), "{id}");
        let row = rows.iter().find(|r| &r[2] == "海士町" && &r[3] == id).expect("a row");
        let told = matches!(p["role"].as_str(), Some("notice" | "mention"));
        let word = match result["group"].as_str().expect("a group") {
            // What is only told of is 該当 for nobody, on the screen and outside.
            "applies" | "open" | "excluded" if told => {
                if p["role"] == "notice" {
                    "お知らせ"
                } else {
                    "名前のみ"
                }
            }
            "applies" => "該当",
            "open" => "要確認",
            "excluded" => "対象外",
            _ => "期限外",
        };
        // 該当 is left to what is met whole; nobody has answered for a plan here.
        let stands = &row[5];
        assert!(stands == word || (word, stands) == ("該当", "団体〇"), "{id}: {stands}");
        // A line for the prefecture: its municipalities in the words of the counts.
        let at = (head..sheet.height()).find(|r| cell(*r, 0) == p["name"].as_str().expect("a name")).expect("a line");
        let group = if told { "お知らせ・名前のみ" } else { word };
        let column = (0..sheet.width()).find(|c| cell(head, *c).contains(group)).unwrap_or_else(|| panic!("{group}"));
        assert!(matches!(sheet.get((at, column)), Some(Data::Float(n)) if *n >= 1.0), "{id}: {group}");
        assert_eq!(sheet.get((at, 7)), Some(&Data::Float(19.0)), "{id}: all municipalities of the prefecture");
    }
    // Few programmes stand beside each other, as `assess` words them.
    let few = t.path("few.xlsx");
    t.good(&["matrix", "--prefecture", "島根県", "--programme", "local10000-kokko,kasosai", "--out", &few]);
    let mut few = Xlsx::new(std::io::Cursor::new(fs::read(&few).expect("the file"))).expect("a workbook");
    let wide = few.worksheet_range("判定と率").expect("the sheet");
    let ama = wide.rows().find(|r| r[2] == Data::String("海士町".into())).expect("海士町");
    let row = rows.iter().find(|r| &r[2] == "海士町" && &r[3] == "kasosai").expect("a row");
    assert!(ama.len() <= 8 && ama.iter().any(|c| c.to_string().contains(&row[6])), "{ama:?}");
    assert!(book.worksheet_range("理由と足りない回答").is_ok() && book.worksheet_range("出典").is_ok());
}

#[test]
fn a_list_of_ones_own() {
    let t = Temp::new("list");
    let path = t.path("list.csv");
    let list = "都道府県,市町村名,zaiseiryoku,デジタル技術活用の事業,メモ,財政力\n\
        島根県,海士町,0.6,はい,x,\n\
        島根県,海士町,,,,\n\
        島根県,なし町,,,,\n\
        島根県,松江市,いくつか,,,\n";
    fs::write(&path, list).expect("a file");
    let (out, err) = t.good(&["matrix", "--list", &path, "--programme", "local10000-kokko", "--format", "json"]);
    for part in [
        "列5は使いません: 項目「メモ」",
        "列6は使いません",
        "zaiseiryoku",
        "4行目は判定しません",
        "5行目は判定しません",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    let json: Json = serde_json::from_str(&out).expect("JSON");
    let lines = json["municipalities"].as_array().expect("a list");
    assert_eq!(lines.iter().map(|l| l["row"].as_u64().expect("a row")).collect::<Vec<_>>(), [2, 3]);
    let rate = |i: usize| lines[i]["results"][0]["rates"][0]["text"].as_str().expect("a rate").to_owned();
    let (one, _) = t.good(&[
        "assess",
        "-m",
        "海士町",
        "--set",
        "zaiseiryoku=0.6",
        "--set",
        "digital=はい",
        "--programme",
        "local10000-kokko",
        "--json",
    ]);
    let one: Json = serde_json::from_str(&one).expect("JSON");
    assert_eq!(one["programmes"][0]["rates"][0]["text"], rate(0));
    assert_ne!(rate(0), rate(1), "the row's answers count for the row alone");

    fs::write(&path, "都道府県,市町村名,財政力指数,zaiseiryoku\n島根県,海士町,0.10,0.90\n").expect("a file");
    assert!(t.bad(&["matrix", "--list", &path]).contains("列が2つあります"));

    fs::write(&path, "都道府県,市町村名,財政力指数\n島根県,海士町,0.20\n島根県,海士町,0.30\n").expect("a file");
    let (out, err) = t.good(&["matrix", "--list", &path, "--programme", "kasosai", "--format", "csv"]);
    assert!(err.contains("3行目の海士町は前の行にもあります"), "{err}");
    let stamped: Vec<&str> = out.lines().skip(1).collect();
    assert!(
        stamped.len() == 2 && stamped[0].contains(",2,お金の制度,") && stamped[1].contains(",3,お金の制度,"),
        "{out}"
    );

    fs::write(&path, "品名,数\nみかん,3\n").expect("a file");
    assert!(t.bad(&["matrix", "--list", &path]).contains("見出し"));
}

#[test]
fn what_cannot_be_is_said() {
    let t = Temp::new("bad");
    assert!(t.bad(&["matrix", "--prefecture", "石見国"]).contains("都道府県「石見国」はありません"));
    assert!(t.bad(&["matrix", "--programme", "kasosa"]).contains("kasosai"));
    assert!(t.bad(&["matrix", "--kind", "くじ"]).contains("種別「くじ」はありません"));
    assert!(t.bad(&["matrix", "まぼろし町"]).contains("表にありません"));
    assert!(t.bad(&["matrix", "--out", "x.docx"]).contains("形式が分かりません"));
    let (out, _) = t.good(&["matrix", "海士町", "--kind", "地方債", "--theme", "過疎"]);
    assert!(out.contains("島根県海士町"), "{out}");
}

#[test]
fn who_on_the_command_line() {
    let t = Temp::new("who");
    let (out, _) = t.good(&["show", "kasosai", "--who"]);
    assert!(
        out.contains("団体の条件") && out.contains(&format!("該当  {}", depopulated())) && out.contains("北海道"),
        "{out}"
    );
    let (out, _) = t.good(&["show", "kasosai", "--who", "--prefecture", "島根県"]);
    assert!(out.contains("団体〇     島根県海士町") || out.contains("団体〇    島根県海士町"), "{out}");
    assert!(out.contains("区分 お金の制度") && out.contains("率は") && out.contains("計画 "), "{out}");
    let (out, _) = t.good(&["show", "kasosai", "--who", "--prefecture", "島根県", "--json"]);
    let json: Json = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["municipalities"].as_array().expect("a list").len(), 20, "19 municipalities and the prefecture");
}
