//! Differences in words: 「国費 2/3 から 3/4」. No arrows: their width differs between terminals.

use crate::domain::change::moves::Cut;
use crate::domain::change::whatif::{Difference, Kind, Stop, Tally, differing, tally as tally_of};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::money::split::split;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Fact, FactId, FactKind, Profile, Value};
use crate::present::line::{TextLine, Tone, line};
use crate::present::nearmiss::range;
use crate::present::{figure, money, row, value, word};

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
    let other = match d.kind {
        Kind::Appears => Some(&d.after),
        Kind::Vanishes => Some(&d.before),
        Kind::Verdict | Kind::Figures => None,
    };
    if let Some(a) = other.filter(|a| !a.rates.is_empty() || !a.ceilings.is_empty()) {
        out.extend([row::rate(a), row::ceiling(a)].into_iter().filter(|t| !t.is_empty()));
    }
    for (x, y) in d.rates.iter().filter_map(|i| d.before.rates.get(*i).zip(d.after.rates.get(*i))) {
        let i = x.group.instrument;
        let name = word::instrument(i);
        out.push(from_to(name, &figure::rate(&x.selection, i), &figure::rate(&y.selection, i)));
    }
    for (x, y) in d.ceilings.iter().filter_map(|i| d.before.ceilings.get(*i).zip(d.after.ceilings.get(*i))) {
        let name = if x.group.floor { "下限" } else { "上限" };
        out.push(from_to(
            name,
            &figure::bound(&x.selection, x.group.floor),
            &figure::bound(&y.selection, y.group.floor),
        ));
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
pub fn amounts(a: Inquiry<'_>, b: &Profile, d: &Difference) -> Vec<String> {
    let catalogue = a.catalogue;
    let programme = d.after.programme;
    let [before, after] = [a, a.with(b)].map(|side| split(side, programme));
    let line = |i: &usize| {
        let label = programme.flow.get(*i)?.label;
        Some(from_to(label, &money::amount(catalogue, &before, *i), &money::amount(catalogue, &after, *i)))
    };
    d.money.iter().filter_map(line).collect()
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
            other => {
                let each: Vec<String> =
                    std::iter::once(&other).chain(&s.also).map(|v| value::value(fact, *v)).collect();
                each.join("・")
            }
        };
    }
    let number = |c: Cut| value::value(fact, Value::Number(c.at));
    range(s.from, s.until, &number)
}

/// The page of 比較, below the two names: the differing answers, then the programmes by kind of difference.
pub fn comparison(a: Inquiry<'_>, b: &Profile, all: &[Difference]) -> Vec<TextLine> {
    let Inquiry { catalogue, profile, .. } = a;
    let facts = differing(catalogue, profile, b);
    let answers: Vec<String> = facts.iter().filter_map(|f| change(catalogue, *f, profile, b)).collect();
    if facts.is_empty() {
        return vec![line("AとBで違う答えはありません".to_owned(), Tone::Figure)];
    }
    let mut out = vec![
        line(format!("AからBで変わる: {}", tally(&tally_of(all))), Tone::Figure),
        line(format!("違う答え {}件: {}", answers.len(), answers.join("、")), Tone::Plain),
    ];
    for k in [Kind::Appears, Kind::Vanishes, Kind::Verdict, Kind::Figures] {
        let mine: Vec<&Difference> = all.iter().filter(|d| d.kind == k).collect();
        if mine.is_empty() {
            continue;
        }
        out.push(line(format!("{}（{}件）", kind(k), mine.len()), Tone::Figure));
        for d in mine {
            out.push(line(format!("  {}", d.after.programme.name), Tone::Plain));
            let labels = d.because.iter().filter_map(|f| catalogue.fact(*f)).map(|f| f.label);
            let labels: Vec<&str> = labels.collect();
            // With a single differing answer the reason stands above already.
            let reason = if facts.len() > 1 { format!("決め手: {}", labels.join("／")) } else { String::new() };
            let each: Vec<String> = [figures(d).join("、"), reason].into_iter().filter(|t| !t.is_empty()).collect();
            if !each.is_empty() {
                out.push(line(format!("    {}", each.join("　")), Tone::Quiet));
            }
            out.extend(amounts(a, b, d).into_iter().map(|t| line(format!("    {t}"), Tone::Quiet)));
        }
    }
    out
}

/// The table of borders: each stop, and below it what is other than at the stop before it.
pub fn borders(fact: &Fact, stops: &[Stop], present: Answer) -> Vec<TextLine> {
    let numbers = matches!(fact.kind, FactKind::Number { .. });
    let asked = if matches!(present, Answer::Known(..)) { value::answer(fact, present) } else { "なし".to_owned() };
    let mut out =
        vec![line(format!("{}だけを動かすと（ほかの答えは今のまま。今の答え: {asked}）", fact.label), Tone::Plain)];
    for s in stops {
        let here = if s.here { "　今の答えはここ" } else { "" };
        let count = if s.differences.is_empty() {
            String::new()
        } else if numbers {
            format!("　この境目で{}件変わる", s.differences.len())
        } else {
            format!("　{}件変わる", s.differences.len())
        };
        out.push(line(format!("{}{here}{count}", stop(fact, s)), if s.here { Tone::Met } else { Tone::Figure }));
        for d in &s.differences {
            out.push(line(format!("  {}", d.after.programme.name), Tone::Plain));
            out.push(line(format!("    {}", figures(d).join("、")), Tone::Quiet));
        }
    }
    out
}
