//! Comparing one expectation with what the program answers.

use super::case::{Expect, ExpectedReading, Miss};
use super::figure::{
    amount_matches, ceiling_readings, ceiling_text, plain, rate_matches, rate_readings, rate_text, reading_text,
    value_matches, value_text, yen_range,
};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::combine::BUCKETS;
use crate::domain::money::scenario::{Amount, Scenario, Split};
use crate::domain::money::split::split;
use crate::domain::money::total::{self, Sum};
use crate::domain::terms::condition::Open;
use crate::present::{condition, word};

/// One expectation beside its answer.
pub struct Look<'a> {
    /// What is asked.
    pub inquiry: Inquiry<'a>,
    /// What is expected.
    pub expect: &'a Expect,
    /// What the program says.
    pub assessment: &'a Assessment,
    /// Where misses go.
    pub out: &'a mut Vec<Miss>,
}

impl Look<'_> {
    /// Looks at every key.
    pub fn all(mut self) {
        let a = self.assessment;
        self.word("verdict", self.expect.verdict.as_deref(), word::verdict_key(a.verdict()));
        self.word("plan", self.expect.plan.as_deref(), word::verdict_key(a.plan));
        self.word("status", self.expect.status.as_deref(), a.status.key());
        self.missing();
        self.rates();
        self.ceilings();
        self.money();
        self.checks();
    }

    fn miss(&mut self, key: &str, expected: &str, got: &str) {
        self.out.push(Miss {
            label: self.expect.label.clone(),
            programme: self.expect.programme.clone(),
            key: key.to_owned(),
            expected: expected.to_owned(),
            got: got.to_owned(),
        });
    }

    fn word(&mut self, key: &str, expected: Option<&str>, got: &str) {
        if let Some(expected) = expected.filter(|e| *e != got) {
            self.miss(key, expected, got);
        }
    }

    fn missing(&mut self) {
        let open = self.assessment.missing(self.inquiry.profile);
        let names: Vec<String> = open
            .iter()
            .map(|o| match o {
                Open::Fact(f) => self.inquiry.catalogue.fact(*f).map_or(String::new(), |f| f.id.to_owned()),
                Open::Point(_) => condition::open(self.inquiry.catalogue, *o),
            })
            .collect();
        let fact = |name: &str| self.inquiry.catalogue.fact_named(name).is_some();
        // An id must be that fact; anything else is part of a point.
        let has = |wanted: &str| names.iter().any(|n| n == wanted || (!fact(wanted) && n.contains(wanted)));
        let got = format!("[{}]", names.join(", "));
        let expect = self.expect;
        for wanted in expect.missing.iter().filter(|w| !has(w)) {
            self.miss("missing", wanted, &got);
        }
        for unwanted in expect.not_missing.iter().filter(|w| has(w)) {
            self.miss("not_missing", unwanted, &got);
        }
    }

    fn rates(&mut self) {
        let expect = self.expect;
        for (group, expected) in &expect.rates {
            let key = format!("rates.{group}");
            match self.assessment.rates.iter().find(|r| r.group.id == group) {
                None => self.miss(&key, expected, "no such group"),
                Some(answer) if rate_matches(&answer.selection, expected) => {}
                Some(answer) => {
                    let got = rate_text(&answer.selection);
                    self.miss(&key, expected, &got);
                }
            }
        }
    }

    fn ceilings(&mut self) {
        let expect = self.expect;
        for (group, expected) in &expect.ceilings {
            let (key, expected) = (format!("ceilings.{group}"), plain(expected));
            match self.assessment.ceilings.iter().find(|c| c.group.id == group) {
                None => self.miss(&key, &expected, "no such group"),
                Some(answer) => {
                    let got = ceiling_text(&answer.selection);
                    self.word(&key, Some(&expected), &got);
                }
            }
        }
    }

    fn money(&mut self) {
        let expect = self.expect;
        let split = split(self.inquiry, self.assessment.programme);
        for (line, expected) in &expect.split {
            let (key, expected) = (format!("split.{line}"), plain(expected));
            match self.assessment.programme.flow.iter().position(|l| l.id == line) {
                None => self.miss(&key, &expected, "no such line"),
                Some(index) => {
                    let got = self.line_text(&split, index);
                    if !amount_matches(&expected, &got) {
                        self.miss(&key, &expected, &got);
                    }
                }
            }
        }
        for (name, expected) in &expect.sums {
            let (expected, got) = (plain(expected), self.sum_text(&split, name));
            if !amount_matches(&expected, &got) {
                self.miss(&format!("sums.{name}"), &expected, &got);
            }
        }
        for reading in &expect.readings {
            if !self.reading_exists(reading, &split) {
                let got = self.readings_text(&split);
                self.miss("readings", &reading_text(reading), &got);
            }
        }
    }

    /// What one party's money comes to: an amount only where nothing of it is open.
    fn sum_text(&self, split: &Split, name: &str) -> String {
        let Some(bucket) = BUCKETS.into_iter().find(|b| word::bucket(*b) == name) else {
            return "no such party".to_owned();
        };
        match total::bucket(self.assessment.programme, split, bucket) {
            None => "なし".to_owned(),
            Some(Sum { lo, hi, open: None }) => yen_range(lo, hi),
            Some(Sum { open: Some(open), .. }) => self.amount_text(open),
        }
    }

    fn line_text(&self, split: &Split, index: usize) -> String {
        if let Some((low, high)) = split.bounds(index) {
            return yen_range(low, high);
        }
        if let Some((low, high)) = split.before_adjustment(index) {
            return format!("補正前の試算 {}", yen_range(low, high));
        }
        let amounts = split.leading.iter().filter_map(|s| s.amounts.get(index));
        let open = amounts.copied().find(|a| !matches!(a, Amount::Yen(_)));
        open.map_or_else(|| "nothing".to_owned(), |a| self.amount_text(a))
    }

    fn amount_text(&self, a: Amount) -> String {
        match a {
            Amount::Yen(y) => y.0.to_string(),
            Amount::BeforeAdjustment(y) => format!("補正前の試算 {}", y.0),
            Amount::Missing(f) => format!("未入力（{}）", self.inquiry.catalogue.fact(f).map_or("", |f| f.id)),
            Amount::NotComputable(why) => format!("算定不可（{}）", word::why(why)),
        }
    }

    /// A reading of the money, or — where no money is named — of a figure alone.
    fn reading_exists(&self, wanted: &ExpectedReading, split: &Split) -> bool {
        split.readings.iter().any(|s| self.scenario_matches(wanted, s))
            || (wanted.split.is_empty() && self.figures_match(wanted))
    }

    fn scenario_matches(&self, wanted: &ExpectedReading, s: &Scenario) -> bool {
        let p = self.assessment.programme;
        let rates = wanted.rates.iter().all(|(group, expected)| {
            let used = p.rates.iter().position(|g| g.id == group).and_then(|i| s.rates.get(i)).copied().flatten();
            used.is_some_and(|u| value_matches(u.value, expected))
        });
        let ceilings = wanted.ceilings.iter().all(|(group, expected)| {
            let used = p.ceilings.iter().position(|g| g.id == group).and_then(|i| s.caps.get(i)).copied().flatten();
            used.is_some_and(|u| u.yen.0.to_string() == plain(expected))
        });
        let lines = wanted.split.iter().all(|(line, expected)| {
            let amount = p.flow.iter().position(|l| l.id == line).and_then(|i| s.amounts.get(i));
            amount.is_some_and(|a| amount_matches(&plain(expected), &self.amount_text(*a)))
        });
        rates && ceilings && lines
    }

    fn figures_match(&self, wanted: &ExpectedReading) -> bool {
        let rates = wanted.rates.iter().all(|(group, expected)| {
            let answer = self.assessment.rates.iter().find(|r| r.group.id == group);
            answer.is_some_and(|a| rate_readings(&a.selection).iter().any(|v| value_matches(*v, expected)))
        });
        let ceilings = wanted.ceilings.iter().all(|(group, expected)| {
            let answer = self.assessment.ceilings.iter().find(|c| c.group.id == group);
            let all = answer.map(|a| ceiling_readings(&a.selection)).unwrap_or_default();
            all.iter().any(|y| y.0.to_string() == plain(expected))
        });
        rates && ceilings
    }

    fn readings_text(&self, split: &Split) -> String {
        let p = self.assessment.programme;
        let figures = self.assessment.rates.iter().flat_map(|a| {
            let id = a.group.id;
            rate_readings(&a.selection).into_iter().map(move |v| format!("{id}={}", value_text(v)))
        });
        let scenarios = split.readings.iter().map(|s| {
            let amounts = p.flow.iter().zip(&s.amounts).map(|(l, a)| format!("{}={}", l.id, self.amount_text(*a)));
            format!("{{{}: {}}}", s.reading, amounts.collect::<Vec<_>>().join(" "))
        });
        let all: Vec<String> = figures.chain(scenarios).collect();
        if all.is_empty() { "no other reading".to_owned() } else { all.join(", ") }
    }

    fn checks(&mut self) {
        let texts: Vec<&str> = self.assessment.checks(self.inquiry.profile).iter().map(|c| c.text).collect();
        let expect = self.expect;
        for wanted in expect.checks.iter().filter(|w| !texts.iter().any(|t| t.contains(w.as_str()))) {
            self.miss("checks", wanted, &format!("[{}]", texts.join(" | ")));
        }
    }
}
