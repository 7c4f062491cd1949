//! A hand-out as one HTML page that prints on A4: no script, no picture, nothing fetched. Well-formed as XML too.

use std::fmt::Write as _;

use super::grid::{Cell, Grid, Kind, Medium, clean, line};
use super::handout::{Article, CitedLine, Handout, Part};
use super::markdown::text;
use crate::present::line::Tone;

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn write(document: &Handout) -> String {
    let mut out = String::new();
    let title = escape(&document.title);
    // The page needs nothing from anywhere, and says so to the browser.
    line!(
        out,
        r#"<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="ja">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<dl>"#
    );
    for (label, text) in &document.head {
        line!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), escape(text));
    }
    line!(out, "</dl>");
    if let Some(text) = &document.warning {
        line!(out, "<p class=\"warning\">{}</p>", escape(text));
    }
    line!(out, "<p class=\"notice\">{}</p>", escape(document.notice));
    line!(out, "</header>");
    for part in &document.parts {
        match part {
            Part::Table(grid) => table(&grid.on(Medium::Paper), &mut out),
            Part::Article(page) => sections(page, &mut out),
        }
    }
    line!(out, "<footer>{}</footer>", escape(document.notice));
    line!(out, "</body>");
    line!(out, "</html>");
    out
}

fn table(grid: &Grid, out: &mut String) {
    let class = match grid.kind {
        Kind::Sources => " class=\"sources\"",
        // A sheet of its own, with room to write.
        Kind::Asks => " class=\"asks\"",
        Kind::Plain => "",
    };
    line!(out, "<section{class}>");
    line!(out, "<h2>{}</h2>", escape(&grid.name));
    for text in &grid.above {
        line!(out, "<p>{}</p>", escape(text));
    }
    line!(out, "<table>");
    let all: u32 = grid.columns.iter().map(|c| u32::from(c.width)).sum();
    line!(out, "<colgroup>");
    for c in &grid.columns {
        line!(out, "<col style=\"width:{}%\"/>", u32::from(c.width) * 100 / all.max(1));
    }
    line!(out, "</colgroup>");
    out.push_str("<thead><tr>");
    for c in &grid.columns {
        let _ = write!(out, "<th>{}</th>", escape(&c.heading));
    }
    line!(out, "</tr></thead>");
    line!(out, "<tbody>");
    for (i, row) in grid.rows.iter().enumerate() {
        let id = if grid.kind == Kind::Sources { format!(" id=\"s{}\"", i + 1) } else { String::new() };
        let cells: String = row.iter().map(cell).collect();
        line!(out, "<tr{id}>{cells}</tr>");
    }
    line!(out, "</tbody>");
    line!(out, "</table>");
    line!(out, "</section>");
}

fn cell(c: &Cell) -> String {
    match c {
        Cell::Marks(all) => format!("<td class=\"marks\">{}</td>", links(all)),
        Cell::Whole(_) | Cell::Exact(_) | Cell::Part(_) => format!("<td class=\"number\">{}</td>", escape(&text(c))),
        other => format!("<td>{}</td>", escape(&text(other))),
    }
}

fn sections(page: &Article, out: &mut String) {
    line!(out, "<section class=\"page\">");
    line!(out, "<h2>{}</h2>", escape(&page.title));
    for section in &page.sections {
        line!(out, "<div class=\"part\">");
        line!(out, "<h3>{}</h3>", escape(&section.title));
        line!(out, "<ul>");
        for l in &section.lines {
            line!(out, "<li{}>{}{}</li>", style(l), escape(&l.text), links(&l.marks));
        }
        line!(out, "</ul>");
        line!(out, "</div>");
    }
    line!(out, "</section>");
}

fn style(l: &CitedLine) -> String {
    let tone = match l.tone {
        Tone::Figure => "figure",
        Tone::Quiet => "quiet",
        Tone::Check | Tone::Open => "open",
        Tone::Plain | Tone::Met | Tone::Failed => "",
    };
    let depth = if l.depth == 0 { String::new() } else { format!(" d{}", l.depth.min(3)) };
    let class = format!("{tone}{depth}");
    if class.is_empty() { class } else { format!(" class=\"{}\"", class.trim()) }
}

/// Numbers that lead to their row of 出典.
fn links(numbers: &[usize]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let each: Vec<String> = numbers.iter().map(|n| format!("<a href=\"#s{n}\">{n}</a>")).collect();
    format!("<span class=\"marks\">[{}]</span>", each.join(", "))
}

/// Text as content of an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br/>"),
            c => out.push(c),
        }
    }
    out
}
