//! The order of results: stable, total, explainable. No hidden score.

use std::cmp::{Ordering, Reverse};

use crate::domain::judge::assess::Assessment;
use crate::domain::terms::keyed::keyed;
use crate::domain::terms::programme::{Instrument, Kind, Level};
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::truth::Truth;

/// How results are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// 確からしさ → 国の支援率 → 上限額 → 名称.
    #[default]
    Certainty,
    /// 国の支援率 first.
    Support,
    /// 上限額 first.
    Ceiling,
    /// 種別 → 名称.
    Kind,
    /// よみ.
    Name,
}

impl Order {
    /// All orders, as a key steps through them.
    pub const ALL: [Self; 5] = [Self::Certainty, Self::Support, Self::Ceiling, Self::Kind, Self::Name];

    /// The order after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|o| *o == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// Where a programme stands in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// ○ 該当
    Applies,
    /// △ 要確認
    Open,
    /// × 対象外
    Excluded,
    /// 期限切れ・開始前: apart, with the date.
    OutOfTerm,
}

impl Group {
    /// All groups, in the order shown.
    pub const ALL: [Self; 4] = [Self::Applies, Self::Open, Self::Excluded, Self::OutOfTerm];
}

keyed! { Group { Applies "applies", Open "open", Excluded "excluded", OutOfTerm "out_of_term", } }

/// How many programmes stand where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts([usize; Group::ALL.len()]);

impl Counts {
    /// Of these assessments.
    pub fn over<'a>(all: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let mut out = Self::default();
        for a in all {
            let g = group(a);
            out.0.iter_mut().zip(Group::ALL).filter(|(_, other)| *other == g).for_each(|(n, _)| *n += 1);
        }
        out
    }

    /// The count of a group.
    pub fn of(&self, wanted: Group) -> usize {
        self.0.iter().zip(Group::ALL).find(|(_, g)| *g == wanted).map_or(0, |(n, _)| *n)
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.0.iter().sum()
    }
}

/// The group of an assessment.
pub fn group(a: &Assessment) -> Group {
    if !a.status.is_live() {
        return Group::OutOfTerm;
    }
    match a.verdict() {
        Truth::Yes => Group::Applies,
        Truth::Unknown => Group::Open,
        Truth::No => Group::Excluded,
    }
}

/// The highest national support share that is certain: the lower bound of the first rate of the state.
pub fn support(a: &Assessment) -> Option<Share> {
    let national = |i: Instrument| {
        matches!(i, Instrument::National | Instrument::SpecialTax | Instrument::OrdinaryTax | Instrument::BondRelief)
    };
    a.rates.iter().filter(|r| national(r.group.instrument)).filter_map(|r| r.selection.bounds()).map(|b| b.0).max()
}

/// The ceiling that is certain: the largest lower bound of the groups.
pub fn ceiling(a: &Assessment) -> Option<Yen> {
    a.ceilings.iter().filter(|c| !c.group.floor).filter_map(|c| c.selection.bounds()).map(|b| b.0).max()
}

fn level(l: Level) -> u8 {
    match l {
        Level::Figures => 0,
        Level::Terms => 1,
        Level::Mention => 2,
    }
}

fn kind(k: Kind) -> u8 {
    k as u8
}

/// Total order of two assessments under `order`; ties end at the public id, so input order never shows.
pub fn compare(order: Order, a: &Assessment, b: &Assessment) -> Ordering {
    let name = || a.programme.yomi.cmp(b.programme.yomi).then(a.programme.id.cmp(b.programme.id));
    let share = || Reverse(support(a)).cmp(&Reverse(support(b)));
    let top = || Reverse(ceiling(a)).cmp(&Reverse(ceiling(b)));
    let certain = || level(a.programme.level).cmp(&level(b.programme.level));
    let rest = match order {
        Order::Certainty => certain().then_with(share).then_with(top),
        Order::Support => share().then_with(top),
        Order::Ceiling => top().then_with(share),
        Order::Kind => kind(a.programme.kind).cmp(&kind(b.programme.kind)).then_with(certain),
        Order::Name => Ordering::Equal,
    };
    group(a).cmp(&group(b)).then(rest).then_with(name)
}

/// Sorts under `order`.
pub fn rank(order: Order, list: &mut [Assessment]) {
    list.sort_by(|a, b| compare(order, a, b));
}
