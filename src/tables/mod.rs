//! Official tables that the user has (財政力指数, 過疎区分, 人口) → figures that take precedence.
//!
//! # The way of a file
//! [`sniff`] says what the bytes are, [`sheet`] makes rows of texts of them, [`heading`] finds which column is what and
//! what year it is, [`place`] finds the municipality of each row, [`draft`] puts together what would be written, what
//! did not match and what changes. Nothing is guessed: a row that does not fit is left out and told, with the reason.
//!
//! # What is kept
//! One file per column in `tables/` of the user's folder ([`kept`]). At start it is looked for by name, read when it is
//! there, and laid over the bundle's table; each figure keeps the source it came from.

pub mod columns;
pub mod draft;
pub mod heading;
pub mod kept;
pub mod place;
pub mod sheet;
pub mod sniff;
pub mod xls;
pub mod year;

use crate::domain::terms::catalogue::{Kaso, Municipality};
use crate::domain::terms::keyed::told;
use crate::domain::value::number::Decimal;

/// A column of the table that a file can replace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    /// 財政力指数 of municipalities.
    Index,
    /// 財政力指数 of prefectures.
    PrefectureIndex,
    /// 過疎区分.
    Kaso,
    /// 人口.
    Population,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Index, Self::PrefectureIndex, Self::Kaso, Self::Population];

    /// Whether it has a figure for `m`: 財政力指数 of municipalities and of prefectures come from different tables.
    pub fn covers(self, m: &Municipality) -> bool {
        match self {
            Self::Index | Self::Kaso => !m.is_prefecture(),
            Self::PrefectureIndex => m.is_prefecture(),
            Self::Population => true,
        }
    }

    /// What the present table says about `m`.
    pub fn of(self, m: &Municipality) -> Option<Figure> {
        match self {
            Self::Index | Self::PrefectureIndex => m.index.map(Figure::Index),
            Self::Kaso => m.kaso.map(Figure::Kaso),
            Self::Population => m.population.map(Figure::Population),
        }
    }
}

told! {
    /// Key in [`crate::domain::terms::catalogue::Column`]; also the file name.
    Column::id { Index "index", PrefectureIndex "prefecture_index", Kaso "kaso", Population "population", }
}

told! {
    /// Name for people.
    Column::label { Index "財政力指数", PrefectureIndex "財政力指数（都道府県）", Kaso "過疎区分", Population "人口", }
}

/// A figure of one municipality.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// 財政力指数.
    Index(Decimal),
    /// 過疎区分.
    Kaso(Kaso),
    /// 人口.
    Population(u32),
}

impl Figure {
    /// Writes the figure into `m`.
    pub fn put(self, m: &mut Municipality) {
        match self {
            Self::Index(d) => m.index = Some(d),
            Self::Kaso(k) => m.kaso = Some(k),
            Self::Population(n) => m.population = Some(n),
        }
    }

    /// As it stands in a kept file.
    pub fn plain(self) -> String {
        match self {
            Self::Index(d) => d.to_string(),
            Self::Kaso(k) => k.key().to_owned(),
            Self::Population(n) => n.to_string(),
        }
    }
}
