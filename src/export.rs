//! Floor 3: results for other programs and for paper. Shares its words with the screens through `present`.
//!
//! Nothing here reads a file, a clock or the embedded bundle: what is exported is handed in.

pub mod csv;
pub mod grid;
pub mod json;
pub mod markdown;
pub mod sheet;
pub mod table;

use crate::domain::assess::Assessment;
use crate::domain::catalogue::{Catalogue, Municipality};
use crate::domain::date::Date;
use crate::domain::profile::Profile;
use crate::domain::rank::{Group, group};

/// Everything that one export of results needs.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// Fingerprint of the bundle's files.
    pub fingerprint: u64,
    /// The day asked about.
    pub as_of: Date,
    /// The municipality, where one was chosen.
    pub municipality: Option<&'static Municipality>,
    /// The answers, with what follows from them.
    pub profile: &'a Profile,
    /// The results in the order shown.
    pub results: &'a [Assessment],
    /// Whether the details of every result are wanted, not the list alone.
    pub details: bool,
}

/// The sentence that stands on everything that leaves the program.
pub const NOTICE: &str =
    "この結果は資料に印刷された内容の整理です。申請の前に、必ず現行の交付要綱・通知を確かめてください。";

/// Prefecture and name, or the name alone for a prefecture.
pub fn place(m: &Municipality) -> String {
    if m.name == m.prefecture { m.name.to_owned() } else { format!("{}{}", m.prefecture, m.name) }
}

/// The groups in the order shown.
const GROUPS: [Group; 4] = [Group::Applies, Group::Open, Group::Excluded, Group::OutOfTerm];

fn count(results: &[Assessment], wanted: Group) -> usize {
    results.iter().filter(|a| group(a) == wanted).count()
}
