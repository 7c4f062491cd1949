//! The one page: one page on paper, whatever stands on it; no figure without what it is a figure of.
//!
//! Where a browser is found (`CHIIKI_NAVI_BROWSER`, else Chromium or Chrome on the path) all pages are printed by it and
//! counted; elsewhere the layout rules that choose what stands on a page count alone, and the test says so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may fail")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::plan::beside::beside;
use chiiki_navi::domain::plan::laid::laid;
use chiiki_navi::domain::plan::understood::Understood;
use chiiki_navi::domain::terms::catalogue::Municipality;
use chiiki_navi::domain::terms::profile::Profile;
use chiiki_navi::domain::terms::programme::Programme;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::export::handout::sheet::fit;
use chiiki_navi::export::handout::sheet::model::{Block, Sheet};
use chiiki_navi::export::handout::{Handout, Part, compared, handout, towns, who};
use chiiki_navi::export::{Compared, ComparisonExport, Make, PlanExport, ResultsExport, TownsExport, WhoExport, html};
use chiiki_navi::places::who::place::Who;
use chiiki_navi::present::form::{Annex, Annexes, Bodies, Paper, Scope};
use chiiki_navi::present::money::plan::money_lines;
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::sentence::read;
use chiiki_navi::session::prefill::prefill;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn town(name: &str) -> &'static Municipality {
    catalogue().municipalities.iter().find(|m| m.full_name() == name || m.name == name).expect("a town")
}

fn make(paper: Paper) -> Make<'static> {
    Make { annexes: Annexes::NONE, paper, command: "chiiki-navi consult --sheet" }
}

/// The sentences of the consultations that the ranking is tuned on.
fn sentences() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for name in ["own", "second"] {
        let path = format!("{}/tests/consultations/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let all: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).expect("read")).expect("JSON");
        let cases = all.as_array().or_else(|| all["cases"].as_array());
        for case in cases.expect("cases") {
            let text = |key: &str| case[key].as_str().expect("a text").to_owned();
            out.push((text("municipality"), text("said")));
        }
    }
    out
}

/// The page of a plan for a town; `chosen` are the programmes somebody marked.
fn planned(
    evidence: &Evidence,
    municipality: &'static Municipality,
    said: &str,
    chosen: &[&'static Programme],
    paper: Paper,
) -> Handout {
    let understood = read(catalogue(), evidence, said);
    of_understood(evidence, municipality, (&understood, said), chosen, paper)
}

fn of_understood(
    evidence: &Evidence,
    municipality: &'static Municipality,
    (understood, said): (&Understood, &str),
    chosen: &[&'static Programme],
    paper: Paper,
) -> Handout {
    let c = catalogue();
    let profile = understood.project.on(c, &c.infer(&prefill(c, municipality)));
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
    let all: Vec<&'static Programme> = c.programmes.iter().collect();
    let wanted = if chosen.is_empty() { &all } else { chosen };
    let overlaps = evidence.overlaps(&understood.words);
    let laid = laid(inquiry, &understood.project, &overlaps, wanted, !chosen.is_empty());
    handout(&ResultsExport {
        inquiry,
        municipality: Some(municipality),
        results: &laid.results,
        marked: !chosen.is_empty(),
        make: make(paper),
        scope: Scope::Results,
        chosen: "",
        plan: Some(PlanExport { understood, said, laid: &laid }),
    })
}

/// The page of a town without a plan, or of one programme of it.
fn bare(municipality: &'static Municipality, programme: Option<&'static Programme>) -> Handout {
    let c = catalogue();
    let profile = c.infer(&prefill(c, municipality));
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
    let results = match programme {
        Some(p) => vec![inquiry.assess(p)],
        None => inquiry.assess_all(),
    };
    handout(&ResultsExport {
        inquiry,
        municipality: Some(municipality),
        results: &results,
        marked: false,
        make: make(Paper::Upright),
        scope: if programme.is_some() { Scope::Programme } else { Scope::Results },
        chosen: "",
        plan: None,
    })
}

/// Several pages as one document, so that one run of the browser counts all of them.
fn together(all: &[Handout]) -> String {
    let pages: Vec<String> = all.iter().map(html::write).collect();
    let body = |page: &str| {
        let from = page.split_once("<body>").expect("a body").1;
        from.split_once("</body>").expect("its end").0.to_owned()
    };
    let head = pages[0].split_once("<body>").expect("a head").0.to_owned();
    let bodies: Vec<String> = pages.iter().map(|p| body(p)).collect();
    format!("{head}<style>.sheet {{ break-after: page; }}</style><body>{}</body></html>", bodies.join("\n"))
}

fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHIIKI_NAVI_BROWSER") {
        return Some(named.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|d| names.map(|n| d.join(n))).find(|p| p.is_file())
}

/// How many pages the browser prints; `None`, with a word on it, where there is none.
fn printed(name: &str, html: &str) -> Option<usize> {
    let Some(browser) = browser() else {
        println!("{name}: no browser here: counted by the layout rules alone");
        return None;
    };
    let dir = std::env::temp_dir().join(format!("chiiki-navi-sheet-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("a folder");
    let (page, pdf) = (dir.join("page.html"), dir.join("page.pdf"));
    fs::write(&page, html).expect("written");
    let status = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--no-pdf-header-footer")
        .arg(format!("--user-data-dir={}", dir.join("user").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let bytes = status.ok().and_then(|_| fs::read(&pdf).ok());
    let kept = std::env::var_os("CHIIKI_NAVI_KEEP_SHEETS").is_some();
    if !kept {
        let _ = fs::remove_dir_all(&dir);
    }
    let Some(bytes) = bytes else {
        println!("{name}: the browser printed nothing: counted by the layout rules alone");
        return None;
    };
    let text = String::from_utf8_lossy(&bytes);
    Some(text.matches("/Type /Page").count() - text.matches("/Type /Pages").count())
}

fn one_page_each(name: &str, all: &[Handout]) {
    for h in all {
        let sheet = &h.sheet;
        assert!(fit::fits(sheet), "{name}: {} {} is {} µm high", sheet.whose, sheet.title, fit::height(sheet));
        assert!(sheet.smaller <= 25, "{name}: {} {} is {}% smaller", sheet.whose, sheet.title, sheet.smaller);
    }
    if let Some(pages) = printed(name, &together(all)) {
        assert_eq!(pages, all.len(), "{name}: pages of {} sheets", all.len());
        println!("{name}: {pages} sheets, a page each");
    }
}

const TOWNS: [&str; 10] = [
    "島根県海士町",
    "長野県飯田市",
    "北海道札幌市",
    "東京都千代田区",
    "鹿児島県奄美市",
    "島根県",
    "奈良県十津川村",
    "山形県小国町",
    "神奈川県横浜市",
    "沖縄県竹富町",
];

#[test]
fn every_plan_of_ten_towns_is_one_page() {
    let evidence = Evidence::new(catalogue());
    let plans = sentences();
    for paper in [Paper::Upright, Paper::Lying] {
        let mut all = Vec::new();
        for (i, name) in TOWNS.iter().enumerate() {
            for (_, said) in plans.iter().skip(i).step_by(if paper == Paper::Upright { 4 } else { 10 }) {
                all.push(planned(&evidence, town(name), said, &[], paper));
            }
        }
        assert!(all.len() >= 20, "{}", all.len());
        one_page_each(&format!("plans-{paper:?}"), &all);
    }
}

#[test]
fn every_programme_has_an_outline_of_one_page() {
    for name in ["島根県海士町", "神奈川県横浜市"] {
        let all: Vec<Handout> = catalogue().programmes.iter().map(|p| bare(town(name), Some(p))).collect();
        one_page_each(&format!("programmes-{name}"), &all);
    }
    let all: Vec<Handout> = TOWNS.iter().map(|n| bare(town(n), None)).collect();
    one_page_each("towns", &all);
}

#[test]
fn a_comparison_is_one_page() {
    let c = catalogue();
    let evidence = Evidence::new(c);
    let as_of = day("2026-11-22");
    let mut all = Vec::new();
    for (_, said) in sentences().iter().step_by(3) {
        let understood = read(c, &evidence, said);
        let names = &TOWNS[..5];
        let profiles: Vec<Profile> = names.iter().map(|n| c.infer(&prefill(c, town(n)))).collect();
        let on: Vec<Inquiry<'_>> = profiles.iter().map(|p| Inquiry { catalogue: c, profile: p, as_of }).collect();
        let rows = beside(&on, &understood.project, &evidence.overlaps(&understood.words));
        let each: Vec<_> = names.iter().map(|n| town(n)).zip(on).collect();
        let make = make(Paper::Upright);
        all.extend(towns(&TownsExport { towns: &each, understood: &understood, said, rows: &rows, make }));
    }
    let [a, b] = ["島根県海士町", "神奈川県横浜市"].map(|n| c.infer(&prefill(c, town(n))));
    let side = |name, profile| Compared { name, inquiry: Inquiry { catalogue: c, profile, as_of } };
    all.push(compared(&ComparisonExport { a: side("Ａ", &a), b: side("Ｂ", &b), make: make(Paper::Upright) }));
    one_page_each("comparisons", &all);
}

/// 逆引き of every programme, of all bodies and of the prefecture with most of them.
#[test]
fn who_may_use_it_is_one_page() {
    let (c, profile) = (catalogue(), Profile::new());
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
    let mut all = Vec::new();
    for (i, p) in c.programmes.iter().enumerate() {
        let found = Who::new(c, p, inquiry.as_of);
        let prefecture = (i % 2 == 1).then_some("北海道");
        let bodies = Bodies { prefecture, shelf: None };
        let make = make(if i % 5 == 0 { Paper::Lying } else { Paper::Upright });
        let export = WhoExport { catalogue: c, inquiry, cases: &found.cases, towns: &found.towns, bodies, make };
        all.push(who(&export));
    }
    one_page_each("who", &all);
    let bond = all.iter().find(|h| h.title.starts_with("過疎対策事業債")).expect("a page");
    let page = html::write(bond);
    for part in ["過疎市町村", "令和8年11月22日", c.version, "計画の要件は団体ごとに確かめます", "[1] "]
    {
        assert!(page.contains(part), "{part}");
    }
}

/// 組み合わせ of what was marked and of what fits a plan, the cheapest first, with the warning.
#[test]
fn what_goes_together_is_one_page() {
    let (c, evidence) = (catalogue(), Evidence::new(catalogue()));
    let municipality = town("島根県海士町");
    let mut all = Vec::new();
    for (_, said) in sentences().iter().step_by(5) {
        let understood = read(c, &evidence, said);
        let profile = understood.project.on(c, &c.infer(&prefill(c, municipality)));
        let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
        let programmes: Vec<&'static Programme> = c.programmes.iter().collect();
        let laid = laid(inquiry, &understood.project, &evidence.overlaps(&understood.words), &programmes, false);
        let results: Vec<_> = laid.judged.iter().map(|c| c.assessment.clone()).collect();
        let plan = Some(PlanExport { understood: &understood, said, laid: &laid });
        let report = |scope, plan| ResultsExport {
            inquiry,
            municipality: Some(municipality),
            results: &results,
            marked: true,
            make: make(Paper::Upright),
            scope,
            chosen: "",
            plan,
        };
        all.push(handout(&report(Scope::Together, plan)));
        all.push(handout(&report(Scope::Marked, None)));
    }
    one_page_each("together", &all);
    let warned = |h: &Handout| h.sheet.warnings.iter().any(|w| w.contains("併用できるかは資料に記載なし"));
    assert!(all.iter().filter(|h| warned(h)).count() > all.len() / 4);
    for h in &all {
        let table = h.table("組み合わせ");
        let lowest = |g: &chiiki_navi::export::grid::Grid| {
            let at = g.columns.iter().position(|c| c.heading == "上限（円）").expect("a column");
            let besides = g.columns.iter().position(|c| c.heading.starts_with("どれも")).expect("a column");
            let yen = |row: &Vec<chiiki_navi::export::grid::Cell>, i: usize| match &row[i] {
                chiiki_navi::export::grid::Cell::Whole(n) => Some(*n),
                _ => None,
            };
            g.rows.iter().filter_map(|r| Some(yen(r, at)? + yen(r, besides).unwrap_or(0))).collect::<Vec<_>>()
        };
        if let Ok(g) = &table {
            assert!(lowest(g).is_sorted(), "{}: {:?}", h.title, lowest(g));
        }
    }
}

/// 詳細 of a programme: two pages at most, whatever stands in it.
#[test]
fn the_details_of_a_programme_are_two_pages() {
    let c = catalogue();
    let profile = c.infer(&prefill(c, town("島根県海士町")));
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
    let results = inquiry.assess_all();
    let make = Make { annexes: Annexes::NONE.toggled(Annex::Details), ..make(Paper::Upright) };
    let of = |scope, results| {
        handout(&ResultsExport {
            inquiry,
            municipality: Some(town("島根県海士町")),
            results,
            marked: true,
            make,
            scope,
            chosen: "",
            plan: None,
        })
    };
    let all = of(Scope::Results, &results);
    let mut heights: Vec<(u32, u32, usize)> = Vec::new();
    for (_, part) in &all.parts {
        let Part::Article(a) = part else { continue };
        assert!(a.alone);
        let at = results.iter().position(|r| a.title.ends_with(r.programme.name)).expect("a programme");
        heights.push((fit::article_height(a), a.smaller, at));
    }
    assert_eq!(heights.len(), results.len());
    heights.sort_unstable();
    let cut =
        all.parts.iter().filter(|(_, p)| matches!(p, Part::Article(a) if a.sections.iter().any(|s| s.title == "続き")));
    println!("highest {:?}, cut {}", heights.last(), cut.count());
    if let Some(pages) = printed("details", &html::write(&all)) {
        let one = heights.iter().filter(|h| h.0 <= 240_000).count();
        println!("details: {} programmes, {one} of one page, {pages} pages", results.len());
        assert!(pages <= 1 + one + 2 * (results.len() - one), "{pages}");
    }
    for (.., at) in heights.iter().rev().step_by(4).take(6) {
        let alone = of(Scope::Programme, &results[*at..=*at]);
        if let Some(pages) = printed("detail", &html::write(&alone)) {
            assert!(pages <= 3, "{}: {pages} pages with the sheet", results[*at].programme.name);
        }
    }
}

/// Names of any length and with any signs, ten marked programmes, many costs: it stays one page and stays text.
#[test]
fn nothing_that_somebody_typed_breaks_the_page() {
    let evidence = Evidence::new(catalogue());
    let evil = "<script>alert(1)</script>&\"'=1+1\u{202e}\u{2066}\u{0}\u{1b}[2J".repeat(40);
    let mut understood = read(catalogue(), &evidence, "空き家を3軒直してお試し移住の家に 1800万円");
    understood.project.name.clone_from(&evil);
    let item = understood.project.costs[0].clone();
    for i in 0..40 {
        let label = format!("<b>とても長い名前の経費{i}</b>\u{202e}");
        understood.project.costs.push(chiiki_navi::domain::plan::project::CostItem { label, ..item.clone() });
    }
    understood.left = vec![evil.clone(); 30];
    let ten: Vec<&'static Programme> = catalogue().programmes.iter().step_by(13).take(10).collect();
    let all: Vec<Handout> = [&[][..], &ten]
        .into_iter()
        .flat_map(|chosen| [Paper::Upright, Paper::Lying].map(|paper| (chosen, paper)))
        .map(|(chosen, paper)| of_understood(&evidence, town("島根県海士町"), (&understood, &evil), chosen, paper))
        .collect();
    one_page_each("evil", &all);
    for h in &all {
        let page = html::write(h);
        assert!(!page.contains("<script") && !page.contains('\u{202e}') && !page.contains('\u{1b}'));
        assert!(h.sheet.lead.iter().any(|l| l.contains("経費の計 7億3,800万円")), "{:?}", h.sheet.lead);
    }
}

fn texts(sheet: &Sheet) -> Vec<String> {
    let mut out = Vec::new();
    for b in &sheet.blocks {
        match b {
            Block::Table(t) => out.extend(t.rows.iter().flatten().flatten().map(|p| p.text.clone())),
            Block::Lines(_, all) => out.extend(all.iter().map(|p| p.text.clone())),
            Block::Points(_, all) => out.extend(all.iter().map(|p| p.0.clone())),
            Block::Flows(_, all) => out.extend(all.iter().flat_map(|f| f.legend.iter().map(|l| l.1.clone()))),
        }
    }
    out
}

/// Rate and ceiling say what they are of, money what it is computed from, and every cited figure leads to its line.
#[test]
fn no_figure_stands_without_its_base() {
    let evidence = Evidence::new(catalogue());
    for (name, said) in sentences() {
        let h = planned(&evidence, town(&name), &said, &[], Paper::Upright);
        for b in &h.sheet.blocks {
            let Block::Table(t) = b else { continue };
            for row in &t.rows {
                let [_, rate, ceiling, support, burden] = row.as_slice() else { panic!("{row:?}") };
                let figure = |t: &str| !t.contains("率・上限の記載なし") && t.contains(|c: char| c.is_ascii_digit());
                for p in rate.iter().filter(|p| figure(&p.text)) {
                    assert!(p.text.contains("に対して"), "{said}: {}", p.text);
                    assert!(!p.marks.is_empty(), "{said}: {}", p.text);
                }
                for p in ceiling.iter().filter(|p| p.text.contains('円')) {
                    assert!(p.text.contains('（') && !p.marks.is_empty(), "{said}: {}", p.text);
                }
                let yen = support.iter().chain(burden).any(|p| p.text.contains('円'));
                assert!(!yen || ["から", "経費"].iter().any(|w| support[0].text.contains(w)), "{said}: {support:?}");
            }
            for mark in t.rows.iter().flatten().flatten().flat_map(|p| &p.marks) {
                assert!(h.sheet.cites.get(mark - 1).is_some_and(|c| c.starts_with(&format!("[{mark}]"))), "{mark}");
            }
        }
        assert!(h.sheet.warnings.iter().any(|w| w.contains("2年6か月前")), "{:?}", h.sheet.warnings);
        assert!(h.sheet.foot.iter().any(|f| f.contains("令和8年11月22日") && f.contains(catalogue().version)));
        assert!(h.sheet.foot.iter().any(|f| f.starts_with("同じ紙を作る: chiiki-navi")));
    }
}

/// A plan has an amount, and this programme is not computed from it: that is no missing amount.
#[test]
fn costs_that_a_programme_does_not_pay_are_named() {
    let evidence = Evidence::new(catalogue());
    let said = "10年前に閉じた小学校を、都会の子どもや大学生が泊まれる合宿所に直したい。9,000万円。";
    let (c, municipality) = (catalogue(), town("奈良県十津川村"));
    let understood = read(c, &evidence, said);
    let profile = understood.project.on(c, &c.infer(&prefill(c, municipality)));
    let inquiry = Inquiry { catalogue: c, profile: &profile, as_of: day("2026-11-22") };
    let all: Vec<&'static Programme> = c.programmes.iter().collect();
    let laid = laid(inquiry, &understood.project, &evidence.overlaps(&understood.words), &all, true);
    // Named beside one that is computed, it stands on the page.
    let other = laid.judged.iter().find(|c| {
        !c.is_out() && c.costs.eligible.is_none() && c.costs.not_listed.0 > 0 && !c.assessment.programme.flow.is_empty()
    });
    let other = other.expect("a programme whose list of costs has no works").assessment.programme;
    let computed = c.programme_named("kaso-kofukin-4-yukyu").expect("a programme for works");
    let h = planned(&evidence, municipality, said, &[computed, other], Paper::Upright);
    let told = texts(&h.sheet).join("\n");
    assert!(told.contains("対象経費の例にない経費（算入せず） 9,000万円"), "{told}");
    assert!(!told.contains("金額が入力されていません"), "{told}");
    // In the words of the screens and the workbook too.
    let mut named = 0;
    for candidate in laid.judged.iter().filter(|c| !c.is_out() && c.costs.eligible.is_none()) {
        let (costs, lines) = (&candidate.costs, money_lines(candidate).join("\n"));
        if candidate.assessment.programme.flow.is_empty() || costs.excluded.0 + costs.not_listed.0 == 0 {
            continue;
        }
        assert!(lines.contains("（算入せず） 9,000万円") || lines.contains("対象外の経費 9,000万円"), "{lines}");
        assert!(!lines.contains("入力されていません"), "{lines}");
        named += 1;
    }
    assert!(named > 3, "{named}");
}

#[test]
fn where_nothing_fits_it_says_so_and_what_is_near() {
    let evidence = Evidence::new(catalogue());
    let h = planned(&evidence, town("京都府宮津市"), "橋の耐震補強 2億円", &[], Paper::Upright);
    let told = texts(&h.sheet);
    assert_eq!(told[0], "この資料の中にはありません。");
    assert!(told[1].starts_with("近いもの: "), "{told:?}");
    assert_eq!(told.len(), 2, "each programme once: {told:?}");
}
