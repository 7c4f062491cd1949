//! 禁則 over everything that the bundle says, at every width.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::present::{detail::detail, reference};
use chiiki_navi::session::answers::Session;
use chiiki_navi::text::width::{Ambiguous, truncate_inside};
use chiiki_navi::text::wrap::{violations, wrap};
use support::keys::day;

#[test]
fn lines_begin_and_end_as_japanese_does() {
    let c = catalogue();
    let session = Session::about(c, &c.municipalities[0], day());
    let mut texts: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    let details = session.assessments().iter().flat_map(|a| detail(session.inquiry(c, day()), a));
    let pages =
        reference::terms(c).into_iter().chain(reference::sources(c, day())).chain(reference::calendar(c, day()));
    for section in details.chain(pages) {
        texts.extend(section.lines.into_iter().map(|l| l.text));
    }
    for fact in c.facts {
        texts.extend([fact.question.to_owned(), fact.help.to_owned()]);
    }
    assert!(texts.len() > 1_000, "{}", texts.len());
    let (mut lines, mut wrong) = (0, 0);
    for columns in (20..=100).step_by(4) {
        for text in &texts {
            let wrapped = wrap(text.trim_start(), columns, Ambiguous::Narrow);
            lines += wrapped.len();
            // What the text itself begins and ends with is not the breaking's work.
            wrong += violations(&wrapped).saturating_sub(violations(std::slice::from_ref(text)));
        }
    }
    println!("{wrong} of {lines} lines");
    assert!(wrong * 1_000 <= lines, "{wrong} of {lines} lines break 禁則");
}

/// In the columns that the lists have for names at 40, 80, 110 and 120 columns.
#[test]
fn no_two_programmes_are_cut_to_the_same_name() {
    for columns in [30, 36, 53, 59, 69] {
        let all = catalogue().programmes.iter().map(|p| truncate_inside(p.name, columns, Ambiguous::Narrow));
        let cut: std::collections::BTreeSet<_> = all.collect();
        assert_eq!(cut.len(), catalogue().programmes.len(), "at {columns} columns");
    }
}
