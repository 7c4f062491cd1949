//! Each figure stands in one of its own quotes.

use crate::content::printed::{self, Figure, Printed};
use crate::content::problem::Problem;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, Test};
use crate::domain::terms::flow::Step;
use crate::domain::terms::profile::{FactId, Unit, Value};
use crate::domain::terms::programme::{Programme, RateValue};
use crate::domain::value::number::{Decimal, Share, Yen};
use crate::domain::value::source::Cites;

/// The figures of rates, ceilings, conditions and flows that none of their quotes prints.
pub fn unquoted(catalogue: &Catalogue, p: &'static Programme) -> Vec<Problem> {
    let mut all = Figures { catalogue, p, problems: Vec::new() };
    for group in p.rates {
        for row in group.rows {
            let key = format!("rate[{}].{}", group.id, row.label);
            all.rate(&key, row.value, row.cites);
            row.others.iter().for_each(|o| all.rate(&format!("{key}.other"), o.value, o.cites));
            row.when.iter().for_each(|c| all.condition(&format!("{key}.when"), c, row.cites.to_vec()));
        }
    }
    for group in p.ceilings {
        for row in group.rows {
            let key = format!("ceiling[{}].{}", group.id, row.label);
            all.yen(&key, row.yen, row.cites);
            row.others.iter().for_each(|o| all.yen(&format!("{key}.other"), o.yen, o.cites));
            row.when.iter().for_each(|c| all.condition(&format!("{key}.when"), c, row.cites.to_vec()));
        }
    }
    for line in p.flow {
        if let Step::Share(s) = line.step {
            all.share(&format!("flow[{}].share", line.id), s, line.cites);
        }
    }
    all.condition("eligible", &p.eligible, Vec::new());
    for r in p.requirements {
        r.when.iter().for_each(|c| all.condition("requirement.when", c, r.cites.to_vec()));
    }
    // When a doubt matters is a bound that some other row cites.
    let anywhere: Vec<u8> = (0..u8::MAX).take(p.quotes.len()).collect();
    for c in p.checks {
        c.when.iter().for_each(|w| all.condition("check.when", w, anywhere.clone()));
    }
    all.problems
}

struct Figures<'a> {
    catalogue: &'a Catalogue,
    p: &'static Programme,
    problems: Vec<Problem>,
}

impl Figures<'_> {
    fn rate(&mut self, key: &str, value: RateValue, cites: Cites) {
        match value {
            RateValue::Share(s) => self.share(key, s, cites),
            RateValue::OneOf(all) => all.iter().for_each(|s| self.share(key, *s, cites)),
            RateValue::Fixed | RateValue::NotStated | RateValue::Full => {}
        }
    }

    fn share(&mut self, key: &str, s: Share, cites: Cites) {
        self.stands(key, &format!("{}/{}", s.num(), s.den()), &printed::share(s), cites);
    }

    /// An amount, or the sum of two that are printed (1,500万円＋500万円).
    fn yen(&mut self, key: &str, y: Yen, cites: Cites) {
        let printed = self.p.cited(cites).flat_map(|q| Printed::new(q.text).figures());
        let amounts: Vec<Yen> = printed.filter_map(Figure::yen).collect();
        let sum = |(i, a): (usize, &Yen)| amounts.iter().skip(i + 1).any(|b| a.plus(*b) == y);
        if amounts.iter().enumerate().any(sum) {
            return;
        }
        self.stands(key, &format!("{}円", y.0), &printed::yen(y), cites);
    }

    /// The figures of a condition stand in its own quotes, in those of what it is part of, or of the row it decides.
    fn condition(&mut self, key: &str, c: &'static Condition, mut cites: Vec<u8>) {
        cites.extend(c.cites);
        let (shown, forms) = match c.test {
            Test::All(parts) | Test::Any(parts) => {
                return parts.iter().for_each(|part| self.condition(key, part, cites.clone()));
            }
            Test::Compare(fact, _, bound) => (bound_shown(bound), self.bound(fact, bound)),
            Test::Ratio(_, _, _, bound) => (bound.to_string(), times(bound)),
            Test::Always | Test::Is(..) | Test::OneOf(..) | Test::Unclear(_) => return,
        };
        // More than nothing is a word (融資がある), no figure.
        if shown == "0" {
            return;
        }
        if cites.is_empty() {
            let text = format!("数字「{shown}」のある条件に出典（cite）がありません。数字のある語句を引用してください");
            return self.problems.push(Problem::in_programme(self.p.id, key, text));
        }
        self.stands(key, &shown, &forms, &cites);
    }

    fn bound(&self, fact: FactId, bound: Value) -> Vec<String> {
        match (bound, self.catalogue.fact(fact).and_then(|f| f.kind.unit())) {
            (Value::Number(n), Some(Unit::Minutes)) => printed::minutes(n),
            (Value::Number(n), Some(Unit::Yen)) => n.yen().map(printed::yen).unwrap_or_default(),
            (Value::Number(n), Some(Unit::Count(what))) if what.contains('月') => printed::months(n),
            (Value::Number(n), _) => printed::number(n),
            (Value::Day(d), _) => printed::day(d),
            (Value::Flag(_) | Value::Choice(_), _) => Vec::new(),
        }
    }

    fn stands(&mut self, key: &str, shown: &str, forms: &[String], cites: &[u8]) {
        let quotes: Vec<&str> = self.p.cited(cites).map(|q| q.text).collect();
        if quotes.iter().any(|text| Printed::new(text).has(forms)) {
            return;
        }
        let standing = if quotes.is_empty() { "なし".to_owned() } else { format!("「{}」", quotes.join("」「")) };
        let text = format!(
            "数字「{shown}」が引用にありません（引用 {standing}）。数字を直すか、その数字のある語句を引用してください"
        );
        self.problems.push(Problem::in_programme(self.p.id, key, text));
    }
}

fn bound_shown(bound: Value) -> String {
    match bound {
        Value::Number(n) => n.to_string(),
        Value::Day(d) => d.to_string(),
        Value::Flag(_) | Value::Choice(_) => String::new(),
    }
}

/// A multiple: of once the documents say 同額 or only 以上.
fn times(bound: Decimal) -> Vec<String> {
    let mut out = printed::number(bound);
    if bound == Decimal::whole(1) {
        out.extend(["同額", "以上", "以下", "超え"].map(str::to_owned));
    }
    out
}
