//! Many municipalities by many programmes: what one result says in a few words, once per case.

mod grids;
mod text;

use super::report::stamped;
use crate::domain::judge::matrix::Cases;
use crate::domain::judge::rank::Counts;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::value::date::Date;
use crate::present::base;
use crate::present::base::Bases;
use crate::present::row::row;

/// One line of the matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The row of the user's own list; `None` where the table was taken.
    pub row: Option<usize>,
    /// Whose line.
    pub municipality: &'static Municipality,
    /// The number of the case for each programme, in the order of [`Matrix::cases`].
    pub cases: Vec<usize>,
}

/// Municipalities × programmes.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// The day asked about.
    pub as_of: Date,
    /// One per programme.
    pub cases: Vec<Cases>,
    /// One per municipality or row of the user's list.
    pub lines: Vec<MatrixRow>,
}

/// A case in words.
struct Told {
    standing: String,
    layers: String,
    body: &'static str,
    plan: String,
    of: Bases,
    rate: String,
    ceiling: String,
    note: String,
}

impl Matrix {
    fn told(&self) -> Vec<Vec<Told>> {
        let tell = |cases: &Cases| {
            let each = cases.all().iter().map(|case| {
                let r = row(cases.inquiry(&case.profile), &case.assessment);
                let a = &case.assessment;
                let (body, plan, of) = (base::body(a), base::plan(a, &case.profile), base::bases(a));
                Told {
                    standing: r.standing.clone(),
                    layers: r.layers(),
                    body,
                    plan,
                    of,
                    rate: r.rate,
                    ceiling: r.ceiling,
                    note: r.note,
                }
            });
            each.collect()
        };
        self.cases.iter().map(tell).collect()
    }

    /// How many lines stand in each group, per programme.
    fn counts(&self) -> impl Iterator<Item = (&Cases, Counts)> {
        self.cases.iter().enumerate().map(|(i, cases)| {
            let numbers = self.lines.iter().filter_map(move |line| line.cases.get(i));
            (cases, Counts::over(numbers.filter_map(|n| cases.get(*n)).map(|case| &case.assessment)))
        })
    }

    fn head(&self) -> Vec<String> {
        let title = format!("全市町村一括　{}団体 × {}制度", self.lines.len(), self.cases.len());
        std::iter::once(title).chain(stamped(self.catalogue, self.as_of)).collect()
    }
}
