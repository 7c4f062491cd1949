//! The split in words: short for the detail, as a whole [`sheet::Sheet`] for 試算.

pub mod backwards;
pub mod bar;
pub mod compare;
pub mod own;
pub mod plan;
pub mod sheet;
pub mod waterfall;

use crate::domain::money::scenario::{Amount, Split, Why};
use crate::domain::money::total::Sum;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::present::figure;
use crate::present::word;

/// One line of the money, over the leading scenarios.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoneyLine {
    /// Key of the line.
    pub id: &'static str,
    /// What it is.
    pub label: &'static str,
    /// Amount, range, 算定不可 with the reason, or what must be entered first.
    pub text: String,
    /// An intermediate amount, not somebody's share.
    pub intermediate: bool,
}

/// The lines of a split; empty when the programme has no flow.
pub fn lines(catalogue: &Catalogue, programme: &'static Programme, split: &Split) -> Vec<MoneyLine> {
    let line = |(i, l): (usize, &'static crate::domain::terms::flow::Line)| MoneyLine {
        id: l.id,
        label: l.label,
        text: amount(catalogue, split, i),
        intermediate: l.bucket.is_none(),
    };
    programme.flow.iter().enumerate().map(line).collect()
}

/// The amount of line `index` over the leading scenarios.
pub fn amount(catalogue: &Catalogue, split: &Split, index: usize) -> String {
    if let Some((lo, hi)) = split.bounds(index) {
        return if lo == hi { figure::yen(lo) } else { format!("{}〜{}", figure::yen(lo), figure::yen(hi)) };
    }
    if let Some((lo, hi)) = split.before_adjustment(index) {
        return before(lo, hi);
    }
    let open = split.leading.iter().filter_map(|s| s.amounts.get(index)).find(|a| !matches!(a, Amount::Yen(_)));
    match open {
        Some(Amount::Missing(f)) => {
            format!("「{}」を入力すると計算します", catalogue.fact(*f).map_or("", |f| f.label))
        }
        Some(Amount::NotComputable(why)) => format!("算定不可（{}）", word::why(*why)),
        _ => String::new(),
    }
}

/// What a rate comes to before 財政力補正: never an amount that can be had, and never summed.
pub fn before(lo: Yen, hi: Yen) -> String {
    format!("補正前の試算 {}（{}）", range(lo, hi, figure::yen), word::why(Why::Adjusted))
}

/// Whether any amount has been entered that the split could start from.
pub fn has_amounts(split: &Split) -> bool {
    split.leading.iter().flat_map(|s| &s.amounts).any(|a| matches!(a, Amount::Yen(_)))
}

/// `part` of `total` in per cent with one place, rounded to the nearest (四捨五入).
pub fn percent(part: Yen, total: Yen) -> String {
    let (part, total) = (u128::from(part.0), u128::from(total.0.max(1)));
    let tenths = (part * 2_000 + total) / (total * 2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A sum: an amount, a range, or 算定不可 with what can be said.
pub fn sum(s: Sum) -> String {
    let known = range(s.lo, s.hi, figure::yen);
    match s.open {
        None => known,
        Some(_) if s.hi == Yen(0) => open(s),
        // No plus sign: what cannot be computed would be read as a small rest of a sum that is known.
        Some(_) => format!("{}、計算できる分だけで {known}", open(s)),
    }
}

fn open(s: Sum) -> String {
    match s.open {
        Some(Amount::NotComputable(why)) => format!("算定不可（{}）", word::why(why)),
        Some(Amount::BeforeAdjustment(y)) => before(y, y),
        Some(Amount::Missing(_)) => "未入力".to_owned(),
        Some(Amount::Yen(_)) | None => String::new(),
    }
}

/// One text, or 「lo〜hi」.
fn range(lo: Yen, hi: Yen, show: impl Fn(Yen) -> String) -> String {
    let (a, b) = (show(lo), show(hi));
    if a == b { a } else { format!("{a}〜{b}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_is_rounded_to_the_nearest_tenth() {
        for (part, total, shown) in
            [(1, 2, "50.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 5, "0.0%"), (1, 2_000, "0.1%"), (0, 0, "0.0%")]
        {
            assert_eq!(percent(Yen(part), Yen(total)), shown);
        }
        assert_eq!(percent(Yen(u64::MAX), Yen(u64::MAX)), "100.0%");
    }
}
