//! 相談: what the documents have for a plan, best first, and why. The order is made of parts that are told beside each row:
//! words in common, purposes, who acts, kinds of cost; then the yen.

use std::cell::LazyCell;

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group, group_of};
use crate::domain::money::scenario::{Amount, Split};
use crate::domain::money::split::split;
use crate::domain::money::total::{LOCAL_SIDE, Sum, bucket, together};
use crate::domain::plan::cost::{Costs, costs};
use crate::domain::plan::fit::{PlanFit, plan_fit};
use crate::domain::plan::project::{FROM_PURPOSE, Project};
use crate::domain::plan::understood::{Overlap, Overlaps};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{WordId, is_spent};
use crate::domain::terms::flow::{Bucket, Step};
use crate::domain::terms::keyed::told;
use crate::domain::terms::profile::{Answer, Origin};
use crate::domain::terms::programme::{Instrument, LinkKind, Programme};
use crate::domain::terms::role::Role;
use crate::domain::value::number::Yen;

/// One programme for a plan.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How it is judged with the plan's amounts.
    pub assessment: Assessment,
    /// How it fits the plan.
    pub fit: PlanFit,
    /// What it has in common with the sentence.
    pub overlap: Overlap,
    /// The parts that make the order, added up.
    pub points: u32,
    /// It is among the answers.
    pub is_answer: bool,
    /// It is among the first of them.
    pub is_first: bool,
    /// The plan's amounts as this programme takes them.
    pub costs: Costs,
    /// The money; without amounts there are no yen in it.
    pub split: Split,
}

/// 区分 of a consultation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Section {
    /// この事業に合う
    Fits,
    /// 支援（人・助言） that fits
    Support,
    /// 要確認: it fits, and whether this body may use it is open
    Open,
    /// ほかに使える: usable, but not made for this
    Other,
    /// 対象外
    Excluded,
    /// お知らせ・依頼, 名前のみ
    Notice,
}

/// Where an answer stands when all are told: a right one stands among the first three far more often than among the first
/// of its 区分.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Heading {
    /// The first three, whatever they are.
    First,
    /// The rest, by 区分.
    Of(Section),
}

/// What the documents have for a plan.
#[derive(Clone, Debug, Default)]
pub struct Consultation {
    /// What fits, best first; empty when nothing in the documents does.
    pub answers: Vec<Candidate>,
    /// Usable, but not for this, nearest first; few of them are told, and only those are judged.
    pub others: Vec<Weighed>,
    /// What the plan asks for as clearly as for the answers, and this body cannot have for it on this day; without money.
    pub unavailable: Vec<Candidate>,
}

/// Programmes for one plan, no cost item paid for twice.
#[derive(Clone, Debug)]
pub struct Together {
    /// The programmes: indices of the answers.
    pub members: Vec<usize>,
    /// The documents say that each two of them may be used together.
    pub stated: bool,
    /// What the municipality pays in all of them, in yen.
    pub burden: Sum,
    /// Cost items that none of them is computed from, in yen.
    pub not_covered: Yen,
}

/// More answers than this are not combined.
pub const MOST: usize = 10;

/// Weights of the parts: how many points a whole match is worth. Tuned on consultations with judgments
/// (`tests/consult.rs`), each set also with the words left out that only its own sentences have, as if nobody had seen
/// it; a part that changed nothing there is not among them.
pub mod weight {
    /// Per hundredth of words in common.
    pub const WORDS: u32 = 105;
    /// Per character of a whole phrase.
    pub const PHRASE: u32 = 500;
    /// All purposes of the plan.
    pub const PURPOSES: u32 = 43_000;
    /// It names who acts, and no other programme does: what many name says little.
    pub const ACTOR: u32 = 10_000;
    /// It pays for every kind of cost.
    pub const COSTS: u32 = 13_000;
    /// It is computed from 融資 and 公費, and the plan tells both.
    pub const BOTH_AMOUNTS: u32 = 43_000;
    /// It finances what is built, whatever it is for.
    pub const FINANCED: u32 = 60_000;
    /// It is called by its name, and nothing else is said: it stands first.
    pub const NAMED: u32 = 1_000_000;
    /// お知らせ or a name only: lost.
    pub const NOT_USABLE: u32 = 24_000;
    /// Whether this body can use it is open: lost.
    pub const OPEN: u32 = 22_000;
    /// The documents limit it to a subject that the sentence does not name: thousandths that are left. Not few, for a
    /// sentence may name the subject in words that nobody has foreseen.
    pub const OFF_SUBJECT: u32 = 500;
    /// Linked with one of the best answers: thousandths of that one's points.
    pub const LINKED: u32 = 300;
    /// Of the same themes: thousandths.
    pub const THEMES: u32 = 180;
    /// For the same purposes: thousandths.
    pub const SAME_PURPOSES: u32 = 545;
    /// All words of one of the best answers stand in it too: thousandths.
    pub const ALIKE: u32 = 1_250;
}

/// With fewer points for words and purposes together nothing is said to fit.
pub const ENOUGH: u32 = 57_000;

/// The same where something is named that no document has.
const ENOUGH_BESIDE_ABSENT: u32 = 130_000;

/// An answer has at least this part of the points of the best one.
const NEAR: u32 = 10;

/// The best answers stand by what speaks for themselves: what belongs to them comes behind this many.
const LEADING: usize = 2;

/// So many answers are told first. What is limited to a subject that the sentence does not name is the best or none of
/// them, and what finances any plan comes behind them.
const FIRST: usize = 3;

/// Characters of a programme's own words with which a loan is called: 過疎債.
const CALLED: u32 = 3;

/// More answers than this are no answer.
const MOST_ANSWERS: usize = 10;

/// One programme weighed for a plan: what its place is made of. Rates, ceilings and yen are asked only of what is told.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Its place in the catalogue.
    at: usize,
    /// Which.
    pub programme: &'static Programme,
    /// Where it stands with the plan's amounts.
    pub group: Group,
    /// The plan's amounts as it takes them.
    pub costs: Costs,
    /// How it fits the plan.
    pub fit: PlanFit,
    /// What it has in common with the sentence.
    pub overlap: Overlap,
    /// The parts that make the order, added up.
    pub points: u32,
}

/// Ranks every programme for `project`; `overlaps` has what each has in common with the sentence, in the order of the
/// catalogue.
pub fn consult(inquiry: Inquiry<'_>, project: &Project, overlaps: &Overlaps) -> Consultation {
    consult_again(inquiry, project, overlaps, &[])
}

/// The same, `before` being answers on the same bundle and day: the verdicts and the yen of those that take the same
/// amounts from the same answers stay as they were.
pub fn consult_again(
    inquiry: Inquiry<'_>,
    project: &Project,
    overlaps: &Overlaps,
    before: &[Candidate],
) -> Consultation {
    let profile = project.on(inquiry.catalogue, inquiry.profile);
    let inquiry = inquiry.with(&profile);
    let programmes = inquiry.catalogue.programmes;
    let actors = telling(inquiry.catalogue, project);
    let said = overlaps.each.iter().any(|o| o.weight > 0);
    let each = programmes.iter().zip(overlaps.each.iter().copied()).enumerate();
    let mut all: Vec<Weighed> = each.map(|(at, (p, o))| weighed(inquiry, project, &actors, (at, p), o)).collect();
    sort::by_key(&mut all, behind);
    relatives(inquiry.catalogue, overlaps, &mut all);
    // Words and purposes are evidence; who acts and what it costs is not.
    // What cannot be used speaks by its own words only, not by a purpose that many share.
    let named = |c: &Weighed| c.programme.role.is_usable() || c.overlap.phrases > 0;
    let speaking = |c: &&Weighed| !c.group.is_out() && (!said || !c.overlap.off_subject && named(c));
    let best = all.iter().filter(speaking).map(|c| evidence(c.fit.clear, c.overlap)).max().unwrap_or(0);
    // Where something is named that no document has, the rest must speak clearly.
    let enough = if project.names_absent { ENOUGH_BESIDE_ABSENT } else { ENOUGH };
    // Who calls a programme by its name is told of it; where it stands among the others is not said by that.
    let is_named = !project.names_absent && all.iter().any(|c| c.overlap.is_named && !c.group.is_out());
    let is_told = all.iter().any(|c| c.fit.is_of_both && !c.group.is_out());
    // 過疎債で直したい: what it costs is financed, and the plan says how.
    let costs = inquiry.catalogue.vocabulary.costs;
    let is_borrowed = |k: &&WordId| !is_spent(costs, **k);
    let is_lent = |c: &Weighed| project.kinds.iter().filter(is_borrowed).any(|k| c.programme.fit.costs.contains(k));
    // A public building in a town that may borrow for any: that much the documents say of it.
    let is_built = |c: &Weighed| c.fit.share > 0 && !project.names_absent;
    let is_told = is_told || all.iter().any(|c| c.fit.is_financed && !c.group.is_out() && (is_lent(c) || is_built(c)));
    // 過疎債で消防車を買いたい: the loan is called by its name, and the documents tie it to no purpose.
    let is_of_loans = |k: &WordId| programmes.iter().any(|p| p.is_bond() && p.fit.costs.contains(k));
    let borrows = project.kinds.iter().filter(is_borrowed).any(is_of_loans);
    let is_loan = |c: &Weighed| {
        let is_called = c.overlap.phrases >= CALLED && !c.programme.fit.finances.is_empty();
        borrows && is_called && !c.group.is_out()
    };
    // 移住に力を入れたい: the purpose is all that was said, and it was understood.
    let is_led = |c: &Weighed| speaking(&c) && !c.fit.purposes.is_empty();
    let is_purpose = project.only_purposes && !project.names_absent && all.iter().any(is_led);
    let speaks = if said { best >= enough || is_named || is_told || is_purpose } else { best > 0 };
    let least = all.first().map_or(u32::MAX, |c| c.points / NEAR).max(1);
    // What only follows from a purpose excludes nothing that somebody is told of.
    let said_profile = LazyCell::new(|| {
        let mut out = profile.clone();
        for settled in inquiry.catalogue.vocabulary.settled {
            if let Some((fact, _)) = settled.answer(inquiry.catalogue)
                && matches!(profile.answer(fact), Answer::Known(_, Origin::Inferred(FROM_PURPOSE)))
            {
                out.set(fact, Answer::NotAsked);
            }
        }
        out
    });
    let mut out = Consultation::default();
    let mut taken = Vec::new();
    for mut one in all {
        let (is_out, usable) = (one.group.is_out(), one.programme.role.is_usable());
        let own = evidence(one.fit.clear, one.overlap);
        let is_asked_for = own >= enough && own >= best / 2 && !one.overlap.off_subject || one.overlap.is_named;
        let is_excluded = || group_of(inquiry.with(&said_profile), one.programme).is_out();
        if is_out && usable && said && is_asked_for && out.unavailable.len() < FIRST && is_excluded() {
            out.unavailable.push(one.judged_as(inquiry, None));
            continue;
        }
        let is_called = said && is_loan(&one);
        one.fit.is_financed |= is_called;
        let is_answer = speaks && one.points >= least || is_called;
        if is_answer && !is_out && out.answers.len() < MOST_ANSWERS {
            // What is for something else than was said, or shares words only, is told, but no yen of it.
            let is_aside = said && one.overlap.off_subject || one.fit.is_by_words() && !out.answers.is_empty();
            out.answers.push(if is_aside {
                one.uncomputed(inquiry)
            } else {
                one.share(inquiry, project, &mut taken);
                one.computed(inquiry, before)
            });
        } else if usable && !is_out {
            out.others.push(one);
        }
    }
    for (place, c) in out.answers.iter_mut().take(FIRST).enumerate() {
        // What is not for this stands among the first only as the best there is.
        c.is_first = place == 0 || !matches!(c.section(), Section::Other | Section::Notice);
    }
    out
}

/// One programme for `project`; `inquiry` has the plan's own answers.
fn weighed(
    inquiry: Inquiry<'_>,
    project: &Project,
    actors: &[(WordId, u32)],
    (at, programme): (usize, &'static Programme),
    overlap: Overlap,
) -> Weighed {
    let costs = costs(inquiry, project, programme, overlap.is_vague);
    let group = group_of(inquiry.with(&costs.profile), programme);
    let fit = plan_fit(inquiry.catalogue, project, programme);
    // Without a wish the name is all that was said.
    let called = match overlap.is_named {
        true if project.only_names => weight::NAMED,
        true if project.purposes.is_empty() => weight::PURPOSES,
        _ => 0,
    };
    // Nor is the subject in doubt where the amounts are told that only few ask for.
    let both = if fit.is_of_both { weight::BOTH_AMOUNTS } else { 0 };
    let overlap = Overlap { off_subject: overlap.off_subject && !fit.is_of_both, ..overlap };
    let points = points((programme, group), &fit, actors, overlap) + called + both;
    Weighed { at, programme, group, costs, fit, overlap, points }
}

impl Weighed {
    /// A purpose or a phrase leads to it, not only letters that occur in both.
    pub fn is_near(&self) -> bool {
        self.fit.share > 0 || self.overlap.phrases > 0
    }

    /// Judged on the bundle and day of `inquiry`, but without the money; `known` is its like before ([`Self::is_like`])
    /// on that bundle and day.
    pub fn judged_as(self, inquiry: Inquiry<'_>, known: Option<&Candidate>) -> Candidate {
        let Self { programme, costs, fit, overlap, points, .. } = self;
        let judged = || inquiry.with(&costs.profile).assess(programme);
        let assessment = known.map_or_else(judged, |c| c.assessment.clone());
        Candidate {
            assessment,
            fit,
            overlap,
            points,
            is_answer: false,
            is_first: false,
            costs,
            split: Split::default(),
        }
    }

    /// Verdict and money hang on the programme and on the answers with the plan's amounts among them.
    pub fn is_like(&self, c: &Candidate) -> bool {
        c.assessment.programme.id == self.programme.id && c.costs.profile == self.costs.profile
    }

    /// Programmes that split the amounts of a plan take each once: what is called as none of theirs is the first one's.
    fn share(&mut self, inquiry: Inquiry<'_>, project: &Project, taken: &mut Vec<(&'static str, usize)>) {
        let fit = &self.programme.fit;
        if fit.items_of.is_empty() {
            return;
        }
        let is_own = |at: &usize| project.costs.get(*at).is_some_and(|item| fit.calls(&item.label));
        let is_gone = |at: &usize| taken.contains(&(fit.items_of, *at)) && !is_own(at);
        if self.costs.items.iter().any(is_gone) {
            let left: Vec<usize> = (0..project.costs.len()).filter(|at| !is_gone(at)).collect();
            let items = left.iter().filter_map(|at| project.costs.get(*at).cloned()).collect();
            let rest = Project { costs: items, ..project.clone() };
            self.costs = costs(inquiry, &rest, self.programme, self.overlap.is_vague);
            self.costs.items = self.costs.items.iter().filter_map(|at| left.get(*at).copied()).collect();
        }
        // All of them are spoken for, also where it asks for others: 協力隊3人で1,560万円 is not the support's.
        taken.extend((0..project.costs.len()).map(|at| (fit.items_of, at)));
    }

    /// An answer without the money: the plan's amounts are not for it.
    fn uncomputed(mut self, inquiry: Inquiry<'_>) -> Candidate {
        self.costs = Costs { profile: inquiry.profile.clone(), ..Costs::default() };
        Candidate { is_answer: true, ..self.judged_as(inquiry, None) }
    }

    /// An answer: with the money.
    fn computed(self, inquiry: Inquiry<'_>, before: &[Candidate]) -> Candidate {
        let known = before.iter().find(|c| self.is_like(c));
        let c = self.judged_as(inquiry, known);
        let split =
            known.map_or_else(|| split(inquiry.with(&c.costs.profile), c.assessment.programme), |c| c.split.clone());
        Candidate { is_answer: true, split, ..c }
    }
}

/// One programme for `project`, with the money; of what cannot be had, or is for something else, no yen are told.
pub fn with_money(inquiry: Inquiry<'_>, project: &Project, p: &'static Programme, overlap: Overlap) -> Candidate {
    let profile = project.on(inquiry.catalogue, inquiry.profile);
    let inquiry = inquiry.with(&profile);
    let actors = telling(inquiry.catalogue, project);
    let one = weighed(inquiry, project, &actors, (0, p), overlap);
    if one.group.is_out() {
        return one.judged_as(inquiry, None);
    }
    if one.overlap.off_subject {
        return Candidate { is_answer: false, ..one.uncomputed(inquiry) };
    }
    Candidate { is_answer: false, ..one.computed(inquiry, &[]) }
}

/// The plan's actors, each with how many programmes do not name it, in thousandths.
fn telling(catalogue: &Catalogue, project: &Project) -> Vec<(WordId, u32)> {
    let others = |id: WordId| catalogue.programmes.iter().filter(|p| !p.fit.actors.contains(&id)).count();
    let part = |id: WordId| others(id) * 1_000 / catalogue.programmes.len().max(1);
    project.actors.iter().map(|id| (*id, u32::try_from(part(*id)).unwrap_or(1_000))).collect()
}

/// Every set of answers with money in which no cost item is taken twice and no document forbids a pair, by what the
/// municipality pays.
pub fn combinations(catalogue: &Catalogue, project: &Project, answers: &[Candidate]) -> Vec<Together> {
    let with_money = |(i, c)| Some((i, c, Candidate::burden(c).filter(|_| !c.costs.items.is_empty())?));
    let all: Vec<(usize, &Candidate, Sum)> = answers.iter().enumerate().filter_map(with_money).take(MOST).collect();
    // Each pair is looked at once, not in every set: its two bits, whether it clashes, whether a link allows it.
    let mut pairs: Vec<(u32, bool, bool)> = Vec::new();
    for (i, (_, a, _)) in all.iter().enumerate() {
        for (j, (_, b, _)) in all.iter().enumerate().skip(i + 1) {
            let is_with = linked(catalogue, a, b, |kind| kind == LinkKind::With);
            pairs.push((1 << i | 1 << j, clash(catalogue, a, b), is_with));
        }
    }
    let mut out = Vec::new();
    for mask in 1_u32..1 << all.len() {
        let within = || pairs.iter().filter(|(bits, ..)| mask & bits == *bits);
        if within().any(|(_, clashes, _)| *clashes) {
            continue;
        }
        let stated = within().all(|(_, _, is_with)| *is_with);
        let members = || all.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0).map(|(_, m)| m);
        let Some(burden) = members().map(|(_, _, sum)| *sum).reduce(Sum::plus) else { continue };
        let covered = |i: usize| members().any(|(_, c, _)| c.costs.items.contains(&i));
        let open = project.costs.iter().enumerate().filter(|(i, _)| !covered(*i));
        let not_covered = open.fold(Yen(0), |sum, (_, item)| sum.plus(item.yen));
        out.push(Together { members: members().map(|(i, ..)| *i).collect(), stated, burden, not_covered });
    }
    // What the municipality pays on its own counts as paid by it; what cannot be computed stands last.
    sort::by_key(&mut out, |t| (t.burden.open.is_some(), t.burden.hi.plus(t.not_covered), t.members.clone()));
    out
}

/// The same of what fits: what only has words in common is in no set.
pub fn combinations_of_fitting(catalogue: &Catalogue, project: &Project, answers: &[Candidate]) -> Vec<Together> {
    let fits = |c: &Candidate| !matches!(c.section(), Section::Other | Section::Notice);
    let is_fitting = |t: &Together| t.members.iter().filter_map(|i| answers.get(*i)).all(fits);
    let mut all = combinations(catalogue, project, answers);
    all.retain(is_fitting);
    all
}

fn clash(catalogue: &Catalogue, a: &Candidate, b: &Candidate) -> bool {
    let same = a.costs.items.iter().any(|i| b.costs.items.contains(i));
    same || linked(catalogue, a, b, |kind| matches!(kind, LinkKind::Excludes | LinkKind::Fallback | LinkKind::PartOf))
}

fn linked(catalogue: &Catalogue, a: &Candidate, b: &Candidate, wanted: impl Fn(LinkKind) -> bool) -> bool {
    let (a, b) = (a.assessment.programme, b.assessment.programme);
    to(catalogue, a, b, &wanted) || to(catalogue, b, a, &wanted)
}

/// What sorts the best to the front, and what is out to the end.
fn behind(c: &Weighed) -> (bool, std::cmp::Reverse<u32>) {
    (c.group.is_out(), std::cmp::Reverse(c.points))
}

/// What belongs to the two best answers comes behind them: linked with them, of the same themes, for the same purposes,
/// with the same words.
fn relatives(catalogue: &Catalogue, overlaps: &Overlaps, all: &mut [Weighed]) {
    let leaders: Vec<(u32, usize, &Programme)> = all.iter().take(2).map(|c| (c.points, c.at, c.programme)).collect();
    // The best answer stays the best.
    for c in all.iter_mut().skip(1).filter(|c| !c.group.is_out()) {
        // The second leads less than the first.
        let gains = leaders.iter().enumerate().map(|(i, (points, lead, leader))| {
            let words = if *lead == c.at { 0 } else { thousandths(weight::ALIKE, overlaps.alike(*lead, c.at)) };
            let near = nearness(catalogue, leader, c.programme) + words;
            thousandths(*points, near) / 10 * if i == 0 { 10 } else { 7 }
        });
        c.points = c.points.saturating_add(gains.max().unwrap_or(0));
    }
    if let Some(rest) = all.get_mut(LEADING..) {
        sort::by_key(rest, behind);
    }
    for place in 1..FIRST {
        let on_subject = |c: &Weighed| !c.overlap.off_subject && !c.group.is_out();
        if let Some(next) = all.iter().skip(place).position(on_subject)
            && let Some(between) = all.get_mut(place..=place + next)
        {
            between.rotate_right(1);
        }
    }
    if let Some(rest) = all.get_mut(FIRST..) {
        // What finances any plan speaks for none: it comes behind what does.
        for c in rest.iter_mut().filter(|c| c.fit.is_financed && !c.group.is_out()) {
            c.points = c.points.saturating_add(weight::FINANCED);
        }
        sort::by_key(rest, behind);
    }
}

/// How near two programmes are, in thousandths.
fn nearness(catalogue: &Catalogue, a: &Programme, b: &Programme) -> u32 {
    if a.id == b.id {
        return 0;
    }
    let shared = |both: usize, one: usize, other: usize| {
        let all = u32::try_from(one + other - both).unwrap_or(u32::MAX).max(1);
        u32::try_from(both).unwrap_or(0) * 1_000 / all
    };
    let themes = a.themes.iter().filter(|t| b.themes.contains(t)).count();
    let purposes = a.fit.purposes.iter().filter(|p| b.fit.purposes.contains(p)).count();
    let linked = to(catalogue, a, b, |_| true) || to(catalogue, b, a, |_| true);
    let mut near = if linked { weight::LINKED } else { 0 };
    near += thousandths(weight::THEMES, shared(themes, a.themes.len(), b.themes.len()));
    near + thousandths(weight::SAME_PURPOSES, shared(purposes, a.fit.purposes.len(), b.fit.purposes.len()))
}

fn thousandths(whole: u32, part: u32) -> u32 {
    u32::try_from(u64::from(whole) * u64::from(part) / 1_000).unwrap_or(u32::MAX)
}

/// Whether a link of a wanted kind leads from one programme to another.
fn to(catalogue: &Catalogue, from: &Programme, to: &Programme, wanted: impl Fn(LinkKind) -> bool) -> bool {
    from.links.iter().any(|l| wanted(l.kind) && catalogue.programme(l.to).is_some_and(|p| p.id == to.id))
}

/// What the words and the purposes say.
fn evidence(share: u32, overlap: Overlap) -> u32 {
    let phrases = overlap.phrases.min(30) * weight::PHRASE;
    overlap.weight.saturating_mul(weight::WORDS).saturating_add(phrases + thousandths(weight::PURPOSES, share))
}

fn points((programme, group): (&Programme, Group), fit: &PlanFit, actors: &[(WordId, u32)], overlap: Overlap) -> u32 {
    let mut plus = evidence(fit.share, overlap) + thousandths(weight::COSTS, fit.paid);
    let named = actors.iter().filter(|(id, _)| programme.fit.actors.contains(id)).map(|(_, rare)| *rare);
    plus += thousandths(weight::ACTOR, named.max().unwrap_or(0));
    let mut minus = if programme.role.is_usable() { 0 } else { weight::NOT_USABLE };
    minus += if group == Group::Open { weight::OPEN } else { 0 };
    let points = plus.saturating_sub(minus);
    if overlap.off_subject { thousandths(points, weight::OFF_SUBJECT) } else { points }
}

told! {
    /// Name in files and for other programs.
    Section::key {
        Fits "fits", Support "support", Open "open", Other "other", Excluded "excluded", Notice "notice",
    }
}

impl Candidate {
    /// The section that it stands in.
    pub fn section(&self) -> Section {
        let role = self.assessment.programme.role;
        match (group(&self.assessment), role) {
            (Group::Excluded | Group::OutOfTerm, _) => Section::Excluded,
            (_, Role::Notice | Role::Mention) => Section::Notice,
            _ if !self.is_answer => Section::Other,
            // Limited to a subject that the sentence does not name.
            _ if self.overlap.off_subject => Section::Other,
            _ if self.fit.is_by_words() => Section::Other,
            (Group::Open, _) => Section::Open,
            (_, Role::Support) => Section::Support,
            _ => Section::Fits,
        }
    }

    /// Where it stands when all are told.
    pub fn heading(&self) -> Heading {
        if self.is_first { Heading::First } else { Heading::Of(self.section()) }
    }

    /// Excluded, or not on this day.
    pub fn is_out(&self) -> bool {
        group(&self.assessment).is_out()
    }

    /// What the local side pays, in yen: 実質的な地方負担, or what is known of it where the 措置 is not printed, with
    /// what a ceiling cut off. `None` without a flow.
    pub fn burden(&self) -> Option<Sum> {
        together(self.assessment.programme, &self.split, &LOCAL_SIDE)
    }

    /// What is borrowed, in yen: the line that takes a 充当率. `None` without one.
    pub fn bond(&self) -> Option<Sum> {
        let p = self.assessment.programme;
        let is_share = |g: u8| p.rates.get(usize::from(g)).is_some_and(|g| g.instrument == Instrument::BondShare);
        let at = p.flow.iter().position(|l| matches!(l.step, Step::Rate(g) if is_share(g)))?;
        let amounts = self.split.leading.iter().filter_map(|s| s.amounts.get(at));
        let open = amounts.copied().find(|a| !matches!(a, Amount::Yen(_)));
        let (lo, hi) = self.split.bounds(at).unwrap_or((Yen(0), Yen(0)));
        Some(Sum { lo, hi, open })
    }

    /// What goes to (or comes from) `to`, over all leading scenarios; `None` where the flow has no such line.
    pub fn sum(&self, to: Bucket) -> Option<Sum> {
        bucket(self.assessment.programme, &self.split, to)
    }
}
