//! Results as plain text: for a terminal, a pipe, an e-mail.

use std::fmt::Write as _;

use super::grid::line;
use super::report::{NOBODY, NOTICE, ResultsExport};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::terms::role::Role;
use crate::domain::value::date::Date;
use crate::present::base::{self, bases};
use crate::present::detail::detail;
use crate::present::form::Annex;
use crate::present::line::Section;
use crate::present::row::{badge, row};
use crate::present::{condition, consult, value, word};
use crate::text::join::join;
use crate::text::width::{Ambiguous, pad};

/// Results by group, most certain first; details below where they are wanted.
pub fn assess(report: &ResultsExport<'_>) -> String {
    let mut out = String::new();
    heading(report.inquiry, report.municipality, &mut out);
    if let Some(plan) = report.plan {
        line!(out);
        line!(out, "事業 {}", plan.understood.project.name);
        for said in consult::understood(report.inquiry.catalogue, Vec::new(), plan.understood).iter().skip(1) {
            line!(out, "  {}", said.line());
        }
    }
    answers(report.inquiry.catalogue, report.inquiry.profile, &mut out);
    if let Some(plan) = report.plan {
        consult::answers((report.inquiry.catalogue, report.inquiry.as_of), &plan.laid.judged, &mut out);
    }
    line!(out);
    line!(out, "{}", base::counts(report.results));
    for g in Group::ALL {
        let mine: Vec<&Assessment> =
            report.results.iter().filter(|a| a.programme.role.is_usable() && group(a) == g).collect();
        line!(out);
        line!(out, "{}　{}件", badge(g), mine.len());
        mine.into_iter().for_each(|a| result(report, a, &mut out));
    }
    // What cannot be used stands apart, whatever the body.
    for role in Role::ALL.into_iter().filter(|r| !r.is_usable()) {
        let mine: Vec<&Assessment> = report.results.iter().filter(|a| a.programme.role == role).collect();
        if !mine.is_empty() {
            line!(out);
            line!(out, "{}　{}件", role.name(), mine.len());
            mine.into_iter().for_each(|a| result(report, a, &mut out));
        }
    }
    if report.make.annexes.has(Annex::Details) {
        for a in report.results {
            line!(out);
            line!(out, "──── {}（{}）", a.programme.name, a.programme.id);
            sections(&detail(report.about(a), a), &mut out);
        }
    }
    line!(out);
    line!(out, "{NOTICE}");
    out
}

fn heading(inquiry: Inquiry<'_>, m: Option<&Municipality>, out: &mut String) {
    let Inquiry { catalogue, as_of, .. } = inquiry;
    line!(out, "{}", m.map_or_else(|| NOBODY.to_owned(), Municipality::full_name));
    line!(out, "{}", value::stamp(catalogue, as_of));
    if let Some(warning) = value::age_warning(catalogue, as_of) {
        line!(out, "{warning}");
    }
}

fn answers(catalogue: &Catalogue, profile: &Profile, out: &mut String) {
    line!(out);
    line!(out, "回答");
    let mut any = false;
    for (id, answer) in profile.iter() {
        let Some(fact) = catalogue.fact(id) else { continue };
        any = true;
        let origin =
            if answer == Answer::DontKnow { String::new() } else { format!("（{}）", value::origin(answer)) };
        line!(out, "  {} {}{origin}", fact.label, value::answer(fact, answer));
    }
    if !any {
        line!(out, "  なし");
    }
}

fn result(report: &ResultsExport<'_>, a: &Assessment, out: &mut String) {
    let r = row(report.about(a), a);
    line!(out, "  {}", join([r.name, &join([r.rate.as_str(), &r.ceiling], "・")], "　"));
    let beside = [base::layers(a, report.about(a).profile), bases(a).told()];
    let beside = join(beside.iter().map(String::as_str), "　");
    for text in [beside.as_str(), a.line, &r.note].into_iter().filter(|t| !t.is_empty()) {
        line!(out, "      {text}");
    }
}

fn sections(all: &[Section], out: &mut String) {
    for s in all {
        line!(out, "【{}】", s.title);
        for l in &s.lines {
            line!(out, "  {}{}", l.text, marks(&l.cites));
        }
    }
}

/// 「［1,2］」: numbers of the 出典 at the end of the same page.
pub fn marks(cites: &[u8]) -> String {
    if cites.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = cites.iter().map(|c| (u16::from(*c) + 1).to_string()).collect();
    format!("［{}］", numbers.join(","))
}

/// Programmes, one line each.
pub fn list(catalogue: &Catalogue, as_of: Date, programmes: &[&'static Programme]) -> String {
    let mut out = String::new();
    let widest = programmes.iter().map(|p| p.id.len()).max().unwrap_or(0);
    for p in programmes {
        let level = word::level(p.level);
        line!(
            out,
            "{}  {} {} {}　{level}",
            pad(p.id, widest, Ambiguous::Wide),
            pad(p.role.name(), 14, Ambiguous::Wide),
            pad(p.kind.key(), 10, Ambiguous::Wide),
            p.name
        );
        let spoken = p.line_on(as_of);
        if !spoken.is_empty() {
            line!(out, "{}  {spoken}", " ".repeat(widest));
        }
    }
    line!(out);
    line!(out, "{}件　{}", programmes.len(), value::stamp(catalogue, as_of));
    out
}

/// Everything about one programme, whatever the municipality.
pub fn show(inquiry: Inquiry<'_>, programme: &'static Programme) -> String {
    let Inquiry { catalogue, as_of, .. } = inquiry;
    let a = &inquiry.assess(programme);
    let mut out = String::new();
    line!(out, "{}（{}）", a.programme.name, a.programme.id);
    line!(out, "{}", value::stamp(catalogue, as_of));
    if let Some(warning) = value::age_warning(catalogue, as_of) {
        line!(out, "{warning}");
    }
    line!(out, "区分 {}／所管 {}", programme.role.name(), base::ministry(programme));
    let said = [("読み上げ", a.line), ("担当課室", programme.office)];
    for (label, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
        line!(out, "{label} {text}");
    }
    sections(&detail(inquiry, a), &mut out);
    rows(catalogue, a.programme, &mut out);
    line!(out);
    line!(out, "{NOTICE}");
    out
}

/// When each row of rates and ceilings applies, in full.
fn rows(catalogue: &Catalogue, p: &Programme, out: &mut String) {
    let rates = p.rates.iter().flat_map(|g| g.rows).map(|r| ("率", r.label, &r.when, r.cites));
    // An amount that has to be reached never stands as a ceiling.
    let what = |floor| if floor { "下限" } else { "上限" };
    let bounds = p.ceilings.iter().flat_map(|g| g.rows.iter().map(move |r| (g.floor, r)));
    let ceilings = bounds.map(|(floor, r)| (what(floor), r.label, &r.when, r.cites));
    let mut first = true;
    for (what, label, when, cites) in rates.chain(ceilings) {
        if first {
            line!(out, "【率・上限・下限の行と条件】");
            first = false;
        }
        let when = when
            .as_ref()
            .map_or_else(|| "ほかの行に当てはまらないとき".to_owned(), |w| condition::phrase(catalogue, w));
        line!(out, "  {what} {label}: {when}{}", marks(cites));
    }
}
