//! Two results side by side, with the difference per line.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::combine::BUCKETS;
use crate::domain::money::scenario::{Amount, Split};
use crate::domain::money::split::split;
use crate::domain::money::total;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::present::{figure, money, value, word};

/// A line of both results.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What it is.
    pub label: &'static str,
    /// In the pinned result.
    pub pinned: String,
    /// In the present one.
    pub now: String,
    /// What changed: 「＋100万円」, 「同じ」; empty where it cannot be said.
    pub change: String,
}

/// Compares the money of two programmes (or of one, twice) under two profiles.
///
/// The same programme is compared line by line, its inputs first; different ones by whose money it is.
pub fn compare(
    inquiry: Inquiry<'_>,
    pinned: (&'static Programme, &Profile),
    now: &'static Programme,
) -> Vec<Difference> {
    let catalogue = inquiry.catalogue;
    let now = (now, inquiry.profile);
    let splits = [pinned, now].map(|(p, profile)| split(inquiry.with(profile), p));
    let [before, after] = &splits;
    if pinned.0.id != now.0.id {
        return by_bucket((pinned.0, before), (now.0, after));
    }
    let mut out: Vec<Difference> = Vec::new();
    for f in now.0.inputs() {
        let Some(fact) = catalogue.fact(f) else { continue };
        let texts = [pinned.1, now.1].map(|p| value::answer(fact, p.answer(f)));
        let amounts = [pinned.1, now.1].map(|p| p.yen(f).filter(|_| fact.kind.is_yen()));
        let by = match amounts {
            [Some(a), Some(b)] => vec![(a, b)],
            _ => Vec::new(),
        };
        out.push(difference(fact.label, texts, &by));
    }
    for (i, l) in now.0.flow.iter().enumerate().filter(|(_, l)| l.bucket.is_some()) {
        let texts = [before, after].map(|s| amount(catalogue, s, i));
        out.push(difference(l.label, texts, &paired(before, after, i)));
    }
    out
}

fn by_bucket(before: (&'static Programme, &Split), after: (&'static Programme, &Split)) -> Vec<Difference> {
    let sums = |b| [before, after].map(|(p, s)| total::bucket(p, s, b));
    let mut out = Vec::new();
    for b in BUCKETS {
        let both = sums(b);
        if both.iter().any(Option::is_some) {
            let texts = both.map(|s| s.map_or_else(|| "なし".to_owned(), money::sum));
            let by = match both.map(|s| s.map_or(Some(Yen(0)), |s| s.exact())) {
                [Some(a), Some(b)] => vec![(a, b)],
                _ => Vec::new(),
            };
            out.push(difference(word::bucket(b), texts, &by));
        }
    }
    out
}

fn amount(catalogue: &Catalogue, split: &Split, index: usize) -> String {
    match split.bounds(index) {
        Some(_) => money::amount(catalogue, split, index),
        None if money::amount(catalogue, split, index).starts_with("算定不可") => "算定不可".to_owned(),
        None => "未入力".to_owned(),
    }
}

/// The amounts of line `index` before and after, case by case; empty where the cases are not the same ones.
fn paired(before: &Split, after: &Split, index: usize) -> Vec<(Yen, Yen)> {
    let cases = before.leading.len();
    let same =
        cases == after.leading.len() && before.leading.iter().zip(&after.leading).all(|(a, b)| a.rates == b.rates);
    if !same {
        return match (before.bounds(index), after.bounds(index)) {
            (Some((a, b)), Some((c, d))) if a == b && c == d => vec![(a, c)],
            _ => Vec::new(),
        };
    }
    let both = before.leading.iter().zip(&after.leading);
    let amounts = both.filter_map(|(a, b)| match (a.amounts.get(index), b.amounts.get(index)) {
        (Some(Amount::Yen(a)), Some(Amount::Yen(b))) => Some((*a, *b)),
        _ => None,
    });
    let out: Vec<(Yen, Yen)> = amounts.collect();
    if out.len() == cases { out } else { Vec::new() }
}

fn difference(label: &'static str, texts: [String; 2], amounts: &[(Yen, Yen)]) -> Difference {
    let [pinned, now] = texts;
    let mut each: Vec<i128> = amounts.iter().map(|(a, b)| i128::from(b.0) - i128::from(a.0)).collect();
    sort::plainly(&mut each);
    let change = match (each.first(), each.last()) {
        (Some(lo), Some(hi)) if lo == hi => signed(*lo),
        (Some(lo), Some(hi)) => format!("{}〜{}", signed(*lo), signed(*hi)),
        _ if pinned == now => SAME.to_owned(),
        _ => String::new(),
    };
    Difference { label, pinned, now, change }
}

/// Shown where nothing changed.
pub const SAME: &str = "同じ";

/// 「＋100万円」, 「－100万円」 or 「同じ」.
fn signed(change: i128) -> String {
    let yen = figure::yen(Yen(u64::try_from(change.unsigned_abs()).unwrap_or(u64::MAX)));
    match change {
        0 => SAME.to_owned(),
        1.. => format!("＋{yen}"),
        _ => format!("－{yen}"),
    }
}
