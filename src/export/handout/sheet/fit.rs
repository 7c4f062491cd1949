//! The layout rules: how high a page becomes. The style of the page (`html/sheet.css`) sets every size that is reckoned
//! with here; `tests/sheet.rs` holds both against a browser where there is one.
//!
//! Lengths are in µm, sizes of letters in tenths of a point.

use super::model::{Bar, Block, Flow, Paint, Piece, Sheet, Style, Table, marked};
use crate::export::handout::document::{Article, CitedLine, Section};
use crate::present::form::Paper;
use crate::present::line::Tone;
use crate::text::width::{Ambiguous, width};
use crate::text::wrap::wrap;

/// How wide the page is inside its margins.
fn page_width(paper: Paper) -> u32 {
    match paper {
        Paper::Upright => 182_000,
        Paper::Lying => 269_000,
    }
}

/// How high.
fn page_height(paper: Paper) -> u32 {
    match paper {
        Paper::Upright => 273_000,
        Paper::Lying => 186_000,
    }
}

/// What is never used: browsers and fonts differ.
const SLACK: u32 = 7_000;
/// Between the two columns of a lying page.
const GUTTER: u32 = 7_000;
/// Height of a bar and of the line above it, and what lies below one programme's bars.
pub const BAR: u32 = 7_000;
/// Height of the thin bars: the cost, 起債.
pub const THIN: u32 = 5_200;
/// Height of the title of a bar.
pub const BAR_TITLE: u32 = 4_200;

/// Width of the column that a block stands in: the first block of a lying page has the left one.
pub fn column(sheet: &Sheet, index: usize) -> u32 {
    let whole = page_width(sheet.paper) * 100 / (100 - sheet.smaller);
    match (sheet.paper, index) {
        (Paper::Upright, _) => whole,
        (Paper::Lying, 0) => (whole - GUTTER) * 60 / 100,
        (Paper::Lying, _) => (whole - GUTTER) * 40 / 100,
    }
}

/// Whether everything stands on one page.
pub fn fits(sheet: &Sheet) -> bool {
    // What is set smaller is as good as on a larger page.
    height(sheet) * (100 - sheet.smaller) / 100 + SLACK <= page_height(sheet.paper)
}

/// How high the content is before it is set smaller, in µm.
pub fn height(sheet: &Sheet) -> u32 {
    let whole = page_width(sheet.paper) * 100 / (100 - sheet.smaller);
    // The head: title and plan at the left, the body at the right, its facts below both.
    let (left, right) = (whole * 70 / 100, whole * 28 / 100);
    let title = text(&sheet.title, 160, 125, left);
    let lead: u32 = sheet.lead.iter().map(|l| text(l, 95, 140, left)).sum();
    let facts = if sheet.facts.is_empty() { 0 } else { text(&sheet.facts.join("　"), 82, 140, whole) + 2_000 };
    let head = (title + lead).max(text(&sheet.whose, 120, 140, right)) + facts + 5_500;
    let warnings: u32 = sheet.warnings.iter().map(|w| text(w, 88, 145, whole - 6_000) + 3_900).sum();
    let each = sheet.blocks.iter().enumerate().map(|(i, b)| block(b, column(sheet, i)));
    let blocks = match sheet.paper {
        Paper::Upright => each.sum(),
        Paper::Lying => {
            let all: Vec<u32> = each.collect();
            let first = all.first().copied().unwrap_or(0);
            first.max(all.iter().skip(1).sum())
        }
    };
    let cites =
        if sheet.cites.is_empty() { 0 } else { text(&format!("出典　{}", sheet.cites.join("　")), 72, 140, whole) };
    let foot: u32 = sheet.foot.iter().map(|l| text(l, 72, 140, whole)).sum();
    head + warnings + blocks + cites + foot + 5_000
}

/// What two pages of an annex hold, less what breaks between them cost.
const TWO_PAGES: u32 = 2 * 267_000 - 24_000;
/// The heading of the annexes, above the first article.
const ANNEX_HEAD: u32 = 85_000;
/// How wide an annex is.
const ANNEX_WIDE: u32 = 184_000;
/// No article is set smaller than by so many per cent: 10 points would be 6.
const LEAST: u32 = 40;

/// The article on two pages at most, `first` below the heading of the annexes: set smaller where it must be, and where
/// even that is too high, without its last lines, which are counted.
pub fn within_two(mut article: Article, first: bool) -> Article {
    let room = if first { TWO_PAGES - ANNEX_HEAD } else { TWO_PAGES };
    while article_height(&article) > room && article.smaller < LEAST {
        article.smaller += 5;
    }
    let mut left = 0;
    while article_height(&article) > room {
        let Some(last) = article.sections.iter_mut().rev().find(|s| !s.lines.is_empty()) else { break };
        left += usize::from(last.lines.pop().is_some());
    }
    if left > 0 {
        article.sections.retain(|s| !s.lines.is_empty());
        let text = format!("2頁に入らない {left}行は、画面の「制度の詳細」と chiiki-navi show にあります");
        let line = CitedLine { text, depth: 0, tone: Tone::Quiet, marks: Vec::new() };
        article.sections.push(Section { title: "続き".to_owned(), lines: vec![line] });
    }
    article
}

/// How high an article is on paper, in µm.
pub fn article_height(a: &Article) -> u32 {
    let wide = ANNEX_WIDE * 100 / (100 - a.smaller);
    let line = |l: &CitedLine| {
        let indent = 4_400 * u32::try_from(l.depth.min(3) + 1).unwrap_or(1);
        text(&format!("{}{}", l.text, marked_apart(&l.marks)), 100, 160, wide.saturating_sub(indent))
    };
    let section = |s: &Section| text(&s.title, 105, 160, wide) + 4_500 + s.lines.iter().map(line).sum::<u32>();
    let own = text(&a.title, 125, 140, wide) + 11_000 + a.sections.iter().map(section).sum::<u32>();
    own * (100 - a.smaller) / 100
}

/// 「[1, 3]」 as wide as it is printed: small, each number apart.
fn marked_apart(marks: &[usize]) -> String {
    let each: Vec<String> = marks.iter().map(usize::to_string).collect();
    if each.is_empty() { String::new() } else { format!(" [{}]", each.join(", ")) }
}

fn block(b: &Block, wide: u32) -> u32 {
    let title = |t: &str| if t.is_empty() { 0 } else { text(t, 115, 135, wide) + 5_000 };
    match b {
        Block::Table(t) => title(&t.title) + table(t, wide),
        Block::Flows(t, all) => title(t) + all.iter().map(|f| flow(f, wide)).sum::<u32>(),
        Block::Lines(t, all) => title(t) + all.iter().map(|p| piece(p, wide) + 700).sum::<u32>(),
        Block::Points(t, all) => {
            let one = |(main, aside): &(String, String)| {
                text(main, 100, 140, wide - 6_000) + text(aside, 82, 140, wide - 6_000) + 800
            };
            title(t) + all.iter().map(one).sum::<u32>()
        }
    }
}

fn table(t: &Table, wide: u32) -> u32 {
    let share = |i: usize| wide * t.columns.get(i).map_or(100, |c| c.1) / 100;
    let inner = |i: usize| share(i).saturating_sub(2_400);
    let is_headed = t.columns.iter().any(|c| !c.0.is_empty());
    let head = t.columns.iter().enumerate().map(|(i, c)| text(&c.0, 85, 135, inner(i))).max().unwrap_or(0) + 2_200;
    let head = if is_headed { head } else { 0 };
    let row = |cells: &Vec<Vec<Piece>>| {
        let cell = |(i, pieces): (usize, &Vec<Piece>)| pieces.iter().map(|p| piece(p, inner(i))).sum::<u32>();
        cells.iter().enumerate().map(cell).max().unwrap_or(0) + 3_000
    };
    let note = if t.note.is_empty() { 0 } else { text(&t.note, 82, 140, wide) + 700 };
    head + t.rows.iter().map(row).sum::<u32>() + note
}

fn piece(p: &Piece, wide: u32) -> u32 {
    let (size, lead) = match p.style {
        Style::Strong | Style::Yen => (105, 135),
        Style::Plain => (95, 140),
        Style::Small => (82, 140),
        Style::Burden => (115, 135),
    };
    text(&format!("{}{}", p.text, marked(&p.marks)), size, lead, wide)
}

/// The drawing alone.
pub fn drawing(f: &Flow) -> u32 {
    f.bars.iter().map(bar).sum()
}

/// A bar with its title.
pub fn bar(b: &Bar) -> u32 {
    let thick = b.parts.iter().all(|p| matches!(p.paint, Paint::Of(_) | Paint::Open));
    let title = if b.title.is_empty() { 0 } else { BAR_TITLE };
    title + if thick { BAR } else { THIN } + 600
}

fn flow(f: &Flow, wide: u32) -> u32 {
    let legend: Vec<&str> = f.legend.iter().map(|(_, t)| t.as_str()).collect();
    text(&f.name, 95, 140, wide) + drawing(f) + text(&legend.join("　■ "), 85, 145, wide) + 3_500
}

/// Height of a paragraph of letters of `size` with line height `lead` (per cent).
fn text(s: &str, size: u32, lead: u32, wide: u32) -> u32 {
    // One point is 352.8 µm.
    let letter = size * 3_528 / 100;
    lines(s, letter, wide) * (letter * lead / 100 + 1)
}

/// Lines that a paragraph takes: a kanji is as wide as the letter, a Latin one a little more than half.
fn lines(s: &str, letter: u32, wide: u32) -> u32 {
    let room = (wide * 100 / letter.max(1)).saturating_sub(25).max(100);
    // 禁則 and words that stay whole leave a gap at the end of lines: broken as a browser would, and never shorter than
    // its letters are.
    let columns = usize::try_from(room / 50).unwrap_or(2);
    let broken = |l: &str| u32::try_from(wrap(l, columns, Ambiguous::Wide).len()).unwrap_or(u32::MAX);
    let one = |l: &str| length(l).div_ceil(room).max(broken(l)).max(1);
    s.split('\n').map(one).sum()
}

/// Length in hundredths of a kanji.
pub fn length(s: &str) -> u32 {
    s.chars().map(|c| if width(c.encode_utf8(&mut [0; 4]), Ambiguous::Wide) < 2 { 59 } else { 100 }).sum()
}
