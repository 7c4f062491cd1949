//! `list`, `show`, `facts`, `municipalities`: what the bundle holds.

use std::fmt::Write as _;

use super::args::{Facts, Filter, List, Municipalities, Show};
use super::outcome::{Failure, Outcome, refuse};
use super::output::{self, shown};
use super::suggest::{meant, perhaps, suggest};
use super::{place, who};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Fact, FactKind, Profile, Unit};
use crate::domain::terms::programme::{Level, Programme};
use crate::domain::terms::role::Role;
use crate::domain::value::date::Date;
use crate::export::json::pretty;
use crate::export::{json, table};
use crate::present::{value, word};
use crate::text::fold::fold;
use crate::text::search::{Query, rank};
use crate::text::width::{Ambiguous, pad};

/// `list`
pub fn programmes(args: &List, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let passes = passes(&args.filter, catalogue, as_of)?;
    let mut all = search(catalogue, &args.words.join(" "));
    all.retain(|p| passes(p));
    let text =
        if args.json { pretty(&json::list(catalogue, as_of, &all)) } else { table::list(catalogue, as_of, &all) };
    output::stdout(&text)
}

/// Whether a programme passes every filter.
pub fn passes<'a>(
    filter: &'a Filter,
    catalogue: &Catalogue,
    as_of: Date,
) -> Result<impl Fn(&Programme) -> bool + use<'a>, Failure> {
    let level = filter.level.as_deref().map(level).transpose()?;
    let status = filter.status.as_deref().map(status).transpose()?;
    let role = filter.role.as_deref().map(role).transpose()?;
    known("種別", filter.kind.as_deref(), catalogue, |p| vec![p.kind.key()])?;
    known("テーマ", filter.theme.as_deref(), catalogue, |p| p.themes.to_vec())?;
    let same = |wanted: Option<&str>, have: &str| wanted.is_none_or(|w| fold(w) == fold(have));
    Ok(move |p: &Programme| {
        same(filter.kind.as_deref(), p.kind.key())
            && filter.theme.as_deref().is_none_or(|t| p.themes.iter().any(|have| same(Some(t), have)))
            && level.is_none_or(|l| l == p.level)
            && role.is_none_or(|r| r == p.role)
            && filter.ministry.as_deref().is_none_or(|m| fold(p.ministry).contains(&fold(m)))
            && status.is_none_or(|wanted| wanted == p.period.status(as_of).key())
    })
}

fn status(typed: &str) -> Result<&str, Failure> {
    const ALL: [&str; 4] = ["in_force", "expired", "not_yet", "undated"];
    if ALL.contains(&typed) { Ok(typed) } else { Err(Failure::Input(not_one_of("--status", typed, &ALL))) }
}

/// A role by its name or its key in machine-readable forms.
fn role(typed: &str) -> Result<Role, Failure> {
    let wanted = fold(typed);
    let found = Role::ALL.into_iter().find(|r| fold(r.name()) == wanted || r.key() == wanted);
    found.ok_or_else(|| Failure::Input(not_one_of("--role", typed, &Role::ALL.map(Role::name))))
}

/// The sentence for a value of `option` that is none of `all`.
pub fn not_one_of(option: &str, typed: &str, all: &[&str]) -> String {
    format!("{option} に「{}」は使えません（{}）{}", shown(typed), all.join("、"), meant(typed, all))
}

fn level(typed: &str) -> Result<Level, Failure> {
    Level::of_key(typed).ok_or_else(|| Failure::Input(not_one_of("--level", typed, &["figures", "terms", "mention"])))
}

/// A filter that no programme can pass is a slip, not an empty result.
fn known(
    what: &str,
    typed: Option<&str>,
    catalogue: &Catalogue,
    of: impl Fn(&Programme) -> Vec<&'static str>,
) -> Outcome {
    let Some(typed) = typed else { return Ok(()) };
    let mut all: Vec<&'static str> = catalogue.programmes.iter().flat_map(of).collect();
    sort::once(&mut all);
    if all.iter().any(|w| fold(w) == fold(typed)) {
        return Ok(());
    }
    Err(Failure::Input(format!("{what}「{}」はありません（{}）{}", shown(typed), all.join("、"), meant(typed, &all))))
}

fn search(catalogue: &Catalogue, typed: &str) -> Vec<&'static Programme> {
    let all = catalogue.programmes;
    let keys = all.iter().map(|p| p.keys.into());
    let hits = rank(&Query::new(typed), keys);
    if hits.iter().any(|(_, h)| h.fuzzy) {
        output::stderr("そのままの語は見つからないので、近いものを出します");
    }
    hits.into_iter().filter_map(|(i, _)| all.get(i)).collect()
}

/// The programme with this id.
pub fn programme(catalogue: &Catalogue, id: &str) -> Result<&'static Programme, String> {
    catalogue.programme_named(id.trim()).ok_or_else(|| {
        let names = suggest(id, catalogue.programmes.iter().map(|p| (p.id, p.name)));
        format!("制度「{}」はありません{}", shown(id), perhaps(&names))
    })
}

/// `show`: the programmes named, or all that pass the filters.
pub fn show(args: &Show, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let passes = passes(&args.filter, catalogue, as_of)?;
    let f = &args.filter;
    let filtered = [&f.kind, &f.role, &f.theme, &f.level, &f.ministry, &f.status].iter().any(|o| o.is_some());
    let mut all: Vec<&'static Programme> = Vec::new();
    let mut problems = Vec::new();
    for id in &args.ids {
        match programme(catalogue, id) {
            Ok(p) => all.push(p),
            Err(problem) => problems.push(problem),
        }
    }
    refuse(&problems)?;
    match (args.ids.is_empty(), filtered) {
        (true, false) => {
            return Err(Failure::Input(
                "制度の id か、絞り込み（--kind、--role、--theme、--level、--ministry、--status）を書いてください"
                    .to_owned(),
            ));
        }
        (true, true) => all = catalogue.programmes.iter().filter(|p| passes(p)).collect(),
        (false, _) => all.retain(|p| passes(p)),
    }
    if args.who {
        return match all.as_slice() {
            [one] => who::run(catalogue, one, args, as_of),
            _ => Err(Failure::Input("--who には制度の id を1つだけ書いてください".to_owned())),
        };
    }
    let text = match (args.json, all.as_slice()) {
        (true, [one]) if args.ids.len() == 1 => pretty(&json::show(catalogue, as_of, one)),
        (true, many) => pretty(&json::show_all(catalogue, as_of, many)),
        (false, _) => {
            let nobody = Inquiry { catalogue, profile: &Profile::new(), as_of };
            let page = |p: &&'static Programme| table::show(nobody, p);
            let pages: Vec<String> = all.iter().map(page).collect();
            if pages.is_empty() { "あてはまる制度はありません\n".to_owned() } else { pages.join("\n") }
        }
    };
    output::stdout(&text)
}

/// `facts`
pub fn facts(args: &Facts, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    if args.json {
        return output::stdout(&pretty(&json::facts(catalogue, as_of)));
    }
    let mut out = String::new();
    let mut topic = None;
    for fact in catalogue.facts {
        if topic != Some(fact.topic) {
            topic = Some(fact.topic);
            let _ = writeln!(out, "【{}】", word::topic(fact.topic));
        }
        let _ = writeln!(out, "{}  {}  {}", fact.id, fact.label, form(fact));
        let _ = writeln!(out, "    {}", fact.question);
        let _ = writeln!(out, "    {}", fact.help);
    }
    let _ = writeln!(out, "\n{}件　{}", catalogue.facts.len(), value::stamp(catalogue, as_of));
    output::stdout(&out)
}

fn form(fact: &Fact) -> String {
    match fact.kind {
        FactKind::YesNo => "はい／いいえ（true／false）".to_owned(),
        FactKind::Choice(all) => {
            let each: Vec<String> = all.iter().map(|o| format!("{}＝{}", o.id, o.label)).collect();
            each.join("、")
        }
        FactKind::Day => "日付（例: 2027-03-31）".to_owned(),
        FactKind::Number { unit, min, max, places } => {
            let range = format!("{}〜{}", value::number(unit, min), value::number(unit, max));
            let digits = if places == 0 { String::new() } else { format!("、小数{places}桁まで") };
            let name = match unit {
                Unit::Index => "数",
                Unit::Yen => "円",
                Unit::Minutes => "分（ファイルの整数は分）",
                Unit::Count(what) => what,
            };
            format!("{name} {range}{digits}")
        }
    }
}

/// `municipalities`
pub fn municipalities(args: &Municipalities, catalogue: &'static Catalogue, as_of: Date) -> Outcome {
    let prefecture = args.prefecture.as_deref().map(|p| place::prefecture(catalogue, p)).transpose()?;
    let typed = args.words.join(" ");
    let mut all = place::search(catalogue, &typed);
    if all.is_empty() {
        // As an address writes it: 島根県松江市.
        all.extend(place::find(catalogue, &typed));
    }
    all.retain(|m| prefecture.is_none_or(|p| p == m.prefecture));
    if args.json {
        return output::stdout(&pretty(&json::municipalities(catalogue, as_of, &all)));
    }
    let mut out = String::new();
    for m in &all {
        let _ = writeln!(out, "{}", line(m));
    }
    if all.is_empty() {
        let _ = writeln!(out, "見つかりません。漢字・かな・ローマ字・団体コードの一部で探せます");
        return output::stdout(&out);
    }
    let mut sources: Vec<&str> = all.iter().map(|m| index_source(catalogue, m)).collect();
    sort::once(&mut sources);
    let _ = writeln!(out, "\n{}団体　財政力指数: {}", all.len(), sources.join("、"));
    output::stdout(&out)
}

fn index_source(catalogue: &'static Catalogue, m: &Municipality) -> &'static str {
    catalogue.column_of(if m.is_prefecture() { "prefecture_index" } else { "index" }, m.code)
}

fn line(m: &Municipality) -> String {
    let kaso = m.kaso.map_or("", word::kaso);
    let index = m.index.map_or_else(|| "―".to_owned(), |d| d.to_string());
    let people = m.population.map_or_else(|| "―".to_owned(), |p| format!("{}人", value::grouped(i64::from(p))));
    let name = pad(&m.full_name(), 24, Ambiguous::Wide);
    format!(
        "{:06} {name} 財政力指数 {} {} 人口 {people}",
        m.code,
        pad(&index, 8, Ambiguous::Wide),
        pad(kaso, 12, Ambiguous::Wide)
    )
}
