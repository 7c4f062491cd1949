//! The law of money: over representative plans, every yen that is put in has a destination.

use crate::content::problem::Problem;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::scenario::{Amount, Scenario, Why};
use crate::domain::money::split::split;
use crate::domain::money::total::{known, put_in};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::{Line, Step};
use crate::domain::terms::profile::{FactId, Profile, Value};
use crate::domain::terms::programme::{Programme, RateGroup, RateReading, RateRow, RateValue};
use crate::domain::value::number::{Decimal, Share, Yen};
use crate::text::number::show_yen;

/// What a flow loses, invents or overdraws: the first plan of each kind.
pub fn lost(catalogue: &Catalogue, p: &'static Programme) -> Vec<Problem> {
    if p.flow.iter().all(|l| l.bucket.is_none()) {
        return Vec::new();
    }
    // A line that the documents leave silent takes anything from nothing to the whole of what it starts from.
    let (least, most) = (computable(p, Share::checked(0, 1)), computable(p, Share::WHOLE));
    let mut out: Vec<Problem> = Vec::new();
    let (mut whole, mut overdrawn) = (false, None);
    for plan in plans(catalogue, least) {
        let words = || entered(catalogue, least, &plan);
        let Some(total) = put_in(least, &plan) else { continue };
        for sum in sums(catalogue, least, &plan) {
            // Of nothing too much cannot be taken: a plan without yen says nothing of the flow.
            whole |= sum.is_some() && total > Yen(0);
            match sum {
                None => _ = overdrawn.get_or_insert_with(words),
                Some(sum) if sum > total => {
                    return vec![far(p, &words(), total, sum.minus(total), "余分に数えられます")];
                }
                Some(_) => {}
            }
        }
        if let Some(sum) = sums(catalogue, most, &plan).into_iter().flatten().find(|sum| *sum < total) {
            return vec![far(p, &words(), total, total.minus(sum), "どこにも行きません")];
        }
    }
    if let Some(plan) = overdrawn.filter(|_| least.inputs().len() == 1 || !whole) {
        let text = format!("{plan}のとき、引く額が元の額を超えます。率の合計と rest の行を確かめてください");
        out.push(Problem::in_programme(p.id, "flow", text));
    }
    out
}

fn far(p: &Programme, plan: &str, total: Yen, yen: Yen, what: &str) -> Problem {
    let text = format!(
        "{plan}のとき、{}のうち {}が{what}。上限で切れた分（over）・残り（rest）の行と to を確かめてください",
        show_yen(total.0),
        show_yen(yen.0)
    );
    Problem::in_programme(p.id, "flow", text)
}

/// What the lines with a bucket come to under every outcome and reading; `None` where one is overdrawn.
fn sums(catalogue: &Catalogue, p: &'static Programme, plan: &Profile) -> Vec<Option<Yen>> {
    let Some(day) = catalogue.newest().map(|d| d.date) else { return Vec::new() };
    let all = split(Inquiry { catalogue, profile: plan, as_of: day }, p);
    let scenarios = all.leading.iter().chain(&all.readings);
    let overdrawn = |s: &&Scenario| s.amounts.contains(&Amount::NotComputable(Why::Overdrawn));
    scenarios.filter(|s| overdrawn(s) || complete(p, s)).map(|s| (!overdrawn(&s)).then(|| known(p, s))).collect()
}

/// Every line that belongs to somebody is an amount.
fn complete(p: &'static Programme, s: &Scenario) -> bool {
    p.flow.iter().zip(&s.amounts).all(|(l, a)| l.bucket.is_none() || matches!(a, Amount::Yen(_)))
}

/// The programme with a stand-in for what the documents do not let one compute, so that its lines can be added up:
/// half for a share that is not printed, `silent` for a line that is left silent, or limited by what is not printed.
fn computable(p: &'static Programme, silent: Share) -> &'static Programme {
    let limits = |group: usize| p.flow.iter().any(|l| matches!(l.step, Step::Limit(g) if usize::from(g) == group));
    let group = |(i, g): (usize, &RateGroup)| {
        let open = if limits(i) { silent } else { Share::checked(1, 2) };
        let value = |v: RateValue| match v {
            RateValue::Fixed | RateValue::NotStated => RateValue::Share(open),
            known => known,
        };
        let others = |r: &RateRow| r.others.iter().map(|o| RateReading { value: value(o.value), ..*o }).collect();
        let row = |r: &RateRow| RateRow { value: value(r.value), adjusted: false, others: Vec::leak(others(r)), ..*r };
        RateGroup { rows: Vec::leak(g.rows.iter().map(row).collect()), ..*g }
    };
    let step = |s: Step| match s {
        Step::Silent(_) => Step::Share(silent),
        known => known,
    };
    let flow = p.flow.iter().map(|l| Line { step: step(l.step), ..*l });
    let made = Programme {
        rates: Vec::leak(p.rates.iter().enumerate().map(group).collect()),
        flow: Vec::leak(flow.collect()),
        ..*p
    };
    Vec::leak(vec![made]).first().unwrap_or(p)
}

/// Amounts around every ceiling, small, large and odd; with several amounts, in several proportions.
fn plans(catalogue: &Catalogue, p: &'static Programme) -> Vec<Profile> {
    let inputs = p.inputs();
    let mut sizes: Vec<u64> = vec![0, 1, 999_999, 33_333_333, 100_000_000];
    for row in p.ceilings.iter().flat_map(|g| g.rows) {
        let Yen(y) = row.yen;
        sizes.extend([y / 2 + 1, y, y.saturating_mul(3) + 7]);
    }
    sort::once(&mut sizes);
    let mut out = Vec::new();
    for size in sizes {
        for shape in 0..if inputs.len() > 1 { 3 } else { 1 } {
            let mut profile = Profile::new();
            for (i, fact) in inputs.iter().enumerate() {
                profile.give(*fact, amount(catalogue, *fact, size, i + shape, i == 0 && inputs.len() > 1));
            }
            out.push(profile);
        }
    }
    out
}

fn amount(catalogue: &Catalogue, fact: FactId, size: u64, nth: usize, whole: bool) -> Value {
    let yen = catalogue.fact(fact).is_some_and(|f| f.kind.is_yen());
    let parts = u64::try_from(nth % 3).unwrap_or(0);
    let n = match (yen, whole) {
        (false, _) => 1 + parts,
        (true, true) => size.saturating_mul(7),
        (true, false) => size.saturating_mul(1 + parts),
    };
    Value::Number(Decimal::whole(i64::try_from(n).unwrap_or(i64::MAX)))
}

/// The plan in words: 「事業費 1,000万円」.
fn entered(catalogue: &Catalogue, p: &'static Programme, plan: &Profile) -> String {
    let each = p.inputs().into_iter().filter_map(|f| {
        let fact = catalogue.fact(f)?;
        let n = plan.yen(f)?.0;
        Some(format!("{} {}", fact.label, if fact.kind.is_yen() { show_yen(n) } else { n.to_string() }))
    });
    each.collect::<Vec<_>>().join("、")
}
