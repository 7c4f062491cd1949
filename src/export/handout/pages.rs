//! 詳細: everything about one programme, as the detail screen shows it.

use super::document::{Article, CitedLine, Section};
use super::sheet::fit::within_two;
use super::sources::Numbers;
use crate::domain::judge::assess::Assessment;
use crate::domain::terms::programme::Programme;
use crate::export::report::ResultsExport;
use crate::present::detail::detail;
use crate::present::line::{Section as Told, TextLine};
use crate::present::row::standing;

/// The pages of one programme: two at most, less the heading of the annexes on the `first`. Its 出典 are rows of the
/// table at the end instead of a section.
pub fn page(report: &ResultsExport<'_>, a: &Assessment, first: bool, numbers: &mut Numbers) -> Article {
    let p = a.programme;
    let all = detail(report.about(a), a);
    // Every place that the programme rests on gets its number, pointed to or not.
    numbers.of(p, (0..p.quotes.len()).filter_map(|i| u8::try_from(i).ok()));
    let sections = all
        .into_iter()
        .filter(|s| s.title != "出典")
        .map(|s| Section { title: s.title.to_owned(), lines: s.lines.iter().map(|l| line(l, p, numbers)).collect() });
    let sections = sections.collect();
    let article = Article {
        alone: true,
        ..Article::new(format!("{}　{}", standing(a, report.about(a).profile), p.name), sections)
    };
    within_two(article, first)
}

/// A line of a screen: its indentation becomes depth, its citations numbers.
pub fn line(l: &TextLine, p: &'static Programme, numbers: &mut Numbers) -> CitedLine {
    CitedLine { marks: numbers.of(p, l.cites.iter().copied()), ..bare(l) }
}

fn bare(l: &TextLine) -> CitedLine {
    let text = l.text.trim_start_matches(' ');
    let depth = (l.text.len() - text.len()) / 2;
    CitedLine { text: text.to_owned(), depth, tone: l.tone, marks: Vec::new() }
}

/// A section of a screen that is about no programme alone.
pub fn plain(s: &Told) -> Section {
    Section { title: s.title.to_owned(), lines: s.lines.iter().map(bare).collect() }
}
