//! Results as Markdown: a table and, below it, what each measure rests on.

use std::fmt::Write as _;

use super::table::marks;
use super::{GROUPS, NOTICE, Report, count, place};
use crate::domain::assess::Assessment;
use crate::domain::rank::{Group, group};
use crate::present::detail::detail;
use crate::present::row::{badge, row};
use crate::present::value;

macro_rules! line {
    ($out:expr) => { $out.push('\n') };
    ($out:expr, $($arg:tt)*) => { { let _ = writeln!($out, $($arg)*); } };
}

/// The whole result. What does not apply is in the table; its details are left out unless asked for.
pub fn assess(report: &Report<'_>) -> String {
    let mut out = String::new();
    line!(out, "# {} 制度の一覧", report.municipality.map_or_else(|| "（自治体の指定なし）".to_owned(), place));
    line!(out);
    line!(out, "{}", escape(&value::stamp(report.catalogue, report.as_of)));
    line!(out);
    for text in value::age_warning(report.catalogue, report.as_of).iter().map(String::as_str).chain([NOTICE]) {
        line!(out, "> {}", escape(text));
    }
    let counts = GROUPS.map(|g| format!("{} {}件", badge(g), count(report.results, g)));
    line!(out);
    line!(out, "{}", counts.join("／"));
    answers(report, &mut out);
    results(report, &mut out);
    let wanted = |a: &&Assessment| report.details || matches!(group(a), Group::Applies | Group::Open);
    for a in report.results.iter().filter(wanted) {
        page(report, a, &mut out);
    }
    out
}

fn answers(report: &Report<'_>, out: &mut String) {
    line!(out);
    line!(out, "## 回答");
    line!(out);
    line!(out, "| 項目 | 答え | 出どころ |");
    line!(out, "|---|---|---|");
    for (id, answer) in report.profile.iter() {
        let Some(fact) = report.catalogue.fact(id) else { continue };
        let cells = [fact.label, &value::answer(fact, answer), &value::origin(answer)].map(escape);
        line!(out, "| {} |", cells.join(" | "));
    }
}

fn results(report: &Report<'_>, out: &mut String) {
    line!(out);
    line!(out, "## 結果");
    line!(out);
    line!(out, "| 判定 | 制度 | 率 | 上限 | 理由・未回答 |");
    line!(out, "|---|---|---|---|---|");
    for a in report.results {
        let r = row(report.catalogue, a, report.profile);
        let cells = [badge(r.group).as_str(), r.name, &r.rate, &r.ceiling, &r.note].map(escape);
        line!(out, "| {} |", cells.join(" | "));
    }
}

fn page(report: &Report<'_>, a: &Assessment, out: &mut String) {
    line!(out);
    line!(out, "## {} {}", badge(group(a)), escape(a.programme.name));
    for section in detail(report.catalogue, a, report.profile, report.as_of) {
        line!(out);
        line!(out, "### {}", section.title);
        line!(out);
        for l in &section.lines {
            let depth = l.text.chars().take_while(|c| *c == ' ').count();
            line!(out, "{}- {}{}", " ".repeat(depth), escape(l.text.trim_start()), marks(&l.cites));
        }
    }
}

/// What Markdown would take for its own signs.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '[' | ']' | '#' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
