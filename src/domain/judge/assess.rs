//! The story of the product on one page: one programme, one inquiry → one answer.
//!
//! The answer has two layers, because a briefing asks two questions:
//!
//! 1. *May this body use it at all?* `eligible`: kind of body, area, designation. Open answers leave it open.
//! 2. *Does this plan satisfy the terms?* `requirements`: a failed one rules the plan out; an open one is
//!    shown as 計画の要件（未回答） and leaves the verdict to layer 1.
//!
//! [`Assessment::is_settled`] tells whether both layers are decided. A settled verdict never changes when
//! further answers come in (property test).

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rate::{Selection, select};
use crate::domain::sort;
use crate::domain::terms::condition::{Condition, Open, Reason, World};
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::{CeilingGroup, CeilingRow, Check, Programme, RateGroup, RateRow, Requirement};
use crate::domain::value::date::Status;
use crate::domain::value::truth::Truth;

/// What is known about one programme for one profile.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The programme.
    pub programme: &'static Programme,
    /// The one line that is read aloud; empty where its figures are not those of the day asked about.
    pub line: &'static str,
    /// In force, expired, not yet, or undated on the day asked about.
    pub status: Status,
    /// Layer 1: whether the body is eligible.
    pub body: Truth,
    /// Layer 2: whether the plan satisfies what can be judged of the requirements.
    pub plan: Truth,
    /// The rates, one selection per group.
    pub rates: Vec<RateAnswer>,
    /// The ceilings, one selection per group.
    pub ceilings: Vec<CeilingAnswer>,
}

/// A rate group and what applies of it.
#[derive(Clone, Debug)]
pub struct RateAnswer {
    /// The group.
    pub group: &'static RateGroup,
    /// The outcomes.
    pub selection: Selection<RateRow>,
}

/// A ceiling group and what applies of it.
#[derive(Clone, Debug)]
pub struct CeilingAnswer {
    /// The group.
    pub group: &'static CeilingGroup,
    /// The outcomes.
    pub selection: Selection<CeilingRow>,
}

/// The two layers of an answer: may this body use it, and how many terms the plan meets by the present answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layers {
    /// Whether the body is eligible.
    pub body: Truth,
    /// 計画の要件 that are met.
    pub met: usize,
    /// That are not met.
    pub failed: usize,
    /// That an answer is missing for.
    pub open: usize,
    /// That only people can judge.
    pub people: usize,
}

impl Layers {
    /// All of 計画の要件.
    pub fn terms(&self) -> usize {
        self.met + self.failed + self.open + self.people
    }
}

impl Inquiry<'_> {
    /// Assesses one programme.
    pub fn assess(self, programme: &'static Programme) -> Assessment {
        let world = World::of(self.profile);
        let rates = programme.rates.iter();
        let ceilings = programme.ceilings.iter();
        Assessment {
            programme,
            line: programme.line_on(self.as_of),
            status: programme.period.status(self.as_of),
            body: programme.eligible.truth(&world),
            plan: required(programme, &world),
            rates: rates.map(|group| RateAnswer { group, selection: select(group.rows, self) }).collect(),
            ceilings: ceilings.map(|group| CeilingAnswer { group, selection: select(group.rows, self) }).collect(),
        }
    }

    /// Whether one programme is in force, and its verdict, where nobody asks for its rates and ceilings.
    pub fn verdict(self, programme: &'static Programme) -> (Status, Truth) {
        let (status, world) = (programme.period.status(self.as_of), World::of(self.profile));
        let (body, plan) = (programme.eligible.truth(&world), required(programme, &world));
        (status, verdict(status, body, plan))
    }

    /// Assesses every programme, in the order of the catalogue.
    pub fn assess_all(self) -> Vec<Assessment> {
        self.catalogue.programmes.iter().map(|p| self.assess(p)).collect()
    }
}

/// Layer 2 as far as it can be judged.
fn required(programme: &Programme, world: &World<'_>) -> Truth {
    Truth::all(programme.required().map(|c| c.truth(world)))
}

/// No as soon as the body, the plan or the day rules it out; otherwise what the body's layer says.
fn verdict(status: Status, body: Truth, plan: Truth) -> Truth {
    if !status.is_live() || plan == Truth::No { Truth::No } else { body }
}

impl Assessment {
    /// 該当 (Yes), 要確認 (Unknown) or 対象外 (No).
    pub fn verdict(&self) -> Truth {
        verdict(self.status, self.body, self.plan)
    }

    /// Whether no further answer can change the verdict.
    pub fn is_settled(&self) -> bool {
        match self.verdict() {
            Truth::No => true,
            Truth::Unknown => false,
            Truth::Yes => self.plan == Truth::Yes,
        }
    }

    /// The leaves that decided the verdict, or that are met and open where it is not decided.
    pub fn because(&self, profile: &Profile) -> Vec<Reason> {
        let world = World::of(profile);
        let mut out = Vec::new();
        let failed = self.plan == Truth::No;
        if !failed || self.body == Truth::No {
            self.programme.eligible.reasons(&world, &mut out);
        }
        if self.body == Truth::No {
            return out;
        }
        for condition in self.programme.required() {
            if !failed || condition.truth(&world) == Truth::No {
                condition.reasons(&world, &mut out);
            }
        }
        out
    }

    /// What would settle the body's layer.
    pub fn open_body(&self, profile: &Profile) -> Vec<Open> {
        let mut out = Vec::new();
        self.programme.eligible.open(&World::of(profile), &mut out);
        out
    }

    /// The requirements that are open or failed or met, with their truth (`None`: only people can judge it).
    pub fn requirements(&self, profile: &Profile) -> impl Iterator<Item = (&'static Requirement, Option<Truth>)> {
        let world_profile = profile.clone();
        self.programme
            .requirements
            .iter()
            .map(move |r| (r, r.when.as_ref().map(|c| c.truth(&World::of(&world_profile)))))
    }

    /// Body and plan apart.
    pub fn layers(&self, profile: &Profile) -> Layers {
        let mut out = Layers { body: self.body, met: 0, failed: 0, open: 0, people: 0 };
        for (_, truth) in self.requirements(profile) {
            match truth {
                Some(Truth::Yes) => out.met += 1,
                Some(Truth::No) => out.failed += 1,
                Some(Truth::Unknown) => out.open += 1,
                None => out.people += 1,
            }
        }
        out
    }

    /// Everything that is missing, most decisive first: body, plan, rates, ceilings. Each once.
    ///
    /// Empty once the verdict is No: nothing can matter any more.
    pub fn missing(&self, profile: &Profile) -> Vec<Open> {
        if self.verdict() == Truth::No {
            return Vec::new();
        }
        let mut out = self.open_body(profile);
        let world = World::of(profile);
        for condition in self.programme.required() {
            condition.open(&world, &mut out);
        }
        let rates = self.rates.iter().flat_map(|r| &r.selection.deciding);
        let ceilings = self.ceilings.iter().flat_map(|c| &c.selection.deciding);
        out.extend(rates.chain(ceilings));
        sort::distinct(out)
    }

    /// Those of them that somebody can answer: the documents leave none of these open.
    pub fn missing_facts(&self, profile: &Profile) -> Vec<Open> {
        self.missing(profile).into_iter().filter(|o| matches!(o, Open::Fact(_))).collect()
    }

    /// The points to confirm at the office that matter for this profile.
    pub fn checks(&self, profile: &Profile) -> Vec<&'static Check> {
        let world = World::of(profile);
        let relevant = |c: &&'static Check| c.when.as_ref().is_none_or(|w: &Condition| w.truth(&world) != Truth::No);
        self.programme.checks.iter().filter(relevant).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::terms::catalogue::Catalogue;
    use crate::domain::terms::condition::Test;
    use crate::domain::terms::fit::Fit;
    use crate::domain::terms::keys::SearchKeys;
    use crate::domain::terms::profile::{FactId, Value};
    use crate::domain::terms::programme::{Kind, Level};
    use crate::domain::terms::role::Role;
    use crate::domain::value::date::{Date, Period};

    const BODY: FactId = FactId(0);
    const PLAN: FactId = FactId(1);
    const OTHER: FactId = FactId(2);

    const fn is(fact: FactId) -> Condition {
        Condition { test: Test::Is(fact, true), label: "", cites: &[] }
    }
    const fn text(text: &'static str) -> Requirement {
        Requirement { text, when: None, cites: &[] }
    }
    static REQUIREMENTS: [Requirement; 3] = [
        Requirement { when: Some(is(PLAN)), ..text("plan") },
        text("judged by people"),
        Requirement { when: Some(is(OTHER)), ..text("other") },
    ];
    static CHECKS: [Check; 3] = [
        Check { text: "always", when: None, ask: true, cites: &[] },
        Check { text: "when the plan holds", when: Some(is(PLAN)), ask: true, cites: &[] },
        Check { text: "when the other holds", when: Some(is(OTHER)), ask: true, cites: &[] },
    ];
    static P: Programme = Programme {
        id: "p",
        name: "p",
        yomi: "",
        kind: Kind::Other,
        role: Role::Money,
        level: Level::Terms,
        ministry: "",
        themes: &[],
        summary: "",
        applicant: "",
        operator: "",
        terms: &[],
        cites: &[],
        eligible: is(BODY),
        requirements: &REQUIREMENTS,
        period: Period { from: Some(Date::checked(2024, 4, 1)), to: Some(Date::checked(2026, 3, 31)) },
        period_cites: &[],
        rates: &[],
        ceilings: &[],
        flow: &[],
        diagram: "",
        diagram_cites: &[],
        budgets: &[],
        windows: &[],
        line: "",
        line_cites: &[],
        office: "",
        office_cites: &[],
        fit: Fit::NONE,
        contact: "",
        links: &[],
        checks: &CHECKS,
        quotes: crate::domain::terms::late::Late::Ready(&[]),
        synonyms: &[],
        keys: SearchKeys::NONE,
    };

    fn profile(body: Option<bool>, plan: Option<bool>, other: Option<bool>) -> Profile {
        let mut p = Profile::new();
        for (fact, value) in [(BODY, body), (PLAN, plan), (OTHER, other)] {
            if let Some(v) = value {
                p.give(fact, Value::Flag(v));
            }
        }
        p
    }
    fn at(p: &Profile, day: &str) -> Assessment {
        let as_of = Date::parse(day).expect("a day");
        Inquiry { catalogue: &Catalogue::EMPTY, profile: p, as_of }.assess(&P)
    }
    fn leaf(r: &Reason) -> (FactId, Truth) {
        match r.condition.test {
            Test::Is(f, _) => (f, r.truth),
            _ => panic!("a leaf"),
        }
    }

    #[test]
    fn two_layers_and_the_day() {
        use Truth::{No, Unknown, Yes};
        let (y, n) = (Some(true), Some(false));
        // body, plan, other → verdict, settled
        for (b, p, o, verdict, settled) in [
            (y, y, y, Yes, true),
            (y, y, None, Yes, false),
            (y, None, n, No, true),
            (y, n, None, No, true),
            (None, y, y, Unknown, false),
            (None, n, y, No, true),
            (n, None, None, No, true),
        ] {
            let p = profile(b, p, o);
            let a = at(&p, "2024-06-01");
            assert_eq!((a.verdict(), a.is_settled()), (verdict, settled), "{p:?}");
            assert_eq!(at(&p, "2024-03-31").verdict(), No, "not yet");
            assert_eq!(at(&p, "2026-04-01").verdict(), No, "expired");
            assert!(at(&p, "2026-04-01").is_settled());
        }
    }

    #[test]
    fn reasons_are_the_ones_that_decided() {
        use Truth::{No, Unknown, Yes};
        let why = |p: &Profile| at(p, "2024-06-01").because(p).iter().map(leaf).collect::<Vec<_>>();
        let (y, n) = (Some(true), Some(false));
        assert_eq!(why(&profile(y, y, None)), [(BODY, Yes), (PLAN, Yes), (OTHER, Unknown)]);
        assert_eq!(why(&profile(n, n, None)), [(BODY, No)], "a body that is out makes the plan idle");
        assert_eq!(why(&profile(y, n, None)), [(PLAN, No)], "only what failed");
        assert_eq!(why(&profile(None, n, y)), [(PLAN, No)]);
        assert_eq!(why(&profile(None, y, y)), [(BODY, Unknown), (PLAN, Yes), (OTHER, Yes)]);
    }

    #[test]
    fn requirements_checks_and_what_is_missing() {
        let p = profile(Some(true), None, Some(false));
        let a = at(&p, "2024-06-01");
        let judged: Vec<_> = a.requirements(&p).map(|(r, t)| (r.text, t)).collect();
        assert_eq!(judged, [("plan", Some(Truth::Unknown)), ("judged by people", None), ("other", Some(Truth::No))]);
        let checks: Vec<_> = a.checks(&p).iter().map(|c| c.text).collect();
        assert_eq!(checks, ["always", "when the plan holds"], "open is not ruled out");
        assert!(a.missing(&p).is_empty(), "nothing can matter any more");
        let p = profile(None, None, Some(true));
        assert_eq!(at(&p, "2024-06-01").missing(&p), [Open::Fact(BODY), Open::Fact(PLAN)]);
        assert_eq!(at(&p, "2024-06-01").open_body(&p), [Open::Fact(BODY)]);
    }
}
