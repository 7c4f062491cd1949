//! A hand-out as Markdown: tables, and lists for the pages.

use std::fmt::Write as _;

use super::grid::{Cell, Grid, Medium, clean, line, marks};
use super::handout::{Article, Handout, Part};

/// The whole document.
pub fn write(document: &Handout) -> String {
    let mut out = String::new();
    line!(out, "# {}", escape(&document.title));
    line!(out);
    for (label, text) in &document.head {
        line!(out, "- {label}: {}", escape(text));
    }
    line!(out);
    for text in document.warning.iter().map(String::as_str).chain([document.notice]) {
        line!(out, "> {}", escape(text));
    }
    for part in &document.parts {
        line!(out);
        match part {
            Part::Table(grid) => table(&grid.on(Medium::Paper), &mut out),
            Part::Article(page) => sections(page, &mut out),
        }
    }
    out
}

fn table(grid: &Grid, out: &mut String) {
    line!(out, "## {}", escape(&grid.name));
    line!(out);
    for text in &grid.above {
        line!(out, "{}", escape(text));
        line!(out);
    }
    let headings: Vec<String> = grid.columns.iter().map(|c| escape(&c.heading)).collect();
    line!(out, "| {} |", headings.join(" | "));
    line!(out, "|{}", "---|".repeat(headings.len()));
    for row in &grid.rows {
        let cells: Vec<String> = row.iter().map(|c| escape(&text(c))).collect();
        line!(out, "| {} |", cells.join(" | "));
    }
}

fn sections(page: &Article, out: &mut String) {
    line!(out, "## {}", escape(&page.title));
    for section in &page.sections {
        line!(out);
        line!(out, "### {}", escape(&section.title));
        line!(out);
        for l in &section.lines {
            line!(out, "{}- {}{}", "  ".repeat(l.depth), escape(&l.text), escape(&marks(&l.marks)));
        }
    }
}

/// A cell as people read it.
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(t) => t.clone(),
        Cell::Whole(n) => crate::present::value::grouped(*n),
        Cell::Exact(d) => d.to_string(),
        Cell::Part(s) => s.to_string(),
        Cell::Day(d) => crate::present::value::wareki(*d),
        Cell::Marks(all) => marks(all),
    }
}

/// What Markdown would take for its own signs; a line break inside a cell becomes `<br>`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '[' | ']' | '#' | '&' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
