//! One sentence → town, purposes, actors, kinds of cost and amounts. This is reading with a lexicon, not guessing: what
//! was not understood stands there as not understood.

use crate::domain::plan::project::CostItem;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Word, WordId};
use crate::domain::value::number::Yen;
use crate::session::consult::body;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::lexicon::{Found, folded, is_kana};
use crate::session::consult::towns::towns;
use crate::session::former;
use crate::text::number;

/// Longest sentence that is read, in characters: more is a paste gone astray.
pub const LONGEST: usize = 2_000;

/// Towns that are asked about at most.
const MOST: usize = 5;

/// Reads a sentence.
pub fn read(catalogue: &'static Catalogue, evidence: &Evidence, sentence: &str) -> Understood {
    let cut: String = sentence.chars().take(LONGEST).collect();
    let text = folded(&cut);
    let mut covered = vec![false; text.len()];
    let named = towns(catalogue, &evidence.towns, &text);
    named.places.iter().for_each(|at| cover(&mut covered, *at));
    let mut out = Understood { towns: named.today, ..Understood::default() };
    // The name of a town is no word of its plan.
    out.words = out.towns.iter().fold(cut, |rest, m| rest.replace(&m.full_name(), " ").replace(m.name, " "));
    for old in &named.old {
        out.words = out.words.replace(old.name(), " ");
    }
    for old in named.old.iter().take(MOST) {
        out.ask(About::Other, former::told(catalogue, old));
    }
    if sentence.chars().nth(LONGEST).is_some() {
        out.ask(About::Other, format!("長すぎるため、はじめの{LONGEST}文字だけを読みました"));
    }
    if out.towns.len() > 1 {
        let which: Vec<String> = out.towns.iter().take(MOST).map(|m| m.full_name()).collect();
        out.ask(About::Town, format!("自治体が1つに決まりません。どれですか: {}", which.join("、")));
    }
    let words = catalogue.vocabulary;
    let (absent, nowhere) = evidence.absent(catalogue, &text);
    out.absent = absent;
    // Nor is a part of that name a wish: 田を直す, but not 飯田を直す.
    let nameless: Vec<char> = text.iter().zip(&covered).map(|(c, is_name)| if *is_name { ' ' } else { *c }).collect();
    let mut purposes = evidence.purposes.find(&nameless);
    // What no document has is not what a part of its name would mean by itself.
    let is_inside = |at: (usize, usize)| nowhere.iter().any(|(from, to)| *from <= at.0 && at.1 <= *to);
    purposes.retain(|found| !is_inside(found.at));
    for found in purposes.iter().filter(|f| !f.negated) {
        let weight = u32::try_from((found.at.1 - found.at.0).min(5)).unwrap_or(5);
        match out.project.purposes.iter_mut().find(|(id, _)| *id == found.id) {
            Some((_, sum)) => *sum += weight,
            None => out.project.purposes.push((found.id, weight)),
        }
    }
    sort::by_key(&mut out.project.purposes, |(id, weight)| (std::cmp::Reverse(*weight), *id));
    let costs = evidence.costs.find(&text);
    let actors = evidence.actors.find(&text);
    let stages = evidence.stages.find(&text);
    out.project.actors = meant(&actors);
    out.project.kinds = meant(&costs);
    out.project.stage = meant(&stages).first().copied();
    out.except = costs.iter().filter(|f| f.negated).map(|f| f.id).collect();
    contradictions("目的", words.purposes, &purposes, &mut out);
    contradictions("経費", words.costs, &costs, &mut out);
    for found in purposes.iter().chain(&costs).chain(&actors).chain(&stages) {
        cover(&mut covered, found.at);
    }
    // A number in the name of a town or of a programme is no amount.
    let mut is_name = vec![false; text.len()];
    named.places.iter().copied().chain(evidence.named(&text)).for_each(|at| cover(&mut is_name, at));
    // Nor is what is said of the town.
    let body = body::read(catalogue, &evidence.body, &text, &mut out);
    body.iter().for_each(|at| cover(&mut is_name, *at));
    is_name.iter().zip(&mut covered).for_each(|(name, covered)| *covered |= name);
    amounts(words.costs, &text, &costs, (&is_name, &mut covered), &mut out);
    out.project.names_absent = !out.absent.is_empty();
    out.left = left(&text, &covered, evidence);
    if !sentence.trim().is_empty() && !text.iter().any(|c| is_kana(*c) || ('一'..='鿿').contains(c)) {
        out.ask(About::Other, NOTHING_READ);
    }
    out
}

/// Said of a sentence of which nothing was understood.
const NOTHING_READ: &str =
    "やりたいことを読み取れません。日本語の1文で書いてください（例: 海士町で空き家を3軒直したい。1,800万円）";

/// Asks back where a word is named both as meant and as not meant.
fn contradictions(what: &str, list: &[Word], found: &[Found], out: &mut Understood) {
    let is_both =
        |id: WordId| found.iter().any(|f| f.id == id && f.negated) && found.iter().any(|f| f.id == id && !f.negated);
    for id in meant(found).into_iter().filter(|id| is_both(*id)) {
        let name = list.get(usize::from(id.0)).map_or("", |w| w.name);
        out.ask(About::Other, format!("{what}「{name}」は、含める・除くの両方が書かれています。どちらですか"));
    }
}

fn meant(found: &[Found]) -> Vec<WordId> {
    sort::distinct(found.iter().filter(|f| !f.negated).map(|f| f.id))
}

fn cover(covered: &mut [bool], (from, to): (usize, usize)) {
    covered.iter_mut().take(to).skip(from).for_each(|c| *c = true);
}

/// Signs that an amount may be written with.
const DIGITS: &str = "0123456789.一二三四五六七八九十百千万億兆";

/// What counts something else than yen.
const COUNTERS: [&str; 25] = [
    "人", "名", "軒", "戸", "棟", "台", "世帯", "か所", "箇所", "年", "か月", "月", "日", "時間", "分", "回", "件",
    "本", "つ", "歳", "代", "期", "きろ", "%", "階",
];

/// The amounts, each with what it is said to be.
fn amounts(
    list: &[Word],
    text: &[char],
    costs: &[Found],
    (names, covered): (&[bool], &mut [bool]),
    out: &mut Understood,
) {
    let mut at = 0;
    let mut from = 0;
    while at < text.len() {
        if names.get(at).is_some_and(|is_name| *is_name) {
            at += 1;
            continue;
        }
        let is_digit = |c: &&char| DIGITS.contains(**c);
        let n = text.get(at..).unwrap_or_default().iter().take_while(is_digit).count();
        if n == 0 {
            if text.get(at).is_some_and(|c| "。,.!?\n".contains(*c)) {
                from = at + 1;
            }
            at += 1;
            continue;
        }
        let run: String = text.iter().skip(at).take(n).collect();
        let behind: String = text.iter().skip(at + n).take(4).collect();
        let end = at + n + usize::from(behind.starts_with('円'));
        let has_arabic = run.contains(|c: char| c.is_ascii_digit());
        let has_unit = run.contains(['億', '万', '兆']) || behind.starts_with('円');
        let counter = COUNTERS.iter().find(|c| behind.starts_with(**c));
        let before = |back: usize| at.checked_sub(back).and_then(|i| text.get(i)).copied();
        let is_negative = before(1).is_some_and(|c| "-−▲△".contains(c))
            && !before(2).is_some_and(|c| c.is_alphanumeric() || c == '円');
        if has_unit && (has_arabic || run.chars().count() > 1) && counter.is_none() {
            if is_negative {
                out.ask(About::Other, format!("「-{run}」は0円より小さい金額です。0円以上の金額を書いてください"));
                cover(covered, (at, end));
            } else if let Ok(yen) = number_of(&run) {
                let before = clause(text, from, at);
                take(list, costs, (from, at, end), &before, Yen(yen), text, out);
                cover(covered, (at, end));
                from = end;
            }
        } else if let (Some("人" | "名"), Ok(n)) = (counter.copied(), number_of(&run)) {
            out.project.persons = out.project.persons.or(Some(n));
            cover(covered, (at, end + 1));
        } else if has_arabic
            && counter.is_none()
            && !run.contains('.')
            && run.chars().filter(char::is_ascii_digit).count() >= 3
        {
            out.ask(About::Unit, format!("「{run}」は円ですか、万円ですか"));
            cover(covered, (at, end));
        } else {
            cover(covered, (at, end));
        }
        at = end.max(at + 1);
    }
}

fn number_of(run: &str) -> Result<u64, ()> {
    number::yen(run.trim_matches('.')).map_err(|_| ())
}

/// What stands before an amount, back to the last sign or amount.
fn clause(text: &[char], from: usize, to: usize) -> String {
    text.iter().take(to).skip(from.max(to.saturating_sub(24))).collect()
}

/// Enters one amount: a loan, public money, or a cost item with its kind.
fn take(
    list: &[Word],
    costs: &[Found],
    (from, at, end): (usize, usize, usize),
    before: &str,
    yen: Yen,
    text: &[char],
    out: &mut Understood,
) {
    let behind: String = text.iter().skip(end).take(12).take_while(|c| !"。、".contains(**c)).collect();
    let said = |words: &[&str]| words.iter().any(|w| before.contains(w) || behind.contains(w));
    if said(&["融資", "貸す", "貸し", "貸して", "借入", "ろーん"]) {
        out.project.loan = Some(yen);
        return;
    }
    let pays =
        ["市は", "町は", "村は", "県は", "区は", "市が", "町が", "村が", "県が", "区が", "市から", "町から", "公費"];
    if pays.iter().any(|w| before.contains(w))
        && ["出し", "出す", "補助", "支援", "交付"].iter().any(|w| behind.contains(w))
        || before.contains("公費")
    {
        out.project.public_money = Some(yen);
        return;
    }
    // The nearest kind of cost before the amount; else the only one that the sentence names.
    let near = costs.iter().filter(|f| !f.negated && f.at.0 >= from && f.at.1 <= at).max_by_key(|f| f.at.1);
    let only = match out.project.kinds.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let kind = near.map(|f| f.id).or(only);
    let label = noun_before(text, from, at);
    let label = if label.is_empty() {
        kind.and_then(|k| list.get(usize::from(k.0))).map(|w| w.name.to_owned()).unwrap_or_default()
    } else {
        label
    };
    out.project.costs.push(CostItem { kind, label, yen });
}

/// The noun right before an amount: 「事務局に600万円」 → 事務局.
fn noun_before(text: &[char], from: usize, at: usize) -> String {
    let before: Vec<char> = text.iter().take(at).skip(from).copied().collect();
    let tail = before.iter().rev().take_while(|c| is_kana(**c)).count();
    let head = before.len() - tail.min(3);
    let word: Vec<char> = before.iter().take(head).rev().take_while(|c| ('一'..='鿿').contains(*c)).copied().collect();
    if tail > 3 { String::new() } else { word.into_iter().rev().collect() }
}

/// Words that say nothing of what is wanted.
const SILENT: [&str; 40] = [
    "全部", "今年", "来年", "毎年", "今度", "自分", "予定", "希望", "場合", "必要", "可能", "相談", "方法", "以上",
    "以下", "程度", "一度", "一緒", "現在", "最近", "今後", "地元", "地域", "地区", "市内", "町内", "村内", "県内",
    "経験", "仕組", "何人", "毎回", "住民", "皆", "人", "町", "市", "村", "県", "区",
];

/// Runs of kanji or other words that neither the vocabulary nor any programme knows.
fn left(text: &[char], covered: &[bool], evidence: &Evidence) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut known = false;
    let word = |c: char| ('一'..='鿿').contains(&c) || c.is_ascii_alphanumeric() || c == '々';
    for (c, is_covered) in text.iter().copied().zip(covered.iter().copied()).chain([('。', false)]) {
        if word(c) {
            run.push(c);
            known |= is_covered;
            continue;
        }
        let taken = std::mem::take(&mut run);
        let silent = known || taken.chars().count() < 2 || SILENT.contains(&taken.as_str());
        if !silent && !evidence.knows(&taken) && !out.contains(&taken) {
            out.push(taken);
        }
        known = false;
    }
    out
}
