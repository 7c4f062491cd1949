//! The order of results: stable, total, explainable. No hidden score.

use std::cmp::{Ordering, Reverse};

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::keyed::keyed;
use crate::domain::terms::programme::{Instrument, Kind, Level, Programme};
use crate::domain::terms::role::Role;
use crate::domain::value::date::Status;
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

    /// Excluded, or not on this day: nothing can be had.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Excluded | Self::OutOfTerm)
    }
}

keyed! { Group { Applies "applies", Open "open", Excluded "excluded", OutOfTerm "out_of_term", } }

/// Where a result is listed: what can be used stands apart by role, and what is only told stands below. Each result
/// stands on one shelf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shelf {
    /// お金の制度 that the body may use.
    Money,
    /// 支援の制度 that the body may use.
    Support,
    /// 要確認
    Open,
    /// 対象外
    Excluded,
    /// お知らせ・依頼 and 名前のみ: never 該当, whoever asks.
    Named,
    /// 期限外
    OutOfTerm,
}

impl Shelf {
    /// All of them, in the order shown.
    pub const ALL: [Self; 6] = [Self::Money, Self::Support, Self::Open, Self::Excluded, Self::Named, Self::OutOfTerm];

    /// The shelf of a result.
    pub fn of(a: &Assessment) -> Self {
        Self::at(group(a), a.programme.role)
    }

    /// The shelf of a programme of `role` that stands in `group`.
    pub fn at(group: Group, role: Role) -> Self {
        match (group, role) {
            (Group::OutOfTerm, _) => Self::OutOfTerm,
            (_, Role::Notice | Role::Mention) => Self::Named,
            (Group::Applies, Role::Money) => Self::Money,
            (Group::Applies, Role::Support) => Self::Support,
            (Group::Open, _) => Self::Open,
            (Group::Excluded, _) => Self::Excluded,
        }
    }
}

/// How many programmes stand where, each role apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts([[usize; Group::ALL.len()]; Role::ALL.len()]);

impl Counts {
    /// Of these assessments.
    pub fn over<'a>(all: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let mut out = Self::default();
        for a in all {
            let g = group(a);
            let mine = out.0.iter_mut().zip(Role::ALL).filter(|(_, r)| *r == a.programme.role);
            let cells = mine.flat_map(|(row, _)| row.iter_mut().zip(Group::ALL));
            cells.filter(|(_, other)| *other == g).for_each(|(n, _)| *n += 1);
        }
        out
    }

    /// How many of `role` stand in `wanted`.
    pub fn with(&self, role: Role, wanted: Group) -> usize {
        let row = self.0.iter().zip(Role::ALL).find(|(_, r)| *r == role).map(|(row, _)| row);
        row.and_then(|row| row.iter().zip(Group::ALL).find(|(_, g)| *g == wanted)).map_or(0, |(n, _)| *n)
    }

    /// How many that can be used (お金 and 支援) stand in a group. What is out of term is out whatever it was.
    pub fn of(&self, wanted: Group) -> usize {
        let counted = Role::ALL.into_iter().filter(|r| wanted == Group::OutOfTerm || r.is_usable());
        counted.map(|r| self.with(r, wanted)).sum()
    }

    /// How many stand on a shelf.
    pub fn on(&self, wanted: Shelf) -> usize {
        match wanted {
            Shelf::Money => self.with(Role::Money, Group::Applies),
            Shelf::Support => self.with(Role::Support, Group::Applies),
            Shelf::Open => self.of(Group::Open),
            Shelf::Excluded => self.of(Group::Excluded),
            Shelf::OutOfTerm => self.of(Group::OutOfTerm),
            Shelf::Named => {
                let live = [Group::Applies, Group::Open, Group::Excluded];
                let each = [Role::Notice, Role::Mention].into_iter().flat_map(|r| live.map(|g| self.with(r, g)));
                each.sum()
            }
        }
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.0.iter().flatten().sum()
    }
}

/// The group of an assessment. What is known by its name alone is never 該当: nobody can say that it applies.
pub fn group(a: &Assessment) -> Group {
    grouped(a.programme.role, (a.status, a.verdict()))
}

/// The group of a programme whose rates and ceilings nobody asks for.
pub fn group_of(inquiry: Inquiry<'_>, programme: &'static Programme) -> Group {
    grouped(programme.role, inquiry.verdict(programme))
}

fn grouped(role: Role, (status, verdict): (Status, Truth)) -> Group {
    if !status.is_live() {
        return Group::OutOfTerm;
    }
    match verdict {
        Truth::Yes if role == Role::Mention => Group::Open,
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

/// What decides between two results of one shelf and role.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Nothing,
    Share(Reverse<Option<Share>>),
    Yen(Reverse<Option<Yen>>),
}

/// Where an assessment stands: shelf, role, then `order`; ties end at the public id, so input order never shows.
fn place(order: Order, a: &Assessment) -> impl Ord + use<> {
    let p = a.programme;
    let (share, top) = (|| Figure::Share(Reverse(support(a))), || Figure::Yen(Reverse(ceiling(a))));
    let none = || Figure::Nothing;
    let rest = match order {
        Order::Certainty => (0, level(p.level), share(), top()),
        Order::Support => (0, 0, share(), top()),
        Order::Ceiling => (0, 0, top(), share()),
        Order::Kind => (kind(p.kind), level(p.level), none(), none()),
        Order::Name => (0, 0, none(), none()),
    };
    (Shelf::of(a), p.role, rest, p.yomi, p.id)
}

/// Total order of two assessments.
pub fn compare(order: Order, a: &Assessment, b: &Assessment) -> Ordering {
    place(order, a).cmp(&place(order, b))
}

/// Sorts under `order`.
pub fn rank(order: Order, list: &mut [Assessment]) {
    sort::by_kept_key(list, |a| place(order, a));
}
