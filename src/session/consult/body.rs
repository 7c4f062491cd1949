//! What a sentence says of its town: 「過疎ではない」「財政力指数0.249の町です」. Only what is affirmed or denied in so many
//! words is taken; a word that merely occurs (「条件不利地域の空き家」) says nothing of the town.

use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::BodyWords;
use crate::domain::terms::profile::{Fact, FactId, FactKind, Topic, Unit, Value};
use crate::session::consult::lexicon::{Index, folded, is_negated, longest};
use crate::session::typed;

/// What stands between the word and what is said of it, folded.
const BETWEEN: [&str; 12] = ["の指定", "の区域", "の要件", "地域", "指定", "内", "の", "に", "が", "は", "を", "も"];

/// What denies it.
const NO: [&str; 15] = [
    "ではな",
    "でもな",
    "でな",
    "じゃな",
    "ない",
    "なし",
    "なく",
    "無",
    "ではあり",
    "でもあり",
    "ありません",
    "外",
    "以外",
    "該当しな",
    "当たらな",
];

/// What affirms it.
const YES: [&str; 17] = [
    "町",
    "市",
    "村",
    "団体",
    "自治体",
    "です",
    "である",
    "で、",
    "で,",
    "だ",
    "なので",
    "該当",
    "当た",
    "あり",
    "ある",
    "有",
    "。",
];

/// What affirms it where the next thing said of the town follows.
const AND: [&str; 4] = ["、", ",", "・", "かつ"];

/// What takes a condition of the plan back, or says it of something else: LEDにせず, 見送り, 本庁にある.
const ASTRAY: [&str; 11] = ["ない", "せず", "使わず", "でなく", "見送", "やめ", "なし", "の外", "以外", "にある", "隣"];

/// What says that the plan has none of it.
const LACKS: [&str; 5] = ["はない", "がない", "もない", "はなし", "なし"];

/// What begins like that and is something else.
const NEITHER: [&str; 10] = ["市町", "町内", "町並", "町民", "市民", "市内", "村民", "村内", "あたり", "だけ"];

/// What makes a number a rough one.
const ROUGH: [&str; 10] = ["台", "前後", "程度", "くらい", "ぐらい", "以上", "以下", "未満", "弱", "強"];

/// Signs between a word and its number.
const BEFORE_NUMBER: &str = "はがの約,:=、ー ";

/// The words of the vocabulary for 団体の条件, folded once.
pub fn index(body: &[BodyWords]) -> Index<usize> {
    let mut out = Index::default();
    for (i, word) in body.iter().enumerate().flat_map(|(i, b)| b.words.iter().map(move |w| (i, w))) {
        out.add(&folded(word), i);
    }
    out
}

/// Enters what `text` (folded) says of its town and of the conditions of its plan; the places where it speaks of the town.
pub fn read(catalogue: &Catalogue, words: &Index<usize>, text: &[char], out: &mut Understood) -> Vec<(usize, usize)> {
    let mut all: Vec<((usize, usize), usize)> = words.places(text).map(|(at, i)| (at, *i)).collect();
    longest(&mut all, |(at, _)| *at);
    let mut said: Vec<(FactId, Value)> = Vec::new();
    let mut read = Vec::new();
    for ((from, to), i) in all.iter().copied() {
        let Some(body) = catalogue.vocabulary.body.get(i) else { continue };
        let Some(fact) = catalogue.fact(body.fact) else { continue };
        if matches!(fact.kind, FactKind::Number { .. }) {
            let skipped = text.iter().skip(to).take(3).take_while(|c| BEFORE_NUMBER.contains(**c)).count();
            let number: String = text
                .iter()
                .skip(to + skipped)
                .take_while(|c| c.is_ascii_digit() || ".億万千時間分半".contains(**c))
                .collect();
            let end = to + skipped + number.chars().count();
            let behind: String = text.iter().skip(end).take(4).collect();
            if !number.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            // 週2回 are no hours, 月3日 no months.
            let has_unit = match fact.kind.unit() {
                Some(Unit::Minutes) => number.ends_with(['間', '分', '半']),
                Some(Unit::Count(unit)) if is_of_plan(fact) => behind.chars().next() == unit.chars().next(),
                _ => true,
            };
            if !has_unit {
                continue;
            }
            // What is planned stays a word of the wish.
            if !is_of_plan(fact) {
                read.push((from, end));
            }
            if let Some(rough) = ROUGH.iter().find(|r| behind.starts_with(**r)) {
                let told = format!("{}の「{number}{rough}」は数が決まりません。{}", fact.label, typed::expected(fact));
                out.ask(About::Other, told);
            } else {
                match typed::read(fact, number.trim_end_matches('.')) {
                    Ok(value) => said.push((body.fact, value)),
                    Err(why) => out.ask(About::Other, format!("{}: {why}", fact.label)),
                }
            }
            continue;
        }
        // What is planned is said by the word itself.
        if is_of_plan(fact) {
            let behind: String = text.iter().skip(to).take(12).take_while(|c| !"。、".contains(**c)).collect();
            let is_doubtful = ASTRAY.iter().any(|w| behind.contains(w));
            let is_lacking = LACKS.iter().filter_map(|w| behind.strip_prefix(w)).any(|rest| !rest.starts_with('か'));
            let is_denied = is_negated(text, to) || is_lacking || is_doubtful && behind.contains("使わ");
            let value = if is_denied { body.no } else { body.yes.filter(|_| !is_doubtful) };
            said.extend(value.map(|v| (body.fact, v)).filter(|one| !said.contains(one)));
            continue;
        }
        let value = match is_affirmed(text, to, |next| all.iter().any(|((from, _), _)| *from == next)) {
            Some(true) => body.yes,
            Some(false) => body.no,
            None => None,
        };
        if let Some(value) = value {
            // 三大都市圏外 is no 圏外.
            read.push((from, to + usize::from(text.get(to).is_some_and(|c| "内外".contains(*c)))));
            said.extend(Some((body.fact, value)).filter(|one| !said.contains(one)));
        }
    }
    for (fact, value) in &said {
        if said.iter().any(|(other, v)| other == fact && v != value) {
            let label = catalogue.fact(*fact).map_or("", |f| f.label);
            let told = format!("{label}が2通りに書かれています。どちらですか（答えには入れていません）");
            if !out.questions.iter().any(|q| q.text == told) {
                out.ask(About::Other, told);
            }
        } else if catalogue.fact(*fact).is_some_and(is_of_plan) {
            out.project.said.retain(|(other, _)| other != fact);
            out.project.said.push((*fact, *value));
        } else {
            out.body.push((*fact, *value));
        }
    }
    read
}

/// Whether it is a question about what is planned and where, not about the municipality.
fn is_of_plan(fact: &Fact) -> bool {
    matches!(fact.topic, Topic::Plan | Topic::Site)
}

/// Whether what stands before `end` is affirmed or denied; `None` where neither is said. `next` is where something else
/// is said of the town.
fn is_affirmed(text: &[char], end: usize, next: impl Fn(usize) -> bool) -> Option<bool> {
    let ends = |w: &str| {
        end.checked_sub(w.chars().count())
            .and_then(|from| text.get(from..end))
            .is_some_and(|t| w.chars().eq(t.iter().copied()))
    };
    if ["です", "なので"].iter().any(|w| ends(w)) {
        return Some(true);
    }
    let mut at = end;
    loop {
        let behind: String = text.iter().skip(at).take(6).collect();
        let begins = |all: &[&'static str]| all.iter().copied().find(|w| behind.starts_with(w));
        if behind.is_empty() {
            return Some(true);
        } else if begins(&NEITHER).is_some() {
            return None;
        } else if begins(&NO).is_some() {
            return Some(false);
        } else if begins(&YES).is_some() {
            return Some(true);
        } else if let Some(and) = begins(&AND) {
            return next(at + and.chars().count()).then_some(true);
        }
        at += begins(&BETWEEN)?.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_town_is_taken() {
        let said = |text: &str| {
            let text = folded(text);
            let at = |word: &str| text.windows(word.chars().count()).position(|w| w.iter().collect::<String>() == word);
            let other = at("財政力");
            let end = at("過疎").map_or(0, |at| at + 2);
            is_affirmed(&text, end, |at| Some(at) == other)
        };
        for (text, wanted) in [
            ("過疎の町です", Some(true)),
            ("過疎地域に該当", Some(true)),
            ("過疎なので", Some(true)),
            ("過疎の指定がある", Some(true)),
            ("過疎地域・財政力0.3", Some(true)),
            ("過疎地域", Some(true)),
            ("過疎ではない", Some(false)),
            ("過疎地域ではありませんが", Some(false)),
            ("過疎の指定はないが", Some(false)),
            ("過疎でなくても", Some(false)),
            ("過疎地域以外", Some(false)),
            ("過疎の集落を守る", None),
            ("過疎、高齢化が進む", None),
            ("過疎が進んで", None),
            ("過疎地域の市町村", None),
            ("過疎債を借りたい", None),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }
}
