//! Bundles from outside: taken in, used, given up; and every kind of bad one refused with its sentence.
//!
//! Keys are made in the test; nothing here has ever signed anything real.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may fail")]

mod support;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chiiki_navi::content::embedded::catalogue;
use minisign::KeyPair;
use serde_json::Value;
use support::folder::{Temp as Place, lay};

/// A data folder, a stick, a content folder.
fn place(name: &str) -> Place {
    let place = Place::new(name);
    fs::create_dir_all(place.0.join("stick")).expect("a folder");
    place
}

impl Place {
    fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    fn stick(&self, name: &str) -> String {
        self.0.join("stick").join(name).to_str().expect("UTF-8").to_owned()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
        command.arg("--data-dir").arg(self.data()).args(args).stdin(Stdio::null());
        command.output().expect("the program starts")
    }

    #[track_caller]
    fn good(&self, args: &[&str]) -> String {
        let out = self.run(args);
        let err = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(0), "{args:?}: {err}{}", String::from_utf8_lossy(&out.stdout));
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// Refused: nothing on standard output, the exit code, the sentence.
    #[track_caller]
    fn bad(&self, args: &[&str], code: i32) -> String {
        let out = self.run(args);
        let err = String::from_utf8(out.stderr).expect("UTF-8");
        assert_eq!(out.status.code(), Some(code), "{args:?}: {err}");
        assert!(out.stdout.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&out.stdout));
        assert!(!err.contains("内部エラー") && !err.contains('\u{1b}'), "{err}");
        err
    }

    /// The bundle in use, as JSON says it.
    fn in_use(&self) -> Value {
        let all: Value = serde_json::from_str(&self.good(&["facts", "--json"])).expect("JSON");
        all["bundle"].clone()
    }

    /// A key that this place trusts.
    fn key(&self) -> KeyPair {
        let pair = KeyPair::generate_unencrypted_keypair().expect("a key");
        let text = self.good(&["bundle", "trust", &pair.pk.to_base64()]);
        assert!(text.contains(&pair.pk.to_base64()), "{text}");
        pair
    }

    /// A bundle on the stick made from a content folder.
    fn packed(&self, content: &Path, name: &str) -> String {
        let file = self.stick(name);
        self.good(&["bundle", "pack", content.to_str().expect("UTF-8"), "--output", &file, "--force"]);
        file
    }

    /// Bytes on the stick, signed by `pair` where there is one.
    fn written(&self, name: &str, bytes: &[u8], pair: Option<&KeyPair>) -> String {
        let file = self.stick(name);
        fs::write(&file, bytes).expect("a file");
        let _ = fs::remove_file(format!("{file}.minisig"));
        if let Some(pair) = pair {
            sign(&file, pair);
        }
        file
    }

    /// The small content folder of the fixtures, with a version of its own and a file changed.
    fn content(&self, version: &str, change: &[(&str, &str, &str)]) -> PathBuf {
        let dir = self.0.join(format!("content-{version}"));
        lay(&root().join("tests/content_bad/base"), &dir);
        fs::create_dir_all(dir.join("examples")).expect("a folder");
        edit(&dir, "sources.toml", "version = \"test\"", &format!("version = \"{version}\""));
        edit(&dir, "sources.toml", "date = 2024-06-01", "date = 2027-04-01");
        for (file, from, to) in change {
            edit(&dir, file, from, to);
        }
        dir
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn edit(dir: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(dir.join(file)).expect("a content file");
    assert!(text.contains(from), "{file} has {from}");
    fs::write(dir.join(file), text.replacen(from, to, 1)).expect("written");
}

fn sign(file: &str, pair: &KeyPair) {
    let bytes = fs::read(file).expect("the bundle");
    let signature = minisign::sign(Some(&pair.pk), &pair.sk, Cursor::new(bytes), Some("a test"), None).expect("signed");
    fs::write(format!("{file}.minisig"), signature.to_string()).expect("the signature");
}

#[track_caller]
fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "「{word}」 is not in:\n{text}");
    }
}

#[test]
fn installed_used_and_given_up() {
    let place = place("life");
    let pair = place.key();
    let before = place.in_use();
    assert_eq!((before["origin"].as_str(), before["signed_by"].is_null()), (Some("embedded"), true));

    let first = place.packed(&place.content("2027.4.1", &[]), "first.toml");
    sign(&first, &pair);
    let told = place.good(&["bundle", "install", &first, "--yes"]);
    has(
        &told,
        &[
            &format!("今  版 {}", catalogue().version),
            "新  版 2027.4.1（令和9年4月1日）",
            "署名 RW",
            "増える制度 1件\n  sample　例示交付金",
        ],
    );
    has(
        &told,
        &[
            &format!("なくなる制度 {}件", catalogue().programmes.len()),
            "  local10000-kokko　ローカル10,000プロジェクト",
            "増える資料　試験の資料",
            "照合の事例 1 ファイル・1 件はすべて合いました",
        ],
    );
    has(&told, &["取り込みました。次に開くときから版 2027.4.1 を使います"]);

    let now = place.in_use();
    assert_eq!((now["version"].as_str(), now["origin"].as_str()), (Some("2027.4.1"), Some("installed")));
    assert!(now["signed_by"].as_str().is_some_and(|k| pair.pk.to_base64().starts_with(k)), "{now}");
    assert_ne!(now["sha256"], before["sha256"]);
    has(&place.good(&["facts"]), &["版 2027.4.1（取込）"]);
    #[cfg(unix)]
    {
        let data = place.data();
        let args = ["--data-dir", data.to_str().expect("UTF-8")];
        for (size, words) in [((80, 24), "まで／版 2027.4.1（取込）"), ((40, 12), "／版 2027.4.1（取込）")]
        {
            let mut pty = support::pty::Pty::spawn(env!("CARGO_BIN_EXE_chiiki-navi"), &args, size.0, size.1, &[]);
            pty.keys(&format!("<until:{words}><f4><until:取り込んだもの（署名 RW><f10>"));
            assert_eq!(pty.exit_code(std::time::Duration::from_secs(30)), 0);
        }
    }
    has(&place.good(&["list"]), &["例示交付金"]);

    // The second changes a rate and a ceiling: the figures stand there before anything is done.
    let second = place.content(
        "2027.5.1",
        &[
            ("programmes/sample.toml", "share = \"1/2\"", "share = \"2/3\""),
            ("programmes/sample.toml", "yen = 25_000_000", "yen = 30_000_000"),
            ("programmes/sample.toml", "交付額の1/2（", "交付額の2/3（"),
            ("programmes/sample.toml", "。上限2,500万円", "。上限3,000万円"),
            ("programmes/sample.toml", "自治体負担の1/2", "自治体負担の2/3"),
            ("programmes/sample.toml", "text = \"上限2,500万円", "text = \"上限3,000万円"),
            ("documents/doc.txt", "1/2", "2/3"),
            ("documents/doc.txt", "2,500万円", "3,000万円"),
        ],
    );
    let second = place.packed(&second, "second.toml");
    sign(&second, &pair);
    let out = place.run(&["bundle", "install", &second]);
    assert_eq!(out.status.code(), Some(2), "nobody can be asked");
    let shown = String::from_utf8(out.stdout).expect("UTF-8");
    has(
        &shown,
        &[
            "数字・条件が変わる制度 1件\n  sample　例示交付金\n",
            "今  国費（交付額に対して） 原則: 1/2",
            "新  国費（交付額に対して） 原則: 2/3",
        ],
    );
    has(&shown, &["2,500万円", "3,000万円"]);
    assert!(!shown.contains("9/10\n") && !shown.contains(": 9/10"), "what stays the same is not listed:\n{shown}");
    has(&String::from_utf8_lossy(&out.stderr), &["--yes を付けてください"]);
    assert_eq!(place.in_use()["version"], "2027.4.1", "nothing has happened");
    place.good(&["bundle", "install", &second, "--yes"]);
    assert_eq!(place.in_use()["version"], "2027.5.1");
    has(&place.good(&["bundle", "install", &second, "--yes"]), &["もう使っています"]);
    let status = place.good(&["bundle", "status"]);
    has(
        &status,
        &[
            "使う制度データ  版 2027.5.1",
            "取り込んだもの（署名 RW",
            "プログラムに入っているもの  版 2026.",
            &pair.pk.to_base64(),
        ],
    );
    assert_eq!(status, place.good(&["bundle", "list"]));

    has(&place.good(&["bundle", "rollback"]), &["2027.5.1-", "次に開くときから版 2027.4.1（取り込んだもの（署名"]);
    assert_eq!(place.in_use()["version"], "2027.4.1");
    has(&place.good(&["bundle", "rollback"]), &["（プログラムに入っているもの）を使います"]);
    assert_eq!(place.in_use(), before);
    has(&place.bad(&["bundle", "rollback"], 1), &["取り込んだ制度データはありません"]);
    let left: Vec<_> = fs::read_dir(place.data().join("bundles")).expect("the folder").flatten().collect();
    assert_eq!(left.len(), 1, "only the empty list is left: {left:?}");
}

#[test]
fn nobody_vouches_for_it() {
    let place = place("strangers");
    let file = place.packed(&place.content("2027.4.1", &[]), "b.toml");
    let install = ["bundle", "install", &file, "--yes"];
    let named = ["--content", &file, "list"];
    for args in [&install[..], &named[..]] {
        has(
            &place.bad(args, 1),
            &["b.toml は使えません: 署名（同じ所にある ファイル名.minisig）がありません", "--allow-unsigned"],
        );
    }
    let stranger = KeyPair::generate_unencrypted_keypair().expect("a key");
    sign(&file, &stranger);
    has(&place.bad(&install, 1), &["信頼する公開鍵がまだありません", "chiiki-navi bundle trust"]);
    let pair = place.key();
    has(&place.bad(&install, 1), &["信頼していない鍵の署名です", "--allow-unsigned"]);
    has(&place.bad(&named, 1), &["信頼していない鍵の署名です"]);
    fs::write(format!("{file}.minisig"), "not a signature").expect("a file");
    has(&place.bad(&install, 1), &["署名（.minisig）が読めません"]);
    fs::write(format!("{file}.minisig"), [0xff, 0xfe, 0x00]).expect("a file");
    has(&place.bad(&install, 1), &["b.toml.minisig が読めません（壊れています）"]);
    assert_eq!(place.in_use()["origin"], "embedded");

    // Typed out, it is taken, and marked everywhere.
    fs::remove_file(format!("{file}.minisig")).expect("removed");
    has(
        &place.good(&["bundle", "install", &file, "--yes", "--allow-unsigned"]),
        &["注意: 署名を確かめていません", "署名なし"],
    );
    let now = place.in_use();
    assert_eq!((now["origin"].as_str(), now["signed_by"].is_null()), (Some("installed"), true));
    has(&place.good(&["facts"]), &["版 2027.4.1（取込・未署名）"]);
    has(&place.good(&["doctor"]), &["注意 制度データ", "署名を確かめていません"]);
    // The same, signed at last, may replace it.
    sign(&file, &pair);
    place.good(&["bundle", "install", &file, "--yes"]);
    assert!(place.in_use()["signed_by"].is_string());
    // A key that is given up takes its bundles with it; the program goes on with its own.
    has(&place.good(&["bundle", "trust", &pair.pk.to_base64(), "--remove"]), &["信頼をやめました"]);
    let out = place.run(&["facts", "--json"]);
    has(&String::from_utf8_lossy(&out.stderr), &["内蔵の版 2026.", "信頼する公開鍵がまだありません"]);
    assert_eq!(place.in_use()["origin"], "embedded");
    assert!(place.in_use()["note"].as_str().is_some_and(|n| n.contains("内蔵の版")));
}

#[test]
fn tampered_truncated_newer() {
    let place = place("tampered");
    let pair = place.key();
    let file = place.packed(&place.content("2027.4.1", &[]), "b.toml");
    let good = fs::read(&file).expect("the bundle");
    sign(&file, &pair);
    let signature = fs::read(format!("{file}.minisig")).expect("the signature");
    let install = |name: &str| place.stick(name);
    // One byte anywhere; --allow-unsigned does not help.
    for at in [0, good.len() / 2, good.len() - 2] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        let file = place.written("t.toml", &bytes, None);
        fs::write(format!("{file}.minisig"), &signature).expect("the signature");
        for more in [&[][..], &["--allow-unsigned"]] {
            let args = [&["bundle", "install", file.as_str(), "--yes"][..], more].concat();
            has(
                &place.bad(&args, 1),
                &["t.toml は使えません: 署名が中身と合いません。書き換えられているか、壊れています"],
            );
        }
    }
    // Half a file: with the old signature, signed anew, and without any.
    let half = place.written("half.toml", &good[..good.len() / 2], None);
    fs::write(format!("{half}.minisig"), &signature).expect("the signature");
    has(&place.bad(&["bundle", "install", &half, "--yes"], 1), &["署名が中身と合いません"]);
    sign(&half, &pair);
    has(
        &place.bad(&["bundle", "install", &half, "--yes"], 1),
        &["行目で読めなくなりました。途中で切れているか、壊れています"],
    );
    // Cut between two files it is still TOML.
    let text = String::from_utf8(good).expect("UTF-8");
    let count = text.lines().find_map(|l| l.strip_prefix("count = ")?.parse::<usize>().ok()).expect("the count");
    let cut = text.rfind("\n\"sources.toml\"").expect("the last file") + 1;
    let file = place.written("cut.toml", &text.as_bytes()[..cut], Some(&pair));
    has(
        &place.bad(&["bundle", "install", &file, "--yes"], 1),
        &[&format!("{count}個あるはずのファイルが{}個です", count - 1)],
    );
    // A later format, whatever else stands in it.
    for newer in [text.replacen("format = 1", "format = 2", 1), "format = 7\nunknown = { a = 1 }\n".to_owned()] {
        let file = place.written("newer.toml", newer.as_bytes(), Some(&pair));
        let told = place.bad(&["bundle", "install", &file, "--yes"], 1);
        has(&told, &["新しい形式（", "このプログラムが読めるのは形式 1 までです。新しい chiiki-navi を使ってください"]);
    }
    for (name, from, to, sentence) in [
        (
            "cover.toml",
            "version = \"2027.4.1\"",
            "version = \"2028.1.1\"",
            "表紙の版 2028.1.1（2027-04-01）と中身の版 2027.4.1（2027-04-01）が違います",
        ),
        ("zero.toml", "format = 1", "format = 0", "制度データの束ではありません"),
        ("key.toml", "format = 1", "format = 1\nextra = 1", "3行目で読めなくなりました"),
    ] {
        let file = place.written(name, text.replacen(from, to, 1).as_bytes(), Some(&pair));
        has(&place.bad(&["bundle", "install", &file, "--yes"], 1), &[sentence]);
    }
    assert_eq!(place.in_use()["origin"], "embedded");
    assert!(!Path::new(&install("b.toml.tmp")).exists());
}

/// A bundle whose head says one file and whose files are these.
fn with_files(files: &str, count: usize) -> String {
    format!("format = 1\nversion = \"x\"\ndate = 2027-04-01\ncount = {count}\n[files]\n{files}\n")
}

#[test]
fn hostile_bundles_are_refused_with_a_sentence() {
    let place = place("hostile");
    let pair = place.key();
    let nested = |n: usize| format!("a = {}{}", "[".repeat(n), "]".repeat(n));
    let tables = |n: usize| format!("a = {}1{}", "{a = ".repeat(n), "}".repeat(n));
    let dotted = |n: usize| format!("{} = 1", vec!["a"; n].join("."));
    let header = |n: usize| format!("[{}]", vec!["a"; n].join("."));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", vec![], "空のファイルです"),
        (
            "zip",
            b"PK\x03\x04zip bomb".to_vec(),
            "zip（または xlsx・docx）です。取り込めるのは、chiiki-navi bundle pack で作った1つの .toml",
        ),
        ("gzip", vec![0x1f, 0x8b, 8, 0], "gzip で圧縮されたファイルです"),
        ("tar", [&[0; 257][..], b"ustar"].concat(), "tarです"),
        ("xls", vec![0xd0, 0xcf, 0x11, 0xe0], "古い形式の Office 文書（xls・doc）です"),
        ("pdf", b"%PDF-1.7".to_vec(), "PDFです"),
        ("exe", b"MZ\x90".to_vec(), "プログラムです"),
        ("utf16", vec![0xff, 0xfe, b'f', 0], "UTF-16 のファイルです"),
        ("key", b"untrusted comment: minisign public key".to_vec(), "署名か公開鍵のファイルです"),
        ("bytes", vec![0xc3, 0x28, 0xa0], "文字のファイル（UTF-8）ではありません"),
        ("cp932", vec![0x92, 0x6e, 0x88, 0xe6], "文字のファイル（UTF-8）ではありません"),
        ("text", "ただの文章です".as_bytes().to_vec(), "1行目で読めなくなりました"),
        ("toml", b"[package]\nname = \"x\"\n".to_vec(), "制度データの束ではありません"),
        (
            "out",
            with_files("\"../evil.toml\" = \"\"", 1).into_bytes(),
            "束に入れられない名前「../evil.toml」があります",
        ),
        ("root", with_files("\"/etc/passwd\" = \"\"", 1).into_bytes(), "束に入れられない名前「/etc/passwd」"),
        ("drive", with_files("'C:\\x.toml' = \"\"", 1).into_bytes(), "束に入れられない名前「C:\\x.toml」"),
        (
            "inside",
            with_files("\"programmes/../../x.toml\" = \"\"", 1).into_bytes(),
            "束に入れられない名前「programmes/../../x.toml」",
        ),
        (
            "escape",
            with_files("\"programmes/\\u001b[2J.toml\" = \"\"", 1).into_bytes(),
            "束に入れられない名前「programmes/?[2J.toml」",
        ),
        (
            "turned",
            with_files("\"programmes/\\u202ex.toml\" = \"\"", 1).into_bytes(),
            "束に入れられない名前「programmes/?x.toml」",
        ),
        ("many", with_files("\"facts.toml\" = \"\"", 2).into_bytes(), "2個あるはずのファイルが1個です"),
        (
            "twice",
            with_files("\"facts.toml\" = \"\"\n\"facts.toml\" = \"\"", 2).into_bytes(),
            "行目で読めなくなりました",
        ),
        (
            "file",
            with_files(&format!("\"facts.toml\" = \"{}\"", "x".repeat((1 << 20) + 1)), 1).into_bytes(),
            "facts.toml が大きすぎます（1048577 バイト）",
        ),
        ("nested", nested(100_000).into_bytes(), "1行目で読めなくなりました"),
        ("tables", tables(100_000).into_bytes(), "1行目で読めなくなりました"),
        ("dotted", dotted(100_000).into_bytes(), "1行目で読めなくなりました"),
        ("header", header(100_000).into_bytes(), "1行目で読めなくなりました"),
        (
            "inner",
            with_files(&format!("\"facts.toml\" = \"{}\"", nested(100_000)), 1).into_bytes(),
            "入れ子が深すぎます",
        ),
        ("less", with_files("\"facts.toml\" = \"\"", 1).into_bytes(), "sources.toml ファイルがありません"),
        ("control", b"format = 1\nversion = \"\x1b[2J\"".to_vec(), "2行目で読めなくなりました"),
    ];
    for (name, bytes, sentence) in cases {
        let file = place.written(&format!("{name}.toml"), &bytes, Some(&pair));
        for args in [&["bundle", "install", &file, "--yes"][..], &["--content", &file, "list"]] {
            let told = place.bad(args, 1);
            assert!(told.contains(sentence), "{name}: {told}");
            assert!(told.len() < 4000, "{name}: an endless message");
        }
    }
    let huge = place.stick("huge.toml");
    fs::File::create(&huge).and_then(|f| f.set_len(200 << 20)).expect("a large file without bytes");
    has(&place.bad(&["bundle", "install", &huge], 1), &["huge.toml は使えません: 大きすぎます（16 MiB まで）"]);
    has(
        &place.bad(&["bundle", "install", &place.stick("nowhere.toml")], 2),
        &["nowhere.toml というファイルはありません"],
    );
    has(&place.bad(&["bundle", "install", &place.stick("")], 2), &["フォルダです", "bundle pack"]);
    has(&place.bad(&["--content", &place.stick("nowhere"), "list"], 2), &["nowhere というファイルはありません"]);
    assert_eq!(place.in_use()["origin"], "embedded");
    assert!(!place.data().join("bundles").exists(), "nothing was written");
}

#[test]
#[cfg(unix)]
fn links_devices_and_pipes() {
    let place = place("links");
    let pair = place.key();
    let file = place.packed(&place.content("2027.4.1", &[]), "real.toml");
    sign(&file, &pair);
    // A link is followed to what it points at, and that is judged; it is copied as a file, never as a link.
    let link = place.stick("link.toml");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    std::os::unix::fs::symlink(format!("{file}.minisig"), format!("{link}.minisig")).expect("a link");
    place.good(&["bundle", "install", &link, "--yes"]);
    for entry in fs::read_dir(place.data().join("bundles")).expect("the folder").flatten() {
        assert!(entry.file_type().expect("a type").is_file(), "{entry:?}");
    }
    let loose = place.stick("loose.toml");
    std::os::unix::fs::symlink("/etc/hostname", &loose).expect("a link");
    has(&place.bad(&["bundle", "install", &loose], 1), &["loose.toml は使えません"]);
    let round = place.stick("round.toml");
    std::os::unix::fs::symlink(&round, &round).expect("a link");
    has(&place.bad(&["bundle", "install", &round], 1), &["round.toml が読めません"]);
    has(
        &place.bad(&["bundle", "install", "/dev/zero"], 1),
        &["/dev/zero が読めません（ふつうのファイルではありません）"],
    );
    let pipe = place.stick("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    has(&place.bad(&["bundle", "install", &pipe], 1), &["ふつうのファイルではありません"]);
}

#[test]
fn everything_that_check_demands_is_demanded() {
    let place = place("demands");
    let pair = place.key();
    let good = place.packed(&place.content("2027.4.1", &[]), "good.toml");
    let text = fs::read_to_string(good).expect("the bundle");
    for (from, to, sentence) in [
        ("share = \"1/2\"", "share = \"3/2\"", "programmes/sample.toml:25:9 [rate[原則]] 率「3/2」は 0〜1 の分数"),
        ("fact = \"entity\"", "fact = \"nobody\"", "項目「nobody」は facts.toml にありません"),
        ("id = \"sample\"", "id = \"other\"", "ファイル名（sample.toml）と id（other）が違います"),
        ("例示交付金", "\\u001b[2J", "[name] 制御文字（U+001B）は使えません"),
        ("text = \"上限2,500万円\"", "text = \"上限9,999万円\"", "引用「上限9,999万円」が資料の 3–3 行にありません"),
        ("file = \"doc.txt\"", "file = \"../doc.txt\"", "フォルダの付かない名前だけにしてください"),
        ("0.11,全部", "NaN,全部", "「NaN」は数として読めません"),
    ] {
        assert!(text.contains(from), "{from}");
        let file = place.written("bad.toml", text.replacen(from, to, 1).as_bytes(), Some(&pair));
        let told = place.bad(&["bundle", "install", &file, "--yes"], 1);
        has(&told, &[sentence, "は検査に通らないので使えません"]);
        has(&place.bad(&["--content", &file, "facts"], 1), &[sentence]);
        let out = place.run(&["check", &file]);
        assert_eq!(out.status.code(), Some(1));
        has(&String::from_utf8_lossy(&out.stderr), &[sentence]);
    }
    assert_eq!(place.in_use()["origin"], "embedded");
}

const CASE: &str = r#"
title = "率"
as_of = 2024-06-01
[profile]
entity = "shi"
digital = false
[[expect]]
label = "原則"
programme = "sample"
verdict = "yes"
rates = { kokuhi = "1/2" }
"#;

#[test]
fn its_golden_cases_must_hold() {
    let place = place("golden");
    let pair = place.key();
    let content = place.content("2027.4.1", &[]);
    fs::create_dir_all(content.join("golden")).expect("a folder");
    fs::write(content.join("golden/rate.toml"), CASE).expect("a case");
    let dir = content.to_str().expect("UTF-8");
    let file = place.packed(&content, "b.toml");
    sign(&file, &pair);
    has(&place.good(&["bundle", "install", &file, "--yes"]), &["照合の事例 1 ファイル・1 件はすべて合いました"]);
    has(
        &place.good(&["self-check"]),
        &["照合の事例 1 ファイル・1 件、すべて合いました", "版 2027.4.1", "取り込んだもの"],
    );
    // A case that the content does not bear out: programme, expected, got, exit code 1.
    edit(&content, "golden/rate.toml", "kokuhi = \"1/2\"", "kokuhi = \"2/3\"");
    let miss = "rate.toml sample [原則] rates.kokuhi: 期待 2/3、実際 1/2";
    let out = place.run(&["--content", dir, "self-check"]);
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8_lossy(&out.stderr), &[miss]);
    has(&String::from_utf8_lossy(&out.stdout), &["合わないところが 1 か所あります", "SHA-256 "]);
    let out = place.run(&["--content", dir, "doctor"]);
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8_lossy(&out.stdout), &["不可 計算の照合"]);
    has(&place.bad(&["bundle", "pack", dir, "--output", &place.stick("c.toml")], 1), &[miss, "束にしません"]);
    let text = fs::read_to_string(&file).expect("the bundle").replace("kokuhi = \\\"1/2\\\"", "kokuhi = \\\"2/3\\\"");
    let text = text.replace("kokuhi = \"1/2\"", "kokuhi = \"2/3\"");
    let file = place.written("d.toml", text.as_bytes(), Some(&pair));
    has(&place.bad(&["bundle", "install", &file, "--yes"], 1), &[miss, "照合の事例 1 件が合いません"]);
    // A case that is none, with a control character in its name.
    fs::write(content.join("golden/rate.toml"), "title = 1").expect("a case");
    let out = place.run(&["--content", dir, "self-check"]);
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8_lossy(&out.stderr), &["rate.toml", "期待 読める事例"]);
}

#[test]
fn the_embedded_cases_all_hold() {
    let place = place("embedded");
    let out = place.good(&["self-check"]);
    let files = fs::read_dir("tests/golden").expect("the cases").flatten().count();
    has(
        &out,
        &[&format!("照合の事例 {files} ファイル・"), "すべて合いました", "版 2026.", "プログラムに入っているもの"],
    );
    // The digest is what sha256sum says of the list of sha256sum.
    let script =
        "LC_ALL=C ls -d *.csv *.toml examples/*.toml programmes/*.toml | LC_ALL=C sort | xargs sha256sum | sha256sum";
    let sums = Command::new("sh").arg("-c").arg(script).current_dir("content").output();
    match sums {
        Ok(sums) if std::env::var_os("CHIIKI_NAVI_CONTENT").is_none() => {
            assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stderr));
            let digest = String::from_utf8_lossy(&sums.stdout).split_whitespace().next().unwrap_or_default().to_owned();
            has(&out, &[&format!("SHA-256 {digest}")]);
        }
        _ => eprintln!("without sha256sum: the digest is NOT compared with it"),
    }
}

#[test]
fn the_real_content_packs_installs_and_says_the_same() {
    let place = place("real");
    let pair = place.key();
    let content = place.0.join("content");
    lay(&root().join("content"), &content);
    let file = place.stick("real.toml");
    let dir = content.to_str().expect("UTF-8");
    let pack = ["bundle", "pack", dir, "--output", &file, "--golden", "tests/golden"];
    let told = place.good(&pack);
    let digest = place.in_use()["sha256"].as_str().expect("a digest").to_owned();
    has(&told, &[&digest, "minisign -Sm"]);
    has(&place.bad(&pack, 2), &["もうあります", "--force"]);
    sign(&file, &pair);
    has(&place.good(&["bundle", "install", &file, "--yes"]), &["同じ制度データ", "何も変えていません"]);
    // One figure moved, nothing else.
    let moved = "programmes/local10000-kokko.toml";
    edit(&content, moved, "share = \"1/2\"", "share = \"2/3\"");
    let told = place.bad(&["bundle", "pack", dir, "--output", &place.stick("slip.toml")], 1);
    has(&told, &["[rate[kokuhi].原則] 数字「2/3」が引用にありません（引用 「"]);
    edit(&content, moved, "国費は原則、自治体負担の1/2。", "国費は自治体負担に応じる。");
    edit(
        &content,
        moved,
        "[quote.half]",
        "[quote.moved]\nsource = \"r6-kaigi\"\nlines = \"1\"\ntext = \"2/3\"\n[quote.half]",
    );
    edit(&content, moved, "share = \"2/3\"\ncite = [\"half\"]", "share = \"2/3\"\ncite = [\"half\", \"moved\"]");
    edit(&content, "sources.toml", "date = 2026-11-21", "date = 2027-04-01");
    // Figures without a case, and another content under the same version, are no bundle.
    let pack = ["bundle", "pack", dir, "--output", &place.stick("none.toml")];
    has(&place.bad(&pack, 1), &["に照合の事例がありません（", "--golden フォルダ で照合の事例を入れてください"]);
    let figures = catalogue().programmes.iter().filter(|p| !(p.rates.is_empty() && p.ceilings.is_empty()));
    let each: Vec<String> = figures.map(|p| format!("[[expect]]\nprogramme = \"{}\"\n", p.id)).collect();
    let cases = each.concat();
    fs::create_dir_all(content.join("golden")).expect("a folder");
    fs::write(content.join("golden/all.toml"), format!("title = \"all\"\nas_of = 2024-06-01\n{cases}"))
        .expect("a case");
    has(
        &place.bad(&pack, 1),
        &["今の制度データと同じ版なのに中身が違います。sources.toml の version を上げてください"],
    );
    edit(&content, "sources.toml", &format!("version = \"{}\"", catalogue().version), "version = \"2027.4.1\"");
    let file = place.stick("moved.toml");
    place.good(&["bundle", "pack", dir, "--output", &file]);
    sign(&file, &pair);
    let told = place.good(&["bundle", "install", &file, "--yes"]);
    has(&told, &["数字・条件が変わる制度 1件\n  local10000-kokko　ローカル10,000プロジェクト（国庫補助事業）\n"]);
    assert!(!told.contains("増える") && !told.contains("なくなる"), "{told}");
    let assess = |place: &Place| {
        let text = place.good(&["assess", "-m", "船橋市", "--json", "--as-of", "2024-06-01"]);
        let mut all: Value = serde_json::from_str(&text).expect("JSON");
        all["bundle"] = Value::Null;
        all
    };
    let moved = assess(&place);
    place.good(&["bundle", "rollback"]);
    assert!(moved != assess(&place), "the figure reaches the answers");
    // What came from outside answers exactly as what was compiled in.
    let named = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"))
        .args(["--content", root().join("content").to_str().expect("UTF-8")])
        .args(["assess", "-m", "船橋市", "--json", "--as-of", "2024-06-01"])
        .output()
        .expect("runs");
    let mut named: Value = serde_json::from_slice(&named.stdout).expect("JSON");
    assert_eq!(named["bundle"]["origin"], "named");
    assert_eq!(named["bundle"]["sha256"], digest.as_str());
    named["bundle"] = Value::Null;
    assert!(named == assess(&place), "compiled in or read: the same answers");
}

#[test]
fn an_installed_bundle_that_went_bad_never_stops_the_program() {
    let place = place("bad");
    let pair = place.key();
    let file = place.packed(&place.content("2027.4.1", &[]), "b.toml");
    sign(&file, &pair);
    place.good(&["bundle", "install", &file, "--yes"]);
    let folder = place.data().join("bundles");
    let installed = |ending: &str| {
        let mut all = fs::read_dir(&folder).expect("the folder").flatten().map(|e| e.path());
        all.find(|p| p.to_str().is_some_and(|p| p.ends_with(ending))).expect("the bundle")
    };
    let (bundle, signature, list) = (installed(".toml"), installed(".minisig"), folder.join("installed"));
    let all = [&bundle, &signature, &list].map(|p| (p.clone(), fs::read(p).expect("a file")));
    let stands = |words: &[&str]| {
        let out = place.run(&["list", "--json"]);
        assert_eq!(out.status.code(), Some(0));
        let err = String::from_utf8_lossy(&out.stderr).into_owned();
        has(&err, &["内蔵の版 2026.", "を使っています。取り込んだ制度データが使えません"]);
        has(&err, words);
        let json: Value = serde_json::from_slice(&out.stdout).expect("JSON");
        assert_eq!(json["bundle"]["origin"], "embedded");
        has(json["bundle"]["note"].as_str().expect("a note"), words);
        #[cfg(unix)]
        on_the_first_screen(&place);
        has(&place.good(&["doctor"]), &["注意 制度データ"]);
        has(&place.good(&["bundle", "status"]), &["注意: 内蔵の版"]);
        has(&place.good(&["self-check"]), &["すべて合いました"]);
        for (path, bytes) in &all {
            let _ = fs::remove_dir_all(path);
            fs::write(path, bytes).expect("mended");
        }
        assert_eq!(place.in_use()["origin"], "installed");
    };
    fs::write(&bundle, &all[0].1[..100]).expect("cut");
    stands(&["取り込んだあとで変わっています"]);
    fs::write(&bundle, b"").expect("empty");
    stands(&["取り込んだあとで変わっています"]);
    fs::remove_file(&bundle).expect("removed");
    stands(&["フォルダかファイルがありません"]);
    fs::write(&signature, b"x").expect("cut");
    stands(&["署名（.minisig）が読めません"]);
    fs::remove_file(&signature).expect("removed");
    stands(&["署名（.minisig）が読めません"]);
    fs::write(&list, b"../../etc/passwd signed x y\n").expect("a list");
    stands(&["一覧は壊れています"]);
    fs::write(&list, [0xff; 100]).expect("a list");
    stands(&["一覧は壊れています"]);
    fs::remove_file(&list).and_then(|()| fs::create_dir(&list)).expect("a folder");
    stands(&["一覧はフォルダです"]);
    // Somebody who can write here swaps bundle and list, but has no key.
    let evil = place.packed(&place.content("2027.9.9", &[]), "evil.toml");
    let evil = fs::read(evil).expect("the bundle");
    fs::write(&bundle, &evil).expect("swapped");
    let text = String::from_utf8(all[2].1.clone()).expect("UTF-8");
    let old = text.split(' ').find(|w| w.len() == 64).expect("the digest");
    fs::write(&list, text.replacen(old, &sha256(&evil), 1)).expect("swapped");
    stands(&["署名が中身と合いません"]);
    // A damaged list is cleared by going back.
    fs::write(&list, b"?").expect("a list");
    has(&place.good(&["bundle", "rollback"]), &["壊れていた一覧 をやめました", "プログラムに入っているもの"]);
    assert_eq!(place.in_use()["note"], Value::Null);
}

/// The screen opens with the embedded bundle and says so; the reason stands in 出典と版.
#[cfg(unix)]
fn on_the_first_screen(place: &Place) {
    let data = place.data();
    let args = ["--data-dir", data.to_str().expect("UTF-8")];
    let mut pty = support::pty::Pty::spawn(env!("CARGO_BIN_EXE_chiiki-navi"), &args, 80, 24, &[]);
    pty.keys("<until:内蔵の版 2026.><until:取り込んだ制度データが使えません><f4><until:取り込んだ制度データが使えません><f10>");
    assert_eq!(pty.exit_code(std::time::Duration::from_secs(30)), 0);
    pty.assert_given_back();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}

#[test]
fn a_newer_program_is_not_held_back_by_an_older_bundle() {
    let place = place("newer-program");
    let pair = place.key();
    let content = place.content("2020.1.1", &[("sources.toml", "date = 2027-04-01", "date = 2020-01-01")]);
    let file = place.packed(&content, "old.toml");
    sign(&file, &pair);
    // Chosen against this very program's content: it is used.
    has(&place.good(&["bundle", "install", &file, "--yes", "--downgrade"]), &["注意: 今の版より古いものです"]);
    assert_eq!(place.in_use()["version"], "2020.1.1");
    // Chosen against another program's content, as if this one had come later.
    let list = place.data().join("bundles/installed");
    let text = fs::read_to_string(&list).expect("the list");
    let digest = text.trim_end().rsplit(' ').next().expect("the digest").to_owned();
    fs::write(&list, text.replace(&digest, &"0".repeat(64))).expect("written");
    let now = place.in_use();
    assert_eq!(now["origin"], "embedded");
    has(
        now["note"].as_str().expect("a note"),
        &["プログラムに入っている版 2026.", "の方が、取り込んだ版 2020.1.1 より新しい"],
    );
}

#[test]
fn keys_are_read_from_words_and_files() {
    let place = place("keys");
    let pair = KeyPair::generate_unencrypted_keypair().expect("a key");
    let file = place.stick("minisign.pub");
    fs::write(&file, pair.pk.to_box().expect("a box").to_string()).expect("a file");
    has(&place.good(&["bundle", "trust", &file]), &[&pair.pk.to_base64(), "見比べてください"]);
    has(&place.good(&["bundle", "trust", &pair.pk.to_base64()]), &["もう信頼しています"]);
    let secret = place.stick("minisign.key");
    fs::write(&secret, pair.sk.to_box(None).expect("a box").to_string()).expect("a file");
    has(&place.bad(&["bundle", "trust", &secret], 2), &["秘密鍵です。人に渡さず"]);
    has(
        &place.bad(&["bundle", "trust", "RWnonsense"], 2),
        &["公開鍵（RW で始まる56文字）でも、読めるファイルでもありません"],
    );
    fs::write(&file, "hello").expect("a file");
    has(&place.bad(&["bundle", "trust", &file], 2), &["minisign の公開鍵ではありません"]);
    // A file of other origin in the folder does no harm and is named.
    fs::write(place.data().join("keys/other.pub"), [0xff, 0xfe]).expect("a file");
    has(&place.good(&["bundle", "status"]), &["other.pub  公開鍵として読めません"]);
    has(&place.bad(&["bundle", "trust", "--remove", "RW"], 2), &["1つに決まりません"]);
    has(&place.good(&["bundle", "trust", "--remove", &pair.pk.to_base64()[..14]]), &["信頼をやめました"]);
}

#[test]
fn documents_in_the_bundle_are_compared_and_without_them_nothing_is_claimed() {
    let place = place("documents");
    let content = place.content("2027.4.1", &[]);
    let file = place.packed(&content, "with.toml");
    has(&place.good(&["check", &file]), &["引用 3 件を束の中の資料と突き合わせました"]);
    fs::rename(content.join("documents"), content.join("elsewhere")).expect("moved");
    let file = place.packed(&content, "without.toml");
    has(&place.good(&["check", &file]), &["引用は資料と突き合わせていません"]);
    let documents = content.join("elsewhere");
    let to = place.stick("again.toml");
    let args = [
        "bundle",
        "pack",
        content.to_str().expect("UTF-8"),
        "-o",
        &to,
        "--documents",
        documents.to_str().expect("UTF-8"),
    ];
    place.good(&args);
    has(&place.good(&["check", &to]), &["束の中の資料と突き合わせました"]);
}

#[test]
fn what_is_missing_is_said() {
    let place = place("missing");
    for (args, words) in [
        (&["bundle"][..], &["install", "rollback"][..]),
        (&["bundle", "install"], &["<ファイル>"]),
        (&["bundle", "pack", "nowhere", "-o", "x.toml"], &["nowhere というフォルダはありません"]),
        (&["bundle", "frobnicate"], &["frobnicate"]),
        (&["completions", "tcsh"], &["tcsh", "bash"]),
    ] {
        has(&place.bad(args, 2), words);
    }
    // A data folder that cannot be one.
    let file = place.packed(&place.content("2027.4.1", &[]), "b.toml");
    fs::write(place.data(), "a file").expect("a file in the way");
    has(
        &place.bad(&["bundle", "trust", "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"], 1),
        &["に書けません"],
    );
    let out = place.run(&["bundle", "install", &file, "--yes", "--allow-unsigned"]);
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8_lossy(&out.stderr), &["に書けませんでした", "今の制度データのままです"]);
    assert_eq!(place.good(&["doctor"]).matches("注意 データの置き場").count(), 1);
    place.good(&["list"]);
}

/// Nobody gets an older bundle without asking for it, and whoever asked sees it for as long as it is in use.
#[test]
fn an_older_bundle_is_taken_only_on_purpose_and_stays_visible() {
    let place = place("older");
    let old = place
        .packed(&place.content("2020.1.1", &[("sources.toml", "date = 2027-04-01", "date = 2020-01-01")]), "old.toml");
    let told = place.bad(&["bundle", "install", &old, "--yes", "--allow-unsigned"], 1);
    has(&told, &["より古いので取り込みません", "--downgrade", "bundle rollback"]);
    place.good(&["bundle", "install", &old, "--yes", "--allow-unsigned", "--downgrade"]);
    has(&place.good(&["bundle", "status"]), &["プログラムに入っているものより古い版"]);
    has(&place.good(&["facts", "--json"]), &["古い版を、選んで使っている"]);
    let doctor = place.run(&["doctor"]);
    has(&String::from_utf8_lossy(&doctor.stdout), &["プログラムに入っているものより古い版です"]);
    #[cfg(unix)]
    in_the_footer_of_every_screen(&place);
    // A bundle that is dropped on the program is no municipality: it is judged, and nobody has said yes.
    let told = place.bad(&[&old], 1);
    has(&told, &["制度データの束です"]);
    has(&place.bad(&["nothing.csv.txt"], 2), &["端末が必要です"]);
    // Taken back: no word of it is left.
    place.good(&["bundle", "rollback"]);
    assert_eq!(place.in_use()["note"], Value::Null);
    assert!(!place.good(&["bundle", "status"]).contains("古い版"), "the newer one is in use again");
}

/// The last row but one says it from the first screen on, in wide and narrow windows; 出典と版 says it in full.
#[cfg(unix)]
fn in_the_footer_of_every_screen(place: &Place) {
    const WAYS: [&str; 7] = [
        "ama<until:海士町>",
        "chou<enter><until:合っていますか>",
        "n<until:質問>",
        "<f3><until:団体〇>",
        "<enter><until:判定>",
        "<f5><until:回答一覧>",
        "<f7><until:相談>",
    ];
    let data = place.data();
    let args = ["--data-dir", data.to_str().expect("UTF-8")];
    for size in [(80, 24), (120, 36)] {
        let mut pty = support::pty::Pty::spawn(env!("CARGO_BIN_EXE_chiiki-navi"), &args, size.0, size.1, &[]);
        pty.keys("<until:ふだんの言葉で><f4><until:プログラムに入っているものより古い版><esc><until:ふだんの言葉で>");
        for keys in WAYS {
            pty.keys(keys);
            pty.wait_until(|screen| screen.contains("取込・古い版"));
        }
        pty.keys("<f10>");
        assert_eq!(pty.exit_code(std::time::Duration::from_mins(1)), 0);
    }
}

/// The form that is kept beside an installed bundle gives what its TOML gives; whatever happens to it, the bundle is read
/// anew, says the same, and the form is made again.
#[test]
fn the_form_kept_beside_a_bundle_is_never_trusted_further_than_the_bundle() {
    let place = place("prepared");
    let pair = place.key();
    let content = place.content("2099.1.1", &[]);
    let bundle = place.packed(&content, "new.toml");
    sign(&bundle, &pair);
    place.good(&["bundle", "install", &bundle, "--yes"]);
    let folder = place.data().join("bundles");
    let ending = |end: &str| {
        let mut all = fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path());
        all.find(|p| p.to_str().is_some_and(|p| p.ends_with(end))).expect("a file")
    };
    let (file, kept) = (ending(".toml"), ending(".prepared"));
    let good = fs::read(&kept).expect("made by installing");
    let asked = ["assess", "海士町", "--as-of", "2024-06-01", "--json"];
    // The same without it.
    fs::remove_file(&kept).expect("a file");
    let wanted = place.good(&asked);
    assert_eq!(place.in_use()["origin"], "installed");
    assert_eq!(place.in_use()["signed_by"].as_str().map(str::is_empty), Some(false));
    assert!(fs::read(&kept).expect("made again") == good, "the same form comes of the same bundle");
    assert_eq!(place.good(&asked), wanted);
    let head = good.iter().position(|b| *b == b'\n').expect("a line");
    for at in [0, head - 70, head - 1, head, head + 1, head + 8, head + 9, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&kept, &bad).expect("damaged");
        assert_eq!(place.good(&asked), wanted, "byte {at}");
        assert!(fs::read(&kept).expect("made again") == good, "byte {at}");
    }
    for cut in [0, head, head + 5, good.len() - 1] {
        fs::write(&kept, &good[..cut]).expect("cut");
        assert_eq!(place.good(&asked), wanted, "cut at {cut}");
    }
    // Made by another version of the program.
    let other = String::from_utf8_lossy(&good[..head]).replace(env!("CARGO_PKG_VERSION"), "0.0.1");
    fs::write(&kept, [other.as_bytes(), &good[head..]].concat()).expect("written");
    assert_eq!(place.good(&asked), wanted);
    // A folder stands there: nothing can be kept, and nothing is lost.
    fs::remove_file(&kept).expect("a file");
    fs::create_dir(&kept).expect("a folder");
    assert_eq!(place.good(&asked), wanted);
    fs::remove_dir(&kept).expect("a folder");
    fs::write(&kept, &good).expect("mended");
    // The form does not speak for a bundle that is not what came: its bytes and its signature are looked at first.
    let text = fs::read(&file).expect("the bundle");
    let mut changed = text.clone();
    let last = changed.len() - 2;
    changed[last] ^= 1;
    fs::write(&file, &changed).expect("changed");
    assert_eq!(place.in_use()["origin"], "embedded");
    fs::write(&file, &text).expect("mended");
    let signature = fs::read(ending(".minisig")).expect("a signature");
    fs::remove_file(ending(".minisig")).expect("a file");
    assert_eq!(place.in_use()["origin"], "embedded");
    fs::write(format!("{}.minisig", file.display()), signature).expect("mended");
    assert_eq!(place.in_use()["origin"], "installed");
    place.good(&["bundle", "rollback"]);
    assert!(!kept.exists(), "it goes with its bundle");
}
