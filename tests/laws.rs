//! The laws of content, one by one: small changes of a good bundle, each with what the check says of it, or that it says
//! nothing. What stands in `tests/content_bad` is a folder for a mistake of form; here a line is enough.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/made.rs"]
mod made;

use chiiki_navi::content::examine::examine;
use made::{FACTS, PROGRAMME, base};

const PURPOSES: &str = "purposes.toml";

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
    let mut files = base();
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
    let mut files = base();
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

/// A quote of its own, cited by a requirement that compares.
fn compared(when: &str, quote: &str) -> [Edit; 2] {
    let requirement = format!("[[requirement]]\ntext = \"要件\"\nwhen = {{ {when} }}\ncite = [\"q\"]\n\n[quote.half]");
    let quote = format!("\n[quote.q]\nsource = \"doc\"\nlines = \"4\"\ntext = \"{quote}\"\n");
    [Put("[quote.half]", requirement.leak()), Add(PROGRAMME, quote.leak())]
}

/// A number that is asked for, counted in `unit`.
fn number(id: &str, unit: &str) -> Edit {
    let fact = format!(
        "\n[[fact]]\nid = \"{id}\"\nlabel = \"数\"\ntopic = \"計画\"\nquestion = \"いくつですか\"\nhelp = \"企画書で分かります。\"\nunit = \"{unit}\"\n"
    );
    Add(FACTS, fact.leak())
}

/// The bound of a condition stands in its quote in one of the forms that documents print it in, each for its unit.
#[test]
fn the_bound_of_a_condition_is_printed_in_the_form_of_its_unit() {
    for (unit, bound, good, bad) in [
        ("人", "12", "12人以上", "1年以上"),
        ("人", "12", "１２人以上", "120人以上"),
        ("か月", "12", "1年以上", "2年以上"),
        ("分", "930", "15時間30分以上", "9時間30分以上"),
        ("円", "12000000", "1,200万円以上", "1,200円以上"),
    ] {
        let when = format!("fact = \"x\", at_least = \"{bound}\"");
        let [requirement, quote] = compared(&when, good);
        says(&[number("x", unit), requirement, quote], &[]);
        let [requirement, quote] = compared(&when, bad);
        let wanted = format!("[requirement.when] 数字「{bound}」が引用にありません（引用 「{bad}」）");
        says(&[number("x", unit), requirement, quote], &[&wanted]);
    }
    // Of once the documents say 同額 or only 以上; of twice they do not.
    for (times, quote, stands) in [
        ("1", "融資と同額", true),
        ("1", "融資額以上", true),
        ("1", "融資の半分", false),
        ("2", "融資の2倍", true),
        ("2", "融資と同額", false),
        ("1.5", "融資の1.5倍", true),
    ] {
        let when = format!("fact = \"loan\", per = \"cost\", at_least = \"{times}\"");
        let [requirement, cited] = compared(&when, quote);
        let wanted = format!("[requirement.when] 数字「{times}」が引用にありません");
        let wanted = if stands { vec![] } else { vec![wanted.as_str()] };
        says(&[COST, LOAN, requirement, cited], &wanted);
    }
}

/// A ceiling is an amount that its quote prints, or the sum of two of them; never one of them twice.
#[test]
fn a_ceiling_is_printed_or_the_sum_of_two_that_are() {
    let found = |yen: &str, quote: &str| {
        let line = "text = \"交付額の1/2（デジタル技術の活用は9/10）。上限2,500万円\"";
        let edits = [
            Put(line, "text = \"交付額の1/2（デジタル技術の活用は9/10）\""),
            Put("yen = 25_000_000", format!("yen = {yen}").leak()),
            Put("text = \"上限2,500万円\"", format!("text = \"{quote}\"").leak()),
        ];
        said(&edits)
    };
    for (yen, quote) in
        [("25_000_000", "上限2,500万円"), ("20_000_000", "1,500万円＋500万円"), ("15_000_000", "1,500万円＋500万円")]
    {
        assert_eq!(found(yen, quote), Vec::<String>::new(), "{yen} {quote}");
    }
    for (yen, quote) in
        [("50_000_000", "上限2,500万円"), ("30_000_000", "1,500万円＋500万円"), ("10_000_000", "1,500万円＋500万円")]
    {
        let all = found(yen, quote);
        let wanted = format!("数字「{}円」が引用にありません", yen.replace('_', ""));
        assert!(all.len() == 1 && all[0].starts_with("[ceiling[cap].上限]") && all[0].contains(&wanted), "{all:#?}");
    }
}

const LINE: &str = "[line]\ntext = \"交付額の1/2（デジタル技術の活用は9/10）。上限2,500万円\"\ncite = [\"half\", \"digital\", \"cap\"]\n";
const CEILING: &str =
    "[[ceiling]]\ngroup = \"cap\"\nof = \"交付額\"\nlabel = \"上限\"\nyen = 25_000_000\ncite = [\"cap\"]\n";
const CAP_QUOTE: &str = "[quote.cap]\nsource = \"doc\"\nlines = \"3\"\ntext = \"上限2,500万円\"\n";

/// The line that is read aloud: wanted where there is a rate or a ceiling; its figures are those of rows, or of what is
/// said of the budget and the terms.
#[test]
fn a_line_is_wanted_and_says_what_stands_elsewhere() {
    says(&[Put(LINE, "")], &["[line] 率か上限のある制度には [line] を書いてください"]);
    let no_ceiling = [Put(CEILING, ""), Put(CAP_QUOTE, "")];
    says(&[Put(LINE, ""), no_ceiling[0], no_ceiling[1]], &["[line] 率か上限のある制度には [line] を書いてください"]);
    let line = |text: &str| {
        let cited = "cite = [\"half\", \"digital\", \"cap\", \"more\"]\n";
        Put(LINE, format!("[line]\ntext = \"{text}\"\n{cited}").leak())
    };
    let quote = |text: &str| {
        Add(PROGRAMME, format!("\n[quote.more]\nsource = \"doc\"\nlines = \"4\"\ntext = \"{text}\"\n").leak())
    };
    let budget = "[[budget]]\nyear = 2024\nstage = \"当初\"\ntext = \"令和6年度予算 3億円\"\ncite = [\"more\"]\n";
    let term = "[[term]]\ntext = \"事業費3億円以内の事業\"\ncite = [\"more\"]\n";
    let edits = [line("交付額の1/2。予算3億円"), quote("3億円")];
    let elsewhere = "[line] 読み上げる行の数字「300000000円」が率・上限の行にありません";
    says(&edits, &[elsewhere]);
    for said in [budget, term] {
        says(&[edits[0], edits[1], Add(PROGRAMME, said)], &[]);
    }
    // Nothing is not the difference of a ceiling and itself.
    says(
        &[line("交付額の1/2。手数料0円"), quote("手数料0円")],
        &["[line] 読み上げる行の数字「0円」が率・上限の行にありません"],
    );
}

/// A row that begins on the last day of another does not follow it.
#[test]
fn a_row_follows_only_from_the_next_day_on() {
    let digital = "label = \"デジタル\"\nshare = \"9/10\"\n";
    let edits = [
        Put("label = \"原則\"\nshare = \"1/2\"\n", "label = \"同じ行\"\nshare = \"1/2\"\nto = 2024-06-01\n"),
        Put(digital, "label = \"同じ行\"\nshare = \"9/10\"\nfrom = 2024-06-01\nto = 2024-06-01\n"),
    ];
    says(&edits, &[]);
}

/// What may apply can hold and can fail, each condition alone and all of them together.
#[test]
fn conditions_can_hold_and_can_fail() {
    let any = "any = [ { fact = \"entity\", in = [\"shi\"] }, { fact = \"entity\", in = [\"machi\"] } ]";
    let requirement = |when: &str| {
        Put(
            "[quote.half]",
            format!("[[requirement]]\ntext = \"要件\"\nwhen = {{ {when} }}\ncite = [\"half\"]\n\n[quote.half]").leak(),
        )
    };
    let eligible = "[eligible]\nfact = \"entity\"\nin = [\"shi\"]\ncite = [\"half\"]\n";
    says(&[requirement("fact = \"digital\", is = true")], &[]);
    says(&[requirement(any)], &["[requirement.when] この条件は、どんな答えでも外れません"]);
    // 「地方公共団体」 is a fair description of who may apply.
    says(&[Put(eligible, format!("[eligible]\n{any}\ncite = [\"half\"]\n").leak())], &[]);
    let town = requirement("fact = \"entity\", in = [\"machi\"]");
    says(&[town], &["[eligible] 対象団体の条件と計画の要件を同時に満たす答えがありません"]);
}

/// Of the purposes and subjects of the vocabulary just those are named that no programme serves or is limited to.
#[test]
fn words_of_the_vocabulary_are_served() {
    let word = |kind: &str, id: &str| format!("[[{kind}]]\nid = \"{id}\"\nname = \"{id}の名\"\nwords = [\"語{id}\"]\n");
    let words = [("purpose", "p"), ("purpose", "q"), ("subject", "s"), ("subject", "t")];
    let all: &str = words.iter().map(|(kind, id)| word(kind, id)).collect::<String>().leak();
    let fit = "[fit]\npurposes = [\"p\"]\npurposes_cite = [\"half\"]\nonly = [[\"@s\"]]\nonly_cite = [\"half\"]\n\n[quote.half]";
    let edits = [Add(PURPOSES, all), Put("[quote.half]", fit)];
    says(
        &edits,
        &["[purpose[q]] 目的「qの名」の制度がありません", "[subject.t] 対象「tの名」に限られる制度がありません"],
    );
    // What a programme is not for is cited like what it is limited to, and its subjects are served.
    let apart = Put("[quote.half]", "not_for = [\"@t\"]\n\n[quote.half]");
    let edits = [Add(PURPOSES, all), Put("[quote.half]", fit), apart];
    says(&edits, &["[fit.not_for_cite] 根拠となる資料の箇所を書いてください"]);
    let cited = Put("not_for = [\"@t\"]", "not_for = [\"@t\"]\nnot_for_cite = [\"half\"]");
    let [words, fit, apart] = edits;
    says(&[words, fit, apart, cited], &["[purpose[q]] 目的「qの名」の制度がありません"]);
}

/// What the check says of the flow; what the other parts of the programme then lack is another matter.
#[track_caller]
fn flows(edits: &[Edit], wanted: &[&str]) {
    let mut found = said(edits);
    found.retain(|p| p.starts_with("[flow]"));
    let same = found.len() == wanted.len() && found.iter().zip(wanted).all(|(f, w)| f.contains(w));
    assert!(same, "wanted {wanted:#?}\nfound {found:#?}");
}

const FIRST: &str = "share = \"1/2\"\n";
const SECOND: &str = "share = \"9/10\"\n";
const FULL: &str = "value = \"全額\"\n";
const PEOPLE: Edit = Add(
    FACTS,
    "\n[[fact]]\nid = \"people\"\nlabel = \"人数\"\ntopic = \"金額\"\nquestion = \"何人ですか\"\nhelp = \"企画書で分かります。\"\nunit = \"人\"\n",
);

/// A rate that is not printed stands for a half, one under 財政力補正 for itself, a line that is left silent for nothing
/// and for the whole: where the flow loses or invents yen with one of them, that is said.
#[test]
fn a_flow_is_added_up_with_what_is_not_printed() {
    let lost = "事業費 1円のとき、1円のうち 1円がどこにも行きません";
    let half = |with: &'static str| [COST, flow(&[TO_NATION]), Put(FIRST, with), Put(SECOND, FULL)];
    flows(&half(FULL), &[]);
    flows(&half("value = \"記載なし\"\n"), &[lost]);
    flows(&half("value = \"定額\"\n"), &[lost]);
    flows(&half("share = \"1/2\"\nadjusted = true\n"), &[lost]);
    let reading = "[[rate.other]]\nvalue = \"記載なし\"\nwhy = \"別の資料\"\ncite = [\"half\"]\n";
    let digital = "cite = [\"digital\"]\n\n[[ceiling]]";
    let other = Put(digital, format!("cite = [\"digital\"]\n{reading}\n[[ceiling]]").leak());
    flows(&[COST, flow(&[TO_NATION]), Put(FIRST, FULL), Put(SECOND, FULL), other], &[lost]);
    // Where no row applies there is no rate, and nothing to add up.
    let first = "[[rate]]\ngroup = \"kokuhi\"\ninstrument = \"国費\"\nof = \"交付額\"\nlabel = \"原則\"\nshare = \"1/2\"\ncite = [\"half\"]\n";
    let label = "label = \"デジタル\"\n";
    let second = Put(label, "instrument = \"国費\"\nof = \"交付額\"\nlabel = \"デジタル\"\n");
    flows(&[COST, flow(&[TO_NATION, TO_TOWN]), Put(first, ""), second], &[]);
    flows(&[COST, flow(&[TO_NATION]), Put(first, ""), second], &["どこにも行きません"]);
    let silent = "[[flow]]\nid = \"s\"\nlabel = \"税\"\nfrom = \"fact:cost\"\nsilent = \"記載なし\"\nto = \"国費\"\n";
    let whole = "[[flow]]\nid = \"c\"\nlabel = \"ほか\"\nfrom = \"fact:cost\"\nto = \"自己資金\"\n";
    let twice = [silent, whole, &whole.replace("\"c\"", "\"d\"")];
    flows(&[COST, flow(&twice)], &["事業費 1円のとき、1円のうち 1円が余分に数えられます"]);
}

/// The first plan that a flow loses yen with is named: it lies around a ceiling, or in one proportion of two amounts.
#[test]
fn a_flow_is_tried_around_its_ceilings_and_in_several_proportions() {
    let capped = TO_NATION.replace("to = ", "cap = \"cap\"\nto = ");
    let loan = "[[flow]]\nid = \"c\"\nlabel = \"融資\"\nfrom = \"fact:loan\"\nto = \"民間・融資\"\n";
    let full = [Put(FIRST, FULL), Put(SECOND, FULL)];
    let said = "事業費 87,500,007円、融資 25,000,002円のとき、112,500,009円のうち 62,500,007円がどこにも行きません";
    flows(&[COST, LOAN, flow(&[&capped, loan]), full[0], full[1]], &[said]);
    let times = capped.replace("to = ", "times = [\"people\"]\nto = ");
    let said = "事業費 87,500,007円、人数 2のとき、87,500,007円のうち 37,500,007円がどこにも行きません";
    flows(&[COST, PEOPLE, flow(&[&times]), full[0], full[1]], &[said]);
    let before = TO_NATION.replace("\"a\"", "\"x\"").replace("to = \"国費\"\n", "");
    let after = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"x\"\ncap = \"cap\"\nto = \"国費\"\n";
    let rest = TO_TOWN.replace("[\"a\"]", "[\"x\"]");
    let said = "事業費 75,000,007円のとき、75,000,007円のうち 12,500,003円がどこにも行きません";
    flows(&[COST, flow(&[&before, after, &rest]), Put(SECOND, FIRST)], &[said]);
    // Only from 4/10 of the cost on does another rate apply, and with it too much is counted.
    let half = "[[flow]]\nid = \"x\"\nlabel = \"半分\"\nfrom = \"fact:cost\"\nshare = \"1/2\"\n";
    let ratio = Put("fact = \"digital\", is = true", "fact = \"loan\", per = \"cost\", at_least = \"0.4\"");
    let said = "事業費 7円、融資 3円のとき、10円のうち 3円が余分に数えられます";
    flows(&[COST, LOAN, flow(&[TO_NATION, half, &rest, loan]), ratio], &[said]);
}

/// Amounts that come to more than the whole in some plans only are a matter of what was entered; in all, of the flow.
#[test]
fn a_flow_is_overdrawn_where_no_plan_can_be_split() {
    let loan = "[[flow]]\nid = \"c\"\nlabel = \"融資\"\nfrom = \"fact:loan\"\nto = \"民間・融資\"\n";
    let part = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nshare = \"3/5\"\nto = \"国費\"\n";
    let rest = TO_TOWN.replace("[\"a\"]", "[\"a\", \"c\"]");
    flows(&[COST, LOAN, flow(&[part, loan, &rest])], &[]);
    let cost = "[[flow]]\nid = \"a\"\nlabel = \"国費\"\nfrom = \"fact:cost\"\nto = \"国費\"\n";
    let less = TO_TOWN.replace("fact:cost", "fact:loan");
    let said = "事業費 7円、融資 2円のとき、引く額が元の額を超えます";
    flows(&[COST, LOAN, flow(&[cost, &less])], &[said]);
}
