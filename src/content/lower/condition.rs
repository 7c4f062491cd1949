//! Raw conditions → the domain's closed grammar.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::terms::condition::{Comparison, Condition, Test};
use crate::domain::terms::profile::{FactId, FactKind, Value};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;

/// Conditions nested deeper than this are refused.
const MAX_DEPTH: usize = 12;

impl Context<'_> {
    /// Lowers a condition; a part that is wrong is reported and becomes `Always`.
    pub fn condition(&mut self, raw: &Spanned<raw::Condition>, key: &str) -> Condition {
        self.condition_at(raw, key, 0)
    }

    fn condition_at(&mut self, raw: &Spanned<raw::Condition>, key: &str, depth: usize) -> Condition {
        let at = raw.span().start;
        let c = raw.get_ref();
        let cites = self.cites(&c.cite, at, key);
        let label = self.text(&c.label, at, key);
        if depth > MAX_DEPTH {
            self.report(at, key, "条件の入れ子が深すぎます。条件を整理してください");
            return Condition::ALWAYS;
        }
        let test = match form(c) {
            Some(Form::All(parts)) => Test::All(self.parts(parts, key, depth)),
            Some(Form::Any(parts)) => Test::Any(self.parts(parts, key, depth)),
            Some(Form::Shared(name)) => return self.shared(name, label, cites, at, key, depth),
            Some(Form::Unclear(text)) => Test::Unclear(self.text(text, at, key)),
            Some(Form::Fact(fact)) => self.leaf(c, fact, at, key),
            None => {
                let what = "all・any・use・fact・unclear のうち、ちょうど1つを書いてください";
                self.report(at, key, what);
                Test::Always
            }
        };
        Condition { test, label, cites }
    }

    fn parts(&mut self, parts: &[Spanned<raw::Condition>], key: &str, depth: usize) -> &'static [Condition] {
        Vec::leak(parts.iter().map(|p| self.condition_at(p, key, depth + 1)).collect())
    }

    fn shared(
        &mut self,
        name: &str,
        label: &'static str,
        cites: &'static [u8],
        at: usize,
        key: &str,
        depth: usize,
    ) -> Condition {
        let defines = self.shared.defines;
        let Some(raw) = defines.get(name) else {
            self.report(at, key, &format!("共有条件「{name}」は facts.toml の [define] にありません"));
            return Condition::ALWAYS;
        };
        let inner = self.condition_at(raw, key, depth + 1);
        let label = if label.is_empty() { inner.label } else { label };
        // The citation belongs to the programme that uses the shared condition: every leaf carries it.
        Condition { test: cited(inner.test, cites), label, cites }
    }

    fn leaf(&mut self, c: &raw::Condition, name: &str, at: usize, key: &str) -> Test {
        let Some((fact, kind)) = self.fact(name, at, key) else { return Test::Always };
        let comparisons = [
            (Comparison::AtLeast, &c.at_least),
            (Comparison::Above, &c.above),
            (Comparison::AtMost, &c.at_most),
            (Comparison::Below, &c.below),
        ];
        let bounds: Vec<(Comparison, &raw::Scalar)> =
            comparisons.into_iter().filter_map(|(k, v)| v.as_ref().map(|v| (k, v))).collect();
        let given = [c.is.is_some(), c.one_of.is_some(), c.not_in.is_some(), !bounds.is_empty()];
        if given.into_iter().filter(|is_given| *is_given).count() != 1 {
            self.report(at, key, "is・in・not_in・比較（at_least など）のうち、1種類を書いてください");
            return Test::Always;
        }
        match (c.is, &c.one_of, &c.not_in) {
            (Some(b), _, _) if matches!(kind, FactKind::YesNo) => Test::Is(fact, b),
            (Some(_), _, _) => self.wrong(at, key, name, "はい／いいえの項目ではないので is は使えません"),
            (_, Some(ids), _) => self.options(fact, kind, ids, true, at, key),
            (_, _, Some(ids)) => self.options(fact, kind, ids, false, at, key),
            _ => self.bounds(c, fact, kind, &bounds, at, key),
        }
    }

    fn wrong(&mut self, at: usize, key: &str, name: &str, what: &str) -> Test {
        self.report(at, key, &format!("項目「{name}」は{what}"));
        Test::Always
    }

    fn options(&mut self, fact: FactId, kind: FactKind, ids: &[String], wanted: bool, at: usize, key: &str) -> Test {
        let FactKind::Choice(all) = kind else {
            self.report(at, key, "選択式の項目ではないので in・not_in は使えません");
            return Test::Always;
        };
        for id in ids {
            if !all.iter().any(|o| o.id == id) {
                let known: Vec<&str> = all.iter().map(|o| o.id).collect();
                self.report(at, key, &format!("選択肢「{id}」はありません。あるもの: {}", known.join("、")));
            }
        }
        let chosen = all.iter().enumerate().filter(|(_, o)| ids.iter().any(|i| i == o.id) == wanted);
        Test::OneOf(fact, Vec::leak(chosen.filter_map(|(i, _)| u8::try_from(i).ok()).collect()))
    }

    fn bounds(
        &mut self,
        c: &raw::Condition,
        fact: FactId,
        kind: FactKind,
        bounds: &[(Comparison, &raw::Scalar)],
        at: usize,
        key: &str,
    ) -> Test {
        let per = match &c.per {
            Some(name) => match self.fact(name, at, key) {
                Some((id, _)) => Some(id),
                None => return Test::Always,
            },
            None => None,
        };
        let mut tests = Vec::new();
        for (comparison, scalar) in bounds {
            let test = match (per, kind) {
                (Some(other), _) => Decimal::parse(&scalar.0).map(|d| Test::Ratio(fact, other, *comparison, d)),
                (None, FactKind::Day) => {
                    Date::parse(&scalar.0).map(|d| Test::Compare(fact, *comparison, Value::Day(d)))
                }
                (None, FactKind::Number { .. }) => {
                    Decimal::parse(&scalar.0).map(|d| Test::Compare(fact, *comparison, Value::Number(d)))
                }
                _ => None,
            };
            match test {
                Some(test) => tests.push(Condition { test, label: "", cites: &[] }),
                None => self.report(
                    at,
                    key,
                    &format!("「{}」とは比べられません（数・日付の項目と値か確かめてください）", scalar.0),
                ),
            }
        }
        match tests.len() {
            0 => Test::Always,
            1 => tests.first().map_or(Test::Always, |c| c.test),
            _ => {
                let cites = self.cites(&c.cite, at, key);
                tests.iter_mut().for_each(|t| t.cites = cites);
                Test::All(Vec::leak(tests))
            }
        }
    }
}

enum Form<'r> {
    All(&'r [Spanned<raw::Condition>]),
    Any(&'r [Spanned<raw::Condition>]),
    Shared(&'r str),
    Unclear(&'r str),
    Fact(&'r str),
}

/// The one form that the table is written in; `None` for none or several.
fn form(c: &raw::Condition) -> Option<Form<'_>> {
    let forms = [
        c.all.as_ref().map(|p| Form::All(p)),
        c.any.as_ref().map(|p| Form::Any(p)),
        c.shared.as_ref().map(|n| Form::Shared(n)),
        c.unclear.as_ref().map(|t| Form::Unclear(t)),
        c.fact.as_ref().map(|f| Form::Fact(f)),
    ];
    let mut given = forms.into_iter().flatten();
    let first = given.next()?;
    given.next().is_none().then_some(first)
}

fn cited(test: Test, cites: &'static [u8]) -> Test {
    let all = |parts: &'static [Condition]| -> &'static [Condition] {
        Vec::leak(parts.iter().map(|c| Condition { test: cited(c.test, cites), cites, ..*c }).collect())
    };
    match test {
        Test::All(parts) => Test::All(all(parts)),
        Test::Any(parts) => Test::Any(all(parts)),
        other => other,
    }
}
