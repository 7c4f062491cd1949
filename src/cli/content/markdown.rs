//! `content diff --markdown`: the difference for a mail, a minute, a request for review.

use super::moved::Moved;
use crate::present::difference::Difference;

/// What is told.
pub struct Told<'a> {
    /// The difference.
    pub all: &'a Difference,
    /// Version, day and number of programmes: before and after.
    pub bundles: (&'a str, &'a str),
    /// For whom more is told, and that.
    pub moved: Option<(&'a str, &'a [Moved])>,
}

/// The whole as Markdown, with tables where two things stand against each other.
pub fn markdown(told: &Told<'_>) -> String {
    let d = told.all;
    let mut out = vec!["# 制度データの違い".to_owned(), String::new()];
    out.push(format!("- 前: {}", cell(told.bundles.0)));
    out.push(format!("- 後: {}", cell(told.bundles.1)));
    let named = |all: &[(&str, &str)]| -> Vec<String> {
        all.iter().map(|(id, name)| format!("{}（`{id}`）", cell(name))).collect()
    };
    let plain = |all: &[&str]| -> Vec<String> { all.iter().map(|one| cell(one)).collect() };
    list(&mut out, "増える資料", &plain(&d.documents));
    list(&mut out, "なくなる資料", &plain(&d.documents_gone));
    list(&mut out, "増える制度", &named(&d.added));
    list(&mut out, "なくなる制度", &named(&d.removed));
    if !d.changed.is_empty() {
        out.extend([String::new(), format!("## 変わる制度（{}）", d.changed.len())]);
    }
    for c in &d.changed {
        out.extend([String::new(), format!("### {}（`{}`）", cell(c.name), c.id), String::new()]);
        if !(c.old.is_empty() && c.new.is_empty()) {
            out.extend(["| 前 | 後 |".to_owned(), "|---|---|".to_owned()]);
            out.push(format!("| {} | {} |", cells(&c.old), cells(&c.new)));
        }
        if !c.rest.is_empty() {
            out.push(format!("\n文の変わる所: {}", c.rest.join("、")));
        }
    }
    list(&mut out, "増える質問", &named(&d.asked));
    list(&mut out, "なくなる質問", &named(&d.dropped));
    let (more, fewer, other) = d.municipalities;
    if (more, fewer, other) != (0, 0, 0) {
        list(&mut out, "自治体の表", &[format!("増える {more}、なくなる {fewer}、値の変わる {other}")]);
    }
    if let Some((whose, moved)) = told.moved {
        out.extend([String::new(), format!("## {}", cell(whose)), String::new()]);
        if moved.is_empty() {
            out.push("判定・率・上限・金額の変わる制度はありません".to_owned());
        } else {
            out.extend(["| 制度 | 前 | 後 |".to_owned(), "|---|---|---|".to_owned()]);
        }
        out.extend(
            moved
                .iter()
                .map(|m| format!("| {}（`{}`） | {} | {} |", cell(m.name), m.id, cells(&m.before), cells(&m.after))),
        );
    }
    out.join("\n") + "\n"
}

fn list(out: &mut Vec<String>, heading: &str, all: &[String]) {
    if !all.is_empty() {
        out.extend([String::new(), format!("## {heading}（{}）", all.len()), String::new()]);
        out.extend(all.iter().map(|one| format!("- {one}")));
    }
}

/// Several things in one cell, below each other.
fn cells(all: &[String]) -> String {
    all.iter().map(|one| cell(one)).collect::<Vec<_>>().join("<br>")
}

/// Text that stays in its cell and is nothing but text.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '|' | '*' | '_' | '`' | '[' | '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
