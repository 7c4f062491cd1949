//! The money of what fits a plan: whose it is, what the municipality pays, and what it is not computed from.

use crate::domain::money::scenario::Amount;
use crate::domain::money::total::Sum;
use crate::domain::plan::cost::Costs;
use crate::domain::plan::fit::Standing;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::flow::Bucket;
use crate::domain::value::number::Yen;
use crate::present::{figure, word};

/// Whether there are amounts to be told. Some may be known though the whole is not.
pub fn has_yen(c: &Candidate) -> bool {
    let is_known = || MONEY.iter().any(|(_, bucket)| c.sum(*bucket).is_some_and(|s| s.hi > Yen(0)));
    !c.assessment.programme.flow.is_empty() && (c.costs.eligible.is_some() || is_known())
}

/// The yen by whose money they are, in one line; `None` where the programme has no flow or the plan no amount.
pub fn money(c: &Candidate) -> Option<String> {
    money_parts(c).map(|parts| parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("  "))
}

/// The same, each amount with whose money it is (`None` of what is nobody's, or of several that are open alike) and what
/// it is an amount of.
pub fn money_parts(c: &Candidate) -> Option<Vec<(Option<Bucket>, String)>> {
    // Why it cannot be computed stands in the detail: here it would push the yen out of the line.
    if !has_yen(c) {
        // Of what fits, no amount may vanish.
        let left = if c.is_answer && !c.assessment.programme.flow.is_empty() { left_out(c) } else { Vec::new() };
        return Some(left.into_iter().map(|text| (None, text)).collect()).filter(|all: &Vec<_>| !all.is_empty());
    }
    let part = |(label, b): (&'static str, Bucket)| {
        let sum = c.sum(b)?;
        // Nothing cut off, or nothing from these, need not be said.
        let idle = b == Bucket::Over || OTHERS.iter().any(|(_, other)| *other == b);
        let is_told = !(idle && sum.exact() == Some(Yen(0)));
        is_told.then(|| (b, label, told(sum)))
    };
    let mut all: Vec<(Option<Bucket>, String, String)> = Vec::new();
    for (b, label, amount) in MONEY.into_iter().chain(OTHERS).filter_map(part) {
        // What is open alike is said once.
        match all.iter_mut().find(|(.., other)| OPEN.contains(&amount.as_str()) && *other == amount) {
            Some((of, labels, _)) => (*of, *labels) = (None, format!("{labels}・{label}")),
            None => all.push((Some(b), label.to_owned(), amount)),
        }
    }
    let all: Vec<(Option<Bucket>, String)> = match all.as_slice() {
        // Of several, and there are no others: to list them all would say no more.
        [(None, _, amount)] if amount == MISSING => vec![(None, format!("だれが何円負担するかは、{MISSING}"))],
        _ => all.into_iter().map(|(of, labels, amount)| (of, format!("{labels} {amount}"))).collect(),
    };
    let first = c.costs.eligible.map(|yen| (None, format!("{} {}", basis(c), figure::yen(yen))));
    let whole = burden(c).filter(|b| !b.over.is_empty()).map(|b| format!("{} {}", b.label, b.amount));
    let behind = whole.into_iter().chain(left_out(c)).map(|text| (None, text));
    Some(first.into_iter().chain(all).chain(behind).collect())
}

fn told(s: Sum) -> String {
    match s.open {
        Some(Amount::NotComputable(_)) => NOT_COMPUTABLE.to_owned(),
        Some(Amount::Missing(_)) => MISSING.to_owned(),
        _ => sum(s),
    }
}

/// Said of what no amount makes computable, and of what an amount would.
const OPEN: [&str; 2] = [NOT_COMPUTABLE, MISSING];
const NOT_COMPUTABLE: &str = "算定不可";
const MISSING: &str = "入力が足りず計算できない";

/// What the municipality pays for a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Burden {
    /// Its exact word: 実質的な地方負担, 地方負担（措置不明）; [`word::WHOLE_BURDEN`] where a ceiling cuts something off too.
    pub label: &'static str,
    /// How much, or why that cannot be said; with what a ceiling cuts off.
    pub amount: String,
    /// What of it a ceiling cuts off; empty where nothing is cut off.
    pub over: String,
}

impl Burden {
    /// How much, and what of it is above a ceiling.
    pub fn amounts(&self) -> String {
        let over = if self.over.is_empty() { String::new() } else { format!("（うち上限超過 {}）", self.over) };
        format!("{}{over}", self.amount)
    }

    /// In one line.
    pub fn line(&self) -> String {
        format!("{} {}", self.label, self.amounts())
    }
}

/// What the municipality pays; `None` where the programme has no flow or the plan no amount.
pub fn burden(c: &Candidate) -> Option<Burden> {
    c.costs.eligible?;
    let own = [Bucket::Local, Bucket::LocalUnknown].into_iter().find_map(|b| Some((b, c.sum(b)?)))?;
    let label = MONEY.iter().find(|(_, b)| *b == own.0).map_or("", |(label, _)| label);
    let is_cut_off = |s: &Sum| s.exact() != Some(Yen(0)) && !matches!(s.open, Some(Amount::Missing(_)));
    let over = c.sum(Bucket::Over).filter(is_cut_off).map(told);
    Some(match over.zip(c.burden()) {
        Some((over, whole)) => Burden { label: word::WHOLE_BURDEN, amount: told(whole), over },
        None => Burden { label, amount: told(own.1), over: String::new() },
    })
}

/// The same, a line each, with what is borrowed and the reasons; where there are no yen, why.
pub fn money_lines(c: &Candidate) -> Vec<String> {
    if c.is_out() {
        return Vec::new();
    }
    if c.assessment.programme.flow.is_empty() {
        return vec!["率・上限の記載なし".to_owned()];
    }
    let Some(eligible) = c.costs.eligible else {
        // An amount that was given, and that this programme is not computed from, is no missing amount.
        let out = left_out(c);
        return if out.is_empty() { vec!["金額が入力されていません".to_owned()] } else { out };
    };
    let mut out = vec![format!("{} {}", basis(c), figure::yen(eligible))];
    let mut flows: Vec<(&str, Sum)> = flows(c);
    flows.retain(|(label, s)| *label != OVER || s.exact() != Some(Yen(0)));
    // What is borrowed, above what of it is paid back.
    let at = flows.iter().position(|(label, _)| *label == RELIEF).unwrap_or(flows.len());
    flows.splice(at..at, c.bond().map(|s| ("起債", s)));
    out.extend(flows.into_iter().map(|(label, s)| format!("{label} {}", sum(s))));
    out.extend(left_out(c));
    out
}

/// Whose money is told of what fits a plan, in the order told.
pub const MONEY: [(&str, Bucket); 8] = [
    ("国費", Bucket::National),
    ("特別交付税", Bucket::SpecialTax),
    ("普通交付税", Bucket::OrdinaryTax),
    (RELIEF, Bucket::BondRelief),
    ("実質的な地方負担", Bucket::Local),
    ("地方負担（措置不明）", Bucket::LocalUnknown),
    (OVER, Bucket::Over),
    ("民間", Bucket::Private),
];

/// Who else pays, told where a bar shows it.
const OTHERS: [(&str, Bucket); 3] =
    [("自己資金等", Bucket::Own), ("利用料金等", Bucket::Fee), ("その他の負担", Bucket::Third)];

/// What a ceiling cuts off.
const OVER: &str = "上限超過（地方負担）";

/// What of a bond the 交付税 pays.
const RELIEF: &str = "交付税措置";

/// Silence is no list, and an amount of no kind is in none: what is computed from may not be paid for at all.
fn basis(c: &Candidate) -> &'static str {
    match c.fit.costs {
        _ if c.assessment.programme.fit.costs.is_empty() => "経費（対象かは記載なし）",
        Standing::Open => "経費（種類が未定）",
        Standing::Named | Standing::Other => "対象経費",
    }
}

/// Whose money comes to what, in yen.
fn flows(c: &Candidate) -> Vec<(&'static str, Sum)> {
    MONEY.into_iter().filter_map(|(label, b)| Some((label, c.sum(b)?))).collect()
}

/// Costs that it is not computed from, in yen.
pub fn left_out(c: &Candidate) -> Vec<String> {
    // What the documents exclude by name needs no more words.
    let how = |label: &str| if label == EXCLUDED { "" } else { "（算入せず）" };
    let all = not_counted(&c.costs).into_iter().filter(|(_, y)| *y > Yen(0));
    all.map(|(label, y)| format!("{label}{} {}", how(label), figure::yen(y))).collect()
}

const EXCLUDED: &str = "対象外の経費";

/// The same, each with its word, also where it is 0.
pub fn not_counted(costs: &Costs) -> [(&'static str, Yen); 4] {
    [
        (EXCLUDED, costs.excluded),
        ("対象経費の例にない経費", costs.not_listed),
        ("ほかの目的の経費", costs.of_others),
        ("対象になる額が不明の経費", costs.unassigned),
    ]
}

/// A sum, its bounds, or why there is none.
pub fn sum(s: Sum) -> String {
    match s.open {
        Some(open) => amount(open),
        None if s.lo == s.hi => figure::yen(s.lo),
        None => format!("{}〜{}", figure::yen(s.lo), figure::yen(s.hi)),
    }
}

/// An amount, or why there is none.
pub fn amount(a: Amount) -> String {
    match a {
        Amount::Yen(y) => figure::yen(y),
        Amount::Missing(_) => "未入力".to_owned(),
        Amount::BeforeAdjustment(y) => format!("{}（補正前の試算）", figure::yen(y)),
        Amount::NotComputable(why) => format!("算定不可（{}）", word::why(why)),
    }
}
