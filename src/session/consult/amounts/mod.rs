//! The amounts of a sentence, each as what it is said to be: a cost of the plan, a loan, 公費, or none of these. What is
//! no cost of the plan never becomes one, and what the sentence leaves open is asked back.

mod among;
mod amount;
mod find;
mod kind;
mod label;
mod words;

use crate::domain::plan::project::CostItem;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::terms::fit::{Word, WordId, is_spent};
use crate::domain::value::number::Yen;
use crate::present::figure;
use crate::session::consult::amounts::among::{
    balanced, behind_amounts, exceeded, parts, ranges, superseded, told_apart,
};
use crate::session::consult::amounts::amount::{Called, Kind};
use crate::session::consult::amounts::find::find;
use crate::session::consult::amounts::kind::{RETOLD, kind, label_of_each, times};
use crate::session::consult::amounts::label::{
    cost_kind, cost_of_each, is_called_a_cost, is_called_otherwise, is_own_word, label_of, own_label,
};
use crate::session::consult::amounts::words::{clause, clause_begin, ends, holds, string};
use crate::session::consult::lexicon::{Found, stands};

/// What says that nobody lends anything; a question where か follows.
const NO_LOAN: [&str; 19] = [
    "銀行は使わない",
    "銀行からは借りない",
    "融資は要らない",
    "融資はいらない",
    "融資を使わない",
    "融資はない",
    "融資がない",
    "融資なし",
    "融資は受けない",
    "融資を受けない",
    "融資は受けず",
    "融資を受けず",
    "融資は使わない",
    "融資は付かない",
    "融資はつかない",
    "融資が付かない",
    "借り入れはない",
    "借入はない",
    "借入なし",
];

/// What the amounts of a sentence tell beside the plan.
#[derive(Clone, Copy, Default)]
pub struct Told {
    /// 国 gives a part of it.
    pub given_by_state: bool,
    /// One of several costs is of what no document has.
    pub nowhere: bool,
}

/// Enters the amounts of `text` (folded) in the plan; `costs` are the kinds of cost that were found, in the words of
/// `list`, `purposes` what it is for, `items` the words by which programmes call cost items of their own, and `nowhere`
/// what no document has. Nothing in `names` is an amount; what was read is `covered`.
pub fn read(
    (list, costs): (&[Word], &[Found]),
    (purposes, items, nowhere): (&[Found], &[Called], &[(usize, usize)]),
    text: &[char],
    (names, covered): (&[bool], &mut [bool]),
    out: &mut Understood,
) -> Told {
    shares(text, out);
    let costs: Vec<Found> = costs.iter().filter(|f| is_spent(list, f.id)).cloned().collect();
    let spent: Vec<WordId> = out.project.spent_kinds(list).collect();
    // The only kind of cost that the sentence names.
    let only = match spent.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let name_of = |kind: Option<WordId>| {
        kind.and_then(|k| list.get(usize::from(k.0))).map_or_else(String::new, |w| w.name.to_owned())
    };
    let mut all = find(text, (names, covered), out);
    behind_amounts(text, &mut all);
    let is_lent = holds(&string(text, 0, text.len()), &["融資"]);
    let mut kinds: Vec<Kind> = Vec::new();
    for (i, amount) in all.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| Some((all.get(b)?, *kinds.get(b)?)));
        kinds.push(kind(text, is_lent, amount, (before, all.get(i + 1))));
    }
    superseded(text, &all, &mut kinds);
    balanced(text, is_lent, &all, &mut kinds);
    ranges(text, &all, &mut kinds, out);
    parts(text, &mut all, &mut kinds, out);
    let count = |kind: Kind| kinds.iter().filter(|k| **k == kind).count();
    let (costs_said, wholes) = (count(Kind::Cost), count(Kind::Whole));
    let mut whole = None;
    let first = kinds.iter().position(|k| *k == Kind::Cost).unwrap_or(0);
    let mut beside = Told::default();
    let apart = told_apart(text, &all, purposes);
    let is_for = |at: usize| apart.get(at).is_some_and(|purposes| !purposes.is_empty());
    for (at, (amount, kind)) in all.iter().zip(&kinds).enumerate() {
        let run = string(text, amount.at.0, amount.at.1);
        let label = label_of(text, amount);
        let own = own_label(text, items, amount, &label);
        match kind {
            Kind::Loan => {
                let before = out.project.loan.unwrap_or_default();
                out.project.loan = Some(before.plus(amount.yen));
            }
            Kind::Public => out.project.public_money = Some(amount.yen),
            Kind::Grant => {
                beside.given_by_state |= clause(text, amount.from, amount.at.0).contains('国');
                let before = out.project.grants.unwrap_or_default();
                out.project.grants = Some(before.plus(amount.yen));
                let told = format!(
                    "{label}「{run}」は財源として読みました（起債はこれを引いた額で、ほかは経費の全額で計算しています）"
                );
                out.ask(About::Other, told);
            }
            Kind::Aside if amount.of.is_some() && !RETOLD.contains(&label.as_str()) => {
                let told = format!("{label}「{run}」は財源として読みました（経費から引かず、全額で計算しています）");
                out.ask(About::Other, told);
            }
            Kind::Aside | Kind::Old => out.ask(About::Other, not_entered(&label, &run)),
            Kind::Bond => {
                let told = format!("起債の「{run}」は計算に使っていません（起債額は経費と充当率から計算します）");
                out.ask(About::Other, told);
            }
            // All of it stands in its parts.
            Kind::Cost if amount.yen == Yen(0) && all.iter().any(|a| a.of.is_some()) => {}
            Kind::Whole if costs_said > 0 => whole = Some((amount, run)),
            Kind::Each => {
                let label = label_of_each(text, amount);
                // Several of them tell no sum either.
                if costs_said + wholes > 0 || count(Kind::Each) > 1 {
                    out.ask(About::Other, not_entered(&label, &run));
                    continue;
                }
                let kind = cost_kind(&costs, amount, text).or(only);
                let noun = cost_of_each(text, amount);
                let (yen, is_of_all) = each_of((amount.yen, &run), &label, times(text, amount, &label), out);
                let of_all = || Some(name_of(kind)).filter(|_| is_of_all);
                out.project.costs.push(CostItem::new(kind, noun.or_else(of_all).unwrap_or(label), yen));
            }
            // What nobody calls a cost is not added to one.
            Kind::Cost
                if at > first && own.is_none() && !is_called_a_cost((&costs, is_for(at)), amount, &label, text) =>
            {
                let told = format!("{}。経費なら、何の経費かを書いてください", not_entered(&label, &run));
                out.ask(About::Other, told);
            }
            // One of several costs, of what no document has: 廃校の改修3,000万円、布団60万円.
            Kind::Cost if costs_said > 1 && nowhere.iter().any(|at| is_own_word(text, amount, *at)) => {
                out.ask(About::Other, format!("{label}「{run}」は資料にないものの経費なので、計算に入れていません"));
                beside.nowhere = true;
            }
            Kind::Cost | Kind::Whole => {
                // The only kind of cost that the sentence names is that of its only amount, unless it is called otherwise.
                let is_only = costs_said + wholes == 1 && !is_called_otherwise(&label);
                let kind = cost_kind(&costs, amount, text).or(only.filter(|_| is_only));
                let label = own.or_else(|| Some(label).filter(|l| !l.is_empty())).unwrap_or_else(|| name_of(kind));
                let item = CostItem::new(kind, label, amount.yen);
                let purposes = apart.get(at).cloned().unwrap_or_default();
                out.project.costs.push(CostItem { purposes, ..item });
            }
            Kind::Bound => {}
        }
    }
    told_of_all(&kinds, out);
    if let Some((amount, run)) = whole {
        rest_of(amount.yen, &run, only, out);
    }
    beside
}

/// What the amounts tell together, each of what it is said to be.
fn told_of_all(kinds: &[Kind], out: &mut Understood) {
    if let [only] = out.project.costs.as_mut_slice() {
        only.purposes.clear();
    }
    if let Some(sum) = out.project.loan.filter(|_| kinds.iter().filter(|k| **k == Kind::Loan).count() > 1) {
        out.ask(About::Other, format!("融資・出資は合わせて{}として計算しています", figure::yen(sum)));
    }
    let only_aside =
        !kinds.is_empty() && kinds.iter().all(|k| matches!(k, Kind::Grant | Kind::Aside | Kind::Bond | Kind::Each));
    if out.project.costs.is_empty() && only_aside {
        out.ask(About::Unit, "事業の経費の総額が読めません。総額を書いてください");
    }
}

/// An amount for each of several: of all of them where their number was told, 2人に各500万円, and whether it is; `times` are
/// how many of them stand beside it.
fn each_of((yen, run): (Yen, &str), label: &str, times: Option<(u64, &str)>, out: &mut Understood) -> (Yen, bool) {
    let of_people = ends(label, &["人あたり", "名あたり", "1つあたり"]);
    let people = out.project.persons.filter(|n| of_people && *n > 1).map(|n| (n, "人"));
    let product = times.or(people).and_then(|(n, unit)| Some((n, unit, Yen(yen.0.checked_mul(n)?))));
    if let Some((n, unit, yen)) = product {
        out.ask(About::Other, format!("「{run}」×{n}{unit}は{}として計算しています", figure::yen(yen)));
    } else {
        let told = format!("「{run}」は{label}の金額です。全体の金額を書いてください（いまは{run}で計算します）");
        out.ask(About::Unit, told);
    }
    product.map_or((yen, false), |(.., yen)| (yen, true))
}

/// Tells of what is said as a part of the whole that it is no amount: 国が1/3補助, 過疎債8割.
fn shares(text: &[char], out: &mut Understood) {
    let digits = |from: usize| text.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let mut at = 0;
    while at < text.len() {
        let n = digits(at);
        let end = at + n;
        let of = |sign: &str| stands(text, end, sign).then(|| end + sign.chars().count());
        let behind = ["割", "%"].into_iter().find_map(of).filter(|to| !stands(text, *to, "引"));
        let whole = || ["/", "分の"].into_iter().find_map(of).filter(|to| digits(*to) > 0).map(|to| to + digits(to));
        if let Some(to) = behind.or_else(whole).filter(|_| n > 0) {
            let begin = clause_begin(text, 0, at);
            let clause: String = text.iter().skip(begin).take_while(|c| !"、。".contains(**c)).collect();
            if holds(&clause, &["補助", "負担", "債", "財源", "助成", "交付"]) {
                let told = string(text, at, to);
                out.ask(About::Other, format!("「{told}」は計算に使っていません。金額で書いてください"));
            }
        }
        at = end.max(at + 1);
    }
}

/// What the plan costs beside the parts that were told, `run` being what they come to.
fn rest_of(whole: Yen, run: &str, only: Option<WordId>, out: &mut Understood) {
    let parts = out.project.costs.iter().fold(Yen(0), |sum, item| sum.plus(item.yen));
    match whole.0.checked_sub(parts.0).map(Yen) {
        Some(Yen(0)) => {}
        Some(yen) => {
            out.project.costs.push(CostItem::new(None, "内訳のない額".to_owned(), yen));
        }
        // The sum that was told holds, not what was read as its parts.
        None => {
            out.ask(About::Unit, format!("{}（いまは{run}で計算します）", exceeded(run)));
            out.project.costs = vec![CostItem::new(only, String::new(), whole)];
        }
    }
}

/// Where `text` (folded) says that nobody lends anything.
pub fn no_loan(text: &[char]) -> Option<(usize, usize)> {
    let found =
        |word: &&str| (0..text.len()).find(|at| stands(text, *at, word)).map(|at| (at, at + word.chars().count()));
    NO_LOAN.iter().find_map(found).filter(|(_, end)| text.get(*end) != Some(&'か'))
}

fn not_entered(label: &str, run: &str) -> String {
    format!("{label}「{run}」は事業の経費に入れていません")
}
