//! The split as a picture: bars of pieces, each as wide as its share of the whole. A piece carries its name and yen where
//! they fit; its letter, two columns wide on every terminal, stands for it where there are no colours.

use crate::domain::money::combine::BUCKETS;
use crate::domain::money::scenario::{Amount, Scenario, Split};
use crate::domain::money::total;
use crate::domain::plan::rank::Candidate;
use crate::domain::sort;
use crate::domain::terms::flow::{Base, Bucket, Step};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::present::line::{Section, TextLine, filled};
use crate::present::money::{percent, range};
use crate::present::{figure, reading, word};
use crate::text::width::{Ambiguous, width};

/// Letter of what is not known or cannot be computed.
const OPEN: &str = "？";
/// Letter of what exceeds a ceiling.
const OVER: &str = "超";

/// Letter of what no programme takes.
const LEFT: &str = "外";

/// The picture of a split.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    /// One bar, or two where the missing answers make a difference to the local burden.
    pub bars: Vec<Bar>,
    /// What the pieces are, each with its yen and per cent.
    pub shares: Vec<(Slice, String)>,
    /// The bond itself, which no part shows.
    pub bond: Option<String>,
    /// One bar for each other reading of the leading split, with what makes it one.
    pub readings: Vec<(String, Bar)>,
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

impl Slice {
    /// Costs that no programme of a set takes: the municipality pays the whole of them, as above a ceiling.
    fn left_out(yen: Yen) -> Self {
        Self { letter: LEFT, name: "どれも対象にしない経費", yen, of: Some(Bucket::Over) }
    }
}

/// A piece of a bar as it is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Whose money it is; `None` for what is not entered or cannot be computed.
    pub of: Option<Bucket>,
    /// Two columns wide; stands for it where there are no colours.
    pub letter: &'static str,
    /// Columns that it takes, an even number.
    pub columns: usize,
    /// Name and yen, or the name alone: what fits with a blank on either side; else the letter.
    pub label: String,
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
    let is_open = |s: &Scenario, of: Bucket| total::in_scenario(programme, s, of).1.is_some();
    let bars = if local(&least) == local(&most) {
        vec![bar("", least)]
    } else if is_open(least, Bucket::Local) && !is_open(most, Bucket::Local) {
        // What cannot be computed is not the least.
        vec![bar("算定不可", least), bar("最大", most)]
    } else {
        vec![bar("最小", least), bar("最大", most)]
    };
    let all: Vec<Vec<Slice>> = split.leading.iter().map(|s| parts(programme, s, whole)).collect();
    let shares = shares(&all, whole, |case, of| split.leading.get(case).is_some_and(|s| is_open(s, of)));
    let first = split.leading.first();
    let why = |s: &Scenario| first.map_or_else(|| s.reading.to_owned(), |first| reading::why(programme, first, s));
    let readings = split.readings.iter().map(|s| (why(s), bar(s.reading, s))).collect();
    Picture { bars, shares, bond: bond(programme, split), readings, whole }
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
        let (bucket, name) = match line.step {
            Step::Over(_) => (Bucket::Over, "上限超過"),
            _ if bucket == Bucket::Local && partial => (bucket, "地方負担のうち計算できる分"),
            _ => (bucket, word::bucket(bucket)),
        };
        match out.iter_mut().find(|p| p.of == Some(bucket)) {
            Some(p) => p.yen = p.yen.plus(yen),
            None => out.push(Slice { of: Some(bucket), letter: letter(bucket), name, yen }),
        }
    }
    let yen = whole.minus(total::known(programme, scenario));
    out.push(Slice { of: None, letter: OPEN, name: "未入力・算定不可", yen });
    out.retain(|p| p.yen > Yen(0));
    out
}

/// Yen and per cent of every part; ranges over all scenarios. Where a part cannot be computed in some of them, 0 yen are
/// none of its amounts.
fn shares(all: &[Vec<Slice>], whole: Yen, is_open: impl Fn(usize, Bucket) -> bool) -> Vec<(Slice, String)> {
    let mut seen: Vec<Slice> = Vec::new();
    for part in all.iter().flatten() {
        if seen.iter().all(|p| p.letter != part.letter) {
            seen.push(*part);
        }
    }
    let text = |p: Slice| {
        let open = |case: &usize| p.of.is_some_and(|of| is_open(*case, of));
        let amount = |case: usize| {
            let found = all.get(case).and_then(|s| s.iter().find(|q| q.letter == p.letter)).map(|q| q.yen);
            found.or_else(|| (!open(&case)).then_some(Yen(0)))
        };
        let amounts = || (0..all.len()).filter_map(amount);
        let lo = amounts().min().unwrap_or_default();
        let hi = amounts().max().unwrap_or_default();
        let or = if amounts().count() < all.len() { "または算定不可" } else { "" };
        (p, format!("{}（{}）{or}", range(lo, hi, figure::yen), range(lo, hi, |y| percent(y, whole))))
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

impl Picture {
    /// What the pieces are, in words: whose money and its letter (empty for what no piece shows), then name, yen and per
    /// cent.
    pub fn legend(&self) -> impl Iterator<Item = (Option<Bucket>, &'static str, String)> {
        let shares = self.shares.iter().map(|(p, text)| (p.of, p.letter, format!("{} {text}", p.name)));
        shares.chain(self.bond.clone().map(|text| (None, "", text)))
    }
}

/// A passage of a page: text, or a picture whose words stand in the text.
#[derive(Clone, Debug)]
pub enum Passage {
    /// A line of text.
    Line(TextLine),
    /// Who pays what; the lines beside it say the same in words.
    Bars(Vec<Scaled>),
}

impl Passage {
    /// Who pays what of several together, with what none of them takes over; none where one of them has no bar.
    pub fn together(each: impl IntoIterator<Item = Option<Scaled>>, left_out: Yen) -> Option<Self> {
        let each: Vec<Scaled> = each.into_iter().collect::<Option<_>>()?;
        let parts = each.into_iter().flat_map(|s| s.bar.parts);
        Some(Self::Bars(vec![Scaled::together(parts.chain([Slice::left_out(left_out)]))?]))
    }

    /// The line; none of bars.
    pub fn line(self) -> Option<TextLine> {
        match self {
            Self::Line(line) => Some(line),
            Self::Bars(_) => None,
        }
    }
}

/// A page: titled groups of passages.
pub type Page = Vec<(&'static str, Vec<Passage>)>;

/// Its text alone, for paper and for a terminal without pictures.
pub fn sections(page: Page) -> Vec<Section> {
    filled(page.into_iter().map(|(title, all)| (title, all.into_iter().filter_map(Passage::line).collect())))
}

/// A bar beside others of the same scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scaled {
    /// The bar.
    pub bar: Bar,
    /// What its whole length stands for, in yen.
    pub whole: Yen,
}

impl Scaled {
    /// The last bar of a picture, that of the largest local burden; `None` while it is nobody's money, or nothing but what
    /// exceeds a ceiling is known: a long piece of that would be seen before what the programme is for.
    pub fn last_of(picture: Picture) -> Option<Self> {
        let bar = picture.bars.into_iter().next_back()?;
        let is_known = |p: &Slice| p.of.is_some_and(|b| b != Bucket::Over);
        bar.parts.iter().any(is_known).then_some(Self { bar, whole: picture.whole })
    }

    /// The same of an answer, at the plan's amounts.
    pub fn of_candidate(c: &Candidate) -> Option<Self> {
        Self::last_of(picture(c.assessment.programme, &c.split, c.costs.eligible))
    }

    /// Several in one, each with all of its costs: what is the same money stands together, in the order of the flow.
    fn together(all: impl IntoIterator<Item = Slice>) -> Option<Self> {
        let mut parts: Vec<Slice> = Vec::new();
        for one in all.into_iter().filter(|s| s.yen > Yen(0)) {
            match parts.iter_mut().find(|p| (p.of, p.name) == (one.of, one.name)) {
                Some(p) => p.yen = p.yen.plus(one.yen),
                None => parts.push(one),
            }
        }
        sort::by_key(&mut parts, |p| BUCKETS.iter().position(|b| Some(*b) == p.of).unwrap_or(BUCKETS.len()));
        let whole = parts.iter().fold(Yen(0), |sum, p| sum.plus(p.yen));
        parts.iter().any(|p| p.of.is_some()).then_some(Self { bar: Bar { title: "", parts }, whole })
    }

    /// Columns of it where a bar of `most` yen takes so many.
    pub fn columns(&self, most: Yen, columns: usize) -> usize {
        let part = u128::from(self.whole.0) * columns as u128 / u128::from(most.0.max(1));
        usize::try_from(part).map_or(columns, |n| n.min(columns))
    }
}

impl Bar {
    /// What its pieces are, in words: whose money and its letter, then name and yen.
    pub fn legend(&self) -> impl Iterator<Item = (Option<Bucket>, &'static str, String)> {
        self.parts.iter().map(|p| (p.of, p.letter, format!("{} {}", p.name, figure::yen(p.yen))))
    }

    /// The pieces of a bar of so many columns. Every part has at least two where there is room for that.
    pub fn pieces(&self, columns: usize, a: Ambiguous) -> Vec<Piece> {
        let counts = share_out(&self.parts.iter().map(|p| p.yen).collect::<Vec<_>>(), columns / 2);
        let piece = |(p, n): (&Slice, usize)| {
            let short = if p.letter == LEFT { "対象外" } else { p.of.map_or("算定不可", short) };
            let labels = [format!("{} {}", p.name, figure::yen(p.yen)), format!("{short} {}", figure::yen(p.yen))];
            let fits = |text: &String| width(text, a) + 2 <= 2 * n;
            let label = labels.into_iter().chain([short.to_owned()]).find(fits).unwrap_or_else(|| p.letter.to_owned());
            Piece { of: p.of, letter: p.letter, columns: 2 * n, label }
        };
        self.parts.iter().zip(counts).filter(|(_, n)| *n > 0).map(piece).collect()
    }
}

/// The name of a bucket in a narrow piece.
fn short(b: Bucket) -> &'static str {
    match b {
        Bucket::National => "国費",
        Bucket::SpecialTax => "特交",
        Bucket::OrdinaryTax => "普交",
        Bucket::BondRelief => "措置",
        Bucket::Local | Bucket::LocalUnknown => "地方",
        Bucket::Over => "超過",
        Bucket::Private => "民間",
        Bucket::Own => "自己",
        Bucket::Fee => "料金",
        Bucket::Third => "他",
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
