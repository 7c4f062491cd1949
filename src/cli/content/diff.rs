//! `content diff`: what another bundle changes, for all and for one town or plan.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::args::content::Diff;
use crate::cli::bundle::judge::named;
use crate::cli::bundle::sources::{Sources, keep};
use crate::cli::outcome::{Failure, Outcome, refuse};
use crate::cli::{input, output, place, plan};
use crate::content::embedded;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::rank::with_money;
use crate::domain::plan::understood::{Overlap, Understood};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::export::json::pretty;
use crate::present::consult::money;
use crate::present::difference::{Difference, difference};
use crate::present::row::{ceiling, rate, row};
use crate::present::value;
use crate::session::consult::evidence::Evidence;
use crate::session::prefill::prefill;

/// `content diff`
pub fn run(args: &Diff, sources: &Sources, as_of: Date) -> Outcome {
    let (before, after) = (one(&args.before, sources)?, one(&args.after, sources)?);
    let all = difference(before, after);
    let asked = args.municipality.is_some() || args.project.is_some();
    let moved = if asked { moved(args, (before, after), as_of)? } else { Vec::new() };
    if args.json {
        return output::stdout(&pretty(&as_json(&all, (before, after), asked.then_some(moved.as_slice()), as_of)));
    }
    let mut out = vec![format!("前  {}", told(before)), format!("後  {}", told(after))];
    let lines = all.lines();
    if lines.is_empty() {
        out.push("制度・数字・質問・自治体の表は同じです".to_owned());
    }
    // 「今」 is the word of an installation; here are two of the same rank.
    out.extend(lines.into_iter().map(|l| l.strip_prefix("    今  ").map_or(l.clone(), |r| format!("    前  {r}"))));
    if asked {
        let whom: Vec<&str> =
            args.municipality.iter().map(String::as_str).chain(args.project.iter().map(|_| "計画")).collect();
        out.push(format!("\n{}にとって（基準日 {}）", whom.join("と"), value::wareki(as_of)));
        if moved.is_empty() {
            out.push("  判定・率・上限・金額の変わる制度はありません".to_owned());
        }
        for m in &moved {
            out.push(format!("  {}　{}", m.id, m.name));
            out.push(format!("    前  {}", m.before.join("　")));
            out.push(format!("    後  {}", m.after.join("　")));
        }
    }
    output::stdout(&(out.join("\n") + "\n"))
}

fn told(c: &Catalogue) -> String {
    format!("版 {}（{}）　制度 {} 件", c.version, value::wareki(c.date), c.programmes.len())
}

/// A folder, a file, or the embedded bundle. It is only looked at, so that nobody need have signed it.
fn one(path: &Path, sources: &Sources) -> Result<&'static Catalogue, Failure> {
    match path.to_str() {
        Some("組み込み" | "内蔵" | "embedded") => Ok(embedded::catalogue()),
        Some("今" | "current") => Ok(sources.open()?.catalogue),
        _ if path.exists() => Ok(keep(&named(path, &sources.keys(), true)?.catalogue)),
        _ => Err(Failure::Input(format!(
            "{} はありません。フォルダ、束のファイル、または 組み込み・今 と書いてください",
            output::shown_path(path)
        ))),
    }
}

/// A programme of which the town or the plan gets something else.
struct Moved {
    id: &'static str,
    name: &'static str,
    before: Vec<String>,
    after: Vec<String>,
}

/// What changes for the town and the plan, programme by programme.
fn moved(
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

fn as_json(d: &Difference, (before, after): (&Catalogue, &Catalogue), moved: Option<&[Moved]>, as_of: Date) -> Value {
    let bundle = |c: &Catalogue| json!({ "version": c.version, "date": c.date.to_string(), "sha256": c.sha256() });
    let pairs =
        |all: &[(&str, &str)]| all.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect::<Vec<_>>();
    let changed: Vec<Value> = d
        .changed
        .iter()
        .map(|c| json!({ "id": c.id, "name": c.name, "before": c.old, "after": c.new, "texts": c.rest }))
        .collect();
    let moved = moved.map(|all| {
        all.iter()
            .map(|m| json!({ "id": m.id, "name": m.name, "before": m.before, "after": m.after }))
            .collect::<Vec<_>>()
    });
    json!({
        "schema": 1, "as_of": as_of.to_string(), "before": bundle(before), "after": bundle(after),
        "added": pairs(&d.added), "removed": pairs(&d.removed), "changed": changed,
        "facts_added": pairs(&d.asked), "facts_removed": pairs(&d.dropped),
        "documents_added": d.documents, "documents_removed": d.documents_gone,
        "municipalities": { "added": d.municipalities.0, "removed": d.municipalities.1, "changed": d.municipalities.2 },
        "for": moved,
    })
}
