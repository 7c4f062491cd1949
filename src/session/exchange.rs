//! What another bundle would change for the open municipality and its plan: the same answers, judged by both.

use std::collections::BTreeMap;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::rank::consult;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::present::line::{TextLine, Tone, line};
use crate::present::money::plan::money;
use crate::session::answers::{Session, Subject};
use crate::session::consult::evidence::Evidence;
use crate::session::consult::plan::Plan;
use crate::session::consult::plan_file;
use crate::session::folder::{previous, saved_of};
use crate::session::report::{moved, moves};

/// What `new` would change for `session`, which stands on `old`; verdict, rate and ceiling first, then the plan's yen.
pub fn exchange(session: &Session, old: &'static Catalogue, new: &'static Catalogue, as_of: Date) -> Vec<TextLine> {
    let kept = saved_of(session, old, "", as_of, None);
    let town = session.municipality().and_then(|m| new.municipality(m.code));
    let subject = town.map_or(Subject::ByHand, Subject::Listed);
    let answers = previous(new, &kept.now, "").on_tables(new, subject);
    let after = Session::with(new, subject, answers, as_of);
    let (mut out, _) = moves(&kept.now.verdicts, after.assessments());
    match plan_file::plan(new, &kept.project) {
        Ok(plan) => {
            let was = answers_to(session.plan(), old, session.profile(), as_of);
            let now = answers_to(&plan, new, after.profile(), as_of);
            for (name, before) in &was {
                let later = now.get(name).map_or("この事業には出ません", String::as_str);
                if before != later {
                    out.extend(moved(name, &format!("事業では {before} から {later}")));
                }
            }
            let added = now.iter().filter(|(name, _)| !was.contains_key(*name));
            out.extend(added.flat_map(|(name, text)| moved(name, &format!("事業に新しく合う: {text}"))));
        }
        Err(all) => out.extend(all.into_iter().map(|why| line(format!("事業の読めないところ: {why}"), Tone::Open))),
    }
    out
}

/// What fits a plan and what it would get, by name.
fn answers_to(
    plan: &Plan,
    catalogue: &'static Catalogue,
    profile: &Profile,
    as_of: Date,
) -> BTreeMap<&'static str, String> {
    if plan.is_empty() {
        return BTreeMap::new();
    }
    let evidence = Evidence::new(catalogue);
    let understood = plan.read(catalogue, &evidence);
    let inquiry = Inquiry { catalogue, profile, as_of };
    let found = consult(inquiry, &understood.project, &evidence.overlaps(&understood.words));
    let told = |text: Option<String>| text.unwrap_or_else(|| "金額は算定できません".to_owned());
    found.answers.iter().map(|c| (c.assessment.programme.name, told(money(c)))).collect()
}
