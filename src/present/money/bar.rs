//! The split as a picture: one row of cells, a letter per party. Letters are two columns wide on every terminal.

use crate::domain::money::scenario::{Amount, Scenario, Split};
use crate::domain::money::total;
use crate::domain::sort;
use crate::domain::terms::flow::{Base, Bucket, Step};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::present::money::{percent, range};
use crate::present::{figure, word};

/// Letter of what is not known or cannot be computed.
const OPEN: &str = "？";
/// Letter of what exceeds a ceiling.
const OVER: &str = "超";

/// The picture of a split.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    /// One bar, or two where the missing answers make a difference to the local burden.
    pub bars: Vec<Bar>,
    /// What the letters mean, with yen and per cent.
    pub legend: Vec<String>,
    /// The same before it is a line: each part with its yen and per cent.
    pub shares: Vec<(Slice, String)>,
    /// The bond itself, which no part shows.
    pub bond: Option<String>,
    /// One bar for each other reading of the leading split.
    pub readings: Vec<Bar>,
    /// What a whole bar stands for, in yen.
    pub whole: Yen,
}

/// One bar: its parts in the order of the flow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// Which case it shows: the smallest or the largest local burden; empty when there is only one.
    pub title: &'static str,
    /// Its parts.
    pub parts: Vec<Slice>,
}

/// A part of a bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slice {
    /// The letter its cells show, two columns wide.
    pub letter: &'static str,
    /// Whose money it is.
    pub name: &'static str,
    /// How much, in yen.
    pub yen: Yen,
    /// Where it goes; `None` of what is not entered or 算定不可.
    pub of: Option<Bucket>,
}

/// The picture of `split`; empty while nothing is entered. `total` is the amount put in, where it is known.
pub fn picture(programme: &'static Programme, split: &Split, total: Option<Yen>) -> Picture {
    let local = |s: &&Scenario| {
        let all = [Bucket::Local, Bucket::LocalUnknown, Bucket::Over].map(|b| total::in_scenario(programme, s, b).0);
        all.into_iter().fold(Yen(0), Yen::plus)
    };
    let (Some(least), Some(most)) = (split.leading.iter().min_by_key(local), split.leading.iter().max_by_key(local))
    else {
        return Picture::default();
    };
    let known = split.leading.iter().map(|s| total::known(programme, s)).max().unwrap_or_default();
    let whole = total.unwrap_or(known).max(known);
    if whole == Yen(0) {
        return Picture::default();
    }
    let bar = |title, s| Bar { title, parts: parts(programme, s, whole) };
    let bars = if local(&least) == local(&most) {
        vec![bar("", least)]
    } else {
        vec![bar("最小", least), bar("最大", most)]
    };
    let all: Vec<Vec<Slice>> = split.leading.iter().map(|s| parts(programme, s, whole)).collect();
    let shares = shares(&all, whole);
    let bond = bond(programme, split);
    let told = |(p, text): &(Slice, String)| format!("{}={} {text}", p.letter, p.name);
    let legend = shares.iter().map(told).chain(bond.clone()).collect();
    let readings = split.readings.iter().map(|s| bar(s.reading, s)).collect();
    Picture { bars, legend, shares, bond, readings, whole }
}

/// The bond itself, which no slice shows: its principal is paid back by 交付税 and by the local side.
fn bond(programme: &'static Programme, split: &Split) -> Option<String> {
    let relief = programme.flow.iter().find(|l| l.bucket == Some(Bucket::BondRelief))?;
    let Base::Line(index) = relief.base else { return None };
    let line = programme.flow.get(usize::from(index))?;
    let (lo, hi) = split.bounds(usize::from(index))?;
    Some(format!(
        "（{} {}、うち交付税措置は{}の分）",
        line.label,
        range(lo, hi, figure::yen),
        letter(Bucket::BondRelief)
    ))
}

/// The parts of one scenario that are not 0 yen. Where a part of 実質的な地方負担 cannot be computed, the table says
/// 算定不可 of it, and what can be computed is not called so here either.
fn parts(programme: &'static Programme, scenario: &Scenario, whole: Yen) -> Vec<Slice> {
    let partial = total::in_scenario(programme, scenario, Bucket::Local).1.is_some();
    let mut out: Vec<Slice> = Vec::new();
    for (line, amount) in programme.flow.iter().zip(&scenario.amounts) {
        let (Some(bucket), Amount::Yen(yen)) = (line.bucket, *amount) else { continue };
        let (letter, name) = match line.step {
            Step::Over(_) => (OVER, "上限超過"),
            _ if bucket == Bucket::Local && partial => (letter(bucket), "地方負担のうち計算できる分"),
            _ => (letter(bucket), word::bucket(bucket)),
        };
        match out.iter_mut().find(|p| p.letter == letter) {
            Some(p) => p.yen = p.yen.plus(yen),
            None => out.push(Slice { letter, name, yen, of: Some(bucket) }),
        }
    }
    let rest = whole.minus(total::known(programme, scenario));
    out.push(Slice { letter: OPEN, name: "未入力・算定不可", yen: rest, of: None });
    out.retain(|p| p.yen > Yen(0));
    out
}

/// Yen and per cent of every part; ranges over all scenarios.
fn shares(all: &[Vec<Slice>], whole: Yen) -> Vec<(Slice, String)> {
    let mut seen: Vec<Slice> = Vec::new();
    for part in all.iter().flatten() {
        if seen.iter().all(|p| p.letter != part.letter) {
            seen.push(*part);
        }
    }
    let amounts = |letter| all.iter().map(move |s| s.iter().find(|p| p.letter == letter).map_or(Yen(0), |p| p.yen));
    let text = |p: Slice| {
        let lo = amounts(p.letter).min().unwrap_or_default();
        let hi = amounts(p.letter).max().unwrap_or_default();
        (p, format!("{}（{}）", range(lo, hi, figure::yen), range(lo, hi, |y| percent(y, whole))))
    };
    seen.into_iter().map(text).collect()
}

/// The letter of a bucket.
fn letter(b: Bucket) -> &'static str {
    match b {
        Bucket::National => "国",
        Bucket::SpecialTax => "特",
        Bucket::OrdinaryTax => "普",
        Bucket::BondRelief => "措",
        Bucket::Local => "地",
        Bucket::LocalUnknown => "不",
        Bucket::Over => OVER,
        Bucket::Private => "民",
        Bucket::Own => "自",
        Bucket::Fee => "料",
        Bucket::Third => "他",
    }
}

impl Bar {
    /// The row: `cells` letters, two columns each. Every part has at least one cell where there is room for that.
    pub fn row(&self, cells: usize) -> String {
        let counts = share_out(&self.parts.iter().map(|p| p.yen).collect::<Vec<_>>(), cells);
        self.parts.iter().zip(counts).map(|(p, n)| p.letter.repeat(n)).collect()
    }
}

/// Shares `cells` out in proportion, largest remainders first; nobody with an amount gets none.
fn share_out(amounts: &[Yen], cells: usize) -> Vec<usize> {
    let total: u128 = amounts.iter().map(|y| u128::from(y.0)).sum();
    if total == 0 {
        return vec![0; amounts.len()];
    }
    let all = cells as u128;
    let exact = |y: &Yen| u128::from(y.0) * all;
    let mut out: Vec<usize> =
        amounts.iter().map(|y| usize::try_from(exact(y) / total).unwrap_or(0).max(usize::from(y.0 > 0))).collect();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    sort::by_key(&mut order, |i| std::cmp::Reverse(amounts.get(*i).map_or(0, |y| exact(y) % total)));
    let used = |out: &[usize]| out.iter().sum::<usize>();
    for i in order {
        if used(&out) < cells
            && let Some(n) = out.get_mut(i)
        {
            *n += 1;
        }
    }
    while used(&out) > cells {
        match out.iter_mut().max() {
            Some(n) if *n > 0 => *n -= 1,
            _ => break,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_follow_the_amounts() {
        let y = |all: &[u64]| all.iter().map(|n| Yen(*n)).collect::<Vec<_>>();
        assert_eq!(share_out(&y(&[50, 25, 25]), 8), [4, 2, 2]);
        assert_eq!(share_out(&y(&[1, 999_999]), 10), [1, 9], "a small part is still seen");
        assert_eq!(share_out(&y(&[1, 1, 1]), 10).iter().sum::<usize>(), 10);
        assert_eq!(share_out(&y(&[0, 0]), 10), [0, 0]);
        assert_eq!(share_out(&y(&[1, 1, 1]), 2).iter().sum::<usize>(), 2);
        assert_eq!(share_out(&y(&[u64::MAX, u64::MAX]), 4), [2, 2]);
    }
}
