//! Results for other programs and for paper. Shares its words with the screens through `present`.
//!
//! [`handout`] is the document; [`html`], [`xlsx`] and [`csv`] draw it, [`json`] gives the same rows to
//! programs. Nothing here reads a file, a clock or the embedded bundle: what is exported is handed in.

pub mod csv;
pub mod grid;
pub mod handout;
pub mod html;
pub mod json;
pub mod matrix;
pub mod plan_matrix;
pub mod report;
pub mod table;
pub mod xlsx;

use crate::domain::judge::rank::Shelf;
use crate::domain::terms::catalogue::Municipality;
use crate::present::form::{Annex, Form, Scope};

pub use report::{
    Compared, ComparisonExport, Export, Make, NOBODY, NOTICE, PlanExport, ResultsExport, TownsExport, WhoExport,
};

/// `content` as the bytes of a file; of CSV with questions, the table of results.
///
/// # Errors
/// What a workbook cannot hold; that there is no such form of it.
pub fn bytes(content: &Export<'_>, form: Form) -> Result<Vec<u8>, String> {
    if let (Form::Json, Export::Who(who)) = (form, content) {
        return Ok(listed(who).json().into_bytes());
    }
    if form == Form::Json {
        let value = match content {
            Export::Results(r) if matches!(r.scope, Scope::Marked | Scope::Together) => {
                return Err("組み合わせの JSON は、計画からなら consult --json で出せます。ここでは HTML・Excel・CSV を選んでください".to_owned());
            }
            Export::Results(r) => json::assess(r),
            Export::Comparison(c) => json::compare(c),
            Export::Towns(_) | Export::Who(_) => return Err("この比較の JSON は consult --json で出せます".to_owned()),
        };
        return Ok(json::pretty(&value).into_bytes());
    }
    let document = document(content)?;
    Ok(match form {
        Form::Html => html::write(&document).into_bytes(),
        Form::Csv => csv::write(&document.table(document.main())?)?,
        Form::Xlsx | Form::Json => xlsx::write(&document.title, document.as_of, &document.sheets())?,
    })
}

/// The second file of a CSV with questions: what stands behind the name of the first, and its bytes.
///
/// # Errors
/// What the CSV writer says.
pub fn questions(content: &Export<'_>, form: Form) -> Result<Option<(&'static str, Vec<u8>)>, String> {
    let asked = matches!(content, Export::Results(r) if form == Form::Csv && r.make.annexes.has(Annex::Asks));
    let table = asked.then(|| document(content)?.table(handout::QUESTIONS));
    // Where there is nothing to ask, there is no file.
    table.and_then(Result::ok).map(|t| Ok(("_質問票", csv::write(&t)?))).transpose()
}

/// The bodies that were asked for, as one programme of the matrix.
fn listed(who: &WhoExport<'_>) -> matrix::Matrix {
    let is_asked = |case: usize| {
        let of = |shelf: Shelf| who.cases.get(case).is_some_and(|c| Shelf::of(&c.assessment) == shelf);
        who.bodies.shelf.is_none_or(of)
    };
    let mine =
        who.towns.iter().filter(|(m, case)| who.bodies.prefecture.is_none_or(|p| p == m.prefecture) && is_asked(*case));
    let line = |(municipality, case): &(&'static Municipality, usize)| matrix::MatrixRow {
        row: None,
        municipality,
        cases: vec![*case],
    };
    let (catalogue, as_of) = (who.catalogue, who.inquiry.as_of);
    matrix::Matrix { catalogue, as_of, cases: vec![who.cases.clone()], lines: mine.map(line).collect() }
}

fn document(content: &Export<'_>) -> Result<handout::Handout, String> {
    Ok(match content {
        Export::Results(r) => handout::handout(r),
        Export::Comparison(c) => handout::compared(c),
        Export::Towns(t) => handout::towns(t).ok_or("比べる自治体がありません")?,
        Export::Who(w) => handout::who(w),
    })
}
