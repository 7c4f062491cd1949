//! Differences in words: 「国費 2/3 から 3/4」. No arrows: their width differs between terminals.

use crate::domain::catalogue::Catalogue;
use crate::domain::date::Date;
use crate::domain::moves::Cut;
use crate::domain::profile::{Answer, Fact, FactId, Profile, Value};
use crate::domain::rank::group;
use crate::domain::split::split;
use crate::domain::whatif::{Difference, Kind, Stop, Tally};
use crate::present::{figure, money, value, word};

/// Name of a kind of difference.
pub fn kind(k: Kind) -> &'static str {
    match k {
        Kind::Appears => "新しく使える",
        Kind::Vanishes => "使えなくなる",
        Kind::Verdict => "判定が変わる",
        Kind::Figures => "率・上限・金額が変わる",
    }
}

/// What changes of one programme, one phrase each: place, rates, ceilings.
pub fn figures(d: &Difference) -> Vec<String> {
    let mut out = Vec::new();
    let (from, to) = (group(&d.before), group(&d.after));
    if from != to {
        out.push(format!("{} から {}", word::group(from), word::group(to)));
    }
    for (x, y) in d.rates.iter().filter_map(|i| d.before.rates.get(*i).zip(d.after.rates.get(*i))) {
        let i = x.group.instrument;
        let name = word::instrument(i);
        out.push(from_to(name, &figure::rate(&x.selection, i), &figure::rate(&y.selection, i)));
    }
    for (x, y) in d.ceilings.iter().filter_map(|i| d.before.ceilings.get(*i).zip(d.after.ceilings.get(*i))) {
        let name = if x.group.floor { "下限" } else { "上限" };
        out.push(from_to(name, &figure::ceiling(&x.selection), &figure::ceiling(&y.selection)));
    }
    out
}

/// Other rows behind the same figure are said to be so, never left without a word.
fn from_to(name: &str, from: &str, to: &str) -> String {
    if from == to {
        format!("{name} {to}（別の読み・根拠の行が変わる）")
    } else {
        format!("{name} {from} から {to}")
    }
}

/// The lines of money that change.
pub fn amounts(catalogue: &Catalogue, d: &Difference, a: &Profile, b: &Profile, as_of: Date) -> Vec<String> {
    let p = d.after.programme;
    let (x, y) = (split(p, a, catalogue.facts, as_of), split(p, b, catalogue.facts, as_of));
    let line = |i: &usize| {
        let label = p.flow.get(*i)?.label;
        Some(from_to(label, &money::amount(catalogue, &x, *i), &money::amount(catalogue, &y, *i)))
    };
    d.money.iter().filter_map(line).collect()
}

/// 「決め手: 財政力指数 0.24 から 0.25」.
pub fn because(catalogue: &Catalogue, facts: &[FactId], a: &Profile, b: &Profile) -> String {
    let each: Vec<String> = facts.iter().filter_map(|f| change(catalogue, *f, a, b)).collect();
    format!("決め手: {}", each.join("、"))
}

/// 「財政力指数 0.24 から 0.25」.
pub fn change(catalogue: &Catalogue, fact: FactId, a: &Profile, b: &Profile) -> Option<String> {
    let f = catalogue.fact(fact)?;
    // What follows from another answer is not an answer: 未回答 here, as in the comparison itself.
    let show = |p: &Profile| match p.answer(fact) {
        Answer::Known(v, _) => value::value(f, v),
        other => value::answer(f, other),
    };
    Some(format!("{} {} から {}", f.label, show(a), show(b)))
}

/// 「該当 +2、率の変化 1」; says so when nothing moved.
pub fn tally(t: &Tally) -> String {
    let signed = |name: &str, n: isize| (n != 0).then(|| format!("{name} {n:+}"));
    let count = |name: &str, n: usize| (n != 0).then(|| format!("{name} {n}"));
    let each = [
        signed("該当", t.applies),
        signed("要確認", t.open),
        signed("対象外", t.excluded),
        count("率の変化", t.rates),
        count("上限の変化", t.ceilings),
        count("金額の変化", t.money),
    ];
    let each: Vec<String> = each.into_iter().flatten().collect();
    if each.is_empty() {
        "判定・率・上限の変わった制度はありません".to_owned()
    } else {
        each.join("、")
    }
}

/// A stop of the table of borders: 「0.25以上0.5未満」, or the option itself.
pub fn stop(fact: &Fact, s: &Stop) -> String {
    if s.from.is_none() && s.until.is_none() {
        return match s.value {
            Value::Number(_) => "すべての値".to_owned(),
            other => value::value(fact, other),
        };
    }
    let number = |c: Cut| value::value(fact, Value::Number(c.at));
    let low = s.from.map_or_else(String::new, |c| format!("{}{}", number(c), if c.after { "超" } else { "以上" }));
    let high = s.until.map_or_else(String::new, |c| format!("{}{}", number(c), if c.after { "以下" } else { "未満" }));
    format!("{low}{high}")
}
