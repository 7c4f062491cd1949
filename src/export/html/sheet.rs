//! The one page as HTML.

use std::fmt::Write as _;

use super::svg;
use super::text::escape;
use crate::export::grid::line;
use crate::export::handout::sheet::fit::column;
use crate::export::handout::sheet::model::{Block, Flow, Piece, Sheet, Style, Table, marked};
use crate::present::form::Paper;

/// The page.
pub fn write(sheet: &Sheet, out: &mut String) {
    let lying = if sheet.paper == Paper::Lying { " lying" } else { "" };
    let zoom = match sheet.smaller {
        0 => String::new(),
        n => format!(" style=\"zoom:0.{0};--times:calc(1 / 0.{0})\"", 100 - n),
    };
    line!(out, "<article class=\"sheet{lying}\"{zoom}>");
    line!(out, "<div class=\"head\">");
    line!(out, "<div><h1>{}</h1>", escape(&sheet.title));
    for text in sheet.lead.iter().filter(|t| !t.is_empty()) {
        line!(out, "<p>{}</p>", escape(text));
    }
    line!(out, "</div>");
    line!(out, "<div class=\"whose\">{}</div>", escape(&sheet.whose));
    line!(out, "</div>");
    if !sheet.facts.is_empty() {
        line!(out, "<p class=\"facts\">{}</p>", escape(&sheet.facts.join("　")));
    }
    for text in &sheet.warnings {
        line!(out, "<p class=\"warn\">{}</p>", escape(text));
    }
    line!(out, "<div class=\"columns\">");
    for (i, b) in sheet.blocks.iter().enumerate() {
        if i == 1 {
            line!(out, "<div>");
        }
        line!(out, "<section>");
        block(b, column(sheet, i), out);
        line!(out, "</section>");
    }
    if sheet.blocks.len() > 1 {
        line!(out, "</div>");
    }
    line!(out, "</div>");
    line!(out, "<div class=\"foot\">");
    if !sheet.cites.is_empty() {
        line!(out, "<p class=\"cites\">出典　{}</p>", escape(&sheet.cites.join("　")));
    }
    for text in &sheet.foot {
        line!(out, "<p>{}</p>", escape(text));
    }
    line!(out, "</div>");
    line!(out, "</article>");
}

fn block(b: &Block, wide: u32, out: &mut String) {
    let title = |t: &str, out: &mut String| {
        if !t.is_empty() {
            line!(out, "<h2>{}</h2>", escape(t));
        }
    };
    match b {
        Block::Table(t) => {
            title(&t.title, out);
            table(t, out);
        }
        Block::Flows(t, all) => {
            title(t, out);
            all.iter().for_each(|f| flow(f, wide, out));
        }
        Block::Lines(t, all) => {
            title(t, out);
            let each: String = all.iter().map(piece).collect();
            line!(out, "<div class=\"lines\">{each}</div>");
        }
        Block::Points(t, all) => {
            title(t, out);
            line!(out, "<ol>");
            for (main, aside) in all {
                line!(out, "<li>{}<small>{}</small></li>", escape(main), escape(aside));
            }
            line!(out, "</ol>");
        }
    }
}

fn table(t: &Table, out: &mut String) {
    line!(out, "<table><colgroup>");
    for (_, share) in &t.columns {
        line!(out, "<col style=\"width:{share}%\"/>");
    }
    line!(out, "</colgroup>");
    if t.columns.iter().any(|(h, _)| !h.is_empty()) {
        out.push_str("<thead><tr>");
        t.columns.iter().for_each(|(h, _)| line!(out, "<th>{}</th>", escape(h)));
        line!(out, "</tr></thead>");
    }
    line!(out, "<tbody>");
    for row in &t.rows {
        let cell = |pieces: &Vec<Piece>| format!("<td>{}</td>", pieces.iter().map(piece).collect::<String>());
        line!(out, "<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    }
    line!(out, "</tbody></table>");
    if !t.note.is_empty() {
        line!(out, "<p class=\"small note\">{}</p>", escape(&t.note));
    }
}

fn piece(p: &Piece) -> String {
    let class = match p.style {
        Style::Strong => "strong",
        Style::Plain => "plain",
        Style::Small => "small",
        Style::Yen => "yen",
        Style::Burden => "burden",
    };
    format!("<p class=\"{class}\">{}{}</p>", escape(&p.text), marked(&p.marks))
}

fn flow(f: &Flow, wide: u32, out: &mut String) {
    line!(out, "<div class=\"flow\"><p class=\"name\">{}</p>", escape(&f.name));
    svg::draw(f, wide, out);
    let mut told = String::new();
    for (paint, text) in &f.legend {
        if !told.is_empty() {
            told.push('　');
        }
        if let Some(p) = paint {
            let _ = write!(told, "<i style=\"background:{}\"></i>", svg::colours(*p).0);
        }
        told.push_str(&escape(text));
    }
    line!(out, "<p class=\"legend\">{told}</p></div>");
}
