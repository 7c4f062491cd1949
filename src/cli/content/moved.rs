//! What another bundle changes for one town or plan, programme by programme.

use crate::cli::args::content::Diff;
use crate::cli::outcome::{Failure, refuse};
use crate::cli::{input, place, plan};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::rank::with_money;
use crate::domain::plan::understood::{Overlap, Understood};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::present::money::plan::money;
use crate::present::row::{ceiling, rate, row};
use crate::session::consult::evidence::Evidence;
use crate::session::prefill::prefill;

/// A programme of which the town or the plan gets something else.
pub struct Moved {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Verdict, rate, ceiling and yen before.
    pub before: Vec<String>,
    /// The same after.
    pub after: Vec<String>,
}

/// What changes for the town and the plan that were named.
///
/// # Errors
/// There is no such town, or the plan cannot be read.
pub fn moved(
    args: &Diff,
    (before, after): (&'static Catalogue, &'static Catalogue),
    as_of: Date,
) -> Result<Vec<Moved>, Failure> {
    let (old, new) = (Side::new(args, before, as_of)?, Side::new(args, after, as_of)?);
    let mut ids: Vec<(&'static str, &'static str)> = after.programmes.iter().map(|p| (p.id, p.name)).collect();
    let gone = before.programmes.iter().filter(|p| after.programme_named(p.id).is_none());
    ids.extend(gone.map(|p| (p.id, p.name)));
    let each = ids.into_iter().map(|(id, name)| Moved { id, name, before: old.answer(id), after: new.answer(id) });
    Ok(each.filter(|m| m.before != m.after).collect())
}

/// One of the two bundles, asked about the town and the plan.
struct Side {
    catalogue: &'static Catalogue,
    profile: Profile,
    plan: Option<Understood>,
    as_of: Date,
}

impl Side {
    fn new(args: &Diff, catalogue: &'static Catalogue, as_of: Date) -> Result<Self, Failure> {
        let town = args.municipality.as_deref().map(|name| place::find(catalogue, name)).transpose()?;
        let profile = catalogue.infer(&town.map_or_else(Profile::new, |m| prefill(catalogue, m)));
        let mut problems = Vec::new();
        let plan = match &args.project {
            Some(path) => {
                let text = input::read_text(path)?;
                Some(plan::file(catalogue, &Evidence::new(catalogue), "", &text, &mut problems))
            }
            None => None,
        };
        refuse(&problems)?;
        Ok(Self { catalogue, profile, plan, as_of })
    }

    /// Verdict, rate, ceiling, and the yen of the plan.
    fn answer(&self, id: &str) -> Vec<String> {
        let Some(p) = self.catalogue.programme_named(id) else { return vec!["（なし）".to_owned()] };
        let mut profile = self.profile.clone();
        if let Some(plan) = &self.plan {
            profile = plan.project.on(self.catalogue, &profile);
        }
        let inquiry = Inquiry { catalogue: self.catalogue, profile: &profile, as_of: self.as_of };
        let assessment = inquiry.assess(p);
        let row = row(inquiry, &assessment);
        let mut out = vec![row.standing.clone(), row.layers()];
        // Without the mark of age: a newer document that others cite changes nothing for this programme.
        if !(row.rate.is_empty() && row.ceiling.is_empty()) {
            out.extend([rate(&assessment), ceiling(&assessment)]);
        }
        if let Some(plan) = self.plan.as_ref().filter(|u| !u.project.costs.is_empty()) {
            let inquiry = Inquiry { profile: &self.profile, ..inquiry };
            out.extend(money(&with_money(inquiry, &plan.project, p, Overlap::default())));
        }
        out.retain(|t| !t.is_empty());
        out
    }
}
