//! Hand-outs: the same rows in every form, well-formed pages, numbers that are numbers, nothing that bites.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may fail")]

#[path = "support/schema.rs"]
mod schema;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::assess::Assessment;
use chiiki_navi::domain::judge::rank::{Group, group};
use chiiki_navi::domain::terms::profile::{Answer, Origin};
use chiiki_navi::domain::terms::role::Role;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::export::handout::{asks, handout};
use chiiki_navi::export::{Compared, ComparisonExport, Export, Make, ResultsExport, bytes, questions};
use chiiki_navi::present::form::{Annex, Annexes, Form, Paper, Scope};
use chiiki_navi::present::value;
use chiiki_navi::session::answers::Session;
use chiiki_navi::session::typed;
use quick_xml::events::Event;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// When the newest document, whichever it is, is three years old.
fn three_years_later() -> Date {
    let newest = catalogue().newest().expect("a document").date;
    Date::new(newest.year() + 3, newest.month(), newest.day()).expect("a day")
}

/// A municipality with answers in the words of the screen; 「?」 is 「わからない」.
fn session(name: &str, as_of: Date, answers: &[(&str, &str)]) -> Session {
    let c = catalogue();
    let mut out = match c.municipalities.iter().find(|m| m.name == name) {
        Some(m) => Session::about(c, m, as_of),
        None => Session::by_hand(c, as_of),
    };
    for (id, text) in answers {
        let (fact, f) = c.fact_named(id).expect("a fact");
        let answer = match *text {
            "?" => Answer::DontKnow,
            text => Answer::Known(typed::read(f, text).expect("an answer"), Origin::Given),
        };
        out.set(c, fact, answer, as_of);
    }
    out
}

const PLAN: [(&str, &str); 4] =
    [("cost", "1億円"), ("public_money", "3000万円"), ("loan", "6000万円"), ("digital", "?")];

fn report<'a>(session: &'a Session, results: &'a [Assessment], as_of: Date, chosen: &'a str) -> ResultsExport<'a> {
    let municipality = match session.subject {
        chiiki_navi::session::answers::Subject::Listed(m) => Some(m),
        chiiki_navi::session::answers::Subject::ByHand => None,
    };
    ResultsExport {
        inquiry: session.inquiry(catalogue(), as_of),
        municipality,
        results,
        marked: false,
        make: Make { annexes: Annexes::ALL, paper: Paper::Upright, command: "" },
        scope: Scope::Results,
        chosen,
        plan: None,
    }
}

fn text(report: &ResultsExport<'_>, form: Form) -> String {
    String::from_utf8(bytes(&Export::Results(*report), form).expect("written")).expect("UTF-8")
}

fn workbook(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// The rows of a sheet below its headings: heading → cell.
fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> (Vec<String>, Vec<Vec<Data>>) {
    let range = book.worksheet_range(name).unwrap_or_else(|e| panic!("{name}: {e}"));
    let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    // Above the headings only the first cell of a row is filled.
    let head = rows.iter().position(|r| !r[1].to_string().is_empty()).expect("headings");
    (rows[head].iter().map(ToString::to_string).collect(), rows[head + 1..].to_vec())
}

fn column(headings: &[String], name: &str) -> usize {
    headings.iter().position(|h| h == name).unwrap_or_else(|| panic!("no {name} in {headings:?}"))
}

/// The one table of a CSV: its headings and rows.
fn table(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let csv = csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut all: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("as wide as the others").iter().map(ToOwned::to_owned).collect()).collect();
    let headings = all.remove(0);
    (headings, all)
}

#[test]
fn every_form_has_the_rows_of_the_screen_in_its_order() {
    let as_of = day("2026-11-21");
    let session = session("海士町", as_of, &PLAN);
    // A filter, another order and a struck row: what is handed in is what comes out.
    let mut results: Vec<Assessment> =
        session.assessments().iter().filter(|a| group(a) == Group::Applies).cloned().collect();
    results.reverse();
    results.remove(3);
    let report = report(&session, &results, as_of, "区分 該当／除いた行 1件");
    let wanted: Vec<&str> = results.iter().map(|a| a.programme.name).collect();
    assert!(wanted.len() > 50);

    let json: serde_json::Value = serde_json::from_str(&text(&report, Form::Json)).expect("JSON");
    let names = json["programmes"].as_array().expect("programmes").iter().map(|p| p["name"].as_str().expect("a name"));
    assert_eq!(names.collect::<Vec<_>>(), wanted);

    let (headings, rows) = table(&text(&report, Form::Csv));
    let at = column(&headings, "制度");
    assert_eq!(rows.iter().map(|r| r[at].as_str()).collect::<Vec<_>>(), wanted);

    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    let (headings, rows) = sheet(&mut book, "結果");
    let at = column(&headings, "制度（値）");
    assert_eq!(rows.iter().map(|r| r[at].to_string()).collect::<Vec<_>>(), wanted);

    let text = text(&report, Form::Html);
    let table = text.split("<h2>結果</h2>").nth(1).expect("the table").split("窓口への質問票").next().expect("its end");
    let mut from = 0;
    for name in &wanted {
        let name = name.replace('&', "&amp;");
        let at = table[from..].find(&name).unwrap_or_else(|| panic!("{name} is missing or out of order"));
        from += at + name.len();
    }
}

#[test]
fn every_form_says_whose_which_day_which_bundle_and_what_stands_first() {
    let as_of = three_years_later();
    let (said, printed) = (value::wareki(as_of), as_of.to_string());
    let session = session("海士町", as_of, &PLAN);
    let report = report(&session, session.assessments(), as_of, "");
    let prefilled = "総務省「全市町村の主要財政指標」令和3年度";
    let document = catalogue().documents[0].title;
    let csv = text(&report, Form::Csv);
    for part in
        ["島根県海士町", "325252", catalogue().version, &said, "優先します", "3年前", catalogue().documents[0].short]
    {
        assert!(csv.contains(part), "CSV lacks {part}");
    }
    for form in [Form::Html, Form::Json] {
        let text = text(&report, form);
        let version = catalogue().version;
        let print = format!("{:016x}", catalogue().fingerprint());
        for part in ["島根県海士町", "325252", version, &print, "現行の交付要綱・通知が優先します", prefilled, document]
        {
            assert!(text.contains(part), "{form:?} lacks {part}");
        }
        assert!(text.contains(&said) || text.contains(&printed), "{form:?} lacks the day");
        assert!(text.contains("わからない"), "{form:?}: an unknown answer stays one");
        assert!(text.contains("3年前"), "{form:?} says how old the documents are");
    }
    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    assert_eq!(book.sheet_names(), ["結果", "金額", "窓口への質問票", "回答", "詳細", "出典"]);
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        let above: String = range.rows().take(5).map(|r| r[0].to_string()).collect();
        for part in ["島根県海士町", &said, catalogue().version, "優先します"] {
            assert!(above.contains(part), "{name} lacks {part}: {above}");
        }
    }
}

/// A workbook has what it is about; what else it has was chosen. Without 出典 the places stand in the cells.
#[test]
fn a_workbook_has_the_sheets_that_were_chosen() {
    let as_of = day("2026-11-21");
    let session = session("海士町", as_of, &PLAN);
    let all = report(&session, session.assessments(), as_of, "");
    for (annexes, wanted) in [
        (Annexes::NONE, &["結果"][..]),
        (Annexes::NONE.toggled(Annex::Asks), &["結果", "窓口への質問票"]),
        (Annexes::NONE.toggled(Annex::Sources).toggled(Annex::Details), &["結果", "詳細", "出典"]),
        (Annexes::NONE.toggled(Annex::Results), &["結果", "金額"]),
    ] {
        let report = ResultsExport { make: Make { annexes, ..all.make }, ..all };
        let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
        assert_eq!(book.sheet_names(), wanted);
        let (headings, rows) = sheet(&mut book, "結果");
        let place = rows[0][column(&headings, "出典")].to_string();
        assert_eq!(place.starts_with('['), annexes.has(Annex::Sources), "{place}");
        assert!(place.starts_with('[') || place.contains('行'), "{place}");
    }
}

#[test]
fn workbook_cells_are_numbers_and_pages_fit() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let report = report(&session, session.assessments(), as_of, "");
    let file = bytes(&Export::Results(report), Form::Xlsx).expect("written");
    let mut book = workbook(&file);
    let (headings, rows) = sheet(&mut book, "結果");
    let row = rows.iter().find(|r| r[column(&headings, "制度の id")] == Data::String("local10000-kokko".into()));
    let row = row.expect("a row");
    assert_eq!(row[column(&headings, "率の下限")], Data::Float(0.75));
    assert_eq!(row[column(&headings, "率の上限")], Data::Float(0.9));
    assert_eq!(row[column(&headings, "上限額の上限（円）")], Data::Float(50_000_000.0));
    let (headings, rows) = sheet(&mut book, "回答");
    let value = |label: &str| {
        let row = rows.iter().find(|r| r[column(&headings, "項目")] == Data::String(label.into())).expect("a row");
        row[column(&headings, "値")].clone()
    };
    assert_eq!(value("財政力指数"), Data::Float(0.1));
    assert_eq!(value("公費による交付額"), Data::Float(30_000_000.0));
    let (headings, rows) = sheet(&mut book, "金額");
    for row in &rows {
        for name in ["下限（円）", "上限（円）"] {
            let cell = &row[column(&headings, name)];
            assert!(matches!(cell, Data::Float(_) | Data::Empty), "{row:?}");
        }
    }
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{name} calculates");
    }
    let names: Vec<&String> = book.defined_names().iter().map(|(n, _)| n).collect();
    for wanted in ["Print_Area", "Print_Titles"] {
        assert_eq!(names.iter().filter(|n| n.contains(wanted)).count(), book.sheet_names().len(), "{names:?}");
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    for i in 1..=book.sheet_names().len() {
        let mut xml = String::new();
        let mut part = zip.by_name(&format!("xl/worksheets/sheet{i}.xml")).expect("a sheet");
        part.read_to_string(&mut xml).expect("XML");
        for wanted in ["state=\"frozen\"", "fitToPage=\"1\"", "orientation=\"landscape\"", "paperSize=\"9\"", "<col "] {
            assert!(xml.contains(wanted), "sheet {i} lacks {wanted}");
        }
    }
}

/// Reads the page as XML: every tag closed, ids unique, links inside the page only.
fn well_formed(html: &str) {
    let mut reader = quick_xml::Reader::from_str(html);
    reader.config_mut().check_end_names = true;
    let (mut ids, mut links, mut depth) = (BTreeSet::new(), BTreeSet::new(), 0i32);
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e} at {}", reader.error_position()));
        let tag = match event {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                tag
            }
            Event::Empty(tag) => tag,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => continue,
        };
        let name = tag.name().as_ref().to_owned();
        assert!(!["script", "img", "link", "iframe", "object", "form"].contains(&name.as_str()), "<{name}>");
        for attribute in tag.attributes() {
            let attribute = attribute.expect("an attribute");
            let value = attribute.value.to_string();
            match attribute.key.as_ref() {
                "id" => assert!(ids.insert(value.clone()), "two #{value}"),
                "href" => {
                    links.insert(value.strip_prefix('#').expect("a link inside the page").to_owned());
                }
                "src" | "onclick" | "onload" => panic!("{name} {value}"),
                _ => {}
            }
        }
    }
    assert_eq!(depth, 0);
    assert!(links.is_subset(&ids), "links to nowhere: {:?}", links.difference(&ids));
    let style = html.split("<style>").nth(1).and_then(|s| s.split("</style>").next()).expect("the style");
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains('<'), "the style fetches nothing");
}

#[test]
fn pages_are_well_formed_and_fetch_nothing() {
    for (name, as_of, details) in
        [("海士町", "2026-11-21", false), ("札幌市", "2024-06-01", true), ("", "2026-11-21", true)]
    {
        let as_of = day(as_of);
        let session = session(name, as_of, &PLAN);
        let annexes = if details { Annexes::ALL } else { Annexes::NONE };
        let make = Make { annexes, ..Make::default() };
        let report = ResultsExport { make, ..report(&session, session.assessments(), as_of, "") };
        well_formed(&text(&report, Form::Html));
    }
    // Every measure by itself, as a page and as a 試算.
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    for a in session.assessments() {
        let one = std::slice::from_ref(a);
        for scope in [Scope::Programme, Scope::Estimate] {
            let report = ResultsExport { scope, ..report(&session, one, as_of, "") };
            let page = text(&report, Form::Html);
            well_formed(&page);
            assert!(page.contains("出典"));
        }
    }
}

#[test]
fn the_estimate_carries_its_waterfall() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let one: Vec<Assessment> =
        session.assessments().iter().filter(|a| a.programme.id == "local10000-tandoku").cloned().collect();
    let report = ResultsExport { scope: Scope::Estimate, ..report(&session, &one, as_of, "") };
    let page = text(&report, Form::Html);
    for part in ["試算の内訳", "実質的な地方負担", "750万円", "上限を超える公費", "円未満を切り捨て"]
    {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    let (headings, rows) = sheet(&mut book, "試算の内訳");
    let local = rows.iter().find(|r| r[0].to_string().starts_with("実質的な地方負担")).expect("the local burden");
    assert_eq!(local[column(&headings, "下限（円）")], Data::Float(7_500_000.0));
}

#[test]
fn each_doubt_is_asked_once() {
    let as_of = day("2024-06-01");
    let session = session("札幌市", as_of, &[]);
    let report = report(&session, session.assessments(), as_of, "");
    let asks = asks(&report);
    let mut seen = BTreeSet::new();
    for ask in &asks {
        assert!(seen.insert((ask.office, ask.text.clone())), "twice: {}", ask.text);
        assert!(ask.text.ends_with('？'), "no question: {}", ask.text);
    }
    for a in session.assessments() {
        let live = matches!(group(a), Group::Applies | Group::Open);
        for check in a.checks(session.profile()) {
            let stem: String = check.text.trim_end_matches('。').chars().take(12).collect();
            let asked =
                asks.iter().any(|k| k.text.starts_with(&stem) && k.about.iter().any(|(p, _)| p.id == a.programme.id));
            assert_eq!(asked, live && check.ask, "{}: {}", a.programme.id, check.text);
        }
    }
}

#[test]
fn the_comparison_names_both_sides_and_what_moves() {
    let as_of = day("2024-06-01");
    let (a, b) = (session("札幌市", as_of, &[]), session("札幌市", as_of, &[("kaso", "全部過疎")]));
    let (left, right) = ("北海道札幌市（留めた答え）", "北海道札幌市（今の答え）");
    let comparison = ComparisonExport {
        a: Compared { name: left, inquiry: a.inquiry(catalogue(), as_of) },
        b: Compared { name: right, inquiry: b.inquiry(catalogue(), as_of) },
        make: Make { annexes: Annexes::ALL, ..Make::default() },
    };
    for form in Form::ALL {
        let bytes = bytes(&Export::Comparison(comparison), form).expect("written");
        if form == Form::Xlsx {
            let mut book = workbook(&bytes);
            assert_eq!(book.sheet_names(), ["違う答え", "変わる制度", "出典"]);
            let (headings, rows) = sheet(&mut book, "違う答え");
            assert_eq!(rows[0][column(&headings, "Ｂ")], Data::String("全部過疎".into()));
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        if form == Form::Json {
            schema::fits("compare", &serde_json::from_str(&text).expect("JSON"));
        }
        for part in [left, right, "過疎区分", "対象外 から 団体〇", "充当率 100%", "優先します"] {
            let named = part == "過疎区分" && form == Form::Json && text.contains("\"kaso\"");
            assert!(text.contains(part) || named, "{form:?} lacks {part}");
        }
        if form == Form::Html {
            well_formed(&text);
        }
    }
}

#[test]
fn what_somebody_typed_bites_nobody() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let few = &session.assessments()[..2];
    let bad = "=HYPERLINK(\"x\")\u{1b}[2J\u{7}\u{9b}<script>alert(1)</script>|`*_\u{202e}\u{0}\r\n+1";
    let report = report(&session, few, as_of, bad);
    for form in [Form::Html, Form::Csv] {
        let text = text(&report, form);
        let odd = |c: char| c.is_control() && c != '\n' && !(c == '\r' && form == Form::Csv) || c == '\u{202e}';
        assert!(!text.contains(odd), "{form:?}");
        assert!(form == Form::Csv || !text.contains("<script>"), "{form:?}");
    }
    well_formed(&text(&report, Form::Html));
    let csv = text(&report, Form::Csv);
    let (headings, rows) = table(&csv);
    let cell = &rows[0][column(&headings, "載せた行")];
    assert!(cell.starts_with("'=HYPERLINK"), "{cell}");
    for line in csv.trim_start_matches('\u{feff}').split("\r\n") {
        assert!(!line.starts_with(['=', '+', '-', '@']), "{line}");
    }
    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    assert!(book.worksheet_formula("結果").expect("formulas").is_empty());
    let json: serde_json::Value = serde_json::from_str(&text(&report, Form::Json)).expect("JSON");
    assert_eq!(json["chosen"], bad, "data stay as they are; JSON escapes them");
}

#[test]
fn no_cell_of_any_hand_out_is_calculated_or_turned_into_a_date() {
    for as_of in ["2024-06-01", "2026-11-21"] {
        let as_of = day(as_of);
        let session = session("海士町", as_of, &PLAN);
        let report = report(&session, session.assessments(), as_of, "");
        let csv = text(&report, Form::Csv);
        assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let mut cells = 0;
        for record in reader.records() {
            for cell in &record.expect("a record") {
                cells += 1;
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
                let date =
                    cell.contains(['/', '-']) && cell.chars().all(|c| c.is_ascii_digit() || c == '/' || c == '-');
                assert!(!date || Date::parse(cell).is_some(), "Excel takes {cell} for a date");
            }
        }
        assert!(cells > 3_000);
    }
}

#[test]
fn the_document_is_the_same_whatever_it_is_written_as() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let report = report(&session, session.assessments(), as_of, "");
    let document = handout(&report);
    assert_eq!(document, handout(&report), "the same twice");
    // Each source is a row once, and every mark points to one.
    let sources = document.sheets().into_iter().find(|g| g.name == "出典").expect("出典").rows.len();
    for grid in document.sheets() {
        for cell in grid.rows.iter().flatten() {
            if let chiiki_navi::export::grid::Cell::Marks(all) = cell {
                assert!(all.iter().all(|n| (1..=sources).contains(n)), "{}: {all:?} of {sources}", grid.name);
            }
        }
    }
    // Young documents are not called old.
    assert_eq!(document.warning, value::age_warning(catalogue(), as_of));
    assert!(document.warning.is_none_or(|w| w.starts_with("1年以上前の資料による数字の制度が")));
}

#[test]
fn every_result_fits_the_schema() {
    let [open, strict] = schema::both("assess");
    let mut runs = 0;
    let bodies = ["海士町", "札幌市", "千代田区", "島根県", "東京都", "小国町", "奄美市", ""];
    let plans: [&[(&str, &str)]; 3] = [&[], &PLAN, &[("zaiseiryoku", "?"), ("kaso", "全部過疎"), ("loan", "0円")]];
    for name in bodies {
        for as_of in ["2020-01-01", "2024-06-01", "2026-11-21"] {
            for plan in plans {
                let as_of = day(as_of);
                let session = session(name, as_of, plan);
                let report = report(&session, session.assessments(), as_of, "");
                let value: serde_json::Value = serde_json::from_str(&text(&report, Form::Json)).expect("JSON");
                let faults: Vec<String> =
                    strict.iter_errors(&value).take(3).map(|e| format!("{}: {e}", e.instance_path())).collect();
                assert!(faults.is_empty(), "{name} {as_of} {plan:?}: {}", faults.join("\n"));
                assert!(open.is_valid(&value));
                runs += 1;
            }
        }
    }
    assert_eq!(runs, 72);
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &[]);
    let mut value: serde_json::Value =
        serde_json::from_str(&text(&report(&session, session.assessments(), as_of, ""), Form::Json)).expect("JSON");
    value["programmes"][0]["verdict"] = "maybe".into();
    assert!(!open.is_valid(&value), "the schema finds a fault");
}

/// Every figure of every row says what it is of, and every row what it is and which of its layers hold.
#[test]
fn role_layers_and_bases_leave_with_every_row() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let report = report(&session, session.assessments(), as_of, "");
    let (headings, rows) = table(&text(&report, Form::Csv));
    let of = |row: &[String], name: &str| row[column(&headings, name)].clone();
    for row in &rows {
        let id = of(row, "制度の id");
        assert!(Role::ALL.iter().any(|r| r.name() == of(row, "区分")), "{id}");
        assert!(["〇", "？", "ｘ"].contains(&of(row, "団体").as_str()), "{id}");
        assert!(of(row, "計画").ends_with('件') || of(row, "計画") == "要件の記載なし", "{id}");
        assert!(!of(row, "所管").is_empty(), "{id}");
        for (figure, base) in [("率の下限", "率の対象"), ("上限", "上限の対象")] {
            assert!(of(row, figure).is_empty() || !of(row, base).is_empty(), "{id}: {figure} of nothing");
        }
    }
    let row = |id: &str| rows.iter().find(|r| of(r, "制度の id") == id).unwrap_or_else(|| panic!("no {id}")).clone();
    let kokko = row("local10000-kokko");
    assert_eq!((of(&kokko, "区分"), of(&kokko, "団体")), ("お金の制度".into(), "〇".into()));
    assert_eq!(
        of(&row("chiiki-joho-jissho"), "上限"),
        "上限 約500万円/映像企画（映像制作者への支援額）",
        "about stays about"
    );
    assert_eq!(of(&row("chiiki-joho-jissho"), "上限額の上限（円）"), "5000000");
    assert!(of(&row("kaso-zei-warimashi"), "読み上げ").contains("普通償却限度額"));

    let json: serde_json::Value = serde_json::from_str(&text(&report, Form::Json)).expect("JSON");
    let roles = &json["counts_by_role"];
    let sum = |roles: &[&str], group: &str, all: &serde_json::Value| -> u64 {
        roles.iter().map(|r| all[r][group].as_u64().expect("a count")).sum()
    };
    for group in ["applies", "open", "excluded", "out_of_term"] {
        let all = ["money", "support", "notice", "mention"];
        assert_eq!(sum(&all, group, roles), json["counts"][group].as_u64().expect("a count"));
        assert_eq!(sum(&all[..2], group, roles), sum(&["usable"], group, roles));
    }
    let page = text(&report, Form::Html);
    for part in ["お金の制度", "団体〇", "計画 ", "に対して", "名前のみ"] {
        assert!(page.contains(part), "the page lacks {part}");
    }
}

/// The office as printed is asked, and a document without a printed date says so where its date stands.
#[test]
fn offices_are_asked_and_undated_documents_say_so() {
    let as_of = day("2024-06-01");
    let session = session("海士町", as_of, &PLAN);
    let report = report(&session, session.assessments(), as_of, "");
    for ask in asks(&report) {
        for (p, _) in &ask.about {
            assert!(p.office.is_empty() || ask.office == p.office, "{}: {}", p.id, ask.office);
            assert!(!ask.office.is_empty(), "{}", p.id);
        }
    }
    let undated = catalogue().documents.iter().find(|d| d.printed_date.is_empty()).expect("an undated document");
    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    let (headings, rows) = sheet(&mut book, "出典");
    let cell = |r: &[Data], name: &str| r[column(&headings, name)].to_string();
    let mine: Vec<_> = rows.iter().filter(|r| cell(r, "資料") == undated.title).collect();
    assert!(!mine.is_empty() && mine.iter().all(|r| cell(r, "日付").contains("記載なし")));
    let json: serde_json::Value = serde_json::from_str(&text(&report, Form::Json)).expect("JSON");
    let all = json["bundle"]["documents"].as_array().expect("documents");
    let one = all.iter().find(|d| d["id"] == undated.id).expect("the document");
    assert!(one["printed_date"] == "" && one["inferred_because"] != "" && one["inferred_date"] != "", "{one}");
}

/// What is chosen is added, nothing else; the questions of a CSV are a file of their own, with the same rows as on paper.
#[test]
fn annexes_are_chosen() {
    let as_of = day("2026-11-21");
    let session = session("海士町", as_of, &PLAN);
    let with = |annexes| ResultsExport {
        make: Make { annexes, ..Make::default() },
        ..report(&session, session.assessments(), as_of, "")
    };
    let heads = |page: &str| page.matches("<h2>").count();
    let alone = with(Annexes::NONE);
    let page = text(&alone, Form::Html);
    assert!(!page.contains("別紙　") && page.contains("この紙には載せていません"), "the page alone");
    let asks = with(Annexes::NONE.toggled(Annex::Asks));
    let asked = text(&asks, Form::Html);
    assert!(heads(&asked) == heads(&page) + 1 && asked.contains("<h2>窓口への質問票</h2>"));
    assert_eq!(questions(&Export::Results(alone), Form::Csv), Ok(None));
    let (behind, bytes) = questions(&Export::Results(asks), Form::Csv).expect("written").expect("a file");
    let (headings, rows) = table(&String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(behind, "_質問票");
    let at = column(&headings, "窓口");
    let offices: Vec<&str> = rows.iter().map(|r| r[at].as_str()).collect();
    let mut runs = offices.clone();
    runs.dedup();
    let all: BTreeSet<&str> = offices.iter().copied().collect();
    assert_eq!(runs.len(), all.len(), "an office's questions stand together: {offices:?}");
    let texts: BTreeSet<(&str, &str)> = rows.iter().map(|r| (r[at].as_str(), r[at + 2].as_str())).collect();
    assert_eq!(texts.len(), rows.len(), "none is asked twice");
}

/// A total of the workbook is a formula, and its cells come to what we say that it comes to.
#[test]
fn totals_are_formulas_that_agree() {
    use chiiki_navi::export::grid::{Cell, Grid, Side};
    let as_of = day("2026-11-21");
    let c = catalogue();
    let evidence = chiiki_navi::session::consult::evidence::Evidence::new(c);
    let said = "飯田市 地元の金融機関の融資6000万円で古民家カフェ 事業費1億円 公費3000万円";
    let mut understood = chiiki_navi::session::consult::sentence::read(c, &evidence, said);
    let item = understood.project.costs[0].clone();
    understood.project.costs.push(item);
    let session = session("飯田市", as_of, &[]);
    let profile = understood.project.on(c, session.profile());
    let inquiry = chiiki_navi::domain::judge::inquiry::Inquiry { catalogue: c, profile: &profile, as_of };
    let overlaps = evidence.overlaps(&understood.words);
    let all: Vec<_> = c.programmes.iter().collect();
    let laid = chiiki_navi::domain::plan::laid::laid(inquiry, &understood.project, &overlaps, &all, false);
    let plan = chiiki_navi::export::PlanExport { understood: &understood, said, laid: &laid };
    let report = ResultsExport { inquiry, plan: Some(plan), ..report(&session, &laid.results, as_of, "") };
    let value = |c: &Cell| match c {
        Cell::Whole(n) => u64::try_from(*n).expect("no debt"),
        Cell::Empty => 0,
        other => panic!("{other:?} in a sum"),
    };
    let mut totals = 0;
    let grids: Vec<Grid> = handout(&report).sheets();
    for grid in &grids {
        for (r, row) in grid.rows.iter().enumerate() {
            for (at, cell) in row.iter().enumerate() {
                let Cell::Total(side, n, sum) = cell else { continue };
                let n = usize::from(*n);
                let parts: u64 = match side {
                    Side::Left => row[at - n..at].iter().map(value).sum(),
                    Side::Above => grid.rows[r - n..r].iter().map(|r| value(&r[at])).sum(),
                };
                assert_eq!(parts, *sum, "{}: {row:?}", grid.name);
                totals += 1;
            }
        }
    }
    assert!(totals >= 4, "{totals}");
    let mut book = workbook(&bytes(&Export::Results(report), Form::Xlsx).expect("written"));
    let formulas = book.worksheet_formula("この事業の金額").expect("formulas");
    assert!(formulas.used_cells().count() >= 3 && formulas.used_cells().all(|(_, _, f)| f.starts_with("SUM(")));
    let (headings, rows) = sheet(&mut book, "この事業の金額");
    assert_eq!(rows[0][column(&headings, "計（円）")].to_string(), "200000000");
    for grid in grids {
        let (_, printed) = grid.for_workbook();
        assert!(printed <= 8, "{} prints {printed} columns", grid.name);
    }
}
