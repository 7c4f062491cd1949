//! Results for other programs and for paper. Shares its words with the screens through `present`.
//!
//! [`handout`] is the document; [`html`], [`sheet`], [`csv`] and [`markdown`] draw it, [`json`] gives the same rows to
//! programs. Nothing here reads a file, a clock or the embedded bundle: what is exported is handed in. Only [`file`]
//! touches the disk.

pub mod csv;
pub mod grid;
pub mod handout;
pub mod html;
pub mod json;
pub mod markdown;
pub mod matrix;
pub mod plan_matrix;
pub mod report;
pub mod table;
pub mod xlsx;

use crate::present::form::Form;

pub use report::{Compared, ComparisonExport, Export, NOBODY, NOTICE, PlanExport, ResultsExport};

/// `content` as the bytes of a file.
///
/// # Errors
/// What a workbook cannot hold.
pub fn bytes(content: &Export<'_>, form: Form) -> Result<Vec<u8>, String> {
    if form == Form::Json {
        let value = match content {
            Export::Results(r) => json::assess(r),
            Export::Comparison(c) => json::compare(c),
        };
        return Ok(json::pretty(&value).into_bytes());
    }
    let document = match content {
        Export::Results(r) => handout::handout(r),
        Export::Comparison(c) => handout::compared(c),
    };
    Ok(match form {
        Form::Html => html::write(&document).into_bytes(),
        Form::Markdown => markdown::write(&document).into_bytes(),
        Form::Csv => csv::write(&document.blocks())?,
        Form::Xlsx | Form::Json => xlsx::write(&document.title, document.as_of, &document.sheets())?,
    })
}
