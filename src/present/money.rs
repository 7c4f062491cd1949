//! The split in words.

use crate::domain::catalogue::Catalogue;
use crate::domain::programme::Programme;
use crate::domain::split::{Amount, Split};
use crate::present::figure;

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
    let line = |(i, l): (usize, &'static crate::domain::split::Line)| MoneyLine {
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
    let open = split.leading.iter().filter_map(|s| s.amounts.get(index)).find(|a| !matches!(a, Amount::Yen(_)));
    match open {
        Some(Amount::Missing(f)) => {
            format!("「{}」を入力すると計算します", catalogue.fact(*f).map_or("", |f| f.label))
        }
        Some(Amount::NotComputable(why)) => format!("算定不可（{why}）"),
        _ => String::new(),
    }
}

/// Whether any amount has been entered that the split could start from.
pub fn has_amounts(split: &Split) -> bool {
    split.leading.iter().flat_map(|s| &s.amounts).any(|a| matches!(a, Amount::Yen(_)))
}
