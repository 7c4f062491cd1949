//! What an editor does with the one program: files out, a programme added, a new year laid over, compared, packed.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/folder.rs"]
mod folder;

use folder::Temp as Place;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

impl Place {
    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_chiiki-navi"))
            .args(["--data-dir", "data", "--as-of", "2026-11-22"])
            .args(args)
            .current_dir(&self.0)
            .output()
            .expect("the program runs")
    }

    /// Everything it said, and that it ended with `code`.
    fn told(&self, args: &[&str], code: i32) -> String {
        let out = self.run(args);
        let text = [out.stdout, out.stderr].map(|b| String::from_utf8(b).expect("UTF-8")).concat();
        assert_eq!(out.status.code(), Some(code), "{args:?}: {text}");
        text
    }

    fn good(&self, args: &[&str]) -> String {
        self.told(args, 0)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("a file")
    }

    fn change(&self, path: &str, f: impl Fn(String) -> String) {
        fs::write(self.0.join(path), f(self.text(path))).expect("written");
    }
}

/// The text as its editor leaves it who takes every proposal.
fn confirmed(text: &str) -> String {
    text.lines().map(|l| l.split("   # TODO").next().unwrap_or_default().to_owned() + "\n").collect()
}

#[test]
fn the_bundle_comes_out_as_it_went_in() {
    let place = Place::new("out");
    let told = place.good(&["content", "unpack", "seido"]);
    assert!(told.contains("制度 134 件") || told.contains("制度 "), "{told}");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for name in ["facts.toml", "sources.toml", "old_names.csv", "programmes/local10000-kokko.toml"] {
        let (was, is) = (fs::read_to_string(content.join(name)).expect("ours"), place.text(&format!("seido/{name}")));
        assert!(was == is, "{name} differs");
    }
    assert!(place.text("seido/.taplo.toml").contains("schema/programme.schema.json"));
    assert!(place.text("seido/schema/programme.schema.json").contains("資料のとおりの名前"));
    assert!(place.text("seido/書き方.md").contains("# 制度を足す・直す"));
    assert!(place.good(&["check", "seido"]).contains("問題はありません。"));
    place.good(&["bundle", "pack", "seido", "--output", "s.toml"]);
    assert!(place.good(&["content", "diff", "組み込み", "s.toml"]).contains("制度・数字・質問・自治体の表は同じです"));
    let built_in = place.good(&["list", "--json"]);
    assert_eq!(
        built_in,
        place.good(&["list", "--json", "--content", "s.toml", "--allow-unsigned"]).replace("named", "embedded")
    );
    // What is there is not written over.
    assert!(place.told(&["content", "unpack", "seido"], 2).contains("空ではありません"));
    assert!(place.told(&["content", "unpack", "s.toml"], 2).contains("フォルダではありません"));
}

/// A reader with the PDF finds the place; the extracted text says where its pages begin.
#[test]
fn a_citation_names_its_page_and_the_document_its_url() {
    let place = Place::new("page");
    place.good(&["content", "unpack", "seido"]);
    let programme = "seido/programmes/kasosai.toml";
    place.change(programme, |t| t.replacen("\nlines = ", "\npage = 2\nlines = ", 1));
    place.change("seido/sources.toml", |t| {
        t.replacen("\nweight = ", "\nurl = \"https://example.go.jp/a.pdf\"\nweight = ", 1)
    });
    place.good(&["check", "seido"]);
    let shown = place.good(&["show", "kasosai", "--content", "seido"]);
    assert!(shown.contains("2頁 ") && shown.matches("頁 ").count() == 1, "{shown}");
    let json: serde_json::Value =
        serde_json::from_str(&place.good(&["show", "kasosai", "--json", "--content", "seido"])).expect("JSON");
    assert_eq!(json["bundle"]["documents"][0]["url"], "https://example.go.jp/a.pdf");
    let pages: Vec<&serde_json::Value> =
        json["programme"]["citations"].as_array().expect("citations").iter().map(|c| &c["page"]).collect();
    assert!(pages.iter().filter(|p| ***p == 2).count() == 1 && pages.iter().any(|p| p.is_null()), "{pages:?}");
    place.change("seido/sources.toml", |t| t.replace("https://example", "example"));
    place.change(programme, |t| t.replace("page = 2", "page = 0"));
    let told = place.told(&["check", "seido"], 1);
    assert!(told.contains("[url] url は https:// から") && told.contains("1から数えて"), "{told}");
}

#[test]
fn a_new_programme_is_accepted_once_it_is_filled_in() {
    let place = Place::new("new");
    place.good(&["content", "unpack", "seido"]);
    let new = ["content", "new", "akiya-kofukin", "--dir", "seido", "--name", "空き家の例の交付金"];
    place.good(
        &[&new[..], &["--yomi", "あきやのれいのこうふきん", "--kind", "交付金", "--source", "r6-kaigi"]].concat(),
    );
    assert!(place.told(&new, 2).contains("もうあります"));
    assert!(place.told(&["content", "new", "空き家", "--dir", "seido"], 2).contains("半角の小文字"));
    let told = place.told(&["check", "seido"], 1);
    let (todo, other): (Vec<&str>, Vec<&str>) =
        told.lines().filter(|l| l.starts_with("programmes/")).partition(|l| l.contains("まだ書いていません（TODO）"));
    assert!(todo.len() > 8 && other.is_empty(), "{told}");
    assert!(todo.iter().all(|l| l.starts_with("programmes/akiya-kofukin.toml:")), "{told}");
    let file = "seido/programmes/akiya-kofukin.toml";
    place.change(file, |text| {
        let mut out = String::new();
        for line in confirmed(&text).lines() {
            let key = line.split(" = ").next().unwrap_or_default();
            let filled = match key {
                _ if line.starts_with('#') || !line.contains("TODO") && key != "yen" => line.to_owned(),
                "summary" => "summary = \"空き家を直すときに、その費用の一部が交付されます。\"".to_owned(),
                "purposes" => "purposes = [\"shisetsu\"]".to_owned(),
                "text" if line.contains("1行で") => "text = \"交付額の1/2。上限2,500万円\"".to_owned(),
                "text" if line.contains("率の") => "text = \"原則、自治体負担の1/2\"".to_owned(),
                "text" if line.contains("上限額") => "text = \"上限2,500万円\"".to_owned(),
                "text" => "text = \"空き家\"".to_owned(),
                "of" => "of = \"交付額\"".to_owned(),
                "share" => "share = \"1/2\"".to_owned(),
                "yen" => "yen = 25_000_000".to_owned(),
                "lines" => "lines = \"10\"".to_owned(),
                other => panic!("{other}: {line}"),
            };
            out += &(filled + "\n");
        }
        out
    });
    let told = place.good(&["check", "seido"]);
    assert!(told.contains("制度 135 件") || told.contains("問題はありません"), "{told}");
    // Cases on both sides of its bounds, which hold, and which nobody has confirmed.
    place.good(&["content", "cases", "akiya-kofukin", "--dir", "seido"]);
    let case = "seido/golden/akiya-kofukin.toml";
    assert!(place.text(case).contains("kokuhi = \"1/2\""), "{}", place.text(case));
    assert!(place.told(&["check", "seido"], 1).contains("golden/akiya-kofukin.toml"));
    place.change(case, |text| confirmed(&text));
    place.good(&["check", "seido"]);
    let json = place.good(&["content", "diff", "組み込み", "seido", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["added"][0]["id"], "akiya-kofukin");
}

#[test]
fn a_year_is_laid_over_and_what_it_means_for_a_town_is_told() {
    let place = Place::new("year");
    place.good(&["content", "unpack", "seido"]);
    let from = ["content", "next-year", "R7", "--dir", "seido", "--from", "local10000-kokko"];
    place.good(&from);
    let told = place.told(&["check", "seido"], 1);
    assert!(told.contains("[share] まだ書いていません（TODO）: 令和7年度の資料の数字に直す"), "{told}");
    assert!(told.contains("sources.toml:2:"), "{told}");
    assert!(place.good(&from).contains("足す行はありませんでした"));
    assert!(place.told(&["content", "next-year", "R7", "--dir", "seido", "--from", "nobody"], 2).contains("nobody"));
    // Every figure confirmed as it was: only what is read aloud is left, and nobody gets something else.
    let programme = "seido/programmes/local10000-kokko.toml";
    place.change(programme, |t| confirmed(&t));
    place.change("seido/sources.toml", |t| confirmed(&t).replace("TODO ", "").replace("2026.11", "2027.4"));
    place.good(&["check", "seido"]);
    let page = place.good(&["content", "diff", "組み込み", "seido", "--markdown", "--municipality", "海士町"]);
    assert!(
        page.starts_with("# 制度データの違い\n")
            && page.contains("\n## 島根県海士町") | page.contains("\n## 海士町にとって"),
        "{page}"
    );
    assert!(page.contains("| 前 | 後 |\n|---|---|\n| "), "{page}");
    let rows = page.lines().filter(|l| l.starts_with("| "));
    assert!(rows.clone().count() >= 2 && rows.clone().all(|l| l.ends_with(" |")), "{page}");
    let same = place.good(&["content", "diff", "組み込み", "seido", "--municipality", "海士町"]);
    assert!(same.contains("判定・率・上限・金額の変わる制度はありません"), "{same}");
    // One figure of the new year, with its words.
    place.change(programme, |t| {
        let (old, new) = t.split_once("from = 2025-04-01").expect("a new row");
        let at = old.rfind("share = \"1/2\"").expect("a share");
        format!("{}share = \"3/5\"{}from = 2025-04-01{new}", &old[..at], &old[at + "share = \"1/2\"".len()..])
    });
    let told = place.told(&["check", "seido"], 1);
    assert!(told.contains("「3/5」が引用にありません"), "{told}");
    let told = place.told(&["content", "diff", "組み込み", "seido", "--municipality", "海士町"], 1);
    assert!(told.contains("検査に通らない"), "{told}");
    assert!(place.told(&["content", "diff", "組み込み", "nowhere"], 2).contains("nowhere はありません"));
}
