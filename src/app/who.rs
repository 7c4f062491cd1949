//! 逆引き: one programme, every municipality. Judged by the table's figures alone, as a municipality newly opened.

use crate::app::screen::{Filter, List};
use crate::domain::judge::matrix::{Case, Cases};
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::Date;
use crate::session::answers::Counts;
use crate::session::prefill::prefill;

/// 逆引き: who may use a programme.
#[derive(Clone, Debug)]
pub struct Who {
    /// The programme with the cases that came up.
    pub cases: Cases,
    /// Every body of the table, with its case.
    pub towns: Vec<(&'static Municipality, usize)>,
    /// Which group is listed.
    pub filter: Filter,
    /// The prefecture whose municipalities are listed; `None` for the list of prefectures.
    pub prefecture: Option<&'static str>,
    /// Selected row.
    pub list: List,
    /// Where the list of prefectures was left.
    pub left: List,
}

/// One row of the list.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A prefecture with its counts.
    Prefecture(&'static str, Counts),
    /// A municipality (or the prefecture itself) and how it stands.
    Town(&'static Municipality, &'a Case),
}

impl Who {
    /// Judges every row of the table.
    pub fn new(catalogue: &'static Catalogue, programme: &'static Programme, as_of: Date) -> Self {
        let mut cases = Cases::new(programme, catalogue.facts, as_of);
        let judge = |m: &'static Municipality| (m, cases.of(&catalogue.infer(&prefill(catalogue, m))));
        let towns = catalogue.municipalities.iter().map(judge).collect();
        Self { cases, towns, filter: Filter::All, prefecture: None, list: List::default(), left: List::default() }
    }

    /// The programme.
    pub fn programme(&self) -> &'static Programme {
        self.cases.programme()
    }

    fn judged(&self) -> impl Iterator<Item = (&'static Municipality, &Case)> {
        self.towns.iter().filter_map(|(m, case)| Some((*m, self.cases.get(*case)?)))
    }

    /// How many bodies stand where: of the prefecture that is open, or of all.
    pub fn counts(&self) -> Counts {
        let inside = |m: &Municipality| self.prefecture.is_none_or(|p| p == m.prefecture);
        count(self.judged().filter(|(m, _)| inside(m)).map(|(_, c)| c))
    }

    fn wanted(&self, case: &Case) -> bool {
        match self.filter {
            Filter::All => true,
            Filter::Only(g) => group(&case.assessment) == g,
        }
    }

    /// The rows listed: prefectures that have somebody in the group, or the municipalities of the open one.
    pub fn rows(&self) -> Vec<Row<'_>> {
        if let Some(open) = self.prefecture {
            let mine = self.judged().filter(|(m, case)| m.prefecture == open && self.wanted(case));
            return mine.map(|(m, case)| Row::Town(m, case)).collect();
        }
        let mut names: Vec<&'static str> = Vec::new();
        for (m, case) in self.judged() {
            if self.wanted(case) && !names.contains(&m.prefecture) {
                names.push(m.prefecture);
            }
        }
        let of = |name: &'static str| count(self.judged().filter(|(m, _)| m.prefecture == name).map(|(_, c)| c));
        names.into_iter().map(|name| Row::Prefecture(name, of(name))).collect()
    }
}

fn count<'a>(cases: impl Iterator<Item = &'a Case>) -> Counts {
    let mut out = Counts::default();
    for case in cases {
        match group(&case.assessment) {
            Group::Applies => out.applies += 1,
            Group::Open => out.open += 1,
            Group::Excluded => out.excluded += 1,
            Group::OutOfTerm => out.out_of_term += 1,
        }
    }
    out
}
