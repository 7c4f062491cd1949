//! Official files: the published ones, small ones in the same layout, and everything that is something else.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may fail")]

#[path = "support/folder.rs"]
mod folder;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use chiiki_navi::content::embedded;
use chiiki_navi::domain::value::number::Decimal;
use chiiki_navi::tables::place::{Places, key};
use chiiki_navi::tables::{Column, Figure, draft, kept, sheet};
use folder::Temp;
use rust_xlsxwriter::{Formula, Workbook};

const SHARED: &str = "../shared/data";
const HEAD: [&str; 5] = ["団体コード", "都道府県名", "団体名", "財政力指数", "経常収支比率"];

impl Temp {
    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
        command.stdin(Stdio::null()).args(args).arg("--data-dir").arg(self.0.join("data"));
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

    /// Refused: exit code 2, one sentence, nothing on standard output, nothing written.
    #[track_caller]
    fn refused(&self, name: &str, bytes: &[u8]) -> String {
        let out = self.run(&["import", &self.file(name, bytes), "--yes", "--source", "x"]);
        let err = String::from_utf8(out.stderr).expect("UTF-8");
        assert_eq!(out.status.code(), Some(2), "{name}: {err}");
        assert!(out.stdout.is_empty() && !self.0.join("data").exists(), "{name}: nothing is written");
        assert!(!err.contains("panicked") && !err.contains('\u{1b}') && err.lines().count() == 1, "{err}");
        err
    }
}

/// A workbook in the ministry's layout.
fn published(title: &str, rows: &[(&str, &str, &str, f64)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, title).expect("a title");
    for (at, text) in (0u16..).zip(HEAD) {
        sheet.write_string(1, at, text).expect("a heading");
    }
    for (at, (code, prefecture, name, index)) in (2u32..).zip(rows) {
        for (column, text) in (0u16..).zip([code, prefecture, name]) {
            sheet.write_string(at, column, *text).expect("a cell");
        }
        sheet.write_number(at, 3, *index).expect("a number");
    }
    let end = u32::try_from(rows.len()).expect("few") + 2;
    sheet.write_string(end, 0, "全国市町村平均").expect("a footer");
    sheet.write_number(end, 3, 0.5).expect("a number");
    book.save_to_buffer().expect("a workbook")
}

const TITLE: &str = "全市町村の主要財政指標（令和４年度）";

#[test]
fn the_published_files() {
    if !Path::new(SHARED).is_dir() {
        eprintln!("ran without {SHARED}: only small files of its own were read");
        return;
    }
    let catalogue = embedded::catalogue();
    let read = |name: &str| {
        let bytes = fs::read(format!("{SHARED}/{name}")).expect("a file");
        draft::drafts(&sheet::read(&bytes).expect("sheets"), name, &[], catalogue).expect("drafts")
    };
    for (name, source, changed) in [
        ("soumu_shuyo_zaisei_shihyo_R3.xlsx", Some("総務省「全市町村の主要財政指標」令和3年度"), 0),
        ("soumu_shuyo_zaisei_shihyo_R2.xlsx", Some("総務省「全市町村の主要財政指標」令和2年度"), 1387),
        ("soumu_shuyo_zaisei_shihyo_H27.xls", None, 1483),
    ] {
        let all = read(name);
        assert_eq!(all.len(), 1, "{name}");
        let d = &all[0];
        assert_eq!((d.column, d.source.as_deref()), (Column::Index, source), "{name}");
        assert_eq!(
            (d.rows.len(), d.skipped.len(), d.others, d.absent.len()),
            (1741, 0, 1, 0),
            "{name}: {:?}",
            d.skipped
        );
        assert_eq!(d.changes().count(), changed, "{name}");
    }
    let kaso = read("kaso_r4.txt");
    assert_eq!(kaso[0].source.as_deref(), Some("総務省「過疎地域市町村等一覧」令和4年4月1日現在"));
    assert_eq!((kaso[0].rows.len(), kaso[0].skipped.len(), kaso[0].changes().count()), (885, 0, 0));
    let facts = read("municipality_facts.csv");
    assert_eq!(facts.iter().map(|d| d.column).collect::<Vec<_>>(), [Column::Index, Column::Kaso, Column::Population]);
    assert!(facts.iter().all(|d| d.changes().count() == 0));
    let prefectures = read("prefecture_facts.csv");
    assert_eq!((prefectures[0].column, prefectures[0].rows.len()), (Column::PrefectureIndex, 47));
    assert_eq!(prefectures[0].changes().count(), 0);
}

#[test]
fn no_two_names_of_a_prefecture_meet() {
    let catalogue = embedded::catalogue();
    let mut keys: Vec<(String, String)> =
        catalogue.municipalities.iter().map(|m| (key(m.prefecture), key(m.name))).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "the forms of characters make no two municipalities one");
    let places = Places::new(catalogue.municipalities.all());
    for m in catalogue.municipalities {
        let found = places.find(None, m.prefecture, m.name).expect("by name");
        assert_eq!(found.code, m.code);
        assert_eq!(places.find(Some(m.code), m.prefecture, m.name).expect("by both").code, m.code);
    }
}

#[test]
fn names_as_lists_write_them() {
    let places = Places::new(embedded::catalogue().municipalities.all());
    for (prefecture, name, code) in [
        ("神奈川県", "茅ケ崎市", 142_077),
        ("茨城", "竜ヶ崎市", 82_082),
        ("青森県", "鰺ケ沢町", 23_213),
        ("島根県", "隠岐郡海士町", 325_252),
        ("島根県", "島根県隠岐郡海士町", 325_252),
        ("福島県", "郡山市", 72_036),
        ("愛知県", "蒲　郡　市", 232_149),
        ("宮城県", "富谷町", 42_161),
        ("兵庫県", "篠山市", 282_219),
        ("東京都", "千代田区", 131_016),
        ("東京都", "特別区千代田区", 0),
        ("北海道", "", 10_006),
        ("京都", "京都市", 261_009),
    ] {
        let found = places.find(None, prefecture, name).map(|m| m.code).unwrap_or_default();
        assert_eq!(found, code, "{prefecture} {name}");
    }
}

#[test]
fn shown_first_written_on_yes_and_taken_back() {
    let t = Temp::new("flow");
    let rows = [("325252", "島根県", "海士町", 0.12), ("122025", "千葉県", "銚子市", 0.5)];
    let file = t.file("r4.xlsx", &published(TITLE, &rows));
    let (out, err) = t.good(&["import", &file]);
    assert!(out.contains("【財政力指数】総務省「全市町村の主要財政指標」令和4年度"), "{out}");
    assert!(out.contains("島根県海士町 0.10 → 0.12") && out.contains("団体ではない行（合計・平均・注記） 1"), "{out}");
    assert!(out.contains("この表にない 1739団体は今の数字のままです"), "{out}");
    assert!(err.contains("まだ書き込んでいません") && !t.0.join("data").exists(), "{err}");

    t.good(&["import", &file, "--yes"]);
    let (out, _) = t.good(&["import", "--list"]);
    assert!(out.contains("令和4年度") && out.contains("r4.xlsx") && out.contains("2団体"), "{out}");
    // The new figure with its source where it is used; the old source where the new table says nothing.
    let (out, _) = t.good(&["assess", "-m", "海士町", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert!(
        json["profile"].to_string().contains("令和4年度") && json["profile"].to_string().contains("0.12"),
        "{}",
        json["profile"]
    );
    let (out, _) = t.good(&["municipalities", "西ノ島町"]);
    assert!(out.contains("令和3年度"), "{out}");
    let (out, _) = t.good(&["municipalities", "海士町", "--json"]);
    assert!(out.contains("imported") && out.contains("令和4年度"), "{out}");
    // Importing again changes nothing and says so.
    let (out, _) = t.good(&["import", &file]);
    assert!(out.contains("変わる 0、同じ 2"), "{out}");

    t.good(&["import", "--remove", "index"]);
    let (out, _) = t.good(&["municipalities", "海士町"]);
    assert!(out.contains("財政力指数 0.10") && out.contains("令和3年度"), "{out}");
    assert_eq!(t.run(&["import", "--remove", "yomi"]).status.code(), Some(2));
}

#[test]
fn a_damaged_table_is_told_and_left_aside() {
    let t = Temp::new("damaged");
    let file = t.file("r4.xlsx", &published(TITLE, &[("325252", "島根県", "海士町", 0.12)]));
    t.good(&["import", &file, "--yes"]);
    let path = kept::path(&t.0.join("data"), Column::Index);
    let text = fs::read_to_string(&path).expect("the table");
    fs::write(&path, text.replace("0.12", "0.\u{1b}[2J")).expect("written");
    let (out, err) = t.good(&["municipalities", "海士町"]);
    assert!(out.contains("財政力指数 0.10"), "{out}");
    assert!(err.contains("使えません") && err.contains("import --remove index"), "{err}");
}

/// A named pipe that nobody writes to, wherever the data folder has a file: no command waits for it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_data_folder_holds_nothing_up() {
    use std::time::{Duration, Instant};
    let t = Temp::new("pipes");
    let data = t.0.join("data");
    let pipe = |name: &str| {
        let path = data.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    };
    let session = "325252-20261121-1";
    for name in ["tables/index.csv", "tables/kaso.csv", "settings.toml", "bundles/installed", "keys/a.pub"] {
        pipe(name);
    }
    pipe(&format!("sessions/{session}.toml"));
    fs::copy("tests/sessions/v1.toml", data.join(format!("sessions/{session}.toml.bak"))).expect("copied");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.args(args).arg("--data-dir").arg(&data).spawn().expect("the program starts");
        let end = Instant::now() + Duration::from_secs(20);
        while child.try_wait().expect("a child").is_none() {
            if Instant::now() > end {
                child.kill().expect("killed");
                panic!("{args:?} waits for a pipe");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let out = child.wait_with_output().expect("what it said");
        String::from_utf8([out.stdout, out.stderr].concat()).expect("UTF-8")
    };
    for args in [&["municipalities", "海士町"][..], &["import", "--list"], &["doctor"]] {
        let said = run(args);
        assert!(said.contains("ふつうのファイルではありません"), "{args:?}: {said}");
    }
    run(&["bundle", "status"]);
    let (rows, messages) = chiiki_navi::store::Folder::new(data.join("sessions"), "run").list();
    assert_eq!(rows.len(), 1, "the older generation stands in: {messages:?}");
    assert!(messages[0].contains("1つ前の保存"), "{messages:?}");
}

/// One digit that is as good as another: only a seal can tell.
#[test]
fn a_changed_figure_of_a_table_is_told_and_the_embedded_one_used() {
    let t = Temp::new("seal");
    let bytes = published(TITLE, &[("325252", "島根県", "海士町", 0.12)]);
    t.good(&["import", &t.file("r4.xlsx", &bytes), "--yes"]);
    let (out, _) = t.good(&["import", "--list"]);
    assert!(out.contains(&kept::sha256(&bytes)), "the digest of the original: {out}");
    let path = kept::path(&t.0.join("data"), Column::Index);
    let text = fs::read_to_string(&path).expect("the table");
    for (from, to) in [("0.12", "0.92"), ("325252", "325253"), ("令和4年度", "令和5年度"), ("2026", "2022")] {
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
        if text.contains(from) {
            let (out, err) = t.good(&["municipalities", "海士町"]);
            assert!(out.contains("財政力指数 0.10"), "{from}: {out}");
            assert!(err.contains("中身が変わっています"), "{from}: {err}");
        }
    }
    // A table of the first form is used, and the list says what it lacks.
    let first = "chiiki-navi-table,1\nsource,s\nfile,f\nimported,2026-11-21\nrows,1\n325252,0.12\n";
    fs::write(&path, first).expect("written");
    let (out, _) = t.good(&["import", "--list"]);
    assert!(out.contains("検査行のない古い形"), "{out}");
    let (out, _) = t.good(&["municipalities", "海士町"]);
    assert!(out.contains("0.12"), "{out}");
}

#[test]
fn what_does_not_match_is_told_row_by_row() {
    let t = Temp::new("rows");
    let csv = "団体コード,都道府県名,市区町村名,人口\r\n\
        325252,島根県,海士町,\"2,300\"\r\n\
        325261,島根県,海士町,2300\r\n\
        ,島根県,布施村,500\r\n\
        ,,海士町,1\r\n\
        011011,北海道,札幌市中央区,240000\r\n\
        325279,島根県,知夫村,NaN\r\n\
        ,島根県,西ノ島町,-5\r\n\
        ,島根県,隠岐の島町,=1+1\r\n\
        ,島根県,松江市,…\r\n\
        ,島根県,出雲市,170000\r\n\
        ,島根県,出雲市,170001\r\n\
        ,島根県,浜田市,99999999999\r\n\
        ,島根県,\u{1b}[2J益田市,40000\r\n\
        ,島根県,計,650000\r\n\
        注,,令和6年1月1日現在,\r\n";
    let file = t.file("人口.csv", csv.as_bytes());
    let (out, _) = t.good(&["import", &file, "--source", "住民基本台帳 令和6年1月1日", "--all"]);
    assert!(!out.contains('\u{1b}'), "nothing moves the cursor");
    assert!(out.contains("1団体に合いました") && out.contains("海士町 2267 → 2300"), "{out}");
    for (row, why) in [
        (3, "団体コードは 島根県 西ノ島町 のもの"),
        (4, "今の自治体の表にありません"),
        (5, "どの団体か決まりません"),
        (6, "行政区"),
        (7, "値が読めません"),
        (8, "値が読めません"),
        (9, "値が読めません"),
        (10, "値がありません"),
        (12, "11行目と同じ団体です"),
        (13, "値が読めません"),
        (14, "今の自治体の表にありません"),
    ] {
        let line = out.lines().find(|l| l.contains(&format!("{row}行目「"))).unwrap_or_else(|| panic!("{row}: {out}"));
        assert!(line.contains(why), "{line}");
    }
    assert!(out.contains("団体ではない行（合計・平均・注記） 2"), "{out}");
}

#[test]
fn lists_in_the_encodings_of_excel() {
    let csv = "都道府県,市町村,区分\n島根県,海士町,みなし過疎\n島根県,松江市,非該当\n神奈川県,茅ヶ崎市,一部過疎\n";
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(csv);
    for (name, bytes) in [
        ("utf8", csv.as_bytes().to_vec()),
        ("bom", [b"\xef\xbb\xbf", csv.as_bytes()].concat()),
        ("cp932", cp932.to_vec()),
    ] {
        let t = Temp::new(name);
        let file = t.file("kaso.csv", &bytes);
        let out = t.run(&["import", &file]);
        let err = String::from_utf8(out.stderr).expect("UTF-8");
        assert!(
            out.status.code() == Some(2) && err.contains("--source"),
            "{name}: a list without a year is asked for it: {err}"
        );
        let (out, _) = t.good(&["import", &file, "--source", "試験の一覧 令和6年4月1日", "--yes"]);
        assert!(out.contains("島根県海士町 全部 → みなし"), "{name}: {out}");
        assert!(out.contains("うち全部・一部・みなし"), "{out}");
        let (out, _) = t.good(&["assess", "-m", "海士町"]);
        assert!(out.contains("みなし過疎（自動入力: 試験の一覧 令和6年4月1日）"), "{out}");
        let (out, _) = t.good(&["import", &file, "--source", "試験", "--unlisted-none", "--all"]);
        assert!(out.contains("西ノ島町 全部 → 非該当"), "{out}");
    }
}

#[test]
fn what_is_something_else_is_named() {
    let t = Temp::new("foreign");
    for (name, bytes, word) in [
        ("a.xlsx", &b""[..], "空です"),
        ("b.xlsx", b"%PDF-1.4\n1 0 obj", "PDF"),
        ("c.csv", b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        ("d.xls", b"<html><body><table>", "HTML"),
        ("e.csv", "品名,数量\nみかん,3\n".as_bytes(), "知っている見出しがありません"),
        ("f.csv", b"\xff\xff\xff\xff,1\n", "文字コード"),
        ("g.csv", "団体コード,人口\n999999,1\n".as_bytes(), "使える行が1つもありません"),
    ] {
        let said = t.refused(name, bytes);
        assert!(said.contains(word) && said.contains(name), "{said}");
    }
    let out = t.run(&["import", "/nonexistent/file.xlsx"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("ファイルがありません"));
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn archives_and_protected_files() {
    let t = Temp::new("archives");
    for (name, inside, word) in [
        ("a.docx", "word/document.xml", "Word の文書（.docx）"),
        ("b.xlsb", "xl/workbook.bin", ".xlsb"),
        ("c.zip", "list.csv", "展開してから"),
        ("d.ods", "content.xml", "LibreOffice"),
        ("e.pptx", "ppt/presentation.xml", ".pptx"),
    ] {
        let said = t.refused(name, &zip_of(&[(inside, b"<x/>")]));
        assert!(said.contains(word), "{said}");
    }
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.resize(512, 0);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(t.refused("protected.xlsx", &ole).contains("パスワード"));
    let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    old.resize(512, 0);
    old.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(t.refused("broken.xls", &old).contains("壊れている"));
    let whole = published(TITLE, &[("325252", "島根県", "海士町", 0.12)]);
    for cut in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        assert!(t.refused("cut.xlsx", &whole[..cut]).contains("途中で切れています"));
    }
}

/// A workbook of Excel 97–2003 with one sheet: OLE2 around BIFF8 records.
fn old_workbook(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let record = |kind: u16, body: &[u8]| {
        let len = u16::try_from(body.len()).expect("short");
        [&kind.to_le_bytes()[..], &len.to_le_bytes(), body].concat()
    };
    let bof = |what: u16| {
        let words = [0x0600, what, 0x0dbb, 0x07cc, 0, 0, 0, 0];
        record(0x809, &words.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
    };
    let mut globals = bof(5);
    let place = u32::try_from(globals.len() + 4 + 14 + 4).expect("short");
    globals.extend(record(0x85, &[&place.to_le_bytes()[..], &[0, 0, 6, 0], b"Sheet1"].concat()));
    globals.extend(record(0x0a, &[]));
    let mut stream = globals;
    stream.extend(bof(0x10));
    for (row, column, text) in cells {
        let at = [row.to_le_bytes(), column.to_le_bytes(), 0u16.to_le_bytes()].concat();
        if let Ok(number) =
            text.parse::<f64>().map_err(drop).and_then(|n| if text.contains('.') { Ok(n) } else { Err(()) })
        {
            stream.extend(record(0x203, &[at, number.to_le_bytes().to_vec()].concat()));
        } else {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let count = u16::try_from(wide.len() / 2).expect("short").to_le_bytes().to_vec();
            stream.extend(record(0x204, &[at, count, vec![1], wide].concat()));
        }
    }
    stream.extend(record(0x0a, &[]));
    let size = stream.len().max(4096);
    stream.resize(size.next_multiple_of(512), 0);
    // Sector 0 the table of sectors, 1 the directory, from 2 on the stream.
    let sectors = u32::try_from(stream.len() / 512).expect("short");
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    for word in [0x3e_u16, 3, 0xfffe, 9, 6] {
        header.extend(word.to_le_bytes());
    }
    header.resize(44, 0);
    for word in [1_u32, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0] {
        header.extend(word.to_le_bytes());
    }
    header.resize(512, 0xff);
    let mut table: Vec<u32> = vec![0xffff_fffd, 0xffff_fffe];
    table.extend((3..2 + sectors).chain([0xffff_fffe]));
    let mut table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    table.resize(512, 0xff);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let len = u16::try_from(out.len() + 2).expect("short");
        out.resize(64, 0);
        out.extend(len.to_le_bytes());
        out.extend([kind, 1]);
        [0xffff_ffff_u32, 0xffff_ffff, child].into_iter().for_each(|w| out.extend(w.to_le_bytes()));
        out.resize(116, 0);
        out.extend(start.to_le_bytes());
        out.extend((size as u64).to_le_bytes());
        out
    };
    let mut directory =
        [entry("Root Entry", 5, 1, 0xffff_fffe, 0), entry("Workbook", 2, 0xffff_ffff, 2, size)].concat();
    directory.resize(512, 0);
    [header, table, directory, stream].concat()
}

#[test]
fn old_workbooks() {
    let t = Temp::new("old");
    let head = |row: u16| (0u16..).zip(HEAD).map(move |(column, text)| (row, column, text));
    let mut cells: Vec<(u16, u16, &str)> = vec![(0, 0, "全市町村の主要財政指標（平成27年度）")];
    cells.extend(head(1));
    cells.extend([
        (2, 0, "325252"),
        (2, 1, "島根県"),
        (2, 2, "海士町"),
        (2, 3, "0.09"),
        (3, 0, "全国市町村平均"),
        (3, 3, "0.5"),
    ]);
    let file = t.file("h27.xls", &old_workbook(&cells));
    let (out, _) = t.good(&["import", &file]);
    assert!(out.contains("総務省「全市町村の主要財政指標」平成27年度") && out.contains("海士町 0.10 → 0.09"), "{out}");
    let whole = old_workbook(&cells);
    for cut in [600, 1200, whole.len() - 600] {
        assert!(t.refused("cut.xls", &whole[..cut]).contains("xls"), "a cut file is refused");
    }
    cells.push((65_535, 255, "x"));
    assert!(t.refused("far.xls", &old_workbook(&cells)).contains("行か列が多すぎます"));
}

#[test]
fn bombs_and_giants() {
    let t = Temp::new("giants");
    let bomb = zip_of(&[("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 52 << 20])]);
    assert!(bomb.len() < 200_000, "it looks small");
    assert!(t.refused("bomb.xlsx", &bomb).contains("展開すると大きすぎる"));

    let far = {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(1_048_575, 16_383, "x").expect("the last cell");
        book.save_to_buffer().expect("a workbook")
    };
    assert!(t.refused("far.xlsx", &far).contains("行か列が多すぎます"));

    let mut long = String::from("団体コード,人口\n");
    (0..30_000).for_each(|n| writeln!(long, "{n},1").expect("a line"));
    assert!(t.refused("long.csv", long.as_bytes()).contains("行か列が多すぎます"));

    let path = t.0.join("100mb.xlsx");
    File::create(&path).and_then(|f| f.set_len(100 << 20)).expect("a sparse file");
    let out = t.run(&["import", path.to_str().expect("UTF-8")]);
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.code() == Some(2) && err.contains("大きすぎます（100MB"), "{err}");
    #[cfg(unix)]
    {
        let out = t.run(&["import", "/dev/zero"]);
        assert!(String::from_utf8_lossy(&out.stderr).contains("大きすぎます"), "an endless device ends");
    }
}

#[test]
fn cells_that_are_no_figures() {
    let t = Temp::new("cells");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, TITLE).expect("a title");
    for (at, text) in (0u16..).zip(HEAD) {
        sheet.write_string(1, at, text).expect("a heading");
    }
    let rows: [(&str, &str); 4] = [("海士町", ""), ("西ノ島町", "#N/A"), ("知夫村", "1e999"), ("松江市", "0.55")];
    for (at, (name, figure)) in (2u32..).zip(rows) {
        sheet.write_string(at, 1, "島根県").expect("a cell");
        sheet.write_string(at, 2, name).expect("a cell");
        sheet.write_string(at, 3, figure).expect("a cell");
    }
    sheet.write_formula(2, 3, Formula::new("=1/4").set_result("0.25")).expect("a formula");
    let file = t.file("cells.xlsx", &book.save_to_buffer().expect("a workbook"));
    let (out, _) = t.good(&["import", &file]);
    assert!(out.contains("1団体に合いました"), "{out}");
    for name in ["海士町 計算式", "西ノ島町 #N/A", "知夫村 1e999"] {
        let line = out.lines().find(|l| l.contains(name)).unwrap_or_else(|| panic!("{name}: {out}"));
        assert!(line.contains("値が読めません"), "{line}");
    }
}

#[test]
fn the_overlay_replaces_what_it_gives_and_nothing_else() {
    let base = embedded::catalogue();
    let index = Figure::Index(Decimal::parse("0.77").expect("a decimal"));
    let text = "chiiki-navi-table,1\nsource,s\nfile,f\nimported,2026-11-21\nrows,1\n325252,0.77\n";
    let table = kept::read(Column::Index, text).expect("a table");
    assert_eq!(table.rows, [(325_252, index)]);
    let laid = kept::overlay(base, vec![table]);
    for (old, new) in base.municipalities.iter().zip(laid.municipalities) {
        let mine = old.code == 325_252;
        assert_eq!(
            new.index.map(|d| d.to_string()),
            if mine { Some("0.77".into()) } else { old.index.map(|d| d.to_string()) }
        );
        assert_eq!((new.kaso, new.population), (old.kaso, old.population));
        assert_eq!(laid.column_of("index", new.code), if mine { "s" } else { base.column("index") });
    }
}

#[test]
fn an_unreadable_row_is_not_taken_for_an_absent_one() {
    let t = Temp::new("unlisted");
    let csv = "都道府県,市町村,区分\n島根県,海士町,全部過疎\n島根県,西ノ島町,ぜんぶかも\n島根県,知夫村,全部過疎\n島根県,知夫村,一部過疎\n";
    let file = t.file("kaso.csv", csv.as_bytes());
    let all = ["import", &file, "--source", "試験", "--unlisted-none", "--yes"];
    let out = t.run(&all);
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!(out.status.code(), Some(2), "{err}");
    for part in ["2行", "西ノ島町", "知夫村"] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert!(!t.0.join("data").exists(), "nothing is written");
}

#[test]
fn an_older_table_is_told_and_asks_for_a_yes_and_doctor_names_the_one_in_use() {
    let t = Temp::new("older");
    let file = t.file("a.csv", "都道府県,市町村,人口\n島根県,海士町,2301\n".as_bytes());
    let (out, _) = t.good(&["import", &file, "--source", "新しい表 令和8年", "--yes"]);
    assert!(!out.contains("より古い"), "{out}");
    let (out, _) = t.good(&["doctor"]);
    assert!(out.contains("新しい表 令和8年") && out.contains("取り込んだ表、1団体"), "{out}");
    let older = ["import", &file, "--source", "前の表 令和元年"];
    let (out, err) = t.good(&older);
    assert!(out.contains("注意: 今の表（新しい表 令和8年）より古い表です"), "{out}");
    assert!(err.contains("--yes を付けてください"), "{err}");
    let (out, _) = t.good(&["import", "--list"]);
    assert!(out.contains("新しい表 令和8年"), "nothing was written: {out}");
    t.good(&[&older[..], &["--yes"]].concat());
    let (out, _) = t.good(&["import", "--list"]);
    assert!(out.contains("前の表 令和元年"), "{out}");
}

#[test]
fn a_second_table_says_whom_it_takes_the_first_from() {
    let t = Temp::new("second");
    let first = t.file("a.csv", "都道府県,市町村,人口\n島根県,海士町,2301\n島根県,西ノ島町,2801\n".as_bytes());
    t.good(&["import", &first, "--source", "第一の表 令和7年", "--yes"]);
    let second = t.file("b.csv", "都道府県,市町村,人口\n島根県,海士町,2302\n".as_bytes());
    let (out, _) = t.good(&["import", &second, "--source", "第二の表 令和8年", "--yes"]);
    let line = out.lines().find(|l| l.contains("置き換わります")).unwrap_or_else(|| panic!("{out}"));
    assert!(line.contains("第一の表 令和7年") && line.contains("1団体") && line.contains("島根県西ノ島町"), "{line}");
    let (out, _) = t.good(&["assess", "-m", "西ノ島町"]);
    assert!(!out.contains("第一の表") && !out.contains("2,801"), "the bundle's figure is back: {out}");
}

const PLACE: &str = "団体コード,都道府県名,市町村名";

#[test]
fn of_several_look_alikes_none_is_taken_unasked() {
    let t = Temp::new("several");
    let years = format!(
        "総務省「全市町村の主要財政指標」令和4年度\n{PLACE},財政力指数（令和3年度）,財政力指数（令和4年度）\n325252,島根県,海士町,0.11,0.12\n"
    );
    let err = t.refused("years.csv", years.as_bytes());
    assert!(err.contains("4列目「財政力指数(令和3年度)」、5列目「財政力指数(令和4年度)」"), "{err}");
    let file = t.file("years.csv", years.as_bytes());
    for (column, year, figure) in
        [("5", "令和4年度", "0.12"), ("財政力指数（令和3年度）", "令和3年度", "0.11"), ("４列目", "令和3年度", "0.11")]
    {
        t.good(&["import", &file, "--column", column, "--yes"]);
        let (out, _) = t.good(&["assess", "-m", "海士町"]);
        let source = format!("財政力指数 {figure}（自動入力: 総務省「全市町村の主要財政指標」{year}）");
        assert!(out.contains(&source), "{column}: {out}");
    }
    for wrong in ["3", "99", "財政力指数"] {
        let out = t.run(&["import", &file, "--column", wrong, "--yes"]);
        let err = String::from_utf8(out.stderr).expect("UTF-8");
        assert!(out.status.code() == Some(2) && err.contains("5列目"), "{wrong}: {err}");
    }
    let out = t.run(&["import", &file, "--column", "5", "--source", "決算 令和3年度", "--yes"]);
    assert_eq!(out.status.code(), Some(2), "the column says another year");
    let t = Temp::new("several-others");
    for (name, head, told) in [
        ("twice.csv", "財政力指数,財政力指数", "財政力指数の列が2つあり"),
        ("kinds.csv", "財政力指数（単年度）,財政力指数（3か年平均）", "4列目「財政力指数(単年度)」"),
        ("people.csv", "人口（令和2年）,人口（令和7年）", "人口の列が2つあり"),
        ("kaso.csv", "過疎区分_R3,過疎区分_R4", "過疎区分の列が2つあり"),
    ] {
        let text = format!("令和4年度\n{PLACE},{head}\n325252,島根県,海士町,0.21,0.12\n");
        let err = t.refused(name, text.as_bytes());
        assert!(err.contains(told) && err.contains("--column 5"), "{err}");
    }
    let text = format!("令和4年度\n{PLACE},財政力指数（単年度）\n325252,島根県,海士町,0.12\n");
    assert!(t.refused("single.csv", text.as_bytes()).contains("単年度の数字です"));
    let ranks = format!("令和4年度\n{PLACE},財政力指数,財政力指数順位\n325252,島根県,海士町,0.12,1700\n");
    t.good(&["import", &t.file("ranks.csv", ranks.as_bytes()), "--yes"]);
}

/// A workbook of sheets, each of rows of cells.
fn book(sheets: &[&[&[&str]]]) -> Vec<u8> {
    let mut book = Workbook::new();
    for rows in sheets {
        let sheet = book.add_worksheet();
        for (at, cells) in (0u32..).zip(*rows) {
            for (column, text) in (0u16..).zip(*cells) {
                sheet.write_string(at, column, *text).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn headings_in_two_rows_and_two_sheets() {
    let t = Temp::new("two-rows");
    let below: &[&[&str]] = &[
        &["全市町村の主要財政指標"],
        &["団体コード", "都道府県名", "団体名", "財政力指数", ""],
        &["", "", "", "令和3年度", "令和4年度"],
        &["325252", "島根県", "海士町", "0.11", "0.12"],
    ];
    let err = t.refused("below.xlsx", &book(&[below]));
    assert!(err.contains("4列目「財政力指数 令和3年度」、5列目「財政力指数 令和4年度」"), "{err}");
    let above: &[&[&str]] = &[
        &["全市町村の主要財政指標"],
        &["", "", "", "財政力指数", ""],
        &["団体コード", "都道府県名", "団体名", "令和3年度", "令和4年度"],
        &["325252", "島根県", "海士町", "0.11", "0.12"],
    ];
    for (name, rows) in [("below.xlsx", below), ("above.xlsx", above)] {
        let file = t.file(name, &book(&[rows]));
        let (out, _) = t.good(&["import", &file, "--column", "5"]);
        assert!(out.contains("「全市町村の主要財政指標」令和4年度") && out.contains("→ 0.12"), "{out}");
    }
    let sheet = |year: &'static str, index: &'static str| -> [Vec<&'static str>; 3] {
        [
            vec![year],
            vec!["団体コード", "都道府県名", "団体名", "財政力指数"],
            vec!["325252", "島根県", "海士町", index],
        ]
    };
    let (a, b) = (sheet("令和3年度", "0.11"), sheet("令和4年度", "0.12"));
    let [a, b] = [&a, &b].map(|s| s.iter().map(Vec::as_slice).collect::<Vec<_>>());
    assert!(t.refused("sheets.xlsx", &book(&[&a, &b])).contains("1枚目と2枚目のシート"));
    let mixed: &[&[&str]] = &[
        &["令和5年3月31日公表"],
        &["令和3年度"],
        &["団体コード", "都道府県名", "団体名", "財政力指数"],
        &["325252", "島根県", "海士町", "0.11"],
    ];
    let out = t.run(&["import", &t.file("mixed.xlsx", &book(&[mixed]))]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("いつの数字か"), "two years above the table: neither");
}

#[test]
fn rounded_units_are_refused_and_implausible_changes_stop_yes() {
    let t = Temp::new("units");
    for (name, text) in [
        ("title.csv", format!("国勢調査 令和7年（単位：千人）\n{PLACE},人口\n325252,島根県,海士町,2\n")),
        ("own.csv", format!("国勢調査 令和7年\n{PLACE},人口（千人）\n325252,島根県,海士町,2\n")),
        ("below.csv", format!("国勢調査 令和7年\n{PLACE},人口\n,,,（千人）\n325252,島根県,海士町,2\n")),
    ] {
        assert!(t.refused(name, text.as_bytes()).contains("単位が「千人」です"), "{name}");
    }
    let text = format!("令和4年度\n{PLACE},財政力指数（%）\n325252,島根県,海士町,12\n");
    assert!(t.refused("percent.csv", text.as_bytes()).contains("単位が「%」です"));
    // Beside a column of thousands, one of persons is taken.
    let text = format!("令和7年（単位：千円）\n{PLACE},歳出（千円）,人口（人）\n325252,島根県,海士町,9,2267\n");
    t.good(&["import", &t.file("beside.csv", text.as_bytes()), "--yes"]);
    let t = Temp::new("implausible");
    let text = format!("国勢調査 令和7年\n{PLACE},人口\n325252,島根県,海士町,2\n131016,東京都,千代田区,67000\n");
    let out = t.run(&["import", &t.file("factor.csv", text.as_bytes()), "--yes"]);
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert!(out.status.code() == Some(2) && err.contains("2団体のうち1団体の数字が今の表の10倍以上"), "{err}");
    assert!(String::from_utf8_lossy(&out.stdout).contains("→ 2"), "it is shown what would change");
    assert!(!t.0.join("data").exists(), "nothing is written");
    let rows = |times: u32, of: u32| {
        let towns = embedded::catalogue().municipalities.iter().filter(|m| !m.is_prefecture()).take(12).enumerate();
        let people = towns.map(|(i, m)| {
            let n = m.population.expect("a figure");
            let n = if i < 6 { n * times / of } else { n };
            format!("{:06},{},{},{n}\n", m.code, m.prefecture, m.name)
        });
        format!("国勢調査 令和7年\n{PLACE},人口\n{}", people.collect::<String>())
    };
    let out = t.run(&["import", &t.file("half.csv", rows(16, 10).as_bytes()), "--yes"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("12団体のうち6団体の数字が今の表と大きく"), "1.6 times");
    t.good(&["import", &t.file("some.csv", rows(14, 10).as_bytes()), "--yes"]);
}
