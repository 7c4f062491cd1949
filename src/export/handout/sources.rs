//! 出典: every place that the hand-out points to, once, in the order it is first pointed to.

use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::Programme;
use crate::domain::value::source::Quote;
use crate::export::grid::{Cell, Grid, Kind, columns};

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
        let mut out = Vec::new();
        for quote in cites.into_iter().filter_map(|c| p.quotes.get(usize::from(c))) {
            let n = self.number(p.name, quote);
            if !out.contains(&n) {
                out.push(n);
            }
        }
        sort::plainly(&mut out);
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
                whole(i + 1),
                Cell::text(document.map_or_else(String::new, |d| [d.title, d.url].join("\n").trim_end().to_owned())),
                Cell::text(document.map_or_else(String::new, |d| d.dated_at(s.quote.first_line))),
                Cell::text(lines(&s.quote)),
                Cell::text(format!("「{}」", s.quote.text)),
                Cell::text(s.programmes.join("\n")),
                Cell::text(document.map_or("", |d| d.file)),
            ]
        };
        Grid {
            kind: Kind::Sources,
            name: "出典".to_owned(),
            columns: columns![
                6 "番号", 30 "資料", 20 "日付", 13 "行", 62 "記載", 40 "制度" data, 30 "ファイル" data,
            ],
            rows: self.all.iter().enumerate().map(row).collect(),
            ..Grid::default()
        }
    }
}

/// 「50〜52行」
pub fn lines(q: &Quote) -> String {
    q.place("〜")
}

/// A count in a cell.
pub fn whole(n: usize) -> Cell {
    Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX))
}
