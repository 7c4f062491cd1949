//! The laws of content, one by one: small changes of a good bundle, each with what the check says of it, or that it says
//! nothing. What stands in `tests/content_bad` is a folder for a mistake of form; here a line is enough.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::Path;

use chiiki_navi::content::examine::examine;
use chiiki_navi::content::files::Files;

const PROGRAMME: &str = "programmes/sample.toml";
const FACTS: &str = "facts.toml";

/// Something that a bundle has more, or otherwise.
#[derive(Clone, Copy)]
enum Edit {
    /// In the programme, these words instead of those.
    Put(&'static str, &'static str),
    /// At the end of a file; the file may be new.
    Add(&'static str, &'static str),
}
use Edit::{Add, Put};

/// What the check says of the good bundle with these edits: key and sentence of each problem.
fn said(edits: &[Edit]) -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content_bad/base");
    // What it could not read is the folder of examples, which is empty and not under version control.
    let (mut files, _) = Files::read(&dir);
    for edit in edits {
        match *edit {
            Put(was, is) => {
                let text = files.texts.get_mut(PROGRAMME).expect("the programme");
                assert_eq!(text.matches(was).count(), 1, "{was}");
                *text = text.replace(was, is);
            }
            Add(file, more) => files.texts.entry(file.to_owned()).or_default().push_str(more),
        }
    }
    let all = examine(&files, Vec::new(), None).problems;
    all.iter().map(|p| format!("[{}] {}", p.key, p.message)).collect()
}

/// Each of these problems and no other, in this order; a part of the sentence is enough.
#[track_caller]
fn says(edits: &[Edit], wanted: &[&str]) {
    let found = said(edits);
    let same = found.len() == wanted.len() && found.iter().zip(wanted).all(|(f, w)| f.contains(w));
    assert!(same, "wanted {wanted:#?}\nfound {found:#?}");
}

const COST: Edit = Add(
    FACTS,
    "\n[[fact]]\nid = \"cost\"\nlabel = \"事業費\"\ntopic = \"金額\"\nquestion = \"事業費はいくらですか\"\nhelp = \"企画書で分かります。\"\nunit = \"円\"\n",
);
const LOAN: Edit = Add(
    FACTS,
    "\n[[fact]]\nid = \"loan\"\nlabel = \"融資\"\ntopic = \"金額\"\nquestion = \"融資はいくらですか\"\nhelp = \"企画書で分かります。\"\nunit = \"円\"\n",
);
const NEXT_YEAR: &str = "\n[[rate]]\ngroup = \"kokuhi\"\nlabel = \"原則\"\nshare = \"1/2\"\ncite = [\"half\"]\n";

/// The first row ends on one day and the next begins on another.
fn years(to: &str, from: &str) -> Vec<String> {
    years_of("原則", "デジタル", to, from)
}

/// The same where the next row, or the row of another case, has another name.
fn years_of(next: &str, other: &str, to: &str, from: &str) -> Vec<String> {
    let text = include_str!("content_bad/base/programmes/sample.toml");
    let text = text.replacen("label = \"デジタル\"", &format!("label = \"{other}\""), 1);
    let ended = format!("share = \"1/2\"\nto = {to}\n");
    let next = format!("{}from = {from}\n", NEXT_YEAR.replace("原則", next));
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content_bad/base");
    // What it could not read is the folder of examples, which is empty and not under version control.
    let (mut files, _) = Files::read(&dir);
    let text =
        text.replacen("share = \"1/2\"\n", &ended, 1).replacen("\n[[ceiling]]", &format!("{next}\n[[ceiling]]"), 1);
    files.texts.insert(PROGRAMME.to_owned(), text);
    examine(&files, Vec::new(), None).problems.iter().map(|p| format!("[{}] {}", p.key, p.message)).collect()
}

/// A new year's row begins on the day after the old one ends, over the ends of months and of years.
#[test]
fn rows_follow_on_one_another_day_by_day() {
    for (to, from) in [
        ("2024-03-31", "2024-04-01"),
        ("2024-12-31", "2025-01-01"),
        ("2024-02-28", "2024-02-29"),
        ("2024-02-29", "2024-03-01"),
        ("2023-02-28", "2023-03-01"),
        ("2024-04-14", "2024-04-15"),
        ("2024-11-30", "2024-12-01"),
    ] {
        assert_eq!(years(to, from), Vec::<String>::new(), "{to} to {from}");
    }
    for (to, from) in [
        ("2024-03-31", "2024-04-02"),
        ("2024-12-31", "2025-01-02"),
        ("2024-12-31", "2026-01-01"),
        ("2024-02-28", "2024-03-01"),
        ("2024-04-14", "2024-05-15"),
        ("2024-11-30", "2025-12-01"),
    ] {
        let found = years(to, from);
        let wanted = format!("{to} に終わり、次の行は {from} から");
        assert!(found.iter().any(|p| p.contains(&wanted)), "{to} to {from}: {found:#?}");
    }
    // Whatever it is called, a row of the same case follows; a row of the same name stands for the days between.
    let found = years_of("新しい率", "デジタル", "2024-03-31", "2024-04-10");
    assert!(found.iter().any(|p| p.contains("間の日に使う行がありません")), "{found:#?}");
    assert_eq!(years_of("原則", "原則", "2024-03-31", "2024-04-10"), Vec::<String>::new());
}

const TO_NATION: &str =
    "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nrate = \"kokuhi\"\nto = \"国費\"\n";
const TO_TOWN: &str =
    "[[flow]]\nid = \"b\"\nlabel = \"地方負担\"\nfrom = \"fact:cost\"\nrest = [\"a\"]\nto = \"地方負担\"\n";

fn flow(lines: &[&str]) -> Edit {
    Put("[quote.half]", Box::leak(format!("{}\n[quote.half]", lines.join("\n")).into_boxed_str()))
}

/// Every yen that is put in goes somewhere, once, whatever the amounts, the readings and what is not printed.
#[test]
fn every_yen_of_a_flow_goes_somewhere_once() {
    says(&[COST, flow(&[TO_NATION, TO_TOWN])], &[]);
    says(&[COST, flow(&[TO_NATION])], &["どこにも行きません"]);
    let twice = "[[flow]]\nid = \"c\"\nlabel = \"ほか\"\nfrom = \"fact:cost\"\nto = \"自己資金\"\n";
    says(&[COST, flow(&[TO_NATION, TO_TOWN, twice])], &["余分に数えられます"]);
    // A ceiling cuts off, and what it cuts off must be told of.
    let capped = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nrate = \"kokuhi\"\nto = \"国費\"\ncap = \"cap\"\n";
    says(&[COST, flow(&[capped, TO_TOWN])], &[]);
    let half =
        "[[flow]]\nid = \"b\"\nlabel = \"地方負担\"\nfrom = \"fact:cost\"\nrate = \"kokuhi\"\nto = \"地方負担\"\n";
    says(&[COST, flow(&[capped, half])], &["[flow]"]);
    // What the documents leave silent may be anything from nothing to the whole, and is no loss.
    let silent = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nsilent = \"記載なし\"\nto = \"国費\"\n";
    says(&[COST, flow(&[silent, TO_TOWN])], &[]);
    says(&[COST, flow(&[silent])], &[]);
    // Two amounts: one is a part of the other, in whatever proportion.
    let whole = "[[flow]]\nid = \"a\"\nlabel = \"融資\"\nfrom = \"fact:loan\"\nto = \"民間・融資\"\n";
    says(&[COST, LOAN, flow(&[whole, TO_TOWN])], &[]);
    // The first of the amounts is the larger: what is lost is said of the first plan that loses it.
    let lost = "事業費 7円、融資 2円のとき、9円のうち 1円がどこにも行きません";
    let other = whole.replace("\"a\"", "\"c\"");
    says(&[COST, LOAN, flow(&[TO_NATION, &other])], &[lost]);
}

/// A flow has somewhere to go, starts from amounts, and has no more cases than can be tried.
#[test]
fn a_flow_leads_from_amounts_to_somebody() {
    let nobody = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nrate = \"kokuhi\"\n";
    says(&[COST, flow(&[nobody])], &["どの行にも to がありません"]);
    let from_plan = "[[flow]]\nid = \"c\"\nlabel = \"ほか\"\nfrom = \"fact:digital\"\nto = \"自己資金\"\n";
    let found = said(&[COST, flow(&[TO_NATION, TO_TOWN, from_plan])]);
    assert!(found.iter().any(|p| p.contains("[flow[c]] from の項目は topic = \"金額\"")), "{found:#?}");
    let silent = "[[flow]]\nid = \"c\"\nlabel = \"ほか\"\nfrom = \"fact:digital\"\nsilent = \"記載なし\"\n";
    let found = said(&[COST, flow(&[TO_NATION, TO_TOWN, silent])]);
    assert!(!found.iter().any(|p| p.contains("from の項目は")), "a silent line takes no amount: {found:#?}");
}
