//! The amounts of a plan that a programme is computed from: each cost item where it is paid for, and nowhere else.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::project::{CostItem, Project};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::Fit;
use crate::domain::terms::profile::{Answer, Fact, FactId, Origin, PlanAmount, Profile, Value};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::{Decimal, Yen};

/// How a plan's amounts meet a programme.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Costs {
    /// The answers with the plan's amounts filled in.
    pub profile: Profile,
    /// What the programme is computed from, in yen; `None` without an amount.
    pub eligible: Option<Yen>,
    /// The cost items of the plan that it is computed from (indices).
    pub items: Vec<usize>,
    /// Items of a kind that the documents exclude by name, in yen.
    pub excluded: Yen,
    /// Items of a kind that is not among those that the documents list, in yen: left out, since nothing says that they
    /// are paid for, nor that they are not.
    pub not_listed: Yen,
    /// Items that are for something else, where others are for what the programme is for, in yen: left out too.
    pub of_others: Yen,
    /// Items of which nothing says how much is for this programme, in yen: it asks for parts, and they are called like
    /// none of them; or others act, and what the body itself pays is not told.
    pub unassigned: Yen,
}

/// The amounts of `project` for `programme`, on top of `inquiry`'s answers, which have the plan's own among them
/// ([`Project::on`]). An amount that the plan answers itself stays.
/// `is_vague` is [`Overlap::is_vague`](crate::domain::plan::understood::Overlap).
pub fn costs(inquiry: Inquiry<'_>, project: &Project, programme: &'static Programme, is_vague: bool) -> Costs {
    let mut out = Costs { profile: inquiry.profile.clone(), ..Costs::default() };
    if project.costs.is_empty()
        && [project.loan, project.public_money].iter().all(Option::is_none)
        && project.persons.is_none()
    {
        return out;
    }
    let (inputs, fit) = (programme.inputs(), &programme.fit);
    let mut left = kept(inquiry, project, (programme, &inputs), is_vague, &mut out);
    // What comes back to a body is of what it pays itself: where it only helps somebody, not of the whole of that one's
    // cost. Nor does it borrow for what others give.
    let asks_it = inputs.iter().any(|f| of_plan(inquiry.catalogue, *f) == Some(PlanAmount::PublicMoney));
    let is_own = programme.is_of_own_spending() && !asks_it;
    let (mut grants, mut paid) = (project.grants.unwrap_or_default(), project.public_money);
    let mut based_on = |yen: Yen| {
        if !is_own {
            return yen;
        }
        let helped = paid.map_or(yen, |paid| yen.min(paid));
        paid = paid.map(|paid| paid.minus(helped));
        let given = if programme.is_bond() { helped.min(grants) } else { Yen(0) };
        grants = grants.minus(given);
        helped.minus(given)
    };
    let mut enter = |out: &mut Costs, fact: FactId, items: Vec<(usize, &CostItem)>| {
        let yen = based_on(sum(items.iter().map(|(_, item)| *item)));
        out.items.extend(items.iter().map(|(i, _)| *i));
        out.eligible = Some(out.eligible.unwrap_or_default().plus(yen));
        give(&mut out.profile, project, fact, yen);
    };
    for fact in inputs.iter().copied() {
        match special(inquiry.catalogue, project, fact, &mut left) {
            Some(Amount::Other(yen)) => give(&mut out.profile, project, fact, yen),
            Some(Amount::Items(items)) => enter(&mut out, fact, items),
            None => {}
        }
    }
    if !out.items.is_empty() {
        let is_part = |f: &Fact| f.plan.is_none() && f.kind.is_yen();
        let is_open = |f: FactId| inquiry.catalogue.fact(f).is_some_and(is_part) && out.profile.yen(f).is_none();
        let open: Vec<FactId> = inputs.iter().copied().filter(|f| is_open(*f)).collect();
        match open.as_slice() {
            // 報償費640万円、活動費400万円: what is called like the whole is the part that is left.
            [part] if !left.is_empty() && left.iter().all(|(_, item)| fit.calls(&item.label)) => {
                enter(&mut out, *part, std::mem::take(&mut left));
            }
            // The plan tells all that it costs: where each amount has its part, there is nothing in the others.
            parts if left.is_empty() && out.unassigned == Yen(0) => {
                parts.iter().for_each(|f| give(&mut out.profile, project, *f, Yen(0)));
            }
            _ => {}
        }
    }
    // What no special question took goes to the general one.
    match inputs.into_iter().find(|f| of_plan(inquiry.catalogue, *f) == Some(PlanAmount::Cost)) {
        Some(general) if !left.is_empty() => enter(&mut out, general, left),
        Some(_) => {}
        None => out.unassigned = out.unassigned.plus(sum(left.iter().map(|(_, item)| *item))),
    }
    out
}

/// The cost items of `project` that `programme` may pay for, with their places; what it leaves out is added up in `out`.
fn kept<'a>(
    inquiry: Inquiry<'_>,
    project: &'a Project,
    (programme, inputs): (&'static Programme, &[FactId]),
    is_vague: bool,
    out: &mut Costs,
) -> Vec<(usize, &'a CostItem)> {
    let fit = &programme.fit;
    // An item of no kind of its own is of those that the plan names: where none of them is listed, nor is it.
    let mut named = project.spent_kinds(inquiry.catalogue.vocabulary.costs).peekable();
    let is_listed = named.peek().is_none() || fit.costs.is_empty() || named.any(|k| fit.costs.contains(&k));
    let mut left: Vec<(usize, &CostItem)> = Vec::new();
    let is_of_another = |item: &CostItem| {
        let mut others = inquiry.catalogue.programmes.iter().filter(|p| p.fit.items_of == fit.items_of);
        // 弁当の設備 is not the 弁当 of a programme that pays for none.
        let may_pay = |p: &Fit| item.kind.is_none_or(|kind| p.costs.is_empty() || p.costs.contains(&kind));
        let is_called = |p: &Programme| p.fit.calls(&item.label) && may_pay(&p.fit);
        !fit.items.is_empty() && !fit.calls(&item.label) && others.any(is_called)
    };
    // Where others act, or somebody borrows from a bank, the body's part is not told: it is not their whole cost.
    let is_of_others = programme.is_bond()
        && project.public_money.is_none()
        && (project.loan.is_some_and(|loan| loan > Yen(0))
            || !project.actors.is_empty()
                && !fit.actors.is_empty()
                && !project.actors.iter().any(|actor| fit.actors.contains(actor)));
    if is_of_others {
        out.unassigned = sum(&project.costs);
    }
    let all = if is_of_others { &[] } else { project.costs.as_slice() };
    // 廃校改修3,000万円と協力隊2人1,040万円: each amount goes to what it is for.
    let nearness = |item: &CostItem| {
        let own = item.purposes.iter().filter(|id| fit.purposes.contains(id)).count();
        if own == item.purposes.len() { 2 } else { own.min(1) }
    };
    let told = || all.iter().filter(|item| !item.purposes.is_empty());
    let nearest = told().map(nearness).max().filter(|_| fit.finances.is_empty()).unwrap_or(0);
    let is_for_other = |item: &CostItem| nearness(item) < nearest && !fit.calls(&item.label);
    let is_financed = all.iter().any(|item| item.kind.is_some_and(|kind| fit.finances.contains(&kind)));
    // A loan is for whatever it finances.
    let is_vague = is_vague && !programme.is_bond() && !fit.costs.is_empty();
    // What a question of the programme asks for by its name is listed, whatever the others are.
    let is_asked = |item: &CostItem| inputs.iter().any(|f| asks_for(inquiry.catalogue, *f, item));
    for (i, item) in all.iter().enumerate() {
        match item.kind {
            _ if is_of_another(item) || is_for_other(item) => out.of_others = out.of_others.plus(item.yen),
            Some(kind) if fit.costs_not.contains(&kind) => out.excluded = out.excluded.plus(item.yen),
            // A loan is for what is built, where something is: not for the wages beside it.
            Some(kind) if is_financed && !fit.finances.contains(&kind) => {
                out.unassigned = out.unassigned.plus(item.yen);
            }
            // Silence is no refusal, a list without it leaves it open.
            Some(kind) if !fit.costs.is_empty() && !fit.costs.contains(&kind) => {
                out.not_listed = out.not_listed.plus(item.yen);
            }
            None if is_vague && !is_asked(item) && !fit.calls(&item.label) => {
                out.unassigned = out.unassigned.plus(item.yen);
            }
            None if !(is_listed || is_asked(item)) || fit.items_only && !fit.calls(&item.label) => {
                out.not_listed = out.not_listed.plus(item.yen);
            }
            _ => left.push((i, item)),
        }
    }
    left
}

fn sum<'a>(items: impl IntoIterator<Item = &'a CostItem>) -> Yen {
    items.into_iter().fold(Yen(0), |sum, item| sum.plus(item.yen))
}

/// Whether `programme` is computed from 融資 and 公費, and the plan tells both: few are, so that these two tell of it what a
/// purpose would.
pub fn is_of_both(catalogue: &Catalogue, project: &Project, programme: &Programme) -> bool {
    let asks = |amount| programme.inputs().into_iter().any(|f| of_plan(catalogue, f) == Some(amount));
    [PlanAmount::Loan, PlanAmount::PublicMoney].into_iter().all(|amount| project.has(amount) && asks(amount))
}

fn of_plan(catalogue: &Catalogue, fact: FactId) -> Option<PlanAmount> {
    catalogue.fact(fact).and_then(|f| f.plan)
}

/// An amount of the plan: other money or a head count, or cost items.
enum Amount<'a> {
    Other(Yen),
    Items(Vec<(usize, &'a CostItem)>),
}

/// The amount for a question that is not the general one: loan, 公費, a head count, or the cost items that are called so.
fn special<'a>(
    catalogue: &Catalogue,
    project: &Project,
    fact: FactId,
    left: &mut Vec<(usize, &'a CostItem)>,
) -> Option<Amount<'a>> {
    let f = catalogue.fact(fact)?;
    match f.plan {
        Some(PlanAmount::Cost) => return None,
        Some(PlanAmount::Loan) => return project.loan.map(Amount::Other),
        Some(PlanAmount::PublicMoney) => return project.public_money.map(Amount::Other),
        Some(PlanAmount::Persons) => return project.persons.map(|n| Amount::Other(Yen(n))),
        None => {}
    }
    let called: Vec<_> = left.extract_if(.., |(_, item)| asks_for(catalogue, fact, item)).collect();
    Some(called).filter(|items| !items.is_empty()).map(Amount::Items)
}

/// Whether the question asks for a part of the cost, and the item is called like it.
fn asks_for(catalogue: &Catalogue, fact: FactId, item: &CostItem) -> bool {
    let label = item.label.as_str();
    // 経費 and 事業 are called like nothing.
    let is_word = label.chars().nth(2).is_some();
    let is_called = |f: &Fact| is_word && f.label.contains(label) || f.synonyms.iter().any(|s| label.contains(s));
    !label.is_empty() && catalogue.fact(fact).is_some_and(|f| f.plan.is_none() && is_called(f))
}

/// The plan's amount answers the question, whatever was tried in its place; what the plan answers itself stays.
fn give(profile: &mut Profile, project: &Project, fact: FactId, yen: Yen) {
    if !project.answers.iter().any(|(own, _)| *own == fact) {
        let number = Decimal::whole(i64::try_from(yen.0).unwrap_or(i64::MAX));
        profile.set(fact, Answer::Known(Value::Number(number), Origin::Given));
    }
}
