//! The frozen bundle has every form that the format knows, so that the screens drawn from it show them all.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chiiki_navi::domain::terms::condition::{Condition, Test};
use chiiki_navi::domain::terms::flow::Base;
use chiiki_navi::domain::terms::profile::FactKind;
use chiiki_navi::domain::terms::programme::Programme;
use support::bundle::{day, frozen};

/// The forms seen: name of the type, then of the variant.
#[derive(Default)]
struct Forms(BTreeSet<String>);

impl Forms {
    fn see(&mut self, kind: &str, value: impl Debug) {
        let text = format!("{value:?}");
        let variant: String = text.trim_matches('"').chars().take_while(char::is_ascii_alphanumeric).collect();
        self.0.insert(format!("{kind} {variant}"));
    }

    fn condition(&mut self, condition: &Condition) {
        self.see("test", condition.test);
        match condition.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|c| self.condition(c)),
            Test::Compare(_, comparison, value) => {
                self.see("comparison", comparison);
                self.see("value", value);
            }
            Test::Is(_, wanted) => self.see("is", wanted),
            _ => {}
        }
    }

    fn programme(&mut self, p: &'static Programme) {
        p.conditions().for_each(|c| self.condition(c));
        self.see("kind", p.kind);
        self.see("level", p.level);
        self.see("status", p.period.status(day()));
        for group in p.rates {
            self.see("instrument", group.instrument);
            for row in group.rows {
                self.see("rate", row.value);
                self.see("adjusted", row.adjusted);
                self.see("dated rate", row.period.from.or(row.period.to).is_some());
                row.others.iter().for_each(|o| self.see("other rate", o.value));
            }
        }
        for group in p.ceilings {
            self.see("floor", group.floor);
            self.see("per", if group.per.is_empty() { "none" } else { "unit" });
            for row in group.rows {
                self.see("dated ceiling", row.period.from.or(row.period.to).is_some());
                row.others.iter().for_each(|o| self.see("other ceiling of a line", o.line.is_some()));
            }
        }
        for line in p.flow {
            self.see("step", line.step);
            self.see("base", if matches!(line.base, Base::Fact(_)) { "fact" } else { "line" });
            line.bucket.iter().for_each(|b| self.see("bucket", b));
            line.cap.iter().for_each(|c| self.see("times", !c.times.is_empty()));
        }
        p.links.iter().for_each(|l| self.see("link", l.kind));
        p.checks.iter().for_each(|c| self.see("ask", c.ask));
        p.windows.iter().for_each(|w| self.see("window", if w.months.is_empty() { "days" } else { "months" }));
        for (what, there) in [
            ("terms", !p.terms.is_empty()),
            ("requirements", !p.requirements.is_empty()),
            ("budgets", !p.budgets.is_empty()),
            ("contact", !p.contact.is_empty()),
            ("diagram", !p.diagram.is_empty()),
        ] {
            self.see(what, there);
        }
    }
}

const WANTED: [(&str, &str); 24] = [
    ("test", "All Any Compare Is OneOf Ratio Unclear Always"),
    ("comparison", "AtLeast Above AtMost Below"),
    ("value", "Number Day"),
    ("is", "true false"),
    ("level", "Figures Terms Mention"),
    ("status", "InForce Undated Expired NotYet"),
    ("instrument", "National SpecialTax OrdinaryTax BondShare BondRelief TaxRelief Other"),
    ("rate", "Share OneOf Fixed NotStated Full"),
    ("adjusted", "true false"),
    ("dated rate", "true false"),
    ("other rate", "Share Fixed"),
    ("floor", "true false"),
    ("dated ceiling", "true false"),
    ("other ceiling of a line", "true"),
    ("step", "Whole Share Rate Rest Over Sum Silent"),
    ("base", "fact line"),
    ("bucket", "National SpecialTax OrdinaryTax BondRelief Local Private Own Fee Third"),
    ("times", "true false"),
    ("link", "PartOf Then With Fallback Excludes See"),
    ("ask", "true false"),
    ("contact", "true false"),
    ("budgets", "true false"),
    ("diagram", "true false"),
    ("fact", "YesNo Choice Number Day"),
];

#[test]
fn nine_programmes_have_every_form() {
    let (bundle, mut forms) = (frozen(), Forms::default());
    bundle.programmes.iter().for_each(|p| forms.programme(p));
    for fact in bundle.facts {
        forms.see("fact", fact.kind);
        if let FactKind::Number { unit, .. } = fact.kind {
            forms.see("unit", unit);
        }
    }
    let wanted = WANTED.iter().flat_map(|(kind, all)| all.split(' ').map(move |v| format!("{kind} {v}")));
    let extra = ["window days", "window months", "unit Yen", "unit Minutes", "unit Count", "per none", "per unit"];
    let missing: Vec<String> = wanted.chain(extra.map(str::to_owned)).filter(|w| !forms.0.contains(w)).collect();
    assert!(missing.is_empty(), "tests/bundle lacks {missing:?}; it has {:?}", forms.0);
    assert_eq!((bundle.programmes.len(), bundle.municipalities.iter().filter(|m| !m.is_prefecture()).count()), (9, 5));
}
