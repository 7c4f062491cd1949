//! Consultations are scored: what is the best answer, what belongs to it, what misleads, and when silence is right.
//!
//! `tests/consultations/own.json` holds thirty of our own, written before anything was tuned; the public twenty-four lie
//! in `../shared/golden/consult.json` and are scored where that folder is there. The floors stand at what was reached:
//! a score may not fall. Where a set that was tuned on falls while what nobody has seen rises, the floor says so: since
//! 2026-11-22 our own thirty have 9 misleading ones (4 before) and 83.8 % recall (85.8), fresh sentences 8 to 17 points
//! more in every column. Later that day the order was weighed on every set with the words left out that only its own
//! sentences have, as if nobody had seen it: so read, all sets together rise from 83 to 89 % hit@1, 92 to 96 % hit@3 and
//! 81 to 88 % recall. As they stand, recall rises by 2 points, the misleading ones stay at 44 in 314, the public
//! twenty-four lose 2.4 points of recall (their second rephrasing one first place), and one more sentence of our own that
//! should be silent is not.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::path::Path;
use std::sync::LazyLock;

use chiiki_navi::cli::place;
use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::judge::inquiry::Inquiry;
use chiiki_navi::domain::plan::rank::{
    Candidate, Consultation, MOST, Section, Together, combinations, combinations_of_fitting, consult,
};
use chiiki_navi::domain::terms::catalogue::{Catalogue, Municipality};
use chiiki_navi::domain::terms::fit::WordId;
use chiiki_navi::domain::terms::flow::Bucket;
use chiiki_navi::domain::terms::programme::LinkKind;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Yen;
use chiiki_navi::present::consult::{reason, unavailable};
use chiiki_navi::session::consult::evidence::Evidence;
use chiiki_navi::session::consult::plan_file;
use chiiki_navi::session::consult::sentence::read;
use chiiki_navi::session::prefill::prefill;
use serde_json::Value;

#[derive(Clone)]
struct Case {
    id: String,
    town: &'static Municipality,
    said: String,
    best: Vec<String>,
    also: Vec<String>,
    wrong: Vec<String>,
}

/// Of all that have an answer: shares in per cent, and how many misleading ones stand among the first three.
#[derive(Debug, Default)]
struct Score {
    first: f64,
    three: f64,
    recall: f64,
    wrong: usize,
    answered: usize,
    silent: usize,
    unanswerable: usize,
    mute: usize,
}

static CATALOGUE: LazyLock<&'static Catalogue> = LazyLock::new(catalogue);
static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| Evidence::new(*CATALOGUE));

fn cases(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).expect("readable");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let list = all.get("cases").unwrap_or(&all).as_array().expect("a list").clone();
    let ids = |v: &Value| -> Vec<String> {
        let id = |x: &Value| x.as_str().or_else(|| x["id"].as_str()).expect("an id").to_owned();
        v.as_array().map(|a| a.iter().map(id).collect()).unwrap_or_default()
    };
    let one = |c: &Value| Case {
        id: c["id"].as_str().expect("id").to_owned(),
        town: place::find(*CATALOGUE, c["municipality"].as_str().expect("a town")).unwrap_or_else(|_| panic!("{c}")),
        said: c["said"].as_str().expect("a sentence").to_owned(),
        best: ids(&c["best"]),
        also: ids(&c["also"]),
        wrong: ids(&c["wrong"]),
    };
    list.iter().map(one).collect()
}

fn ask(town: &'static Municipality, said: &str) -> Consultation {
    ask_on("2024-10-01", town, said)
}

fn ask_on(day: &str, town: &'static Municipality, said: &str) -> Consultation {
    let catalogue = *CATALOGUE;
    let profile = catalogue.infer(&prefill(catalogue, town));
    let as_of = Date::parse(day).expect("a date");
    let understood = read(catalogue, &EVIDENCE, said);
    consult(Inquiry { catalogue, profile: &profile, as_of }, &understood.project, &EVIDENCE.overlaps(&understood.words))
}

fn answers(c: &Consultation) -> Vec<&'static str> {
    c.answers.iter().map(|a| a.assessment.programme.id).collect()
}

#[expect(clippy::cast_precision_loss, reason = "some dozen cases")]
fn score(cases: &[Case]) -> Score {
    let mut s = Score::default();
    for c in cases {
        let found = ask(c.town, &c.said);
        let ids = answers(&found);
        if c.best.is_empty() {
            s.unanswerable += 1;
            s.silent += usize::from(ids.is_empty());
            if !ids.is_empty() {
                println!("{} should be silent: {} ({})", c.id, ids[0], found.answers[0].points);
            }
            continue;
        }
        s.answered += 1;
        let is = |list: &[String], id: &str| list.iter().any(|x| x == id);
        let first = ids.first().is_some_and(|id| is(&c.best, id));
        let three = ids.iter().take(3).any(|id| is(&c.best, id));
        let wrong = ids.iter().take(3).filter(|id| is(&c.wrong, id)).count();
        let wanted: Vec<&String> = c.best.iter().chain(&c.also).collect();
        let there = wanted.iter().filter(|id| ids.iter().take(8).any(|x| x == *id)).count();
        s.first += f64::from(u8::from(first));
        s.three += f64::from(u8::from(three));
        s.recall += there as f64 / wanted.len().min(8) as f64;
        s.wrong += wrong;
        s.mute += usize::from(ids.is_empty());
        if !first || wrong > 0 {
            println!("{}: best {:?}, found {:?}", c.id, c.best, ids.iter().take(4).collect::<Vec<_>>());
        }
    }
    let n = s.answered.max(1) as f64;
    s.first *= 100.0 / n;
    s.three *= 100.0 / n;
    s.recall *= 100.0 / n;
    s
}

/// Prints the score of a set, which may not fall below its floor.
#[track_caller]
fn holds(name: &str, cases: &[Case], floor: Floor) {
    let s = score(cases);
    println!("{name}: {s:?}");
    assert!(s.first >= floor.0 && s.three >= floor.1 && s.recall >= floor.2 && s.wrong <= floor.3, "{s:?}");
    assert!(s.silent >= floor.4, "{s:?}");
}

/// The set of this name in `tests/consultations`.
fn set(name: &str) -> Vec<Case> {
    cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/consultations/{name}.json")))
}

fn own() -> Vec<Case> {
    set("own")
}

fn public() -> Option<Vec<Case>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/golden/consult.json");
    if file.is_file() {
        return Some(cases(&file));
    }
    println!("without ../shared/golden/consult.json: its 24 consultations are not scored");
    None
}

#[test]
fn own_consultations_hold_their_score() {
    holds("own 30", &own(), OWN);
}

/// Forty-eight by somebody who knew the form and the voice of the public twenty-four, the documents, and nothing else. Until
/// 2026-11-23 nothing was tuned on its sentences: 74.4/83.7/84.1 then. Since, words that say what no document has were taken
/// back where they stand in an answerable sentence of any set, this one among them.
#[test]
fn seventh_consultations_hold_their_score() {
    holds("seventh 48", &set("seventh"), SEVENTH);
}

#[test]
fn eighth_consultations_hold_their_score() {
    holds("eighth 72", &set("eighth"), EIGHTH);
}

#[test]
fn ninth_consultations_hold_their_score() {
    holds("ninth 72", &set("ninth"), NINTH);
}

#[test]
fn public_consultations_hold_their_score() {
    let Some(cases) = public() else { return };
    holds("public 24", &cases, PUBLIC);
}

/// hit@1, hit@3, recall@8 in per cent; misleading ones among the first three; unanswerable ones met with silence.
type Floor = (f64, f64, f64, usize, usize);
// 90.3 % recall and 7 misleading ones until 1,800 words were added by three people who had seen none of these consultations.
// Of all 554 that have an answer 483 instead of 474 have a right one first, 535 instead of 526 among the first three, and 96
// instead of 90 of the 102 without an answer are met with silence.
const OWN: Floor = (99.9, 99.9, 89.5, 8, 2);
const PUBLIC: Floor = (95.4, 99.9, 87.7, 0, 2);
// 93.4 % recall until 融資 and 公費 were told apart: third-t30 lends less than the town gives, and so the documents exclude
// the first of its two programmes.
// 93.3 % until what a sentence says of its plan was asked of the programmes: third-t35 has LED lamps and fifth-v08 somebody
// 専任, and the documents give one of its programmes to other works, the other to 兼任.
const THIRD: Floor = (92.5, 99.9, 92.2, 10, 35);
const SECOND: Floor = (97.9, 97.9, 84.2, 4, 12);
const FOURTH: Floor = (88.4, 92.3, 85.2, 4, 3);
// 13 and 1 misleading ones until 隊員's 人件費 was among what 協力隊 pays for and a 住宅ローン was no public building: in all
// nine sets there are 64 instead of 71.
const FIFTH: Floor = (79.1, 95.9, 83.6, 14, 23);
const SIXTH: Floor = (78.8, 92.3, 80.9, 2, 8);
const SEVENTH: Floor = (81.3, 90.6, 91.2, 6, 4);
/// Written by somebody who had seen no other consultation but the public ones, after all the others. Before the words of
/// these days it scored 84.4/92.2/89.6, 20 misleading, 3 of 8 silent.
const EIGHTH: Floor = (85.9, 95.3, 91.8, 19, 7);
/// The same, by another: nothing is tuned on its sentences. At first sight (2026-11-23): 88.7/95.2/86.3, 16 misleading, 9 of
/// 10 silent.
const NINTH: Floor = (88.7, 95.1, 85.6, 15, 9);

/// Sixty more, written by somebody who had seen neither of the others; the words of the content have grown with them since.
#[test]
fn second_consultations_hold_their_score() {
    holds("second 60", &set("second"), SECOND);
}

/// Four more sets of another author, each written after the words had grown with the one before; the last, `sixth`, has
/// been mended after by nobody.
#[test]
fn third_consultations_hold_their_score() {
    holds("third 183", &set("third"), THIRD);
}

/// Thirty as somebody at a briefing would say them, judged from the documents before anybody had run them. A hold-out:
/// nothing is tuned on its sentences. At first sight (2026-11-22): hit@1 84.6, hit@3 92.3, recall@8 81.1, 5 misleading
/// ones, 3 of 4 unanswerable ones silent.
#[test]
fn fourth_consultations_hold_their_score() {
    holds("fourth 30", &set("fourth"), FOURTH);
}

/// Two sets of fresh sentences (FA: 77, FB: 72) by people who had seen nothing of it, judged from the documents alone. At
/// first sight (2026-11-22) FA: hit@1 78.5, hit@3 90.8, recall@8 80.0, 14 misleading ones, 10 of 12 unanswerable ones
/// silent; FB: 65.0, 85.0, 80.3, 8, 9 of 12. The purposes, what programmes are limited to and what no document has were
/// mended after them. 1,500 words for the programmes as well brought these sentences to 100 %, the sixth set nothing, and
/// the public twenty-four lost 2.4 points of recall: they were left out.
#[test]
fn fifth_consultations_hold_their_score() {
    holds("fifth 149", &set("fifth"), FIFTH);
}

/// Sixty from wishes to programmes, not the other way round, by a third author. A hold-out: nothing is tuned on its
/// sentences. At first sight (2026-11-22): hit@1 75.0, hit@3 88.5, recall@8 78.7, 1 misleading one, 6 of 8 silent.
#[test]
fn sixth_consultations_hold_their_score() {
    holds("sixth 60", &set("sixth"), SIXTH);
}

/// Every consultation as other officials would say it: other words, another order, amounts in other spellings. Round
/// `n` takes the `n`th sentence of a case, or its last.
fn rephrased(all: &[Case], n: usize) -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/consultations/rephrased.json");
    let text: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("readable")).expect("JSON");
    let one = |c: &Case| {
        let said = text[&c.id].as_array().unwrap_or_else(|| panic!("{} is not rephrased", c.id));
        let said = said.get(n).or(said.last()).and_then(Value::as_str).expect("a sentence").to_owned();
        Case { said, ..c.clone() }
    };
    all.iter().map(one).collect()
}

/// The amounts that are read, in yen, smallest first.
fn amounts(said: &str) -> Vec<u64> {
    let p = read(*CATALOGUE, &EVIDENCE, said).project;
    let mut all: Vec<u64> =
        p.costs.iter().map(|c| c.yen.0).chain([p.loan, p.public_money].into_iter().flatten().map(|y| y.0)).collect();
    all.sort_unstable();
    all
}

/// Of each round of rephrasings. The goal is to be within five points of the sentence first said; where a floor is lower,
/// the public's words are still missing in the content. Floors only rise; that of our own recall was 91.3 until 「市の補助は
/// 200万円」 beside a loan of 150万円 was read as 公費: then the documents exclude one of the programmes that belong to O-05.
const OWN_REPHRASED: [Floor; 1] = [(99.9, 99.9, 90.0, 6, 4)];
const PUBLIC_REPHRASED: [Floor; 2] = [(90.9, 99.9, 86.5, 0, 2), (90.9, 99.9, 82.9, 3, 2)];

#[test]
fn rephrasing_keeps_the_score() {
    let sets = [("own 30", Some(own()), &OWN_REPHRASED[..]), ("public 24", public(), &PUBLIC_REPHRASED[..])];
    let mut below = Vec::new();
    for (name, plain, floors) in sets {
        let Some(plain) = plain else { continue };
        let before = score(&plain);
        println!("{name} as first said: {before:?}");
        for (n, floor) in floors.iter().enumerate() {
            let said = rephrased(&plain, n);
            for (a, b) in plain.iter().zip(&said) {
                if amounts(&a.said) != amounts(&b.said) {
                    println!("{}: {:?} reads as {:?}: {}", a.id, amounts(&a.said), amounts(&b.said), b.said);
                }
            }
            let s = score(&said);
            println!("{name} rephrased ({}): {s:?}", n + 1);
            for (what, a, b) in [
                ("hit@1", before.first, s.first),
                ("hit@3", before.three, s.three),
                ("recall@8", before.recall, s.recall),
            ] {
                if a - b > 5.0 {
                    println!("more than five points: {name} ({}) {what} {a:.1} -> {b:.1}", n + 1);
                }
            }
            if s.first < floor.0 || s.three < floor.1 || s.recall < floor.2 || s.wrong > floor.3 || s.silent < floor.4 {
                below.push(format!("{name} ({}): {s:?} below {floor:?}", n + 1));
            }
        }
    }
    assert!(below.is_empty(), "{below:#?}");
}

/// What a sentence says of its town, and nothing else, answers; what is rough or said twice is asked back.
#[test]
fn a_sentence_says_what_its_town_is() {
    let said = |text: &str| {
        let u = read(*CATALOGUE, &EVIDENCE, text);
        let id = |f: chiiki_navi::domain::terms::profile::FactId| CATALOGUE.fact(f).map_or("", |f| f.id);
        let ids: Vec<&str> = u.body.iter().map(|(f, _)| id(*f)).collect();
        (ids.join(" "), u.questions.iter().map(|q| q.text.clone()).collect::<String>(), u.project)
    };
    for (text, wanted) in [
        ("条件不利地域・財政力０．２４９の町ですが、", "jokenfuri zaiseiryoku entity"),
        ("うちは過疎の指定はないが山村の指定はある", "kaso jokenfuri"),
        ("過疎の町です", "jokenfuri entity"),
        ("静かな城下町です", ""),
        ("全部過疎の村なので", "kaso jokenfuri entity"),
        ("三大都市圏内の市ですが", "santoshiken entity"),
        ("人口は3万2千人の市", "jinko"),
        ("条件不利地域の空き家を直したい", ""),
        ("離島の子どもに山村留学をさせたい", ""),
        ("過疎債を借りたい", ""),
        ("過疎の集落を守りたい", ""),
    ] {
        assert_eq!(said(text).0, wanted, "{text}");
    }
    // People of the town are no people of the plan, nor is its index an amount.
    let (_, asked, plan) = said("人口3000人で財政力指数が0.2台の町です");
    assert!(
        plan.persons.is_none() && plan.costs.is_empty() && asked.contains("「0.2台」は数が決まりません"),
        "{asked}"
    );
    let (ids, asked, _) = said("財政力指数0.3、いや財政力指数0.25の町です");
    assert!(ids == "entity" && asked.contains("2通り"), "{ids} {asked}");
}

/// What others give, what the body gives, and what is told as a part of the whole.
const GIVEN: [(&str, &str, &str); 18] = [
    ("公民館の改修6,000万円、国の補助を2,000万円受ける", "改修 shisetsu 6000; grants 2000", "補助「2000万円」は財源"),
    ("公民館の改修6,000万円、国から2,000万円もらう", "改修 shisetsu 6000; grants 2000", "「2000万円」は財源"),
    ("公民館の改修6,000万円、県から2,000万円補助", "改修 shisetsu 6000; grants 2000", "「2000万円」は財源"),
    ("公民館の改修6,000万円、補助金2,000万円", "改修 shisetsu 6000; grants 2000", "補助金「2000万円」は財源"),
    ("公民館の改修6,000万円、地元の自治会が500万円出す", "改修 shisetsu 6000; grants 500", "自治会「500万円」は財源"),
    ("集会所の改修3,000万円、地元負担500万円", "改修 shisetsu 3000; grants 500", "地元負担「500万円」は財源"),
    ("庁舎の建設10億円、国の木造補助2億円", "建設 shisetsu 100000; grants 20000", "木造補助「2億円」は財源"),
    ("公民館の改修に1億2千万円のうち国から5千万円出る", "改修 shisetsu 12000; grants 5000", "「5千万円」は財源"),
    ("総事業費8億円、国が1/3補助", "総事業費  80000", "「1/3」は計算に使っていません"),
    ("公民館の改修5,000万円、過疎債8割", "改修 shisetsu 5000", "「8割」は計算に使っていません"),
    ("工房を開く。公費1,200万円と融資600万円", "loan 600; public 1200", ""),
    ("酒蔵の改装3,000万円、補助1,500万円、銀行の融資1,500万円", "改装 shisetsu 3000; loan 1500; public 1500", ""),
    ("宿の改装4,000万円、市から2,000万円、融資2,000万円", "改装 shisetsu 4000; loan 2000; public 2000", ""),
    ("設立に300万円、うち町が200万円出す", "設立  300; public 200", ""),
    ("宿の改装7,000万円、ファンドが3,500万円出資", "改装 shisetsu 7000; loan 3500", ""),
    ("住宅ローンの利子補助300万円", "利子補助 soft 300", ""),
    ("家の改修、月額35万円で12か月", "月額 shisetsu 420", "「35万円で12か月」は420万円として計算しています"),
    ("手伝う人を9か月で450万円", "  450", ""),
];

/// What a sceptical accountant found counted twice, lost or poured together.
const TWICE_OR_LOST: [(&str, &str, &str); 54] = [
    ("空き家を3軒直してお試し移住の家にしたい、1800万円", "施設整備・改修 shisetsu 1800", ""),
    (
        "協力隊3人、1人当たり報償費等320万円、活動経費200万円",
        "persons 3",
        "1人あたり「320万円」は事業の経費に入れていません",
    ),
    (
        "協力隊の募集経費250万円、おためし協力隊70万円、インターン90万円",
        "募集経費 koho 250; おためしの協力隊  70; インターン  90",
        "",
    ),
    (
        "DX推進リーダーの研修に150万円、証明書の自動交付サービスに500万円",
        "リーダーの研修 kenshu 150; 自動交付  500",
        "",
    ),
    ("CIO補佐官に1日5万円を年間60日", "1日あたり  5", "「5万円」は1日あたりの金額です"),
    ("謝金1時間2万円を年200時間", "1時間あたり hoshu 2", "「2万円」は1時間あたりの金額です"),
    ("10月1日に空き家の改修へ300万円", "改修 shisetsu 300", ""),
    ("専任の集落支援員を2名、各500万円", "  1000; persons 2", "「500万円」×2人は1,000万円として計算しています"),
    ("月額20万円×12か月×2名の集落支援員", "月額  480", "「20万円×12か月×2名」は480万円として計算しています"),
    ("総事業費5,000万円のうち融資2,500万円、町補助2,000万円", "総事業費  5000; loan 2500; public 2000", ""),
    (
        "ファンド出資500万円とクラウドファンディング300万円、信金の融資700万円で、町が1,000万円を補助する。総事業費2,500万円",
        "総事業費  2500; loan 1500; public 1000",
        "融資・出資は合わせて1,500万円として計算しています",
    ),
    (
        "組合の派遣職員4名で人件費1,800万円、事務局費700万円、合計2,500万円",
        "派遣職員の人件費 jinkenhi 1800; 事務局費  700; persons 4",
        "",
    ),
    (
        "道の駅を直す。事業費3億円（過疎債2億円、一般財源1億円）",
        "事業費 shisetsu 30000",
        "起債の「2億円」は計算に使っていません",
    ),
    (
        "観光施設を建てる。1億円。ただし補助金を除いて6,000万円を起債",
        "施設整備・改修 shisetsu 10000",
        "起債の「6000万円」は計算に使っていません",
    ),
    (
        "空き家改修に1,100万円（税抜1,000万円）",
        "空き家改修 shisetsu 1100",
        "税抜「1000万円」は事業の経費に入れていません",
    ),
    (
        "空き家改修800万円（うち国の補助400万円、町400万円）",
        "空き家改修 shisetsu 800; grants 400",
        "補助「400万円」は財源として読みました",
    ),
    (
        "空き家改修に300万円を3年間、計900万円",
        "施設整備・改修 shisetsu 900",
        "1年あたり「300万円」は事業の経費に入れていません",
    ),
    ("空き家を500万円×3か所改修する", "空き家 shisetsu 1500", "「500万円×3か所」は1,500万円として計算しています"),
    ("協力隊を5人×480万円で", "  2400; persons 5", "「480万円×5」は2,400万円として計算しています"),
    (
        "空き家を3軒、1軒あたり600万円で直す",
        "施設整備・改修 shisetsu 1800",
        "「600万円」×3軒は1,800万円として計算しています",
    ),
    ("集会所2か所に各3,000万円", "  6000", "「3000万円」×2か所は6,000万円として計算しています"),
    (
        "隊員の人件費、1人300万円を5人",
        "人件費 jinkenhi 1500; persons 5",
        "「300万円」×5人は1,500万円として計算しています",
    ),
    ("空き家が300軒ある。1軒500万円で直す", "1軒あたり shisetsu 500", "「500万円」は1軒あたりの金額です"),
    ("空き家を直す。1軒500万円、5軒目", "1軒あたり shisetsu 500", "「500万円」は1軒あたりの金額です"),
    ("空き家の改修に各400万円、3棟", "施設整備・改修 shisetsu 1200", "「400万円」×3棟は1,200万円として計算しています"),
    ("空き家改修に年間300万円を3年", "1年あたり shisetsu 300", "「300万円」は1年あたりの金額です"),
    ("専任3人、兼任5人置く。専任は1人500万円、兼任は1人40万円", "", "集落支援員の専任・兼任が2通りに書かれています"),
    ("空き家改修に￥１２，０００，０００", "施設整備・改修 shisetsu 1200", ""),
    ("総事業費8,000万円、うち設計費800万円、工事費7,200万円", "設計費 itaku 800; 工事費 shisetsu 7200", ""),
    ("施設整備1億円（設計1,000万円、工事9,000万円）", "設計 itaku 1000; 工事 shisetsu 9000", ""),
    (
        "空き家改修5,000万円、うち県補助3,000万円",
        "空き家改修 shisetsu 5000; grants 3000",
        "県補助「3000万円」は財源として読みました",
    ),
    ("起業人を1人、報償費120万円", "報償費 hoshu 120; persons 1", ""),
    ("片付けに300万円、見守りに50万円", "片付け  300; 見守り  50", ""),
    (
        "空き家改修に1,000万円。町の財政規模は60億円",
        "空き家改修 shisetsu 1000",
        "財政規模「60億円」は事業の経費に入れていません",
    ),
    (
        "事業費は3千万円で、内訳は改修2千万、備品6百万、設計4百万",
        "改修 shisetsu 2000; 備品 setsubi 600; 設計 itaku 400",
        "",
    ),
    (
        "改修費2,400万円のうち備品が400万円、ほかに広告宣伝費60万円",
        "改修費 shisetsu 2000; 備品 setsubi 400; 広告宣伝費 koho 60",
        "",
    ),
    ("改修費は本体2,000万円に消費税を足して2,200万円", "本体 shisetsu 2000; 内訳のない額  200", ""),
    ("改修12,500千円 備品2,500千円 計15,000千円", "改修 shisetsu 1250; 備品 setsubi 250", ""),
    ("空き家改修800万＋備品120万＝920万", "空き家改修 shisetsu 800; 備品 setsubi 120", ""),
    ("廃校の改修。当初1,800万円だったが2,300万円に増えた", "施設整備・改修 shisetsu 2300", "当初「1800万円」"),
    ("空き家改修900万円から値引きで850万円になった", " shisetsu 850", "内訳を足すと「850万円」を超えます"),
    ("空き家改修は900万円ではなく1,100万円", "施設整備・改修 shisetsu 1100", "空き家改修「900万円」"),
    ("空き家の改修は3年で2,700万円、毎年900万円", "改修 shisetsu 2700", "1年あたり「900万円」"),
    ("去年は1,500万円かけた。今年は備品に400万円", "備品 setsubi 400", "「1500万円」は事業の経費に入れていません"),
    ("空き家の改修900万円。売却益が50万円見込める", "改修 shisetsu 900", "売却益「50万円」"),
    ("起債の償還に年3,000万円かかる。改修は500万円", "改修 shisetsu 500", "償還「3000万円」"),
    ("空き家改修1,000万円（税込1,100万円）", "空き家改修 shisetsu 1100", ""),
    (
        "改装費900万円、オーブン300万円、うち銀行融資600万円、市補助400万円",
        "改装費 shisetsu 900;   300; loan 600; public 400",
        "",
    ),
    ("空き家改修、基金から300万円を取り崩し、残額700万円は起債", "", "基金「300万円」"),
    ("空き家の改修費、補助率1/2で補助額500万円", "", "「1/2」は計算に使っていません"),
    ("隣町と組む。これまで使っていない廃校を2,000万円で直し、備品に300万円", "廃校  2000; 備品 setsubi 300", ""),
    ("住宅に県産材を使ったら30万円補助、20戸で600万円", "  30; 内訳のない額  570", ""),
    ("ドローンの購入に600万円、操縦者の育成に100万円", "購入 setsubi 600; 育成  100", ""),
    ("支援員の報酬600万円、車両リース60万円", "報酬 jinkenhi 600; 車両 setsubi 60", ""),
];

/// What an accountant told beside what the plan costs: of another time, place or purse, taken back, of one of several.
const OF_ANOTHER: [(&str, &str, &str); 36] = [
    ("改修2,000万円、備品1,000万円、合計3,000万円になりました", "改修 shisetsu 2000; 備品 setsubi 1000", ""),
    (
        "廃校改修 4,800万円。町の予算は全体で60億円",
        "廃校改修 shisetsu 4800",
        "予算「60億円」は事業の経費に入れていません",
    ),
    ("借金が50億円ある町だが廃校を3,000万円で改修", "廃校 shisetsu 3000", "借金「50億円」は事業の経費に入れていません"),
    (
        "町の総予算50億円のうち 廃校改修 3,000万円",
        "廃校改修 shisetsu 3000",
        "総予算「50億円」は事業の経費に入れていません",
    ),
    (
        "廃校改修 4,800万円、他町では8,000万円かかった",
        "廃校改修 shisetsu 4800",
        "他町「8000万円」は事業の経費に入れていません",
    ),
    (
        "廃校改修 3,000万円。建設時は2億円かかった",
        "廃校改修 shisetsu 3000",
        "建設時「2億円」は事業の経費に入れていません",
    ),
    ("廃校改修 3,000万円（上限4,000万円）", "廃校改修 shisetsu 3000", "「4000万円」は事業の経費に入れていません"),
    (
        "改修 消費税500万円込みで5,500万円",
        "施設整備・改修 shisetsu 5500",
        "消費税「500万円」は事業の経費に入れていません",
    ),
    (
        "廃校改修 2,000万円のつもりが2,400万円",
        "施設整備・改修 shisetsu 2400",
        "廃校改修「2000万円」は事業の経費に入れていません",
    ),
    (
        "廃校改修 5,000万円。いや、3,500万円に訂正",
        "施設整備・改修 shisetsu 3500",
        "廃校改修「5000万円」は事業の経費に入れていません",
    ),
    (
        "改修 去年の見積もりは4,000万円、今年は4,800万円",
        "施設整備・改修 shisetsu 4800",
        "見積「4000万円」は事業の経費に入れていません",
    ),
    ("見積もりは4,000万円だった。直したい", "見積 shisetsu 4000", ""),
    ("廃校改修 4.800万円", "", "「4.800万」の点は小数点ですか、桁の区切りですか"),
    ("廃校改修 五〇〇〇万円", "廃校改修 shisetsu 5000", ""),
    ("改修 坪単価80万円で60坪", "坪単価 shisetsu 4800", "「80万円で60坪」は4,800万円として計算しています"),
    ("空き家を直す 500万円を5軒", "施設整備・改修 shisetsu 2500", "「500万円」×5軒は2,500万円として計算しています"),
    ("廃校改修 4,800万円 そのうち備品が600万円", "廃校改修 shisetsu 4200; 備品 setsubi 600", ""),
    (
        "廃校改修 3,000万円。維持費は年300万円",
        "廃校改修 shisetsu 3000",
        "1年あたり「300万円」は事業の経費に入れていません",
    ),
    ("改修6,000万円 融資3,000万円 町の補助3,000万円", "改修 shisetsu 6000; loan 3000; public 3000", ""),
    ("改修費4,000万円（融資2,000万円、町補助2,000万円）", "改修費 shisetsu 4000; loan 2000; public 2000", ""),
    ("起業に補助1,500万円、融資1,000万円、改修2,500万円", "改修 shisetsu 2500; loan 1000; public 1500", ""),
    ("町の補助2,000万円、銀行2,000万円、改修4,000万円", "改修 shisetsu 4000; loan 2000; public 2000", ""),
    ("農協がジュース工場 設備2億円 融資1億円", "設備 setsubi 20000; loan 10000", ""),
    (
        "廃校を3,000万円で改修して、1,000万円は国の補助",
        "廃校 shisetsu 3000; grants 1000",
        "「1000万円」は財源として読みました",
    ),
    ("協力隊1名 報償費400万円", "報償費 hoshu 400; persons 1", ""),
    ("300万円の設計と4,000万円の工事で廃校を宿に", "設計 itaku 300; 工事 shisetsu 4000", ""),
    ("500万円で講座、3,000万円で廃校改修", "講座 kenshu 500; 廃校改修 shisetsu 3000", ""),
    ("3,000万円かけて廃校を直し、800万円かけて空き家を直す", "廃校 shisetsu 3000; 施設整備・改修 shisetsu 800", ""),
    (
        "予算は3,000万円。廃校の改修に2,800万円かかる",
        "改修 shisetsu 2800",
        "予算「3000万円」は事業の経費に入れていません",
    ),
    (
        "改修は1,000万円と見ていたが、見積りは1,300万円だった",
        "見積り shisetsu 1300",
        "改修「1000万円」は事業の経費に入れていません",
    ),
    (
        "廃校改修 1,200万円、訂正、1,500万円",
        "施設整備・改修 shisetsu 1500",
        "廃校改修「1200万円」は事業の経費に入れていません",
    ),
    ("隊員3人に1人320万円の報償費", "報償費 hoshu 960; persons 3", "「320万円」×3人は960万円として計算しています"),
    ("廃校の改修500万円、うち補助250万円", "改修 shisetsu 500; grants 250", "補助「250万円」は財源として読みました"),
    (
        "改修は500万円、そのうち国の補助が250万円",
        "改修 shisetsu 500; grants 250",
        "補助「250万円」は財源として読みました",
    ),
    (
        "廃校の工事3,000万円、毎年の維持費200万円",
        "工事 shisetsu 3000",
        "1年あたり「200万円」は事業の経費に入れていません",
    ),
    (
        "廃校の改修3,000万円、布団60万円",
        "改修 shisetsu 3000",
        "布団「60万円」は資料にないものの経費なので、計算に入れていません",
    ),
];

/// What is no cost of the plan never becomes one: a loan, 公費, 資本金, what is left, the price of one, the whole beside
/// its parts, the ends of a range. What the sentence leaves open is asked back.
#[test]
fn an_amount_is_what_it_is_said_to_be() {
    let said = |text: &str| {
        let u = read(*CATALOGUE, &EVIDENCE, text);
        let kind = |k: Option<WordId>| k.map_or("", |k| CATALOGUE.vocabulary.costs[usize::from(k.0)].id);
        let man = |yen: Yen| yen.0 / 10_000;
        let mut out: Vec<String> =
            u.project.costs.iter().map(|c| format!("{} {} {}", c.label, kind(c.kind), man(c.yen))).collect();
        out.extend(u.project.loan.map(|yen| format!("loan {}", man(yen))));
        out.extend(u.project.public_money.map(|yen| format!("public {}", man(yen))));
        out.extend(u.project.grants.map(|yen| format!("grants {}", man(yen))));
        out.extend(u.project.persons.map(|n| format!("persons {n}")));
        let asked: String = u.questions.iter().map(|q| q.text.clone()).collect();
        (out.join("; "), asked)
    };
    let mut other: Vec<String> = Vec::new();
    for (text, wanted, told) in [
        ("家を直して貸したいが、８戸で４，０００万円いる", "施設整備・改修 shisetsu 4000", ""),
        ("信金が2,600万円、担保なしで貸すそうだ", "loan 2600", ""),
        ("銀行は二百万円しか貸さず、店を直せない", "loan 200", ""),
        ("銀行が無担保で2,500万円、町からも2,500万円出す", "loan 2500; public 2500", ""),
        ("農協の支所を直すので400万円", "施設整備・改修 shisetsu 400", ""),
        ("照明を替えたい。2億円の借入を考えている", "  20000", ""),
        ("設備３億円のうち市から半分を補助する", "設備 setsubi 30000", ""),
        ("３億円かかる設備の半分、1.5億を市から会社に補助したい", "設備 setsubi 30000; public 15000", ""),
        ("市だけの補助金で200万円出す", "public 200", ""),
        ("水車の設備8,000万円、村の補助は4,000万円", "設備 setsubi 8000; public 4000", ""),
        ("家を直す町の補助に200万円", "補助 shisetsu 200", ""),
        (
            "家の改修費1,000万円、国の補助は500万円",
            "改修費 shisetsu 1000; grants 500",
            "補助「500万円」は財源として読みました",
        ),
        (
            "家の改修費1,000万円、町の負担は300万円まで",
            "改修費 shisetsu 1000",
            "負担「300万円」は事業の経費に入れていません",
        ),
        (
            "寄附が300万円集まった。店の改修費は1,000万円",
            "改修費 shisetsu 1000",
            "寄附「300万円」は事業の経費に入れていません",
        ),
        ("会社に払う負担金は年500万円", "負担金  500", ""),
        ("照明を替えたい。市の持ち出し２億、起債で", "  20000", ""),
        ("住民の会に、国の交付金で1,500万円ほど入れたい", "交付金  1500", ""),
        (
            "会社（資本金900万円）が2,000万円の機械を入れる",
            "設備 setsubi 2000",
            "資本金「900万円」は事業の経費に入れていません",
        ),
        (
            "全部で6,000万円、信用金庫さんが三千万貸す約束、手元に500万、足りない2500万を",
            "  6000; loan 3000",
            "手元「500万」は事業の経費に入れていません「2500万」は事業の経費に入れていません",
        ),
        ("改修に2,000万円、委託に300万円、全部で2,300万円", "改修 shisetsu 2000; 委託 itaku 300", ""),
        ("全部で3,000万円、うち改修に2,000万円", "改修 shisetsu 2000; 内訳のない額  1000", ""),
        ("人件費で一年900万円、うち車に300万円", "人件費 jinkenhi 600;   300", ""),
        ("合計1,000万円。改修に2,000万円", " shisetsu 1000", "内訳を足すと「1000万円」を超えます"),
        (
            "一人900万として3,600万。県で四人雇いたい",
            "人件費 jinkenhi 3600; persons 4",
            "1人あたり「900万」は事業の経費に入れていません",
        ),
        (
            "８人で、一人年30万円の謝礼",
            "報償・謝金・旅費 hoshu 240; persons 8",
            "「30万円」×8人は240万円として計算しています",
        ),
        ("手当を一回8万円から10万円に", "", "「8万円から10万円」は幅があります"),
        ("一頭1万円を2万円にしたい", "1つあたり  2", "「2万円」は1つあたりの金額です"),
        ("1,000万円〜2,000万円で直したい", "", "「1000万円~2000万円」は幅があります"),
        ("会社に払う負担金は年500万円。宣伝もする", "負担金  500", ""),
        ("人件費と募集で年6,000万円", "募集  6000", ""),
        ("報酬など年800万円、募集に50万円", "報酬 jinkenhi 800; 募集 koho 50", ""),
        (
            "市から月2万円足したい。300人で年7,200万円",
            "  7200; persons 300",
            "月あたり「2万円」は事業の経費に入れていません",
        ),
        ("商店に10万円ずつ配りたい。全部で2億円", "  20000", "1つあたり「10万円」は事業の経費に入れていません"),
        ("夫婦に30万円ずつ、年に100組", "1つあたり  30", "「30万円」は1つあたりの金額です"),
        ("教わりたい。助言がほしい。3年で1,000万円", "  1000", ""),
        ("起債で8,000万円", "起債  8000", ""),
        ("市民3千人に切手代と集計で220万円", "集計  220", ""),
        ("職員は四十人足らず、詳しい人は一人もいない", "", ""),
        ("一人雇いたい", "persons 1", ""),
    ]
    .into_iter()
    .chain(TWICE_OR_LOST)
    .chain(GIVEN)
    .chain(OF_ANOTHER)
    {
        let (found, asked) = said(text);
        if found != wanted || !asked.starts_with(told) || asked.is_empty() != told.is_empty() {
            other.push(format!("{text}: {found} | {asked}"));
        }
    }
    assert!(other.is_empty(), "{other:#?}");
}

/// Several amounts for several things: each goes to what it is for, and the rest is told as left out.
#[test]
fn each_amount_goes_to_what_it_is_for() {
    for (town, said, wanted) in [
        (
            "大阪府大阪市",
            "石綿除去工事 3,000万円と木造の増築工事 2億円",
            &[("asbestos-sai", 3_000, 20_000), ("mokuzai-kasseikasai", 20_000, 3_000)][..],
        ),
        (
            "島根県海士町",
            "図書館を地元の木で3億円、石綿除去2,000万円",
            &[("asbestos-sai", 2_000, 30_000), ("mokuzai-kasseikasai", 30_000, 2_000)],
        ),
        (
            "島根県海士町",
            "廃校改修 3,000万円と空き家改修 600万円",
            &[("kaso-kofukin-4-yukyu", 3_000, 600), ("kaso-kofukin-3-saihen", 600, 3_000)],
        ),
        ("島根県海士町", "廃校改修 3,000万円と協力隊2人 1,040万円", &[("kaso-kofukin-4-yukyu", 3_000, 1_040)]),
        ("島根県海士町", "がん検診の成果連動委託 2,000万円と診療所の改修 1,000万円", &[("pfs-kofukin", 2_000, 1_000)]),
        (
            "島根県海士町",
            "3,000万円かけて廃校を直し、800万円かけて空き家を直す",
            &[("kaso-kofukin-4-yukyu", 3_000, 800), ("kaso-kofukin-3-saihen", 800, 3_000)],
        ),
        ("島根県海士町", "廃校の改修3,000万円、布団60万円", &[("kaso-kofukin-4-yukyu", 3_000, 0)]),
        // One thing, told in parts.
        ("島根県海士町", "廃校を改修する 工事 3,000万円、設計 200万円", &[("kaso-kofukin-4-yukyu", 3_000, 0)]),
    ] {
        let found = ask(place::find(*CATALOGUE, town).expect("a town"), said);
        let read = read(*CATALOGUE, &EVIDENCE, said);
        let file = plan_file::write(*CATALOGUE, &plan_file::whole(*CATALOGUE, &EVIDENCE, &read));
        let again = plan_file::plan(*CATALOGUE, &file).expect("a plan");
        assert_eq!(again.edits.costs, Some(read.project.costs), "{file}");
        for (id, man, others) in wanted {
            let one = found.answers.iter().find(|c| c.assessment.programme.id == *id);
            let one = one.unwrap_or_else(|| panic!("{said}: {id} is no answer"));
            let yen = (one.costs.eligible, one.costs.of_others);
            assert_eq!(yen, (Some(Yen(man * 10_000)), Yen(others * 10_000)), "{said}: {id}");
        }
    }
}

/// What somebody says that he does not want leads to nothing.
#[test]
fn what_is_denied_is_no_evidence() {
    for (town, said, denied) in [
        ("島根県飯南町", "木材は使わない庁舎の建て替え 5億円", "mokuzai"),
        ("島根県飯南町", "地域材は使わず鉄骨で体育館 4億円", "mokuzai"),
        ("岩手県葛巻町", "木を使わずに公民館を建て直す 1億円", "mokuzai"),
        ("岩手県葛巻町", "石綿は無い学校の解体 5,000万円", "asbestos"),
        ("島根県飯南町", "アスベストではない外壁の塗り替え", "asbestos"),
        ("島根県飯南町", "地域おこし協力隊以外で人を呼びたい", "kyoryokutai"),
        ("島根県飯南町", "テレワークではなく工場の誘致", "telework"),
        ("岩手県葛巻町", "人が使わない時間に体育館を開放 20万円", "kaso-kofukin-4"),
    ] {
        let found = ask(place::find(*CATALOGUE, town).expect("a town"), said).answers;
        let first = found.iter().take(3).map(|c| c.assessment.programme.id);
        assert!(first.into_iter().all(|id| !id.starts_with(denied)), "{said}");
    }
}

/// A wish that is a purpose and nothing else is answered, also as a need.
#[test]
fn a_purpose_alone_is_answered() {
    for (said, wanted) in [
        ("バスがない", "kaso-kofukin-1-network"),
        ("スーパーが撤退した", "kaso-kofukin-1-network"),
        ("移住に力を入れたい", "kyoryokutai-koho"),
        ("役場の建物が古くて危ない", "kasosai"),
    ] {
        let found = ask(place::find(*CATALOGUE, "島根県海士町").expect("a town"), said).answers;
        assert!(found.iter().take(3).any(|c| c.assessment.programme.id == wanted), "{said}");
    }
    // A purpose that every programme for it is limited away from is no answer.
    let found = ask(place::find(*CATALOGUE, "島根県海士町").expect("a town"), "鹿の被害を減らしたい").answers;
    assert!(found.is_empty(), "{}", found.len());
}

/// 融資 and 公費 are asked for by few programmes: who tells both and no wish is told of those, in yen.
#[test]
fn the_amounts_that_few_ask_for_tell_the_programme() {
    let said =
        "条件不利地域・財政力0.249の町です。総事業費1億5,000万円、融資1億円、公費5,000万円の計画で、町の持ち出しは";
    let answers = |said: &str| ask(place::find(*CATALOGUE, "島根県海士町").expect("a town"), said).answers;
    let fitting = |c: &&Candidate| c.section() == Section::Fits;
    let found = answers(said);
    let ids: Vec<&str> = found.iter().filter(fitting).map(|c| c.assessment.programme.id).collect();
    assert_eq!(ids, ["local10000-tandoku", "local10000-kokko"]);
    assert!(found.iter().filter(fitting).all(|c| c.sum(Bucket::Local).is_some_and(|s| s.open.is_none())));
    // One of the two says nothing: a bare 事業費 is no wish.
    assert!(answers("総事業費1億5,000万円、公費5,000万円の計画で、町の持ち出しは").is_empty());
}

/// The documents give what is used on the spot and what is sold within the municipality to different programmes.
#[test]
fn what_the_documents_set_apart_stands_behind() {
    for (said, fits, behind) in [
        (
            "三セクがため池に太陽光パネルを置き、町内の家に電気を売る。町の補助に3,000万円",
            "datsutanso-sai-chiikinai",
            "datsutanso-sai-genko",
        ),
        (
            "役場の屋根に太陽光パネルを付けて、庁舎で使い切りたい。3,000万円",
            "datsutanso-sai-genko",
            "datsutanso-sai-chiikinai",
        ),
        ("体育館の照明をLEDに替えたい。3,000万円", "datsutanso-sai-genko", "datsutanso-sai-chiikinai"),
    ] {
        let found = ask(place::find(*CATALOGUE, "京都府南丹市").expect("a town"), said).answers;
        let section = |id: &str| found.iter().find(|c| c.assessment.programme.id == id).map(Candidate::section);
        assert_eq!(section(fits), Some(Section::Fits), "{said}");
        assert!(matches!(section(behind), None | Some(Section::Other)), "{said}");
        let apart = found.iter().filter(|c| c.overlap.is_set_apart);
        assert!(
            apart.clone().all(|c| c.overlap.off_subject && reason(*CATALOGUE, c).contains("資料が分けている別の対象"))
        );
        assert!(apart.count() > 0 || section(behind).is_none(), "{said}");
    }
}

/// What a sentence says of the conditions of its plan is asked of every programme; what it asks for and this body cannot
/// have is told, with why, and is never called missing from the documents.
#[test]
fn what_the_documents_exclude_is_told_as_such() {
    for (town, said, excluded, why) in [
        ("島根県海士町", "公共施設のLED照明の導入に2,000万円", "kasosai-datsutanso-tokubetsu", "満たさない"),
        ("島根県海士町", "公用車を電気自動車にする。800万円", "kasosai-datsutanso-tokubetsu", ""),
        (
            "島根県海士町",
            "国庫補助をもらって、第三セクターの地域内消費の太陽光に2億円",
            "kasosai-chiikinai-saiene",
            "地方単独",
        ),
        (
            "島根県海士町",
            "古民家を改修してカフェを開く人に町が500万円出す。信金が1,000万円貸す。モデル性はない",
            "local10000-kokko",
            "",
        ),
        (
            "島根県海士町",
            "古民家を改修してカフェを開く人に町が500万円出す。信金が1,000万円貸す。新規事業ではない",
            "local10000-tandoku",
            "",
        ),
        ("島根県海士町", "古民家を改修してカフェを開く人に町が500万円出す。融資はない", "local10000-kokko", ""),
        (
            "島根県海士町",
            "三セクの地域内消費の太陽光、国庫補助を受ける。2億円。",
            "kasosai-chiikinai-saiene",
            "地方単独",
        ),
        ("島根県海士町", "固定資産税の課税免除4年目の減収200万円、旅館業", "kaso-zei-genshu-hoten", ""),
        ("鳥取県鳥取市", "過疎地域の外にある廃校を改修して交流施設にする。4,500万円", "kaso-kofukin-4-yukyu", ""),
        ("島根県飯南町", "特定地域づくりの組合に、設立の翌年度に設立支援を200万円", "tokutei-chiiki-setsuritsu", ""),
        ("島根県飯南町", "地域運営組織の事務所の2回目の改修に500万円", "rmo-keisei", ""),
        ("神奈川県", "県が雇う政策支援員に600万円。支援するのは1つの町だけ", "kaso-seisaku-shienin", ""),
        ("長野県白馬村", "会社員に副業型で月3日手伝ってもらう。100万円", "kigyojin-fukugyo", ""),
        ("島根県海士町", "集落支援員を週16時間で兼任で置きたい。年40万円", "shuraku-shienin-kennin", ""),
        ("東京都三鷹市", "集落支援員を駅前の人口集中地区に専任1人、450万円", "shuraku-shienin-sennin", "人口集中地区"),
        ("島根県海士町", "フリーランスの人に副業で週1回手伝ってもらう", "kigyojin-fukugyo", "協定"),
        ("島根県海士町", "任期が終わって3年たった元隊員の起業に100万円", "kyoryokutai-kigyo", "起業の時期"),
        ("島根県海士町", "CIO補佐官を外部から任用したい。年間800万円", "dx-2-cio", "期限切れ"),
        ("茨城県つくば市", "過疎債で体育館を直したい。1億円", "kasosai", "過疎市町村"),
    ] {
        let town = place::find(*CATALOGUE, town).expect("a town");
        let found = ask_on("2026-11-23", town, said);
        assert!(!answers(&found).contains(&excluded), "{said}: {:?}", answers(&found));
        let profile = CATALOGUE.infer(&prefill(*CATALOGUE, town));
        let inquiry =
            Inquiry { catalogue: *CATALOGUE, profile: &profile, as_of: Date::parse("2026-11-23").expect("a date") };
        let told: Vec<String> = unavailable(inquiry, &found.unavailable).collect();
        let ids: Vec<_> = found.unavailable.iter().map(|c| c.assessment.programme.id).collect();
        // Far from what was asked it is not told either.
        assert!(ids.contains(&excluded) || why.is_empty(), "{said}: {told:?}");
        assert!(why.is_empty() || told.iter().any(|line| line.contains(why)), "{said}: {told:?}");
        assert!(found.unavailable.iter().all(|c| c.split.leading.is_empty()), "{said}: no yen of what cannot be had");
    }
    // 何時間かの答えは計画の条件で、融資の有無は金額。聞いているだけなら答えではない。
    let loan = |said: &str| read(*CATALOGUE, &EVIDENCE, said).project.loan;
    assert_eq!(loan("起業を応援したい。融資はない"), Some(Yen(0)));
    assert_eq!(loan("起業を応援したいが融資はないか"), None);
    // What is denied, or said of something else, is no condition.
    for said in [
        "副業の人に来てもらい、支援員に週2回会ってもらう",
        "モデル性はどう見られるのか",
        "人口集中地区ではない集落で集落支援員を2人、600万円",
        "人口集中地区にある本庁から通う集落支援員",
        "フリーランスから会社員になった人を副業型で受け入れる",
        "フリーランスになった人でなく、会社に在籍したままの人を副業で",
        "専任教員の確保が課題。集落支援員を置く",
        "公民館をZEBにはせず、窓を替える",
        "体育館の照明をLEDにしない。屋根を直す",
        "公用車の電動化は見送り、充電器だけ",
        "診療所の屋根に太陽電池を載せて断熱も効かせる",
    ] {
        assert_eq!(read(*CATALOGUE, &EVIDENCE, said).project.said, [], "{said}");
    }
    for (said, purpose) in [
        ("空き家の改修は考えていない。広報に300万円", "sumai"),
        ("空き家改修以外で移住定住を進める。500万円", "sumai"),
        ("専門人材を使い、ICTで見守り", "mokuzai"),
    ] {
        let understood = read(*CATALOGUE, &EVIDENCE, said);
        let named = |id: &WordId| CATALOGUE.vocabulary.purposes.get(usize::from(id.0)).map(|w| w.id);
        assert!(!understood.project.purposes.iter().any(|(id, _)| named(id) == Some(purpose)), "{said}");
    }
}

/// Of several items each programme of a family takes its own: as one sum each of them would be far over its ceiling.
#[test]
fn items_that_are_called_as_anothers_are_not_computed() {
    let taken = |town: &str, said: &str| -> Vec<(&'static str, Option<u64>)> {
        let found = ask(place::find(*CATALOGUE, town).expect("a town"), said);
        let own = |c: &&Candidate| !c.assessment.programme.fit.items.is_empty() && !c.overlap.off_subject;
        found
            .answers
            .iter()
            .filter(own)
            .map(|c| (c.assessment.programme.id, c.costs.eligible.map(|y| y.0 / 10_000)))
            .collect()
    };
    let one = taken("島根県海士町", "協力隊の募集経費250万円、おためし協力隊70万円、インターン90万円。");
    for (id, yen) in [("kyoryokutai-boshu", 250), ("kyoryokutai-otameshi", 70), ("kyoryokutai-intern", 90)] {
        assert!(one.contains(&(id, Some(yen))), "{id}: {one:?}");
    }
    assert!(one.iter().all(|(id, yen)| *id != "kyoryokutai-support" || yen.is_none()), "nobody asked for it: {one:?}");
    let two = taken("秋田県三種町", "地域運営組織の研修30万円、事務局人件費200万円、見守り50万円、事務所改修300万円");
    for (id, yen) in [("rmo-unei", 200), ("rmo-keisei", 300), ("rmo-keieiryoku", 30)] {
        assert!(two.contains(&(id, Some(yen))), "{id}: {two:?}");
    }
    let three = taken(
        "島根県飯南町",
        "特定地域づくりの組合の派遣職員人件費1,600万円（4人）、事務局運営費は600万円、設立準備費200万円",
    );
    assert!(three.contains(&("tokutei-chiiki-unei", Some(2_200))), "{three:?}");
}

/// 過疎債 is tied to no purpose: who calls it by its name is not told that there is nothing.
#[test]
fn a_loan_that_is_called_by_its_name_is_answered() {
    for said in [
        "過疎債で交流施設を整備する。1億2,000万円。",
        "過疎債で消防車を買う。3,000万円",
        "過疎債はいくらまで使えますか。事業費5,000万円です。",
    ] {
        let found = ask(place::find(*CATALOGUE, "島根県飯南町").expect("a town"), said);
        assert_eq!(answers(&found).first(), Some(&"kasosai"), "{said}");
        let relief = found.answers.first().and_then(|c| c.sum(Bucket::BondRelief)).expect("yen");
        assert_eq!(relief.lo, relief.hi, "{said}: no reading for 再エネ of what is none");
    }
    // A body borrows for what it pays itself.
    let said = "過疎債で古民家カフェを助ける。総事業費3,000万円、融資1,500万円、町が1,000万円を補助";
    let found = ask(place::find(*CATALOGUE, "島根県海士町").expect("a town"), said);
    let loan = found.answers.iter().find(|c| c.assessment.programme.id == "kasosai").expect("the loan");
    assert_eq!(loan.costs.eligible, Some(Yen(10_000_000)));
    // Nor for what others give for it; what the body pays itself it may borrow.
    for (said, base) in [
        ("発電設備2億円（国庫補助1億円）を過疎債で整備したい", 100_000_000),
        ("過疎債で交流施設を整備する。1億2,000万円、うち国の補助が4,000万円、県補助金2,000万円", 60_000_000),
        ("過疎債で交流施設を整備する。1億2,000万円（一般財源3,000万円）", 120_000_000),
    ] {
        let found = ask(place::find(*CATALOGUE, "島根県飯南町").expect("a town"), said);
        let bonds = found.answers.iter().filter(|c| c.bond().is_some()).filter_map(|c| c.costs.eligible);
        let bases: Vec<Yen> = bonds.collect();
        assert!(!bases.is_empty() && bases.iter().all(|yen| *yen == Yen(base)), "{said}: {bases:?}");
    }
}

/// What the answer to `said` computes of each programme that has yen, in 万円.
fn computed(town: &str, said: &str) -> Vec<(&'static str, u64)> {
    let found = ask(place::find(*CATALOGUE, town).expect("a town"), said);
    let base = |c: &Candidate| Some((c.assessment.programme.id, c.costs.eligible?.0 / 10_000));
    found.answers.iter().filter_map(base).collect()
}

/// What a programme does not pay for, or pays another for, is no yen of it.
#[test]
fn no_yen_of_what_is_not_paid_for() {
    // マスタープラン is paid for, not the plant.
    let of = |id: &str, all: &[(&str, u64)]| all.iter().find(|(p, _)| *p == id).map(|(_, yen)| *yen);
    for said in ["牛のふんの処理施設、2億円", "小水力発電をつくる。1億円、売電益で返す"]
    {
        assert_eq!(of("bunsan-energy-masterplan", &computed("岩手県葛巻町", said)), None, "{said}");
    }
    let plan = "木くずで発電するマスタープランの策定に1,500万円";
    assert_eq!(of("bunsan-energy-masterplan", &computed("岩手県葛巻町", plan)), Some(1_500));
    // Others build: the body's part is not told, or what it gives.
    let bond = "mokuzai-kasseikasai";
    assert_eq!(of(bond, &computed("岐阜県高山市", "民間の会社が地元の木で社屋を建てる。8,000万円")), None);
    let helped = computed("沖縄県宮古島市", "会社の太陽光、設備6,000万円に市が4,000万円補助");
    assert_eq!(of("datsutanso-sai-chiikinai", &helped), Some(4_000));
    let founded = computed("岩手県葛巻町", "特定地域づくり事業協同組合の設立に300万円、うち町が200万円出す");
    assert_eq!(of("tokutei-chiiki-setsuritsu", &founded), Some(200));
    // What is for another subject, or shares words only, is told without yen.
    for (said, id) in [
        ("学校の統合で校舎を改修、4億円", "kaso-kofukin-4-yukyu"),
        ("固定資産税を免除した。減収は年400万円", "kasosai"),
        ("公民館の改修6,000万円", "rmo-keisei"),
        ("水力発電の点検費800万円", "datsutanso-sai-chiikinai"),
    ] {
        assert_eq!(of(id, &computed("島根県邑南町", said)), None, "{said}");
    }
    // An amount that none of a family is called by is computed once.
    let all = computed("愛媛県久万高原町", "協力隊の募集広告200万円と、体験ツアー150万円、インターン120万円");
    let wanted = [("kyoryokutai-intern", 120), ("kyoryokutai-otameshi", 150), ("kyoryokutai-boshu", 200)];
    assert!(wanted.iter().all(|one| all.contains(one)) && all.len() == 3, "{all:?}");
    let all = computed("群馬県片品村", "協力隊を2人。人件費1,200万円");
    assert_eq!(all, [("kyoryokutai-katsudo", 1_200)]);
}

/// Who says nothing but what a programme is called, in short or in full, finds it first, whatever the amount.
#[test]
fn what_is_called_in_short_stands_first() {
    let town = place::find(*CATALOGUE, "大阪府千早赤阪村").expect("a town");
    for (said, id) in [
        ("協力隊2人で500万円", "kyoryokutai-katsudo"),
        ("協力隊2人で1,000万円", "kyoryokutai-katsudo"),
        ("協力隊", "kyoryokutai-katsudo"),
        ("起業人を1人、560万円", "kigyojin-haken"),
        ("集落支援員を2人", "shuraku-shienin-sennin"),
        ("RMOに500万円", "rmo-unei"),
        ("JETの人を呼びたい", "jet-programme"),
        ("GXアドバイザー", "gx-advisor-kadai"),
        ("DXアドバイザーに来てほしい", "dx-advisor"),
        ("特定地域づくりに500万円", "tokutei-chiiki-unei"),
    ] {
        assert_eq!(answers(&ask(town, said)).first(), Some(&id), "{said}");
    }
    // A wish beside it leads to what it is about.
    let said = "協力隊のインターンに100万円";
    assert_eq!(answers(&ask(town, said)).first(), Some(&"kyoryokutai-intern"));
}

/// How much it costs does not decide what there is.
#[test]
fn amounts_find_nothing() {
    let town = place::find(*CATALOGUE, "島根県海士町").expect("a town");
    let ids = |yen: &str| answers(&ask(town, &format!("温泉施設の改修に{yen}"))).join(" ");
    for yen in ["700万円", "6,000万円", "2,000万円", "1,300万円"] {
        assert_eq!(ids(yen), ids("1億円"), "{yen}");
        // A public building in a town that may borrow for any.
        assert!(ids(yen).starts_with("kasosai"), "{yen}");
    }
}

#[test]
fn what_is_named_beside_the_wish_silences_nothing() {
    let town = place::find(*CATALOGUE, "島根県海士町").expect("a town");
    for said in [
        "旧給食センターを改修して移住者の住宅にしたい",
        "使っていない交番の建物を直して移住者のお試し住宅にしたい",
        "お寺の空き部屋を改修して移住者に住んでもらいたい",
        "企業版ふるさと納税を使って空き家を改修し移住者を呼びたい",
        "学校のプールではなく公民館を省エネに改修したい。3,000万円",
    ] {
        assert!(!answers(&ask(town, said)).is_empty(), "{said}");
    }
    for said in [
        "消防署を建て替えたい。2億円",
        "旧式の消防車を買い替えたい",
        "元気な消防団の手当を上げたい",
        "企業版ふるさと納税を集めたい",
    ] {
        assert_eq!(answers(&ask(town, said)), [] as [&str; 0], "{said}");
        assert!(!read(*CATALOGUE, &EVIDENCE, said).absent.is_empty(), "{said}: the nearest thing is told");
    }
}

#[test]
fn old_names_lead_to_the_towns_of_today() {
    let towns =
        |said: &str| -> Vec<String> { read(*CATALOGUE, &EVIDENCE, said).towns.iter().map(|m| m.full_name()).collect() };
    for (said, town) in [
        ("清水市で空き家を直したい", "静岡県静岡市"),
        ("旧浦和市の商店街", "埼玉県さいたま市"),
        ("山古志村の集落を守る", "新潟県長岡市"),
        ("滋賀県伊香郡木之本町でバスを走らせる", "滋賀県長浜市"),
        ("島根県海士町で空き家を直したい", "島根県海士町"),
    ] {
        assert_eq!(towns(said), [town], "{said}");
    }
    let shimizu = read(*CATALOGUE, &EVIDENCE, "清水市で空き家を直したい");
    let told = "静岡県清水市は2003年4月1日に新設合併でなくなり、いまは静岡県静岡市です";
    assert_eq!(shimizu.questions.iter().map(|q| q.text.as_str()).collect::<Vec<_>>(), [told]);
    assert!(!shimizu.words.contains("清水市") && shimizu.left.is_empty(), "{shimizu:?}");
    // A name that lives on elsewhere leads to both.
    let yamato = towns("大和町で空き家を直したい");
    for town in ["宮城県大和町", "新潟県南魚沼市"] {
        assert!(yamato.iter().any(|t| t == town), "{yamato:?}");
    }
    assert_eq!(towns("宮城県大和町で空き家を直したい"), ["宮城県大和町"]);
    // Beside another town it is the town of today; the other is told.
    assert_eq!(towns("海士町と飯南町で空き家を直したい"), ["島根県海士町", "島根県飯南町"]);
    let two = read(*CATALOGUE, &EVIDENCE, "海士町と飯南町で空き家を直したい");
    assert!(
        two.questions.iter().any(|q| q.text.starts_with("三重県飯南町は") && q.text.contains("松阪市")),
        "{:?}",
        two.questions
    );
    // The middle of a word is no town, nor is a surname.
    for said in ["北村さんが空き家を直す", "東町の空き家", "今泉町内会の祭り"] {
        assert!(towns(said).is_empty(), "{said}");
    }
    assert_eq!(towns("北海道北村で空き家を直したい"), ["北海道岩見沢市"]);
}

/// Every set of answers that no document and no cost item forbids, and none besides: by trying them all.
#[test]
fn combinations_are_all_lawful_sets() {
    let (mut seen, mut left_out) = (0, 0);
    for c in &own() {
        let catalogue = *CATALOGUE;
        let understood = read(catalogue, &EVIDENCE, &c.said);
        let found = ask(c.town, &c.said);
        let programme = |i: usize| found.answers[i].assessment.programme;
        let with_money: Vec<usize> = (0..found.answers.len())
            .filter(|i| !found.answers[*i].costs.items.is_empty() && found.answers[*i].burden().is_some())
            .take(MOST)
            .collect();
        let forbidden = |a: usize, b: usize| {
            let named = |from: usize, to: usize, kinds: &[LinkKind]| {
                programme(from).links.iter().any(|l| {
                    kinds.contains(&l.kind) && catalogue.programme(l.to).is_some_and(|p| p.id == programme(to).id)
                })
            };
            let kinds = [LinkKind::Excludes, LinkKind::Fallback, LinkKind::PartOf];
            let items = |i: usize| &found.answers[i].costs.items;
            items(a).iter().any(|x| items(b).contains(x)) || named(a, b, &kinds) || named(b, a, &kinds)
        };
        let mut lawful: Vec<Vec<usize>> = Vec::new();
        for mask in 1_u32..1 << with_money.len() {
            let set: Vec<usize> =
                with_money.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, i)| *i).collect();
            if !set.iter().any(|a| set.iter().any(|b| a < b && forbidden(*a, *b))) {
                lawful.push(set);
            }
        }
        let all = combinations(catalogue, &understood.project, &found.answers);
        let mut members: Vec<Vec<usize>> = all.iter().map(|t| t.members.clone()).collect();
        members.sort();
        lawful.sort();
        assert_eq!(members, lawful, "{}", c.id);
        seen += members.len();
        for t in &all {
            let sum = t.members.iter().filter_map(|i| found.answers[*i].burden()).map(|s| s.hi.0).sum::<u64>();
            assert_eq!(t.burden.hi.0, sum, "{}", c.id);
            let paid = |i: usize| t.members.iter().any(|m| found.answers[*m].costs.items.contains(&i));
            let open: u64 =
                understood.project.costs.iter().enumerate().filter(|(i, _)| !paid(*i)).map(|(_, x)| x.yen.0).sum();
            assert_eq!(t.not_covered.0, open, "{}: what none of them is computed from", c.id);
        }
        // Nothing that only has words in common is in a set that is told.
        let fits = |i: &usize| !matches!(found.answers[*i].section(), Section::Other | Section::Notice);
        let told = combinations_of_fitting(catalogue, &understood.project, &found.answers);
        let wanted: Vec<_> = all.iter().map(|t| &t.members).filter(|m| m.iter().all(fits)).collect();
        assert_eq!(told.iter().map(|t| &t.members).collect::<Vec<_>>(), wanted, "{}", c.id);
        left_out += all.len() - told.len();
        let pays = |t: &Together| (t.burden.open.is_some(), t.burden.hi.0 + t.not_covered.0);
        assert!(all.is_sorted_by_key(pays), "{}: the cheapest first", c.id);
    }
    assert!(seen >= 20 && left_out >= 1, "{seen} sets, {left_out} of them not told");
}
