//! A hand-out as HTML that prints on A4: the page, then the annexes. No script, no picture that is not drawn in it,
//! nothing fetched. Well-formed as XML too.

mod sheet;
mod svg;
mod text;

use std::fmt::Write as _;

use super::grid::{Cell, Grid, Kind, Medium, line};
use super::handout::{Article, CitedLine, Handout, Part};
use crate::present::line::Tone;
use text::escape;

const STYLE: &str = concat!(include_str!("style.css"), include_str!("sheet.css"));

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
<body>"#
    );
    sheet::write(&document.sheet, &mut out);
    if document.on_paper().next().is_some() {
        annexes(document, &mut out);
    }
    line!(out, "</body>");
    line!(out, "</html>");
    out
}

/// What was chosen besides the page. It says again whose and of which day it is: sheets of paper part.
fn annexes(document: &Handout, out: &mut String) {
    line!(out, "<div class=\"annex\">");
    line!(out, "<header>");
    line!(out, "<h1>別紙　{}</h1>", escape(&document.title));
    line!(out, "<dl>");
    for (label, text) in &document.head {
        line!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), escape(text));
    }
    line!(out, "</dl>");
    line!(out, "<p class=\"notice\">{}</p>", escape(document.notice));
    line!(out, "</header>");
    for part in document.on_paper() {
        match part {
            Part::Table(grid) => table(&grid.on(Medium::Paper), out),
            Part::Article(page) => sections(page, out),
        }
    }
    line!(out, "</div>");
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
        Cell::Whole(_) | Cell::Exact(_) | Cell::Part(_) => {
            format!("<td class=\"number\">{}</td>", escape(&c.to_string()))
        }
        other => format!("<td>{}</td>", escape(&other.to_string())),
    }
}

fn sections(page: &Article, out: &mut String) {
    let zoom = if page.smaller == 0 { String::new() } else { format!(" style=\"zoom:0.{}\"", 100 - page.smaller) };
    line!(out, "<section class=\"page{}\"{zoom}>", if page.alone { " alone" } else { "" });
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
