//! One sentence → town, purposes, actors, kinds of cost and amounts. This is reading with a lexicon, not guessing: what
//! was not understood stands there as not understood.

use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Word, WordId, is_spent};
use crate::domain::terms::profile::{FactId, Value};
use crate::domain::value::number::Yen;
use crate::session::consult::amounts;
use crate::session::consult::body;
use crate::session::consult::evidence::Evidence;
use crate::session::consult::lexicon::{Found, cover, folded, is_kana, is_kanji, stands};
use crate::session::consult::towns::towns;
use crate::session::former;

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
        out.ask(About::FormerName(old.codes), former::told(catalogue, old));
    }
    if sentence.chars().nth(LONGEST).is_some() {
        out.ask(About::Other, format!("長すぎるため、はじめの{LONGEST}文字だけを読みました"));
    }
    if out.towns.len() > 1 {
        let which: Vec<String> = out.towns.iter().take(MOST).map(|m| m.full_name()).collect();
        out.ask(About::Town, format!("自治体が1つに決まりません。どれですか: {}", which.join("、")));
    }
    let words = catalogue.vocabulary;
    // What is said of the town is no wish.
    let body = body::read(catalogue, &evidence.body, &text, &mut out);
    let mut of_plan = text.clone();
    let no_loan = amounts::no_loan(&text);
    out.project.loan = no_loan.map(|_| Yen(0));
    for (from, to) in body.iter().chain(&no_loan) {
        of_plan.iter_mut().take(*to).skip(*from).for_each(|c| *c = ' ');
    }
    let (absent, nowhere) = evidence.absent(catalogue, &of_plan);
    out.absent = absent;
    // Nor is a part of that name a wish: 田を直す, but not 飯田を直す.
    let nameless: Vec<char> =
        of_plan.iter().zip(&covered).map(|(c, is_name)| if *is_name { ' ' } else { *c }).collect();
    let mut purposes = evidence.purposes.find(&nameless);
    // What no document has is not what a part of its name would mean by itself.
    purposes.retain(|found| !is_within(found.at, &nowhere));
    for found in purposes.iter().filter(|f| !f.negated) {
        let weight = u32::try_from((found.at.1 - found.at.0).min(5)).unwrap_or(5);
        match out.project.purposes.iter_mut().find(|(id, _)| *id == found.id) {
            Some((_, sum)) => *sum += weight,
            None => out.project.purposes.push((found.id, weight)),
        }
    }
    sort::by_key(&mut out.project.purposes, |(id, weight)| (std::cmp::Reverse(*weight), *id));
    let mut costs = evidence.costs.find(&of_plan);
    // A wish that no purpose of the vocabulary is in is none of those that a question stays open for.
    let borrows = costs.iter().any(|f| !f.negated && !is_spent(words.costs, f.id));
    if out.project.purposes.is_empty() && borrows {
        let settled = words.settled.iter().filter_map(|settled| settled.answer(catalogue));
        let said = settled.filter(|(fact, _)| !out.project.said.iter().any(|(other, _)| other == fact));
        let said: Vec<(FactId, Value)> = said.collect();
        out.project.said.extend(said);
    }
    // 税込, 税抜 say of an amount how it is told.
    costs.retain(|f| !text.get(f.at.1).is_some_and(|c| "込抜".contains(*c)));
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
    let called: Vec<(usize, usize)> = evidence.named(&text).collect();
    let mut is_name = vec![false; text.len()];
    named.places.iter().chain(&called).for_each(|at| cover(&mut is_name, *at));
    // Nor is what is said of the town.
    body.iter().chain(&no_loan).for_each(|at| cover(&mut is_name, *at));
    is_name.iter().zip(&mut covered).for_each(|(name, covered)| *covered |= name);
    let items = evidence.items(&text);
    let found = (words.costs, costs.as_slice());
    let told = amounts::read(found, (&purposes, &items, &nowhere), &text, (&is_name, &mut covered), &mut out);
    if told.given_by_state {
        body::read(catalogue, &evidence.body, &folded(GIVEN_BY_STATE), &mut out);
    }
    for when in times(&text) {
        out.ask(About::Other, format!("「{when}」は判定に使っていません（基準日で判定しています）"));
    }
    let is_of_wish = |(c, covered): &(&char, &bool)| !**covered && (is_kanji(**c) || c.is_ascii_alphabetic());
    let is_no_wish = text.iter().zip(&covered).filter(is_of_wish).count() <= VERB;
    out.project.only_names = is_no_wish
        && !called.is_empty()
        && items.iter().all(|(at, _)| is_within(*at, &called))
        && purposes.iter().all(|found| is_within(found.at, &called));
    // 移住に力を入れたい: a purpose, and nothing else.
    out.project.only_purposes = is_no_wish && purposes.iter().any(|found| !found.negated);
    // 廃校の改修3,000万円、布団60万円: what is nowhere is one of several costs, and another says what it is for.
    let clause = |at: usize| text.iter().take(at).filter(|c| "、。".contains(**c)).count();
    let is_apart = |found: &Found| !nowhere.iter().any(|place| clause(place.0) == clause(found.at.0));
    let is_one_of =
        (told.nowhere || out.project.costs.len() > 1) && purposes.iter().any(|found| !found.negated && is_apart(found));
    out.project.names_absent = !out.absent.is_empty() && !is_one_of;
    out.left = left(&text, &covered, evidence);
    if !sentence.trim().is_empty() && !text.iter().any(|c| is_kana(*c) || ('一'..='鿿').contains(c)) {
        out.ask(About::Other, NOTHING_READ);
    }
    out
}

/// Whether what stands there is a part of one of these.
fn is_within(at: (usize, usize), places: &[(usize, usize)]) -> bool {
    places.iter().any(|(from, to)| *from <= at.0 && at.1 <= *to)
}

/// Kanji of a verb that says no wish: 置きたい, 活用したい.
const VERB: usize = 2;

/// What an amount says without these words: 国庫補助1億円.
const GIVEN_BY_STATE: &str = "国の補助を受ける。";

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

/// When the plan is to be: 令和9年4月, 2027年, 来年度. Terms are judged on the day of the program.
fn times(text: &[char]) -> Vec<String> {
    let count = |at: usize, of: &str| text.iter().skip(at).take_while(|c| of.contains(**c)).count();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let era = if stands(text, at, "令和") { 2 } else { 0 };
        let digits = count(at + era, if era > 0 { "0123456789元" } else { "0123456789" });
        let year = at + era + digits;
        let is_year = text.get(year) == Some(&'年') && if era > 0 { (1..=2).contains(&digits) } else { digits == 4 };
        let word = ["再来年度", "来年度", "今年度"].into_iter().find(|w| stands(text, at, w));
        let length = match word {
            _ if is_year => year + 1 - at + count(year + 1, "0123456789月度"),
            Some(word) => word.chars().count(),
            None => 0,
        };
        if length > 0 {
            out.push(text.iter().skip(at).take(length).collect());
        }
        // A number is passed as a whole: 12026年 is no year.
        at += length.max(if era > 0 { 1 } else { digits }).max(1);
    }
    sort::once(&mut out);
    out
}

/// Words that say nothing of what is wanted.
const SILENT: [&str; 41] = [
    "内訳", "全部", "今年", "来年", "毎年", "今度", "自分", "予定", "希望", "場合", "必要", "可能", "相談", "方法",
    "以上", "以下", "程度", "一度", "一緒", "現在", "最近", "今後", "地元", "地域", "地区", "市内", "町内", "村内",
    "県内", "経験", "仕組", "何人", "毎回", "住民", "皆", "人", "町", "市", "村", "県", "区",
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
