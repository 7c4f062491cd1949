//! The bundle inside the program: static data that `build.rs` made from `content/`.

use crate::domain::terms::catalogue::Catalogue;

#[allow(clippy::unreadable_literal)] // written by build.rs for the compiler, not for readers
mod generated {
    use super::Catalogue;

    include!(concat!(env!("OUT_DIR"), "/bundle.rs"));
}

/// The embedded bundle. It cannot be broken: the build fails on any problem.
pub fn catalogue() -> &'static Catalogue {
    &generated::CATALOGUE
}

/// The golden cases that were compiled in with it: name and text of each file.
pub fn golden() -> &'static [(&'static str, &'static str)] {
    generated::GOLDEN
}
