//! Results for other programs and for paper. Shares its words with the screens through `present`.
//!
//! [`handout`] is the document; [`html`], [`sheet`], [`csv`] and [`markdown`] draw it, [`json`] gives the same rows to
//! programs. Nothing here reads a file, a clock or the embedded bundle: what is exported is handed in. Only [`file`]
//! touches the disk.

pub mod csv;
pub mod file;
pub mod grid;
pub mod handout;
pub mod html;
pub mod json;
pub mod markdown;
pub mod matrix;
pub mod sheet;
pub mod table;

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::present::form::{Form, Scope};

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
    /// What it was asked for on.
    pub scope: Scope,
    /// Which rows were taken, in words (filter, words, order, rows struck); empty when all.
    pub chosen: &'a str,
}

/// Two sets of answers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// Fingerprint of the bundle's files.
    pub fingerprint: u64,
    /// The day asked about.
    pub as_of: Date,
    /// A.
    pub a: Compared<'a>,
    /// B.
    pub b: Compared<'a>,
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its answers, with what follows from them.
    pub profile: &'a Profile,
}

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Results.
    Report(Report<'a>),
    /// A comparison.
    Comparison(Comparison<'a>),
}

/// `content` as the bytes of a file.
///
/// # Errors
/// What a workbook cannot hold.
pub fn bytes(content: &Content<'_>, form: Form) -> Result<Vec<u8>, String> {
    if form == Form::Json {
        let value = match content {
            Content::Report(r) => json::assess(r),
            Content::Comparison(c) => json::compare(c),
        };
        return Ok(json::pretty(&value).into_bytes());
    }
    let document = match content {
        Content::Report(r) => handout::handout(r),
        Content::Comparison(c) => handout::compared(c),
    };
    Ok(match form {
        Form::Html => html::write(&document).into_bytes(),
        Form::Markdown => markdown::write(&document).into_bytes(),
        Form::Csv => csv::write(&document.blocks())?,
        Form::Xlsx | Form::Json => sheet::write(&document.title, document.as_of, &document.sheets())?,
    })
}

/// The sentence that stands on everything that leaves the program.
pub const NOTICE: &str =
    "この結果は資料に印刷された内容の整理です。現行の交付要綱・通知が優先します。申請の前に必ず確かめてください。";

/// Stands where no municipality was named.
pub const NOBODY: &str = "（自治体の指定なし）";

/// Prefecture and name, or the name alone for a prefecture.
pub fn place(m: &Municipality) -> String {
    if m.is_prefecture() { m.name.to_owned() } else { format!("{}{}", m.prefecture, m.name) }
}

/// The groups in the order shown.
const GROUPS: [Group; 4] = [Group::Applies, Group::Open, Group::Excluded, Group::OutOfTerm];

fn count(results: &[Assessment], wanted: Group) -> usize {
    results.iter().filter(|a| group(a) == wanted).count()
}
