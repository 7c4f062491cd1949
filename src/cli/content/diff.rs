//! `content diff`: what another bundle changes, for all and for one town or plan.

use std::path::Path;

use serde_json::{Value, json};

use super::markdown::{Told, markdown};
use super::moved::{Moved, moved};
use crate::cli::args::content::Diff;
use crate::cli::bundle::judge::named;
use crate::cli::bundle::sources::{Sources, keep};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::embedded;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::value::date::Date;
use crate::export::json::pretty;
use crate::present::difference::{Difference, difference};
use crate::present::value;

/// `content diff`
pub fn run(args: &Diff, sources: &Sources, as_of: Date) -> Outcome {
    let (before, after) = (one(&args.before, sources)?, one(&args.after, sources)?);
    let all = difference(before, after);
    let asked = args.municipality.is_some() || args.project.is_some();
    let moved = if asked { moved(args, (before, after), as_of)? } else { Vec::new() };
    if args.json {
        return output::stdout(&pretty(&as_json(&all, (before, after), asked.then_some(moved.as_slice()), as_of)));
    }
    let whom: Vec<&str> =
        args.municipality.iter().map(String::as_str).chain(args.project.iter().map(|_| "計画")).collect();
    let whose = format!("{}にとって（基準日 {}）", whom.join("と"), value::wareki(as_of));
    if args.markdown {
        let bundles = (told(before), told(after));
        let moved = asked.then_some((whose.as_str(), moved.as_slice()));
        return output::stdout(&markdown(&Told { all: &all, bundles: (&bundles.0, &bundles.1), moved }));
    }
    let mut out = vec![format!("前  {}", told(before)), format!("後  {}", told(after))];
    let lines = all.lines();
    if lines.is_empty() {
        out.push("制度・数字・質問・自治体の表は同じです".to_owned());
    }
    // 「今」 is the word of an installation; here are two of the same rank.
    out.extend(lines.into_iter().map(|l| l.strip_prefix("    今  ").map_or(l.clone(), |r| format!("    前  {r}"))));
    if asked {
        out.push(format!("\n{whose}"));
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
