//! The line that is read aloud says what the rows say, and what its quotes print.

use crate::content::printed::{Figure, Printed};
use crate::content::problem::Problem;
use crate::domain::judge::rate::Row;
use crate::domain::terms::condition::{Condition, Test};
use crate::domain::terms::flow::Step;
use crate::domain::terms::profile::Value;
use crate::domain::terms::programme::{Programme, RateValue};
use crate::domain::value::number::{Decimal, Share, Yen};

/// A missing line, and figures of the line that stand in no quote of it or in no row.
pub fn unlike(p: &'static Programme) -> Vec<Problem> {
    let problem = |text: String| Problem::in_programme(p.id, "line", text);
    if p.line.is_empty() {
        if p.rates.is_empty() && p.ceilings.is_empty() {
            return Vec::new();
        }
        return vec![problem(
            "率か上限のある制度には [line] を書いてください（率・何に対して・上限・何ごと）".to_owned(),
        )];
    }
    let quotes: Vec<Printed> = p.cited(p.line_cites).map(|q| Printed::new(q.text)).collect();
    let (in_force, ended, said) = (Rows::of(p, false), Rows::of(p, true), said(p));
    let mut problems = Vec::new();
    for figure in Printed::new(p.line).figures() {
        // 「1人あたり」: one is what the rest is counted by.
        if figure == Figure::Number(Decimal::whole(1)) {
            continue;
        }
        let shown = shown(figure);
        let forms = figure.forms();
        if !quotes.iter().any(|q| q.has(&forms)) {
            let text =
                format!("読み上げる行の数字「{shown}」が引用にありません。数字を直すか、cite に語句を足してください");
            problems.push(problem(text));
        }
        if in_force.has(figure) || said.contains(&figure) {
            continue;
        }
        problems.push(problem(if ended.has(figure) {
            format!("読み上げる行の数字「{shown}」は、終わった行の数字です。次の行の数字にしてください")
        } else {
            format!("読み上げる行の数字「{shown}」が率・上限の行にありません。行と同じ数字にしてください")
        }));
    }
    problems
}

fn shown(figure: Figure) -> String {
    match figure {
        Figure::Share(s) => format!("{}/{}", s.num(), s.den()),
        Figure::Yen(y) => format!("{}円", y.0),
        Figure::Number(n) => n.to_string(),
    }
}

/// Figures that are no rate and no ceiling: budgets, and what the terms and requirements say.
fn said(p: &Programme) -> Vec<Figure> {
    let texts = (p.budgets.iter().map(|b| b.text))
        .chain(p.terms.iter().map(|t| t.text))
        .chain(p.requirements.iter().map(|r| r.text));
    texts.flat_map(|t| Printed::new(t).figures()).collect()
}

/// The figures of the rows.
struct Rows {
    shares: Vec<Share>,
    amounts: Vec<Yen>,
}

impl Rows {
    /// Of the rows that none has followed, since an old year's figure is not read aloud; or, with `ended`, of all.
    fn of(p: &'static Programme, ended: bool) -> Self {
        Self { shares: shares(p, ended), amounts: amounts(p, ended) }
    }

    fn has(&self, figure: Figure) -> bool {
        match figure {
            Figure::Share(s) => self.shares.contains(&s),
            Figure::Yen(y) => self.amounts.contains(&y),
            Figure::Number(_) => true,
        }
    }
}

fn rows<R: Row>(rows: &'static [R], ended: bool) -> impl Iterator<Item = &'static R> {
    let followed = |a: &'static R| {
        let after = |b: &'static R| matches!((a.period().to, b.period().from), (Some(end), Some(from)) if from > end);
        rows.iter().any(|b| b.when() == a.when() && after(b))
    };
    rows.iter().filter(move |r| ended || !followed(r))
}

fn shares(p: &'static Programme, ended: bool) -> Vec<Share> {
    let rows = p.rates.iter().flat_map(|g| rows(g.rows, ended));
    let values = rows.flat_map(|r| std::iter::once(r.value).chain(r.others.iter().map(|o| o.value)));
    let mut out: Vec<Share> = Vec::new();
    for value in values {
        match value {
            RateValue::Share(s) => out.push(s),
            RateValue::OneOf(all) => out.extend(all),
            RateValue::Full => out.push(Share::WHOLE),
            RateValue::Fixed | RateValue::NotStated => {}
        }
    }
    out.extend(p.flow.iter().filter_map(|l| if let Step::Share(s) = l.step { Some(s) } else { None }));
    out
}

fn amounts(p: &'static Programme, ended: bool) -> Vec<Yen> {
    let rows = p.ceilings.iter().flat_map(|g| rows(g.rows, ended));
    let mut out: Vec<Yen> = rows.flat_map(|r| std::iter::once(r.yen).chain(r.others.iter().map(|o| o.yen))).collect();
    // What is added to a ceiling is what the higher ceiling has more (＋500万円).
    let more = out.iter().flat_map(|a| out.iter().map(|b| a.minus(*b))).filter(|y| y.0 > 0);
    out.extend(more.collect::<Vec<_>>());
    out.extend(p.conditions().flat_map(Condition::leaves).filter_map(|leaf| match leaf.test {
        Test::Compare(_, _, Value::Number(n)) => n.yen(),
        _ => None,
    }));
    out
}
