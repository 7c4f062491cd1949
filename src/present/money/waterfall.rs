//! The money line by line: amount, per cent, formula in words, citations.
//!
//! Signs are ｘ ＋ －, which are two columns wide everywhere: × is one or two, and is cut in half where terminal and
//! font disagree.

use crate::domain::money::scenario::{Amount, Scenario, Split, Why};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::{Base, Line, Step};
use crate::domain::terms::profile::{Profile, Value};
use crate::domain::terms::programme::{Programme, RateValue};
use crate::domain::value::number::{Share, Yen};
use crate::present::line::Tone;
use crate::present::money::{percent, range};
use crate::present::word;
use crate::present::{figure, value};

/// One line of the waterfall.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Key of the line.
    pub id: &'static str,
    /// What it is.
    pub label: &'static str,
    /// Amount or range; 算定不可; empty while an amount is not entered.
    pub amount: String,
    /// Share of the total; empty without an amount.
    pub percent: String,
    /// How it comes about, or why it cannot be computed; several where the missing answers change the formula.
    pub formulas: Vec<String>,
    /// Indices into the programme's quotes.
    pub cites: Vec<u8>,
    /// How it is meant.
    pub tone: Tone,
}

/// What the rows are made from.
pub(super) struct Source<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) programme: &'static Programme,
    pub(super) profile: &'a Profile,
    pub(super) split: &'a Split,
    pub(super) total: Option<Yen>,
}

impl Source<'_> {
    /// The rows; what exceeds a ceiling only where something does.
    pub(super) fn rows(&self) -> Vec<Row> {
        let row = |(i, line): (usize, &'static Line)| {
            let bounds = self.split.bounds(i);
            let idle = matches!(line.step, Step::Over(_)) && bounds.is_none_or(|(_, hi)| hi == Yen(0));
            (!idle).then(|| self.row(i, line, bounds))
        };
        self.programme.flow.iter().enumerate().filter_map(row).collect()
    }

    fn row(&self, index: usize, line: &'static Line, bounds: Option<(Yen, Yen)>) -> Row {
        let (amount, share) = match bounds {
            Some((lo, hi)) => (range(lo, hi, figure::yen), self.share(lo, hi)),
            None => (self.not_an_amount(index), String::new()),
        };
        let tone = match (line.bucket, line.step, bounds) {
            (_, _, None) => Tone::Check,
            (Some(_), Step::Over(_), _) => Tone::Failed,
            (Some(_), ..) => Tone::Plain,
            (None, ..) => Tone::Quiet,
        };
        Row {
            id: line.id,
            label: line.label,
            amount,
            percent: share,
            formulas: self.formulas(index),
            cites: self.cites(index, line),
            tone,
        }
    }

    fn share(&self, lo: Yen, hi: Yen) -> String {
        self.total.filter(|t| *t > Yen(0)).map_or_else(String::new, |t| range(lo, hi, |y| percent(y, t)))
    }

    /// 「補正前の試算」 with its amount, 「算定不可」, or nothing while an amount is missing.
    fn not_an_amount(&self, index: usize) -> String {
        if let Some((lo, hi)) = self.split.before_adjustment(index) {
            return format!("補正前の試算 {}", range(lo, hi, figure::yen));
        }
        let mut all = self.split.leading.iter().filter_map(|s| s.amounts.get(index));
        if all.any(|a| matches!(a, Amount::NotComputable(_))) {
            "算定不可".to_owned()
        } else {
            "未入力".to_owned()
        }
    }

    /// The formulas of the leading scenarios, each once, that of the lowest amount first.
    fn formulas(&self, index: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut rising: Vec<&Scenario> = self.split.leading.iter().collect();
        sort::by_key(&mut rising, |s| match s.amounts.get(index) {
            Some(Amount::Yen(y) | Amount::BeforeAdjustment(y)) => (false, y.0, None),
            // Without an amount the rate tells which end of the range it is.
            _ => (true, 0, self.used(index, s)),
        });
        for scenario in rising {
            let text = self.formula(index, scenario);
            if !text.is_empty() && !out.contains(&text) {
                out.push(text);
            }
        }
        out
    }

    /// The share that the line takes in this scenario.
    fn used(&self, index: usize, scenario: &Scenario) -> Option<Share> {
        let Step::Rate(group) = self.programme.flow.get(index)?.step else { return None };
        scenario.rates.get(usize::from(group)).copied().flatten()?.value.bounds().map(|b| b.0)
    }

    /// How the line comes about in one scenario, or why it does not.
    pub(super) fn formula(&self, index: usize, scenario: &Scenario) -> String {
        let Some(line) = self.programme.flow.get(index) else { return String::new() };
        if let Some(Amount::NotComputable(why)) = scenario.amounts.get(index) {
            return word::why(*why).to_owned();
        }
        let base = || self.base(line, scenario);
        let part = |i: &u8| self.named(usize::from(*i), scenario);
        let joined = |sign: &str, parts: &[u8]| {
            let mut all = vec![base()];
            all.extend(parts.iter().map(part));
            all.join(sign)
        };
        let text = match line.step {
            // The amount as it was entered needs no formula.
            Step::Whole if matches!(line.base, Base::Fact(_)) && line.cap.is_none() => return String::new(),
            Step::Whole => base(),
            Step::Share(s) => format!("{} ｘ {s}", base()),
            Step::Rate(g) | Step::Limit(g) => self.rated(&base(), usize::from(g), scenario),
            Step::Rest(minus) => joined(" － ", minus),
            Step::Sum(plus) => joined(" ＋ ", plus),
            Step::Over(i) => return self.over(usize::from(i), scenario),
            Step::Silent(why) => why.to_owned(),
        };
        let adjusted = match scenario.amounts.get(index) {
            Some(Amount::BeforeAdjustment(_)) => format!("（{}）", word::why(Why::Adjusted)),
            _ => String::new(),
        };
        match self.cap(index, scenario) {
            Some(cap) => format!("{text}（上限 {cap}まで）{adjusted}"),
            None => format!("{text}{adjusted}"),
        }
    }

    fn rated(&self, base: &str, group: usize, scenario: &Scenario) -> String {
        let Some(g) = self.programme.rates.get(group) else { return base.to_owned() };
        let Some(used) = scenario.rates.get(group).copied().flatten() else { return base.to_owned() };
        let name = crate::present::word::rate_group(g);
        // The name of the row says something only where there are others.
        let label =
            if used.label.is_empty() || g.rows.len() == 1 { String::new() } else { format!("（{}）", used.label) };
        match used.value {
            RateValue::Full => format!("{base} の全額{label}"),
            other => format!("{base} ｘ {name} {}{label}", figure::value(other, g.instrument)),
        }
    }

    fn over(&self, index: usize, scenario: &Scenario) -> String {
        let (Some(Amount::Yen(kept)), Some(cut)) = (scenario.amounts.get(index), scenario.cut.get(index)) else {
            return String::new();
        };
        let Some(line) = self.programme.flow.get(index) else { return String::new() };
        let name = match line.base {
            Base::Line(i) => self.programme.flow.get(usize::from(i)).map_or("", |l| short(l.label)),
            Base::Fact(f) => self.catalogue.fact(f).map_or("", |f| short(f.label)),
        };
        format!("{name} {} － 上限 {}", figure::yen(kept.plus(*cut)), figure::yen(*kept))
    }

    /// The ceiling on a line in this scenario, with the counts it is multiplied by.
    fn cap(&self, index: usize, scenario: &Scenario) -> Option<String> {
        let line = self.programme.flow.get(index)?;
        let moved = scenario
            .caps
            .iter()
            .enumerate()
            .find_map(|(g, c)| c.filter(|c| c.line.is_some_and(|l| usize::from(l) == index)).map(|c| (g, c)));
        let own = || {
            let cap = line.cap?;
            let group = usize::from(cap.group);
            let floor = self.programme.ceilings.get(group).is_none_or(|g| g.floor);
            let used = scenario.caps.get(group).copied().flatten()?;
            (!floor && used.line.is_none()).then_some((group, used))
        };
        let (group, used) = moved.or_else(own)?;
        let times = self.programme.flow.iter().filter_map(|l| l.cap).find(|c| usize::from(c.group) == group);
        let mut text = figure::yen(used.yen);
        for fact in times.map_or(&[][..], |c| c.times) {
            let Some(f) = self.catalogue.fact(*fact) else { continue };
            let count = self.profile.value(*fact).map_or_else(|| f.label.to_owned(), |v| value::value(f, v));
            text = format!("{text} ｘ {count}");
        }
        Some(text)
    }

    fn base(&self, line: &Line, scenario: &Scenario) -> String {
        match line.base {
            Base::Line(i) => self.named(usize::from(i), scenario),
            Base::Fact(f) => {
                let Some(fact) = self.catalogue.fact(f) else { return String::new() };
                match self.profile.value(f) {
                    Some(v @ Value::Number(_)) if fact.kind.is_yen() => {
                        format!("{} {}", short(fact.label), value::value(fact, v))
                    }
                    _ => short(fact.label).to_owned(),
                }
            }
        }
    }

    fn named(&self, index: usize, scenario: &Scenario) -> String {
        let label = self.programme.flow.get(index).map_or("", |l| short(l.label));
        match scenario.amounts.get(index) {
            Some(Amount::Yen(y)) => format!("{label} {}", figure::yen(*y)),
            _ => label.to_owned(),
        }
    }

    fn cites(&self, index: usize, line: &'static Line) -> Vec<u8> {
        let mut out = line.cites.to_vec();
        let capped = match line.step {
            Step::Over(i) => usize::from(i),
            _ => index,
        };
        for s in &self.split.leading {
            if let Step::Rate(g) | Step::Limit(g) = line.step {
                out.extend(s.rates.get(usize::from(g)).copied().flatten().map_or(&[][..], |r| r.cites));
            }
            if let Some(cap) = self.programme.flow.get(capped).and_then(|l| l.cap) {
                out.extend(s.caps.get(usize::from(cap.group)).copied().flatten().map_or(&[][..], |c| c.cites));
            }
        }
        sort::once(&mut out);
        out
    }
}

/// The name without what stands in brackets behind it.
pub(super) fn short(label: &str) -> &str {
    label.split('（').next().unwrap_or(label)
}
