//! 判定・率・上限を上げるには in words: 「計画で変えられる: 融資・出資の額を8,000万円以上にすると 上限 5,000万円」.

use crate::domain::change::moves::{Change, Cut, Span};
use crate::domain::change::nearmiss::{Goal, Near, NearMisses, Way, near_misses};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::keyed::told;
use crate::domain::terms::profile::{Fact, FactId, Value};
use crate::present::{condition, figure, value, word};

/// Ways shown for one goal; the others are counted.
const SHOWN: usize = 5;

/// In whose hands it lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hand {
    /// The municipality can make the change.
    Plan,
    /// Nobody can make it, but the answer is still open: it may be so already.
    Find,
    /// It is known to be otherwise and cannot be changed.
    Fixed,
    /// Not a matter of answers: a term that has run out, a point for the office.
    Beyond,
}

told! {
    /// The word before the line.
    Hand::word { Plan "計画で変えられる", Find "確かめれば決まる", Fixed "変えられない", Beyond "回答では決まらない", }
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NearLine {
    /// In whose hands.
    pub hand: Hand,
    /// What would have to be and what it gives, without the hand's word.
    pub text: String,
}

/// The lines for an assessment: what the municipality can change first, then by goal.
pub fn lines(inquiry: Inquiry<'_>, a: &Assessment) -> Vec<NearLine> {
    in_words(inquiry, a, &near_misses(inquiry, a))
}

fn in_words(inquiry: Inquiry<'_>, a: &Assessment, found: &NearMisses) -> Vec<NearLine> {
    let beyond = |text: String| NearLine { hand: Hand::Beyond, text };
    if let Some(status) = found.out_of_term {
        return vec![beyond(format!("{}のため、答えを変えても使えません", value::status(status)))];
    }
    let mut out = Vec::new();
    for near in &found.near {
        out.extend(goal_lines(inquiry, a, near));
    }
    sort::by_key(&mut out, |l| l.hand);
    for point in &found.points {
        out.push(beyond(format!("{point}（資料に記載なし。窓口の答えで決まります）")));
    }
    if found.far && found.points.is_empty() {
        out.push(beyond("3つまでの答えの変更では該当になりません".to_owned()));
    }
    out
}

fn goal_lines(inquiry: Inquiry<'_>, a: &Assessment, near: &Near) -> Vec<NearLine> {
    let Inquiry { catalogue, profile, .. } = inquiry;
    let merged = merged(&near.ways);
    let line = |m: &Merged| {
        let fixed = |p: &Piece| catalogue.fact(p.change.fact).is_none_or(|f| !f.changeable);
        let hand = if m.changeable {
            Hand::Plan
        } else if m.pieces.iter().any(|p| fixed(p) && profile.value(p.change.fact).is_some()) {
            Hand::Fixed
        } else {
            Hand::Find
        };
        NearLine { hand, text: format!("{} {}", what(catalogue, hand, &m.pieces), goal(a, near.goal, m.settled)) }
    };
    let mut all: Vec<NearLine> = merged.iter().map(line).collect();
    sort::by_key(&mut all, |l| l.hand);
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    if let (true, Some(last)) = (more > 0, all.last_mut()) {
        last.text = format!("{}（ほかに{more}通り）", last.text);
    }
    all
}

/// What is reached: 「該当」, 「国費 3/4」, 「上限 5,000万円」.
fn goal(a: &Assessment, goal: Goal, settled: bool) -> String {
    let at_least = if settled { "" } else { "以上" };
    match goal {
        Goal::Verdict => "該当".to_owned(),
        Goal::Rate(g, share) => {
            let Some(rate) = a.rates.get(g) else { return String::new() };
            let i = rate.group.instrument;
            format!("{} {}{at_least}", word::instrument(i), figure::share(share, i))
        }
        Goal::Ceiling(g, yen) => {
            let Some(ceiling) = a.ceilings.get(g) else { return String::new() };
            let per = if ceiling.group.per.is_empty() { String::new() } else { format!("/{}", ceiling.group.per) };
            format!("上限 {}{per}{at_least}", figure::yen(yen))
        }
    }
}

/// A change with the other options that do the same.
#[derive(Clone, PartialEq, Eq)]
struct Piece {
    change: Change,
    options: Vec<u8>,
}

/// Ways that differ in one choice or in neighbouring pieces of one number line, as one.
struct Merged {
    pieces: Vec<Piece>,
    changeable: bool,
    settled: bool,
}

fn merged(ways: &[Way]) -> Vec<Merged> {
    let piece =
        |c: &Change| Piece { change: *c, options: if let Value::Choice(o) = c.value { vec![o] } else { Vec::new() } };
    let mut out: Vec<Merged> = ways
        .iter()
        .map(|w| Merged { pieces: w.changes.iter().map(piece).collect(), changeable: w.changeable, settled: w.settled })
        .collect();
    let widest = out.iter().map(|m| m.pieces.len()).max().unwrap_or(0);
    for at in 0..widest {
        let mut kept: Vec<Merged> = Vec::new();
        for m in out {
            match kept.iter_mut().find(|k| joins(k, &m, at)) {
                Some(k) => join(k, &m, at),
                None => kept.push(m),
            }
        }
        out = kept;
    }
    out
}

/// Whether two sets are the same but for place `at`, and there could be said in one.
fn joins(a: &Merged, b: &Merged, at: usize) -> bool {
    let (Some(x), Some(y)) = (a.pieces.get(at), b.pieces.get(at)) else { return false };
    let same = a.pieces.len() == b.pieces.len()
        && a.settled == b.settled
        && a.pieces.iter().zip(&b.pieces).enumerate().all(|(i, (mine, theirs))| i == at || mine == theirs);
    let touch = match (x.change.span, y.change.span) {
        (Span::Exact, Span::Exact) => !x.options.is_empty(),
        (Span::Between(_, until), Span::Between(from, _)) => until.is_some() && until == from,
        (Span::Times(per, _, until), Span::Times(other, from, _)) => per == other && until.is_some() && until == from,
        _ => false,
    };
    same && x.change.fact == y.change.fact && touch
}

fn join(a: &mut Merged, b: &Merged, at: usize) {
    let (Some(x), Some(y)) = (a.pieces.get_mut(at), b.pieces.get(at)) else { return };
    x.options.extend(&y.options);
    x.change.span = match (x.change.span, y.change.span) {
        (Span::Between(from, _), Span::Between(_, until)) => Span::Between(from, until),
        (Span::Times(per, from, _), Span::Times(_, _, until)) => Span::Times(per, from, until),
        (span, _) => span,
    };
}

/// 「融資・出資の額を8,000万円以上にすると」, 「過疎区分が全部過疎・みなし過疎なら」.
fn what(catalogue: &Catalogue, hand: Hand, pieces: &[Piece]) -> String {
    let (particle, end) = if hand == Hand::Plan { ("を", "にすると") } else { ("が", "なら") };
    let example = |p: &&Piece| p.change.span != Span::Example;
    let each: Vec<String> = pieces
        .iter()
        .filter(example)
        .filter_map(|p| Some(piece(catalogue, p, catalogue.fact(p.change.fact)?, particle)))
        .collect();
    format!("{}{end}", each.join("、"))
}

fn piece(catalogue: &Catalogue, p: &Piece, fact: &Fact, particle: &str) -> String {
    let label = |f: FactId| catalogue.fact(f).map_or("", |f| f.label);
    let number = |cut: Cut| value::value(fact, Value::Number(cut.at));
    match p.change.span {
        Span::Exact if p.options.is_empty() => {
            format!("「{}」{particle}「{}」", fact.label, value::value(fact, p.change.value))
        }
        Span::Exact => {
            let labels: Vec<String> = p.options.iter().map(|o| value::value(fact, Value::Choice(*o))).collect();
            format!("{}{particle}{}", fact.label, labels.join("・"))
        }
        Span::Between(from, until) => format!("{}{particle}{}", fact.label, range(from, until, &number)),
        Span::Times(per, from, until) => {
            let times = |cut: Cut| format!("{}倍", cut.at);
            format!("{}{particle}{}の{}", fact.label, label(per), range(from, until, &times))
        }
        Span::Day(k, day) => {
            format!("{}{particle}{}{}", fact.label, value::wareki(day), condition::comparison(k, true))
        }
        Span::Example => String::new(),
    }
}

/// 「0.25以上0.5未満」
pub(super) fn range(from: Option<Cut>, until: Option<Cut>, show: &dyn Fn(Cut) -> String) -> String {
    let low = from.map_or_else(String::new, |c| format!("{}{}", show(c), if c.after { "超" } else { "以上" }));
    let high = until.map_or_else(String::new, |c| format!("{}{}", show(c), if c.after { "以下" } else { "未満" }));
    format!("{low}{high}")
}
