//! 逆引き: the conditions of a programme as a checklist, for nobody in particular.

use crate::domain::judge::rank::{Group, Shelf};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, Test};
use crate::present::condition::phrase;
use crate::present::form::Bodies;
use crate::present::row::Row;
use crate::present::word;
use crate::text::join::join;

/// One line of the checklist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// How far it is indented: below 「次のいずれか」.
    pub depth: usize,
    /// What must hold.
    pub text: String,
    /// The condition itself.
    pub condition: &'static Condition,
}

/// Among bodies of one programme the shelf of usable programmes is 該当.
pub fn shelf(s: Shelf) -> &'static str {
    match s {
        Shelf::Money | Shelf::Support => word::group(Group::Applies),
        other => word::shelf(other),
    }
}

/// Which bodies are listed, in words; empty where all are.
pub fn listed(bodies: Bodies) -> String {
    let of = bodies.shelf.map(|s| format!("区分 {}", shelf(s)));
    bodies.prefecture.map(str::to_owned).into_iter().chain(of).collect::<Vec<_>>().join("／")
}

/// What stands beside a municipality's mark: how many terms the plan has, what it may get, else why not or what is open.
pub fn rest(r: Row) -> String {
    let parts = if r.group == Group::Applies { [r.rate, r.ceiling, r.plan] } else { [r.rate, r.note, r.plan] };
    join(parts.iter().map(String::as_str), "　")
}

/// A condition as an indented checklist: leaves, any-of groups announced. Empty where nothing is asked of the body.
pub fn checklist(catalogue: &Catalogue, c: &'static Condition) -> Vec<Item> {
    let mut out = Vec::new();
    if c.test != Test::Always {
        tree(catalogue, c, 0, &mut out);
    }
    out
}

fn tree(catalogue: &Catalogue, c: &'static Condition, depth: usize, out: &mut Vec<Item>) {
    match c.test {
        Test::All(parts) if c.label.is_empty() => parts.iter().for_each(|p| tree(catalogue, p, depth, out)),
        Test::Any(parts) if c.label.is_empty() => {
            out.push(Item { depth, text: "次のいずれか".to_owned(), condition: c });
            parts.iter().for_each(|p| tree(catalogue, p, depth + 1, out));
        }
        _ => out.push(Item { depth, text: phrase(catalogue, c), condition: c }),
    }
}
