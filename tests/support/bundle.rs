//! The two bundles that tests run on: the frozen one of `tests/bundle/`, and the real one.

use std::path::Path;
use std::sync::OnceLock;

use chiiki_navi::content::embedded;
use chiiki_navi::content::files::Files;
use chiiki_navi::content::load;
use chiiki_navi::domain::terms::catalogue::{Catalogue, Provenance};
use chiiki_navi::domain::value::date::Date;

/// The frozen bundle, as if it were the one inside the program. What it says changes with no programme of `content/`.
pub fn frozen() -> &'static Catalogue {
    static FROZEN: OnceLock<Catalogue> = OnceLock::new();
    FROZEN.get_or_init(|| match load(&Files::read(Path::new("tests/bundle")).0) {
        Ok(catalogue) => Catalogue { provenance: Provenance::Embedded, ..catalogue },
        Err(problems) => panic!("tests/bundle: {problems:#?}"),
    })
}

/// The bundle inside the program.
pub fn real() -> &'static Catalogue {
    embedded::catalogue()
}

/// The day that tests judge on unless they say otherwise: in the fiscal year of the frozen bundle's newest document.
pub fn day() -> Date {
    Date::new(2024, 6, 1).expect("a day")
}
