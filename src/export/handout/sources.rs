//! 出典: every place that the hand-out points to, once, in the order it is first pointed to.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::Group;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::Programme;
use crate::domain::value::source::Quote;
use crate::domain::value::truth::Truth;
use crate::export::grid::{Cell, Grid, Kind, columns};
use crate::export::report::ResultsExport;
use crate::present::row::{Row, leading_ceiling, leading_rate};

/// A place in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Where, and in which words.
    pub quote: Quote,
    /// The programmes that rest on it.
    pub programmes: Vec<&'static str>,
}

/// Gives each place its number.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The places; the first one is number 1.
    pub all: Vec<Source>,
}

impl Numbers {
    /// Numbers of `cites`, which are indices into the quotes of `p`; ascending, each once.
    pub fn of(&mut self, p: &'static Programme, cites: impl IntoIterator<Item = u8>) -> Vec<usize> {
        let quotes = cites.into_iter().filter_map(|c| p.quotes.get(usize::from(c)));
        let mut out: Vec<usize> = quotes.map(|quote| self.number(p.name, quote)).collect();
        sort::once(&mut out);
        out
    }

    fn number(&mut self, programme: &'static str, quote: &Quote) -> usize {
        let place = |q: &Quote| (q.source, q.first_line, q.last_line, q.text);
        let at = self.all.iter().position(|s| place(&s.quote) == place(quote)).unwrap_or_else(|| {
            self.all.push(Source { quote: *quote, programmes: Vec::new() });
            self.all.len() - 1
        });
        if let Some(s) = self.all.get_mut(at)
            && !s.programmes.contains(&programme)
        {
            s.programmes.push(programme);
        }
        at + 1
    }

    /// Each place in few words: document, date, lines.
    pub fn places(&self, catalogue: &Catalogue) -> Vec<String> {
        let one = |s: &Source| {
            let document = catalogue.document(s.quote.source);
            let (short, dated) = document.map_or_else(Default::default, |d| (d.short, d.dated_at(s.quote.first_line)));
            format!("{short}（{dated}）{}", lines(&s.quote))
        };
        self.all.iter().map(one).collect()
    }

    /// The table 出典.
    pub fn grid(&self, catalogue: &Catalogue) -> Grid {
        let row = |(i, s): (usize, &Source)| {
            let document = catalogue.document(s.quote.source);
            vec![
                Cell::count(i + 1),
                Cell::text(document.map_or_else(String::new, |d| [d.title, d.url].join("\n").trim_end().to_owned())),
                Cell::text(document.map_or_else(String::new, |d| d.dated_at(s.quote.first_line))),
                Cell::text(lines(&s.quote)),
                Cell::text(format!("「{}」", s.quote.text)),
                Cell::text(s.programmes.join("\n")),
                Cell::text(document.map_or("", |d| d.file)),
            ]
        };
        let columns = columns![
            6 "番号", 30 "資料", 20 "日付", 13 "行", 62 "記載", 40 "制度" data, 30 "ファイル" data,
        ];
        let rows = self.all.iter().enumerate().map(row).collect();
        Grid { kind: Kind::Sources, ..Grid::new("出典", columns, rows) }
    }
}

/// 「50〜52行」
pub fn lines(q: &Quote) -> String {
    q.place("〜")
}

/// What the row rests on: the description, the figures, the conditions that decided.
pub fn cites(report: &ResultsExport<'_>, a: &Assessment, r: &Row) -> Vec<u8> {
    let mut out: Vec<u8> = a.programme.cites.to_vec();
    if r.group != Group::Excluded {
        out.extend(leading_rate(a).into_iter().flat_map(|r| r.selection.leading()).flat_map(|r| r.cites));
        out.extend(leading_ceiling(a).into_iter().flat_map(|c| c.selection.leading()).flat_map(|r| r.cites));
    }
    if r.group == Group::OutOfTerm {
        out.extend(a.programme.period_cites);
    }
    for reason in a.because(report.about(a).profile) {
        let decided = reason.truth == Truth::No || r.group != Group::Excluded && reason.truth == Truth::Yes;
        if decided {
            out.extend(reason.condition.cites);
        }
    }
    out
}
