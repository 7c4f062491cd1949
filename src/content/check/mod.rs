//! Logic checks over a loaded bundle, exhaustive over representative values of every fact used.

mod dates;
mod figures;
mod line;
mod money;
mod vocabulary;

use crate::content::lexicon;
use crate::content::problem::Problem;
use crate::domain::judge::clash;
use crate::domain::judge::completion::Completions;
use crate::domain::judge::rate::{Row, pick};
use crate::domain::money::conditions as money_conditions;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::{Condition, Test, World};
use crate::domain::terms::flow::{Base, Step};
use crate::domain::terms::profile::{FactId, Profile, Topic};
use crate::domain::terms::programme::Programme;
use crate::domain::value::source::Document;
use crate::domain::value::truth::Truth;

/// Every logical mistake of the bundle.
pub fn check(catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut used = vec![false; catalogue.facts.len()];
    for programme in catalogue.programmes {
        Check { catalogue, programme, problems: &mut problems }.run();
        problems.extend(figures::unquoted(catalogue, programme));
        problems.extend(line::unlike(programme));
        problems.extend(dates::holes(programme));
        problems.extend(money::lost(catalogue, programme));
        problems.extend(vocabulary::unfindable(catalogue, programme));
        uses(programme, &mut used);
    }
    problems.extend(lexicon::unused(catalogue));
    problems.extend(vocabulary::unserved(catalogue));
    problems.extend(vocabulary::loose(catalogue));
    for rule in catalogue.implications {
        mark(&rule.when, &mut used);
    }
    for (id, value, because) in clash::impossible(catalogue) {
        if let Some(fact) = catalogue.fact(id) {
            let answer = fact.kind.chosen(value).map_or_else(|| fact.kind.written(value), |o| o.label.to_owned());
            let text = format!(
                "答え「{answer}」は、ほかの答えが何でも成り立ちません。implies を確かめてください（{because}）"
            );
            problems.push(Problem::new("facts.toml", 0, fact.id, text));
        }
    }
    for (fact, is_used) in catalogue.facts.iter().zip(&used) {
        if !is_used && fact.topic != Topic::Reference {
            problems.push(Problem::new(
                "facts.toml",
                0,
                fact.id,
                "この項目を使う制度がありません。使うか、消してください",
            ));
        }
    }
    problems
}

fn conditions(p: &'static Programme) -> impl Iterator<Item = &'static Condition> {
    p.conditions().chain(p.checks.iter().filter_map(|c| c.when.as_ref()))
}

fn uses(p: &'static Programme, used: &mut [bool]) {
    for condition in conditions(p) {
        mark(condition, used);
    }
    for line in p.flow {
        let times = line.cap.iter().flat_map(|c| c.times).copied();
        line.base.fact().into_iter().chain(times).for_each(|f| set(f, used));
    }
}

fn mark(condition: &'static Condition, used: &mut [bool]) {
    condition.leaves().into_iter().flat_map(Condition::facts).for_each(|f| set(f, used));
}

fn set(fact: FactId, used: &mut [bool]) {
    if let Some(slot) = used.get_mut(usize::from(fact.0)) {
        *slot = true;
    }
}

struct Check<'a> {
    catalogue: &'a Catalogue,
    programme: &'static Programme,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn report(&mut self, key: &str, message: &str) {
        self.problems.push(Problem::in_programme(self.programme.id, key, message));
    }

    fn run(&mut self) {
        self.verdicts();
        for group in self.programme.rates {
            self.rows(group.id, "率", group.rows, |r| r.label);
        }
        for group in self.programme.ceilings {
            self.rows(group.id, "上限", group.rows, |r| r.label);
        }
        self.flow();
        self.quotes();
    }

    /// The programme can be met and can be missed.
    fn verdicts(&mut self) {
        let p = self.programme;
        let parts: Vec<&'static Condition> = p.deciding().collect();
        // Each condition on its own first: a condition that can never hold is named; then all together.
        let mut reachable = true;
        for (i, condition) in parts.iter().enumerate() {
            let key = if i == 0 { "eligible" } else { "requirement.when" };
            let (yes, no) = self.outcomes(&[condition], key);
            if !yes {
                reachable = false;
                self.report(key, "この条件は、どんな答えでも満たせません");
            }
            // 「地方公共団体」 is a fair description of who may apply although no body can fail it.
            if !no && i > 0 {
                self.report(key, "この条件は、どんな答えでも外れません。条件を消すか直してください");
            }
        }
        if reachable && !self.together(&parts) {
            self.report("eligible", "対象団体の条件と計画の要件を同時に満たす答えがありません");
        }
    }

    fn outcomes(&mut self, parts: &[&'static Condition], key: &str) -> (bool, bool) {
        let profile = Profile::new();
        let completions = Completions::new(parts.iter().copied(), &profile, self.catalogue.facts);
        let Some(count) = completions.count() else {
            self.report(key, "条件の組合せが多すぎます（4,096を超える）。条件を分けてください");
            return (true, true);
        };
        let (mut yes, mut no, mut assumed) = (false, false, Vec::new());
        for i in 0..count {
            completions.at(i, &mut assumed);
            let world = World { profile: &profile, assumed: &assumed };
            match parts.iter().fold(Truth::Yes, |t, c| t.and(c.truth(&world))) {
                Truth::Yes => yes = true,
                Truth::No => no = true,
                Truth::Unknown => {}
            }
        }
        (yes, no)
    }

    /// Whether all conditions can hold at once. Where there are too many combinations, pairs are looked at.
    fn together(&mut self, parts: &[&'static Condition]) -> bool {
        let profile = Profile::new();
        let all = Completions::new(parts.iter().copied(), &profile, self.catalogue.facts);
        if all.count().is_some() {
            return self.outcomes(parts, "eligible").0;
        }
        parts.iter().all(|a| parts.iter().all(|b| self.outcomes(&[a, b], "requirement").0))
    }

    /// Every row leads or is a reading in some completion; base rows of one group do not overlap.
    fn rows<R: Row>(&mut self, group: &str, what: &str, rows: &'static [R], label: fn(&'static R) -> &'static str) {
        let profile = Profile::new();
        let completions = Completions::new(rows.iter().filter_map(Row::when), &profile, self.catalogue.facts);
        let Some(count) = completions.count() else {
            self.report(group, "条件の組合せが多すぎます（4,096を超える）。群を分けてください");
            return;
        };
        for (i, a) in rows.iter().enumerate() {
            for b in rows.iter().skip(i + 1) {
                if a.when() == b.when() && a.period().overlaps(b.period()) {
                    let text = format!("{what}の行「{}」と「{}」は同じ条件で期間が重なっています", label(a), label(b));
                    self.report(group, &text);
                }
            }
            let days = [a.period().from, a.period().to, self.catalogue.newest().map(|d: &Document| d.date)];
            let mut assumed = Vec::new();
            let reached = days.into_iter().flatten().any(|day| {
                (0..count).any(|n| {
                    completions.at(n, &mut assumed);
                    let chosen = pick(rows, &World { profile: &profile, assumed: &assumed }, day);
                    let same = |r: &&'static R| std::ptr::eq(*r, a);
                    chosen.leading.as_ref().is_some_and(same) || chosen.readings.iter().any(same)
                })
            });
            if !reached {
                self.report(group, &format!("{what}の行「{}」は、どんな答えでも使われません", label(a)));
            }
        }
    }

    /// Lines refer to earlier lines only, and a flow has somewhere to go.
    fn flow(&mut self) {
        let p = self.programme;
        if p.flow.is_empty() {
            return;
        }
        if Completions::new(money_conditions(p), &Profile::new(), self.catalogue.facts).count().is_none() {
            self.report(
                "flow",
                "率と上限の条件の組合せが多すぎます（4,096を超える）。条件を減らすか、制度を分けてください",
            );
        }
        if p.flow.iter().all(|l| l.bucket.is_none()) {
            self.report("flow", "どの行にも to がありません。誰の負担かを書いてください");
        }
        let amount = |f: FactId| self.catalogue.fact(f).is_some_and(|f| f.topic == Topic::Amount);
        let wrong: Vec<&str> = p
            .flow
            .iter()
            .filter(|l| matches!(l.base, Base::Fact(f) if !amount(f)) && !matches!(l.step, Step::Silent(_)))
            .map(|l| l.id)
            .collect();
        for id in wrong {
            self.report(&format!("flow[{id}]"), "from の項目は topic = \"金額\" のものにしてください");
        }
    }

    /// Every quote is cited by something.
    fn quotes(&mut self) {
        let p = self.programme;
        let mut cited = vec![false; p.quotes.len()];
        let mut cite = |cites: &[u8]| {
            for c in cites {
                if let Some(slot) = cited.get_mut(usize::from(*c)) {
                    *slot = true;
                }
            }
        };
        cite(p.cites);
        cite(p.period_cites);
        cite(p.diagram_cites);
        cite(p.line_cites);
        cite(p.office_cites);
        cite(p.fit.purposes_cites);
        cite(p.fit.actors_cites);
        cite(p.fit.costs_cites);
        p.terms.iter().for_each(|t| cite(t.cites));
        p.requirements.iter().for_each(|r| cite(r.cites));
        p.budgets.iter().for_each(|b| cite(b.cites));
        p.windows.iter().for_each(|w| cite(w.cites));
        p.links.iter().for_each(|l| cite(l.cites));
        p.checks.iter().for_each(|c| cite(c.cites));
        p.flow.iter().for_each(|l| cite(l.cites));
        for row in p.rates.iter().flat_map(|g| g.rows) {
            cite(row.cites);
            row.others.iter().for_each(|o| cite(o.cites));
        }
        for row in p.ceilings.iter().flat_map(|g| g.rows) {
            cite(row.cites);
            row.others.iter().for_each(|o| cite(o.cites));
        }
        for condition in conditions(p) {
            walk(condition, &mut |c| cite(c.cites));
        }
        let unused: Vec<&str> = p.quotes.iter().zip(&cited).filter(|(_, c)| !**c).map(|(q, _)| q.id).collect();
        for id in unused {
            self.report(&format!("quote.{id}"), "この引用を使うところがありません。cite に書くか、消してください");
        }
    }
}

fn walk(condition: &Condition, f: &mut dyn FnMut(&Condition)) {
    f(condition);
    if let Test::All(parts) | Test::Any(parts) = condition.test {
        parts.iter().for_each(|c| walk(c, f));
    }
}
