//! Several programmes together, without counting one cost twice.
//!
//! Programmes share a cost only through the same amount fact. Where two take money for the same fact, or where the
//! documents say that one excludes, contains or replaces the other, their money is not added up: they are
//! alternatives. What cannot be had is shown without money and counts in no total. Whether two may be combined
//! otherwise is said only where a link says so.

use crate::domain::judge::assess::Layers;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::money::scenario::Split;
use crate::domain::money::split::split;
use crate::domain::money::total::{Sum, bucket, costs};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::{Link, LinkKind, Programme, ProgrammeId};

/// More programmes than this are not combined: the alternatives could not be read any more.
pub const MOST: usize = 10;

/// One chosen programme with its money.
#[derive(Clone, Debug)]
pub struct Member {
    /// The programme.
    pub programme: &'static Programme,
    /// Where it stands. What cannot be had, or not on this day, has no money here.
    pub group: Group,
    /// Body and plan apart.
    pub layers: Layers,
    /// Who pays what.
    pub split: Split,
    /// The amounts it takes money for.
    pub costs: Vec<FactId>,
    /// What each bucket comes to, in yen; buckets that the flow does not have are left out.
    pub sums: Vec<(Bucket, Sum)>,
}

/// Two members.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of the first.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// The amount that both take money for, if there is one.
    pub same: Option<FactId>,
    /// A link says that one excludes or replaces the other, or that its money is part of the other's.
    pub apart: bool,
    /// The links between them: whose link it is (index), and the link.
    pub links: Vec<(usize, &'static Link)>,
}

impl Pair {
    /// Whether they are alternatives and not added up.
    pub fn clashes(&self) -> bool {
        self.same.is_some() || self.apart
    }

    /// Whether the documents say that they may or may not be combined.
    pub fn is_stated(&self) -> bool {
        self.apart || self.links.iter().any(|(_, l)| l.kind == LinkKind::With)
    }
}

/// Members that do not clash, as many as possible, and their money together.
#[derive(Clone, Debug)]
pub struct Together {
    /// Indices of the members.
    pub members: Vec<usize>,
    /// What each bucket comes to together, in yen.
    pub sums: Vec<(Bucket, Sum)>,
}

/// The chosen programmes side by side.
#[derive(Clone, Debug, Default)]
pub struct Combination {
    /// The programmes in the order chosen.
    pub members: Vec<Member>,
    /// Every pair of them.
    pub pairs: Vec<Pair>,
    /// The alternatives; exactly one where nothing clashes: its sums are then the total.
    pub together: Vec<Together>,
}

/// Buckets in the order of the flow of money.
pub const BUCKETS: [Bucket; 11] = [
    Bucket::National,
    Bucket::SpecialTax,
    Bucket::OrdinaryTax,
    Bucket::BondRelief,
    Bucket::Local,
    Bucket::LocalUnknown,
    Bucket::Over,
    Bucket::Private,
    Bucket::Own,
    Bucket::Fee,
    Bucket::Third,
];

/// Combines at most [`MOST`] of `chosen`.
pub fn combine(inquiry: Inquiry<'_>, chosen: &[&'static Programme]) -> Combination {
    let id = |id| inquiry.catalogue.programme(id);
    let members: Vec<Member> = chosen.iter().take(MOST).map(|p| member(inquiry, p)).collect();
    let mut pairs = Vec::new();
    for (a, first) in members.iter().enumerate() {
        for (b, second) in members.iter().enumerate().skip(a + 1) {
            let links = links(a, first, b, second, &id);
            let both = !first.sums.is_empty() && !second.sums.is_empty();
            let apart = links.iter().any(|(_, l)| match l.kind {
                LinkKind::Excludes | LinkKind::Fallback => true,
                LinkKind::PartOf => both,
                LinkKind::Then | LinkKind::With | LinkKind::See => false,
            });
            let same = first.costs.iter().find(|f| second.costs.contains(f)).copied();
            pairs.push(Pair { a, b, same, apart, links });
        }
    }
    let together = alternatives(&members, &pairs);
    Combination { members, pairs, together }
}

fn member(inquiry: Inquiry<'_>, programme: &'static Programme) -> Member {
    let assessment = inquiry.assess(programme);
    let (group, layers) = (group(&assessment), assessment.layers(inquiry.profile));
    if group.is_out() {
        return Member { programme, group, layers, split: Split::default(), costs: Vec::new(), sums: Vec::new() };
    }
    let split = split(inquiry, programme);
    let sums = BUCKETS.iter().filter_map(|b| bucket(programme, &split, *b).map(|s| (*b, s))).collect();
    Member { programme, group, layers, split, costs: costs(programme, inquiry.catalogue.facts), sums }
}

fn links(
    a: usize,
    first: &Member,
    b: usize,
    second: &Member,
    id: &dyn Fn(ProgrammeId) -> Option<&'static Programme>,
) -> Vec<(usize, &'static Link)> {
    let to = |l: &&'static Link, p: &'static Programme| id(l.to).is_some_and(|q| q.id == p.id);
    let there = first.programme.links.iter().filter(|l| to(l, second.programme)).map(|l| (a, l));
    let back = second.programme.links.iter().filter(|l| to(l, first.programme)).map(|l| (b, l));
    there.chain(back).collect()
}

/// Every set of members without a clash to which no further member could be added.
fn alternatives(members: &[Member], pairs: &[Pair]) -> Vec<Together> {
    let clash =
        |a: usize, b: usize| pairs.iter().any(|p| p.clashes() && ((p.a, p.b) == (a, b) || (p.a, p.b) == (b, a)));
    let all: Vec<usize> = (0..members.len()).collect();
    let mut out = Vec::new();
    for mask in 1u32..(1 << members.len().min(MOST)) {
        let inside: Vec<usize> = all.iter().copied().filter(|i| mask & (1 << i) != 0).collect();
        let fits = |i: usize| inside.iter().all(|j| *j == i || !clash(i, *j));
        let consistent = inside.iter().all(|i| fits(*i));
        let whole = all.iter().all(|i| inside.contains(i) || !fits(*i));
        if consistent && whole {
            out.push(Together { sums: summed(members, &inside), members: inside });
        }
    }
    out
}

fn summed(members: &[Member], inside: &[usize]) -> Vec<(Bucket, Sum)> {
    let of = |bucket: Bucket| {
        let mine = inside.iter().filter_map(|i| members.get(*i));
        let sums = mine.flat_map(|m| &m.sums).filter(|(b, _)| *b == bucket).map(|(_, s)| *s);
        sums.reduce(Sum::plus).map(|s| (bucket, s))
    };
    BUCKETS.iter().filter_map(|b| of(*b)).collect()
}
